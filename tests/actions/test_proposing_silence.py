"""Silence that needs the members' agreement to begin: proposed, refused by one, begun as it was proposed."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused, workflow_source
from tests.negotiation import rules_of
from tests.on_the_table import Text, lay_on_the_table, reword, table_again

from jointstatement.actions.consensus import withdraw_statement
from jointstatement.actions.positions import take_position
from jointstatement.actions.proposing_silence import (
    begin_proposed_silence,
    propose_silence,
    record_refusal,
    refuse_silence,
    withdraw_proposal,
)
from jointstatement.actions.setting_up import add_delegation, change_body_rules
from jointstatement.actions.silence import break_silence, extend_silence, start_silence
from jointstatement.errors import (
    BadInput,
    HourToRefuseHasPassed,
    MembersAreOthers,
    NoSilenceProposed,
    NotAskedToAgree,
    NotAWorkingMoment,
    NotFound,
    NothingToFollow,
    NotYours,
    ProposalIsOfAnotherText,
    ProposedHourIsTooNear,
    SilenceAlreadyRefused,
    SilenceIsProposed,
    SilenceIsProposedFirst,
    SilenceMayStillBeRefused,
    SilenceNeedsNoProposal,
    SilenceWasRefused,
    StillMissing,
)
from jointstatement.models import Body, Entry, Notice, Silence, SilenceProposal, SilenceRefusal
from jointstatement.queries.proposed_silence import RefusalLine
from jointstatement.queries.silence import silence_page
from jointstatement.terms import Position, ProposalOutcome

MINUTE, HOUR, DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def payload(entry: Entry) -> dict[str, Any]:
    return dict(json.loads(entry.payload))


def by_proposal(name: str = "consensus", *, excluded: str = "") -> str:
    rule = f'\n[decision]\nrule = "consensus"\nexcluded = ["{excluded}"]\n' if excluded else ""
    source = workflow_source(name).replace("at_end_of_silence", 'silence_begins = "proposal"\nat_end_of_silence', 1)
    return source.replace("\n[states.draft]", f"{rule}\n[states.draft]", 1)


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum, source=by_proposal())


def proposed(forum: Forum, **other: Any) -> dict[str, Any]:
    hours = {"refuse_until": forum.hour.now + 2 * HOUR, "due_at": forum.hour.now + 3 * DAYS}
    return {**hours, "refuse_as_typed": "in two hours", "due_as_typed": "in three days", "by": forum.chair, **other}


def latest(forum: Forum) -> SilenceProposal:
    return max(forum.rows(SilenceProposal), key=lambda row: row.number)


def seen_by(forum: Forum, text: Text, who: str) -> list[tuple[ProposalOutcome | None, RefusalLine | None]]:
    with forum.database.reading() as session:
        page = silence_page(session, forum.viewer(who), text.id, now=forum.hour.now, rules_of=rules_of)
    return [(line.outcome, line.refusal) for line in page.proposals]


def name_breakers(forum: Forum, *, is_named: bool) -> None:
    (body,) = forum.rows(Body)
    forum.act(
        change_body_rules,
        forum.body_id,
        marking=body.marking,
        shortest_silence_hours=1,
        names_the_breaker=is_named,
        matrix_open_to_members=True,
        expected=body.version,
        by=forum.secretariat,
    )


def test_silence_that_nobody_refused_begins_as_it_was_proposed(forum: Forum, text: Text) -> None:
    refused(
        forum,
        SilenceIsProposedFirst,
        start_silence,
        text.id,
        due_at=forum.hour.now + DAYS,
        due_as_typed="typed",
        by=forum.chair,
    )
    refused(forum, NoSilenceProposed, begin_proposed_silence, text.id, by=forum.chair)
    asked = proposed(forum)
    proposal_id = forum.act(propose_silence, text.id, **asked)

    entry = forum.entries(text.circulated)[-1]
    told = payload(entry)
    assert entry.kind == "silence_proposed"
    assert (told["proposal_id"], told["revision"], len(told["members"])) == (proposal_id, "Zero draft", 12)
    assert (told["due_as_typed"], told["refuse_as_typed"]) == ("in three days", "in two hours")
    heads = {forum.persons[f"head of {name}"] for name in ("Borvia", "Galdria")}
    assert heads <= {row.person_id for row in forum.rows(Notice, kind="silence_proposed")}

    refused(forum, SilenceIsProposed, propose_silence, text.id, **proposed(forum))
    early = refused(forum, SilenceMayStillBeRefused, begin_proposed_silence, text.id, by=forum.chair)
    assert str(early) == (
        "Delegations may refuse until Mon 4 May 2026, 13:00 CEST. Silence can begin from that hour on."
    )
    for who in ("secretariat", "head of Borvia"):
        refused(forum, NotYours, begin_proposed_silence, text.id, by=forum.viewer(who))
    forum.hour.pass_by(2 * HOUR)
    refused(forum, HourToRefuseHasPassed, refuse_silence, text.id, by=forum.head("Borvia"))
    silence_id = forum.act(begin_proposed_silence, text.id, by=forum.chair)

    (silence,) = forum.rows(Silence)
    assert (silence.id, silence.due_at, silence.due_as_typed) == (silence_id, asked["due_at"], "in three days")
    assert (silence.revision_id, silence.started_at) == (text.revisions[0], forum.hour.now)
    assert (latest(forum).outcome, latest(forum).silence_id) == (ProposalOutcome.BEGUN, silence_id)
    assert forum.kinds(text.circulated)[-1] == "silence_started"
    # Once it runs, nothing is another silence: it is extended and broken.
    forum.act(extend_silence, text.id, due_at=asked["due_at"] + DAYS, due_as_typed="later", by=forum.chair)
    refused(forum, NoSilenceProposed, refuse_silence, text.id, by=forum.head("Borvia"))
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Borvia"))


@pytest.mark.parametrize("is_named", [True, False])
def test_one_refusal_is_enough_and_is_told_by_the_rule_for_breakers(forum: Forum, is_named: bool) -> None:
    name_breakers(forum, is_named=is_named)
    text = lay_on_the_table(forum, source=by_proposal())
    forum.act(propose_silence, text.id, **proposed(forum))
    forum.hour.pass_by(HOUR)
    refused(forum, NotYours, refuse_silence, text.id, by=forum.viewer("expert of Borvia"))
    forum.act(refuse_silence, text.id, reason="Our capital sleeps.", by=forum.head("Borvia"))

    own, office = (
        next(each for each in reversed(forum.entries(chain)) if each.kind == "silence_refused")
        for chain in (text.own("Borvia"), text.office)
    )
    assert payload(own) == payload(office)
    assert payload(own)["reason"] == "Our capital sleeps."
    circulated = forum.entries(text.circulated)[-1]
    assert circulated.kind == "silence_refused"
    assert payload(circulated).get("delegation") == ("Borvia" if is_named else None)
    assert "reason" not in payload(circulated)
    assert circulated.actor_id == (forum.persons["head of Borvia"] if is_named else None)

    whole = RefusalLine("Borvia", "Our capital sleeps.", forum.hour.now, in_the_room=False, is_own=False)
    bare = replace_line(whole, delegation="", reason="")
    assert seen_by(forum, text, "chair") == [(ProposalOutcome.REFUSED, whole)]
    assert seen_by(forum, text, "head of Borvia") == [(ProposalOutcome.REFUSED, replace_line(whole, is_own=True))]
    assert seen_by(forum, text, "head of Galdria") == [(ProposalOutcome.REFUSED, whole if is_named else bare)]

    # A later rule names nobody who refused before.
    name_breakers(forum, is_named=True)
    assert seen_by(forum, text, "head of Galdria") == [(ProposalOutcome.REFUSED, whole if is_named else bare)]
    refused(forum, SilenceAlreadyRefused, refuse_silence, text.id, by=forum.head("Galdria"))
    forum.hour.pass_by(2 * HOUR)
    refused(forum, SilenceWasRefused, begin_proposed_silence, text.id, by=forum.chair)
    refused(forum, NoSilenceProposed, withdraw_proposal, text.id, by=forum.chair)
    # It is no position: the text stands as it did, and silence may be proposed anew.
    forum.act(propose_silence, text.id, **proposed(forum))
    assert [row.number for row in sorted(forum.rows(SilenceProposal), key=lambda row: row.number)] == [1, 2]


def replace_line(line: RefusalLine, **other: Any) -> RefusalLine:
    return RefusalLine(**{name: getattr(line, name) for name in RefusalLine.__struct_fields__} | other)


def test_refusal_made_in_the_room_is_entered_with_its_hour(forum: Forum, text: Text) -> None:
    began = forum.hour.now
    forum.act(propose_silence, text.id, **proposed(forum))
    until = began + 2 * HOUR
    forum.hour.pass_by(3 * HOUR)

    said = {"delegation_id": forum.delegations["Borvia"], "reason": "Said aloud."}
    for hour in (began - MINUTE, until, forum.hour.now + MINUTE):
        refused(forum, BadInput, record_refusal, text.id, **said, received_at=hour, by=forum.secretariat)
    refused(forum, NotYours, record_refusal, text.id, **said, received_at=began, by=forum.head("Borvia"))
    nobody = {"delegation_id": "0" * 32, "received_at": began}
    refused(forum, NotFound, record_refusal, text.id, **nobody, by=forum.secretariat)
    forum.act(record_refusal, text.id, **said, received_at=began + HOUR, by=forum.secretariat)

    (refusal,) = forum.rows(SilenceRefusal)
    assert (refusal.at, refusal.recorded_by) == (began + HOUR, forum.persons["secretariat"])
    refused(forum, SilenceWasRefused, begin_proposed_silence, text.id, by=forum.chair)


def test_silence_does_not_begin_on_another_text_for_other_members_or_too_late(forum: Forum) -> None:
    text = lay_on_the_table(forum, source=by_proposal(excluded="Istara"))
    for hours, why in (
        ({"due_at": forum.hour.now + 2 * HOUR + MINUTE}, BadInput),
        ({"refuse_until": forum.hour.now - MINUTE}, BadInput),
        ({"refuse_until": forum.hour.now + 14 * HOUR}, NotAWorkingMoment),
        ({"on_changes": True}, NothingToFollow),
    ):
        refused(forum, why, propose_silence, text.id, **proposed(forum, **hours))
    forum.act(propose_silence, text.id, **proposed(forum, due_at=forum.hour.now + 4 * HOUR))
    refused(forum, NotAskedToAgree, refuse_silence, text.id, by=forum.head("Istara"))
    forum.hour.pass_by(3 * HOUR + MINUTE)
    refused(forum, ProposedHourIsTooNear, begin_proposed_silence, text.id, by=forum.chair)
    forum.act(withdraw_proposal, text.id, reason="Too near.", by=forum.chair)
    last = forum.entries(text.circulated)[-1]
    assert (last.kind, payload(last)["reason"]) == ("silence_proposal_withdrawn", "Too near.")

    forum.act(propose_silence, text.id, **proposed(forum))
    reword(forum, text.clauses[0], "We agree to measure the water level every evening")
    forum.hour.pass_by(2 * HOUR)
    refused(forum, StillMissing, begin_proposed_silence, text.id, by=forum.chair)
    table_again(forum, text)
    moved = refused(forum, ProposalIsOfAnotherText, begin_proposed_silence, text.id, by=forum.chair)
    assert "proposed on Zero draft, and Rev.1 lies on the table" in str(moved)
    refused(forum, ProposalIsOfAnotherText, refuse_silence, text.id, by=forum.head("Borvia"))
    forum.act(propose_silence, text.id, **proposed(forum))
    outcomes = [row.outcome for row in sorted(forum.rows(SilenceProposal), key=lambda row: row.number)]
    assert outcomes == [ProposalOutcome.WITHDRAWN, ProposalOutcome.OVERTAKEN, None]
    forum.act(add_delegation, forum.body_id, name="Novia", order=13, by=forum.secretariat)
    forum.hour.pass_by(2 * HOUR)
    refused(forum, MembersAreOthers, begin_proposed_silence, text.id, by=forum.chair)


def test_silence_is_proposed_on_changed_clauses_after_a_break(forum: Forum, text: Text) -> None:
    def begin() -> None:
        forum.hour.pass_by(2 * HOUR)
        forum.act(begin_proposed_silence, text.id, by=forum.chair)

    forum.act(propose_silence, text.id, **proposed(forum))
    begin()
    forum.act(break_silence, text.id, part_id=text.clauses[1], by=forum.head("Borvia"))
    reword(forum, text.clauses[1], "We ask the Secretariat to print the readings")
    table_again(forum, text)
    forum.act(take_position, text.id, part_id=text.clauses[1], position=Position.CAN_LIVE_WITH, by=forum.head("Borvia"))
    forum.act(propose_silence, text.id, **proposed(forum, on_changes=True))
    with forum.database.reading() as session:
        page = silence_page(session, forum.head("Galdria"), text.id, now=forum.hour.now, rules_of=rules_of)
    assert [place.part_id for place in page.places_proposed] == [text.clauses[1]]
    assert page.proposals[0].after == "Zero draft"
    assert payload(forum.entries(text.circulated)[-1])["open_parts"] == [text.clauses[1]]
    begin()
    second = max(forum.rows(Silence), key=lambda row: row.number)
    assert second.follows == min(forum.rows(Silence), key=lambda row: row.number).id


def test_where_the_chair_begins_silence_nothing_is_proposed(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    refused(forum, SilenceNeedsNoProposal, propose_silence, text.id, **proposed(forum))
    for action, by in ((refuse_silence, "head of Borvia"), (begin_proposed_silence, "chair")):
        refused(forum, NoSilenceProposed, action, text.id, by=forum.viewer(by))
    forum.act(start_silence, text.id, due_at=forum.hour.now + DAYS, due_as_typed="typed", by=forum.chair)


def test_proposal_ends_with_the_text_that_is_given_up(forum: Forum, text: Text) -> None:
    forum.act(propose_silence, text.id, **proposed(forum))

    forum.act(withdraw_statement, text.id, by=forum.chair)

    assert (latest(forum).outcome, latest(forum).ended_at) == (ProposalOutcome.WITHDRAWN, forum.hour.now)
    assert seen_by(forum, text, "head of Borvia") == [(ProposalOutcome.WITHDRAWN, None)]
