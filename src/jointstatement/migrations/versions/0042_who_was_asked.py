"""Keep who was asked in a call that is closed: what a delegation takes part as may change afterwards.

Of calls that are closed already it is not known any more; they keep whom they would ask now, and who gave. Taking it
back forgets it.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_ASKED = sa.text(
    "SELECT call_for_inputs.id, delegation.id FROM call_for_inputs "
    "JOIN delegation ON delegation.body_id = call_for_inputs.body_id "
    "WHERE call_for_inputs.closed_at IS NOT NULL AND (delegation.participation = 'member' "
    "OR (call_for_inputs.asks_observers AND delegation.participation IN ('observer', 'partner')) "
    "OR EXISTS (SELECT 1 FROM contribution WHERE contribution.call_id = call_for_inputs.id "
    "AND contribution.delegation_id = delegation.id AND contribution.ended_at IS NULL))"
)


def upgrade() -> None:
    table = op.create_table(
        "asked_delegation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("delegation_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call_for_inputs.id"], name=op.f("fk_asked_delegation_call_id")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_asked_delegation_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_delegation")),
    )
    op.create_index(op.f("ix_asked_delegation_call_id"), "asked_delegation", ["call_id"])
    asked = op.get_bind().execute(_ASKED).all()
    op.bulk_insert(
        table,
        [
            {"id": secrets.token_hex(16), "call_id": call_id, "delegation_id": delegation_id}
            for call_id, delegation_id in asked
        ],
    )


def downgrade() -> None:
    op.drop_table("asked_delegation")
