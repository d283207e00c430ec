"""What a presenter does with a running quiz."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from madang.accounts.current import CurrentPresenter
from madang.activities.kinds.quiz import steps
from madang.activities.kinds.quiz.schemas import Now, Place
from madang.activities.models import Activity
from madang.activities.present import activity_out
from madang.activities.schemas import ActivityOut
from madang.database import Db
from madang.web.context import Ctx
from madang.web.pages import Limit, page

router = APIRouter()

Start = Annotated[int, Query(alias="from", ge=0, le=1_000_000, description="How many places to leave out.")]
_places = TypeAdapter(list[Place])


async def _write(ctx: Ctx, session_id: str, change: Callable[[Db], Activity]) -> ActivityOut:
    return await ctx.database.write(lambda db: activity_out(change(db)), lane=session_id)


@router.post("/next", responses={409: {"description": "Not open, or over"}})
async def next_step(
    session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx, now: Now | None = None
) -> ActivityOut:
    """One step on: begins, closes a question, reveals it, shows the leaderboard, asks the next one, or ends.

    With a body, the step is made from there only: pressed twice, or just when the time is up, it counts once.
    """
    return await _write(ctx, session_id, lambda db: steps.step(db, me.id, session_id, activity_id, now))


@router.post("/lock", responses={409: {"description": "Not open"}})
async def lock(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Takes no more answers to the question of now."""
    return await _write(ctx, session_id, lambda db: steps.lock(db, me.id, session_id, activity_id))


@router.post("/skip", responses={409: {"description": "Not open, or no question is asked"}})
async def skip(
    session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx, now: Now | None = None
) -> ActivityOut:
    """Leaves the question of now out: it is not revealed and counts for nobody."""
    return await _write(ctx, session_id, lambda db: steps.skip(db, me.id, session_id, activity_id, now))


@router.post("/teams", responses={409: {"description": "Not open"}})
async def deal_teams(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Gives a team to everybody who has none, evenly; each question does so too."""
    return await _write(ctx, session_id, lambda db: steps.deal_teams(db, me.id, session_id, activity_id))


@router.get("/standings", response_model=list[Place])
async def standings(
    session_id: str,
    activity_id: str,
    request: Request,
    me: CurrentPresenter,
    ctx: Ctx,
    limit: Limit = 100,
    start: Start = 0,
) -> Response:
    """Everybody's points after the questions that were revealed, the first place first."""
    rows = await ctx.database.read(
        lambda db: steps.standings(db, me.id, session_id, activity_id, start=start, limit=limit)
    )
    return page(request, _places, rows[:limit], {"from": start + limit} if len(rows) > limit else None)
