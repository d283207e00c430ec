"""The tally equals a recount of what was acknowledged, after any history, on both databases."""

import asyncio
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.activities.talk import Act, Phone, Talk
from tests.room.house import House, house

OPTIONS = [{"id": name, "text": name.upper()} for name in "abc"]
PHONES = 4

phones = st.integers(0, PHONES - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), phones, st.sets(st.sampled_from("abc"), min_size=1)),
        st.tuples(st.just("take_back"), phones, st.none()),
        st.tuples(st.sampled_from(["open", "close", "clear", "unclear"]), st.none(), st.none()),
    ),
    max_size=25,
)


class Model:
    """What should be there: by round and phone, the options that were chosen last."""

    def __init__(self) -> None:
        self.rounds: dict[int, dict[int, frozenset[str]]] = {1: {}}
        self.round, self.last, self.before = 1, 1, 0
        self.opened = True

    @property
    def now(self) -> dict[int, frozenset[str]]:
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

    def counts(self) -> list[int]:
        counted = Counter(option for chosen in self.now.values() for option in chosen)
        return [counted[option] for option in "abc"]


async def take(step: str, number: int | None, what: Any, act: Act, people: list[Phone], model: Model) -> None:
    match step:
        case "answer" if number is not None:
            again = model.now.get(number) == frozenset(what)  # a retry is answered as before, late as it is
            await people[number].answer(act, options=sorted(what), status=200 if model.opened or again else 409)
            if model.opened:
                model.now[number] = frozenset(what)
        case "take_back" if number is not None:
            await people[number].call(act, "DELETE", "/response", status=204 if model.opened else 409)
            if model.opened:
                model.now.pop(number, None)
        case "open" | "close":
            await act.call("POST", f"/{step}")
            model.opened = step == "open"
        case "clear":
            await act.call("POST", "/clear")
            model.clear()
        case "unclear":
            await act.call("POST", "/unclear", status=200 if model.unclear() else 409)


def test_the_tally_equals_a_recount_after_any_history(database_url: str) -> None:
    async def play(talk: Talk, people: list[Phone], history: list[Any]) -> None:
        act = await talk.add("choice", config={"options": OPTIONS, "multiple": True})
        model = Model()
        for step, number, what in history:
            await take(step, number, what, act, people, model)
            assert await act.results() == {"n": len(model.now), "counts": model.counts()}

    async def begin(served: House) -> tuple[Talk, list[Phone]]:
        talk = await Talk.begun(served)
        return talk, [await talk.phone(f"Name {number}") for number in range(PHONES)]

    with asyncio.Runner() as runner:
        context = house(database_url)
        talk, people = runner.run(begin(runner.run(context.__aenter__())))

        @settings(
            max_examples=20,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(steps)
        def hold(history: list[Any]) -> None:
            runner.run(play(talk, people, history))

        try:
            hold()
        finally:
            runner.run(context.__aexit__(None, None, None))
