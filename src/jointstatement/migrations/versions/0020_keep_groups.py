"""Keep the groups of a body, and what is given for them.

Taking it back throws the groups away, and with them the positions that a group took for its members; what the speaking
delegation gave stays, as its own.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, drop_column, freeze, thaw

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

FROZEN = ("group_edition", "group_member")


def upgrade() -> None:
    op.create_table(
        "delegation_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("begun_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_delegation_group_body_id")),
        sa.ForeignKeyConstraint(["begun_by"], ["person.id"], name=op.f("fk_delegation_group_begun_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_group")),
    )
    op.create_index(op.f("ix_delegation_group_body_id"), "delegation_group", ["body_id"])
    op.create_table(
        "group_edition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.String(), nullable=False),
        sa.Column("saved_at", UTCDateTime(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["delegation_group.id"], name=op.f("fk_group_edition_group_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["delegation.id"], name=op.f("fk_group_edition_speaker_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_group_edition_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_edition")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_group_edition_group_id_number")),
    )
    op.create_index(op.f("ix_group_edition_group_id"), "group_edition", ["group_id"])
    op.create_table(
        "group_member",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("edition_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["group_edition.id"], name=op.f("fk_group_member_edition_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_group_member_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint("edition_id", "delegation_id", name=op.f("uq_group_member_edition_id_delegation_id")),
    )
    op.create_index(op.f("ix_group_member_edition_id"), "group_member", ["edition_id"])
    op.create_table(
        "group_opt_out",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("opted_out_at", UTCDateTime(), nullable=False),
        sa.Column("opted_out_by", sa.String(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_group_opt_out_statement_id")),
        sa.ForeignKeyConstraint(["group_id"], ["delegation_group.id"], name=op.f("fk_group_opt_out_group_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_group_opt_out_delegation_id")),
        sa.ForeignKeyConstraint(["opted_out_by"], ["person.id"], name=op.f("fk_group_opt_out_opted_out_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_opt_out")),
    )
    op.create_index(op.f("ix_group_opt_out_statement_id"), "group_opt_out", ["statement_id"])
    for table in FROZEN:
        freeze(table)
    add_column("submission", "group_edition_id", sa.String(), references="group_edition")
    add_column("submission", "told_members_at", UTCDateTime())
    add_column("position_taken", "group_edition_id", sa.String(), references="group_edition")
    add_column("position_taken", "spoken_by", sa.String(), references="delegation")
    add_column("adopted_position", "group_name", sa.String(), default="''")


def downgrade() -> None:
    op.execute("DELETE FROM position_taken WHERE spoken_by IS NOT NULL")
    drop_column("adopted_position", "group_name")
    for column in ("spoken_by", "group_edition_id"):
        drop_column("position_taken", column)
    for column in ("told_members_at", "group_edition_id"):
        drop_column("submission", column)
    for table in FROZEN:
        thaw(table)
    for table in ("group_opt_out", "group_member", "group_edition", "delegation_group"):
        op.drop_table(table)
