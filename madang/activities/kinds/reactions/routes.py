from datetime import datetime

from fastapi import APIRouter
from typing_extensions import TypedDict

from madang.accounts.current import CurrentPresenter
from madang.activities import service
from madang.activities.kinds.reactions.counting import Tapped, by_minute, gathering
from madang.activities.kinds.reactions.schemas import TapsIn, TapsOut
from madang.database import Db
from madang.participants.current import participant_secret, somebody
from madang.web.context import Ctx
from madang.web.short_way import Call, HotRoutes

router = APIRouter()
hot = HotRoutes()

TAPS = "20/10 seconds"


class Minute(TypedDict):
    minute: datetime
    emoji: str
    n: int


@hot.post(
    "/api/activities/{activity_id}/reactions/taps",
    TapsIn,
    TapsOut,
    status=200,
    responses={409: {"description": "Not open"}, 422: {"description": "No such emoji here"}},
    first=somebody,
)
async def tap(call: Call, body: TapsIn) -> TapsOut:
    """Counts taps. A phone gathers them for a second; the server gathers those of a hall."""
    secret, activity_id = participant_secret(call.connection), call.path["activity_id"]
    await call.context.limits.spend(TAPS, "tap", secret)
    return await gathering(call.context.database).add(Tapped(activity_id, secret, body.taps))


@router.get("/taps")
async def taps_by_minute(session_id: str, activity_id: str, me: CurrentPresenter, ctx: Ctx) -> list[Minute]:
    """How often each emoji was tapped, minute by minute."""

    def read(db: Db) -> list[Minute]:
        found = service.own(db, me.id, session_id, activity_id, kind="reactions")
        return [Minute(minute=at, emoji=emoji, n=n) for at, emoji, n in by_minute(db, found.id, found.round)]

    return await ctx.database.read(read)
