"""One label each, for every word of the glossary that people read."""

import pytest

from jointstatement.terms import CommentClass, DispositionKind, PartKind, Position, ReservationKind, Role, Weight
from jointstatement.web.labels import icon_of, label_of, letter_of


@pytest.mark.parametrize("glossary", [Position, DispositionKind, CommentClass, Weight, Role, PartKind, ReservationKind])
def test_every_term_has_a_label_of_its_own(glossary):
    labels = [label_of(term) for term in glossary]

    assert len(set(labels)) == len(labels)
    assert all(labels)


def test_terms_of_two_glossaries_with_one_value_have_two_labels():
    assert label_of(Weight.EDITORIAL) == "Editorial"
    assert label_of(CommentClass.EDITORIAL) == "Editorial comment"


def test_no_position_is_awaited():
    assert (label_of(None), icon_of(None), letter_of(None)) == ("Awaited", "await", "")
