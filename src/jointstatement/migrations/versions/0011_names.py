"""Keep how a body names its delegations, edition by edition, and which text uses which.

Editions and choices are frozen, so that what a text was adopted with can always be shown. Taking it back throws them
away; every text then names the delegations as they were entered.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed, freeze, thaw

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MODES = ("state", "short", "capital", "person", "none")
NOUNS = ("members", "participants", "economies", "partners")
FOOTNOTES = ("first", "each")
FROZEN = ("naming_edition", "delegation_names", "naming_choice")


def upgrade() -> None:
    op.create_table(
        "naming_profile",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_naming_profile_body_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_naming_profile_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naming_profile")),
        sa.UniqueConstraint("body_id", "title", name=op.f("uq_naming_profile_body_id_title")),
    )
    op.create_index(op.f("ix_naming_profile_body_id"), "naming_profile", ["body_id"])
    op.create_table(
        "naming_edition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mode", closed("namingmode", MODES), nullable=False),
        sa.Column("noun", closed("collectivenoun", NOUNS), nullable=False),
        sa.Column("chair_first", sa.Boolean(), nullable=False),
        sa.Column("is_sorted", sa.Boolean(), nullable=False),
        sa.Column("known_abbreviations", sa.String(), nullable=False),
        sa.Column("saved_at", UTCDateTime(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["naming_profile.id"], name=op.f("fk_naming_edition_profile_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_naming_edition_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naming_edition")),
        sa.UniqueConstraint("profile_id", "number", name=op.f("uq_naming_edition_profile_id_number")),
    )
    op.create_index(op.f("ix_naming_edition_profile_id"), "naming_edition", ["profile_id"])
    op.create_table(
        "delegation_names",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("edition_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("capital", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("adjective", sa.String(), nullable=False),
        sa.Column("avoided", sa.String(), nullable=False),
        sa.Column("footnote", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("footnote_at", closed("footnoteat", FOOTNOTES), nullable=False),
        sa.Column("sort_keys", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_delegation_names_delegation_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["naming_edition.id"], name=op.f("fk_delegation_names_edition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_names")),
        sa.UniqueConstraint("edition_id", "delegation_id", name=op.f("uq_delegation_names_edition_id_delegation_id")),
    )
    op.create_index(op.f("ix_delegation_names_edition_id"), "delegation_names", ["edition_id"])
    op.create_index(op.f("ix_delegation_names_delegation_id"), "delegation_names", ["delegation_id"])
    op.create_table(
        "naming_choice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=True),
        sa.Column("profile_id", sa.String(), nullable=True),
        sa.Column("chosen_at", UTCDateTime(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_naming_choice_body_id")),
        sa.ForeignKeyConstraint(["chosen_by"], ["person.id"], name=op.f("fk_naming_choice_chosen_by")),
        sa.ForeignKeyConstraint(["profile_id"], ["naming_profile.id"], name=op.f("fk_naming_choice_profile_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_naming_choice_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naming_choice")),
        sa.UniqueConstraint("body_id", "number", name=op.f("uq_naming_choice_body_id_number")),
    )
    op.create_index(op.f("ix_naming_choice_body_id"), "naming_choice", ["body_id"])
    op.create_index(op.f("ix_naming_choice_statement_id"), "naming_choice", ["statement_id"])
    for table in FROZEN:
        freeze(table)


def downgrade() -> None:
    for table in FROZEN:
        thaw(table)
    for table in ("naming_choice", "delegation_names", "naming_edition", "naming_profile"):
        op.drop_table(table)
