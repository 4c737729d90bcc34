"""The text moves on: amendments that wait are carried over to it, or go back to their authors."""

import json
from typing import Any

import pytest
from tests.actions.test_proposing import circulated, proposes
from tests.cast import Forum, refused
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.proposing import propose_deletion, propose_split
from jointstatement.actions.rebasing import reissue
from jointstatement.errors import (
    AlreadyWithdrawn,
    AmendmentIsOnTheTable,
    BadInput,
    NoRoundOpen,
    NotFound,
    NotYours,
)
from jointstatement.models import Amendment, Notice
from jointstatement.queries.own_input import own_input
from jointstatement.queries.rebasing import CarriedOver

THIRD = CLAUSES[2]
NEWER = THIRD.replace("six", "eight")


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """Rev.1 has another number of hours; what Aldmark and Borvia proposed on the zero draft still waits."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    proposes(talks, amend, 3, by="Aldmark", wording=THIRD.replace("our gauges", "all our gauges"))
    proposes(talks, amend, 3, by="Borvia", wording=THIRD.replace("six", "three"))
    proposes(talks, amend, 1, by="Borvia", wording=CLAUSES[0].replace("hospitality", "warm hospitality"))
    proposes(talks, propose_split, 3, by="Borvia", first="We agree", second="We measure")
    proposes(talks, propose_deletion, 3, by="Borvia")
    circulated(talks, "Aldmark", "Borvia")
    forum.act(reword_part, talks.id, talks.clause(3), wording=NEWER, expected=1, by=forum.chair)
    talks.table()
    return talks


def named(talks: Negotiation, delegation: str, clause: int = 3) -> str:
    """An amendment of other words, by who made it on which clause."""
    (row,) = talks.forum.rows(
        Amendment, delegation_id=talks.forum.delegations[delegation], part_id=talks.clause(clause), kind="replace"
    )
    return str(row.id)


def waiting(talks: Negotiation, delegation: str) -> dict[str, CarriedOver]:
    """What a delegation reads of its amendments that wait, by their labels."""
    with talks.forum.database.reading() as session:
        shown = own_input(session, talks.forum.head(delegation), talks.id, now=talks.forum.hour.now)
    return {each.proposal.label: each for each in shown.waiting}


def test_office_records_what_is_carried_over_and_authors_are_told_of_the_rest(talks: Negotiation) -> None:
    entry = talks.forum.last_entry(f"{talks.id}:office")
    assert (entry.kind, json.loads(entry.payload)) == (
        "amendments_carried_over",
        {"revision": "Rev.1", "carried": ["A-1.1", "A-3.1", "A-3.4"], "needing": ["A-3.2", "A-3.3"]},
    )
    told = {
        (row.person_id, json.loads(row.parameters)["label"])
        for row in talks.forum.rows(Notice, kind="amendment_needs_its_author")
    }
    borvia = {talks.forum.persons["head of Borvia"], talks.forum.persons["expert of Borvia"]}
    assert told == {(person, label) for person in borvia for label in ("A-3.2", "A-3.3")}


def test_delegation_reads_what_became_of_each(talks: Negotiation) -> None:
    borvia = waiting(talks, "Borvia")
    assert {label: each.needs_its_author for label, each in borvia.items()} == {
        "A-1.1": False, "A-3.2": True, "A-3.3": True, "A-3.4": False,
    }  # fmt: skip
    (meeting,) = borvia["A-3.2"].places
    assert (meeting.words, meeting.now, meeting.proposed) == ("six", "eight", "three")
    assert borvia["A-3.2"].now == NEWER
    aldmark = waiting(talks, "Aldmark")["A-3.1"]
    carried = "".join(each.text for each in aldmark.redline if each.change != "deleted")
    assert carried == NEWER.replace("our gauges", "all our gauges")
    assert waiting(talks, "Galdria") == {}


def test_amendment_is_issued_anew_and_takes_the_others_place(talks: Negotiation) -> None:
    forum, old, borvia = talks.forum, named(talks, "Borvia"), talks.forum.head("Borvia")
    talks.open_round()
    draft = forum.act(reissue, talks.id, old, wording=NEWER.replace("eight", "three"), by=forum.expert("Borvia"))
    assert forum.rows(Amendment, id=old)[0].withdrawn_at is None, "before it is handed in nothing is withdrawn"

    forum.act(hand_in, talks.id, by=borvia)

    assert forum.rows(Amendment, id=old)[0].withdrawn_at is not None
    (row,) = forum.rows(Amendment, id=draft)
    assert (row.reissue_of, row.wording, row.submitted_at is None) == (old, NEWER.replace("eight", "three"), False)
    assert forum.rows(Amendment, id=named(talks, "Aldmark"))[0].withdrawn_at is None


def test_amendment_that_is_issued_anew_too_late_leaves_the_other_where_it_is(talks: Negotiation) -> None:
    forum, old, borvia = talks.forum, named(talks, "Borvia"), talks.forum.head("Borvia")
    round_id = talks.open_round()
    draft = forum.act(reissue, talks.id, old, wording=NEWER.replace("eight", "three"), by=borvia)
    talks.close_round(round_id)

    forum.act(hand_in, talks.id, by=borvia)

    (row,) = forum.rows(Amendment, id=draft)
    assert (row.is_late, row.is_admitted, row.submitted_at is None) == (True, None, False)
    assert forum.rows(Amendment, id=old)[0].withdrawn_at is None


def test_what_cannot_be_issued_anew_is_refused(talks: Negotiation) -> None:
    forum, old, borvia = talks.forum, named(talks, "Borvia"), talks.forum.head("Borvia")
    words: dict[str, Any] = {"wording": NEWER.replace("eight", "three")}
    refused(forum, NoRoundOpen, reissue, talks.id, old, **words, by=borvia)
    talks.open_round()
    refused(forum, NotYours, reissue, talks.id, old, **words, by=forum.head("Galdria"))
    refused(forum, NotFound, reissue, talks.id, "0" * 32, **words, by=borvia)
    refused(forum, BadInput, reissue, talks.id, old, wording=NEWER, by=borvia)
    (split,) = forum.rows(Amendment, kind="split")
    refused(forum, BadInput, reissue, talks.id, split.id, **words, by=borvia)
    forum.act(reissue, talks.id, old, **words, by=borvia)
    forum.act(hand_in, talks.id, by=borvia)
    refused(forum, AlreadyWithdrawn, reissue, talks.id, old, **words, by=borvia)
    (anew,) = forum.rows(Amendment, reissue_of=old)
    refused(forum, AmendmentIsOnTheTable, reissue, talks.id, anew.id, **words, by=borvia)
