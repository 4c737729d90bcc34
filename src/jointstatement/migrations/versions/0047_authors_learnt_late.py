"""Keep authors from the chair's office too, until it has answered what a round brought, and since when it knows them.

Taking it back is refused where a round or a text is under that rule: without it the office would learn at once.
"""

from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, change_terms, drop_column

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_BEFORE = ("all", "office")
_AFTER = (*_BEFORE, "none")


def upgrade() -> None:
    for table in ("statement", "round"):
        change_terms(table, "attribution", "attribution", before=_BEFORE, after=_AFTER)
    add_column("round", "authors_learnt_at", UTCDateTime())


def downgrade() -> None:
    for table in ("statement", "round"):
        change_terms(table, "attribution", "attribution", before=_AFTER, after=_BEFORE)
    drop_column("round", "authors_learnt_at")
