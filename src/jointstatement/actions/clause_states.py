"""The chair notes of clauses what was agreed on them at the table, re-opens them, and binds them into packages.

What is noted decides nothing: adoption asks for positions, answers and words without brackets. It is told to all at
once where the words are those of the tabled text, and with the next tabling where they are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.clause_states import Bound, Noted, notes_open_to, package_for, packages_of, states_noted
from jointstatement.access.naming import delegations_of
from jointstatement.access.statements import latest_revision, parts_of, revision_text, statement_for, working_parts
from jointstatement.access.viewer import Viewer
from jointstatement.actions.deadlines import reach_the_hour
from jointstatement.actions.fields import coming_hour, line, optional_line
from jointstatement.actions.keep import keep
from jointstatement.actions.record import circulate, notify, record, record_between
from jointstatement.actions.reopening import note
from jointstatement.actions.tabled import part_among
from jointstatement.errors import (
    N_,
    AlreadyBound,
    BadInput,
    BoundInPackage,
    ChangedMeanwhile,
    NotFound,
    NothingAgreedHere,
    OpposedAtTheTable,
    StillInBrackets,
)
from jointstatement.models import Package, PackagePart, Statement
from jointstatement.terms import AGREED_STATES, Chain, ClauseState
from jointstatement.text.brackets import brackets
from jointstatement.text.clause_states import blocks, words_seen
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts
from jointstatement.workflow.facts import blocking_positions, positions_submitted, situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_bind_package,
    may_free_package,
    may_note_clause_state,
    may_reopen_clause,
)

LONGEST_PACKAGE = 200
"""Clauses that are bound together."""


_OF_A_CLAUSE = {state: f"clause_{state}" for state in (*AGREED_STATES, ClauseState.REOPENED)}
_OF_A_PACKAGE = {state: f"package_{state}" for state in (*AGREED_STATES, ClauseState.REOPENED)}
"""The kinds of the entries that tell what was noted."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed at the table, as the chair says it."""

    state: ClauseState
    awaited: tuple[str, ...] = ()
    """The ids of the delegations that have yet to agree, or to confirm."""
    confirm_by: datetime | None = None
    confirm_as_typed: str = ""
    reason: str = ""


def note_clause_state(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    state: ClauseState,
    awaited: Sequence[str] = (),
    confirm_by: datetime | None = None,
    confirm_as_typed: str = "",
    reason: str = "",
    seen: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Notes that a clause, with its items, was agreed informally, pending delegations, ad referendum, or agreed.

    `seen` tells the words that were before the chair (`text.clause_states.words_seen`). Raises `BoundInPackage` for a
    clause that is agreed with others or not at all, `StillInBrackets`, `OpposedAtTheTable` where somebody else than
    those awaited objects to it or reserves on it, `ChangedMeanwhile`, and `BadInput` for a state that is not noted, or
    names and an hour that do not belong to it. What is noted already, all the same, changes and records nothing.
    """
    statement = statement_for(session, by, statement_id)
    reach_the_hour(session, statement, now=now)
    demand(may_note_clause_state(workflow_of(statement), situation_of(session, statement, now), by.role))
    agreement = Agreement(state, tuple(dict.fromkeys(awaited)), confirm_by, confirm_as_typed, reason)
    parts = working_parts(session, statement)
    if part_id not in blocks(parts):
        raise NotFound()
    bound = _package_with(session, statement, part_id)
    if bound:
        others = [each for each in bound.part_ids if each != part_id]
        raise BoundInPackage(package=bound.title, others=_called(parts, others))
    _note_agreed(session, statement, parts, (part_id,), agreement, seen=seen, by=by, now=now)


def note_package_state(
    session: Session,
    statement_id: str,
    package_id: str,
    *,
    state: ClauseState,
    awaited: Sequence[str] = (),
    confirm_by: datetime | None = None,
    confirm_as_typed: str = "",
    reason: str = "",
    seen: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Notes the same of all clauses of a package at once. Raises as `note_clause_state`; `NotFound` for a freed one.

    `BadInput` also where none of them stands in the text any more.
    """
    statement = statement_for(session, by, statement_id)
    reach_the_hour(session, statement, now=now)
    demand(may_note_clause_state(workflow_of(statement), situation_of(session, statement, now), by.role))
    bound = _bound(session, statement, package_id)
    agreement = Agreement(state, tuple(dict.fromkeys(awaited)), confirm_by, confirm_as_typed, reason)
    parts = working_parts(session, statement)
    standing = tuple(each for each in blocks(parts) if each in bound.part_ids)
    if not standing:
        raise BadInput("state", N_("No clause of this package stands in the text any more. Please free it."))
    _note_agreed(session, statement, parts, standing, agreement, seen=seen, package=bound, by=by, now=now)


def reopen_clause(
    session: Session, statement_id: str, part_id: str, *, reason: str = "", by: Viewer, now: datetime
) -> None:
    """Takes back that a clause was agreed, and with it all that is bound to it. Raises `NothingAgreedHere`."""
    statement = statement_for(session, by, statement_id)
    reach_the_hour(session, statement, now=now)
    demand(may_reopen_clause(workflow_of(statement), situation_of(session, statement, now), by.role))
    reason = optional_line("reason", reason)
    parts = working_parts(session, statement)
    standing = blocks(parts)
    if part_id not in standing:
        raise NotFound()
    noted = states_noted(session, statement)
    bound = _package_with(session, statement, part_id)
    together = [each for each in standing if each in (bound.part_ids if bound else (part_id,))]
    agreed = [each for each in together if noted.get(each) in AGREED_STATES]
    if not agreed:
        raise NothingAgreedHere()
    is_circulated = _is_tabled(session, statement, parts, agreed, bound)
    for each in agreed:
        note(
            session,
            statement,
            each,
            ClauseState.REOPENED,
            is_circulated=is_circulated,
            reason=reason,
            by=by,
            now=now,
        )
    told: dict[str, object] = {"reason": reason} if reason else {}
    told |= _named(_tabled(session, statement) if is_circulated else parts, agreed, bound)
    _tell(session, statement, ClauseState.REOPENED, bound, told, is_circulated=is_circulated, by=by, now=now)
    if is_circulated:
        title = {"package": bound.title} if bound else {}
        kind = "package_reopened" if bound else "clause_reopened"
        notify(session, statement=statement, kind=kind, to="delegations", now=now, parameters=title)


def bind_package(
    session: Session, statement_id: str, *, title: str, part_ids: Sequence[str], by: Viewer, now: datetime
) -> str:
    """Binds clauses of the tabled text together, before all: they are agreed together or not at all. Returns its id.

    Raises `AlreadyBound` for a clause of another package, `NotFound` for one that is not in the tabled text, and
    `BadInput` for fewer than two.
    """
    statement = statement_for(session, by, statement_id)
    reach_the_hour(session, statement, now=now)
    demand(may_bind_package(workflow_of(statement), situation_of(session, statement, now), by.role))
    title = line("title", title)
    part_ids = list(dict.fromkeys(part_ids))
    if not 2 <= len(part_ids) <= LONGEST_PACKAGE:
        raise BadInput("parts", N_("A package binds two clauses or more, up to {most}."), most=LONGEST_PACKAGE)
    parts = working_parts(session, statement)
    if not set(blocks(parts)).intersection(blocks(_tabled(session, statement))).issuperset(part_ids):
        raise NotFound()
    for bound in packages_of(session, statement):
        taken = [each for each in part_ids if each in bound.part_ids]
        if taken:
            raise AlreadyBound(clauses=_called(parts, taken), package=bound.title)
    package = Package(statement_id=statement.id, title=title, bound_at=now, bound_by=by.person_id)
    keep(session, package)
    keep(session, *(PackagePart(package_id=package.id, part_id=each) for each in part_ids))
    clauses = _called(_tabled(session, statement), part_ids)
    told: dict[str, object] = {"package": title, "parts": part_ids, "clauses": clauses}
    _circulate(session, statement, "package_bound", told, by=by, now=now)
    return package.id


def free_package(session: Session, statement_id: str, package_id: str, *, by: Viewer, now: datetime) -> None:
    """Frees what was bound together, before all; what was noted of its clauses stands for each by itself."""
    statement = statement_for(session, by, statement_id)
    reach_the_hour(session, statement, now=now)
    demand(may_free_package(workflow_of(statement), situation_of(session, statement, now), by.role))
    package = package_for(session, statement, package_id)
    bound = _bound(session, statement, package_id)
    package.freed_at, package.freed_by = now, by.person_id
    keep(session, package)
    clauses = _called(_tabled(session, statement), bound.part_ids)
    told: dict[str, object] = {"package": package.title, "parts": bound.part_ids, "clauses": clauses}
    _circulate(session, statement, "package_freed", told, by=by, now=now)


# What the acts share -------------------------------------------------------------------------------------------------


def _note_agreed(
    session: Session,
    statement: Statement,
    parts: Sequence[Part],
    part_ids: Sequence[str],
    agreement: Agreement,
    *,
    seen: str,
    package: Bound | None = None,
    by: Viewer,
    now: datetime,
) -> None:
    reason = optional_line("reason", agreement.reason)
    _demand_sense(session, statement, agreement, now=now)
    standing = blocks(parts)
    if words_seen(part for each in part_ids for part in standing[each]) != seen:
        raise ChangedMeanwhile()
    bracketed = [each for each in part_ids if any(_disputed(part) for part in standing[each])]
    if bracketed:
        raise StillInBrackets(clauses=_called(parts, bracketed))
    _demand_unopposed(session, statement, part_ids, agreement)
    is_circulated = _is_tabled(session, statement, parts, part_ids, package)
    noted = notes_open_to(session, by, statement)
    if all(each in noted and _says(noted[each], agreement, reason, is_circulated) for each in part_ids):
        return
    for each in part_ids:
        note(
            session,
            statement,
            each,
            agreement.state,
            is_circulated=is_circulated,
            awaited=agreement.awaited,
            confirm_by=agreement.confirm_by,
            confirm_as_typed=agreement.confirm_as_typed,
            reason=reason,
            by=by,
            now=now,
        )
    told: dict[str, object] = {"reason": reason} if reason else {}
    if agreement.confirm_by:
        told |= {"due_at": agreement.confirm_by, "due_as_typed": agreement.confirm_as_typed}
    told |= _named(_tabled(session, statement) if is_circulated else parts, part_ids, package)
    _tell(session, statement, agreement.state, package, told, is_circulated=is_circulated, by=by, now=now)
    _tell_awaited(session, statement, agreement, told, is_circulated=is_circulated, by=by, now=now)


def _says(noted: Noted, agreement: Agreement, reason: str, is_circulated: bool) -> bool:
    """Whether this was noted already, and told to the same."""
    return (
        noted.state is agreement.state
        and noted.reason == reason
        and noted.confirm_by == agreement.confirm_by
        and set(noted.awaited) == set(agreement.awaited)
        and noted.is_circulated is is_circulated
    )


def _demand_sense(session: Session, statement: Statement, agreement: Agreement, *, now: datetime) -> None:
    if agreement.state not in AGREED_STATES:
        raise BadInput("state", N_("This follows from the words, or from re-opening. Please choose what was agreed."))
    if not {each.id for each in delegations_of(session, statement)}.issuperset(agreement.awaited):
        raise NotFound()
    if agreement.state is ClauseState.PENDING and not agreement.awaited:
        raise BadInput("awaited", N_("Please name the delegations whose agreement is awaited."))
    if agreement.awaited and agreement.state not in {ClauseState.PENDING, ClauseState.AGREED_AD_REFERENDUM}:
        raise BadInput("awaited", N_("Delegations are named only where their agreement is awaited."))
    if (agreement.confirm_by is not None) is not (agreement.state is ClauseState.AGREED_AD_REFERENDUM):
        raise BadInput(
            "confirm_by", N_("An agreement ad referendum has an hour by which it is confirmed, no other has.")
        )
    if agreement.confirm_by is not None:
        coming_hour("confirm_by", agreement.confirm_by, now=now)


def _demand_unopposed(session: Session, statement: Statement, part_ids: Sequence[str], agreement: Agreement) -> None:
    revision = latest_revision(session, statement)
    if revision is None:
        return
    in_text = {part.part_id for part in revision_text(session, revision)}
    standing = blocking_positions(session, statement, positions_submitted(session, statement), in_text)
    opposed = {each.position.delegation_id for each in standing if each.on in part_ids} - set(agreement.awaited)
    names = [each.name for each in delegations_of(session, statement) if each.id in opposed]
    if names:
        raise OpposedAtTheTable(delegations=", ".join(names))


def _disputed(part: Part) -> bool:
    found = brackets(part.wording)
    return found.open > len(found.placeholders)


def _is_tabled(
    session: Session, statement: Statement, parts: Sequence[Part], part_ids: Sequence[str], package: Bound | None
) -> bool:
    """Whether these clauses, with their items, say on the desk what they say in the tabled text.

    None of their package has been taken out on the desk either: to note the rest before all would tell of that.
    """
    tabled, standing = blocks(_tabled(session, statement)), blocks(parts)
    bound = package.part_ids if package else ()
    return all(
        each in tabled
        and each in standing
        and [part.wording for part in tabled[each]] == [part.wording for part in standing[each]]
        for each in (*part_ids, *(each for each in bound if each in tabled))
    )


def _tabled(session: Session, statement: Statement) -> tuple[Part, ...]:
    """The text as delegations have it: what is circulated cites clauses by its labels, and not by the desk's."""
    revision = latest_revision(session, statement)
    return tuple(parts_of(revision_text(session, revision))) if revision else ()


def _package_with(session: Session, statement: Statement, part_id: str) -> Bound | None:
    return next((each for each in packages_of(session, statement) if part_id in each.part_ids), None)


def _bound(session: Session, statement: Statement, package_id: str) -> Bound:
    found = next((each for each in packages_of(session, statement) if each.id == package_id), None)
    if found is None:
        raise NotFound()
    return found


def _called(parts: Sequence[Part], part_ids: Sequence[str]) -> str:
    """The labels by which clauses are cited, of other parts their kind; of one that has left the text nothing."""
    labels = {part.id: label or str(part.kind) for part, label in zip(parts, number_parts(parts), strict=True)}
    return ", ".join(labels[part.id] for part in parts if part.id in part_ids)


def _named(parts: Sequence[Part], part_ids: Sequence[str], package: Bound | None) -> dict[str, object]:
    """What an entry says of the clauses that it is about."""
    if package:
        return {"package": package.title, "parts": part_ids, "clauses": _called(parts, part_ids)}
    return {**part_among(parts, part_ids[0])}


def _tell(
    session: Session,
    statement: Statement,
    state: ClauseState,
    package: Bound | None,
    told: dict[str, object],
    *,
    is_circulated: bool,
    by: Viewer,
    now: datetime,
) -> None:
    kind = _OF_A_PACKAGE[state] if package else _OF_A_CLAUSE[state]
    if is_circulated:
        _circulate(session, statement, kind, told, by=by, now=now)
    else:
        _keep_in_the_office(session, statement, kind, told, by=by, now=now)


def _tell_awaited(
    session: Session,
    statement: Statement,
    agreement: Agreement,
    told: dict[str, object],
    *,
    is_circulated: bool,
    by: Viewer,
    now: datetime,
) -> None:
    """Whose agreement is awaited stands in no circulated entry: not every body names who is not content."""
    for delegation in delegations_of(session, statement):
        if delegation.id not in agreement.awaited:
            continue
        payload = {**told, "delegation_id": delegation.id, "delegation": delegation.name}
        kind = "agreement_awaited"
        if is_circulated:
            record_between(session, statement, delegation.id, kind=kind, by=by, now=now, payload=payload)
            notify(session, statement=statement, kind=kind, to=delegation.id, now=now, parameters={})
        else:
            _keep_in_the_office(session, statement, kind, payload, by=by, now=now)


def _keep_in_the_office(
    session: Session, statement: Statement, kind: str, payload: dict[str, object], *, by: Viewer, now: datetime
) -> None:
    record(
        session,
        chain=Chain.OFFICE,
        kind=kind,
        by=by,
        now=now,
        body_id=statement.body_id,
        statement_id=statement.id,
        payload=payload,
    )


def _circulate(
    session: Session, statement: Statement, kind: str, payload: dict[str, object], *, by: Viewer, now: datetime
) -> None:
    circulate(session, kind=kind, by=by, now=now, body_id=statement.body_id, statement_id=statement.id, payload=payload)
