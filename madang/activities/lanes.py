"""Which lane of writes an activity belongs to: that of its session, so that its phones and its presenter share one."""

from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import select

from madang.activities.models import Activity
from madang.database import Database, Db
from madang.security import is_id

_MOST_REMEMBERED: Final = 10_000
_sessions: WeakKeyDictionary[Database, dict[str, str]] = WeakKeyDictionary()


async def lane_of(database: Database, activity_id: str) -> str:
    """The id of its session, which it never leaves; the lane without a name for what is no activity."""
    known = _sessions.setdefault(database, {})
    if activity_id not in known and is_id(activity_id):

        def read(db: Db) -> str | None:
            return db.scalar(select(Activity.session_id).where(Activity.id == activity_id))

        session_id = await database.read(read)
        if session_id is None:
            return ""
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[activity_id] = session_id
    return known.get(activity_id, "")
