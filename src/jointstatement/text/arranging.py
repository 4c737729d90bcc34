"""A text with what its live amendments would add, move, divide and join, beside the words that they change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jointstatement.terms import CLAUSE_KINDS, AmendmentKind, PartKind
from jointstatement.text.compare import Change
from jointstatement.text.composing import IN_ORDER, Deed
from jointstatement.text.document import Part
from jointstatement.text.paragraphs import whole
from jointstatement.text.place import kind_after, may_follow
from jointstatement.text.redline import redlined
from jointstatement.text.rolling import Author, Remark, RollingPart, RollingText


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A live amendment that is more than other words and has none in its way (`composing.in_the_way`)."""

    deed: Deed
    by: Author
    wording: str = ""
    second_wording: str = ""
    reason: str = ""
    """Its remark, where it can be shown as a change."""
    told: str = ""
    """Its remark, where it cannot: all that it would do."""
    behind: str = ""
    """Who else stands behind it, as a sentence."""


def arranged(rolling: RollingText, arrangements: Sequence[Arrangement]) -> RollingText:
    """A rolling text with the arrangements carried out in it, each change its author's; rejecting all gives the base.

    They are carried out as in the working text, in the order of `composing.IN_ORDER`: items go where their clause goes,
    second halves stand before them, those of a joined clause follow those of the other. What names a part that would be
    gone, and what changes nothing, is told in a remark.
    """
    row = list(rolling.parts)
    for one in sorted(arrangements, key=lambda one: IN_ORDER.index(one.deed.kind)):
        changed = _carried_out(row, one)
        row = _with_remark(row, one.deed.part_id, Remark(one.by, one.told, one.behind)) if changed is None else changed
    return replace(rolling, parts=tuple(row))


def _carried_out(row: list[RollingPart], one: Arrangement) -> list[RollingPart] | None:
    """The row with an arrangement in it; `None` where it cannot be shown."""
    at = _at(row, one.deed.part_id)
    if at is None:
        return None
    match one.deed.kind:
        case AmendmentKind.ADD_AFTER:
            return _added(row, at, one)
        case AmendmentKind.MOVE:
            return _moved(row, at, one)
        case AmendmentKind.SPLIT:
            return _split(row, at, one)
        case AmendmentKind.MERGE:
            return _joined(row, at, one)
        case _:
            return None


def _added(row: list[RollingPart], at: int, one: Arrangement) -> list[RollingPart] | None:
    anchor = row[at].old
    assert anchor is not None, "found by its identity"
    kind = kind_after([each.old for each in row if each.old is not None], anchor)
    if kind is None or (kind is PartKind.ITEM and row[at].new is None):
        return None
    part = Part(kind, one.wording, level=anchor.level if kind is anchor.kind else 0)
    coming = RollingPart(None, part, redlined("", one.wording, one.by, is_whole=True), by=one.by, remarks=_said(one))
    place = at + _length(row, at)
    return [*row[:place], coming, *row[place:]]


def _moved(row: list[RollingPart], at: int, one: Arrangement) -> list[RollingPart] | None:
    part = row[at].new
    if part is None:
        return None
    going = [each for each in row[at : at + _length(row, at)] if each.new is not None]
    staying = [each for each in row if not any(each is other for other in going)]
    if one.deed.other_id:
        other = _at(staying, one.deed.other_id)
        after = staying[other].new if other is not None else None
        if other is None or after is None or not may_follow([each.new for each in staying if each.new], part, after):
            return None
        # An item after a clause is its first, and one after an item follows what stands below that.
        is_first = part.kind is PartKind.ITEM and after.kind in CLAUSE_KINDS
        place = other + (1 if is_first else _length(staying, other))
    else:
        heads = (n for n, each in enumerate(staying) if _part(each).kind in _BODY)
        place = next(heads, len(staying))
    moved = _relocated(row, staying, going, place, one.by)
    return None if moved is row else _with_remark(moved, one.deed.part_id, *_said(one))


def _split(row: list[RollingPart], at: int, one: Arrangement) -> list[RollingPart] | None:
    old, new = row[at].old, row[at].new
    if old is None or new is None or new.wording != old.wording:
        return None
    stretches = redlined(old.wording, one.wording, one.by)
    first = replace(row[at], new=replace(new, wording=one.wording, ending=None), stretches=stretches)
    half = Part(new.kind, one.second_wording, level=new.level, ending=new.ending)
    second = RollingPart(None, half, redlined("", one.second_wording, one.by, is_whole=True), by=one.by)
    return _with_remark([*row[:at], first, second, *row[at + 1 :]], one.deed.part_id, *_said(one))


def _joined(row: list[RollingPart], at: int, one: Arrangement) -> list[RollingPart] | None:
    other = _at(row, one.deed.other_id)
    old, new = row[at].old, row[at].new
    if other is None or old is None or new is None or new.wording != old.wording:
        return None
    ended, joined = row[other].old, row[other].new
    if ended is None or joined is None or row[other].is_moved or joined.wording != ended.wording:
        return None
    items = [each for each in row[other + 1 : other + _length(row, other)] if each.new is not None]
    row = list(row)
    row[at] = replace(
        row[at], new=replace(new, wording=one.wording), stretches=redlined(old.wording, one.wording, one.by)
    )
    row[other] = RollingPart(
        ended, None, whole(Change.DELETED, ended.wording, one.by), by=one.by, remarks=row[other].remarks
    )
    staying = [each for each in row if not any(each is item for item in items)]
    first = next(n for n, each in enumerate(staying) if each is row[at])
    place = first + _length(staying, first)
    return _with_remark(_relocated(row, staying, items, place, one.by), one.deed.part_id, *_said(one))


def _relocated(
    row: list[RollingPart], staying: list[RollingPart], going: Iterable[RollingPart], place: int, by: Author
) -> list[RollingPart]:
    """The row with some parts at another place, known as moved by somebody; the row itself where none of them moves."""
    moving = list(going)
    there = [*staying[:place], *moving, *staying[place:]]
    if [each for each in there if each.new is not None] == [each for each in row if each.new is not None]:
        return row
    moved = [each if each.old is None else replace(each, is_moved=True, by=by) for each in moving]
    return [*staying[:place], *moved, *staying[place:]]


_BODY = CLAUSE_KINDS | {PartKind.FORMULA, PartKind.HEADING, PartKind.ITEM}


def _said(one: Arrangement) -> tuple[Remark, ...]:
    return (Remark(one.by, one.reason, one.behind),) if one.reason or one.behind else ()


def _with_remark(row: list[RollingPart], part_id: str, *remarks: Remark) -> list[RollingPart]:
    at = _at(row, part_id)
    if at is None or not remarks:
        return row
    return [*row[:at], replace(row[at], remarks=(*row[at].remarks, *remarks)), *row[at + 1 :]]


def _at(row: Sequence[RollingPart], part_id: str) -> int | None:
    """Where a part of the base stands in the row."""
    return next((n for n, each in enumerate(row) if each.old is not None and each.old.id == part_id), None)


def _part(one: RollingPart) -> Part:
    part = one.new or one.old
    assert part is not None, "a rolling part is of one text at least"
    return part


def _length(row: Sequence[RollingPart], at: int) -> int:
    """How many of the row a part is with what belongs to it (`place.belonging`)."""
    head = _part(row[at])
    if head.kind not in CLAUSE_KINDS and head.kind is not PartKind.ITEM:
        return 1
    level = head.level if head.kind is PartKind.ITEM else 0
    end = at + 1
    while end < len(row) and _part(row[end]).kind is PartKind.ITEM and _part(row[end]).level > level:
        end += 1
    return end - at
