"""The open reserves that a draft is printed with: of the positions that its reader may load, and of nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.input import positions_open_to, reads_positions_of_others
from jointstatement.access.naming import delegations_of
from jointstatement.access.statements import latest_revision, revision_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.models import PositionTaken, Revision, Round, Statement
from jointstatement.queries.adopted import is_adopted
from jointstatement.terms import Position, ReserveKind, Visibility
from jointstatement.text.document import Document, OpenReserve
from jointstatement.workflow.facts import blocking_positions


def with_open_reserves(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    document: Document,
    revision_id: str | None = None,
    *,
    asked: bool | None = None,
) -> Document:
    """A draft of this statement with the reserves that stand on it, as far as this person may know them.

    Where nobody `asked` for them or said that there be none, a delegation's draft has them; one of the chair's office,
    which reads more than it hands round, does not. Of a text that was adopted no draft has any. They are those that
    were taken on the revision or an earlier one and are not lifted. The draft speaks of the hour at which this person
    could first know what it says: it changes when a reserve does, and at no other time.
    """
    if is_adopted(session, statement_id) or not (viewer.is_delegate if asked is None else asked):
        return document
    statement = statement_for(session, viewer, statement_id)
    revision = revision_for(session, statement, revision_id) if revision_id else latest_revision(session, statement)
    if revision is None or document.draft is None:
        return document
    in_text = {part.id for part in document.parts}
    numbers = dict(
        session.exec(select(Revision.id, Revision.number).where(col(Revision.statement_id) == statement.id)).all()
    )

    rows = _known(session, viewer, statement)
    # One on a part that was merged into another stands there, as it stands in the way of adoption.
    on = {each.position.id: each.on for each in blocking_positions(session, statement, rows, in_text)}

    def stands(row: PositionTaken) -> bool:
        is_earlier = numbers[row.revision_id] <= revision.number
        is_here = row.part_id is None or row.part_id in in_text or row.id in on
        return row.position is Position.RESERVE and is_here and is_earlier

    reserves = dict.fromkeys(
        OpenReserve(on[row.id] or "", row.reserve_kind or ReserveKind.GENERAL, member.name)
        for member in delegations_of(session, statement)
        for row in rows
        if row.delegation_id == member.id and row.id in on and stands(row)
    )
    hours = _hours(session, viewer, statement, rows, stands)
    as_of = document.draft.as_of
    if as_of is not None and hours:
        as_of = max(as_of, max(hours).astimezone(as_of.tzinfo))
    return replace(document, draft=replace(document.draft, as_of=as_of), reserves=tuple(reserves))


def _known(session: Session, viewer: Viewer, statement: Statement) -> Sequence[PositionTaken]:
    """What was handed in, in the order of each delegation: of others only where the person reads their positions."""
    rows = positions_open_to(viewer, statement).where(col(PositionTaken.submitted_at).is_not(None))
    if not reads_positions_of_others(session, viewer, statement):
        rows = rows.where(col(PositionTaken.delegation_id) == (viewer.delegation_id or ""))
    return session.exec(rows.order_by(col(PositionTaken.delegation_id), col(PositionTaken.number))).all()


def _hours(
    session: Session,
    viewer: Viewer,
    statement: Statement,
    rows: Sequence[PositionTaken],
    stands: Callable[[PositionTaken], bool],
) -> list[datetime]:
    """When the person could know of each reserve, and of what took its place.

    What another gave in a blind round could be known when the round was closed; the hour of its submission could not.
    """
    blind = {
        row.id: row.closed_at
        for row in session.exec(select(Round).where(col(Round.statement_id) == statement.id))
        if row.visibility is Visibility.BLIND
    }
    hours: list[datetime | None] = []
    last: dict[tuple[str, str | None], PositionTaken] = {}
    for row in rows:
        before = last.get((row.delegation_id, row.part_id))
        last[row.delegation_id, row.part_id] = row
        if stands(row) or (before is not None and stands(before)):
            hours += [row.submitted_at, row.lapsed_at if stands(row) else None]
            if row.delegation_id != viewer.delegation_id:
                hours.append(blind.get(row.round_id or ""))
    return [hour for hour in hours if hour is not None]
