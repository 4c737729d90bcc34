"""What the references in a text mean: in the working text now, in a revision as it was tabled."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.statements import latest_revision, parts_of, revision_text
from jointstatement.models import ClauseReference, Revision, Statement
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts
from jointstatement.text.references import Meanings, Reference, numbers_in, references_of
from jointstatement.text.wording import plain


def reference_rows(session: Session, statement: Statement, *part_ids: str) -> list[ClauseReference]:
    """What is kept of the working text now; of some parts alone where they are named. For the chair's office."""
    rows = _rows(statement, None)
    if part_ids:
        rows = rows.where(col(ClauseReference.part_id).in_(part_ids))
    return list(session.exec(rows))


def meanings_now(session: Session, statement: Statement, parts: Sequence[Part]) -> Meanings:
    """What the references of the working text mean, as far as that is kept. For the chair's office.

    Of a text that was tabled before anything was kept, it is what they meant in the last revision.
    """
    kept = _meanings(list(session.exec(_rows(statement, None))))
    if kept or not any(cited.phrase for part in parts for cited in numbers_in(plain(part.wording))):
        return kept
    known = select(ClauseReference.id).where(col(ClauseReference.statement_id) == statement.id).limit(1)
    revision = latest_revision(session, statement)
    if revision is None or session.exec(known).first() is not None:
        return kept
    wordings = {part.id: plain(part.wording) for part in parts}
    tabled = references_of(parts_of(revision_text(session, revision)), {})
    return {
        each.name: each.meant
        for each in tabled
        if each.meant is not None and each.cited.phrase in wordings.get(each.part_id, "")
    }


def references_now(session: Session, statement: Statement, parts: Sequence[Part]) -> tuple[Reference, ...]:
    """The references of the working text, in order. For the chair's office."""
    return references_of(parts, meanings_now(session, statement, parts))


def references_as_tabled(
    session: Session, statement: Statement, revision: Revision, parts: Sequence[Part], were: Mapping[str, str]
) -> tuple[Reference, ...]:
    """The references of a revision as they were when it was tabled, in order.

    `were` has the numbers it was tabled with, by the clauses' ids, where its parts go by others now.
    """
    labels = [were.get(part.id, label) for part, label in zip(parts, number_parts(parts), strict=True)]
    rows = list(session.exec(_rows(statement, revision.tabled_at)))
    return references_of(parts, _meanings(rows), labels_when_said=labels)


def references_when_tabled(session: Session, statement: Statement, revision: Revision) -> tuple[Reference, ...]:
    """The same, by the numbers it was tabled with."""
    return references_as_tabled(session, statement, revision, parts_of(revision_text(session, revision)), {})


def _meanings(rows: Sequence[ClauseReference]) -> Meanings:
    return {(row.part_id, row.label, row.occurrence): row.meant_id for row in rows}


def _rows(statement: Statement, at: datetime | None) -> SelectOfScalar[ClauseReference]:
    rows = select(ClauseReference).where(col(ClauseReference.statement_id) == statement.id)
    ended = col(ClauseReference.ended_at)
    if at is None:
        return rows.where(ended.is_(None))
    return rows.where(col(ClauseReference.since) <= at, ended.is_(None) | (ended > at))
