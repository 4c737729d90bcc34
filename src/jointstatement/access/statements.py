"""Statements, their parts and revisions, found among those that a person may see.

The chair's office sees every statement of its body and the working text. Delegations and observers see a statement
from its first tabled revision on, and only its tabled revisions; so do former chairs, those that were begun before
they handed the chair over. Guests of a body that keeps them from drafts see adopted statements, and of their revisions
the adopted one. Who reads beside the chair sees those that are neither adopted nor issued, with the working
text. An administrator reads no negotiation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import exists, union_all
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.viewer import Viewer
from jointstatement.database import put_together_once, remembered
from jointstatement.errors import NotFound
from jointstatement.models import (
    Adoption,
    Body,
    Delegation,
    Entry,
    Issuance,
    Meeting,
    Revision,
    RevisionPart,
    Statement,
    WorkingPart,
)
from jointstatement.terms import Chain, PartKind, Role
from jointstatement.text.document import Part
from jointstatement.text.number import numbered_through


def statements_open_to(viewer: Viewer) -> SelectOfScalar[Statement]:
    """The statements that a person may see."""
    of_body = select(Statement).where(col(Statement.body_id) == viewer.body_id)
    if viewer.is_office:
        return of_body
    if viewer.role is Role.ADMINISTRATOR:
        return of_body.where(col(Statement.id) == "")
    if viewer.role is Role.INCOMING_CHAIR:
        adopted = exists().where(col(Adoption.statement_id) == col(Statement.id))
        return of_body.where(~adopted, ~exists().where(col(Issuance.statement_id) == col(Statement.id)))
    if viewer.reads_adopted_only:
        return of_body.where(exists().where(col(Adoption.statement_id) == col(Statement.id)))
    if viewer.role is Role.FORMER_CHAIR:
        of_body = of_body.where(col(Statement.created_at) < viewer.chaired_until)
    return of_body.where(exists().where(col(Revision.statement_id) == col(Statement.id)))


def statement_for(session: Session, viewer: Viewer, statement_id: str) -> Statement:
    """One statement. Raises `NotFound`."""
    statement = session.exec(_open_to(viewer, statement_id)).first()
    if statement is None:
        raise NotFound()
    return statement


@put_together_once
def _open_to(viewer: Viewer, statement_id: str) -> SelectOfScalar[Statement]:
    return statements_open_to(viewer).where(col(Statement.id) == statement_id)


def body_for(session: Session, viewer: Viewer) -> Body:
    """The body that a person belongs to."""
    return session.exec(select(Body).where(col(Body.id) == viewer.body_id)).one()


def meeting_for(session: Session, viewer: Viewer, meeting_id: str) -> Meeting:
    """One meeting of the person's body. Raises `NotFound`."""
    meeting = session.exec(
        select(Meeting).where(col(Meeting.id) == meeting_id, col(Meeting.body_id) == viewer.body_id)
    ).first()
    if meeting is None:
        raise NotFound()
    return meeting


def meeting_of(session: Session, statement: Statement) -> Meeting:
    """The meeting that a statement belongs to."""
    return session.exec(select(Meeting).where(col(Meeting.id) == statement.meeting_id)).one()


def all_delegations_of(session: Session, body_id: str) -> list[Delegation]:
    """The delegations of a body, observers included, in the body's own order; those at one place always in the same."""
    return list(session.exec(_delegations(body_id)))


@put_together_once
def _delegations(body_id: str) -> SelectOfScalar[Delegation]:
    of_body = select(Delegation).where(col(Delegation.body_id) == body_id)
    return of_body.order_by(col(Delegation.place_in_order), col(Delegation.id))


def members_of(session: Session, body_id: str) -> list[Delegation]:
    """The delegations that hold positions, in the body's own order."""
    return [each for each in all_delegations_of(session, body_id) if each.is_member]


def member_for(session: Session, statement: Statement, delegation_id: str) -> Delegation:
    """One of the delegations that hold positions. Raises `NotFound`."""
    member = next((each for each in members_of(session, statement.body_id) if each.id == delegation_id), None)
    if member is None:
        raise NotFound()
    return member


def acts_circulated(session: Session, statement: Statement) -> int:
    """How many acts on a statement were circulated so far: who read before one of them read another state of things."""
    circulated = col(Entry.statement_id) == statement.id, col(Entry.chain) == Chain.CIRCULATED
    return session.exec(select(func.count()).select_from(Entry).where(*circulated)).one()


def working_text(session: Session, statement: Statement) -> list[WorkingPart]:
    """The parts of the chair's working text that stand in it, in order. For the chair's office only."""
    return list(session.exec(_working_text(statement)))


def working_parts(session: Session, statement: Statement) -> tuple[Part, ...]:
    """The same as plain values, which is quicker where nothing is to be changed."""
    return remembered(session, lambda: _working_parts(session, statement), "working parts", statement.id)


def _working_parts(session: Session, statement: Statement) -> tuple[Part, ...]:
    columns = (getattr(WorkingPart, name) for name in ("id", *_OF_A_PART))
    return tuple(_part(*row) for row in session.execute(_working_text(statement).with_only_columns(*columns)))


def revision_parts(session: Session, statement: Statement) -> Mapping[str, tuple[Part, ...]]:
    """The parts of every revision of a statement as plain values, by the revision's id; in the order of each text."""
    return remembered(session, lambda: _revision_parts(session, statement), "revision parts", statement.id)


def _revision_parts(session: Session, statement: Statement) -> Mapping[str, tuple[Part, ...]]:
    found: dict[str, list[Part]] = {}
    rows = session.execute(
        select(RevisionPart)
        .join(Revision, col(Revision.id) == col(RevisionPart.revision_id))
        .where(col(Revision.statement_id) == statement.id)
        .order_by(col(RevisionPart.place_in_order))
        .with_only_columns(
            col(RevisionPart.revision_id), *(getattr(RevisionPart, name) for name in ("part_id", *_OF_A_PART))
        )
    )
    for revision_id, *columns in rows:
        found.setdefault(revision_id, []).append(_part(*columns))
    return MappingProxyType({revision_id: tuple(parts) for revision_id, parts in found.items()})


def _working_text(statement: Statement) -> SelectOfScalar[WorkingPart]:
    return (
        select(WorkingPart)
        .where(col(WorkingPart.statement_id) == statement.id, col(WorkingPart.ended_at).is_(None))
        .order_by(col(WorkingPart.place_in_order))
    )


_OF_A_PART = ("kind", "wording", "level", "ending", "label", "key", "mark", "number")


def _part(
    identity: str,
    kind: PartKind,
    wording: str,
    level: int,
    ending: str | None,
    label: str | None,
    key: str | None,
    mark: str | None,
    number: str | None,
) -> Part:
    return Part(kind, wording, level, ending, label, key, mark, number=number, id=identity)


def working_part_for(session: Session, viewer: Viewer, statement: Statement, part_id: str) -> WorkingPart:
    """One part of the working text, for the chair's office. Raises `NotFound`."""
    part = session.exec(
        select(WorkingPart).where(
            col(WorkingPart.id) == part_id,
            col(WorkingPart.statement_id) == statement.id,
            col(WorkingPart.ended_at).is_(None),
        )
    ).first()
    if part is None or not viewer.is_office:
        raise NotFound()
    return part


def latest_revision(session: Session, statement: Statement) -> Revision | None:
    """The revision tabled last, or `None` before the first circulation."""
    return session.exec(
        select(Revision)
        .where(col(Revision.statement_id) == statement.id)
        .order_by(col(Revision.number).desc())
        .limit(1)
    ).first()


def revisions_open_to(session: Session, viewer: Viewer, statement: Statement) -> list[Revision]:
    """The tabled revisions of a statement that a person sees, in order."""
    tabled = select(Revision).where(col(Revision.statement_id) == statement.id)
    if viewer.reads_adopted_only:
        adopted = select(Adoption.revision_id).where(col(Adoption.statement_id) == statement.id)
        tabled = tabled.where(col(Revision.id).in_(adopted))
    return list(session.exec(tabled.order_by(col(Revision.number))))


def revision_for(session: Session, statement: Statement, revision_id: str) -> Revision:
    """One tabled revision of a statement that the person may see. Raises `NotFound`."""
    revision = session.exec(
        select(Revision).where(col(Revision.id) == revision_id, col(Revision.statement_id) == statement.id)
    ).first()
    if revision is None:
        raise NotFound()
    return revision


def revision_text(session: Session, revision: Revision) -> list[RevisionPart]:
    """The parts of a revision, in order."""
    return list(
        session.exec(
            select(RevisionPart)
            .where(col(RevisionPart.revision_id) == revision.id)
            .order_by(col(RevisionPart.place_in_order))
        )
    )


def parts_as_cited(session: Session, revision: Revision) -> tuple[Part, ...]:
    """The parts of a revision with the numbers that its clauses are cited by: those they were tabled with, and numbers
    that run through once it is adopted or issued."""
    parts = parts_of(revision_text(session, revision))
    final = gone_out(session, revision.statement_id)
    return numbered_through(parts) if final is not None and final.revision_id == revision.id else parts


@dataclass(frozen=True, slots=True)
class GoneOut:
    """The adopted text, or the one that the chair issued."""

    revision_id: str
    at: datetime
    """When it was adopted or issued."""


def gone_out(session: Session, statement_id: str) -> GoneOut | None:
    """The text that was adopted or issued, and when; nothing as long as there is none."""
    return remembered(session, lambda: _gone_out(session, statement_id), "gone out", statement_id)


def _gone_out(session: Session, statement_id: str) -> GoneOut | None:
    adopted = select(Adoption.revision_id, Adoption.adopted_at).where(col(Adoption.statement_id) == statement_id)
    issued = select(Issuance.revision_id, Issuance.issued_at).where(col(Issuance.statement_id) == statement_id)
    row = session.execute(union_all(adopted, issued)).first()
    return GoneOut(row[0], row[1]) if row else None


def revision_part_for(session: Session, revision: Revision, part_id: str) -> RevisionPart:
    """One part as it stands in a revision. Raises `NotFound`."""
    part = session.exec(
        select(RevisionPart).where(col(RevisionPart.revision_id) == revision.id, col(RevisionPart.part_id) == part_id)
    ).first()
    if part is None:
        raise NotFound()
    return part


def parts_of(rows: Sequence[WorkingPart] | Sequence[RevisionPart]) -> tuple[Part, ...]:
    """The parts of a working text or a revision as plain values with their identities, in the order given."""
    return tuple(
        Part(
            kind=row.kind,
            wording=row.wording,
            level=row.level,
            ending=row.ending,
            label=row.label,
            key=row.key,
            mark=row.mark,
            number=row.number,
            id=row.part_id if isinstance(row, RevisionPart) else row.id,
        )
        for row in rows
    )
