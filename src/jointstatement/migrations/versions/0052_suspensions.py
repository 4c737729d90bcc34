"""Keep when the negotiation of a text was suspended, for what reason, and when it went on. No text had been.

Taking it back throws away the rows, and what is suspended goes on; the record stays.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

_ROLES = (
    "chair",
    "co_chair",
    "secretariat",
    "head",
    "deputy",
    "expert",
    "observer",
    "partner",
    "guest",
    "administrator",
    "former_chair",
    "incoming_chair",
)


def upgrade() -> None:
    op.create_table(
        "suspension",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("suspended_at", UTCDateTime(), nullable=False),
        sa.Column("suspended_by", sa.String(), nullable=False),
        sa.Column("suspended_as", closed("role", _ROLES), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("word", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_suspension_statement_id")),
        sa.ForeignKeyConstraint(["suspended_by"], ["person.id"], name=op.f("fk_suspension_suspended_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_suspension_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_suspension_statement_id_number")),
    )
    op.create_index(op.f("ix_suspension_statement_id"), "suspension", ["statement_id"])


def downgrade() -> None:
    op.drop_table("suspension")
