"""Keep from which text that was never adopted another began: one that lapsed, or the chair's own.

Taking it back forgets the base; the words that were copied stay.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed, freeze, thaw

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "not_agreed_base",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("standing", closed("basestanding", ("adopted", "lapsed", "issued")), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_not_agreed_base_statement_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_not_agreed_base_revision_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_not_agreed_base_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_agreed_base")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_not_agreed_base_statement_id")),
    )
    freeze("not_agreed_base")


def downgrade() -> None:
    thaw("not_agreed_base")
    op.drop_table("not_agreed_base")
