"""What a distribution of points says in a few numbers."""

import math
from collections.abc import Sequence
from itertools import accumulate

from typing_extensions import TypedDict


class Summary(TypedDict):
    """`counts`: how many gave 1, 2, … points. `deviation`: the population standard deviation, for all who rated."""

    n: int
    counts: list[int]
    mean: float | None
    median: float | None
    deviation: float | None


def summary(counts: Sequence[int]) -> Summary:
    n = sum(counts)
    if n == 0:
        return Summary(n=0, counts=list(counts), mean=None, median=None, deviation=None)
    total = sum(points * count for points, count in enumerate(counts, 1))
    squares = sum(points**2 * count for points, count in enumerate(counts, 1))
    return Summary(
        n=n,
        counts=list(counts),
        mean=round(total / n, 2),
        median=(_at(counts, (n - 1) // 2) + _at(counts, n // 2)) / 2,
        deviation=round(math.sqrt(n * squares - total**2) / n, 2),
    )


def _at(counts: Sequence[int], place: int) -> int:
    """The points at a place of all ratings in order, counted from 0."""
    return next(points for points, below in enumerate(accumulate(counts), 1) if below > place)
