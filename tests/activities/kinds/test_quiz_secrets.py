"""What is right, and what comes next, reaches nobody before its time: not in a stream, an answer, or what is stored."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madang.activities.kind import Running
from madang.activities.kinds.quiz import KIND
from madang.activities.kinds.quiz.answers import QuizAnswer
from madang.activities.kinds.quiz.questions import AnyQuestion
from madang.activities.kinds.quiz.schemas import QuizConfig
from madang.errors import Problem
from madang.live.rows import Audience
from tests.activities.kinds.quizzes import answers_to, questions
from tests.activities.talk import Talk, play

SECRETS = ("Secret-Titan", "Secret-Rhea")
LATER = ("Later-question", "Later-option", "later-id")
AUDIENCES: tuple[Audience, ...] = ("moderator", "participant", "screen", "visitor")


def running(config: QuizConfig, phase: str, place: int | None) -> Running[QuizConfig]:
    return Running(
        id="a",
        session_id="s",
        config=config,
        progress={"phase": phase, "question": place, "revealed": []},
        round=1,
        state="open",
        anonymous=False,
        results_shown=True,
    )


@st.composite
def _twins(draw: st.DrawFn) -> tuple[AnyQuestion, AnyQuestion]:
    """The same question, and the same but for what is right."""
    question = draw(questions)
    own = question.model_dump()
    if question.kind == "choice":
        right = draw(st.permutations(range(len(own["options"]))))[0]
        own["options"] = [{**option, "right": place == right} for place, option in enumerate(own["options"])]
    elif question.kind == "order":
        own["items"] = draw(st.permutations(own["items"]))
    elif question.kind == "text":
        own["accepted"], own["lenient"] = ["something else"], not own["lenient"]
    else:
        own["holds"] = not own["holds"]
    return question, type(question).model_validate(own)


@given(st.data(), _twins(), questions, questions, st.sampled_from(["lobby", "asking", "locked"]))
def test_nothing_before_the_reveal_depends_on_what_is_right_or_comes_later(
    data: st.DataObject, twins: tuple[AnyQuestion, AnyQuestion], later: AnyQuestion, other: AnyQuestion, phase: str
) -> None:
    answer = data.draw(answers_to(twins[0]) | answers_to(later))
    seen = []
    for question, following in zip(twins, (later, other), strict=True):
        config = QuizConfig(
            questions=(question.model_copy(update={"id": "now"}), following.model_copy(update={"id": "next"}))
        )
        here = running(config, phase, None if phase == "lobby" else 0)
        try:
            KIND.check(here, answer)
            taken: Any = [KIND.slot(here), list(KIND.marks(here, answer)), KIND.changeable(here)]
        except Problem as problem:
            taken = problem.code
        seen.append(
            [
                taken,
                *([KIND.public_config(here, who), KIND.public_progress(here, who)] for who in AUDIENCES),
            ]
        )
    assert seen[0] == seen[1]


def test_answers_that_do_not_fit_are_refused_alike() -> None:
    config = QuizConfig.model_validate(
        {"questions": [{"kind": "choice", "text": "?", "options": [{"text": "a"}, {"text": "b", "right": True}]}]}
    )
    for answer in (QuizAnswer(picks=(2,)), QuizAnswer(picks=(0, 1)), QuizAnswer(picks=(0, 0)), QuizAnswer(text="b")):
        with pytest.raises(Problem, match="quiz_answer_unfit"):
            KIND.check(running(config, "asking", 0), answer)


def test_every_stream_and_every_answer_before_the_reveal(database_url: str) -> None:
    asked: dict[str, Any] = {"kind": "text", "text": "Now-asked", "accepted": list(SECRETS)}
    later: dict[str, Any] = {"id": LATER[2], "kind": "choice", "text": LATER[0]}
    later["options"] = [{"text": LATER[1], "right": True}, {"text": "No"}, {"text": "Nor"}]

    async def scenario(talk: Talk) -> None:
        bob, carol = await talk.phone("Bob"), await talk.phone("Carol")
        act = await talk.add("quiz", config={"questions": [asked, later]})
        streams = {
            "participant": carol.stream(),
            "screen": await talk.screen(),
            "visitor": talk.house.visitor(talk.session),
        }
        told: list[str] = []

        async def hear() -> None:
            """All that phones can ask for, by every way."""
            path = f"http://madang/join/{talk.session['session_code']}"
            told.append((await talk.house.client.get(path)).text)
            for way in (
                "participants/me/activities",
                f"activities/{act.id}/posts",
                f"sessions/code/{talk.session['session_code']}",
                f"{act.path}/results",
                f"{act.path}/quiz/standings",
                act.path,
            ):
                headers = {"Authorization": f"Bearer {bob.token}"}
                told.append((await talk.house.client.get(f"/api/{way}", headers=headers)).text)
            told.extend(stream.view.raw.decode() for stream in streams.values())

        async def say(**answer: Any) -> None:
            headers = {"Authorization": f"Bearer {bob.token}"}
            path = f"/api/activities/{act.id}/response"
            told.append((await talk.house.client.post(path, json={"answer": answer}, headers=headers)).text)

        await say(text="Early")
        await hear()
        await act.call("POST", "/quiz/next")
        await streams["participant"].shows("activity", "progress", {"phase": "asking", "question": 0, "dealt": 0})
        await say(picks=[0])
        await say(text="Wrong-guess")
        await say(text="Another-guess")
        await carol.answer(act, text="Carols-guess")
        await streams["screen"].shows("tally", "n", 2)
        await hear()
        await act.call("POST", "/quiz/next")
        await streams["screen"].shows("activity", "progress", {"phase": "locked", "question": 0, "dealt": 0})
        await say(text="Late")
        await hear()
        assert not [word for word in (*SECRETS, *LATER, "Carols-guess") if word in "".join(told)]
        assert "Now-asked" in "".join(told)

        await act.call("POST", "/quiz/next")
        for name in ("participant", "screen"):
            await streams[name].shows("activity", "progress", {"phase": "revealed", "question": 0, "dealt": 0})
            assert SECRETS[0] in streams[name].view.raw.decode()
        await hear()
        assert not [word for word in (*LATER, "Carols-guess") if word in "".join(told)]
        assert b"Now-asked" not in streams["visitor"].view.raw

    play(database_url, scenario)
