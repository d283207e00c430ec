"""A kind whose audience writes posts. It says by its rules what its configuration means for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import func, select

from madang.activities.kind import Answer, Config, Kind, Running
from madang.activities.posts.live import first_number, muted_people, post_rows, renew
from madang.activities.posts.models import Post, Vote
from madang.database import Db
from madang.live.rows import STAFF, Audience, LiveRow, View


@dataclass(frozen=True, slots=True)
class Rules:
    """`most_each` bounds one person's posts that are neither answered nor gone, `most` those of all that are not gone.

    `every`, in seconds, is for kinds that are never anonymous: anonymous posts have no exact time. Without `names` the
    staff alone learn who wrote what, where the activity is not anonymous anyway.
    """

    longest: int = 300
    approve: bool = False
    most_each: int | None = None
    most: int | None = None
    every: int = 0
    links: bool = True
    replies: bool = False
    votes: bool = True
    emoji: tuple[str, ...] = ()
    editable: bool = True
    names: bool = True


class PostKind(Kind[Config, Answer]):
    moderated = True
    window: ClassVar[int | None] = None
    """How many of the newest posts a phone and a screen are given; older ones come in pages."""
    staff_window: ClassVar[int | None] = None
    """As `window`, for the staff. Without one they are given all posts, and can sort them."""

    def rules(self, config: Config) -> Rules:
        raise NotImplementedError

    def results(self, db: Db, running: Running[Config], audience: Audience) -> dict[str, Any]:
        """`n`, how many posts are shown, and for staff `waiting`, how many wait to be let through, and who is `muted`.

        Where there is a window, `first` is the number from which on the audience has all of them.
        """
        by_state = select(Post.state, func.count()).where(Post.activity_id == running.id, Post.round == running.round)
        counted: dict[str, int] = dict(db.execute(by_state.group_by(Post.state)).all())
        results: dict[str, Any] = {"n": counted.get("shown", 0)}
        if audience in STAFF:
            results["waiting"] = counted.get("waiting", 0)
            if muted := muted_people(db, running):
                results["muted"] = muted
        if (window := self._window(audience)) is not None:
            results["first"] = first_number(db, running, window, staff=audience in STAFF)
        return results

    def _window(self, audience: Audience) -> int | None:
        return self.staff_window if audience in STAFF else self.window

    def rows(self, db: Db, view: View, running: Running[Config]) -> Iterable[LiveRow]:
        names = view.audience in STAFF or self.rules(running.config).names
        return post_rows(db, view, running, window=self._window(view.audience), names=names)

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

    def has_answers(self, db: Db, activity_id: str) -> bool:
        written = select(Post.id).where(Post.activity_id == activity_id, Post.key.is_not(None))
        voted = select(Vote.post_id).join(Post, Post.id == Vote.post_id).where(Post.activity_id == activity_id)
        found = (db.scalar(statement.limit(1)) is not None for statement in (written, voted))
        return super().has_answers(db, activity_id) or any(found)

    def withdrawn(self, running: Running[Config], post_id: str) -> dict[str, Any]:
        """The progress after this post is not shown any more."""
        return dict(running.progress)

    def renew_rows(self, db: Db, running: Running[Config], revision: int) -> None:
        renew(db, running, revision, window=self.window)
