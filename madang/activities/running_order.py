"""The running order: what is in it, added, moved, removed and brought back."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import func, select

from madang.activities import registry
from madang.activities.models import Activity, Stage
from madang.activities.schemas import NewActivity
from madang.activities.service import own, set_stage, touched
from madang.activities.sight import is_told, staged_id
from madang.database import Db, now
from madang.errors import Problem
from madang.security import new_id
from madang.sessions import service as sessions
from madang.sessions.crew.models import Role
from madang.sessions.models import Session

MOST_OF_A_SESSION: Final = 300
MOST_EVER: Final = 3000
"""With those that were removed, which stay so that removing can be undone."""


def list_own(db: Db, me: str, session_id: str) -> tuple[list[Activity], Role]:
    """In running order, and the role of whoever asks."""
    session, mine = sessions.with_role(db, me, session_id, role="moderator")
    listed = in_order(db, session.id)
    if mine == "moderator":
        staged = staged_id(db, session.id)
        listed = [activity for activity in listed if is_told(activity, on_stage=activity.id == staged)]
    return listed, mine


def in_order(db: Db, session_id: str) -> list[Activity]:
    here = select(Activity).where(Activity.session_id == session_id, Activity.state != "removed")
    return list(db.scalars(here.order_by(Activity.position, Activity.id)))


def create(db: Db, me: str, session_id: str, new: NewActivity) -> Activity:
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    kind = registry.kind_named(new.kind)
    config = registry.checked_config(kind, new.config).model_dump(mode="json")
    anonymous = (kind.anonymous or session.anonymous) if new.anonymous is None else new.anonymous
    shown = kind.results_shown if new.results_shown is None else new.results_shown
    return _add(
        db,
        session,
        kind=new.kind,
        title=new.title,
        config=config,
        notes=new.notes or None,
        anonymous=anonymous and not kind.named,
        results_shown=shown,
    )


def duplicate(db: Db, me: str, session_id: str, activity_id: str) -> Activity:
    """A draft of the same, at the end of the running order."""
    found = own(db, me, session_id, activity_id, lock=True)
    same = ("kind", "title", "config", "notes", "anonymous", "results_shown")
    return _add(db, db.get_one(Session, found.session_id), **{name: getattr(found, name) for name in same})


def reorder(db: Db, me: str, session_id: str, ids: Sequence[str]) -> list[Activity]:
    """The running order, all of it; refused where somebody has added or removed one meanwhile."""
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    by_id = {activity.id: activity for activity in in_order(db, session.id)}
    if len(ids) != len(by_id) or set(ids) != by_id.keys():
        raise Problem(409, "order_outdated")
    moved = [by_id[name] for place, name in enumerate(ids, 1) if by_id[name].position != place]
    if moved:
        revision = sessions.raise_revision(db, session.id)
        for place, name in enumerate(ids, 1):
            by_id[name].position = place
        for activity in moved:
            activity.revision = revision
    return [by_id[name] for name in ids]


def list_removed(db: Db, me: str, session_id: str, *, limit: int, before: int | None = None) -> list[Activity]:
    """Those that `restore` brings back, the last one that was removed first; one more than `limit` tells of another.

    `before` is a revision: each removal has one of its own.
    """
    session = sessions.own(db, me, session_id, role="presenter")
    here = select(Activity).where(Activity.session_id == session.id, Activity.state == "removed")
    if before is not None:
        here = here.where(Activity.revision < before)
    return list(db.scalars(here.order_by(Activity.revision.desc()).limit(limit + 1)))


def remove(db: Db, me: str, session_id: str, activity_id: str) -> None:
    """Out of the running order and off the stage; `restore` brings it back with all its responses."""
    found = own(db, me, session_id, activity_id, lock=True)
    found.state, found.closed_at, found.closes_at = "removed", found.closed_at or now(), None
    stage = db.get(Stage, session_id)
    if stage is not None and stage.activity_id == found.id:
        set_stage(db, session_id, None)
    touched(db, found, rows=True)


def restore(db: Db, me: str, session_id: str, activity_id: str) -> Activity:
    found = own(db, me, session_id, activity_id, removed=True, lock=True)
    if len(in_order(db, session_id)) >= MOST_OF_A_SESSION:
        raise Problem(409, "too_many_activities")
    found.state = "draft" if found.asked_at is None else "closed"
    return touched(db, found, rows=True)


def _add(db: Db, session: Session, **fields: Any) -> Activity:
    there = func.count().filter(Activity.state != "removed")
    counted = select(func.max(Activity.position), there, func.count()).where(Activity.session_id == session.id)
    last, listed, ever = db.execute(counted).one()
    if listed >= MOST_OF_A_SESSION or ever >= MOST_EVER:
        raise Problem(409, "too_many_activities")
    revision = sessions.raise_revision(db, session.id)
    activity = Activity(
        id=new_id(),
        session_id=session.id,
        position=(last or 0) + 1,
        revision=revision,
        tally_revision=revision,
        **fields,
    )
    db.add(activity)
    db.flush()
    return activity
