"""Find the positions that are held, and the amendments that are essential, without reading the rows."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

HELD = ["statement_id", "delegation_id", "part_id", "number"]


def upgrade() -> None:
    op.create_index("ix_amendment_weight", "amendment", ["statement_id", "weight"])
    op.drop_index("ix_position_taken_held", "position_taken")
    of_each = ["submitted_at", "round_id", "revision_id", "position", "lapsed_at"]
    op.create_index("ix_position_taken_held", "position_taken", [*HELD, *of_each])


def downgrade() -> None:
    op.drop_index("ix_position_taken_held", "position_taken")
    op.create_index("ix_position_taken_held", "position_taken", HELD)
    op.drop_index("ix_amendment_weight", "amendment")
