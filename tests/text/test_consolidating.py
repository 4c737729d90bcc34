"""Words compared with the amendments that they are to stand for."""

import pytest

from jointstatement.terms import AmendmentKind
from jointstatement.text.consolidating import (
    Consolidated,
    Source,
    Trace,
    against_one_division,
    consolidated,
    put_together,
)

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


CLAUSE = "We meet in spring, and we call the ferries"


@pytest.mark.parametrize(
    ("halves", "at_one_place"),
    [
        ([("We meet in spring", "We call the ferries")] * 2, True),
        ([("We meet in spring", "We call the ferries"), ("We meet in early spring", "And we call all ferries")], True),
        ([("We meet in spring, and", "we call the ferries"), ("We meet in spring", "and we call the ferries")], False),
        ([("We meet", "In spring we call the ferries"), ("We meet in spring", "We call the ferries")], False),
        ([("We meet in spring, and we call the ferries", "We thank them"), ("We greet them", CLAUSE)], False),
    ],
)
def test_divisions_are_at_one_place_where_the_same_words_stay_before_it(
    halves: list[tuple[str, str]], at_one_place: bool
) -> None:
    sources = [Source(str(number), CLAUSE, words) for number, words in enumerate(halves)]

    refusal = against_one_division(CLAUSE, sources, {each.id: f"A-{each.id}" for each in sources})

    assert (refusal is None) == at_one_place


def test_halves_are_put_together_and_compared_each_by_itself() -> None:
    clause = f"{CLAUSE} that cross the river at night"
    sources = [
        Source("borvia", clause, ("We meet in early spring", "We call the ferries that cross the river at night")),
        Source("istara", clause, ("We meet in spring", "We call the ferries that cross the whole river at night")),
        Source("galdria", "We meet", ("We", "meet")),
    ]

    found = put_together(AmendmentKind.SPLIT, clause, sources)

    whole = "We meet in early spring", "We call the ferries that cross the whole river at night"
    assert (found.offered, found.needing.keys()) == (whole, {"galdria"})
    assert found.compared(whole).is_faithful
    dropped = [each.dropped for each in found.compared((whole[0], whole[1].replace("whole ", ""))).traces]
    assert dropped == [(), ("whole",)]
