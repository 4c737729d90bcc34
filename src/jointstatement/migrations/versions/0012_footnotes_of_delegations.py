"""Let a delegation put a footnote to the text.

Taking it back is refused where one was put: it has no other place.
"""

from jointstatement.migrations.changes import change_terms

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS_BEFORE = ("reservation", "statement", "explanation", "interpretative", "dissociation")
KINDS = (*KINDS_BEFORE, "footnote")


def upgrade() -> None:
    change_terms("reservation", "kind", "reservationkind", before=KINDS_BEFORE, after=KINDS)


def downgrade() -> None:
    change_terms("reservation", "kind", "reservationkind", before=KINDS, after=KINDS_BEFORE)
