"""Who knows of an activity, beside presenters, who know of all."""

from madang.activities.models import Activity, Stage
from madang.activities.registry import AnyKind
from madang.database import Db


def is_visible(kind: AnyKind, activity: Activity, *, on_stage: bool) -> bool:
    """Whether phones and screens show it now."""
    return activity.state != "removed" and (on_stage or (kind.beside and activity.state == "open"))


def is_told(activity: Activity, *, on_stage: bool) -> bool:
    """Whether moderators know of it: phones have seen it, and it is no draft again, unless phones see that too."""
    return activity.seen and (on_stage or activity.state not in ("draft", "removed"))


def staged_id(db: Db, session_id: str) -> str | None:
    """What is on the stage."""
    stage = db.get(Stage, session_id)
    return stage.activity_id if stage is not None else None
