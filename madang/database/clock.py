"""The clock for durations: it never jumps, and all processes that share a database share it."""

import time
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session as Db

_STARTED: Final = datetime.now(UTC)
_STARTED_MONOTONIC: Final = time.monotonic()


def clock(db: Db) -> datetime:
    """PostgreSQL's own time; with SQLite, which one process serves, that of this process since it started."""
    if db.get_bind().dialect.name == "postgresql":
        moment: datetime = db.execute(text("SELECT clock_timestamp()")).scalar_one()
        return moment.astimezone(UTC)
    return _STARTED + timedelta(seconds=time.monotonic() - _STARTED_MONOTONIC)
