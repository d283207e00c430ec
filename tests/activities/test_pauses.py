"""While a session is paused its time stands: nothing closes by itself, and nobody's seconds run."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from madang.activities.models import Activity, Response
from madang.database import Db, clock
from madang.sessions.models import Session
from tests.activities.talk import Act, Talk
from tests.room.house import House, house, until

HOUR = 3600
MONTH = 31 * 24 * HOUR
QUESTION = {"kind": "true_false", "text": "1 + 1 = 2", "holds": True, "seconds": 20}
QUIZ = {"questions": [QUESTION, QUESTION]}


def play(database_url: str, scenario: Callable[[House, Talk], Awaitable[None]]) -> None:
    async def run() -> None:
        async with house(database_url) as served:
            await scenario(served, await Talk.begun(served))

    asyncio.run(run())


async def step(talk: Talk, name: str) -> None:
    await talk.house.call("POST", f"{talk.path}/{name}")


def passed(served: House, seconds: float) -> None:
    """As if all that has happened had happened so much earlier."""
    times = {Session: ("paused_at",), Activity: ("asked_at", "closes_at")}

    def change(db: Db) -> None:
        for model, names in times.items():
            for row in db.scalars(select(model)):
                for name in names:
                    if (moment := getattr(row, name)) is not None:
                        setattr(row, name, moment - timedelta(seconds=seconds))

    served.write(change)


def elapsed(served: House) -> list[int | None]:
    """In milliseconds, the quickest first."""
    return sorted(served.write(lambda db: list(db.scalars(select(Response.elapsed)))), key=lambda one: one or 0)


async def left(act: Act) -> float:
    """Seconds."""
    closes_at = datetime.fromisoformat((await act.call("GET"))["closes_at"])
    moment: datetime = act.talk.house.write(clock)
    return (closes_at - moment).total_seconds()


async def stays_open(act: Act) -> None:
    await asyncio.sleep(0.6)  # the clock is looked at twice
    found = await act.call("GET")
    assert found["state"] == "open"
    assert found["progress"].get("phase") in (None, "asking")


async def closes(act: Act) -> None:
    for _ in range(100):
        if (await act.call("GET"))["state"] == "closed":
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it does not close")


def test_a_question_has_as_much_time_left_as_it_had(database_url: str) -> None:
    async def scenario(served: House, talk: Talk) -> None:
        act = await talk.add("quiz", config=QUIZ)
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen, presenter = await talk.screen(), talk.presenter()
        await act.call("POST", "/quiz/next")
        passed(served, 4)
        for number in range(2):  # several pauses
            await step(talk, "pause")
            await screen.shows("session", "phase", "paused")
            passed(served, HOUR)
            await stays_open(act)
            assert (await bob.answer(act, picks=[0], status=409))["code"] == "session_paused"
            await step(talk, "activate")
            assert 14 - 3 * number < await left(act) < 16
            closes_at = (await act.call("GET"))["closes_at"]
            for stream in (screen, presenter, bob.stream()):
                await stream.shows("activity", "closes_at", closes_at)
                await stream.shows("session", "phase", "open")
        await bob.answer(act, picks=[0])
        passed(served, 5)
        await carol.answer(act, picks=[0])
        (first, second) = elapsed(served)
        assert first is not None
        assert second is not None
        assert 4000 <= first < 9000
        assert first + 5000 <= second < first + 8000
        passed(served, 15)
        await screen.shows("activity", "closes_at", None)
        assert (await act.call("GET"))["progress"]["phase"] == "locked"

    play(database_url, scenario)


def test_what_begins_in_a_pause_has_all_its_time(database_url: str) -> None:
    async def scenario(served: House, talk: Talk) -> None:
        quiz, choice = await talk.add("quiz", config=QUIZ), await talk.add("choice", opened=False)
        await step(talk, "pause")
        passed(served, HOUR)
        await choice.call("POST", "/open")
        timed = await choice.call("PUT", "/timer", seconds=60)
        paused_at = (await talk.house.call("GET", talk.path))["paused_at"]
        standing = datetime.fromisoformat(timed["closes_at"]) - datetime.fromisoformat(paused_at)
        assert standing == timedelta(seconds=60)  # what the pages show of it
        first = await quiz.call("POST", "/quiz/next")
        second = await quiz.call("POST", "/quiz/skip")
        assert first["asked_at"] < second["asked_at"]  # another question, which phones take for another one
        passed(served, HOUR)
        await stays_open(choice)
        await stays_open(quiz)
        await step(talk, "activate")
        assert 58 < await left(choice) <= 60
        assert 18 < await left(quiz) <= 20
        await (await talk.phone("Bob")).answer(quiz, picks=[0])
        (taken,) = elapsed(served)
        assert taken is not None
        assert taken < 3000

    play(database_url, scenario)


def test_a_session_that_ends_in_a_pause(database_url: str) -> None:
    async def scenario(served: House, talk: Talk) -> None:
        act = await talk.add("choice")
        await act.call("PUT", "/timer", seconds=30)
        await step(talk, "pause")
        passed(served, HOUR)
        await step(talk, "end")
        assert (await talk.house.call("GET", talk.path))["paused_at"] is None
        assert 27 < await left(act) <= 30
        passed(served, 31)
        await closes(act)
        await step(talk, "activate")
        assert (await act.call("GET"))["state"] == "closed"

    play(database_url, scenario)


def test_a_pause_may_take_a_month(database_url: str) -> None:
    async def scenario(served: House, talk: Talk) -> None:
        act = await talk.add("choice", anonymous=False)
        for name in ("activate", "end"):
            await step(talk, "pause")
            passed(served, MONTH)
            await step(talk, name)
            await step(talk, "activate")
        await (await talk.phone("Bob")).answer(act, options=["a"])
        (taken,) = elapsed(served)
        assert taken is not None
        assert taken < MONTH * 1000

    play(database_url, scenario)


def test_an_answer_may_take_a_month(database_url: str) -> None:
    async def scenario(served: House, talk: Talk) -> None:
        act = await talk.add("choice", anonymous=False)
        passed(served, MONTH)
        bob = await talk.phone("Bob")
        for option in ("a", "b"):
            await bob.answer(act, options=[option])
            (taken,) = elapsed(served)
            assert taken is not None
            assert taken >= MONTH * 1000

    play(database_url, scenario)


def test_what_has_no_time_left_closes_when_it_goes_on(database_url: str) -> None:
    async def scenario(served: House, talk: Talk) -> None:
        act, timeless = await talk.add("choice"), await talk.add("choice")
        await act.call("PUT", "/timer", seconds=30)
        await step(talk, "pause")
        assert await talk.house.call("POST", f"{talk.path}/pause")  # twice is once
        served.execute("UPDATE activities SET closes_at = asked_at WHERE closes_at IS NOT NULL")
        await stays_open(act)
        await talk.house.call("PUT", talk.path, is_active=True)
        await closes(act)
        assert (await timeless.call("GET"))["state"] == "open"

    play(database_url, scenario)


def test_a_server_that_starts_again_in_a_pause(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served)
            act = await talk.add("choice")
            await act.call("PUT", "/timer", seconds=30)
            await step(talk, "pause")
            passed(served, HOUR)
        async with house(database_url) as again:
            again.token = talk.house.token
            talk.house = again
            await stays_open(act)
            screen = await talk.screen()
            await step(talk, "activate")
            assert 20 < await left(act) <= 30
            await until(lambda: screen.view.row("session").get("paused_at", "") is None)

    asyncio.run(scenario())


def test_between_questions_there_is_nothing_to_time(database_url: str) -> None:
    async def scenario(served: House, talk: Talk) -> None:
        act = await talk.add("quiz", config=QUIZ)

        async def refused() -> None:
            assert (await act.call("PUT", "/timer", seconds=30, status=409))["code"] == "nothing_to_time"
            assert (await act.call("PUT", "/timer", seconds=None))["closes_at"] is None

        await refused()
        await act.call("POST", "/quiz/next")
        assert (await act.call("PUT", "/timer", seconds=90))["closes_at"] is not None
        for _ in ("locked", "revealed", "leaderboard"):
            await act.call("POST", "/quiz/next")
            await refused()

    play(database_url, scenario)
