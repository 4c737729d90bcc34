"""The chair notes of clauses what was agreed on them at the table, re-opens them, and binds them into packages.

What is noted decides nothing: adoption asks for positions, answers and words without brackets. It is told to all at
once where the words are those of the tabled text, and with the next tabling where they are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.clause_states import (
    Bound,
    BoundBracket,
    Noted,
    notes_open_to,
    packages_of,
    states_noted,
    states_on_tabled,
)
from jointstatement.access.naming import delegations_of
from jointstatement.access.statements import (
    latest_revision,
    revision_text,
    statement_for,
    working_part_for,
    working_parts,
)
from jointstatement.access.viewer import Viewer
from jointstatement.actions.brackets import resolve_bound
from jointstatement.actions.fields import coming_hour, optional_line
from jointstatement.actions.packages import called
from jointstatement.actions.record import notify, record_between, record_for_all, record_in_office, tell_all
from jointstatement.actions.reopening import answer_requests, note
from jointstatement.actions.tabled import part_among, revisions_tabled, tabled_text
from jointstatement.errors import (
    N_,
    BadInput,
    BoundInPackage,
    ChangedMeanwhile,
    NoSuchBracket,
    NotFound,
    NothingAgreedHere,
    OpposedAtTheTable,
    StillInBrackets,
)
from jointstatement.models import Statement
from jointstatement.terms import AGREED_STATES, ClauseState
from jointstatement.text.brackets import brackets
from jointstatement.text.clause_states import blocks, words_of_clauses
from jointstatement.text.document import Part
from jointstatement.workflow.facts import blocking_positions, positions_submitted, situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_note_clause_state,
    may_reopen_clause,
    may_resolve_bracket,
)
from jointstatement.workflow.working_time import after_standstill, wall_time, working_time_of

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


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is to stand in the place of a bracket of a package: other words, an alternative, or without both nothing."""

    number: int
    """Of the bracket among those of the package."""
    choice: int | None = None
    words: str | None = None


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
    demand(may_note_clause_state(workflow_of(statement), situation_of(session, statement, now), by.role))
    agreement = Agreement(state, tuple(dict.fromkeys(awaited)), confirm_by, confirm_as_typed, reason)
    parts = working_parts(session, statement)
    if part_id not in blocks(parts):
        raise NotFound()
    bound = _package_with(session, statement, part_id)
    if bound:
        others = [each for each in bound.part_ids if each != part_id]
        raise BoundInPackage(package=bound.title, others=called(parts, others, bound.brackets))
    _demand_seen(parts, (part_id,), seen)
    _note_agreed(session, statement, parts, (part_id,), agreement, by=by, now=now)


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
    resolutions: Sequence[Resolution] = (),
    seen: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Notes the same of all clauses of a package at once, and resolves all its brackets with it.

    Raises as `note_clause_state` and as the ways to resolve a bracket; `NotFound` for a freed one. `BadInput` also
    where a bracket is left out, where nothing of the package is left to settle, and for anything but agreed of a
    package that has no clause, for an hour and names are kept with clauses.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_note_clause_state(workflow_of(statement), situation_of(session, statement, now), by.role))
    bound = _bound(session, statement, package_id)
    agreement = Agreement(state, tuple(dict.fromkeys(awaited)), confirm_by, confirm_as_typed, reason)
    parts = working_parts(session, statement)
    wordings = {part.id: part.wording for part in parts}
    _demand_seen(parts, (*bound.part_ids, *(each.part_id for each in bound.brackets)), seen)
    open_brackets = [each for each in bound.brackets if each.in_words(wordings.get(each.part_id, ""))]
    standing = tuple(each for each in blocks(parts) if each in bound.part_ids)
    if not standing and not open_brackets:
        raise BadInput("state", N_("Nothing of this package is left to settle. Please free it."))
    if open_brackets or resolutions:
        demand(may_resolve_bracket(workflow_of(statement), situation_of(session, statement, now), by.role))
        _resolve(session, statement, bound, open_brackets, resolutions, by=by, now=now)
        parts = working_parts(session, statement)
    if standing:
        _note_agreed(session, statement, parts, standing, agreement, package=bound, by=by, now=now)
        return
    if state is not ClauseState.AGREED or awaited or confirm_by:
        raise BadInput("state", N_("A package of brackets alone is agreed or not: there is no clause to wait for."))
    reason = optional_line("reason", reason)
    told = {**({"reason": reason} if reason else {}), **_named(parts, (), bound)}
    record_in_office(session, statement, _OF_A_PACKAGE[state], told, by=by, now=now)


def reopen_clause(
    session: Session, statement_id: str, part_id: str, *, reason: str = "", by: Viewer, now: datetime
) -> None:
    """Takes back that a clause was agreed, and with it all that is bound to it. Raises `NothingAgreedHere`."""
    statement = statement_for(session, by, statement_id)
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
    told |= _told(session, statement, agreed, bound) if is_circulated else _named(parts, agreed, bound)
    kind = (_OF_A_PACKAGE if bound else _OF_A_CLAUSE)[ClauseState.REOPENED]
    if not is_circulated:
        record_in_office(session, statement, kind, told, by=by, now=now)
        return
    tell_all(session, statement, kind, told, notice={"package": bound.title} if bound else {}, by=by, now=now)
    answer_requests(session, statement, by=by, now=now)


def move_hours_of_clauses(
    session: Session, statement: Statement, *, since: datetime, by: Viewer, now: datetime
) -> None:
    """Notes anew what was agreed ad referendum until an hour that was still to come at `since`, with a later one.

    As long from now as was left then, or the next working moment. Told to those who were told before; nothing is
    judged again.
    """
    working, parts = working_time_of(session, statement), working_parts(session, statement)
    standing, on_tabled = blocks(parts), states_on_tabled(session, statement)
    together: dict[tuple[str, datetime, str, tuple[str, ...], bool], list[str]] = {}
    packages: dict[str, Bound] = {}
    for part_id, noted in notes_open_to(session, by, statement).items():
        if noted.confirm_by is None or noted.confirm_by <= since or part_id not in standing:
            continue
        package = _package_with(session, statement, part_id)
        if package:
            packages[package.id] = package
        is_told = part_id in on_tabled and on_tabled[part_id].at == noted.at
        key = (package.id if package else part_id, noted.confirm_by, noted.reason, noted.awaited, is_told)
        together.setdefault(key, []).append(part_id)
    for (of, confirm_by, reason, awaited, is_told), part_ids in together.items():
        later = after_standstill(working, confirm_by, since=since, now=now)
        agreement = Agreement(ClauseState.AGREED_AD_REFERENDUM, awaited, later, wall_time(later, working.zone), reason)
        _note(
            session,
            statement,
            parts,
            part_ids,
            agreement,
            package=packages.get(of),
            is_circulated=is_told,
            by=by,
            now=now,
        )


# What the acts share -------------------------------------------------------------------------------------------------


def _demand_seen(parts: Sequence[Part], part_ids: Sequence[str], seen: str) -> None:
    if words_of_clauses(parts, part_ids) != seen:
        raise ChangedMeanwhile()


def _resolve(
    session: Session,
    statement: Statement,
    bound: Bound,
    open_brackets: Sequence[BoundBracket],
    resolutions: Sequence[Resolution],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Resolves the brackets of a package, all or none."""
    asked = {each.number: each for each in resolutions}
    if len(asked) != len(resolutions) or not {each.number for each in bound.brackets}.issuperset(asked):
        raise NoSuchBracket()
    if {each.number for each in open_brackets} != set(asked):
        raise BadInput(
            "outcomes", N_("Please say of every bracket of the package what is to stand there: all of them, or none.")
        )
    for number, resolution in sorted(asked.items()):
        # Known anew each time: with one bracket of a part resolved, others of it are counted otherwise.
        (known,) = (each for each in _bound(session, statement, bound.id).brackets if each.number == number)
        part = working_part_for(session, by, statement, known.part_id)
        bracket = known.in_words(part.wording)
        if bracket is None:
            raise NoSuchBracket()
        words, choice = resolution.words, resolution.choice
        resolve_bound(session, statement, part, bracket, choice=choice, words=words, by=by, now=now)


def _note_agreed(
    session: Session,
    statement: Statement,
    parts: Sequence[Part],
    part_ids: Sequence[str],
    agreement: Agreement,
    *,
    package: Bound | None = None,
    by: Viewer,
    now: datetime,
) -> None:
    reason = optional_line("reason", agreement.reason)
    _demand_sense(session, statement, agreement, now=now)
    standing = blocks(parts)
    bracketed = [each for each in part_ids if any(_disputed(part) for part in standing[each])]
    if bracketed:
        raise StillInBrackets(clauses=called(parts, bracketed))
    _demand_unopposed(session, statement, part_ids, agreement)
    is_circulated = _is_tabled(session, statement, parts, part_ids, package)
    noted = notes_open_to(session, by, statement)
    if all(each in noted and _says(noted[each], agreement, reason, is_circulated) for each in part_ids):
        return
    agreement = replace(agreement, reason=reason)
    _note(session, statement, parts, part_ids, agreement, package=package, is_circulated=is_circulated, by=by, now=now)


def _note(
    session: Session,
    statement: Statement,
    parts: Sequence[Part],
    part_ids: Sequence[str],
    agreement: Agreement,
    *,
    package: Bound | None,
    is_circulated: bool,
    by: Viewer,
    now: datetime,
) -> None:
    """Notes the same of clauses of one package, or of one clause, and tells it to all, or to the office."""
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
            reason=agreement.reason,
            by=by,
            now=now,
        )
    told: dict[str, object] = {"reason": agreement.reason} if agreement.reason else {}
    if agreement.confirm_by:
        told |= {"due_at": agreement.confirm_by, "due_as_typed": agreement.confirm_as_typed}
    told |= _told(session, statement, part_ids, package) if is_circulated else _named(parts, part_ids, package)
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

    None of their package has been taken out or resolved on the desk either: to note the rest before all would tell of
    that.
    """
    tabled, standing = blocks(tabled_text(session, statement)), blocks(parts)
    bound = package.part_ids if package else ()
    owner = {part.id: owner for owner, block in tabled.items() for part in block}
    if package:
        bound = (*bound, *(owner[each.part_id] for each in package.brackets if each.part_id in owner))
    return all(
        each in tabled
        and each in standing
        and [part.wording for part in tabled[each]] == [part.wording for part in standing[each]]
        for each in (*part_ids, *(each for each in bound if each in tabled))
    )


def _package_with(session: Session, statement: Statement, part_id: str) -> Bound | None:
    return next((each for each in packages_of(session, statement) if part_id in each.part_ids), None)


def _bound(session: Session, statement: Statement, package_id: str, *, tabled: int | None = None) -> Bound:
    found = next((each for each in packages_of(session, statement, tabled=tabled) if each.id == package_id), None)
    if found is None:
        raise NotFound()
    return found


def _told(session: Session, statement: Statement, part_ids: Sequence[str], package: Bound | None) -> dict[str, object]:
    """What a circulated entry says of clauses: as all have them, their package's brackets by their words there."""
    tabled = revisions_tabled(session, statement)
    as_tabled = _bound(session, statement, package.id, tabled=tabled) if package else None
    return _named(tabled_text(session, statement), part_ids, as_tabled)


def _named(parts: Sequence[Part], part_ids: Sequence[str], package: Bound | None) -> dict[str, object]:
    """What an entry says of the clauses that it is about."""
    if package:
        return {"package": package.title, "parts": part_ids, "clauses": called(parts, part_ids, package.brackets)}
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
        record_for_all(session, statement, kind, told, by=by, now=now)
    else:
        record_in_office(session, statement, kind, told, by=by, now=now)


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
            record_in_office(session, statement, kind, payload, by=by, now=now)
