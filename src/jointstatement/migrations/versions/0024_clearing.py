"""Keep what a head of delegation said of each draft, and which submitted comment a draft replaces.

Taking it back throws away what was said; what was submitted stays.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("comment", "replaces", sa.String(), references="comment")
    op.create_table(
        "clearance",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("comment_id", sa.String(), nullable=True),
        sa.Column("amendment_id", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_cleared", sa.Boolean(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.CheckConstraint("(comment_id IS NULL) <> (amendment_id IS NULL)", name=op.f("ck_clearance_one_subject")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_clearance_statement_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_clearance_delegation_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_clearance_comment_id")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_clearance_amendment_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_clearance_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance")),
        sa.UniqueConstraint("comment_id", "number", name=op.f("uq_clearance_comment_id_number")),
        sa.UniqueConstraint("amendment_id", "number", name=op.f("uq_clearance_amendment_id_number")),
    )
    for column in ("statement_id", "comment_id", "amendment_id"):
        op.create_index(op.f(f"ix_clearance_{column}"), "clearance", [column])


def downgrade() -> None:
    op.drop_table("clearance")
    drop_column("comment", "replaces")
