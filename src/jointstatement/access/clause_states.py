"""What was noted of the clauses of a text, and what is bound together, as far as a person may load it.

The chair's office, and who reads beside it, loads all. A delegation loads what was noted on the words of the tabled
text, at once, and what was noted on others from the tabling that brought them; so that a clause which the chair changes
on the desk is re-opened for the delegations when they see the change. Whose agreement is awaited is read by that
delegation and by those who read positions of others. Observers load nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.input import reads_positions_of_others
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.models import (
    ClauseNote,
    ClauseNoteAwaited,
    Package,
    PackageBracket,
    PackagePart,
    Revision,
    Statement,
)
from jointstatement.terms import AGREED_STATES, ClauseState
from jointstatement.text.bracketing import names_of
from jointstatement.text.brackets import Bracket, brackets


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
    number: int = 0
    """Within its statement."""


@dataclass(frozen=True, slots=True)
class BoundBracket:
    """A bracket that is resolved together with others, or not at all."""

    number: int
    """Among the brackets of its package."""
    part_id: str
    words: str
    occurrence: int
    is_ended: bool = False
    """It was resolved, or went with words around it."""

    def in_words(self, wording: str) -> Bracket | None:
        """The bracket as it stands in the words of its part; None where it does not stand there any more."""
        if self.is_ended:
            return None
        found = brackets(wording)
        named = {name: number for number, name in names_of(found).items()}
        number = named.get((self.words, self.occurrence))
        return None if number is None else found.all[number]


@dataclass(frozen=True, slots=True)
class Bound:
    """Clauses and brackets that are agreed together or not at all."""

    id: str
    title: str
    part_ids: tuple[str, ...]
    """Of the whole clauses."""
    brackets: tuple[BoundBracket, ...] = ()

    def settled(self, wordings: Mapping[str, str], noted: Mapping[str, ClauseState]) -> tuple[bool, ...]:
        """Of each member in a text, whether it is settled: a clause noted as agreed, a bracket gone from the words.

        `wordings` are those of the parts of the text, by their ids.
        """
        return (
            *(noted.get(each) in AGREED_STATES for each in self.part_ids if each in wordings),
            *(each.in_words(wordings[each.part_id]) is None for each in self.brackets if each.part_id in wordings),
        )


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


def states_on_tabled(session: Session, statement: Statement) -> dict[str, Noted]:
    """What was noted last of each part, of what is open to every delegation: for a tabled text that goes out."""
    rows = _told(session, _notes(session, [statement.id]))
    return {row.part_id: Noted(row.state, row.noted_at, row.reason, row.confirm_by, number=row.number) for row in rows}


def reopenings_told(session: Session, statement: Statement) -> dict[str, int]:
    """By its number the last re-opening of each part that is open to every delegation."""
    rows = _told(session, _notes(session, [statement.id]))
    return {row.part_id: row.number for row in rows if row.state is ClauseState.REOPENED}


def notes_of(session: Session, viewer: Viewer, statement_ids: Sequence[str]) -> list[ClauseNote]:
    """The notes on several statements that a person may load, those of each in their order."""
    rows = _notes(session, statement_ids)
    if viewer.reads_desk:
        return rows
    if not viewer.is_delegate:
        return []
    return _told(session, rows)


def _told(session: Session, rows: Sequence[ClauseNote]) -> list[ClauseNote]:
    """Those that were told to all at once, or with a tabling."""
    counted = session.exec(
        select(Revision.statement_id, func.count())
        .where(col(Revision.statement_id).in_({row.statement_id for row in rows}))
        .group_by(col(Revision.statement_id))
    )
    tabled = dict(counted.all())
    return [row for row in rows if row.is_circulated or row.revisions < tabled.get(row.statement_id, 0)]


def packages_of(session: Session, statement: Statement, *, tabled: int | None = None) -> tuple[Bound, ...]:
    """What is bound together now; bound before all, and so open to all who read the negotiation.

    Brackets as they are on the desk, for the chair's office; with how many revisions were tabled, as they are in
    the last of those, for everybody.
    """
    packages = session.exec(
        select(Package)
        .where(col(Package.statement_id) == statement.id, col(Package.freed_at).is_(None))
        .order_by(col(Package.bound_at), col(Package.id))
    ).all()
    if not packages:
        return ()
    ids = [package.id for package in packages]
    clauses: dict[str, tuple[str, ...]] = {}
    for part in session.exec(
        select(PackagePart).where(col(PackagePart.package_id).in_(ids)).order_by(col(PackagePart.part_id))
    ):
        clauses[part.package_id] = (*clauses.get(part.package_id, ()), part.part_id)
    known: dict[str, dict[int, BoundBracket]] = {}
    for row in bracket_rows(session, ids):
        named = known.setdefault(row.package_id, {})
        if tabled is not None and row.number in named and not _was_tabled(row, tabled):
            continue
        ended = row.ended_revisions
        is_ended = ended is not None and (tabled is None or ended < tabled)
        named[row.number] = BoundBracket(row.number, row.part_id, row.bracket, row.occurrence, is_ended)
    return tuple(
        Bound(each.id, each.title, clauses.get(each.id, ()), tuple(known.get(each.id, {}).values()))
        for each in packages
    )


def _was_tabled(row: PackageBracket, tabled: int) -> bool:
    """Whether a bracket stood under these words in a revision, of so many: it may have come and gone between two."""
    return row.since_revisions < tabled and row.ended_revisions != row.since_revisions


def bracket_rows(session: Session, package_ids: Sequence[str]) -> list[PackageBracket]:
    """Under which words the brackets of packages were known, each in the order of time."""
    return list(
        session.exec(
            select(PackageBracket)
            .where(col(PackageBracket.package_id).in_(package_ids))
            .order_by(col(PackageBracket.package_id), col(PackageBracket.number), col(PackageBracket.place))
        )
    )


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
