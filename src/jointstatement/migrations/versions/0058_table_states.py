"""Keep for each table in which state it is, so that readers know what has changed since they last looked."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "table_state",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", name=op.f("pk_table_state")),
    )


def downgrade() -> None:
    op.drop_table("table_state")
