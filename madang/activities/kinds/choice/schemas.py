from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from madang.activities.kind import Strict
from madang.errors import invalid
from madang.text import written

OptionId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,16}$")]
OptionText = Annotated[str, *written("option", 1, 120)]
Emoji = Annotated[str, *written("emoji", 1, 12)]


class Option(Strict):
    """`id` stays the same when the text changes: responses refer to it."""

    id: OptionId
    text: OptionText
    emoji: Emoji | None = None
    color: Annotated[int, Field(ge=1, le=8, strict=True)] | None = None


class ChoiceConfig(Strict):
    """One option or, with `multiple`, from `least` to `most` of them."""

    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)] = (
        Option(id="a", text="1"),
        Option(id="b", text="2"),
    )
    multiple: bool = False
    least: Annotated[int, Field(ge=1, le=20, strict=True)] = 1
    most: Annotated[int, Field(ge=1, le=20, strict=True)] | None = None
    picture: Literal["bars", "donut"] = "bars"
    shuffled: bool = False
    changeable: bool = True

    @model_validator(mode="after")
    def _fits(self) -> Self:
        ids = [option.id for option in self.options]
        if len(set(ids)) != len(ids):
            raise invalid("option_twice")
        least, most = self.bounds
        if not least <= most <= len(ids):
            raise invalid("least_and_most")
        return self

    @property
    def bounds(self) -> tuple[int, int]:
        """How many one may choose, at least and at most."""
        if not self.multiple:
            return 1, 1
        return self.least, len(self.options) if self.most is None else self.most

    def covers(self, other: "ChoiceConfig") -> bool:
        """Whether all that could be answered there can be answered here."""
        (least, most), (others_least, others_most) = self.bounds, other.bounds
        ids = {option.id for option in self.options}
        return ids.issuperset(option.id for option in other.options) and least <= others_least and others_most <= most


class ChoiceAnswer(Strict):
    options: Annotated[tuple[OptionId, ...], Field(min_length=1, max_length=20)]
