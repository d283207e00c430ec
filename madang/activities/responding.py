"""Responding, for all the phones that answer at one moment in a few statements.

The door hands over the responses that wait together; each is counted or gets the problem that keeps it out. The
sessions' rows are locked first, so that closing and responding meet on them.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from madang.activities.kind import Running
from madang.activities.models import Activity, Mark, Response
from madang.activities.registry import AnyKind
from madang.activities.scattering import hide_responses
from madang.activities.schemas import ResponseIn, ResponseOut
from madang.activities.timing import taken
from madang.activities.together import Known, Person, admitted, known_activities, known_people
from madang.database import Db, clock, insert_new
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


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that is good: what is stored of it."""

    row: dict[str, Any]
    marks: list[dict[str, Any]]
    changeable: bool
    refusal: Problem | None = None
    """Why it comes too late; the same answer again, a retry, is answered as before all the same."""

    @property
    def place(self) -> tuple[str, int, str, str]:
        return self.row["activity_id"], self.row["round"], self.row["slot"], self.row["key"]

    @property
    def outcome(self) -> ResponseOut:
        row = self.row
        return ResponseOut(activity=row["activity_id"], round=row["round"], slot=row["slot"], answer=row["answer"])


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
    answers: dict[int, _Answer] = {}
    for index, item in enumerate(items):
        try:
            answers[index] = _judge(item, activities.get(item.activity_id), people.get(item.secret), moment)
        except Exception as failure:  # noqa: BLE001 - it belongs to one phone, the others go on
            outcomes[index] = failure
    stored = _store(db, answers)
    changed = {answers[index].row["activity_id"] for index, how in stored.items() if how is True}
    announce_tallies(db, [activities[activity_id].activity for activity_id in changed])
    for index, how in stored.items():
        outcomes[index] = how if isinstance(how, Exception) else answers[index].outcome
    return [outcome for outcome in outcomes if outcome is not None]


def _judge(item: Respond, known: Known | None, person: Person | None, moment: datetime) -> _Answer:
    (activity, kind, running, _), who = admitted(known, person)
    if kind.answer is None:
        raise Problem(409, "activity_takes_none")
    if item.body.round not in (None, activity.round):
        raise Problem(409, "round_over")
    slot = kind.slot(running) if item.body.slot is None else item.body.slot
    answer = kind.answer.model_validate(item.body.answer)
    refusal = _refusal(
        activity, kind, running, answer, on_time=slot == kind.slot(running) and not is_late(activity, moment)
    )
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
    marks = [
        {
            "response_id": row["id"],
            "part": mark.part,
            "activity_id": activity.id,
            "round": activity.round,
            "slot": slot,
            "value": mark.value,
            "label": mark.label,
        }
        for mark in (() if refusal else kind.marks(running, answer))
    ]
    return _Answer(row, marks, kind.changeable(running), refusal)


def _refusal(activity: Activity, kind: AnyKind, running: Running[Any], answer: Any, *, on_time: bool) -> Problem | None:
    """Why nothing is taken now; what is wrong with the answer itself is raised."""
    if activity.state != "open" or not on_time:
        return Problem(409, "activity_closed" if activity.opened_at else "activity_not_open")
    try:
        kind.check(running, answer)
    except Problem as problem:
        if problem.status != 409:
            raise
        return problem
    return None


def check_open(activity: Activity, moment: datetime) -> None:
    if activity.state != "open" or is_late(activity, moment):
        raise Problem(409, "activity_closed" if activity.opened_at else "activity_not_open")


def is_late(activity: Activity, moment: datetime) -> bool:
    return activity.closes_at is not None and moment > activity.closes_at


def _store(db: Db, answers: dict[int, _Answer]) -> dict[int, bool | Problem]:
    """Whether each changed anything; the unique constraint says who has answered already."""
    late = {index: answer for index, answer in answers.items() if answer.refusal}
    return _store_now(db, {index: answer for index, answer in answers.items() if not answer.refusal}) | _look(db, late)


def _look(db: Db, late: dict[int, _Answer]) -> dict[int, bool | Problem]:
    known = _known(db, late.values()) if late else {}
    same = {index for index, one in late.items() if one.place in known and known[one.place].answer == one.row["answer"]}
    return {index: False if index in same else one.refusal or False for index, one in late.items()}


def _store_now(db: Db, answers: dict[int, _Answer]) -> dict[int, bool | Problem]:
    first: dict[tuple[str, int, str, str], int] = {}
    for index, answer in answers.items():
        if answer.changeable or answer.place not in first:
            first[answer.place] = index
    chosen = {index: answers[index] for index in first.values()}
    seated = insert_new(db, Response, [answer.row for answer in chosen.values()])
    fresh = {index for index, answer in chosen.items() if answer.row["id"] in seated}
    stored: dict[int, bool | Problem] = dict.fromkeys(fresh, True)
    again = {index: answer for index, answer in chosen.items() if index not in fresh}
    if again:
        stored |= _change(db, again)
    _insert_marks(db, [answers[index] for index in fresh])
    written = [chosen[index] for index, how in stored.items() if how is True]
    hide_responses(db, [answer.place for answer in written if answer.row["participant_id"] is None])
    return {
        index: _as_one_of_many(answer, answers[first[answer.place]], stored[first[answer.place]])
        for index, answer in answers.items()
    }


def _as_one_of_many(answer: _Answer, chosen: _Answer, stored: bool | Problem) -> bool | Problem:
    """One phone that sent several at once: the last one holds, or the first where none may be changed."""
    same = answer.changeable or answer.row["answer"] == chosen.row["answer"]
    return stored if same else Problem(409, "already_answered")


def _change(db: Db, answers: dict[int, _Answer]) -> dict[int, bool | Problem]:
    """Those who have a response already: the same again is harmless, another one replaces it where that may be."""
    known = _known(db, answers.values())
    changed: dict[int, bool | Problem] = {}
    for index, answer in answers.items():
        row = known[answer.place]
        if row.answer == answer.row["answer"]:
            changed[index] = False
        elif not answer.changeable:
            changed[index] = Problem(409, "already_answered")
        else:
            db.execute(delete(Mark).where(Mark.response_id == row.id))
            new = {name: answer.row[name] for name in ("answer", "answered_at", "elapsed")}
            db.execute(update(Response).where(Response.id == row.id).values(new))
            for mark in answer.marks:
                mark["response_id"] = row.id
            _insert_marks(db, [answer])
            changed[index] = True
    return changed


def _known(db: Db, answers: Iterable[_Answer]) -> dict[tuple[str, int, str, str], Any]:
    answers = list(answers)
    columns = (Response.id, Response.activity_id, Response.round, Response.slot, Response.key, Response.answer)
    here = select(*columns)
    for column in (Response.activity_id, Response.round, Response.slot, Response.key):
        here = here.where(column.in_({answer.row[column.key] for answer in answers}))
    return {(row.activity_id, row.round, row.slot, row.key): row for row in db.execute(here)}


def _insert_marks(db: Db, answers: Iterable[_Answer]) -> None:
    marks = [mark for answer in answers for mark in answer.marks]
    if marks:
        db.connection().execute(insert(Mark), marks)


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
