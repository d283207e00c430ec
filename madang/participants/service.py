"""Rules of participants after they have joined: plain functions that take `db`."""

from datetime import datetime

from sqlalchemy import literal, select, tuple_
from sqlalchemy.exc import IntegrityError

from madang.database import Db
from madang.errors import NotSignedIn, Problem
from madang.participants.models import Participant, State
from madang.security import digest, is_id
from madang.sessions import service as sessions
from madang.sessions.models import Session


def by_token(db: Db, secret: str) -> tuple[Participant, Session]:
    """Whose token it is; one that was removed, has left, or whose session is gone is nobody's."""
    mine = (
        select(Participant, Session)
        .join(Session, Session.id == Participant.session_id)
        .where(Participant.token_digest == digest(secret), Participant.state == "joined", Session.trashed_at.is_(None))
    )
    row = db.execute(mine).one_or_none()
    if row is None:
        raise NotSignedIn("not_joined")
    return row[0], row[1]


def list_page(
    db: Db,
    me: str,
    session_id: str,
    *,
    limit: int,
    after: tuple[datetime, str] | None,
    state: State | None,
) -> list[Participant]:
    """In the order of joining; one more than `limit` tells that there is another page."""
    session = sessions.own(db, me, session_id, role="moderator")
    here = select(Participant).where(Participant.session_id == session.id)
    here = here.where(Participant.state == state) if state else here.where(Participant.state != "removed")
    if after:
        here = here.where(
            tuple_(Participant.joined_at, Participant.id)
            > tuple_(literal(after[0], Participant.joined_at.type), after[1])
        )
    return list(db.scalars(here.order_by(Participant.joined_at, Participant.id).limit(limit + 1)))


def leave(db: Db, secret: str) -> None:
    # The session's row is locked before anything is read: leaving undoes no removal that was quicker.
    of = select(Participant.session_id).where(Participant.token_digest == digest(secret)).scalar_subquery()
    db.execute(select(Session.id).where(Session.id == of).with_for_update())
    participant, session = by_token(db, secret)
    _set_state(db, session.id, participant, "left")


def remove(db: Db, me: str, session_id: str, participant_id: str) -> None:
    """Their streams end and their token stops working; their name is free again."""
    participant = _find(db, me, session_id, participant_id)
    if participant.state != "removed":
        _set_state(db, session_id, participant, "removed")


def restore(db: Db, me: str, session_id: str, participant_id: str) -> Participant:
    """Lets somebody back in who was removed, unless their name has a new owner."""
    participant = _find(db, me, session_id, participant_id)
    if participant.state == "removed":
        try:
            with db.begin_nested():
                _set_state(db, session_id, participant, "joined")
        except IntegrityError:
            raise Problem(409, "nickname_taken") from None
    return participant


def _find(db: Db, me: str, session_id: str, participant_id: str) -> Participant:
    session = sessions.own(db, me, session_id, role="moderator", lock=True)
    here = select(Participant).where(Participant.id == participant_id, Participant.session_id == session.id)
    found = db.scalar(here) if is_id(participant_id) else None
    if found is None:
        raise Problem(404, "not_found")
    return found


def _set_state(db: Db, session_id: str, participant: Participant, state: State) -> None:
    participant.revision = sessions.raise_revision(db, session_id, people=True)
    participant.state = state
    db.flush()
