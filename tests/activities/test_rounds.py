"""Rounds: what was answered is cleared, and comes back."""

from tests.activities.leading import press, state
from tests.activities.talk import OPTIONS, Talk, play


def test_a_closed_one_that_is_cleared_opens_as_a_draft_does(database_url: str) -> None:
    """With the results as hidden as they were before; taken back, it is closed with what people answered."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, results_shown=False)
        await (await talk.phone("Bob")).answer(act, options=["b"])
        await act.call("PUT", "/results", shown=True)
        await act.call("POST", "/close")
        cleared = await act.call("POST", "/clear")
        assert (cleared["state"], cleared["results_shown"], cleared["asked_at"]) == ("draft", False, None)
        assert (await act.call("POST", "/unclear"))["state"] == "closed"
        assert (await act.results())["n"] == 1
        await act.call("POST", "/clear")
        await act.call("DELETE")
        assert (await act.call("POST", "/restore"))["state"] == "draft"
        await act.call("PUT", "../../stage", activity=None)
        assert (await press(act), await state(act)) == (act.id, "open")
        await act.call("POST", "/unclear")
        assert (await state(act), (await act.results())["n"]) == ("open", 1)

    play(database_url, scenario)


def test_clearing_begins_a_round_and_is_undone_once(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        bob = await talk.phone("Bob")
        await bob.answer(act, options=["b"])
        assert (await act.call("POST", "/clear"))["can_unclear"] is True
        assert await act.results() == {"n": 0, "counts": [0, 0]}
        assert (await bob.mine())[act.id]["answers"] == {}
        late = {"answer": {"options": ["a"]}, "round": 1}
        refused = await bob.call(act, "POST", "/response", status=409, **late)
        assert refused["code"] == "round_over"
        await bob.answer(act, options=["a"])
        await act.call("POST", "/unclear")
        assert await act.results() == {"n": 1, "counts": [0, 1]}
        await act.call("POST", "/unclear", status=409)
        await act.call("POST", "/clear")
        assert await act.results() == {"n": 0, "counts": [0, 0]}  # a third round, and not the second again

    play(database_url, scenario)


def test_clearing_twice_still_leads_back_to_what_people_answered(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS})
        await (await talk.phone("Bob")).answer(act, options=["b"])
        await act.call("POST", "/clear")
        await act.call("POST", "/clear")
        assert (await act.results())["n"] == 0
        await act.call("POST", "/unclear")
        assert await act.results() == {"n": 1, "counts": [0, 1]}

    play(database_url, scenario)


def test_undoing_a_clearing_shows_results_as_they_were_shown(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("choice", config={"options": OPTIONS}, results_shown=False)
        await (await talk.phone("Bob")).answer(act, options=["b"])
        await act.call("PUT", "/results", shown=True)
        await act.call("POST", "/close")
        for _ in range(2):
            assert (await act.call("POST", "/clear"))["results_shown"] is False
        assert (await act.call("POST", "/unclear"))["results_shown"] is True
        await act.call("PUT", "/results", shown=False)
        await act.call("POST", "/clear")
        assert (await act.call("POST", "/unclear"))["results_shown"] is False

    play(database_url, scenario)
