"""Keep the styles of a body's own: the `style.docx` that its secretariat sent, and the rules that go with it.

Taking it back throws the files away; statements that were begun in one of them can then no longer be printed, so it is
refused while there is one.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statement_style",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("based_on", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("uploaded_at", UTCDateTime(), nullable=False),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_statement_style_body_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["person.id"], name=op.f("fk_statement_style_uploaded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_style")),
        sa.UniqueConstraint("name", name=op.f("uq_statement_style_name")),
    )
    with op.batch_alter_table("statement_style", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_style_body_id"), ["body_id"], unique=False)


def downgrade() -> None:
    used = op.get_bind().execute(
        sa.text(
            "SELECT 1 FROM statement_style WHERE name IN (SELECT style FROM statement)"
            " OR name IN (SELECT style FROM revision) LIMIT 1"
        )
    )
    if used.first() is not None:
        raise RuntimeError("A statement is printed in a style of a body's own; without these tables it could not be.")
    with op.batch_alter_table("statement_style", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_style_body_id"))
    op.drop_table("statement_style")
