"""A PDF is read by its text, in a process of its own; what has no text that can be read is refused in one sentence."""

import io
import sys
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.examples import STYLES
from tests.documents.test_txt import STATEMENT

from jointstatement.documents.files import print_document, read_file
from jointstatement.documents.pdf_text import MOST_BYTES, MOST_PAGES, text_of_pdf
from jointstatement.errors import UnreadableFile
from jointstatement.terms import PartKind

pytestmark = pytest.mark.skipif(find_spec("pypdf") is None, reason="the extra “pdf” is not installed")

LINES = (
    (210, "JOINT STATEMENT"),
    (72, "The members of the Riverine Cooperation Forum met in Tarn on 3 June 2031"),
    (72, "and concluded as follows:"),
    (72, "1. We welcome the common register of quays and thank Pelland for its"),
    (90, "patience;"),
    (72, "2. We thank Tarn for its hospitality."),
)


def pdf_of(*pages: tuple[tuple[int, str], ...]) -> bytes:
    """A PDF of these lines, each set at its distance from the left."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for lines in pages:
        shown = "".join(
            f"BT /F1 11 Tf {left} {760 - 16 * place} Td ({words}) Tj ET\n" for place, (left, words) in enumerate(lines)
        ).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 "
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(written))
    )


def test_text_of_a_pdf_is_read_as_plain_text() -> None:
    document = read_file(pdf_of(LINES), "statement.pdf").document

    assert [(part.kind, part.label, part.wording, part.ending) for part in document.parts] == [
        (PartKind.TITLE, None, "JOINT STATEMENT", None),
        (
            PartKind.CHAPEAU,
            None,
            "The members of the Riverine Cooperation Forum met in Tarn on 3 June 2031 and concluded as follows:",
            None,
        ),
        (
            PartKind.OPERATIVE,
            "1.",
            "We welcome the common register of quays and thank Pelland for its patience",
            ";",
        ),
        (PartKind.OPERATIVE, "2.", "We thank Tarn for its hospitality", "."),
    ]


def test_text_that_runs_over_pages_is_one_text() -> None:
    first, second = (*LINES[:4], (290, "1")), (*LINES[4:], (290, "2"))

    assert [clause.wording for clause in read_file(pdf_of(first, second), "").document.clauses] == [
        "We welcome the common register of quays and thank Pelland for its patience",
        "We thank Tarn for its hospitality",
    ]


@pytest.mark.skipif(find_spec("typst") is None, reason="the extra “pdf” is not installed")
@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_our_own_pdf_reads_back_with_its_clauses(style: str) -> None:
    printed = print_document(STATEMENT, STYLES[style], "pdf")

    assert [clause.wording.replace("^", "") for clause in read_file(printed, "").document.clauses] == [
        clause.wording.replace("^", "") for clause in STATEMENT.clauses
    ]


def locked() -> bytes:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - the extra may be missing

    writer = PdfWriter(PdfReader(io.BytesIO(pdf_of(LINES))))
    writer.encrypt("quay", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pdf_of(()), "The PDF holds only pictures of its pages and no text. "),
        (pdf_of(*[()] * (MOST_PAGES + 1)), f"The PDF has more than {MOST_PAGES} pages; "),
        (b"%PDF-1.7\nand nothing else", "The PDF is damaged and cannot be read. "),
        (b"%PDF-1.7".ljust(MOST_BYTES + 1), f"The PDF has more than {MOST_BYTES // 1_000_000} MB. "),
    ],
    ids=["pictures", "pages", "damaged", "large"],
)
def test_pdf_that_cannot_be_read_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_file(data, "statement.pdf")

    assert str(refused.value).startswith(sentence)


def test_locked_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"^The PDF is locked with a password\. "):
        read_file(locked(), "statement.pdf")


def test_pdf_without_the_extra_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)

    with pytest.raises(UnreadableFile, match=r"^This is a PDF, and this installation cannot read one "):
        text_of_pdf(pdf_of(LINES))


@settings(max_examples=60)
@given(st.data())
def test_pdf_that_was_tampered_with_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(pdf_of(LINES))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))

    try:
        text_of_pdf(bytes(content))
    except UnreadableFile as refusal:
        assert "\n" not in str(refusal)
