"""Members know when the owner last chose their role, so that no older invitation raises it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("chosen_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("members") as members:
        members.drop_column("chosen_at")
