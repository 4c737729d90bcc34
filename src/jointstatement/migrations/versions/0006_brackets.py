"""Keep who stands behind an alternative of a bracket, and since when.

Taking it back refuses nothing: the brackets stand in the wordings, and only the names behind them are lost.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bracket_sponsor",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("bracket", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("named_by", sa.String(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_bracket_sponsor_delegation_id")),
        sa.ForeignKeyConstraint(["named_by"], ["person.id"], name=op.f("fk_bracket_sponsor_named_by")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_bracket_sponsor_part_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_bracket_sponsor_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bracket_sponsor")),
    )
    op.create_index(op.f("ix_bracket_sponsor_statement_id"), "bracket_sponsor", ["statement_id"])


def downgrade() -> None:
    op.drop_table("bracket_sponsor")
