from typing import Annotated

from pydantic import Field

from madang.activities.kind import Strict


class ChatConfig(Strict):
    """`slow` is how many seconds one person waits between two messages; without `links`, a message holds none."""

    slow: Annotated[int, Field(ge=0, le=600, strict=True)] = 0
    links: bool = True
    longest: Annotated[int, Field(ge=20, le=1000, strict=True)] = 500
