"""Brings a database to the schema of this program: under a lock, after a backup, and never backwards by itself."""

import contextlib
import fcntl
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from madang.database.engine import sqlite_file
from madang.database.types import now
from madang.errors import Refused

_SCRIPTS: Final = Path(__file__).parent / "migrations"
_ADVISORY_LOCK: Final = 0x6D6164616E67
BACKUPS_KEPT: Final = 5


def scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def head() -> str:
    return scripts().get_current_head() or ""


def revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(url: str, revision: str = "head") -> list[str]:
    """Runs what is missing and answers the revisions it ran. Raises Refused for a database of a newer program."""
    prepare_folder(url)
    engine = create_engine(url)
    try:
        with engine.connect() as connection, _locked(connection):
            before = revision_of(connection)
            _refuse_newer(before)
            pending = [script.revision for script in scripts().iterate_revisions(revision, before or "base")]
            connection.rollback()
            if pending and before is not None:
                backup(url)
            if pending:
                _run(connection, command.upgrade, revision)
            return list(reversed(pending))
    except SQLAlchemyError as failure:
        raise Refused(f"The database does not answer: {getattr(failure, 'orig', None) or failure}") from failure
    finally:
        engine.dispose()


def downgrade(url: str, revision: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection, _locked(connection):
        _run(connection, command.downgrade, revision)
    engine.dispose()


def prepare_folder(url: str) -> None:
    if file := sqlite_file(url):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            raise Refused(f"The folder {file.parent} cannot be made: {failure.strerror}") from failure


def backup(url: str, to: Path | None = None) -> Path | None:
    """A copy of a SQLite database: there or, the newest few kept, beside it. PostgreSQL has tools of its own for that.

    It has its name when it is whole: one that failed halfway takes the place of none.
    """
    file = sqlite_file(url)
    if file is None or not file.exists():
        return None
    folder, name = file.parent / "backups", f"{file.stem}-{now():%Y%m%d-%H%M%S}.db"
    copy = folder / name if to is None else to / name if to.is_dir() else to
    if copy.exists() and copy.samefile(file):
        raise Refused(f"{copy} is the database itself. A copy of it needs another name.")
    try:
        if to is None:
            folder.mkdir(exist_ok=True)
        _copy(file, copy)
    except (OSError, sqlite3.Error) as failure:
        raise Refused(f"The database cannot be copied to {copy}: {failure}") from failure
    if to is None:
        for old in sorted(folder.glob(f"{file.stem}-*.db"))[:-BACKUPS_KEPT]:
            old.unlink()
    return copy


def _copy(file: Path, copy: Path) -> None:
    half = copy.with_name(copy.name + ".half")
    try:
        half.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(file)) as source:
            source.execute("VACUUM INTO ?", (str(half),))  # the rows alone, not what deleted ones left behind
        half.replace(copy)
    except (OSError, sqlite3.Error):
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def serving(url: str) -> Iterator[None]:
    """Holds a SQLite file for one serving process; raises Refused where another one has it."""
    file = sqlite_file(url)
    if file is None:
        yield
        return
    prepare_folder(url)
    with _lock_file(file, ".lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(
                f"Another process serves {file}. SQLite is for one process; for several, set MADANG_DATABASE_URL to "
                "a PostgreSQL database and MADANG_VALKEY_URL to a Valkey server."
            ) from None
        yield


def _lock_file(file: Path, ending: str) -> TextIO:
    lock = file.with_suffix(ending)
    try:
        return lock.open("w")
    except OSError as failure:
        raise Refused(f"The folder {file.parent} cannot be written: {failure.strerror}: {lock.name}") from failure


def _refuse_newer(revision: str | None) -> None:
    known = {script.revision for script in scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise Refused(
            f"The database has the schema {revision}, which this version of Madang does not know: "
            "it belongs to a newer one. Please install that one, or restore the backup made before the upgrade."
        )


@contextlib.contextmanager
def _locked(connection: Connection) -> Iterator[None]:
    """Two processes that start at the same moment upgrade one after the other."""
    if file := sqlite_file(connection.engine.url):
        with _lock_file(file, ".migration-lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    elif connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ADVISORY_LOCK})
        connection.commit()
        try:
            yield
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY_LOCK})
            connection.commit()
    else:
        yield


def _run(connection: Connection, what: Any, revision: str) -> None:
    what(_config(connection), revision)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def masked(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True)
