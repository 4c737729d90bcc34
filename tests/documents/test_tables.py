"""How tables of comments cite the text and name the kinds of comment."""

from dataclasses import replace
from typing import Any

import pytest
from tests.documents.comments import GAUGES, HEADING, NOTE, TITLE, UPPER, table

from jointstatement.documents.tables import (
    Layout,
    Piece,
    Tone,
    citation_of,
    codex_type,
    first_words,
    iso_citation,
    iso_type,
    laid_out,
    redline_cell,
)
from jointstatement.terms import CommentClass, PartKind, Weight
from jointstatement.text.comments import CitedPart, CommentRow


@pytest.mark.parametrize(
    ("part", "in_iso", "in_codex"),
    [
        (None, ("", ""), "General comments"),
        (TITLE, ("", "Title"), "Title"),
        (GAUGES, ("3", ""), "Clause 3"),
        (UPPER, ("3", "(a)"), "Clause 3(a)"),
        (CitedPart("", PartKind.PREAMBULAR, "PP2", "Recalling"), ("PP2", ""), "Clause PP2"),
        (CitedPart("", PartKind.ITEM, "3(a)(ii)", "tides"), ("3", "(a)(ii)"), "Clause 3(a)(ii)"),
        (CitedPart("", PartKind.ITEM, "", "and tides"), ("", "Paragraph “and tides”"), "Paragraph “and tides”"),
        (NOTE, ("", "Footnote *"), "Footnote *"),
        (replace(GAUGES, last_in="Rev.1"), ("3 (Rev.1)", ""), "Clause 3 (Rev.1)"),
        (replace(UPPER, last_in="Rev.1"), ("3", "(a) (Rev.1)"), "Clause 3(a) (Rev.1)"),
        (replace(TITLE, last_in="Rev.1"), ("", "Title (Rev.1)"), "Title (Rev.1)"),
        (
            HEADING,
            ("", "Heading “The crossings and what is to become of them”"),
            "Heading “The crossings and what is to become of them”",
        ),
    ],
)
def test_part_is_cited_by_its_number_or_by_what_it_is(
    part: CitedPart | None, in_iso: tuple[str, str], in_codex: str
) -> None:
    assert iso_citation(part) == in_iso
    assert citation_of(part) == in_codex


@pytest.mark.parametrize(
    ("kind", "part", "in_iso", "in_codex"),
    [
        (CommentClass.EDITORIAL, GAUGES, "ed", "Editorial"),
        (CommentClass.TRANSLATION, GAUGES, "ed (translation)", "Translation"),
        (CommentClass.TECHNICAL, GAUGES, "te", "Technical"),
        (CommentClass.SUBSTANTIVE, GAUGES, "te (substantive)", "Substantive"),
        (CommentClass.SUBSTANTIVE, None, "ge", "Substantive"),
        (CommentClass.EDITORIAL, None, "ge (editorial)", "Editorial"),
        (Weight.EDITORIAL, GAUGES, "ed", "Editorial"),
        (Weight.PREFERRED, GAUGES, "te", "Substantive (preferred)"),
        (Weight.ESSENTIAL, GAUGES, "te (essential)", "Substantive (essential)"),
    ],
)
def test_kinds_of_comment_have_the_letters_of_the_form(
    kind: Any, part: CitedPart | None, in_iso: str, in_codex: str
) -> None:
    row = CommentRow("Borvia", part, kind, "Words.")

    assert (iso_type(row), codex_type(row)) == (in_iso, in_codex)


def test_long_wording_is_cited_by_its_first_words() -> None:
    assert first_words("*We* note\nthe tides") == "We note the tides"
    assert first_words("tide " * 20) == "tide " * 11 + "tide…"
    assert first_words("x" * 70) == "x" * 60 + "…"


def test_redline_is_made_of_what_stays_goes_and_comes() -> None:
    assert redline_cell("every *six* hours", "every *three* hours[^lock]") == (
        Piece("every "),
        Piece("six", Tone.STRUCK, italic=True),
        Piece("three", Tone.INSERTED, italic=True),
        Piece(" hours"),
        Piece("[^lock]", Tone.INSERTED),
    )


def test_rows_on_one_part_stand_under_it_together_in_the_codex_layout() -> None:
    groups = laid_out(table(), Layout.CODEX).groups

    assert [(group.citation, len(group.rows)) for group in groups] == [
        ("General comments", 1),
        ("Title", 1),
        ("Clause 3", 3),
        ("Clause 3(a)", 1),
        ("Clause 5", 1),
        ("Heading “The crossings and what is to become of them”", 1),
        ("Footnote *", 1),
    ]


def test_compilation_leaves_the_column_for_answers_empty() -> None:
    (compiled,) = laid_out(table(), Layout.ISO).groups
    (answered,) = laid_out(table(with_answers=True), Layout.ISO).groups

    assert {row[-1] for row in compiled.rows} == {()}
    assert answered.rows[2][-1] == (
        Piece("Accepted with changes", Tone.STRONG),
        Piece("\nFour hours, as the drafting group has it.\nWith thanks."),
    )
