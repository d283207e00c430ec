"""The store is locked or gone: 503 with a time to come back, nothing acknowledged, and well again by itself."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Connection, create_engine, text

from tests import servers
from tests.helpers import Served, served, sign_up, until

MOST_SECONDS = 8  # what a phone waits at most


class Outage:
    """An open session on a server whose database the test takes away."""

    def __init__(self, server: Served, client: httpx.Client) -> None:
        self.server, self.client = server, client
        client.headers["Authorization"] = f"Bearer {sign_up(client)}"
        session = client.post("/api/sessions", json={"title": "A session"}).json()
        client.post(f"/api/sessions/{session['id']}/activate").raise_for_status()
        self.id: str = session["id"]
        self.code: str = session["session_code"]

    def join(self, name: str, language: str = "ko") -> httpx.Response:
        headers = {"Accept-Language": language}
        return self.client.post(f"/api/join/{self.code}", json={"nickname": name}, headers=headers)

    @property
    def nicknames(self) -> set[str]:
        return self.server.read(lambda db: set(db.execute(text("SELECT nickname FROM participants")).scalars()))

    def check_well(self) -> None:
        until(lambda: self.client.get("/ready").status_code == 200)
        assert self.join("Finn").status_code == 201
        assert self.nicknames == {"Finn"}


def check_busy(answer: httpx.Response, said: str = "지금은 저장할 수 없습니다.") -> None:
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["code"] == "busy"
    assert answer.json()["detail"].startswith(said)


@pytest.fixture
def outage(database_url: str, tmp_path: Path) -> Iterator[Outage]:
    settings = {"database_url": database_url, "data_dir": tmp_path / "data", "limits": "off"}
    with served(**settings) as server, server.client() as client:
        yield Outage(server, client)


@contextmanager
def locked(url: str) -> Iterator[Connection]:
    """Somebody else holds what every join needs: the file, or the rows of the sessions."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as other:
        if engine.dialect.name == "sqlite":
            other.execute(text("BEGIN IMMEDIATE"))
        else:
            other.execute(text("BEGIN"))
            other.execute(text("SELECT id FROM sessions FOR UPDATE"))
        yield other
        other.execute(text("ROLLBACK"))
    engine.dispose()


def test_a_store_that_somebody_locks(outage: Outage, database_url: str) -> None:
    """All who wait are told together; who only reads waits for nobody."""
    with locked(database_url), ThreadPoolExecutor(12) as phones:
        started = time.monotonic()
        joins = [phones.submit(outage.join, f"Phone {number}") for number in range(12)]
        assert outage.client.get(f"/api/sessions/code/{outage.code}").status_code == 200
        assert outage.client.get("/health").status_code == 200
        for join in joins:
            check_busy(join.result())
        assert time.monotonic() - started < 2 * MOST_SECONDS
    outage.check_well()


def test_a_screen_watches_a_store_that_takes_no_writes(outage: Outage, database_url: str) -> None:
    screen = outage.client.post(f"/api/sessions/{outage.id}/screens", json={}).json()
    headers = {"Authorization": f"Bearer {screen['token']}"}
    with locked(database_url) as other:
        if other.dialect.name == "postgresql":
            other.execute(text("SELECT id FROM screens FOR UPDATE"))
        with outage.client.stream("GET", "/api/stream", headers=headers) as stream:
            assert stream.status_code == 200
            assert next(stream.iter_lines()).startswith("id: ")
    outage.check_well()


@pytest.fixture
def lost(postgresql: servers.PostgreSQL, postgresql_template: str, tmp_path: Path) -> Iterator[tuple[Outage, str]]:
    """The outage, and the name of the database that can be taken away."""
    name = f"lost-{uuid4().hex}"
    with ExitStack() as stack:
        url = stack.enter_context(postgresql.database(name, postgresql_template))
        server = stack.enter_context(served(database_url=url, data_dir=tmp_path, limits="off"))
        yield Outage(server, stack.enter_context(server.client())), name


def drop_connections(postgresql: servers.PostgreSQL, database: str) -> None:
    postgresql.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")


def test_dropped_connections_are_made_again(postgresql: servers.PostgreSQL, lost: tuple[Outage, str]) -> None:
    outage, name = lost
    drop_connections(postgresql, name)
    outage.check_well()


def test_a_server_that_takes_no_connections(postgresql: servers.PostgreSQL, lost: tuple[Outage, str]) -> None:
    outage, name = lost
    postgresql.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
    drop_connections(postgresql, name)
    started = time.monotonic()
    check_busy(outage.join("Dora"))
    check_busy(outage.join("Dora", "en"), "This cannot be stored right now.")
    check_busy(outage.client.get("/api/sessions"))
    check_busy(outage.client.get(f"/api/sessions/code/{outage.code}"))
    assert outage.client.get("/ready").status_code == 503
    assert outage.client.get("/health").status_code == 200
    assert time.monotonic() - started < MOST_SECONDS
    postgresql.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')
    outage.check_well()
