"""Files in by what they are, files out in four forms."""

import os
from pathlib import Path

import pytest
from tests.documents.examples import HARBOUR, STYLES
from tests.documents.test_txt import STATEMENT

from jointstatement.documents.files import FORMS, Form, print_document, read_file
from jointstatement.documents.html import write_html
from jointstatement.documents.plain import read_plain
from jointstatement.documents.txt import write_txt
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import UnreadableFile
from jointstatement.text.document import Reading

SOURCES = Path(os.environ.get("JOINTSTATEMENT_SEEDS") or Path(__file__).parents[2].parent / "shared")


def test_word_file_is_read_as_one_whatever_its_name() -> None:
    assert read_file(write_docx(HARBOUR, STYLES["o-we"]), "statement.txt") == Reading(HARBOUR)


def test_json_of_a_statement_is_read_back_in_parts() -> None:
    document = read_file(print_document(STATEMENT, STYLES["o-we"], "json"), "statement.json").document

    assert document.parts == STATEMENT.parts


def test_anything_else_is_plain_text() -> None:
    text = print_document(STATEMENT, STYLES["o-we"], "txt")

    assert len(read_file(text, "statement.docx").document.clauses) == 4


@pytest.mark.parametrize(
    "data",
    [b"{", b'{"title": "\\ud800"}', b'{"title": "\xff"}', b"{" * 100_000, b'{"a":' * 100_000, b"PK\x03\x04", b"",
     b"{}x"],
    ids=["cut off", "half a character", "no utf-8", "braces", "nested", "no archive", "empty", "trailing"],
)  # fmt: skip
def test_file_that_is_nothing_of_these_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_file(data, "statement")

    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_printed_the_same_every_time(form: Form) -> None:
    assert print_document(HARBOUR, STYLES["o-we"], form) == print_document(HARBOUR, STYLES["o-we"], form)


def test_forms_are_what_their_printers_print() -> None:
    style = STYLES["o-we"]

    assert print_document(HARBOUR, style, "docx") == write_docx(HARBOUR, style)
    assert print_document(HARBOUR, style, "html") == write_html(HARBOUR, style).encode()
    assert print_document(HARBOUR, style, "txt") == write_txt(HARBOUR, style).encode()


@pytest.mark.seeds
@pytest.mark.skipif(not (SOURCES / "seeds").is_dir(), reason="the source documents are not here")
@pytest.mark.parametrize("file", sorted((SOURCES / "seeds").glob("*_*.txt")), ids=lambda file: file.stem)
def test_source_document_is_printed_with_its_words_and_endings(file: Path) -> None:
    document = read_file(file.read_bytes(), file.name).document
    style = STYLES[document.style]

    assert read_file(print_document(document, style, "docx"), "").document == document
    again = read_file(print_document(document, style, "txt"), "").document
    assert [(part.wording.replace("^", ""), part.ending) for part in again.clauses] == [
        (part.wording.replace("^", ""), part.ending) for part in document.clauses
    ]


def test_long_plain_text_is_read_elsewhere_and_reads_the_same() -> None:
    clauses = "".join(f"{number}. We note what the gauge at mile {number} said;\n" for number in range(1, 1500))
    data = f"JOINT STATEMENT\n\nThe members met in Tarn and concluded as follows:\n\n{clauses}".encode()

    assert len(data) > 50_000
    assert read_file(data, "statement.txt") == read_plain(data, name="statement.txt")
    with pytest.raises(UnreadableFile, match=r"^No statement was found in the file: "):
        read_file(b"A letter about nothing at all.\n" * 3000, "letter.txt")
