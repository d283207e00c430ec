"""What a phone answers: places in what it is shown, words, or a team; and the same from what was counted."""

from typing import Annotated, Any, Self

from pydantic import Field, model_serializer, model_validator

from madang.activities.counting import Count
from madang.activities.kind import Strict
from madang.errors import invalid
from madang.text import written

Pick = Annotated[int, Field(ge=0, le=7, strict=True)]
Typed = Annotated[str, *written("quiz_answer", 1, 80)]


class QuizAnswer(Strict):
    """`picks` or `text`, as the question asks; or, in the lobby, a `team`."""

    picks: Annotated[tuple[Pick, ...], Field(min_length=1, max_length=8)] | None = None
    text: Typed | None = None
    team: Annotated[str, Field(max_length=16)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(part is not None for part in (self.picks, self.text, self.team)) != 1:
            raise invalid("quiz_answer_unfit")
        return self

    @model_serializer
    def _what_was_given(self) -> dict[str, Any]:
        return {name: value for name, value in self if value is not None}


def given(count: Count) -> QuizAnswer:
    """The answer that was counted. It was checked when it came, maybe for a question that has changed since."""
    return QuizAnswer.model_construct(picks=picks_of(count), text=count.label or count.part)


def picks_of(count: Count) -> tuple[int, ...]:
    return tuple(int(pick) for pick in count.part.split() if pick.isascii() and pick.isdigit())
