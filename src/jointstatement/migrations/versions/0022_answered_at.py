"""Keep beside each comment and amendment when it was first answered, and index what big statements are counted by.

The database itself keeps the hour as the answer is written, and answers are frozen, so that the two never differ.
Taking it back loses nothing: the answers have their hours.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column, freeze, on_sqlite, thaw

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ANSWERED = ("comment", "amendment")
COUNTED = ("round_id", "delegation_id", "submitted_at", "withdrawn_at", "answered_at", "is_late", "is_admitted")
INDEXES = (
    *((f"ix_{table}_part", table, ("statement_id", "part_id")) for table in (*ANSWERED, "position_taken")),
    *((f"ix_{table}_revision", table, ("statement_id", "revision_id", "part_id", *COUNTED)) for table in ANSWERED),
    ("ix_position_taken_position", "position_taken", ("statement_id", "position")),
    ("ix_position_taken_held", "position_taken", ("statement_id", "delegation_id", "part_id", "number")),
    *((f"ix_disposition_{table}", "disposition", ("statement_id", f"{table}_id")) for table in ANSWERED),
)
REPLACED = (
    *((table, column) for table in (*ANSWERED, "position_taken") for column in ("statement_id", "part_id")),
    *(("disposition", column) for column in ("statement_id", "comment_id", "amendment_id")),
)
"""What had an index of its own, by which the longer ones begin."""


def upgrade() -> None:
    for table in ANSWERED:
        add_column(table, "answered_at", UTCDateTime())
        op.execute(
            f"UPDATE {table} SET answered_at = "
            f"(SELECT MIN(disposition.answered_at) FROM disposition WHERE disposition.{table}_id = {table}.id)"
        )
    freeze("disposition")
    _keep_the_first_hour()
    for table, column in REPLACED:
        op.drop_index(f"ix_{table}_{column}", table)
    for name, table, indexed in INDEXES:
        op.create_index(name, table, list(indexed))
    waiting = sa.text("submitted_at IS NOT NULL AND withdrawn_at IS NULL AND answered_at IS NULL")
    for table in ANSWERED:
        columns = ["statement_id", "part_id", "revision_id", *COUNTED]
        op.create_index(f"ix_{table}_waiting", table, columns, sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    for table in ANSWERED:
        op.drop_index(f"ix_{table}_waiting", table)
    for name, table, _ in INDEXES:
        op.drop_index(name, table)
    for table, column in REPLACED:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.execute("DROP TRIGGER answered_disposition" + ("" if on_sqlite() else " ON disposition"))
    if not on_sqlite():
        op.execute("DROP FUNCTION answered_disposition()")
    thaw("disposition")
    for table in ANSWERED:
        drop_column(table, "answered_at")


def _keep_the_first_hour() -> None:
    updates = " ".join(
        f"UPDATE {table} SET answered_at = NEW.answered_at WHERE id = NEW.{table}_id "
        "AND (answered_at IS NULL OR answered_at > NEW.answered_at);"
        for table in ANSWERED
    )
    if on_sqlite():
        op.execute(f"CREATE TRIGGER answered_disposition AFTER INSERT ON disposition BEGIN {updates} END")
        return
    op.execute(
        "CREATE FUNCTION answered_disposition() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {updates} RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER answered_disposition AFTER INSERT ON disposition "
        "FOR EACH ROW EXECUTE FUNCTION answered_disposition()"
    )
