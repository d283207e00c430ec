"""Posts of activities, and votes for them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("activity_id", sa.String(32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64)),
        sa.Column("participant_id", sa.String(32)),
        sa.Column("author", sa.String(80)),
        sa.Column("parent_id", sa.String(32)),
        sa.Column("text", sa.String(8000), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(8000)),
        sa.Column("group", sa.String(240)),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer()),
        sa.Column("votes_revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'shown', 'hidden', 'archived', 'deleted')", name="ck_posts_state"),
        sa.CheckConstraint("state = 'shown' OR NOT pinned", name="ck_posts_pinned"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_posts_activity_id_activities", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_posts_participant_id_participants", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["posts.id"], name="fk_posts_parent_id_posts", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("activity_id", "number", name="uq_posts_number"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_posts_pinned",
        "posts",
        ["activity_id", "round"],
        unique=True,
        sqlite_where=sa.text("pinned"),
        postgresql_where=sa.text("pinned"),
    )
    for columns in (
        ["activity_id", "revision"],
        ["activity_id", "votes_revision"],
        ["activity_id", "round", "state"],
        ["activity_id", "key"],
        ["participant_id"],
        ["parent_id"],
    ):
        op.create_index("_".join(["ix_posts", *columns]), "posts", columns)
    op.create_table(
        "votes",
        sa.Column("post_id", sa.String(32), nullable=False),
        sa.Column("emoji", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_votes_post_id_posts", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "emoji", "key", name="pk_votes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_votes_key", "votes", ["key"])
    op.create_table(
        "mutes",
        sa.Column("activity_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_mutes_activity_id_activities", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "key", name="pk_mutes"),
    )


def downgrade() -> None:
    for table in ("mutes", "votes", "posts"):
        op.drop_table(table)
