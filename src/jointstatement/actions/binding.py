"""The chair binds clauses and brackets of the tabled text into packages, and frees them.

What is bound is settled together or not at all: noted and resolved by `actions.clause_states`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.clause_states import BoundBracket, package_for, packages_of
from jointstatement.access.statements import statement_for, working_part_for, working_parts
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line
from jointstatement.actions.keep import keep
from jointstatement.actions.packages import bind_brackets, called, called_all
from jointstatement.actions.record import record_for_all
from jointstatement.actions.tabled import revisions_tabled, tabled_text
from jointstatement.errors import N_, AlreadyBound, BadInput, NoSuchBracket, NotFound, WordingHasMoved
from jointstatement.models import Package, PackagePart, Statement
from jointstatement.text.bracketing import names_of
from jointstatement.text.brackets import BracketKind, brackets
from jointstatement.text.clause_states import blocks
from jointstatement.text.document import Part
from jointstatement.text.wording import plain
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_bind_package, may_free_package

LONGEST_PACKAGE = 200
"""Clauses and brackets that are bound together."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A bracket of the working text as it was seen."""

    part_id: str
    number: int
    """Within its part."""
    expected: int
    """The version of the part."""


def bind_package(
    session: Session,
    statement_id: str,
    *,
    title: str,
    part_ids: Sequence[str] = (),
    picked: Sequence[Picked] = (),
    by: Viewer,
    now: datetime,
) -> str:
    """Binds clauses and brackets of the tabled text together, before all: settled as one or not at all.

    Returns the package's id. Raises `AlreadyBound` for what another package binds, `NotFound` for a clause that is not
    in the tabled text, `NoSuchBracket` for a bracket that is not or is a placeholder, `WordingHasMoved`, and `BadInput`
    for fewer than two and for a bracket within another that is bound, or in a clause that is.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_bind_package(workflow_of(statement), situation_of(session, statement, now), by.role))
    title = line("title", title)
    part_ids = list(dict.fromkeys(part_ids))
    picked = list(dict.fromkeys(picked))
    if not 2 <= len(part_ids) + len(picked) <= LONGEST_PACKAGE:
        raise BadInput(
            "parts", N_("A package binds two clauses or brackets or more, up to {most}."), most=LONGEST_PACKAGE
        )
    parts, tabled = working_parts(session, statement), tabled_text(session, statement)
    if not set(blocks(parts)).intersection(blocks(tabled)).issuperset(part_ids):
        raise NotFound()
    bound = [_bracket_to_bind(session, statement, tabled, each, number, by=by) for number, each in enumerate(picked)]
    _demand_apart(session, statement, parts, part_ids, bound)
    package = Package(statement_id=statement.id, title=title, bound_at=now, bound_by=by.person_id)
    keep(session, package)
    keep(session, *(PackagePart(package_id=package.id, part_id=each) for each in part_ids))
    bind_brackets(session, statement, package, ((each.part_id, (each.words, each.occurrence)) for each in bound))
    told: dict[str, object] = {"package": title, "parts": part_ids, "clauses": called(tabled, part_ids, bound)}
    if bound:
        told["brackets"] = [{"part": each.part_id, "bracket": plain(each.words)} for each in bound]
    record_for_all(session, statement, "package_bound", told, by=by, now=now)
    return package.id


def free_package(session: Session, statement_id: str, package_id: str, *, by: Viewer, now: datetime) -> None:
    """Frees what was bound together, before all; what was noted of its clauses stands for each by itself.

    Its brackets stand or were resolved, each by itself.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_free_package(workflow_of(statement), situation_of(session, statement, now), by.role))
    package = package_for(session, statement, package_id)
    tabled = revisions_tabled(session, statement)
    (bound,) = (each for each in packages_of(session, statement, tabled=tabled) if each.id == package_id)
    package.freed_at, package.freed_by = now, by.person_id
    keep(session, package)
    clauses = called_all(tabled_text(session, statement), bound)
    told: dict[str, object] = {"package": package.title, "parts": bound.part_ids, "clauses": clauses}
    record_for_all(session, statement, "package_freed", told, by=by, now=now)


# What the acts share -------------------------------------------------------------------------------------------------


def _bracket_to_bind(
    session: Session, statement: Statement, tabled: Sequence[Part], picked: Picked, number: int, *, by: Viewer
) -> BoundBracket:
    """A bracket of the working text that stands in the tabled text too, where all have it before them."""
    part = working_part_for(session, by, statement, picked.part_id)
    if part.version != picked.expected:
        raise WordingHasMoved(yours=part.wording, theirs=part.wording, version=part.version)
    found = brackets(part.wording)
    if not 0 <= picked.number < len(found.all) or found.all[picked.number].kind is BracketKind.PLACEHOLDER:
        raise NoSuchBracket()
    words, occurrence = names_of(found)[picked.number]
    bound = BoundBracket(number, part.id, words, occurrence)
    if not any(each.id == part.id and bound.in_words(each.wording) for each in tabled):
        raise NoSuchBracket()
    return bound


def _demand_apart(
    session: Session,
    statement: Statement,
    parts: Sequence[Part],
    part_ids: Sequence[str],
    bound: Sequence[BoundBracket],
) -> None:
    """What is to be bound is in no other package, and no member of the new one holds another."""
    owner = {part.id: owner for owner, block in blocks(parts).items() for part in block}
    wordings = {part.id: part.wording for part in parts}
    for package in packages_of(session, statement):
        standing = [each for each in package.brackets if each.in_words(wordings.get(each.part_id, ""))]
        clauses = [
            *(each for each in part_ids if each in package.part_ids),
            *(each for each in part_ids if each in {owner[other.part_id] for other in standing}),
        ]
        taken = [
            each
            for each in bound
            if owner[each.part_id] in package.part_ids
            or any(_overlap(each, other, wordings[each.part_id]) for other in standing)
        ]
        if clauses or taken:
            raise AlreadyBound(clauses=called(parts, clauses, taken), package=package.title)
    for place, each in enumerate(bound):
        others = bound[:place]
        if owner[each.part_id] in part_ids or any(_overlap(each, other, wordings[each.part_id]) for other in others):
            raise BadInput(
                "brackets",
                N_("This bracket is bound already by its clause, or by a bracket round it: {bracket}."),
                bracket=plain(each.words),
            )


def _overlap(one: BoundBracket, other: BoundBracket, wording: str) -> bool:
    """Whether one bracket is the other, or stands in it."""
    if one.part_id != other.part_id:
        return False
    first, second = one.in_words(wording), other.in_words(wording)
    return first is not None and second is not None and first.start < second.end and second.start < first.end
