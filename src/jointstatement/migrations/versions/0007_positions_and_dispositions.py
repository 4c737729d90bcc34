"""Keep how the chair's office answers (who answers what, ready answers, what authors say of answers), of what kind a
reserve is and until when an agreement ad referendum is to be confirmed, and what a rule that counts positions rests on.

Taking it back forgets all of this; answers and positions stay. It is refused where a declaration or an adoption rests
on counted positions.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, change_terms, drop_column

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

RESERVES = ("scrutiny", "awaiting_instructions", "linguistic", "general")
HOURS = ("confirm_by", "reminded_at", "lapsed_at")
BASES = ("silence_held", "found_in_the_room")


def upgrade() -> None:
    for table in ("consensus_declaration", "adoption"):
        change_terms(table, "basis", "consensusbasis", before=BASES, after=(*BASES, "counted"))
    add_column("disposition", "covered_in", sa.String(), references="working_part")
    for table in ("position_taken", "adopted_position"):
        add_column(table, "reserve_kind", sa.String(32), terms=("reservekind", RESERVES))
    add_column("adopted_position", "reason", sa.String(), default="''")
    add_column("position_taken", "confirm_as_typed", sa.String(), default="''")
    for column in HOURS:
        add_column("position_taken", column, UTCDateTime())
    op.create_table(
        "ready_answer",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kept_at", UTCDateTime(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_ready_answer_body_id")),
        sa.ForeignKeyConstraint(["kept_by"], ["person.id"], name=op.f("fk_ready_answer_kept_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answer")),
    )
    op.create_index(op.f("ix_ready_answer_body_id"), "ready_answer", ["body_id"])
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("comment_id", sa.String(), nullable=True),
        sa.Column("amendment_id", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("assigned_at", UTCDateTime(), nullable=False),
        sa.Column("assigned_by", sa.String(), nullable=False),
        sa.CheckConstraint("(comment_id IS NULL) <> (amendment_id IS NULL)", name=op.f("ck_assignment_one_subject")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_assignment_amendment_id")),
        sa.ForeignKeyConstraint(["assigned_by"], ["person.id"], name=op.f("fk_assignment_assigned_by")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_assignment_comment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_assignment_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("amendment_id", "number", name=op.f("uq_assignment_amendment_id_number")),
        sa.UniqueConstraint("comment_id", "number", name=op.f("uq_assignment_comment_id_number")),
    )
    for column in ("statement_id", "comment_id", "amendment_id"):
        op.create_index(op.f(f"ix_assignment_{column}"), "assignment", [column])
    op.create_table(
        "verdict",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("disposition_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_content", sa.Boolean(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_verdict_delegation_id")),
        sa.ForeignKeyConstraint(["disposition_id"], ["disposition.id"], name=op.f("fk_verdict_disposition_id")),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_verdict_given_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_verdict_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint("disposition_id", "number", name=op.f("uq_verdict_disposition_id_number")),
    )
    for column in ("statement_id", "disposition_id", "delegation_id"):
        op.create_index(op.f(f"ix_verdict_{column}"), "verdict", [column])


def downgrade() -> None:
    for table in ("consensus_declaration", "adoption"):
        change_terms(table, "basis", "consensusbasis", before=(*BASES, "counted"), after=BASES)
    for table in ("verdict", "assignment", "ready_answer"):
        op.drop_table(table)
    drop_column("disposition", "covered_in")
    for column in (*HOURS, "confirm_as_typed", "reserve_kind"):
        drop_column("position_taken", column)
    for column in ("reason", "reserve_kind"):
        drop_column("adopted_position", column)
