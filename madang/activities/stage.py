"""The stage: one activity at a time, and one key that leads through the running order."""

from madang.activities import registry
from madang.activities.models import Activity, Stage
from madang.activities.rounds import is_empty
from madang.activities.running_order import list_own
from madang.activities.schemas import Step
from madang.activities.service import finish, own, set_stage, start, touched
from madang.database import Db
from madang.sessions import service as sessions


def put(db: Db, me: str, session_id: str, activity_id: str | None, *, opened: bool) -> str | None:
    """Puts an activity on the stage, or clears it; answers the id that is there now."""
    if activity_id is None:
        set_stage(db, sessions.own(db, me, session_id, role="presenter", lock=True).id, None)
        return None
    return _show(db, own(db, me, session_id, activity_id, lock=True), opened=opened)


def step(db: Db, me: str, session_id: str, *, back: bool = False, seen: Step | None = None) -> str | None:
    """The next one in running order: the one before it closes, and it opens. After the last the stage is empty.

    What was closed and holds responses is shown as it is: nobody's answer is counted with those of another time.

    One that has steps of its own, such as a quiz, goes through them first. From an empty stage it goes on with the
    first draft, and back to the last that was opened. What stays beside the stage, such as chat, is no step. Going
    back opens nothing. `seen` is what its sender saw: where another step was quicker, and where the same one comes
    twice, nothing happens.
    """
    session = sessions.own(db, me, session_id, role="presenter", lock=True)
    order = [one for one in list_own(db, me, session_id)[0] if not registry.kind_of(one).beside]
    current = _current(db, session.id)
    if seen is not None and not _is_still(current, seen):
        return current.id if current else None
    if current is not None and current in order:
        if not back:
            if current.state == "open" and registry.kind_of(current).step(db, current):
                return touched(db, current).id
            finish(current)
            touched(db, current)
        place = order.index(current) + (-1 if back else 1)
    else:
        led = [place for place, one in enumerate(order) if one.state != "draft"]
        drafts = [place for place, one in enumerate(order) if one.state == "draft"]
        place = (led or [len(order) - 1])[-1] if back else (drafts or [len(order)])[0]
    if not 0 <= place < len(order):
        set_stage(db, session.id, None)
        return None
    coming = order[place]
    fresh = coming.state == "draft" or (coming.state == "closed" and is_empty(db, coming))
    return _show(db, coming, opened=not back and fresh)


def _is_still(current: Activity | None, seen: Step) -> bool:
    if current is None or current.id != seen.seen_on:
        return current is None and seen.seen_on is None
    kind = registry.kind_of(current)
    return seen.progress is None or kind.place(seen.progress) == kind.place(current.progress)


def current_id(db: Db, me: str, session_id: str) -> str | None:
    current = _current(db, sessions.own(db, me, session_id, role="moderator").id)
    return current.id if current else None


def _current(db: Db, session_id: str) -> Activity | None:
    stage = db.get(Stage, session_id)
    return db.get(Activity, stage.activity_id) if stage is not None and stage.activity_id else None


def _show(db: Db, activity: Activity, *, opened: bool) -> str:
    set_stage(db, activity.session_id, activity)
    if opened:
        start(db, activity)
        touched(db, activity, rows=True)
    return activity.id
