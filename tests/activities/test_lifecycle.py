"""The life of one activity: edited, open, closed, its results shown, its time."""

import asyncio

from tests.activities.leading import state
from tests.activities.talk import OPTIONS, Act, Talk, play
from tests.room.house import until


def test_results_are_shown_and_hidden(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, results_shown=False)
        bob = await talk.phone("Bob")
        phone, screen = bob.stream(), await talk.screen()
        await bob.answer(act, options=["b"])
        await screen.shows("tally", "n", 1)
        assert "counts" not in screen.view.row("tally")
        assert phone.view.row("tally").get("gone")
        await act.call("PUT", "/results", shown=True)
        for stream in (phone, screen):
            await stream.shows("tally", "counts", [0, 1])
        await act.call("PUT", "/results", shown=False)
        await until(lambda: phone.view.row("tally").get("gone"))
        await until(lambda: "counts" not in screen.view.row("tally"))

    play(database_url, scenario)


def test_time_runs_out_by_itself(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, opened=False)
        await act.call("PUT", "/timer", seconds=30, status=409)
        await act.call("POST", "/open")
        assert (await act.call("PUT", "/timer", seconds=30))["closes_at"] is not None
        assert (await act.call("PUT", "/timer", seconds=None))["closes_at"] is None
        await act.call("PUT", "/timer", seconds=5)
        talk.house.execute("UPDATE activities SET closes_at = asked_at")  # five seconds later
        bob = await talk.phone("Bob")
        refused = await bob.answer(act, options=["a"], status=409)
        assert refused["code"] == "activity_closed"
        for _ in range(100):
            if await state(act) == "closed":
                break
            await asyncio.sleep(0.05)
        assert await state(act) == "closed"

    play(database_url, scenario)


def test_a_copy_is_a_draft_without_responses(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", "Which?", config={"options": OPTIONS}, notes="Wait for it")
        await (await talk.phone("Bob")).answer(act, options=["b"])
        copy = await act.call("POST", "/duplicate")
        assert (copy["title"], copy["state"], copy["notes"]) == ("Which?", "draft", "Wait for it")
        assert (await Act(talk, copy["id"]).results())["n"] == 0

    play(database_url, scenario)


def test_an_edit_changes_what_was_sent(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", "Which?", config={"options": OPTIONS}, notes="Mine", opened=False)
        assert (await act.call("PUT", title="And now?"))["notes"] == "Mine"
        assert (await act.call("PUT", notes=None))["title"] == "And now?"
        refused = await act.call("PUT", config={"options": [*OPTIONS, {"id": "c", "text": ""}]}, status=422)
        assert refused["code"] == "option_too_short"
        assert len((await act.call("GET"))["config"]["options"]) == 2
        await act.call("PUT", anonymous=False)
        await act.call("POST", "/open")
        await (await talk.phone("Bob")).answer(act, options=["b"])
        refused = await act.call("PUT", anonymous=True, status=409)
        assert refused["code"] == "has_responses"

    play(database_url, scenario)


def test_nobody_answers_where_the_session_is_not_open(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        bob = await talk.phone("Bob")
        await talk.house.call("POST", f"{talk.path}/pause")
        refused = await bob.answer(act, options=["a"], status=409)
        assert refused["code"] == "session_paused"
        await talk.house.call("POST", f"{talk.path}/activate")
        await bob.answer(act, options=["a"])

    play(database_url, scenario)


def test_the_same_answer_after_the_close_was_answered_before_it(database_url: str) -> None:
    """A phone whose first answer got lost on the way back tries again, and may be late by then."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        sent = await bob.answer(act, options=["a"])
        await act.call("POST", "/close")
        assert await bob.answer(act, options=["a"]) == sent
        await bob.answer(act, options=["b"], status=409)
        await carol.answer(act, options=["a"], status=409)
        assert await act.results() == {"n": 1, "counts": [1, 0]}

    play(database_url, scenario)


def test_a_kind_that_is_not_there_any_more_takes_nothing_down(database_url: str) -> None:
    """Its package was uninstalled, or its configuration is of another version: it is listed, and can be removed."""

    async def scenario(talk: Talk) -> None:
        gone, other = [await talk.add("choice", title, config={"options": OPTIONS}) for title in ("Gone", "Other")]
        await gone.call("POST", "/close")
        talk.house.execute(f"UPDATE activities SET kind = 'applause' WHERE id = '{gone.id}'")
        broken = await talk.add("choice", "Broken", config={"options": OPTIONS})
        talk.house.execute(f"UPDATE activities SET config = '{{}}', kind = 'quiz_of_old' WHERE id = '{broken.id}'")
        bob = await talk.phone("Bob")
        phone, presenter = bob.stream(), talk.presenter()
        for stream in (phone, presenter):
            await stream.caught_up()
        assert {row["type"] for row in await talk.house.call("GET", f"{talk.path}/activities")} == {
            *("applause", "choice", "quiz_of_old")
        }
        await bob.mine()
        await other.call("POST", "/open")
        await bob.answer(other, options=["a"])
        await bob.answer(broken, options=["a"], status=409)
        await broken.call("DELETE")
        await gone.call("DELETE")

    play(database_url, scenario)
