"""Words compared with the amendments that they are to stand for."""

from jointstatement.text.consolidating import Consolidated, Trace, consolidated

BASE = "We agree to exchange readings"


def test_words_in_another_order_are_there() -> None:
    proposals = {"borvia": "We agree to freely share readings", "istara": "We agree to exchange all readings"}

    found = consolidated(BASE, proposals, "We agree to share freely all readings")

    assert found == Consolidated((Trace("borvia", (), (), True), Trace("istara", (), (), True)), (), ())


def test_word_that_stands_once_is_not_there_twice() -> None:
    found = consolidated(BASE, {"borvia": "We freely agree to freely exchange readings"}, f"{BASE} freely")

    assert [each.dropped for each in found.traces] == [("freely",)]
    assert found.added == ()


def test_word_of_nobody_is_added_and_one_that_is_gone_is_dropped() -> None:
    found = consolidated(BASE, {"borvia": "We agree to exchange all readings"}, "We agree to exchange most readings")

    assert found.traces == (Trace("borvia", ("all",), (), False),)
    assert found.added == ("most",)
