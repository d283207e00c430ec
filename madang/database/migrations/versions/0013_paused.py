"""Sessions know since when they are paused, and activities how long time has stood for what they ask."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("paused_at", sa.DateTime(timezone=True)))
    op.execute(
        sa.text("""
            UPDATE sessions SET paused_at = CURRENT_TIMESTAMP
            WHERE NOT is_active AND started_at IS NOT NULL AND ended_at IS NULL
        """)
    )
    op.add_column("activities", sa.Column("stood", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("activities", "stood")
    op.drop_column("sessions", "paused_at")
