"""A server that starts in the middle of a quiz goes on from what was noted, and comes to what the formula says."""

from typing import Any

import pytest
from sqlalchemy import select, update

from madang.activities import registry
from madang.activities.kind import Running
from madang.activities.kinds.quiz import tables
from madang.activities.kinds.quiz.answers import QuizAnswer
from madang.activities.kinds.quiz.models import QuizSums
from madang.activities.kinds.quiz.questions import AnyQuestion
from madang.activities.kinds.quiz.schemas import QuizConfig
from madang.activities.kinds.quiz.scoring import Given, Standing, Table, standings
from madang.activities.models import Activity, Response
from madang.database import Db
from tests.activities.kinds.quizzes import SKY
from tests.activities.kinds.quizzing import score, to
from tests.activities.talk import Act, Phone, Talk, play
from tests.room.house import House

ANSWERS: list[list[dict[str, Any] | None]] = [
    [{"picks": [1]}, {"picks": [0]}, None],
    [{"picks": [0]}, {"picks": [0]}, {"picks": [1]}],
    [{"text": "titan"}, None, {"text": "Rhea"}],
    [{"picks": [0, 1, 2]}, {"picks": [2, 1, 0]}, None],
]
"""By question, what each of three phones answers."""


def plain(served: House, act: Act, revealed: int) -> Table:
    """From all the stored answers, one question after the other."""

    def count(db: Db) -> Table:
        running = registry.running(db.get_one(Activity, act.id))[1]
        asked: list[AnyQuestion] = list(running.config.questions[:revealed])
        given: dict[str, list[Given]] = {}
        for row in db.scalars(select(Response).where(Response.activity_id == act.id, Response.round == running.round)):
            given.setdefault(row.slot, []).append(Given(row.key, QuizAnswer(**row.answer), row.elapsed))
        return Table(standings(asked, given), Table(standings(asked[:-1], given)))

    found: Table = served.write(count)
    return found


def told(found: Table, phone: Phone) -> dict[str, Any]:
    standing = found.standings.get(phone.id, Standing())
    names = ("points", "streak", "gained", "outcome")
    return {**{name: getattr(standing, name) for name in names}, "rank": found.rank(phone.id)}


async def check(served: House, act: Act, phones: list[Phone], revealed: int) -> None:
    tables._kept.clear()
    true = plain(served, act, revealed)
    for phone in phones:
        mine = await score(phone, act)
        assert {name: mine[name] for name in ("points", "streak", "gained", "outcome", "rank")} == told(true, phone)


def test_started_again_after_each_reveal(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    given = tables._given

    def reading(db: Db, running: Running[QuizConfig], question: AnyQuestion) -> list[Given]:
        read.append(question.id)
        return given(db, running, question)

    monkeypatch.setattr(tables, "_given", reading)

    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": SKY})
        phones = [await talk.phone(name) for name in ("Bob", "Carol", "Dora")]
        for number, answers in enumerate(ANSWERS):
            await to(act, "asking")
            for phone, answer in zip(phones, answers, strict=True):
                if answer:
                    await phone.answer(act, **answer)
            await to(act, "locked")
            tables._kept.clear()
            read.clear()
            await to(act, "revealed")
            assert read == [question["id"] for question in SKY[: number + 1][-2:]]
            await check(talk.house, act, phones, number + 1)
            if number < len(SKY) - 1:
                await to(act, "leaderboard")
        talk.house.write(lambda db: db.execute(update(QuizSums).values(standings={}, of="other questions")).close())
        await check(talk.house, act, phones, len(SKY))

        await act.call("POST", "/clear")
        await to(act, "asking", "locked", "revealed")
        assert (await score(phones[0], act))["points"] == 0
        await act.call("POST", "/unclear")
        await check(talk.house, act, phones, len(SKY))

    play(database_url, scenario)
