"""Keep whom a head of delegation named to act for the head. Taking it back forgets it; their entries stay."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import change_terms

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ROLES_BEFORE = ("chair", "co_chair", "secretariat", "head", "expert", "observer", "administrator", "former_chair")
ROLES = ("chair", "co_chair", "secretariat", "head", "deputy", "expert", "observer", "administrator", "former_chair")


def upgrade() -> None:
    for table in ("person", "incoming_person"):
        change_terms(table, "role", "role", before=ROLES_BEFORE, after=ROLES)
    op.create_table(
        "deputyship",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("named_at", UTCDateTime(), nullable=False),
        sa.Column("named_by", sa.String(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.Column("until_as_typed", sa.String(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_deputyship_delegation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_deputyship_person_id")),
        sa.ForeignKeyConstraint(["named_by"], ["person.id"], name=op.f("fk_deputyship_named_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_deputyship_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputyship")),
    )
    op.create_index(op.f("ix_deputyship_delegation_id"), "deputyship", ["delegation_id"])
    op.create_index(op.f("ix_deputyship_person_id"), "deputyship", ["person_id"])


def downgrade() -> None:
    op.drop_table("deputyship")
    for table in ("person", "incoming_person"):
        change_terms(table, "role", "role", before=ROLES, after=ROLES_BEFORE)
