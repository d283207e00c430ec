"""From guesses to bars, and to those that are nearest: what is computed equals a recount."""

from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madang.activities.kinds.estimate import spread


def guesses(values: list[float]) -> spread.Guesses:
    return spread.Guesses((value, values.count(value)) for value in set(values))


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([95, 97, 100, 100, 102, 105, 1_000_000_000], (94, 2, 6, 0, 1)),
        ([100] * 20 + [0, 500, 100_000], (0, 100, 6, 0, 1)),
        ([100] * 60 + [0, 500], (100, 1, 1, 1, 1)),
        ([7], (7, 1, 1, 0, 0)),
        ([-3, -1, 4], (-3, 1, 8, 0, 0)),
        (list(range(1000)), (0, 50, 20, 0, 0)),
        ([10**12, -(10**12)], (-(10**12), 5 * 10**11, 5, 0, 0)),
    ],
)
def test_bars_of_a_round_width_without_wild_guesses(
    values: list[float], shown: tuple[float, float, int, int, int]
) -> None:
    found = guesses(values).bins(0)
    assert (found["start"], found["width"], len(found["counts"]), found["below"], found["above"]) == shown


@pytest.mark.parametrize(
    ("values", "most", "shown"),
    [
        ([0, 9000, 20_000, 20_000], 20_000, (2000, [1, 0, 0, 0, 1, 0, 0, 0, 0, 2])),
        ([0, 9000, 19_999], 20_000, (2000, [1, 0, 0, 0, 1, 0, 0, 0, 0, 1])),
        ([0, 9000, 20_000], 30_000, (5000, [1, 1, 0, 0, 1])),
        ([0, 3, 5], 5, (1, [1, 0, 0, 1, 0, 1])),
        ([20_000], 20_000, (1, [1])),
    ],
)
def test_no_bar_lies_beyond_what_may_be_guessed(
    values: list[float], most: float, shown: tuple[float, list[int]]
) -> None:
    found = guesses(values).bins(0, most)
    assert (found["width"], found["counts"]) == shown
    assert (found["below"], found["above"]) == (0, 0)


@given(
    st.lists(st.one_of(st.integers(-100, 100), st.integers(-(10**12), 10**12)), min_size=1, max_size=150),
    st.integers(0, 6),
)
def test_a_distribution_equals_a_recount(numbers: list[int], decimals: int) -> None:
    values = [round(number / 10**decimals, decimals) for number in numbers]
    whole = guesses(values)
    found = whole.bins(decimals)
    width, start = spread.millionths(found["width"]), spread.millionths(found["start"])
    assert 1 <= len(found["counts"]) <= 20
    assert width >= 10 ** (6 - decimals)
    assert str(width).rstrip("0") in ("1", "2", "5")
    places = [(spread.millionths(value) - start) // width for value in values]
    assert found["counts"] == [places.count(place) for place in range(len(found["counts"]))]
    assert found["below"] == sum(place < 0 for place in places)
    assert found["above"] == sum(place >= len(found["counts"]) for place in places)
    assert 2 * (found["below"] + found["above"]) <= len(values)
    assert whole.mean == pytest.approx(fmean(values), abs=1e-3)
    assert whole.median == pytest.approx(median(values))


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1), st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_the_nearest_come_first(numbers: list[int], target: int, decimals: int) -> None:
    values = [round(number / 10**decimals, decimals) for number in numbers]
    truth = round(target / 10**decimals, decimals)
    exact = sorted({(abs(number - target), number) for number in numbers})[:3]
    assert guesses(values).nearest(truth, 3) == [
        (round(number / 10**decimals, decimals), numbers.count(number)) for _, number in exact
    ]


def test_two_that_are_as_far_away_however_decimals_are_stored() -> None:
    assert guesses([0.1, 0.3, 0.2, 5.0, 0.1]).nearest(0.2, 3) == [(0.2, 1), (0.1, 2), (0.3, 1)]
