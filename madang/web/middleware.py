"""What surrounds every request, as plain ASGI.

The raw `send` of the server stays reachable under `RAW_SEND`: a stream that sends thousands of messages must not
pay for a wrapper on each of them.
"""

import contextlib
import logging
import random
import re
import time
from contextvars import ContextVar
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from prometheus_client import Histogram
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from madang.errors import Problem
from madang.web.answers import answer_to
from madang.web.context import language_of_scope

log = logging.getLogger("madang.requests")

RAW_SEND: Final = "madang.send"
HOT_ROUTE: Final = "madang.hot"
MOST_BODY: Final = 64 * 1024
MOST_READ: Final = 768 * 1024
"""Below what a connection takes for one request (`madang.web.protocol`)."""
COOKIE: Final = "madang"
_SAFE_METHODS: Final = {"GET", "HEAD", "OPTIONS"}
_METHODS: Final = _SAFE_METHODS | {"POST", "PUT", "DELETE"}
_SECURITY_HEADERS: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_COOKIE: Final = re.compile(rf"(?:^|;)\s*{COOKIE}=")

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")

SECONDS = Histogram("madang_request_seconds", "Time until an answer begins", ["method", "route", "status"])


class Envelope:
    """A request id, security headers, one line in the log and one measurement for every request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started = time.perf_counter()
        request_id = f"{random.getrandbits(64):016x}"
        REQUEST_ID.set(request_id)
        scope[RAW_SEND] = send

        async def send_in_envelope(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), (b"x-request-id", request_id.encode()), *_SECURITY_HEADERS]
                if scope["scheme"] == "https":  # over plain HTTP a browser ignores it, and complains
                    headers.append((b"cross-origin-opener-policy", b"same-origin"))
                _record(scope, message["status"], time.perf_counter() - started)
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, send_in_envelope)


@lru_cache(maxsize=1024)
def _seconds_of(method: str, route: str, status: int) -> Histogram:
    return SECONDS.labels(method, route, status)


def _record(scope: Scope, status: int, seconds: float) -> None:
    """Measures the request and notes it in the log: its route and never its path, which holds codes and tokens.

    A hot request that went well is only measured: a line for each phone of a hall tells nothing more, and writing it
    costs a quarter of the request.
    """
    hot = scope.get(HOT_ROUTE)
    route = hot or _route(scope)
    method = scope["method"] if scope["method"] in _METHODS else "other"
    _seconds_of(method, route, status).observe(seconds)
    if hot is not None and status < 400:
        return
    log.info(
        "request",
        extra={"method": method, "route": route, "status": status, "milliseconds": round(seconds * 1000, 1)},
    )


def _route(scope: Scope) -> str:
    """As declared. A route of a kind knows its end only: its beginning is the path's, names in place of values."""
    path: str = getattr(scope.get("route"), "path", "other")
    if path == "other" or path.startswith("/api/") or not scope["path"].startswith("/api/"):
        return path
    names = {str(value): f"{{{name}}}" for name, value in scope["path_params"].items()}
    return "/".join(names.get(part, part) for part in scope["path"].split("/"))


class RequestIdFilter(logging.Filter):
    """Lets every line that a request causes carry the id that its answer carries."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "request_id"):
            record.request_id = REQUEST_ID.get()
        return True


class TrailingSlash:
    """`/api/sessions/` is `/api/sessions`, without a redirect. `/api/sessions//` is not: that is an empty id."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/") and scope["path"] != "/":
            scope["path"] = scope["path"][:-1]
        await self._app(scope, receive, send)


class Head:
    """HEAD is GET without its body, as monitors ask."""

    _NOT_OF: Final = ("/api/stream", "/api/auth/oidc/")  # what has no end, and what begins or ends a sign-in

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("method") != "HEAD" or scope["path"].startswith(self._NOT_OF):
            return await self._app(scope, receive, send)

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # A scope of its own: the server must know that it was asked for no body.
        await self._app({**scope, "method": "GET"}, receive, send_head)


class SameOrigin:
    """A cookie alone moves nothing: an unsafe request that carries ours must come from our own pages."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self._app = app
        self._origin = "{0.scheme}://{0.netloc}".format(urlsplit(base_url))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _SAFE_METHODS and not self._is_ours(scope):
            return await refuse(Problem(403, "origin_refused"), scope, receive, send)
        await self._app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        if not any(name == b"cookie" for name, _ in scope["headers"]):
            return True
        headers = Headers(scope=scope)
        if not _COOKIE.search(headers.get("cookie", "")) or headers.get("authorization"):
            return True
        if (site := headers.get("sec-fetch-site")) is not None:
            return site == "same-origin"
        origin = headers.get("origin", "")
        return origin == self._origin or (origin != "" and _netloc(origin) == headers.get("host"))


def _netloc(url: str) -> str | None:
    with contextlib.suppress(ValueError):
        return urlsplit(url).netloc
    return None


class BodyLimit:
    """Reads the body before anything parses it, and cuts it off at 64 KiB."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _SAFE_METHODS:
            return await self._app(scope, receive, send)
        try:
            body = await read_body(scope, receive)
        except CutShort:
            return None  # nobody waits for an answer
        except Problem as problem:
            return await refuse(problem, scope, receive, send)
        await self._app(scope, replay(body, receive), send)


class CutShort(Exception):
    """The client went before its request was whole: half of what it meant moves nothing."""


async def read_body(scope: Scope, receive: Receive) -> bytes:
    """The whole body; raises CutShort, and 413 beyond the limit.

    What is not much too large is read to its end first: many clients hear of an answer only after they have sent all.
    """
    headers = dict(scope["headers"])
    declared = headers.get(b"content-length", b"0")
    most = MOST_BODY if b"expect" in headers else MOST_READ  # who asks before sending hears at once
    if not declared.isdigit() or int(declared[:12]) > most:
        raise _too_large()
    message = await receive()
    body = bytes(message.get("body", b""))
    size = len(body)
    while message.get("more_body") and size <= MOST_READ:
        message = await receive()
        piece = bytes(message.get("body", b""))
        size += len(piece)
        body += piece[: max(0, MOST_BODY + 1 - len(body))]
    if message["type"] == "http.disconnect":
        raise CutShort
    if size > MOST_BODY:
        raise _too_large()
    return body


def _too_large() -> Problem:
    return Problem(413, "body_too_large", headers={"Connection": "close"})


def replay(body: bytes, receive: Receive) -> Receive:
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return messages.pop() if messages else await receive()

    return again


async def refuse(failure: Exception, scope: Scope, receive: Receive, send: Send) -> None:
    response: Response = answer_to(failure, language_of_scope(scope)).as_response()
    await response(scope, receive, send)
