"""Keep with each corrigendum whether its objectors are named. One that is there names them as its body does now."""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("corrigendum", "names_the_objector", sa.Boolean(), default="true")
    op.execute(
        "UPDATE corrigendum SET names_the_objector = (SELECT body.names_the_breaker FROM body "
        "JOIN statement ON statement.body_id = body.id WHERE statement.id = corrigendum.statement_id)"
    )


def downgrade() -> None:
    drop_column("corrigendum", "names_the_objector")
