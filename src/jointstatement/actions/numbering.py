"""The numbers by which clauses are cited: held from the first tabled revision on, until the chair numbers anew.

Who wrote "4" yesterday means the same clause today: what was tabled keeps its number, what comes between is "3bis", and
nobody gets the number of a clause that went.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, select

from jointstatement.access.endorsements import endorsed_refusal
from jointstatement.access.statements import latest_revision, parts_of, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record_in_office
from jointstatement.actions.references import keep_references
from jointstatement.errors import NumbersRunThrough
from jointstatement.models import Revision, RevisionPart, Statement, WorkingPart
from jointstatement.text.number import held_numbers, number_parts, numbered_through
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_renumber_clauses


def renumber_clauses(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> None:
    """Lets the clauses of the working text be counted 1, 2, 3 … again; delegations see it in the next revision.

    That revision's numbers are held from then on. Refused as every edit is, and where they run through already
    (`NumbersRunThrough`), and while an endorsement holds the numbers (`ClauseIsEndorsed`). Tabled
    revisions keep their numbers.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_renumber_clauses(workflow_of(statement), situation_of(session, statement, now), by.role))
    demand(endorsed_refusal(session, statement, None))
    parts = working_text(session, statement)
    text = parts_of(parts)
    before, after = number_parts(text), number_parts(numbered_through(text))
    if before == after:
        raise NumbersRunThrough()
    keep_references(session, statement, parts, now=now)
    statement.numbers_from = None
    keep(session, statement)
    _write(session, parts, {})
    record_in_office(
        session,
        statement,
        kind="clauses_renumbered",
        by=by,
        now=now,
        payload={
            "numbers": [
                {"part": part.id, "before": old, "after": new}
                for part, old, new in zip(text, before, after, strict=True)
                if part.is_clause and old != new
            ]
        },
    )


def hold_numbers(session: Session, statement: Statement, parts: Sequence[WorkingPart], *, tabled_as: int) -> None:
    """Holds the numbers of a working text that is tabled as the revision of this number, where its workflow holds any.

    Asks nothing and records nothing: who calls does both.
    """
    if not workflow_of(statement).numbers_held or statement.numbers_from is not None:
        return
    text = parts_of(parts)
    _write(
        session,
        parts,
        {part.id: label for part, label in zip(text, number_parts(text), strict=True) if part.is_clause},
    )
    statement.numbers_from = tabled_as
    keep(session, statement)


def number_new_clauses(session: Session, statement: Statement, parts: Sequence[WorkingPart]) -> None:
    """Gives those clauses of a rearranged working text their numbers that were not tabled yet, by where they stand."""
    if statement.numbers_from is None:
        return
    text = parts_of(parts)
    numbers = held_numbers(
        text, _tabled_last(session, statement), _ever_given(session, statement, statement.numbers_from)
    )
    _write(session, parts, dict(zip([part.id for part in text if part.is_clause], numbers, strict=True)))


def numbered_anew(session: Session, statement: Statement, before: Revision | None, after: Revision) -> int:
    """How many of the clauses that stand in both of these revisions have another number in the later one."""
    if before is None or statement.numbers_from != after.number:
        return 0
    old, new = (
        dict(
            session.exec(
                select(RevisionPart.part_id, RevisionPart.number).where(col(RevisionPart.revision_id) == revision.id)
            ).all()
        )
        for revision in (before, after)
    )
    return sum(number is not None and number != new.get(part_id, number) for part_id, number in old.items())


def _tabled_last(session: Session, statement: Statement) -> Mapping[str, str]:
    revision = latest_revision(session, statement)
    assert revision is not None, "numbers are held from a revision on"
    rows = session.exec(
        select(RevisionPart.part_id, RevisionPart.number).where(
            col(RevisionPart.revision_id) == revision.id, col(RevisionPart.number).is_not(None)
        )
    )
    return {part_id: number for part_id, number in rows if number is not None}


def _ever_given(session: Session, statement: Statement, since: int) -> frozenset[str]:
    return frozenset(
        number
        for number in session.exec(
            select(RevisionPart.number)
            .join(Revision, col(Revision.id) == col(RevisionPart.revision_id))
            .where(
                col(Revision.statement_id) == statement.id,
                col(Revision.number) >= since,
                col(RevisionPart.number).is_not(None),
            )
            .distinct()
        )
        if number is not None
    )


def _write(session: Session, parts: Sequence[WorkingPart], numbers: Mapping[str, str]) -> None:
    """Past the version column, as places are: a number is none of the words that somebody has open."""
    changed = [
        {"row_id": part.id, "own": numbers.get(part.id)} for part in parts if part.number != numbers.get(part.id)
    ]
    if not changed:
        return
    table = WorkingPart.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    session.connection().execute(
        update(table).where(table.c.id == bindparam("row_id")).values(number=bindparam("own")), changed
    )
    for part in parts:
        set_committed_value(part, "number", numbers.get(part.id))
