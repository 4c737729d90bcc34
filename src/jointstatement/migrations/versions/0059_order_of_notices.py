"""Keep in which order a person was told things of one instant.

Notices that are there already stay in no order among those of their instant, as before.
"""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("notice", "number", sa.Integer(), default="0")
    op.create_index(op.f("ix_notice_at"), "notice", ["at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_notice_at"), table_name="notice")
    drop_column("notice", "number")
