"""What several passes ask of a paragraph: whether it looks like a title, a heading, a preamble, a report …

Nothing here marks anything.
"""

import re
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.furniture import ends_a_sentence
from jointstatement.documents.plain.lexicon import bare, fold
from jointstatement.documents.plain.lists import name_lists
from jointstatement.documents.plain.paragraphs import Paragraph, ends_item
from jointstatement.terms import CLAUSE_KINDS, PartKind

NUMERIC_DATE = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\.?(?:\s*[-–|,]?\s*\d{1,2}[:.]\d{2})?$")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PREAMBLE_HEADING = re.compile(r"(?:preamb\w*|preambul\w*|προοιμιο|giris|uvod\w*|преамбул\w*|inledning|ingress)\s*:?$")
NEAR = 40
"""How many paragraphs on a head is looked at together."""


def is_title_line(paragraph: Paragraph) -> bool:
    """A line that says which kind of text follows."""
    named = lexicon.KIND_OF_TEXT.search(paragraph.opening)
    if paragraph.marker is not None or named is None:
        return False
    if paragraph.closing.endswith((",", ";")) or opens_preamble(paragraph):
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


def is_place_or_date(paragraph: Paragraph) -> bool:
    """A line that says where or when, and no more."""
    head = paragraph.opening
    if paragraph.closing.endswith((",", ";")):
        return False
    return bool(lexicon.MONTHS.search(head) and re.search(r"\d{4}", head) and len(head) < 60) or bool(
        NUMERIC_DATE.match(paragraph.text) or ISO_DATE.match(paragraph.text)
    )


def is_chapeau_text(paragraph: Paragraph) -> bool:
    """Words with which a chapeau begins, or which say who met."""
    head = paragraph.opening
    if re.match(r"(?:we|mi|nous|vi|wir|biz|ми|мы)\b", head) or paragraph.introduces:
        return True
    # In Turkish the chapeau ends as a preamble does: "… gathered in …,".
    met = lexicon.MET.search(fold(bare(paragraph.text[:400])))
    return bool(met) and paragraph.closing.endswith(",") and not lexicon.PREAMBULAR.match(head.lstrip("\"'“„« "))


def is_preambular(paragraph: Paragraph) -> bool:
    """A clause that opens like a preamble, or in a marked list before the operative one closes like one."""
    if not paragraph.is_prose and len(paragraph.text) < 30:
        return False
    if opens_preamble(paragraph):
        return True
    if paragraph.marker is not None and paragraph.is_prose:
        return True
    return paragraph.text[:1].islower() and paragraph.text.rstrip("* ").endswith((",", ";")) and paragraph.is_prose


def opens_preamble(paragraph: Paragraph) -> bool:
    """It opens with a verb of the preamble, or ends with one where the language has it there."""
    tail = fold(bare(paragraph.text[-60:]))
    return bool(lexicon.PREAMBULAR.match(paragraph.opening.lstrip("\"'“„« "))) or bool(
        lexicon.PREAMBULAR_TAIL.search(tail)
    )


def find_formula(region: Sequence[Paragraph]) -> Paragraph | None:
    """The enacting formula: a short line ending in a colon after a preamble."""
    preambular = 0
    names = name_lists(region)
    for place, paragraph in enumerate(region):
        if paragraph.marker is None and preambular and is_formula(paragraph):
            return paragraph
        if place not in names and paragraph.kind is not PartKind.ITEM:
            preambular += is_preambular(paragraph)
    return None


def is_formula(paragraph: Paragraph) -> bool:
    """A line that enacts: it introduces what follows, or has an enacting verb near its beginning."""
    if paragraph.marker is not None or len(paragraph.text) > 300 or paragraph.level:
        return False
    words = paragraph.opening.replace(",", " ").split()
    if paragraph.introduces:
        return len(words) <= 30
    nouns = ("committee", "declaration", "agreement", "resolution", "commitment")
    enacting = any(word.startswith(lexicon.ENACTING_VERBS) and not word.startswith(nouns) for word in words[:6])
    return enacting and len(words) <= 12 and not paragraph.text.rstrip("* ").endswith((".", ";"))


def is_heading(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """A line that is no sentence, above a clause, another heading or prose."""
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
    return len(following) > 1 and is_heading(next_one, following[1:2])


def is_closing(paragraph: Paragraph) -> bool:
    """Words with which a statement closes."""
    return bool(lexicon.CLOSING.match(paragraph.opening)) and len(paragraph.text) <= 600


def is_report(paragraph: Paragraph) -> bool:
    """A reporter's voice."""
    text = fold(bare(paragraph.text[:1500]))
    return bool(lexicon.SPEECH.search(text))


def is_news(paragraph: Paragraph) -> bool:
    """The verbs of a report."""
    return bool(lexicon.REPORTING.search(fold(bare(paragraph.text[:800]))))
