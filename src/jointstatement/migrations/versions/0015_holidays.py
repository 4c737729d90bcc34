"""Keep the days on which a body does not work, so that no hour falls on one unnoticed.

A body that is there has none. Taking it back forgets them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holiday",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_holiday_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("body_id", "day", name=op.f("uq_holiday_body_id_day")),
    )
    op.create_index(op.f("ix_holiday_body_id"), "holiday", ["body_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_holiday_body_id"), table_name="holiday")
    op.drop_table("holiday")
