"""Find the positions that say why they are held without reading all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

_SAYS_WHY = sa.text("(reason != '' OR would_lift_if != '')")


def upgrade() -> None:
    op.create_index(
        "ix_position_taken_said",
        "position_taken",
        ["statement_id", "delegation_id", "part_id", "number", "submitted_at", "round_id"],
        sqlite_where=_SAYS_WHY,
        postgresql_where=_SAYS_WHY,
    )


def downgrade() -> None:
    op.drop_index("ix_position_taken_said", "position_taken")
