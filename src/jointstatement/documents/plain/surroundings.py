"""What stands round the statement, and why it is left out: covering notes, reports, other contents of the page.

It also tells where the statement's own head begins (`start_of_statement`), which texts with a list and without ask.
"""

import re
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.furniture import END
from jointstatement.documents.plain.lexicon import bare, fold
from jointstatement.documents.plain.markers import Family
from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.questions import (
    NEAR,
    is_chapeau_text,
    is_formula,
    is_news,
    is_report,
    is_title_line,
    opens_preamble,
)

NAVIGATION = "A list of links before the text."
AFTER = "Stands after the statement: other contents of the page."
BEFORE = "Stands before the statement: the page's own heading or report."
REPORT = "A report about the statement, not its wording."
ANNOUNCEMENT = "Announces the text that follows."
ANNEX = "An annex or list of participants, not the statement itself."
CAPTION = "A caption."
PAGE_DATE = "The date of the web page."

_WEAK_STOPS = re.compile(r"(?:background|comments?|contacts?|about|further|more|kontakt|notes?|information)\b")


def leave_out_cover(paragraphs: list[Paragraph]) -> None:
    """Leaves out the covering note of a text that is its annex; its subject is the title of a text without one."""
    live = [p for p in paragraphs if p.is_live]
    note = next((n for n, p in enumerate(live[:NEAR]) if lexicon.COVER.search(fold(bare(p.text[:600])))), None)
    if note is None or live[note].marker is not None:
        return
    label = next((n for n in range(note + 1, min(note + 12, len(live))) if _names_an_annex(live[n])), None)
    if label is None or not any(p.is_prose for p in live[label + 1 :]):
        return
    for paragraph in live[: label + 1]:
        paragraph.why = BEFORE
    if any(is_title_line(p) for p in live[label + 1 : label + 4]):
        return
    subject = next((p for p in live[:note] if lexicon.SUBJECT.match(p.opening)), None)
    if subject is not None:
        colon = subject.text.index(":") + 1
        title = Paragraph(subject.words.cut(colon).strip(), gap=subject.gap, level=1)
        subject.words = subject.words.cut(0, colon)
        paragraphs.insert(paragraphs.index(subject) + 1, title)


def _names_an_annex(paragraph: Paragraph) -> bool:
    """A line that says "ANNEX", alone or behind what a page's foot left."""
    words = paragraph.opening.split()
    return 0 < len(words) <= 4 and bool(lexicon.ANNEX.fullmatch(words[-1]) or lexicon.ANNEX.fullmatch(" ".join(words)))


def leave_out_after_the_end(paragraphs: Sequence[Paragraph]) -> None:
    """What follows the end mark (###) is not the statement's."""
    ended = False
    prose = 0
    for paragraph in paragraphs:
        prose += paragraph.is_live and paragraph.is_prose
        if paragraph.why == END and prose:
            ended = True
        elif ended and paragraph.is_live:
            paragraph.why = AFTER


def leave_out_other_contents(paragraphs: Sequence[Paragraph]) -> None:
    """What follows "Related articles", "See also", "Press contact" or an annex's heading."""
    live = [p for p in paragraphs if p.is_live]
    clauses = 0
    last_number = 0
    last_place_of = {
        p.marker.value: place
        for place, p in enumerate(live)
        if p.marker is not None and p.marker.family is Family.NUMBER
    }
    wordy = [n for n, p in enumerate(live) if p.marker is not None and p.is_prose and lexicon.TASKS.search(p.opening)]
    for place, paragraph in enumerate(live):
        continues = last_place_of.get(last_number + 1, -1) > place
        short = len(paragraph.text) <= 200 and not paragraph.is_prose
        number = paragraph.marker if paragraph.marker and paragraph.marker.family is Family.NUMBER else None
        head = paragraph.opening.rstrip()
        if clauses and short and number is None and (stop := lexicon.STOPS.match(head)):
            weak = _WEAK_STOPS.match(head)
            goes_on = last_number and continues
            more_prose = len(wordy) >= 2 and wordy[-2] > place
            if stop and not goes_on and not (weak and more_prose):
                for after in live[place:]:
                    after.why = AFTER
                return
        if clauses and short and lexicon.ANNEX.match(head) and not (last_number and continues) and len(head) <= 120:
            # "Participants thanked the host." is a clause, "Participants" the heading of a list.
            sentence = paragraph.closing.endswith((".", ";", ",")) and len(head.split()) > 2
            if not paragraph.text[:1].islower() and not sentence:
                for after in live[place:]:
                    after.why = ANNEX
                return
        if number is not None:
            last_number = number.value
        clauses += paragraph.is_prose


def leave_out_before_announcement(paragraphs: Sequence[Paragraph]) -> None:
    """A page that says "the full text follows" reports first and quotes then."""
    live = [p for p in paragraphs if p.is_live]
    for place, paragraph in enumerate(live[:30]):
        if paragraph.marker is not None and paragraph.is_prose:
            return
        whole = fold(bare(paragraph.text[:600]))
        if not lexicon.FULL_TEXT.search(whole) or len(paragraph.text) > 600:
            continue
        if not any(p.is_prose for p in live[place + 1 :]):
            return
        prose = next(n for n, p in enumerate(live) if n > place and p.is_prose)
        titled = any(is_title_line(p) for p in live[place + 1 : min(prose + 1, place + 6)])
        title = None if titled else next((p for p in live[:place] if is_title_line(p)), None)
        for before in live[:place]:
            if before is not title:
                before.why = BEFORE
        paragraph.why = ANNOUNCEMENT
        return


def leave_out_report_before_we(paragraphs: Sequence[Paragraph]) -> None:
    """Leaves out a report with quoted speech, its bullets too, above "We, the …"."""
    live = [p for p in paragraphs if p.is_live]
    place = next((n for n, p in enumerate(live) if lexicon.WE.match(p.opening)), 0)
    if not place or live[place].marker is not None or not any(is_report(p) for p in live[:place]):
        return
    head = place
    while head > 0 and live[head - 1].marker is None and (live[head - 1].is_short or is_title_line(live[head - 1])):
        head -= 1
    head = next((n for n in range(head, place) if is_title_line(live[n])), place)
    for paragraph in live[:head]:
        paragraph.why = BEFORE


def start_of_statement(before: Sequence[Paragraph]) -> int:
    """The place where the statement's own head begins: its last title line, or the first line after the reports."""
    start = 0
    titled = begun = False
    earlier: list[Paragraph] = []
    opened = False
    last_prose = max((place for place, paragraph in enumerate(before) if paragraph.is_prose), default=-1)
    for place, paragraph in enumerate(before):
        unmarked = paragraph.marker is None and paragraph.kind is None
        if not unmarked:
            continue
        reports_only = earlier and not opened
        if reports_only and is_title_line(paragraph) and not paragraph.introduces and not is_formula(paragraph):
            start = place
            begun = False
        titled = titled or is_title_line(paragraph)
        if not paragraph.is_prose:
            continue
        if lexicon.WE.match(paragraph.opening) and not begun and not opened:
            # "We, the …" is where a statement begins, whatever a page said before.
            if not any(p.is_prose and p.marker is None for p in before[start:place]):
                return start
            head = place
            while head > start and (before[head - 1].is_short or is_title_line(before[head - 1])):
                head -= 1
            return next((n for n in range(head, place) if is_title_line(before[n])), place)
        if len(paragraph.text) > 160:
            earlier.append(paragraph)
            opened = opened or opens_preamble(paragraph) or is_chapeau_text(paragraph)
        reports = is_report(paragraph) or (is_news(paragraph) and not is_chapeau_text(paragraph))
        if reports and not begun and not paragraph.introduces:
            if last_prose > place or is_report(paragraph):
                start = place + 1
        elif titled and not reports:
            begun = True
    return start


def title_before(before: Sequence[Paragraph], start: int) -> Paragraph | None:
    """The last line above the statement's own beginning that says which text it is, where none follows."""
    if any(is_title_line(p) for p in before[start : start + 2]):
        return None
    for paragraph in reversed(before[max(0, start - NEAR) : start]):
        names_text = lexicon.KIND_OF_TEXT.search(paragraph.opening) and paragraph.marker is None
        if names_text and len(paragraph.text) <= 300 and not is_report(paragraph) and " > " not in paragraph.text:
            return paragraph
    return None
