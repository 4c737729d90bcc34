"""What may stand after a part, and where a wording might be divided."""

import pytest

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.place import halves, kind_after

PARTS = (
    Part(PartKind.TITLE, "Statement"),
    Part(PartKind.CHAPEAU, "We met"),
    Part(PartKind.PREAMBULAR, "Mindful of the river"),
    Part(PartKind.FORMULA, "Hereby decide:"),
    Part(PartKind.OPERATIVE, "To meet again"),
    Part(PartKind.ITEM, "in spring", level=1),
    Part(PartKind.HEADING, "At last", level=1),
    Part(PartKind.CLOSING, "Done here"),
    Part(PartKind.FOOTNOTE, "A lock", key="lock"),
)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, None),
        (1, PartKind.PREAMBULAR),
        (2, PartKind.PREAMBULAR),
        (3, PartKind.OPERATIVE),
        (4, PartKind.OPERATIVE),
        (5, PartKind.ITEM),
        (6, PartKind.OPERATIVE),
        (7, None),
        (8, None),
    ],
)
def test_new_part_is_of_the_kind_that_stands_there(place: int, expected: PartKind | None) -> None:
    assert kind_after(PARTS, PARTS[place]) == expected


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("We meet. We part", ("We meet.", "We part")),
        ("We meet in May, and we part", ("We meet in May", "and we part")),
        ("Peace", ("Peace", "")),
    ],
)
def test_wording_is_divided_near_its_middle(wording: str, expected: tuple[str, str]) -> None:
    assert halves(wording) == expected
