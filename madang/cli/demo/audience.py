"""A simulated audience: phones that join, watch, answer, fall asleep, come back and leave, at human pace."""

import asyncio
import json
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2

from madang.cli.demo import replies
from madang.cli.demo.content import nickname

BETWEEN_ARRIVALS_SECONDS = 1.2


@dataclass
class View:
    """What a phone knows of the activities: the rows of its stream, the newest revision of each."""

    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def take(self, data: dict[str, Any]) -> None:
        if data.get("reset"):
            self.rows.clear()
        for row in data.get("rows", ()):
            self.rows[row["kind"], row["id"]] = row

    def all(self, kind: str) -> Iterator[dict[str, Any]]:
        return (row for (its_kind, _), row in self.rows.items() if its_kind == kind and not row.get("gone"))


class Phone:
    """One person's phone, with a seat of its own."""

    def __init__(self, http: httpx2.AsyncClient, code: str, name: str) -> None:
        self._http = http
        self._code = code
        self._name = name
        self._seat = secrets.token_urlsafe(16)
        self._token = ""
        self._view = View()
        self._asked: set[tuple[object, ...]] = set()
        self._busy: set[asyncio.Task[None]] = set()

    async def attend(self) -> None:
        """Until it is cancelled: joins, watches for a while, sleeps, comes back; now and then leaves for good."""
        while True:
            if await self._join():
                await self._watch(_some(40, 180))
                if _chance(0.1):
                    await self._http.delete("/api/participants/me", headers=self._bearer)
                    await asyncio.sleep(_some(20, 60))
            await asyncio.sleep(_some(2, 15))

    @property
    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    async def _join(self) -> bool:
        """Whether it is in; not while the session is not open or nobody is let in."""
        body = {"nickname": self._name, "seat": self._seat}
        answer = await self._http.post(f"/api/join/{self._code}", json=body)
        self._token = str(answer.json()["token"]) if answer.is_success else ""
        return answer.is_success

    async def _watch(self, seconds: float) -> None:
        self._view = View()
        try:
            async with (
                asyncio.timeout(seconds),
                self._http.stream("GET", "/api/stream", headers=self._bearer, timeout=None) as stream,
            ):
                async for line in stream.aiter_lines():
                    if line == "event: end":
                        return
                    if line.startswith('data: {"r'):  # rows, or a reset with them
                        self._view.take(json.loads(line.removeprefix("data: ")))
                        self._look()
        except TimeoutError:
            return  # it falls asleep
        finally:
            for task in self._busy:
                task.cancel()

    def _look(self) -> None:
        """Takes up what is new: each question is answered once, some time after it was seen."""
        for activity in self._view.all("activity"):
            asked = (activity["id"], activity["round"], str(activity["config"].get("question")))
            if activity["state"] == "open" and asked not in self._asked:
                self._asked.add(asked)
                self._begin(self._answer(activity))

    def _begin(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _answer(self, activity: dict[str, Any]) -> None:
        kind, path = activity["type"], f"/api/activities/{activity['id']}"
        await asyncio.sleep(_some(1, 9))
        answer = replies.reply(kind, activity["config"])
        if answer is not None:
            question = activity["config"].get("question")
            meant_for = {"slot": question["id"]} if question else {}  # the next one may be asked by now
            await self._post(f"{path}/response", answer=answer, round=activity["round"], **meant_for)
        if kind == "reactions":
            await self._tap(path, activity["config"]["emoji"])
        elif (text := replies.text(kind)) is not None:
            await self._write(path, kind, text)

    async def _write(self, path: str, kind: str, text: str) -> None:
        """Some write at once, all vote for what others have written, and in a chat people go on writing."""
        while True:
            if _chance(0.4 if kind != "open_text" else 0.8):
                await self._post(f"{path}/posts", text=text)
            await asyncio.sleep(_some(4, 25))
            posts = [post for post in self._view.all("post") if path.endswith(post["activity"])]
            if posts and kind != "chat":
                await self._post(f"{path}/posts/{random.choice(posts)['id']}/vote")
            elif posts:
                await self._post(f"{path}/posts/{random.choice(posts)['id']}/vote", emoji="👍")
            text = replies.text(kind) or text
            if kind != "chat" and _chance(0.5):
                return

    async def _tap(self, path: str, emoji: list[str]) -> None:
        while True:
            await asyncio.sleep(_some(5, 40))
            await self._post(f"{path}/reactions/taps", taps={random.choice(emoji): random.randint(1, 6)})

    async def _post(self, path: str, **body: object) -> None:
        """Being refused is part of life: closed meanwhile, written enough."""
        await self._http.post(path, json=body, headers=self._bearer)


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


def _some(least: float, most: float) -> float:
    return random.uniform(least, most)


def _chance(likelihood: float) -> bool:
    return random.random() < likelihood
