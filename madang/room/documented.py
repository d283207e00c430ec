"""`GET /api/stream` for OpenAPI: the app has no such route, since the short way answers before it."""

from typing import Annotated, Final

from fastapi import APIRouter, Header, Query
from starlette.responses import StreamingResponse

from madang.accounts.current import PRESENTER
from madang.participants.current import PARTICIPANT
from madang.web.openapi import Bearer
from madang.web.short_way import HotRoute

SCREEN: Final = Bearer("screen", "`token` of `POST /api/sessions/{session_id}/screens`.", lambda route: False)
_ANYBODY: Final[dict[str, list[str]]] = {}
_EXAMPLE: Final = """\
id: 12
data: {"reset":true,"rows":[{"kind":"session","id":"…","rev":12}]}

event: presence
data: {"now":1767225600000,"online":3}

event: ping
data: {"now":1767225615000}

event: end
retry: 4000
data: {"reason":"shutdown"}

"""

router = APIRouter(tags=["live"], route_class=HotRoute)


class _EventStream(StreamingResponse):
    media_type = "text/event-stream"


@router.get(
    "/api/stream",
    response_class=_EventStream,
    response_description="Events without an end",
    responses={
        200: {"content": {"text/event-stream": {"example": _EXAMPLE}}},
        404: {"description": "No such session, or no session has this code"},
        429: {"description": "A participant has too many streams, or an address has tried too many codes"},
        503: {"description": "All places are taken, or the store is away"},
    },
    openapi_extra={"security": [*({bearer.name: []} for bearer in (PRESENTER, PARTICIPANT, SCREEN)), _ANYBODY]},
)
async def stream(
    session: Annotated[str | None, Query(description="The session's id, for presenters and moderators.")] = None,
    code: Annotated[str | None, Query(description="The session's code, for a phone that has no token yet.")] = None,
    last_event_id: Annotated[
        str | None, Header(alias="Last-Event-ID", description="The last `id` that came: the stream goes on from there.")
    ] = None,
) -> None:
    """What changes in a session, as server-sent events: at first everything that the reader may see, then the news.

    The token tells who reads: a participant or a screen needs nothing else, a presenter or a moderator adds `session`.
    Without a token there is `code`, for a phone that waits to join.

    | event | data | when |
    | --- | --- | --- |
    | (none) | `{"rows": […], "reset": true?}` | Rows that changed. Keep them by `kind` and `id`: the highest `rev` \
wins, and one with `gone` is to be shown no more. `reset`: forget all first. |
    | `presence` | `{"online": n}`; the first one has `now` too. For presenters and moderators also `here`, or \
`came` and `went` | At most once a second. |
    | `ping` | `{"now": milliseconds}`, the server's time | Every 15 s. Open a new stream after 25 s of silence. |
    | `end` | `{"reason": …}` | `removed`, `left`, `deleted` and `revoked` are final. After `shutdown` and `expired` \
come back after `retry`; after `role` begin anew, without `Last-Event-ID`. |
    """
