"""Keep what a rule that counts positions rests on.

Taking it back is refused by the database where a declaration or an adoption rests on counted positions.
"""

from jointstatement.migrations.changes import change_terms

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BASES = ("silence_held", "found_in_the_room")


def upgrade() -> None:
    for table in ("consensus_declaration", "adoption"):
        change_terms(table, "basis", "consensusbasis", before=BASES, after=(*BASES, "counted"))


def downgrade() -> None:
    for table in ("consensus_declaration", "adoption"):
        change_terms(table, "basis", "consensusbasis", before=(*BASES, "counted"), after=BASES)
