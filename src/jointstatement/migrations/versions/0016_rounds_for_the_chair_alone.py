"""Take rounds whose input goes to the chair alone, and know of a frozen position that it was taken in one.

Taking it back is refused where such a round was held: as a blind or an open one its input would be before all.
"""

import sqlalchemy as sa

from jointstatement.migrations.changes import add_column, change_terms, drop_column

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BEFORE = ("blind", "open")
AFTER = (*BEFORE, "chair_only")


def upgrade() -> None:
    change_terms("round", "visibility", "visibility", before=BEFORE, after=AFTER)
    add_column("adopted_position", "is_for_chair", sa.Boolean(), default="false")


def downgrade() -> None:
    change_terms("round", "visibility", "visibility", before=AFTER, after=BEFORE)
    drop_column("adopted_position", "is_for_chair")
