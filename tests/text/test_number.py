"""Citation labels and list forms."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.number import (
    held_numbers,
    inserted_label,
    item_label,
    lower_letter,
    lower_roman,
    number_parts,
    numbered_through,
)


def part(kind, level=0, **more):
    return Part(PartKind(kind), "Words", level, **more)


def test_operative_clauses_count_through_headings():
    parts = [
        part("title"),
        part("heading", 1),
        part("operative"),
        part("heading", 1),
        part("operative"),
        part("closing"),
    ]

    assert number_parts(parts) == ("", "", "1", "", "2", "")


def test_preambular_clauses_alone_have_plain_numbers():
    assert number_parts([part("chapeau"), part("preambular"), part("preambular")]) == ("", "1", "2")


def test_preambular_clauses_beside_operative_ones_are_told_apart():
    parts = [part("preambular"), part("preambular"), part("formula"), part("operative"), part("item", 1)]

    assert number_parts(parts) == ("PP1", "PP2", "", "1", "1(a)")


def test_items_continue_the_label_of_their_clause():
    parts = [part("operative"), part("item", 1), part("item", 2), part("item", 2), part("item", 1), part("operative")]
    parts += [part("item", 1), part("item", 2), part("item", 3)]

    assert number_parts(parts) == ("1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)", "2", "2(a)", "2(a)(i)", "2(a)(i)(a)")


def test_a_continuation_paragraph_takes_no_letter():
    parts = [part("operative"), part("item", 1), part("item", 1, label=""), part("item", 1, label="-")]

    assert number_parts(parts) == ("1", "1(a)", "", "1(b)")


def test_an_item_that_leaves_levels_out_is_cited_as_if_they_had_begun():
    parts = [part("operative"), part("item", 2), part("item", 2), part("item", 1), part("item", 3)]

    assert number_parts(parts) == ("1", "1(a)(i)", "1(a)(ii)", "1(b)", "1(b)(i)(a)")


def test_footnotes_have_their_mark_or_their_number():
    parts = [part("footnote", key="a"), part("footnote", key="b", mark="*"), part("footnote", key="c")]

    assert number_parts(parts) == ("1", "*", "2")


@given(st.lists(st.tuples(st.sampled_from(["preambular", "operative", "item"]), st.integers(0, 4)), max_size=20))
def test_no_two_clauses_or_items_share_a_label(shape):
    parts = [part("operative")] + [part(kind, level) for kind, level in shape]
    labels = number_parts(parts)

    assert len(labels) == len(parts)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("previous", "taken", "label"),
    [
        ("3", (), "3bis"),
        ("3", ("3bis",), "3ter"),
        ("3bis", ("3bis",), "3ter"),
        ("3ter", ("3bis", "3ter"), "3quater"),
        ("3", ("3bis", "3ter", "3quater"), "3quinquies"),
        ("PP2", (), "PP2bis"),
        ("3(a)", (), "3(a)bis"),
        ("OP7quater", ("OP7bis", "OP7ter", "OP7quater", "OP7quinquies"), "OP7sexies"),
    ],
)
def test_an_inserted_clause_takes_the_next_latin_label(previous, taken, label):
    assert inserted_label(previous, taken) == label


def test_insertions_never_run_out_of_labels():
    taken = ["3"]
    for _ in range(30):
        taken.append(inserted_label(taken[-1], taken))

    assert len(set(taken)) == 31
    assert taken[-1] == "3(31)"


def test_letters_go_on_after_z():
    assert [lower_letter(n) for n in (1, 2, 26, 27, 52, 53, 702, 703)] == ["a", "b", "z", "aa", "az", "ba", "zz", "aaa"]


def test_roman_numerals_are_written_short():
    assert [lower_roman(n) for n in (1, 4, 9, 14, 40, 99, 2019)] == ["i", "iv", "ix", "xiv", "xl", "xcix", "mmxix"]


def test_items_alternate_letters_and_numerals():
    assert [item_label(level, 2) for level in (1, 2, 3)] == ["(b)", "(ii)", "(b)"]


@pytest.mark.parametrize("count", [lower_letter, lower_roman])
def test_counting_begins_at_one(count):
    with pytest.raises(ValueError, match="from 1"):
        count(0)


# Held numbers


def clauses(held: dict[str, str]) -> list[Part]:
    """Operative clauses, and preambular ones where the number has PP, that have these numbers by their ids."""
    return [
        Part(PartKind.PREAMBULAR if key.isupper() else PartKind.OPERATIVE, key, number=number or None, id=key)
        for key, number in held.items()
    ]


@pytest.mark.parametrize(
    ("kept", "labels"),
    [
        ({"a": "1", "x": "", "y": "", "b": "2"}, ("1", "1bis", "1ter", "2")),
        ({"a": "1", "c": "3", "x": ""}, ("1", "3", "4")),
        ({"b": "2", "c": "3", "a": "1", "x": ""}, ("2", "3", "1", "1bis")),
        ({"x": "", "y": "", "a": "1"}, ("1ante", "1ante2", "1")),
        ({"a": "1ante", "x": "", "b": "1bis", "y": ""}, ("1ante", "1ante2", "1bis", "1ter")),
        ({"A": "PP1", "X": "", "B": "PP2", "Y": "", "a": "1"}, ("PP1", "PP1bis", "PP2", "PP3", "1")),
        ({"X": "", "a": "1", "b": "2"}, ("PP1", "1", "2")),
        ({"A": "1", "B": "2", "x": ""}, ("1", "2", "3")),
    ],
)
def test_clause_without_a_number_among_held_ones_is_cited_by_where_it_stands(kept, labels):
    assert number_parts(clauses(kept)) == labels


def test_items_follow_the_number_that_their_clause_keeps():
    parts = [*clauses({"a": "2bis"}), part("item", 1), part("item", 2)]

    assert number_parts(parts) == ("2bis", "2bis(a)", "2bis(a)(i)")
    assert number_parts(numbered_through(parts)) == ("1", "1(a)", "1(a)(i)")


def test_number_that_was_given_is_never_given_again():
    assert held_numbers(clauses({"a": "", "x": ""}), {"a": "3"}, {"3bis", "4"}) == ("3", "3ter")


DEEDS = st.lists(
    st.tuples(st.sampled_from(["insert", "remove", "move", "table", "renumber"]), st.integers(0, 30), st.booleans()),
    max_size=40,
)


@settings(max_examples=150)
@given(st.lists(st.booleans(), max_size=8), DEEDS)
def test_clause_keeps_its_number_whatever_happens_round_it(begun, deeds):
    """Clauses put in, taken out, moved and tabled: no number is given twice, and numbered anew they run through."""
    names = itertools.count()
    text = [(next(names), kind) for kind in begun]
    text.sort(key=lambda clause: not clause[1])
    held: dict[int, str] = {}
    ever: dict[str, int] = {}
    is_held = False

    def parts() -> list[Part]:
        kinds = {True: PartKind.PREAMBULAR, False: PartKind.OPERATIVE}
        return [Part(kinds[kind], "", id=str(name)) for name, kind in text]

    def labels() -> dict[int, str]:
        numbers = held_numbers(parts(), {str(name): number for name, number in held.items()}, ever)
        return dict(zip([name for name, _ in text], numbers if is_held else number_parts(parts()), strict=True))

    for deed, at, kind in deeds:
        if deed == "insert":
            text.insert(at % (len(text) + 1), (next(names), kind))
        elif deed == "remove" and text:
            text.pop(at % len(text))
        elif deed == "move" and text:
            text.append(text.pop(at % len(text)))
        elif deed == "table":
            held, is_held = labels(), True
            ever |= {number: name for name, number in held.items()}
        elif deed == "renumber":
            held, ever, is_held = {}, {}, False
        now = labels()
        assert len(set(now.values())) == len(now)
        assert all(now[name] == held[name] for name, _ in text if name in held)
        assert all(ever.get(number, name) == name for name, number in now.items())
        if not is_held:
            counts = [
                [int(now[name].removeprefix("PP")) for name, kind in text if kind is which] for which in (True, False)
            ]
            assert counts == [list(range(1, len(each) + 1)) for each in counts]
