"""The stage, and a whole talk from the beginning, for presenters."""

from fastapi import APIRouter

from madang.accounts.current import CurrentPresenter
from madang.activities import restarting, stage
from madang.activities.present import activity_out
from madang.activities.schemas import ActivityOut, OnStage, RestartUndone, StageOut, Step
from madang.database import Db
from madang.web.context import Ctx

router = APIRouter(prefix="/api", tags=["activities"])


@router.get("/sessions/{session_id}/stage")
async def on_stage(session_id: str, me: CurrentPresenter, ctx: Ctx) -> StageOut:
    return StageOut(activity=await ctx.database.read(lambda db: stage.current_id(db, me.id, session_id)))


@router.put("/sessions/{session_id}/stage")
async def put_on_stage(session_id: str, body: OnStage, me: CurrentPresenter, ctx: Ctx) -> StageOut:
    """What phones and the screen show; null shows the join code again."""

    def write(db: Db) -> StageOut:
        return StageOut(activity=stage.put(db, me.id, session_id, body.activity, opened=body.open))

    return await ctx.database.write(write, lane=session_id)


@router.post("/sessions/{session_id}/stage/next")
async def next_on_stage(session_id: str, me: CurrentPresenter, ctx: Ctx, body: Step | None = None) -> StageOut:
    """Closes what is on the stage, and opens the next one in running order, unless it was answered before.

    Null where there is none.
    """

    def write(db: Db) -> StageOut:
        return StageOut(activity=stage.step(db, me.id, session_id, seen=body))

    return await ctx.database.write(write, lane=session_id)


@router.post("/sessions/{session_id}/stage/back")
async def back_on_stage(session_id: str, me: CurrentPresenter, ctx: Ctx, body: Step | None = None) -> StageOut:
    """The one before, as it is."""

    def write(db: Db) -> StageOut:
        return StageOut(activity=stage.step(db, me.id, session_id, back=True, seen=body))

    return await ctx.database.write(write, lane=session_id)


@router.post("/sessions/{session_id}/activities/restart")
async def restart(session_id: str, me: CurrentPresenter, ctx: Ctx) -> list[ActivityOut]:
    """All are drafts without responses, and the stage is empty; `restart/undo` goes back."""

    def write(db: Db) -> list[ActivityOut]:
        return [activity_out(row) for row in restarting.restart(db, me.id, session_id)]

    return await ctx.database.write(write, lane=session_id)


@router.post("/sessions/{session_id}/activities/restart/undo", responses={409: {"description": "Nothing to undo"}})
async def undo_restart(session_id: str, me: CurrentPresenter, ctx: Ctx) -> RestartUndone:
    """Responses, states and the stage are those of before. Once.

    What was answered or cleared again since stays as it is.
    """

    def write(db: Db) -> RestartUndone:
        rows, left = restarting.undo(db, me.id, session_id)
        return RestartUndone(activities=[activity_out(row) for row in rows], left=[row.id for row in left])

    return await ctx.database.write(write, lane=session_id)
