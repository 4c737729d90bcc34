"""What was noted of the clauses of a text, and what is bound together, as far as a person may load it.

The chair's office loads all. A delegation loads what was noted on the words of the tabled text, at once, and what was
noted on others from the tabling that brought them; so that a clause which the chair changes on the desk is re-opened
for the delegations when they see the change. Whose agreement is awaited is read by that delegation and by those who
read positions of others. Observers load nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.input import reads_positions_of_others
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.models import ClauseNote, ClauseNoteAwaited, Package, PackagePart, Revision, Statement
from jointstatement.terms import ClauseState


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted last of one clause."""

    state: ClauseState
    at: datetime
    reason: str = ""
    confirm_by: datetime | None = None
    awaited: tuple[str, ...] = ()
    """The ids of the delegations whose agreement is awaited, those that may be named to this person."""
    is_circulated: bool = False
    """It was told to all at once."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Clauses that are agreed together or not at all."""

    id: str
    title: str
    part_ids: tuple[str, ...]


def states_noted(session: Session, statement: Statement) -> dict[str, ClauseState]:
    """What was noted last of each part, whoever may read it: for judging a deed, and for the chair's office."""
    return {row.part_id: row.state for row in _notes(session, [statement.id])}


def notes_open_to(session: Session, viewer: Viewer, statement: Statement) -> dict[str, Noted]:
    """What was noted last of each part, of what this person may load."""
    last = {row.part_id: row for row in notes_of(session, viewer, [statement.id])}
    if not last:
        return {}
    awaited: dict[str, tuple[str, ...]] = {}
    names_all = viewer.is_office or reads_positions_of_others(session, viewer, statement)
    rows = session.exec(
        select(ClauseNoteAwaited)
        .where(col(ClauseNoteAwaited.note_id).in_([row.id for row in last.values()]))
        .order_by(col(ClauseNoteAwaited.delegation_id))
    )
    for row in rows:
        if names_all or row.delegation_id == viewer.delegation_id:
            awaited[row.note_id] = (*awaited.get(row.note_id, ()), row.delegation_id)
    return {
        part_id: Noted(row.state, row.noted_at, row.reason, row.confirm_by, awaited.get(row.id, ()), row.is_circulated)
        for part_id, row in last.items()
    }


def notes_of(session: Session, viewer: Viewer, statement_ids: Sequence[str]) -> list[ClauseNote]:
    """The notes on several statements that a person may load, those of each in their order."""
    rows = _notes(session, statement_ids)
    if viewer.is_office:
        return rows
    if not viewer.is_delegate:
        return []
    counted = session.exec(
        select(Revision.statement_id, func.count())
        .where(col(Revision.statement_id).in_(statement_ids))
        .group_by(col(Revision.statement_id))
    )
    tabled = dict(counted.all())
    return [row for row in rows if row.is_circulated or row.revisions < tabled.get(row.statement_id, 0)]


def packages_of(session: Session, statement: Statement) -> tuple[Bound, ...]:
    """What is bound together now; bound before all, and so open to all who read the negotiation."""
    rows = session.exec(
        select(Package, PackagePart.part_id)
        .join(PackagePart, col(PackagePart.package_id) == col(Package.id))
        .where(col(Package.statement_id) == statement.id, col(Package.freed_at).is_(None))
        .order_by(col(Package.bound_at), col(Package.id), col(PackagePart.part_id))
    )
    found: dict[str, Bound] = {}
    for package, part_id in rows:
        before = found[package.id].part_ids if package.id in found else ()
        found[package.id] = Bound(package.id, package.title, (*before, part_id))
    return tuple(found.values())


def package_for(session: Session, statement: Statement, package_id: str) -> Package:
    """One package that is not freed. Raises `NotFound`."""
    package = session.exec(
        select(Package).where(
            col(Package.id) == package_id,
            col(Package.statement_id) == statement.id,
            col(Package.freed_at).is_(None),
        )
    ).first()
    if package is None:
        raise NotFound()
    return package


def _notes(session: Session, statement_ids: Sequence[str]) -> list[ClauseNote]:
    return list(
        session.exec(
            select(ClauseNote)
            .where(col(ClauseNote.statement_id).in_(statement_ids))
            .order_by(col(ClauseNote.statement_id), col(ClauseNote.number))
        )
    )
