"""Clauses that keep the number they were tabled with, as Word's lists show them.

Word counts. A clause that is not called by what counting gives stands in a list of its own, which begins at its
number ("4") or shows its marker as it is ("3bis"). So do all clauses of its kind that follow: programs differ in
how a list counts on behind another one, and the items of such a clause stand in its list, to begin at (a).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from jointstatement.documents.printed import ItemForm, PrintedPart, item_form, shown_level
from jointstatement.documents.word.elements import escaped
from jointstatement.documents.word.template import Form
from jointstatement.terms import PartKind
from jointstatement.text.document import Part


@dataclass(frozen=True, slots=True)
class HeldMarker:
    """What the list of one clause shows."""

    kind: PartKind
    marker: str
    number: int
    """At which the list begins; 0 where the marker does not count."""


def held_markers(
    printed: Sequence[PrintedPart], *, is_draft: bool, besides: Collection[int] = ()
) -> Mapping[int, HeldMarker]:
    """The clauses that need a list of their own and the counted items in it, by their places, with its marker.

    `besides` are the places of clauses that need one for another reason.
    """
    found: dict[int, HeldMarker] = {}
    begun: set[PartKind] = set()
    current: HeldMarker | None = None
    for place, one in enumerate(printed):
        kind = one.part.kind
        if one.part.is_clause:
            if one.held or place in besides:
                begun.add(kind)
            number = one.held or str(one.number)
            current = HeldMarker(kind, one.marker, int(number) if number.isdigit() else 0) if kind in begun else None
            if current is not None:
                found[place] = current
        elif kind is not PartKind.ITEM:
            current = None
        elif current is not None and current.kind is PartKind.OPERATIVE and _is_counted(one, is_draft=is_draft):
            found[place] = current
    return found


def list_level(part: Part) -> int:
    """The level of Word's list at which a clause or item stands."""
    return 0 if part.is_clause else shown_level(part)


def numbering_with_held(numbering: bytes, form: Form, lists: Mapping[HeldMarker, int]) -> bytes:
    """The lists of a file, and one more for each of these markers, by the number (`w:numId`) it goes by."""
    if not lists:
        return numbering
    written = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{form.clauses[held.kind].definition}"/>'
        f'<w:lvlOverride w:ilvl="0">{_override(form, held)}</w:lvlOverride></w:num>'
        for held, number in lists.items()
    )
    end = b"</w:numbering>"
    return numbering.replace(end, written.encode() + end)


def _override(form: Form, held: HeldMarker) -> str:
    if held.number:
        return f'<w:startOverride w:val="{held.number}"/>'
    return form.clauses[held.kind].shows(escaped(held.marker))


def _is_counted(one: PrintedPart, *, is_draft: bool) -> bool:
    return item_form(one.part, is_draft=is_draft) is ItemForm.COUNTED
