"""Keep editorial reviews of texts on which consensus is declared: their changes, and the objections to them.

Taking it back throws them away; the texts that came of them and the record stay, but what was given on the text before
such a review no longer holds on the one that came of it.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed, freeze, thaw

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editorial_review",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("put_at", UTCDateTime(), nullable=True),
        sa.Column("put_by", sa.String(), nullable=True),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.Column("remind_at", UTCDateTime(), nullable=True),
        sa.Column("names_the_objector", sa.Boolean(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("outcome", closed("editorialoutcome", ("reviewed", "withdrawn", "set_aside")), nullable=True),
        sa.Column("reviewed_as", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_editorial_review_statement_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_editorial_review_revision_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_editorial_review_opened_by")),
        sa.ForeignKeyConstraint(["put_by"], ["person.id"], name=op.f("fk_editorial_review_put_by")),
        sa.ForeignKeyConstraint(["reviewed_as"], ["revision.id"], name=op.f("fk_editorial_review_reviewed_as")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editorial_review")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_editorial_review_statement_id_number")),
    )
    op.create_index(op.f("ix_editorial_review_statement_id"), "editorial_review", ["statement_id"])
    op.create_table(
        "editorial_change",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("review_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("entered_at", UTCDateTime(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("dropped_at", UTCDateTime(), nullable=True),
        sa.Column("fell_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["editorial_review.id"], name=op.f("fk_editorial_change_review_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_editorial_change_part_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_editorial_change_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editorial_change")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_editorial_change_review_id_number")),
    )
    op.create_index(op.f("ix_editorial_change_review_id"), "editorial_change", ["review_id"])
    op.create_table(
        "editorial_objection",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("change_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["editorial_change.id"], name=op.f("fk_editorial_objection_change_id")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_editorial_objection_delegation_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_editorial_objection_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editorial_objection")),
    )
    op.create_index(op.f("ix_editorial_objection_change_id"), "editorial_objection", ["change_id"])
    freeze("editorial_objection")


def downgrade() -> None:
    thaw("editorial_objection")
    for table in ("editorial_objection", "editorial_change", "editorial_review"):
        op.drop_table(table)
