"""A pause: time stands. The features above have deadlines of their own, and hear here when it goes on."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from madang.database import Db, clock
from madang.sessions.models import Session

TimeGoesOn = Callable[[Db, str, datetime, datetime], None]
_told: Final[list[TimeGoesOn]] = []


def when_time_goes_on(listener: TimeGoesOn) -> TimeGoesOn:
    """It is told of the session's id, since when time has stood, and the moment now, in the same transaction."""
    _told.append(listener)
    return listener


def begin(db: Db, session: Session) -> None:
    session.is_active, session.paused_at = False, clock(db)


def leave(db: Db, session: Session) -> None:
    """It goes on or it ends; without a pause nothing happens."""
    if session.paused_at is None:
        return
    paused_at, session.paused_at = session.paused_at, None
    for listener in _told:
        listener(db, session.id, paused_at, clock(db))
