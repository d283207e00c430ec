"""Rounds: the responses of an activity are cleared, and come back. Nothing is deleted by it."""

from dataclasses import replace

from sqlalchemy import select

from madang.activities import registry
from madang.activities.models import Activity, Response
from madang.activities.service import finish, own, touched
from madang.database import Db
from madang.errors import Problem


def clear(db: Db, me: str, session_id: str, activity_id: str) -> Activity:
    """A new round without responses; `unclear` goes back to the one before. A closed one can open as a draft does."""
    found = own(db, me, session_id, activity_id, lock=True)
    new_round(db, found)
    if found.state == "closed":
        back_to_draft(found)
    return touched(db, found, rows=True)


def new_round(db: Db, activity: Activity) -> None:
    """An empty round takes no place of the one before, with which its progress and its results are remembered."""
    kind, running = registry.running(activity)
    if activity.round_before is None or not is_empty(db, activity):
        activity.round_before, activity.shown_before = activity.round, activity.results_shown
    else:
        running = replace(running, progress=kind.uncleared(running))
    activity.progress = kind.cleared(running)
    activity.last_round += 1
    activity.round = activity.last_round


def back_to_draft(activity: Activity) -> None:
    """As it was before it opened for the first time; that results were shown in the end spoils no second time."""
    finish(activity)
    activity.state, activity.asked_at = "draft", None
    if activity.shown_at_start is not None:
        activity.results_shown = activity.shown_at_start


def is_empty(db: Db, activity: Activity) -> bool:
    """Whether nothing has come in this round."""
    kind, running = registry.running(activity)
    here = (Response.activity_id == running.id, Response.round == running.round)
    answered = db.scalar(select(Response.id).where(*here).limit(1)) is not None
    return not answered and not kind.results(db, running, "presenter").get("n")


def unclear(db: Db, me: str, session_id: str, activity_id: str) -> Activity:
    """The responses are those of before; what came since the clearing is out of sight."""
    found = own(db, me, session_id, activity_id, lock=True)
    if found.round_before is None:
        raise Problem(409, "nothing_to_undo")
    kind, running = registry.running(found)
    found.progress = kind.uncleared(running)
    found.round, found.round_before = found.round_before, None
    if found.shown_before is not None:
        found.results_shown, found.shown_before = found.shown_before, None
    if found.state == "draft" and found.opened_at is not None:
        found.state, found.asked_at = "closed", found.opened_at
    return touched(db, found, rows=True)
