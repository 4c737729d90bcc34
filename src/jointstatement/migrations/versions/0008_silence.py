"""Keep which broken silence a further one follows, and the body's rules for it.

A body that is there keeps its shortest silence for both. Taking it back forgets what was settled: every silence is on
the whole text then.
"""

import sqlalchemy as sa
from alembic import op

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


def downgrade() -> None:
    drop_column("body", "whole_open_on_reissue")
    drop_column("body", "shortest_reissue_hours")
    drop_column("silence", "whole_is_open")
    drop_column("silence", "follows")
