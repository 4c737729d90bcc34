"""Which clause a number in the words means, however the numbers move."""

from dataclasses import replace

import pytest

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.references import (
    Reference,
    Standing,
    brought_up_to_date,
    citing,
    followed,
    numbers_in,
    references_of,
)

PREAMBULAR, CLAUSE, ITEM, NOTE = PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.ITEM, PartKind.FOOTNOTE


def clauses(*wordings: str, kind: PartKind = CLAUSE) -> tuple[Part, ...]:
    return tuple(Part(kind, words, id=f"{kind}{place}") for place, words in enumerate(wordings, start=1))


def said(found: tuple[Reference, ...]) -> list[tuple[str, str | None, str, Standing]]:
    return [(each.cited.label, each.meant, each.now, each.standing) for each in found]


def test_numbers_are_read_as_references_where_they_cite_clauses_of_this_text() -> None:
    words = "On 3 May, paragraphs 2, 3 bis and PP1 above, clause 3 (a); paragraph 9 of decision 12, clause 1234"
    assert [(each.label, each.occurrence, each.phrase != "") for each in numbers_in(words)] == [
        ("3", 0, False),
        ("2", 0, True),
        ("3bis", 0, True),
        ("PP1", 0, True),
        ("3(a)", 0, True),
        ("9", 0, False),
        ("12", 0, False),
    ]


@pytest.mark.parametrize(
    ("words", "is_own"),
    [
        ("We adapt clause 3 in order to meet twice", True),
        ("We apply clause 3 in full", True),
        ("We apply clause 3 in the light of the floods", True),
        ("We apply clause 3 in its entirety", True),
        ("We act on clause 3 in that regard", True),
        ("We review clause 3 in 2031", True),
        ("We apply clause 3 to the extent possible", True),
        ("We use clause 3 to that end", True),
        ("We use clause 3 to measure the water", True),
        ("We apply clause 3 from now on", True),
        ("We apply clause 3 of this statement", True),
        ("We recall clause 3 in the Charter", False),
        ("We recall clause 3 in Decision 7", False),
        ("We recall clause 3 to the Charter", False),
        ("We recall clause 3 in its Charter", False),
        ("We recall clause 3 to that Charter", False),
        ("We recall clause 3 to Protocol 2", False),
        ("We quote clause 3 from the Charter", False),
        ("We act as clause 3 of the Charter says", False),
    ],
)
def test_clause_of_another_document_is_told_from_a_purpose(words: str, *, is_own: bool) -> None:
    assert bool(numbers_in(words)[0].phrase) is is_own


def test_reference_keeps_its_clause_when_numbers_move_and_clauses_go() -> None:
    text = (
        *clauses("Recalling preambular paragraph 1", kind=PREAMBULAR),
        *clauses("We meet", "We sail as clauses 1 and *3* say, and as clause 9 does", "We moor"),
        Part(ITEM, "with ropes, as clause 3(a) says", level=1, id="ropes"),
        Part(NOTE, "A note on clause 1.", key="n", id="note"),
    )
    first = references_of(text, {})
    assert said(first) == [
        ("1", "preambular1", "1", Standing.RIGHT),
        ("1", "operative1", "1", Standing.RIGHT),
        ("3", "operative3", "3", Standing.RIGHT),
        ("9", None, "", Standing.UNKNOWN),
        ("3(a)", "ropes", "3(a)", Standing.RIGHT),
        ("1", "operative1", "1", Standing.RIGHT),
    ]
    kept = {each.name: each.meant for each in first if each.meant}

    moved = (Part(PREAMBULAR, "Noting this", id="new"), text[0], text[2], Part(CLAUSE, "We row", id="row"), *text[3:])
    later = references_of(moved, kept)
    assert said(later) == [
        ("1", "preambular1", "2", Standing.BEHIND),
        ("1", "operative1", "", Standing.LOST),
        ("3", "operative3", "3", Standing.RIGHT),
        ("9", None, "", Standing.UNKNOWN),
        ("3(a)", "ropes", "3(a)", Standing.RIGHT),
        ("1", "operative1", "", Standing.LOST),
    ]
    shorter = (*text[:1], text[2], *text[3:])
    behind = references_of(shorter, {**kept, ("operative2", "9", 0): None, ("ropes", "3(a)", 0): "operative2"})
    assert said(behind)[1:5] == [
        ("1", "operative1", "", Standing.LOST),
        ("3", "operative3", "2", Standing.BEHIND),
        ("9", None, "", Standing.NONE),
        ("3(a)", "operative2", "1", Standing.BEHIND),
    ]
    assert brought_up_to_date(shorter[1].wording, [each for each in behind if each.part_id == "operative2"]) == (
        "We sail as clauses 1 and *2* say, and as clause 9 does"
    )
    held = tuple(replace(part, number="3bis") if part.id == "operative3" else part for part in text)
    bold = "We **sail as clauses 1 and** 3 say[^n]"
    number = numbers_in("We sail as clauses 1 and 3 say")[1]
    assert brought_up_to_date(bold, [Reference("x", number, "operative3", "3bis", Standing.BEHIND)]) == (
        "We **sail as clauses 1 and** 3bis say[^n]"
    )
    assert said(references_of(held, kept))[2] == ("3", "operative3", "3bis", Standing.BEHIND)


def test_reference_is_followed_through_other_words_and_into_halves() -> None:
    whole = "We recall clause 3 on 3 May, and clause 4"
    assert followed([("a", whole)], [("a", "We recall clause 4 of old; on 3 May, and clause 4")]) == {
        ("a", "3", 1): ("a", "3", 0),
        ("a", "4", 0): ("a", "4", 1),
    }
    halves = [("a", "We recall clause 3"), ("b", "We meet on 3 May, and clause 4")]
    assert followed([("a", whole)], halves) == {
        ("a", "3", 0): ("a", "3", 0),
        ("a", "3", 1): ("b", "3", 0),
        ("a", "4", 0): ("b", "4", 0),
    }
    assert followed(halves, [("b", "We recall clause 3; we meet on 3 May, and clause 4")])[("a", "3", 0)] == (
        "b",
        "3",
        0,
    )


def test_number_cites_in_brackets_and_neither_in_another_document_nor_as_a_quantity() -> None:
    words = "We note clauses 2 [and 3], paragraph 4 of the Treaty and 5 boats"
    assert citing([("a", words)]) == {("a", "2", 0), ("a", "3", 0)}
