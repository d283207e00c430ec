"""The running order, and the key that leads through it."""

from tests.activities.leading import order, press, state
from tests.activities.talk import OPTIONS, Talk, play


def test_the_running_order_is_changed_as_a_whole(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, second, third = [await talk.add("choice", title, opened=False) for title in ("One", "Two", "Three")]
        wanted = [third.id, first.id, second.id]
        await first.call("PUT", "../../activities/order", ids=wanted)
        assert await order(talk) == wanted
        for outdated in (wanted[:2], [*wanted, first.id], ["x", *wanted[1:]]):
            await first.call("PUT", "../../activities/order", ids=outdated, status=409)
        assert await order(talk) == wanted

    play(database_url, scenario)


def test_one_key_leads_through_the_evening(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first = await talk.add("choice", "One", opened=False)
        await talk.add("reactions", "Beside", opened=False)
        second = await talk.add("choice", "Two", opened=False)

        assert await press(first) == first.id
        assert await state(first) == "open"
        await first.call("PUT", "../../stage", activity=None)
        assert await press(first, "back") == first.id
        await first.call("PUT", "../../stage", activity=None)
        assert await press(first) == second.id
        assert await press(first, "back") == first.id
        assert await press(first) == second.id
        assert (await state(first), await state(second)) == ("closed", "open")
        assert await press(first, "back") == first.id
        assert (await state(first), await state(second)) == ("closed", "open")
        assert await press(first) == second.id
        assert await press(first) is None
        assert await press(first, "back") == second.id
        assert (await first.call("GET", "../../stage"))["activity"] == second.id

    play(database_url, scenario)


def test_what_comes_again_opens_unless_somebody_has_answered_it(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, second, third = [
            await talk.add("choice", title, config={"options": OPTIONS}) for title in ("One", "Two", "Three")
        ]
        await (await talk.phone("Bob")).answer(third, options=["a"])
        for act in (first, second, third):
            await act.call("POST", "/close")
        await first.stage(opened=False)
        assert (await press(first), await state(second)) == (second.id, "open")
        assert (await press(first), await state(third)) == (third.id, "closed")
        assert (await third.results())["n"] == 1

    play(database_url, scenario)


def test_a_step_that_comes_twice_is_one_step(database_url: str) -> None:
    """A clicker that is pressed twice, a retry, two presenters at once: each says from where it goes."""

    async def scenario(talk: Talk) -> None:
        first, second = [await talk.add("choice", title, opened=False) for title in ("One", "Two")]

        async def press(seen_on: str | None) -> str | None:
            found: str | None = (await first.call("POST", "../../stage/next", seen_on=seen_on))["activity"]
            return found

        assert await press(None) == first.id
        assert await press(None) == first.id
        assert await press(first.id) == second.id
        assert await press(first.id) == second.id
        assert (await state(first), await state(second)) == ("closed", "open")
        assert await press(second.id) is None
        assert (await first.call("POST", "../../stage/next"))["activity"] is None  # nothing that was not opened is left

    play(database_url, scenario)
