"""Sums of a running quiz, so that a server that starts in the middle of it need not count every answer again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz_sums",
        sa.Column("activity_id", sa.String(32), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("of", sa.String(64), nullable=False),
        sa.Column("standings", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_quiz_sums_activity_id_activities", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "round", name="pk_quiz_sums"),
    )


def downgrade() -> None:
    op.drop_table("quiz_sums")
