from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from madang.activities.posts.models import PostState
from madang.activities.schemas import Body, Flag
from madang.text import written

PostText = Annotated[str, *written("post", 1, 2000, lines=True)]
Group = Annotated[str, *written("group", 1, 60)]
PostId = Annotated[str, Field(max_length=32)]


class NewPost(Body):
    """`parent` is the post that it replies to."""

    text: PostText
    parent: PostId | None = None


class PostEdit(Body):
    text: PostText


class VoteIn(Body):
    """`on` false takes it back. `emoji` where a kind has reactions, empty for a plain vote."""

    on: Flag = True
    emoji: Annotated[str, Field(max_length=16)] = ""


class Moderation(Body):
    """What a presenter or a moderator does with a post; only what was sent changes."""

    state: PostState = "shown"
    pinned: Flag = False
    answered: Flag = False
    answer: PostText | None = None
    group: Group | None = None


class PostOut(TypedDict):
    """A post as its audience sees it. `author` is null in an anonymous activity, `presenter` says that it is theirs."""

    id: str
    activity: str
    number: int
    text: str
    state: PostState
    author: str | None
    presenter: bool
    parent: str | None
    pinned: bool
    answered: bool
    answer: str | None
    group: str | None
    edited: bool
    posted_at: str | None


class VoteOut(TypedDict):
    post: str
    emoji: str
    on: bool
