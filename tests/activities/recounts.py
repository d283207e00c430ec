"""What the results of each kind should be: counted again from the answers, by the plainest way there is."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean, median, pstdev
from typing import Any

import pytest
from hypothesis import strategies as st

Answer = dict[str, Any]


@dataclass(frozen=True)
class Recount:
    """`of` makes the results, without `n`, from everybody's answers and from the results that were given."""

    kind: str
    config: dict[str, Any]
    answers: st.SearchStrategy[Answer]
    of: Callable[[list[Answer], dict[str, Any]], dict[str, Any]]


def _choice(answers: list[Answer], _: dict[str, Any]) -> dict[str, Any]:
    counted = Counter(option for answer in answers for option in answer["options"])
    return {"counts": [counted[option] for option in "abc"]}


def _rating(answers: list[Answer], _: dict[str, Any]) -> dict[str, Any]:
    return {"statements": [_rated([a["values"][it] for a in answers if it in a["values"]]) for it in "ab"]}


def _rated(points: list[int]) -> dict[str, Any]:
    return {
        "n": len(points),
        "counts": [points.count(value) for value in range(1, 6)],
        "mean": pytest.approx(fmean(points), abs=0.01) if points else None,
        "median": median(points) if points else None,
        "deviation": pytest.approx(pstdev(points), abs=0.01) if points else None,
    }


def _ranking(answers: list[Answer], _: dict[str, Any]) -> dict[str, Any]:
    """Two of four are put in order: whoever is left out has a place in the middle between three and four."""
    orders = [answer["order"] for answer in answers]
    points = {item: sum(2 - order.index(item) for order in orders if item in order) for item in "abcd"}
    return {
        "items": [
            {
                "points": points[item],
                "average": _average([order.index(item) + 1 if item in order else 3.5 for order in orders]),
                "places": [sum(order[place] == item for order in orders) for place in (0, 1)],
            }
            for item in "abcd"
        ],
        "order": sorted("abcd", key=lambda item: -points[item]),
    }


def _average(places: list[float]) -> Any:
    return pytest.approx(fmean(places), abs=0.01) if places else None


def _word_cloud(answers: list[Answer], _: dict[str, Any]) -> dict[str, Any]:
    """What is written twice in one answer counts once, as it is written first; `shit` is on a list."""
    spelled = [list({word.lower(): word for word in reversed(answer["words"])}.values()) for answer in answers]
    counted = Counter(word for words in spelled for word in words)
    pairs = [_pair(counted, key) for key in {word.lower() for word in counted}]
    pairs.sort(key=lambda pair: (-pair[1], pair[0].lower()))
    refused = [pair for pair in pairs if pair[0] == "shit"]
    return {"words": [pair for pair in pairs if pair not in refused], "filtered": refused, "hidden": [], "more": 0}


def _pair(counted: Counter[str], key: str) -> list[Any]:
    alike = {word: n for word, n in counted.items() if word.lower() == key}
    return [min(alike, key=lambda word: (-alike[word], word)), sum(alike.values())]


def _estimate(answers: list[Answer], found: dict[str, Any]) -> dict[str, Any]:
    values = [answer["value"] for answer in answers]
    if not values:
        return {"least": None, "most": None, "mean": None, "median": None, "bins": None}
    return {
        "least": min(values),
        "most": max(values),
        "mean": pytest.approx(fmean(values), abs=0.01),
        "median": median(values),
        "bins": _bins(values, **found["bins"]),
    }


def _bins(values: list[float], start: float, width: float, counts: list[int], **_: int) -> dict[str, Any]:
    """Where the bars begin and how wide they are is theirs to choose; what is in each is not.

    A highest value at the upper edge of the last bar is in that bar.
    """
    edges = [start + width * place for place in range(len(counts) + 1)]
    inside = [min(value, edges[-1] - width / 2) for value in values] if max(values) == edges[-1] else values
    return {
        "start": start,
        "width": width,
        "counts": [sum(low <= value < low + width for value in inside) for low in edges[:-1]],
        "below": sum(value < start for value in inside),
        "above": sum(value >= edges[-1] for value in inside),
    }


def _named(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"id": name, "text": name.upper()} for name in names]


_subsets = st.sets(st.sampled_from("abc"), min_size=1).map(sorted)
_ratings = st.dictionaries(st.sampled_from("ab"), st.integers(1, 5), min_size=1)
_orders = st.permutations("abcd").map(lambda order: order[:2])
_words = st.lists(st.sampled_from(["sun", "Sun", "SUN", "shit"]), min_size=1, max_size=3)
_guesses = st.integers(0, 5) | st.sampled_from([40, 900, 10**6])

RECOUNTS = (
    Recount(
        "choice",
        {"options": _named("abc"), "multiple": True},
        _subsets.map(lambda chosen: {"options": chosen}),
        _choice,
    ),
    Recount(
        "rating",
        {"statements": _named("ab"), "skippable": True},
        _ratings.map(lambda values: {"values": values}),
        _rating,
    ),
    Recount(
        "ranking",
        {"items": _named("abcd"), "places": 2},
        _orders.map(lambda order: {"order": list(order)}),
        _ranking,
    ),
    Recount("word_cloud", {"most": 3}, _words.map(lambda words: {"words": words}), _word_cloud),
    Recount("estimate", {}, _guesses.map(lambda value: {"value": float(value)}), _estimate),
)
