"""Old view plus stream equals fresh view, also where kinds have steps of their own."""

import asyncio
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.activities.evening import WATCHERS, Evening
from tests.activities.talk import Talk
from tests.room.house import House
from tests.room.interleaving import in_one_loop, quick_rooms

QUIZ = {
    "questions": [
        {"id": "a", "kind": "true_false", "text": "A", "holds": True},
        {"id": "b", "kind": "text", "text": "B", "accepted": ["moon"]},
        {"id": "c", "kind": "choice", "text": "C", "options": [{"text": "1", "right": True}, {"text": "2"}]},
    ],
    "teams": [{"id": "r", "name": "Red"}, {"id": "g", "name": "Green"}],
}
KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "quiz", "config": QUIZ},
    {"kind": "estimate", "config": {"truth": 7}, "anonymous": False},
    {"kind": "word_cloud"},
    {"kind": "open_text", "config": {"most": 5}},
)
NAMES = ("Bob", "Carol", "Dora")
GUESSES, WORDS = (7, 8, 900), ("moon", "Moon", "shit")

PLAYED = ("step", "step", "step", "step", "step", "lock", "lock", "skip", "skip", "teams")
WALLED = ("write", "alone", "alone", "all", "by_votes", "by_time", "hide_post", "show_post")
TOLD = ("tell", "tell", "untell", "hide_word", "hide_word", "show_word")
ANSWERED = ("answer", "guess", "words", "rename", "put_out", "let_in")
STEERED = ("open", "clear", "unclear", "show", "hide", "next", "stage", "stage", "stage", "stage")
WATCHED = ("drop", "come_back")

histories = st.permutations([*PLAYED, *WALLED, *TOLD, *ANSWERED, *STEERED, *WATCHED])
numbers = st.lists(st.integers(0, 11), min_size=8, max_size=8)


class Show(Evening):
    """A quiz, an estimate, a word cloud and a wall, all of them open."""

    renamed = 0

    @classmethod
    async def begun(cls, served: House) -> "Show":
        talk = await Talk.begun(served)
        activities = [await talk.add(**kind) for kind in KINDS]
        phones = [await talk.phone(name) for name in NAMES]
        screen, moderator = await served.screen(talk.session), await served.member(talk.session, "moderator")
        show = cls(talk, activities, phones, screen["token"], moderator)
        took_part = ("answer", "guess", "words", "write")
        await asyncio.gather(*(show.act(action, number) for action in took_part for number in range(len(NAMES))))
        return show

    async def burst(self, actions: list[tuple[str, int]]) -> None:
        for action, number in actions:
            if action in WATCHED:
                await self.step(action, number % len(WATCHERS))
        await asyncio.gather(*(self.act(*one) for one in actions if one[0] not in WATCHED))

    async def act(self, action: str, number: int) -> None:
        quiz, estimate, cloud, wall = (one.path for one in self.activities)
        post = await self.post(number)
        calls: dict[str, tuple[str, str, dict[str, Any]]] = {
            "step": ("POST", f"{quiz}/quiz/next", {}),
            "lock": ("POST", f"{quiz}/quiz/lock", {}),
            "skip": ("POST", f"{quiz}/quiz/skip", {}),
            "teams": ("POST", f"{quiz}/quiz/teams", {}),
            "tell": ("PUT", f"{estimate}/estimate/truth", {"shown": True}),
            "untell": ("PUT", f"{estimate}/estimate/truth", {"shown": False}),
            "hide_word": ("PUT", f"{cloud}/word_cloud/words", {"word": WORDS[number % 3], "shown": False}),
            "show_word": ("PUT", f"{cloud}/word_cloud/words", {"word": WORDS[number % 3], "shown": True}),
            "alone": ("PUT", f"{wall}/open_text/wall", {"highlight": post}),
            "all": ("PUT", f"{wall}/open_text/wall", {"highlight": None}),
            "by_votes": ("PUT", f"{wall}/open_text/wall", {"sort": "votes"}),
            "by_time": ("PUT", f"{wall}/open_text/wall", {"sort": "newest"}),
            "put_out": ("DELETE", f"{self.talk.path}/participants/{self.phones[-1].id}", {}),
            "let_in": ("POST", f"{self.talk.path}/participants/{self.phones[-1].id}/restore", {}),
            "hide_post": ("PUT", f"{wall}/posts/{post}", {"state": "hidden"}),
            "show_post": ("PUT", f"{wall}/posts/{post}", {"state": "shown"}),
        }
        if action in calls:
            method, path, body = calls[action]
            await self.ask(method, path, **body)
        elif action in ("answer", "guess", "words", "write"):
            await self.take_part(action, number)
        elif action == "rename":
            await self.rename(number % 3)
        else:
            await super().act(action, number)

    async def rename(self, number: int) -> None:
        """Leaves, and comes back into the same seat under another name."""
        await self.ask("DELETE", "participants/me", token=self.phones[number].token)
        if number == len(NAMES) - 1:  # nobody watches on this phone: it may be put out
            await self.act("let_in", number)
        self.renamed += 1
        self.phones[number] = await self.talk.phone(NAMES[number], now=f"{NAMES[number]} {self.renamed}")

    async def take_part(self, action: str, number: int) -> None:
        """A phone answers what it is asked, if it is asked anything."""
        quiz, estimate, cloud, wall = (one.id for one in self.activities)
        answers: dict[str, tuple[str, list[dict[str, Any]]]] = {
            "answer": (quiz, [{"team": "rg"[number % 2]}, {"picks": [number % 2]}, {"text": WORDS[number % 3]}]),
            "guess": (estimate, [{"value": GUESSES[number % 3]}]),
            "words": (cloud, [{"words": [WORDS[number % 3]]}]),
        }
        token = self.phones[number % 3].token
        if action == "write":
            await self.ask("POST", f"activities/{wall}/posts", token=token, text=f"Words {number}")
            return
        one, tried = answers[action]
        for answer in tried:
            await self.ask("POST", f"activities/{one}/response", token=token, answer=answer)

    async def post(self, number: int) -> str:
        page = await self.activities[3].call("GET", "/posts")
        return str(page[number % len(page)]["id"]) if page else "x" * 22


def test_old_view_plus_stream_equals_fresh_view(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(served: House, drawn: tuple[list[str], list[int]]) -> None:
        show, (actions, drawn_numbers) = await Show.begun(served), drawn
        steps = zip(actions, cycle(drawn_numbers), strict=False)
        for burst in batched(steps):
            await show.burst(burst)
            await show.check()
        await show.close()

    with quick_rooms(monkeypatch):
        in_one_loop(st.tuples(histories, numbers), database_url, scenario, examples=2)


def batched(steps: Iterable[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Two at once, then three, then four, and so on all over again."""
    left = iter(steps)
    for size in cycle((2, 3, 4)):
        if not (burst := list(islice(left, size))):
            return
        yield burst
