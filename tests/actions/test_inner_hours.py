"""The hour within a delegation: experts are told, reminded and marked as late; nothing is lost, and nobody is bound."""

from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.giving_input import change_comment, comment_on
from jointstatement.actions.inner_hours import lift_inner_hour, set_inner_hour
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.rounds import close_round, extend_round
from jointstatement.errors import BadInput, NoInnerHourSet, NoRoundOpen, NotYours
from jointstatement.models import Comment, InnerHour, Notice, Round
from jointstatement.queries.inner_hour import OwnHour, own_hour_view
from jointstatement.terms import CommentClass

HOUR = timedelta(hours=1)


@pytest.fixture
def statement_id(forum: Forum) -> str:
    made = begin(forum, "We meet at the river")
    lay_before(forum, made)
    return made


def remark(forum: Forum, statement_id: str, text: str, who: str) -> str:
    ask: dict[str, Any] = {"comment_class": CommentClass.SUBSTANTIVE, "text": text, "by": forum.viewer(who)}
    return str(forum.act(comment_on, statement_id, part_id=part_with(forum, statement_id, "meet").id, **ask))


def set_for(forum: Forum, statement_id: str, hours: float, who: str = "head of Borvia") -> None:
    due_at = forum.hour.now + hours * HOUR
    forum.act(set_inner_hour, statement_id, due_at=due_at, due_as_typed="typed", by=forum.viewer(who))


def hour_of(forum: Forum, statement_id: str, who: str) -> OwnHour | None:
    with forum.database.reading() as session:
        return own_hour_view(session, forum.viewer(who), statement_id, now=forum.hour.now).hour


def told(forum: Forum, kind: str) -> list[str]:
    names = {id_: who for who, id_ in forum.persons.items()}
    return sorted(names[row.person_id] for row in forum.rows(Notice) if row.kind == kind)


def test_experts_are_told_and_reminded_of_the_hour_and_nobody_else(forum: Forum, statement_id: str) -> None:
    before = {key: forum.kinds(f"{statement_id}:{key}") for key in ("circulated", "office")}
    set_for(forum, statement_id, 26)
    due_at = forum.hour.now + 26 * HOUR
    for passing, count in ((1, 0), (1, 1), (20, 1), (2, 2), (2, 2), (10, 2)):
        forum.hour.pass_by(passing * HOUR)
        forum.act(close_what_is_due)
        assert told(forum, "inner_hour_reminded") == ["expert of Borvia"] * count, passing

    assert told(forum, "inner_hour_set") == ["expert of Borvia"]
    own = f"{statement_id}:delegation:{forum.delegations['Borvia']}"
    assert [each for each in forum.kinds(own) if each.startswith("inner")] == [
        "inner_hour_set",
        "inner_hour_reminded",
        "inner_hour_reminded",
    ]
    reminded = ["round_reminded"]
    assert {key: forum.kinds(f"{statement_id}:{key}") for key in before} == {
        "circulated": before["circulated"],
        "office": before["office"] + reminded,
    }
    assert hour_of(forum, statement_id, "head of Borvia") == OwnHour(due_at, True, ())
    assert hour_of(forum, statement_id, "head of Istara") is None


def test_drafts_of_experts_after_the_hour_are_marked_and_handed_in_as_any_other(
    forum: Forum, statement_id: str
) -> None:
    in_time = remark(forum, statement_id, "Why meet?", "expert of Borvia")
    set_for(forum, statement_id, 3)
    forum.hour.pass_by(3 * HOUR - timedelta(microseconds=1))
    near = remark(forum, statement_id, "Meet where?", "expert of Borvia")
    forum.hour.pass_by(timedelta(microseconds=1))
    late = remark(forum, statement_id, "Meet when?", "expert of Borvia")
    remark(forum, statement_id, "The head’s own.", "head of Borvia")
    due_at = forum.hour.now
    assert hour_of(forum, statement_id, "head of Borvia") == OwnHour(due_at, True, (late,))

    again: dict[str, Any] = {"comment_class": CommentClass.TECHNICAL, "text": "Where to?", "expected": 1}
    forum.act(change_comment, statement_id, near, **again, by=forum.expert("Borvia"))
    assert hour_of(forum, statement_id, "expert of Borvia") == OwnHour(due_at, True, tuple(sorted((near, late))))
    forum.act(hand_in, statement_id, by=forum.head("Borvia"))
    assert hour_of(forum, statement_id, "head of Borvia") == OwnHour(due_at, True, ())
    assert {row.is_late for row in forum.rows(Comment)} == {False}
    assert {in_time, near, late} < {row.id for row in forum.rows(Comment) if row.submitted_at}


def test_hour_is_moved_and_lifted_and_ends_with_its_round(forum: Forum, statement_id: str) -> None:
    head = forum.head("Borvia")
    refused(forum, NoInnerHourSet, lift_inner_hour, statement_id, by=head)
    set_for(forum, statement_id, 3)
    set_for(forum, statement_id, 5)
    assert hour_of(forum, statement_id, "head of Borvia") == OwnHour(forum.hour.now + 5 * HOUR, False, ())
    forum.act(lift_inner_hour, statement_id, by=head)
    assert hour_of(forum, statement_id, "head of Borvia") is None
    assert told(forum, "inner_hour_lifted") == ["expert of Borvia"]
    assert [row.ended_at for row in forum.rows(InnerHour)] == [forum.hour.now] * 2

    set_for(forum, statement_id, 30)
    (in_round,) = forum.rows(Round)
    forum.act(close_round, in_round.id, by=forum.chair)
    forum.hour.pass_by(7 * HOUR)
    forum.act(close_what_is_due)
    assert (told(forum, "inner_hour_reminded"), hour_of(forum, statement_id, "head of Borvia")) == ([], None)
    refused(forum, NoRoundOpen, lift_inner_hour, statement_id, by=head)


def test_only_the_head_sets_it_and_before_the_hour_of_the_round(forum: Forum, statement_id: str) -> None:
    (in_round,) = forum.rows(Round)
    ask: dict[str, Any] = {"due_at": forum.hour.now + HOUR, "due_as_typed": "typed"}
    for who in ("expert of Borvia", "chair", "secretariat", "observer"):
        refused(forum, NotYours, set_inner_hour, statement_id, **ask, by=forum.viewer(who))
        refused(forum, NotYours, lift_inner_hour, statement_id, by=forum.viewer(who))
    for due_at in (forum.hour.now, in_round.due_at):
        ask |= {"due_at": due_at, "by": forum.head("Borvia")}
        assert refused(forum, BadInput, set_inner_hour, statement_id, **ask).field == "due_at"
    later = in_round.due_at + 24 * HOUR
    forum.act(extend_round, in_round.id, due_at=later, due_as_typed="typed", on_purpose=True, by=forum.chair)
    forum.act(set_inner_hour, statement_id, **ask)
    forum.hour.now = later
    refused(forum, NoRoundOpen, set_inner_hour, statement_id, **ask | {"due_at": later + HOUR})
