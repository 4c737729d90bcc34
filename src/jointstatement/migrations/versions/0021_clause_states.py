"""Keep what the chair noted of clauses at the table, and which clauses are bound together.

Taking it back refuses nothing: what was noted decides nothing, and the record still tells it.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_STATES = ("open", "bracketed", "agreed_informally", "pending", "agreed_ad_referendum", "agreed", "reopened")


def upgrade() -> None:
    op.create_table(
        "clause_note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", closed("clausestate", _STATES), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("confirm_by", UTCDateTime(), nullable=True),
        sa.Column("confirm_as_typed", sa.String(), nullable=False),
        sa.Column("revisions", sa.Integer(), nullable=False),
        sa.Column("is_circulated", sa.Boolean(), nullable=False),
        sa.Column("noted_at", UTCDateTime(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["noted_by"], ["person.id"], name=op.f("fk_clause_note_noted_by")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_clause_note_part_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_clause_note_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_note")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_clause_note_statement_id_number")),
    )
    op.create_index(op.f("ix_clause_note_part_id"), "clause_note", ["part_id"])
    op.create_table(
        "clause_note_awaited",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_clause_note_awaited_delegation_id")
        ),
        sa.ForeignKeyConstraint(["note_id"], ["clause_note.id"], name=op.f("fk_clause_note_awaited_note_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_note_awaited")),
        sa.UniqueConstraint("note_id", "delegation_id", name=op.f("uq_clause_note_awaited_note_id_delegation_id")),
    )
    op.create_table(
        "package",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("bound_at", UTCDateTime(), nullable=False),
        sa.Column("bound_by", sa.String(), nullable=False),
        sa.Column("freed_at", UTCDateTime(), nullable=True),
        sa.Column("freed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["bound_by"], ["person.id"], name=op.f("fk_package_bound_by")),
        sa.ForeignKeyConstraint(["freed_by"], ["person.id"], name=op.f("fk_package_freed_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_package_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package")),
    )
    op.create_index(op.f("ix_package_statement_id"), "package", ["statement_id"])
    op.create_table(
        "package_part",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("package_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["package_id"], ["package.id"], name=op.f("fk_package_part_package_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_package_part_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_part")),
        sa.UniqueConstraint("package_id", "part_id", name=op.f("uq_package_part_package_id_part_id")),
    )


def downgrade() -> None:
    for table in ("package_part", "package", "clause_note_awaited", "clause_note"):
        op.drop_table(table)
