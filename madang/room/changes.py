"""What changed in a session since a revision, as encoded events: the same for first sight, news and coming back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from madang.activities.live import activity_rows
from madang.database import Db, clock_reading
from madang.live.rows import Audience, LiveRow, Source, View
from madang.participants.live import departed, participant_rows
from madang.sessions.live import session_rows
from madang.sessions.models import Session

SOURCES: Final[tuple[Source, ...]] = (session_rows, participant_rows, activity_rows)
MARKS: Final[Mapping[Audience, str]] = {"moderator": "m"}
"""What stands before the revision in the ids of an audience: they lead back into its own stream only."""
ROWS_AN_EVENT: Final = 200
"""A long snapshot goes in pieces, so that a slow phone never has more than one of them waiting."""


@dataclass(frozen=True, slots=True)
class Changes:
    """`frames` by audience bring a view from the asked revision to `revision`."""

    revision: int
    frames: Mapping[Audience, Sequence[bytes]]
    departed: Mapping[str, str] = field(default_factory=dict)


def read_changes(db: Db, session_id: str, since: int, audiences: Iterable[Audience], base_url: str) -> Changes | None:
    """None where the session is gone. A revision that is still to come means that the store went back: start over."""
    session = db.get(Session, session_id)
    if session is None or session.trashed_at is not None:
        return None
    start = since if since <= session.revision else 0
    frames = {
        audience: encode(
            _rows(db, View(session_id, audience, start, base_url)),
            MARKS.get(audience, "") + str(session.revision),
            reset=start == 0,
        )
        for audience in audiences
    }
    return Changes(session.revision, frames, departed(db, session_id, start) if start else {})


def _rows(db: Db, view: View) -> list[LiveRow]:
    return [row for source in SOURCES for row in source(db, view)]


def encode(rows: Sequence[LiveRow], last_id: str, *, reset: bool) -> list[bytes]:
    """Events of the stream. Only the last one has an id: a phone that loses the line before starts over."""
    pieces = [rows[start : start + ROWS_AN_EVENT] for start in range(0, len(rows), ROWS_AN_EVENT)]
    if not pieces and reset:
        pieces = [[]]
    events = []
    for number, piece in enumerate(pieces):
        content: dict[str, Any] = {"reset": True} if reset and number == 0 else {}
        events.append(event({**content, "rows": piece}, last_id if number == len(pieces) - 1 else None))
    return events


def event(
    content: Mapping[str, Any], event_id: str | None = None, *, name: str = "", retry: int | None = None
) -> bytes:
    """One server-sent event. JSON has no bare line feed, so that one `data:` line is enough."""
    lines = []
    if event_id is not None:
        lines.append(f"id: {event_id}")
    if name:
        lines.append(f"event: {name}")
    if retry is not None:
        lines.append(f"retry: {retry}")
    lines.append("data: " + json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return ("\n".join(lines) + "\n\n").encode()


def ping() -> bytes:
    """A heartbeat; with the server's time, by which pages count down."""
    return event({"now": milliseconds()}, name="ping")


def milliseconds() -> int:
    """By the clock that deadlines are kept by."""
    return round(clock_reading().timestamp() * 1000)
