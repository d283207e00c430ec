"""The real app in this process: requests go to it without a network, and streams are held open by hand."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from functools import cache
from typing import Any, TypeVar
from unittest.mock import patch
from uuid import uuid4

import httpx
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import insert, text
from starlette.types import ASGIApp, Message

from madang.accounts import passwords
from madang.app import create_app
from madang.database import Database, Db
from madang.participants.models import Participant
from madang.room import hub
from madang.sessions.service import raise_revision
from madang.settings import Settings
from tests.room.view import View

PATIENCE_SECONDS = 20.0
Written = TypeVar("Written")


async def until(true: Callable[[], object], what: str = "", seconds: float = PATIENCE_SECONDS) -> None:
    """Waits until it is true, and says what was not."""
    late = asyncio.get_running_loop().time() + seconds
    while not true():
        assert asyncio.get_running_loop().time() < late, what or "it did not happen in time"
        await asyncio.sleep(0.005)


_QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
_NOBODY = cache(lambda: _QUICK.hash("nobody"))


class Open:
    """One open stream; what it says goes into `view`. While `stalled`, it takes nothing more."""

    def __init__(self, app: ASGIApp, headers: dict[str, str], query: str, view: View) -> None:
        self.view = view
        self.status = 0
        self.headers: dict[str, str] = {}
        self.drop_after: int | None = None
        self.stalled = asyncio.Event()
        self._gone = asyncio.Event()
        self._asked = False
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": "/api/stream",
            "raw_path": b"/api/stream",
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
            "client": ("127.0.0.1", 40000),
            "server": ("madang", 80),
            "madang.abort": self._gone.set,
        }
        self.task = asyncio.create_task(self._run(app, scope))

    @property
    def is_open(self) -> bool:
        return not self.task.done() and not self._gone.is_set()

    async def started(self) -> "Open":
        await until(lambda: self.status or self.task.done(), "the stream does not begin")
        return self

    async def caught_up(self) -> "Open":
        """Its first sight has arrived: presence comes behind the rows."""
        await self.started()
        seen = ("presence", "ping", "end")
        await until(lambda: any(self.view.count(name) for name in seen) or self.task.done(), "no first sight")
        return self

    async def pinged(self, times: int) -> None:
        await until(lambda: self.view.count("ping") >= times, "no heartbeat")

    async def shows(self, kind: str, name: str, value: object) -> None:
        await until(lambda: self.view.row(kind).get(name) == value, f"{kind} does not become {name}={value}")

    async def sees(self, *participants: str) -> None:
        await until(lambda: self.view.here == set(participants), "not those who are here")

    async def ended(self) -> str:
        """Waits for its end, and answers the reason that it was told."""
        await until(self.task.done, "the stream stays open")
        return self.view.end

    async def close(self) -> None:
        self._gone.set()
        await asyncio.wait([self.task])
        self.view.disconnected()

    async def _run(self, app: ASGIApp, scope: dict[str, Any]) -> None:
        await app(scope, self._receive, self._send)

    async def _receive(self) -> Message:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if self._gone.is_set():
            return  # as the server does where nobody listens any more
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            return
        if self.stalled.is_set():
            await self._gone.wait()
            return
        if self.status == 200:
            self.view.feed(message["body"])
        if not message.get("more_body"):
            self._gone.set()
        if self.drop_after is not None and len(self.view.events) >= self.drop_after:
            self._gone.set()


class House:
    """A served app with one presenter signed in."""

    def __init__(self, app: ASGIApp, state: dict[str, Any], database_url: str) -> None:
        self.app = app
        self.database_url = database_url
        self.state = state
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://madang"
        )
        self.token = ""
        self.open: list[Open] = []

    async def call(self, method: str, path: str, *, token: str | None = None, status: int = 0, **body: object) -> Any:
        """The answer's JSON; `status` 0 stands for any success."""
        bearer = self.token if token is None else token
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        answer = await self.client.request(method, f"/api/{path}", headers=headers, json=body or None)
        assert answer.status_code == status if status else answer.is_success, f"{method} {path}: {answer.text}"
        return answer.json() if answer.content else None

    async def register(self, name: str = "Ada") -> str:
        email = f"{name}-{uuid4().hex[:8]}@example.org"
        made = await self.call("POST", "auth/register", token="", email=email, name=name, password="a sky of stars")
        token: str = made["access_token"]
        return token

    async def session(self, title: str = "Reading the night sky", *, active: bool = True) -> dict[str, Any]:
        made: dict[str, Any] = await self.call("POST", "sessions", title=title)
        return await self.call("POST", f"sessions/{made['id']}/activate") if active else made

    async def join(self, session: dict[str, Any], nickname: str, **more: Any) -> dict[str, Any]:
        path = f"join/{session['session_code']}"
        joined: dict[str, Any] = await self.call("POST", path, token="", nickname=nickname, **more)
        return joined

    def hall(self, session: dict[str, Any], people: int) -> None:
        """Fills it at once, past the door."""
        rows = [
            {
                "session_id": session["id"],
                "nickname": f"Name {number}",
                "nickname_key": f"name {number}",
                "token_digest": f"{session['id']}-{number}",
                "revision": 2,
            }
            for number in range(people)
        ]

        def fill(db: Db) -> None:
            db.execute(insert(Participant), rows)
            raise_revision(db, session["id"], people=True)

        self.write(fill)

    def execute(self, *statements: str) -> None:
        def run(db: Db) -> None:
            for statement in statements:
                db.execute(text(statement))

        self.write(run)

    def write(self, fn: Callable[[Db], Written]) -> Written:
        """Past the door, and past the app: its rooms notice when they look."""
        database = Database(self.database_url)
        try:
            return database.write_now(fn)
        finally:
            database.close()

    async def screen(self, session: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = await self.call("POST", f"sessions/{session['id']}/screens", name="Hall 1")
        return made

    def stream(
        self, token: str = "", query: str = "", *, view: View | None = None, last: str | None = None, **headers: str
    ) -> Open:
        """`view` goes on where it stopped, unless `last` says otherwise."""
        view = view or View()
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        if last or view.last_id:
            sent["Last-Event-ID"] = last or view.last_id
        self.open.append(Open(self.app, sent | headers, query, view))
        return self.open[-1]

    async def member(self, session: dict[str, Any], role: str, name: str = "Grace") -> str:
        """The token of somebody who has accepted an invitation."""
        token = await self.register(name)
        invitation = await self.call("POST", f"sessions/{session['id']}/invitations", role=role)
        await self.call("POST", f"invitations/{invitation['token']}/accept", token=token)
        return token

    def presenter(self, session: dict[str, Any], view: View | None = None, *, token: str = "") -> Open:
        """The stream of one who runs the session: its owner's, or that of whose token this is."""
        return self.stream(token or self.token, f"session={session['id']}", view=view)

    def visitor(self, session: dict[str, Any], view: View | None = None) -> Open:
        return self.stream("", f"code={session['session_code']}", view=view)

    async def close(self) -> None:
        for stream in self.open:
            await stream.close()
        await self.client.aclose()


@contextlib.asynccontextmanager
async def house(database_url: str, **settings: Any) -> AsyncIterator[House]:
    """Starts the app as a server does, by its lifespan. Its passwords cost nothing and its rooms look often."""
    stack = contextlib.ExitStack()
    stack.enter_context(patch.multiple(passwords, _hasher=_QUICK, _nobody=_NOBODY))
    stack.enter_context(
        patch.multiple(hub, LOOK_SECONDS=min(0.1, hub.LOOK_SECONDS), PRESENCE_SECONDS=min(0.1, hub.PRESENCE_SECONDS))
    )
    app = create_app(Settings(database_url=database_url, **{"limits": "off", **settings}))
    to_app: asyncio.Queue[Message] = asyncio.Queue()
    from_app: asyncio.Queue[Message] = asyncio.Queue()
    state: dict[str, Any] = {}
    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": state}
    running = asyncio.create_task(_lifespan(app, scope, to_app, from_app))
    await to_app.put({"type": "lifespan.startup"})
    assert (await from_app.get())["type"] == "lifespan.startup.complete"
    served = House(app, state, database_url)
    try:
        served.token = await served.register()
        yield served
    finally:
        await served.close()
        await to_app.put({"type": "lifespan.shutdown"})
        await running
        stack.close()


async def _lifespan(
    app: ASGIApp, scope: dict[str, Any], inbox: "asyncio.Queue[Message]", outbox: "asyncio.Queue[Message]"
) -> None:
    await app(scope, inbox.get, outbox.put)
