"""Responding, for all the phones that answer at one moment in a few statements.

The door hands over the responses that wait together; each is counted or gets the problem that keeps it out. The
sessions' rows are locked first, so that closing and responding meet on them.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from madang.activities.kind import Running
from madang.activities.models import Activity
from madang.activities.registry import AnyKind
from madang.activities.schemas import ResponseIn, ResponseOut
from madang.activities.storing import Answer, store
from madang.activities.timing import taken
from madang.activities.together import Known, Person, admitted, known_activities, known_people
from madang.database import Db, clock
from madang.errors import Problem
from madang.security import new_id
from madang.sessions import service as sessions

Outcome = ResponseOut | Exception


@dataclass(frozen=True, slots=True)
class Respond:
    """One phone's answer, and the token that says whose."""

    activity_id: str
    secret: str
    body: ResponseIn


def key_of(running: Running[Any], participant_id: str, secret: str) -> str:
    """The same for one person all through an activity; in an anonymous one it leads to nobody.

    It is a digest of the participant's token, of which the database holds another digest: neither gives the other.
    """
    if not running.anonymous:
        return participant_id
    return hashlib.sha256(f"{running.id} {secret}".encode("utf-8", "surrogatepass")).hexdigest()


def respond_together(db: Db, items: Sequence[Respond]) -> list[Outcome]:
    activities = known_activities(db, (item.activity_id for item in items))
    people = known_people(db, (item.secret for item in items))
    moment = clock(db)
    outcomes: list[Outcome | None] = [None] * len(items)
    answers: dict[int, Answer] = {}
    for index, item in enumerate(items):
        try:
            answers[index] = _judge(item, activities.get(item.activity_id), people.get(item.secret), moment)
        except Exception as failure:  # noqa: BLE001 - it belongs to one phone, the others go on
            outcomes[index] = failure
    stored = store(db, answers)
    changed = {answers[index].row["activity_id"] for index, how in stored.items() if how is True}
    announce_tallies(db, [activities[activity_id].activity for activity_id in changed])
    for index, how in stored.items():
        outcomes[index] = how if isinstance(how, Exception) else answers[index].outcome
    return [outcome for outcome in outcomes if outcome is not None]


def _judge(item: Respond, known: Known | None, person: Person | None, moment: datetime) -> Answer:
    (activity, kind, running, _), who = admitted(known, person)
    if kind.answer is None:
        raise Problem(409, "activity_takes_none")
    if item.body.round not in (None, activity.round):
        raise Problem(409, "round_over")
    slot = kind.slot(running) if item.body.slot is None else item.body.slot
    answer = kind.answer.model_validate(item.body.answer)
    on_time = slot == kind.slot(running) and not is_late(activity, moment)
    refusal = _refusal(activity, kind, running, answer, on_time=on_time)
    row = {
        "id": new_id(),
        "activity_id": activity.id,
        "round": activity.round,
        "slot": slot,
        "key": key_of(running, who.id, item.secret),
        "participant_id": None if activity.anonymous else who.id,
        "answer": answer.model_dump(mode="json"),
        "answered_at": activity.created_at if activity.anonymous else moment,
        "elapsed": None if activity.anonymous else taken(activity, moment),
    }
    of = {"response_id": row["id"], **{name: row[name] for name in ("activity_id", "round", "slot")}}
    marks = [of | asdict(mark) for mark in (() if refusal else kind.marks(running, answer))]
    return Answer(row, marks, kind.changeable(running), refusal)


def _refusal(activity: Activity, kind: AnyKind, running: Running[Any], answer: Any, *, on_time: bool) -> Problem | None:
    """Why nothing is taken now; what is wrong with the answer itself is raised."""
    if activity.state != "open" or not on_time:
        return not_open(activity)
    try:
        kind.check(running, answer)
    except Problem as problem:
        if problem.status != 409:
            raise
        return problem
    return None


def check_open(activity: Activity, moment: datetime) -> None:
    if activity.state != "open" or is_late(activity, moment):
        raise not_open(activity)


def not_open(activity: Activity) -> Problem:
    return Problem(409, "activity_closed" if activity.opened_at else "activity_not_open")


def is_late(activity: Activity, moment: datetime) -> bool:
    return activity.closes_at is not None and moment > activity.closes_at


def announce_tallies(db: Db, activities: Iterable[Activity]) -> None:
    """The results of these have changed."""
    by_session: dict[str, list[str]] = {}
    for activity in activities:
        by_session.setdefault(activity.session_id, []).append(activity.id)
    for session_id, ids in sorted(by_session.items()):
        revision = sessions.raise_revision(db, session_id)
        db.execute(
            update(Activity).where(Activity.id.in_(ids)).values(tally_revision=revision),
            execution_options={"synchronize_session": False},
        )
