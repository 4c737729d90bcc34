"""Closing punctuation from the place, and endings that a text brought with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.punctuate import EndingRules, endings, split_ending

RULES = EndingRules()


def part(kind, level=0, **more):
    return Part(PartKind(kind), "Words", level, **more)


def test_a_preamble_and_operative_clauses():
    parts = [part("title"), part("chapeau"), part("preambular"), part("preambular"), part("formula")]
    parts += [
        part("operative"),
        part("heading", 1),
        part("operative"),
        part("operative"),
        part("closing"),
        part("footnote"),
    ]

    assert endings(parts, RULES) == ("", "", ",", ",", "", ";", "", "; and", ".", "", "")


def test_a_single_clause_ends_the_text():
    assert endings([part("operative")], RULES) == (".",)


def test_two_clauses():
    assert endings([part("operative"), part("operative")], RULES) == ("; and", ".")


def test_a_lone_operative_clause_after_a_preamble():
    assert endings([part("preambular"), part("operative")], RULES) == (",", ".")


def test_preambular_clauses_alone_end_with_the_last_ending():
    assert endings([part("preambular"), part("preambular"), part("preambular")], RULES) == (",", ",", ".")


def test_the_last_item_takes_over_the_ending_of_its_clause():
    parts = [part("operative"), part("item", 1), part("item", 1), part("item", 1), part("operative"), part("item", 1)]

    assert endings(parts, RULES) == (":", ";", "; and", "; and", ":", ".")


def test_the_last_item_may_have_an_ending_of_its_own():
    parts = [part("operative"), part("item", 1), part("item", 1), part("operative")]

    assert endings(parts, EndingRules(item_last=".")) == (":", "; and", ".", ".")


def test_nested_items_take_over_the_ending_of_their_item():
    parts = [part("operative"), part("item", 1), part("item", 2), part("item", 2), part("item", 1), part("item", 1)]

    assert endings(parts, RULES) == (":", ":", "; and", ";", "; and", ".")


def test_a_continuation_paragraph_carries_the_ending_of_the_place():
    parts = [part("operative"), part("item", 1), part("item", 1), part("item", 1, label=""), part("operative")]

    assert endings(parts, RULES) == (":", "; and", ";", "; and", ".")


def test_a_clause_of_two_paragraphs_introduces_no_items():
    parts = [part("operative"), part("item", 1, label=""), part("operative")]

    assert endings(parts, RULES) == (";", "; and", ".")


def test_items_may_follow_a_continuation_paragraph():
    parts = [part("operative"), part("item", 1, label=""), part("item", 1), part("item", 1)]

    assert endings(parts, RULES) == (";", ";", "; and", ".")


def test_a_full_stop_after_every_clause_is_a_matter_of_rules():
    rules = EndingRules(operative=".", before_last=".")

    assert endings([part("operative")] * 3, rules) == (".", ".", ".")


own_endings = st.none() | st.sampled_from(["", ";", ".", "; and"])
parts_of_any_shape = st.lists(
    st.builds(
        Part,
        st.sampled_from(PartKind),
        st.just("Words"),
        level=st.integers(0, 4),
        ending=own_endings,
        label=st.sampled_from([None, "", "a."]),
    ),
    max_size=15,
)


@given(parts_of_any_shape)
def test_an_ending_of_its_own_always_wins(parts):
    printed = endings(parts, RULES)

    assert len(printed) == len(parts)
    assert all(own.ending in (None, ending) for own, ending in zip(parts, printed, strict=True))


@given(parts_of_any_shape)
def test_an_own_ending_changes_no_other(parts):
    bare = [Part(p.kind, p.wording, p.level, label=p.label) for p in parts]
    computed = endings(bare, RULES)

    assert endings(parts, RULES) == tuple(
        c if p.ending is None else p.ending for p, c in zip(parts, computed, strict=True)
    )


def test_every_clause_and_item_has_an_ending_computed():
    parts = [part("preambular"), part("item", 1), part("operative"), part("item", 2), part("item", 1), part("item", 3)]

    assert all(endings(parts, RULES))


@pytest.mark.parametrize(
    ("text", "wording", "ending"),
    [
        ("We note; and", "We note", "; and"),
        ("Noting, and ", "Noting", ", and"),
        ("We note;", "We note", ";"),
        ("Noting,", "Noting", ","),
        ("We note.", "We note", "."),
        ("We note:", "We note", ":"),
        ("We note", "We note", ""),
        ("Nous notons ; et", "Nous notons", " ; et"),
        ("Nous notons\u00a0;", "Nous notons", "\u00a0;"),
        ("Wir stellen fest; und", "Wir stellen fest", "; und"),
        ("Отмечаем; и", "Отмечаем", "; и"),
        ("Primamo na znanje; i", "Primamo na znanje", "; i"),
        ("Kaydediyoruz; ve", "Kaydediyoruz", "; ve"),
        ("Observamos; y", "Observamos", "; y"),
        ("Osserviamo; e", "Osserviamo", "; e"),
        ("Σημειώνουμε· και", "Σημειώνουμε", "· και"),
        ("Σημειώνουμε; και", "Σημειώνουμε", "; και"),
        ("Vi noterar; och", "Vi noterar", "; och"),
        ("We note; AND", "We note", "; AND"),
        ("papers, reports etc.", "papers, reports etc", "."),
        ("the “open door.”", "the “open door.”", ""),
        ('the "open door."', 'the "open door."', ""),
        ("and so on…", "and so on…", ""),
        ("and so on...", "and so on...", ""),
        ("(as amended.)", "(as amended.)", ""),
        ("bread; anders", "bread; anders", ""),
        ("supply and", "supply and", ""),
        (";", "", ";"),
        ("", "", ""),
    ],
)
def test_an_ending_is_split_off(text, wording, ending):
    assert split_ending(text) == (wording, ending)


@given(st.text(alphabet="ab ;,.:…”andet\u00a0\n", max_size=20) | st.text())
def test_wording_and_ending_are_the_whole_text(text):
    wording, ending = split_ending(text)

    assert wording + ending == text.rstrip()
