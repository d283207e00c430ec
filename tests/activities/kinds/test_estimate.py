"""Guessing a number, and who comes nearest to the true one."""

import json
from typing import Any

import pytest

from madang.activities.kind import Running
from madang.activities.kinds.estimate.kind import Estimate
from madang.activities.kinds.estimate.schemas import EstimateConfig
from madang.database import Db
from madang.live.rows import Audience
from tests.activities.talk import Act, Talk, play
from tests.room.house import Open, until

TRUTH = 8848.86
MOUNTAIN = {"least": 0, "most": 20_000, "decimals": 2, "unit": "m", "truth": TRUTH}


async def told(act: Act, *, shown: bool = True, status: int = 0) -> Any:
    return await act.call("PUT", "/estimate/truth", shown=shown, status=status)


def test_guesses_spread_and_the_truth_comes_last(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("estimate", config=MOUNTAIN, anonymous=False)
        bob, carol, dora = [await talk.phone(name) for name in ("Bob", "Carol", "Dora")]
        screen, watching = await talk.screen(), bob.stream()
        await bob.answer(act, value=8000)
        await carol.answer(act, value=9000.5)
        await dora.answer(act, value=8000)
        await screen.shows("tally", "n", 3)
        assert "bins" not in screen.view.row("tally")
        assert not watching.view.row("tally").get("n")

        await act.call("PUT", "/results", shown=True)
        bins = {"start": 8000.0, "width": 200.0, "counts": [2, 0, 0, 0, 0, 1], "below": 0, "above": 0}
        await screen.shows("tally", "bins", bins)
        await watching.shows("tally", "bars", [2, 0, 1])
        assert (watching.view.row("tally")["start"], watching.view.row("tally")["width"]) == (8000.0, 400.0)
        assert await act.results() == {
            "n": 3,
            "least": 8000.0,
            "most": 9000.5,
            "mean": 8333.5,
            "median": 8000.0,
            "bins": bins,
        }
        for stream in (screen, watching):
            assert str(TRUTH).encode() not in stream.view.raw

        assert (await told(act))["state"] == "closed"
        near = [{"value": 9000.5, "n": 1}, {"value": 8000.0, "n": 2}]
        named = [{**guess, "names": names} for guess, names in zip(near, (["Carol"], ["Bob", "Dora"]), strict=True)]
        await screen.shows("tally", "nearest", named)
        assert (await act.results())["nearest"] == named
        await screen.shows("tally", "truth", TRUTH)
        for stream in (screen, watching):
            await stream.shows("activity", "progress", {"revealed": True})
            assert stream.view.row("activity")["config"]["truth"] == TRUTH
            assert stream.view.row("activity")["progress"] == {"revealed": True}
        await bob.answer(act, value=TRUTH, status=409)

        await told(act, shown=False)
        for stream in (screen, watching):
            await stream.shows("activity", "progress", {})
            assert stream.view.row("activity")["config"]["truth"] is None
            assert "truth" not in stream.view.row("tally")

    play(database_url, scenario)


def test_the_nearest_are_named_as_they_are_called_now(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("estimate", config=MOUNTAIN, anonymous=False)
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        for phone in (bob, carol):
            await phone.answer(act, value=8000)
        screen, console = await talk.screen(), talk.presenter()
        await told(act)

        async def called(*names: str) -> None:
            for stream in (screen, console):
                await stream.shows("tally", "nearest", [{"value": 8000.0, "n": 2, "names": list(names)}])

        await called("Bob", "Carol")
        await talk.house.call("DELETE", "participants/me", token=bob.token)
        await talk.phone("Bob", now="Robert")
        await called("Robert", "Carol")
        await talk.house.call("DELETE", f"{talk.path}/participants/{carol.id}")
        await called("Robert")

    play(database_url, scenario)


def test_guesses_that_were_given_stay_in_range(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("estimate", opened=False, config={"least": 0, "most": 10, "unit": "km"})
        before = {**MOUNTAIN, "least": 100, "most": 9000}
        await act.call("PUT", config=before)
        await act.stage()
        bob = await talk.phone("Bob")
        await bob.answer(act, value=8000.5)
        await act.call("POST", "/close")
        await act.call("POST", "/clear")  # its guesses may come back
        unfit: list[dict[str, Any]] = [{"unit": "km"}, {"decimals": 1}, {"least": 101}, {"most": 8999}]
        for change in unfit:
            refused = await act.call("PUT", config={**before, **change}, status=409)
            assert refused["code"] == "range_is_fixed", change
        await act.call("POST", "/unclear")
        await act.call("POST", "/open")
        wider = {**before, "least": None, "most": 9001, "decimals": 3, "truth": 8849}
        await act.call("PUT", config=wider)
        await act.call("PUT", config={**wider, "least": -1000}, status=409)
        await bob.answer(act, value=-8000.125)
        assert (await act.results())["median"] == -8000.125

    play(database_url, scenario)


def test_who_joins_changes_no_results_that_name_nobody(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    results = Estimate.results

    def spied(self: Estimate, db: Db, running: Running[EstimateConfig], audience: Audience) -> dict[str, Any]:
        made.append(running.id)
        return results(self, db, running, audience)

    async def scenario(talk: Talk) -> None:
        acts = [await talk.add("estimate", config=MOUNTAIN, anonymous=False, opened=False) for _ in range(50)]
        screen, console = await (await talk.screen()).caught_up(), await talk.presenter().caught_up()

        async def join(name: str) -> None:
            made.clear()
            before = console.view.row("people")["joined"]
            await talk.phone(name)
            for stream in (screen, console):
                await stream.shows("people", "joined", before + 1)

        for act in acts[:2]:
            await act.stage()
        for stream in (screen, console):
            await stream.shows("stage", "activity", acts[1].id)
        await join("Bob")
        assert made == []
        await told(acts[1])

        def names(stream: Open) -> bool:
            return "nearest" in stream.view.rows.get(("tally", acts[1].id), {})

        await until(lambda: names(screen) and names(console))
        await join("Carol")
        assert set(made) == {acts[1].id}

    monkeypatch.setattr(Estimate, "results", spied)
    play(database_url, scenario)


def test_the_truth_is_hidden_in_everything_that_is_not_the_presenters(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("estimate", config=MOUNTAIN)
        bob = await talk.phone("Bob")
        await bob.answer(act, value=1)
        assert (await act.call("GET"))["public"]["config"]["truth"] is None
        await told(act)
        await act.call("PUT", "/results", shown=False)
        screen, watching = await talk.screen(), bob.stream()
        await screen.caught_up()
        await watching.caught_up()
        seen = screen.view.raw + watching.view.raw + json.dumps(await bob.mine()).encode()
        assert str(TRUTH).encode() not in seen
        await act.call("POST", "/open")
        await act.call("PUT", "/results", shown=True)
        await screen.shows("tally", "mean", 1.0)
        await bob.answer(act, value=2)
        await screen.shows("tally", "mean", 2.0)
        assert str(TRUTH).encode() not in screen.view.raw
        await told(act)
        await screen.shows("tally", "nearest", [{"value": 2.0, "n": 1}])
        await act.call("POST", "/clear")
        await screen.shows("tally", "n", 0)
        assert screen.view.row("activity")["config"]["truth"] is None

    play(database_url, scenario)


def test_a_truth_needs_an_estimate_that_was_open_and_has_one(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        await told(await talk.add("estimate", config=MOUNTAIN, opened=False), status=409)
        await told(await talk.add("estimate"), status=409)
        await told(await talk.add("rating"), status=404)
        act = await talk.add("estimate", config=MOUNTAIN)
        stranger = await talk.house.register("Mallory")
        await talk.house.call("PUT", f"{act.path}/estimate/truth", token=stranger, shown=True, status=404)
        assert (await act.call("GET"))["progress"] == {}

    play(database_url, scenario)


def test_the_next_key_reveals_before_it_goes_on(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("estimate", config=MOUNTAIN)
        free = await talk.add("estimate", opened=False)
        bob = await talk.phone("Bob")
        await bob.answer(act, value=5)
        screen = await talk.screen()
        for _ in range(2):
            step = await act.call("POST", "../../stage/next", seen_on=act.id, progress={})
            assert step == {"activity": act.id}
        await screen.shows("tally", "truth", TRUTH)
        assert (await act.call("GET"))["state"] == "closed"
        assert await act.call("POST", "../../stage/next") == {"activity": free.id}
        assert await act.call("POST", "../../stage/next") == {"activity": None}

    play(database_url, scenario)


def test_guesses_within_bounds(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("estimate", config={"least": -1, "most": 5, "decimals": 1, "changeable": False})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        for value in (-1.1, 5.1, 1.25, "3", True, None, 1e13):
            await bob.answer(act, value=value, status=422)
        assert (await bob.answer(act, value=-0.0))["answer"] == {"value": 0.0}
        await bob.answer(act, value=0)
        await bob.answer(act, value=1, status=409)
        await carol.answer(act, value=0.3)
        assert await act.results() == {
            "n": 2,
            "least": 0.0,
            "most": 0.3,
            "mean": 0.15,
            "median": 0.15,
            "bins": {"start": 0.0, "width": 0.1, "counts": [1, 0, 0, 1], "below": 0, "above": 0},
        }
        free = await talk.add("estimate", config={"decimals": 6})
        for value in (1e12, -1e12, 123456789012.5, 1e-6):
            await bob.answer(free, value=value)
            found = await free.results()
            assert (found["least"], found["most"]) == (value, value)

    play(database_url, scenario)


def test_a_configuration_that_contradicts_itself_is_refused(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        for config in (
            {"least": 2, "most": 2},
            {"least": 0, "truth": -1},
            {"most": 1e13},
            {"decimals": 7},
            {"decimals": 0.5},
            {"truth": "8"},
            {"unit": "x" * 21},
        ):
            await talk.house.call(
                "POST", f"{talk.path}/activities", kind="estimate", title="?", config=config, status=422
            )

    play(database_url, scenario)
