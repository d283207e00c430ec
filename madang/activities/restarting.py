"""A whole talk from the beginning, as after a rehearsal, and the way back."""

from collections.abc import Sequence
from typing import Any

from madang.activities import registry
from madang.activities.models import Activity, Restart
from madang.activities.rounds import back_to_draft, is_empty, new_round
from madang.activities.running_order import in_order
from madang.activities.service import set_stage, touched
from madang.activities.sight import staged_id
from madang.activities.timing import ask
from madang.database import Db
from madang.errors import Problem
from madang.sessions import service as sessions

KEPT = ("state", "progress", "results_shown", "round", "round_before", "shown_before")


def restart(db: Db, me: str, session_id: str) -> list[Activity]:
    """All activities are drafts in a round without responses, and the stage is empty.

    What nobody has answered since the last time keeps its way back: pressed twice it still leads to what people
    answered.
    """
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    order = in_order(db, session.id)
    earlier = db.get(Restart, session.id)
    before = {} if earlier is None else _still_empty(db, order, earlier.before)
    used = [one for one in order if one.state != "draft" or not is_empty(db, one)]
    fresh = [one for one in used if one.id not in before]
    on_stage = staged_id(db, session.id)
    if not used and on_stage is None:
        return order
    set_stage(db, session.id, None, anew=True)
    before |= {one.id: {name: getattr(one, name) for name in KEPT} for one in fresh}
    for one in used:
        new_round(db, one)
        back_to_draft(one)
        before[one.id]["since"] = one.round
        touched(db, one, rows=True)
    if earlier is not None and not fresh:
        on_stage = earlier.on_stage
    db.merge(Restart(session_id=session.id, on_stage=on_stage, before=before))
    return order


def undo(db: Db, me: str, session_id: str) -> tuple[list[Activity], list[Activity]]:
    """All activities, and those that were left as they are, since people have answered them in the new round.

    What has begun another round since then stays too.
    """
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    restarted = db.get(Restart, session.id)
    if restarted is None:
        raise Problem(409, "nothing_to_undo")
    order = in_order(db, session.id)
    empty = _still_empty(db, order, restarted.before)
    left = [one for one in order if one.id not in empty and restarted.before.get(one.id, {}).get("since") == one.round]
    for one in order:
        if one.id in empty:
            _bring_back(db, one, empty[one.id])
    now = staged_id(db, session.id)
    back = now if now in {one.id for one in left} else restarted.on_stage
    set_stage(db, session.id, next((one for one in order if one.id == back), None), anew=True)
    db.delete(restarted)
    return order, left


def _still_empty(db: Db, order: Sequence[Activity], before: dict[str, Any]) -> dict[str, Any]:
    """How those were that nobody has answered since; with those that were removed, which may come back."""
    here = {one.id: one for one in order}
    return {
        name: dict(was)
        for name, was in before.items()
        if name not in here or (was["since"] == here[name].round and is_empty(db, here[name]))
    }


def _bring_back(db: Db, activity: Activity, was: dict[str, Any]) -> None:
    for name in KEPT:
        setattr(activity, name, was.get(name))
    activity.closes_at = None
    if activity.state == "open":
        kind, running = registry.running(activity)
        activity.progress = kind.opened(running)
        ask(db, activity)
    elif activity.state == "closed":
        activity.asked_at = activity.opened_at
    touched(db, activity, rows=True)
