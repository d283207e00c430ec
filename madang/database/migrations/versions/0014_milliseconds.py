"""Milliseconds have 64 bits: in 32, no pause and no answer may take longer than 24.8 days."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

COLUMNS = {"activities": "stood", "responses": "elapsed"}
MOST = 2**31 - 1


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":  # SQLite's integers have them anyway
        for table, column in COLUMNS.items():
            op.alter_column(table, column, type_=sa.BigInteger)


def downgrade() -> None:
    """What is longer becomes as long as there was room for."""
    for table, column in COLUMNS.items():
        rows = sa.table(table, sa.column(column, sa.BigInteger))
        op.execute(sa.update(rows).where(rows.c[column] > MOST).values({column: MOST}))
        if op.get_context().dialect.name == "postgresql":
            op.alter_column(table, column, type_=sa.Integer)
