"""A whole hall votes and taps: one each, in a few statements, whatever the session."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, event

from madang.activities.kinds.reactions.counting import Tapped, count_together
from madang.activities.posts.live import votes_for
from madang.activities.posts.schemas import VoteIn
from madang.activities.posts.voting import Voting, vote_together
from madang.database import Database, Db
from madang.errors import Problem
from madang.sessions.models import Session
from tests.activities.talk import Act, Phone, Talk
from tests.room.house import House, house

PHONES = 200
Answer = TypeVar("Answer")


@contextmanager
def statements() -> Iterator[list[str]]:
    """All that reach the database meanwhile from where this test writes."""
    noted: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        noted.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def written(served: House, write: Callable[[Db], list[Answer]]) -> tuple[list[Answer], int]:
    """What it answers, and in how many statements."""
    database = Database(served.database_url)
    try:
        with statements() as noted:
            outcomes = database.write_now(write)
        return outcomes, len(noted)
    finally:
        database.close()


async def votes(act: Act) -> list[int]:
    return [post["votes"] for post in await act.call("GET", "/posts")]


def revision(talk: Talk) -> int:
    database = Database(talk.house.database_url)
    try:
        return database.read_now(lambda db: db.get_one(Session, talk.session["id"]).revision)
    finally:
        database.close()


def codes(outcomes: list[Any]) -> list[str]:
    return [outcome.code if isinstance(outcome, Problem) else "" for outcome in outcomes]


def test_ten_votes_at_once_from_each_of_200_phones_count_200(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk, other = await Talk.begun(served), await Talk.begun(served)
            act, elsewhere = await talk.add("questions"), await other.add("questions")
            first, second = [(await act.call("POST", "/posts", text=text))["id"] for text in ("Why?", "How?")]
            there = (await elsewhere.call("POST", "/posts", text="When?"))["id"]
            phones = await asyncio.gather(*(talk.phone(f"Name {number}") for number in range(PHONES)))
            stranger = await other.phone("Dora")
            await asyncio.gather(
                *(phone.call(act, "POST", f"/posts/{first}/vote", on=True) for phone in phones for _ in range(10))
            )
            assert await votes(act) == [0, PHONES]
            before = revision(talk)

            def ballot(phone: Phone, post: str, act: Act = act, *, on: bool = True) -> Voting:
                return Voting(act.id, post, phone.token, VoteIn(on=on))

            hall = [
                *(ballot(phone, first, on=False) for phone in phones[:50]),
                *(ballot(phone, second) for phone in phones[:50]),
                *(ballot(phone, second, on=on) for phone in phones[50:100] for on in (True, False)),
                ballot(stranger, there, elsewhere),
                ballot(stranger, second),
                ballot(phones[0], there),
                ballot(phones[0], "x" * 22),
                Voting(act.id, first, "mdp_nobody", VoteIn()),
                Voting(act.id, first, phones[0].token, VoteIn(emoji="👏")),
            ]
            outcomes, number = written(served, lambda db: vote_together(db, hall))
            assert codes(outcomes[:201]) == [""] * 201
            refused = ["activity_not_found", "post_not_found", "post_not_found", "not_joined", "votes_are_off"]
            assert codes(outcomes[201:]) == refused
            assert await votes(act) == [50, PHONES - 50]
            assert await votes(elsewhere) == [1]
            assert revision(talk) == before + 1
            assert number <= 20, number

    asyncio.run(scenario())


def test_votes_are_counted_for_more_posts_than_fit_into_one_statement(database_url: str) -> None:
    database = Database(database_url)
    try:
        assert database.read_now(lambda db: votes_for(db, [str(number) for number in range(70_000)])) == {}
    finally:
        database.close()


def test_the_taps_of_a_hall_are_a_few_statements(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk, other = await Talk.begun(served), await Talk.begun(served)
            act, elsewhere = await talk.add("reactions"), await other.add("reactions")
            phones = await asyncio.gather(*(talk.phone(f"Name {number}") for number in range(40)))
            stranger = await other.phone("Dora")
            hall = [
                *(Tapped(act.id, phone.token, {"👏": 2, "🎉": 1}) for phone in phones),
                Tapped(elsewhere.id, stranger.token, {"👏": 1}),
                Tapped(act.id, stranger.token, {"👏": 1}),
                Tapped(act.id, phones[0].token, {"🐙": 1}),
                Tapped(act.id, "mdp_nobody", {"👏": 1}),
            ]
            outcomes, number = written(served, lambda db: count_together(db, hall))
            assert codes(outcomes) == [*[""] * 41, "activity_not_found", "emoji_unknown", "not_joined"]
            assert (await act.results())["taps"]["👏"] == 80
            assert (await elsewhere.results())["taps"]["👏"] == 1
            assert number <= 12, number

    asyncio.run(scenario())
