"""The chair passes on at a set hour, once: who gets the office, who reads on, and what does not pass."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused, snapshot
from tests.negotiation import rules_of

from jointstatement.access.viewer import Viewer
from jointstatement.actions.calls import contribute, put_call
from jointstatement.actions.chairing import enter_chair_term, plan_handover, withdraw_handover
from jointstatement.actions.composing import save_merge
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import comment_on, submit_input
from jointstatement.actions.persons import admit_person, end_person
from jointstatement.actions.ready_answers import keep_ready_answer
from jointstatement.actions.rounds import close_round, table_revision
from jointstatement.errors import (
    BadInput,
    ChairIsHeld,
    HandoverIsPlanned,
    NobodyWouldHoldTheChair,
    NoHandoverPlanned,
    NotFound,
    NotYours,
)
from jointstatement.models import ChairTerm, MergeInProgress, Person, ReadyAnswer
from jointstatement.queries.calls import call_page
from jointstatement.queries.chairing import ChairPage, chair_page
from jointstatement.queries.record import chain_entries
from jointstatement.queries.soundness import verify_statement_record
from jointstatement.queries.workspace import workspace
from jointstatement.terms import CommentClass, Role, Visibility

DAYS = timedelta(days=9)


def plan(forum: Forum, *incoming: tuple[str, Role], **other: Any) -> str:
    how = {
        "holder": "Fenland",
        "co_chairs": ("Istara",),
        "starts_at": forum.hour.now + DAYS,
        "starts_as_typed": "2026-05-13T11:00 Europe/Vienna",
        "incoming": [(forum.persons[who], role) for who, role in incoming],
        "by": forum.secretariat,
        **other,
    }
    return str(forum.act(plan_handover, **how))


def refuse(forum: Forum, refusal: type[Any], *incoming: tuple[str, Role], **other: Any) -> str:
    how = {
        "holder": "Fenland",
        "starts_at": forum.hour.now + DAYS,
        "starts_as_typed": "x",
        "incoming": [(forum.persons[who], role) for who, role in incoming],
        "by": forum.secretariat,
        **other,
    }
    return str(refused(forum, refusal, plan_handover, **how))


def shown(forum: Forum, by: Viewer) -> ChairPage:
    with forum.database.reading() as session:
        return chair_page(session, by)


def test_chair_passes_on_at_its_hour_once(forum: Forum) -> None:
    since = {"starts_at": forum.hour.now - DAYS, "starts_as_typed": "2026-04-25T11:00 Europe/Vienna"}
    forum.act(enter_chair_term, holder="Cestria", co_chairs=("Borvia",), **since, by=forum.administrator)
    refused(forum, ChairIsHeld, enter_chair_term, holder="Cestria", **since, by=forum.secretariat)
    statement_id = begin(forum, "We meet at the river", "We part at the lake")
    round_id = lay_before(forum, statement_id, visibility=Visibility.BLIND)
    part, other = (part_with(forum, statement_id, word) for word in ("river", "lake"))
    head = forum.head("Istara")
    comment = {"part_id": part.id, "comment_class": CommentClass.TECHNICAL, "text": "Which river?"}
    forum.act(comment_on, statement_id, **comment, by=head)
    forum.act(submit_input, statement_id, by=head)
    for who in ("chair", "secretariat"):
        forum.act(keep_ready_answer, title=f"Of the {who}", words="Noted, with thanks.", by=forum.viewer(who))
    forum.act(close_round, round_id, by=forum.chair)
    for who, place in (("chair", part), ("secretariat", other)):
        forum.act(save_merge, statement_id, place.id, choices={}, expected=0, by=forum.viewer(who))
    plan(forum, ("head of Fenland", Role.CHAIR), ("co-chair", Role.CO_CHAIR))
    refuse(forum, HandoverIsPlanned, ("observer", Role.CHAIR))
    assert (shown(forum, forum.chair).running, shown(forum, forum.chair).coming) != (None, None)

    forum.hour.pass_by(DAYS - timedelta(seconds=1))
    forum.database.write_and_wait(close_what_is_due)
    assert forum.chair.role is Role.CHAIR
    forum.hour.pass_by(timedelta(seconds=1))
    assert forum.database.write_and_wait(close_what_is_due) == 1
    assert forum.database.write_and_wait(close_what_is_due) == 0

    former, coming = forum.chair, forum.head("Fenland")
    assert (former.role, former.chaired_until, forum.co_chair.role) == (
        Role.FORMER_CHAIR,
        forum.hour.now,
        Role.CO_CHAIR,
    )
    assert (coming.role, coming.delegation_id, coming.delegation) == (Role.CHAIR, None, "")
    page = shown(forum, coming)
    assert page.running is not None
    assert (page.running.holder, page.running.co_chairs, page.coming) == ("Fenland", ("Istara",), None)
    assert [(term.holder, term.ended_at) for term in page.former] == [("Cestria", forum.hour.now)]
    assert {row.title: row.withdrawn_at for row in forum.rows(ReadyAnswer)} == {
        "Of the chair": forum.hour.now,
        "Of the secretariat": None,
    }
    assert [row.part_id for row in forum.rows(MergeInProgress)] == [other.id]
    assert forum.kinds(f"{statement_id}:circulated")[-1] == "chair_handed_over"
    assert forum.kinds(f"{forum.body_id}:administration")[-1] == "chair_handed_over"

    # The statement goes on under the new chair; the former one reads and acts no more.
    how = {"wording": "We gladly meet at the river", "expected": part.version}
    refused(forum, NotYours, reword_part, statement_id, part.id, **how, by=former)
    forum.act(reword_part, statement_id, part.id, **how, by=coming)
    refused(forum, NotYours, table_revision, statement_id, by=former)
    forum.act(table_revision, statement_id, by=coming)
    with forum.database.reading() as session:
        assert verify_statement_record(session, statement_id) == ()


def test_former_chair_reads_what_there_was_and_nothing_that_came_after(forum: Forum) -> None:
    call = {"due_at": forum.hour.now + 2 * DAYS, "due_as_typed": "x", "asks_observers": False, "is_open_to_all": False}
    call_id = forum.act(put_call, forum.meeting_id, title="T", question="Q", **call, by=forum.chair)
    forum.act(contribute, call_id, words="Early.", by=forum.head("Borvia"))
    ours, untabled = begin(forum, "We meet at the river"), begin(forum, "We part at the river")
    round_id = lay_before(forum, ours, visibility=Visibility.BLIND)
    comment = {"part_id": None, "comment_class": CommentClass.TECHNICAL, "text": "Which heron?"}
    plan(forum, ("observer", Role.CHAIR))
    forum.act(comment_on, ours, **comment, by=forum.head("Istara"))
    forum.act(submit_input, ours, by=forum.head("Istara"))
    forum.hour.pass_by(timedelta(hours=1))
    before = [each.hash for each in forum.entries(f"{ours}:office")]
    forum.hour.pass_by(DAYS - timedelta(hours=1))
    forum.database.write_and_wait(close_what_is_due)
    new = forum.observer
    forum.act(contribute, call_id, words="Late in the term of the next.", by=forum.head("Istara"))
    part = part_with(forum, ours, "river")
    forum.act(reword_part, ours, part.id, wording="We meet at the lake", expected=part.version, by=new)
    other = forum.act(put_call, forum.meeting_id, title="T", question="Q", **call, by=new)

    former = forum.chair
    with forum.database.reading() as session:
        assert "river" in str(workspace(session, former, ours, now=forum.hour.now, rules_of=rules_of, view=None))
        assert "lake" not in str(workspace(session, former, ours, now=forum.hour.now, rules_of=rules_of, view=None))
        with pytest.raises(NotFound):
            workspace(session, former, untabled, now=forum.hour.now, rules_of=rules_of, view=None)
        read = {line.hash for line in chain_entries(session, former, ours)}
        office = {each.hash for each in forum.entries(f"{ours}:office") if each.kind != "head_sealed"}
        assert read & office == office & set(before)
        seen = call_page(session, former, call_id)
        assert ([line.text for line in seen.contributions], seen.gave, seen.gave_late) == (["Early."], ("Borvia",), ())
        with pytest.raises(NotFound):
            call_page(session, former, other)
        with pytest.raises(NotYours):
            chair_page(session, former)
    assert round_id


def test_handover_that_would_leave_nobody_in_the_chair_is_refused_or_does_not_happen(forum: Forum) -> None:
    refuse(forum, NobodyWouldHoldTheChair)
    refuse(forum, NobodyWouldHoldTheChair, ("observer", Role.CO_CHAIR))
    refuse(forum, BadInput, ("observer", Role.CHAIR), starts_at=forum.hour.now)
    refuse(forum, BadInput, ("observer", Role.CHAIR), ("observer", Role.CO_CHAIR))
    refuse(forum, BadInput, ("observer", Role.HEAD))
    refuse(forum, BadInput, ("secretariat", Role.CHAIR))
    refuse(forum, NotYours, ("observer", Role.CHAIR), by=forum.chair)
    refuse(forum, NotFound, incoming=[("0" * 32, Role.CHAIR)])
    refused(forum, NoHandoverPlanned, withdraw_handover, by=forum.secretariat)
    later = {"holder": "Cestria", "starts_at": forum.hour.now + DAYS, "starts_as_typed": "x"}
    refused(forum, BadInput, enter_chair_term, **later, by=forum.secretariat)
    without_zone = later | {"starts_at": datetime(2026, 5, 1)}
    refused(forum, BadInput, enter_chair_term, **without_zone, by=forum.secretariat)
    refused(forum, BadInput, admit_person, forum.body_id, name="N", role=Role.FORMER_CHAIR, by=forum.secretariat)

    plan(forum, ("observer", Role.CHAIR))
    forum.act(withdraw_handover, by=forum.secretariat)
    plan(forum, ("observer", Role.CHAIR))
    forum.act(end_person, forum.persons["observer"], by=forum.secretariat)
    persons = {row.id: (row.role, row.ended_at) for row in forum.rows(Person)}
    forum.hour.pass_by(DAYS)
    assert forum.database.write_and_wait(close_what_is_due) == 1
    assert {row.id: (row.role, row.ended_at) for row in forum.rows(Person)} == persons
    assert forum.kinds(f"{forum.body_id}:administration")[-1] == "handover_failed"
    kept = snapshot(forum.database)
    assert forum.database.write_and_wait(close_what_is_due) == 0
    assert snapshot(forum.database) == kept
    assert all(row.withdrawn_at for row in forum.rows(ChairTerm))
