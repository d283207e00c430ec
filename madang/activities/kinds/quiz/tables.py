"""Standings from the stored answers, and the leaderboards that are announced of them."""

import hashlib
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
from madang.activities.kinds.quiz.schemas import Board, Place, Progress, QuizConfig, Row, TeamRow
from madang.activities.kinds.quiz.scoring import Given, Standing, Table, after, mean_points
from madang.activities.kinds.quiz.sums import note, noted
from madang.activities.models import Response
from madang.database import Db
from madang.participants.models import Participant

TEAM: Final = ":team"  # no id of a question
BOARD_ROWS: Final = 10
MOST_KEPT: Final = 16


Standings = Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The standings after the `questions` of a `round` and one before, and the table of them without those `out`."""

    round: int
    questions: tuple[str, ...]
    standings: Standings
    before: Standings
    out: tuple[str, ...]
    table: Table


# What was asked is over and can be answered no more, so that standings stay true. They are kept for the last few
# quizzes: 5,000 phones ask for their place at once, and the next question adds to them what is new.
_kept: OrderedDict[str, _Kept] = OrderedDict()
_lock: Final = Lock()


def table(db: Db, running: Running[QuizConfig], progress: Progress) -> Table:
    """The standings after the questions that were revealed, without people that were removed."""
    return _known(db, running, progress).table


def _known(db: Db, running: Running[QuizConfig], progress: Progress) -> _Kept:
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
    db: Db, running: Running[QuizConfig], asked: Mapping[str, AnyQuestion], out: tuple[str, ...], kept: _Kept | None
) -> _Kept:
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
    return _Kept(running.round, written, standings, before, out, table)


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


def announced(db: Db, running: Running[QuizConfig], progress: Progress) -> Progress:
    """With the leaderboard as it is now. Who was removed from the session is in none."""
    removed = select(Participant.id).where(Participant.session_id == running.session_id, Participant.state == "removed")
    progress = {**progress, "out": sorted(db.scalars(removed))}
    known = _known(db, running, progress)
    if progress.get("phase") == "revealed" and len(known.questions) > 1:
        note(db, running, known.questions[:-1], known.before)
    teams = members(db, running) if running.config.teams else {}
    return {**progress, "board": _board(db, running, known.table, teams)}


def _board(db: Db, running: Running[QuizConfig], found: Table, teams: Mapping[str, str]) -> Board:
    best = found.best()[:BOARD_ROWS]
    names = _names(db, [key for key, _ in best])
    rows = [
        Row(
            id=hashlib.sha256(f"{running.id} {key}".encode()).hexdigest()[:12],
            name=names.get(key, ""),
            rank=found.rank(key) or 0,
            before=found.before.rank(key) if found.before else None,
            points=standing.points,
            gained=standing.gained,
            right=standing.outcome == "right",
            team=teams.get(key),
        )
        for key, standing in best
    ]
    return Board(players=len(found.standings), rows=rows, teams=_team_rows(running.config, found, teams))


def _team_rows(config: QuizConfig, found: Table, teams: Mapping[str, str]) -> list[TeamRow]:
    means = mean_points(found.standings, teams)
    means_before = mean_points(found.before.standings, teams) if found.before else {}
    rows = [
        TeamRow(
            id=team.id,
            name=team.name,
            rank=_team_rank(team.id, means),
            before=_team_rank(team.id, means_before) if means_before else None,
            points=means.get(team.id, (0, 0))[0],
            members=means.get(team.id, (0, 0))[1],
        )
        for team in config.teams
    ]
    return sorted(rows, key=lambda row: row["rank"])


def _team_rank(team: str, means: Mapping[str, tuple[int, int]]) -> int:
    own = means.get(team, (0, 0))[0]
    return 1 + sum(points > own for points, _ in means.values())


def members(db: Db, running: Running[QuizConfig]) -> dict[str, str]:
    """The team of everybody who has one."""
    here = (Response.activity_id == running.id, Response.round == running.round, Response.slot == TEAM)
    return {row.key: row.answer["team"] for row in db.execute(select(Response.key, Response.answer).where(*here))}


def places(db: Db, running: Running[QuizConfig], progress: Progress, *, start: int, end: int) -> list[Place]:
    """A part of everybody's results, the first place first."""
    found = table(db, running, progress)
    teams = members(db, running) if running.config.teams else {}
    best = found.best()[start:end]
    names = _names(db, [key for key, _ in best])
    return [_place(found, key, standing, names.get(key, ""), teams.get(key)) for key, standing in best]


def _place(found: Table, key: str, standing: Standing, name: str, team: str | None) -> Place:
    return Place(rank=found.rank(key) or 0, name=name, points=standing.points, right=standing.right, team=team)


def _names(db: Db, keys: Sequence[str]) -> dict[str, str]:
    rows = db.execute(select(Participant.id, Participant.nickname).where(Participant.id.in_(keys)))
    return {row.id: row.nickname for row in rows}
