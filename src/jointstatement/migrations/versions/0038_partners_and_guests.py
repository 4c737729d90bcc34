"""Keep as what each delegation takes part. Who observed until now observes; nobody is a partner or a guest yet.

Taking it back makes observers of partners and guests.
"""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, change_terms, drop_column

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

PARTICIPATIONS = ("member", "observer", "partner", "guest")
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
    "incoming_chair",
)
ROLES = (
    *ROLES_BEFORE[:7],
    "partner",
    "guest",
    *ROLES_BEFORE[7:],
)


def upgrade() -> None:
    terms = ("participation", PARTICIPATIONS)
    add_column("delegation", "participation", sa.String(32), default="'member'", terms=terms)
    op.execute("UPDATE delegation SET participation = 'observer' WHERE is_observer")
    drop_column("delegation", "is_observer")
    for table in ("person", "incoming_person"):
        change_terms(table, "role", "role", before=ROLES_BEFORE, after=ROLES)


def downgrade() -> None:
    op.execute("UPDATE person SET role = 'observer' WHERE role IN ('partner', 'guest')")
    for table in ("person", "incoming_person"):
        change_terms(table, "role", "role", before=ROLES, after=ROLES_BEFORE)
    add_column("delegation", "is_observer", sa.Boolean(), default="false")
    op.execute("UPDATE delegation SET is_observer = true WHERE participation <> 'member'")
    drop_column("delegation", "participation")
