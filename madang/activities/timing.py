"""The time of a session. It stands while the session is paused: nothing closes, and nobody's seconds run."""

from datetime import datetime, timedelta

from sqlalchemy import select

from madang.activities.models import Activity
from madang.database import Db, clock
from madang.sessions.models import Session


def deadline(db: Db, session_id: str, seconds: int) -> datetime:
    """So many seconds from now on; in a pause, from when it ends: `move_on` moves it."""
    paused_at = db.scalar(select(Session.paused_at).where(Session.id == session_id))
    return (paused_at or clock(db)) + timedelta(seconds=seconds)


def ask(db: Db, activity: Activity) -> None:
    """What is asked now begins to be asked."""
    activity.asked_at, activity.stood = clock(db), 0


def taken(activity: Activity, moment: datetime) -> int | None:
    """How many milliseconds somebody took who answers at this moment."""
    if activity.asked_at is None:
        return None
    return max(0, milliseconds(moment - activity.asked_at) - activity.stood)


def move_on(activity: Activity, paused_at: datetime, moment: datetime) -> None:
    """Time stood for it from the pause on, or from when it was asked in that pause."""
    if activity.closes_at is not None:
        activity.closes_at += moment - paused_at
    if activity.asked_at is not None:
        activity.stood += milliseconds(moment - max(paused_at, activity.asked_at))


def milliseconds(length: timedelta) -> int:
    return length // timedelta(milliseconds=1)
