"""Where the room was cut off: a further hour, or the announcement withheld; and reminders before an hour."""

import json
from datetime import datetime, timedelta

import pytest
from tests.cast import MEMBERS, Forum, refused
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.announcing import lift_withholding, resume_silence, withhold_announcement
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.giving_input import comment_on, submit_input
from jointstatement.actions.rounds import extend_round, open_round
from jointstatement.actions.silence import acknowledge_receipt, break_silence, extend_silence, start_silence
from jointstatement.errors import (
    AnnouncementIsWithheld,
    BadInput,
    NoSilenceHeld,
    NotAWorkingMoment,
    NothingWithheld,
    NotYours,
    StillMissing,
)
from jointstatement.models import Adoption, Notice, Round, Silence, SilenceBreak
from jointstatement.terms import CommentClass, ConsensusBasis, SilenceOutcome, Visibility

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def start(forum: Forum, text: Text, lasts: timedelta = DAY) -> datetime:
    due_at = forum.hour.now + lasts
    forum.act(start_silence, text.id, due_at=due_at, due_as_typed="typed", by=forum.chair)
    return due_at


def hold(forum: Forum, text: Text) -> None:
    """Silence is held until its hour."""
    start(forum, text)
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)


def reminded(forum: Forum, kind: str) -> dict[str, int]:
    """How many notices of this kind each delegation's head has, where it has any."""
    persons = [row.person_id for row in forum.rows(Notice, kind=kind)]
    heads = {name: persons.count(forum.persons[f"head of {name}"]) for name in MEMBERS}
    return {name: count for name, count in heads.items() if count}


def test_announcement_is_withheld_until_it_is_lifted(forum: Forum, text: Text) -> None:
    named = {"reason": "The line to three capitals was down.", "by": forum.chair}
    refused(forum, NoSilenceHeld, withhold_announcement, text.id, **named)
    hold(forum, text)
    refused(forum, NothingWithheld, lift_withholding, text.id, **named)
    refused(forum, BadInput, withhold_announcement, text.id, reason=" ", by=forum.chair)
    refused(forum, NotYours, withhold_announcement, text.id, reason="R", by=forum.secretariat)

    forum.act(withhold_announcement, text.id, **named)

    refused(forum, AnnouncementIsWithheld, withhold_announcement, text.id, **named)
    declaring = {"basis": ConsensusBasis.SILENCE_HELD, "by": forum.chair}
    refusal = refused(forum, StillMissing, declare_consensus, text.id, **declaring)
    assert "The chair withholds the announcement of the result" in str(refusal)
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, json.loads(entry.payload)["reason"]) == ("announcement_withheld", named["reason"])
    # Twelve heads, twelve experts, three of the chair's office.
    assert len(forum.rows(Notice, kind="announcement_withheld")) == 27

    refused(forum, NotYours, lift_withholding, text.id, reason="R", by=forum.head("Borvia"))
    refused(forum, BadInput, lift_withholding, text.id, reason="", by=forum.chair)
    forum.act(lift_withholding, text.id, reason="All have been heard.", by=forum.co_chair)
    forum.act(declare_consensus, text.id, **declaring)
    assert forum.kinds(text.circulated)[-2:] == ["withholding_lifted", "consensus_declared"]


def test_announcement_is_withheld_after_consensus_was_declared(forum: Forum, text: Text) -> None:
    hold(forum, text)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)
    forum.act(withhold_announcement, text.id, reason="A capital calls.", by=forum.chair)
    named = {"place": "Port Alder", "adopted_on": forum.hour.now.date(), "fingerprint_seen": text.fingerprint}

    refused(forum, StillMissing, adopt, text.id, by=forum.chair, **named)
    forum.act(lift_withholding, text.id, reason="It is settled.", by=forum.chair)
    forum.act(adopt, text.id, by=forum.chair, **named)

    assert len(forum.rows(Adoption)) == 1
    refused(forum, NoSilenceHeld, withhold_announcement, lay_on_the_table(forum).id, reason="R", by=forum.chair)


def test_silence_runs_again_and_what_came_late_may_come_in_time(forum: Forum, text: Text) -> None:
    forum.act(start_silence, text.id, due_at=forum.hour.now + DAY, due_as_typed="typed", by=forum.chair)
    named = {"due_as_typed": "typed", "reason": "The line was down.", "by": forum.chair}
    refused(forum, NoSilenceHeld, resume_silence, text.id, due_at=forum.hour.now + 2 * DAY, **named)
    forum.hour.pass_by(DAY)
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Istara"))
    later = forum.hour.now + DAY
    refused(forum, BadInput, resume_silence, text.id, due_at=later, due_as_typed="t", reason="", by=forum.chair)
    refused(forum, NotYours, resume_silence, text.id, due_at=later, due_as_typed="t", reason="R", by=forum.secretariat)
    refused(forum, BadInput, resume_silence, text.id, due_at=forum.hour.now + HOUR / 2, **named)
    refused(forum, NotAWorkingMoment, resume_silence, text.id, due_at=later + HOUR * 12, **named)

    forum.act(resume_silence, text.id, due_at=later, **named)
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Istara"))

    assert sorted((row.number, row.outcome) for row in forum.rows(Silence)) == [
        (1, SilenceOutcome.HELD),
        (2, SilenceOutcome.BROKEN),
    ]
    assert sorted(row.is_late for row in forum.rows(SilenceBreak)) == [False, True]
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held", "silence_resumed", "silence_broken"]


def test_who_has_not_acknowledged_is_reminded_once_a_day_and_once_two_hours_before(forum: Forum, text: Text) -> None:
    due_at = start(forum, text, 2 * DAY)
    forum.act(acknowledge_receipt, text.id, by=forum.expert("Borvia"))
    others = [name for name in MEMBERS if name != "Borvia"]
    counts = []
    for before in (25 * HOUR, 24 * HOUR, 23 * HOUR, 2 * HOUR, HOUR, timedelta(0), -HOUR):
        forum.hour.now = due_at - before
        forum.act(close_what_is_due)
        forum.act(close_what_is_due)
        found = reminded(forum, "silence_reminded")
        assert set(found) <= set(others)
        counts.append(sorted(set(found.values())) and (len(found), *set(found.values())))

    assert counts == [[], (11, 1), (11, 1), (11, 2), (11, 2), (11, 2), (11, 2)]
    assert forum.kinds(text.own("Istara")) == ["silence_reminded"] * 2
    assert forum.kinds(text.own("Borvia")) == ["receipt_acknowledged"]
    told = json.loads(next(entry for entry in forum.entries(text.office) if entry.kind == "silence_reminded").payload)
    assert (told["count"], told["delegations"]) == (11, others)
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held"]


def test_hour_that_is_set_within_a_lead_has_no_reminder_of_it(forum: Forum, text: Text) -> None:
    due_at = start(forum, text, DAY)
    forum.act(close_what_is_due)
    assert reminded(forum, "silence_reminded") == {}

    # Moved away on the same day: a further hour has its own reminders.
    forum.hour.now = due_at - HOUR
    forum.act(close_what_is_due)
    assert set(reminded(forum, "silence_reminded").values()) == {1}
    forum.act(extend_silence, text.id, due_at=due_at + HOUR, due_as_typed="typed", by=forum.chair)
    forum.act(close_what_is_due)
    assert set(reminded(forum, "silence_reminded").values()) == {1}
    forum.act(extend_silence, text.id, due_at=due_at + 3 * HOUR, due_as_typed="typed", by=forum.chair)
    forum.hour.now = due_at + HOUR
    forum.act(close_what_is_due)
    assert set(reminded(forum, "silence_reminded").values()) == {2}


def test_who_has_not_submitted_to_a_round_is_reminded(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="draft")
    due_at = forum.hour.now + DAY + HOUR
    named = {"due_as_typed": "typed", "by": forum.chair}
    round_id = forum.act(open_round, text.id, due_at=due_at, visibility=Visibility.BLIND, **named)
    remark = {"part_id": None, "comment_class": CommentClass.TECHNICAL, "text": "A heron."}
    forum.act(comment_on, text.id, by=forum.head("Borvia"), **remark)
    forum.act(submit_input, text.id, by=forum.head("Borvia"))
    forum.hour.pass_by(HOUR)

    forum.act(close_what_is_due)

    assert set(reminded(forum, "round_reminded")) == set(MEMBERS) - {"Borvia"}
    forum.act(extend_round, round_id, due_at=due_at + 3 * HOUR, **named)
    # The server stood still: both reminders are past, and one goes out.
    forum.hour.now = due_at + 2 * HOUR
    forum.act(close_what_is_due)
    assert set(reminded(forum, "round_reminded").values()) == {2}
    forum.hour.pass_by(HOUR)
    forum.act(close_what_is_due)
    [row] = forum.rows(Round)
    assert (row.closed_at, row.remind_at) == (forum.hour.now, None)
