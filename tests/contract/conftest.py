"""Alice presents, Bob is her colleague with an account of his own, Charlie comes from outside."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.conftest import Serve
from tests.helpers import Served, sign_up


@dataclass
class Cast:
    server: Served
    alice: httpx.Client
    bob: httpx.Client
    charlie: httpx.Client

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


@pytest.fixture
def assemble(serve: Serve) -> Iterator[Callable[..., Cast]]:
    """`assemble(base_url=…)`: the cast on a fresh server with these settings."""
    with ExitStack() as stack:

        def start(**settings: object) -> Cast:
            server = serve(**({"limits": "off"} | settings))

            def presenter(name: str) -> httpx.Client:
                token = sign_up(stack.enter_context(server.client()), f"{name}@example.org")
                return stack.enter_context(server.client(token))

            return Cast(server, presenter("alice"), presenter("bob"), stack.enter_context(server.client()))

        yield start


@pytest.fixture
def cast(assemble: Callable[..., Cast]) -> Cast:
    return assemble()
