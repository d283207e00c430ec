"""What closes by itself: activities whose time has run out, in whichever process looks first."""

from sqlalchemy import select

from madang.activities import registry
from madang.activities.models import Activity
from madang.activities.service import finish, touched
from madang.database import Db, clock
from madang.sessions.models import Session


def due(db: Db) -> list[str]:
    """The sessions in which something is to be closed."""
    late = select(Activity.session_id).where(Activity.closes_at <= clock(db), Activity.state == "open")
    return sorted(set(db.scalars(late)))


def close_due(db: Db, session_id: str) -> None:
    if db.scalar(select(Session.id).where(Session.id == session_id).with_for_update()) is None:
        return
    late = select(Activity).where(
        Activity.session_id == session_id, Activity.closes_at <= clock(db), Activity.state == "open"
    )
    for activity in db.scalars(late).all():
        kind, running = registry.running(activity)
        progress = kind.time_up(running)
        if progress is None:
            finish(activity)
        else:
            activity.progress, activity.closes_at = progress, None
        touched(db, activity)
