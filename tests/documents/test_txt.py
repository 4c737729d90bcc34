"""Printed plain text shows what Word shows, and reads back with the same clauses and words."""

from dataclasses import replace

import pytest
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES

from jointstatement.documents.plain import read_plain
from jointstatement.documents.txt import write_txt
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part

STATEMENT = Document(
    (
        Part(PartKind.TITLE, "JOINT STATEMENT"),
        Part(PartKind.CHAPEAU, "The delegations of Pelland and Quay met in Tarn on 3 June 2031 and concluded:"),
        Part(PartKind.OPERATIVE, "We welcome the new lighthouse[^1] and thank all those who have built it"),
        Part(PartKind.OPERATIVE, "We task the chair with the tides.\nShe reports before the end of next year"),
        Part(PartKind.OPERATIVE, "We agree to watch the following"),
        Part(PartKind.ITEM, "the lamps of the outer harbour", level=1),
        Part(PartKind.ITEM, "the buoys of the inner harbour", level=1),
        Part(PartKind.OPERATIVE, "We thank Tarn for its hospitality"),
        Part(PartKind.FOOTNOTE, "Built in 2030.", key="1"),
    )
)  # fmt: skip


def test_markers_endings_and_footnotes_are_typed() -> None:
    assert write_txt(STATEMENT, STYLES["o-we"]) == (
        "JOINT STATEMENT\n\n"
        "The delegations of Pelland and Quay met in Tarn on 3 June 2031 and concluded:\n\n"
        "Ø We welcome the new lighthouse[1] and thank all those who have built it;\n\n"
        "Ø We task the chair with the tides.\n\n"
        "    She reports before the end of next year;\n\n"
        "Ø We agree to watch the following:\n\n"
        "    (a) the lamps of the outer harbour; and\n\n"
        "    (b) the buoys of the inner harbour; and\n\n"
        "Ø We thank Tarn for its hospitality.\n\n"
        "[1] Built in 2030.\n"
    )


@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_printed_text_reads_back_with_the_same_parts_and_words(style: str) -> None:
    read = read_plain(write_txt(STATEMENT, STYLES[style]).encode()).document

    assert [(part.kind, part.wording, part.level) for part in read.parts if part.kind is not PartKind.OPERATIVE] == [
        (part.kind, part.wording, part.level) for part in STATEMENT.parts if part.kind is not PartKind.OPERATIVE
    ]
    assert [part.wording for part in read.clauses] == [part.wording for part in STATEMENT.clauses]


def test_draft_says_so_on_its_first_line() -> None:
    lines = write_txt(HARBOUR_DRAFT, STYLES["o-we"]).splitlines()

    assert lines[0] == "Delegations only | Rev.2 | 1 May 2031, 14:00 (Europe/Ljubljana)"
    assert "PP1 Recalling the Tarn Charter:" in lines
    assert "1\u00a0Ø We welcome the lighthouse at Ostmark** and note its lamp;" in lines


def test_everything_round_the_text_is_printed() -> None:
    text = write_txt(HARBOUR, STYLES["o-we"])

    assert text.endswith(
        "Adopted in Tarn on 3 June 2031\n\n"
        "Ada Roe\nFor Pelland\n\nBo Dahl\nFor Quay\n\nCai Poe\nFor Ostmark\n\n"
        "Reservations and statements\n\n"
        "Reservation by Quay on clause 2\nQuay reserves its position.\nIt joins the rest.\n\n"
        "List of participants\n\n"
        "Ada Roe, Rear Admiral, Pelland\nBo Dahl, Kapitän zur See, Quay\n"
    )


def test_numbered_begins_with_its_own_title_where_there_is_none() -> None:
    untitled = replace(STATEMENT, parts=STATEMENT.parts[1:])

    assert write_txt(untitled, STYLES["numbered"]).startswith("CONFERENCE CONCLUSIONS\n\n")
