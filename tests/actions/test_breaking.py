"""Silence is broken on several clauses in one press, and a delegation asks for time."""

from datetime import timedelta

import pytest
from tests.cast import Forum, refused, snapshot, working_parts
from tests.negotiation import begin, rules_of
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.answering import incorporate
from jointstatement.actions.consensus import declare_consensus, move_to_consensus
from jointstatement.actions.giving_input import amend, submit_input
from jointstatement.actions.silence import BrokenOn, break_silence, extend_silence, request_time, start_silence
from jointstatement.actions.silence_rules import SilenceRules, change_silence_rules
from jointstatement.errors import (
    HourOfSilenceHasPassed,
    NoSilenceRunning,
    NotFound,
    NotYours,
    SilenceAlreadyBroken,
    StillMissing,
    TimeAlreadyRequested,
)
from jointstatement.models import Amendment, Body, Notice, PositionTaken, Silence, SilenceBreak, TimeRequest
from jointstatement.queries.silence import SilencePage, silence_page
from jointstatement.terms import ConsensusBasis, PartKind, SilenceOutcome, Visibility, Weight

DAYS = timedelta(days=1)
TYPED = "2026-05-07T11:00 Europe/Vienna"


@pytest.fixture
def text(forum: Forum) -> Text:
    return under_silence(forum)


def under_silence(forum: Forum) -> Text:
    text = lay_on_the_table(forum)
    forum.act(start_silence, text.id, due_at=forum.hour.now + 3 * DAYS, due_as_typed=TYPED, by=forum.chair)
    return text


def let_requests_break(forum: Forum) -> None:
    rules = SilenceRules(shortest_reissue_hours=1, whole_open_on_reissue=True, time_request_breaks=True)
    forum.act(change_silence_rules, rules=rules, expected=forum.rows(Body)[0].version, by=forum.secretariat)


def test_one_press_breaks_silence_on_several_clauses_with_a_wording_for_each(forum: Forum, text: Text) -> None:
    first, second, third = text.clauses
    forum.act(
        break_silence,
        text.id,
        part_id=first,
        reason="Our parliament asks.",
        wording="We agree to measure it daily",
        further=(BrokenOn(second, "We ask the chair"), BrokenOn(third)),
        by=forum.head("Istara"),
    )

    assert {row.part_id: (row.reason, row.wording) for row in forum.rows(SilenceBreak)} == {
        first: ("Our parliament asks.", "We agree to measure it daily"),
        second: ("Our parliament asks.", "We ask the chair"),
        third: ("Our parliament asks.", ""),
    }
    assert {row.part_id for row in forum.rows(PositionTaken)} == {first, second, third}
    assert forum.rows(Silence)[0].outcome is SilenceOutcome.BROKEN
    assert forum.kinds(text.circulated) == ["silence_started", *["silence_broken"] * 3]


@pytest.mark.parametrize(("second", "why"), [("0" * 32, NotFound), ("", SilenceAlreadyBroken)])
def test_press_with_a_place_that_cannot_be_taken_breaks_nothing(
    forum: Forum, text: Text, second: str, why: type[Exception]
) -> None:
    before = snapshot(forum.database)
    further = (BrokenOn(second or text.clauses[0]),)

    with pytest.raises(why):
        forum.act(break_silence, text.id, part_id=text.clauses[0], further=further, by=forum.head("Istara"))

    assert snapshot(forum.database) == before


def test_request_for_time_is_told_to_the_office_alone_and_breaks_nothing(forum: Forum, text: Text) -> None:
    forum.act(request_time, text.id, reason="The capital is on holiday.", by=forum.head("Istara"))

    assert (forum.rows(Silence)[0].outcome, forum.rows(PositionTaken), len(forum.rows(TimeRequest))) == (None, [], 1)
    assert {row.person_id for row in forum.rows(Notice, kind="time_requested")} == {
        forum.persons[who] for who in ("chair", "co-chair", "secretariat")
    }
    assert forum.kinds(text.circulated) == ["silence_started"]
    assert forum.kinds(text.own("Istara")) == forum.kinds(text.office) == ["time_requested"]
    forum.act(extend_silence, text.id, due_at=forum.hour.now + 4 * DAYS, due_as_typed=TYPED, by=forum.chair)


def test_time_is_asked_for_once_before_the_hour_and_by_a_head(forum: Forum, text: Text) -> None:
    forum.act(request_time, text.id, by=forum.head("Istara"))
    before = snapshot(forum.database)

    with pytest.raises(TimeAlreadyRequested):
        forum.act(request_time, text.id, by=forum.head("Istara"))
    with pytest.raises(NotYours):
        forum.act(request_time, text.id, by=forum.expert("Borvia"))
    forum.hour.pass_by(3 * DAYS)
    with pytest.raises(HourOfSilenceHasPassed) as passed:
        forum.act(request_time, text.id, by=forum.head("Borvia"))
    assert "it was Thu 7 May 2026, 11:00 CEST" in str(passed.value)

    assert snapshot(forum.database) == before


def test_request_for_time_breaks_by_the_rule_under_which_silence_started(forum: Forum, text: Text) -> None:
    let_requests_break(forum)
    told = silence_seen(forum, text)

    forum.act(request_time, text.id, by=forum.head("Istara"))

    assert (told.time_request_breaks, forum.rows(SilenceBreak), forum.rows(Silence)[0].outcome) == (False, [], None)


def silence_seen(forum: Forum, text: Text) -> SilencePage:
    with forum.database.reading() as session:
        return silence_page(session, forum.head("Istara"), text.id, now=forum.hour.now, rules_of=rules_of)


def test_body_may_take_a_request_for_time_as_a_break(forum: Forum) -> None:
    let_requests_break(forum)
    text = under_silence(forum)
    assert silence_seen(forum, text).time_request_breaks

    forum.act(request_time, text.id, reason="The capital is on holiday.", by=forum.head("Istara"))

    [broken] = forum.rows(SilenceBreak)
    assert (broken.part_id, broken.reason) == (None, "The capital is on holiday.")
    assert forum.rows(Silence)[0].outcome is SilenceOutcome.BROKEN
    before = snapshot(forum.database)
    with pytest.raises(NoSilenceRunning):
        forum.act(request_time, text.id, by=forum.head("Borvia"))
    assert snapshot(forum.database) == before


@pytest.mark.parametrize("stands", [PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.CLOSING])
def test_what_stands_round_the_clauses_is_amended_and_objected_to_as_they_are(forum: Forum, stands: PartKind) -> None:
    talks = begin(forum, workflow="silence")
    talks.table()
    round_id = talks.open_round(Visibility.OPEN)
    (part,) = [part for part in working_parts(forum, talks.id) if part.kind is stands]
    ours = f"{part.wording} and its banks"
    forum.act(
        amend, talks.id, part.id, wording=ours, reason="The banks.", weight=Weight.ESSENTIAL, by=forum.head("Borvia")
    )
    forum.act(submit_input, talks.id, by=forum.head("Borvia"))
    talks.close_round(round_id)
    (given,) = forum.rows(Amendment)
    forum.act(incorporate, talks.id, given.id, expected=part.version, by=forum.chair)
    assert (given.label, talks.wording(part.id)) == (f"A-{stands}.1", ours)
    talks.table()
    forum.act(move_to_consensus, talks.id, by=forum.chair)

    forum.act(start_silence, talks.id, due_at=forum.hour.now + 3 * DAYS, due_as_typed=TYPED, by=forum.chair)
    forum.act(break_silence, talks.id, part_id=part.id, reason="Not by that name.", by=forum.head("Istara"))

    assert forum.rows(Silence)[0].outcome is SilenceOutcome.BROKEN
    said = forum.last_entry(f"{talks.id}:circulated").payload
    assert f'"part_kind":"{stands}"' in said
    how = {"basis": ConsensusBasis.SILENCE_HELD, "by": forum.chair}
    lacking = refused(forum, StillMissing, declare_consensus, talks.id, **how).missing
    assert "Objections standing on Rev.1: 1 (Istara)." in [each.sentence() for each in lacking]
