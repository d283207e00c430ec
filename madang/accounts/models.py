from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from madang.database import Base, Id, now
from madang.security import new_id


class Presenter(Base):
    __tablename__ = "presenters"

    id: Mapped[Id] = mapped_column(default=new_id)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    provider: Mapped[str] = mapped_column(String(16))
    is_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)

    identities: Mapped[list["Identity"]] = relationship(passive_deletes=True, cascade="all, delete-orphan")

    __table_args__ = (CheckConstraint("provider IN ('local', 'oidc')", name="provider"),)


class Identity(Base):
    """Who a presenter is at an OpenID Connect provider."""

    __tablename__ = "identities"

    id: Mapped[Id] = mapped_column(default=new_id)
    presenter_id: Mapped[str] = mapped_column(ForeignKey("presenters.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))

    __table_args__ = (UniqueConstraint("issuer", "subject"),)


class SignIn(Base):
    """A sign-in on its way through the provider: what its way back is checked against, used once."""

    __tablename__ = "sign_ins"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(64))
    next_path: Mapped[str] = mapped_column(String(200))
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Token(Base):
    """A signed-in device, a personal API token, or a link that resets a password."""

    __tablename__ = "tokens"

    id: Mapped[Id] = mapped_column(default=new_id)
    presenter_id: Mapped[str] = mapped_column(ForeignKey("presenters.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("purpose IN ('device', 'api', 'reset')", name="purpose"),
        CheckConstraint("purpose = 'api' OR expires_at IS NOT NULL", name="expiry"),
        Index("ix_tokens_presenter_id_purpose", "presenter_id", "purpose"),
    )
