"""Keep which clause is meant where words cite one by its number: numbers move, and words stay.

Of texts that are there nothing is written: what they cite is read from the numbers they were tabled with, until the
text changes for the first time. Taking it back forgets what was said by hand.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clause_reference",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("meant_id", sa.String(), nullable=True),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_clause_reference_statement_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_clause_reference_part_id")),
        sa.ForeignKeyConstraint(["meant_id"], ["working_part.id"], name=op.f("fk_clause_reference_meant_id")),
        sa.ForeignKeyConstraint(["said_by"], ["person.id"], name=op.f("fk_clause_reference_said_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_reference")),
    )
    op.create_index(op.f("ix_clause_reference_statement_id"), "clause_reference", ["statement_id"])


def downgrade() -> None:
    op.drop_table("clause_reference")
