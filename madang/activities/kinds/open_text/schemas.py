from typing import Annotated, Literal

from pydantic import Field

from madang.activities.kind import Strict
from madang.activities.posts.schemas import PostId
from madang.activities.schemas import Body

Sort = Literal["newest", "votes"]


class OpenTextConfig(Strict):
    """`most` answers each, of `longest` characters; with `approve` the presenter lets each one onto the wall.

    `names` stand on it where the activity is not anonymous.
    """

    most: Annotated[int, Field(ge=1, le=5, strict=True)] = 1
    longest: Annotated[int, Field(ge=10, le=500, strict=True)] = 200
    approve: bool = False
    votes: bool = True
    names: bool = True


class Wall(Body):
    """How the screen shows it: one answer alone, and the others in which order; only what was sent changes."""

    highlight: PostId | None = None
    sort: Sort = "newest"
