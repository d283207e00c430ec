"""A talk that starts over after a rehearsal, and goes back."""

from typing import Any

from tests.activities.talk import OPTIONS, Act, Talk, play
from tests.room.house import until


async def restart(talk: Talk, way: str = "", status: int = 0) -> Any:
    return await talk.house.call("POST", f"{talk.path}/activities/restart{way}", status=status)


async def states(talk: Talk) -> list[tuple[str, int]]:
    """State and number of responses, in running order."""
    rows = await talk.house.call("GET", f"{talk.path}/activities")
    return [(row["state"], (await Act(talk, row["id"]).results())["n"]) for row in rows]


async def on_stage(talk: Talk) -> str | None:
    found: str | None = (await talk.house.call("GET", f"{talk.path}/stage"))["activity"]
    return found


async def rehearsed(talk: Talk) -> tuple[Act, Act]:
    """One closed with an answer, one open on the stage with an answer, a chat, and a draft."""
    first = await talk.add("choice", "One", config={"options": OPTIONS}, results_shown=False)
    bob = await talk.phone("Bob")
    await bob.answer(first, options=["b"])
    await first.call("PUT", "/results", shown=True)
    await first.call("POST", "/close")
    second = await talk.add("choice", "Two", config={"options": OPTIONS})
    await bob.answer(second, options=["a"])
    chat = await talk.add("chat", "Chat", opened=False)
    await chat.call("POST", "/open")
    await bob.call(chat, "POST", "/posts", text="Hello")
    await talk.add("choice", "Three", opened=False)
    return first, second


REHEARSED = [("closed", 1), ("open", 1), ("open", 1), ("draft", 0)]
FRESH = [("draft", 0)] * 4


def test_everything_is_a_draft_without_responses_and_runs_again(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, _ = await rehearsed(talk)
        phone = (await talk.phone("Bob")).stream()
        assert [row["state"] for row in await restart(talk)] == ["draft"] * 4
        assert (await states(talk), await on_stage(talk)) == (FRESH, None)
        assert (await first.call("GET"))["results_shown"] is False
        assert (await first.call("POST", "../../stage/next", seen_on=None))["activity"] == first.id
        assert (await first.call("POST", "../../stage/next", seen_on=None))["activity"] == first.id
        await phone.shows("stage", "activity", first.id)
        await (await talk.phone("Bob")).answer(first, options=["a"])
        assert await first.results() == {"n": 1, "counts": [1, 0]}

    play(database_url, scenario)


def test_the_way_back_leads_to_responses_states_and_stage(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, second = await rehearsed(talk)
        await restart(talk, "/undo", status=409)
        console, phone = talk.presenter(), (await talk.phone("Bob")).stream()
        await console.shows("stage", "can_unrestart", value=False)
        await restart(talk)
        await console.shows("stage", "can_unrestart", value=True)
        await restart(talk)  # nothing is there to clear, and the way back stays
        await restart(talk, "/undo")
        await console.shows("stage", "can_unrestart", value=False)
        assert "can_unrestart" not in phone.view.row("stage")
        assert (await states(talk), await on_stage(talk)) == (REHEARSED, second.id)
        assert (await first.call("GET"))["results_shown"] is True
        await restart(talk, "/undo", status=409)
        await (await talk.phone("Carol")).answer(second, options=["b"])
        assert await second.results() == {"n": 2, "counts": [1, 1]}

    play(database_url, scenario)


def test_what_was_cleared_or_brought_back_since_stays_as_it_is(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, second = await rehearsed(talk)
        await restart(talk)
        assert (await first.call("POST", "/unclear"))["state"] == "closed"
        await first.stage()
        await (await talk.phone("Carol")).answer(first, options=["b"])
        await second.stage()
        await (await talk.phone("Carol")).answer(second, options=["b"])
        await second.call("POST", "/clear")
        await first.stage()
        await restart(talk, "/undo")
        assert await states(talk) == [("open", 2), ("open", 0), ("open", 1), ("draft", 0)]
        assert await on_stage(talk) == second.id

    play(database_url, scenario)


def test_what_people_have_answered_since_is_not_taken_away(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, second = await rehearsed(talk)
        await restart(talk)
        await first.stage()
        await (await talk.phone("Carol")).answer(first, options=["a"])
        undone = await restart(talk, "/undo")
        assert (undone["left"], [row["id"] for row in undone["activities"]][:2]) == ([first.id], [first.id, second.id])
        assert await states(talk) == [("open", 1), *REHEARSED[1:]]
        assert await on_stage(talk) == first.id
        assert await first.results() == {"n": 1, "counts": [1, 0]}
        await first.call("POST", "/unclear")  # what was rehearsed is not lost either
        assert await first.results() == {"n": 1, "counts": [0, 1]}

    play(database_url, scenario)


def test_starting_over_again_keeps_the_way_back_of_what_nobody_answered(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, second = await rehearsed(talk)
        await restart(talk)
        await first.stage(opened=False)
        await restart(talk)
        await first.stage()  # opened, and not answered
        await restart(talk)
        assert (await restart(talk, "/undo"))["left"] == []
        assert (await states(talk), await on_stage(talk)) == (REHEARSED, second.id)
        assert (await first.call("GET"))["results_shown"] is True

    play(database_url, scenario)


def test_starting_over_again_leads_back_to_the_latest_answers(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        first, _ = await rehearsed(talk)
        await restart(talk)
        await first.stage()
        for name in ("Carol", "Dora"):
            await (await talk.phone(name)).answer(first, options=["a"])
        await restart(talk)
        assert (await states(talk), await on_stage(talk)) == (FRESH, None)
        await restart(talk, "/undo")
        assert (await states(talk), await on_stage(talk)) == ([("open", 2), *REHEARSED[1:]], first.id)

    play(database_url, scenario)


def test_moderators_are_not_told_of_what_comes_again(database_url: str) -> None:
    """Only phones' form of what phones have seen is theirs, and nobody has seen what is made of a draft since."""

    async def scenario(talk: Talk) -> None:
        first, second = await rehearsed(talk)
        token = await talk.house.member(talk.session, "moderator")
        stream = talk.house.presenter(talk.session, token=token)

        def seen() -> set[str]:
            rows = stream.view.rows.items()
            return {row["title"] for (kind, _), row in rows if kind == "activity" and not row.get("gone")}

        async def told(*titles: str) -> None:
            await until(lambda: seen() == set(titles), f"{seen()} instead of {titles}")
            listed = await talk.house.call("GET", f"{talk.path}/activities", token=token)
            assert {row["title"] for row in listed} == set(titles)
            fresh = await talk.house.presenter(talk.session, token=token).caught_up()
            assert fresh.view.rows == stream.view.rows

        await told("One", "Two", "Chat")
        await restart(talk)
        await told()
        await first.call("PUT", title="What nobody knows yet")
        await talk.house.call("GET", first.path, token=token, status=404)
        await second.stage(opened=False)
        await told("Two")  # phones see it, too
        await second.call("PUT", "../../stage", activity=None)
        await told()
        await restart(talk, "/undo")
        await told("What nobody knows yet", "Two", "Chat")
        assert stream.view.row("post")["text"] == "Hello"

    play(database_url, scenario)


def test_a_quiz_goes_back_to_its_lobby_and_to_where_it_was(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        questions = [{"kind": "true_false", "text": text, "holds": True} for text in ("One", "Two")]
        quiz = await talk.add("quiz", config={"questions": questions})
        await quiz.call("POST", "../../stage/next")
        before = (await quiz.call("GET"))["progress"]
        await restart(talk)
        assert (await quiz.call("GET"))["progress"].get("phase", "lobby") == "lobby"
        await restart(talk, "/undo")
        after = (await quiz.call("GET"))["progress"]
        assert (before["phase"], after["phase"], after["question"]) == ("asking", "locked", before["question"])

    play(database_url, scenario)
