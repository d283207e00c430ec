"""Alice presents, Bob is her colleague with an account of his own, Charlie comes from outside."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests import servers
from tests.helpers import Served, served, sign_up

BASE_URL = "http://localhost:3000"


@dataclass
class Cast:
    server: Served
    alice: httpx.Client
    bob: httpx.Client
    charlie: httpx.Client
    email: str  # Alice's

    def session(self, title: str = "A session", **more: object) -> dict[str, Any]:
        answer = self.alice.post("/api/sessions", json={"title": title, **more})
        assert answer.status_code == 201, answer.text
        created: dict[str, Any] = answer.json()
        return created

    def open_session(self) -> dict[str, Any]:
        opened: dict[str, Any] = self.alice.post(f"/api/sessions/{self.session()['id']}/activate").json()
        return opened

    def join(self, code: str, nickname: str = "Dora", **more: object) -> httpx.Response:
        return self.charlie.post(f"/api/join/{code}", json={"nickname": nickname, **more})


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for a file's tests on either database: nobody sees what belongs to others, and so no test sees another's."""
    folder = tmp_path_factory.mktemp("contract")
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'madang.db'}"
        if request.param == "postgresql":
            postgresql: servers.PostgreSQL = request.getfixturevalue("postgresql")
            url = stack.enter_context(postgresql.database(f"contract-{uuid4().hex}"))
        yield stack.enter_context(served(database_url=url, data_dir=folder, limits="off", base_url=BASE_URL))


@pytest.fixture
def cast(server: Served) -> Iterator[Cast]:
    """New people for each test."""
    emails = [f"{name}-{uuid4().hex}@example.org" for name in ("alice", "bob")]
    with ExitStack() as stack:
        charlie = stack.enter_context(server.client())
        alice, bob = (stack.enter_context(server.client(sign_up(charlie, email))) for email in emails)
        yield Cast(server, alice, bob, charlie, emails[0])
