"""Brackets that are bound in packages: taken into one, known again after every change, and not resolved alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.clause_states import Bound, BoundBracket, bracket_rows, packages_of
from jointstatement.access.statements import working_parts
from jointstatement.actions.keep import keep
from jointstatement.actions.tabled import revisions_tabled
from jointstatement.errors import BracketBoundInPackage
from jointstatement.models import Package, PackageBracket, Statement, WorkingPart
from jointstatement.text.bracketing import Name, names_of
from jointstatement.text.brackets import Bracket, Brackets, brackets
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts
from jointstatement.text.wording import plain


def demand_unbound(session: Session, statement: Statement, part: WorkingPart, bracket: Bracket) -> None:
    """Raises `BracketBoundInPackage` for a bracket that is resolved with others, or holds one that is."""
    for bound in packages_of(session, statement):
        for each in bound.brackets:
            found = each.in_words(part.wording) if each.part_id == part.id else None
            if found is not None and bracket.start <= found.start and found.end <= bracket.end:
                others = [other for other in bound.brackets if other is not each]
                parts = working_parts(session, statement)
                raise BracketBoundInPackage(package=bound.title, others=called(parts, bound.part_ids, others))


def bind_brackets(session: Session, statement: Statement, package: Package, bound: Iterable[tuple[str, Name]]) -> None:
    """Takes brackets into a package, each by its part and by how it is known there. Asks nothing."""
    tabled = revisions_tabled(session, statement)
    for number, (part_id, (words, occurrence)) in enumerate(bound):
        keep(
            session,
            PackageBracket(
                package_id=package.id,
                number=number,
                part_id=part_id,
                bracket=words,
                occurrence=occurrence,
                since=package.bound_at,
                since_revisions=tabled,
            ),
        )


def follow_bound(
    session: Session,
    statement: Statement,
    part: WorkingPart,
    before: Brackets,
    numbers: Mapping[int, int],
    *,
    now: datetime,
) -> None:
    """Knows the bound brackets of a part again after a deed on its brackets; those that went are ended.

    `numbers` has the new number of each bracket that is still there. What edits of other words took is left as it is.
    """
    was = {name: number for number, name in names_of(before).items()}
    names = names_of(brackets(part.wording))
    tabled = revisions_tabled(session, statement)
    for row in bracket_rows(session, [bound.id for bound in packages_of(session, statement)]):
        name = row.bracket, row.occurrence
        if row.part_id != part.id or row.ended_at is not None or name not in was:
            continue
        known = names[numbers[was[name]]] if was[name] in numbers else None
        if known == name:
            continue
        row.ended_at, row.ended_revisions = now, tabled
        keep(session, row)
        if known is not None:
            words, occurrence = known
            keep(
                session,
                PackageBracket(
                    package_id=row.package_id,
                    number=row.number,
                    part_id=row.part_id,
                    bracket=words,
                    occurrence=occurrence,
                    place=row.place + 1,
                    since=now,
                    since_revisions=tabled,
                ),
            )


def called(parts: Sequence[Part], part_ids: Iterable[str], bound: Iterable[BoundBracket] = ()) -> str:
    """How clauses and brackets are cited: labels, of other parts their kind, of a bracket its words after its label.

    Of parts that have left the text nothing; a bracket is cited whether it still stands or not.
    """
    labels = {part.id: label or str(part.kind) for part, label in zip(parts, number_parts(parts), strict=True)}
    ids = set(part_ids)
    return ", ".join(
        (
            *(label for each, label in labels.items() if each in ids),
            *(f"{labels[each.part_id]} {plain(each.words)}" for each in bound if each.part_id in labels),
        )
    )


def called_all(parts: Sequence[Part], bound: Bound) -> str:
    """How all members of a package are cited."""
    return called(parts, bound.part_ids, bound.brackets)
