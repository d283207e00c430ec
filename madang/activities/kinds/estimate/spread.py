"""How guesses spread. Everything is counted in whole millionths, so that no result depends on the order of adding."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil, isqrt
from typing import Final

from typing_extensions import TypedDict

from madang.activities.kinds.estimate.schemas import FINEST

ONE: Final = 10**FINEST
FEWEST_BINS: Final = 10
MOST_BINS: Final = 20

Guesses = Sequence[tuple[int, int]]
"""Values in millionths, ascending, and how many guessed each."""

# Between these hundredths lies what most have guessed, and so many times its width around is still shown.
_MIDDLES: Final = ((25, 75, 3), (10, 90, 2), (5, 95, 1))
_STEPS_AROUND_ONE_VALUE: Final = 10


class Bins(TypedDict):
    """Bars from `start`, each `width` wide and without its upper edge; `below` and `above` lie outside of all."""

    start: float
    width: float
    counts: list[int]
    below: int
    above: int


def millionths(value: float) -> int:
    return int(Decimal(repr(value)).scaleb(FINEST))


def mean(guesses: Guesses) -> float:
    return sum(value * n for value, n in guesses) / (_number(guesses) * ONE)


def median(guesses: Guesses) -> float:
    n = _number(guesses)
    return (_at(guesses, (n - 1) // 2) + _at(guesses, n // 2)) / (2 * ONE)


def bins(guesses: Guesses, decimals: int) -> Bins:
    """At most twenty bars of a round width, a few wild guesses left out at either side."""
    step = ONE // 10**decimals
    low, high = _shown(guesses, step)
    most = min(MOST_BINS, max(FEWEST_BINS, isqrt(4 * _number(guesses))))
    width = next(width for width in _round_widths(step) if high // width - low // width < most)
    first, last = low // width, high // width
    counts = [0] * (last - first + 1)
    below = above = 0
    for value, n in guesses:
        place = value // width
        if place < first:
            below += n
        elif place > last:
            above += n
        else:
            counts[place - first] += n
    return Bins(start=first * width / ONE, width=width / ONE, counts=counts, below=below, above=above)


def nearest(guesses: Guesses, truth: float, most: int) -> list[tuple[int, int]]:
    """The guesses that come closest, the lower first of two that are as far away."""
    target = millionths(truth)
    return sorted(guesses, key=lambda guess: (abs(guess[0] - target), guess[0]))[:most]


def _shown(guesses: Guesses, step: int) -> tuple[int, int]:
    """The lowest and the highest guess that are not wild."""
    last = _number(guesses) - 1
    for low, high, times in _MIDDLES:
        lower, upper = _at(guesses, last * low // 100), _at(guesses, ceil(last * high / 100))
        around = times * (upper - lower)
        if around:
            break
    else:
        around = _STEPS_AROUND_ONE_VALUE * step
    tame = [value for value, _ in guesses if lower - around <= value <= upper + around]
    return tame[0], tame[-1]


def _round_widths(step: int) -> Iterator[int]:
    while True:
        yield from (step, 2 * step, 5 * step)
        step *= 10


def _number(guesses: Guesses) -> int:
    return sum(n for _, n in guesses)


def _at(guesses: Guesses, place: int) -> int:
    """The value at a place of all guesses in order, counted from 0."""
    for value, n in guesses:
        if place < n:
            return value
        place -= n
    raise IndexError(place)
