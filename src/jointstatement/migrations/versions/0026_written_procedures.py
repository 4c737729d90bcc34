"""Keep written procedures, and the hour at which an answer on paper was received.

A statement whose workflow is older goes on without one. Taking it back forgets the hours; the answers stay positions.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_column("position_taken", "received_at", UTCDateTime())
    op.create_table(
        "written_procedure",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.Column("remind_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_written_procedure_revision_id")),
        sa.ForeignKeyConstraint(["started_by"], ["person.id"], name=op.f("fk_written_procedure_started_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_written_procedure_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_procedure")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_written_procedure_statement_id_number")),
    )
    op.create_index(op.f("ix_written_procedure_statement_id"), "written_procedure", ["statement_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_written_procedure_statement_id"), table_name="written_procedure")
    op.drop_table("written_procedure")
    drop_column("position_taken", "received_at")
