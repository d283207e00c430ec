"""Putting things in order."""

from fractions import Fraction
from itertools import permutations
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from madang.activities.counting import Count
from madang.activities.kind import Running
from madang.activities.kinds.ranking import KIND
from madang.activities.kinds.ranking.schemas import Item, RankingAnswer, RankingConfig
from tests.activities.talk import Talk, play

ITEMS = [{"id": "a", "text": "Sirius"}, {"id": "b", "text": "Vega"}, {"id": "c", "text": "Deneb"}]


def test_orders_make_points_and_places(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("ranking", config={"items": ITEMS})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen, watching = await talk.screen(), bob.stream()
        await bob.answer(act, order=["c", "a", "b"])
        await carol.answer(act, order=["a", "b", "c"])
        await carol.answer(act, order=["c", "b", "a"])
        items = [
            {"points": 3, "average": 2.5, "places": [0, 1, 1]},
            {"points": 3, "average": 2.5, "places": [0, 1, 1]},
            {"points": 6, "average": 1.0, "places": [2, 0, 0]},
        ]
        assert await act.results() == {"n": 2, "items": items, "order": ["c", "a", "b"]}
        await screen.shows("tally", "items", items)
        await watching.shows("tally", "scores", [3, 3, 6])
        assert "items" not in watching.view.row("tally")
        assert (await carol.mine())[act.id]["answers"] == {"": {"order": ["c", "b", "a"]}}
        for order in (["a", "b"], ["a", "b", "b"], ["a", "b", "x"], [], ["a", "b", "c", "a"]):
            await bob.answer(act, order=order, status=422)

    play(database_url, scenario)


def test_only_the_first_places(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("ranking", config={"items": ITEMS, "places": 1, "score": "average"})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        await bob.answer(act, order=["b", "a"], status=422)
        await bob.answer(act, order=["b"])
        await carol.answer(act, order=["c"])
        assert await act.results() == {
            "n": 2,
            "items": [
                {"points": 0, "average": 2.5, "places": [0]},
                {"points": 1, "average": 1.75, "places": [1]},
                {"points": 1, "average": 1.75, "places": [1]},
            ],
            "order": ["b", "c", "a"],
        }

    play(database_url, scenario)


def test_items_stay_once_it_was_open(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("ranking", config={"items": ITEMS, "changeable": False}, opened=False)
        await act.call("PUT", config={"items": ITEMS[:2], "changeable": False})
        await act.stage()
        bob = await talk.phone("Bob")
        await bob.answer(act, order=["b", "a"])
        await bob.answer(act, order=["a", "b"], status=409)
        await act.call("PUT", config={"items": ITEMS}, status=409)
        await act.call("PUT", config={"items": ITEMS[:2], "places": 1}, status=409)
        await act.call("POST", "/close")
        await act.call("POST", "/clear")  # its answers may come back
        await act.call("PUT", config={"items": ITEMS}, status=409)
        await act.call("POST", "/unclear")
        renamed = [{"id": "b", "text": "Wega"}, ITEMS[0]]
        await act.call("PUT", config={"items": renamed, "score": "average"})
        assert (await act.results())["order"] == ["b", "a"]

    play(database_url, scenario)


def test_a_configuration_that_contradicts_itself_is_refused(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        thirteen = [{"id": f"i{number}", "text": f"Item {number}"} for number in range(13)]
        for config in (
            {"items": ITEMS[:1]},
            {"items": thirteen},
            {"items": [ITEMS[0], ITEMS[0]]},
            {"items": [ITEMS[0], {"id": "b", "text": ""}]},
            {"items": ITEMS, "places": 4},
            {"items": ITEMS, "places": 0},
            {"items": ITEMS, "score": "luck"},
        ):
            await talk.house.call(
                "POST", f"{talk.path}/activities", kind="ranking", title="?", config=config, status=422
            )

    play(database_url, scenario)


IDS = ("a", "b", "c", "d")
Orders = list[tuple[str, ...]]


def tally(orders: Orders, places: int, score: Literal["borda", "average"]) -> dict[str, Any]:
    items = tuple(Item(id=name, text=name) for name in IDS)
    config = RankingConfig(items=items, places=places, score=score)
    running = Running("", "", config, {}, 1, "open", anonymous=True, results_shown=True)
    marks = [
        (mark.part, mark.value) for order in orders for mark in KIND.marks(running, RankingAnswer(order=order[:places]))
    ]
    counts = [Count(part, value, None, marks.count((part, value))) for part, value in set(marks)]
    return KIND.tally(running, counts, len(orders))


@given(st.lists(st.sampled_from(list(permutations(IDS))), min_size=1, max_size=40), st.integers(1, 4))
def test_a_tally_equals_a_recount(orders: Orders, places: int) -> None:
    got = {name: [order.index(name) + 1 for order in orders] for name in IDS}
    shared = Fraction(places + 1 + len(IDS), 2)
    points = {name: sum(max(0, places + 1 - place) for place in its) for name, its in got.items()}
    average = {
        name: sum((place if place <= places else shared for place in its), Fraction()) / len(orders)
        for name, its in got.items()
    }
    found = tally(orders, places, "borda")
    assert found["items"] == [
        {
            "points": points[name],
            "average": round(float(average[name]), 2),
            "places": [got[name].count(place) for place in range(1, places + 1)],
        }
        for name in IDS
    ]
    assert found["order"] == sorted(IDS, key=lambda name: -points[name])
    assert tally(orders, places, "average") == {**found, "order": sorted(IDS, key=lambda name: average[name])}


def test_nobody_has_ranked_yet() -> None:
    found = tally([], 2, "average")
    assert found == {"items": [{"points": 0, "average": None, "places": [0, 0]}] * 4, "order": list(IDS)}
