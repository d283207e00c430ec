"""The stage, the activities and their results as rows that rooms show.

What phones and screens once saw and may not see any more is a row that says `gone`; of what they never saw there is
none. Moderators keep what phones have seen, in the form in which phones see it, until it is a draft
again. The results of an activity are a row of their own, so that a vote sends a few numbers and nothing else.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import and_, or_, select

from madang.activities import registry
from madang.activities.kind import Running
from madang.activities.models import Activity, Restart, Stage
from madang.activities.present import activity_out, iso, public_part
from madang.activities.registry import AnyKind
from madang.activities.schemas import ActivityOut
from madang.activities.sight import is_told, is_visible
from madang.database import Db
from madang.live.rows import STAFF, Audience, LiveRow, View
from madang.sessions.models import Session

_whole = TypeAdapter(ActivityOut)


def activity_rows(db: Db, view: View) -> Iterator[LiveRow]:
    if view.audience == "visitor":
        return
    stage = db.get(Stage, view.session_id)
    if stage is not None and stage.revision > view.since:
        row: LiveRow = {"kind": "stage", "id": "s", "rev": stage.revision, "activity": stage.activity_id}
        if view.audience == "presenter":
            row["can_unrestart"] = db.get(Restart, view.session_id) is not None
        yield row
    revisions = (Activity.revision, Activity.tally_revision, Activity.rows_revision)
    changed = or_(*(revision > view.since for revision in revisions))
    people = db.get_one(Session, view.session_id).people_revision
    if people > view.since:
        changed = or_(changed, and_(Activity.kind.in_(_naming(view.audience)), ~Activity.anonymous))
    here = select(Activity).where(Activity.session_id == view.session_id, changed)
    for activity in db.scalars(here.order_by(Activity.position, Activity.id)):
        on_stage = stage is not None and stage.activity_id == activity.id
        yield from _rows_of(db, view, activity, on_stage=on_stage, people=people)


def _naming(audience: Audience) -> list[str]:
    return [name for name, kind in registry.all_kinds().items() if audience in kind.naming]


def _rows_of(db: Db, view: View, activity: Activity, *, on_stage: bool, people: int) -> Iterator[LiveRow]:
    if view.audience != "presenter" and not activity.seen:
        return
    kind, running = registry.running(activity)
    on_show = is_visible(kind, activity, on_stage=on_stage)
    there = _is_there(view.audience, activity, on_stage=on_stage, on_show=on_show)
    if activity.revision > view.since:
        yield _row("activity", activity, activity.revision, _fields(view, activity) if there else {"gone": True})
    whole = view.audience == "presenter" or (view.audience == "moderator" and kind.moderated)
    shown = on_show and activity.results_shown and (kind.results_on_phones or view.audience == "screen")
    named = view.audience in kind.naming and kind.names_people(running)
    newest = max(activity.revision, activity.tally_revision, people if named else 0)
    yield from _tally(db, view, activity, kind, running, newest, seen=there and (whole or shown), counted=on_show)
    if there:  # when it goes, its rows go with it, and all come when it comes back
        yield from kind.rows(db, view, running)


def _is_there(audience: Audience, activity: Activity, *, on_stage: bool, on_show: bool) -> bool:
    if audience == "presenter":
        return activity.state != "removed"
    return is_told(activity, on_stage=on_stage) if audience == "moderator" else on_show


def _fields(view: View, activity: Activity) -> dict[str, Any]:
    if view.audience in STAFF:
        out = activity_out(activity, "moderator" if view.audience == "moderator" else "presenter")
        return {name: value for name, value in _whole.dump_python(out, mode="json").items() if name != "id"}
    return {
        "type": activity.kind,
        "title": activity.title,
        "state": activity.state,
        "round": activity.round,
        "anonymous": activity.anonymous,
        "results_shown": activity.results_shown,
        "asked_at": iso(activity.asked_at),
        "closes_at": iso(activity.closes_at),
        **public_part(activity, view.audience),
    }


def _tally(
    db: Db,
    view: View,
    activity: Activity,
    kind: AnyKind,
    running: Running[Any],
    newest: int,
    *,
    seen: bool,
    counted: bool,
) -> Iterator[LiveRow]:
    """Its row changes with every response for those who may see results, and not at all for the others."""
    if seen:
        if newest > view.since:
            yield _row("tally", activity, newest, kind.results(db, running, view.audience))
    elif counted and view.audience == "screen":
        if newest > view.since:
            yield _row("tally", activity, newest, {"n": kind.results(db, running, view.audience)["n"]})
    elif activity.revision > view.since:
        yield _row("tally", activity, activity.revision, {"gone": True})


def _row(kind: str, activity: Activity, revision: int, fields: dict[str, Any]) -> LiveRow:
    return {"kind": kind, "id": activity.id, "rev": revision, **fields}
