"""Keep a delegation's own file for a day, until the person who sent it has confirmed or dropped what was found in it.

Taking it back throws the waiting files away; whoever sent one still has it.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "returned_upload",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("is_origin_known", sa.Boolean(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("uploaded_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_returned_upload_delegation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_returned_upload_person_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_returned_upload_revision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_returned_upload_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returned_upload")),
    )
    with op.batch_alter_table("returned_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_returned_upload_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_returned_upload_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_returned_upload_statement_id"), ["statement_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("returned_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_returned_upload_statement_id"))
        batch_op.drop_index(batch_op.f("ix_returned_upload_person_id"))
        batch_op.drop_index(batch_op.f("ix_returned_upload_delegation_id"))

    op.drop_table("returned_upload")
