"""Keep a text in other languages: what is entered part by part, and translations as they were issued.

Taking it back forgets them; the record still says that they were issued.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed, freeze, thaw

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_FROZEN = ("issued_translation", "issued_translation_part")


def upgrade() -> None:
    op.create_table(
        "translated_part",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("entered_at", UTCDateTime(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        _names("translated_part", "statement_id", "statement"),
        _names("translated_part", "part_id", "working_part"),
        _names("translated_part", "revision_id", "revision"),
        _names("translated_part", "entered_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translated_part")),
        sa.UniqueConstraint(
            "statement_id", "language", "part_id", name=op.f("uq_translated_part_statement_id_language_part_id")
        ),
    )
    op.create_index(op.f("ix_translated_part_statement_id"), "translated_part", ["statement_id"])
    op.create_table(
        "issued_translation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", closed("translationstatus", ("authentic", "official", "unofficial")), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.Column("issued_by", sa.String(), nullable=False),
        _names("issued_translation", "statement_id", "statement"),
        _names("issued_translation", "revision_id", "revision"),
        _names("issued_translation", "issued_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_translation")),
        sa.UniqueConstraint(
            "statement_id", "language", "number", name=op.f("uq_issued_translation_statement_id_language_number")
        ),
    )
    op.create_index(op.f("ix_issued_translation_statement_id"), "issued_translation", ["statement_id"])
    op.create_index(op.f("ix_issued_translation_revision_id"), "issued_translation", ["revision_id"])
    op.create_table(
        "issued_translation_part",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("translation_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        _names("issued_translation_part", "translation_id", "issued_translation"),
        _names("issued_translation_part", "part_id", "working_part"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_translation_part")),
        sa.UniqueConstraint(
            "translation_id", "part_id", name=op.f("uq_issued_translation_part_translation_id_part_id")
        ),
    )
    op.create_index(op.f("ix_issued_translation_part_translation_id"), "issued_translation_part", ["translation_id"])
    for table in _FROZEN:
        freeze(table)


def downgrade() -> None:
    for table in reversed(_FROZEN):
        thaw(table)
        op.drop_table(table)
    op.drop_table("translated_part")


def _names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
