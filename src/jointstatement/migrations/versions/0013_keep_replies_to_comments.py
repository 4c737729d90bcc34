"""Keep the replies to comments.

Taking it back throws the replies away; the comments stay.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reply",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("comment_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("replied_at", UTCDateTime(), nullable=False),
        sa.Column("replied_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_reply_statement_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_reply_comment_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_reply_delegation_id")),
        sa.ForeignKeyConstraint(["replied_by"], ["person.id"], name=op.f("fk_reply_replied_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    for column in ("statement_id", "comment_id"):
        op.create_index(op.f(f"ix_reply_{column}"), "reply", [column])


def downgrade() -> None:
    op.drop_table("reply")
