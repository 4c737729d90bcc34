"""Keep the words that a comment is about.

Taking it back leaves the comments and forgets which words they are about.
"""

import sqlalchemy as sa

from jointstatement.migrations.changes import add_column, drop_column

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("comment", "quoted", sa.String(), default="''")


def downgrade() -> None:
    drop_column("comment", "quoted")
