"""By which words agreed language is found, and how near a wording is to it."""

from jointstatement.terms import PartKind
from jointstatement.text.agreed import Sought, digest_of, folded, likeness, remembered, sought
from jointstatement.text.document import Part


def test_words_lose_capitals_accents_and_marks_in_any_language():
    assert folded("We *thank* Pôrt-Âlder[^lock] for Straße № 7") == (
        "we", "thank", "port", "alder", "for", "strasse", "no", "7",
    )  # fmt: skip
    assert folded("Ποταμός и реки Йорвланда") == ("ποταμοσ", "и", "реки", "иорвланда")
    assert folded("… – ;") == ()


def test_what_is_typed_is_words_and_phrases():
    assert sought('gauges “six  Hours” gauges "–"') == Sought(("gauges",), ("six hours",))
    assert sought("*^_") == Sought((), ())


def test_same_words_are_the_same_whatever_their_type():
    assert digest_of("We  *agree* to measure") == digest_of("We agree\nto measure")
    assert digest_of("We agree to measure") != digest_of("We Agree to measure")


def test_likeness_is_the_share_of_neighbouring_words():
    assert likeness("we share our readings", "We share our readings") == 1.0
    assert likeness("we share our readings", "they hide") == 0.0
    assert 0.5 < likeness("we share our readings daily", "we share our readings weekly") < 1.0
    assert likeness("", "") == 0.0


def test_clauses_and_items_are_remembered_with_their_labels():
    parts = (
        Part(PartKind.TITLE, "Title", id="t"),
        Part(PartKind.OPERATIVE, "We share", id="c"),
        Part(PartKind.ITEM, "readings", level=1, id="i"),
        Part(PartKind.CLOSING, "Done", id="z"),
    )

    assert [(each.part.id, each.place, each.label, each.words) for each in remembered(parts)] == [
        ("c", 2, "1", "we share"),
        ("i", 3, "1(a)", "readings"),
    ]
