"""Teams: who is in which, and who has chosen none is dealt into the smallest one."""

from typing import Final

from sqlalchemy import delete, insert, select

from madang.activities.kind import Running
from madang.activities.kinds.quiz.schemas import QuizConfig
from madang.activities.models import Activity, Mark, Response
from madang.activities.responding import announce_tallies
from madang.database import Db, clock, insert_new
from madang.participants.models import Participant
from madang.security import new_id

TEAM: Final = ":team"  # no id of a question


def members(db: Db, running: Running[QuizConfig]) -> dict[str, str]:
    """The team of everybody who has one."""
    here = (Response.activity_id == running.id, Response.round == running.round, Response.slot == TEAM)
    return {row.key: row.answer["team"] for row in db.execute(select(Response.key, Response.answer).where(*here))}


def deal(db: Db, activity: Activity, running: Running[QuizConfig]) -> None:
    """Everybody in the session has a team after this. The session's row is locked already."""
    if not running.config.teams:
        return
    sizes = {team.id: 0 for team in running.config.teams}
    _forget_others(db, running, list(sizes))
    chosen = members(db, running)
    for team in chosen.values():
        sizes[team] += 1
    in_session = select(Participant.id).where(
        Participant.session_id == running.session_id, Participant.state == "joined"
    )
    dealt: dict[str, str] = {}
    for key in db.scalars(in_session.order_by(Participant.id)):
        if key not in chosen:
            dealt[key] = min(sizes, key=lambda team: sizes[team])
            sizes[dealt[key]] += 1
    if dealt:
        _store(db, activity, dealt)
        announce_tallies(db, [activity])


def _forget_others(db: Db, running: Running[QuizConfig], teams: list[str]) -> None:
    """Teams that are there no more are nobody's."""
    here = (Mark.activity_id == running.id, Mark.round == running.round, Mark.slot == TEAM, Mark.part.not_in(teams))
    db.execute(delete(Response).where(Response.id.in_(select(Mark.response_id).where(*here))))


def _store(db: Db, activity: Activity, dealt: dict[str, str]) -> None:
    """As if each had chosen it."""
    ids = {key: new_id() for key in dealt}
    here = {"activity_id": activity.id, "round": activity.round, "slot": TEAM}
    same = {**here, "answered_at": clock(db), "elapsed": None}
    responses = [
        {**same, "id": ids[key], "key": key, "participant_id": key, "answer": {"team": team}}
        for key, team in dealt.items()
    ]
    insert_new(db, Response, responses)
    marks = [
        {**here, "response_id": ids[key], "part": team, "value": None, "label": None} for key, team in dealt.items()
    ]
    db.connection().execute(insert(Mark), marks)
