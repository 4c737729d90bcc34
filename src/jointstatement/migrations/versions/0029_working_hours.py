"""Keep a body's own working hours and days, and with each silence whether its breakers are named.

A body that is there works from 8 to 20 from Monday to Friday, as all did. A silence that is there names its breakers
as its body does now. Taking it back forgets both: silences follow the body's rule of the day again.
"""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("body", "day_begins", sa.Time(), default="'08:00:00.000000'")
    add_column("body", "day_ends", sa.Time(), default="'20:00:00.000000'")
    add_column("body", "working_days", sa.String(), default="'monday tuesday wednesday thursday friday'")
    add_column("silence", "names_the_breaker", sa.Boolean(), default="true")
    op.execute(
        "UPDATE silence SET names_the_breaker = (SELECT body.names_the_breaker FROM body "
        "JOIN statement ON statement.body_id = body.id WHERE statement.id = silence.statement_id)"
    )


def downgrade() -> None:
    drop_column("silence", "names_the_breaker")
    drop_column("body", "working_days")
    drop_column("body", "day_ends")
    drop_column("body", "day_begins")
