"""What a presenter does with the wall."""

from typing import Any

from fastapi import APIRouter

from madang.accounts.current import CurrentPresenter
from madang.activities import service
from madang.activities.kinds.open_text.schemas import Wall
from madang.activities.models import Activity
from madang.activities.posts import store
from madang.activities.present import activity_out
from madang.activities.schemas import ActivityOut
from madang.database import Db
from madang.errors import Problem
from madang.web.context import Ctx

router = APIRouter()


@router.put("/wall")
async def arrange(session_id: str, activity_id: str, body: Wall, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Puts one answer alone on the screen, or all of them in this order; only what was sent changes."""
    changes = body.model_dump(exclude_unset=True)

    def write(db: Db) -> ActivityOut:
        found = service.own(db, me.id, session_id, activity_id, kind="open_text", lock=True)
        return activity_out(_arrange(db, found, changes))

    return await ctx.database.write(write, lane=session_id)


def _arrange(db: Db, activity: Activity, changes: dict[str, Any]) -> Activity:
    _, running = store.post_kind(activity)
    if changes.get("highlight") and store.find(db, running, changes["highlight"]).state != "shown":
        raise Problem(404, "post_not_found")
    arranged = {**activity.progress, **changes}
    activity.progress = {name: value for name, value in arranged.items() if value}
    return service.touched(db, activity)
