"""Let a corrigendum concern one translation alone, which is issued again with it. Those there are correct originals."""

import sqlalchemy as sa

from jointstatement.migrations.changes import add_column, drop_column

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("translation_id", "issued_as_id"):
        add_column("corrigendum", column, sa.String(), references="issued_translation")


def downgrade() -> None:
    for column in ("issued_as_id", "translation_id"):
        drop_column("corrigendum", column)
