from fastapi import APIRouter
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from madang.accounts.current import CurrentPresenter
from madang.errors import Problem, SessionNotFound
from madang.participants import service
from madang.participants.current import participant_secret
from madang.participants.joining import Join, join_together
from madang.participants.models import State
from madang.participants.schemas import InTheRoom, Joined, JoinRequest, ParticipantOut, ParticipantRow, participant_out
from madang.sessions.code import read_code
from madang.sessions.lookups import find_by_code, may_miss, missed
from madang.sessions.present import public_session
from madang.web.context import Ctx
from madang.web.pages import After, Limit, cursor, page, read_cursor
from madang.web.short_way import Call, HotRoutes

router = APIRouter(prefix="/api", tags=["participants"])
hot = HotRoutes()

_rows = TypeAdapter(list[ParticipantRow])

PASSCODE_MISSES = "120/minute"
LEAVING = "10/minute"


async def _find(call: Call) -> None:
    await find_by_code(call.context, call.path["code"], call.address)


@hot.post(
    "/api/join/{code}",
    JoinRequest,
    Joined,
    status=201,
    responses={
        403: {"description": "Locked, removed, or the passcode is missing or wrong"},
        404: {"description": "No session has this code"},
        409: {"description": "Not open, full, or the nickname is taken: `suggestion` has one that is not"},
    },
    first=_find,
)
async def join(call: Call, body: JoinRequest) -> Joined:
    """Takes a seat: the participant, their token (shown this once) and the session's public part."""
    code = read_code(call.path["code"])
    await may_miss(call.context, call.address)
    try:
        if code is None:
            raise SessionNotFound
        if body.passcode is None:
            return await _take_seat(call, code, body)
        return await _try_passcode(call, code, body)
    except SessionNotFound:
        await missed(call.context, call.address)
        raise


async def _take_seat(call: Call, code: str, body: JoinRequest) -> Joined:
    return await call.context.database.write_together(join_together, Join(code, body, call.language), lane=code)


async def _try_passcode(call: Call, code: str, body: JoinRequest) -> Joined:
    limits, misses = call.context.limits, (PASSCODE_MISSES, "passcode-miss", code, call.address)
    async with limits.in_turn(*misses):
        try:
            return await _take_seat(call, code, body)
        except Problem as problem:
            if problem.code == "passcode_wrong":
                await limits.count(*misses)
            raise


@router.get("/participants/me")
async def me(request: Request, ctx: Ctx) -> InTheRoom:
    """Back in one's seat: who one is, by the participant token."""
    secret = participant_secret(request)
    participant, session = await ctx.database.read(lambda db: service.by_token(db, secret))
    return InTheRoom(
        participant=participant_out(participant),
        session=public_session(session),
        revision=session.revision,
    )


@router.delete("/participants/me", status_code=204, responses={429: {"description": "Too often"}})
async def leave(request: Request, ctx: Ctx) -> None:
    """Leaves the session: the seat is free, the token stops working."""
    secret = participant_secret(request)
    await ctx.limits.spend(LEAVING, "leave", secret)
    await ctx.database.write(lambda db: service.leave(db, secret))


@router.get("/sessions/{session_id}/participants", response_model=list[ParticipantRow])
async def participants(
    session_id: str,
    request: Request,
    presenter: CurrentPresenter,
    ctx: Ctx,
    limit: Limit = 100,
    after: After = None,
    state: State | None = None,
) -> Response:
    """Who has joined, in that order; those who were removed only with `state=removed`."""
    start = read_cursor(after)
    rows = await ctx.database.read(
        lambda db: service.list_page(db, presenter.id, session_id, limit=limit, after=start, state=state)
    )
    shown, online = rows[:limit], await ctx.presence.online(session_id)
    more = cursor(shown[-1].joined_at, shown[-1].id) if len(rows) > limit else None
    items = [ParticipantRow(**participant_out(row), online=row.id in online) for row in shown]
    return page(request, _rows, items, more)


@router.delete("/sessions/{session_id}/participants/{participant_id}", status_code=204)
async def remove(session_id: str, participant_id: str, presenter: CurrentPresenter, ctx: Ctx) -> None:
    """Removes somebody: their streams end, their token stops working."""
    await ctx.database.write(lambda db: service.remove(db, presenter.id, session_id, participant_id), lane=session_id)


@router.post(
    "/sessions/{session_id}/participants/{participant_id}/restore",
    responses={409: {"description": "The nickname has a new owner"}},
)
async def restore(session_id: str, participant_id: str, presenter: CurrentPresenter, ctx: Ctx) -> ParticipantOut:
    """Lets somebody back in who was removed."""
    row = await ctx.database.write(
        lambda db: service.restore(db, presenter.id, session_id, participant_id), lane=session_id
    )
    return participant_out(row)
