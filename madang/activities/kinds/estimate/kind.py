from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from madang.activities.counting import Count
from madang.activities.kind import Kind, Mark, Running
from madang.activities.kinds.estimate import truth
from madang.activities.kinds.estimate.names import names_of
from madang.activities.kinds.estimate.routes import router
from madang.activities.kinds.estimate.schemas import EstimateAnswer, EstimateConfig
from madang.activities.kinds.estimate.spread import Bins, Guesses
from madang.activities.models import Activity
from madang.database import Db
from madang.errors import Problem
from madang.live.rows import Audience
from madang.messages import register

register(
    {
        "unit_too_long": ("단위는 20글자 이하여야 합니다.", "The unit must have at most 20 characters."),
        "bounds_crossed": ("최솟값은 최댓값보다 작아야 합니다.", "The least must be smaller than the most."),
        "truth_out_of_bounds": ("정답이 정해진 범위를 벗어났습니다.", "The true value is out of bounds."),
        "truth_missing": ("정답이 정해지지 않았습니다.", "No true value is set."),
        "guess_out_of_bounds": ("정해진 범위를 벗어난 값입니다.", "This number is out of bounds."),
        "guess_too_fine": ("소수점 아래 자릿수가 너무 많습니다.", "This number has too many decimals."),
        "range_is_fixed": (
            "한 번 열었거나 응답이 있으면 단위는 그대로, 범위와 자릿수는 늘릴 수만 있습니다. 복제해서 새로 만드세요.",
            "Once it was open or answered, the unit stays, range and decimals only grow. Duplicate it for others.",
        ),
    }
)


class Estimate(Kind[EstimateConfig, EstimateAnswer]):
    """The true value is told by a step of its own, so that the guesses can be looked at before."""

    name = "estimate"
    config = EstimateConfig
    answer = EstimateAnswer
    router = router

    results_shown: ClassVar[bool] = False  # guesses that are seen draw others to them
    naming: ClassVar[frozenset[Audience]] = frozenset({"presenter", "screen"})
    NEAREST: Final = 5

    def public_config(self, running: Running[EstimateConfig], audience: Audience) -> dict[str, Any]:
        config = running.config.model_dump(mode="json")
        return config if audience == "presenter" or _is_told(running) else {**config, "truth": None}

    def check(self, running: Running[EstimateConfig], answer: EstimateAnswer) -> None:
        if not running.config.within(answer.value):
            raise Problem(422, "guess_out_of_bounds")
        if round(answer.value, running.config.decimals) != answer.value:
            raise Problem(422, "guess_too_fine")

    def marks(self, running: Running[EstimateConfig], answer: EstimateAnswer) -> Iterator[Mark]:
        yield Mark("guess", answer.value)

    def changeable(self, running: Running[EstimateConfig]) -> bool:
        return running.config.changeable

    def tally(self, running: Running[EstimateConfig], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        """The lowest and the highest guess, their mean, median and distribution; once it is told, the truth too."""
        guesses = Guesses((count.value, count.n) for count in counts if count.value is not None) if counts else None
        told = {"truth": running.config.truth, "nearest": self._nearest(running, guesses)} if _is_told(running) else {}
        if guesses is None:
            return {"least": None, "most": None, "mean": None, "median": None, "bins": None, **told}
        return {
            "least": guesses.least,
            "most": guesses.most,
            "mean": round(guesses.mean, running.config.decimals + 2),
            "median": guesses.median,
            "bins": guesses.bins(running.config.decimals, running.config.most),
            **told,
        }

    def tally_on_phones(self, running: Running[EstimateConfig], found: dict[str, Any]) -> dict[str, Any]:
        """The median, and `bars` from `start` on, each `width` wide: two of those that the screen shows in one."""
        bins: Bins | None = found["bins"]
        if bins is None:
            return {"median": None, "start": 0, "width": 1, "bars": []}
        bars = [sum(bins["counts"][place : place + 2]) for place in range(0, len(bins["counts"]), 2)]
        return {"median": found["median"], "start": bins["start"], "width": 2 * bins["width"], "bars": bars}

    def results(self, db: Db, running: Running[EstimateConfig], audience: Audience) -> dict[str, Any]:
        """The nearest guesses have names where the activity is named: for its presenter and, once told, the screen."""
        found = super().results(db, running, audience)
        if audience in self.naming and self.names_people(running):
            names = names_of(db, running, [guess["value"] for guess in found["nearest"]])
            for guess in found["nearest"]:
                guess["names"] = names.get(guess["value"], [])
        return found

    def names_people(self, running: Running[EstimateConfig]) -> bool:
        return not running.anonymous and _is_told(running)

    def fixed(self, running: Running[EstimateConfig], config: EstimateConfig) -> None:
        """Whatever could be guessed can still be, in the same unit; the true value may be put right."""
        if config.unit != running.config.unit or not config.covers(running.config):
            raise Problem(409, "range_is_fixed")

    def opened(self, running: Running[EstimateConfig]) -> dict[str, Any]:
        return {}

    def place(self, progress: Mapping[str, Any]) -> object:
        return bool(progress.get("revealed"))

    def step(self, db: Db, activity: Activity) -> bool:
        """The guessing ends with the true value, where there is one."""
        if not truth.is_known(activity) or truth.is_revealed(activity):
            return False
        truth.reveal(activity)
        return True

    def _nearest(self, running: Running[EstimateConfig], guesses: Guesses | None) -> list[dict[str, Any]]:
        target = running.config.truth
        if target is None or guesses is None:
            return []
        return [{"value": value, "n": n} for value, n in guesses.nearest(target, self.NEAREST)]


def _is_told(running: Running[EstimateConfig]) -> bool:
    return running.results_shown and running.progress.get("revealed") is True


KIND = Estimate()
