"""A text is decided when it was before the members for as long as the body asks, or the chair has waived that."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.actions.test_proposing_silence import by_proposal
from tests.actions.test_reviewing import put
from tests.cast import Forum, begin, refused, scene
from tests.on_the_table import Text, lay_on_the_table, reword

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus, withdraw_statement
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.notice_periods import LONGEST_NOTICE, ask_notice, waive_notice
from jointstatement.actions.proposing_silence import propose_silence
from jointstatement.actions.revising_orally import revise_orally
from jointstatement.actions.rounds import circulate_non_paper, table_revision
from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.actions.suspending import resume, suspend
from jointstatement.actions.written import start_written_procedure
from jointstatement.errors import (
    BadInput,
    ChangedMeanwhile,
    NegotiationIsSuspended,
    NoNoticeAsked,
    NotAllowedNow,
    NoticeHasRun,
    NoticeIsWaived,
    NotTabledYet,
    NotYours,
    StillMissing,
    TextSeenIsAnother,
)
from jointstatement.models import Adoption, Body, Notice, NoticeWaiver, Revision
from jointstatement.queries.adoption import AdoptionPage, adoption_page
from jointstatement.terms import ConsensusBasis

HOURS = timedelta(hours=12)
SECOND = timedelta(seconds=1)
RUNS = "{} may be decided from Mon 4 May 2026, 23:00 CEST on: until then its notice runs, unless the chair waives it."
WHY = "Ten of the twelve heads agreed to it in the room."
FOUND: dict[str, Any] = {"basis": ConsensusBasis.FOUND_IN_THE_ROOM}


def ask(forum: Forum, hours: int, *, expected: int = 1) -> None:
    forum.act(ask_notice, shortest_notice_hours=hours, expected=expected, by=forum.secretariat)


@scene
def _rev_1(forum: Forum, statement_id: str, part_id: str) -> None:
    ask(forum, 12)
    reword(forum, part_id, "We agree to measure the water level every morning and every evening")
    forum.act(table_revision, statement_id, by=forum.chair)


def with_notice(forum: Forum, **other: Any) -> Text:
    """A text of which Rev.1 was tabled at nine o'clock, in a body that asks for twelve hours of notice."""
    text = lay_on_the_table(forum, **other)
    _rev_1(forum, text.id, text.clauses[0])
    return text


def waiving(forum: Forum, text: Text, **other: Any) -> dict[str, Any]:
    return {"reason": WHY, "fingerprint_seen": text.fingerprint, "by": forum.chair} | other


def in_three_days(forum: Forum) -> dict[str, Any]:
    return {"due_at": forum.hour.now + timedelta(days=3), "due_as_typed": "in three days"}


def seen_by(forum: Forum, text: Text, who: str) -> AdoptionPage:
    with forum.database.reading() as session:
        return adoption_page(session, forum.viewer(who), text.id, now=forum.hour.now)


def adopting(forum: Forum, text: Text) -> dict[str, Any]:
    where = {"place": "Port Alder", "adopted_on": date(2026, 6, 19)}
    return {**where, "fingerprint_seen": text.fingerprint, "by": forum.chair}


def test_body_asks_for_notice_and_what_is_tabled_keeps_its_own(forum: Forum) -> None:
    named = {"shortest_notice_hours": 12, "expected": 1}
    refused(forum, NotYours, ask_notice, **named, by=forum.chair)
    refused(forum, ChangedMeanwhile, ask_notice, **named | {"expected": 2}, by=forum.secretariat)
    for hours in (-1, LONGEST_NOTICE + 1):
        refused(forum, BadInput, ask_notice, **named | {"shortest_notice_hours": hours}, by=forum.secretariat)

    text = with_notice(forum)
    ask(forum, 0, expected=2)
    reword(forum, text.clauses[1], "We ask nobody to publish the readings")
    forum.act(circulate_non_paper, text.id, by=forum.chair)
    forum.act(table_revision, text.id, by=forum.chair)

    revisions = sorted(forum.rows(Revision), key=lambda row: row.number)
    assert [row.notice_hours for row in revisions] == [0, 12, 0, 0]
    assert [row.shortest_notice_hours for row in forum.rows(Body)] == [0]
    told = forum.entries(f"{forum.body_id}:administration")[-2:]
    assert [(entry.kind, json.loads(entry.payload)["hours"]) for entry in told] == [
        ("notice_asked", 12),
        ("no_notice_asked", 0),
    ]
    tabled = [json.loads(entry.payload) for entry in forum.entries(text.circulated) if entry.kind == "revision_tabled"]
    assert [each.get("notice_hours") for each in tabled] == [12, None]
    forum.act(declare_consensus, text.id, **FOUND, by=forum.chair)


def test_panel_button_and_refusal_say_until_when_notice_runs_and_nothing_afterwards(forum: Forum) -> None:
    text = with_notice(forum)
    forum.hour.pass_by(HOURS - SECOND)

    refusal = refused(forum, StillMissing, declare_consensus, text.id, **FOUND, by=forum.chair)
    assert [each.sentence() for each in refusal.missing] == [RUNS.format("Rev.1")]
    for who in ("chair", "head of Borvia"):
        page = seen_by(forum, text, who)
        assert [each.sentence() for each in page.consensus_needs] == [RUNS.format("Rev.1")]
        assert page.head.decidable_from == forum.hour.now + SECOND
        assert page.notice is not None
        assert (page.notice.hours, page.notice.runs_until) == (12, forum.hour.now + SECOND)
    assert str(seen_by(forum, text, "chair").to_declare) == str(refusal)

    # Nothing is written meanwhile: what a reader remembers of the text says nothing of the hour.
    forum.hour.pass_by(SECOND)
    page = seen_by(forum, text, "chair")
    assert (page.consensus_needs, page.to_declare, page.head.decidable_from) == ((), None, None)
    refused(forum, NoticeHasRun, waive_notice, text.id, **waiving(forum, text))
    forum.act(declare_consensus, text.id, **FOUND, by=forum.chair)


def ways_to_ask(forum: Forum) -> dict[str, tuple[dict[str, str], Callable[..., Any], dict[str, Any]]]:
    refusable = {"refuse_until": forum.hour.now + timedelta(hours=2), "refuse_as_typed": "in two hours"}
    return {
        "silence": ({"workflow": "silence"}, start_silence, {}),
        "proposed silence": ({"source": by_proposal()}, propose_silence, refusable),
        "written procedure": ({"workflow": "written"}, start_written_procedure, {}),
    }


@pytest.mark.parametrize("way", ["silence", "proposed silence", "written procedure"])
def test_members_are_asked_for_their_answer_when_notice_has_run(forum: Forum, way: str) -> None:
    how, action, _ = ways_to_ask(forum)[way]
    text = with_notice(forum, **how)

    hours = in_three_days(forum) | ways_to_ask(forum)[way][2]
    refusal = refused(forum, StillMissing, action, text.id, **hours, by=forum.chair)
    assert [each.sentence() for each in refusal.missing] == [RUNS.format("Rev.1")]
    forum.hour.pass_by(HOURS + timedelta(hours=10))
    forum.act(action, text.id, **in_three_days(forum) | ways_to_ask(forum)[way][2], by=forum.chair)


def test_silence_on_changed_clauses_alone_waits_for_notice_of_the_changes(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    forum.act(start_silence, text.id, **in_three_days(forum), by=forum.chair)
    forum.act(break_silence, text.id, part_id=text.clauses[0], by=forum.head("Istara"))
    _rev_1(forum, text.id, text.clauses[0])

    refusal = refused(
        forum, StillMissing, start_silence, text.id, **in_three_days(forum), on_changes=True, by=forum.chair
    )
    assert [each.sentence() for each in refusal.missing] == [RUNS.format("Rev.1")]
    forum.hour.pass_by(HOURS + timedelta(hours=10))
    forum.act(start_silence, text.id, **in_three_days(forum), on_changes=True, by=forum.chair)


def test_chair_waives_notice_of_one_revision_and_all_are_told_why(forum: Forum) -> None:
    text = with_notice(forum)
    for who in (forum.secretariat, forum.head("Borvia")):
        refused(forum, NotYours, waive_notice, text.id, **waiving(forum, text, by=who))
    refused(forum, BadInput, waive_notice, text.id, **waiving(forum, text, reason=" "))
    refused(forum, TextSeenIsAnother, waive_notice, text.id, **waiving(forum, text, fingerprint_seen="0" * 64))

    forum.act(waive_notice, text.id, **waiving(forum, text))

    entry = forum.last_entry(text.circulated)
    told = json.loads(entry.payload)
    assert (entry.kind, entry.actor_id, told["revision"], told["reason"], told["hours"], told["ran_until"]) == (
        "notice_waived",
        forum.persons["chair"],
        "Rev.1",
        WHY,
        12,
        "2026-05-04T21:00:00.000000+00:00",
    )
    # Twelve heads, twelve experts, three of the chair's office; a notice carries nobody's words.
    notices = forum.rows(Notice, kind="notice_waived")
    assert (len(notices), {row.parameters for row in notices}) == (27, {'{"revision": "Rev.1"}'})
    waived = seen_by(forum, text, "head of Borvia").notice
    assert waived is not None and waived.waived is not None
    assert (waived.waived.by, waived.waived.at, waived.waived.reason) == ("Ana Verel", forum.hour.now, WHY)
    assert seen_by(forum, text, "head of Borvia").consensus_needs == ()
    refused(forum, NoticeIsWaived, waive_notice, text.id, **waiving(forum, text, by=forum.co_chair))

    reword(forum, text.clauses[1], "We ask nobody to publish the readings")
    forum.act(table_revision, text.id, by=forum.chair)
    refusal = refused(forum, StillMissing, declare_consensus, text.id, **FOUND, by=forum.chair)
    assert [each.sentence() for each in refusal.missing] == [RUNS.format("Rev.2")]
    forum.act(waive_notice, text.id, **waiving(forum, text, by=forum.co_chair))
    forum.act(declare_consensus, text.id, **FOUND, by=forum.chair)
    assert len(forum.rows(NoticeWaiver)) == 2


def test_nothing_is_waived_where_no_notice_runs(forum: Forum) -> None:
    ask(forum, 12)
    untabled = begin(forum, "We meet at the river")
    named = {"reason": WHY, "fingerprint_seen": "0" * 64, "by": forum.chair}
    refused(forum, NotTabledYet, waive_notice, untabled, **named)
    older, chairs = lay_on_the_table(forum), begin(forum, "I met all of them", workflow="chairs_statement")
    forum.act(table_revision, chairs, by=forum.chair)
    for statement_id in (older.id, chairs):
        refused(forum, NoNoticeAsked, waive_notice, statement_id, **named)
    forum.act(table_revision, untabled, by=forum.chair)
    forum.act(withdraw_statement, untabled, by=forum.chair)
    refused(forum, NotAllowedNow, waive_notice, untabled, **named)


def test_notice_runs_on_while_the_negotiation_is_suspended(forum: Forum) -> None:
    text = with_notice(forum)
    forum.act(suspend, text.id, reason="The ferry is late.", by=forum.chair)
    refused(forum, NegotiationIsSuspended, waive_notice, text.id, **waiving(forum, text))
    forum.hour.pass_by(HOURS)
    forum.act(resume, text.id, by=forum.chair)
    forum.act(declare_consensus, text.id, **FOUND, by=forum.chair)


def test_orally_revised_text_is_adopted_with_notice_of_its_own_or_its_waiver(forum: Forum) -> None:
    text = with_notice(forum)
    forum.hour.pass_by(HOURS)
    forum.act(declare_consensus, text.id, **FOUND, by=forum.chair)
    read_out = {"changes": [(text.clauses[2], "We will meet again in spring")], "nobody_objected": True}
    forum.act(revise_orally, text.id, **read_out, fingerprint_seen=text.fingerprint, by=forum.chair)

    refusal = refused(forum, StillMissing, adopt, text.id, **adopting(forum, text))
    assert ["may be decided from Tue 5 May 2026, 11:00 CEST on" in each.sentence() for each in refusal.missing] == [
        True
    ]
    forum.act(waive_notice, text.id, **waiving(forum, text))
    forum.act(adopt, text.id, **adopting(forum, text))
    assert len(forum.rows(Adoption)) == 1


def test_editorially_reviewed_text_has_the_notice_of_the_one_that_it_came_from(forum: Forum) -> None:
    text = with_notice(forum)
    forum.hour.pass_by(HOURS + timedelta(hours=10))
    forum.act(declare_consensus, text.id, **FOUND, by=forum.chair)
    put(forum, text)
    forum.hour.pass_by(timedelta(days=3))
    forum.act(close_what_is_due)

    latest = max(forum.rows(Revision), key=lambda row: row.number)
    assert (latest.label, latest.notice_hours) == ("Rev.1, as editorially reviewed", 12)
    assert latest.tabled_at == forum.hour.now
    refused(forum, NoticeHasRun, waive_notice, text.id, **waiving(forum, text))
    forum.act(adopt, text.id, **adopting(forum, text))
