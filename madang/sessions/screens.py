"""Rules of screens: projectors that may watch a session, and do nothing else."""

from typing import Final

from sqlalchemy import delete, func, select, update

from madang.database import Db, now
from madang.errors import Problem
from madang.security import digest, is_id, new_token
from madang.sessions import service as sessions
from madang.sessions.models import Screen, Session

MOST_SCREENS: Final = 100


def add(db: Db, me: str, session_id: str, name: str) -> tuple[Screen, str]:
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    secret = new_token("screen")
    screen = Screen(session_id=session.id, name=name, digest=digest(secret))
    db.add(screen)
    db.flush()
    _drop_the_oldest(db, session.id)
    return screen, secret


def _drop_the_oldest(db: Db, session_id: str) -> None:
    """Each opening of the screen makes one: those that were seen longest ago make room."""
    here = select(Screen.id).where(Screen.session_id == session_id)
    newest_first = here.order_by(func.coalesce(Screen.last_seen_at, Screen.created_at).desc(), Screen.id)
    old = db.scalars(newest_first.offset(MOST_SCREENS)).all()
    if old:
        db.execute(delete(Screen).where(Screen.id.in_(old)))


def list_own(db: Db, me: str, session_id: str) -> list[Screen]:
    session = sessions.own(db, me, session_id, role="presenter")
    mine = select(Screen).where(Screen.session_id == session.id)
    return list(db.scalars(mine.order_by(Screen.created_at.desc(), Screen.id)))


def revoke(db: Db, me: str, session_id: str, screen_id: str) -> None:
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    mine = delete(Screen).where(Screen.id == screen_id, Screen.session_id == session.id)
    if not is_id(screen_id) or db.scalar(mine.returning(Screen.id)) is None:
        raise Problem(404, "not_found")
    sessions.raise_revision(db, session.id)


def by_token(db: Db, secret: str) -> Screen | None:
    here = select(Screen).join(Session).where(Screen.digest == digest(secret), Session.trashed_at.is_(None))
    return db.scalar(here)


def seen(db: Db, screen_id: str) -> None:
    db.execute(update(Screen).where(Screen.id == screen_id).values(last_seen_at=now()))


def valid(db: Db, screen_ids: set[str]) -> set[str]:
    return set(db.scalars(select(Screen.id).where(Screen.id.in_(screen_ids))))
