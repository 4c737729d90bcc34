"""Keep the numbers by which clauses are cited from one revision to the next.

Those of texts that were begun before are held from their next revision on: what is tabled already says nothing of its
numbers, which ran through. Taking it back lets all numbers run through again.
"""

import sqlalchemy as sa

from jointstatement.migrations.changes import add_column, drop_column

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("statement", "numbers_from", sa.Integer())
    for table in ("working_part", "revision_part"):
        add_column(table, "number", sa.String())


def downgrade() -> None:
    for table in ("revision_part", "working_part"):
        drop_column(table, "number")
    drop_column("statement", "numbers_from")
