"""What a client makes of a stream: a small model of frontend/src/lib/stream.ts.

Rows by kind and id, the highest revision wins, `reset` forgets all; the last id leads back.
"""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Event:
    name: str
    data: dict[str, Any]
    id: str | None
    retry: int | None


@dataclass
class View:
    """It outlives a connection: what came before is kept, and `last_id` says from where to go on."""

    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    last_id: str = ""
    online: int | None = None
    here: set[str] = field(default_factory=set)
    end: str = ""
    retry: int | None = None
    events: list[Event] = field(default_factory=list)
    raw: bytes = b""
    _rest: bytes = b""

    def disconnected(self) -> None:
        """Half an event is no event."""
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        self.raw += chunk
        *whole, self._rest = (self._rest + chunk).split(b"\n\n")
        for block in whole:
            self._apply(_parse(block.decode()))

    def count(self, name: str) -> int:
        return sum(event.name == name for event in self.events)

    def people(self) -> dict[str, str]:
        """The participants' states, by nickname."""
        return {row["nickname"]: row["state"] for (kind, _), row in self.rows.items() if kind == "participant"}

    def row(self, kind: str) -> dict[str, Any]:
        return next((row for (its_kind, _), row in self.rows.items() if its_kind == kind), {})

    def _apply(self, event: Event) -> None:
        self.events.append(event)
        if event.name == "end":
            self.end, self.retry = event.data["reason"], event.retry
        elif event.name == "presence":
            self._apply_presence(event.data)
        elif event.name == "":
            if event.data.get("reset"):
                self.rows.clear()
            for row in event.data["rows"]:
                key = (row["kind"], row["id"])
                if row["rev"] >= self.rows.get(key, row)["rev"]:
                    self.rows[key] = row
                if row["kind"] == "activity" and row.get("gone"):
                    self._drop_posts(row["id"])
        if event.id is not None:
            self.last_id = event.id

    def _drop_posts(self, activity: str) -> None:
        """An activity that is gone takes what was written in it along."""
        posts = {name for (kind, name), row in self.rows.items() if kind == "post" and row["activity"] == activity}
        for key in [key for key in self.rows if key[0] in ("post", "votes") and key[1] in posts]:
            del self.rows[key]

    def _apply_presence(self, data: dict[str, Any]) -> None:
        self.online = data["online"]
        if "here" in data:
            self.here = set(data["here"])
        self.here = (self.here | set(data.get("came", ()))) - set(data.get("went", ()))


def _parse(block: bytes | str) -> Event:
    lines = dict(line.split(": ", 1) for line in str(block).split("\n"))
    retry = lines.get("retry")
    return Event(
        lines.get("event", ""), json.loads(lines["data"]), lines.get("id"), int(retry) if retry is not None else None
    )
