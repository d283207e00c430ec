"""From how often an item got which place to what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """`borda`: the points of all its places. `doubled`: twice the sum of its places, which is whole."""

    borda: int
    doubled: int

    def average(self, responses: int) -> float | None:
        return round(self.doubled / 2 / responses, 2) if responses else None


def score(places: Sequence[int], responses: int, items: int) -> Score:
    """`places`: how often it got the first, second, … place.

    Borda: of N places the first gives N points, the second N - 1, the last 1; without a place there is nothing.
    Average place: who was given none of N places counts as the middle of those that are left.
    """
    last = len(places)
    unplaced = responses - sum(places)
    return Score(
        borda=sum((last - before) * n for before, n in enumerate(places)),
        doubled=sum(2 * place * n for place, n in enumerate(places, 1)) + unplaced * (last + 1 + items),
    )
