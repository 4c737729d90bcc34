"""The chair answers comments and amendments, and takes wording into the text."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.answering import answer_amendment, answer_comment, incorporate
from jointstatement.actions.drafting import remove_part, reword_part
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_amendment
from jointstatement.actions.rounds import close_round
from jointstatement.errors import (
    AlreadyWithdrawn,
    BadInput,
    NotFound,
    NotYours,
    RoundIsOpen,
    WordingHasMoved,
)
from jointstatement.models import Amendment, Comment, Disposition, Incorporation, Notice, Round
from jointstatement.terms import CommentClass, DispositionKind, Visibility, Weight


def submitted(forum: Forum, visibility: Visibility = Visibility.BLIND) -> str:
    """A text of two clauses with a comment and an amendment of Borvia's on the first, in an open round."""
    statement_id = begin(forum, "We meet", "We part")
    lay_before(forum, statement_id, visibility=visibility)
    part_id = part_with(forum, statement_id, "meet").id
    head = forum.head("Borvia")
    forum.act(comment_on, statement_id, part_id=part_id, comment_class=CommentClass.EDITORIAL, text="Why?", by=head)
    forum.act(amend, statement_id, part_id, wording="We gladly meet", reason="", weight=Weight.PREFERRED, by=head)
    forum.act(submit_input, statement_id, by=head)
    return statement_id


def circulated(forum: Forum) -> str:
    statement_id = submitted(forum)
    (open_one,) = forum.rows(Round)
    forum.act(close_round, open_one.id, by=forum.chair)
    return statement_id


def comment_id(forum: Forum) -> str:
    return str(forum.rows(Comment)[0].id)


def amendment_id(forum: Forum) -> str:
    return str(forum.rows(Amendment)[0].id)


def noted(**changes: Any) -> dict[str, Any]:
    return {"disposition": DispositionKind.NOTED, "reply": "Thank you.", **changes}


def test_hour_of_the_first_answer_is_kept_beside_what_was_answered(forum: Forum) -> None:
    statement_id = circulated(forum)
    assert [row.answered_at for row in (*forum.rows(Comment), *forum.rows(Amendment))] == [None, None]

    for hours in (1, 2):
        forum.hour.now += timedelta(hours=hours)
        forum.act(answer_comment, statement_id, comment_id(forum), **noted(), by=forum.chair)
        forum.act(answer_amendment, statement_id, amendment_id(forum), **noted(), by=forum.chair)

    first = forum.hour.now - timedelta(hours=2)
    assert [row.answered_at for row in (*forum.rows(Comment), *forum.rows(Amendment))] == [first, first]
    assert sorted(row.answered_at for row in forum.rows(Disposition)) == [first, first, forum.hour.now, forum.hour.now]


def test_comment_is_answered(forum: Forum) -> None:
    statement_id = circulated(forum)
    answer_id = forum.act(answer_comment, statement_id, comment_id(forum), **noted(), by=forum.secretariat)
    assert [row.model_dump() for row in forum.rows(Disposition)] == [
        {
            "id": answer_id,
            "statement_id": statement_id,
            "comment_id": comment_id(forum),
            "amendment_id": None,
            "number": 1,
            "disposition": DispositionKind.NOTED,
            "reply": "Thank you.",
            "covered_in": None,
            "answered_at": forum.hour.now,
            "answered_by": forum.secretariat.person_id,
        }
    ]
    entry = forum.last_entry(f"{statement_id}:office")
    assert (entry.kind, json.loads(entry.payload)) == (
        "comment_answered",
        {"id": comment_id(forum), "label": "C-1.1", "number": 1, "disposition": "noted", "reply": "Thank you."},
    )


def test_answer_stays_in_the_office_until_the_next_revision(forum: Forum) -> None:
    statement_id = circulated(forum)
    before = forum.kinds(f"{statement_id}:circulated"), len(forum.rows(Notice))
    forum.act(answer_comment, statement_id, comment_id(forum), **noted(), by=forum.chair)
    assert (forum.kinds(f"{statement_id}:circulated"), len(forum.rows(Notice))) == before


def test_later_answer_is_added_to_the_earlier(forum: Forum) -> None:
    statement_id = circulated(forum)
    for disposition in (DispositionKind.NOTED, DispositionKind.ACCEPTED):
        forum.act(answer_amendment, statement_id, amendment_id(forum), **noted(disposition=disposition), by=forum.chair)
    assert sorted((row.number, row.disposition) for row in forum.rows(Disposition)) == [
        (1, DispositionKind.NOTED),
        (2, DispositionKind.ACCEPTED),
    ]


@pytest.mark.parametrize("who", ["head of Borvia", "expert of Cestria", "observer"])
def test_answers_are_the_offices(forum: Forum, who: str) -> None:
    statement_id = circulated(forum)
    by = forum.viewer(who)
    refused(forum, NotYours, answer_comment, statement_id, comment_id(forum), **noted(), by=by)
    refused(forum, NotYours, answer_amendment, statement_id, amendment_id(forum), **noted(), by=by)
    refused(forum, NotYours, incorporate, statement_id, amendment_id(forum), expected=1, by=by)


@pytest.mark.parametrize("visibility", Visibility)
def test_nothing_is_answered_in_an_open_round(forum: Forum, visibility: Visibility) -> None:
    statement_id = submitted(forum, visibility)
    refused(forum, RoundIsOpen, answer_comment, statement_id, comment_id(forum), **noted(), by=forum.chair)
    refused(forum, RoundIsOpen, incorporate, statement_id, amendment_id(forum), expected=1, by=forum.chair)


def test_answer_at_the_hour_finds_the_round_closed(forum: Forum) -> None:
    statement_id = submitted(forum)
    forum.hour.pass_by(timedelta(days=2))
    forum.act(answer_comment, statement_id, comment_id(forum), **noted(), by=forum.chair)
    assert [row.closed_by for row in forum.rows(Round)] == [None]


@pytest.mark.parametrize(
    "disposition",
    [
        DispositionKind.NOT_ACCEPTED,
        DispositionKind.ACCEPTED_IN_PART,
        DispositionKind.COVERED_ELSEWHERE,
        DispositionKind.DEFERRED,
        DispositionKind.OUT_OF_SCOPE,
    ],
)
def test_author_is_told_why(forum: Forum, disposition: DispositionKind) -> None:
    statement_id = circulated(forum)
    named = noted(disposition=disposition, reply=" ")
    refused(forum, BadInput, answer_comment, statement_id, comment_id(forum), **named, by=forum.chair)


def test_chair_withdraws_nobodys_input(forum: Forum) -> None:
    statement_id = circulated(forum)
    named = noted(disposition=DispositionKind.WITHDRAWN)
    refused(forum, BadInput, answer_comment, statement_id, comment_id(forum), **named, by=forum.chair)


def test_withdrawn_amendment_is_not_answered(forum: Forum) -> None:
    statement_id = circulated(forum)
    forum.act(withdraw_amendment, statement_id, amendment_id(forum), by=forum.head("Borvia"))
    refused(forum, AlreadyWithdrawn, answer_amendment, statement_id, amendment_id(forum), **noted(), by=forum.chair)
    refused(forum, AlreadyWithdrawn, incorporate, statement_id, amendment_id(forum), expected=1, by=forum.chair)


def test_unknown_input_is_not_there(forum: Forum) -> None:
    statement_id = circulated(forum)
    refused(forum, NotFound, answer_comment, statement_id, "0" * 32, **noted(), by=forum.chair)
    refused(forum, NotFound, answer_amendment, statement_id, comment_id(forum), **noted(), by=forum.chair)


def test_amendment_is_incorporated_as_proposed(forum: Forum) -> None:
    statement_id = circulated(forum)
    forum.act(incorporate, statement_id, amendment_id(forum), expected=1, by=forum.chair)
    part = part_with(forum, statement_id, "meet")
    assert part.wording == "We gladly meet"
    assert [(row.part_id, row.wording_before, row.wording_after) for row in forum.rows(Incorporation)] == [
        (part.id, "We meet", "We gladly meet")
    ]
    assert [row.disposition for row in forum.rows(Disposition)] == [DispositionKind.ACCEPTED]
    assert forum.kinds(f"{statement_id}:office")[-2:] == ["amendment_answered", "amendment_incorporated"]


def test_amendment_is_incorporated_in_other_words(forum: Forum) -> None:
    statement_id = circulated(forum)
    forum.act(
        incorporate,
        statement_id,
        amendment_id(forum),
        wording="We meet with joy;",
        disposition=DispositionKind.ACCEPTED_WITH_CHANGES,
        expected=1,
        by=forum.secretariat,
    )
    assert part_with(forum, statement_id, "meet").wording == "We meet with joy"


def test_incorporation_into_a_text_that_moved_is_refused_with_both(forum: Forum) -> None:
    statement_id = circulated(forum)
    part = part_with(forum, statement_id, "meet")
    forum.act(reword_part, statement_id, part.id, wording="We meet often", expected=1, by=forum.chair)
    moved = refused(
        forum, WordingHasMoved, incorporate, statement_id, amendment_id(forum), expected=1, by=forum.secretariat
    )
    assert (moved.yours, moved.theirs, moved.version) == ("We gladly meet", "We meet often", 2)


def test_incorporation_into_a_part_that_is_gone_is_refused(forum: Forum) -> None:
    statement_id = circulated(forum)
    part = part_with(forum, statement_id, "meet")
    forum.act(remove_part, statement_id, part.id, expected=1, by=forum.chair)
    refused(forum, NotFound, incorporate, statement_id, amendment_id(forum), expected=2, by=forum.chair)


def test_incorporation_without_acceptance_is_refused(forum: Forum) -> None:
    statement_id = circulated(forum)
    refused(
        forum,
        BadInput,
        incorporate,
        statement_id,
        amendment_id(forum),
        disposition=DispositionKind.NOTED,
        expected=1,
        by=forum.chair,
    )
