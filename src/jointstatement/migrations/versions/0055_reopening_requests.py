"""Keep the requests of delegations that agreed or endorsed clauses be re-opened, with what came of each.

Taking it back throws them away; that they were made stays on the record of the delegation and of the office.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

_ANSWERS = ("reopened", "words_changed", "left_the_text", "declined")
_POINTS_AT = {
    "statement_id": "statement",
    "delegation_id": "delegation",
    "part_id": "working_part",
    "revision_id": "revision",
    "requested_by": "person",
    "withdrawn_by": "person",
    "answered_by": "person",
}


def upgrade() -> None:
    op.create_table(
        "reopening_request",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("note_number", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("is_recorded", sa.Boolean(), nullable=False),
        sa.Column("requested_at", UTCDateTime(), nullable=False),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("answer", closed("reopeninganswer", _ANSWERS), nullable=True),
        sa.Column("answer_reason", sa.String(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_reopening_request_{column}"))
            for column, table in _POINTS_AT.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopening_request")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_reopening_request_statement_id_number")),
    )
    op.create_index(op.f("ix_reopening_request_statement_id"), "reopening_request", ["statement_id"])


def downgrade() -> None:
    op.drop_table("reopening_request")
