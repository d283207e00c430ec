"""Activities, the stage, responses and their marks."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "activities",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.String(800), nullable=False),
        sa.Column("config", sa.JSON(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("notes", sa.String(8000)),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("results_shown", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("last_round", sa.Integer(), nullable=False),
        sa.Column("round_before", sa.Integer()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("opened_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.Column("asked_at", MOMENT),
        sa.Column("closes_at", MOMENT),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tally_revision", sa.Integer(), nullable=False),
        sa.Column("rows_revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed', 'removed')", name="ck_activities_state"),
        sa.CheckConstraint("state != 'open' OR opened_at IS NOT NULL", name="ck_activities_opened"),
        sa.CheckConstraint("state != 'closed' OR closed_at IS NOT NULL", name="ck_activities_closed"),
        sa.CheckConstraint("round >= 1 AND round <= last_round", name="ck_activities_round"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_activities_session_id_sessions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activities"),
    )
    op.create_index("ix_activities_session_id_revision", "activities", ["session_id", "revision"])
    op.create_index("ix_activities_closes_at", "activities", ["closes_at"])
    op.create_table(
        "stages",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("activity_id", sa.String(32)),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_stages_session_id_sessions", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_stages_activity_id_activities", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("session_id", name="pk_stages"),
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("activity_id", sa.String(32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("participant_id", sa.String(32)),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("elapsed", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_responses_activity_id_activities", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_responses_participant_id_participants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_responses"),
        sa.UniqueConstraint("activity_id", "round", "slot", "key", name="uq_responses_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_responses_participant_id", "responses", ["participant_id"])
    op.create_table(
        "marks",
        sa.Column("response_id", sa.String(32), nullable=False),
        sa.Column("part", sa.String(200), nullable=False),
        sa.Column("activity_id", sa.String(32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(32), nullable=False),
        sa.Column("value", sa.Double()),
        sa.Column("label", sa.String(200)),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_marks_response_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("response_id", "part", name="pk_marks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_marks_count", "marks", ["activity_id", "round", "slot", "part", "value", "label"])


def downgrade() -> None:
    for table in ("marks", "responses", "stages", "activities"):
        op.drop_table(table)
