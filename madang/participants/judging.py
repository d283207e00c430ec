"""Who asks, and for whose session, comes before what is wrong with what they send."""

from fastapi.routing import APIRoute
from starlette.requests import Request

from madang.accounts.current import signed_presenter
from madang.sessions import service
from madang.web.context import context_of


async def judge(request: Request) -> None:
    """Raises as the route itself would have, had the framework not looked at the body first."""
    if not _is_for_presenters(request):
        return
    me = await signed_presenter(request)
    session_id = request.path_params.get("session_id")
    if session_id is not None:
        await context_of(request).database.read(lambda db: service.own(db, me.id, session_id, role="moderator"))


def _is_for_presenters(request: Request) -> bool:
    route = request.scope.get("route")
    return isinstance(route, APIRoute) and any(
        dependency.call is signed_presenter for dependency in route.dependant.dependencies
    )
