"""Rating on a scale: one thing, or several statements."""

from statistics import fmean, median, pstdev
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from madang.activities.kinds.rating.summary import summary
from tests.activities.talk import Talk, play

STATEMENTS = [{"id": "clear", "text": "It was clear"}, {"id": "fast", "text": "It was fast"}]


def test_one_scale_counted_as_ratings_come(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("rating")
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        screen, watching = await talk.screen(), bob.stream()
        await bob.answer(act, values={"a": 2})
        await carol.answer(act, values={"a": 5})
        await bob.answer(act, values={"a": 4})
        expected = {"n": 2, "counts": [0, 0, 0, 1, 1], "mean": 4.5, "median": 4.5, "deviation": 0.5}
        assert await act.results() == {"n": 2, "statements": [expected]}
        await screen.shows("tally", "statements", [expected])
        await watching.shows("tally", "means", [4.5])
        assert watching.view.row("tally")["counts"] == expected["counts"]
        assert (await bob.mine())[act.id]["answers"] == {"": {"values": {"a": 4}}}
        for values in ({"a": 6}, {"a": 0}, {"a": 2.5}, {"a": "4"}, {"a": True}, {"b": 1}, {}):
            await bob.answer(act, values=values, status=422)
        assert (await act.results())["statements"] == [expected]

    play(database_url, scenario)


def test_a_table_of_statements(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("rating", config={"statements": STATEMENTS, "points": 3})
        skippable = await talk.add("rating", config={"statements": STATEMENTS, "points": 3, "skippable": True})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        await bob.answer(act, values={"clear": 3}, status=422)
        await bob.answer(act, values={"clear": 3, "fast": 1})
        assert [one["counts"] for one in (await act.results())["statements"]] == [[0, 0, 1], [1, 0, 0]]
        await bob.answer(skippable, values={"clear": 3})
        await carol.answer(skippable, values={"fast": 2, "clear": 2})
        await carol.answer(skippable, values={"fast": 2})
        await carol.answer(skippable, values={}, status=422)
        found = await skippable.results()
        assert found["n"] == 2
        assert [one["counts"] for one in found["statements"]] == [[0, 0, 1], [0, 1, 0]]

    play(database_url, scenario)


def test_the_scale_stays_once_it_was_open(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("rating", opened=False, config={"changeable": False})
        await act.call("PUT", config={"points": 7, "changeable": False})
        await act.stage()
        bob = await talk.phone("Bob")
        await bob.answer(act, values={"a": 7})
        await bob.answer(act, values={"a": 6}, status=409)
        await act.call("PUT", config={"points": 5}, status=409)
        await act.call("POST", "/close")
        await act.call("POST", "/clear")  # its answers may come back
        assert (await act.call("PUT", config={"points": 5}, status=409))["code"] == "points_are_fixed"
        await act.call("POST", "/unclear")
        await act.call("POST", "/open")
        await act.call("PUT", config={"points": 7, "low": "never", "high": "always"})
        await bob.answer(act, values={"a": 6})
        assert (await act.results())["statements"][0]["mean"] == 6.0

    play(database_url, scenario)


def test_statements_stay_once_it_was_open(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        two = [{"id": "a", "text": "Clear"}, {"id": "b", "text": "Fast"}]
        three = [*two, {"id": "c", "text": "Useful"}]
        act = await talk.add("rating", config={"statements": two})
        bob = await talk.phone("Bob")
        await bob.answer(act, values={"a": 3, "b": 4})
        for statements in (two[:1], three, [two[0], three[2]]):
            refused = await act.call("PUT", config={"statements": statements}, status=409)
            assert refused["code"] == "statements_are_fixed"
        await act.call("PUT", config={"statements": [{**two[1], "text": "Quick"}, two[0]]})
        assert [one["mean"] for one in (await act.results())["statements"]] == [4.0, 3.0]
        await act.call("PUT", config={"statements": three, "skippable": True})
        await act.call("PUT", config={"statements": two, "skippable": True}, status=409)
        await act.call("PUT", config={"statements": three}, status=409)

    play(database_url, scenario)


def test_a_configuration_that_contradicts_itself_is_refused(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        thirteen = [{"id": f"s{number}", "text": f"Statement {number}"} for number in range(13)]
        refused: list[dict[str, Any]] = [
            {"points": 1},
            {"points": 11},
            {"statements": []},
            {"statements": thirteen},
            {"statements": [STATEMENTS[0], STATEMENTS[0]]},
            {"statements": [STATEMENTS[0], {"id": "b", "text": " "}]},
            {"statements": [{"id": "a", "text": "x" * 121}]},
            {"low": "x" * 41},
            {"look": "hearts"},
        ]
        for config in refused:
            await talk.house.call(
                "POST", f"{talk.path}/activities", kind="rating", title="?", config=config, status=422
            )
        await talk.add("rating", config={"statements": thirteen[:12], "points": 10}, opened=False)

    play(database_url, scenario)


@given(st.lists(st.integers(1, 10), max_size=200))
def test_a_summary_equals_a_recount(ratings: list[int]) -> None:
    found = summary([ratings.count(points) for points in range(1, 11)])
    assert found["n"] == len(ratings) == sum(found["counts"])
    if not ratings:
        assert found["mean"] is found["median"] is found["deviation"] is None
        return
    assert found["median"] == median(ratings)
    for name, exact in (("mean", fmean(ratings)), ("deviation", pstdev(ratings))):
        value = found[name]  # type: ignore[literal-required]
        assert abs(value - exact) <= 0.005 + 1e-9
