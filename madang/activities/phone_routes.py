"""Activities as phones meet them: by the participant's token."""

from fastapi import APIRouter
from starlette.requests import Request

from madang.activities import audience, registry
from madang.activities.lanes import lane_of
from madang.activities.responding import Respond, respond_together
from madang.activities.schemas import Mine, ResponseIn, ResponseOut
from madang.participants.current import participant_secret, somebody
from madang.web.context import Ctx
from madang.web.short_way import Call, HotRoutes

router = APIRouter(prefix="/api", tags=["audience"])
hot = HotRoutes()

RESPONSES = "30/10 seconds"


def hot_routes() -> list[HotRoutes]:
    """Those of all activities, and those that kinds bring along."""
    return [hot, *(_below_its_name(kind) for kind in registry.all_kinds().values() if kind.hot is not None)]


def _below_its_name(kind: registry.AnyKind) -> HotRoutes:
    """A kind keeps to its own name, so that no two can meet."""
    below = f"/api/activities/{{activity_id}}/{kind.name}/"
    for path in kind.hot.paths if kind.hot else ():
        if not path.startswith(below):
            raise RuntimeError(f"the kind {kind.name} has a route at {path}, which is not below {below}")
    return kind.hot or HotRoutes()


@hot.post(
    "/api/activities/{activity_id}/response",
    ResponseIn,
    ResponseOut,
    status=200,
    responses={
        401: {"description": "No participant has this token"},
        404: {"description": "No such activity in the participant's session"},
        409: {"description": "Closed, late, meant for another round, or answered already and not to be changed"},
    },
    first=somebody,
)
async def respond(call: Call, body: ResponseIn) -> ResponseOut:
    """Answers what an activity asks. The same answer again changes nothing and gets the same answer."""
    secret = participant_secret(call.connection)
    await call.context.limits.spend(RESPONSES, "respond", secret)
    activity_id, database = call.path["activity_id"], call.context.database
    return await database.write_together(
        respond_together, Respond(activity_id, secret, body), lane=await lane_of(database, activity_id)
    )


@router.delete(
    "/activities/{activity_id}/response",
    status_code=204,
    responses={409: {"description": "Closed, or not to be changed"}, 429: {"description": "Too fast"}},
)
async def take_back(activity_id: str, request: Request, ctx: Ctx) -> None:
    """Takes one's answer back, where it may be changed."""
    secret = participant_secret(request)
    await ctx.limits.spend(RESPONSES, "respond", secret)
    lane = await lane_of(ctx.database, activity_id)
    await ctx.database.write(lambda db: audience.take_back(db, activity_id, secret), lane=lane)


@router.get("/participants/me/activities")
async def mine(request: Request, ctx: Ctx) -> Mine:
    """What one has answered in the activities that one can see now."""
    secret = participant_secret(request)
    return await ctx.database.read(lambda db: audience.mine(db, secret))
