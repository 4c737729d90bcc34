"""Drafts that say whose copy they are: on every page that people read, and in none of the words that come back."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from tests.documents.comments import ROWS, table
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES
from tests.documents.word.lint import lint

from jointstatement.documents.comment_files import print_table
from jointstatement.documents.files import FORMS, Form, print_document, read_file
from jointstatement.documents.plain.furniture import COPY, DRAFT_HEAD
from jointstatement.documents.tables import Layout, recipient_line
from jointstatement.documents.word.watermark import watermark
from jointstatement.text.document import Document, Draft

STYLE = STYLES["o-we"]
PLAIN = replace(
    HARBOUR_DRAFT,
    signatures=(),
    attachments=(),
    draft=Draft("Delegations only", "Rev.2", datetime(2031, 5, 4, 9, tzinfo=UTC)),
)
NAMED = replace(PLAIN, draft=replace(PLAIN.draft, printed_for="Quay & Co"))
LINE = "Quay & Co · Rev.2 · 4 May 2031, 09:00 (UTC) – Delegations only"


def heads(file: bytes) -> list[str]:
    """The page heads of a Word file."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/header")]


@pytest.mark.parametrize("style", sorted(STYLES))
def test_word_file_draws_whose_copy_it_is_behind_every_page_and_is_read_as_one_that_names_nobody(style: str) -> None:
    named, plain = (print_document(each, STYLES[style], "docx") for each in (NAMED, PLAIN))
    drawn = f'string="{LINE.replace("&", "&amp;")}"'
    assert heads(named)
    assert [head.count(drawn) for head in heads(named)] == [1] * len(heads(named))
    assert [head.count("<w:pict") for head in heads(plain)] == [0] * len(heads(plain))
    assert lint(named) == []
    assert named == print_document(NAMED, STYLES[style], "docx")
    assert read_file(named, "draft.docx") == read_file(plain, "draft.docx")


def test_other_forms_say_it_and_the_reader_passes_over_it() -> None:
    for form in ("txt", "md", "pdf"):
        named, plain = (print_document(each, STYLE, form) for each in (NAMED, PLAIN))
        assert named == print_document(NAMED, STYLE, form)
        read, unnamed = read_file(named, f"draft.{form}"), read_file(plain, f"draft.{form}")
        assert (read.document, read.warnings) == (unnamed.document, unnamed.warnings)
        assert {each.text.replace("\\", "") for each in read.left_out if each.why == COPY} == {LINE}
    assert print_document(NAMED, STYLE, "txt").decode().splitlines()[0] == LINE
    assert LINE.replace("&", "&amp;") in print_document(NAMED, STYLE, "html").decode()
    assert LINE.replace("&", "&amp;") in print_document(NAMED, STYLE, "akn").decode()
    programs = read_file(print_document(NAMED, STYLE, "json"), "draft.json")
    assert programs == read_file(print_document(PLAIN, STYLE, "json"), "draft.json")
    assert b'"printed_for": "Quay & Co"' in print_document(NAMED, STYLE, "json")


def test_final_text_names_nobody() -> None:
    final: Document = replace(HARBOUR, draft=None)
    assert [form for form in FORMS if form != "pdf" and b"Quay & Co" in print_document(final, STYLE, form)] == []
    assert watermark("", "word/header-default.xml") == ""


@pytest.mark.parametrize("layout", list(Layout))
def test_tables_say_it_in_head_and_foot(layout: Layout) -> None:
    unnamed = table(*ROWS)
    assert recipient_line(unnamed) == ""
    named = replace(unnamed, printed_for="Quay & Co")
    word, excel = print_table(named, layout, "docx"), print_table(named, layout, "xlsx")
    (head,) = heads(word)
    assert 'string="Quay &amp; Co · ' in head
    assert lint(word) == []
    with zipfile.ZipFile(BytesIO(excel)) as archive:
        sheet, words = archive.read("xl/worksheets/sheet1.xml"), archive.read("xl/sharedStrings.xml")
    assert b"Quay &amp;&amp; Co" in sheet
    assert b"Quay &amp; Co \xc2\xb7 " in words


ENDORSED = replace(PLAIN, draft=replace(PLAIN.draft, endorsed_for="the Summit of the Harbour Forum in Tarn, 2031"))


@pytest.mark.parametrize("form", ["docx", "txt", "md", "pdf", "json"])
def test_draft_that_was_endorsed_says_so_in_its_head_and_is_read_as_the_same_words(form: Form) -> None:
    endorsed, plain = (print_document(each, STYLE, form) for each in (ENDORSED, PLAIN))
    read, without = (read_file(each, f"draft.{form}") for each in (endorsed, plain))
    assert replace(read.document, draft=None) == replace(without.document, draft=None)
    said = "Endorsed with a view to adoption at the Summit of the Harbour Forum in Tarn, 2031"
    if form == "docx":
        assert read.document.draft == ENDORSED.draft
        assert [said in head for head in heads(endorsed)] == [True] * len(heads(endorsed))
    elif form != "json":
        assert said in " ".join(" ".join(each.text for each in read.left_out if each.why == DRAFT_HEAD).split())
