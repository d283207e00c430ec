"""`GET /api/stream`: the one endpoint for everybody who watches a session live."""

import asyncio
import re
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from madang.accounts import service as accounts
from madang.accounts.current import secret_of
from madang.database import Db
from madang.errors import NotSignedIn, Problem
from madang.live.rows import STAFF, Audience
from madang.participants import service as participants
from madang.room.broadcast import Stream
from madang.room.changes import MARKS
from madang.room.hub import Hub
from madang.room.room import Gone, Room
from madang.security import purpose_of
from madang.sessions import screens
from madang.sessions import service as sessions
from madang.sessions.crew.roles import audience_of
from madang.sessions.lookups import find_by_code
from madang.sessions.models import Session
from madang.web.context import Context
from madang.web.middleware import RAW_SEND
from madang.web.short_way import Call, StreamHandler
from madang.web.wire import ABORT, TRANSPORT

SLOW_READER_SECONDS: Final = 20.0
STREAMS_A_PARTICIPANT: Final = 10
_EVENT_ID: Final = re.compile(r"(?P<mark>[a-z]?)(?P<revision>[0-9]{1,15})")
_HEADERS: Final = [
    (b"transfer-encoding", b"chunked"),
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who watches what, by which credential, found good at `revision`."""

    audience: Audience
    session_id: str
    revision: int
    participant_id: str | None = None
    credential_id: str | None = None
    presenter_id: str | None = None


def stream_endpoint(hub: Hub) -> StreamHandler:
    async def endpoint(call: Call, receive: Receive, send: Send) -> None:
        watcher = await _identify(call)
        hub.open()
        try:
            await _serve(hub, watcher, call.scope, receive, send)
        finally:
            hub.closed()

    return endpoint


async def _identify(call: Call) -> Watcher:
    """By the token's kind; with none, by the code that a waiting phone has."""
    request = Request(call.scope)
    secret = secret_of(request)
    query = QueryParams(call.scope["query_string"])
    if secret and purpose_of(secret) == "participant":
        return await call.context.database.read(lambda db: _participant(db, secret))
    if secret and purpose_of(secret) == "screen":
        return await _screen(call.context, secret)
    if "session" in query:
        if not secret:
            raise NotSignedIn
        return await call.context.database.read(lambda db: _staff(db, secret, query["session"]))
    if "code" in query and not request.headers.get("authorization"):
        session = await find_by_code(call.context, query["code"], call.address)
        return Watcher("visitor", session.id, session.revision)
    raise NotSignedIn


def _participant(db: Db, secret: str) -> Watcher:
    participant, session = participants.by_token(db, secret)
    return Watcher("participant", session.id, session.revision, participant_id=participant.id)


def _staff(db: Db, secret: str, session_id: str) -> Watcher:
    signed = accounts.authenticate(db, secret)
    session, role = sessions.with_role(db, signed.id, session_id, role="moderator")
    return Watcher(
        audience_of(role), session.id, session.revision, credential_id=signed.token_id, presenter_id=signed.id
    )


async def _screen(context: Context, secret: str) -> Watcher:
    def read(db: Db) -> Watcher:
        screen = screens.by_token(db, secret)
        if screen is None:
            raise NotSignedIn
        session = db.get_one(Session, screen.session_id)
        return Watcher("screen", session.id, session.revision, credential_id=screen.id)

    watcher = await context.database.read(read)
    context.database.write_later(lambda db: screens.seen(db, watcher.credential_id or ""))
    return watcher


async def _serve(hub: Hub, watcher: Watcher, scope: Scope, receive: Receive, send: Send) -> None:
    room = hub.room(watcher.session_id, watcher.revision)
    if watcher.participant_id and room.streams_of(watcher.participant_id) >= STREAMS_A_PARTICIPANT:
        raise Problem(429, "too_many_streams", headers={"Retry-After": "5"})
    stream = Stream(
        scope.get(RAW_SEND, send),
        scope.get(TRANSPORT),
        scope.get(ABORT, lambda: None),
        watcher.audience,
        watcher.revision,
        watcher.participant_id,
        watcher.credential_id,
        watcher.presenter_id,
    )
    try:
        with room.expecting(stream):
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            is_in = await _enter(room, stream, _last_event_id(scope, watcher.audience))
        if is_in:
            hub.moved(watcher.session_id, watcher.participant_id)
            while (await receive())["type"] != "http.disconnect":
                pass
    finally:
        stream.closed = True
        room.leave(stream)
        hub.moved(watcher.session_id, watcher.participant_id)


async def _enter(room: Room, stream: Stream, since: int | None) -> bool:
    """Whether the stream got in: its session may be gone, its reader too slow or in another role than before."""
    if since is None:
        stream.end("role")
        return False
    try:
        async with asyncio.timeout(SLOW_READER_SECONDS):
            await room.enter(stream, since)
    except Gone:
        stream.end("deleted")
        return False
    except TimeoutError:
        stream.cut_off()
        return False
    return True


def _last_event_id(scope: Scope, audience: Audience) -> int | None:
    """0, which is everything, for a new stream and for what we never sent; None for what another role was sent."""
    value = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"last-event-id"), "")
    sent = _EVENT_ID.fullmatch(value)
    if sent is None:
        return 0
    if sent["mark"] == MARKS.get(audience, ""):
        return int(sent["revision"])
    return None if audience in STAFF else 0
