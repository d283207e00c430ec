"""A session in words for others: whole for its presenter, its public part for everybody."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import column, func, select, table

from madang.database import Db
from madang.sessions.models import Session
from madang.sessions.qr import data_url, join_url
from madang.sessions.schemas import PublicSession, SessionOut

# By name: the feature above counts here, and this one does not know it.
_participants: Final = table("participants", column("session_id"), column("state"))


def participant_counts(db: Db, session_ids: Iterable[str]) -> dict[str, int]:
    """How many have joined each session and were not removed, in one query; none at all is left out."""
    grouped = (
        select(_participants.c.session_id, func.count())
        .where(_participants.c.session_id.in_(session_ids), _participants.c.state != "removed")
        .group_by(_participants.c.session_id)
    )
    return dict(db.execute(grouped).tuples().all())


def presented(db: Db, sessions: Sequence[Session], base_url: str) -> list[SessionOut]:
    counts = participant_counts(db, [session.id for session in sessions])
    return [session_out(session, counts.get(session.id, 0), base_url) for session in sessions]


def present(db: Db, session: Session, base_url: str) -> SessionOut:
    return presented(db, [session], base_url)[0]


def session_out(session: Session, participant_count: int, base_url: str) -> SessionOut:
    """Straight from a row of ours: validated when it was written."""
    link = join_url(base_url, session.code)
    return SessionOut.model_construct(
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
        passcode=session.passcode,
        max_participants=session.max_participants,
        locked=session.locked,
        peak_online=session.peak_online,
        trashed_at=session.trashed_at,
    )


def public_session(session: Session) -> PublicSession:
    return PublicSession.model_construct(
        session_code=session.code,
        title=session.title,
        description=session.description,
        is_active=session.is_active,
        phase=session.phase,
        anonymous=session.anonymous,
        passcode_required=session.passcode is not None,
        locked=session.locked,
    )
