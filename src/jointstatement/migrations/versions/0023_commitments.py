"""Keep commitments of adopted texts, and the reports on them.

Taking it back throws them away; the clauses that they were found in stay.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed, freeze, thaw

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ADDRESSEES = ("members", "member", "role", "outside")
STATES = ("under_way", "done", "not_done")


def upgrade() -> None:
    op.create_table(
        "commitment",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=True),
        sa.Column("addressee_kind", closed("addresseekind", ADDRESSEES), nullable=False),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_meeting", sa.String(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("dropped_at", UTCDateTime(), nullable=True),
        sa.Column("dropped_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_commitment_body_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_commitment_statement_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_commitment_part_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_commitment_delegation_id")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name=op.f("fk_commitment_confirmed_by")),
        sa.ForeignKeyConstraint(["dropped_by"], ["person.id"], name=op.f("fk_commitment_dropped_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("part_id", "sentence", name=op.f("uq_commitment_part_id_sentence")),
    )
    for column in ("body_id", "statement_id", "delegation_id"):
        op.create_index(op.f(f"ix_commitment_{column}"), "commitment", [column])
    op.create_table(
        "commitment_report",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("commitment_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=True),
        sa.Column("state", closed("commitmentstate", STATES), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_commitment_report_commitment_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_commitment_report_delegation_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_commitment_report_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_report")),
    )
    op.create_index(op.f("ix_commitment_report_commitment_id"), "commitment_report", ["commitment_id"])
    freeze("commitment_report")


def downgrade() -> None:
    thaw("commitment_report")
    op.drop_table("commitment_report")
    op.drop_table("commitment")
