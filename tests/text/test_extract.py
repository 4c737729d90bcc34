"""A text in part: what is left out keeps its place."""

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.extract import extract
from jointstatement.text.number import number_parts
from jointstatement.text.wording import plain

PARTS = (
    Part(PartKind.TITLE, "Joint Statement", id="t"),
    Part(PartKind.OPERATIVE, "We measure the water", id="1"),
    Part(PartKind.ITEM, "every morning", level=1, id="1a"),
    Part(PartKind.OPERATIVE, "We count the ferries[^lock]", ending="; and", id="2"),
    Part(PartKind.OPERATIVE, "We meet again[^next]", id="3"),
    Part(PartKind.CLOSING, "Done at Port Alder", id="c"),
    Part(PartKind.FOOTNOTE, "New Lock to some.", key="lock", id="f1"),
    Part(PartKind.FOOTNOTE, "In spring.", key="next", id="f2"),
    Part(PartKind.FOOTNOTE, "Nothing refers to this.", key="loose", id="f3"),
)


def test_clauses_that_are_left_out_keep_their_place_and_take_their_items_and_footnotes_along() -> None:
    kept = extract(PARTS, {"1", "2"})

    assert [(part.id, plain(part.wording)) for part in kept] == [
        ("t", "Joint Statement"),
        ("1", "[…]"),
        ("2", "[…]"),
        ("3", plain(PARTS[4].wording)),
        ("c", "Done at Port Alder"),
        ("f2", "In spring."),
        ("f3", "Nothing refers to this."),
    ]
    assert number_parts(kept)[3] == "3"
    assert kept[2].ending == ""


def test_text_of_which_nothing_is_left_out_stays_what_it_is() -> None:
    assert extract(PARTS, ()) == PARTS
