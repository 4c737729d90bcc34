"""Keep what an amendment does besides putting other words in the place of a part.

All that were given until now are other words for their part. Taking it back refuses nothing: amendments of the further
kinds would be read as other words, so they are deleted with their answers.
"""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = ("replace", "delete", "add_after", "move", "split", "merge")


def upgrade() -> None:
    add_column("amendment", "kind", sa.String(32), default="'replace'", terms=("amendmentkind", KINDS))
    add_column("amendment", "second_wording", sa.String(), default="''")
    add_column("amendment", "other_part_id", sa.String(), references="working_part")


def downgrade() -> None:
    further = "SELECT id FROM amendment WHERE kind <> 'replace'"
    op.execute(f"DELETE FROM incorporation WHERE amendment_id IN ({further})")
    op.execute(f"DELETE FROM disposition WHERE amendment_id IN ({further})")
    op.execute("DELETE FROM amendment WHERE kind <> 'replace'")
    drop_column("amendment", "other_part_id")
    drop_column("amendment", "second_wording")
    drop_column("amendment", "kind")
