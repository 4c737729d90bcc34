"""The footnotes of a text, told by the signs that its words carry."""

import re
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.furniture import PAGE_NUMBER, RULE
from jointstatement.documents.plain.lexicon import fold
from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.questions import NEAR
from jointstatement.terms import PartKind

MOST_NOTES = 200

_STAR_NOTE = re.compile(r"(\*{1,4}|†|‡)(?=\s*[^\s*])")
_SIGN_NOTE = re.compile(
    r"(?:\[\^?(?P<key>\w{1,12})\]:?|\((?P<bracket>\d{1,2}|[ivx]{1,4})\)|(?P<raised>[¹²³⁰⁴-⁹]{1,2})|"
    r"(?P<bare>\d{1,2})(?=\s+[^\W\d_]|[\"“A-ZČŠŽĆĐ]))\s*"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TO_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def mark_footnotes(paragraphs: Sequence[Paragraph]) -> None:
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
        above = [p for p in paragraphs[max(0, place - NEAR) : place] if p.is_live]
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
