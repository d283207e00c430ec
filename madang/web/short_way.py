"""The short way in: the few hot requests go past the framework, by the same models and the same services.

A feature registers its hot routes here; FastAPI gets a route of the same signature for OpenAPI, so that the
documentation knows no difference. What is not registered goes on to FastAPI.
"""

import inspect
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from madang.errors import invalid
from madang.messages import Language
from madang.web.answers import answer_to
from madang.web.context import Context, language_of_scope
from madang.web.middleware import HOT_ROUTE, CutShort, read_body, replay

Body = TypeVar("Body", bound=BaseModel)
Result = TypeVar("Result")


@dataclass(slots=True)
class Call:
    """A request on the short way: what a hot route needs to know of it."""

    context: Context
    scope: Scope
    path: dict[str, str]

    @property
    def connection(self) -> HTTPConnection:
        return HTTPConnection(self.scope)

    @property
    def language(self) -> Language:
        return language_of_scope(self.scope)

    @property
    def address(self) -> str:
        return self.scope["client"][0] if self.scope.get("client") else ""


StreamHandler = Callable[[Call, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Route:
    path: str
    pattern: re.Pattern[str]
    run: Callable[[Call, Receive, Send], Awaitable[None]]


class _TheLongWay(Exception):
    """The framework shall answer this request."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.body = body


class HotRoute(APIRoute):
    """What FastAPI gets of a hot route, for OpenAPI; the short way answers it."""


class HotRoutes:
    """The hot routes of one feature, by method and path. Paths are FastAPI's: `/api/join/{code}`."""

    def __init__(self) -> None:
        self.routes: dict[str, list[_Route]] = {}
        self.documented = APIRouter(tags=["audience"], route_class=HotRoute)

    def post(
        self,
        path: str,
        body: type[Body],
        answer: type[Result],
        *,
        status: int,
        responses: dict[int | str, Any],
        first: Callable[[Call], Awaitable[object]],
    ) -> Callable[[Callable[[Call, Body], Awaitable[Result]]], None]:
        """`first` raises where who asks, or what for, is wrong. The handler sees to that too: it is asked only about a
        body that is wrong as well, and then its failure is the answer.
        """
        answers = TypeAdapter(answer)

        def register(handler: Callable[[Call, Body], Awaitable[Result]]) -> None:
            async def run(call: Call, receive: Receive, send: Send) -> None:
                content = await read_body(call.scope, receive)
                try:
                    data = _parse(body, content)
                except ValidationError:
                    await first(call)
                    raise
                result = await handler(call, data)
                await _send_json(send, status, answers.dump_json(result))

            self._add("POST", path, run)
            endpoint = _signature_for_docs(handler, path, body)
            self.documented.add_api_route(
                path,
                endpoint,
                methods=["POST"],
                status_code=status,
                response_model=answer,
                responses=responses,
                summary=_first_line(handler),
                description=inspect.getdoc(handler),
            )

        return register

    def shortcut(
        self, path: str, body: type[Body], answer: type[Result], *, status: int
    ) -> Callable[[Callable[[Call, Body], Awaitable[Result]]], None]:
        """For a POST that the framework has a route for too: what is plainly good is done here, all else there."""
        answers = TypeAdapter(answer)

        def register(handler: Callable[[Call, Body], Awaitable[Result]]) -> None:
            async def run(call: Call, receive: Receive, send: Send) -> None:
                content = await read_body(call.scope, receive)
                try:
                    if call.connection.headers.get("content-type") != "application/json":
                        raise ValueError("not plainly JSON")
                    data = body.model_validate_json(content)
                except ValueError:
                    raise _TheLongWay(content) from None
                result = await handler(call, data)
                await _send_json(send, status, answers.dump_json(result))

            self._add("POST", path, run)

        return register

    def stream(self, path: str, handler: StreamHandler) -> None:
        self._add("GET", path, handler)

    @property
    def paths(self) -> list[str]:
        return [route.path for routes in self.routes.values() for route in routes]

    def _add(self, method: str, path: str, run: Callable[[Call, Receive, Send], Awaitable[None]]) -> None:
        pattern = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)))
        self.routes.setdefault(method, []).append(_Route(path, pattern, run))


class ShortWay:
    def __init__(self, app: ASGIApp, context: Context, hot: list[HotRoutes]) -> None:
        self._app = app
        self._context = context
        self._routes: dict[str, list[_Route]] = {}
        for feature in hot:
            for method, routes in feature.routes.items():
                self._routes.setdefault(method, []).extend(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            for route in self._routes.get(scope["method"], ()):
                if match := route.pattern.fullmatch(scope["path"]):
                    scope[HOT_ROUTE] = route.path
                    return await self._run(route, Call(self._context, scope, match.groupdict()), receive, send)
        await self._app(scope, receive, send)

    async def _run(self, route: _Route, call: Call, receive: Receive, send: Send) -> None:
        try:
            await route.run(call, receive, send)
        except CutShort:
            return  # nobody waits for an answer
        except _TheLongWay as way:
            del call.scope[HOT_ROUTE]
            await self._app(call.scope, replay(way.body, receive), send)
        except Exception as failure:  # noqa: BLE001 - the short way's one handler, as FastAPI has its own
            answer = answer_to(failure, call.language)
            await _send_json(send, answer.status, answer.body, answer.headers)


def _parse(model: type[Body], body: bytes) -> Body:
    try:
        return model.model_validate_json(body)
    except ValidationError:
        raise
    except ValueError:  # pydantic's own parser is strict about surrogates
        raise ValidationError.from_exception_data("body", [{"type": invalid("json_invalid"), "input": None}]) from None


async def _send_json(send: Send, status: int, body: bytes, headers: Any = None) -> None:
    extra = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    start = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body})


def _signature_for_docs(handler: Any, path: str, body: type[BaseModel]) -> Callable[..., Any]:
    """A function of the signature that FastAPI reads for OpenAPI; it is never called."""

    async def endpoint() -> None:
        raise NotImplementedError("the short way answers first")

    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter(name, kind, annotation=str) for name in re.findall(r"\{(\w+)\}", path)]
    parameters.append(inspect.Parameter("body", kind, annotation=body))
    endpoint.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    endpoint.__name__ = handler.__name__
    return endpoint


def _first_line(handler: Any) -> str | None:
    return (inspect.getdoc(handler) or "").partition("\n")[0] or None
