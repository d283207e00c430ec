from typing import Annotated, Literal

from pydantic import Field, field_validator

from madang.activities.kind import Strict
from madang.errors import invalid
from madang.text import written

StatementId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,16}$")]
StatementText = Annotated[str, *written("statement", 0, 120)]
Label = Annotated[str, *written("label", 0, 40)]
Points = Annotated[int, Field(ge=1, le=10, strict=True)]


class Statement(Strict):
    """`id` stays the same when the text changes: responses refer to it. One alone needs no text beside the prompt."""

    id: StatementId
    text: StatementText = ""


class RatingConfig(Strict):
    """From 1 to `points` for every statement, or for some of them where they are `skippable`."""

    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=12)] = (Statement(id="a"),)
    points: Annotated[int, Field(ge=2, le=10, strict=True)] = 5
    look: Literal["stars", "numbers"] = "stars"
    low: Label = ""
    middle: Label = ""
    high: Label = ""
    skippable: bool = False
    changeable: bool = True

    @field_validator("statements")
    @classmethod
    def _told_apart(cls, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        if len({statement.id for statement in statements}) != len(statements):
            raise invalid("statement_twice")
        if len(statements) > 1 and not all(statement.text for statement in statements):
            raise invalid("statement_too_short")
        return statements


class RatingAnswer(Strict):
    """Points by statement."""

    values: Annotated[dict[StatementId, Points], Field(min_length=1, max_length=12)]
