from typing import Annotated

from pydantic import Field

from madang.activities.kind import Strict


class QuestionsConfig(Strict):
    """With `approve`, a question waits for the presenter. `most_each` bounds those that one person has open."""

    approve: bool = False
    most_each: Annotated[int, Field(ge=1, le=50, strict=True)] | None = 3
    longest: Annotated[int, Field(ge=50, le=1000, strict=True)] = 300
