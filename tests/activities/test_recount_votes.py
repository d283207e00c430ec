"""Posts are shown with as many votes and reactions as were acknowledged, after any history, on both databases."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from hypothesis import strategies as st

from madang.activities.kinds.chat.kind import EMOJI
from tests.activities.talk import Act, Phone, Talk
from tests.room.house import House
from tests.room.interleaving import in_one_loop

PHONES = 4
KINDS: dict[str, tuple[str, ...]] = {"questions": ("",), "chat": EMOJI[:2]}

posts = st.integers(0, 1)
votes = st.dictionaries(st.integers(0, PHONES - 1), st.sampled_from([True, True, False]), min_size=2)
voted = st.tuples(st.just("vote"), posts, votes, st.integers(0, 1))
others = st.one_of(
    voted,
    st.tuples(st.sampled_from(["write", "hidden", "shown"]), posts),
    st.tuples(st.sampled_from(["open", "close", "clear", "unclear"])),
)
steps = st.lists(st.tuples(voted, others), min_size=3, max_size=6)


@dataclass
class Written:
    id: str
    round: int
    state: str = "shown"
    votes: set[tuple[int, str]] = field(default_factory=set)

    def counted(self) -> tuple[str, str, int, dict[str, int]]:
        n = Counter(emoji for _, emoji in self.votes)
        return self.id, self.state, n.pop("", 0), dict(n)


class Wall:
    """An activity with posts, and what should be there."""

    def __init__(self, act: Act, people: list[Phone], emoji: tuple[str, ...]) -> None:
        self.act, self.people, self.emoji = act, people, emoji
        self.written: list[Written] = []
        self.round, self.last, self.before = 1, 1, 0
        self.opened = True

    @property
    def now(self) -> list[Written]:
        return [post for post in self.written if post.round == self.round]

    async def take(self, step: str, *what: Any) -> None:
        match step:
            case "vote":
                await self.vote(*what)
            case "write":
                made = await self.act.call("POST", "/posts", text="Words")
                self.written.append(Written(made["id"], self.round))
            case "hidden" | "shown" if self.now:
                post = self.now[what[0] % len(self.now)]
                await self.act.call("PUT", f"/posts/{post.id}", state=step)
                post.state = step
            case "open" | "close":
                await self.act.call("POST", f"/{step}")
                self.opened = step == "open"
            case "clear":
                await self.act.call("POST", "/clear")
                if not self.before or any(post.state == "shown" for post in self.now):
                    self.before = self.round
                self.round = self.last = self.last + 1
            case "unclear":
                await self.act.call("POST", "/unclear", status=200 if self.before else 409)
                self.round, self.before = self.before or self.round, 0

    async def vote(self, which: int, phones: dict[int, bool], emoji: int) -> None:
        """All of them at the same moment."""
        if not self.now:
            return
        post, sign = self.now[which % len(self.now)], self.emoji[emoji % len(self.emoji)]
        status = 409 if not self.opened else 404 if post.state == "hidden" else 200
        path = f"/posts/{post.id}/vote"
        calls = (
            self.people[number].call(self.act, "POST", path, on=on, emoji=sign, status=status)
            for number, on in phones.items()
        )
        await asyncio.gather(*calls)
        if status == 200:
            post.votes |= {(number, sign) for number, on in phones.items() if on}
            post.votes -= {(number, sign) for number, on in phones.items() if not on}

    async def check(self) -> None:
        true = [post.counted() for post in reversed(self.now)]
        assert await self.shown(self.act.call("GET", "/posts")) == true
        to_all = await self.shown(self.people[0].call(self.act, "GET", "/posts"))
        assert to_all == [post for post in true if post[1] == "shown"]
        assert (await self.act.results())["n"] == len(to_all)

    async def shown(self, page: Any) -> list[tuple[str, str, int, dict[str, int]]]:
        return [(post["id"], post["state"], post["votes"], post["emoji"]) for post in await page]


def test_posts_have_the_votes_that_were_acknowledged(database_url: str) -> None:
    async def scenario(served: House, histories: tuple[list[Any], ...]) -> None:
        talk = await Talk.begun(served)
        people = [await talk.phone(f"Name {number}") for number in range(PHONES)]
        for (kind, emoji), history in zip(KINDS.items(), histories, strict=True):
            wall = Wall(await talk.add(kind), people, emoji)
            for step in (("write",), ("write",), *chain.from_iterable(history)):
                await wall.take(*step)
                await wall.check()

    in_one_loop(st.tuples(*(steps for _ in KINDS)), database_url, scenario, examples=4)
