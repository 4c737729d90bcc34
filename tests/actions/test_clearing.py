"""Inside a delegation: the head clears a draft or sends it back, hands in all or some, and replaces what is in."""

from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.clearing import clear, send_back
from jointstatement.actions.giving_input import amend, change_comment, comment_on, drop_comment, replace_comment
from jointstatement.actions.late_input import admit_late_input
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.positions import take_position
from jointstatement.errors import (
    AlreadyWithdrawn,
    BadInput,
    NotCleared,
    NotFound,
    NothingToSubmit,
    NotSubmitted,
    NotYours,
    WordingHasMoved,
)
from jointstatement.models import Amendment, Clearance, Comment, Notice, PositionTaken
from jointstatement.queries.own_input import own_input
from jointstatement.terms import CommentClass, Position, Visibility, Weight


@pytest.fixture
def statement_id(forum: Forum) -> str:
    made = begin(forum, "We meet at the river", "We measure it")
    lay_before(forum, made)
    return made


def remark(forum: Forum, statement_id: str, text: str, who: str = "expert of Borvia") -> str:
    part_id = part_with(forum, statement_id, "meet").id
    ask: dict[str, Any] = {"part_id": part_id, "comment_class": CommentClass.SUBSTANTIVE, "text": text}
    return str(forum.act(comment_on, statement_id, **ask, by=forum.viewer(who)))


def wording(forum: Forum, statement_id: str, words: str, who: str = "head of Borvia") -> str:
    ask: dict[str, Any] = {"wording": words, "reason": "", "weight": Weight.PREFERRED, "by": forum.viewer(who)}
    return str(forum.act(amend, statement_id, part_with(forum, statement_id, "meet").id, **ask))


def standing(forum: Forum, table: type[Comment] | type[Amendment]) -> set[str]:
    """The ids of what is handed in and not withdrawn."""
    return {row.id for row in forum.rows(table, withdrawn_at=None) if row.submitted_at is not None}


def test_head_clears_one_draft_and_sends_another_back_within_the_delegation(forum: Forum, statement_id: str) -> None:
    cleared, returned = (remark(forum, statement_id, text) for text in ("Why meet?", "Meet where?"))
    head = forum.head("Borvia")
    forum.act(clear, statement_id, comment_id=cleared, expected=1, by=head)
    forum.act(send_back, statement_id, comment_id=returned, word="Say where.", expected=1, by=head)

    chain = f"{statement_id}:delegation:{forum.delegations['Borvia']}"
    assert forum.kinds(chain)[-2:] == ["draft_cleared", "draft_sent_back"]
    told = [row.person_id for row in forum.rows(Notice) if row.kind == "draft_sent_back"]
    assert told == [forum.persons["expert of Borvia"]]
    with forum.database.reading() as session:
        shown = own_input(session, forum.expert("Borvia"), statement_id, now=forum.hour.now)
    read = {each.text: each.read for line in shown.lines for each in line.remarks}
    assert read["Why meet?"] is not None and read["Why meet?"].is_cleared
    assert read["Meet where?"] is not None and read["Meet where?"].word == "Say where."
    assert (shown.progress.sent_back, "draft_cleared" in forum.kinds(f"{statement_id}:office")) == (1, False)

    # One press hands in all the rest; what went back stays, and is cleared anew once it was changed.
    forum.act(hand_in, statement_id, by=head)
    assert standing(forum, Comment) == {cleared}
    refused(forum, NothingToSubmit, hand_in, statement_id, by=head)
    ask = {"comment_class": CommentClass.SUBSTANTIVE, "text": "Meet at the lock?", "expected": 1}
    forum.act(change_comment, statement_id, returned, **ask, by=forum.expert("Borvia"))
    refused(forum, NotCleared, hand_in, statement_id, chosen=[returned], by=head)
    refused(forum, WordingHasMoved, clear, statement_id, comment_id=returned, expected=1, by=head)
    forum.act(hand_in, statement_id, by=head)
    assert standing(forum, Comment) == {cleared, returned}


def test_head_hands_in_some_drafts_and_keeps_the_others(forum: Forum, statement_id: str) -> None:
    head = forum.head("Borvia")
    one, other = (remark(forum, statement_id, text) for text in ("Why meet?", "Meet where?"))
    own = wording(forum, statement_id, "We gladly meet at the river")
    held = forum.act(take_position, statement_id, part_id=None, position=Position.SUPPORT, by=head)
    forum.act(clear, statement_id, comment_id=one, expected=1, by=head)

    refused(forum, NotCleared, hand_in, statement_id, chosen=[one, other], by=head)
    refused(forum, NotFound, hand_in, statement_id, chosen=[one, "0" * 32], by=head)
    refused(forum, NothingToSubmit, hand_in, statement_id, chosen=[], by=head)
    refused(forum, NotYours, hand_in, statement_id, chosen=[one], by=forum.expert("Borvia"))
    forum.act(hand_in, statement_id, chosen=[one, own, held], by=head)
    assert (standing(forum, Comment), standing(forum, Amendment)) == ({one}, {own})
    assert [row.submitted_at is not None for row in forum.rows(PositionTaken)] == [True]


def test_only_the_head_clears_and_only_a_draft_of_its_own(forum: Forum, statement_id: str) -> None:
    draft = remark(forum, statement_id, "Why meet?")
    for who, refusal in (("expert of Borvia", NotYours), ("chair", NotYours), ("head of Istara", NotFound)):
        refused(forum, refusal, clear, statement_id, comment_id=draft, expected=1, by=forum.viewer(who))
    head = forum.head("Borvia")
    refused(forum, BadInput, send_back, statement_id, comment_id=draft, word=" ", expected=1, by=head)
    forum.act(send_back, statement_id, comment_id=draft, word="No.", expected=1, by=head)
    forum.act(drop_comment, statement_id, draft, by=head)
    assert forum.rows(Clearance) == []


def test_replacement_takes_the_place_and_the_former_stays_with_its_delegation(forum: Forum, statement_id: str) -> None:
    head = forum.head("Borvia")
    former, words = remark(forum, statement_id, "Why meet?"), wording(forum, statement_id, "We gladly meet")
    forum.act(hand_in, statement_id, by=head)
    entries = len(forum.entries(f"{statement_id}:circulated")), len(forum.entries(f"{statement_id}:office"))
    instead: dict[str, Any] = {"comment_class": CommentClass.TECHNICAL, "by": forum.expert("Borvia")}
    draft = forum.act(replace_comment, statement_id, former, text="Why meet there?", **instead)
    assert forum.act(replace_comment, statement_id, former, text="Why meet at all?", **instead) == draft
    # Who has not seen the draft that is there does not write over it.
    ask = {**instead, "text": "Meet?", "expected": 0}
    assert refused(forum, WordingHasMoved, replace_comment, statement_id, former, **ask).theirs == "Why meet at all?"
    refused(forum, NotSubmitted, replace_comment, statement_id, draft, text="Why?", **instead)
    other = wording(forum, statement_id, "We meet with joy")
    # While the replacement is not among the chosen, the former stands.
    third = remark(forum, statement_id, "Besides.", "head of Borvia")
    forum.act(hand_in, statement_id, chosen=[third], by=head)
    assert (standing(forum, Comment), standing(forum, Amendment)) == ({former, third}, {words})

    forum.act(hand_in, statement_id, by=head)
    assert (standing(forum, Comment), standing(forum, Amendment)) == ({draft, third}, {other})
    assert (len(forum.entries(f"{statement_id}:circulated")), len(forum.entries(f"{statement_id}:office"))) == entries
    refused(forum, AlreadyWithdrawn, replace_comment, statement_id, former, text="Why?", **instead)
    with forum.database.reading() as session:
        shown = own_input(session, head, statement_id, now=forum.hour.now)
    assert {each.id for each in shown.taken_back} == {former, words}


@pytest.mark.parametrize("is_admitted", [None, False, True])
def test_late_replacement_leaves_what_came_in_time(forum: Forum, statement_id: str, is_admitted: bool | None) -> None:
    head = forum.head("Borvia")
    former, words = remark(forum, statement_id, "Why meet?"), wording(forum, statement_id, "We gladly meet")
    forum.act(hand_in, statement_id, by=head)
    instead: dict[str, Any] = {"comment_class": CommentClass.TECHNICAL, "text": "Why meet there?", "by": head}
    draft, other = forum.act(replace_comment, statement_id, former, **instead), wording(forum, statement_id, "We met")
    # The hour strikes with the drafts lying there, and nobody has noticed it yet.
    forum.hour.pass_by(timedelta(days=2))
    forum.act(hand_in, statement_id, by=head)
    if is_admitted is not None:
        for subject in ({"comment_id": draft}, {"amendment_id": other}):
            forum.act(admit_late_input, statement_id, **subject, is_admitted=is_admitted, by=forum.chair)

    assert standing(forum, Comment) == {former, draft}
    assert standing(forum, Amendment) == {words, other}
    assert {row.id: row.is_late for row in forum.rows(Comment)} == {former: False, draft: True}


def test_replacement_in_an_open_round_is_told_to_all(forum: Forum) -> None:
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id, visibility=Visibility.OPEN)
    former, head = remark(forum, statement_id, "Why meet?"), forum.head("Borvia")
    forum.act(hand_in, statement_id, by=head)
    instead: dict[str, Any] = {"comment_class": CommentClass.TECHNICAL, "text": "Why there?", "by": head}
    forum.act(replace_comment, statement_id, former, **instead)
    forum.act(hand_in, statement_id, by=head)

    assert forum.kinds(f"{statement_id}:circulated")[-2:] == ["comment_withdrawn", "input_circulated"]
