"""The chair's office composes amendments, all that go together in one press and the others place by place."""

import json
from typing import Any

import pytest
from tests.actions.test_proposing import NEW, circulated, proposes, standing
from tests.cast import Forum, refused
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.answering import answer_amendment
from jointstatement.actions.composing import compose_part, compose_together, drop_merge, save_merge
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend
from jointstatement.actions.proposing import propose_deletion, propose_move, propose_part
from jointstatement.errors import (
    AmendmentNeedsItsAuthor,
    AmendmentNotLive,
    AmendmentsInTheWay,
    BadInput,
    ChosenCollide,
    NoSuchAlternative,
    NotYours,
    RoundIsOpen,
    WordingHasMoved,
)
from jointstatement.models import Amendment, Disposition, Incorporation, MergeInProgress
from jointstatement.terms import DispositionKind
from jointstatement.text.composing import Choice

THIRD = CLAUSES[2]


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """Clause 3 with an amendment of each of four, two of which change the same word; a new clause and a deletion."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    proposes(talks, amend, 3, by="Aldmark", wording=THIRD.replace("our gauges", "all our gauges"))
    proposes(talks, amend, 3, by="Borvia", wording=THIRD.replace("six", "three"))
    proposes(talks, amend, 3, by="Dravenia", wording=THIRD.replace("six", "two").replace("rises", "rises fast"))
    proposes(talks, propose_part, 6, by="Fenland", wording=NEW)
    proposes(talks, propose_deletion, 2, by="Fenland")
    circulated(talks, "Aldmark", "Borvia", "Dravenia", "Fenland")
    return talks


def named(talks: Negotiation, *labels: str) -> list[str]:
    """The ids of amendments by their labels."""
    ids = {row.label: row.id for row in talks.forum.rows(Amendment)}
    return [ids[label] for label in labels]


def answers(talks: Negotiation) -> dict[str, DispositionKind]:
    """The answers to amendments, by their labels."""
    labels = {row.id: row.label for row in talks.forum.rows(Amendment)}
    return {labels[row.amendment_id]: row.disposition for row in talks.forum.rows(Disposition)}


def test_what_does_not_collide_goes_in_with_one_press(talks: Negotiation) -> None:
    chosen = named(talks, "A-2.1", "A-3.1", "A-3.2", "A-6.1")
    third = talks.clause(3)

    assert talks.forum.act(compose_together, talks.id, amendment_ids=chosen, by=talks.forum.secretariat) == 4

    one, _, three, *rest = CLAUSES
    composed = three.replace("our gauges", "all our gauges").replace("six", "three")
    assert standing(talks)[:5] == [one, composed, *rest]
    assert standing(talks)[-1] == NEW
    assert answers(talks) == dict.fromkeys(("A-2.1", "A-3.1", "A-3.2", "A-6.1"), DispositionKind.ACCEPTED)
    sources = {row.amendment_id for row in talks.forum.rows(Incorporation, part_id=third)}
    assert sources == set(named(talks, "A-3.1", "A-3.2"))
    entries = [entry for entry in talks.forum.entries(f"{talks.id}:office") if entry.kind == "part_composed"]
    assert [json.loads(entry.payload)["amendments"] for entry in entries] == ["A-3.1, A-3.2"]


def test_what_collides_does_not_go_in_with_one_press(talks: Negotiation) -> None:
    by = talks.forum.chair
    refused(talks.forum, ChosenCollide, compose_together, talks.id, amendment_ids=named(talks, "A-3.2", "A-3.3"), by=by)


def test_place_in_dispute_is_settled_by_an_alternative(talks: Negotiation) -> None:
    borvia, dravenia = named(talks, "A-3.2", "A-3.3")
    press: dict[str, Any] = {"expected": 1, "by": talks.forum.chair}

    answered = talks.forum.act(compose_part, talks.id, talks.clause(3), choices={0: Choice(borvia)}, **press)

    words = THIRD.replace("our gauges", "all our gauges").replace("six", "three").replace("rises", "rises fast")
    assert talks.wording(talks.clause(3)) == words
    assert answered == ("A-3.1", "A-3.2")
    assert answers(talks) == dict.fromkeys(("A-3.1", "A-3.2"), DispositionKind.ACCEPTED)
    sources = {row.amendment_id for row in talks.forum.rows(Incorporation)}
    assert sources == {*named(talks, "A-3.1"), borvia, dravenia}, "a word of the third is in it too"


def test_those_in_part_are_answered_so_with_a_reply(talks: Negotiation) -> None:
    press: dict[str, Any] = {"expected": 1, "by": talks.forum.chair, "reply": "Four was in the middle."}

    talks.forum.act(compose_part, talks.id, talks.clause(3), choices={0: Choice(words="four")}, **press)

    assert "every four hours" in talks.wording(talks.clause(3))
    assert answers(talks) == {"A-3.1": DispositionKind.ACCEPTED, "A-3.3": DispositionKind.ACCEPTED_IN_PART}


def test_without_a_choice_the_words_of_the_text_stay(talks: Negotiation) -> None:
    talks.forum.act(compose_part, talks.id, talks.clause(3), choices={}, expected=1, by=talks.forum.chair)

    assert "every six hours" in talks.wording(talks.clause(3))
    assert answers(talks) == {"A-3.1": DispositionKind.ACCEPTED}


def test_amendments_are_composed_on_the_words_that_stand_there_by_now(talks: Negotiation) -> None:
    moved = THIRD.replace("We agree", "We all agree")
    talks.forum.act(reword_part, talks.id, talks.clause(3), wording=moved, expected=1, by=talks.forum.chair)

    talks.forum.act(compose_together, talks.id, amendment_ids=named(talks, "A-3.1", "A-3.2"), by=talks.forum.chair)

    assert talks.wording(talks.clause(3)) == moved.replace("our gauges", "all our gauges").replace("six", "three")


def test_amendment_whose_place_changed_needs_its_author(talks: Negotiation) -> None:
    moved = THIRD.replace("six", "eight")
    talks.forum.act(reword_part, talks.id, talks.clause(3), wording=moved, expected=1, by=talks.forum.chair)

    chosen = named(talks, "A-3.1", "A-3.2")
    by = talks.forum.chair
    refused(talks.forum, AmendmentNeedsItsAuthor, compose_together, talks.id, amendment_ids=chosen, by=by)


def test_merge_in_progress_is_saved_gone_on_with_and_over_when_composed(talks: Negotiation) -> None:
    forum, clause = talks.forum, talks.clause(3)
    (borvia,) = named(talks, "A-3.2")
    forum.act(save_merge, talks.id, clause, choices={0: Choice(borvia)}, expected=0, by=forum.chair)
    (row,) = forum.rows(MergeInProgress)
    assert (row.version, row.saved_by, talks.wording(clause)) == (1, forum.chair.person_id, THIRD)

    refused(forum, WordingHasMoved, save_merge, talks.id, clause, choices={}, expected=0, by=forum.secretariat)
    forum.act(save_merge, talks.id, clause, choices={0: Choice(words="five")}, expected=1, by=forum.secretariat)
    assert [row.version for row in forum.rows(MergeInProgress)] == [2]

    forum.act(compose_part, talks.id, clause, choices={0: Choice(words="five")}, expected=1, by=forum.chair)
    assert forum.rows(MergeInProgress) == []
    assert forum.kinds(f"{talks.id}:office")[-4:] == [
        "merge_saved", "merge_saved", "part_composed", "amendment_answered",
    ]  # fmt: skip


def test_merge_in_progress_is_given_up(talks: Negotiation) -> None:
    forum, clause = talks.forum, talks.clause(3)
    refused(forum, BadInput, drop_merge, talks.id, clause, by=forum.chair)
    forum.act(save_merge, talks.id, clause, choices={}, expected=0, by=forum.chair)

    forum.act(drop_merge, talks.id, clause, by=forum.chair)

    assert forum.rows(MergeInProgress) == []


def test_what_is_stale_unknown_or_nothing_is_refused(talks: Negotiation) -> None:
    forum, clause, chair = talks.forum, talks.clause(3), talks.forum.chair
    every = (compose_part, talks.id, clause)
    refused(forum, WordingHasMoved, *every, choices={0: Choice(words="four")}, expected=9, by=chair)
    refused(forum, NoSuchAlternative, *every, choices={1: Choice(words="four")}, expected=1, by=chair)
    refused(forum, NoSuchAlternative, *every, choices={0: Choice("0" * 32)}, expected=1, by=chair)
    refused(forum, BadInput, compose_part, talks.id, talks.clause(1), choices={}, expected=1, by=chair)
    refused(forum, BadInput, compose_together, talks.id, amendment_ids=[], by=chair)
    refused(forum, AmendmentNotLive, compose_together, talks.id, amendment_ids=["0" * 32], by=chair)
    (first,) = named(talks, "A-3.1")
    noted: dict[str, Any] = {"disposition": DispositionKind.NOTED, "reply": "", "by": chair}
    forum.act(answer_amendment, talks.id, first, **noted)
    refused(forum, AmendmentNotLive, compose_together, talks.id, amendment_ids=[first], by=chair)


@pytest.mark.parametrize("who", ["head of Borvia", "observer"])
def test_composing_is_the_offices(talks: Negotiation, who: str) -> None:
    forum, by, clause = talks.forum, talks.forum.viewer(who), talks.clause(3)
    refused(forum, NotYours, compose_together, talks.id, amendment_ids=named(talks, "A-3.1"), by=by)
    refused(forum, NotYours, compose_part, talks.id, clause, choices={}, expected=1, by=by)
    refused(forum, NotYours, save_merge, talks.id, clause, choices={}, expected=0, by=by)
    refused(forum, NotYours, drop_merge, talks.id, clause, by=by)


def test_deletion_and_move_of_one_clause_do_not_go_together_nor_anything_in_an_open_round(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    talks.open_round()
    proposes(talks, propose_deletion, 2)
    proposes(talks, propose_move, 2, by="Galdria", after_id=talks.clause(4))
    refused(forum, RoundIsOpen, save_merge, talks.id, talks.clause(2), choices={}, expected=0, by=forum.chair)
    circulated(talks, "Borvia", "Galdria")

    chosen = named(talks, "A-2.1", "A-2.2")
    refused(forum, AmendmentsInTheWay, compose_together, talks.id, amendment_ids=chosen, by=forum.chair)
