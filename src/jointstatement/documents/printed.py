"""What stands on paper and not in the text: markers, endings, footnote marks, the adoption line.

Word numbers its lists itself; plain text and HTML print what is computed here, and it is the same.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from jointstatement.documents.style import Style
from jointstatement.documents.word.names import HEADINGS, ITEM_LEVELS
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part, named_copy
from jointstatement.text.number import number_parts, shown_number
from jointstatement.text.punctuate import endings
from jointstatement.text.state_marks import state_mark
from jointstatement.text.wording import footnote_keys


class ItemForm(StrEnum):
    """How an item is marked."""

    COUNTED = "counted"
    DASHED = "dashed"
    UNMARKED = "unmarked"


class PrintedPart(Struct, frozen=True, gc=False):
    """A part with what is printed before and after its wording."""

    part: Part
    marker: str
    number: int
    """What the marker counts, from 1 on; 0 where nothing is counted."""
    ending: str
    """What stands after the words: the closing punctuation, and the mark of the clause's state where it has one."""
    state: str = ""
    """That mark alone."""
    held: str = ""
    """The number that a clause keeps, as "3bis", where counting would give it another."""


def printed_parts(document: Document, style: Style) -> tuple[PrintedPart, ...]:
    """The parts of a document as the style prints them, in the document's order; footnotes with their shown mark."""
    closing = endings(document.parts, style.endings)
    marks = footnote_marks(document.parts)
    is_draft = document.draft is not None
    # A final text is numbered through, whatever its clauses were called.
    is_held = is_draft and any(part.number is not None for part in document.parts)
    numbers = number_parts(document.parts) if is_held else None
    operative = style.markers.draft_marker if is_draft else style.markers.marker
    preambular = style.markers.draft_preambular_marker if is_draft else style.markers.preambular_marker
    clauses = {PartKind.OPERATIVE: 0, PartKind.PREAMBULAR: 0}
    items = [0] * ITEM_LEVELS
    begun: set[int] = set()
    headings = [0] * len(HEADINGS)
    states = state_marks(document, style)
    printed = []
    # Python 3.11 takes longer to look up a member of an enumeration than for the rest of a round here.
    footnote, heading, item = PartKind.FOOTNOTE, PartKind.HEADING, PartKind.ITEM
    marker_of = {PartKind.OPERATIVE: operative, PartKind.PREAMBULAR: preambular}
    for place, (part, ending) in enumerate(zip(document.parts, closing, strict=True)):
        marker, number, held, kind = "", 0, "", part.kind
        if kind in clauses:
            number = clauses[kind] = clauses[kind] + 1
            marker = marker_of[kind].shown(number)
            if numbers is not None and marker_of[kind].count and shown_number(numbers[place]) != str(number):
                held = shown_number(numbers[place])
                marker = marker_of[kind].called(held)
            items = [0] * ITEM_LEVELS
            # Under an operative clause items count in its list, elsewhere in one that begins each level at its first.
            begun = set(range(ITEM_LEVELS)) if kind is PartKind.OPERATIVE else set()
        elif kind is heading:
            level = shown_level(part)
            headings[level - 1] += 1
            headings[level:] = [0] * (len(HEADINGS) - level)
            number = headings[level - 1]
            marker = style.markers.headings[level - 1].shown(number)
        elif kind is item:
            level, form = shown_level(part), item_form(part, is_draft=is_draft)
            if form is ItemForm.COUNTED:
                items[level - 1] += 1
                items[level:] = [0] * (ITEM_LEVELS - level)
                # Word counts a level that is left out above an item as begun.
                items[: level - 1] = [items[n] or int(n in begun) for n in range(level - 1)]
                begun.add(level - 1)
                number = items[level - 1]
                marker = style.markers.item_markers[level - 1].shown(number)
            elif form is ItemForm.DASHED:
                marker = style.markers.dash.shown(0)
        elif kind is footnote:
            marker = marks[place]
        state = states.get(part.id, "") if states and part.is_clause else ""
        printed.append(PrintedPart(part, marker, number, ending + state, state, held))
    return tuple(printed)


def state_marks(document: Document, style: Style) -> Mapping[str, str]:
    """The mark after each clause that says how far it has come, by the part's id; the clock has no say in it."""
    return {
        each.part_id: state_mark(each.state, style.hour(each.confirm_by) if each.confirm_by else "")
        for each in document.states
    }


def shown_level(part: Part) -> int:
    """The level of a heading or item as it is shown: a style has three, deeper ones look like the third."""
    return min(max(part.level, 1), len(HEADINGS) if part.kind is PartKind.HEADING else ITEM_LEVELS)


def item_form(part: Part, *, is_draft: bool) -> ItemForm:
    """How an item is marked: as its source did, by a count or a sign; in a draft always by a count, to be cited."""
    if part.label == "":
        return ItemForm.UNMARKED
    if is_draft or part.label is None or any(sign.isalnum() for sign in part.label):
        return ItemForm.COUNTED
    return ItemForm.DASHED


def footnote_marks(parts: Sequence[Part]) -> Mapping[int, str]:
    """The mark that each footnote is shown with, by its place among the parts.

    A footnote without a mark of its own has its number in the order of first references, as Word counts; one that
    nothing refers to comes after those.
    """
    referred = tuple(referred_footnotes(parts).values())
    others = [place for place, part in enumerate(parts) if part.kind is PartKind.FOOTNOTE and place not in referred]
    shown: dict[int, str] = {}
    number = 0
    for place in (*referred, *others):
        mark = parts[place].mark
        if not mark:
            number += 1
        shown[place] = mark or str(number)
    return shown


def referred_footnotes(parts: Sequence[Part]) -> Mapping[str, int]:
    """The places of the footnotes that the text refers to, by key, in the order of first references.

    Of two footnotes with one key the first is meant.
    """
    footnote = PartKind.FOOTNOTE
    own = {part.key: place for place, part in reversed(tuple(enumerate(parts))) if part.kind is footnote}
    if not own:
        return {}
    return {
        key: own[key]
        for part in parts
        if part.kind is not footnote and "[^" in part.wording
        for key in footnote_keys(part.wording)
        if key in own
    }


def adoption_line(document: Document, style: Style) -> str:
    """Where and when the text was adopted, as the style says it; empty for a text that was not."""
    if document.adopted_on is None:
        return ""
    day = style.date(document.adopted_on)
    how = f" ({document.adopted_how})" if document.adopted_how else ""
    if not document.place:
        return style.adoption.line_without_place.format(date=day) + how
    return style.adoption.line.format(place=document.place, date=day) + how


def recipient_line(document: Document, style: Style) -> str:
    """For whom a draft was printed, "Borvia · Rev.2 · 4 May 2026, 09:00 (UTC) – Delegations only"; else nothing."""
    draft = document.draft
    if draft is None or not draft.printed_for:
        return ""
    hour = style.hour(draft.as_of) if draft.as_of else ""
    return named_copy(draft.printed_for, draft.revision, hour, draft.marking)


def head_line(document: Document, style: Style) -> str:
    """What stands at the head of each page: what a draft says of itself, or the symbol of a final text at the right.

    That a draft was endorsed and what a translation says of itself stand at the left, behind a draft's marking. Empty
    for a final text without either. Tabs divide its fields.
    """
    if document.draft is None:
        said = f"{document.translation}\t\t{document.symbol}"
        return said.rstrip("\t")
    hour = style.hour(document.draft.as_of) if document.draft.as_of else ""
    meeting = document.draft.endorsed_for
    endorsed = style.adoption.endorsed.format(meeting=meeting) if meeting else ""
    marking = " · ".join(filter(None, (document.draft.marking, endorsed, document.translation)))
    return style.page.draft_header.format(marking=marking, revision=document.draft.revision, hour=hour)
