"""Keep which brackets are resolved together with other brackets and clauses, or not at all.

Taking it back refuses nothing: the clauses of a package stay bound, and a package of brackets alone binds nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "package_bracket",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("package_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("bracket", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("since_revisions", sa.Integer(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("ended_revisions", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["package_id"], ["package.id"], name=op.f("fk_package_bracket_package_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_package_bracket_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_bracket")),
    )
    op.create_index(op.f("ix_package_bracket_package_id"), "package_bracket", ["package_id"])


def downgrade() -> None:
    op.drop_table("package_bracket")
