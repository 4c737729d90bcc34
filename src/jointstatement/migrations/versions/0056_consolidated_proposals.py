"""Keep proposals that the chair's office made of several amendments, and which of these stand in them.

Such a proposal is an amendment without a delegation; where there is one, taking this back is refused.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import may_be_empty, must_be_filled

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    may_be_empty("amendment", "delegation_id")
    op.create_table(
        "consolidation",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["amendment.id"], name=op.f("fk_consolidation_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_consolidation_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidation")),
    )
    op.create_index(op.f("ix_consolidation_statement_id"), "consolidation", ["statement_id"])
    op.create_table(
        "consolidation_source",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("consolidation_id", sa.String(), nullable=False),
        sa.Column("amendment_id", sa.String(), nullable=False),
        sa.Column("objected_at", UTCDateTime(), nullable=True),
        sa.Column("objected_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("left_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_consolidation_source_statement_id")),
        sa.ForeignKeyConstraint(
            ["consolidation_id"],
            ["consolidation.id"],
            name=op.f("fk_consolidation_source_consolidation_id"),
        ),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_consolidation_source_amendment_id")),
        sa.ForeignKeyConstraint(["objected_by"], ["person.id"], name=op.f("fk_consolidation_source_objected_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidation_source")),
        sa.UniqueConstraint(
            "consolidation_id", "amendment_id", name=op.f("uq_consolidation_source_consolidation_id_amendment_id")
        ),
    )
    for column in ("statement_id", "consolidation_id", "amendment_id"):
        op.create_index(op.f(f"ix_consolidation_source_{column}"), "consolidation_source", [column])


def downgrade() -> None:
    must_be_filled("amendment", "delegation_id")
    for table in ("consolidation_source", "consolidation"):
        op.drop_table(table)
