"""What was agreed of a clause is re-opened when its words change; and with it what is bound to it in a package.

Every deed that changes words of the working text ends here, but editorial review: of that the substance is the same.
What follows is the office's own until it is tabled.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.clause_states import Bound, packages_of, states_noted
from jointstatement.access.statements import parts_of
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record_in_office
from jointstatement.actions.tabled import part_among, revisions_tabled
from jointstatement.models import ClauseNote, ClauseNoteAwaited, Statement, WorkingPart
from jointstatement.terms import AGREED_STATES, ClauseState
from jointstatement.text.clause_states import blocks


def reopen_changed(
    session: Session,
    statement: Statement,
    parts: Sequence[WorkingPart],
    changed: Sequence[WorkingPart],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Re-opens the clauses among these parts that were agreed, recorded as their change's consequence.

    `parts` is a text in which all that changed stands, so that an item finds its clause.
    """
    noted = states_noted(session, statement)
    if not AGREED_STATES.intersection(noted.values()):
        return
    changed_ids = {part.id for part in changed}
    text = parts_of(parts)
    owners = [owner for owner, block in blocks(text).items() if changed_ids.intersection(part.id for part in block)]
    together, standing = [*owners], {part.id for part in text}
    for package in packages_of(session, statement):
        if not set(package.part_ids).isdisjoint(owners) or _touched(package, changed):
            together += package.part_ids
    for part_id in dict.fromkeys(together):
        if noted.get(part_id) not in AGREED_STATES or part_id not in standing:
            continue
        note(session, statement, part_id, ClauseState.REOPENED, is_circulated=False, by=by, now=now)
        record_in_office(
            session,
            statement,
            kind="agreed_clause_changed" if part_id in owners else "bound_clause_reopened",
            by=by,
            now=now,
            payload={**part_among(text, part_id), "was": noted[part_id], "changed": owners},
        )


def _touched(package: Bound, changed: Sequence[WorkingPart]) -> bool:
    """Whether a bracket of a package went from its words, or what was resolved may read otherwise now."""
    wordings = {part.id: part.wording if part.ended_at is None else "" for part in changed}
    return any(each.part_id in wordings and each.in_words(wordings[each.part_id]) is None for each in package.brackets)


def note(
    session: Session,
    statement: Statement,
    part_id: str,
    state: ClauseState,
    *,
    is_circulated: bool,
    awaited: Sequence[str] = (),
    confirm_by: datetime | None = None,
    confirm_as_typed: str = "",
    reason: str = "",
    by: Viewer,
    now: datetime,
) -> None:
    """Notes a state of a clause and asks nothing: who calls has asked, and records it."""
    last = session.exec(
        select(func.max(col(ClauseNote.number))).where(col(ClauseNote.statement_id) == statement.id)
    ).one()
    row = ClauseNote(
        statement_id=statement.id,
        part_id=part_id,
        number=(last or 0) + 1,
        state=state,
        reason=reason,
        confirm_by=confirm_by,
        confirm_as_typed=confirm_as_typed,
        revisions=revisions_tabled(session, statement),
        is_circulated=is_circulated,
        noted_at=now,
        noted_by=by.person_id,
    )
    keep(session, row)
    keep(session, *(ClauseNoteAwaited(note_id=row.id, delegation_id=each) for each in awaited))
