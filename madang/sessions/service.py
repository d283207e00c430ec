"""Rules of sessions: plain functions that take `db`. The role of whoever asks is part of every WHERE clause."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, select, update

from madang.database import Db, announce, insert_new, now
from madang.errors import Problem, SessionNotFound
from madang.live.bus import SessionChanged
from madang.security import is_id, new_id
from madang.sessions import pausing
from madang.sessions.code import new_code, read_code
from madang.sessions.crew.models import Role
from madang.sessions.crew.roles import SUFFICES, role_of
from madang.sessions.models import Session
from madang.sessions.schemas import NewSession

KEPT_IN_TRASH: Final = timedelta(days=7)
_CODE_TRIES: Final = 20


def create(db: Db, owner_id: str, new: NewSession) -> Session:
    return create_all(db, [(owner_id, new)])[0]


def create_all(db: Db, wanted: Sequence[tuple[str, NewSession]]) -> list[Session]:
    """By owner; each with a code that no other has: the constraint decides, another is drawn where it objects."""
    rows = [
        {"id": new_id(), "owner_id": owner_id, "title": new.title, "description": new.description, "created_at": now()}
        for owner_id, new in wanted
    ]
    ids = [str(row["id"]) for row in rows]
    made: set[str] = set()
    for _ in range(_CODE_TRIES):
        made |= insert_new(db, Session, [{**row, "code": new_code()} for row in rows if row["id"] not in made])
        if len(made) == len(rows):
            found = {session.id: session for session in db.scalars(select(Session).where(Session.id.in_(ids)))}
            return [found[session_id] for session_id in ids]
    raise Problem(503, "busy", headers={"Retry-After": "1"})


def own(
    db: Db, me: str, session_id: str, *, role: Role = "owner", trashed: bool = False, lock: bool = False
) -> Session:
    """A session in which `role` or more is the presenter's; whatever else the id names is the same SessionNotFound."""
    return with_role(db, me, session_id, role=role, trashed=trashed, lock=lock)[0]


def with_role(
    db: Db, me: str, session_id: str, *, role: Role, trashed: bool = False, lock: bool = False
) -> tuple[Session, Role]:
    """As `own`, and which role it is."""
    if not is_id(session_id):
        raise SessionNotFound
    if lock:  # before anything is read: whoever waited here reads what the one before has left
        db.execute(select(Session.id).where(Session.id == session_id).with_for_update())
    mine = role_of(me)
    found = select(Session, mine).where(Session.id == session_id, mine.in_(SUFFICES[role]), is_trashed(trashed=trashed))
    row = db.execute(found).one_or_none()
    if row is None or row[1] is None:
        raise SessionNotFound
    return row[0], row[1]


def by_code(db: Db, typed: str) -> Session:
    code = read_code(typed)
    found = db.scalar(select(Session).where(Session.code == code, is_trashed(trashed=False))) if code else None
    if found is None:
        raise SessionNotFound
    return found


def count_own(db: Db, owner_id: str) -> int:
    """All of them, those in the trash too."""
    return db.scalar(select(func.count()).where(Session.owner_id == owner_id)) or 0


def edit(db: Db, me: str, session_id: str, changes: Mapping[str, Any]) -> Session:
    """Title and description as sent; `is_active` goes through the same transition as the two calls."""
    found = own(db, me, session_id, role="presenter", lock=True)
    if "is_active" in changes:
        (activate if changes["is_active"] else deactivate)(db, found)
    for name in ("title", "description"):
        if name in changes:
            setattr(found, name, changes[name])
    return _changed(db, found)


def transition(db: Db, me: str, session_id: str, step: Callable[[Db, Session], None]) -> Session:
    found = own(db, me, session_id, role="presenter", lock=True)
    step(db, found)
    return _changed(db, found)


def activate(db: Db, session: Session) -> None:
    if not session.is_active:
        pausing.leave(db, session)
        session.is_active, session.started_at, session.ended_at = True, now(), None


def deactivate(db: Db, session: Session) -> None:
    end(db, session, only_open=True)


def end(db: Db, session: Session, *, only_open: bool = False) -> None:
    """Ends an open session or, unless `only_open`, a paused one. What has not started or has ended stays."""
    if session.is_active or (session.phase == "paused" and not only_open):
        pausing.leave(db, session)
        session.is_active, session.ended_at = False, now()


def pause(db: Db, session: Session) -> None:
    """Closed for a while: neither active nor ended."""
    if session.is_active:
        pausing.begin(db, session)


def set_settings(db: Db, me: str, session_id: str, changes: Mapping[str, Any]) -> Session:
    found = own(db, me, session_id, role="presenter", lock=True)
    for name, value in changes.items():
        setattr(found, name, value)
    return _changed(db, found)


def trash(db: Db, me: str, session_id: str) -> None:
    """Out of sight, its code without effect, until it is restored or a week has passed."""
    own(db, me, session_id, lock=True).trashed_at = now()
    db.flush()
    raise_revision(db, session_id, session=True)


def restore(db: Db, me: str, session_id: str) -> Session:
    found = own(db, me, session_id, trashed=True, lock=True)
    found.trashed_at = None
    return _changed(db, found)


def withdraw(db: Db, me: str, session_id: str) -> None:
    """As if it had lain in the trash for too long: nobody finds or restores it, and a purge deletes it.

    So what a crash leaves of a session that was being deleted is deleted when a server starts.
    """
    mine = (Session.id == session_id, Session.owner_id == me)
    found = db.scalar(select(Session).where(*mine).with_for_update()) if is_id(session_id) else None
    if found is None:
        raise SessionNotFound
    found.trashed_at = now() - 2 * KEPT_IN_TRASH
    raise_revision(db, session_id, session=True)


def old_in_trash(db: Db) -> Sequence[str]:
    return db.scalars(select(Session.id).where(is_old())).all()


def purge(db: Db, session_id: str) -> None:
    """With everything that belongs to it: the foreign keys see to that."""
    db.execute(delete(Session).where(Session.id == session_id, is_old()))


def raise_revision(db: Db, session_id: str, *, session: bool = False, people: bool = False) -> int:
    """The session's next revision, announced after the commit. It locks the session's row until then.

    `session` and `people` say that the session's own fields or the count of its people change with it.
    """
    db.flush()
    raised: dict[str, Any] = {"revision": Session.revision + 1}
    if session:
        raised["session_revision"] = Session.revision + 1
    if people:
        raised["people_revision"] = Session.revision + 1
    statement = update(Session).where(Session.id == session_id).values(raised).returning(Session.revision)
    revision = db.execute(statement, execution_options={"synchronize_session": False}).scalar_one()
    announce(db, SessionChanged(session_id, revision))
    return revision


def raise_peak(db: Db, session_id: str, online: int) -> None:
    higher = update(Session).where(Session.id == session_id, Session.peak_online < online)
    if db.scalar(higher.values(peak_online=online).returning(Session.id)) is not None:
        raise_revision(db, session_id, people=True)


def revisions(db: Db, session_ids: Iterable[str]) -> dict[str, int]:
    """The revision of each session that is still there."""
    rows = db.execute(
        select(Session.id, Session.revision).where(Session.id.in_(session_ids), is_trashed(trashed=False))
    )
    return dict(rows.all())


def is_old() -> ColumnElement[bool]:
    """It lay in the trash for a week: it is as good as gone."""
    return Session.trashed_at < now() - KEPT_IN_TRASH


def is_trashed(*, trashed: bool) -> ColumnElement[bool]:
    """What can be restored, or what is in no trash."""
    return Session.trashed_at >= now() - KEPT_IN_TRASH if trashed else Session.trashed_at.is_(None)


def _changed(db: Db, session: Session) -> Session:
    """Raises the revision when a field really changed: a call that changes nothing tells nobody."""
    if db.is_modified(session):
        raise_revision(db, session.id, session=True)
        db.refresh(session)
    return session
