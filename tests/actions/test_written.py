"""The written procedure: yes, no or an abstention by an hour; whoever has not answered has not consented."""

import json
from datetime import timedelta

import pytest
from tests.actions.test_groups import upper_river
from tests.actions.test_reviewing import LASTS, put
from tests.cast import MEMBERS, Forum, refused, workflow_source
from tests.negotiation import rules_of
from tests.on_the_table import Text, lay_on_the_table, open_a_round

from jointstatement.actions.consensus import declare_consensus, move_to_consensus, reopen, return_to_comments
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.groups import begin_group
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.positions import lift, take_position
from jointstatement.actions.rounds import close_round, table_revision
from jointstatement.actions.silence import record_objection
from jointstatement.actions.written import (
    answer_in_writing,
    extend_written_procedure,
    record_written_answer,
    start_written_procedure,
    withdraw_written_procedure,
)
from jointstatement.errors import (
    AnsweredAfterTheHour,
    BadInput,
    NotAllowedNow,
    NotAWorkingMoment,
    NotFound,
    NotYours,
    NoWrittenProcedureRunning,
    StillMissing,
    WrittenProcedureIsRunning,
)
from jointstatement.models import Notice, PositionTaken, WrittenProcedure
from jointstatement.queries.written import written_page
from jointstatement.terms import ConsensusBasis, Position, Visibility, WrittenAnswer

DAY = timedelta(days=1)
YES, NO, ABSTAIN = WrittenAnswer
DECLARING = {"basis": ConsensusBasis.FOUND_IN_THE_ROOM}


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum, workflow="written")


def start(forum: Forum, text: Text, lasts: timedelta = DAY) -> None:
    named = {"due_at": forum.hour.now + lasts, "due_as_typed": "typed", "by": forum.chair}
    forum.act(start_written_procedure, text.id, **named)


def answer(forum: Forum, text: Text, name: str, said: WrittenAnswer = YES) -> None:
    forum.act(answer_in_writing, text.id, answer=said, by=forum.head(name))


def test_hour_ends_the_answers_once_and_no_answer_is_no_consent(forum: Forum, text: Text) -> None:
    refused(forum, NoWrittenProcedureRunning, answer_in_writing, text.id, answer=YES, by=forum.head("Borvia"))
    start(forum, text)
    for name in MEMBERS[1:]:
        answer(forum, text, name, ABSTAIN if name == "Borvia" else YES)
    answer(forum, text, "Cestria", NO)
    answer(forum, text, "Cestria", YES)
    refused(forum, NotYours, answer_in_writing, text.id, answer=YES, by=forum.expert("Aldmark"))
    assert "has to reach its hour first" in str(
        refused(forum, StillMissing, declare_consensus, text.id, by=forum.chair, **DECLARING)
    )
    forum.hour.pass_by(DAY)

    assert [forum.act(close_what_is_due) for _ in range(2)] == [1, 0]

    [procedure] = forum.rows(WrittenProcedure)
    assert procedure.ended_at == procedure.due_at
    assert forum.kinds(text.circulated) == ["written_started", "written_ended"]
    told = json.loads(forum.last_entry(text.circulated).payload)
    assert (told["yes"], told["no"], told["abstaining"], told["awaited"]) == (10, 0, 1, 1)
    assert len(forum.rows(Notice, kind="written_ended")) == 27
    assert "No answer is not consent. Written answers awaited on Zero draft: 1 of 12 (Aldmark)." in str(
        refused(forum, StillMissing, declare_consensus, text.id, by=forum.chair, **DECLARING)
    )
    # Who was awaited at the hour answers within a further one; who has answered may change its answer.
    refused(forum, NoWrittenProcedureRunning, answer_in_writing, text.id, answer=YES, by=forum.head("Aldmark"))
    consent = {"part_id": None, "position": Position.SUPPORT}
    refused(forum, AnsweredAfterTheHour, take_position, text.id, by=forum.head("Aldmark"), **consent)
    forum.act(take_position, text.id, by=forum.head("Borvia"), **consent)
    start(forum, text)
    answer(forum, text, "Aldmark")
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)
    forum.act(declare_consensus, text.id, by=forum.chair, **DECLARING)


def test_text_stands_while_members_answer(forum: Forum, text: Text) -> None:
    start(forum, text)

    refused(forum, WrittenProcedureIsRunning, table_revision, text.id, by=forum.chair)
    refused(forum, WrittenProcedureIsRunning, return_to_comments, text.id, by=forum.chair)
    named = {"due_at": forum.hour.now + DAY, "due_as_typed": "typed"}
    refused(forum, WrittenProcedureIsRunning, start_written_procedure, text.id, by=forum.chair, **named)
    refused(forum, NotYours, start_written_procedure, text.id, by=forum.secretariat, **named)
    other = lay_on_the_table(forum)
    refused(forum, NotAllowedNow, start_written_procedure, other.id, by=forum.chair, **named)


def test_hour_is_moved_and_the_procedure_taken_back(forum: Forum, text: Text) -> None:
    named = {"due_as_typed": "typed", "by": forum.chair}
    later = forum.hour.now + 2 * DAY
    refused(forum, NoWrittenProcedureRunning, extend_written_procedure, text.id, due_at=later, **named)
    refused(forum, NoWrittenProcedureRunning, withdraw_written_procedure, text.id, by=forum.chair)
    start(forum, text)
    refused(forum, BadInput, extend_written_procedure, text.id, due_at=forum.hour.now + DAY / 24, **named)
    refused(forum, NotAWorkingMoment, extend_written_procedure, text.id, due_at=later + DAY / 2, **named)
    forum.act(extend_written_procedure, text.id, due_at=later, **named)
    answer(forum, text, "Borvia")
    forum.hour.pass_by(DAY + timedelta(hours=1))
    forum.act(close_what_is_due)
    reminded = {row.person_id for row in forum.rows(Notice, kind="written_reminded")}
    assert reminded == {forum.persons[f"{who} of {name}"] for who in ("head", "expert") for name in MEMBERS} - {
        forum.persons[f"{who} of Borvia"] for who in ("head", "expert")
    }
    forum.act(withdraw_written_procedure, text.id, reason="A word is wrong.", by=forum.chair)

    assert forum.kinds(text.circulated) == ["written_started", "written_extended", "written_withdrawn"]
    [procedure] = forum.rows(WrittenProcedure)
    assert (procedure.is_withdrawn, procedure.due_at) == (True, later)


def test_answer_on_paper_counts_by_its_hour_of_receipt(forum: Forum, text: Text) -> None:
    start(forum, text)
    began = forum.hour.now
    paper = {"delegation_id": forum.delegations["Istara"], "answer": YES}
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)
    at = {"by": forum.secretariat}
    refused(forum, NotYours, record_written_answer, text.id, received_at=began, by=forum.chair, **paper)
    for received_at in (began - DAY, began + DAY, forum.hour.now + DAY, began.replace(tzinfo=None)):
        refused(forum, BadInput, record_written_answer, text.id, received_at=received_at, **at, **paper)
    unknown = {"delegation_id": "0" * 32, "answer": YES, "received_at": began}
    refused(forum, NotFound, record_written_answer, text.id, **at, **unknown)

    forum.act(record_written_answer, text.id, received_at=began + DAY / 2, **at, **paper)

    [position] = forum.rows(PositionTaken)
    assert (position.position, position.received_at, position.part_id) == (Position.SUPPORT, began + DAY / 2, None)
    assert forum.kinds(text.own("Istara")) == ["written_answer_recorded"]
    earlier = {"received_at": began + DAY / 4, "delegation_id": paper["delegation_id"], "answer": NO}
    refused(forum, BadInput, record_written_answer, text.id, **at, **earlier)


def test_objection_on_paper_stands_among_the_answers_by_its_hour_of_receipt(forum: Forum, text: Text) -> None:
    start(forum, text)
    began, istara = forum.hour.now, {"delegation_id": forum.delegations["Istara"], "by": forum.secretariat}
    forum.hour.pass_by(DAY / 2)
    forum.act(record_objection, text.id, part_id=None, received_at=began + DAY / 8, **istara)

    refused(forum, BadInput, record_written_answer, text.id, answer=YES, received_at=began, **istara)
    forum.act(record_written_answer, text.id, answer=YES, received_at=began + DAY / 4, **istara)

    held = [(row.position, row.received_at) for row in sorted(forum.rows(PositionTaken), key=lambda row: row.number)]
    assert held == [(Position.OBJECT, began + DAY / 8), (Position.SUPPORT, began + DAY / 4)]


def test_objection_on_paper_for_a_group_keeps_its_hour_of_receipt_for_each_member(forum: Forum, text: Text) -> None:
    group_id = upper_river(forum)
    start(forum, text)
    began, office = forum.hour.now, {"by": forum.secretariat}
    forum.hour.pass_by(DAY / 2)
    for_all = {"delegation_id": forum.delegations["Borvia"], "group_id": group_id, "received_at": began + DAY / 8}
    forum.act(record_objection, text.id, part_id=None, **for_all, **office)

    istara = {"delegation_id": forum.delegations["Istara"], "received_at": began + DAY / 4}
    forum.act(record_written_answer, text.id, answer=YES, **istara, **office)

    held = {(row.position, row.received_at) for row in forum.rows(PositionTaken, delegation_id=istara["delegation_id"])}
    assert held == {(Position.OBJECT, began + DAY / 8), (Position.SUPPORT, began + DAY / 4)}


def test_answers_hold_on_the_text_that_comes_of_an_editorial_review(forum: Forum, text: Text) -> None:
    start(forum, text)
    began = forum.hour.now
    for name in MEMBERS:
        answer(forum, text, name)
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)
    forum.act(declare_consensus, text.id, **DECLARING, by=forum.chair)
    put(forum, text)
    forum.hour.pass_by(LASTS)
    forum.act(close_what_is_due)

    with forum.database.reading() as session:
        page = written_page(session, forum.head("Borvia"), text.id, now=forum.hour.now, rules_of=rules_of)
    assert (page.before, page.current is not None, page.tally is not None) == ((), True, True)

    # An answer on paper that is older than what was said of the reviewed text takes nothing from it.
    forum.act(reopen, text.id, by=forum.chair)
    forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, by=forum.head("Istara"))
    paper = {"delegation_id": forum.delegations["Istara"], "answer": YES, "received_at": began + DAY / 2}
    refused(forum, BadInput, record_written_answer, text.id, by=forum.secretariat, **paper)


def test_nobody_consents_after_the_hour_by_objecting_first_or_through_a_group(forum: Forum, text: Text) -> None:
    members = [forum.delegations[name] for name in ("Borvia", "Galdria", "Istara")]
    asked = {"name": "Upper River Group", "member_ids": members, "speaker_id": members[0]}
    group_id = forum.act(begin_group, **asked, by=forum.secretariat)
    start(forum, text)
    for name in MEMBERS:
        if name not in {"Galdria", "Istara", "Aldmark"}:
            answer(forum, text, name)
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)

    # The speaker had answered and may change its answer; the members that it speaks for had not.
    consent = {"part_id": None, "position": Position.SUPPORT}
    forum.act(take_position, text.id, **consent, group_id=group_id, by=forum.head("Borvia"))
    objection = {"part_id": None, "position": Position.OBJECT}
    forum.act(take_position, text.id, **objection, by=forum.head("Aldmark"))
    refused(forum, AnsweredAfterTheHour, lift, text.id, part_id=None, by=forum.head("Aldmark"))
    blocked = str(refused(forum, StillMissing, declare_consensus, text.id, by=forum.chair, **DECLARING))
    assert "2 of 12 (Galdria, Istara)" in blocked
    assert "Aldmark" in blocked

    # An objection through the group is heard for all of them, and a further procedure takes every answer.
    forum.act(take_position, text.id, **objection, group_id=group_id, by=forum.head("Borvia"))
    assert {row.delegation_id for row in forum.rows(PositionTaken) if row.spoken_by} == set(members[1:])
    start(forum, text)
    for name in ("Aldmark", "Borvia", "Galdria", "Istara"):
        answer(forum, text, name)
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)
    forum.act(declare_consensus, text.id, by=forum.chair, **DECLARING)


def test_counts_told_to_members_are_without_what_the_chair_alone_was_told(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments", workflow="written")
    in_round = open_a_round(forum, text, visibility=Visibility.CHAIR_ONLY)
    aldmark = forum.head("Aldmark")
    forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, reason="Heron.", by=aldmark)
    forum.act(hand_in, text.id, by=aldmark)
    forum.act(close_round, in_round, by=forum.chair)
    forum.act(move_to_consensus, text.id, by=forum.chair)
    start(forum, text)
    answer(forum, text, "Borvia")
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)

    told = json.loads(forum.last_entry(text.circulated).payload)
    assert (told["yes"], told["no"], told["abstaining"], told["awaited"]) == (1, 0, 0, 11)
    for who, counted in (("chair", (1, 1, 10)), ("head of Borvia", (1, 0, 11)), ("head of Aldmark", (1, 0, 11))):
        with forum.database.reading() as session:
            shown = written_page(session, forum.viewer(who), text.id, now=forum.hour.now, rules_of=rules_of)
        assert shown.tally is not None
        assert (shown.tally.yes, shown.tally.no, shown.tally.awaited) == counted, who
        (notice,) = forum.rows(Notice, kind="written_ended", person_id=forum.persons[who])
        counts = json.loads(notice.parameters)
        assert (counts["yes"], counts["no"], counts["awaited"]) == counted, who


def test_who_is_awaited_again_is_reminded_and_who_is_not_asked_is_not(forum: Forum) -> None:
    source = workflow_source("written").replace(
        "[states.draft]",
        '[decision]\nrule = "consensus"\nexcluded = ["Cestria"]\nunconfirmed = "awaited"\n\n[states.draft]',
    )
    text = lay_on_the_table(forum, workflow="written", source=source)
    start(forum, text)
    answer(forum, text, "Borvia")
    by = forum.hour.now + DAY / 24
    named = {"part_id": None, "position": Position.AD_REFERENDUM, "confirm_by": by, "confirm_as_typed": "typed"}
    forum.act(take_position, text.id, **named, by=forum.head("Borvia"))
    forum.hour.pass_by(DAY / 12 * 11)
    forum.act(close_what_is_due)

    reminded = {row.person_id for row in forum.rows(Notice, kind="written_reminded")}
    assert forum.persons["head of Borvia"] in reminded
    assert forum.persons["head of Cestria"] not in reminded
