"""Keep whether the incoming chair of a body reads beside the chair. No body had said so: none does.

The new role of a reader stands among the terms of the tables that keep roles, and in none of their rows.
"""

import sqlalchemy as sa

from jointstatement.migrations.changes import add_column, change_terms, drop_column

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ROLES_BEFORE = (
    "chair",
    "co_chair",
    "secretariat",
    "head",
    "deputy",
    "expert",
    "observer",
    "administrator",
    "former_chair",
)
ROLES = (*ROLES_BEFORE, "incoming_chair")


def upgrade() -> None:
    add_column("body", "incoming_chair_reads", sa.Boolean(), default="false")
    for table in ("person", "incoming_person"):
        change_terms(table, "role", "role", before=ROLES_BEFORE, after=ROLES)


def downgrade() -> None:
    for table in ("person", "incoming_person"):
        change_terms(table, "role", "role", before=ROLES, after=ROLES_BEFORE)
    drop_column("body", "incoming_chair_reads")
