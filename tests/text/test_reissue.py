"""What lies open in a later text, and what is settled."""

from dataclasses import replace

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.reissue import Reissue, reissue

TITLE = Part(PartKind.TITLE, "On the river", id="t")
ONE = Part(PartKind.OPERATIVE, "We measure", id="1")
TWO = Part(PartKind.OPERATIVE, "We publish", id="2")
ITEM = Part(PartKind.ITEM, "the readings", level=1, id="2a")
THREE = Part(PartKind.OPERATIVE, "We meet", id="3")
TEXT = (TITLE, ONE, TWO, ITEM, THREE)


def opened(after: tuple[Part, ...], *objected: str) -> Reissue:
    return reissue(TEXT, after, objected=set(objected))


def test_nothing_changed_and_nobody_objected_settles_all() -> None:
    assert opened((TITLE, ONE, replace(TWO, label="2."), ITEM, THREE)) == Reissue(frozenset(), False)


def test_changed_item_opens_its_clause_and_an_objection_to_a_clause_its_items() -> None:
    assert opened((TITLE, ONE, TWO, replace(ITEM, wording="all readings"), THREE)) == Reissue({"2", "2a"}, False)
    assert opened(TEXT, "2") == opened(TEXT, "2a") == Reissue(frozenset({"2", "2a"}), False)


def test_item_taken_out_opens_its_clause_and_a_new_clause_is_open() -> None:
    new = Part(PartKind.OPERATIVE, "We fish", id="4")
    assert opened((TITLE, ONE, TWO, new, THREE)) == Reissue(frozenset({"2", "4"}), False)


def test_only_the_whole_answers_to_a_clause_taken_out_or_moved() -> None:
    assert opened((TITLE, ONE, TWO, ITEM)) == Reissue(frozenset(), True)
    assert opened((TITLE, THREE, ONE, TWO, ITEM)) == Reissue(frozenset(), True)
