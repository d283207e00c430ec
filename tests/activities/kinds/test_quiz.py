"""A quiz from the lobby to the podium, on the real app."""

import asyncio

from madang.activities.kinds.quiz import tables
from tests.activities.kinds.quizzes import SKY
from tests.activities.kinds.quizzing import TEAMS, YES, score, to
from tests.activities.talk import Talk, play
from tests.room.house import house


def test_from_the_lobby_to_the_podium(database_url: str) -> None:
    async def scenario() -> None:
        async with house(database_url) as served:
            talk = await Talk.begun(served, anonymous=True)
            act = await talk.add("quiz", config={"questions": SKY})
            assert (await act.call("GET"))["anonymous"] is False
            bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
            screen, watching = await talk.screen(), bob.stream()
            await bob.answer(act, picks=[1], status=409)

            await to(act, "asking")
            sent = await bob.answer(act, picks=[1])
            assert sent == {"activity": act.id, "round": 1, "slot": "planet", "answer": {"picks": [1]}}
            assert await bob.answer(act, picks=[1]) == sent
            await bob.answer(act, picks=[0], status=409)
            await bob.call(act, "DELETE", "/response", status=409)
            await carol.answer(act, picks=[0])
            await screen.shows("tally", "n", 2)
            assert "counts" not in screen.view.row("tally")
            assert (await act.results())["counts"] == [1, 1, 0]
            assert await score(bob, act) is None

            await to(act, "locked")
            await to(act, "revealed")
            await watching.shows("tally", "counts", [1, 1, 0])
            assert watching.view.row("tally")["right"] == 1
            assert watching.view.row("activity")["config"]["question"]["solution"] == {"picks": [1]}
            mine = await score(bob, act)
            assert mine["outcome"] == "right"
            assert 900 <= mine["points"] <= 1000
            assert (await score(carol, act)) == {
                "question": "planet",
                "players": 2,
                "points": 0,
                "gained": 0,
                "outcome": "wrong",
                "streak": 0,
                "rank": 2,
            }
            await to(act, "leaderboard")
            for stream in (screen, watching):
                await stream.shows("tally", "players", 2)
                first, second = stream.view.row("tally")["rows"]
                assert (first["rank"], first["before"], first["points"]) == (1, None, mine["points"])
                assert second["rank"] == 2
                assert stream.view.row("activity")["config"]["question"] is None

            await to(act, "asking")
            await carol.answer(act, picks=[0])
            await to(act, "locked", "revealed", "leaderboard")
            rows = (await act.results())["rows"]
            assert [(row["rank"], row["before"], row["gained"] > 1900) for row in rows] == [(1, 2, True), (2, 1, False)]
            assert (await score(bob, act))["outcome"] == "missed"

            await to(act, "asking")
            await bob.answer(act, text="titam")
            await to(act, "locked", "revealed")
            assert (await act.results())["words"] == [["titam", 1, True]]
            await to(act, "leaderboard", "asking")
            items = (await act.call("GET"))["public"]["config"]["question"]["items"]
            await bob.answer(act, picks=[items.index(name) for name in ("Mercury", "Earth", "Neptune")])
            await carol.answer(act, picks=[0, 1], status=422)
            await to(act, "locked", "revealed")
            assert (await act.results())["counts"] == [1, 1, 1]
            assert (await score(bob, act))["streak"] == 2
            await to(act, "podium")
            await act.call("POST", "/quiz/next", status=409)
            places = await act.call("GET", "/quiz/standings")
            assert [(place["rank"], place["right"]) for place in places] == [(1, 3), (2, 1)]
            assert [place["points"] for place in places] == [row["points"] for row in (await act.results())["rows"]]
            assert await act.call("GET", "/quiz/standings?limit=1&from=1") == places[1:]
            tables._kept.clear()
            assert await act.call("GET", "/quiz/standings") == places

    asyncio.run(scenario())


def test_a_step_from_where_one_saw_it_is_made_once(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES, {**YES, "text": "!"}]})
        for _ in range(2):
            at = await act.call("POST", "/quiz/next", phase="lobby", question=None)
            assert (at["progress"]["phase"], at["progress"]["question"]) == ("asking", 0)
        for _ in range(2):
            at = await act.call("POST", "/quiz/skip", phase="asking", question=0)
            assert (at["progress"]["phase"], at["progress"]["question"]) == ("asking", 1)
        for _ in range(2):
            assert (await act.call("POST", "/quiz/lock"))["progress"]["phase"] == "locked"
        at = await act.call("POST", "/quiz/skip")
        assert at["progress"]["phase"] == "podium"
        await act.call("POST", "/quiz/skip", status=409)
        assert await act.call("GET", "/quiz/standings") == []
        poll = await talk.add("choice")
        await poll.call("POST", "/quiz/next", status=404)
        await act.call("POST", "/close")
        await act.call("POST", "/quiz/next", status=409)

    play(database_url, scenario)


def test_the_key_that_leads_through_the_talk_leads_through_the_quiz(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES]})
        after = await talk.add("choice", opened=False)
        seen = (await act.call("GET"))["progress"]
        for phase in ("asking", "locked", "revealed", "podium"):
            for _ in range(2):  # pressed twice, or just when the time is up: it counts once
                step = await act.call("POST", "../../stage/next", seen_on=act.id, progress=seen)
                assert step["activity"] == act.id
                assert (await act.call("GET"))["progress"]["phase"] == phase
            await act.call("PUT", "/results", shown=phase == "locked")  # no step of the quiz
            seen = (await act.call("GET"))["progress"]
        for strange in ({}, {"phase": [seen]}, {"question": "0"}):
            await act.call("POST", "../../stage/next", seen_on=act.id, progress=strange)
        assert (await act.call("GET"))["state"] == "open"
        assert (await act.call("POST", "../../stage/next"))["activity"] == after.id
        assert (await act.call("GET"))["state"] == "closed"

    play(database_url, scenario)


def test_teams_are_chosen_dealt_and_scored_by_their_mean(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES, YES | {"text": "!"}], "teams": TEAMS})
        phones = [await talk.phone(name) for name in ("Bob", "Carol", "Dora", "Emil")]
        await phones[0].answer(act, team="b")
        await phones[0].answer(act, team="r")
        await phones[1].answer(act, team="r")
        await phones[1].answer(act, team="x", status=422)
        assert await act.results() == {"n": 2, "teams": [2, 0]}
        await act.call("POST", "/quiz/teams")
        assert await act.results() == {"n": 4, "teams": [2, 2]}
        assert [(await phone.mine())[act.id]["answers"][":team"]["team"] for phone in phones] == [
            "r",
            "r",
            "b",
            "b",
        ]
        late = await talk.phone("Late")
        await to(act, "asking")
        assert ":team" in (await late.mine())[act.id]["answers"]
        await late.answer(act, team="b", status=422)
        await phones[0].answer(act, picks=[0])
        await phones[1].answer(act, picks=[1])
        await phones[2].answer(act, picks=[0])
        await to(act, "locked", "revealed", "leaderboard")
        board = await act.results()
        mean = round(sum(row["points"] for row in board["rows"] if row["team"] == "r") / 2)
        assert [(row["id"], row["members"], row["rank"]) for row in board["teams"]] == [("b", 1, 1), ("r", 2, 2)]
        assert board["teams"][1]["points"] == mean
        await act.call("PUT", config={"questions": [YES], "teams": []}, status=409)

    play(database_url, scenario)


def test_who_was_removed_is_on_no_leaderboard(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES]})
        rude, bob = await talk.phone("Rude"), await talk.phone("Bob")
        await to(act, "asking")
        await rude.answer(act, picks=[0])
        await bob.answer(act, picks=[1])
        await to(act, "locked", "revealed")
        assert (await score(bob, act))["rank"] == 2
        await talk.house.call("DELETE", f"{talk.path}/participants/{rude.id}")
        await to(act, "podium")
        assert [row["name"] for row in (await act.results())["rows"]] == ["Bob"]
        assert (await score(bob, act))["rank"] == 1

    play(database_url, scenario)


def test_hidden_results_leave_phones_their_own(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES]}, results_shown=False)
        bob = await talk.phone("Bob")
        screen, watching = await talk.screen(), bob.stream()
        await to(act, "asking")
        await bob.answer(act, picks=[0])
        await to(act, "locked", "revealed", "podium")
        await watching.shows("activity", "progress", {"phase": "podium", "question": 0, "dealt": 0})
        await screen.shows("activity", "progress", {"phase": "podium", "question": 0, "dealt": 0})
        assert watching.view.row("tally") == {"kind": "tally", "id": act.id, "gone": True} | {
            "rev": watching.view.row("tally")["rev"]
        }
        assert "rows" not in screen.view.row("tally")
        assert (await score(bob, act))["rank"] == 1

    play(database_url, scenario)
