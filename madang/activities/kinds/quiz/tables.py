"""Standings from the stored answers."""

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from sqlalchemy import Text, cast, select

from madang.activities.kind import Running
from madang.activities.kinds.quiz.answers import QuizAnswer
from madang.activities.kinds.quiz.questions import AnyQuestion
from madang.activities.kinds.quiz.schemas import Progress, QuizConfig
from madang.activities.kinds.quiz.scoring import Given, Standing, Table, after
from madang.activities.kinds.quiz.sums import noted
from madang.activities.models import Response
from madang.database import Db

MOST_KEPT: Final = 16
Standings = Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Known:
    """The standings after the `questions` of a `round` and one before, and the table of them without those `out`."""

    round: int
    questions: tuple[str, ...]
    standings: Standings
    before: Standings
    out: tuple[str, ...]
    table: Table


# What was asked is over and can be answered no more, so that standings stay true. They are kept for the last few
# quizzes: 5,000 phones ask for their place at once, and the next question adds to them what is new.
_kept: OrderedDict[str, Known] = OrderedDict()
_lock: Final = Lock()


def table(db: Db, running: Running[QuizConfig], progress: Progress) -> Table:
    """The standings after the questions that were revealed, without people that were removed."""
    return known(db, running, progress).table


def known(db: Db, running: Running[QuizConfig], progress: Progress) -> Known:
    revealed = set(progress.get("revealed", ()))
    asked = {question.model_dump_json(): question for question in running.config.questions if question.id in revealed}
    out = tuple(progress.get("out", ()))
    with _lock:
        kept = _kept.get(running.id)
        if kept is None or (kept.round, kept.questions, kept.out) != (running.round, tuple(asked), out):
            kept = _kept[running.id] = _counted(db, running, asked, out, kept)
        _kept.move_to_end(running.id)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return kept


def _counted(
    db: Db, running: Running[QuizConfig], asked: Mapping[str, AnyQuestion], out: tuple[str, ...], kept: Known | None
) -> Known:
    """Goes on from what is known already, or was noted."""
    written = tuple(asked)
    standings: Standings = {}
    before: Standings = {}
    if kept is not None and kept.round == running.round and kept.questions == written[: len(kept.questions)]:
        done, standings, before = len(kept.questions), kept.standings, kept.before
    else:
        done, standings = noted(db, running, written)
    for question in list(asked.values())[done:]:
        standings, before = after(standings, question, _given(db, running, question)), standings
    table = Table(_without(standings, out), Table(_without(before, out)))
    return Known(running.round, written, standings, before, out, table)


def _without(standings: Standings, out: Sequence[str]) -> Standings:
    return {key: standing for key, standing in standings.items() if key not in out} if out else standings


def _given(db: Db, running: Running[QuizConfig], question: AnyQuestion) -> list[Given]:
    """Many have answered the same, and each answer is read once."""
    here = (Response.activity_id == running.id, Response.round == running.round, Response.slot == question.id)
    columns = (Response.key, cast(Response.answer, Text), Response.elapsed)
    answers: dict[str, QuizAnswer] = {}
    found: list[Given] = []
    for key, written, elapsed in db.execute(select(*columns).where(*here)):
        answer = answers.get(written)
        if answer is None:
            answer = answers[written] = _stored(written)
        found.append(Given(key, answer, elapsed))
    return found


def _stored(written: str) -> QuizAnswer:
    """It was checked when it came, maybe by rules that have changed since."""
    fields = json.loads(written)
    picks = tuple(fields["picks"]) if "picks" in fields else None
    return QuizAnswer.model_construct(picks=picks, text=fields.get("text"), team=fields.get("team"))
