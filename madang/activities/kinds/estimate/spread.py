"""How guesses spread. Everything is counted in whole millionths, so that no result depends on the order of adding."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate, pairwise
from math import ceil, isqrt
from typing import Final

from typing_extensions import TypedDict

from madang.activities.kinds.estimate.schemas import FINEST

ONE: Final = 10**FINEST
FEWEST_BINS: Final = 10
MOST_BINS: Final = 20

# Between these hundredths lies what most have guessed, and so many times its width around is still shown.
_MIDDLES: Final = ((25, 75, 3), (10, 90, 2), (5, 95, 1))
_STEPS_AROUND_ONE_VALUE: Final = 10
_EXACT_AS_A_FLOAT: Final = 1e9


class Bins(TypedDict):
    """Bars from `start`, each `width` wide and without its upper edge; `below` and `above` lie outside of all.

    Where that edge is the highest number that may be guessed, the last bar has it too: there is none beyond.
    """

    start: float
    width: float
    counts: list[int]
    below: int
    above: int


def millionths(value: float) -> int:
    if abs(value) < _EXACT_AS_A_FLOAT:
        return round(value * ONE)
    return int(Decimal(repr(value)).scaleb(FINEST))


class Guesses:
    """At least one of them, as values and how many guessed each."""

    def __init__(self, counts: Iterable[tuple[float, int]]) -> None:
        self._counted = sorted((millionths(value), n) for value, n in counts)
        self._values = [value for value, _ in self._counted]
        self._up_to = list(accumulate(n for _, n in self._counted))

    @property
    def n(self) -> int:
        return self._up_to[-1]

    @property
    def least(self) -> float:
        return self._values[0] / ONE

    @property
    def most(self) -> float:
        return self._values[-1] / ONE

    @property
    def mean(self) -> float:
        return sum(value * n for value, n in self._counted) / (self.n * ONE)

    @property
    def median(self) -> float:
        return (self._at((self.n - 1) // 2) + self._at(self.n // 2)) / (2 * ONE)

    def bins(self, decimals: int, bound: float | None = None) -> Bins:
        """At most twenty bars of a round width, a few wild guesses left out at either side.

        `bound` is the highest number that may be guessed.
        """
        step = ONE // 10**decimals
        low, high = self._shown(step)
        most = min(MOST_BINS, max(FEWEST_BINS, isqrt(4 * self.n)))
        bounded = bound is not None and high == millionths(bound)

        def last(width: int) -> int:
            edge_is_its_own = bounded and width > step
            return (high - edge_is_its_own) // width

        width = next(width for width in _round_widths(step) if last(width) - low // width < most)
        first = low // width
        before = [self._before(edge * width) for edge in range(first, last(width) + 2)]
        if bounded:
            before[-1] = self.n
        return Bins(
            start=first * width / ONE,
            width=width / ONE,
            counts=[upper - lower for lower, upper in pairwise(before)],
            below=before[0],
            above=self.n - before[-1],
        )

    def nearest(self, truth: float, most: int) -> list[tuple[float, int]]:
        """Those that come closest, the lower first of two that are as far away."""
        target = millionths(truth)
        place = bisect_left(self._values, target)
        close = self._counted[max(0, place - most) : place + most]
        close.sort(key=lambda guess: (abs(guess[0] - target), guess[0]))
        return [(value / ONE, n) for value, n in close[:most]]

    def _shown(self, step: int) -> tuple[int, int]:
        """The lowest and the highest guess that are not wild."""
        last = self.n - 1
        for low, high, times in _MIDDLES:
            lower, upper = self._at(last * low // 100), self._at(ceil(last * high / 100))
            around = times * (upper - lower)
            if around:
                break
        else:
            around = _STEPS_AROUND_ONE_VALUE * step
        tame = self._values[bisect_left(self._values, lower - around) : bisect_right(self._values, upper + around)]
        return tame[0], tame[-1]

    def _at(self, place: int) -> int:
        """The value at a place of all guesses in order, counted from 0."""
        return self._values[bisect_right(self._up_to, place)]

    def _before(self, value: int) -> int:
        """How many guesses are lower."""
        place = bisect_left(self._values, value)
        return self._up_to[place - 1] if place else 0


def _round_widths(step: int) -> Iterator[int]:
    while True:
        yield from (step, 2 * step, 5 * step)
        step *= 10
