"""What a server does again and again, beside answering. What fails is done again at the next turn."""

import asyncio
import logging
from functools import partial

from madang.accounts import oidc_service
from madang.accounts import service as accounts
from madang.activities import deadlines, scattering
from madang.database import Database, Db
from madang.sessions import removing
from madang.sessions.crew import service as crew

log = logging.getLogger(__name__)

PURGE_SECONDS = 3600
CLOCK_SECONDS = 0.25
SCATTER_SECONDS = 60


async def purge_old(database: Database) -> None:
    """Once an hour: what lay in the trash for a week, tokens and invitations that have run out."""
    purges = (accounts.purge_expired, oidc_service.purge, crew.purge)

    def purge(db: Db) -> int:
        return sum(purge(db) for purge in purges)

    while True:
        try:
            await database.write(purge)
            await removing.purge_trash(database)
        except Exception:
            log.warning("the purge failed and will be tried again", exc_info=True)
        await asyncio.sleep(PURGE_SECONDS)


async def watch_the_clock(database: Database) -> None:
    """Closes the activities whose time has run out."""
    while True:
        await asyncio.sleep(CLOCK_SECONDS)
        try:
            due = await database.read(deadlines.due)
        except Exception:
            log.warning("the clock was not looked at and will be again", exc_info=True)
            continue
        for session_id in due:
            try:
                await database.write(partial(deadlines.close_due, session_id=session_id), lane=session_id)
            except Exception:
                log.warning("what is due could not be closed and will be tried again", exc_info=True)


async def scatter(database: Database) -> None:
    """Once a minute: nothing in the files says in which order people answered in the anonymous activities by then."""
    before: scattering.Seen = {}
    while True:
        await asyncio.sleep(SCATTER_SECONDS)
        try:
            before = await scattering.sweep(database, before)
        except Exception:
            log.warning("anonymous rows were not scattered and will be", exc_info=True)


DUTIES = (purge_old, watch_the_clock, scatter)
