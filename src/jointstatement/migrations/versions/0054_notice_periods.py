"""Keep for how long a body wants a text before its members before it is decided, and where the chair waived that.

Bodies that are there ask for no notice, and what is tabled needs none. Taking it back throws away what was asked and
waived: a text whose notice runs may then be decided at once.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column, freeze, thaw

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

_ADDED = (("body", "shortest_notice_hours"), ("revision", "notice_hours"))


def upgrade() -> None:
    for table, name in _ADDED:
        add_column(table, name, sa.Integer(), default="0")
    op.create_table(
        "notice_waiver",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("waived_at", UTCDateTime(), nullable=False),
        sa.Column("waived_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_notice_waiver_statement_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_notice_waiver_revision_id")),
        sa.ForeignKeyConstraint(["waived_by"], ["person.id"], name=op.f("fk_notice_waiver_waived_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_waiver")),
        sa.UniqueConstraint("revision_id", name=op.f("uq_notice_waiver_revision_id")),
    )
    op.create_index(op.f("ix_notice_waiver_statement_id"), "notice_waiver", ["statement_id"])
    freeze("notice_waiver")


def downgrade() -> None:
    thaw("notice_waiver")
    op.drop_table("notice_waiver")
    for table, name in _ADDED:
        drop_column(table, name)
