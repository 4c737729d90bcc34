"""Keep whether guests read drafts, or adopted texts alone.

Guests read drafts so far, and go on doing so. Taking it back is refused where a body keeps them from drafts: they would
read them.
"""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_KEPT_OUT = "SELECT count(*) FROM body WHERE NOT guests_read_drafts"


def upgrade() -> None:
    add_column("body", "guests_read_drafts", sa.Boolean(), default="true")


def downgrade() -> None:
    if op.get_bind().execute(sa.text(_KEPT_OUT)).scalar_one():
        raise RuntimeError("there is a body whose guests read adopted texts alone; before it they would read drafts")
    drop_column("body", "guests_read_drafts")
