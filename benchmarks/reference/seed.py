"""`python -m benchmarks.reference.seed TOKEN CODE SESSIONS PARTICIPANTS VOTERS`: fills the reference's database.

CODE is one more session, to join; VOTERS are in it, with the tokens `voter-0` and on, before the activity `poll`.
"""

import sys

from sqlalchemy import insert

from benchmarks.reference.app import draw_qr_code, unused_code
from benchmarks.reference.models import Activity, Base, Db, Option, Participant, Session, User, engine


def main(token: str, code: str, sessions: int, participants: int, voters: int) -> None:
    Base.metadata.create_all(engine)
    with Db.begin() as db:
        user = User(token=token)
        db.add(user)
        db.flush()
        hall = Session(user_id=user.id, title="A full hall", session_code=code, is_active=True)
        db.add(hall)
        db.flush()
        db.add(Activity(id="poll", session_id=hall.id, title="Which one?", is_open=True))
        db.add_all(Option(id=option, activity_id="poll", text=option) for option in "abcd")
        db.add_all(
            Participant(session_id=hall.id, nickname=f"voter {number}", token=f"voter-{number}")
            for number in range(voters)
        )
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
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
