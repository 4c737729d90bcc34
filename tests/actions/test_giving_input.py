"""Delegations draft, submit and withdraw; nobody else learns of it before its time."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.answering import answer_amendment, answer_comment
from jointstatement.actions.drafting import insert_part
from jointstatement.actions.giving_input import (
    amend,
    change_comment,
    comment_on,
    drop_amendment,
    drop_comment,
    submit_input,
    withdraw_amendment,
    withdraw_comment,
)
from jointstatement.actions.persons import replace_head
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import close_round, digest_of_input, table_revision
from jointstatement.errors import (
    AlreadyAnswered,
    AlreadySubmitted,
    AlreadyWithdrawn,
    BadInput,
    NoRoundOpen,
    NotAllowedNow,
    NotFound,
    NothingToSubmit,
    NotSubmitted,
    NotYours,
    WordingHasMoved,
)
from jointstatement.models import Amendment, Comment, Notice, Person, PositionTaken, Round, Submission
from jointstatement.terms import CommentClass, DispositionKind, PartKind, Position, Visibility, Weight


def draft_comment(forum: Forum, statement_id: str, who: str = "head of Borvia", words: str = "meet") -> str:
    comment_id = forum.act(comment_on, statement_id, **a_comment(forum, statement_id, words), by=forum.viewer(who))
    return str(comment_id)


def a_comment(forum: Forum, statement_id: str, words: str = "meet") -> dict[str, Any]:
    return {
        "part_id": part_with(forum, statement_id, words).id,
        "comment_class": CommentClass.SUBSTANTIVE,
        "text": "Why meet?",
    }


def draft_amendment(
    forum: Forum, statement_id: str, who: str = "head of Borvia", wording: str = "We gladly meet", **named: Any
) -> str:
    amendment_id = forum.act(
        amend,
        statement_id,
        part_with(forum, statement_id, "meet").id,
        **{**an_amendment(wording), **named},
        by=forum.viewer(who),
    )
    return str(amendment_id)


def an_amendment(wording: str = "We gladly meet") -> dict[str, Any]:
    return {"wording": wording, "reason": "It is so.", "weight": Weight.ESSENTIAL}


def own_chain(forum: Forum, statement_id: str, delegation: str = "Borvia") -> str:
    return f"{statement_id}:delegation:{forum.delegations[delegation]}"


def laid(forum: Forum, visibility: Visibility = Visibility.BLIND) -> str:
    statement_id = begin(forum, "We meet", "We part")
    lay_before(forum, statement_id, visibility=visibility)
    return statement_id


def close(forum: Forum) -> None:
    (open_one,) = [row for row in forum.rows(Round) if row.closed_at is None]
    forum.act(close_round, open_one.id, by=forum.chair)


# Comments


def test_comment_is_its_delegations_draft(forum: Forum) -> None:
    statement_id = laid(forum)
    comment_id = draft_comment(forum, statement_id, "expert of Borvia")
    (comment,) = forum.rows(Comment)
    (in_round,) = forum.rows(Round)
    assert comment.model_dump() == {
        "id": comment_id,
        "version": 1,
        "statement_id": statement_id,
        "round_id": in_round.id,
        "revision_id": in_round.revision_id,
        "part_id": part_with(forum, statement_id, "meet").id,
        "delegation_id": forum.delegations["Borvia"],
        "comment_class": CommentClass.SUBSTANTIVE,
        "text": "Why meet?",
        "quoted": "",
        "replaces": None,
        "written_by": forum.persons["expert of Borvia"],
        "written_at": forum.hour.now,
        "received_at": None,
        "submission_id": None,
        "submitted_at": None,
        "is_late": False,
        "is_admitted": None,
        "withdrawn_at": None,
        "answered_at": None,
        "label": None,
    }
    assert forum.kinds(own_chain(forum, statement_id)) == ["comment_drafted"]


def test_draft_is_seen_by_nobody_else(forum: Forum) -> None:
    """Neither another chain nor anybody's notices change when a delegation drafts."""
    statement_id = laid(forum)

    def elsewhere() -> tuple[list[str], int]:
        others = [entry.hash for entry in forum.entries() if entry.chain_key != own_chain(forum, statement_id)]
        return others, len(forum.rows(Notice))

    before = elsewhere()
    draft_comment(forum, statement_id)
    draft_amendment(forum, statement_id)
    assert elsewhere() == before


def test_general_comment_belongs_to_no_part(forum: Forum) -> None:
    statement_id = laid(forum)
    forum.act(
        comment_on,
        statement_id,
        part_id=None,
        comment_class=CommentClass.EDITORIAL,
        text="Too long",
        by=forum.head("Borvia"),
    )
    assert [row.part_id for row in forum.rows(Comment)] == [None]


@pytest.mark.parametrize("text", ["", " \n ", "a\x00b", "x" * 20_001])
def test_comment_that_says_nothing_is_refused(forum: Forum, text: str) -> None:
    statement_id = laid(forum)
    named = {**a_comment(forum, statement_id), "text": text}
    refused(forum, BadInput, comment_on, statement_id, **named, by=forum.head("Borvia"))


def test_comment_on_a_part_of_another_text_is_refused(forum: Forum) -> None:
    statement_id = laid(forum)
    elsewhere = a_comment(forum, begin(forum, "They meet"))
    refused(forum, NotFound, comment_on, statement_id, **elsewhere, by=forum.head("Borvia"))


@pytest.mark.parametrize("who", ["chair", "secretariat", "observer"])
def test_input_is_given_by_delegates_only(forum: Forum, who: str) -> None:
    statement_id = laid(forum)
    part_id = part_with(forum, statement_id, "meet").id
    by = forum.viewer(who)
    refused(forum, NotYours, comment_on, statement_id, **a_comment(forum, statement_id), by=by)
    refused(forum, NotYours, amend, statement_id, part_id, **an_amendment(), by=by)
    refused(forum, NotYours, submit_input, statement_id, by=by)


def test_comment_on_a_text_that_is_not_laid_before_us_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    named = a_comment(forum, statement_id)
    refused(forum, NotFound, comment_on, statement_id, **named, by=forum.head("Borvia"))
    forum.act(table_revision, statement_id, by=forum.chair)
    refused(forum, NotAllowedNow, comment_on, statement_id, **named, by=forum.head("Borvia"))


def test_comment_after_a_further_revision_is_refused(forum: Forum) -> None:
    statement_id = laid(forum)
    close(forum)
    forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording="We eat", after=None, by=forum.chair)
    forum.act(table_revision, statement_id, by=forum.chair)
    refused(forum, NoRoundOpen, comment_on, statement_id, **a_comment(forum, statement_id), by=forum.head("Borvia"))


def changed(text: str = "Why then?", expected: int = 1) -> dict[str, Any]:
    return {"comment_class": CommentClass.EDITORIAL, "text": text, "expected": expected}


def test_draft_is_changed_by_anybody_of_the_delegation(forum: Forum) -> None:
    statement_id = laid(forum)
    comment_id = draft_comment(forum, statement_id, "expert of Borvia")
    forum.act(change_comment, statement_id, comment_id, **changed(), by=forum.head("Borvia"))
    assert [(row.text, row.comment_class, row.version) for row in forum.rows(Comment)] == [
        ("Why then?", CommentClass.EDITORIAL, 2)
    ]
    assert forum.kinds(own_chain(forum, statement_id)) == ["comment_drafted", "comment_changed"]


def test_stale_change_of_a_draft_is_refused_with_both_texts(forum: Forum) -> None:
    statement_id = laid(forum)
    comment_id = draft_comment(forum, statement_id)
    forum.act(change_comment, statement_id, comment_id, **changed(), by=forum.head("Borvia"))
    moved = refused(
        forum,
        WordingHasMoved,
        change_comment,
        statement_id,
        comment_id,
        **changed("Why ever?"),
        by=forum.expert("Borvia"),
    )
    assert (moved.yours, moved.theirs, moved.version) == ("Why ever?", "Why then?", 2)


def test_draft_of_another_delegation_is_not_there(forum: Forum) -> None:
    statement_id = laid(forum)
    comment_id, amendment_id = draft_comment(forum, statement_id), draft_amendment(forum, statement_id)
    for who in ("head of Cestria", "observer", "administrator"):
        by = forum.viewer(who)
        refused(forum, NotFound, drop_comment, statement_id, comment_id, by=by)
        refused(forum, NotFound, drop_amendment, statement_id, amendment_id, by=by)
    refused(forum, NotFound, change_comment, statement_id, comment_id, **changed(), by=forum.head("Cestria"))


def test_draft_is_thrown_away(forum: Forum) -> None:
    statement_id = laid(forum)
    forum.act(drop_comment, statement_id, draft_comment(forum, statement_id), by=forum.expert("Borvia"))
    forum.act(drop_amendment, statement_id, draft_amendment(forum, statement_id), by=forum.expert("Borvia"))
    assert (forum.rows(Comment), forum.rows(Amendment)) == ([], [])
    assert forum.kinds(own_chain(forum, statement_id)) == [
        "comment_drafted",
        "comment_dropped",
        "amendment_drafted",
        "amendment_dropped",
    ]


def test_draft_of_an_earlier_round_is_not_taken_up(forum: Forum) -> None:
    statement_id = laid(forum)
    comment_id = draft_comment(forum, statement_id)
    close(forum)
    forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording="We eat", after=None, by=forum.chair)
    lay_before(forum, statement_id)
    refused(forum, NoRoundOpen, change_comment, statement_id, comment_id, **changed(), by=forum.head("Borvia"))
    refused(forum, NothingToSubmit, submit_input, statement_id, by=forum.head("Borvia"))


# Amendments


def test_amendment_proposes_the_whole_wording_without_its_ending(forum: Forum) -> None:
    statement_id = laid(forum)
    draft_amendment(forum, statement_id, "expert of Borvia", "We *gladly* meet; and")
    assert [(row.wording, row.reason, row.weight) for row in forum.rows(Amendment)] == [
        ("We *gladly* meet", "It is so.", Weight.ESSENTIAL)
    ]
    assert forum.kinds(own_chain(forum, statement_id)) == ["amendment_drafted"]


def test_second_draft_on_a_part_takes_the_place_of_the_first(forum: Forum) -> None:
    statement_id = laid(forum)
    first = draft_amendment(forum, statement_id)
    assert draft_amendment(forum, statement_id, "expert of Borvia", "We meet often") == first
    assert [row.wording for row in forum.rows(Amendment)] == ["We meet often"]
    assert forum.kinds(own_chain(forum, statement_id)) == ["amendment_drafted", "amendment_changed"]


def test_draft_that_was_not_the_one_seen_is_not_replaced(forum: Forum) -> None:
    statement_id = laid(forum)
    draft_amendment(forum, statement_id, expected=0)
    moved = refused(
        forum,
        WordingHasMoved,
        amend,
        statement_id,
        part_with(forum, statement_id, "meet").id,
        **an_amendment("We meet often"),
        expected=0,
        by=forum.expert("Borvia"),
    )
    assert (moved.yours, moved.theirs, moved.version) == ("We meet often", "We gladly meet", 1)


@pytest.mark.parametrize("wording", ["We meet", "We meet;", " We meet ", "", "We meet[^nowhere]", "We\x00meet"])
def test_amendment_that_changes_nothing_or_cannot_be_kept_is_refused(forum: Forum, wording: str) -> None:
    statement_id = laid(forum)
    part_id = part_with(forum, statement_id, "meet").id
    refused(forum, BadInput, amend, statement_id, part_id, **an_amendment(wording), by=forum.head("Borvia"))


# Submission


def test_head_submits_everything_that_the_delegation_drafted(forum: Forum) -> None:
    statement_id = laid(forum)
    draft_comment(forum, statement_id, "expert of Borvia")
    draft_amendment(forum, statement_id, "expert of Borvia")
    forum.act(take_position, statement_id, part_id=None, position=Position.CAN_LIVE_WITH, by=forum.head("Borvia"))
    draft_comment(forum, statement_id, "expert of Cestria")
    submission_id = forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    for table in (Comment, Amendment, PositionTaken):
        given = [
            (row.submission_id, row.submitted_at, row.is_late)
            for row in forum.rows(table, delegation_id=forum.delegations["Borvia"])
        ]
        assert given == [(submission_id, forum.hour.now, False)]
    assert [row.submitted_at for row in forum.rows(Comment, delegation_id=forum.delegations["Cestria"])] == [None]
    entry = forum.last_entry(own_chain(forum, statement_id))
    assert (entry.kind, len(json.loads(entry.payload)["comments"])) == ("input_submitted", 1)


def test_expert_does_not_submit(forum: Forum) -> None:
    statement_id = laid(forum)
    draft_comment(forum, statement_id, "expert of Borvia")
    refused(forum, NotYours, submit_input, statement_id, by=forum.expert("Borvia"))


def test_nothing_is_not_submitted(forum: Forum) -> None:
    statement_id = laid(forum)
    draft_comment(forum, statement_id, "head of Cestria")
    refused(forum, NothingToSubmit, submit_input, statement_id, by=forum.head("Borvia"))


def test_submission_in_a_blind_round_is_told_to_the_office_and_the_own_delegation_only(forum: Forum) -> None:
    statement_id = laid(forum)
    told = {notice.id for notice in forum.rows(Notice)}
    circulated = forum.kinds(f"{statement_id}:circulated")
    draft_comment(forum, statement_id)
    forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    who = {person.id: person.name for person in forum.rows(Person)}
    assert sorted(who[notice.person_id] for notice in forum.rows(Notice) if notice.id not in told) == [
        "Ana Verel",
        "Bo Tarn",
        "Expert Borvia",
        "Head Borvia",
        "Seri Olm",
    ]
    assert forum.kinds(f"{statement_id}:circulated") == circulated
    assert [row.label for row in forum.rows(Comment)] == [None]


def test_submission_in_an_open_round_is_before_all_at_once(forum: Forum) -> None:
    statement_id = laid(forum, Visibility.OPEN)
    draft_comment(forum, statement_id)
    forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    (comment,) = forum.rows(Comment)
    entry = forum.last_entry(f"{statement_id}:circulated")
    assert (comment.label, entry.kind, json.loads(entry.payload)["input"]) == (
        "C-1.1",
        "input_circulated",
        [{"label": "C-1.1", "digest": digest_of_input(comment)}],
    )


def test_further_input_is_a_further_submission(forum: Forum) -> None:
    statement_id = laid(forum)
    for _ in range(2):
        draft_comment(forum, statement_id)
        forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    assert len(forum.rows(Submission)) == len({row.submission_id for row in forum.rows(Comment)}) == 2


def test_input_at_the_hour_is_late_and_kept(forum: Forum) -> None:
    """On time means before the hour; whoever comes at it finds the round closed, and is heard all the same."""
    statement_id = laid(forum)
    draft_comment(forum, statement_id)
    forum.hour.pass_by(timedelta(days=2))
    forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    assert [(row.is_late, row.label) for row in forum.rows(Comment)] == [(True, "C-1.1")]
    assert [row.is_late for row in forum.rows(Submission)] == [True]
    assert forum.kinds(f"{statement_id}:circulated")[-2:] == ["round_closed", "input_circulated"]


def test_input_just_before_the_hour_is_on_time(forum: Forum) -> None:
    statement_id = laid(forum)
    draft_comment(forum, statement_id)
    forum.hour.pass_by(timedelta(days=2) - timedelta(microseconds=1))
    forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    assert [row.is_late for row in forum.rows(Submission)] == [False]


def test_submitted_input_is_not_changed_any_more(forum: Forum) -> None:
    statement_id = laid(forum)
    comment_id, amendment_id = draft_comment(forum, statement_id), draft_amendment(forum, statement_id)
    forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    head = forum.head("Borvia")
    refused(forum, AlreadySubmitted, change_comment, statement_id, comment_id, **changed(expected=2), by=head)
    refused(forum, AlreadySubmitted, drop_comment, statement_id, comment_id, by=head)
    refused(forum, AlreadySubmitted, drop_amendment, statement_id, amendment_id, by=head)


def test_input_stays_the_delegations_when_its_head_is_replaced(forum: Forum) -> None:
    statement_id = laid(forum)
    draft_comment(forum, statement_id)
    forum.act(replace_head, forum.delegations["Borvia"], name="Nia Oort", by=forum.secretariat)
    (head,) = forum.rows(Person, name="Nia Oort")
    forum.persons["new head"] = head.id
    forum.act(submit_input, statement_id, by=forum.viewer("new head"))
    assert [(row.delegation_id, row.submitted_by) for row in forum.rows(Submission)] == [
        (forum.delegations["Borvia"], head.id)
    ]


# Withdrawal


def submitted(forum: Forum) -> tuple[str, str, str]:
    """A statement with a comment and an amendment of Borvia's, submitted in a blind round."""
    statement_id = laid(forum)
    given = draft_comment(forum, statement_id), draft_amendment(forum, statement_id)
    forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    return statement_id, *given


def test_withdrawal_before_the_hour_of_a_blind_round_is_told_to_nobody(forum: Forum) -> None:
    statement_id, comment_id, amendment_id = submitted(forum)
    before = forum.kinds(f"{statement_id}:circulated"), len(forum.rows(Notice))
    forum.act(withdraw_comment, statement_id, comment_id, by=forum.head("Borvia"))
    forum.act(withdraw_amendment, statement_id, amendment_id, by=forum.head("Borvia"))
    assert (forum.kinds(f"{statement_id}:circulated"), len(forum.rows(Notice))) == before
    assert [row.withdrawn_at for table in (Comment, Amendment) for row in forum.rows(table)] == [forum.hour.now] * 2
    assert forum.kinds(own_chain(forum, statement_id))[-2:] == ["comment_withdrawn", "amendment_withdrawn"]


def test_withdrawal_after_the_round_leaves_a_trace(forum: Forum) -> None:
    statement_id, comment_id, _ = submitted(forum)
    close(forum)
    forum.act(withdraw_comment, statement_id, comment_id, by=forum.head("Borvia"))
    entry = forum.last_entry(f"{statement_id}:circulated")
    assert (entry.kind, json.loads(entry.payload)["label"]) == ("comment_withdrawn", "C-1.1")


def test_withdrawal_is_the_heads(forum: Forum) -> None:
    statement_id, comment_id, amendment_id = submitted(forum)
    refused(forum, NotYours, withdraw_comment, statement_id, comment_id, by=forum.expert("Borvia"))
    refused(forum, NotYours, withdraw_amendment, statement_id, amendment_id, by=forum.chair)


def test_input_of_others_is_not_withdrawn(forum: Forum) -> None:
    statement_id, comment_id, amendment_id = submitted(forum)
    cestria = forum.head("Cestria")
    refused(forum, NotFound, withdraw_comment, statement_id, comment_id, by=cestria)
    close(forum)
    refused(forum, NotYours, withdraw_comment, statement_id, comment_id, by=cestria)
    refused(forum, NotYours, withdraw_amendment, statement_id, amendment_id, by=cestria)


def test_withdrawn_input_is_not_withdrawn_again(forum: Forum) -> None:
    statement_id, comment_id, _ = submitted(forum)
    forum.act(withdraw_comment, statement_id, comment_id, by=forum.head("Borvia"))
    refused(forum, AlreadyWithdrawn, withdraw_comment, statement_id, comment_id, by=forum.head("Borvia"))


def test_draft_is_not_withdrawn(forum: Forum) -> None:
    statement_id = laid(forum)
    comment_id = draft_comment(forum, statement_id)
    refused(forum, NotSubmitted, withdraw_comment, statement_id, comment_id, by=forum.head("Borvia"))


def test_answered_input_is_not_withdrawn(forum: Forum) -> None:
    statement_id, comment_id, amendment_id = submitted(forum)
    close(forum)
    answer = {"disposition": DispositionKind.NOTED, "reply": "", "by": forum.chair}
    forum.act(answer_comment, statement_id, comment_id, **answer)
    forum.act(answer_amendment, statement_id, amendment_id, **answer)
    refused(forum, AlreadyAnswered, withdraw_comment, statement_id, comment_id, by=forum.head("Borvia"))
    refused(forum, AlreadyAnswered, withdraw_amendment, statement_id, amendment_id, by=forum.head("Borvia"))


def test_comment_may_quote_the_words_that_it_is_about(forum: Forum) -> None:
    statement_id = begin(forum, "We meet in Port Alder")
    lay_before(forum, statement_id)
    named = a_comment(forum, statement_id)
    part = part_with(forum, statement_id, "meet")
    words = part.wording.split()[-2:]

    comment_id = forum.act(
        comment_on, statement_id, **named, quoted=f" {words[0]}\n{words[1]} ", by=forum.head("Borvia")
    )

    (comment,) = forum.rows(Comment)
    assert (comment.id, comment.quoted) == (comment_id, " ".join(words))
    entry = forum.last_entry(f"{statement_id}:delegation:{forum.delegations['Borvia']}")
    assert json.loads(entry.payload)["quoted"] == " ".join(words)


@pytest.mark.parametrize("quoted", ["no such words", "mee"])
def test_words_that_do_not_stand_in_the_part_are_refused(forum: Forum, quoted: str) -> None:
    statement_id = begin(forum, "We meet in Port Alder")
    lay_before(forum, statement_id)
    named = a_comment(forum, statement_id)

    on_part = refused(forum, BadInput, comment_on, statement_id, **named, quoted=quoted, by=forum.head("Borvia"))
    on_whole = refused(
        forum,
        BadInput,
        comment_on,
        statement_id,
        **{**named, "part_id": None},
        quoted="meet",
        by=forum.head("Borvia"),
    )

    assert (on_part.field, on_whole.field) == ("quoted", "quoted")
