"""A delegation proposes more than other words, and the chair's office carries it out."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.answering import incorporate
from jointstatement.actions.clearing import clear
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend
from jointstatement.actions.own_input import hand_in, save_on_part
from jointstatement.actions.proposing import (
    propose_deletion,
    propose_merger,
    propose_move,
    propose_part,
    propose_split,
)
from jointstatement.errors import AmendmentNeedsItsAuthor, BadInput, NoRoundOpen, NotYours, RoundIsOpen, WordingHasMoved
from jointstatement.models import Amendment, Clearance, Disposition, Incorporation, Lineage, WorkingPart
from jointstatement.terms import AmendmentKind, DispositionKind, PartKind, Weight

WHY: dict[str, Any] = {"reason": "", "weight": Weight.PREFERRED}
NEW = "We welcome the new ferry at Reed Island"
FIRST, SECOND = "We thank Cestria for its hospitality", "We thank it for the care with which all was prepared"
JOINED = f"{CLAUSES[0]}, and we reaffirm that the river belongs to no one"


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """A text before the delegations in a blind round."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    return talks


def proposes(talks: Negotiation, action: Any, clause: int = 1, *, by: str = "Borvia", **named: Any) -> str:
    """A head of delegation drafts an amendment of a clause."""
    forum = talks.forum
    forum.hour.pass_by(timedelta(seconds=1))  # the labels go by the hour of writing
    return str(forum.act(action, talks.id, talks.clause(clause), by=forum.head(by), **{**WHY, **named}))


def circulated(talks: Negotiation, *who: str) -> None:
    """What was drafted is handed in, and the round closes."""
    for each in who or ("Borvia",):
        talks.forum.act(hand_in, talks.id, by=talks.forum.head(each))
    rounds = talks.forum.rows(Amendment, statement_id=talks.id)
    talks.close_round(rounds[0].round_id)


def takes_up(talks: Negotiation, amendment_id: str, **named: Any) -> str:
    """The chair carries an amendment out, having seen the part as it is."""
    part_id = talks.forum.rows(Amendment, id=amendment_id)[0].part_id
    named = {"expected": talks.version(part_id), **named}
    return str(talks.forum.act(incorporate, talks.id, amendment_id, by=talks.forum.chair, **named))


def standing(talks: Negotiation) -> list[str]:
    """The clauses and items of the working text, in order."""
    rows = [
        row
        for row in talks.forum.rows(WorkingPart, statement_id=talks.id)
        if row.ended_at is None and row.kind in {PartKind.OPERATIVE, PartKind.ITEM}
    ]
    return [row.wording for row in sorted(rows, key=lambda row: row.place_in_order)]


ITEMS = ["the readings of the upper gauges", "the readings of the lower gauges"]


def came_of(talks: Negotiation, amendment_id: str) -> list[tuple[str, str]]:
    """What went into the text from an amendment: words before and after, part by part."""
    rows = talks.forum.rows(Incorporation, amendment_id=amendment_id)
    return sorted((row.wording_before, row.wording_after) for row in rows)


def test_deletion_is_drafted_as_the_delegations_own(talks: Negotiation) -> None:
    amendment_id = proposes(talks, propose_deletion, 2, reason="It says nothing.")

    (row,) = talks.forum.rows(Amendment)
    assert (row.id, row.kind, row.wording, row.reason, row.submitted_at) == (
        amendment_id, AmendmentKind.DELETE, "", "It says nothing.", None,
    )  # fmt: skip
    entry = talks.forum.last_entry(f"{talks.id}:delegation:{talks.forum.delegations['Borvia']}")
    assert (entry.kind, json.loads(entry.payload)["kind"]) == ("amendment_drafted", "delete")


def test_each_kind_has_one_draft_on_a_part_and_new_clauses_several(talks: Negotiation) -> None:
    proposes(talks, propose_deletion, reason="First.")
    proposes(talks, propose_deletion, reason="Second.")
    proposes(talks, amend, wording=f"{CLAUSES[0]} so well")
    proposes(talks, propose_part, wording=NEW)
    proposes(talks, propose_part, wording="We welcome the heron")

    drafts = sorted((row.kind, row.wording, row.reason) for row in talks.forum.rows(Amendment))
    assert drafts == [
        (AmendmentKind.ADD_AFTER, "We welcome the heron", ""),
        (AmendmentKind.ADD_AFTER, NEW, ""),
        (AmendmentKind.DELETE, "", "Second."),
        (AmendmentKind.REPLACE, f"{CLAUSES[0]} so well", ""),
    ]


def test_draft_that_the_head_has_read_is_replaced_like_others(talks: Negotiation) -> None:
    draft_id = proposes(talks, propose_deletion, reason="First.")
    talks.forum.act(clear, talks.id, amendment_id=draft_id, expected=1, by=talks.forum.head("Borvia"))
    proposes(talks, propose_deletion, reason="Second.")

    assert [row.reason for row in talks.forum.rows(Amendment)] == ["Second."]
    assert talks.forum.rows(Clearance) == []


def test_saving_the_page_of_a_part_leaves_a_drafted_deletion_alone(talks: Negotiation) -> None:
    proposes(talks, propose_deletion)

    borvia = talks.forum.head("Borvia")
    talks.forum.act(save_on_part, talks.id, part_id=talks.clause(1), wording=CLAUSES[0], comment="Why?", by=borvia)

    assert [row.kind for row in talks.forum.rows(Amendment)] == [AmendmentKind.DELETE]


def test_what_is_handed_in_again_replaces_only_its_own_kind(talks: Negotiation) -> None:
    proposes(talks, propose_deletion)
    proposes(talks, amend, wording=f"{CLAUSES[0]} so well")
    talks.forum.act(hand_in, talks.id, by=talks.forum.head("Borvia"))
    proposes(talks, propose_deletion, reason="Better so.")
    talks.forum.act(hand_in, talks.id, by=talks.forum.head("Borvia"))

    rows = talks.forum.rows(Amendment)
    assert sorted((row.kind, row.reason) for row in rows if row.withdrawn_at is None) == [
        (AmendmentKind.DELETE, "Better so."),
        (AmendmentKind.REPLACE, ""),
    ]


def test_deletion_is_carried_out_with_the_items(talks: Negotiation) -> None:
    amendment_id = proposes(talks, propose_deletion, 6)
    circulated(talks)

    takes_up(talks, amendment_id)

    assert standing(talks) == list(CLAUSES[:5])
    assert came_of(talks, amendment_id) == [(CLAUSES[5], "")]
    assert [row.disposition for row in talks.forum.rows(Disposition)] == [DispositionKind.ACCEPTED]
    entry = talks.forum.last_entry(f"{talks.id}:office")
    assert (entry.kind, json.loads(entry.payload)) == (
        "amendment_incorporated",
        {
            "amendment": amendment_id,
            "label": "A-6.1",
            "kind": "delete",
            "parts": [talks.forum.rows(Amendment)[0].part_id],
        },
    )


def test_new_clause_is_carried_out_after_the_part_and_its_items(talks: Negotiation) -> None:
    amendment_id = proposes(talks, propose_part, 6, wording=f"{NEW}.")
    circulated(talks)

    takes_up(talks, amendment_id)

    assert standing(talks) == [*CLAUSES, *ITEMS, NEW]
    assert came_of(talks, amendment_id) == [("", NEW)]


def test_move_is_carried_out(talks: Negotiation) -> None:
    amendment_id = proposes(talks, propose_move, 2, after_id=talks.clause(4))
    to_the_head = proposes(talks, propose_move, 3, after_id=None)
    circulated(talks)

    takes_up(talks, amendment_id)
    takes_up(talks, to_the_head)

    one, two, three, four, *rest = CLAUSES
    assert standing(talks) == [three, one, four, two, *rest, *ITEMS]
    assert came_of(talks, amendment_id) == [(two, two)]


def test_split_is_carried_out(talks: Negotiation) -> None:
    amendment_id = proposes(talks, propose_split, first=f"{FIRST};", second=SECOND)
    circulated(talks)

    takes_up(talks, amendment_id)

    assert standing(talks) == [FIRST, SECOND, *CLAUSES[1:], *ITEMS]
    assert came_of(talks, amendment_id) == [("", SECOND), (CLAUSES[0], FIRST)]
    assert len(talks.forum.rows(Lineage)) == 1


def test_merger_is_carried_out(talks: Negotiation) -> None:
    amendment_id = proposes(talks, propose_merger, with_part_id=talks.clause(2), wording=JOINED)
    circulated(talks)

    takes_up(talks, amendment_id)

    assert standing(talks) == [JOINED, *CLAUSES[2:], *ITEMS]
    assert came_of(talks, amendment_id) == [(CLAUSES[1], ""), (CLAUSES[0], JOINED)]


def test_words_are_put_on_those_that_stand_there_by_now(talks: Negotiation) -> None:
    amendment_id = proposes(talks, amend, wording=CLAUSES[0].replace("hospitality", "warm hospitality"))
    circulated(talks)
    moved = CLAUSES[0].replace("Port Alder", "New Alder")
    talks.forum.act(reword_part, talks.id, talks.clause(1), wording=moved, expected=1, by=talks.forum.chair)

    takes_up(talks, amendment_id)

    assert standing(talks)[0] == moved.replace("hospitality", "warm hospitality")


def test_words_that_changed_at_the_same_place_need_their_author(talks: Negotiation) -> None:
    amendment_id = proposes(talks, amend, wording=CLAUSES[0].replace("hospitality", "warmth"))
    halves = proposes(talks, propose_split, first=FIRST, second=SECOND)
    circulated(talks)
    moved = CLAUSES[0].replace("hospitality", "great kindness")
    talks.forum.act(reword_part, talks.id, talks.clause(1), wording=moved, expected=1, by=talks.forum.chair)

    for each in (amendment_id, halves):
        refused(talks.forum, AmendmentNeedsItsAuthor, incorporate, talks.id, each, expected=2, by=talks.forum.chair)


def test_stale_press_is_refused(talks: Negotiation) -> None:
    amendment_id = proposes(talks, propose_deletion)
    circulated(talks)

    refused(talks.forum, WordingHasMoved, incorporate, talks.id, amendment_id, expected=7, by=talks.forum.chair)


def test_what_has_no_words_is_not_carried_out_in_others(talks: Negotiation) -> None:
    amendment_id = proposes(talks, propose_deletion)
    circulated(talks)

    named: dict[str, Any] = {"expected": 1, "wording": "We stay", "by": talks.forum.chair}
    refused(talks.forum, BadInput, incorporate, talks.id, amendment_id, **named)


@pytest.mark.parametrize("who", ["chair", "secretariat", "observer"])
def test_only_delegates_propose(talks: Negotiation, who: str) -> None:
    forum, by, part_id = talks.forum, talks.forum.viewer(who), talks.clause(1)
    refused(forum, NotYours, propose_deletion, talks.id, part_id, **WHY, by=by)
    refused(forum, NotYours, propose_part, talks.id, part_id, wording=NEW, **WHY, by=by)
    refused(forum, NotYours, propose_move, talks.id, part_id, after_id=None, **WHY, by=by)
    refused(forum, NotYours, propose_split, talks.id, part_id, first=FIRST, second=SECOND, **WHY, by=by)
    other = talks.clause(2)
    refused(forum, NotYours, propose_merger, talks.id, part_id, with_part_id=other, wording=JOINED, **WHY, by=by)


def test_what_makes_no_sense_is_refused(talks: Negotiation) -> None:
    forum, by = talks.forum, talks.forum.head("Borvia")
    title = forum.rows(WorkingPart, statement_id=talks.id, kind=PartKind.TITLE)[0].id
    closing = forum.rows(WorkingPart, statement_id=talks.id, kind=PartKind.CLOSING)[0].id
    item = forum.rows(WorkingPart, statement_id=talks.id, wording=ITEMS[0])[0].id
    clause = talks.clause(6)
    for action, part_id, named in (
        (propose_deletion, title, {}),
        (propose_part, title, {"wording": NEW}),
        (propose_part, closing, {"wording": NEW}),
        (propose_part, clause, {"wording": "We note this[^mist]"}),
        (propose_part, clause, {"wording": " "}),
        (propose_move, title, {"after_id": clause}),
        (propose_move, clause, {"after_id": clause}),
        (propose_move, clause, {"after_id": item}),
        (propose_move, clause, {"after_id": closing}),
        (propose_move, clause, {"after_id": "0" * 32}),
        (propose_split, item, {"first": FIRST, "second": SECOND}),
        (propose_split, clause, {"first": FIRST, "second": ""}),
        (propose_merger, clause, {"with_part_id": clause, "wording": JOINED}),
        (propose_merger, clause, {"with_part_id": item, "wording": JOINED}),
        (propose_merger, item, {"with_part_id": clause, "wording": JOINED}),
    ):
        refused(forum, BadInput, action, talks.id, part_id, **WHY, **named, by=by)


def test_same_new_clause_is_not_drafted_twice(talks: Negotiation) -> None:
    proposes(talks, propose_part, wording=NEW)

    by = talks.forum.head("Borvia")
    refused(talks.forum, BadInput, propose_part, talks.id, talks.clause(1), wording=NEW, **WHY, by=by)


def test_nothing_is_proposed_without_a_round_and_nothing_carried_out_in_one(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    first_round = talks.open_round()
    amendment_id = proposes(talks, propose_deletion)
    forum.act(hand_in, talks.id, by=forum.head("Borvia"))
    refused(forum, RoundIsOpen, incorporate, talks.id, amendment_id, expected=1, by=forum.chair)
    talks.close_round(first_round)
    takes_up(talks, amendment_id)
    talks.table()

    refused(forum, NoRoundOpen, propose_deletion, talks.id, talks.clause(2), **WHY, by=forum.head("Borvia"))
