"""Migrations up and down on both databases, and what keeps a wrong one from doing harm."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from madang.accounts import models as accounts
from madang.activities import registry
from madang.database import Base, migrate
from madang.database.engine import is_sqlite, sqlite_file
from madang.errors import Refused
from madang.participants import models as participants
from madang.sessions import models as sessions

TABLES = {accounts.Presenter, sessions.Session, participants.Participant}  # imported for their metadata
KINDS = registry.all_kinds()  # and those of the activities, with what their kinds keep


def test_up_is_what_the_models_say(empty_database_url: str) -> None:
    migrate.upgrade(empty_database_url)
    engine = create_engine(empty_database_url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert differences == []


def test_up_down_and_up_again(empty_database_url: str) -> None:
    revisions = [script.revision for script in migrate.scripts().walk_revisions()][::-1]
    assert migrate.upgrade(empty_database_url) == revisions
    migrate.downgrade(empty_database_url, "base")
    engine = create_engine(empty_database_url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    assert migrate.upgrade(empty_database_url) == revisions
    assert migrate.upgrade(empty_database_url) == []
    engine.dispose()


def test_a_newer_schema_is_refused(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(Refused, match="belongs to a newer one"):
        migrate.upgrade(database_url)


def test_a_backup_comes_before_an_upgrade(database_url: str) -> None:
    migrate.downgrade(database_url, "-1")
    migrate.upgrade(database_url)
    if not is_sqlite(database_url):
        return  # PostgreSQL's are taken by its own tools
    file = sqlite_file(database_url)
    assert file is not None
    (copy,) = (file.parent / "backups").glob("*.db")
    engine = create_engine(f"sqlite:///{copy}")
    with engine.connect() as connection:
        assert migrate.revision_of(connection) != migrate.head()
    engine.dispose()


def test_two_that_start_at_once(empty_database_url: str) -> None:
    ran: list[list[str]] = []
    together = threading.Barrier(2)

    def start() -> None:
        together.wait()
        ran.append(migrate.upgrade(empty_database_url))

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, ran)) == [0, len(list(migrate.scripts().walk_revisions()))]


def test_one_process_serves_a_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'madang.db'}"
    other = f"from madang.database import migrate\nwith migrate.serving({url!r}): pass"
    with migrate.serving(url):
        refused = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=False)
        assert "Another process serves" in refused.stderr
    assert subprocess.run([sys.executable, "-c", other], check=False).returncode == 0


@pytest.mark.parametrize("ending", [".lock", ".migration-lock"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, ending: str) -> None:
    """A folder in the lock's place stops an administrator too, whom no right to write does."""
    url = f"sqlite:///{tmp_path / 'madang.db'}"
    (tmp_path / f"madang{ending}").mkdir()
    with pytest.raises(Refused, match="cannot be written"), migrate.serving(url):
        migrate.upgrade(url)
