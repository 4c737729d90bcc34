"""What was agreed of a clause is re-opened when its words change; and with it what is bound to it in a package.

Every deed that changes words of the working text ends here, but editorial review: of that the substance is the same.
What follows is the office's own until it is tabled. Whoever asked for a re-opening is told when all delegations know of
it, however it came about.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.clause_states import Bound, packages_of, states_noted
from jointstatement.access.naming import naming_of
from jointstatement.access.reopening_requests import answers_told, groups_behind
from jointstatement.access.statements import parts_of, revision_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_between, record_in_office, record_within_delegation
from jointstatement.actions.tabled import part_among, part_named, revisions_tabled, tabled_text
from jointstatement.models import ClauseNote, ClauseNoteAwaited, ReopeningRequest, Statement, WorkingPart
from jointstatement.terms import AGREED_STATES, ClauseState, ReopeningAnswer
from jointstatement.text.clause_states import blocks

_OF_AN_ANSWER = {
    ReopeningAnswer.REOPENED: "reopening_request_met",
    ReopeningAnswer.WORDS_CHANGED: "reopening_request_met_by_change",
    ReopeningAnswer.LEFT_THE_TEXT: "reopening_request_outlived",
}
"""The kinds of the entries that tell what came of a request."""


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


def answer_requests(session: Session, statement: Statement, *, by: Viewer, now: datetime) -> None:
    """Answers the requests for clauses that all delegations know to be open by now, or gone: each author is told."""
    for request, answer in answers_told(session, statement, tabled_text(session, statement)):
        request.answer, request.answered_at, request.answered_by = answer, now, by.person_id
        keep(session, request)
        tell_of_request(session, statement, request, _OF_AN_ANSWER[answer], to=(request.delegation_id,), by=by, now=now)


def tell_of_request(
    session: Session,
    statement: Statement,
    request: ReopeningRequest,
    kind: str,
    payload: Mapping[str, object] | None = None,
    *,
    to: Iterable[str],
    by: Viewer,
    now: datetime,
) -> None:
    """Records something of a request in the chains of its delegation and of the office.

    Of one that was made for a group, in those of the members for which it is asked too, which are always told; in no
    other chain.
    """
    named = {"delegation": naming_of(session, statement).name(request.delegation_id)}
    members: list[str] = []
    for group in groups_behind(session, statement, [request]).values():
        named["group"] = group.name
        members = [each for each in group.member_ids if each != request.delegation_id]
    part = part_named(session, revision_for(session, statement, request.revision_id), request.part_id)
    for_whom = {"members": members} if "group" in named else {}
    told = {**part, **named, **for_whom, "request": request.id, **(payload or {})}
    record_between(session, statement, request.delegation_id, kind=kind, by=by, now=now, payload=told)
    for each in members:
        record_within_delegation(session, statement, each, kind=kind, by=by, now=now, payload=told)
    if part["part"]:
        named["clause"] = part["part"]
    for whom in (*to, *members):
        notify(session, statement=statement, kind=kind, to=whom, now=now, parameters=named)
