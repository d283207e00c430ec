"""A session in words for others: whole for those who run it, its public part for everybody."""

from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import column, func, select, table
from sqlalchemy.orm import InstrumentedAttribute

from madang.database import Db
from madang.sessions.crew.models import Role
from madang.sessions.crew.roles import role_of
from madang.sessions.models import Session, phase_of
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
    return listed_out(base_url, role, participant_count, *_values(session))


LISTED: Final[tuple[InstrumentedAttribute[Any], ...]] = (
    *(Session.id, Session.title, Session.description, Session.code),
    *(Session.is_active, Session.created_at, Session.started_at, Session.ended_at, Session.paused_at),
    *(Session.anonymous, Session.passcode, Session.max_participants, Session.locked),
    *(Session.peak_online, Session.trashed_at),
)
"""What a list reads of a session, in the order of `listed_out`: a thousand plain rows cost half of as many objects."""
_values: Final = attrgetter(*(column.key for column in LISTED))


def listed_out(
    base_url: str,
    role: Role,
    participant_count: int,
    session_id: str,
    title: str,
    description: str | None,
    code: str,
    is_active: bool,
    created_at: datetime,
    started_at: datetime | None,
    ended_at: datetime | None,
    paused_at: datetime | None,
    anonymous: bool,
    passcode: str | None,
    max_participants: int | None,
    locked: bool,
    peak_online: int,
    trashed_at: datetime | None,
) -> SessionOut:
    """Straight from a row of ours: validated when it was written."""
    link = join_url(base_url, code)
    return SessionOut(
        id=session_id,
        title=title,
        description=description,
        session_code=code,
        qr_code_url=data_url(link),
        is_active=is_active,
        participant_count=participant_count,
        created_at=created_at,
        started_at=started_at,
        ended_at=ended_at,
        paused_at=paused_at,
        phase=phase_of(is_active=is_active, started_at=started_at, ended_at=ended_at),
        join_url=link,
        anonymous=anonymous,
        passcode=None if role == "moderator" else passcode,
        max_participants=max_participants,
        locked=locked,
        peak_online=peak_online,
        trashed_at=trashed_at,
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
