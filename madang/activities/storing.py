"""What is stored of many answers that are good, in a few statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update

from madang.activities.models import Mark, Response
from madang.activities.scattering import hide_responses
from madang.activities.schemas import ResponseOut
from madang.database import Db, insert_new
from madang.errors import Problem


@dataclass(frozen=True, slots=True)
class Answer:
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


def store(db: Db, answers: dict[int, Answer]) -> dict[int, bool | Problem]:
    """Whether each changed anything; the unique constraint says who has answered already."""
    late = {index: answer for index, answer in answers.items() if answer.refusal}
    return _store_now(db, {index: answer for index, answer in answers.items() if not answer.refusal}) | _look(db, late)


def _look(db: Db, late: dict[int, Answer]) -> dict[int, bool | Problem]:
    known = _known(db, late.values()) if late else {}
    same = {index for index, one in late.items() if one.place in known and known[one.place].answer == one.row["answer"]}
    return {index: False if index in same else one.refusal or False for index, one in late.items()}


def _store_now(db: Db, answers: dict[int, Answer]) -> dict[int, bool | Problem]:
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


def _as_one_of_many(answer: Answer, chosen: Answer, stored: bool | Problem) -> bool | Problem:
    """One phone that sent several at once: the last one holds, or the first where none may be changed."""
    same = answer.changeable or answer.row["answer"] == chosen.row["answer"]
    return stored if same else Problem(409, "already_answered")


def _change(db: Db, answers: dict[int, Answer]) -> dict[int, bool | Problem]:
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
            _replace(db, row.id, answer)
            changed[index] = True
    return changed


def _replace(db: Db, response_id: str, answer: Answer) -> None:
    db.execute(delete(Mark).where(Mark.response_id == response_id))
    new = {name: answer.row[name] for name in ("answer", "answered_at", "elapsed")}
    db.execute(update(Response).where(Response.id == response_id).values(new))
    for mark in answer.marks:
        mark["response_id"] = response_id
    _insert_marks(db, [answer])


def _known(db: Db, answers: Iterable[Answer]) -> dict[tuple[str, int, str, str], Any]:
    answers = list(answers)
    columns = (Response.id, Response.activity_id, Response.round, Response.slot, Response.key, Response.answer)
    here = select(*columns)
    for column in (Response.activity_id, Response.round, Response.slot, Response.key):
        here = here.where(column.in_({answer.row[column.key] for answer in answers}))
    return {(row.activity_id, row.round, row.slot, row.key): row for row in db.execute(here)}


def _insert_marks(db: Db, answers: Iterable[Answer]) -> None:
    marks = [mark for answer in answers for mark in answer.marks]
    if marks:
        db.connection().execute(insert(Mark), marks)
