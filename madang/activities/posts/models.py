from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from madang.database import Base, Id
from madang.security import new_id

PostState = Literal["waiting", "shown", "hidden", "archived", "deleted"]


class Post(Base):
    """Something that somebody wrote. Hiding and deleting are states: the row stays until the session goes.

    `key` is who its author is in this activity, as in `Response`; the presenter's posts have none. `author` is their
    name when they wrote it, and in an anonymous activity nothing. `number` counts the posts of an activity. `seen` is
    the revision from which on phones and screens know of it; `votes_revision` is that at which its votes last changed,
    0 before the first one.
    """

    __tablename__ = "posts"

    id: Mapped[Id] = mapped_column(default=new_id)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"))
    round: Mapped[int]
    number: Mapped[int]
    key: Mapped[str | None] = mapped_column(String(64))
    participant_id: Mapped[str | None] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    author: Mapped[str | None] = mapped_column(String(80))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("posts.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(String(8000))
    state: Mapped[PostState] = mapped_column(String(16))
    pinned: Mapped[bool] = mapped_column(default=False)
    answered: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str | None] = mapped_column(String(8000))
    group: Mapped[str | None] = mapped_column(String(240))
    posted_at: Mapped[datetime]
    edited: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int]
    seen: Mapped[int | None]
    votes_revision: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'shown', 'hidden', 'archived', 'deleted')", name="state"),
        CheckConstraint("state = 'shown' OR NOT pinned", name="pinned"),
        UniqueConstraint("activity_id", "number", name="uq_posts_number"),
        Index(
            "uq_posts_pinned",
            "activity_id",
            "round",
            unique=True,
            sqlite_where=sql("pinned"),
            postgresql_where=sql("pinned"),
        ),
        Index("ix_posts_activity_id_revision", "activity_id", "revision"),
        Index("ix_posts_activity_id_votes_revision", "activity_id", "votes_revision"),
        Index("ix_posts_activity_id_round_state", "activity_id", "round", "state"),
        Index("ix_posts_activity_id_key", "activity_id", "key"),
        Index("ix_posts_participant_id", "participant_id"),
        Index("ix_posts_parent_id", "parent_id"),
        {"sqlite_with_rowid": False},
    )


class Vote(Base):
    """Somebody's vote for a post or, with `emoji`, their reaction to it: each at most once."""

    __tablename__ = "votes"

    post_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    emoji: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["post_id"], ["posts.id"], ondelete="CASCADE", name="fk_votes_post_id_posts"),
        Index("ix_votes_key", "key"),
        {"sqlite_with_rowid": False},
    )


class Mute(Base):
    """Somebody, by their key as in `Post`, who may write no more in this activity, whichever round it is."""

    __tablename__ = "mutes"

    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
