"""Leaderboards: what is announced of the standings, with names and teams."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select

from madang.activities.kind import Running
from madang.activities.kinds.quiz.schemas import Board, Place, Progress, QuizConfig, Row, TeamRow
from madang.activities.kinds.quiz.scoring import Standing, Table, mean_points
from madang.activities.kinds.quiz.sums import note
from madang.activities.kinds.quiz.tables import known, table
from madang.activities.kinds.quiz.teams import members
from madang.database import Db
from madang.participants.models import Participant

BOARD_ROWS: Final = 10


def announced(db: Db, running: Running[QuizConfig], progress: Progress) -> Progress:
    """With the leaderboard as it is now. Who was removed from the session is in none."""
    removed = select(Participant.id).where(Participant.session_id == running.session_id, Participant.state == "removed")
    progress = {**progress, "out": sorted(db.scalars(removed))}
    now = known(db, running, progress)
    if progress.get("phase") == "revealed" and len(now.questions) > 1:
        note(db, running, now.questions[:-1], now.before)
    teams = members(db, running) if running.config.teams else {}
    return {**progress, "board": _board(db, running, now.table, teams)}


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
