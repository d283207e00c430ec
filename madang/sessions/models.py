from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from madang.database import Base, Id, now
from madang.security import new_id
from madang.sessions.code import new_code

Phase = Literal["upcoming", "open", "paused", "ended"]


class Session(Base):
    """A live session. Its phase is told by its timestamps and never stored beside them.

    `revision` counts every change that somebody sees live; `session_revision` and `people_revision` are those
    at which this row's own fields and the count of its people last changed.
    """

    __tablename__ = "sessions"

    id: Mapped[Id] = mapped_column(default=new_id)
    owner_id: Mapped[str] = mapped_column(ForeignKey("presenters.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(String(4000))
    code: Mapped[str] = mapped_column(String(6), unique=True, default=new_code)
    is_active: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    """Since when time stands, by the database's clock."""
    trashed_at: Mapped[datetime | None] = mapped_column(index=True)
    anonymous: Mapped[bool] = mapped_column(default=False)
    passcode: Mapped[str | None] = mapped_column(String(64))
    max_participants: Mapped[int | None]
    locked: Mapped[bool] = mapped_column(default=False)
    peak_online: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)
    session_revision: Mapped[int] = mapped_column(default=1)
    people_revision: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(
            "(NOT is_active AND started_at IS NULL AND ended_at IS NULL)"
            " OR (is_active AND started_at IS NOT NULL AND ended_at IS NULL)"
            " OR (NOT is_active AND started_at IS NOT NULL)",
            name="lifecycle",
        ),
        CheckConstraint("max_participants IS NULL OR max_participants >= 1", name="max_participants"),
        CheckConstraint("session_revision <= revision AND people_revision <= revision", name="revisions"),
        Index("ix_sessions_owner_id_created_at_id", "owner_id", "created_at", "id"),
    )

    @property
    def phase(self) -> Phase:
        return phase_of(is_active=self.is_active, started_at=self.started_at, ended_at=self.ended_at)


def phase_of(*, is_active: bool, started_at: datetime | None, ended_at: datetime | None) -> Phase:
    if is_active:
        return "open"
    if started_at is None:
        return "upcoming"
    return "paused" if ended_at is None else "ended"


class Screen(Base):
    """A projector that may watch a session: a read-only token that can be revoked."""

    __tablename__ = "screens"

    id: Mapped[Id] = mapped_column(default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime | None]
