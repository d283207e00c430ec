"""Who asks, and for whose session, comes before what is wrong with what they send."""

from fastapi.routing import APIRoute
from starlette.requests import Request

from madang.accounts.current import CurrentPresenter, signed_presenter
from madang.participants.current import PARTICIPANT, know
from madang.sessions import service as sessions
from madang.web.context import context_of
from madang.web.openapi import asks


async def judge(request: Request) -> None:
    """Raises as the route itself would have, had the framework not looked at the body first."""
    route, context = request.scope.get("route"), context_of(request)
    if not isinstance(route, APIRoute):
        return
    if PARTICIPANT.asked_by(route):
        await know(context, request)
    elif asks(route, CurrentPresenter):
        me = await signed_presenter(request)
        session_id = request.path_params.get("session_id")
        if session_id is not None:
            await context.database.read(lambda db: sessions.own(db, me.id, session_id, role="moderator"))
