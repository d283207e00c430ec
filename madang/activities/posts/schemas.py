from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from madang.activities.posts.models import PostState
from madang.activities.schemas import Body, Flag
from madang.text import written

PostText = Annotated[str, *written("post", 1, 2000, lines=True)]
Group = Annotated[str, *written("group", 1, 60)]
PostId = Annotated[str, Field(max_length=32)]
Once = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class NewPost(Body):
    """`parent` is the post that it replies to. Sent twice with the same `once`, a random word, it is one post.

    `round` says which round it is meant for: one that has waited offline never comes up in a later round.
    """

    text: PostText
    parent: PostId | None = None
    once: Once | None = None
    round: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] | None = None


class PostEdit(Body):
    text: PostText


class VoteIn(Body):
    """`on` false takes it back. `emoji` where a kind has reactions, empty for a plain vote."""

    on: Flag = True
    emoji: Annotated[str, Field(max_length=16)] = ""


class Moderation(Body):
    """What a presenter or a moderator does with a post; only what was sent changes.

    Answering it in words or live takes the pin away, which says that it is being answered. At most one post is pinned,
    and a pinned one is shown.
    """

    state: Literal["waiting", "shown", "hidden", "archived"] = "shown"
    pinned: Flag = False
    answered: Flag = False
    answer: PostText | None = None
    group: Group | None = None


class Muted(Body):
    muted: Flag


class PostFields(TypedDict):
    """A post as its audience sees it. `author` is null in an anonymous activity, `presenter` says that it is theirs.

    `author_id`, the participant, is there for the staff alone. `seen` is the revision from which on phones know of it:
    one that had to wait for approval is new to them later than its `number` says.
    """

    number: int
    seen: int | None
    round: int
    text: str
    state: PostState
    author: str | None
    author_id: NotRequired[str | None]
    presenter: bool
    parent: str | None
    pinned: bool
    answered: bool
    answer: str | None
    group: str | None
    edited: bool
    posted_at: str | None


class PostOut(PostFields):
    """With its plain votes and its reactions; `rev` is the revision up to which it is told here."""

    id: str
    activity: str
    rev: int
    votes: int
    emoji: dict[str, int]


class VoteOut(TypedDict):
    post: str
    emoji: str
    on: bool
