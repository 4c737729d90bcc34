"""Keep that a text was endorsed with a view to adoption at a higher level, and what was left to it.

Taking it back throws away what was endorsed; the texts and the record stay.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed, freeze, thaw

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TABLES = ("endorsement", "left_clause", "endorsed_position", "endorsement_reopened")
BASES = ("silence_held", "found_in_the_room", "counted")
POSITIONS = ("support", "can_live_with", "ad_referendum", "reserve", "object", "abstain")
RESERVES = ("scrutiny", "awaiting_instructions", "linguistic", "general")


def upgrade() -> None:
    op.create_table(
        "endorsement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("adoption_at", sa.String(), nullable=False),
        sa.Column("left_to", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("basis", closed("consensusbasis", BASES), nullable=False),
        sa.Column("endorsed_at", UTCDateTime(), nullable=False),
        sa.Column("endorsed_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_endorsement_statement_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_endorsement_revision_id")),
        sa.ForeignKeyConstraint(["endorsed_by"], ["person.id"], name=op.f("fk_endorsement_endorsed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsement")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_endorsement_statement_id_number")),
    )
    op.create_index(op.f("ix_endorsement_statement_id"), "endorsement", ["statement_id"])
    op.create_table(
        "left_clause",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("endorsement_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["endorsement_id"], ["endorsement.id"], name=op.f("fk_left_clause_endorsement_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_left_clause_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_clause")),
        sa.UniqueConstraint("endorsement_id", "part_id", name=op.f("uq_left_clause_endorsement_id_part_id")),
    )
    op.create_index(op.f("ix_left_clause_endorsement_id"), "left_clause", ["endorsement_id"])
    op.create_table(
        "endorsed_position",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("endorsement_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=True),
        sa.Column("position", closed("position", POSITIONS), nullable=False),
        sa.Column("given_on", sa.String(), nullable=False),
        sa.Column("reserve_kind", closed("reservekind", RESERVES), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("is_for_chair", sa.Boolean(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["endorsement_id"], ["endorsement.id"], name=op.f("fk_endorsed_position_endorsement_id")
        ),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_endorsed_position_delegation_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_endorsed_position_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsed_position")),
    )
    op.create_index(op.f("ix_endorsed_position_endorsement_id"), "endorsed_position", ["endorsement_id"])
    op.create_table(
        "endorsement_reopened",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("endorsement_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reopened_at", UTCDateTime(), nullable=False),
        sa.Column("reopened_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["endorsement_id"], ["endorsement.id"], name=op.f("fk_endorsement_reopened_endorsement_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_endorsement_reopened_part_id")),
        sa.ForeignKeyConstraint(["reopened_by"], ["person.id"], name=op.f("fk_endorsement_reopened_reopened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsement_reopened")),
    )
    op.create_index(op.f("ix_endorsement_reopened_endorsement_id"), "endorsement_reopened", ["endorsement_id"])
    for table in TABLES:
        freeze(table)


def downgrade() -> None:
    for table in TABLES:
        thaw(table)
    for table in reversed(TABLES):
        op.drop_table(table)
