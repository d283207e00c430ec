"""The example's presenter: signs up and fills the place, over HTTP as everybody does."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx2

from madang.cli.demo.content import Evening, nickname


@dataclass(frozen=True)
class Presenter:
    http: httpx2.AsyncClient
    email: str
    password: str

    async def fill(self, evening: Evening, progress: Callable[[], None]) -> dict[str, Any]:
        """A session with the guests that it had, in the phase that it ends in."""
        session: dict[str, Any] = await self.call(
            "POST", "/api/sessions", title=evening.title, description=evening.description
        )
        path = f"/api/sessions/{session['id']}"
        if evening.anonymous:
            await self.call("PUT", f"{path}/settings", anonymous=True)
        if evening.ending != "upcoming":
            await self.call("POST", f"{path}/activate")
        for number in range(evening.guests):
            await self.call("POST", f"/api/join/{session['session_code']}", nickname=nickname(number))
            progress()
        if evening.ending in ("paused", "ended"):
            await self.call("POST", f"{path}/{'pause' if evening.ending == 'paused' else 'end'}")
        progress()
        return session

    async def screen(self, session: dict[str, Any]) -> str:
        """The path of a projector's page."""
        made = await self.call("POST", f"/api/sessions/{session['id']}/screens", name="Demo")
        return f"/screen/{made['token']}"

    async def call(self, method: str, path: str, **body: object) -> Any:
        answer = (await self.http.request(method, path, json=body or None)).raise_for_status()
        return answer.json() if answer.content else None


async def sign_up(http: httpx2.AsyncClient) -> Presenter:
    email = f"demo-{secrets.token_hex(3)}@example.org"
    password = secrets.token_urlsafe(9)
    registration = {"email": email, "name": "Demo", "password": password}
    answer = (await http.post("/api/auth/register", json=registration)).raise_for_status()
    http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return Presenter(http, email, password)
