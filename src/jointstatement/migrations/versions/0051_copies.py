"""Keep whether drafts name whose copy they are, and who took one out where the body keeps that.

Bodies that are there name copies, as new ones do, and keep nothing. Taking it back throws away what was kept.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, closed, drop_column, freeze, thaw

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_KINDS = ("draft", "draft_with_states", "rolling_text", "changes", "comments")


def upgrade() -> None:
    add_column("body", "copies_are_named", sa.Boolean(), default="true")
    add_column("body", "copies_are_logged", sa.Boolean(), default="false")
    op.create_table(
        "taken_copy",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", closed("copykind", _KINDS), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_taken_copy_statement_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_taken_copy_delegation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_taken_copy_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_copy")),
    )
    op.create_index(op.f("ix_taken_copy_statement_id"), "taken_copy", ["statement_id"])
    freeze("taken_copy")


def downgrade() -> None:
    thaw("taken_copy")
    op.drop_table("taken_copy")
    drop_column("body", "copies_are_logged")
    drop_column("body", "copies_are_named")
