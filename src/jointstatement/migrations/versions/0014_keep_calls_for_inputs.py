"""Keep calls for inputs, what was given to them, and which statement was begun from which.

A notice can be about a call. Taking it back loses the calls, what was given to them and the notices of them; their
entries stay in the record.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column, freeze, thaw

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_for_inputs",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asks_observers", sa.Boolean(), nullable=False),
        sa.Column("is_open_to_all", sa.Boolean(), nullable=False),
        sa.Column("put_at", UTCDateTime(), nullable=False),
        sa.Column("put_by", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_call_for_inputs_body_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_call_for_inputs_meeting_id")),
        sa.ForeignKeyConstraint(["put_by"], ["person.id"], name=op.f("fk_call_for_inputs_put_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_for_inputs")),
    )
    for column in ("body_id", "meeting_id"):
        op.create_index(op.f(f"ix_call_for_inputs_{column}"), "call_for_inputs", [column])
    op.create_table(
        "call_extension",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("from_due_at", UTCDateTime(), nullable=False),
        sa.Column("to_due_at", UTCDateTime(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call_for_inputs.id"], name=op.f("fk_call_extension_call_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_call_extension_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_extension")),
    )
    op.create_index(op.f("ix_call_extension_call_id"), "call_extension", ["call_id"])
    op.create_table(
        "contribution",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["call_for_inputs.id"], name=op.f("fk_contribution_call_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_contribution_delegation_id")),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_contribution_given_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    op.create_index(op.f("ix_contribution_call_id"), "contribution", ["call_id"])
    op.create_table(
        "contribution_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("contribution_id", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_contribution_file_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_file")),
        sa.UniqueConstraint(
            "contribution_id", "place_in_order", name=op.f("uq_contribution_file_contribution_id_place_in_order")
        ),
    )
    op.create_index(op.f("ix_contribution_file_contribution_id"), "contribution_file", ["contribution_id"])
    op.create_table(
        "text_from_call",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_text_from_call_statement_id")),
        sa.ForeignKeyConstraint(["call_id"], ["call_for_inputs.id"], name=op.f("fk_text_from_call_call_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_text_from_call_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_from_call")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_text_from_call_statement_id")),
    )
    op.create_index(op.f("ix_text_from_call_call_id"), "text_from_call", ["call_id"])
    freeze("text_from_call")
    add_column("notice", "call_id", sa.String(), references="call_for_inputs")
    op.create_index(op.f("ix_notice_call_id"), "notice", ["call_id"])


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE call_id IS NOT NULL")
    op.drop_index(op.f("ix_notice_call_id"), "notice")
    drop_column("notice", "call_id")
    thaw("text_from_call")
    for table in ("text_from_call", "contribution_file", "contribution", "call_extension", "call_for_inputs"):
        op.drop_table(table)
