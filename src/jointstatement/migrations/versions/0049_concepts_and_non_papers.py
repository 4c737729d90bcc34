"""Keep which rounds take comments on concepts alone, and which revisions were circulated as non-papers.

All rounds took wording so far, and all revisions had standing. Taking it back is refused where there is one that does
not: it would be taken for one of the others.
"""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_ADDED = (("round", "concepts_only"), ("revision", "is_non_paper"))


def upgrade() -> None:
    for table, name in _ADDED:
        add_column(table, name, sa.Boolean(), default="false")


def downgrade() -> None:
    for table, name in _ADDED:
        if op.get_bind().execute(sa.text(f"SELECT count(*) FROM {table} WHERE {name}")).scalar_one():
            raise RuntimeError(f"{table}.{name} holds for a row; before it nothing would tell it from the others")
    for table, name in _ADDED:
        drop_column(table, name)
