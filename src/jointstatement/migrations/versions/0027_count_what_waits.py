"""Index what waits for an answer by its round, and the positions that were taken for a group."""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import on_sqlite

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ANSWERED = ("comment", "amendment")
WAITS = "submitted_at IS NOT NULL AND withdrawn_at IS NULL AND answered_at IS NULL"
FOR_A_GROUP = sa.text("group_edition_id IS NOT NULL")


def upgrade() -> None:
    counts = "is_late IS 0 OR is_admitted IS 1" if on_sqlite() else "is_late IS false OR is_admitted IS true"
    unanswered = sa.text(f"{WAITS} AND ({counts})")
    for table in ANSWERED:
        op.create_index(
            f"ix_{table}_unanswered",
            table,
            ["round_id", "delegation_id"],
            sqlite_where=unanswered,
            postgresql_where=unanswered,
        )
    op.create_index(
        "ix_position_taken_group",
        "position_taken",
        ["statement_id", "group_edition_id"],
        sqlite_where=FOR_A_GROUP,
        postgresql_where=FOR_A_GROUP,
    )


def downgrade() -> None:
    op.drop_index("ix_position_taken_group", "position_taken")
    for table in ANSWERED:
        op.drop_index(f"ix_{table}_unanswered", table)
