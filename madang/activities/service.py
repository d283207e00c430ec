"""What presenters do with one activity: plain functions that take `db`. A change locks the session's row first."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import event, inspect, select

from madang.activities import registry
from madang.activities.models import Activity, Response, Stage
from madang.activities.sight import is_told, staged_id
from madang.activities.timing import ask
from madang.database import Db, now
from madang.errors import Problem
from madang.participants.models import Participant
from madang.security import is_id
from madang.sessions import service as sessions
from madang.sessions.crew.models import Role


def own(
    db: Db,
    me: str,
    session_id: str,
    activity_id: str,
    *,
    kind: str | None = None,
    removed: bool = False,
    lock: bool = False,
) -> Activity:
    """An activity, of this kind where one is given, of a session that the presenter runs; all else is not found."""
    found, _ = with_role(db, me, session_id, activity_id, role="presenter", removed=removed, lock=lock)
    if kind not in (None, found.kind):
        raise Problem(404, "activity_not_found")
    return found


def with_role(
    db: Db, me: str, session_id: str, activity_id: str, *, role: Role, removed: bool = False, lock: bool = False
) -> tuple[Activity, Role]:
    """As `own`, for those with this role or more; and which it is."""
    session, mine = sessions.with_role(db, me, session_id, role=role, lock=lock)
    here = select(Activity).where(Activity.id == activity_id, Activity.session_id == session.id)
    found = db.scalar(here) if is_id(activity_id) else None
    if found is None or (found.state == "removed") != removed or not _may_see(db, mine, found):
        raise Problem(404, "activity_not_found")
    return found, mine


def _may_see(db: Db, role: Role, activity: Activity) -> bool:
    return role != "moderator" or is_told(activity, on_stage=activity.id == staged_id(db, activity.session_id))


def edit(db: Db, me: str, session_id: str, activity_id: str, changes: Mapping[str, Any]) -> Activity:
    found = own(db, me, session_id, activity_id, lock=True)
    kind, running = registry.running(found)
    if "config" in changes:
        config = registry.checked_config(kind, changes["config"])
        kind.edited(running, config)
        if found.state != "draft" or kind.has_answers(db, found.id):
            kind.fixed(running, config)
        found.config = config.model_dump(mode="json")
    if changes.get("anonymous", found.anonymous) != found.anonymous:
        _set_anonymous(db, found, kind, anonymous=changes["anonymous"])
    for name in ("title", "notes"):
        if name in changes:
            setattr(found, name, changes[name] or None)
    return touched(db, found, rows="config" in changes)


def open_(db: Db, me: str, session_id: str, activity_id: str) -> Activity:
    found = own(db, me, session_id, activity_id, lock=True)
    start(db, found)
    return touched(db, found, rows=True)


def start(db: Db, activity: Activity) -> None:
    """Takes responses from now on; on an open one it changes nothing."""
    if activity.state == "open":
        return
    if activity.state == "draft":
        activity.shown_at_start = activity.results_shown
    kind, running = registry.running(activity)
    activity.progress = kind.opened(running)
    activity.state, activity.opened_at, activity.closes_at = "open", now(), None
    ask(db, activity)
    if kind.beside:
        first_sight(db, activity)


def close(db: Db, me: str, session_id: str, activity_id: str) -> Activity:
    """Takes no response any more; on a draft or a closed one it changes nothing."""
    found = own(db, me, session_id, activity_id, lock=True)
    finish(found)
    return touched(db, found)


def finish(activity: Activity) -> None:
    if activity.state == "open":
        activity.state, activity.closed_at, activity.closes_at = "closed", now(), None


def show_results(db: Db, me: str, session_id: str, activity_id: str, *, shown: bool) -> Activity:
    found = own(db, me, session_id, activity_id, lock=True)
    found.results_shown = shown
    return touched(db, found, rows=True)


def results(db: Db, me: str, session_id: str, activity_id: str) -> tuple[Activity, dict[str, Any]]:
    found = own(db, me, session_id, activity_id)
    kind, running = registry.running(found)
    return found, kind.results(db, running, "presenter")


def responses_page(
    db: Db, me: str, session_id: str, activity_id: str, *, limit: int, after: str
) -> list[tuple[Response, str | None]]:
    """By their ids, which are random: in an anonymous activity no order tells who came first."""
    found = own(db, me, session_id, activity_id)
    here = (Response.activity_id == found.id, Response.round == found.round, Response.id > after)
    rows = select(Response, Participant.nickname).outerjoin(Participant, Participant.id == Response.participant_id)
    return [(row[0], row[1]) for row in db.execute(rows.where(*here).order_by(Response.id).limit(limit + 1))]


def set_stage(db: Db, session_id: str, activity: Activity | None, *, anew: bool = False) -> None:
    """What phones and the screen show; the session's row is locked already. `anew`: told though it is the same."""
    stage = db.get(Stage, session_id)
    before = db.get(Activity, stage.activity_id) if stage is not None and stage.activity_id else None
    if before is activity and not anew:
        return
    revision = sessions.raise_revision(db, session_id)
    if stage is None:
        stage = Stage(session_id=session_id)
        db.add(stage)
    stage.activity_id, stage.revision = activity.id if activity else None, revision
    for one in (before, activity):
        if one is not None:
            one.revision = revision
    if activity is not None:  # what it holds is shown from now on, and was not while it was off the stage
        kind, running = registry.running(activity)
        kind.renew_rows(db, running, revision)
        first_sight(db, activity)


def first_sight(db: Db, activity: Activity) -> None:
    """From now on phones and screens know of it, and are told when it goes."""
    if not activity.seen:
        activity.seen = True
        touched(db, activity, rows=True)


def touched(db: Db, activity: Activity, *, rows: bool = False) -> Activity:
    """Raises the revision when something really changed; with `rows`, that of its kind's further rows too."""
    state, told = inspect(activity), _told(activity)
    if state.info.get("told") != told:
        state.info["told"] = told
        activity.revision = sessions.raise_revision(db, activity.session_id)
        if rows:
            kind, running = registry.running(activity)
            kind.renew_rows(db, running, activity.revision)
        db.flush()
    return activity


def _told(activity: Activity) -> dict[str, Any]:
    """What somebody may see of it: not for how long it stood, nor the revisions, which say when they were told."""
    names = (column.key for column in inspect(Activity).columns)
    return {name: getattr(activity, name) for name in names if name != "stood" and "revision" not in name}


@event.listens_for(Activity, "load")
def _remember(activity: Activity, context: object) -> None:
    """As it was loaded. The database's own notes of changes are gone with each flush, and a query flushes."""
    inspect(activity).info["told"] = _told(activity)


def _set_anonymous(db: Db, activity: Activity, kind: registry.AnyKind, *, anonymous: bool) -> None:
    """Only while nobody has answered: what was promised to those who have is kept."""
    if anonymous and kind.named:
        raise Problem(409, "kind_is_named")
    if kind.has_answers(db, activity.id):
        raise Problem(409, "has_responses")
    activity.anonymous = anonymous
