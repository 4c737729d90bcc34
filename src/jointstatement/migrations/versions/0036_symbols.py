"""Keep the form in which a body writes the symbols of its texts, the symbols given, and those chosen for texts to come.

A body that is there gives no symbols, and what it adopted stays without. Taking it back forgets them all: files that
were printed with a symbol keep it, and the register does not know it any more.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column, freeze, thaw

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("body", "symbol_form", sa.String(), default="''")
    op.create_table(
        "given_symbol",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_given_symbol_body_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_given_symbol_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_symbol")),
        sa.UniqueConstraint("body_id", "folded", name=op.f("uq_given_symbol_body_id_folded")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_given_symbol_statement_id")),
    )
    op.create_table(
        "entered_symbol",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_entered_symbol_body_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_entered_symbol_statement_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_entered_symbol_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entered_symbol")),
        sa.UniqueConstraint("body_id", "folded", name=op.f("uq_entered_symbol_body_id_folded")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_entered_symbol_statement_id")),
    )
    freeze("given_symbol")


def downgrade() -> None:
    thaw("given_symbol")
    op.drop_table("entered_symbol")
    op.drop_table("given_symbol")
    drop_column("body", "symbol_form")
