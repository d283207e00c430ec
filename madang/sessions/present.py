"""A session in words for others: whole for those who run it, its public part for everybody."""

from typing import Final

from sqlalchemy import column, func, select, table

from madang.database import Db
from madang.sessions.crew.models import Role
from madang.sessions.crew.roles import role_of
from madang.sessions.models import Session
from madang.sessions.qr import data_url, join_url
from madang.sessions.schemas import PublicSession, SessionOut

# By name: the feature above counts here, and this one does not know it.
_participants: Final = table("participants", column("session_id"), column("state"))
PARTICIPANT_COUNT: Final = (
    select(func.count())
    .where(_participants.c.session_id == Session.id, _participants.c.state.in_(("joined", "left")))
    .correlate(Session)
    .scalar_subquery()
)
"""How many have joined a session and were not removed, as a column beside it."""


def present(db: Db, session: Session, base_url: str, me: str) -> SessionOut:
    count, role = db.execute(select(PARTICIPANT_COUNT, role_of(me)).where(Session.id == session.id)).one()
    return session_out(session, count, base_url, role)


def participant_count(db: Db, session: Session) -> int:
    count: int = db.scalars(select(PARTICIPANT_COUNT).select_from(Session).where(Session.id == session.id)).one()
    return count


def session_out(session: Session, participant_count: int, base_url: str, role: Role) -> SessionOut:
    """Straight from a row of ours: validated when it was written."""
    link = join_url(base_url, session.code)
    return SessionOut(
        id=session.id,
        title=session.title,
        description=session.description,
        session_code=session.code,
        qr_code_url=data_url(link),
        is_active=session.is_active,
        participant_count=participant_count,
        created_at=session.created_at,
        started_at=session.started_at,
        ended_at=session.ended_at,
        phase=session.phase,
        join_url=link,
        anonymous=session.anonymous,
        passcode=None if role == "moderator" else session.passcode,
        max_participants=session.max_participants,
        locked=session.locked,
        peak_online=session.peak_online,
        trashed_at=session.trashed_at,
        role=role,
    )


def public_session(session: Session) -> PublicSession:
    return PublicSession(
        session_code=session.code,
        title=session.title,
        description=session.description,
        is_active=session.is_active,
        phase=session.phase,
        anonymous=session.anonymous,
        passcode_required=session.passcode is not None,
        locked=session.locked,
    )
