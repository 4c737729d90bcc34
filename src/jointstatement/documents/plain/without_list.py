"""Texts without a list: which paragraphs are the chapeau, the preamble, headings and clauses."""

import re
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.furniture import ends_a_sentence
from jointstatement.documents.plain.lexicon import bare, fold
from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.questions import (
    find_formula,
    is_closing,
    is_heading,
    is_news,
    is_preambular,
    is_report,
    is_title_line,
    opens_preamble,
)
from jointstatement.documents.plain.surroundings import BEFORE, REPORT, start_of_statement, title_before
from jointstatement.documents.plain.tail import mark_tail
from jointstatement.terms import PartKind

_SENTENCE_END = re.compile(r"(?:[^\W\d_]{3,}|\d|\))[.!?][\"”]?\s+[\"“„(]?([^\W\d_])")


def mark_unmarked_text(paragraphs: Sequence[Paragraph]) -> None:
    """Where the statement begins and ends, and what its paragraphs are."""
    live = [p for p in paragraphs if p.is_live]
    prose = [n for n, p in enumerate(live) if p.is_prose and p.kind is None]
    if not prose:
        return
    prose = [n for n in prose if not is_title_line(live[n])] or prose
    first = prose[0]
    # Reports come before and after the statement, never within it.
    start = start_of_statement(live)
    titles = [n for n, p in enumerate(live) if is_title_line(p) and n <= len(live) // 2]
    if start and (start in titles or any(n < start for n in prose)):
        title = title_before(live, start)
        for paragraph in live[:start]:
            if paragraph is not title:
                paragraph.why = BEFORE
        prose = [n for n in prose if n >= start]
        if not prose:
            return
        first = prose[0]
    last = prose[-1]
    while last > first and (is_report(live[last]) or is_news(live[last])):
        live[last].why = REPORT
        prose.pop()
        last = prose[-1]
    body = [p for p in live[first:] if p.is_live]
    ended = next((n for n, p in enumerate(body) if n and is_closing(p)), len(body))
    last_prose = max((n for n, p in enumerate(body[:ended]) if p.is_prose or p.kind is PartKind.ITEM), default=0)
    if last_prose + 1 == len(body) - 1 and _is_cut(body[-1]):
        last_prose += 1
    ended = min(ended, last_prose + 1)
    _mark_unmarked_body(body[:ended])
    mark_tail(body[ended:], body[:ended])


def _mark_unmarked_body(body: Sequence[Paragraph]) -> None:
    start = _mark_introduction(body) or _mark_unmarked_chapeau(body)
    rest = body[start:]
    formula = find_formula(rest)
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
            preambular = place < formula_place and (is_preambular(paragraph) or closes)
            paragraph.kind = PartKind.PREAMBULAR if preambular else PartKind.OPERATIVE
            introduced = paragraph.introduces
        elif is_heading(paragraph, rest[place + 1 : place + 3]) and not paragraph.is_prose:
            paragraph.kind = PartKind.HEADING
            paragraph.level = paragraph.level or 1
        else:
            paragraph.continues = True


def _mark_introduction(body: Sequence[Paragraph]) -> int:
    """Marks the paragraphs that tell of the meeting above the preamble or "… have agreed on the following:"."""
    prose = [n for n, p in enumerate(body) if p.is_prose and p.marker is None and p.kind is None]
    if len(prose) < 3 or prose[0] or not lexicon.MET.search(fold(bare(body[0].text[:600]))):
        return 0
    formula = find_formula(body)
    end = next((n for n, p in enumerate(body) if is_preambular(p) and not p.closing.endswith(".")), 0) if formula else 0
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
    if not (opens and not items_follow and not opens_preamble(first)) and not (meets and not opens_preamble(first)):
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


def _is_cut(paragraph: Paragraph) -> bool:
    """The first words of a clause, with which the text breaks off."""
    words = paragraph.text.split()
    small = sum(word[0].islower() for word in words)
    ended = paragraph.closing.endswith((".", ":")) or paragraph.level or paragraph.marker is not None
    begins = paragraph.text[0].isupper() or opens_preamble(paragraph)
    return len(words) >= 4 and not ended and small * 2 > len(words) and begins


def _goes_on_below(paragraph: Paragraph, before: Sequence[Paragraph]) -> bool:
    """A paragraph in small letters after items ends their sentence."""
    return bool(before) and before[-1].kind is PartKind.ITEM and paragraph.text[:1].islower()
