"""The reference's tables. An index on participants' session_id only where REFERENCE_INDEX asks for it."""

import os
import uuid
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, UniqueConstraint, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

INDEXED = bool(os.environ.get("REFERENCE_INDEX"))


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return str(uuid.uuid4())


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    token: Mapped[str] = mapped_column(unique=True)


class Session(Base):
    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    title: Mapped[str]
    description: Mapped[str | None]
    session_code: Mapped[str] = mapped_column(unique=True)
    qr_code_url: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=_now)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Participant(Base):
    __tablename__ = "participants"

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), index=INDEXED)
    nickname: Mapped[str]
    token: Mapped[str] = mapped_column(default=_new_id, index=True)
    joined_at: Mapped[datetime] = mapped_column(default=_now)


class Activity(Base):
    __tablename__ = "activities"

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), index=True)
    title: Mapped[str]
    is_open: Mapped[bool] = mapped_column(default=False)


class Option(Base):
    __tablename__ = "options"

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    text: Mapped[str]


class Vote(Base):
    __tablename__ = "votes"
    __table_args__ = (UniqueConstraint("activity_id", "participant_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    participant_id: Mapped[str] = mapped_column(ForeignKey("participants.id"))
    option_id: Mapped[str] = mapped_column(ForeignKey("options.id"), index=True)
    voted_at: Mapped[datetime] = mapped_column(default=_now)


engine = create_engine(
    f"sqlite:///{os.environ.get('REFERENCE_DATABASE', 'reference.db')}",
    connect_args={"check_same_thread": False, "timeout": 60},
    pool_size=40,
)
Db = sessionmaker(engine)
