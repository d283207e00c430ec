"""The app served by this process, for tests that talk to it over HTTP."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar
from unittest.mock import patch

import httpx
import uvicorn
import uvloop
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from madang.accounts import passwords, service
from madang.accounts.models import Presenter
from madang.app import create_app
from madang.database import Database, Db
from madang.settings import Settings
from madang.web.protocol import Protocol
from tests.servers import PLAIN

Answer = TypeVar("Answer")

PASSWORD = "a sky of stars"
START_SECONDS = 30


class _Server(uvicorn.Server):
    """It ends at once: uvicorn's looks ten times a second whether it should, and hundreds of tests wait for it."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._ended, self._loop = asyncio.Event(), asyncio.get_running_loop()
        await super().startup(sockets)

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._ended.wait()

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0.002)
        await self.lifespan.shutdown()


class Served:
    """A server in a thread, with a network between it and the test, and everything in one process to look into."""

    def __init__(self, **settings: Any) -> None:
        self._listening = socket.create_server(("127.0.0.1", settings.get("port", 0)))
        self._listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or each answer waits 40 ms
        scheme = "https" if "tls_cert" in settings else "http"
        self.url = f"{scheme}://127.0.0.1:{self._listening.getsockname()[1]}"
        self.settings = Settings(**({"base_url": self.url} | settings))
        config = uvicorn.Config(
            create_app(self.settings),
            http=Protocol,
            log_config=None,
            access_log=False,
            server_header=False,
            ssl_certfile=self.settings.tls_cert,
            ssl_keyfile=self.settings.tls_key,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, name="madang-served")

    def start(self) -> None:
        self._thread.start()
        until = time.monotonic() + START_SECONDS
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            assert time.monotonic() < until, "the server takes too long to start"
            time.sleep(0.005)

    def stop(self) -> None:
        self._server.end()
        self._thread.join()
        self._listening.close()

    def client(self, token: str | None = None, **options: Any) -> httpx.Client:
        """A device of its own: cookies are kept, redirects are not followed."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if self.url.startswith("http:"):
            options.setdefault("verify", PLAIN)
        return httpx.Client(base_url=self.url, headers=headers | options.pop("headers", {}), timeout=30, **options)

    def read(self, fn: Callable[[Db], Answer]) -> Answer:
        """Looks into the database, past the server."""
        return self._directly(Database.read_now, fn)

    def write(self, fn: Callable[[Db], Answer]) -> Answer:
        """Changes the database behind the server's back."""
        return self._directly(Database.write_now, fn)

    def reset_link(self, email: str) -> str:
        """What `madang user reset-password` prints the address of."""
        return self.write(lambda db: service.issue(db, self._presenter(db, email).id, "reset", "link")[1])

    def without_password(self, email: str) -> None:
        def forget(db: Db) -> None:
            self._presenter(db, email).password_hash = None

        self.write(forget)

    def _presenter(self, db: Db, email: str) -> Presenter:
        found = service.find(db, email)
        assert found
        return found

    def _directly(
        self, way: Callable[[Database, Callable[[Db], Answer]], Answer], fn: Callable[[Db], Answer]
    ) -> Answer:
        database = Database(self.settings.database)
        try:
            return way(database, fn)
        finally:
            database.close()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(self._server.serve([self._listening]))


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Waits for what happens in the background."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


_QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
_NOBODY = cache(lambda: _QUICK.hash("nobody"))


@contextmanager
def served(**settings: Any) -> Iterator[Served]:
    """Passwords cost next to nothing here: what they really cost, a test with a process of its own measures."""
    with patch.multiple(passwords, _hasher=_QUICK, _nobody=_NOBODY):
        server = Served(**settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def sign_up(client: httpx.Client, email: str = "alice@example.org", **more: object) -> str:
    """Registers, and answers the token."""
    body = {"email": email, "name": "Alice", "password": PASSWORD, **more}
    answer = post(client, "/api/auth/register", body)
    assert answer.status_code == 201, answer.text
    token: str = answer.json()["access_token"]
    return token


def sign_in(client: httpx.Client, email: str = "alice@example.org", password: str = PASSWORD) -> httpx.Response:
    return post(client, "/api/auth/login", {"email": email, "password": password})


def post(client: httpx.Client, path: str, body: object) -> httpx.Response:
    """Posts JSON that httpx itself would refuse to write: lone surrogates, NaN."""
    return client.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
