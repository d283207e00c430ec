"""A hall over a real network: requests and streams to `madang serve` processes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx

from tests.room.view import View


class Watching:
    """A stream that reads for as long as the server writes."""

    def __init__(self, url: str, query: str = "", token: str = "", view: View | None = None) -> None:
        self.view = view or View()
        self.status = 0
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if self.view.last_id:
            headers["Last-Event-ID"] = self.view.last_id
        self.task = asyncio.create_task(self._read(f"{url}/api/stream?{query}", headers))

    async def _read(self, url: str, headers: dict[str, str]) -> None:
        async with httpx.AsyncClient(timeout=60) as client, client.stream("GET", url, headers=headers) as answer:
            self.status = answer.status_code
            with contextlib.suppress(httpx.TransportError):  # the server may be killed
                async for chunk in answer.aiter_raw():
                    self.view.feed(chunk)

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


class Presenter:
    """Somebody who has signed up at one of the servers."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self.client = client
        self.token = token

    async def call(self, method: str, path: str, **body: object) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = await self.client.request(method, f"/api/{path}", headers=headers, json=body or None)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def session(self) -> dict[str, Any]:
        made = await self.call("POST", "sessions", title="Reading the night sky")
        session: dict[str, Any] = await self.call("POST", f"sessions/{made['id']}/activate")
        return session


@contextlib.asynccontextmanager
async def presenter(url: str) -> AsyncIterator[Presenter]:
    async with httpx.AsyncClient(base_url=url, timeout=20) as client:
        body = {"email": f"{uuid4().hex[:8]}@example.org", "name": "Ada", "password": "a sky of stars"}
        answer = await client.post("/api/auth/register", json=body)
        yield Presenter(client, answer.raise_for_status().json()["access_token"])


async def join(url: str, code: str, nickname: str) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=url, timeout=20) as client:
        answer = await client.post(f"/api/join/{code}", json={"nickname": nickname})
        joined: dict[str, Any] = answer.raise_for_status().json()
        return joined
