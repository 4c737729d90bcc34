"""Keep for which group a delegation asked that a clause be re-opened.

Requests that are there already were each a delegation's own. Taking it back leaves them the speaker's alone.
"""

import sqlalchemy as sa

from jointstatement.migrations.changes import add_column, drop_column

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("reopening_request", "group_edition_id", sa.String(), references="group_edition")


def downgrade() -> None:
    drop_column("reopening_request", "group_edition_id")
