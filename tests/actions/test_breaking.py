"""Silence is broken on several clauses in one press, and a delegation asks for time."""

from datetime import timedelta

import pytest
from tests.cast import Forum, snapshot
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.silence import BrokenOn, break_silence, extend_silence, request_time, start_silence
from jointstatement.actions.silence_rules import SilenceRules, change_silence_rules
from jointstatement.errors import (
    HourHasPassed,
    NoSilenceRunning,
    NotFound,
    NotYours,
    SilenceAlreadyBroken,
    TimeAlreadyRequested,
)
from jointstatement.models import Body, Notice, PositionTaken, Silence, SilenceBreak, TimeRequest
from jointstatement.terms import SilenceOutcome

DAYS = timedelta(days=1)
TYPED = "2026-05-07T11:00 Europe/Vienna"


@pytest.fixture
def text(forum: Forum) -> Text:
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
    with pytest.raises(HourHasPassed):
        forum.act(request_time, text.id, by=forum.head("Borvia"))

    assert snapshot(forum.database) == before


def test_body_may_take_a_request_for_time_as_a_break(forum: Forum, text: Text) -> None:
    let_requests_break(forum)

    forum.act(request_time, text.id, reason="The capital is on holiday.", by=forum.head("Istara"))

    [broken] = forum.rows(SilenceBreak)
    assert (broken.part_id, broken.reason) == (None, "The capital is on holiday.")
    assert forum.rows(Silence)[0].outcome is SilenceOutcome.BROKEN
    before = snapshot(forum.database)
    with pytest.raises(NoSilenceRunning):
        forum.act(request_time, text.id, by=forum.head("Borvia"))
    assert snapshot(forum.database) == before
