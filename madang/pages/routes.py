from functools import cache

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from madang.errors import Problem, SessionNotFound
from madang.messages import Language
from madang.pages.assets import accepts_gzip, asset
from madang.pages.documents import Document
from madang.sessions.lookups import find_by_code
from madang.sessions.present import public_session
from madang.web.context import Address, Ctx, Speaks

_LANGUAGES: tuple[Language, ...] = ("ko", "en")
_CONSOLE_PATHS = (
    "/",
    "/sign-in",
    "/sign-up",
    "/account",
    "/reset/{token}",
    "/invite/{token}",
    "/sessions/{id}",
    "/sessions/{id}/poster",
)


@cache
def page_router() -> APIRouter:
    """Reads the documents once; raises Refused where the front end is not built."""
    router = APIRouter(include_in_schema=False)
    names = ("join.html", "console.html", "screen.html", "docs.html")
    documents = {(name, language): Document.read(name, language) for name in names for language in _LANGUAGES}

    def show(name: str, request: Request, speaks: Language, state: object = None, status: int = 200) -> Response:
        return documents[name, speaks].response(state, status=status, gzip=accepts_gzip(request))

    @router.get("/join")
    async def join(request: Request, speaks: Speaks) -> Response:
        return show("join.html", request, speaks, {"code": None, "session": None, "problem": None})

    @router.get("/join/{code}")
    async def join_session(code: str, request: Request, ctx: Ctx, speaks: Speaks, address: Address) -> Response:
        """The session's public part is in the document: a phone needs one request until it can type a nickname."""
        try:
            session = public_session(await find_by_code(ctx, code, address))
        except SessionNotFound:
            return show("join.html", request, speaks, _problem(code, "not_found"), 404)
        except Problem as problem:
            return show("join.html", request, speaks, _problem(code, problem.code), problem.status)
        state = {"code": session["session_code"], "session": session, "problem": None}
        return show("join.html", request, speaks, state)

    @router.get("/screen/{token}")
    async def screen(token: str, request: Request, speaks: Speaks) -> Response:
        return show("screen.html", request, speaks)

    async def console(request: Request, speaks: Speaks) -> Response:
        return show("console.html", request, speaks)

    for path in _CONSOLE_PATHS:
        router.add_api_route(path, console, methods=["GET"])

    @router.get("/docs")
    async def docs(request: Request, speaks: Speaks) -> Response:
        return show("docs.html", request, speaks)

    router.add_api_route("/assets/{path:path}", asset, methods=["GET"])
    return router


def _problem(code: str, problem: str) -> dict[str, object]:
    return {"code": code[:40], "session": None, "problem": problem}
