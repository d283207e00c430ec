"""What one vote more costs each phone of a full hall, for every kind at its largest: at most 200 bytes."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from madang.activities.kinds.chat.kind import EMOJI
from madang.activities.responding import Respond, respond_together
from madang.activities.schemas import ResponseIn
from madang.participants.joining import Join, join_together
from madang.participants.schemas import JoinRequest
from tests.activities.talk import Act, Talk, play
from tests.room.house import House, until

HALL = 1000
MOST_BYTES = 200

Answer = Callable[[random.Random], dict[str, Any]]

_IDS = "abcdefghijklmnopqrst"
_STATEMENTS = [{"id": f"s{number}", "text": f"Statement {number}"} for number in range(12)]
_SYLLABLES = "가나다라마바사아자차카타파하별달해빛물불산강"


def _words(chance: random.Random) -> dict[str, Any]:
    return {"words": ["".join(chance.choices(_SYLLABLES[:8], k=1 + chance.randrange(3))) for _ in range(10)]}


FULL: dict[str, tuple[str, dict[str, Any], Answer]] = {
    "choice": (
        "choice",
        {"options": [{"id": name, "text": name} for name in _IDS], "multiple": True, "least": 1},
        lambda chance: {"options": chance.sample(_IDS, 9)},
    ),
    "rating of one": ("rating", {"points": 10}, lambda chance: {"values": {"a": chance.randint(1, 10)}}),
    "rating of many": (
        "rating",
        {"points": 10, "statements": _STATEMENTS},
        lambda chance: {"values": {one["id"]: chance.randint(1, 10) for one in _STATEMENTS}},
    ),
    "word cloud": ("word_cloud", {"most": 10, "filtered": []}, _words),
    "ranking": (
        "ranking",
        {"items": _STATEMENTS},
        lambda chance: {"order": chance.sample([one["id"] for one in _STATEMENTS], 12)},
    ),
    "ranking by average": (
        "ranking",
        {"items": _STATEMENTS, "score": "average"},
        lambda chance: {"order": chance.sample([one["id"] for one in _STATEMENTS], 12)},
    ),
    "estimate": ("estimate", {"decimals": 2}, lambda chance: {"value": round(chance.gauss(40_000, 9_000), 2)}),
}


def _fill(served: House, talk: Talk, act: Act, answer: Answer) -> None:
    """A thousand join and answer."""
    chance = random.Random(7)
    code = talk.session["session_code"].replace("-", "")
    joins = [Join(code, JoinRequest(nickname=f"Name {number}"), "en") for number in range(HALL)]
    seated = served.write(lambda db: join_together(db, joins))
    tokens = [one["token"] for one in seated if not isinstance(one, Exception)]
    answers = [Respond(act.id, token, ResponseIn(answer=answer(chance))) for token in tokens]
    taken = served.write(lambda db: respond_together(db, answers))
    assert len([one for one in taken if not isinstance(one, Exception)]) == HALL


@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_answer_more(name: str, database_url: str) -> None:
    kind, config, answer = FULL[name]

    async def scenario(talk: Talk) -> None:
        act = await talk.add(kind, config=config, results_shown=True)
        watching, one = talk.house.stream((await talk.phone("Watching")).token), await talk.phone("One more")
        _fill(talk.house, talk, act, answer)
        await watching.shows("tally", "n", HALL)
        await until(lambda: watching.view.online == 1)
        await until(
            lambda: (watching.view.row("people")["joined"], watching.view.row("people")["peak"]) == (HALL + 2, 1)
        )
        before = len(watching.view.raw)
        await one.answer(act, **answer(random.Random(8)))
        await watching.shows("tally", "n", HALL + 1)
        assert len(watching.view.raw) - before <= MOST_BYTES, watching.view.raw[before:].decode()

    play(database_url, scenario)


@pytest.mark.parametrize(("kind", "signs"), [("questions", ("",)), ("open_text", ("",)), ("chat", EMOJI)])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_vote_more(kind: str, signs: Sequence[str], database_url: str) -> None:
    async def scenario(talk: Talk) -> None:
        act = await talk.add(kind)
        phones = [await talk.phone(f"Name {number}") for number in range(12)]
        post = (await phones[0].call(act, "POST", "/posts", text="Why is the sky dark at night?"))["id"]
        watching = talk.house.stream((await talk.phone("Watching")).token)
        votes = [(phone, sign) for phone in phones[1:] for sign in signs]
        for phone, sign in votes[:-1]:
            await phone.call(act, "POST", f"/posts/{post}/vote", on=True, emoji=sign)
        await until(lambda: sum(_counts(watching.view.row("votes"))) == len(votes) - 1)
        await until(lambda: watching.view.row("people").get("peak") == 1)
        before = len(watching.view.raw)
        await votes[-1][0].call(act, "POST", f"/posts/{post}/vote", on=True, emoji=votes[-1][1])
        await until(lambda: sum(_counts(watching.view.row("votes"))) == len(votes))
        assert len(watching.view.raw) - before <= MOST_BYTES, watching.view.raw[before:].decode()

    play(database_url, scenario)


def _counts(votes: dict[str, Any]) -> list[int]:
    return [votes.get("n", 0), *votes.get("emoji", {}).values()]
