"""A draft printed with the open reserves of delegations: footnotes that people read and no reader takes for words."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs
from tests.documents.examples import HARBOUR_DRAFT, STYLES
from tests.documents.word.lint import lint
from tests.documents.word.office import bare
from tests.documents.word.test_preflight import packed, parts_of

from jointstatement.documents.as_json import document_as_json
from jointstatement.documents.files import FORMS, Form, print_document, read_file
from jointstatement.documents.plain import read_plain
from jointstatement.documents.reserves import with_open_reserves
from jointstatement.documents.style import ReserveLines
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.returned import returned_file
from jointstatement.documents.word.rolling import write_rolling
from jointstatement.documents.word.view import View
from jointstatement.terms import PartKind, ReserveKind
from jointstatement.text.document import Document, OpenReserve
from jointstatement.text.redline import redline
from jointstatement.text.reserves import LEFT_OUT, cut_reserves
from jointstatement.text.rolling import Author, without_names

STYLE = STYLES["o-we"]
BORVIA = Author("Borvia", datetime(2031, 5, 1, 9, tzinfo=UTC))
DRAFT = replace(
    HARBOUR_DRAFT,
    parts=tuple(replace(part, id=f"{place:032x}") for place, part in enumerate(HARBOUR_DRAFT.parts, start=1)),
    signatures=(),
    attachments=(),
)
FIRST, *_, LAST = (part.id for part in DRAFT.clauses if part.kind is PartKind.OPERATIVE)
(TIDES,) = (part.id for part in DRAFT.parts if part.key == "tides")
RESERVED = replace(
    DRAFT,
    reserves=(
        OpenReserve(LAST, ReserveKind.LINGUISTIC, "Ostmark"),
        OpenReserve(FIRST, ReserveKind.SCRUTINY, "Pelland"),
        OpenReserve("", ReserveKind.GENERAL, "Quay"),
        OpenReserve(FIRST, ReserveKind.SCRUTINY, "Quay"),
        OpenReserve(FIRST, ReserveKind.SCRUTINY, "Tarn"),
        OpenReserve(FIRST, ReserveKind.AWAITING_INSTRUCTIONS, "Ostmark"),
        OpenReserve(TIDES, ReserveKind.GENERAL, "Tarn"),
        OpenReserve("f" * 32, ReserveKind.GENERAL, "Tarn"),
    ),
)
SAID = (
    "R1 General reserve by Quay.",
    "R2 General reserve by Tarn.",
    "R3 Parliamentary scrutiny reserve by Pelland, Quay and Tarn.",
    "R4 Reserve by Ostmark, awaiting instructions.",
    "R5 Linguistic reserve by Ostmark.",
)
BY_PLACE = (SAID[0], *SAID[2:], SAID[1])
"""In the order of the parts themselves: that on a footnote comes last."""


def test_each_kind_is_one_footnote_at_its_part_and_a_general_one_stands_at_the_title() -> None:
    printed = with_open_reserves(RESERVED, STYLE)

    notes = [part for part in printed.parts if (part.key or "").startswith("open-reserve")]
    assert tuple(f"{note.mark} {note.wording}" for note in notes) == SAID
    called = [
        part.id for number in range(1, 6) for part in printed.parts if f"[^open-reserve-{number}]" in part.wording
    ]
    # Where a footnote is reserved on, it is called: here twice, and the first place is taken.
    (tides, *_) = (part.id for part in DRAFT.parts if "[^tides]" in part.wording)
    assert called == [DRAFT.parts[0].id, tides, FIRST, FIRST, LAST]
    assert with_open_reserves(DRAFT, STYLE) is DRAFT


@pytest.mark.parametrize("form", FORMS)
def test_every_form_prints_them_and_the_footnotes_of_the_text_keep_their_marks(form: Form) -> None:
    printed, bare = (print_document(each, STYLE, form) for each in (RESERVED, DRAFT))
    assert printed != bare
    assert printed == print_document(RESERVED, STYLE, form)
    if form in ("txt", "md", "html", "akn", "json"):
        assert [said for said in SAID if said.split(" ", 1)[1] not in printed.decode()] == []
    if form == "txt":
        assert "[1] High water and low water." in printed.decode()
    if form == "docx":
        assert lint(printed) == []


@pytest.mark.parametrize("form", ["docx", "txt", "md", "pdf", "json"])
def test_draft_with_them_is_read_as_the_same_words_as_one_without_and_tells_them(form: Form) -> None:
    printed, bare = (print_document(each, STYLE, form) for each in (RESERVED, DRAFT))
    read, without = (read_file(each, f"draft.{form}") for each in (printed, bare))
    assert read.document == without.document
    assert read.warnings == without.warnings
    told = SAID if form != "json" else tuple(said.split(" ", 1)[1] for said in BY_PLACE)
    assert tuple(each.text for each in read.left_out if each.why == LEFT_OUT) == told


def test_json_names_them_apart_from_the_text() -> None:
    with_them, without = (json.loads(print_document(each, STYLE, "json")) for each in (RESERVED, DRAFT))
    assert with_them.pop("reserves") == [
        {"on": None, "kind": "general", "delegations": ["Quay"], "text": "General reserve by Quay."},
        {
            "on": "1",
            "kind": "scrutiny",
            "delegations": ["Pelland", "Quay", "Tarn"],
            "text": "Parliamentary scrutiny reserve by Pelland, Quay and Tarn.",
        },
        {
            "on": "1",
            "kind": "awaiting_instructions",
            "delegations": ["Ostmark"],
            "text": "Reserve by Ostmark, awaiting instructions.",
        },
        {"on": "4", "kind": "linguistic", "delegations": ["Ostmark"], "text": "Linguistic reserve by Ostmark."},
        {"on": "footnote 1", "kind": "general", "delegations": ["Tarn"], "text": "General reserve by Tarn."},
    ]
    assert with_them == without


def test_json_of_before_with_them_among_the_footnotes_is_read_without_them() -> None:
    before = json.dumps(document_as_json(with_open_reserves(RESERVED, STYLE))).encode()
    read = read_file(before, "draft.json")
    assert read.document == read_file(print_document(DRAFT, STYLE, "json"), "draft.json").document
    assert tuple(each.text for each in read.left_out) == SAID


@pytest.mark.parametrize("form", ["txt", "md"])
def test_draft_in_a_style_whose_page_head_has_no_hour_is_read_without_them(form: Form) -> None:
    lines = replace(STYLE, page=structs.replace(STYLE.page, draft_header="{marking}\t{revision}"))
    copy = replace(RESERVED, draft=RESERVED.draft and replace(RESERVED.draft, printed_for="Quay"))
    own = replace(lines, reserves=ReserveLines(scrutiny="Réserve parlementaire : {delegations}."))
    for printed in (print_document(RESERVED, lines, form), print_document(copy, own, form)):
        told = [each for each in read_file(printed, f"draft.{form}").left_out if each.why == LEFT_OUT]
        assert len(told) == len(SAID)


def test_returned_file_with_them_proposes_nothing_and_tells_them() -> None:
    base = print_document(DRAFT, STYLE, "docx")
    found = returned_file(print_document(RESERVED, STYLE, "docx"), base)
    assert [part for part in found.parts if part != found.as_printed] == [
        part for part in returned_file(base, base).parts if part != found.as_printed
    ]
    assert tuple(each.text for each in found.left_out if each.why == LEFT_OUT) == SAID


def test_returned_file_that_lost_what_it_kept_proposes_none_of_them() -> None:
    base = print_document(DRAFT, STYLE, "docx")
    proposed, without = (returned_file(bare(print_document(each, STYLE, "docx")), base) for each in (RESERVED, DRAFT))
    assert proposed.parts == without.parts
    assert tuple(each.text for each in proposed.left_out if each.why == LEFT_OUT) == SAID


def test_returned_file_that_libreoffice_saved_proposes_none_of_them() -> None:
    base = print_document(DRAFT, STYLE, "docx")
    saved = marks_repeated(print_document(RESERVED, STYLE, "docx"))
    found, without = (returned_file(each, base) for each in (saved, base))
    assert found.parts == without.parts
    assert tuple(each.text for each in found.left_out if each.why == LEFT_OUT) == SAID


NEXT = replace(
    RESERVED,
    parts=tuple(
        replace(part, wording=f"{part.wording} at last\nA second paragraph") if part.id == LAST else part
        for part in RESERVED.parts
        if part.id != FIRST
    ),
)


def read(file: bytes, view: View) -> Document:
    """What is left of a rolling text, without what a single text keeps beside its words."""
    return replace(read_docx(file, view=view).document, fingerprint="")


@pytest.mark.parametrize("reserves_of", ["the next text", "the amendments"])
def test_rolling_text_with_them_is_the_two_texts_to_the_letter(reserves_of: str) -> None:
    way = redline(replace(DRAFT, reserves=()), replace(NEXT, reserves=()), by=BORVIA)
    if reserves_of == "the next text":
        rolling = replace(way, following=NEXT)
        told = [said for said in SAID if "Pelland" not in said and "instructions" not in said]
    else:
        # The amendments of a text leave no next one yet; what they take out was reserved on all the same.
        rolling = replace(way, base=RESERVED, following=None)
        told = list(SAID)

    plain = way if rolling.following else replace(way, following=None)
    bare, file = (write_rolling(each, STYLE, secretariat=BORVIA) for each in (plain, rolling))

    assert lint(file) == []
    for view in (View.ACCEPTED, View.REJECTED):
        assert read(file, view) == read(bare, view)
        left_out = [each.text for each in read_docx(file, view=view).left_out if each.why == LEFT_OUT]
        assert [said.split(" ", 1)[1] for said in left_out] == [said.split(" ", 1)[1] for said in told]
    base = print_document(DRAFT, STYLE, "docx")
    found, without = (returned_file(each, base) for each in (file, bare))
    assert found.parts == without.parts


def test_rolling_text_without_names_has_none_of_them() -> None:
    rolling = replace(redline(DRAFT, replace(NEXT, reserves=()), by=BORVIA), base=RESERVED, following=None)
    file = write_rolling(without_names(rolling, "Amendment"), STYLE, secretariat=BORVIA)
    assert [said for said in SAID if said.split(" ", 1)[1].encode() in b"".join(parts_of(file).values())] == []


def marks_repeated(printed: bytes) -> bytes:
    """The file as LibreOffice saves it: the mark of a footnote of two signs stands once more, as words, behind it."""
    parts = parts_of(printed)
    call = re.compile(r'(<w:t xml:space="preserve">R(\d)</w:t></w:r>)')
    for name, again in (
        ("word/document.xml", r"\1<w:r><w:rPr/><w:t>R</w:t></w:r><w:r><w:t>\2</w:t></w:r>"),
        ("word/footnotes.xml", r"\1<w:r><w:t>R\2</w:t></w:r>"),
    ):
        text, times = call.subn(again, parts[name].decode())
        assert times == len(SAID)
        parts[name] = text.encode()
    return packed(parts)


def test_style_says_them_in_its_own_language() -> None:
    own = ReserveLines(scrutiny="Réserve parlementaire : {delegations}.", last=" et ")
    lines = replace(STYLE, reserves=own)
    printed = with_open_reserves(RESERVED, lines)
    assert "Réserve parlementaire : Pelland, Quay et Tarn." in [part.wording for part in printed.parts]
    read = read_plain(print_document(RESERVED, lines, "txt"))
    assert read.document == read_plain(print_document(DRAFT, STYLE, "txt")).document


TALKS = "Joint Statement\n\n1. We sail[R1].\n\n2. We rest{0}.\n\n[R1] General reserve by Quay.\n{1}"


@pytest.mark.parametrize(
    ("again", "notes"),
    [("[R1]", ""), ("", "[R1] General reserve by Tarn.\n"), ("[R3]", "[R3] General reserve by Tarn.\n"), ("[R2]", "")],
)
def test_marks_that_no_printer_put_there_are_words(again: str, notes: str) -> None:
    text = TALKS.format(again, notes)
    assert cut_reserves(text) == (text, ())
    assert cut_reserves(TALKS.format("", ""))[1] == ("R1 General reserve by Quay.",)


@pytest.mark.parametrize("call", ["[R1]", "[^R1]", "R1"])
def test_word_that_ends_as_a_mark_does_keeps_none_of_them_in_the_text(call: str) -> None:
    begins = {"[^R1]": "[^R1]:"}.get(call, call)
    text = f"Joint Statement\n\n1. We welcome the AR6 of the Panel{call}.\n\n{begins} General reserve by Quay.\n"
    left, told = cut_reserves(text)
    assert (left, told) == (
        "Joint Statement\n\n1. We welcome the AR6 of the Panel.\n\n",
        ("R1 General reserve by Quay.",),
    )


def test_marks_in_what_is_no_draft_are_words() -> None:
    head = "Delegations only | Rev.2 | 1 May 2031, 14:00 (Europe/Ljubljana)\n\n"
    text = "Joint Statement of the Forum\n\n1. We sail as agreed[R1].\n\n2. We rest.\n\n[R1] Tarn Charter.\n"
    told = [[each.why for each in read_plain(each.encode()).left_out] for each in (text, head + text)]
    assert [LEFT_OUT in each for each in told] == [False, True]


def test_word_file_is_read_back_whole() -> None:
    assert read_docx(print_document(RESERVED, STYLE, "docx")).document == DRAFT
