"""Responses of anonymous activities have no time of their own any more, not even a rounded one."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        sa.text("""
            UPDATE responses
            SET answered_at = (SELECT created_at FROM activities WHERE activities.id = activity_id)
            WHERE participant_id IS NULL
        """)
    )
    op.execute(sa.text("UPDATE activities SET scattered_revision = 0"))  # their rows are written again in order


def downgrade() -> None:
    """The times that were are not known any more, and nothing needs them."""
