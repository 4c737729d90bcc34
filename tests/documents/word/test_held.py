"""Clauses that keep their number are marked by it in Word, in a draft and in a rolling text either way it is taken."""

import zipfile
from dataclasses import replace
from io import BytesIO

from lxml import etree
from tests.documents.examples import STYLES
from tests.documents.word.lint import lint

from jointstatement.documents.files import read_file
from jointstatement.documents.txt import write_txt
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.numbering import ListLabels
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.rolling import write_rolling
from jointstatement.documents.word.view import View, viewed
from jointstatement.documents.word.write import write_docx
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Draft, Part
from jointstatement.text.number import numbered_through
from jointstatement.text.redline import redline
from jointstatement.text.rolling import Author

SECRETARIAT = Author("Secretariat")


def draft(*cited: tuple[str, str]) -> Document:
    """A draft whose clauses and items have these numbers and words; what has no number is an item."""
    kinds = {"P": PartKind.PREAMBULAR, "": PartKind.ITEM}
    parts = [
        Part(
            kinds.get(number[:1], PartKind.OPERATIVE),
            words,
            level=0 if number else 1,
            number=number or None,
            id=f"{n:032x}",
        )
        for n, (number, words) in enumerate(cited)
    ]
    return Document(parts=(Part(PartKind.TITLE, "Joint Statement"), *parts), draft=Draft("", "Rev.2"))


FULL = draft(
    ("PP1", "Recalling the flood of the spring"),
    ("PP1bis", "Noting the readings of the gauges"),
    ("1", "We thank the keepers"),
    ("3", "We share what they read"),
    ("", "by day"),
    ("", "by night"),
    ("3bis", "We ask them to write it in one book"),
    ("", "in ink"),
    ("4", "We meet again"),
)
MARKERS = ["PP1", "PP1bis", "1.", "3.", "(a)", "(b)", "3bis.", "(a)", "4."]


def markers(file: bytes, view: View | None = None) -> list[str]:
    """What Word's lists show before the clauses and items, in the text that one of the views leaves."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        text, numbering, styles = (
            etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "numbering", "styles")
        )
    labels = ListLabels(numbering, styles)
    seen = text if view is None else viewed(text, view)
    found = (labels.label_of(paragraph) for paragraph in seen.iter(f"{{{NAMESPACE}}}p"))
    return [label.text for label in found if label is not None]


def test_clauses_are_marked_by_the_number_they_keep_and_items_begin_anew() -> None:
    style = STYLES["numbered"]
    document = replace(FULL, style="numbered")
    file = write_docx(document, style)

    assert lint(file) == []
    assert markers(file) == MARKERS
    read = read_docx(file).document
    assert [(part.kind, part.level, part.wording) for part in read.parts] == [
        (part.kind, part.level, part.wording) for part in document.parts
    ]
    through = replace(document, parts=numbered_through(document.parts))
    assert markers(write_docx(through, style)) == ["PP1", "PP2", "1.", "2.", "(a)", "(b)", "3.", "(a)", "4."]
    assert markers(write_docx(replace(document, draft=None), style)) == [
        "1.", "2.", "(a)", "(b)", "3.", "(a)", "4.",
    ]  # fmt: skip


def test_rolling_text_shows_both_numbers_however_it_is_taken() -> None:
    after = replace(FULL, style="numbered")
    kept = tuple(part for part in FULL.parts if part.number != "3bis" and part.wording != "in ink")
    change = redline(replace(after, parts=kept), after, by=Author("Chair"))
    file = write_rolling(change, STYLES["numbered"], secretariat=SECRETARIAT)

    assert lint(file) == []
    assert markers(file, View.ACCEPTED) == MARKERS
    assert markers(file, View.REJECTED) == [*MARKERS[:6], "4."]


def test_printed_text_is_read_back_with_every_clause() -> None:
    parts = tuple(part for part in FULL.parts if part.kind is not PartKind.PREAMBULAR)
    printed = write_txt(Document(parts, style="numbered", draft=Draft("", "Rev.2")), STYLES["numbered"])
    read = read_file(printed.encode(), "draft.txt")

    assert [(part.label, part.wording) for part in read.document.clauses] == [
        ("1.", "We thank the keepers"),
        ("3.", "We share what they read"),
        ("3bis.", "We ask them to write it in one book"),
        ("4.", "We meet again"),
    ]
