"""A whole talk from the beginning, as after a rehearsal, and the way back."""

from typing import Any

from madang.activities import registry
from madang.activities.models import Activity, Restart, Stage
from madang.activities.service import back_to_draft, in_order, is_empty, new_round, set_stage, touched
from madang.database import Db, clock
from madang.errors import Problem
from madang.sessions import service as sessions

KEPT = ("state", "progress", "results_shown", "round", "round_before")


def restart(db: Db, me: str, session_id: str) -> list[Activity]:
    """All activities are drafts in a round without responses, and the stage is empty.

    Where that is so already nothing happens: pressed twice it still leads back to what people answered.
    """
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    order = in_order(db, session.id)
    used = [one for one in order if one.state != "draft" or not is_empty(db, one)]
    stage = db.get(Stage, session.id)
    on_stage = stage.activity_id if stage else None
    if used or on_stage is not None:
        before = {one.id: {name: getattr(one, name) for name in KEPT} for one in used}
        set_stage(db, session.id, None)
        for one in used:
            new_round(db, one)
            back_to_draft(one)
            before[one.id]["since"] = one.round
            touched(db, one, rows=True)
        db.merge(Restart(session_id=session.id, on_stage=on_stage, before=before))
    return order


def undo(db: Db, me: str, session_id: str) -> list[Activity]:
    """What has begun another round since then stays; what came in the new round is out of sight."""
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    restarted = db.get(Restart, session.id)
    if restarted is None:
        raise Problem(409, "nothing_to_undo")
    order = in_order(db, session.id)
    for one in order:
        was = restarted.before.get(one.id)
        if was is not None and was["since"] == one.round:
            _bring_back(db, one, was)
    set_stage(db, session.id, next((one for one in order if one.id == restarted.on_stage), None))
    db.delete(restarted)
    return order


def _bring_back(db: Db, activity: Activity, was: dict[str, Any]) -> None:
    for name in KEPT:
        setattr(activity, name, was[name])
    activity.closes_at = None
    if activity.state == "open":
        kind, running = registry.running(activity)
        activity.progress, activity.asked_at = kind.opened(running), clock(db)
    elif activity.state == "closed":
        activity.asked_at = activity.opened_at
    touched(db, activity, rows=True)
