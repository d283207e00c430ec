"""A simulated audience: phones that join, watch, fall asleep, come back and leave, at human pace."""

import asyncio
import random
import secrets

import httpx2

from madang.cli.demo.content import nickname

BETWEEN_ARRIVALS_SECONDS = 1.2


class Phone:
    """One person's phone, with a seat of its own. What it does when it is awake is watching the stream."""

    def __init__(self, http: httpx2.AsyncClient, code: str, name: str) -> None:
        self._http = http
        self._code = code
        self._name = name
        self._seat = secrets.token_urlsafe(16)

    async def attend(self) -> None:
        """Until it is cancelled: joins, watches for a while, sleeps, comes back; now and then leaves for good."""
        while True:
            token = await self._join()
            if token is not None:
                await self._watch(token, _some(20, 90))
                if _chance(0.2):
                    await self._http.delete("/api/participants/me", headers=_bearer(token))
                    await asyncio.sleep(_some(20, 60))
            await asyncio.sleep(_some(2, 15))

    async def _join(self) -> str | None:
        """The token of its seat; None while the session is not open or nobody is let in."""
        body = {"nickname": self._name, "seat": self._seat}
        answer = await self._http.post(f"/api/join/{self._code}", json=body)
        return str(answer.json()["token"]) if answer.is_success else None

    async def _watch(self, token: str, seconds: float) -> None:
        try:
            async with (
                asyncio.timeout(seconds),
                self._http.stream("GET", "/api/stream", headers=_bearer(token), timeout=None) as stream,
            ):
                async for line in stream.aiter_lines():
                    if line == "event: end":
                        return
        except TimeoutError:
            return  # it falls asleep


async def crowd(url: str, code: str, people: int) -> None:
    """Lets the phones come one after the other, and keeps them here until it is cancelled."""
    limits = httpx2.Limits(max_connections=None)
    async with httpx2.AsyncClient(base_url=url, limits=limits, timeout=30) as http, asyncio.TaskGroup() as phones:
        for number in range(people):
            phones.create_task(_attend(Phone(http, code, nickname(number))))
            await asyncio.sleep(_some(0.2, 2 * BETWEEN_ARRIVALS_SECONDS))


async def _attend(phone: Phone) -> None:
    """A server that restarts loses no phone: it tries again."""
    while True:
        try:
            await phone.attend()
        except httpx2.HTTPError:
            await asyncio.sleep(_some(1, 4))


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _some(least: float, most: float) -> float:
    return random.uniform(least, most)  # noqa: S311 - people are not cryptographic


def _chance(likelihood: float) -> bool:
    return random.random() < likelihood  # noqa: S311 - as above
