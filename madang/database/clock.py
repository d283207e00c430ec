"""The clock for durations: it never jumps, and all processes that share a database share it."""

import time
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session as Db

_TICKING: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""It goes on while a laptop sleeps, where there is such a clock (Linux)."""
_STARTED: Final = datetime.now(UTC)
_STARTED_TICKING: Final = time.clock_gettime(_TICKING)
_ahead = timedelta(0)


def clock(db: Db) -> datetime:
    """PostgreSQL's own time; with SQLite, which one process serves, that of this process since it started."""
    global _ahead  # noqa: PLW0603 - how far the database's clock was ahead of ours when it was last asked
    if db.get_bind().dialect.name != "postgresql":
        return _of_this_process()
    moment: datetime = db.execute(text("SELECT clock_timestamp()")).scalar_one()
    _ahead = moment - _of_this_process()
    return moment.astimezone(UTC)


def clock_reading() -> datetime:
    """What `clock` would say now, without asking the database: a process that serves asks it all the time."""
    return _of_this_process() + _ahead


def _of_this_process() -> datetime:
    return _STARTED + timedelta(seconds=time.clock_gettime(_TICKING) - _STARTED_TICKING)
