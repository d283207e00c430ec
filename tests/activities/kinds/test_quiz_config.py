"""What a quiz may be made of."""

from typing import Any

from tests.activities.kinds.quizzing import TEAMS, YES
from tests.activities.talk import Talk, play


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
