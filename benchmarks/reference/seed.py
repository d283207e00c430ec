"""`python -m benchmarks.reference.seed TOKEN CODE SESSIONS PARTICIPANTS`: fills the reference's database.

CODE is one more session, to join.
"""

import sys

from sqlalchemy import insert

from benchmarks.reference.app import draw_qr_code, unused_code
from benchmarks.reference.models import Base, Db, Participant, Session, User, engine


def main(token: str, code: str, sessions: int, participants: int) -> None:
    Base.metadata.create_all(engine)
    with Db.begin() as db:
        user = User(token=token)
        db.add(user)
        db.flush()
        db.add(Session(user_id=user.id, title="A full hall", session_code=code, is_active=True))
        picture = draw_qr_code("http://localhost:3000/join/ABC234")
        for number in range(sessions):
            session = Session(
                user_id=user.id, title=f"Session {number}", session_code=unused_code(db), qr_code_url=picture
            )
            db.add(session)
            db.flush()
            people = [{"session_id": session.id, "nickname": f"guest {guest}"} for guest in range(participants)]
            if people:
                db.execute(insert(Participant), people)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
