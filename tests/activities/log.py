"""The log of a chat, as its card keeps it."""

from dataclasses import dataclass
from typing import Any

from tests.room.view import Event, View


@dataclass
class Log(View):
    """A view that also shows a chat: a small model of what its card makes of it.

    From `start` on nothing is missing. It starts anew with each round, and where more came at once than a window holds.
    """

    activity: str = ""
    round: int = 0
    start: int | None = None
    reach: int = 0

    def _apply(self, event: Event) -> None:
        super()._apply(event)
        tally = self.rows.get(("tally", self.activity), {"gone": True})
        first = None if "gone" in tally else tally.get("first", 1)
        round_ = self.rows.get(("activity", self.activity), {}).get("round", 0)
        if first is None or round_ != self.round:
            self.start, self.reach, self.round = None, 0, round_
        if first is None:
            return
        if self.start is None or first > self.reach + 1:
            self.start = first
        self.reach = max(first - 1, *(row["number"] for row in self.held()), 0)

    def held(self) -> list[dict[str, Any]]:
        return [
            row
            for (kind, _), row in self.rows.items()
            if kind == "post" and row["activity"] == self.activity and "gone" not in row
        ]

    def shown(self) -> list[dict[str, Any]]:
        here = [row for row in self.held() if self.start is not None and row["number"] >= self.start]
        return sorted((row for row in here if row["round"] == self.round), key=lambda row: int(row["number"]))

    def load(self, page: list[dict[str, Any]], before: int) -> None:
        """A page of older posts: rows as any other, unless the log has started anew meanwhile."""
        if self.start is None or self.start > before:
            return
        for post in page:
            row = {name: value for name, value in post.items() if name not in ("votes", "emoji")}
            self._take({"kind": "post", **row})
            self._take(
                {"kind": "votes", "id": post["id"], "rev": post["rev"], "n": post["votes"], "emoji": post["emoji"]}
            )
        self.start = page[-1]["number"] if page else 1

    def _take(self, row: dict[str, Any]) -> None:
        key = (row["kind"], row["id"])
        if row["rev"] >= self.rows.get(key, row)["rev"]:
            self.rows[key] = row

    def counts(self, post_id: str) -> tuple[int, dict[str, int]]:
        votes = self.rows.get(("votes", post_id), {})
        return votes.get("n", 0), votes.get("emoji", {})
