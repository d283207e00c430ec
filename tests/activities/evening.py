"""A talk with several activities, and all who watch it: what was seen before is held beside a fresh view."""

import asyncio
from typing import Any

from tests.activities.talk import Act, Phone, Talk
from tests.room.house import House, Open
from tests.room.view import View

WATCHERS = ("presenter", "moderator", "screen", "participant", "participant")
OPTIONS = [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]
KINDS = ({"kind": "choice", "config": {"options": OPTIONS}}, {"kind": "reactions"}, {"kind": "choice"})


class Evening:
    def __init__(self, talk: Talk, activities: list[Act], phones: list[Phone], screen: str, moderator: str) -> None:
        self.talk, self.activities, self.phones = talk, activities, phones
        self.screen, self.moderator = screen, moderator
        self.views = [self.view() for _ in WATCHERS]
        self.streams = [self.watch(number, view) for number, view in enumerate(self.views)]

    @classmethod
    async def begun(cls, served: House) -> "Evening":
        talk = await Talk.begun(served)
        activities = [await talk.add(opened=False, **kind) for kind in KINDS]
        phones = [await talk.phone(name) for name in ("Bob", "Carol", "Dora")]
        screen, moderator = await served.screen(talk.session), await served.member(talk.session, "moderator")
        return cls(talk, activities, phones, screen["token"], moderator)

    def view(self) -> View:
        return View()

    def alike(self, old: View, fresh: View) -> bool:
        return old.rows == fresh.rows

    def watch(self, number: int, view: View) -> Open:
        house = self.talk.house
        match WATCHERS[number]:
            case "presenter":
                return house.presenter(self.talk.session, view)
            case "moderator":
                return house.presenter(self.talk.session, view, token=self.moderator)
            case "screen":
                return house.stream(self.screen, view=view)
            case _:
                return house.stream(self.phones[number % 2].token, view=view)

    async def ask(self, method: str, path: str, *, token: str = "", **body: Any) -> None:
        """Refusals are part of life."""
        headers = {"Authorization": f"Bearer {token or self.talk.house.token}"}
        answer = await self.talk.house.client.request(method, f"/api/{path}", headers=headers, json=body or None)
        assert answer.status_code < 500, answer.text

    async def act(self, action: str, number: int) -> None:
        one, path = self.activities[number % len(self.activities)], self.talk.path
        calls: dict[str, tuple[str, str, dict[str, Any]]] = {
            **{step: ("POST", f"{one.path}/{step}", {}) for step in ("open", "close", "clear", "unclear", "restore")},
            **{step: ("POST", f"{path}/stage/{step}", {}) for step in ("next", "back")},
            **{step: ("POST", f"{path}/activities/{step}", {}) for step in ("restart", "restart/undo")},
            "show": ("PUT", f"{one.path}/results", {"shown": True}),
            "hide": ("PUT", f"{one.path}/results", {"shown": False}),
            "stage": ("PUT", f"{path}/stage", {"activity": one.id, "open": True}),
            "empty": ("PUT", f"{path}/stage", {"activity": None}),
            "edit": ("PUT", one.path, {"title": "Another one"}),
            "timer": ("PUT", f"{one.path}/timer", {"seconds": 60}),
            "remove": ("DELETE", one.path, {}),
            "reorder": ("PUT", f"{path}/activities/order", {"ids": [one.id for one in reversed(self.activities)]}),
        }
        if action in calls:
            method, where, body = calls[action]
            await self.ask(method, where, **body)
        else:
            place, answer = {
                "respond": (0, {"options": ["ab"[number % 2]]}),
                "mood": (1, {"mood": "lost"}),
            }[action]
            where = f"activities/{self.activities[place].id}/response"
            await self.ask("POST", where, token=self.phones[number].token, answer=answer)

    async def step(self, kind: str, what: Any) -> None:
        if kind == "do":
            await asyncio.gather(*(self.act(*action) for action in what))
        elif kind == "drop":
            await self.streams[what].close()
        else:
            await self.come_back(what)

    async def come_back(self, number: int) -> None:
        await self.streams[number].close()
        self.streams[number] = self.watch(number, self.views[number])

    async def check(self) -> None:
        for number, audience in enumerate(WATCHERS):
            if not self.streams[number].is_open:
                await self.come_back(number)
            for _ in range(300):
                fresh = await self.watch(number, View()).caught_up()
                await fresh.close()
                if self.alike(self.views[number], fresh.view):
                    break
                await asyncio.sleep(0.01)
            assert self.alike(self.views[number], fresh.view), audience

    async def close(self) -> None:
        for stream in self.streams:
            await stream.close()
