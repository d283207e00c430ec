"""A kind whose audience writes posts. It says by its rules what its configuration means for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import func, select, update

from madang.activities.kind import Answer, Config, Kind, Running
from madang.activities.posts.live import post_rows
from madang.activities.posts.models import Post, Vote
from madang.database import Db
from madang.live.rows import STAFF, Audience, LiveRow, View


@dataclass(frozen=True, slots=True)
class Rules:
    """`most_each` bounds one person's posts that are neither answered nor gone, `every` is in seconds."""

    longest: int = 300
    approve: bool = False
    most_each: int | None = None
    every: int = 0
    links: bool = True
    replies: bool = False
    votes: bool = True
    emoji: tuple[str, ...] = ()
    editable: bool = True


class PostKind(Kind[Config, Answer]):
    moderated = True
    window: ClassVar[int | None] = None
    """How many of the newest posts a phone and a screen are given; older ones come in pages."""

    def rules(self, config: Config) -> Rules:
        raise NotImplementedError

    def public_progress(self, running: Running[Config], audience: Audience) -> dict[str, Any]:
        return {name: value for name, value in running.progress.items() if name != "muted"}

    def results(self, db: Db, running: Running[Config], audience: Audience) -> dict[str, Any]:
        """`n`, how many posts are shown, and for staff `waiting`, how many wait to be let through."""
        by_state = select(Post.state, func.count()).where(Post.activity_id == running.id, Post.round == running.round)
        counted: dict[str, int] = dict(db.execute(by_state.group_by(Post.state)).all())
        waiting = {"waiting": counted.get("waiting", 0)} if audience in STAFF else {}
        return {"n": counted.get("shown", 0), **waiting}

    def rows(self, db: Db, view: View, running: Running[Config]) -> Iterable[LiveRow]:
        return post_rows(db, view, running, window=self.window)

    def mine(self, db: Db, running: Running[Config], key: str) -> dict[str, Any]:
        """One's own posts, those that wait too, and what one has voted for."""
        own = select(Post).where(Post.activity_id == running.id, Post.round == running.round, Post.key == key)
        posts = db.scalars(own.where(Post.state != "deleted").order_by(Post.number))
        voted = select(Vote.post_id, Vote.emoji).join(Post, Post.id == Vote.post_id)
        votes = db.execute(voted.where(Post.activity_id == running.id, Post.round == running.round, Vote.key == key))
        return {
            "posts": [{"id": post.id, "text": post.text, "state": post.state} for post in posts],
            "votes": [[row.post_id, row.emoji] for row in votes],
        }

    def renew_rows(self, db: Db, activity_id: str, revision: int) -> None:
        db.execute(
            update(Post).where(Post.activity_id == activity_id).values(revision=revision, votes_revision=revision),
            execution_options={"synchronize_session": False},
        )
