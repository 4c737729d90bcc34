"""Keep with each silence whether a request for time breaks it. One that is there has its body's rule of now."""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("silence", "time_request_breaks", sa.Boolean(), default="false")
    op.execute(
        "UPDATE silence SET time_request_breaks = (SELECT body.time_request_breaks FROM body "
        "JOIN statement ON statement.body_id = body.id WHERE statement.id = silence.statement_id)"
    )


def downgrade() -> None:
    drop_column("silence", "time_request_breaks")
