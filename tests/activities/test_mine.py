"""What people ask for all the time: it must cost few queries, however much was asked and answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from madang.database import Db
from tests.activities.kinds.quizzes import SKY
from tests.activities.kinds.quizzing import to
from tests.activities.talk import Talk, play

Statement = tuple[str, Any]


@contextmanager
def statements(table: str) -> Iterator[list[Statement]]:
    """Those that read from this table."""
    found: list[Statement] = []

    def note(*arguments: Any) -> None:
        if f"FROM {table}" in arguments[2]:
            found.append((arguments[2], arguments[3]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_a_moderators_list_asks_once_for_the_stage(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        moderator = await talk.house.member(talk.session, "moderator")
        for _ in range(3):
            await talk.add("choice")
        with statements("stages") as found:
            listed = await talk.house.call("GET", f"{talk.path}/activities", token=moderator)
        assert len(listed) == 3
        assert len(found) == 1

    play(database_url, scenario)


def test_all_answers_of_a_quiz_come_back(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": SKY[:2]})
        bob = await talk.phone("Bob")
        await to(act, "asking")
        await bob.answer(act, picks=[1])
        await to(act, "locked", "revealed", "leaderboard", "asking")
        await bob.answer(act, picks=[0])
        assert (await bob.mine())[act.id]["answers"] == {"planet": {"picks": [1]}, "sun": {"picks": [0]}}

    play(database_url, scenario)


def test_as_many_queries_as_there_are_activities_to_be_seen_and_not_more(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        bob = await talk.phone("Bob")
        for kind in ("choice", "reactions", "questions", "chat"):  # only the last three stay beside the stage
            await (await talk.add(kind)).call("POST", "/open")
        await talk.add("rating")
        with statements("responses") as found:
            assert len(await bob.mine()) == 4
        assert len(found) == 2  # that on the stage, and the one beside it that takes answers
        for _ in range(12):
            await talk.add("choice")
        with statements("responses") as found:
            await bob.mine()
        assert len(found) == 2

    play(database_url, scenario)


def test_ones_own_answers_are_found_by_an_index(tmp_path: Any) -> None:
    async def scenario(talk: Talk) -> None:
        await talk.add("quiz", config={"questions": SKY})
        bob = await talk.phone("Bob")
        with statements("responses") as found:
            await bob.mine()
        ((asked, values),) = found

        def plan(db: Db) -> str:
            return " ".join(row[3] for row in db.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values))

        assert "slot=? AND key=?" in talk.house.write(plan)

    play(f"sqlite:///{tmp_path}/madang.sqlite3", scenario)
