"""Keep the terms of the chair, handovers that are planned, and former chairs with what they may still read.

Taking it back ends the access of former chairs, who become observers that have left; the terms are lost, their
entries stay in the record.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, change_terms, closed, drop_column

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ROLES_BEFORE = ("chair", "co_chair", "secretariat", "head", "expert", "observer", "administrator")
ROLES = (*ROLES_BEFORE, "former_chair")


def upgrade() -> None:
    change_terms("person", "role", "role", before=ROLES_BEFORE, after=ROLES)
    add_column("person", "chaired_until", UTCDateTime())
    op.create_table(
        "chair_term",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("co_chairs", sa.String(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("starts_as_typed", sa.String(), nullable=False),
        sa.Column("entered_at", UTCDateTime(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_chair_term_body_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_chair_term_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chair_term")),
    )
    op.create_index(op.f("ix_chair_term_body_id"), "chair_term", ["body_id"])
    op.create_table(
        "incoming_person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("term_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("role", closed("role", ROLES), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["chair_term.id"], name=op.f("fk_incoming_person_term_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_incoming_person_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_person")),
        sa.UniqueConstraint("term_id", "person_id", name=op.f("uq_incoming_person_term_id_person_id")),
    )
    op.create_index(op.f("ix_incoming_person_term_id"), "incoming_person", ["term_id"])


def downgrade() -> None:
    op.drop_table("incoming_person")
    op.drop_table("chair_term")
    op.execute(
        "UPDATE person SET role = 'observer', ended_at = COALESCE(ended_at, chaired_until) WHERE role = 'former_chair'"
    )
    drop_column("person", "chaired_until")
    change_terms("person", "role", "role", before=ROLES, after=ROLES_BEFORE)
