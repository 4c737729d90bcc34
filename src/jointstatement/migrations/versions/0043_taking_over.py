"""Keep which withdrawn amendment of another delegation an amendment began as. Taking it back forgets that."""

import sqlalchemy as sa

from jointstatement.migrations.changes import add_column, drop_column

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("amendment", "taken_over_from", sa.String(), references="amendment")


def downgrade() -> None:
    drop_column("amendment", "taken_over_from")
