from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from madang.database import Base, Id, Milliseconds, now
from madang.security import new_id

State = Literal["draft", "open", "closed", "removed"]


class Activity(Base):
    """What a presenter opens for the room. What only its kind understands stands in `config` and `progress`.

    `config` is what the presenter set, `progress` how far a running activity is (a quiz's question, a hidden word).
    `revision` is that of this row, `tally_revision` that at which its responses last changed. A new `round` begins
    where the responses are cleared; those of the round before stay, so that clearing can be undone.
    """

    __tablename__ = "activities"

    id: Mapped[Id] = mapped_column(default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(800))
    config: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    progress: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    notes: Mapped[str | None] = mapped_column(String(8000))
    position: Mapped[int]
    state: Mapped[State] = mapped_column(String(16), default="draft")
    anonymous: Mapped[bool] = mapped_column(default=True)
    results_shown: Mapped[bool] = mapped_column(default=True)
    shown_at_start: Mapped[bool | None]
    """What `results_shown` was when a draft opened."""
    seen: Mapped[bool] = mapped_column(default=False)
    """Whether phones and screens have ever been shown it: what they never saw, they are told nothing of."""
    round: Mapped[int] = mapped_column(default=1)
    last_round: Mapped[int] = mapped_column(default=1)
    round_before: Mapped[int | None]
    shown_before: Mapped[bool | None]
    """What `results_shown` was in the round before."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    """When what is asked now began to be asked, by the database's clock; a draft asks nothing."""
    stood: Mapped[Milliseconds] = mapped_column(default=0, server_default="0")
    """For how long since then the session was paused."""
    closes_at: Mapped[datetime | None]
    """Until when responses are taken, by the database's clock; a pause of the session moves it on when it ends."""
    revision: Mapped[int]
    tally_revision: Mapped[int]
    rows_revision: Mapped[int] = mapped_column(default=0)
    """When a further row of it, such as a post, last changed."""
    scattered_revision: Mapped[int] = mapped_column(default=0, server_default="0")
    """Up to where its rows say nothing of the order in which they came; see `activities.scattering`."""

    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed', 'removed')", name="state"),
        CheckConstraint("state != 'open' OR opened_at IS NOT NULL", name="opened"),
        CheckConstraint("state != 'closed' OR closed_at IS NOT NULL", name="closed"),
        CheckConstraint("round >= 1 AND round <= last_round", name="round"),
        Index("ix_activities_session_id_revision", "session_id", "revision"),
        Index("ix_activities_closes_at", "closes_at"),
    )


class Stage(Base):
    """Which activity of a session phones and screens show; a row from the first time on that there is one."""

    __tablename__ = "stages"

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    activity_id: Mapped[str | None] = mapped_column(ForeignKey("activities.id", ondelete="SET NULL"))
    revision: Mapped[int]


class Restart(Base):
    """What `restarting` goes back to: of the stage and of each activity that began anew, how it was."""

    __tablename__ = "restarts"

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    on_stage: Mapped[str | None] = mapped_column(String(32))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)


class Response(Base):
    """What one person answers in one round of an activity; a kind that asks several things has a slot for each.

    `key` says that it is the same person, and in an anonymous activity not who: it is made from the participant's
    token, of which the server keeps only another digest. Ids are random, and so is the order of the rows: nothing tells
    in which order people answered (`activities.scattering`).
    """

    __tablename__ = "responses"

    id: Mapped[Id] = mapped_column(default=new_id)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"))
    round: Mapped[int]
    slot: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(64))
    participant_id: Mapped[str | None] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    answered_at: Mapped[datetime]
    """In an anonymous activity the time at which that was made, the same for all."""
    elapsed: Mapped[Milliseconds | None]
    """From `Activity.asked_at` on; not kept in anonymous activities."""

    __table_args__ = (
        UniqueConstraint("activity_id", "round", "slot", "key", name="uq_responses_key"),
        Index("ix_responses_participant_id", "participant_id"),
        {"sqlite_with_rowid": False},
    )


class Mark(Base):
    """A countable part of a response: an option that was picked, a word, the place that an item was given."""

    __tablename__ = "marks"

    response_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    part: Mapped[str] = mapped_column(String(200), primary_key=True)
    activity_id: Mapped[str] = mapped_column(String(32))
    round: Mapped[int] = mapped_column(Integer)
    slot: Mapped[str] = mapped_column(String(32))
    value: Mapped[float | None]
    label: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        ForeignKeyConstraint(["response_id"], ["responses.id"], ondelete="CASCADE", name="fk_marks_response_id"),
        Index("ix_marks_count", "activity_id", "round", "slot", "part", "value", "label"),
        {"sqlite_with_rowid": False},
    )
