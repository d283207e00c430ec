"""The fixtures that every test can ask for. A server starts with the first test that needs it."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import valkey
from playwright.sync_api import Browser

from madang.database.migrate import upgrade
from tests import helpers, servers
from tests.databases import Databases

Run = Callable[..., servers.Madang]
Serve = Callable[..., helpers.Served]


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector of garbage need not look at all of it again and again."""
    gc.freeze()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[servers.PostgreSQL]:
    with servers.postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[str]:
    with servers.valkey() as url:
        yield url


@pytest.fixture
def valkey_url(valkey_server: str) -> str:
    """An empty Valkey."""
    with valkey.Valkey.from_url(valkey_server) as client:
        client.flushall()
    return valkey_server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a table: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'madang.db'}"
        return
    server: servers.PostgreSQL = request.getfixturevalue("postgresql")
    with server.database(f"test-{uuid4().hex}") as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "madang.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_template(postgresql: servers.PostgreSQL) -> Iterator[str]:
    with postgresql.database("template") as url:
        upgrade(url)
        yield "template"


@pytest.fixture(scope="session")
def databases(postgresql: servers.PostgreSQL, postgresql_template: str) -> Databases:
    return Databases(postgresql, postgresql_template)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database with the newest schema: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "madang.db")
        yield f"sqlite:///{file}"
        return
    yield request.getfixturevalue("postgresql_url")


@pytest.fixture
def postgresql_url(databases: Databases) -> Iterator[str]:
    """A fresh database of PostgreSQL alone, for what only it does."""
    with databases.one() as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a file: while Playwright runs in a thread, no other loop can."""
    with servers.chromium("--host-resolver-rules=MAP hall.test 127.0.0.1") as browser:
        yield browser


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Run]:
    """`running(limits="off")` starts a `madang serve` with these settings; a failed test shows its log."""
    with ExitStack() as started:

        def run(**settings: object) -> servers.Madang:
            server = servers.Madang(tmp_path, **settings)
            started.callback(lambda: print(f"--- {server.log_file.name}\n{server.log}"))
            return started.enter_context(server)

        yield run


@pytest.fixture
def serve(database_url: str, tmp_path: Path) -> Iterator[Serve]:
    """`serve(registration="closed")` serves the app with these settings from this process, on both databases."""
    with ExitStack() as started:

        def start(**settings: object) -> helpers.Served:
            settings = {"database_url": database_url, "data_dir": tmp_path / "data"} | settings
            return started.enter_context(helpers.served(**settings))

        yield start


@pytest.fixture
def client(serve: Serve) -> Iterator[httpx.Client]:
    """Somebody who talks to a fresh server."""
    with serve().client() as client:
        yield client


@pytest.fixture(scope="module")
def served_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """One server for a file's tests that leave nothing behind which others would notice. SQLite, without limits."""
    with helpers.served(data_dir=tmp_path_factory.mktemp("once"), limits="off") as server, server.client() as client:
        yield client
