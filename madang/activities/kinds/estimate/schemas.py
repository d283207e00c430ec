from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from madang.activities.kind import Strict
from madang.errors import invalid
from madang.text import written

FARTHEST: Final = 1e12
FINEST: Final = 6


def _without_sign_of_zero(value: float) -> float:
    return value + 0.0


Number = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, strict=True), AfterValidator(_without_sign_of_zero)]
Unit = Annotated[str, *written("unit", 0, 20)]


class EstimateConfig(Strict):
    """A number from `least` to `most`, where these are set, with at most so many `decimals`."""

    least: Number | None = None
    most: Number | None = None
    decimals: Annotated[int, Field(ge=0, le=FINEST, strict=True)] = 0
    unit: Unit = ""
    truth: Number | None = None
    changeable: bool = True

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.least is not None and self.most is not None and self.least >= self.most:
            raise invalid("bounds_crossed")
        if self.truth is not None and not self.within(self.truth):
            raise invalid("truth_out_of_bounds")
        return self

    def within(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def covers(self, other: Self) -> bool:
        """Whether it takes all guesses that the other one takes."""
        no_lower = self.least is None or (other.least is not None and self.least <= other.least)
        no_higher = self.most is None or (other.most is not None and self.most >= other.most)
        return no_lower and no_higher and self.decimals >= other.decimals


class EstimateAnswer(Strict):
    value: Number
