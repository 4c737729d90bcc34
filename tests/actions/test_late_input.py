"""What comes after the hour is kept; the chair says whether it is heard, and only what is heard needs an answer."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select
from tests.cast import Forum, begin, lay_before, part_with, refused, said_in

from jointstatement.access.amendments import live_amendments
from jointstatement.actions.answering import accept_editorial, answer_amendment, answer_comment
from jointstatement.actions.composing import compose_together
from jointstatement.actions.consolidating import consolidate
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.actions.late_input import admit_late_input
from jointstatement.errors import (
    AlreadyAnswered,
    AlreadyConsolidated,
    AlreadyWithdrawn,
    AmendmentNotLive,
    NotAdmitted,
    NotFound,
    NotLate,
    NotYours,
    RoundIsOpen,
)
from jointstatement.models import Amendment, Comment, Notice, Statement
from jointstatement.terms import CommentClass, DispositionKind, Visibility, Weight
from jointstatement.workflow.facts import situation_of


def given(forum: Forum, statement_id: str, who: str) -> tuple[str, str]:
    """A delegation amends a clause, comments on it and submits. Returns the ids of both."""
    part_id, by = part_with(forum, statement_id, "meet").id, forum.head(who)
    ask = {"wording": f"We meet with {who}", "reason": "", "weight": Weight.EDITORIAL, "by": by}
    amendment_id = forum.act(amend, statement_id, part_id, **ask)
    about = {"part_id": part_id, "comment_class": CommentClass.EDITORIAL, "text": f"Says {who}.", "by": by}
    comment_id = forum.act(comment_on, statement_id, **about)
    forum.act(submit_input, statement_id, by=by)
    return str(amendment_id), str(comment_id)


@pytest.fixture
def statement_id(forum: Forum) -> str:
    """Borvia came in time, Istara after the hour."""
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id)
    given(forum, statement_id, "Borvia")
    forum.hour.pass_by(timedelta(days=2))
    given(forum, statement_id, "Istara")
    return statement_id


def of(forum: Forum, who: str) -> tuple[Amendment, Comment]:
    (amendment,) = forum.rows(Amendment, delegation_id=forum.delegations[who])
    (comment,) = forum.rows(Comment, delegation_id=forum.delegations[who])
    return amendment, comment


def unanswered(forum: Forum, statement_id: str) -> int:
    def asked(session: Session) -> int:
        statement = session.exec(select(Statement).where(col(Statement.id) == statement_id)).one()
        return situation_of(session, statement, forum.hour.now).unanswered

    with forum.database.reading() as session:
        return asked(session)


def live(forum: Forum, statement_id: str) -> list[str | None]:
    with forum.database.reading() as session:
        statement = session.get_one(Statement, statement_id)
        return [row.label for row in live_amendments(session, forum.chair, statement)]


def test_only_what_is_heard_needs_an_answer(forum: Forum, statement_id: str) -> None:
    amendment, comment = of(forum, "Istara")
    assert (unanswered(forum, statement_id), live(forum, statement_id)) == (2, ["A-1.1"])

    forum.act(admit_late_input, statement_id, amendment_id=amendment.id, is_admitted=True, by=forum.chair)
    assert (unanswered(forum, statement_id), live(forum, statement_id)) == (3, ["A-1.1", "A-1.2"])

    ask = {"is_admitted": False, "reason": " It was said before. ", "by": forum.co_chair}
    forum.act(admit_late_input, statement_id, comment_id=comment.id, **ask)
    assert unanswered(forum, statement_id) == 3
    assert [row.is_admitted for row in of(forum, "Istara")] == [True, False]
    assert [row.is_admitted for row in of(forum, "Borvia")] == [None, None]
    entries = forum.entries(f"{statement_id}:circulated")[-2:]
    assert [{**said_in(entry), "kind": entry.kind} for entry in entries] == [
        {"kind": "late_input_admitted", "id": amendment.id, "label": "A-1.2", "reason": ""},
        {"kind": "late_input_not_admitted", "id": comment.id, "label": "C-1.2", "reason": "It was said before."},
    ]
    told = [row for row in forum.rows(Notice) if row.kind == "late_input_not_admitted"]
    delegates = {forum.persons["head of Istara"], forum.persons["expert of Istara"]}
    assert ({row.person_id for row in told}, {row.parameters for row in told}) == (delegates, {'{"label": "C-1.2"}'})


def test_chair_thinks_better_of_it_until_it_is_answered(forum: Forum, statement_id: str) -> None:
    _, comment = of(forum, "Istara")
    for is_admitted in (False, True):
        ask = {"comment_id": comment.id, "is_admitted": is_admitted}
        forum.act(admit_late_input, statement_id, **ask, by=forum.chair)
    noted = {"disposition": DispositionKind.NOTED, "reply": "", "by": forum.chair}
    forum.act(answer_comment, statement_id, comment.id, **noted)

    refused(forum, AlreadyAnswered, admit_late_input, statement_id, **ask | {"is_admitted": False}, by=forum.chair)


def test_late_input_in_a_consolidated_proposal_stays_admitted(forum: Forum, statement_id: str) -> None:
    (in_time, _), (late, _) = of(forum, "Borvia"), of(forum, "Istara")
    forum.act(admit_late_input, statement_id, amendment_id=late.id, is_admitted=True, by=forum.chair)
    hour = {"due_at": forum.hour.now + timedelta(days=1), "due_as_typed": "tomorrow"}
    words = "We meet with Borvia and Istara"
    together = {"amendment_ids": [in_time.id, late.id], "wording": words, **hour, "by": forum.chair}
    forum.act(consolidate, statement_id, **together)
    ask = {"amendment_id": late.id, "is_admitted": False, "by": forum.chair}
    refusal = refused(forum, AlreadyConsolidated, admit_late_input, statement_id, **ask)
    assert refusal.parameters == {"label": "A-1.2", "into": "A-1.3"}


@pytest.mark.parametrize("word", [None, False])
def test_input_that_is_not_admitted_is_not_answered(forum: Forum, statement_id: str, word: bool | None) -> None:
    amendment, comment = of(forum, "Istara")
    if word is not None:
        for subject in ({"comment_id": comment.id}, {"amendment_id": amendment.id}):
            forum.act(admit_late_input, statement_id, **subject, is_admitted=word, by=forum.chair)
    noted = {"disposition": DispositionKind.NOTED, "reply": "", "by": forum.chair}

    refusal = refused(forum, NotAdmitted, answer_comment, statement_id, comment.id, **noted)
    assert str(refusal) == "C-1.2 came after the hour. Please have the chair admit it before it is answered."
    refused(forum, NotAdmitted, answer_amendment, statement_id, amendment.id, **noted)
    refused(forum, NotAdmitted, accept_editorial, statement_id, comment_ids=[comment.id], by=forum.chair)
    refused(forum, AmendmentNotLive, compose_together, statement_id, amendment_ids=[amendment.id], by=forum.chair)


def test_only_late_input_that_stands_is_admitted(forum: Forum, statement_id: str) -> None:
    (_, in_time), (_, late) = of(forum, "Borvia"), of(forum, "Istara")
    ask = {"is_admitted": True, "by": forum.chair}
    refusal = refused(forum, NotLate, admit_late_input, statement_id, comment_id=in_time.id, **ask)
    assert str(refusal) == "C-1.1 came in time; only late input is admitted or not."
    refused(forum, NotFound, admit_late_input, statement_id, comment_id="0" * 32, **ask)
    for who in ("secretariat", "head of Istara", "observer"):
        by = forum.viewer(who)
        refused(forum, NotYours, admit_late_input, statement_id, comment_id=late.id, is_admitted=True, by=by)
    forum.act(withdraw_comment, statement_id, late.id, by=forum.head("Istara"))
    refused(forum, AlreadyWithdrawn, admit_late_input, statement_id, comment_id=late.id, **ask)


def test_nothing_is_late_in_a_round_that_is_open(forum: Forum) -> None:
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id, visibility=Visibility.OPEN)
    _, comment_id = given(forum, statement_id, "Borvia")
    refused(forum, RoundIsOpen, admit_late_input, statement_id, comment_id=comment_id, is_admitted=True, by=forum.chair)
