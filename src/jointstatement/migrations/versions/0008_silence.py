"""Keep which broken silence a further one follows, who asked for time, and the body's rules for both.

A body that is there keeps its shortest silence for both. Taking it back forgets what was settled, so that every silence
is on the whole text, and who asked for time.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("silence", "follows", sa.String(), references="silence")
    add_column("silence", "whole_is_open", sa.Boolean(), default="true")
    add_column("body", "shortest_reissue_hours", sa.Integer(), default="1")
    op.execute("UPDATE body SET shortest_reissue_hours = shortest_silence_hours")
    add_column("body", "whole_open_on_reissue", sa.Boolean(), default="true")
    add_column("body", "time_request_breaks", sa.Boolean(), default="false")
    op.create_table(
        "time_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("silence_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("requested_at", UTCDateTime(), nullable=False),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_time_request_delegation_id")),
        sa.ForeignKeyConstraint(["requested_by"], ["person.id"], name=op.f("fk_time_request_requested_by")),
        sa.ForeignKeyConstraint(["silence_id"], ["silence.id"], name=op.f("fk_time_request_silence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_request")),
        sa.UniqueConstraint("silence_id", "delegation_id", name=op.f("uq_time_request_silence_id_delegation_id")),
    )
    op.create_index(op.f("ix_time_request_silence_id"), "time_request", ["silence_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_time_request_silence_id"), table_name="time_request")
    op.drop_table("time_request")
    drop_column("body", "time_request_breaks")
    drop_column("body", "whole_open_on_reissue")
    drop_column("body", "shortest_reissue_hours")
    drop_column("silence", "whole_is_open")
    drop_column("silence", "follows")
