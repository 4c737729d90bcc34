"""Keep a negotiation: the first tables, and the database's own refusal to change what is frozen.

There is no data before it. Taking it back removes everything. It is as long as the first tables are many: they refer to
each other and were made at once.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import freeze, thaw

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


FROZEN = ("revision", "revision_part", "entry", "adoption", "adopted_position", "publication")
"""Tables whose rows are written once; even the program itself cannot change them."""


def upgrade() -> None:
    create_tables()
    for table in FROZEN:
        freeze(table)


def create_tables() -> None:
    op.create_table(
        "body",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("marking", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("shortest_silence_hours", sa.Integer(), nullable=False),
        sa.Column("names_the_breaker", sa.Boolean(), nullable=False),
        sa.Column("matrix_open_to_members", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
    )
    op.create_table(
        "delegation",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column("is_observer", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_delegation_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint("body_id", "name", name=op.f("uq_delegation_body_id_name")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegation_body_id"), ["body_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("secretariat", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_meeting_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_body_id"), ["body_id"], unique=False)

    op.create_table(
        "co_chair",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_co_chair_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_chair")),
    )
    with op.batch_alter_table("co_chair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_co_chair_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("delegation", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_participant_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "co_chair",
                "secretariat",
                "head",
                "expert",
                "observer",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("delegation_id", sa.String(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_person_body_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_person_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_delegation_id"), ["delegation_id"], unique=False)

    op.create_table(
        "answered_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("request_digest", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_answered_request_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answered_request")),
        sa.UniqueConstraint("person_id", "idempotency_key", name=op.f("uq_answered_request_person_id_idempotency_key")),
    )
    with op.batch_alter_table("answered_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answered_request_person_id"), ["person_id"], unique=False)

    op.create_table(
        "api_token",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_token_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_token_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.Column("issued_by", sa.String(), nullable=True),
        sa.Column("expires_at", UTCDateTime(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("fk_sign_in_link_issued_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_link_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_link_token_hash")),
    )
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("workflow", sa.String(), nullable=False),
        sa.Column("workflow_source", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("style", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("adopted_in", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_statement_body_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_statement_created_by")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_statement_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "upload",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.Column("uploaded_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_upload_body_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_upload_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_body_id"), ["body_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("chain_key", sa.String(), nullable=False),
        sa.Column(
            "chain",
            sa.Enum(
                "circulated",
                "office",
                "delegation",
                "administration",
                name="chain",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=True),
        sa.Column("delegation_id", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_entry_actor_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_entry_body_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_entry_delegation_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_entry_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("chain_key", "number", name=op.f("uq_entry_chain_key_number")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_chain_key"), ["chain_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parameters", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("read_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_notice_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("style", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("tabled_at", UTCDateTime(), nullable=False),
        sa.Column("tabled_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_revision_statement_id")),
        sa.ForeignKeyConstraint(["tabled_by"], ["person.id"], name=op.f("fk_revision_tabled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_revision_statement_id_number")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("link_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["sign_in_link.id"], name=op.f("fk_sign_in_link_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_link_id"), ["link_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "signatory",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_signatory_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
    )
    with op.batch_alter_table("signatory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signatory_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "working_part",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "title",
                "subtitle",
                "chapeau",
                "formula",
                "heading",
                "preambular",
                "operative",
                "item",
                "closing",
                "footnote",
                name="partkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("ending", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_working_part_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_part")),
    )
    with op.batch_alter_table("working_part", schema=None) as batch_op:
        batch_op.create_index("ix_working_part_text", ["statement_id", "ended_at", "place_in_order"], unique=False)

    op.create_table(
        "adoption",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("adopted_at", UTCDateTime(), nullable=False),
        sa.Column("adopted_by", sa.String(), nullable=True),
        sa.Column(
            "basis",
            sa.Enum(
                "silence_held",
                "found_in_the_room",
                name="consensusbasis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["adopted_by"], ["person.id"], name=op.f("fk_adoption_adopted_by")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_adoption_revision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_adoption_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_adoption_statement_id")),
    )
    op.create_table(
        "consensus_declaration",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "silence_held",
                "found_in_the_room",
                name="consensusbasis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("declared_at", UTCDateTime(), nullable=False),
        sa.Column("declared_by", sa.String(), nullable=True),
        sa.Column("set_aside_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["declared_by"], ["person.id"], name=op.f("fk_consensus_declaration_declared_by")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_consensus_declaration_revision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_consensus_declaration_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consensus_declaration")),
    )
    with op.batch_alter_table("consensus_declaration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consensus_declaration_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "lineage",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("from_part_id", sa.String(), nullable=False),
        sa.Column("to_part_id", sa.String(), nullable=False),
        sa.Column(
            "how",
            sa.Enum("split", "merged", name="lineagekind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_lineage_by")),
        sa.ForeignKeyConstraint(["from_part_id"], ["working_part.id"], name=op.f("fk_lineage_from_part_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_lineage_statement_id")),
        sa.ForeignKeyConstraint(["to_part_id"], ["working_part.id"], name=op.f("fk_lineage_to_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage")),
    )
    with op.batch_alter_table("lineage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lineage_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "reservation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "reservation", "statement", name="reservationkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_reservation_delegation_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_reservation_made_by")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_reservation_part_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_reservation_revision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_reservation_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
    )
    with op.batch_alter_table("reservation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reservation_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reservation_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "revision_part",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "title",
                "subtitle",
                "chapeau",
                "formula",
                "heading",
                "preambular",
                "operative",
                "item",
                "closing",
                "footnote",
                name="partkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("ending", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("mark", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_revision_part_part_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_revision_part_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_part")),
        sa.UniqueConstraint("revision_id", "part_id", name=op.f("uq_revision_part_revision_id_part_id")),
        sa.UniqueConstraint("revision_id", "place_in_order", name=op.f("uq_revision_part_revision_id_place_in_order")),
    )
    with op.batch_alter_table("revision_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_part_part_id"), ["part_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_part_revision_id"), ["revision_id"], unique=False)

    op.create_table(
        "round",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum("blind", "open", name="visibility", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_round_closed_by")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_round_opened_by")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_round_revision_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_round_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_round_statement_id_number")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "silence",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "held",
                "broken",
                "withdrawn",
                name="silenceoutcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_silence_revision_id")),
        sa.ForeignKeyConstraint(["started_by"], ["person.id"], name=op.f("fk_silence_started_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_silence_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_silence_statement_id_number")),
    )
    with op.batch_alter_table("silence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_silence_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "adopted_position",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("adoption_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=True),
        sa.Column(
            "position",
            sa.Enum(
                "support",
                "can_live_with",
                "ad_referendum",
                "reserve",
                "object",
                "abstain",
                name="position",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("given_on", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoption.id"], name=op.f("fk_adopted_position_adoption_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_adopted_position_delegation_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_adopted_position_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adopted_position")),
    )
    with op.batch_alter_table("adopted_position", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adopted_position_adoption_id"), ["adoption_id"], unique=False)

    op.create_table(
        "publication",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("adoption_id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoption.id"], name=op.f("fk_publication_adoption_id")),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name=op.f("fk_publication_published_by")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_publication_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("address", name=op.f("uq_publication_address")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_publication_statement_id")),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("silence_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("acknowledged_at", UTCDateTime(), nullable=False),
        sa.Column("acknowledged_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["person.id"], name=op.f("fk_receipt_acknowledged_by")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_receipt_delegation_id")),
        sa.ForeignKeyConstraint(["silence_id"], ["silence.id"], name=op.f("fk_receipt_silence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("silence_id", "delegation_id", name=op.f("uq_receipt_silence_id_delegation_id")),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_silence_id"), ["silence_id"], unique=False)

    op.create_table(
        "round_extension",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("from_due_at", UTCDateTime(), nullable=False),
        sa.Column("to_due_at", UTCDateTime(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_round_extension_by")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_extension_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_extension")),
    )
    with op.batch_alter_table("round_extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_extension_round_id"), ["round_id"], unique=False)

    op.create_table(
        "silence_break",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("silence_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_silence_break_delegation_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_silence_break_part_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_silence_break_recorded_by")),
        sa.ForeignKeyConstraint(["silence_id"], ["silence.id"], name=op.f("fk_silence_break_silence_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_silence_break_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_break")),
    )
    with op.batch_alter_table("silence_break", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_silence_break_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_silence_break_silence_id"), ["silence_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_silence_break_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "silence_extension",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("silence_id", sa.String(), nullable=False),
        sa.Column("from_due_at", UTCDateTime(), nullable=False),
        sa.Column("to_due_at", UTCDateTime(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_silence_extension_by")),
        sa.ForeignKeyConstraint(["silence_id"], ["silence.id"], name=op.f("fk_silence_extension_silence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_extension")),
    )
    with op.batch_alter_table("silence_extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_silence_extension_silence_id"), ["silence_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("submitted_at", UTCDateTime(), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_submission_delegation_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_submission_round_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_submission_statement_id")),
        sa.ForeignKeyConstraint(["submitted_by"], ["person.id"], name=op.f("fk_submission_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "amendment",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "weight",
            sa.Enum(
                "editorial",
                "preferred",
                "essential",
                name="weight",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=True),
        sa.Column("submitted_at", UTCDateTime(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_amendment_delegation_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_amendment_part_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_amendment_revision_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_amendment_round_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_amendment_statement_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_amendment_submission_id")),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f("fk_amendment_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_part_id"), ["part_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_statement_id"), ["statement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=True),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column(
            "comment_class",
            sa.Enum(
                "editorial",
                "substantive",
                "technical",
                "translation",
                name="commentclass",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=True),
        sa.Column("submitted_at", UTCDateTime(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_comment_delegation_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_comment_part_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_comment_revision_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_comment_round_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_comment_statement_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_comment_submission_id")),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f("fk_comment_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_part_id"), ["part_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_statement_id"), ["statement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "position_taken",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=True),
        sa.Column("part_id", sa.String(), nullable=True),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "position",
            sa.Enum(
                "support",
                "can_live_with",
                "ad_referendum",
                "reserve",
                "object",
                "abstain",
                name="position",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("would_lift_if", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=True),
        sa.Column("submitted_at", UTCDateTime(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_position_taken_delegation_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_position_taken_part_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_position_taken_revision_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_position_taken_round_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_position_taken_statement_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_position_taken_submission_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["person.id"], name=op.f("fk_position_taken_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position_taken")),
        sa.UniqueConstraint(
            "statement_id", "delegation_id", "number", name=op.f("uq_position_taken_statement_id_delegation_id_number")
        ),
    )
    with op.batch_alter_table("position_taken", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_position_taken_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_position_taken_part_id"), ["part_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_position_taken_revision_id"), ["revision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_position_taken_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_position_taken_statement_id"), ["statement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_position_taken_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "disposition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("comment_id", sa.String(), nullable=True),
        sa.Column("amendment_id", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "disposition",
            sa.Enum(
                "accepted",
                "accepted_with_changes",
                "accepted_in_part",
                "not_accepted",
                "noted",
                "covered_elsewhere",
                "deferred",
                "withdrawn",
                "out_of_scope",
                name="dispositionkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.CheckConstraint("(comment_id IS NULL) <> (amendment_id IS NULL)", name=op.f("ck_disposition_one_subject")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_disposition_amendment_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_disposition_answered_by")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_disposition_comment_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_disposition_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition")),
        sa.UniqueConstraint("amendment_id", "number", name=op.f("uq_disposition_amendment_id_number")),
        sa.UniqueConstraint("comment_id", "number", name=op.f("uq_disposition_comment_id_number")),
    )
    with op.batch_alter_table("disposition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disposition_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disposition_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disposition_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "incorporation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("amendment_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("wording_before", sa.String(), nullable=False),
        sa.Column("wording_after", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_incorporation_amendment_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_incorporation_by")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_incorporation_part_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_incorporation_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incorporation")),
    )
    with op.batch_alter_table("incorporation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incorporation_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incorporation_statement_id"), ["statement_id"], unique=False)


def downgrade() -> None:
    for table in FROZEN:
        thaw(table)
    drop_tables()


def drop_tables() -> None:
    with op.batch_alter_table("incorporation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incorporation_statement_id"))
        batch_op.drop_index(batch_op.f("ix_incorporation_amendment_id"))

    op.drop_table("incorporation")
    with op.batch_alter_table("disposition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disposition_statement_id"))
        batch_op.drop_index(batch_op.f("ix_disposition_comment_id"))
        batch_op.drop_index(batch_op.f("ix_disposition_amendment_id"))

    op.drop_table("disposition")
    with op.batch_alter_table("position_taken", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_position_taken_submission_id"))
        batch_op.drop_index(batch_op.f("ix_position_taken_statement_id"))
        batch_op.drop_index(batch_op.f("ix_position_taken_round_id"))
        batch_op.drop_index(batch_op.f("ix_position_taken_revision_id"))
        batch_op.drop_index(batch_op.f("ix_position_taken_part_id"))
        batch_op.drop_index(batch_op.f("ix_position_taken_delegation_id"))

    op.drop_table("position_taken")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_submission_id"))
        batch_op.drop_index(batch_op.f("ix_comment_statement_id"))
        batch_op.drop_index(batch_op.f("ix_comment_round_id"))
        batch_op.drop_index(batch_op.f("ix_comment_part_id"))
        batch_op.drop_index(batch_op.f("ix_comment_delegation_id"))

    op.drop_table("comment")
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_submission_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_statement_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_round_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_part_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_delegation_id"))

    op.drop_table("amendment")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_statement_id"))
        batch_op.drop_index(batch_op.f("ix_submission_round_id"))
        batch_op.drop_index(batch_op.f("ix_submission_delegation_id"))

    op.drop_table("submission")
    with op.batch_alter_table("silence_extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_silence_extension_silence_id"))

    op.drop_table("silence_extension")
    with op.batch_alter_table("silence_break", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_silence_break_statement_id"))
        batch_op.drop_index(batch_op.f("ix_silence_break_silence_id"))
        batch_op.drop_index(batch_op.f("ix_silence_break_delegation_id"))

    op.drop_table("silence_break")
    with op.batch_alter_table("round_extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_extension_round_id"))

    op.drop_table("round_extension")
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipt_silence_id"))

    op.drop_table("receipt")
    op.drop_table("publication")
    with op.batch_alter_table("adopted_position", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adopted_position_adoption_id"))

    op.drop_table("adopted_position")
    with op.batch_alter_table("silence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_silence_statement_id"))

    op.drop_table("silence")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_statement_id"))

    op.drop_table("round")
    with op.batch_alter_table("revision_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_part_revision_id"))
        batch_op.drop_index(batch_op.f("ix_revision_part_part_id"))

    op.drop_table("revision_part")
    with op.batch_alter_table("reservation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reservation_statement_id"))
        batch_op.drop_index(batch_op.f("ix_reservation_delegation_id"))

    op.drop_table("reservation")
    with op.batch_alter_table("lineage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lineage_statement_id"))

    op.drop_table("lineage")
    with op.batch_alter_table("consensus_declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consensus_declaration_statement_id"))

    op.drop_table("consensus_declaration")
    op.drop_table("adoption")
    with op.batch_alter_table("working_part", schema=None) as batch_op:
        batch_op.drop_index("ix_working_part_text")

    op.drop_table("working_part")
    with op.batch_alter_table("signatory", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signatory_statement_id"))

    op.drop_table("signatory")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))
        batch_op.drop_index(batch_op.f("ix_sign_in_link_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_statement_id"))

    op.drop_table("revision")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_statement_id"))
        batch_op.drop_index(batch_op.f("ix_notice_person_id"))

    op.drop_table("notice")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_statement_id"))
        batch_op.drop_index(batch_op.f("ix_entry_chain_key"))

    op.drop_table("entry")
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_upload_body_id"))

    op.drop_table("upload")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_statement_body_id"))

    op.drop_table("statement")
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_link_person_id"))

    op.drop_table("sign_in_link")
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_token_person_id"))

    op.drop_table("api_token")
    with op.batch_alter_table("answered_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answered_request_person_id"))

    op.drop_table("answered_request")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_delegation_id"))
        batch_op.drop_index(batch_op.f("ix_person_body_id"))

    op.drop_table("person")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participant_meeting_id"))

    op.drop_table("participant")
    with op.batch_alter_table("co_chair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_co_chair_meeting_id"))

    op.drop_table("co_chair")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_body_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegation_body_id"))

    op.drop_table("delegation")
    op.drop_table("body")
