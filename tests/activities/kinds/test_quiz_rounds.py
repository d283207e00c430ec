"""A quiz that is cleared, brought back, and asked again."""

from tests.activities.kinds.quizzing import YES, score, to
from tests.activities.talk import Talk, play


def test_a_new_round_begins_in_the_lobby_and_undoing_goes_back(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES, YES | {"text": "!"}]})
        bob = await talk.phone("Bob")
        await to(act, "asking")
        await bob.answer(act, picks=[0])
        await to(act, "locked", "revealed")
        kept = await score(bob, act)
        asked = (await act.call("GET"))["config"]["questions"]
        await act.call("PUT", config={"questions": [*asked, YES | {"text": "?!"}]})
        await act.call("PUT", config={"questions": [{**asked[0], "holds": False}, asked[1]]}, status=409)
        await act.call("POST", "/clear")
        assert (await act.call("GET"))["public"]["progress"] == {"phase": "lobby", "question": None, "dealt": 0}
        assert await score(bob, act) is None
        await to(act, "asking")
        await bob.answer(act, picks=[1])
        back = await act.call("POST", "/unclear")
        assert (back["progress"]["phase"], back["progress"]["question"]) == ("revealed", 0)
        assert await score(bob, act) == kept
        await to(act, "leaderboard", "asking")
        await act.call("POST", "/close")
        assert (await act.call("POST", "/open"))["progress"]["phase"] == "locked"

    play(database_url, scenario)


def test_clearing_twice_leads_back_to_where_the_quiz_was(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES, YES | {"text": "!"}]})
        bob = await talk.phone("Bob")
        await to(act, "asking")
        await bob.answer(act, picks=[0])
        await to(act, "locked", "revealed")
        kept = await score(bob, act)
        await act.call("POST", "/clear")
        await to(act, "asking")  # and nobody answers
        assert (await act.call("POST", "/clear"))["public"]["progress"]["phase"] == "lobby"
        back = await act.call("POST", "/unclear")
        assert (back["progress"]["phase"], back["progress"]["question"]) == ("revealed", 0)
        assert await score(bob, act) == kept

    play(database_url, scenario)


def test_what_was_answered_stays_while_it_can_come_back(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES, YES | {"text": "!"}]})
        bob = await talk.phone("Bob")
        await to(act, "asking")
        await bob.answer(act, picks=[0])
        first, second = (await act.call("GET"))["config"]["questions"]
        for _ in range(2):
            await talk.house.call("POST", f"{talk.path}/activities/restart")
            refused = await act.call("PUT", config={"questions": [{**first, "holds": False}, second]}, status=409)
            assert refused["code"] == "quiz_asked_already"
            await act.call("POST", "/open")
        await act.call("PUT", config={"questions": [first, {**second, "holds": False}]})

    play(database_url, scenario)


def test_an_undone_clearing_survives_questions_that_are_gone(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES, YES | {"text": "!"}]})
        bob = await talk.phone("Bob")
        await to(act, "asking", "locked", "revealed", "leaderboard", "asking")
        await act.call("POST", "/clear")
        await act.call("POST", "/close")
        await act.call("POST", "/clear")  # a draft
        await act.call("PUT", config={"questions": [YES]})
        await act.call("POST", "/unclear")
        await act.call("POST", "/open")
        await bob.answer(act, picks=[0], status=409)
        await to(act, "revealed", "podium")
        assert (await act.results())["rows"] == []

    play(database_url, scenario)
