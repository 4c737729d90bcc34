"""By each rule a text is declared and adopted exactly as the rule says, and the record tells by which and how."""

import json
from datetime import date

import pytest
from tests.actions.test_groups import upper_river
from tests.cast import MEMBERS, Forum, begin, refused, said_in, workflow_source
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.drafting import create_statement
from jointstatement.actions.positions import take_position
from jointstatement.errors import PositionsAreNoBasis, PositionsAreTheBasis, StillMissing, WorkflowMistake
from jointstatement.models import Body
from jointstatement.queries.record import chain_entries
from jointstatement.terms import ConsensusBasis, Position

COUNTED, FOUND = ConsensusBasis.COUNTED, ConsensusBasis.FOUND_IN_THE_ROOM


def takes(forum: Forum, text: Text, delegations: tuple[str, ...], position: Position, part: str | None = None) -> None:
    """Delegations take the same position on the whole text, or on one part."""
    for name in delegations:
        forum.act(take_position, text.id, part_id=part, position=position, by=forum.head(name))


def adopted(forum: Forum, text: Text, basis: ConsensusBasis) -> dict[str, object]:
    """The text is declared and adopted; what the entry says of the rule."""
    forum.act(declare_consensus, text.id, basis=basis, by=forum.chair)
    declared = said_in(forum.last_entry(text.circulated))
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=date(2026, 6, 19),
        fingerprint_seen=text.fingerprint,
        by=forum.chair,
    )
    said = said_in(forum.last_entry(text.circulated))
    for name in (
        "revision",
        "fingerprint",
        "basis",
        "place",
        "adopted_on",
        "reservations",
        "statements_until",
    ):
        said.pop(name, None)
        declared.pop(name, None)
    assert {name: said[name] for name in declared} == declared
    return {name: said[name] for name in declared}


def sentence(forum: Forum, text: Text) -> str:
    """What the record says of the adoption to an observer."""
    with forum.database.reading() as session:
        return chain_entries(session, forum.observer, text.id)[-1].sentence()


def missing(refusal: StillMissing) -> list[str]:
    return [each.sentence() for each in refusal.missing]


def test_unanimity_waits_for_the_last_member(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="unanimity")
    takes(forum, text, MEMBERS[:10], Position.SUPPORT)
    takes(forum, text, ("Kelmora",), Position.ABSTAIN)

    refusal = refused(forum, StillMissing, declare_consensus, text.id, basis=COUNTED, by=forum.chair)

    assert missing(refusal) == [
        "Unanimity needs every member. No answer yet on Zero draft: 1 of 12 (Lusatia).",
        "Unanimity needs every member. Abstaining on Zero draft: 1 (Kelmora).",
    ]
    takes(forum, text, ("Kelmora", "Lusatia"), Position.CAN_LIVE_WITH)
    refused(forum, PositionsAreTheBasis, declare_consensus, text.id, basis=FOUND, by=forum.chair)
    assert adopted(forum, text, COUNTED) == {"rule": "unanimity", "agreeing": 12}
    assert sentence(forum, text) == "Zero draft was adopted in Port Alder on 2026-06-19 by unanimity of 12 members."


def test_consensus_minus_one_names_the_one_and_stops_at_two(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="consensus_minus_one")
    takes(forum, text, ("Borvia",), Position.OBJECT, text.clauses[0])
    takes(forum, text, ("Borvia",), Position.RESERVE, text.clauses[1])
    takes(forum, text, ("Istara",), Position.RESERVE)

    refusal = refused(forum, StillMissing, declare_consensus, text.id, basis=FOUND, by=forum.chair)

    assert missing(refusal) == [
        "Objecting or reserving on Zero draft: 2 (Borvia, Istara). The rule leaves aside 1 at most."
    ]
    takes(forum, text, ("Istara",), Position.CAN_LIVE_WITH)
    refused(forum, PositionsAreNoBasis, declare_consensus, text.id, basis=COUNTED, by=forum.chair)
    assert adopted(forum, text, FOUND) == {
        "rule": "consensus_minus",
        "minus": 1,
        "standing_apart": 1,
        "delegations_apart": ["Borvia"],
    }
    assert sentence(forum, text) == (
        "Zero draft was adopted in Port Alder on 2026-06-19 by consensus minus 1; delegations that stood apart: 1."
    )


def test_body_that_names_no_breaker_learns_not_how_many_stand_apart(forum: Forum) -> None:
    minus_four = workflow_source("consensus_minus_one").replace("minus = 1", "minus = 4")
    text = lay_on_the_table(forum, workflow="consensus_minus_one", source=minus_four)
    forum.database.write_and_wait(_hide_the_breaker, forum.body_id)
    # One break by "a delegation", made for four: their number would tell of the group.
    taken = {"position": Position.OBJECT, "group_id": upper_river(forum)}
    forum.act(take_position, text.id, part_id=None, **taken, by=forum.head("Borvia"))

    assert adopted(forum, text, FOUND) == {"rule": "consensus_minus", "minus": 4}
    assert sentence(forum, text) == "Zero draft was adopted in Port Alder on 2026-06-19 by consensus minus 4."
    assert "Borvia" not in "".join(entry.payload for entry in forum.entries(text.circulated))


def test_majority_needs_its_quorum_and_more_in_favour_than_against(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="majority")
    takes(forum, text, MEMBERS[:2], Position.SUPPORT)
    takes(forum, text, MEMBERS[2:4], Position.OBJECT)
    takes(forum, text, MEMBERS[4:5], Position.AD_REFERENDUM)

    refusal = refused(forum, StillMissing, declare_consensus, text.id, basis=COUNTED, by=forum.chair)

    assert missing(refusal) == [
        "The quorum is 6 of 12 members with a position on the whole of Zero draft; so far 5 have one.",
        "In favour of Zero draft: 2; needed: 3. Against: 2; abstaining: 0; awaited: 7.",
    ]
    takes(forum, text, MEMBERS[4:5], Position.CAN_LIVE_WITH)
    takes(forum, text, MEMBERS[5:7], Position.ABSTAIN)
    assert adopted(forum, text, COUNTED) == {
        "rule": "majority",
        "majority": "simple",
        "of": "voting",
        "quorum": "half",
        "members": 12,
        "in_favour": 3,
        "against": 2,
        "abstaining": 2,
    }
    assert sentence(forum, text) == (
        "Zero draft was adopted in Port Alder on 2026-06-19 by a majority: 3 in favour, 2 against, 2 abstaining."
    )


def test_vote_against_an_earlier_revision_still_counts_against(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="majority", source=_of_all("simple"))
    takes(forum, text, MEMBERS[:6], Position.SUPPORT)
    takes(forum, text, MEMBERS[6:], Position.OBJECT)

    refusal = refused(forum, StillMissing, declare_consensus, text.id, basis=COUNTED, by=forum.chair)

    assert missing(refusal) == ["In favour of Zero draft: 6; needed: 7. Against: 6; abstaining: 0; awaited: 0."]


def test_excluded_party_is_neither_awaited_nor_in_the_way(forum: Forum) -> None:
    source = workflow_source("unanimity").replace('rule = "unanimity"', 'rule = "unanimity"\nexcluded = ["Lusatia"]')
    text = lay_on_the_table(forum, workflow="unanimity", source=source)
    takes(forum, text, MEMBERS[:11], Position.SUPPORT)
    takes(forum, text, ("Lusatia",), Position.OBJECT)

    assert adopted(forum, text, COUNTED) == {"rule": "unanimity", "excluded": ["Lusatia"], "agreeing": 11}


@pytest.mark.parametrize("names", [["Atlantis"], list(MEMBERS)])
def test_statement_begins_with_no_rule_that_excludes_a_stranger_or_everybody(forum: Forum, names: list[str]) -> None:
    excluded = f"excluded = {json.dumps(names)}"
    refused(
        forum,
        WorkflowMistake,
        create_statement,
        meeting_id=forum.meeting_id,
        style="o-we",
        workflow_name="unanimity",
        workflow_source=workflow_source("unanimity").replace("[decision]", f"[decision]\n{excluded}"),
        title="Joint Statement",
        by=forum.chair,
    )
    assert begin(forum, workflow="unanimity")


def _of_all(majority: str) -> str:
    return workflow_source("majority").replace('of = "voting"', 'of = "members"').replace("simple", majority)


def _hide_the_breaker(session: object, body_id: str, *, now: object) -> None:
    body = session.get(Body, body_id)  # type: ignore[attr-defined]
    body.names_the_breaker = False
    session.add(body)  # type: ignore[attr-defined]
