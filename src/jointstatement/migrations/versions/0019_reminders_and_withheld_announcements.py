"""Keep when those who are awaited are reminded of an hour, and that the chair withholds an announcement.

Hours that are set already have no reminder. Taking it back forgets both, so that what was withheld may be announced.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("round", "remind_at", UTCDateTime())
    add_column("silence", "remind_at", UTCDateTime())
    op.create_table(
        "announcement_withheld",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("silence_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("withheld_at", UTCDateTime(), nullable=False),
        sa.Column("withheld_by", sa.String(), nullable=False),
        sa.Column("lifted_at", UTCDateTime(), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("reason_lifted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["lifted_by"], ["person.id"], name=op.f("fk_announcement_withheld_lifted_by")),
        sa.ForeignKeyConstraint(["silence_id"], ["silence.id"], name=op.f("fk_announcement_withheld_silence_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_announcement_withheld_statement_id")),
        sa.ForeignKeyConstraint(["withheld_by"], ["person.id"], name=op.f("fk_announcement_withheld_withheld_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_withheld")),
    )
    op.create_index(op.f("ix_announcement_withheld_statement_id"), "announcement_withheld", ["statement_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_announcement_withheld_statement_id"), table_name="announcement_withheld")
    op.drop_table("announcement_withheld")
    drop_column("silence", "remind_at")
    drop_column("round", "remind_at")
