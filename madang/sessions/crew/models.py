from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from madang.database import Base, Id, now
from madang.security import new_id

MemberRole = Literal["presenter", "moderator"]
Role = Literal["owner", "presenter", "moderator"]
"""A presenter does what the owner does, save for deleting the session and choosing its members. A moderator looks
after people and after what they write."""


class Member(Base):
    """Somebody who runs a session together with its owner.

    Removing is a state with a moment: the row stays, and no invitation that is older than it brings them back. So is
    the role that the owner has chosen: no invitation that is older than `chosen_at` raises it.
    """

    __tablename__ = "members"

    id: Mapped[Id] = mapped_column(default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    presenter_id: Mapped[str] = mapped_column(ForeignKey("presenters.id", ondelete="CASCADE"))
    role: Mapped[MemberRole] = mapped_column(String(16))
    joined_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]
    chosen_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("role IN ('presenter', 'moderator')", name="role"),
        UniqueConstraint("session_id", "presenter_id"),
        Index("ix_members_presenter_id", "presenter_id"),
    )


class Invitation(Base):
    """A link that makes members of those who open it, until it expires or is revoked.

    Several people may use the same link, as in other tools for talks and documents: a team gets it in one message of
    its chat, and a link that is used up by the first of them, or by the preview of another device, would be asked for
    again. What this costs is small: the owner sees by name and address who came, removes them with one click, and the
    link that they came by does not let them in again.
    """

    __tablename__ = "invitations"

    id: Mapped[Id] = mapped_column(default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    role: Mapped[MemberRole] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (CheckConstraint("role IN ('presenter', 'moderator')", name="role"),)
