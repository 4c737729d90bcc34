"""Keep what happens after the gavel.

Statements of several kinds, on several parts and by several delegations, until an hour after adoption; how much of a
text is public, and from when. Taking it back keeps of each statement one part, and the author's words under its own
name alone; further kinds become statements.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import add_column, closed, drop_column, freeze, thaw

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OUTCOMES = ("chairs_statement", "chairs_summary", "conclusions", "statement_of_some")
ENDS = ("in_force", "stopped", "withdrawn")
EXTENTS = ("whole", "without_attachments", "in_part")
KINDS_BEFORE = ("reservation", "statement")
KINDS = ("reservation", "statement", "explanation", "interpretative", "dissociation")


def upgrade() -> None:
    _let_reservations_have_several_parts()
    add_column("adoption", "statements_until", UTCDateTime())
    add_column("revision", "is_oral", sa.Boolean(), default="false")
    _let_publication_have_an_extent()
    _keep_corrigenda()
    _keep_texts_of_the_chair()


def downgrade() -> None:
    for table in ("issuance", "naming_consent"):
        thaw(table)
        op.drop_table(table)
    for table in ("association", "copied_part", "conversion"):
        op.drop_table(table)
    for table in ("corrigendum_objection", "corrigendum_line"):
        thaw(table)
        op.drop_table(table)
    op.drop_table("corrigendum")
    op.drop_table("withholding")
    thaw("publication_omission")
    op.drop_table("publication_omission")
    drop_column("publication", "public_from")
    drop_column("publication", "extent")
    drop_column("revision", "is_oral")
    drop_column("adoption", "statements_until")
    _let_reservations_have_one_part()


def _let_reservations_have_several_parts() -> None:
    _put_aside("reservation")
    _create_reservation(KINDS, several_parts=True)
    op.execute(
        "INSERT INTO reservation (id, statement_id, revision_id, delegation_id, kind, text, made_at, made_by, "
        "withdrawn_at, version, language, is_late) SELECT id, statement_id, revision_id, delegation_id, kind, text, "
        "made_at, made_by, withdrawn_at, 1, (SELECT language FROM statement WHERE statement.id = statement_id), false "
        "FROM reservation_aside"
    )
    op.create_table(
        "reservation_part",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reservation_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_reservation_part_part_id")),
        sa.ForeignKeyConstraint(
            ["reservation_id"], ["reservation.id"], name=op.f("fk_reservation_part_reservation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation_part")),
        sa.UniqueConstraint("reservation_id", "part_id", name=op.f("uq_reservation_part_reservation_id_part_id")),
    )
    op.create_index(op.f("ix_reservation_part_reservation_id"), "reservation_part", ["reservation_id"])
    op.execute(
        # The id of a reservation is as random as one made anew, and its first part is the only one that has it.
        "INSERT INTO reservation_part (id, reservation_id, part_id) "
        "SELECT id, id, part_id FROM reservation_aside WHERE part_id IS NOT NULL"
    )
    op.create_table(
        "reservation_party",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reservation_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("joined_at", UTCDateTime(), nullable=True),
        sa.Column("joined_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_reservation_party_delegation_id")),
        sa.ForeignKeyConstraint(["joined_by"], ["person.id"], name=op.f("fk_reservation_party_joined_by")),
        sa.ForeignKeyConstraint(
            ["reservation_id"], ["reservation.id"], name=op.f("fk_reservation_party_reservation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation_party")),
        sa.UniqueConstraint(
            "reservation_id", "delegation_id", name=op.f("uq_reservation_party_reservation_id_delegation_id")
        ),
    )
    op.create_index(op.f("ix_reservation_party_delegation_id"), "reservation_party", ["delegation_id"])
    op.create_index(op.f("ix_reservation_party_reservation_id"), "reservation_party", ["reservation_id"])
    op.execute("DROP TABLE reservation_aside")


def _let_reservations_have_one_part() -> None:
    op.drop_table("reservation_party")
    op.execute("CREATE TABLE reservation_part_aside AS SELECT * FROM reservation_part")
    op.drop_table("reservation_part")
    _put_aside("reservation")
    _create_reservation(KINDS_BEFORE, several_parts=False)
    op.execute(
        "INSERT INTO reservation (id, statement_id, revision_id, delegation_id, part_id, kind, text, made_at, made_by, "
        "withdrawn_at) SELECT id, statement_id, revision_id, delegation_id, "
        "(SELECT min(part_id) FROM reservation_part_aside WHERE reservation_id = reservation_aside.id), "
        "CASE kind WHEN 'reservation' THEN kind ELSE 'statement' END, text, made_at, made_by, withdrawn_at "
        "FROM reservation_aside"
    )
    op.execute("DROP TABLE reservation_aside")
    op.execute("DROP TABLE reservation_part_aside")


def _let_publication_have_an_extent() -> None:
    add_column("publication", "extent", sa.String(32), default="'whole'", terms=("publicationextent", EXTENTS))
    add_column("publication", "public_from", UTCDateTime())
    op.create_table(
        "publication_omission",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("publication_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_publication_omission_part_id")),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_publication_omission_publication_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_omission")),
        sa.UniqueConstraint("publication_id", "part_id", name=op.f("uq_publication_omission_publication_id_part_id")),
    )
    op.create_index(op.f("ix_publication_omission_publication_id"), "publication_omission", ["publication_id"])
    freeze("publication_omission")
    op.create_table(
        "withholding",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_withholding_decided_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_withholding_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withholding")),
    )
    op.create_index(op.f("ix_withholding_statement_id"), "withholding", ["statement_id"])


def _keep_corrigenda() -> None:
    op.create_table(
        "corrigendum",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposed_at", UTCDateTime(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("outcome", closed("corrigendumoutcome", ENDS), nullable=True),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_corrigendum_proposed_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_corrigendum_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrigendum")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_corrigendum_statement_id_number")),
    )
    op.create_index(op.f("ix_corrigendum_statement_id"), "corrigendum", ["statement_id"])
    op.create_table(
        "corrigendum_line",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("corrigendum_id", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("for_words", sa.String(), nullable=False),
        sa.Column("read_words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrigendum_id"], ["corrigendum.id"], name=op.f("fk_corrigendum_line_corrigendum_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_corrigendum_line_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrigendum_line")),
        sa.UniqueConstraint(
            "corrigendum_id", "place_in_order", name=op.f("uq_corrigendum_line_corrigendum_id_place_in_order")
        ),
    )
    op.create_index(op.f("ix_corrigendum_line_corrigendum_id"), "corrigendum_line", ["corrigendum_id"])
    op.create_table(
        "corrigendum_objection",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("corrigendum_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_corrigendum_objection_by")),
        sa.ForeignKeyConstraint(
            ["corrigendum_id"], ["corrigendum.id"], name=op.f("fk_corrigendum_objection_corrigendum_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_corrigendum_objection_delegation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrigendum_objection")),
    )
    op.create_index(op.f("ix_corrigendum_objection_corrigendum_id"), "corrigendum_objection", ["corrigendum_id"])
    freeze("corrigendum_line")
    freeze("corrigendum_objection")


def _keep_texts_of_the_chair() -> None:
    op.create_table(
        "conversion",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("from_statement_id", sa.String(), nullable=False),
        sa.Column("to_statement_id", sa.String(), nullable=False),
        sa.Column("outcome", closed("outcome", OUTCOMES), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_conversion_by")),
        sa.ForeignKeyConstraint(["from_statement_id"], ["statement.id"], name=op.f("fk_conversion_from_statement_id")),
        sa.ForeignKeyConstraint(["to_statement_id"], ["statement.id"], name=op.f("fk_conversion_to_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversion")),
        sa.UniqueConstraint("to_statement_id", name=op.f("uq_conversion_to_statement_id")),
    )
    op.create_index(op.f("ix_conversion_from_statement_id"), "conversion", ["from_statement_id"])
    op.create_table(
        "copied_part",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("from_part_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["from_part_id"], ["working_part.id"], name=op.f("fk_copied_part_from_part_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_copied_part_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copied_part")),
        sa.UniqueConstraint("part_id", name=op.f("uq_copied_part_part_id")),
    )
    op.create_table(
        "association",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_association_by")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_association_delegation_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_association_revision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_association_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_association")),
    )
    op.create_index(op.f("ix_association_revision_id"), "association", ["revision_id"])
    op.create_index(op.f("ix_association_statement_id"), "association", ["statement_id"])
    op.create_table(
        "naming_consent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_naming_consent_by")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_naming_consent_delegation_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_naming_consent_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naming_consent")),
        sa.UniqueConstraint("statement_id", "delegation_id", name=op.f("uq_naming_consent_statement_id_delegation_id")),
    )
    op.create_index(op.f("ix_naming_consent_statement_id"), "naming_consent", ["statement_id"])
    op.create_table(
        "issuance",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("fk_issuance_issued_by")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_issuance_revision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_issuance_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuance")),
        sa.UniqueConstraint("address", name=op.f("uq_issuance_address")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_issuance_statement_id")),
    )
    freeze("naming_consent")
    freeze("issuance")


def _put_aside(table: str) -> None:
    """Copies the rows and drops the table: a column that names another table cannot be dropped alone on SQLite.

    Only for a table that none other points at and that is not frozen.
    """
    op.execute(f"CREATE TABLE {table}_aside AS SELECT * FROM {table}")
    op.drop_table(table)


def _create_reservation(kinds: tuple[str, ...], *, several_parts: bool) -> None:
    one_part: tuple[sa.schema.SchemaItem, ...] = (
        sa.Column("part_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_reservation_part_id")),
    )
    further: tuple[sa.schema.SchemaItem, ...] = (
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "reservation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("kind", closed("reservationkind", kinds), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        *(further if several_parts else one_part),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_reservation_delegation_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_reservation_made_by")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_reservation_revision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_reservation_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
    )
    op.create_index(op.f("ix_reservation_delegation_id"), "reservation", ["delegation_id"])
    op.create_index(op.f("ix_reservation_statement_id"), "reservation", ["statement_id"])
