"""The tally equals a recount of what was acknowledged, after any history, in every kind, on both databases."""

import asyncio
from typing import Any

from hypothesis import strategies as st

from tests.activities.recounts import RECOUNTS, Answer, Recount
from tests.activities.talk import Act, Phone, Talk
from tests.room.house import House
from tests.room.interleaving import in_one_loop

PHONES = 4

phones = st.integers(0, PHONES - 1)


def steps(recount: Recount) -> st.SearchStrategy[list[Any]]:
    answered = st.tuples(st.just("answer"), st.dictionaries(phones, recount.answers, min_size=2))
    others = st.one_of(
        st.tuples(st.just("take_back"), phones),
        st.tuples(st.sampled_from(["open", "close", "clear", "unclear"]), st.none()),
    )
    return st.lists(st.one_of(answered, others), min_size=3, max_size=9)


class Model:
    """What should be there: by round and phone, the last answer."""

    def __init__(self) -> None:
        self.rounds: dict[int, dict[int, Answer]] = {1: {}}
        self.round, self.last, self.before = 1, 1, 0
        self.opened = True

    @property
    def now(self) -> dict[int, Answer]:
        return self.rounds[self.round]

    def clear(self) -> None:
        """An empty round is nothing to go back to, where there is another one."""
        if self.now or not self.before:
            self.before = self.round
        self.last += 1
        self.round = self.last
        self.rounds[self.round] = {}

    def unclear(self) -> bool:
        if not self.before:
            return False
        self.round, self.before = self.before, 0
        return True


async def take(step: str, what: Any, act: Act, people: list[Phone], model: Model) -> None:
    match step:
        case "answer":
            await asyncio.gather(*(answer(number, what[number], act, people, model) for number in what))
        case "take_back":
            await people[what].call(act, "DELETE", "/response", status=204 if model.opened else 409)
            if model.opened:
                model.now.pop(what, None)
        case "open" | "close":
            await act.call("POST", f"/{step}")
            model.opened = step == "open"
        case "clear":
            await act.call("POST", "/clear")
            model.clear()
        case "unclear":
            await act.call("POST", "/unclear", status=200 if model.unclear() else 409)


async def answer(number: int, given: Answer, act: Act, people: list[Phone], model: Model) -> None:
    again = model.now.get(number) == given  # a retry is answered as before, late as it is
    await people[number].answer(act, **given, status=200 if model.opened or again else 409)
    if model.opened:
        model.now[number] = given


def test_the_tally_equals_a_recount_after_any_history(database_url: str) -> None:
    async def scenario(served: House, histories: tuple[list[Any], ...]) -> None:
        talk = await Talk.begun(served)
        people = [await talk.phone(f"Name {number}") for number in range(PHONES)]
        for recount, history in zip(RECOUNTS, histories, strict=True):
            act, model = await talk.add(recount.kind, config=recount.config), Model()
            for step, what in history:
                await take(step, what, act, people, model)
                found, answers = await act.results(), list(model.now.values())
                assert found == {"n": len(answers), **recount.of(answers, found)}, recount.kind

    in_one_loop(st.tuples(*(steps(recount) for recount in RECOUNTS)), database_url, scenario, examples=7)
