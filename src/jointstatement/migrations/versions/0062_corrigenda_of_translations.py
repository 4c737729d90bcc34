"""Let a corrigendum concern one translation alone, which is issued again with it. Those so far correct originals.

Taking it back is refused where there is one to a translation: it would be taken for one to the adopted text.
"""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

_TO_TRANSLATIONS = "SELECT count(*) FROM corrigendum WHERE translation_id IS NOT NULL"


def upgrade() -> None:
    for column in ("translation_id", "issued_as_id"):
        add_column("corrigendum", column, sa.String(), references="issued_translation")


def downgrade() -> None:
    if op.get_bind().execute(sa.text(_TO_TRANSLATIONS)).scalar_one():
        raise RuntimeError("there is a corrigendum to a translation; before it each one is to the adopted text")
    for column in ("issued_as_id", "translation_id"):
        drop_column("corrigendum", column)
