"""The title and the subtitle, and the page's own lines above them."""

import re
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.markers import Family
from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.questions import ISO_DATE, NUMERIC_DATE, is_place_or_date, is_title_line
from jointstatement.documents.plain.surroundings import BEFORE, CAPTION, NAVIGATION, PAGE_DATE
from jointstatement.terms import PartKind

MOST_LETTERHEAD_LINES = 4


def mark_title(paragraphs: Sequence[Paragraph], *, page_title: str) -> None:
    """The first lines of the head that are not the page's own: the title, and the subtitle below it."""
    first = next((n for n, p in enumerate(paragraphs) if p.kind is not None and not p.why), len(paragraphs))
    groups: list[list[Paragraph]] = [[]]
    captions: list[Paragraph] = []
    if any(p.is_title for p in paragraphs[:first]):
        _mark_given_title(paragraphs[:first])
        return
    for paragraph in paragraphs[:first]:
        if paragraph.why:
            if groups[-1] and paragraph.why not in (BEFORE,):
                groups.append([])
        elif lexicon.CAPTION.match(paragraph.text):
            captions.append(paragraph)
        elif paragraph.marker is not None and paragraph.marker.family is Family.BULLET:
            paragraph.why = NAVIGATION
        else:
            groups[-1].append(paragraph)
    groups = [group for group in groups if group]
    titled = [n for n, group in enumerate(groups) if any(is_title_line(p) for p in group)]
    start = titled[-1] if titled else max(0, len(groups) - 1)
    # A page's own title above the statement's is told by the buttons and dates between the two.
    for group in groups[:start]:
        for paragraph in group:
            paragraph.why = PAGE_DATE if NUMERIC_DATE.match(paragraph.text) else BEFORE
    head = [p for group in groups[start:] for p in group]
    head = _without_labels_before(_without_page_lines_before(head))
    for paragraph in captions:
        if head or page_title or not lexicon.KIND_OF_TEXT.search(paragraph.opening) or paragraph is not captions[-1]:
            paragraph.why = CAPTION
        else:
            head = [paragraph]
    for place, paragraph in enumerate(head):
        is_title = place == 0 and not page_title
        if page_title and place == 0 and is_title_line(paragraph) and not is_place_or_date(paragraph):
            is_title = True
        paragraph.kind = PartKind.TITLE if is_title else PartKind.SUBTITLE
        paragraph.continues = not is_title and place > 1
    subtitles = [p for p in head if p.kind is PartKind.SUBTITLE]
    for place, paragraph in enumerate(subtitles):
        paragraph.continues = place > 0


def _mark_given_title(head: Sequence[Paragraph]) -> None:
    """The title where the file says which paragraphs are it; the lines around it are the subtitle."""
    titled = False
    lines = 0
    for paragraph in head:
        if paragraph.why:
            continue
        if paragraph.is_title:
            paragraph.kind, paragraph.continues = PartKind.TITLE, titled
            titled = True
        else:
            paragraph.kind, paragraph.continues = PartKind.SUBTITLE, lines > 0
            lines += 1


def _without_page_lines_before(head: list[Paragraph]) -> list[Paragraph]:
    """Leaves out the lines above the title where there are more than a letterhead has."""
    titles = [place for place, paragraph in enumerate(head) if is_title_line(paragraph)]
    if not titles:
        return head
    first = head[titles[0]]
    set_apart = first.gap >= 2 and lexicon.TITLE_OPENS.match(first.opening)
    if titles[0] <= MOST_LETTERHEAD_LINES and not set_apart:
        return head
    for paragraph in head[: titles[0]]:
        paragraph.why = BEFORE
    return head[titles[0] :]


def _without_labels_before(head: list[Paragraph]) -> list[Paragraph]:
    """Leaves out an annex's label, a document's number or a bare date at the top, before the title itself."""
    title = next((place for place, paragraph in enumerate(head) if is_title_line(paragraph)), 0)
    for place, paragraph in enumerate(head[:title]):
        is_date = NUMERIC_DATE.match(paragraph.text) or ISO_DATE.match(paragraph.text)
        is_label = len(paragraph.text) <= 20 and bool(re.search(r"\d$", paragraph.text))
        in_words = lexicon.MONTHS.search(paragraph.opening)
        is_status = lexicon.STATUS.match(paragraph.opening) and not lexicon.KIND_OF_TEXT.search(paragraph.opening)
        known = is_date or is_status or lexicon.ANNEX.match(paragraph.opening)
        if not (known or (is_label and not in_words)):
            return head[place:]
        paragraph.why = BEFORE
    return head[title:]
