"""Anonymous activities know up to where their rows were written again in another order."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activities", sa.Column("scattered_revision", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("activities") as activities:
        activities.drop_column("scattered_revision")
