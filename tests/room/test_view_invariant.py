"""Old view plus stream equals fresh view: for every action, in any interleaving, on both databases."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import strategies as st

from madang.room import hub
from tests.room.house import House, Open, house, until
from tests.room.interleaving import in_one_loop, quick_rooms
from tests.room.view import View

WATCHERS = ("presenter", "presenter", "moderator", "screen", "participant", "participant", "visitor")
actions = st.one_of(
    st.tuples(st.just("join"), st.integers(0, 5)),
    st.tuples(st.sampled_from(["leave", "remove", "restore"]), st.integers(0, 5)),
    st.tuples(st.sampled_from(["activate", "pause", "end", "deactivate"]), st.just(0)),
    st.tuples(st.sampled_from(["rename", "describe", "lock", "anonymous", "passcode", "most"]), st.integers(0, 3)),
    st.tuples(st.sampled_from(["trash", "untrash", "edit_active"]), st.integers(0, 1)),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("do"), st.lists(actions, min_size=1, max_size=4)),
        st.tuples(st.just("drop"), st.integers(0, len(WATCHERS) - 1)),
        st.tuples(st.just("drop_soon"), st.tuples(st.integers(0, len(WATCHERS) - 1), st.integers(1, 3))),
        st.tuples(st.just("come_back"), st.integers(0, len(WATCHERS) - 1)),
        st.tuples(st.just("wait"), st.integers(0, 3)),
    ),
    min_size=3,
    max_size=14,
)


@dataclass
class Hall:
    """One session, who watches it, and who came and went."""

    house: House
    session: dict[str, Any]
    tokens: dict[str, list[str]] = field(default_factory=dict)
    views: list[View] = field(default_factory=list)
    streams: list[Open] = field(default_factory=list)
    crowd: dict[int, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    async def made(cls, served: House) -> "Hall":
        hall = cls(served, await served.session())
        seats = [await served.join(hall.session, f"Anchor {number}") for number in (1, 2)]
        hall.tokens["participant"] = [seat["token"] for seat in seats]
        hall.tokens["moderator"] = [await served.member(hall.session, "moderator")]
        hall.tokens["screen"] = [(await served.screen(hall.session))["token"]]
        hall.views = [View() for _ in WATCHERS]
        hall.streams = [hall.watch(number) for number in range(len(WATCHERS))]
        return hall

    def watch(self, number: int, view: View | None = None) -> Open:
        view = view or self.views[number]
        match WATCHERS[number]:
            case "presenter":
                return self.house.presenter(self.session, view)
            case "moderator":
                return self.house.presenter(self.session, view, token=self.tokens["moderator"][0])
            case "visitor":
                return self.house.visitor(self.session, view)
            case audience:
                tokens = self.tokens[audience]
                return self.house.stream(tokens[number % len(tokens)], view=view)

    async def come_back(self, number: int) -> None:
        await self.streams[number].close()
        self.streams[number] = self.watch(number)

    async def act(self, action: str, number: int) -> None:
        """Refusals are part of life: a session that is closed, a name that is taken."""
        path = f"sessions/{self.session['id']}"
        match action:
            case "join":
                # Seats are kept: some join again from the same phone, and come back into their seat.
                body = {"nickname": f"Name {number}", "seat": f"seat-of-phone-{number:04}", "passcode": "open sesame"}
                joined = await self.ask("POST", f"join/{self.session['session_code']}", body)
                if joined is not None:
                    self.crowd[number] = joined
            case "leave" if number in self.crowd:
                await self.ask("DELETE", "participants/me", token=self.crowd[number]["token"])
            case "remove" if number in self.crowd:
                await self.ask("DELETE", f"{path}/participants/{self.crowd[number]['participant']['id']}")
            case "restore" if number in self.crowd:
                await self.ask("POST", f"{path}/participants/{self.crowd[number]['participant']['id']}/restore")
            case "activate" | "pause" | "end" | "deactivate" | "trash":
                await self.ask("POST", f"{path}/{action}")
            case "untrash":
                await self.ask("POST", f"{path}/restore")
            case "rename" | "describe" | "edit_active":
                name = {"rename": "title", "describe": "description", "edit_active": "is_active"}[action]
                value: object = bool(number) if action == "edit_active" else f"Words {number}"
                await self.ask("PUT", path, {name: value})
            case "lock" | "anonymous" | "passcode" | "most":
                name = {"lock": "locked", "most": "max_participants"}.get(action, action)
                value = {"passcode": "open sesame" if number else None, "most": number * 3 or None}.get(
                    action, number == 1
                )
                await self.ask("PUT", f"{path}/settings", {name: value})

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None, *, token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token or self.house.token}"}
        answer = await self.house.client.request(method, f"/api/{path}", headers=headers, json=body)
        assert answer.status_code < 500, answer.text
        return answer.json() if answer.is_success and answer.content else None

    async def step(self, kind: str, what: Any) -> None:
        if kind == "do":
            await asyncio.gather(*(self.act(*action) for action in what))
        elif kind == "drop":
            await self.streams[what].close()
        elif kind == "drop_soon":
            stream = self.streams[what[0]]
            stream.drop_after = len(stream.view.events) + what[1]
        elif kind == "come_back":
            await self.come_back(what)
        else:
            await asyncio.sleep(what * 0.004)

    async def settle(self) -> None:
        """Everybody is back, and the session out of the trash."""
        await self.act("untrash", 0)
        for number, stream in enumerate(self.streams):
            stream.drop_after = None
            if not stream.is_open or stream.view.end:
                stream.view.end = ""
                await self.come_back(number)
            await self.streams[number].started()

    async def check(self) -> None:
        for number, audience in enumerate(WATCHERS):
            await self.check_view(number, f"{number} ({audience})")

    async def check_view(self, number: int, who: str) -> None:
        old = self.views[number]
        for _ in range(300):
            fresh = await self.watch(number, View()).caught_up()
            await fresh.close()
            if not self.streams[number].is_open:  # it ended late, by an action of before
                await self.come_back(number)
            if old.rows == fresh.view.rows:
                return
            await asyncio.sleep(0.01)
        assert old.rows == fresh.view.rows, f"{who}: the old view differs from the fresh one"

    async def close(self) -> None:
        for stream in self.streams:
            await stream.close()


def test_old_view_plus_stream_equals_fresh_view(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(served: House, drawn: list[tuple[str, Any]]) -> None:
        hall = await Hall.made(served)
        for kind, what in drawn:
            await hall.step(kind, what)
        await hall.settle()
        await hall.check()
        await hall.close()

    with quick_rooms(monkeypatch):
        in_one_loop(steps, database_url, scenario, examples=15)


def test_a_lost_message_costs_latency_and_no_data(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bus says nothing at all: rooms look for themselves."""
    monkeypatch.setattr(hub.Hub, "_hear", lambda *_: None)

    async def scenario() -> None:
        async with house(database_url) as served:
            hall = await Hall.made(served)
            await until(lambda: all(view.rows for view in hall.views))
            await hall.act("join", 1)
            await hall.act("rename", 1)
            await hall.check()

    with quick_rooms(monkeypatch):
        asyncio.run(scenario())
