"""A comment that was circulated is replied to, by the office and by delegations, for all who may read the comment."""

import json
from datetime import timedelta

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.giving_input import comment_on, submit_input, withdraw_comment
from jointstatement.actions.replying import reply, withdraw_reply
from jointstatement.actions.rounds import close_round
from jointstatement.errors import AlreadyWithdrawn, BadInput, CommentNotCirculated, NotFound, NotYours
from jointstatement.models import Comment, Notice, Reply, Statement
from jointstatement.queries.listing import given_input
from jointstatement.queries.record import chain_entries
from jointstatement.terms import CommentClass, Visibility
from jointstatement.workflow.facts import situation_of


def commented(forum: Forum, visibility: Visibility = Visibility.OPEN) -> tuple[str, str, str]:
    """Borvia has commented on a clause. Returns the statement, the comment and the round."""
    statement_id = begin(forum, "We meet at the river")
    round_id = lay_before(forum, statement_id, visibility=visibility)
    by = forum.head("Borvia")
    comment_id = forum.act(
        comment_on,
        statement_id,
        part_id=part_with(forum, statement_id, "meet").id,
        comment_class=CommentClass.TECHNICAL,
        text="At which bank?",
        by=by,
    )
    forum.act(submit_input, statement_id, by=by)
    return statement_id, str(comment_id), round_id


def thread(forum: Forum, statement_id: str, who: str) -> list[tuple[str, str, bool]]:
    """The replies to the one comment, as somebody reads them: who, what, whether it is one's own."""
    with forum.database.reading() as session:
        (comment,) = given_input(session, forum.viewer(who), statement_id, now=forum.hour.now).comments
    return [(each.delegation, each.text, each.is_own) for each in comment.replies]


def sentences(forum: Forum, statement_id: str, who: str) -> list[str]:
    with forum.database.reading() as session:
        return [line.sentence() for line in chain_entries(session, forum.viewer(who), statement_id)]


def test_office_and_delegations_reply_to_a_comment(forum: Forum) -> None:
    statement_id, comment_id, _ = commented(forum)
    forum.act(reply, statement_id, comment_id, text="At the left one.", by=forum.secretariat)
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(reply, statement_id, comment_id, text="We read it so too.", by=forum.head("Galdria"))

    assert thread(forum, statement_id, "expert of Galdria") == [
        ("", "At the left one.", False),
        ("Galdria", "We read it so too.", True),
    ]
    assert thread(forum, statement_id, "chair") == [
        ("", "At the left one.", True),
        ("Galdria", "We read it so too.", False),
    ]
    assert sentences(forum, statement_id, "head of Istara")[-2:] == [
        "The chair’s office replied to the comment C-1.1.",
        "Galdria replied to the comment C-1.1.",
    ]
    assert sentences(forum, statement_id, "observer")[-1] == "The comment C-1.1 was replied to."
    assert "text" not in json.loads(forum.last_entry(f"{statement_id}:circulated").payload)
    own = forum.last_entry(f"{statement_id}:delegation:{forum.delegations['Galdria']}")
    assert (own.kind, json.loads(own.payload)["text"]) == ("comment_replied_to", "We read it so too.")
    told = {row.person_id for row in forum.rows(Notice) if row.kind == "comment_replied_to"}
    assert told == {
        forum.persons[who] for who in ("chair", "co-chair", "secretariat", "head of Borvia", "expert of Borvia")
    }
    with forum.database.reading() as session:
        situation = situation_of(session, session.get_one(Statement, statement_id), forum.hour.now)
    assert (forum.rows(Comment)[0].label, situation.unanswered) == ("C-1.1", 1), "a reply is no comment"


def test_reply_is_taken_back_by_who_gave_it(forum: Forum) -> None:
    statement_id, comment_id, _ = commented(forum)
    ours = forum.act(reply, statement_id, comment_id, text="At the left one.", by=forum.chair)
    theirs = forum.act(reply, statement_id, comment_id, text="So do we.", by=forum.head("Galdria"))
    for reply_id, who in ((ours, "head of Galdria"), (theirs, "chair"), (theirs, "head of Borvia")):
        refused(forum, NotYours, withdraw_reply, statement_id, reply_id, by=forum.viewer(who))
    refused(forum, NotYours, withdraw_reply, statement_id, theirs, by=forum.expert("Galdria"))

    forum.act(withdraw_reply, statement_id, ours, by=forum.secretariat)
    forum.act(withdraw_reply, statement_id, theirs, by=forum.head("Galdria"))

    assert thread(forum, statement_id, "chair") == thread(forum, statement_id, "head of Galdria") == []
    assert sentences(forum, statement_id, "head of Istara")[-2:] == [
        "A reply to the comment C-1.1 was withdrawn.",
        "Galdria withdrew its reply to the comment C-1.1.",
    ]
    refused(forum, NotFound, withdraw_reply, statement_id, theirs, by=forum.head("Galdria"))
    assert {row.withdrawn_at for row in forum.rows(Reply)} == {forum.hour.now}


def test_hour_of_the_round_falls_before_a_reply_is_taken_back(forum: Forum) -> None:
    statement_id, comment_id, _ = commented(forum)
    ours = forum.act(reply, statement_id, comment_id, text="At the left one.", by=forum.chair)
    forum.hour.pass_by(timedelta(days=2))

    forum.act(withdraw_reply, statement_id, ours, by=forum.chair)
    assert forum.kinds(f"{statement_id}:circulated")[-2:] == ["round_closed", "reply_withdrawn"]


def test_nobody_replies_to_what_is_not_circulated(forum: Forum) -> None:
    statement_id, comment_id, round_id = commented(forum, Visibility.BLIND)
    for who in ("chair", "head of Galdria"):
        refused(forum, NotFound, reply, statement_id, comment_id, text="So?", by=forum.viewer(who))
    refused(forum, CommentNotCirculated, reply, statement_id, comment_id, text="So?", by=forum.head("Borvia"))

    forum.act(close_round, round_id, by=forum.chair)
    forum.act(reply, statement_id, comment_id, text="So.", by=forum.head("Galdria"))
    assert thread(forum, statement_id, "head of Borvia") == [("Galdria", "So.", False)]


@pytest.mark.parametrize("who", ["expert of Galdria", "observer", "administrator"])
def test_reply_is_for_the_office_and_heads(forum: Forum, who: str) -> None:
    statement_id, comment_id, _ = commented(forum)
    refusal = NotFound if who == "administrator" else NotYours
    refused(forum, refusal, reply, statement_id, comment_id, text="So?", by=forum.viewer(who))


def test_reply_says_something_and_to_a_comment_that_stands(forum: Forum) -> None:
    statement_id, comment_id, _ = commented(forum)
    refused(forum, BadInput, reply, statement_id, comment_id, text=" ", by=forum.chair)
    forum.act(withdraw_comment, statement_id, comment_id, by=forum.head("Borvia"))
    refused(forum, AlreadyWithdrawn, reply, statement_id, comment_id, text="So?", by=forum.chair)
