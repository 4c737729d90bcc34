"""Printed Markdown has headings, lists, marks and footnotes, escapes what is text, and reads back to the same words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES, documents
from tests.documents.test_txt import STATEMENT

from jointstatement.documents.markdown import write_markdown
from jointstatement.documents.plain import read_plain
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part
from jointstatement.text.wording import Run, plain, write


def test_statement_is_markdown_with_its_markers_typed() -> None:
    assert write_markdown(replace(HARBOUR, participants=HARBOUR.participants[:1]), STYLES["o-we"]) == (
        "---\n"
        'title: "JOINT STATEMENT of the Harbour Forum"\n'
        'author: "Harbour Forum"\n'
        'lang: "en"\n'
        'date: "2031-06-03"\n'
        "---\n\n"
        "Harbour Forum\n\n"
        "# JOINT STATEMENT<br>of the Harbour Forum\n\n"
        "Fourth meeting, Tarn, 3<sup>rd</sup> June 2031\n\n"
        "Pelland, Quay and Ostmark met on 3<sup>rd</sup> June 2031 in Tarn and concluded as follows:\n\n"
        "*Recalling* the Tarn Charter:\n\n"
        " (a) its first chapter; and\n\n"
        " (b) its second chapter,\n\n"
        "*Aware* of the tides[^1]:\n\n"
        " (a) spring; and\n\n"
        " (b) neap,\n\n"
        "Hereby decide to do as follows:\n\n"
        "## Lights\n\n"
        "Ø We **welcome** the lighthouse at Ostmark\\*[^*] and <u>note</u> its lamp;\n\n"
        "Ø We agree to keep:\n\n"
        " (a) one white lamp;\n\n"
        " (b) two lamps in colour:\n\n"
        "  (i) a red one; and\n\n"
        "  (ii) a green one; and\n\n"
        " – a horn;\n\n"
        " All of them burn by night;\n\n"
        "### Buoys\n\n"
        "Ø We task the chair with the buoys[^1].\n\n"
        "   She reports next year; and\n\n"
        "Ø We thank Tarn \\& its \\<people\\>;\n\n"
        "Done at Tarn.\n\n"
        "Adopted in Tarn on 3 June 2031\n\n"
        "**Ada Roe**<br>For Pelland\n\n"
        "**Bo Dahl**<br>For Quay\n\n"
        "**Cai Poe**<br>For Ostmark\n\n"
        "## Reservations and statements\n\n"
        "### Reservation by Quay on clause 2\n\n"
        "Quay reserves its position.\n\n"
        "It joins the rest.\n\n"
        "## List of participants\n\n"
        "| Name | Rank | Delegation |\n"
        "| --- | --- | --- |\n"
        "| Ada Roe | Rear Admiral | Pelland |\n\n"
        "[^1]: High water and low water.\n\n"
        "[^*]: This name is *without* prejudice.\n\n"
        "    To anybody.\n"
    )


def test_numbered_clauses_are_a_list_of_markdown_with_what_belongs_to_them_set_in() -> None:
    lines = write_markdown(HARBOUR_DRAFT, STYLES["numbered"]).split("\n\n")

    start = lines.index("2. We agree to keep:")
    assert lines[start : start + 10] == [
        "2. We agree to keep:",
        "    (a) one white lamp;",
        "    (b) two lamps in colour:",
        "     (i) a red one; and",
        "     (ii) a green one; and",
        "    (c) a horn;",
        "    All of them burn by night.",
        "### Buoys",
        "3. We task the chair with the buoys[^1].",
        "   She reports next year.",
    ]
    assert 'revision: "Rev.2"' in lines[0]
    assert lines[1] == "Delegations only | Rev.2 | 1 May 2031, 14:00 (Europe/Ljubljana)"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("2 * 3 _x_ `y` [z](u) <b>", "2 \\* 3 \\_x\\_ \\`y\\` \\[z\\](u) \\<b\\>"),
        ("a | b & c \\ d ~e~ $f$ ^g^", "a \\| b \\& c \\\\ d \\~e\\~ \\$f\\$ \\^g\\^"),
        ("    four spaces", "four spaces"),
    ],
)
def test_signs_of_markdown_in_a_text_are_text(text: str, written: str) -> None:
    document = Document((Part(PartKind.CHAPEAU, write((Run(text),))),))

    assert write_markdown(document, STYLES["o-we"]).split("\n\n")[1].strip() == written


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ((Run("We "), Run("note", italic=True), Run(", all")), "We *note*, all"),
        ((Run("re"), Run("open", italic=True), Run("ed")), "re<em>open</em>ed"),
        ((Run("a", bold=True), Run("b", italic=True)), "<strong>a</strong><em>b</em>"),
        ((Run("(a)", bold=True, italic=True), Run(" b")), "<strong><em>(a)</em></strong> b"),
        ((Run("both", bold=True, italic=True), Run(" b")), "<strong><em>both</em></strong> b"),
    ],
    ids=["stars", "within a word", "side by side", "brackets", "both"],
)
def test_marks_are_stars_only_where_markdown_reads_them_as_marks(runs: tuple[Run, ...], written: str) -> None:
    document = Document((Part(PartKind.CHAPEAU, write(runs)),))

    assert write_markdown(document, STYLES["o-we"]).split("\n\n")[1].strip() == written


def test_footnotes_keep_names_of_their_own() -> None:
    marks = ("*", "*", "†", None)
    notes = tuple(Part(PartKind.FOOTNOTE, f"note {key}", key=key, mark=mark) for key, mark in zip("abcd", marks))  # noqa: B905
    text = Part(PartKind.OPERATIVE, "We note[^a][^b][^c][^d][^e]")
    printed = write_markdown(Document((text, *notes)), STYLES["o-we"])

    assert "We note[^*][^*-2][^note-3][^1]\\[\\^e\\]." in printed
    assert [line for line in printed.splitlines() if line.startswith("[^")] == [
        "[^*]: note a", "[^*-2]: note b", "[^note-3]: note c", "[^1]: note d"
    ]  # fmt: skip


WORDS = (
    "the harbours", "of Tarn", "2 * 3", "snake_case", "[brackets]", "a\\b", "<people>", "R&D", "50 %", "`code`", "(a)",
    "Ђорђе", "Ελλάδα", "İğdır", "50–60", "*", "_", "~ten~", "“quoted”", "#7", "U.N.",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).map(
    lambda words: f"We welcome {' '.join(words)} and thank all those who have taken part in it"
)
RUNS = st.builds(
    lambda words, bold, italic: write((Run("We "), Run("note", italic, bold), Run(f" that {words} stays as it was"))),
    SENTENCES,
    st.booleans(),
    st.booleans(),
)


@st.composite
def statements(draw: st.DrawFn) -> Document:
    clauses = [
        Part(PartKind.OPERATIVE, wording)
        for wording in draw(
            st.lists(st.one_of(SENTENCES.map(lambda text: write((Run(text),))), RUNS), min_size=3, max_size=6)
        )
    ]
    items = [Part(PartKind.ITEM, write((Run(text),)), level=1) for text in draw(st.lists(SENTENCES, max_size=3))]
    items = items if len(items) > 1 else []
    return replace(STATEMENT, parts=(*STATEMENT.parts[:3], clauses[0], *items, *clauses[1:], STATEMENT.parts[-1]))


@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_printed_markdown_reads_back_to_the_same_words(style: str) -> None:
    @settings(max_examples=60)
    @given(statements())
    def reads_back(document: Document) -> None:
        read = read_plain(write_markdown(document, STYLES[style]).encode()).document

        assert [(part.kind, part.level, plain(part.wording)) for part in read.parts] == [
            (part.kind, part.level, plain(part.wording)) for part in document.parts
        ]

    reads_back()


@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_any_statement_comes_out_with_every_line_a_paragraph_of_its_own(style: str) -> None:
    @settings(max_examples=40)
    @given(documents(style=style))
    def comes_out(document: Document) -> None:
        printed = write_markdown(document, STYLES[style])

        assert printed.startswith("---\n")
        assert printed == write_markdown(document, STYLES[style])
        assert not any(line.startswith("    ") and not line.strip() for line in printed.split("\n"))

    comes_out()
