"""What was found in a file, beside the text as it stands."""

from collections.abc import Callable

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin
from tests.returning import wait_with

from jointstatement.actions.drafting import remove_part, reword_part
from jointstatement.actions.giving_input import amend, submit_input
from jointstatement.actions.returned import Choice, confirm_returned
from jointstatement.errors import NoRoundOpen, NotAllowedNow, NotFound, NotYours
from jointstatement.models import Round, WorkingPart
from jointstatement.queries.returned import FindingView, ReturnedPage, returned_content, returned_page, returning
from jointstatement.terms import AmendmentKind, PartKind, Weight
from jointstatement.text.compare import Change, Segment
from jointstatement.text.findings import Finding, FindingKind, KeepAs
from jointstatement.text.rolling import Author

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    talks = begin(forum)
    talks.table()
    talks.open_round()
    return talks


def look(talks: Negotiation, upload_id: str, who: str = "head of Borvia") -> ReturnedPage:
    forum = talks.forum
    with forum.database.reading() as session:
        return returned_page(session, forum.viewer(who), talks.id, upload_id, now=forum.hour.now)


def seen(talks: Negotiation, *findings: Finding) -> tuple[FindingView, ...]:
    return look(talks, wait_with(talks, talks.forum.head("Borvia"), *findings)).findings


def reworded(talks: Negotiation, words: str = CHANGED, **more: object) -> Finding:
    return Finding(FindingKind.REWORDED, talks.clause(3), wording=words, **more)  # type: ignore[arg-type]


def next_round(talks: Negotiation, change: Callable[[], object]) -> None:
    (row,) = [row for row in talks.forum.rows(Round) if row.closed_at is None]
    talks.close_round(row.id)
    change()
    talks.table()
    talks.open_round()


def test_other_words_are_shown_against_those_they_were_made_from(talks: Negotiation) -> None:
    (view,) = seen(talks, reworded(talks, CHANGED + ";"))

    assert (view.number, view.place.label, view.base, view.present, view.stands) == (1, "3", CLAUSES[2], "", True)
    assert [segment for segment in view.redline if segment.change is not Change.SAME] == [
        Segment(Change.DELETED, "six"),
        Segment(Change.INSERTED, "three"),
    ]
    assert (view.may_amend, view.may_comment, view.expected) == (True, True, 0)


PROPOSED = {
    FindingKind.REWORDED: (KeepAs.AMENDMENT, True),
    FindingKind.REPUNCTUATED: (KeepAs.NOTHING, False),
    FindingKind.NEW: (KeepAs.COMMENT, True),
    FindingKind.REMOVED: (KeepAs.AMENDMENT, True),
    FindingKind.MOVED: (KeepAs.AMENDMENT, True),
    FindingKind.SPLIT: (KeepAs.COMMENT, True),
    FindingKind.MERGED: (KeepAs.COMMENT, True),
    FindingKind.COMMENT: (KeepAs.COMMENT, False),
    FindingKind.UNPLACED_COMMENT: (None, False),
    FindingKind.LEFT_OUT: (KeepAs.NOTHING, True),
}
"""What is proposed to become of each kind, and whether it can be kept as an amendment."""


def test_each_kind_of_finding_has_what_is_proposed_for_it(talks: Negotiation) -> None:
    views = seen(talks, *(Finding(kind, talks.clause(3), wording=CHANGED, remark="Why?") for kind in FindingKind))

    assert {view.finding.kind: (view.keep_as, view.may_amend) for view in views} == PROPOSED


def test_each_finding_is_proposed_as_the_amendment_that_says_it_all(talks: Negotiation) -> None:
    """No less and no more than the file does: what would do more or less is a comment unless somebody says so."""
    last_item = next(row.id for row in reversed(talks.forum.rows(WorkingPart)) if row.kind is PartKind.ITEM)
    sixth, third, second = talks.clause(6), talks.clause(3), talks.clause(2)
    new = {"wording": "We sail", "part_kind": PartKind.OPERATIVE}
    views = seen(
        talks,
        Finding(FindingKind.NEW, third, **new),
        Finding(FindingKind.NEW, last_item, **new),
        Finding(FindingKind.NEW, last_item, wording="the weirs", part_kind=PartKind.ITEM, level=1),
        Finding(FindingKind.NEW, last_item, wording="the weirs", part_kind=PartKind.ITEM, level=2),
        Finding(FindingKind.NEW, third, wording="Rivers", part_kind=PartKind.HEADING, level=1),
        Finding(FindingKind.SPLIT, third, wording="We agree", further=("we share",)),
        Finding(FindingKind.MERGED, third, (second,), wording="We agree and share"),
        Finding(FindingKind.MOVED, third, is_moved=True, after_id=last_item),
        Finding(FindingKind.MOVED, sixth, is_moved=True, after_id=third, leaves_items=True),
        Finding(FindingKind.MOVED, last_item, is_moved=True, after_id=third, goes_with_id=sixth),
        Finding(FindingKind.REMOVED, sixth, leaves_items=True),
        Finding(FindingKind.REMOVED, second, (third,)),
        Finding(FindingKind.MOVED, third, is_moved=True, after_id=third),
    )

    assert [(view.amendments[:1], view.anchor_id, view.other_id, view.keep_as) for view in views] == [
        ((AmendmentKind.ADD_AFTER,), third, "", KeepAs.AMENDMENT),
        ((AmendmentKind.ADD_AFTER,), sixth, "", KeepAs.AMENDMENT),
        ((AmendmentKind.ADD_AFTER,), last_item, "", KeepAs.AMENDMENT),
        ((AmendmentKind.ADD_AFTER,), last_item, "", KeepAs.COMMENT),
        ((AmendmentKind.ADD_AFTER,), third, "", KeepAs.COMMENT),
        ((AmendmentKind.SPLIT,), third, "", KeepAs.AMENDMENT),
        ((AmendmentKind.MERGE,), third, second, KeepAs.AMENDMENT),
        ((AmendmentKind.MOVE,), third, sixth, KeepAs.AMENDMENT),
        ((AmendmentKind.MOVE,), sixth, third, KeepAs.COMMENT),
        ((AmendmentKind.MOVE,), last_item, third, KeepAs.NOTHING),
        ((AmendmentKind.DELETE,), sixth, "", KeepAs.COMMENT),
        ((AmendmentKind.DELETE,), second, "", KeepAs.COMMENT),
        ((), third, third, KeepAs.COMMENT),
    ]


def test_nothing_is_proposed_for_what_is_unsure(talks: Negotiation) -> None:
    unsure = {"wording": CHANGED, "why_unsure": "Little is alike."}
    views = seen(talks, *(Finding(kind, talks.clause(3), **unsure) for kind in FindingKind))

    assert {view.keep_as for view in views} == {None}


def test_what_the_file_says_another_delegation_wrote_is_not_proposed(talks: Negotiation) -> None:
    views = seen(talks, *(reworded(talks, by=(Author(name),)) for name in ("Istara", "Borvia", "Mira Sand")))

    assert [(view.of_another, view.keep_as) for view in views] == [
        (("Istara",), KeepAs.NOTHING),
        ((), KeepAs.AMENDMENT),
        ((), KeepAs.AMENDMENT),
    ]


def test_words_that_the_delegation_proposes_already_are_not_proposed_again(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    given = {"reason": "", "weight": Weight.PREFERRED, "by": head}
    forum.act(amend, talks.id, talks.clause(3), wording=CHANGED, **given)

    (same,) = seen(talks, reworded(talks))
    (other,) = look(talks, wait_with(talks, head, reworded(talks, "We agree"), content=b"PK other")).findings
    assert (same.is_given, same.keep_as) == (True, KeepAs.NOTHING)
    assert (other.is_given, other.keep_as, other.expected) == (False, KeepAs.AMENDMENT, 1)

    forum.act(submit_input, talks.id, by=head)
    (handed_in,) = look(talks, wait_with(talks, head, reworded(talks), content=b"PK again")).findings
    assert (handed_in.is_given, handed_in.keep_as, handed_in.expected) == (True, KeepAs.NOTHING, 0)


def test_another_delegations_draft_is_not_seen(talks: Negotiation) -> None:
    given = {"reason": "", "weight": Weight.PREFERRED, "by": talks.forum.head("Istara")}
    talks.forum.act(amend, talks.id, talks.clause(3), wording=CHANGED, **given)

    (view,) = seen(talks, reworded(talks))

    assert (view.is_given, view.own, view.keep_as) == (False, None, KeepAs.AMENDMENT)


def test_words_that_changed_since_are_shown_and_no_amendment_is_proposed(talks: Negotiation) -> None:
    forum, third = talks.forum, talks.clause(3)
    now_ = CLAUSES[2].replace("every six hours", "twice a day")
    upload_id = wait_with(talks, forum.head("Borvia"), reworded(talks))
    next_round(
        talks,
        lambda: forum.act(reword_part, talks.id, third, wording=now_, expected=talks.version(third), by=forum.chair),
    )

    page = look(talks, upload_id)

    assert (page.revision.label, page.is_current, page.head.revision) == ("Zero draft", False, "Rev.1")
    (view,) = page.findings
    assert (view.base, view.present, view.keep_as) == (CLAUSES[2], now_, KeepAs.COMMENT)
    assert "".join(each.text for each in view.redline_of_present if each.change is not Change.DELETED) == CHANGED


def test_words_that_the_text_has_taken_over_meanwhile_are_not_proposed(talks: Negotiation) -> None:
    forum, third = talks.forum, talks.clause(3)
    upload_id = wait_with(talks, forum.head("Borvia"), reworded(talks))
    next_round(
        talks,
        lambda: forum.act(reword_part, talks.id, third, wording=CHANGED, expected=talks.version(third), by=forum.chair),
    )

    (view,) = look(talks, upload_id).findings

    assert (view.is_in_text, view.keep_as) == (True, KeepAs.NOTHING)


def test_part_that_was_taken_out_since_is_named_as_it_was(talks: Negotiation) -> None:
    forum, third = talks.forum, talks.clause(3)
    upload_id = wait_with(talks, forum.head("Borvia"), reworded(talks))
    next_round(talks, lambda: forum.act(remove_part, talks.id, third, expected=talks.version(third), by=forum.chair))

    page = look(talks, upload_id)

    (view,) = page.findings
    assert (view.stands, view.place.label, view.keep_as) == (False, "3", KeepAs.COMMENT)
    assert third not in {place.part_id for place in page.places}


def test_page_has_the_unsure_apart_and_what_belongs_nowhere(talks: Negotiation) -> None:
    upload_id = wait_with(
        talks,
        talks.forum.head("Borvia"),
        reworded(talks, why_unsure="Little is alike."),
        Finding(FindingKind.COMMENT, talks.clause(1), remark="Why?"),
        Finding(FindingKind.LEFT_OUT, wording="Page 1", remark="At the edge."),
    )

    page = look(talks, upload_id)

    assert [[view.number for view in group] for group in (page.unsure, page.sure, page.not_taken_over)] == [
        [1],
        [2],
        [3],
    ]


def test_page_says_when_the_same_file_was_confirmed_before(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    first = wait_with(talks, head, reworded(talks), content=b"PK same")
    choice = Choice(1, KeepAs.AMENDMENT, talks.clause(3), wording=CHANGED)
    before = look(talks, first).confirmed_before
    forum.act(confirm_returned, talks.id, first, choices=[choice], by=head)

    same, other = (wait_with(talks, head, reworded(talks), content=content) for content in (b"PK same", b"PK other"))
    experts = wait_with(talks, forum.expert("Borvia"), content=b"PK same")
    theirs = wait_with(talks, forum.head("Istara"), content=b"PK same")

    assert before is None
    assert look(talks, same).confirmed_before == forum.hour.now
    assert look(talks, other).confirmed_before is None
    assert look(talks, experts, "expert of Borvia").confirmed_before == forum.hour.now
    assert look(talks, theirs, "head of Istara").confirmed_before is None


def test_what_waits_is_listed_for_its_own_person(talks: Negotiation) -> None:
    forum = talks.forum
    upload_id = wait_with(talks, forum.head("Borvia"))

    def waiting(who: str) -> list[str]:
        with forum.database.reading() as session:
            shown = returning(session, forum.viewer(who), talks.id, now=forum.hour.now)
            return [file.id for file in shown.waiting]

    assert [waiting(who) for who in ("head of Borvia", "expert of Borvia", "head of Istara")] == [[upload_id], [], []]


def test_bytes_of_a_file_are_for_its_own_person(talks: Negotiation) -> None:
    forum = talks.forum
    upload_id = wait_with(talks, forum.head("Borvia"), content=b"PK ours")

    with forum.database.reading() as session:
        assert returned_content(session, forum.head("Borvia"), talks.id, upload_id, now=forum.hour.now) == b"PK ours"
        with pytest.raises(NotFound):
            returned_content(session, forum.expert("Borvia"), talks.id, upload_id, now=forum.hour.now)


@pytest.mark.parametrize("who", ["chair", "secretariat", "observer"])
def test_page_is_for_delegations(talks: Negotiation, who: str) -> None:
    forum = talks.forum

    with forum.database.reading() as session, pytest.raises(NotYours):
        returning(session, forum.viewer(who), talks.id, now=forum.hour.now)


def test_page_says_why_nothing_can_be_given(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()

    def refusal() -> object:
        with forum.database.reading() as session:
            return returning(session, forum.head("Borvia"), talks.id, now=forum.hour.now).refusal

    before = refusal()
    round_id = talks.open_round()
    during = refusal()
    talks.close_round(round_id)
    third = talks.clause(3)
    forum.act(reword_part, talks.id, third, wording="We agree", expected=talks.version(third), by=forum.chair)
    talks.table()

    assert (type(before), during, type(refusal())) == (NotAllowedNow, None, NoRoundOpen)
