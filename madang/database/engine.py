"""Engines for SQLite and PostgreSQL, set so that a commit is on disk when it returns."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA cache_size=-65536",
    # A burst of joins writes the same pages again and again: fewer checkpoints write them to their place less often.
    "PRAGMA wal_autocheckpoint=8000",
    # What is deleted is gone from the file, too.
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)


def is_sqlite(url: URL | str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_file(url: URL | str) -> Path | None:
    """The file of a SQLite address; None for any other database and for one in memory."""
    parsed = make_url(url)
    return Path(parsed.database) if is_sqlite(parsed) and parsed.database not in (None, "", ":memory:") else None


def writing_engine(url: str, connections: int) -> Engine:
    if is_sqlite(url):
        return _sqlite_engine(url, connections=1, begin="BEGIN IMMEDIATE")
    return _postgresql_engine(url, connections, isolation_level="READ COMMITTED")


def reading_engine(url: str, connections: int) -> Engine:
    """Each transaction of it sees one moment: a session's revision and its rows belong together."""
    if is_sqlite(url):
        return _sqlite_engine(url, connections, begin="BEGIN", read_only=True)
    engine = _postgresql_engine(url, connections, isolation_level="REPEATABLE READ")
    return engine.execution_options(postgresql_readonly=True)


def _postgresql_engine(url: str, connections: int, isolation_level: str) -> Engine:
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=True,
        hide_parameters=True,  # a failure goes into the log, which holds no text, name, code or token
        isolation_level=isolation_level,
        connect_args={"connect_timeout": 5, "options": "-c timezone=UTC -c lock_timeout=5s"},
    )


def _sqlite_engine(url: str, connections: int, begin: str, *, read_only: bool = False) -> Engine:
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=5,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        # The driver's own BEGIN comes too late for a read and is never IMMEDIATE: we say it ourselves.
        connection.isolation_level = None
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(pragma)
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
