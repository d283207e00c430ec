"""Takes out of the database's files what rows left behind that were deleted or written again.

SQLite overwrites what it deletes, but its log still has it until that is emptied. PostgreSQL keeps it in the tables
until they are vacuumed.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from madang.database.engine import is_sqlite, sqlite_file

Tidy = Callable[[Sequence[str]], Awaitable[bool]]
"""Tidies up after rows of these tables; false where somebody still reads what was there before."""

_ADVISORY_LOCK: Final = 0x6D616475
_TRIES: Final = 20
_PAUSE_SECONDS: Final = 0.1

# Readers of an older state than ours, for whom PostgreSQL keeps what that state had.
_OLD_READERS: Final = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_xmin IS NOT NULL AND age(backend_xmin) > age(%s::xid)
"""


@contextlib.asynccontextmanager
async def tidying(url: str) -> AsyncIterator[Tidy | None]:
    """One at a time of all processes on this database: None where another one is at it."""
    if is_sqlite(url):
        yield lambda tables: _empty_log(sqlite_file(url))
        return
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(address, autocommit=True, connect_timeout=5) as connection:
        mine = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", (_ADVISORY_LOCK,))).fetchone()
        yield (lambda tables: _vacuum(connection, tables)) if mine == (True,) else None


async def _empty_log(file: Path | None) -> bool:
    """Nobody who writes waits for it: it takes the moments in which nobody does."""
    return file is None or await _in_a_moment(lambda: asyncio.to_thread(_truncate_log, file))


def _truncate_log(file: Path) -> bool:
    with contextlib.closing(sqlite3.connect(file, timeout=0)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # most of the work, and in nobody's way
        try:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
    return not busy


async def _vacuum(connection: psycopg.AsyncConnection, tables: Sequence[str]) -> bool:
    (newest,) = await _row(connection, "SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text")

    async def nobody_reads_older() -> bool:
        return await _row(connection, _OLD_READERS, newest) == (0,)

    if not await _in_a_moment(nobody_reads_older):
        return False
    await connection.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(map(sql.Identifier, tables))))
    return True


async def _row(connection: psycopg.AsyncConnection, query: str, *values: object) -> tuple[object, ...]:
    return await (await connection.execute(query, values)).fetchone() or ()


async def _in_a_moment(done: Callable[[], Awaitable[bool]]) -> bool:
    for _ in range(_TRIES):
        if await done():
            return True
        await asyncio.sleep(_PAUSE_SECONDS)
    return False
