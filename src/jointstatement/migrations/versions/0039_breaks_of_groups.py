"""Keep for which group silence was broken, and for which of its members that counts.

Breaks that are there were each a delegation's own. Taking it back forgets whose a group's break was beside the
speaker's; the positions that followed from it stay.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("silence_break", "group_edition_id", sa.String(), references="group_edition")
    op.create_table(
        "silence_break_member",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("break_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("declined_at", UTCDateTime(), nullable=True),
        sa.Column("declined_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["break_id"], ["silence_break.id"], name=op.f("fk_silence_break_member_break_id")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_silence_break_member_delegation_id")
        ),
        sa.ForeignKeyConstraint(["declined_by"], ["person.id"], name=op.f("fk_silence_break_member_declined_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_break_member")),
        sa.UniqueConstraint("break_id", "delegation_id", name=op.f("uq_silence_break_member_break_id_delegation_id")),
    )
    for column in ("break_id", "delegation_id"):
        op.create_index(op.f(f"ix_silence_break_member_{column}"), "silence_break_member", [column])


def downgrade() -> None:
    for column in ("delegation_id", "break_id"):
        op.drop_index(op.f(f"ix_silence_break_member_{column}"), table_name="silence_break_member")
    op.drop_table("silence_break_member")
    drop_column("silence_break", "group_edition_id")
