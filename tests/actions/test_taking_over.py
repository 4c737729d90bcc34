"""What one delegation put forward and withdrew, another one takes over: the same words, as its own draft."""

import json
from typing import Any

import pytest
from tests.actions.test_proposing import circulated, proposes
from tests.cast import Forum, refused
from tests.negotiation import CLAUSES, Negotiation, begin, rules_of

from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend, drop_amendment, withdraw_amendment
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.proposing import propose_deletion, propose_move, propose_part
from jointstatement.actions.taking_over import take_over
from jointstatement.errors import (
    AlreadyTakenOver,
    CannotBeTakenOver,
    DraftInItsPlace,
    NoRoundOpen,
    NotFound,
    NotWithdrawn,
    NotYours,
    WithdrewItself,
    WordsStandAlready,
)
from jointstatement.models import Amendment
from jointstatement.queries.composing import composing_part
from jointstatement.queries.listing import given_input
from jointstatement.queries.part import part_page
from jointstatement.queries.shown import TakenOver
from jointstatement.terms import AmendmentKind, Weight

FIRST, THIRD, FOURTH = CLAUSES[0], CLAUSES[2], CLAUSES[3]
NEWER = THIRD.replace("six", "eight")


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """Rev.1 has other words in two clauses; what Borvia proposed on the zero draft it has withdrawn."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    why = {"reason": "Our hydrologists ask for it.", "weight": Weight.ESSENTIAL}
    proposes(talks, amend, 3, wording=THIRD.replace("our gauges", "all our gauges"), **why)
    proposes(talks, amend, 1, wording=FIRST.replace("hospitality", "warm hospitality"))
    proposes(talks, amend, 4, wording=FOURTH.replace("year", "decade"))
    proposes(talks, propose_deletion, 5)
    proposes(talks, propose_part, 6, wording="We welcome the new ferry at Reed Island")
    proposes(talks, propose_move, 2, after_id=talks.clause(4))
    proposes(talks, amend, 6, by="Aldmark", wording=CLAUSES[5].replace("first half", "second half"))
    circulated(talks, "Aldmark", "Borvia")
    for row in forum.rows(Amendment, delegation_id=forum.delegations["Borvia"]):
        forum.act(withdraw_amendment, talks.id, row.id, by=forum.head("Borvia"))
    rewords = {3: NEWER, 1: FIRST.replace("hospitality", "warm hospitality"), 4: FOURTH.replace("year", "month")}
    for clause, words in rewords.items():
        forum.act(reword_part, talks.id, talks.clause(clause), wording=words, expected=1, by=forum.chair)
    talks.table()
    return talks


def borvias(talks: Negotiation, clause: int) -> str:
    """The amendment of Borvia on a clause."""
    borvia = talks.forum.delegations["Borvia"]
    (row,) = talks.forum.rows(Amendment, delegation_id=borvia, part_id=talks.clause(clause))
    return str(row.id)


def test_withdrawn_amendment_becomes_a_draft_of_another_delegation_on_the_words_of_now(talks: Negotiation) -> None:
    forum, galdria = talks.forum, talks.forum.expert("Galdria")
    refused(forum, NoRoundOpen, take_over, talks.id, borvias(talks, 3), by=galdria)
    round_id = talks.open_round()
    old = forum.rows(Amendment, id=borvias(talks, 3))

    with forum.database.reading() as session:
        ask: dict[str, Any] = {"now": forum.hour.now, "rules_of": rules_of}
        page = part_page(session, galdria, talks.id, talks.clause(3), **ask)
    assert ([each.id for each in page.others.withdrawn], page.take_over_refusal) == ([old[0].id], None)
    draft_id = forum.act(take_over, talks.id, old[0].id, by=galdria)

    (draft,) = forum.rows(Amendment, id=draft_id)
    assert (draft.wording, draft.reason, draft.weight, draft.submitted_at, draft.taken_over_from) == (
        NEWER.replace("our gauges", "all our gauges"),
        "",
        Weight.PREFERRED,
        None,
        old[0].id,
    )
    assert forum.rows(Amendment, id=old[0].id) == old
    entry = forum.last_entry(f"{talks.id}:delegation:{forum.delegations['Galdria']}")
    assert (entry.kind, json.loads(entry.payload)) == (
        "amendment_taken_over",
        {"amendment": draft_id, "from": old[0].id, "label": "A-3.1"},
    )

    for clause in (2, 5, 6):
        forum.act(take_over, talks.id, borvias(talks, clause), by=galdria)
    taken = {
        row.kind: (row.part_id, row.wording, row.other_part_id) for row in forum.rows(Amendment, round_id=round_id)
    }
    assert taken == {
        AmendmentKind.REPLACE: (talks.clause(3), draft.wording, None),
        AmendmentKind.MOVE: (talks.clause(2), "", talks.clause(4)),
        AmendmentKind.DELETE: (talks.clause(5), "", None),
        AmendmentKind.ADD_AFTER: (talks.clause(6), "We welcome the new ferry at Reed Island", None),
    }
    proposes(talks, amend, 3, by="Istara", wording=NEWER.replace("our gauges", "both our gauges"))
    for who in ("Galdria", "Istara"):
        forum.act(hand_in, talks.id, by=forum.head(who))
    talks.close_round(round_id)
    with forum.database.reading() as session:
        shown = given_input(session, forum.head("Istara"), talks.id, now=forum.hour.now).amendments
    galdrias = [each for each in shown if each.delegation == "Galdria"]
    assert {each.taken_over for each in galdrias} == {
        TakenOver(label, "Borvia") for label in ("A-2.1", "A-3.1", "A-5.1", "A-6.2")
    }
    assert {each.taken_over for each in shown if each.delegation == "Borvia"} == {None}
    with forum.database.reading() as session:
        _, on_third = composing_part(session, forum.chair, talks.id, talks.clause(3), now=forum.hour.now)
    voices = [voice for dispute in on_third.disputes for each in dispute.alternatives for voice in each.voices]
    assert {voice.delegation: voice.taken_over for voice in voices} == {
        "Galdria": TakenOver("A-3.1", "Borvia"),
        "Istara": None,
    }


def test_what_cannot_be_taken_over_is_refused_and_changes_nothing(talks: Negotiation) -> None:
    forum, galdria = talks.forum, talks.forum.head("Galdria")
    talks.open_round()
    refused(forum, WithdrewItself, take_over, talks.id, borvias(talks, 3), by=forum.head("Borvia"))
    refused(forum, WordsStandAlready, take_over, talks.id, borvias(talks, 1), by=galdria)
    moved = refused(forum, CannotBeTakenOver, take_over, talks.id, borvias(talks, 4), by=galdria)
    assert moved.parameters == {"label": "A-4.1"}
    (standing,) = forum.rows(Amendment, delegation_id=forum.delegations["Aldmark"])
    refused(forum, NotWithdrawn, take_over, talks.id, standing.id, by=galdria)
    for who in ("chair", "observer"):
        refused(forum, NotYours, take_over, talks.id, borvias(talks, 3), by=forum.viewer(who))

    draft = proposes(talks, amend, 3, by="Galdria", wording=NEWER.replace("water", "river"))
    refused(forum, DraftInItsPlace, take_over, talks.id, borvias(talks, 3), by=galdria)
    forum.act(drop_amendment, talks.id, draft, by=galdria)
    mine = forum.act(take_over, talks.id, borvias(talks, 3), by=galdria)
    refused(forum, AlreadyTakenOver, take_over, talks.id, borvias(talks, 3), by=galdria)
    refused(forum, NotFound, take_over, talks.id, mine, by=forum.head("Istara"))
    forum.act(hand_in, talks.id, by=galdria)
    refused(forum, AlreadyTakenOver, take_over, talks.id, borvias(talks, 3), by=galdria)
    refused(forum, NotFound, take_over, talks.id, mine, by=forum.head("Istara"))
    forum.act(withdraw_amendment, talks.id, mine, by=galdria)
    refused(forum, NotFound, take_over, talks.id, mine, by=forum.head("Istara"))


def test_what_was_taken_over_remembers_it_when_it_is_proposed_anew(talks: Negotiation) -> None:
    forum, galdria = talks.forum, talks.forum.head("Galdria")
    talks.open_round()
    former = {clause: borvias(talks, clause) for clause in (2, 5)}
    for each in former.values():
        forum.act(take_over, talks.id, each, by=galdria)

    proposes(talks, propose_deletion, 5, by="Galdria", reason="The ferries run again.", weight=Weight.ESSENTIAL)
    proposes(talks, propose_move, 2, by="Galdria", after_id=talks.clause(5))

    own = forum.rows(Amendment, delegation_id=forum.delegations["Galdria"])
    assert {row.kind: row.taken_over_from for row in own} == {
        AmendmentKind.MOVE: former[2],
        AmendmentKind.DELETE: former[5],
    }
    refused(forum, AlreadyTakenOver, take_over, talks.id, former[5], by=galdria)
