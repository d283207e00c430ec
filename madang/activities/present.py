"""An activity in words for others: whole for presenters, its public part for everybody else."""

from datetime import datetime
from typing import Any

from madang.activities import registry
from madang.activities.models import Activity
from madang.activities.schemas import ActivityOut
from madang.live.rows import Audience
from madang.sessions.crew.models import Role


def public_part(activity: Activity, audience: Audience = "participant") -> dict[str, Any]:
    kind, running = registry.running(activity)
    return {
        "config": kind.public_config(running, audience),
        "progress": kind.public_progress(running, audience),
    }


def activity_out(activity: Activity, role: Role = "presenter") -> ActivityOut:
    """A moderator gets the public part as `config` and `progress`, and no notes."""
    kind = registry.kind_of(activity)
    whole = role != "moderator"
    own = {"config": activity.config, "progress": activity.progress} if whole else public_part(activity, "moderator")
    return ActivityOut(
        id=activity.id,
        type=activity.kind,
        title=activity.title,
        state=activity.state,
        position=activity.position,
        config=own["config"],
        progress=own["progress"],
        public=public_part(activity),
        notes=activity.notes if whole else None,
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
