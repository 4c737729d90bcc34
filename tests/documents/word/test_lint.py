"""Our own check of what no schema sees: what is broken in a rolling text's file is found."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from tests.documents.examples import STYLES
from tests.documents.word.lint import lint

from jointstatement.documents.word.rolling import write_rolling
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part
from jointstatement.text.redline import redline
from jointstatement.text.rolling import Author, Remark

CHAIR = Author("Chair")
LOCKS = Part(PartKind.OPERATIVE, "We agree to keep the locks open in spring", id="a" * 32)
PILOTS = Part(PartKind.OPERATIVE, "We thank the pilots", id="b" * 32)
GAUGES = Part(PartKind.OPERATIVE, "We note the gauges", id="c" * 32)


def rolling_file() -> bytes:
    """A clause reworded, with a comment on it, and one moved."""
    old = Document((LOCKS, PILOTS, GAUGES))
    new = Document((GAUGES, replace(LOCKS, wording="We agree to keep the gates open in summer"), PILOTS))
    rolling = redline(old, new, by=CHAIR)
    parts = tuple(
        replace(one, remarks=(Remark(CHAIR, "Since the floods."),)) if one.new and one.new.id == LOCKS.id else one
        for one in rolling.parts
    )
    return write_rolling(replace(rolling, parts=parts), STYLES["o-we"], secretariat=Author("Secretariat"))


def broken(entry: str, pattern: str, instead: str) -> bytes:
    """The file with what a pattern first finds in an entry replaced."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(rolling_file())) as whole, zipfile.ZipFile(changed, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name).decode()
            if name == entry:
                content, count = re.subn(pattern, instead, content, count=1)
                assert count == 1
            archive.writestr(name, content)
    return changed.getvalue()


def test_file_of_a_rolling_text_is_whole() -> None:
    assert lint(rolling_file()) == []


MAIN, COMMENTS = "word/document.xml", "word/comments.xml"


@pytest.mark.parametrize(
    ("entry", "pattern", "instead", "sentence"),
    [
        (MAIN, r'<w:ins w:id="\d+"(.*?<w:del w:id="(\d+)")', r'<w:ins w:id="\2"\1', r"two changes or bookmarks \d+"),
        (MAIN, r'(<w:bookmarkStart w:id="(\d+)".*?<w:ins) w:id="\d+"', r'\1 w:id="\2"',
         r"two changes or bookmarks \d+"),
        (MAIN, r'(w:name="(_cl_\w+)".*?w:name=")_cl_\w+"', r'\1\2"', r"word/document.xml: two bookmarks _cl_\w+"),
        (MAIN, r"<w:bookmarkEnd [^>]*>", "", r"word/document.xml: bookmark \d+ is open at one end"),
        (MAIN, r"<w:bookmarkStart [^>]*>", "", r"word/document.xml: bookmark \d+ is open at one end"),
        (MAIN, r"<w:moveFromRangeEnd [^>]*>", "", "word/document.xml: a move from is open at one end"),
        (MAIN, r"<w:moveToRangeStart [^>]*>", "", "word/document.xml: a move to is open at one end"),
        (MAIN, r'(<w:moveToRangeStart [^>]*w:name=")', r"\1other", "the names of the moves do not pair"),
        (MAIN, r"<w:delText( [^>]*>.*?</w:)delText>", r"<w:t\1t>",
         "word/document.xml: deleted words are spelled as words"),
        (MAIN, r"<w:t( [^>]*>.*?</w:)t>", r"<w:delText\1delText>",
         "word/document.xml: words are spelled as deleted outside of a deletion"),
        (MAIN, r"(<w:ins [^>]*>)(<w:r>.*?</w:r>)", r'\1<w:del w:id="9999">\2</w:del>',
         "word/document.xml: a deletion stands in an insertion"),
        (MAIN, r"<w:commentRangeStart [^>]*>", "", "comment 0 has no commentRangeStart"),
        (MAIN, r"<w:commentRangeEnd [^>]*>", "", "comment 0 has no commentRangeEnd"),
        (MAIN, r"<w:r><w:commentReference [^>]*></w:r>", "", "comment 0 has no commentReference"),
        (MAIN, r'(<w:commentReference w:id=")0"', r'\g<1>7"', "comment 7 has no text"),
        (COMMENTS, r'(<w:comment w:id=")0"', r'\g<1>7"', "comment 0 has no text"),
        (COMMENTS, r"(<w:comment .*</w:comment>)", r"\1\1", "two comments 0"),
    ],
)  # fmt: skip
def test_what_is_broken_in_it_is_found(entry: str, pattern: str, instead: str, sentence: str) -> None:
    found = lint(broken(entry, pattern, instead))

    assert any(re.fullmatch(sentence, one) for one in found), found
