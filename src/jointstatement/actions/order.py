"""Where a part may stand in the working text, what goes with it, and how the order is kept.

The order of kinds is always title, subtitle, chapeau, body, closing, footnotes. The body is formulas, headings, clauses
and items; an item belongs to the clause before it, so nothing but items ever comes between the two.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session

from jointstatement.errors import N_, BadInput
from jointstatement.models import WorkingPart
from jointstatement.terms import CLAUSE_KINDS, PartKind

SINGLE_KINDS = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.CLOSING})
"""A text has one of each, or none."""
DEEPEST = 6
"""Levels of headings and of items."""

_BODY = 3
_RANKS = {
    PartKind.TITLE: 0,
    PartKind.SUBTITLE: 1,
    PartKind.CHAPEAU: 2,
    PartKind.CLOSING: 4,
    PartKind.FOOTNOTE: 5,
}


def rank(kind: PartKind) -> int:
    """The place of a kind among the kinds."""
    return _RANKS.get(kind, _BODY)


def block(parts: Sequence[WorkingPart], head: WorkingPart) -> list[WorkingPart]:
    """A part and what goes with it: a clause with its items, an item with those below it."""
    start = parts.index(head)
    end = start + 1
    if head.kind in CLAUSE_KINDS or head.kind is PartKind.ITEM:
        level = head.level if head.kind is PartKind.ITEM else 0
        while end < len(parts) and parts[end].kind is PartKind.ITEM and parts[end].level > level:
            end += 1
    return list(parts[start:end])


def place_for(parts: Sequence[WorkingPart], *, kind: PartKind, level: int, after: WorkingPart | None) -> int:
    """The index at which a part of this kind comes to stand directly after another one (`None`: first of its kind's
    stretch of the text). Raises `BadInput` where it cannot stand there."""
    own = rank(kind)
    start = sum(rank(part.kind) < own for part in parts)
    if kind in SINGLE_KINDS:
        return start
    if after is None or rank(after.kind) < own:
        place = start
    elif rank(after.kind) > own:
        raise BadInput("after", N_("It cannot stand there: the order is title, chapeau, clauses, closing, footnotes."))
    else:
        place = parts.index(after) + 1
        while (
            place < len(parts) and parts[place].kind is PartKind.ITEM and not _stands_before(kind, level, parts[place])
        ):
            place += 1
    if kind is PartKind.ITEM:
        _demand_level(parts, place, level)
    return place


def demand_depth(kind: PartKind, level: int) -> int:
    """The level that a part of this kind has: headings and items from 1 on, all others 0. Raises `BadInput`."""
    if kind not in {PartKind.HEADING, PartKind.ITEM}:
        return 0
    if not 0 <= level <= DEEPEST:
        raise BadInput("level", N_("Please give a level from 1 to {deepest}."), deepest=DEEPEST)
    return max(level, 1)


def demand_sound(parts: Sequence[WorkingPart]) -> None:
    """Refuses a whole text whose kinds are out of order, or stand twice where there is only one. Raises `BadInput`."""
    ranks = [rank(part.kind) for part in parts]
    if ranks != sorted(ranks):
        raise BadInput("document", N_("Its parts are out of order: title, chapeau, clauses, closing, footnotes."))
    for kind in SINGLE_KINDS:
        if sum(part.kind is kind for part in parts) > 1:
            raise BadInput("document", N_("It has more than one part of the kind “{kind}”."), kind=kind)


def number(session: Session, parts: Sequence[WorkingPart]) -> None:
    """Numbers the rows as they stand in the list.

    Past the version column: who has a clause open to reword it is not interrupted because another clause moved.
    """
    moved = [
        {"row_id": part.id, "place": place} for place, part in enumerate(parts, start=1) if part.place_in_order != place
    ]
    if not moved:
        return
    table = WorkingPart.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    session.connection().execute(
        update(table).where(table.c.id == bindparam("row_id")).values(place_in_order=bindparam("place")), moved
    )
    for place, part in enumerate(parts, start=1):
        set_committed_value(part, "place_in_order", place)


def _stands_before(kind: PartKind, level: int, item: WorkingPart) -> bool:
    """Whether a new part of this kind and level may stand before this item without taking it from its owner."""
    return kind is PartKind.ITEM and item.level <= level


def _demand_level(parts: Sequence[WorkingPart], place: int, level: int) -> None:
    before = parts[place - 1] if place else None
    if before is None or not (before.kind in CLAUSE_KINDS or before.kind is PartKind.ITEM):
        raise BadInput("after", N_("An item stands after a clause, or after another item of it."))
    deepest = before.level + 1 if before.kind is PartKind.ITEM else 1
    if level > deepest:
        raise BadInput("level", N_("Here an item can have a level of at most {deepest}."), deepest=deepest)
