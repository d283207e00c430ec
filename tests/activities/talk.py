"""A session with activities in it, on the real app: what the tests of activities start from."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from madang.security import digest
from tests.room.house import House, Open, house

OPTIONS = [{"id": "a", "text": "Sirius"}, {"id": "b", "text": "Vega"}]
"""Of a choice, where it is about something else."""


class Talk:
    """One open session of the house's presenter, and the phones that have joined it."""

    def __init__(self, house: House, session: dict[str, Any]) -> None:
        self.house = house
        self.session = session
        self.path = f"sessions/{session['id']}"

    @classmethod
    async def begun(cls, house: House, **settings: Any) -> "Talk":
        talk = cls(house, await house.session())
        if settings:
            await house.call("PUT", f"{talk.path}/settings", **settings)
        return talk

    async def add(self, kind: str, title: str = "What now?", *, opened: bool = True, **more: Any) -> "Act":
        made = await self.house.call("POST", f"{self.path}/activities", kind=kind, title=title, **more)
        act = Act(self, made["id"])
        if opened:
            await act.stage()
        return act

    async def phone(self, nickname: str, *, now: str = "") -> "Phone":
        """The phone of this name: called again, it is the same phone in the same seat, `now` under another name."""
        seat = digest(nickname + self.session["id"])
        joined = await self.house.join(self.session, now or nickname, seat=seat)
        return Phone(self.house, joined["token"], joined["participant"]["id"])

    async def screen(self) -> Open:
        return self.house.stream((await self.house.screen(self.session))["token"])

    def presenter(self) -> Open:
        return self.house.presenter(self.session)


class Act:
    """One activity, as its presenter handles it."""

    def __init__(self, talk: Talk, activity_id: str) -> None:
        self.talk = talk
        self.id = activity_id
        self.path = f"{talk.path}/activities/{activity_id}"

    async def stage(self, *, opened: bool = True) -> None:
        await self.call("PUT", "../../stage", activity=self.id, open=opened)

    async def call(self, method: str, path: str = "", *, status: int = 0, **body: Any) -> Any:
        """`path` is below the activity; `../../` leads to the session."""
        whole = f"{self.talk.path}/{path[6:]}" if path.startswith("../../") else f"{self.path}{path}"
        return await self.talk.house.call(method, whole, status=status, **body)

    async def results(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.call("GET", "/results"))["results"]
        return found


class Phone:
    def __init__(self, house: House, token: str, participant_id: str) -> None:
        self.house = house
        self.token = token
        self.id = participant_id

    async def call(self, act: Act, method: str, path: str, *, status: int = 0, **body: Any) -> Any:
        """`path` is below the activity."""
        return await self.house.call(method, f"activities/{act.id}{path}", token=self.token, status=status, **body)

    async def answer(self, act: Act, *, status: int = 0, **answer: Any) -> Any:
        return await self.call(act, "POST", "/response", status=status, answer=answer)

    async def mine(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.house.call("GET", "participants/me/activities", token=self.token))[
            "activities"
        ]
        return found

    def stream(self) -> Open:
        return self.house.stream(self.token)


def play(database_url: str, scenario: Callable[[Talk], Awaitable[None]], **settings: Any) -> None:
    """What happens in a talk of its own, on an app of its own."""

    async def run() -> None:
        async with house(database_url, **settings) as served:
            await scenario(await Talk.begun(served))

    asyncio.run(run())
