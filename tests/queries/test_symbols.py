"""The symbol of an adopted text stands in every print, on its papers, in lists and in what is verified; on no draft."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.symbols import change_form_of_symbols, enter_symbol
from jointstatement.documents.as_json import document_from_json
from jointstatement.documents.files import FORMS, Form, print_document, read_file
from jointstatement.documents.style import load_style
from jointstatement.documents.word.outside import copy_of, shown_by
from jointstatement.queries.adopted import adopted_document, draft_document
from jointstatement.queries.certificate import certificate, certificate_document
from jointstatement.queries.dashboard import dashboard
from jointstatement.queries.symbols import SymbolLine, symbols_page
from jointstatement.queries.verification import Finding, OtherLine, Paper, verdict_on
from jointstatement.settings import Settings
from jointstatement.text.document import Document
from jointstatement.text.wording import plain

SYMBOL = "RCF/2026/1"
DAY = date(2026, 6, 19)


def declared(forum: Forum) -> Text:
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis="found_in_the_room", by=forum.chair)
    return text


@pytest.fixture
def text(forum: Forum) -> Text:
    """An adopted text with a symbol, beside one that waits for the gavel with a symbol chosen for it."""
    forum.act(change_form_of_symbols, form="RCF/{year}/{number}", expected=1, by=forum.secretariat)
    text = declared(forum)
    seen = {"place": "Port Alder", "adopted_on": DAY, "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **seen, by=forum.chair)
    return text


def adopted(forum: Forum, text: Text) -> Document:
    with forum.database.reading() as session:
        return adopted_document(session, forum.observer, text.id)


def printed(document: Document, form: Form = "docx") -> bytes:
    return print_document(document, load_style(document.style, Settings().all_style_folders), form)


def test_every_print_has_the_symbol_as_none_of_the_words_and_the_same_bytes_each_time(forum: Forum, text: Text) -> None:
    document = adopted(forum, text)
    with forum.database.reading() as session:
        draft = draft_document(session, forum.chair, text.id, text.revisions[0])

    prints = {form: printed(document, form) for form in FORMS}

    again = adopted(forum, text)
    assert {form: printed(again, form) for form in FORMS} == prints
    assert all(SYMBOL in prints[form].decode() for form in FORMS if form not in {"docx", "pdf"})
    word = copy_of(prints["docx"])
    assert SYMBOL in [left.text for left in word.shown.beside]
    assert (word.reading.document.symbol, word.reading.document.parts) == (SYMBOL, document.parts)
    assert document_from_json(json.loads(prints["json"])).symbol == SYMBOL
    for form in ("txt", "pdf"):
        read = read_file(prints[form], f"a.{form}")
        assert [plain(part.wording) for part in read.document.clauses] == [
            plain(part.wording) for part in document.clauses
        ]
        assert SYMBOL in [left.text for left in read.left_out]
    assert draft.symbol == ""


def test_papers_and_lists_name_the_symbol(forum: Forum, text: Text) -> None:
    with forum.database.reading() as session:
        told = certificate(session, forum.observer, text.id)
        paper = certificate_document(session, forum.observer, text.id)
        listed = dashboard(session, forum.head("Borvia"), now=forum.hour.now).adopted
        page = symbols_page(session, forum.head("Borvia"))

    assert told.symbol == SYMBOL
    assert plain(paper.parts[2].wording) == f"Symbol: {SYMBOL}"
    assert [line.symbol for line in listed] == [SYMBOL]
    assert page.given == (SymbolLine(SYMBOL, text.id, "Joint Statement on the Shared River", DAY),)
    assert json.loads(forum.last_entry(text.circulated).payload)["symbol"] == SYMBOL


def test_copy_with_another_symbol_is_no_true_copy(forum: Forum, text: Text) -> None:
    document = adopted(forum, text)
    forged = replace(document, symbol="RCF/2026/2")

    def verdict(data: bytes, read: Document, paper: Paper | None) -> tuple[Finding, str, tuple[OtherLine, ...]]:
        with forum.database.reading() as session:
            found = verdict_on(session, read, digest=hashlib.sha256(data).hexdigest(), paper=paper)
        return found.finding, found.symbol, found.lines

    for each, finding in ((document, Finding.SAME_TEXT), (forged, Finding.OTHER_FILE)):
        lines = () if each is document else (OtherLine(SYMBOL, "RCF/2026/2"),)
        word = printed(each)
        copy = copy_of(word)
        paper = Paper(copy.shown, lambda _, true: shown_by(printed(true)))
        assert verdict(word, copy.reading.document, paper) == (finding, SYMBOL, lines)
        as_json = printed(each, "json")
        assert verdict(as_json, document_from_json(json.loads(as_json)), None) == (finding, SYMBOL, lines)


def test_copy_from_whose_pages_the_symbol_was_taken_out_is_no_true_copy(forum: Forum, text: Text) -> None:
    document = adopted(forum, text)
    word = printed(document)
    # Out of the file altogether, and out of the head of the page alone.
    with ZipFile(BytesIO(word)) as whole:
        pages = {name: whole.read(name) for name in whole.namelist()}
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name, content in pages.items():
            is_head = name.startswith("word/header")
            file.writestr(name, content.replace(SYMBOL.encode(), b"") if is_head else content)
    for each in (printed(replace(document, symbol="")), packed.getvalue()):
        copy = copy_of(each)
        paper = Paper(copy.shown, lambda _, true: shown_by(printed(true)))
        with forum.database.reading() as session:
            found = verdict_on(session, copy.reading.document, digest=hashlib.sha256(each).hexdigest(), paper=paper)
        assert (found.finding, found.lines, found.differences) == (Finding.OTHER_FILE, (OtherLine(SYMBOL, ""),), ())


def test_text_before_the_gavel_has_no_symbol_and_delegations_do_not_learn_what_was_chosen(
    forum: Forum, text: Text
) -> None:
    waiting = declared(forum)
    with forum.database.reading() as session:
        before = symbols_page(session, forum.head("Borvia"))
    forum.act(enter_symbol, waiting.id, symbol="RCF/2026/9", by=forum.secretariat)

    with forum.database.reading() as session:
        assert symbols_page(session, forum.head("Borvia")).given == before.given
        drafts = [draft_document(session, viewer, waiting.id) for viewer in (forum.chair, forum.head("Borvia"))]
    assert [draft.symbol for draft in drafts] == ["", ""]
    assert not any(b"RCF/2026" in printed(draft, form) for draft in drafts for form in ("html", "akn", "json"))
