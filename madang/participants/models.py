from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from madang.database import Base, Id, now
from madang.security import new_id

State = Literal["joined", "left", "removed"]


class Participant(Base):
    """Somebody who joined. Leaving and being removed are states: the row stays until the session goes."""

    __tablename__ = "participants"

    id: Mapped[Id] = mapped_column(default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    nickname: Mapped[str] = mapped_column(String(80))
    nickname_key: Mapped[str] = mapped_column(String(400))
    state: Mapped[State] = mapped_column(String(16), default="joined")
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    seat_digest: Mapped[str | None] = mapped_column(String(64))
    joined_at: Mapped[datetime] = mapped_column(default=now)
    revision: Mapped[int]

    __table_args__ = (
        CheckConstraint("state IN ('joined', 'left', 'removed')", name="state"),
        Index("ix_participants_session_id_revision", "session_id", "revision"),
        Index("ix_participants_session_id_state", "session_id", "state"),
        Index("ix_participants_session_id_joined_at_id", "session_id", "joined_at", "id"),
        Index("uq_participants_session_id_seat_digest", "session_id", "seat_digest", unique=True),
        # A name is taken while its owner is in the room.
        Index(
            "uq_participants_session_id_nickname_key",
            "session_id",
            "nickname_key",
            unique=True,
            sqlite_where=text("state = 'joined'"),
            postgresql_where=text("state = 'joined'"),
        ),
    )
