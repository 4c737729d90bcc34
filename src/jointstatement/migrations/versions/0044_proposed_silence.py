"""Keep that silence is proposed before it begins, and that a member refused.

Where silence was begun before, it was begun by the chair. Taking it back forgets what was proposed and refused; the
silences that began stay.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_OUTCOMES = ("begun", "refused", "withdrawn", "overtaken")


def upgrade() -> None:
    op.create_table(
        "silence_proposal",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UTCDateTime(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("due_as_typed", sa.String(), nullable=False),
        sa.Column("refuse_until", UTCDateTime(), nullable=False),
        sa.Column("refuse_as_typed", sa.String(), nullable=False),
        sa.Column("follows", sa.String(), nullable=True),
        sa.Column("names_the_refuser", sa.Boolean(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("outcome", closed("proposaloutcome", _OUTCOMES), nullable=True),
        sa.Column("silence_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_silence_proposal_statement_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_silence_proposal_revision_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_silence_proposal_proposed_by")),
        sa.ForeignKeyConstraint(["follows"], ["silence.id"], name=op.f("fk_silence_proposal_follows")),
        sa.ForeignKeyConstraint(["silence_id"], ["silence.id"], name=op.f("fk_silence_proposal_silence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_proposal")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_silence_proposal_statement_id_number")),
    )
    op.create_index(op.f("ix_silence_proposal_statement_id"), "silence_proposal", ["statement_id"])
    op.create_table(
        "silence_proposal_member",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["silence_proposal.id"], name=op.f("fk_silence_proposal_member_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_silence_proposal_member_delegation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_proposal_member")),
        sa.UniqueConstraint(
            "proposal_id", "delegation_id", name=op.f("uq_silence_proposal_member_proposal_id_delegation_id")
        ),
    )
    op.create_index(op.f("ix_silence_proposal_member_proposal_id"), "silence_proposal_member", ["proposal_id"])
    op.create_table(
        "silence_refusal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["silence_proposal.id"], name=op.f("fk_silence_refusal_proposal_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_silence_refusal_delegation_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_silence_refusal_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_refusal")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_silence_refusal_proposal_id")),
    )


def downgrade() -> None:
    for table in ("silence_refusal", "silence_proposal_member", "silence_proposal"):
        op.drop_table(table)
