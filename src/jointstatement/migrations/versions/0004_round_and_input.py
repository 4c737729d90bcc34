"""Keep whether the chair admitted late input, when input on paper came, and which delegations stand behind an amendment
of another's.

Taking it back forgets all three; the record keeps them.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INPUT = ("comment", "amendment")


def upgrade() -> None:
    for table in INPUT:
        add_column(table, "is_admitted", sa.Boolean())
        add_column(table, "received_at", UTCDateTime())
    op.create_table(
        "amendment_support",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("amendment_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("asks_to_co_sponsor", sa.Boolean(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("accepted_at", UTCDateTime(), nullable=True),
        sa.Column("accepted_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["accepted_by"], ["person.id"], name=op.f("fk_amendment_support_accepted_by")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_support_amendment_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_amendment_support_delegation_id")),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_amendment_support_given_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_amendment_support_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_support")),
    )
    for column in ("statement_id", "amendment_id"):
        op.create_index(op.f(f"ix_amendment_support_{column}"), "amendment_support", [column])


def downgrade() -> None:
    op.drop_table("amendment_support")
    for table in INPUT:
        for column in ("received_at", "is_admitted"):
            drop_column(table, column)
