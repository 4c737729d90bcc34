"""Keep the hours that heads set within their delegations. Taking it back forgets them; their entries stay."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inner_hour",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("remind_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_inner_hour_statement_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_inner_hour_round_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_inner_hour_delegation_id")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_inner_hour_set_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_inner_hour_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inner_hour")),
    )
    op.create_index(op.f("ix_inner_hour_statement_id"), "inner_hour", ["statement_id"])
    op.create_index(op.f("ix_inner_hour_round_id"), "inner_hour", ["round_id"])


def downgrade() -> None:
    op.drop_table("inner_hour")
