"""What closes by itself: activities whose time has run out, in whichever process looks first.

In a paused session nothing does, and when it goes on, what was running has as much time left as it had.
"""

from datetime import datetime

from sqlalchemy import select

from madang.activities import registry
from madang.activities.models import Activity
from madang.activities.service import finish, own, touched
from madang.activities.timing import deadline, move_on
from madang.database import Db, clock
from madang.errors import Problem
from madang.sessions.models import Session
from madang.sessions.pausing import when_time_goes_on


def set_timer(db: Db, me: str, session_id: str, activity_id: str, seconds: int | None) -> Activity:
    """Closes it by itself after so many seconds; None takes the limit away. Refused where there is nothing to close."""
    found = own(db, me, session_id, activity_id, lock=True)
    if found.state != "open":
        raise Problem(409, "activity_not_open")
    kind, running = registry.running(found)
    if seconds is not None and not kind.timeable(running):
        raise Problem(409, "nothing_to_time")
    found.closes_at = None if seconds is None else deadline(db, session_id, seconds)
    return touched(db, found)


def due(db: Db) -> list[str]:
    """The sessions in which something is to be closed."""
    late = select(Activity.session_id).join(Session, Session.id == Activity.session_id)
    late = late.where(Activity.closes_at <= clock(db), Activity.state == "open", Session.paused_at.is_(None))
    return sorted(set(db.scalars(late)))


def close_due(db: Db, session_id: str) -> None:
    ticking = select(Session.id).where(Session.id == session_id, Session.paused_at.is_(None))
    if db.scalar(ticking.with_for_update()) is None:
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


@when_time_goes_on
def move_all_on(db: Db, session_id: str, paused_at: datetime, moment: datetime) -> None:
    for activity in db.scalars(select(Activity).where(Activity.session_id == session_id, Activity.state == "open")):
        move_on(activity, paused_at, moment)
        touched(db, activity)
