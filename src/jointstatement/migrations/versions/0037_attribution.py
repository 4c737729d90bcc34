"""Keep whether delegations learn who put forward what, with each text, round, reply, support and bracket's sponsor.

What is there was shown to all delegations, and stays so. Taking it back is refused where anything was given that they
do not learn the author of: without the rule they would.
"""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_CHOSEN = ("statement", "round")
_NAMED = ("reply", "amendment_support", "bracket_sponsor")


def upgrade() -> None:
    for table in _CHOSEN:
        add_column(
            table, "attribution", sa.String(length=32), default="'all'", terms=("attribution", ("all", "office"))
        )
    for table in _NAMED:
        add_column(table, "is_named", sa.Boolean(), default="true")


def downgrade() -> None:
    kept = [
        *(f"SELECT count(*) FROM {table} WHERE attribution <> 'all'" for table in _CHOSEN),
        *(f"SELECT count(*) FROM {table} WHERE NOT is_named" for table in _NAMED),
    ]
    if any(op.get_bind().execute(sa.text(asked)).scalar_one() for asked in kept):
        raise RuntimeError(
            "there is input whose authors delegations do not learn; the tables before it would name them"
        )
    for table in _NAMED:
        drop_column(table, "is_named")
    for table in _CHOSEN:
        drop_column(table, "attribution")
