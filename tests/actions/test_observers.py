"""Observers comment where the workflow lets them; they amend nothing, hold nothing, and nothing waits for them."""

from datetime import timedelta
from typing import Any

import pytest
from tests.cast import OBSERVER, Forum, refused, workflow_source
from tests.negotiation import Negotiation, rules_of, text_of

from jointstatement.actions.answering import answer_comment
from jointstatement.actions.drafting import import_document
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.positions import take_position
from jointstatement.actions.replying import reply, withdraw_reply
from jointstatement.actions.setting_up import change_participation
from jointstatement.errors import NotYours
from jointstatement.models import Comment, Statement
from jointstatement.queries.comment_tables import comment_table
from jointstatement.queries.listing import own_given_input
from jointstatement.queries.own_input import own_input
from jointstatement.queries.part import part_page
from jointstatement.queries.people import notices
from jointstatement.terms import CommentClass, DispositionKind, Participation, Position, Visibility, Weight
from jointstatement.workflow.facts import situation_of

REMARK: dict[str, Any] = {"part_id": None, "comment_class": CommentClass.TECHNICAL, "text": "The estuary is forgotten."}


def begin(forum: Forum, *, observers_comment: bool) -> Negotiation:
    """A text on the table under a workflow that lets observers comment, or says nothing of it."""
    key = "observers_comment = true\n" if observers_comment else ""
    statement_id = forum.act(
        import_document,
        meeting_id=forum.meeting_id,
        style="o-we",
        workflow_name="consensus",
        workflow_source=key + workflow_source("consensus"),
        document=text_of("We measure the river", "We meet again"),
        upload_id=None,
        by=forum.chair,
    )
    talks = Negotiation(forum, str(statement_id))
    talks.table()
    return talks


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    return begin(forum, observers_comment=True)


def test_observer_comments_for_all_to_read_and_no_step_waits_for_an_answer(forum: Forum, talks: Negotiation) -> None:
    in_round = talks.open_round(Visibility.BLIND)
    forum.act(comment_on, talks.id, **REMARK, by=forum.head("Borvia"))
    forum.act(submit_input, talks.id, by=forum.head("Borvia"))
    comment_id = forum.act(comment_on, talks.id, **REMARK, by=forum.observer)
    forum.act(hand_in, talks.id, by=forum.observer)
    talks.close_round(in_round)

    # Its chain is sealed by what is circulated, as every delegation's is.
    assert forum.entries(f"{talks.id}:delegation:{forum.delegations[OBSERVER]}")[-1].kind == "head_sealed"
    labels = {row.delegation_id: row.label for row in forum.rows(Comment)}
    assert labels == {forum.delegations["Borvia"]: "C-0.1", forum.delegations[OBSERVER]: "C-0/13.1"}
    with forum.database.reading() as session:
        table = comment_table(session, forum.head("Istara"), talks.id, now=talks.now())
        assert [row.delegation for row in table.rows] == ["Borvia", "Estuary Council (observer)"]
        page = part_page(session, forum.head("Istara"), talks.id, "whole", now=talks.now(), rules_of=rules_of)
        assert {each.delegation for each in page.others.remarks} == {"Borvia", "Estuary Council (observer)"}
        # The observer itself reads its own comment, and no other.
        own = own_input(session, forum.observer, talks.id, now=talks.now())
        assert [each.text for line in own.lines for each in line.remarks] == ["The estuary is forgotten."]
        assert comment_id not in {each.id for line in own.lines for each in line.further}
    (theirs,) = (row.id for row in forum.rows(Comment, delegation_id=forum.delegations["Borvia"]))
    noted = {"disposition": DispositionKind.NOTED, "reply": "", "by": forum.chair}
    forum.act(answer_comment, talks.id, theirs, **noted)
    with forum.database.reading() as session:
        situation = situation_of(session, session.get_one(Statement, talks.id), talks.now())
    assert (situation.unanswered, situation.members, len(situation.awaited)) == (0, 12, 12)
    forum.act(answer_comment, talks.id, comment_id, **noted)
    # What it gave as an observer does not become a guest's.
    guest = {"participation": Participation.GUEST, "expected": 1, "by": forum.secretariat}
    forum.act(change_participation, forum.delegations[OBSERVER], **guest)
    with forum.database.reading() as session:
        assert comment_table(session, forum.head("Istara"), talks.id, now=talks.now()).rows == table.rows


def test_observer_is_told_of_a_reply_to_its_comment_and_not_who_gave_it(forum: Forum, talks: Negotiation) -> None:
    talks.open_round(Visibility.OPEN)
    comment_id = forum.act(comment_on, talks.id, **REMARK, by=forum.observer)
    forum.act(hand_in, talks.id, by=forum.observer)
    forum.hour.pass_by(timedelta(minutes=1))
    reply_id = forum.act(reply, talks.id, comment_id, text="It is in the annex.", by=forum.head("Galdria"))
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(withdraw_reply, talks.id, reply_id, by=forum.head("Galdria"))

    with forum.database.reading() as session:
        told = [(line.kind, line.parameters) for line in notices(session, forum.observer)]
        others = [line.kind for line in notices(session, forum.head("Istara"))]
    label = {"label": "C-0/13.1"}
    assert told == [("reply_withdrawn", label), ("comment_replied_to", label), ("input_submitted", {"round": 1})]
    assert "comment_replied_to" not in others


def test_observer_amends_nothing_and_holds_nothing(forum: Forum, talks: Negotiation) -> None:
    talks.open_round(Visibility.OPEN)
    by, part_id = forum.observer, talks.clause(1)

    words = {"wording": "We look on", "reason": "", "weight": Weight.PREFERRED}
    refused(forum, NotYours, amend, talks.id, part_id, **words, by=by)
    refused(forum, NotYours, take_position, talks.id, part_id=None, position=Position.OBJECT, by=by)
    comment_id = forum.act(comment_on, talks.id, **REMARK, by=by)
    refused(forum, NotYours, hand_in, talks.id, by=forum.expert("Borvia"))
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(hand_in, talks.id, by=by)
    forum.act(withdraw_comment, talks.id, comment_id, by=by)
    assert forum.kinds(f"{talks.id}:delegation:{forum.delegations[OBSERVER]}") == [
        "comment_drafted",
        "input_submitted",
        "comment_withdrawn",
    ]


def test_observer_comments_under_no_workflow_that_does_not_say_so(forum: Forum) -> None:
    talks = begin(forum, observers_comment=False)
    talks.open_round(Visibility.OPEN)

    refusal = refused(forum, NotYours, comment_on, talks.id, **REMARK, by=forum.observer)
    assert "observer" not in str(refusal)
    for query in (own_input, own_given_input):
        with forum.database.reading() as session, pytest.raises(NotYours):
            query(session, forum.observer, talks.id, now=talks.now())


def test_observer_reads_what_its_own_delegation_gave_and_nothing_else(forum: Forum, talks: Negotiation) -> None:
    talks.open_round(Visibility.OPEN)
    forum.act(comment_on, talks.id, **REMARK | {"text": "A heron."}, by=forum.head("Borvia"))
    forum.act(submit_input, talks.id, by=forum.head("Borvia"))
    forum.act(comment_on, talks.id, **REMARK, by=forum.observer)

    with forum.database.reading() as session:
        given = own_given_input(session, forum.observer, talks.id, now=talks.now())
    assert [each.text for each in given.comments] == [REMARK["text"]]
    assert (given.amendments, given.positions, given.assigned) == ((), (), ())
