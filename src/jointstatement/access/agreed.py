"""Agreed language, found by the databases' own full-text search among the adopted texts that a person may read."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, cast, column, func, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session, col
from sqlmodel import select as select_rows
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.statements import statements_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.models import Adoption, AgreedClause, BaseText, Statement
from jointstatement.text.agreed import Sought

_LAST_FIRST = (col(AgreedClause.agreed_at).desc(), col(AgreedClause.statement_id), col(AgreedClause.place_in_order))
_FOUND_BY_WORDS = table("agreed_words", column("clause_id"), column("rank"))
# Written as the index is, which is used for this very expression alone.
_AS_VECTOR: ColumnElement[object] = literal_column("array_to_tsvector(string_to_array(agreed_clause.words, ' '))")


def agreed_with(session: Session, viewer: Viewer, wanted: Sought, *, most: int) -> Sequence[AgreedClause]:
    """The clauses that have all these words and phrases, those agreed last first."""
    within = [word for phrase in wanted.phrases for word in phrase.split()]
    query = _open_to(viewer).where(
        _has_words(session, [*((word, True) for word in wanted.beginnings), *((word, False) for word in within)]),
        *((" " + col(AgreedClause.words) + " ").contains(f" {phrase} ", autoescape=True) for phrase in wanted.phrases),
    )
    return session.exec(query.order_by(*_LAST_FIRST).limit(most)).all()


def agreed_near(
    session: Session, viewer: Viewer, words: Sequence[str], *, other_than: str, most: int
) -> Sequence[AgreedClause]:
    """The clauses of other statements that share most of these words, the likeliest first."""
    query = _open_to(viewer).where(col(AgreedClause.statement_id) != other_than)
    if _on_sqlite(session):
        asked = " OR ".join(f'"{word}"' for word in words)
        query = query.join(_FOUND_BY_WORDS, _FOUND_BY_WORDS.c.clause_id == col(AgreedClause.id)).where(
            literal_column("agreed_words").op("MATCH")(asked)
        )
        rank: ColumnElement[object] = _FOUND_BY_WORDS.c.rank.asc()
    else:
        asked_for = cast(" | ".join(f"'{word}'" for word in words), TSQUERY)
        query = query.where(_AS_VECTOR.op("@@")(asked_for))
        rank = func.ts_rank(_AS_VECTOR, asked_for).desc()
    return session.exec(query.order_by(rank, *_LAST_FIRST).limit(most)).all()


def agreed_as(session: Session, viewer: Viewer, digests: Sequence[str], *, other_than: str) -> Sequence[AgreedClause]:
    """The clauses of other statements that read as one of these, those agreed last first."""
    return session.exec(
        _open_to(viewer)
        .where(col(AgreedClause.digest).in_(digests), col(AgreedClause.statement_id) != other_than)
        .order_by(*_LAST_FIRST)
    ).all()


def _open_to(viewer: Viewer) -> SelectOfScalar[AgreedClause]:
    readable = statements_open_to(viewer).with_only_columns(col(Statement.id))
    return select_rows(AgreedClause).where(col(AgreedClause.statement_id).in_(readable))


def _has_words(session: Session, words: Sequence[tuple[str, bool]]) -> ColumnElement[bool]:
    """Whether all these words are there; those marked so as beginnings of words."""
    if _on_sqlite(session):
        asked = " AND ".join(f'"{word}"' + ("*" if is_beginning else "") for word, is_beginning in words)
        found = select(_FOUND_BY_WORDS.c.clause_id).where(literal_column("agreed_words").op("MATCH")(asked))
        return col(AgreedClause.id).in_(found)
    asked = " & ".join(f"'{word}'" + (":*" if is_beginning else "") for word, is_beginning in words)
    return _AS_VECTOR.op("@@", is_comparison=True)(cast(asked, TSQUERY))


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def base_of(session: Session, statement: Statement) -> Adoption | None:
    """The adoption of the text that a statement began from, or `None`."""
    return session.exec(
        select_rows(Adoption)
        .join(BaseText, col(BaseText.adoption_id) == col(Adoption.id))
        .where(col(BaseText.statement_id) == statement.id)
    ).first()
