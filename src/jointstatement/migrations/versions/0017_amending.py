"""Keep which text was begun to amend the one that it began from.

Taking it back leaves the base and forgets why.
"""

import sqlalchemy as sa

from jointstatement.migrations.changes import add_column, drop_column

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("base_text", "amends", sa.Boolean(), default="false")


def downgrade() -> None:
    drop_column("base_text", "amends")
