"""A talk that starts over, and goes back."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activities", sa.Column("shown_at_start", sa.Boolean))
    op.create_table(
        "restarts",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("on_stage", sa.String(32)),
        sa.Column("before", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_restarts_session_id_sessions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name="pk_restarts"),
    )


def downgrade() -> None:
    op.drop_table("restarts")
    with op.batch_alter_table("activities") as activities:
        activities.drop_column("shown_at_start")
