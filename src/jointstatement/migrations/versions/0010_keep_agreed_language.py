"""Keep what was agreed clause by clause, to be found by its words, and from which adopted text another began.

What was adopted before is remembered as what is adopted from now on. Taking it back forgets it; the adopted texts
themselves stay as they are.
"""

import secrets

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from jointstatement.migrations.changes import closed, freeze, on_sqlite, thaw
from jointstatement.terms import PartKind
from jointstatement.text.agreed import remembered
from jointstatement.text.document import Part

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FROZEN = ("agreed_clause", "base_text")
KINDS = (
    "title", "subtitle", "chapeau", "formula", "heading", "preambular", "operative", "item", "closing", "footnote",
)  # fmt: skip


def upgrade() -> None:
    clauses = op.create_table(
        "agreed_clause",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("adoption_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kind", closed("partkind", KINDS), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("agreed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_agreed_clause_body_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_agreed_clause_statement_id")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoption.id"], name=op.f("fk_agreed_clause_adoption_id")),
        sa.ForeignKeyConstraint(["part_id"], ["working_part.id"], name=op.f("fk_agreed_clause_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_clause")),
        sa.UniqueConstraint("statement_id", "part_id", name=op.f("uq_agreed_clause_statement_id_part_id")),
    )
    for column in ("body_id", "statement_id", "digest"):
        op.create_index(op.f(f"ix_agreed_clause_{column}"), "agreed_clause", [column])
    if on_sqlite():
        op.execute(
            "CREATE VIRTUAL TABLE agreed_words USING fts5("
            "clause_id UNINDEXED, words, tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
        )
        op.execute(
            "CREATE TRIGGER agreed_clause_words AFTER INSERT ON agreed_clause "
            "BEGIN INSERT INTO agreed_words (clause_id, words) VALUES (new.id, new.words); END"
        )
    else:
        op.execute(
            "CREATE INDEX agreed_words ON agreed_clause USING gin (array_to_tsvector(string_to_array(words, ' ')))"
        )
    _remember_what_was_adopted(clauses)
    op.create_table(
        "base_text",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("adoption_id", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_base_text_statement_id")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoption.id"], name=op.f("fk_base_text_adoption_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_base_text_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_text")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_base_text_statement_id")),
    )
    for table in FROZEN:
        freeze(table)


def downgrade() -> None:
    for table in FROZEN:
        thaw(table)
    op.drop_table("base_text")
    if on_sqlite():
        op.execute("DROP TRIGGER agreed_clause_words")
        op.execute("DROP TABLE agreed_words")
    op.drop_table("agreed_clause")


def _remember_what_was_adopted(clauses: sa.Table) -> None:
    connection = op.get_bind()
    adoption = sa.table(
        "adoption", *map(sa.column, ("id", "statement_id", "revision_id")), sa.column("adopted_at", UTCDateTime())
    )
    statement = sa.table("statement", *map(sa.column, ("id", "body_id")))
    part = sa.table(
        "revision_part",
        *map(sa.column, ("revision_id", "part_id", "place_in_order", "kind", "level", "wording", "label", "key")),
    )
    adopted = connection.execute(
        sa.select(adoption, statement.c.body_id).join(statement, statement.c.id == adoption.c.statement_id)
    ).all()
    for row in adopted:
        text = connection.execute(
            sa.select(part).where(part.c.revision_id == row.revision_id).order_by(part.c.place_in_order)
        ).all()
        parts = [
            Part(PartKind(each.kind), each.wording, level=each.level, label=each.label, key=each.key, id=each.part_id)
            for each in text
        ]
        for each in remembered(parts):
            connection.execute(
                clauses.insert().values(
                    id=secrets.token_hex(16),
                    body_id=row.body_id,
                    statement_id=row.statement_id,
                    adoption_id=row.id,
                    part_id=each.part.id,
                    place_in_order=each.place,
                    label=each.label,
                    kind=each.part.kind.value,
                    wording=each.part.wording,
                    words=each.words,
                    digest=each.digest,
                    agreed_at=row.adopted_at,
                )
            )
