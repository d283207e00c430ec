from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator, model_validator
from typing_extensions import TypedDict

from madang.activities.kind import Strict
from madang.activities.schemas import Body
from madang.errors import invalid
from madang.text import written

Mood = Literal["faster", "slower", "lost", "fine"]
Emoji = Annotated[str, *written("emoji", 1, 12)]
Taps = Annotated[int, Field(ge=1, le=20, strict=True)]


class ReactionsConfig(Strict):
    """The emoji that may be tapped, and whether people are asked how they are doing."""

    emoji: Annotated[tuple[Emoji, ...], Field(min_length=1, max_length=8)] = ("👏", "❤️", "😂", "😮", "🎉")
    mood: bool = True

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.emoji)) != len(self.emoji):
            raise invalid("emoji_twice")
        return self


class MoodAnswer(Strict):
    mood: Mood


def _told_as_a_whole(value: object, check: ValidatorFunctionWrapHandler) -> object:
    """Its keys are what somebody has sent: where they are wrong, the place of the error does not repeat them."""
    try:
        return check(value)
    except ValidationError:
        raise invalid("field_invalid") from None


class TapsIn(Body):
    """How often each emoji was tapped since the phone last said so."""

    taps: Annotated[
        dict[Annotated[str, Field(max_length=16)], Taps],
        Field(min_length=1, max_length=8),
        WrapValidator(_told_as_a_whole),
    ]


class TapsOut(TypedDict):
    activity: str
    counted: int
