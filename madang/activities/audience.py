"""What one participant may do and has done in an activity, beside responding."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, or_, select

from madang.activities import registry
from madang.activities.kind import Running
from madang.activities.models import Activity, Response
from madang.activities.registry import AnyKind
from madang.activities.responding import announce_tallies, check_open, key_of
from madang.activities.schemas import Mine
from madang.activities.sight import is_visible, staged_id
from madang.database import Db, clock
from madang.errors import Problem
from madang.participants import service as participants
from madang.participants.models import Participant
from madang.security import is_id
from madang.sessions.models import Session


@dataclass(frozen=True, slots=True)
class Here:
    """A participant in front of an activity of their session. `key` is who they are in it."""

    activity: Activity
    kind: AnyKind
    running: Running[Any]
    session: Session
    participant: Participant
    key: str


def find(db: Db, activity_id: str, secret: str, *, lock: bool = False) -> Here:
    """Raises NotSignedIn for a token that is nobody's, and not found for what is not in that session.

    With `lock` the session's row is held, so that closing and writing meet on it.
    """
    if lock and is_id(activity_id):  # before anything is read: whoever waited reads what the one before has left
        of = select(Activity.session_id).where(Activity.id == activity_id).scalar_subquery()
        db.execute(select(Session.id).where(Session.id == of).with_for_update())
    participant, session = participants.by_token(db, secret)
    activity = db.get(Activity, activity_id) if is_id(activity_id) else None
    if activity is None or activity.session_id != session.id or activity.state == "removed":
        raise Problem(404, "activity_not_found")
    kind, running = registry.running(activity)
    return Here(activity, kind, running, session, participant, key_of(running, participant.id, secret))


def find_open(db: Db, activity_id: str, secret: str) -> Here:
    """As `find`, for somebody who wants to write: the session is live, and the activity takes what they write."""
    here = find(db, activity_id, secret, lock=True)
    check_takes(db, here)
    return here


def check_takes(db: Db, here: Here) -> None:
    if not here.session.is_active:
        raise Problem(409, f"session_{here.session.phase}")
    check_open(here.activity, clock(db))


def take_back(db: Db, activity_id: str, secret: str) -> None:
    """The response to what is asked now goes; without one nothing happens."""
    here = find_open(db, activity_id, secret)
    if not here.kind.changeable(here.running):
        raise Problem(409, "already_answered")
    mine = delete(Response).where(
        Response.activity_id == here.activity.id,
        Response.round == here.activity.round,
        Response.slot == here.kind.slot(here.running),
        Response.key == here.key,
    )
    if db.scalar(mine.returning(Response.id)) is not None:
        announce_tallies(db, [here.activity])


def mine(db: Db, secret: str) -> Mine:
    """What a phone has answered in all that it can see now: it comes back after a sleep, or a reload."""
    participant, session = participants.by_token(db, secret)
    found: dict[str, dict[str, Any]] = {}
    on_stage = staged_id(db, session.id)
    maybe = or_(Activity.id == on_stage, Activity.state == "open")
    for activity in db.scalars(select(Activity).where(Activity.session_id == session.id, Activity.seen, maybe)):
        if is_visible(registry.kind_of(activity), activity, on_stage=activity.id == on_stage):
            kind, running = registry.running(activity)
            key = key_of(running, participant.id, secret)
            answers = _answers(db, running, kind.slots(running), key) if kind.answer else {}
            found[activity.id] = {"round": running.round, "answers": answers, **kind.mine(db, running, key)}
    return Mine(activities=found)


def _answers(db: Db, running: Running[Any], slots: Sequence[str], key: str) -> dict[str, Any]:
    """By slot. That they are named leads through the index: without them it is all answers that are looked through."""
    here = select(Response.slot, Response.answer).where(
        Response.activity_id == running.id,
        Response.round == running.round,
        Response.slot.in_(slots),
        Response.key == key,
    )
    return {row.slot: row.answer for row in db.execute(here)}
