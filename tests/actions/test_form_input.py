"""Rows of a form become drafts of the delegation of whoever confirmed them: all of them, or none."""

from collections.abc import Callable

import pytest
from tests.cast import Forum, refused
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.form_input import ConfirmedRow, keep_form
from jointstatement.actions.giving_input import amend, submit_input
from jointstatement.errors import BadInput, NoRoundOpen, NotAllowedNow, NotFound, NotYours, WordingHasMoved
from jointstatement.models import Amendment, Comment, Round
from jointstatement.terms import CommentClass, Weight

TWO = CLAUSES[2].replace("six hours", "two hours")


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """A blind round on the zero draft."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    return talks


@pytest.fixture
def row(talks: Negotiation) -> Callable[..., ConfirmedRow]:
    """A row that proposes wording for clause 3, but for what is said otherwise."""

    def make(number: int = 1, **changed: object) -> ConfirmedRow:
        named = {
            "part_id": talks.clause(3),
            "wording": TWO,
            "text": "Quicker.",
            "comment_class": CommentClass.TRANSLATION,
            "weight": Weight.ESSENTIAL,
        }
        return ConfirmedRow(number, **{**named, **changed})  # type: ignore[arg-type]

    return make


def test_rows_are_kept_as_drafts_in_one_deed(talks: Negotiation, row: Callable[..., ConfirmedRow]) -> None:
    forum = talks.forum
    rows = (row(), row(2, wording="", text="On three."), row(3, part_id="", wording="", text="On all."))

    kept = forum.act(keep_form, talks.id, rows=rows, by=forum.expert("Borvia"))

    borvia = forum.delegations["Borvia"]
    (amendment,) = forum.rows(Amendment)
    assert kept == 3
    assert (amendment.wording, amendment.reason, amendment.weight, amendment.delegation_id, amendment.submitted_at) == (
        TWO,
        "Quicker.",
        Weight.ESSENTIAL,
        borvia,
        None,
    )
    assert {
        (comment.part_id, comment.text, comment.comment_class, comment.delegation_id) for comment in forum.rows(Comment)
    } == {
        (talks.clause(3), "On three.", CommentClass.TRANSLATION, borvia),
        (None, "On all.", CommentClass.TRANSLATION, borvia),
    }
    assert forum.kinds(f"{talks.id}:delegation:{borvia}") == ["amendment_drafted", "comment_drafted", "comment_drafted"]


def test_form_without_rows_is_refused(talks: Negotiation) -> None:
    forum = talks.forum

    refusal = refused(forum, BadInput, keep_form, talks.id, rows=(), by=forum.head("Borvia"))

    assert str(refusal) == "No row is kept. Please choose what becomes of each row."


def test_two_amendments_to_one_part_are_refused(talks: Negotiation, row: Callable[..., ConfirmedRow]) -> None:
    forum = talks.forum
    rows = (row(4), row(7, wording="We read"), row(8, wording="", text="On three."))

    refusal = refused(forum, BadInput, keep_form, talks.id, rows=rows, by=forum.head("Borvia"))

    assert str(refusal).startswith("The rows 4, 7 propose wording for one part.")


def test_wording_without_a_part_is_refused(talks: Negotiation, row: Callable[..., ConfirmedRow]) -> None:
    forum = talks.forum

    refusal = refused(forum, BadInput, keep_form, talks.id, rows=(row(part_id=""),), by=forum.head("Borvia"))

    assert (refusal.field, str(refusal)) == (
        "part",
        "Row 1 proposes wording and names no part. Please choose one.",
    )


@pytest.mark.parametrize("changed", [{"part_id": "0" * 32}, {"part_id": "0" * 32, "wording": ""}])
def test_row_on_a_part_that_is_not_there_is_refused_with_all_others(
    talks: Negotiation, row: Callable[..., ConfirmedRow], changed: dict[str, str]
) -> None:
    forum = talks.forum

    refused(forum, NotFound, keep_form, talks.id, rows=(row(), row(2, **changed)), by=forum.head("Borvia"))


def test_draft_that_was_not_seen_is_not_overwritten(talks: Negotiation, row: Callable[..., ConfirmedRow]) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    own = {"reason": "", "weight": Weight.EDITORIAL, "by": head}
    forum.act(amend, talks.id, talks.clause(3), wording="We read", **own)

    moved = refused(forum, WordingHasMoved, keep_form, talks.id, rows=(row(),), by=head)

    assert (moved.yours, moved.theirs, moved.version) == (TWO, "We read", 1)
    forum.act(keep_form, talks.id, rows=(row(expected=1),), by=head)
    assert [amendment.wording for amendment in forum.rows(Amendment)] == [TWO]


@pytest.mark.parametrize("who", ["chair", "secretariat", "observer"])
def test_who_speaks_for_no_delegation_keeps_no_form(
    talks: Negotiation, row: Callable[..., ConfirmedRow], who: str
) -> None:
    refused(talks.forum, NotYours, keep_form, talks.id, rows=(row(),), by=talks.forum.viewer(who))


def test_without_a_round_no_form_is_kept(forum: Forum, row: Callable[..., ConfirmedRow]) -> None:
    other = begin(forum)
    other.table()

    with pytest.raises((NoRoundOpen, NotAllowedNow)):
        forum.act(keep_form, other.id, rows=(row(),), by=forum.head("Borvia"))
    assert forum.rows(Amendment) == []


def test_rows_of_one_form_keep_their_order(talks: Negotiation, row: Callable[..., ConfirmedRow]) -> None:
    forum = talks.forum
    texts = [f"Remark {number}." for number in range(1, 9)]
    rows = [row(number, wording="", text=text) for number, text in enumerate(texts, start=1)]

    forum.act(keep_form, talks.id, rows=rows, by=forum.expert("Borvia"))
    forum.act(submit_input, talks.id, by=forum.head("Borvia"))
    (in_round,) = forum.rows(Round)
    talks.close_round(in_round.id)

    assert {comment.label: comment.text for comment in forum.rows(Comment)} == {
        f"C-3.{number}": text for number, text in enumerate(texts, start=1)
    }
