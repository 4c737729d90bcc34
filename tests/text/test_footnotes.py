"""Where a delegation's footnote is called, and the text with all of them."""

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.footnotes import OwnFootnote, stands_at, with_footnotes

PARTS = (
    Part(PartKind.CHAPEAU, "The ministers of Borvian Hills, *Borvia*[^own] and Istara", id="chapeau"),
    Part(PartKind.OPERATIVE, "We measure the level **daily**", id="first"),
    Part(PartKind.FOOTNOTE, "Borvia in its present borders.", key="own", id="own"),
)


def put(part_id: str, *names: str, key: str = "note-1", text: str = "Only on *weekdays*.") -> OwnFootnote:
    return OwnFootnote(key=key, part_id=part_id, names=names, text=text)


def test_footnote_is_called_at_the_end_of_its_part_or_behind_the_first_mention_of_the_name() -> None:
    on_name = put("", "Borvia", key="note-2", text="Read with the annex.")

    printed = with_footnotes(PARTS, (put("first", "Istara", "Borvia", "Kelmora"), on_name))

    assert [(part.wording, part.key) for part in printed] == [
        ("The ministers of Borvian Hills, *Borvia*[^note-2][^own] and Istara", None),
        ("We measure the level **daily**[^note-1]", None),
        ("Borvia in its present borders.", "own"),
        ("Borvia: Read with the annex.", "note-2"),
        ("Istara, Borvia and Kelmora: Only on \\*weekdays\\*.", "note-1"),
    ]


def test_footnote_whose_place_has_left_the_text_is_not_called() -> None:
    assert stands_at(PARTS, "gone", "Borvia") is None
    assert stands_at(PARTS, "own", "Borvia") is None
    assert stands_at(PARTS, "", "Borvi") is None
    assert with_footnotes(PARTS, (put("gone", "Borvia"),)) == PARTS


def test_two_footnotes_at_one_place_follow_each_other_in_their_order() -> None:
    printed = with_footnotes(PARTS, (put("first", "Istara"), put("first", "Borvia", key="note-2")))

    assert (printed[1].wording, [part.key for part in printed[2:]]) == (
        "We measure the level **daily**[^note-1][^note-2]",
        ["own", "note-1", "note-2"],
    )
