"""A session goes for good, one of its activities after the other.

A hall leaves a hundred thousand answers behind: to delete them at once would keep everybody else's writes waiting for
seconds.
"""

from functools import partial
from typing import Final

from sqlalchemy import column, delete, select, table

from madang.database import Database, Db
from madang.sessions import service
from madang.sessions.models import Session

# By name: the feature above has them, and this one does not know it.
_activities: Final = table("activities", column("id"), column("session_id"))


async def remove(database: Database, me: str, session_id: str) -> None:
    """Its code stops working and its streams end before the first of it goes."""
    await database.write(lambda db: service.withdraw(db, me, session_id), lane=session_id)
    await _purge(database, session_id)


async def purge_trash(database: Database) -> None:
    """What lay there for a week, and what is left of sessions whose deleting was cut short."""
    for session_id in await database.read(service.old_in_trash):
        await _purge(database, session_id)


async def _purge(database: Database, session_id: str) -> None:
    while await database.write(partial(_remove_one, session_id=session_id), lane=session_id):
        pass
    await database.write(partial(service.purge, session_id=session_id), lane=session_id)


def _remove_one(db: Db, session_id: str) -> bool:
    """Whether there was one, in a session that goes."""
    here = select(Session.id).where(Session.id == session_id, service.is_old()).with_for_update()
    if db.scalar(here) is None:
        return False
    one = select(_activities.c.id).where(_activities.c.session_id == session_id).limit(1).scalar_subquery()
    gone = delete(_activities).where(_activities.c.id == one).returning(_activities.c.id)
    return db.scalar(gone) is not None
