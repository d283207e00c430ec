"""While a session is paused its time stands: nothing closes by itself, and nobody's seconds run."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from madang.activities.models import Activity, Response
from madang.database import Db, clock
from madang.sessions.models import Session
from tests.activities.talk import Act, Talk, play
from tests.room.house import house, until
from tests.room.view import Event

SECONDS = 60
HOUR = 3600
MONTH = 31 * 24 * HOUR
QUESTION = {"kind": "true_false", "text": "1 + 1 = 2", "holds": True, "seconds": SECONDS}
QUIZ = {"questions": [QUESTION, QUESTION]}


@dataclass(frozen=True)
class Span:
    """A moment or a length that is known from two looks at the clock: in seconds, at least and at most."""

    least: float
    most: float

    def __add__(self, other: "Span | float") -> "Span":
        other = other if isinstance(other, Span) else Span(other, other)
        return Span(self.least + other.least, self.most + other.most)

    def __sub__(self, other: "Span | float") -> "Span":
        other = other if isinstance(other, Span) else Span(other, other)
        return Span(self.least - other.most, self.most - other.least)

    def holds(self, seconds: float) -> bool:
        return self.least - 0.002 <= seconds <= self.most + 0.002  # milliseconds are cut off


async def step(talk: Talk, name: str) -> None:
    await talk.house.call("POST", f"{talk.path}/{name}")


def looked(talk: Talk) -> float:
    moment: datetime = talk.house.write(clock)
    return moment.timestamp()


async def when(talk: Talk, happens: Awaitable[object]) -> Span:
    before = looked(talk)
    await happens
    return Span(before, looked(talk))


def passed(talk: Talk, seconds: float) -> None:
    """As if all that has happened had happened so much earlier."""
    times = {Session: ("paused_at",), Activity: ("asked_at", "closes_at")}

    def change(db: Db) -> None:
        for model, names in times.items():
            for row in db.scalars(select(model)):
                for name in names:
                    if (moment := getattr(row, name)) is not None:
                        setattr(row, name, moment - timedelta(seconds=seconds))

    talk.house.write(change)


def elapsed(talk: Talk) -> list[float]:
    """In seconds, the quickest first."""
    found = talk.house.write(lambda db: list(db.scalars(select(Response.elapsed))))
    return sorted(one / 1000 for one in found if one is not None)


async def closing(act: Act) -> float:
    return datetime.fromisoformat((await act.call("GET"))["closes_at"]).timestamp()


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
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config=QUIZ)
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen, presenter = await talk.screen(), talk.presenter()
        began = await when(talk, act.call("POST", "/quiz/next"))
        passed(talk, 4)
        ran = Span(4, 4)
        for _ in range(2):  # several pauses
            ran += await when(talk, step(talk, "pause")) - began
            await screen.shows("session", "phase", "paused")
            passed(talk, HOUR)
            await stays_open(act)
            assert (await bob.answer(act, picks=[0], status=409))["code"] == "session_paused"
            began = await when(talk, step(talk, "activate"))
            assert (began - ran + SECONDS).holds(await closing(act))
            closes_at = (await act.call("GET"))["closes_at"]
            for stream in (screen, presenter, bob.stream()):
                await stream.shows("activity", "closes_at", closes_at)
                await stream.shows("session", "phase", "open")
        answered = [await when(talk, bob.answer(act, picks=[0]))]
        passed(talk, 5)
        answered.append(await when(talk, carol.answer(act, picks=[0])) + 5)
        for moment, taken in zip(answered, elapsed(talk), strict=True):
            assert (moment - began + ran).holds(taken)
        passed(talk, SECONDS)
        await screen.shows("activity", "closes_at", None)
        assert (await act.call("GET"))["progress"]["phase"] == "locked"

    play(database_url, scenario)


def test_what_begins_in_a_pause_has_all_its_time(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        quiz, choice = await talk.add("quiz", config=QUIZ), await talk.add("choice", opened=False)
        await step(talk, "pause")
        passed(talk, HOUR)
        await choice.call("POST", "/open")
        timed = await choice.call("PUT", "/timer", seconds=SECONDS)
        paused_at = (await talk.house.call("GET", talk.path))["paused_at"]
        standing = datetime.fromisoformat(timed["closes_at"]) - datetime.fromisoformat(paused_at)
        assert standing == timedelta(seconds=SECONDS)  # what the pages show of it
        first = await quiz.call("POST", "/quiz/next")
        second = await quiz.call("POST", "/quiz/skip")
        assert first["asked_at"] < second["asked_at"]  # another question, which phones take for another one
        passed(talk, HOUR)
        await stays_open(choice)
        await stays_open(quiz)
        began = await when(talk, step(talk, "activate"))
        for act in (choice, quiz):
            assert (began + SECONDS).holds(await closing(act))
        bob = await talk.phone("Bob")
        answered = await when(talk, bob.answer(quiz, picks=[0]))
        (taken,) = elapsed(talk)
        assert (answered - began).holds(taken)

    play(database_url, scenario)


def test_a_session_that_ends_in_a_pause(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice")
        began = await when(talk, act.call("PUT", "/timer", seconds=30))
        ran = await when(talk, step(talk, "pause")) - began
        passed(talk, HOUR)
        ended = await when(talk, step(talk, "end"))
        assert (await talk.house.call("GET", talk.path))["paused_at"] is None
        assert (ended - ran + 30).holds(await closing(act))
        passed(talk, 31)
        await closes(act)
        await step(talk, "activate")
        assert (await act.call("GET"))["state"] == "closed"

    play(database_url, scenario)


def test_a_pause_may_take_a_month(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", anonymous=False)
        for name in ("activate", "end"):
            await step(talk, "pause")
            passed(talk, MONTH)
            await step(talk, name)
            await step(talk, "activate")
        await (await talk.phone("Bob")).answer(act, options=["a"])
        (taken,) = elapsed(talk)
        assert taken < MONTH

    play(database_url, scenario)


def test_an_answer_may_take_a_month(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", anonymous=False)
        passed(talk, MONTH)
        bob = await talk.phone("Bob")
        for option in ("a", "b"):
            await bob.answer(act, options=[option])
            (taken,) = elapsed(talk)
            assert taken >= MONTH

    play(database_url, scenario)


def test_what_has_no_time_left_closes_when_it_goes_on(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act, timeless = await talk.add("choice"), await talk.add("choice")
        await act.call("PUT", "/timer", seconds=30)
        await step(talk, "pause")
        assert await talk.house.call("POST", f"{talk.path}/pause")  # twice is once
        talk.house.execute("UPDATE activities SET closes_at = asked_at WHERE closes_at IS NOT NULL")
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
            began = await when(talk, act.call("PUT", "/timer", seconds=30))
            ran = await when(talk, step(talk, "pause")) - began
            passed(talk, HOUR)
        async with house(database_url) as again:
            again.token = talk.house.token
            talk.house = again
            await stays_open(act)
            screen = await talk.screen()
            went_on = await when(talk, step(talk, "activate"))
            assert (went_on - ran + 30).holds(await closing(act))
            await until(lambda: screen.view.row("session").get("paused_at", "") is None)

    asyncio.run(scenario())


def test_of_what_has_no_deadline_a_pause_tells_nothing(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        for kind in ("questions", "chat", "reactions"):
            await (await talk.add(kind, opened=False)).call("POST", "/open")
        timed = await talk.add("choice", anonymous=False)
        bob = await talk.phone("Bob")
        stream = await bob.stream().caught_up()

        async def told() -> set[str]:
            """Ids of the activities that a pause told the phone of."""
            before = len(stream.view.events)
            for name, phase in (("pause", "paused"), ("activate", "open")):
                await step(talk, name)
                await stream.shows("session", "phase", phase)
            return {row["id"] for event in stream.view.events[before:] for row in _of_activities(event)}

        assert await told() == set()
        await timed.call("PUT", "/timer", seconds=SECONDS)
        await until(lambda: stream.view.rows["activity", timed.id]["closes_at"])
        assert await told() == {timed.id}

    play(database_url, scenario)


def _of_activities(event: Event) -> list[dict[str, Any]]:
    return [row for row in event.data.get("rows", []) if row["kind"] not in ("session", "people")]


def test_between_questions_there_is_nothing_to_time(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
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
