"""Keep in which order a bound bracket was known under other words, also where they changed within one instant."""

import sqlalchemy as sa
from alembic import op

from jointstatement.migrations.changes import add_column, drop_column

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("package_bracket", "place", sa.Integer(), default="0")
    op.execute(
        "UPDATE package_bracket SET place = (SELECT count(*) FROM package_bracket AS former "
        "WHERE former.package_id = package_bracket.package_id AND former.number = package_bracket.number "
        "AND (former.since < package_bracket.since OR (former.since = package_bracket.since "
        "AND former.ended_at IS NOT NULL "
        "AND (package_bracket.ended_at IS NULL OR former.ended_at < package_bracket.ended_at))))"
    )


def downgrade() -> None:
    drop_column("package_bracket", "place")
