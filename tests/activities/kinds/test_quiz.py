"""A quiz from the lobby to the podium, on the real app."""

import asyncio
from datetime import timedelta
from typing import Any

from madang.activities.kinds.quiz import tables
from madang.activities.models import Activity
from madang.database import Db
from tests.activities.kinds.quizzes import SKY
from tests.activities.talk import Act, Phone, Talk, play
from tests.room.house import House, house

TEAMS = [{"id": "r", "name": "Red"}, {"id": "b", "name": "Blue"}]
YES = {"kind": "true_false", "text": "?", "holds": True}


async def to(act: Act, *phases: str) -> None:
    """One step after the other, each of which leads to the phase that is named."""
    for phase in phases:
        assert (await act.call("POST", "/quiz/next"))["progress"]["phase"] == phase


async def score(phone: Phone, act: Act) -> dict[str, Any]:
    found: dict[str, Any] = (await phone.mine())[act.id]["score"]
    return found


def quickened(served: House, act: Act, seconds: float) -> None:
    """As if the question of now had been asked so many seconds earlier."""

    def change(db: Db) -> None:
        activity = db.get_one(Activity, act.id)
        for name in ("asked_at", "closes_at"):
            setattr(activity, name, getattr(activity, name) - timedelta(seconds=seconds))

    served.write(change)


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


def test_the_server_keeps_the_time(database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [{**YES, "seconds": 10}]})
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        watching = bob.stream()
        await to(act, "asking")
        quickened(talk.house, act, 5)
        await bob.answer(act, picks=[0])
        quickened(talk.house, act, 6)
        await carol.answer(act, picks=[0], status=409)
        await watching.shows("activity", "progress", {"phase": "locked", "question": 0, "dealt": 0})
        assert watching.view.row("activity")["closes_at"] is None
        await carol.answer(act, picks=[0], status=409)
        await to(act, "revealed")
        assert 600 <= (await score(bob, act))["points"] <= 750
        late = await score(carol, act)
        assert (late["outcome"], late["points"], late["rank"], late["players"]) == ("missed", 0, None, 1)

    play(database_url, scenario)


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
        for phase in ("asking", "locked", "revealed", "podium"):
            assert (await act.call("POST", "../../stage/next"))["activity"] == act.id
            assert (await act.call("GET"))["progress"]["phase"] == phase
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


def test_a_configuration_that_contradicts_itself_is_refused(database_url: str) -> None:
    two = [{"text": "a", "right": True}, {"text": "b"}]
    wrong: tuple[dict[str, Any], ...] = (
        {"questions": []},
        {"questions": [YES] * 51},
        {"questions": [{**YES, "id": "x"}] * 2},
        {"questions": [{**YES, "seconds": 4}]},
        {"questions": [{"kind": "choice", "text": "?", "options": [{"text": "a"}, {"text": "b"}]}]},
        {"questions": [{"kind": "choice", "text": "?", "options": [*two, {"text": "c", "right": True}]}]},
        {"questions": [{"kind": "choice", "text": "?", "options": [*two, {"text": "Ａ"}]}]},
        {"questions": [{"kind": "order", "text": "?", "items": [{"text": "a"}]}]},
        {"questions": [{"kind": "text", "text": "?", "accepted": []}]},
        {"questions": [YES], "teams": TEAMS[:1]},
        {"questions": [YES], "teams": [TEAMS[0], {"name": "red"}]},
    )

    async def scenario(talk: Talk) -> None:
        for config in wrong:
            await talk.house.call("POST", f"{talk.path}/activities", kind="quiz", title="?", config=config, status=422)
        fine = await talk.add("quiz", config={"questions": [{"kind": "choice", "text": "?", "options": two}]})
        assert (await fine.call("GET"))["config"]["questions"][0]["options"][0]["id"]

    play(database_url, scenario)


def test_late_and_in_time_at_once(database_url: str) -> None:
    """Closing and answering meet: who got a 200 counts, who got a 409 does not."""

    async def scenario(talk: Talk) -> None:
        act = await talk.add("quiz", config={"questions": [YES]})
        phones = [await talk.phone(f"P{number}") for number in range(12)]
        await to(act, "asking")

        async def answer(phone: Phone) -> bool:
            headers = {"Authorization": f"Bearer {phone.token}"}
            path = f"/api/activities/{act.id}/response"
            sent = await talk.house.client.post(path, json={"answer": {"picks": [0]}}, headers=headers)
            assert sent.status_code in (200, 409)
            return sent.status_code == 200

        *taken, _ = await asyncio.gather(*map(answer, phones), act.call("POST", "/quiz/lock"))
        await to(act, "revealed")
        assert (await act.results())["right"] == sum(map(bool, taken))

    play(database_url, scenario)


def test_a_question_may_be_called_like_anything(database_url: str) -> None:
    """Also like what keeps the teams; and an answer of characters that are hardly there stops nobody."""

    async def scenario(talk: Talk) -> None:
        question = {"id": "team", "kind": "text", "text": "Who?", "accepted": ["Vega"]}
        teams = [{"id": "r", "name": "Red"}, {"id": "b", "name": "Blue"}]
        act = await talk.add("quiz", config={"questions": [question], "teams": teams})
        bob = await talk.phone("Bob")
        await bob.answer(act, team="r")
        await act.call("POST", "/quiz/next")
        await bob.answer(act, text="\u00ad\u3000\ufe0f", status=422)
        await bob.answer(act, text="vega")
        for _ in range(3):
            await act.call("POST", "/quiz/next")
        (first,) = await act.call("GET", "/quiz/standings")
        assert (first["right"], first["team"]) == (1, "r")
        assert first["points"] > 0

    play(database_url, scenario)
