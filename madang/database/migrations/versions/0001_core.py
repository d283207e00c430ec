"""Presenters, sessions, screens and participants."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _id(name: str = "id") -> "sa.Column[str]":
    return sa.Column(name, sa.String(32), nullable=False)


def upgrade() -> None:
    op.create_table(
        "presenters",
        _id(),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("email_key", sa.String(320), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("password_hash", sa.String(255)),
        sa.Column("provider", sa.String(16), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("provider IN ('local', 'oidc')", name="ck_presenters_provider"),
        sa.PrimaryKeyConstraint("id", name="pk_presenters"),
        sa.UniqueConstraint("email_key", name="uq_presenters_email_key"),
    )
    op.create_table(
        "identities",
        _id(),
        _id("presenter_id"),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["presenters.id"], name="fk_identities_presenter_id_presenters", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_identities"),
        sa.UniqueConstraint("issuer", "subject", name="uq_identities_issuer_subject"),
    )
    op.create_index("ix_identities_presenter_id", "identities", ["presenter_id"])
    op.create_table(
        "tokens",
        _id(),
        _id("presenter_id"),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.CheckConstraint("purpose IN ('device', 'api', 'reset')", name="ck_tokens_purpose"),
        sa.CheckConstraint("purpose = 'api' OR expires_at IS NOT NULL", name="ck_tokens_expiry"),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["presenters.id"], name="fk_tokens_presenter_id_presenters", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
    )
    op.create_index("ix_tokens_presenter_id_purpose", "tokens", ["presenter_id", "purpose"])
    op.create_table(
        "sessions",
        _id(),
        _id("owner_id"),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.String(4000)),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("trashed_at", MOMENT),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("passcode", sa.String(64)),
        sa.Column("max_participants", sa.Integer()),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("peak_online", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("session_revision", sa.Integer(), nullable=False),
        sa.Column("people_revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(NOT is_active AND started_at IS NULL AND ended_at IS NULL)"
            " OR (is_active AND started_at IS NOT NULL AND ended_at IS NULL)"
            " OR (NOT is_active AND started_at IS NOT NULL)",
            name="ck_sessions_lifecycle",
        ),
        sa.CheckConstraint("max_participants IS NULL OR max_participants >= 1", name="ck_sessions_max_participants"),
        sa.CheckConstraint(
            "session_revision <= revision AND people_revision <= revision", name="ck_sessions_revisions"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["presenters.id"], name="fk_sessions_owner_id_presenters", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("code", name="uq_sessions_code"),
    )
    op.create_index("ix_sessions_owner_id_created_at_id", "sessions", ["owner_id", "created_at", "id"])
    op.create_index("ix_sessions_trashed_at", "sessions", ["trashed_at"])
    op.create_table(
        "screens",
        _id(),
        _id("session_id"),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_screens_session_id_sessions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_screens"),
        sa.UniqueConstraint("digest", name="uq_screens_digest"),
    )
    op.create_index("ix_screens_session_id", "screens", ["session_id"])
    op.create_table(
        "participants",
        _id(),
        _id("session_id"),
        sa.Column("nickname", sa.String(80), nullable=False),
        sa.Column("nickname_key", sa.String(400), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("seat_digest", sa.String(64)),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('joined', 'left', 'removed')", name="ck_participants_state"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_participants_session_id_sessions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_participants"),
        sa.UniqueConstraint("token_digest", name="uq_participants_token_digest"),
    )
    for columns in (["revision"], ["state"], ["joined_at", "id"]):
        name = "_".join(["ix_participants_session_id", *columns])
        op.create_index(name, "participants", ["session_id", *columns])
    op.create_index(
        "uq_participants_session_id_seat_digest", "participants", ["session_id", "seat_digest"], unique=True
    )
    op.create_index(
        "uq_participants_session_id_nickname_key",
        "participants",
        ["session_id", "nickname_key"],
        unique=True,
        sqlite_where=sa.text("state = 'joined'"),
        postgresql_where=sa.text("state = 'joined'"),
    )


def downgrade() -> None:
    for table in ("participants", "screens", "sessions", "tokens", "identities", "presenters"):
        op.drop_table(table)
