"""Keep what an amendment does besides putting other words in the place of a part, and merges that are in progress.

All that were given until now are other words for their part. Taking it back refuses nothing: amendments of the further
kinds would be read as other words, so they are deleted with their answers.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = ("replace", "delete", "add_after", "move", "split", "merge")


def upgrade() -> None:
    add_column("amendment", "kind", sa.String(32), default="'replace'", terms=("amendmentkind", KINDS))
    add_column("amendment", "second_wording", sa.String(), default="''")
    add_column("amendment", "other_part_id", sa.String(), references="working_part")
    add_column("amendment", "reissue_of", sa.String(), references="amendment")
    op.create_table(
        "merge_in_progress",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("saved_at", UTCDateTime(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_merge_in_progress_part_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_merge_in_progress_saved_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_merge_in_progress_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_in_progress")),
        sa.UniqueConstraint("statement_id", "part_id", name=op.f("uq_merge_in_progress_statement_id_part_id")),
    )
    op.create_index(op.f("ix_merge_in_progress_statement_id"), "merge_in_progress", ["statement_id"])


def downgrade() -> None:
    op.drop_table("merge_in_progress")
    further = "SELECT id FROM amendment WHERE kind <> 'replace'"
    op.execute(f"UPDATE amendment SET reissue_of = NULL WHERE reissue_of IN ({further})")
    for table in ("incorporation", "disposition", "amendment_support"):
        op.execute(f"DELETE FROM {table} WHERE amendment_id IN ({further})")
    op.execute("DELETE FROM amendment WHERE kind <> 'replace'")
    drop_column("amendment", "reissue_of")
    drop_column("amendment", "other_part_id")
    drop_column("amendment", "second_wording")
    drop_column("amendment", "kind")
