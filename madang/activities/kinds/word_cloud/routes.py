"""What a presenter does with a word."""

from typing import Final

from fastapi import APIRouter

from madang.accounts.current import CurrentPresenter
from madang.activities import service
from madang.activities.kinds.word_cloud.merging import key_of
from madang.activities.kinds.word_cloud.schemas import WordShown
from madang.activities.models import Activity
from madang.activities.present import activity_out
from madang.activities.schemas import ActivityOut
from madang.database import Db
from madang.errors import Problem
from madang.web.context import Ctx

MOST_HELD: Final = 500

router = APIRouter()


@router.put("/words", responses={409: {"description": "As many as can be kept"}})
async def show_word(session_id: str, activity_id: str, body: WordShown, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Hides a word from the audience, or shows it: also one that a list of refused words has left out."""

    def write(db: Db) -> ActivityOut:
        found = service.own(db, me.id, session_id, activity_id, kind="word_cloud", lock=True)
        return activity_out(_show(db, found, body))

    return await ctx.database.write(write, lane=session_id)


def _show(db: Db, activity: Activity, body: WordShown) -> Activity:
    key = key_of(body.word)
    hidden = {*activity.progress.get("hidden", ())} - {key}
    allowed = {*activity.progress.get("allowed", ())} - {key}
    (allowed if body.shown else hidden).add(key)
    if len(hidden) > MOST_HELD or len(allowed) > MOST_HELD:
        raise Problem(409, "too_many_held")
    activity.progress = {**activity.progress, "hidden": sorted(hidden), "allowed": sorted(allowed)}
    return service.touched(db, activity)
