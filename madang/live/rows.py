"""What a feature gives to rooms: rows that people see live, for each audience.

A row is JSON with `kind`, `id` and `rev`, the revision of its session at which it last changed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from madang.database import Db

Audience = Literal["presenter", "moderator", "participant", "screen", "visitor"]
STAFF: Final[tuple[Audience, ...]] = ("presenter", "moderator")
"""Those who run the session, by what they see: everything, or people and what people write."""
LiveRow = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """Who looks, and from which revision on. At 0 everything is new to them."""

    session_id: str
    audience: Audience
    since: int
    base_url: str


Source = Callable[[Db, View], Iterable[LiveRow]]
"""`source(db, view)`: the rows of one feature that `view.audience` may see and that changed after `view.since`."""
