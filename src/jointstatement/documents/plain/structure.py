"""What each paragraph is: title, chapeau, preamble, clause, heading, closing, footnote, or not the statement's at all.

Each pass looks at one thing and marks paragraphs (`kind`, or `why` where they are left out). Their order matters: what
is certain comes first, and what is left at the end is wording. They stand in one file because each goes by what those
before it have marked, and most ask the same questions of a paragraph.
"""

import re
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.furniture import END, PAGE_NUMBER, RULE, ends_a_sentence
from jointstatement.documents.plain.lexicon import bare, fold
from jointstatement.documents.plain.lists import OpenList, leave_out_navigation_lists, make_item, mark_lists, name_lists
from jointstatement.documents.plain.markers import Family
from jointstatement.documents.plain.paragraphs import Paragraph, ends_item
from jointstatement.terms import CLAUSE_KINDS, PartKind

NAVIGATION = "A list of links before the text."
AFTER = "Stands after the statement: other contents of the page."
BEFORE = "Stands before the statement: the page's own heading or report."
REPORT = "A report about the statement, not its wording."
ANNOUNCEMENT = "Announces the text that follows."
ANNEX = "An annex or list of participants, not the statement itself."
CAPTION = "A caption."
PAGE_DATE = "The date of the web page."

_NUMERIC_DATE = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\.?(?:\s*[-–|,]?\s*\d{1,2}[:.]\d{2})?$")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PREAMBLE_HEADING = re.compile(r"(?:preamb\w*|preambul\w*|προοιμιο|giris|uvod\w*|преамбул\w*|inledning|ingress)\s*:?$")
_FINITE = re.compile(
    r"[,;:]\s+(?:we|mi|nous|vi|wir|biz|ми|мы)\s|[,;]\s+(?:the\s+)?(?:participants|ministers|leaders)\s"
)
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{3,}|\d|\))[.!?][\"”]?\s+[\"“„(]?([^\W\d_])")
_STAR_NOTE = re.compile(r"(\*{1,4}|†|‡)(?=\s*[^\s*])")
_SIGN_NOTE = re.compile(
    r"(?:\[\^?(?P<key>\w{1,12})\]:?|\((?P<bracket>\d{1,2}|[ivx]{1,4})\)|(?P<raised>[¹²³⁰⁴-⁹]{1,2})|"
    r"(?P<bare>\d{1,2})(?=\s+[^\W\d_]|[\"“A-ZČŠŽĆĐ]))\s*"
)
MOST_NOTES = 200
MOST_LETTERHEAD_LINES = 4
_NEAR = 40
"""How many paragraphs on a head is looked at together."""
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TO_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WEAK_STOPS = re.compile(r"(?:background|comments?|contacts?|about|further|more|kontakt|notes?|information)\b")


def find_structure(paragraphs: list[Paragraph], *, page_title: str) -> None:
    """Marks every paragraph with what it is. `page_title` is the title that front matter gave, or ""."""
    leave_out_navigation_lists(paragraphs, NAVIGATION)
    _mark_footnotes(paragraphs)
    _leave_out_after_the_end(paragraphs)
    _leave_out_other_contents(paragraphs)
    _leave_out_before_announcement(paragraphs)
    _leave_out_report_before_we(paragraphs)
    mark_lists(paragraphs)
    if any(p.kind is PartKind.OPERATIVE for p in paragraphs):
        _mark_ends_of_marked_text(paragraphs)
    else:
        _mark_unmarked_text(paragraphs)
    _mark_leading_preamble(paragraphs)
    _mark_title(paragraphs, page_title=page_title)


# Footnotes


def _mark_footnotes(paragraphs: Sequence[Paragraph]) -> None:
    """Footnotes are paragraphs that begin with a sign which the text carries behind a word."""
    live = [p for p in paragraphs if p.is_live]
    _mark_starred_notes(paragraphs, live)
    _mark_numbered_notes([p for p in live if p.is_live])
    _mark_notes_at_page_ends(paragraphs)


def _mark_starred_notes(paragraphs: Sequence[Paragraph], live: Sequence[Paragraph]) -> None:
    """ "* This designation …": a star alone of its kind, or below a rule; several stars are bullets."""
    stars = [(p, sign) for p in live if (sign := _star_note(p))]
    if len(stars) > MOST_NOTES:
        return
    rule = max((place for place, paragraph in enumerate(paragraphs) if paragraph.why == RULE), default=len(paragraphs))
    below_rule = {id(p) for p in paragraphs[rule:]}
    for paragraph, sign in stars:
        others = "\n".join(p.text for p in live if p is not paragraph)
        anchored = re.search(rf"[\w'\"”’»)]{re.escape(sign)}(?![\w*])", others)
        alone = sum(each == sign for _, each in stars) == 1 or id(paragraph) in below_rule
        known = lexicon.WITHOUT_PREJUDICE.search(fold(paragraph.text[:200]))
        if (anchored and alone) or known or (paragraph.marker is None and sign in "†‡"):
            _make_footnote(paragraph, sign, len(sign))


def _star_note(paragraph: Paragraph) -> str:
    text = paragraph.source.text
    found = _STAR_NOTE.match(text)
    if found is None:
        return ""
    sign = found[1]
    # Bold or italic type of Markdown closes again.
    if sign[0] == "*" and not text[found.end() : found.end() + 1].isspace() and sign in text[found.end() :]:
        return ""
    return sign


def _mark_numbered_notes(live: Sequence[Paragraph]) -> None:
    """ "1 See …", "[1] See …", "¹ See …" below the last clause, where the text carries the number."""
    tail: list[tuple[Paragraph, re.Match[str]]] = []
    for paragraph in reversed(live):
        found = _SIGN_NOTE.match(paragraph.source.text)
        if found is not None:
            tail.append((paragraph, found))
        elif tail or not paragraph.is_short:
            break
    if not tail or len(tail) > MOST_NOTES:
        return
    in_tail = {id(note) for note, _ in tail}
    body = [p for p in live if id(p) not in in_tail]
    text = "\n".join(p.text for p in body)
    for paragraph, found in reversed(tail):
        key = (found["key"] or found["bracket"] or found["raised"] or found["bare"]).translate(_SUPERSCRIPTS)
        if re.search(_anchor_pattern(found, key), text) or _has_raised(body, key):
            _make_footnote(paragraph, key, found.end())


def _mark_notes_at_page_ends(paragraphs: Sequence[Paragraph]) -> None:
    """ "1 This designation …" within the text: what stood at the foot of a page, if the text carries the number."""
    made = 0
    for place, paragraph in enumerate(paragraphs):
        if made > MOST_NOTES:
            return
        found = _SIGN_NOTE.match(paragraph.source.text) if paragraph.is_live and paragraph.kind is None else None
        if found is None or not (found["bare"] or found["raised"] or found["key"]):
            continue
        known = lexicon.WITHOUT_PREJUDICE.search(fold(paragraph.text[:200]))
        after = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        at_page_end = after is not None and after.why == PAGE_NUMBER and paragraph.marker is None
        if not (known or at_page_end):
            continue
        key = (found["key"] or found["raised"] or found["bare"]).translate(_SUPERSCRIPTS)
        above = [p for p in paragraphs[max(0, place - _NEAR) : place] if p.is_live]
        made += 1
        taken = any(p.key == key for p in paragraphs)
        anchored = re.search(_anchor_pattern(found, key), "\n".join(p.text for p in above)) or _has_raised(above, key)
        if anchored and not taken:
            _make_footnote(paragraph, key, found.end())


def _anchor_pattern(found: re.Match[str], key: str) -> str:
    """How the text carries the number of a note that is written as it was found."""
    superscript = key.translate(_TO_SUPERSCRIPTS)
    if found["key"] or found["bracket"]:
        return re.escape(found[0].strip().rstrip(":"))
    plain = rf"[^\W\d_]{key}(?![\w.,]*\w)|[.,;:”\"]{key}(?!\w)"
    return plain if superscript == key else rf"{plain}|(?<![⁰¹²³⁴-⁹]){superscript}(?![⁰¹²³⁴-⁹])"


def _has_raised(paragraphs: Sequence[Paragraph], key: str) -> bool:
    for paragraph in paragraphs:
        if any(paragraph.words.style):
            for found in re.finditer(re.escape(key), paragraph.text):
                if all(paragraph.words.style[found.start() : found.end()]):
                    return True
    return False


def _make_footnote(paragraph: Paragraph, key: str, length: int) -> None:
    """Makes a footnote of a paragraph whose sign is so many characters long."""
    source = paragraph.source
    paragraph.label = source.cut(0, length).strip()
    paragraph.words = source.cut(length).strip()
    paragraph.kind = PartKind.FOOTNOTE
    paragraph.key = key
    paragraph.marker = None


# What stands round the statement


def leave_out_cover(paragraphs: list[Paragraph]) -> None:
    """Leaves out the covering note of a text that is its annex; its subject is the title of a text without one."""
    live = [p for p in paragraphs if p.is_live]
    note = next((n for n, p in enumerate(live[:_NEAR]) if lexicon.COVER.search(fold(bare(p.text[:600])))), None)
    if note is None or live[note].marker is not None:
        return
    label = next((n for n in range(note + 1, min(note + 12, len(live))) if _names_an_annex(live[n])), None)
    if label is None or not any(p.is_prose for p in live[label + 1 :]):
        return
    for paragraph in live[: label + 1]:
        paragraph.why = BEFORE
    if any(_is_title_line(p) for p in live[label + 1 : label + 4]):
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


def _leave_out_after_the_end(paragraphs: Sequence[Paragraph]) -> None:
    """What follows the end mark (###) is not the statement's."""
    ended = False
    prose = 0
    for paragraph in paragraphs:
        prose += paragraph.is_live and paragraph.is_prose
        if paragraph.why == END and prose:
            ended = True
        elif ended and paragraph.is_live:
            paragraph.why = AFTER


def _leave_out_other_contents(paragraphs: Sequence[Paragraph]) -> None:
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


def _leave_out_before_announcement(paragraphs: Sequence[Paragraph]) -> None:
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
        titled = any(_is_title_line(p) for p in live[place + 1 : min(prose + 1, place + 6)])
        title = None if titled else next((p for p in live[:place] if _is_title_line(p)), None)
        for before in live[:place]:
            if before is not title:
                before.why = BEFORE
        paragraph.why = ANNOUNCEMENT
        return


def _leave_out_report_before_we(paragraphs: Sequence[Paragraph]) -> None:
    """Leaves out a report with quoted speech, its bullets too, above "We, the …"."""
    live = [p for p in paragraphs if p.is_live]
    place = next((n for n, p in enumerate(live) if lexicon.WE.match(p.opening)), 0)
    if not place or live[place].marker is not None or not any(_is_report(p) for p in live[:place]):
        return
    head = place
    while head > 0 and live[head - 1].marker is None and (live[head - 1].is_short or _is_title_line(live[head - 1])):
        head -= 1
    head = next((n for n in range(head, place) if _is_title_line(live[n])), place)
    for paragraph in live[:head]:
        paragraph.why = BEFORE


def _is_title_line(paragraph: Paragraph) -> bool:
    """A line that says which kind of text follows."""
    named = lexicon.KIND_OF_TEXT.search(paragraph.opening)
    if paragraph.marker is not None or named is None:
        return False
    if paragraph.closing.endswith((",", ";")) or _opens_preamble(paragraph):
        return False
    if paragraph.is_short or paragraph.level > 0:
        return True
    if paragraph.closing.endswith((".", ":")) or lexicon.WE.match(paragraph.opening):
        return False
    if lexicon.TITLE_OPENS.match(paragraph.opening):
        return len(paragraph.text) <= 500
    before = paragraph.opening[: named.start()].split()
    if len(before) <= 1 and not set(before) & lexicon.FUNCTION_WORDS:
        return len(paragraph.text) <= 300 and not ends_a_sentence(paragraph.text)
    return len(paragraph.text) <= 220 and not lexicon.CHAPEAU.match(paragraph.opening)


def _is_report(paragraph: Paragraph) -> bool:
    """A reporter's voice."""
    text = fold(bare(paragraph.text[:1500]))
    return bool(lexicon.SPEECH.search(text))


def _is_closing(paragraph: Paragraph) -> bool:
    return bool(lexicon.CLOSING.match(paragraph.opening)) and len(paragraph.text) <= 600


# Texts with a list of clauses


def _mark_ends_of_marked_text(paragraphs: Sequence[Paragraph]) -> None:
    live = [p for p in paragraphs if p.is_live]
    clauses = [n for n, p in enumerate(live) if p.kind in CLAUSE_KINDS]
    first, last = clauses[0], clauses[-1]
    while first > 0 and live[first - 1].kind is PartKind.HEADING:
        first -= 1
    while last + 1 < len(live) and live[last + 1].kind is PartKind.ITEM:
        last += 1
    headings = [n for n, p in enumerate(live) if n > last and p.kind is PartKind.HEADING]
    if headings:
        last = headings[-1]
        while last + 1 < len(live) and live[last + 1].is_prose and not _is_closing(live[last + 1]):
            last += 1
    _mark_opening(live[:first])
    _mark_between(live[first : last + 1], in_list=_ends_open(live[:first]))
    _mark_tail(live[last + 1 :], live[: last + 1])


def _ends_open(before: Sequence[Paragraph]) -> bool:
    return bool(before) and before[-1].introduces


def _mark_between(body: Sequence[Paragraph], *, in_list: bool) -> None:
    """Unmarked paragraphs among the clauses: headings, lists of names, continuations, formulas, unmarked clauses."""
    introduced = in_list
    after_heading = False
    for place, paragraph in enumerate(body):
        if paragraph.kind is PartKind.HEADING:
            after_heading = True
        elif paragraph.kind is not None:
            introduced = paragraph.introduces
            after_heading = False
        elif introduced and (paragraph.listed or paragraph.is_short) and not paragraph.level:
            paragraph.continues = True
        elif _is_heading(paragraph, body[place + 1 : place + 3]):
            paragraph.kind = PartKind.HEADING
            paragraph.level = paragraph.level or 1
            after_heading = True
            introduced = False
        elif after_heading and paragraph.is_prose:
            paragraph.kind = PartKind.FORMULA if paragraph.introduces else PartKind.OPERATIVE
            introduced = False
        elif _is_heading_like_formula(paragraph, body[max(0, place - _NEAR) : place]):
            paragraph.kind = PartKind.FORMULA
        else:
            paragraph.continues = True
            introduced = paragraph.introduces


def _is_heading_like_formula(paragraph: Paragraph, body: Sequence[Paragraph]) -> bool:
    """An enacting formula between bullets of one list."""
    before = [p for p in body if p.kind in CLAUSE_KINDS]
    if not _is_formula(paragraph) or not before:
        return False
    preambular = sum(_opens_preamble(p) for p in before)
    return preambular * 2 > len(before)


def _is_heading(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    text = paragraph.text.rstrip("* _")
    if paragraph.level:
        return True
    if paragraph.is_prose or len(text) > 160 or paragraph.listed or not following:
        return False
    if text.endswith((".", ";", ",")) or text[:1].islower() or (ends_item(text) and not ends_a_sentence(text)):
        return False
    next_one = following[0]
    if next_one.kind in CLAUSE_KINDS or next_one.kind is PartKind.HEADING or next_one.is_prose:
        return True
    return len(following) > 1 and _is_heading(next_one, following[1:2])


def _is_long_heading(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """A heading of many words, in a text whose sentences all end: it has no full stop, and sentences follow."""
    text = paragraph.text.rstrip("* _")
    if not following or not following[0].is_prose or following[0].kind is PartKind.ITEM or not following[0].gap:
        return False
    return (
        bool(paragraph.gap)
        and paragraph.marker is None
        and len(text) <= 140
        and text[:1].isupper()
        and following[0].text[:1].isupper()
        and not ends_a_sentence(text)
        and not text.endswith((",", "-", "–"))
    )


def _is_formula(paragraph: Paragraph) -> bool:
    if paragraph.marker is not None or len(paragraph.text) > 300 or paragraph.level:
        return False
    words = paragraph.opening.replace(",", " ").split()
    if paragraph.introduces:
        return len(words) <= 30
    nouns = ("committee", "declaration", "agreement", "resolution", "commitment")
    enacting = any(word.startswith(lexicon.ENACTING_VERBS) and not word.startswith(nouns) for word in words[:6])
    return enacting and len(words) <= 12 and not paragraph.text.rstrip("* ").endswith((".", ";"))


def _opens_preamble(paragraph: Paragraph) -> bool:
    tail = fold(bare(paragraph.text[-60:]))
    return bool(lexicon.PREAMBULAR.match(paragraph.opening.lstrip("\"'“„« "))) or bool(
        lexicon.PREAMBULAR_TAIL.search(tail)
    )


def _mark_opening(before: Sequence[Paragraph]) -> None:
    """What stands before the first clause of a list: head, chapeau, preamble, formula, headings."""
    start = _start_of_statement(before)
    title = _title_before(before, start)
    for paragraph in before[:start]:
        if paragraph is not title and (title is not None or not _may_be_title(paragraph)):
            paragraph.why = BEFORE
    region = [p for p in before[start:] if p.is_live]
    formula = _find_formula(region)
    formula_place = region.index(formula) if formula is not None else len(region)
    names = name_lists(region)
    preamble_seen = chapeau_seen = False
    introduced = False
    path: list[OpenList] = []
    for place, paragraph in enumerate(region):
        if paragraph.marker is None:
            introduced, path = _introduces_items(paragraph, region[place + 1 : place + 2]), []
        if paragraph.kind is PartKind.HEADING:
            continue
        if paragraph is formula:
            paragraph.kind = PartKind.FORMULA
        elif place > formula_place:
            _mark_after_formula(paragraph)
        elif introduced and paragraph.marker is not None and preamble_seen:
            make_item(paragraph, path, paragraph.marker.list)
        elif paragraph.marker is not None or paragraph.listed:
            if paragraph.marker is not None and place not in names and _is_preambular(paragraph):
                paragraph.kind = PartKind.PREAMBULAR
                preamble_seen = True
            elif chapeau_seen and not preamble_seen:
                paragraph.kind, paragraph.continues = PartKind.CHAPEAU, True
        elif not chapeau_seen and not preamble_seen and _is_head_line(paragraph, region[place + 1 : place + _NEAR]):
            continue
        elif place and _goes_on_chapeau(paragraph, region[place - 1]):
            paragraph.kind, paragraph.continues = PartKind.CHAPEAU, True
        elif introduced and _opens_preamble(paragraph):
            paragraph.kind = PartKind.PREAMBULAR
            preamble_seen = True
        elif paragraph.introduces and paragraph.is_prose and preamble_seen:
            paragraph.kind = PartKind.FORMULA
        elif (
            not paragraph.introduces and _is_preambular(paragraph) and (chapeau_seen or not _is_chapeau_text(paragraph))
        ):
            paragraph.kind = PartKind.PREAMBULAR
            preamble_seen = True
        elif (
            paragraph.is_prose
            or _short_chapeau(paragraph, region[place + 1 : place + _NEAR])
            or (chapeau_seen and not preamble_seen and _goes_on_chapeau(paragraph, region[place - 1]))
        ):
            if _is_report(paragraph):
                paragraph.why = REPORT
            elif preamble_seen and place < formula_place < len(region) and paragraph.closing.endswith((",", ";")):
                paragraph.kind = PartKind.PREAMBULAR
            elif preamble_seen:
                paragraph.continues = True
            else:
                paragraph.kind, paragraph.continues = PartKind.CHAPEAU, chapeau_seen
                chapeau_seen = True
        elif preamble_seen and formula is None and _names_the_body(paragraph, region[place + 1 :]):
            paragraph.kind = PartKind.FORMULA
        elif _PREAMBLE_HEADING.match(paragraph.opening) or chapeau_seen or preamble_seen:
            paragraph.kind = PartKind.HEADING
            paragraph.level = paragraph.level or 1
    _last_head_line_is_heading(region)


def _introduces_items(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """ "Recalling:" with a list below it that is not the list of clauses."""
    return paragraph.introduces and _opens_preamble(paragraph) and any(p.marker is not None for p in following)


def _names_the_body(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """ "THE CONFERENCE OF THE PARTIES" alone between preamble and operative part, whose verbs follow."""
    return (
        not following and not paragraph.level and paragraph.opening.startswith(("the ", "la ", "le ", "die ", "der "))
    )


def _is_head_line(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """A title, or a motto or date above one."""
    if paragraph.introduces or _PREAMBLE_HEADING.match(paragraph.opening) or lexicon.WE.match(paragraph.opening):
        return False
    if _is_title_line(paragraph) or _is_place_or_date(paragraph):
        return True
    below = any((_is_title_line(p) and not p.introduces) or _is_place_or_date(p) for p in following)
    return below and len(paragraph.text) <= 260


def _goes_on_chapeau(paragraph: Paragraph, before: Paragraph) -> bool:
    """The rest of the chapeau's sentence below its list of names."""
    listed = before.listed or before.marker is not None
    return paragraph.text[:1].islower() and before.kind is PartKind.CHAPEAU and listed


def _last_head_line_is_heading(region: Sequence[Paragraph]) -> None:
    """Without a chapeau, a Markdown or numbered line directly before the clauses below the title is a heading."""
    unknown = [p for p in region if p.kind is None and p.is_live]
    if any(p.kind is PartKind.CHAPEAU for p in region) or len(unknown) < 2:
        return
    last = unknown[-1]
    if last.level >= 2 and last is region[-1] and unknown[0].level < last.level:
        last.kind = PartKind.HEADING


def _short_chapeau(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """ "The Ministers:", or "The Conference," above a preamble."""
    below = following[0] if following else None
    named = paragraph.closing.endswith(",") and below is not None and _is_preambular(below) and not paragraph.level
    return (
        (paragraph.introduces or named)
        and not _PREAMBLE_HEADING.match(paragraph.opening)
        and not any(_is_title_line(p) for p in following)
    )


def _mark_after_formula(paragraph: Paragraph) -> None:
    if paragraph.kind is not None:
        return
    if paragraph.is_prose:
        paragraph.kind = PartKind.OPERATIVE
    elif paragraph.marker is None:
        paragraph.kind = PartKind.HEADING
        paragraph.level = paragraph.level or 1


def _find_formula(region: Sequence[Paragraph]) -> Paragraph | None:
    """The enacting formula: a short line ending in a colon after a preamble."""
    preambular = 0
    names = name_lists(region)
    for place, paragraph in enumerate(region):
        if paragraph.marker is None and preambular and _is_formula(paragraph):
            return paragraph
        if place not in names and paragraph.kind is not PartKind.ITEM:
            preambular += _is_preambular(paragraph)
    return None


def _is_preambular(paragraph: Paragraph) -> bool:
    """A clause that opens like a preamble, or in a marked list before the operative one closes like one."""
    if not paragraph.is_prose and len(paragraph.text) < 30:
        return False
    if _opens_preamble(paragraph):
        return True
    if paragraph.marker is not None and paragraph.is_prose:
        return True
    return paragraph.text[:1].islower() and paragraph.text.rstrip("* ").endswith((",", ";")) and paragraph.is_prose


def _is_chapeau_text(paragraph: Paragraph) -> bool:
    head = paragraph.opening
    if re.match(r"(?:we|mi|nous|vi|wir|biz|ми|мы)\b", head) or paragraph.introduces:
        return True
    # In Turkish the chapeau ends as a preamble does: "… gathered in …,".
    met = lexicon.MET.search(fold(bare(paragraph.text[:400])))
    return bool(met) and paragraph.closing.endswith(",") and not lexicon.PREAMBULAR.match(head.lstrip("\"'“„« "))


def _start_of_statement(before: Sequence[Paragraph]) -> int:
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
        if reports_only and _is_title_line(paragraph) and not paragraph.introduces and not _is_formula(paragraph):
            start = place
            begun = False
        titled = titled or _is_title_line(paragraph)
        if not paragraph.is_prose:
            continue
        if lexicon.WE.match(paragraph.opening) and not begun and not opened:
            # "We, the …" is where a statement begins, whatever a page said before.
            if not any(p.is_prose and p.marker is None for p in before[start:place]):
                return start
            head = place
            while head > start and (before[head - 1].is_short or _is_title_line(before[head - 1])):
                head -= 1
            return next((n for n in range(head, place) if _is_title_line(before[n])), place)
        if len(paragraph.text) > 160:
            earlier.append(paragraph)
            opened = opened or _opens_preamble(paragraph) or _is_chapeau_text(paragraph)
        reports = _is_report(paragraph) or (_is_news(paragraph) and not _is_chapeau_text(paragraph))
        if reports and not begun and not paragraph.introduces:
            if last_prose > place or _is_report(paragraph):
                start = place + 1
        elif titled and not reports:
            begun = True
    return start


def _title_before(before: Sequence[Paragraph], start: int) -> Paragraph | None:
    """The last line above the statement's own beginning that says which text it is, where none follows."""
    if any(_is_title_line(p) for p in before[start : start + 2]):
        return None
    for paragraph in reversed(before[max(0, start - _NEAR) : start]):
        names_text = lexicon.KIND_OF_TEXT.search(paragraph.opening) and paragraph.marker is None
        if names_text and len(paragraph.text) <= 300 and not _is_report(paragraph) and " > " not in paragraph.text:
            return paragraph
    return None


def _is_news(paragraph: Paragraph) -> bool:
    return bool(lexicon.REPORTING.search(fold(bare(paragraph.text[:800]))))


def _may_be_title(paragraph: Paragraph) -> bool:
    return paragraph.kind is None and paragraph.marker is None and not paragraph.is_prose and not paragraph.listed


# Texts without a list


def _mark_unmarked_text(paragraphs: Sequence[Paragraph]) -> None:
    live = [p for p in paragraphs if p.is_live]
    prose = [n for n, p in enumerate(live) if p.is_prose and p.kind is None]
    if not prose:
        return
    prose = [n for n in prose if not _is_title_line(live[n])] or prose
    first = prose[0]
    # Reports come before and after the statement, never within it.
    start = _start_of_statement(live)
    titles = [n for n, p in enumerate(live) if _is_title_line(p) and n <= len(live) // 2]
    if start and (start in titles or any(n < start for n in prose)):
        title = _title_before(live, start)
        for paragraph in live[:start]:
            if paragraph is not title:
                paragraph.why = BEFORE
        prose = [n for n in prose if n >= start]
        if not prose:
            return
        first = prose[0]
    last = prose[-1]
    while last > first and (_is_report(live[last]) or _is_news(live[last])):
        live[last].why = REPORT
        prose.pop()
        last = prose[-1]
    body = [p for p in live[first:] if p.is_live]
    ended = next((n for n, p in enumerate(body) if n and _is_closing(p)), len(body))
    last_prose = max((n for n, p in enumerate(body[:ended]) if p.is_prose or p.kind is PartKind.ITEM), default=0)
    if last_prose + 1 == len(body) - 1 and _is_cut(body[-1]):
        last_prose += 1
    ended = min(ended, last_prose + 1)
    _mark_unmarked_body(body[:ended])
    _mark_tail(body[ended:], body[:ended])


def _mark_unmarked_body(body: Sequence[Paragraph]) -> None:
    start = _mark_introduction(body) or _mark_unmarked_chapeau(body)
    rest = body[start:]
    formula = _find_formula(rest)
    formula_place = rest.index(formula) if formula is not None else -1
    introduced = False
    ended = sum(ends_a_sentence(p.text) or p.closing.endswith(",") for p in rest if p.is_prose)
    closed = ended >= 2 and ended * 3 >= sum(p.is_prose for p in rest) * 2
    for place, paragraph in enumerate(rest):
        if paragraph.kind is PartKind.ITEM:
            introduced = False
        elif paragraph is formula:
            paragraph.kind = PartKind.FORMULA
        elif paragraph.kind is PartKind.HEADING:
            continue
        elif introduced and (paragraph.listed or paragraph.is_short) and not paragraph.level:
            paragraph.continues = True
        elif closed and _is_long_heading(paragraph, rest[place + 1 : place + 2]):
            paragraph.kind, paragraph.level = PartKind.HEADING, 1
        elif (paragraph.is_prose or (place == len(rest) - 1 and _is_cut(paragraph))) and not _goes_on_below(
            paragraph, rest[max(0, place - 1) : place]
        ):
            closes = paragraph.closing.endswith((",", ";"))
            preambular = place < formula_place and (_is_preambular(paragraph) or closes)
            paragraph.kind = PartKind.PREAMBULAR if preambular else PartKind.OPERATIVE
            introduced = paragraph.introduces
        elif _is_heading(paragraph, rest[place + 1 : place + 3]) and not paragraph.is_prose:
            paragraph.kind = PartKind.HEADING
            paragraph.level = paragraph.level or 1
        else:
            paragraph.continues = True


def _mark_introduction(body: Sequence[Paragraph]) -> int:
    """Marks the paragraphs that tell of the meeting above the preamble or "… have agreed on the following:"."""
    prose = [n for n, p in enumerate(body) if p.is_prose and p.marker is None and p.kind is None]
    if len(prose) < 3 or prose[0] or not lexicon.MET.search(fold(bare(body[0].text[:600]))):
        return 0
    formula = _find_formula(body)
    end = (
        next((n for n, p in enumerate(body) if _is_preambular(p) and not p.closing.endswith(".")), 0) if formula else 0
    )
    if not end:
        introducing = [n for n in prose[1:5] if body[n].introduces and len(body[n].text) < 300]
        end = introducing[0] + 1 if introducing else 0
        follows = body[end] if 0 < end < len(body) else None
        if follows is None or follows.listed or (follows.marker is not None and follows.kind is not PartKind.HEADING):
            return 0
    above = body[:end]
    if not 2 <= len(above) <= 6 or any(p.kind is not None or not p.is_prose for p in above):
        return 0
    for place, paragraph in enumerate(above):
        paragraph.kind, paragraph.continues = PartKind.CHAPEAU, place > 0
    return end


def _is_cut(paragraph: Paragraph) -> bool:
    """The first words of a clause, with which the text breaks off."""
    words = paragraph.text.split()
    small = sum(word[0].islower() for word in words)
    ended = paragraph.closing.endswith((".", ":")) or paragraph.level or paragraph.marker is not None
    begins = paragraph.text[0].isupper() or _opens_preamble(paragraph)
    return len(words) >= 4 and not ended and small * 2 > len(words) and begins


def _goes_on_below(paragraph: Paragraph, before: Sequence[Paragraph]) -> bool:
    """A paragraph in small letters after items ends their sentence."""
    return bool(before) and before[-1].kind is PartKind.ITEM and paragraph.text[:1].islower()


def _mark_unmarked_chapeau(body: Sequence[Paragraph]) -> int:
    """Marks the chapeau, and its list of names; gives the place after it."""
    first = body[0]
    others = [p for p in body[1:] if p.is_prose and p.marker is None]
    if not others:
        return 0
    named = len(body) > 2 and (body[1].listed or (body[1].marker is not None and body[1].kind is None))
    one_sentence = not any(found[1].isupper() for found in _SENTENCE_END.finditer(first.text[:3000]))
    whole = fold(bare(first.text[:400]))
    meets = bool(lexicon.CHAPEAU.match(first.opening)) and bool(lexicon.MET.search(whole)) and one_sentence
    opens = first.text.rstrip("* ").endswith((":", ",", ";"))
    items_follow = len(body) > 1 and body[1].kind is PartKind.ITEM
    if not (opens and not items_follow and not _opens_preamble(first)) and not (meets and not _opens_preamble(first)):
        return 0
    first.kind = PartKind.CHAPEAU
    end = 1
    if named and opens:
        while end < len(body) and (body[end].listed or (body[end].marker is not None and body[end].kind is None)):
            body[end].kind, body[end].continues = PartKind.CHAPEAU, True
            end += 1
        if end < len(body) and body[end].text[:1].islower() and body[end].marker is None:
            body[end].kind, body[end].continues = PartKind.CHAPEAU, True
            end += 1
    while end < len(body) - 1 and lexicon.PRESENT.match(body[end].opening) and body[end].kind is None:
        body[end].kind, body[end].continues = PartKind.CHAPEAU, True
        end += 1
    if (
        meets
        and not named
        and end < len(body)
        and body[end].introduces
        and len(body[end].text) < 200
        and body[end].kind is None
    ):
        body[end].kind, body[end].continues = PartKind.CHAPEAU, True
        end += 1
    return end


# The preamble of a list, the tail, the title


def _mark_leading_preamble(paragraphs: Sequence[Paragraph]) -> None:
    """Clauses of one list that open like a preamble and end like one, before others that do not, are preambular."""
    clauses = [p for p in paragraphs if p.kind in CLAUSE_KINDS and not p.why]
    if any(p.kind is PartKind.PREAMBULAR for p in clauses):
        return
    formula = next((n for n, p in enumerate(paragraphs) if p.kind is PartKind.FORMULA), None)
    if formula is not None:
        before = [p for p in paragraphs[:formula] if p.kind in CLAUSE_KINDS]
        after = [p for p in paragraphs[formula:] if p.kind in CLAUSE_KINDS]
        if before and after and sum(_opens_preamble(p) for p in before) * 2 > len(before):
            for paragraph in before:
                paragraph.kind = PartKind.PREAMBULAR
            return
    run: list[Paragraph] = []
    for paragraph in clauses:
        closes = not paragraph.text.rstrip("* ").endswith((".", ":", "!"))
        if not (_opens_preamble(paragraph) and closes) or _FINITE.search(fold(paragraph.text[:1500])):
            break
        run.append(paragraph)
    numbered = bool(run) and run[0].marker is not None and run[0].marker.family is not Family.BULLET
    if numbered and run[0].marker is not None and run[0].marker.family is Family.SUB_NUMBER:
        return
    least = 2 if any(p.kind is PartKind.CHAPEAU for p in paragraphs) else 3
    cut_in_preamble = len(run) == len(clauses) >= least
    if run and (len(run) < len(clauses) or cut_in_preamble) and (len(run) >= 2 or not numbered):
        for paragraph in run:
            paragraph.kind = PartKind.PREAMBULAR


def _mark_tail(tail: Sequence[Paragraph], before: Sequence[Paragraph]) -> None:
    """What follows the last clause: its continuation, the closing, signatures, reports."""
    last = next((p for p in reversed(before) if p.kind is not None or p.continues), None)
    introduced = last is not None and last.introduces
    closing = reporting = False
    last_prose = max((place for place, paragraph in enumerate(tail) if paragraph.is_prose), default=-1)
    for place, paragraph in enumerate(tail):
        if paragraph.kind is PartKind.ITEM:
            continue
        small = paragraph.text[:1].islower()
        if reporting and not _is_closing(paragraph):
            paragraph.why = AFTER
        elif _is_closing(paragraph):
            paragraph.kind, paragraph.continues = PartKind.CLOSING, closing
            closing, reporting = True, False
        elif not small and (_is_report(paragraph) or (_is_news(paragraph) and paragraph.is_prose)):
            paragraph.why = REPORT
            reporting = True
        elif not closing and (introduced or small) and not paragraph.level:
            paragraph.continues = True
        elif paragraph.level and last_prose > place:
            paragraph.why = AFTER
            reporting = True
        elif not closing and last is not None and paragraph.is_prose and paragraph.indent > last.indent > 0:
            paragraph.continues = True
        else:
            paragraph.kind, paragraph.continues = PartKind.CLOSING, closing
            closing = True
        if paragraph.kind is PartKind.CLOSING and paragraph.marker is not None:
            paragraph.marker = None


def _mark_title(paragraphs: Sequence[Paragraph], *, page_title: str) -> None:
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
    titled = [n for n, group in enumerate(groups) if any(_is_title_line(p) for p in group)]
    start = titled[-1] if titled else max(0, len(groups) - 1)
    # A page's own title above the statement's is told by the buttons and dates between the two.
    for group in groups[:start]:
        for paragraph in group:
            paragraph.why = PAGE_DATE if _NUMERIC_DATE.match(paragraph.text) else BEFORE
    head = [p for group in groups[start:] for p in group]
    head = _without_labels_before(_without_page_lines_before(head))
    for paragraph in captions:
        if head or page_title or not lexicon.KIND_OF_TEXT.search(paragraph.opening) or paragraph is not captions[-1]:
            paragraph.why = CAPTION
        else:
            head = [paragraph]
    for place, paragraph in enumerate(head):
        is_title = place == 0 and not page_title
        if page_title and place == 0 and _is_title_line(paragraph) and not _is_place_or_date(paragraph):
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


def _is_place_or_date(paragraph: Paragraph) -> bool:
    head = paragraph.opening
    if paragraph.closing.endswith((",", ";")):
        return False
    return bool(lexicon.MONTHS.search(head) and re.search(r"\d{4}", head) and len(head) < 60) or bool(
        _NUMERIC_DATE.match(paragraph.text) or _ISO_DATE.match(paragraph.text)
    )


def _without_page_lines_before(head: list[Paragraph]) -> list[Paragraph]:
    """Leaves out the lines above the title where there are more than a letterhead has."""
    titles = [place for place, paragraph in enumerate(head) if _is_title_line(paragraph)]
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
    title = next((place for place, paragraph in enumerate(head) if _is_title_line(paragraph)), 0)
    for place, paragraph in enumerate(head[:title]):
        is_date = _NUMERIC_DATE.match(paragraph.text) or _ISO_DATE.match(paragraph.text)
        is_label = len(paragraph.text) <= 20 and bool(re.search(r"\d$", paragraph.text))
        in_words = lexicon.MONTHS.search(paragraph.opening)
        is_status = lexicon.STATUS.match(paragraph.opening) and not lexicon.KIND_OF_TEXT.search(paragraph.opening)
        known = is_date or is_status or lexicon.ANNEX.match(paragraph.opening)
        if not (known or (is_label and not in_words)):
            return head[place:]
        paragraph.why = BEFORE
    return head[title:]
