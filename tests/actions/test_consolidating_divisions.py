"""The office puts divisions of a clause, and joinings of two, into one proposal where they go together."""

from typing import Any

import pytest
from tests.actions.test_consolidating import ONE_DAY, hour
from tests.actions.test_consolidating_arrangements import Proposals, of, offered, propose_and_close, shown
from tests.cast import Forum, refused, said_in, scene
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.answering import incorporate
from jointstatement.actions.consolidating import consolidate, revise_consolidation
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.proposing import propose_merger, propose_split
from jointstatement.errors import (
    AmendmentNeedsItsAuthor,
    BadInput,
    ConsolidationNeedsNewWords,
    DividedApart,
    DoDifferentThings,
    JoinedApart,
    WordingHasMoved,
)
from jointstatement.models import Amendment, Disposition, Incorporation
from jointstatement.queries.consolidating import Left
from jointstatement.terms import AmendmentKind, DispositionKind, Visibility

FIRST, SECOND = (
    "We agree to share the readings of our gauges every six hours",
    "We share them within the hour when it rises",
)
ALL_READINGS = FIRST.replace("the readings", "all the readings")
JOINED = f"{CLAUSES[4]}, and {CLAUSES[5].replace('We', 'we')}"


@scene
def _round_on(forum: Forum, statement_id: str) -> None:
    """Four divisions of the third clause, one of them elsewhere, and three joinings to the fifth."""
    talks = Negotiation(forum, statement_id)
    talks.table()
    round_id = talks.open_round(Visibility.BLIND)
    third, fourth, fifth, sixth = (talks.clause(each) for each in (3, 4, 5, 6))
    elsewhere = (
        "We agree to share the readings of our gauges",
        "Every six hours, and within the hour when the water rises",
    )
    both = {"with_part_id": sixth, "wording": JOINED}
    proposed: Proposals = [
        ("Borvia", propose_split, third, {"first": FIRST, "second": SECOND}),
        ("Istara", propose_split, third, {"first": ALL_READINGS, "second": SECOND}),
        ("Galdria", propose_split, third, dict(zip(("first", "second"), elsewhere, strict=True))),
        ("Kelmora", propose_merger, third, {"with_part_id": fourth, "wording": f"{CLAUSES[2]}; {CLAUSES[3]}"}),
        ("Borvia", propose_merger, fifth, both),
        ("Istara", propose_merger, fifth, both | {"wording": JOINED.replace("closed", "shut")}),
        ("Galdria", propose_merger, fifth, {"with_part_id": fourth, "wording": f"{CLAUSES[4]}; {CLAUSES[3]}"}),
    ]
    propose_and_close(talks, round_id, proposed)


def given(forum: Forum) -> Negotiation:
    """A round that is closed, with divisions and joinings."""
    begun = begin(forum)
    _round_on(forum, begun.id)
    return begun


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    return given(forum)


def puts(talks: Negotiation, ids: list[str], wording: str, second: str = "") -> str:
    """The secretariat consolidates these."""
    words = {"wording": wording, "second_wording": second}
    named = {"amendment_ids": ids, **words, **hour(talks), "by": talks.forum.secretariat}
    return str(talks.forum.act(consolidate, talks.id, **named))


def test_divisions_at_one_place_become_one_with_what_each_wants_in_the_halves(talks: Negotiation) -> None:
    forum, ids = talks.forum, of(talks, 3, "Borvia", "Istara")
    page = offered(talks, 3, *ids)
    assert (page.base, page.words, page.against) == (CLAUSES[2], (ALL_READINGS, SECOND), None)
    assert page.check.is_faithful

    consolidated = puts(talks, ids, FIRST, SECOND)

    (row,) = forum.rows(Amendment, id=consolidated)
    assert (row.kind, row.wording, row.second_wording, row.delegation_id) == (
        AmendmentKind.SPLIT, FIRST, SECOND, None,
    )  # fmt: skip
    entry = said_in(forum.last_entry(f"{talks.id}:circulated"))
    assert (entry["wording"], entry["second_wording"]) == (FIRST, SECOND)
    check = shown(talks, consolidated).check
    assert (check.left, check.added) == ((Left("A-3.3", ("all",), (), True),), ())
    stale = {"wording": FIRST, "second_wording": f"{SECOND} high", "expected": row.version + 1, "by": forum.chair}
    moved = refused(forum, WordingHasMoved, revise_consolidation, talks.id, consolidated, **stale, **hour(talks))
    assert (moved.theirs, moved.yours) == (f"{FIRST}\n{SECOND}", f"{FIRST}\n{SECOND} high")
    words = {"wording": ALL_READINGS, "second_wording": SECOND, "expected": row.version}
    forum.act(revise_consolidation, talks.id, consolidated, **words, **hour(talks), by=forum.chair)
    assert shown(talks, consolidated).check.is_faithful

    third, last = talks.clause(3), talks.clause(6)
    forum.hour.pass_by(ONE_DAY)
    forum.act(incorporate, talks.id, consolidated, expected=talks.version(third), by=forum.chair)
    assert (talks.wording(third), talks.wording(talks.clause(4)), talks.clause(7)) == (ALL_READINGS, SECOND, last)
    made = {(row.amendment_id, row.part_id) for row in forum.rows(Incorporation)}
    assert made == {(each, part_id) for each in (consolidated, *ids) for part_id in (third, talks.clause(4))}
    answers = {row.amendment_id: row.disposition for row in forum.rows(Disposition)}
    assert answers == dict.fromkeys((consolidated, *ids), DispositionKind.ACCEPTED)


def test_joinings_of_the_same_clauses_become_one(talks: Negotiation) -> None:
    forum, ids = talks.forum, of(talks, 5, "Borvia", "Istara")
    shut = JOINED.replace("closed", "shut")
    page = offered(talks, 5, *ids)
    assert (page.base, page.words, page.against) == (f"{CLAUSES[4]} {CLAUSES[5]}", (shut,), None)
    assert page.check.is_faithful

    consolidated = puts(talks, ids, shut)

    fifth, sixth = talks.clause(5), talks.clause(6)
    (row,) = forum.rows(Amendment, id=consolidated)
    assert (row.kind, row.other_part_id, row.wording) == (AmendmentKind.MERGE, sixth, shut)
    forum.hour.pass_by(ONE_DAY)
    forum.act(incorporate, talks.id, consolidated, expected=talks.version(fifth), by=forum.chair)
    assert talks.wording(fifth) == shut
    gone = {row.amendment_id for row in forum.rows(Incorporation, part_id=sixth, wording_after="")}
    assert gone == {consolidated, *ids}


def test_divisions_at_different_places_and_joinings_of_different_clauses_are_refused(talks: Negotiation) -> None:
    forum = talks.forum

    def never(refusal: Any, clause: int, *who: str, **words: str) -> dict[str, object]:
        ids = of(talks, clause, *who)
        named = {"amendment_ids": ids, "wording": FIRST, **words, **hour(talks), "by": forum.secretariat}
        told = refused(forum, refusal, consolidate, talks.id, **named)
        against = offered(talks, clause, *ids).against
        assert against is None or (type(against), against.parameters) == (refusal, told.parameters)
        return dict(told.parameters)

    assert never(DividedApart, 3, "Borvia", "Galdria") == {"labels": "A-3.1, A-3.2"}
    assert never(DoDifferentThings, 3, "Borvia", "Kelmora") == {"labels": "A-3.1, A-3.4"}
    assert never(JoinedApart, 5, "Borvia", "Galdria") == {"labels": "A-5.1, A-5.2"}
    never(BadInput, 3, "Borvia", "Istara", second_wording=" ")
    never(BadInput, 5, "Borvia", "Istara", second_wording=SECOND)


def test_words_that_moved_on_are_divided_anew_by_the_office(talks: Negotiation) -> None:
    forum, ids, third = talks.forum, of(talks, 3, "Borvia", "Istara"), talks.clause(3)
    consolidated = puts(talks, ids, ALL_READINGS, SECOND)
    moved = CLAUSES[2].replace("six", "nine")
    forum.act(reword_part, talks.id, third, wording=moved, expected=talks.version(third), by=forum.chair)
    forum.hour.pass_by(ONE_DAY)
    take_up = {"expected": talks.version(third), "by": forum.chair}
    refusal = refused(forum, ConsolidationNeedsNewWords, incorporate, talks.id, consolidated, **take_up)
    assert refusal.parameters["label"] == "A-3.5"

    talks.table()
    (row,) = forum.rows(Amendment, id=consolidated)
    assert not shown(talks, consolidated).is_on_the_table
    anew = {"wording": FIRST.replace("six", "nine"), "second_wording": SECOND, "expected": row.version}
    forum.act(revise_consolidation, talks.id, consolidated, **anew, **hour(talks), by=forum.chair)
    page = shown(talks, consolidated)
    assert (page.base, page.is_on_the_table) == (moved, True)
    forum.hour.pass_by(ONE_DAY)
    forum.act(incorporate, talks.id, consolidated, **take_up | {"expected": talks.version(third)})
    assert talks.wording(third) == FIRST.replace("six", "nine")


def test_division_of_words_that_moved_on_is_not_put_into_one(talks: Negotiation) -> None:
    forum, ids, third = talks.forum, of(talks, 3, "Borvia", "Istara"), talks.clause(3)
    moved = CLAUSES[2].replace("six", "nine")
    forum.act(reword_part, talks.id, third, wording=moved, expected=talks.version(third), by=forum.chair)
    talks.table()
    assert offered(talks, 3).there == ()
    named = {"amendment_ids": ids, "wording": FIRST, "second_wording": SECOND, **hour(talks), "by": forum.chair}
    refused(forum, AmendmentNeedsItsAuthor, consolidate, talks.id, **named)
