"""Every exception as an answer: JSON with a `detail` in the reader's language, and never an echo of the input."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from madang.errors import Busy, Problem, SessionNotFound
from madang.messages import MESSAGES, Language, say
from madang.web.context import language_of

log = logging.getLogger(__name__)

_SESSION_NOT_FOUND = b'{"detail":"Session not found"}'
_STATUS_CODES = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}
_STORE_IS_AWAY = (OperationalError, InterfaceError, PoolTimeout)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_response(self) -> Response:
        return Response(self.body, self.status, dict(self.headers), "application/json")


def answer_to(failure: Exception, language: Language) -> Answer:
    """The answer to an exception; what nobody expected is logged and becomes a plain 500."""
    match failure:
        case SessionNotFound():
            return Answer(404, _SESSION_NOT_FOUND)
        case Problem():
            return _problem(failure, language)
        case RequestValidationError() | ValidationError():
            return _invalid(failure, language)
        case HTTPException():
            code = _STATUS_CODES.get(failure.status_code, "json_invalid" if failure.status_code == 400 else "")
            return _problem(
                Problem(failure.status_code, code or "not_acceptable", headers=failure.headers or {}), language
            )
        case OperationalError() | InterfaceError() | PoolTimeout():
            log.warning("the database does not answer: %s", type(failure.__cause__ or failure).__name__)
            return _problem(Busy(), language)
        case DBAPIError() if not isinstance(failure, IntegrityError) and failure.connection_invalidated:
            return _problem(Busy(), language)
    log.error("nobody expected this", exc_info=failure)
    return _problem(Problem(500, "internal"), language)


def _problem(problem: Problem, language: Language) -> Answer:
    content = {"detail": say(problem.code, language), "code": problem.code, **problem.extra}
    return Answer(problem.status, _json(content), problem.headers)


def _invalid(failure: RequestValidationError | ValidationError, language: Language) -> Answer:
    details = failure.errors()
    errors = [{"field": _field(error), "detail": say(_code(error), language)} for error in details]
    first = _code(details[0]) if details else "field_invalid"
    return Answer(422, _json({"detail": say(first, language), "code": first, "errors": errors}))


def _code(error: Mapping[str, Any]) -> str:
    kind = error["type"]
    if kind in MESSAGES:
        return str(kind)
    known = {"missing": "field_missing", "extra_forbidden": "field_unknown", "json_invalid": "json_invalid"}
    return known.get(kind, "field_invalid")


def _field(error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return ""  # its name is input
    if error["type"] == "json_invalid":
        return ""
    source, *rest = error["loc"] or ("",)
    if source in ("query", "path", "header", "cookie"):
        return ".".join(map(str, rest))
    where = [part for part in error["loc"] if part != "body"]
    # The key of a dictionary is input as well: only places and names that a schema declares are named.
    return ".".join(str(part) for part in where if isinstance(part, int) or part in _declared_names())[:60]


@lru_cache(maxsize=1)
def _declared_names() -> frozenset[str]:
    """The fields of every schema that there is; asked for the first time when all of them are loaded."""
    names: set[str] = set()
    models: list[type[BaseModel]] = [BaseModel]
    while models:
        model = models.pop()
        names.update(model.model_fields)
        models += model.__subclasses__()
    return frozenset(names)


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _is_of_sessions(request: Request) -> bool:
    return request.url.path.startswith(("/api/sessions/", "/api/join/"))


def _methods(request: Request) -> str:
    """What the path allows in all its routes, of which the framework names the first."""
    partly = (route for route in request.app.routes if route.matches(request.scope)[0] is Match.PARTIAL)
    methods = {method for route in partly for method in getattr(route, "methods", None) or ()}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def register(app: FastAPI, judge: Callable[[Request], Awaitable[None]]) -> None:
    """`judge` raises where who asks, or what for, is wrong: that comes before what is wrong with what they send."""

    async def handle(request: Request, failure: Exception) -> Response:
        if isinstance(failure, HTTPException) and failure.status_code == 404 and _is_of_sessions(request):
            failure = SessionNotFound()  # an id with a slash in it is as unknown as any other
        if isinstance(failure, HTTPException) and failure.status_code == 405:
            failure = HTTPException(405, headers={"Allow": _methods(request)})
        if isinstance(failure, RequestValidationError) or getattr(failure, "status_code", 0) == 400:
            failure = await _judged(request, failure)
        return answer_to(failure, language_of(request)).as_response()

    async def _judged(request: Request, failure: Exception) -> Exception:
        try:
            await judge(request)
        except Exception as earlier:  # noqa: BLE001 - each of them is an answer
            return earlier
        return failure

    for kind in (
        Problem,
        SessionNotFound,
        RequestValidationError,
        ValidationError,
        HTTPException,
        *_STORE_IS_AWAY,
        DBAPIError,
        Exception,
    ):
        app.add_exception_handler(kind, handle)
