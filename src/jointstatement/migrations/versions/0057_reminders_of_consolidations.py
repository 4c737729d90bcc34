"""Keep when delegations are reminded until when they may want their amendments out of a consolidated proposal.

Hours that are set already have no reminder.
"""

from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("consolidation", "remind_at", UTCDateTime())


def downgrade() -> None:
    drop_column("consolidation", "remind_at")
