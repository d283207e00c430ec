"""An activity in words for others: whole for its presenter, its public part for everybody else."""

from datetime import datetime
from typing import Any

from madang.activities import registry
from madang.activities.models import Activity
from madang.activities.schemas import ActivityOut
from madang.live.rows import Audience


def public_part(activity: Activity, audience: Audience = "participant") -> dict[str, Any]:
    kind, running = registry.running(activity)
    return {
        "config": kind.public_config(running, audience),
        "progress": kind.public_progress(running, audience),
    }


def activity_out(activity: Activity) -> ActivityOut:
    kind = registry.kind_named(activity.kind)
    return ActivityOut(
        id=activity.id,
        type=activity.kind,
        title=activity.title,
        state=activity.state,
        position=activity.position,
        config=activity.config,
        progress=activity.progress,
        public=public_part(activity),
        notes=activity.notes,
        anonymous=activity.anonymous,
        results_shown=activity.results_shown,
        round=activity.round,
        can_unclear=activity.round_before is not None,
        beside=kind.beside,
        created_at=activity.created_at,
        opened_at=activity.opened_at,
        closed_at=activity.closed_at,
        asked_at=activity.asked_at,
        closes_at=activity.closes_at,
    )


def iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
