"""Posts over HTTP: for phones by the participant's token, for presenters below their session."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from madang.accounts.current import CurrentPresenter
from madang.activities import audience
from madang.activities import service as activities
from madang.activities.lanes import lane_of
from madang.activities.posts import moderation, service, store
from madang.activities.posts.schemas import Moderation, Muted, NewPost, PostEdit, PostOut, VoteIn, VoteOut
from madang.activities.posts.voting import Voting, vote_together
from madang.activities.routes import ONE
from madang.activities.sight import is_visible, staged_id
from madang.database import Db
from madang.errors import Problem
from madang.participants.current import participant_secret, somebody
from madang.web.context import Ctx
from madang.web.pages import Limit, page
from madang.web.short_way import Call, HotRoutes

router = APIRouter(prefix="/api", tags=["audience"])
hot = HotRoutes()

POSTS = "12/minute"
VOTES = "60/minute"
PHONE = "/activities/{activity_id}/posts"
STAFF = ONE + "/posts"
Before = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Posts with a smaller number than this.")]
_OF_POSTS: Final[dict[int | str, Any]] = {409: {"description": "A kind without posts"}}
_OF_AUTHORS: Final[dict[int | str, Any]] = {
    403: {"description": "Muted, or sent from another site"},
    409: {"description": "Closed, or answered already"},
    429: {"description": "Too fast"},
}
_posts = TypeAdapter(list[PostOut])


@hot.post(
    "/api" + PHONE,
    NewPost,
    PostOut,
    status=201,
    responses={
        403: {"description": "Muted, or sent from another site"},
        409: {"description": "Closed, meant for another round, or as many as one may have"},
        429: {"description": "Too fast"},
    },
    first=somebody,
)
async def write(call: Call, body: NewPost) -> PostOut:
    """Writes a question, an answer on the wall or a message; it may have to wait for the presenter's approval."""
    secret, activity_id = participant_secret(call.connection), call.path["activity_id"]
    await call.context.limits.spend(POSTS, "post", secret)
    database = call.context.database
    lane = await lane_of(database, activity_id)
    return await database.write(lambda db: service.write(db, activity_id, secret, body), lane=lane)


@hot.post(
    "/api" + PHONE + "/{post_id}/vote",
    VoteIn,
    VoteOut,
    status=200,
    responses={
        403: {"description": "Muted, or sent from another site"},
        409: {"description": "Closed, or without votes"},
        429: {"description": "Too fast"},
    },
    first=somebody,
)
async def vote(call: Call, body: VoteIn) -> VoteOut:
    """Votes for a post, reacts to it, or takes that back; sent twice it counts once."""
    secret, activity_id = participant_secret(call.connection), call.path["activity_id"]
    await call.context.limits.spend(VOTES, "vote", secret)
    database = call.context.database
    voting = Voting(activity_id, call.path["post_id"], secret, body)
    return await database.write_together(vote_together, voting, lane=await lane_of(database, activity_id))


@router.put(PHONE + "/{post_id}", responses=_OF_AUTHORS)
async def edit(activity_id: str, post_id: str, body: PostEdit, request: Request, ctx: Ctx) -> PostOut:
    """One's own, while nobody has answered it."""
    secret = participant_secret(request)
    await ctx.limits.spend(POSTS, "post", secret)
    lane = await lane_of(ctx.database, activity_id)
    return await ctx.database.write(lambda db: service.edit(db, activity_id, post_id, secret, body.text), lane=lane)


@router.delete(PHONE + "/{post_id}", status_code=204, responses=_OF_AUTHORS)
async def delete_own(activity_id: str, post_id: str, request: Request, ctx: Ctx) -> None:
    secret = participant_secret(request)
    await ctx.limits.spend(POSTS, "post", secret)
    lane = await lane_of(ctx.database, activity_id)
    await ctx.database.write(lambda db: service.delete_own(db, activity_id, post_id, secret), lane=lane)


@router.get(PHONE, response_model=list[PostOut], responses=_OF_POSTS)
async def older(activity_id: str, request: Request, ctx: Ctx, limit: Limit = 50, before: Before = None) -> Response:
    """What everybody is shown, the newest first: a long history in pages."""
    secret = participant_secret(request)

    def read(db: Db) -> list[PostOut]:
        here = audience.find(db, activity_id, secret)
        kind, running = store.post_kind(here.activity)
        on_stage = here.activity.id == staged_id(db, here.session.id)
        if not is_visible(kind, here.activity, on_stage=on_stage) or not here.activity.results_shown:
            raise Problem(404, "activity_not_found")
        return service.page(db, running, kind.rules(running.config), "participant", limit=limit, before=before)

    return _paged(request, await ctx.database.read(read), limit)


@router.get(STAFF, response_model=list[PostOut], tags=["activities"], responses=_OF_POSTS)
async def posts(
    session_id: str,
    activity_id: str,
    request: Request,
    me: CurrentPresenter,
    ctx: Ctx,
    limit: Limit = 100,
    before: Before = None,
) -> Response:
    """All of them, those that wait or are hidden too, the newest first."""

    def read(db: Db) -> list[PostOut]:
        activity, _ = activities.with_role(db, me.id, session_id, activity_id, role="moderator")
        kind, running = store.post_kind(activity)
        return service.page(db, running, kind.rules(running.config), "presenter", limit=limit, before=before)

    return _paged(request, await ctx.database.read(read), limit)


def _paged(request: Request, rows: list[PostOut], limit: int) -> Response:
    more = {"before": rows[limit - 1]["number"]} if len(rows) > limit else None
    return page(request, _posts, rows[:limit], more)


@router.post(
    STAFF,
    status_code=201,
    tags=["activities"],
    responses={409: {"description": "A kind without posts or replies, or meant for another round"}},
)
async def write_as_presenter(
    session_id: str, activity_id: str, body: NewPost, me: CurrentPresenter, ctx: Ctx
) -> PostOut:
    return await ctx.database.write(
        lambda db: moderation.write(db, me.id, session_id, activity_id, body), lane=session_id
    )


@router.put(STAFF + "/{post_id}", tags=["activities"], responses=_OF_POSTS)
async def moderate(
    session_id: str, activity_id: str, post_id: str, body: Moderation, me: CurrentPresenter, ctx: Ctx
) -> PostOut:
    """Shows, hides, archives, pins, groups or answers a post; only what was sent changes."""
    changes = body.model_dump(exclude_unset=True)
    return await ctx.database.write(
        lambda db: moderation.moderate(db, me.id, session_id, activity_id, post_id, changes), lane=session_id
    )


@router.put(STAFF + "/{post_id}/author", status_code=204, tags=["activities"], responses=_OF_POSTS)
async def mute(session_id: str, activity_id: str, post_id: str, body: Muted, me: CurrentPresenter, ctx: Ctx) -> None:
    """Mutes whoever wrote this, or lets them write again; it works in anonymous activities too."""
    await ctx.database.write(
        lambda db: moderation.mute(db, me.id, session_id, activity_id, post_id, muted=body.muted), lane=session_id
    )
