"""Delegations stand behind another's amendment once it is before all; who co-sponsors it, its author accepts."""

import json

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.giving_input import amend, submit_input, withdraw_amendment
from jointstatement.actions.rounds import close_round
from jointstatement.actions.supporting import accept_co_sponsor, support_amendment, withdraw_support
from jointstatement.errors import AlreadySupports, AlreadyWithdrawn, NotFound, NotYours, OwnAmendment
from jointstatement.models import Amendment, AmendmentSupport, Notice
from jointstatement.queries.listing import given_input
from jointstatement.terms import Visibility, Weight


def proposed(forum: Forum, visibility: Visibility = Visibility.OPEN) -> tuple[str, str, str]:
    """Borvia has amended a clause. Returns the statement, the amendment and the round."""
    statement_id = begin(forum, "We meet at the river")
    round_id = lay_before(forum, statement_id, visibility=visibility)
    part_id, by = part_with(forum, statement_id, "meet").id, forum.head("Borvia")
    ask = {"wording": "We gladly meet at the river", "reason": "", "weight": Weight.PREFERRED, "by": by}
    amendment_id = forum.act(amend, statement_id, part_id, **ask)
    forum.act(submit_input, statement_id, by=by)
    return statement_id, str(amendment_id), round_id


def behind(forum: Forum, statement_id: str, who: str) -> list[tuple[str, bool, bool, bool]]:
    """Who stands behind the one amendment, as somebody reads it: name, whether it co-sponsors, asks, is one's own."""
    with forum.database.reading() as session:
        (amendment,) = given_input(session, forum.viewer(who), statement_id, now=forum.hour.now).amendments
    return [(each.delegation, each.is_co_sponsor, each.asks, each.is_own) for each in amendment.backing]


def test_support_is_before_all_at_once_and_taken_back(forum: Forum) -> None:
    statement_id, amendment_id, _ = proposed(forum)
    for who in ("Istara", "Dravenia"):
        forum.act(support_amendment, statement_id, amendment_id, by=forum.head(who))

    stands = [("Dravenia", False, False, False), ("Istara", False, False, False)]
    assert behind(forum, statement_id, "head of Galdria") == behind(forum, statement_id, "chair") == stands
    entry = forum.last_entry(f"{statement_id}:circulated")
    said = json.loads(entry.payload)
    assert (entry.kind, said["label"], said["delegation"]) == ("amendment_supported", "A-1.1", "Dravenia")
    told = {row.person_id for row in forum.rows(Notice) if row.kind == "amendment_supported"}
    assert told == {
        forum.persons[who] for who in ("chair", "co-chair", "secretariat", "head of Borvia", "expert of Borvia")
    }

    (support,) = forum.rows(AmendmentSupport, delegation_id=forum.delegations["Istara"])
    forum.act(withdraw_support, statement_id, support.id, by=forum.head("Istara"))
    assert behind(forum, statement_id, "chair") == [("Dravenia", False, False, False)]
    assert forum.kinds(f"{statement_id}:circulated")[-1] == "support_withdrawn"
    refused(forum, NotFound, withdraw_support, statement_id, support.id, by=forum.head("Istara"))


def test_who_asks_to_co_sponsor_is_a_supporter_until_the_author_accepts(forum: Forum) -> None:
    statement_id, amendment_id, _ = proposed(forum)
    forum.act(support_amendment, statement_id, amendment_id, by=forum.head("Istara"))
    ask = {"as_co_sponsor": True, "by": forum.head("Istara")}
    support_id = forum.act(support_amendment, statement_id, amendment_id, **ask)

    assert behind(forum, statement_id, "head of Borvia") == [("Istara", False, True, False)]
    assert behind(forum, statement_id, "expert of Istara") == [("Istara", False, True, True)]
    for who in ("chair", "head of Galdria"):
        assert behind(forum, statement_id, who) == [("Istara", False, False, False)]
    told = {row.person_id for row in forum.rows(Notice) if row.kind == "co_sponsoring_asked"}
    assert told == {forum.persons["head of Borvia"], forum.persons["expert of Borvia"]}
    assert "co_sponsoring_asked" not in forum.kinds(f"{statement_id}:circulated")
    for who in ("Istara", "Galdria"):
        refused(forum, NotYours, accept_co_sponsor, statement_id, support_id, by=forum.head(who))
    refused(forum, NotYours, accept_co_sponsor, statement_id, support_id, by=forum.expert("Borvia"))

    forum.act(accept_co_sponsor, statement_id, support_id, by=forum.head("Borvia"))

    for who in ("chair", "head of Galdria"):
        assert behind(forum, statement_id, who) == [("Istara", True, False, False)]
    assert forum.kinds(f"{statement_id}:circulated")[-1] == "co_sponsor_accepted"
    refused(forum, NotFound, accept_co_sponsor, statement_id, support_id, by=forum.head("Borvia"))
    refused(forum, AlreadySupports, support_amendment, statement_id, amendment_id, **ask)
    refused(forum, NotYours, withdraw_support, statement_id, support_id, by=forum.head("Borvia"))
    forum.act(withdraw_support, statement_id, support_id, by=forum.head("Istara"))
    assert behind(forum, statement_id, "chair") == []


def test_nobody_supports_what_is_not_before_all(forum: Forum) -> None:
    statement_id, amendment_id, round_id = proposed(forum, Visibility.BLIND)
    refused(forum, NotFound, support_amendment, statement_id, amendment_id, by=forum.head("Istara"))
    forum.act(close_round, round_id, by=forum.chair)
    forum.act(support_amendment, statement_id, amendment_id, by=forum.head("Istara"))
    assert behind(forum, statement_id, "chair") == [("Istara", False, False, False)]


@pytest.mark.parametrize("who", ["chair", "expert of Istara", "observer"])
def test_support_is_a_heads(forum: Forum, who: str) -> None:
    statement_id, amendment_id, _ = proposed(forum)
    refused(forum, NotYours, support_amendment, statement_id, amendment_id, by=forum.viewer(who))


def test_support_that_makes_no_sense_is_refused(forum: Forum) -> None:
    statement_id, amendment_id, _ = proposed(forum)
    own = refused(forum, OwnAmendment, support_amendment, statement_id, amendment_id, by=forum.head("Borvia"))
    assert str(own) == "This amendment is your own delegation’s. Others can support it."
    support_id = forum.act(support_amendment, statement_id, amendment_id, by=forum.head("Istara"))
    twice = refused(forum, AlreadySupports, support_amendment, statement_id, amendment_id, by=forum.head("Istara"))
    assert str(twice) == "Your delegation stands behind A-1.1 already."
    refused(forum, NotFound, accept_co_sponsor, statement_id, support_id, by=forum.head("Borvia"))
    forum.act(withdraw_amendment, statement_id, amendment_id, by=forum.head("Borvia"))
    refused(forum, AlreadyWithdrawn, support_amendment, statement_id, amendment_id, by=forum.head("Galdria"))
    refused(forum, AlreadyWithdrawn, withdraw_support, statement_id, support_id, by=forum.head("Istara"))
    assert [row.withdrawn_at is None for row in forum.rows(Amendment)] == [False]
