"""Old view plus stream equals fresh view, for whatever happens to posts.

Where a kind has a window, a fresh view holds the newest posts only and an old one may hold more: they agree on those
from the tally's `first` on. What a phone or a console shows beyond, because it has loaded it, is what the server says.
"""

import asyncio
from typing import Any

import pytest
from hypothesis import strategies as st

from madang.activities.kinds.chat.kind import EMOJI, Chat
from madang.live.rows import STAFF
from tests.activities.evening import WATCHERS, Evening
from tests.activities.log import Log
from tests.activities.talk import Act, Phone, Talk
from tests.room.house import House
from tests.room.interleaving import in_one_loop, quick_rooms
from tests.room.view import View

WINDOW = 4
QUESTIONS, CHAT = 0, 1
NAMES = ("Bob", "Carol", "Dora")

Shown = tuple[str, str, str, int, dict[str, int]]

acts, posts = st.integers(0, 1), st.integers(0, 7)
actions = st.one_of(
    st.tuples(st.sampled_from(["write", "write", "write", "staff_writes", "vote", "unvote"]), acts, posts),
    st.tuples(st.sampled_from(["hide", "unhide", "archive", "approve", "pin", "answer", "unanswer"]), acts, posts),
    st.tuples(st.sampled_from(["edit", "delete", "mute", "unmute", "older", "rename"]), acts, posts),
    st.tuples(st.sampled_from(["open", "close", "clear", "unclear", "show", "hide_results"]), acts, st.just(0)),
    st.tuples(st.sampled_from(["stage", "empty", "remove", "restore", "restart", "restart/undo"]), acts, st.just(0)),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("do"), st.lists(actions, min_size=1, max_size=6)),
        st.tuples(st.just("drop"), st.integers(0, len(WATCHERS) - 1)),
        st.tuples(st.just("come_back"), st.integers(0, len(WATCHERS) - 1)),
    ),
    min_size=6,
    max_size=20,
)


def agreed(view: View, chat: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What every view holds: all rows, but of the chat's posts those in the window."""
    first = view.rows.get(("tally", chat), {}).get("first")
    of_chat = {row["id"]: row for (kind, _), row in view.rows.items() if kind == "post" and row["activity"] == chat}
    kept = {name for name, row in of_chat.items() if first is not None and row.get("number", 0) >= first}
    other = {row["id"] for (kind, _), row in view.rows.items() if kind == "post" and row["activity"] != chat}
    return {key: row for key, row in view.rows.items() if key[0] not in ("post", "votes") or key[1] in kept | other}


class Gathering(Evening):
    """Questions and a chat, and everything that people do with posts."""

    @classmethod
    async def begun(cls, served: House) -> "Gathering":
        talk = await Talk.begun(served)
        asked = await talk.add("questions", config={"approve": True, "most_each": None}, opened=False)
        chat = await talk.add("chat", opened=False)
        for one in (asked, chat):
            await one.call("POST", "/open")
        phones = [await talk.phone(name) for name in NAMES]
        screen, moderator = await served.screen(talk.session), await served.member(talk.session, "moderator")
        return cls(talk, [asked, chat], phones, screen["token"], moderator)

    def __init__(self, talk: Talk, activities: list[Act], phones: list[Phone], screen: str, moderator: str) -> None:
        self.chat = activities[CHAT].id
        self.renamed = 0
        self.written: list[list[str]] = [[], []]
        super().__init__(talk, activities, phones, screen, moderator)

    def view(self) -> View:
        return Log(activity=self.chat)

    async def act(self, action: str, number: int, which: int = 0) -> None:
        one, written = self.activities[number], self.written[number]
        post = written[-1 - which % len(written)] if written else "x" * 22
        phone = self.phones[which % len(self.phones)]
        staff, mine = f"{one.path}/posts", f"activities/{one.id}/posts"
        emoji = EMOJI[which % 2] if number == CHAT else ""
        moderations: dict[str, dict[str, Any]] = {
            "hide": {"state": "hidden"},
            "unhide": {"state": "shown"},
            "approve": {"state": "shown"},
            "archive": {"state": "archived"},
            "pin": {"pinned": True},
            "answer": {"answer": "Because."},
            "unanswer": {"answered": False},
        }
        calls: dict[str, tuple[str, str, str, dict[str, Any]]] = {
            **{name: ("PUT", f"{staff}/{post}", "", changes) for name, changes in moderations.items()},
            "vote": ("POST", f"{mine}/{post}/vote", phone.token, {"on": True, "emoji": emoji}),
            "unvote": ("POST", f"{mine}/{post}/vote", phone.token, {"on": False, "emoji": emoji}),
            "edit": ("PUT", f"{mine}/{post}", phone.token, {"text": f"Other words {which}"}),
            "delete": ("DELETE", f"{mine}/{post}", phone.token, {}),
            "mute": ("PUT", f"{staff}/{post}/author", "", {"muted": True}),
            "unmute": ("PUT", f"{staff}/{post}/author", "", {"muted": False}),
        }
        if action in calls:
            method, path, token, changes = calls[action]
            await self.ask(method, path, token=token, **changes)
            return
        match action:
            case "write":
                body = {"text": f"Words {which}", **({"parent": post} if number == CHAT and which > 4 else {})}
                await self.write(written, mine, phone.token, body)
            case "staff_writes":
                await self.write(written, staff, "", {"text": "From the front"})
            case "rename":
                await self.rename(which % len(self.phones))
            case "older":
                await self.older(which % len(self.views))
            case "hide_results":
                await super().act("hide", number)
            case _:
                await super().act(action, number)

    async def rename(self, number: int) -> None:
        """Leaves, and comes back into the same seat under another name."""
        await self.ask("DELETE", "participants/me", token=self.phones[number].token)
        self.renamed += 1
        self.phones[number] = await self.talk.phone(NAMES[number], now=f"{NAMES[number]} {self.renamed}")

    async def write(self, written: list[str], path: str, token: str, body: dict[str, Any]) -> None:
        headers = {"Authorization": f"Bearer {token or self.talk.house.token}"}
        answer = await self.talk.house.client.post(f"/api/{path}", headers=headers, json=body)
        assert answer.status_code < 500, answer.text
        if answer.is_success:
            written.append(answer.json()["id"])

    async def page(self, number: int, query: str) -> list[dict[str, Any]] | None:
        """As the watcher of this view gets it; screens load none."""
        staff = WATCHERS[number] in STAFF
        path = f"{self.activities[CHAT].path}/posts" if staff else f"activities/{self.chat}/posts"
        tokens = {"presenter": self.talk.house.token, "moderator": self.moderator}
        token = tokens.get(WATCHERS[number], self.phones[number % 2].token)
        answer = await self.talk.house.client.get(f"/api/{path}?{query}", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code < 500, answer.text
        return list(answer.json()) if answer.is_success else None

    async def older(self, number: int) -> None:
        """As somebody who scrolls up, on a phone or the console."""
        view = self.views[number]
        assert isinstance(view, Log)
        if WATCHERS[number] == "screen" or view.start is None:
            return
        before = min((row["number"] for row in view.shown()), default=view.start)
        page = await self.page(number, f"limit=3&before={before}")
        if page is not None:
            view.load(page, before)

    def alike(self, old: View, fresh: View) -> bool:
        return agreed(old, self.chat) == agreed(fresh, self.chat)

    async def check_what_is_shown(self) -> None:
        for number, audience in enumerate(WATCHERS):
            if audience == "screen":
                continue
            for _ in range(300):  # what was committed last may still be on its way
                shown, true = self.shown(number), await self.there(number)
                if shown == true:
                    break
                await asyncio.sleep(0.01)
            assert shown == true, audience

    def shown(self, number: int) -> list[Shown] | None:
        """None where the chat itself is not shown."""
        view = self.views[number]
        assert isinstance(view, Log)
        if view.start is None:
            return None
        return [(row["id"], row["text"], row["state"], *view.counts(row["id"])) for row in view.shown()]

    async def there(self, number: int) -> list[Shown] | None:
        """What the server says of the same part of it."""
        view = self.views[number]
        assert isinstance(view, Log)
        page = await self.page(number, "limit=200")
        if page is None or view.start is None:
            return None
        whole = [post for post in reversed(page) if post["number"] >= view.start]
        return [(post["id"], post["text"], post["state"], post["votes"], post["emoji"]) for post in whole]


def test_a_view_of_posts_equals_a_fresh_one(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for window in ("window", "staff_window"):
        monkeypatch.setattr(Chat, window, WINDOW)

    async def scenario(served: House, drawn: list[tuple[str, Any]]) -> None:
        gathering = await Gathering.begun(served)
        for kind, what in drawn:
            await gathering.step(kind, what)
        await gathering.check()
        await gathering.check_what_is_shown()
        await gathering.close()

    with quick_rooms(monkeypatch):
        in_one_loop(steps, database_url, scenario, examples=12)


def test_a_phone_that_slept_shows_the_newest_and_loads_the_rest(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for window in ("window", "staff_window"):
        monkeypatch.setattr(Chat, window, WINDOW)

    async def scenario(served: House, _: Any = None) -> None:
        gathering = await Gathering.begun(served)
        for number in range(6):
            await gathering.act("write", CHAT, number % 3)
        await gathering.check()
        sleeper = WATCHERS.index("participant")
        view = gathering.views[sleeper]
        assert isinstance(view, Log)
        await gathering.streams[sleeper].close()
        for number in range(9):
            await gathering.act("write", CHAT, number % 3)
        await gathering.act("hide", CHAT, 11)  # one that the phone has seen, before it slept
        await gathering.come_back(sleeper)
        await gathering.check()
        assert [row["number"] for row in view.shown()] == [12, 13, 14, 15]
        for left in (9, 6, 2, 1, 1):
            await gathering.older(sleeper)
            assert view.start == left
        assert [row["number"] for row in view.shown()] == [1, 2, 3, *range(5, 16)]
        await gathering.check_what_is_shown()
        await gathering.close()

    with quick_rooms(monkeypatch):
        in_one_loop(st.none(), database_url, scenario, examples=1)
