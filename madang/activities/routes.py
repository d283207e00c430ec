"""Activities as presenters handle them."""

from collections.abc import Callable
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from madang.accounts.current import CurrentPresenter
from madang.activities import deadlines, registry, rounds, running_order, service
from madang.activities.models import Activity
from madang.activities.present import activity_out
from madang.activities.schemas import (
    ActivityEdit,
    ActivityOut,
    KindOut,
    NewActivity,
    Order,
    ResponseRow,
    ResultsOut,
    Shown,
    Timer,
)
from madang.database import Db
from madang.errors import Problem
from madang.security import is_id
from madang.web.context import Ctx
from madang.web.pages import After, Limit, page

router = APIRouter(prefix="/api", tags=["activities"])

ONE = "/sessions/{session_id}/activities/{activity_id}"
Before = Annotated[
    int | None, Query(ge=1, le=2**31 - 1, description="Where the next page begins, from the Link header.")
]
_activities = TypeAdapter(list[ActivityOut])
_responses = TypeAdapter(list[ResponseRow])


@cache
def with_kinds() -> APIRouter:
    """These routes, and those that kinds bring along: each below its kind's name, so that no two can meet."""
    whole = APIRouter(routes=router.routes)
    for kind in registry.all_kinds().values():
        if kind.router is not None:
            whole.include_router(kind.router, prefix=f"/api{ONE}/{kind.name}", tags=["activities"])
    return whole


async def _write(ctx: Ctx, session_id: str, change: Callable[[Db], Activity]) -> ActivityOut:
    return await ctx.database.write(lambda db: activity_out(change(db)), lane=session_id)


@router.get("/kinds")
async def kinds() -> list[KindOut]:
    """The kinds of activity that there are, with the JSON schemas of their configuration and answer."""
    return [
        KindOut(
            name=kind.name,
            beside=kind.beside,
            named=kind.named,
            moderated=kind.moderated,
            anonymous=kind.anonymous and not kind.named,
            results_shown=kind.results_shown,
            config=kind.config.model_json_schema(),
            answer=kind.answer.model_json_schema() if kind.answer else None,
        )
        for kind in registry.all_kinds().values()
    ]


@router.get("/sessions/{session_id}/activities")
async def list_own(session_id: str, me: CurrentPresenter, ctx: Ctx) -> list[ActivityOut]:
    """All of them, in running order; for moderators the public part of those that phones have seen."""

    def read(db: Db) -> list[ActivityOut]:
        rows, role = running_order.list_own(db, me.id, session_id)
        return [activity_out(row, role) for row in rows]

    return await ctx.database.read(read)


@router.post(
    "/sessions/{session_id}/activities", status_code=201, responses={409: {"description": "As many as there may be"}}
)
async def create(session_id: str, body: NewActivity, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """A draft, at the end of the running order."""
    return await _write(ctx, session_id, lambda db: running_order.create(db, me.id, session_id, body))


@router.get("/sessions/{session_id}/activities/removed", response_model=list[ActivityOut])
async def list_removed(
    session_id: str, request: Request, me: CurrentPresenter, ctx: Ctx, limit: Limit = 100, before: Before = None
) -> Response:
    """Those that `restore` brings back with their responses, the last one that was removed first.

    The next page by the Link header.
    """

    def read(db: Db) -> tuple[list[ActivityOut], dict[str, object] | None]:
        rows = running_order.list_removed(db, me.id, session_id, limit=limit, before=before)
        more: dict[str, object] | None = {"before": rows[limit - 1].revision} if len(rows) > limit else None
        return [activity_out(row) for row in rows[:limit]], more

    items, more = await ctx.database.read(read)
    return page(request, _activities, items, more)


@router.put(
    "/sessions/{session_id}/activities/order",
    responses={409: {"description": "Somebody has added or removed one meanwhile"}},
)
async def reorder(session_id: str, body: Order, me: CurrentPresenter, ctx: Ctx) -> list[ActivityOut]:
    """The running order as a whole; 409 where somebody has added or removed one meanwhile."""

    def write(db: Db) -> list[ActivityOut]:
        return [activity_out(row) for row in running_order.reorder(db, me.id, session_id, body.ids)]

    return await ctx.database.write(write, lane=session_id)


@router.get(ONE)
async def get(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    def read(db: Db) -> ActivityOut:
        return activity_out(*service.with_role(db, me.id, session_id, activity_id, role="moderator"))

    return await ctx.database.read(read)


@router.put(
    ONE, responses={409: {"description": "People have answered, and this change would turn their answers into others"}}
)
async def edit(session_id: str, activity_id: str, body: ActivityEdit, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Only what was sent changes; `config` is replaced as a whole."""
    changes = body.model_dump(exclude_unset=True)
    return await _write(ctx, session_id, lambda db: service.edit(db, me.id, session_id, activity_id, changes))


@router.delete(ONE, status_code=204)
async def remove(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> None:
    """Out of the running order; `restore` brings it back as it was, with its responses."""
    await ctx.database.write(lambda db: running_order.remove(db, me.id, session_id, activity_id), lane=session_id)


@router.post(ONE + "/restore", responses={409: {"description": "As many as there may be"}})
async def restore(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    return await _write(ctx, session_id, lambda db: running_order.restore(db, me.id, session_id, activity_id))


@router.post(ONE + "/duplicate", status_code=201, responses={409: {"description": "As many as there may be"}})
async def duplicate(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """A draft of the same, without responses."""
    return await _write(ctx, session_id, lambda db: running_order.duplicate(db, me.id, session_id, activity_id))


@router.post(ONE + "/open")
async def open_(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Takes responses; on an open one it changes nothing."""
    return await _write(ctx, session_id, lambda db: service.open_(db, me.id, session_id, activity_id))


@router.post(ONE + "/close")
async def close(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Takes no more responses; a response that comes later gets a 409."""
    return await _write(ctx, session_id, lambda db: service.close(db, me.id, session_id, activity_id))


@router.put(ONE + "/results")
async def show_results(session_id: str, activity_id: str, body: Shown, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Whether phones and screens are shown the results."""
    return await _write(
        ctx, session_id, lambda db: service.show_results(db, me.id, session_id, activity_id, shown=body.shown)
    )


@router.get(ONE + "/results")
async def results(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ResultsOut:
    """The results as they are now, shown or not."""

    def read(db: Db) -> ResultsOut:
        activity, found = service.results(db, me.id, session_id, activity_id)
        return ResultsOut(activity=activity.id, round=activity.round, results=found)

    return await ctx.database.read(read)


@router.put(ONE + "/timer", responses={409: {"description": "Not open, or nothing in it takes time"}})
async def set_timer(session_id: str, activity_id: str, body: Timer, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Closes it by itself; 409 where it is not open."""
    return await _write(
        ctx, session_id, lambda db: deadlines.set_timer(db, me.id, session_id, activity_id, body.seconds)
    )


@router.post(ONE + "/clear")
async def clear(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """A new round without responses, and a closed one is a draft again; `unclear` undoes it."""
    return await _write(ctx, session_id, lambda db: rounds.clear(db, me.id, session_id, activity_id))


@router.post(ONE + "/unclear", responses={409: {"description": "Nothing to undo"}})
async def unclear(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> ActivityOut:
    """Back to the round before the clearing; once."""
    return await _write(ctx, session_id, lambda db: rounds.unclear(db, me.id, session_id, activity_id))


@router.get(ONE + "/responses", response_model=list[ResponseRow])
async def responses(
    session_id: str,
    activity_id: str,
    request: Request,
    me: CurrentPresenter,
    ctx: Ctx,
    limit: Limit = 100,
    after: After = None,
) -> Response:
    """The single responses of this round, in no order that tells anything; the next page by the Link header."""
    if after is not None and not is_id(after):
        raise Problem(422, "field_invalid")
    rows = await ctx.database.read(
        lambda db: service.responses_page(db, me.id, session_id, activity_id, limit=limit, after=after or "")
    )
    items = [
        ResponseRow(
            id=row.id,
            slot=row.slot,
            answer=row.answer,
            participant=row.participant_id,
            nickname=nickname,
            at=None if row.participant_id is None else row.answered_at,
        )
        for row, nickname in rows[:limit]
    ]
    return page(request, _responses, items, items[-1]["id"] if len(rows) > limit else None)
