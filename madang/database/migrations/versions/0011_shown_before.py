"""Activities know whether results were shown in the round that comes back when a clearing is undone."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activities", sa.Column("shown_before", sa.Boolean))


def downgrade() -> None:
    with op.batch_alter_table("activities") as activities:
        activities.drop_column("shown_before")
