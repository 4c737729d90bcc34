"""A delegation's file waits, and becomes drafts of what its person kept."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import event
from tests.cast import Forum, refused
from tests.negotiation import CLAUSES, Negotiation, begin
from tests.returning import json_of, wait_with

from jointstatement.actions.deadlines import throw_away_what_waited
from jointstatement.actions.drafting import keep_upload, remove_part
from jointstatement.actions.giving_input import amend
from jointstatement.actions.returned import (
    FILES_WAIT,
    LARGEST_FILE,
    MOST_FINDINGS,
    MOST_WAITING,
    Choice,
    compare_returned_with,
    confirm_returned,
    drop_returned,
    keep_returned,
)
from jointstatement.errors import (
    BadInput,
    NoRoundOpen,
    NotAllowedNow,
    NotFound,
    NotYours,
    TooManyDifferences,
    TooManyWaitingFiles,
    WordingHasMoved,
)
from jointstatement.models import Amendment, Comment, ReturnedUpload, Revision, Round, Upload, WorkingPart
from jointstatement.terms import AmendmentKind, CommentClass, PartKind, Weight
from jointstatement.text.findings import Finding, FindingKind, KeepAs

CHANGED = CLAUSES[2].replace("six hours", "three hours")
NOTHING = Choice(1, KeepAs.NOTHING)


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """The zero draft in a round."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    return talks


def own_chain(talks: Negotiation) -> str:
    return f"{talks.id}:delegation:{talks.forum.delegations['Borvia']}"


def reworded(talks: Negotiation, clause: int = 3, words: str = CHANGED) -> Finding:
    return Finding(FindingKind.REWORDED, talks.clause(clause), wording=words)


def remark(talks: Negotiation, clause: int = 3) -> Finding:
    return Finding(FindingKind.COMMENT, talks.clause(clause), remark="Why?")


def as_amendment(
    talks: Negotiation, number: int = 1, clause: int = 3, words: str = CHANGED, expected: int = 0
) -> Choice:
    return Choice(number, KeepAs.AMENDMENT, talks.clause(clause), wording=words, expected=expected)


def test_file_waits_for_a_day_with_what_was_found_in_it(talks: Negotiation) -> None:
    head = talks.forum.head("Borvia")

    upload_id = wait_with(talks, head, remark(talks))

    (row,) = talks.forum.rows(ReturnedUpload)
    (revision,) = talks.forum.rows(Revision)
    now = talks.forum.hour.now
    assert row.model_dump() == {
        "id": upload_id,
        "statement_id": talks.id,
        "revision_id": revision.id,
        "is_origin_known": True,
        "delegation_id": talks.forum.delegations["Borvia"],
        "person_id": head.person_id,
        "file_name": "ours.docx",
        "content": b"PK of Head Borvia",
        "digest": sha256(b"PK of Head Borvia").hexdigest(),
        "found": json_of(remark(talks)),
        "uploaded_at": now,
        "expires_at": now + FILES_WAIT,
    }
    assert talks.forum.kinds(own_chain(talks)) == []


def test_file_that_waits_is_not_kept_twice(talks: Negotiation) -> None:
    head = talks.forum.head("Borvia")

    first, second = (wait_with(talks, head, remark(talks)) for _ in range(2))

    assert (first == second, len(talks.forum.rows(ReturnedUpload))) == (True, 1)


def test_same_file_of_two_persons_waits_for_each(talks: Negotiation) -> None:
    forum = talks.forum

    ids = {wait_with(talks, who, content=b"PK") for who in (forum.head("Borvia"), forum.expert("Borvia"))}

    assert len(ids) == len(forum.rows(ReturnedUpload)) == 2


def test_what_has_waited_a_day_is_thrown_away_with_the_next_file(talks: Negotiation) -> None:
    forum = talks.forum
    wait_with(talks, forum.head("Borvia"))
    forum.hour.pass_by(FILES_WAIT)

    kept = wait_with(talks, forum.head("Istara"))

    assert [row.id for row in forum.rows(ReturnedUpload)] == [kept]


def test_what_has_waited_a_day_is_thrown_away_though_nobody_comes(talks: Negotiation) -> None:
    forum = talks.forum
    wait_with(talks, forum.head("Borvia"), remark(talks))
    forum.act(keep_upload, file_name="draft.txt", content=b"We agree.", reading_json="{}", by=forum.chair)
    forum.hour.pass_by(FILES_WAIT - timedelta(seconds=1))
    wait_with(talks, forum.head("Aldmark"), remark(talks))

    forum.act(throw_away_what_waited)
    assert (len(forum.rows(ReturnedUpload)), len(forum.rows(Upload))) == (2, 1)
    forum.hour.pass_by(timedelta(seconds=1))
    forum.act(throw_away_what_waited)

    assert [row.person_id for row in forum.rows(ReturnedUpload)] == [forum.head("Aldmark").person_id]
    assert forum.rows(Upload) == []


def test_what_has_waited_a_day_can_neither_be_confirmed_nor_dropped(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, remark(talks))
    forum.hour.pass_by(FILES_WAIT)

    refused(forum, NotFound, confirm_returned, talks.id, upload_id, choices=[NOTHING], by=head)
    refused(forum, NotFound, drop_returned, talks.id, upload_id, by=head)


def test_sixth_waiting_file_is_refused(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    for number in range(MOST_WAITING):
        wait_with(talks, head, content=b"PK%d" % number)

    refusal = refused(forum, TooManyWaitingFiles, keep_returned, talks.id, **_file(talks), by=head)

    assert refusal.parameters == {"most": MOST_WAITING}


def test_file_that_has_little_to_do_with_the_text_is_refused(talks: Negotiation) -> None:
    found = json_of(*[remark(talks)] * (MOST_FINDINGS + 1))

    refusal = refused(
        talks.forum,
        TooManyDifferences,
        keep_returned,
        talks.id,
        **_file(talks, found=found),
        by=talks.forum.head("Borvia"),
    )

    assert refusal.parameters == {"revision": "Zero draft", "count": MOST_FINDINGS + 1, "most": MOST_FINDINGS}


def test_file_that_is_too_large_is_refused_at_its_field(talks: Negotiation) -> None:
    content = bytes(LARGEST_FILE + 1)

    refusal = refused(
        talks.forum,
        BadInput,
        keep_returned,
        talks.id,
        **_file(talks, content=content),
        by=talks.forum.head("Borvia"),
    )

    assert refusal.field == "file"


@pytest.mark.parametrize("who", ["chair", "co-chair", "secretariat", "observer"])
def test_only_delegations_bring_files_back(talks: Negotiation, who: str) -> None:
    refused(talks.forum, NotYours, keep_returned, talks.id, **_file(talks), by=talks.forum.viewer(who))


def test_file_is_refused_where_no_round_was_opened_on_the_text(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()

    refused(forum, NotAllowedNow, keep_returned, talks.id, **_file(talks), by=forum.head("Borvia"))


def test_what_is_kept_becomes_drafts_of_the_delegation_in_one_go(talks: Negotiation) -> None:
    forum, expert = talks.forum, talks.forum.expert("Borvia")
    clauses = [talks.clause(number) for number in (1, 3)]
    upload_id = wait_with(talks, expert, remark(talks, 1), reworded(talks), remark(talks), remark(talks))
    choices = [
        Choice(4, KeepAs.NOTHING),
        Choice(1, KeepAs.COMMENT, clauses[0], text="And the town?", comment_class=CommentClass.EDITORIAL),
        Choice(2, KeepAs.AMENDMENT, clauses[1], wording=CHANGED + ";", weight=Weight.ESSENTIAL, reason="Floods."),
        Choice(3, KeepAs.COMMENT, None, text="In general."),
    ]

    drafts = forum.act(confirm_returned, talks.id, upload_id, choices=choices, by=expert)

    (amendment,) = forum.rows(Amendment)
    assert (amendment.part_id, amendment.wording, amendment.weight, amendment.reason, amendment.submitted_at) == (
        clauses[1],
        CHANGED,
        Weight.ESSENTIAL,
        "Floods.",
        None,
    )
    comments = {row.id: (row.part_id, row.text, row.comment_class) for row in forum.rows(Comment)}
    assert [comments[each] for each in drafts["comments"]] == [
        (clauses[0], "And the town?", CommentClass.EDITORIAL),
        (None, "In general.", CommentClass.SUBSTANTIVE),
    ]
    assert drafts["amendments"] == [amendment.id]
    assert {(row.delegation_id, row.written_by) for row in (*forum.rows(Comment), amendment)} == {
        (forum.delegations["Borvia"], expert.person_id)
    }
    assert forum.rows(ReturnedUpload) == []
    assert forum.kinds(own_chain(talks)) == [
        "comment_drafted",
        "amendment_drafted",
        "comment_drafted",
        "returned_file_confirmed",
    ]


def test_many_findings_ask_once_what_all_of_them_need(talks: Negotiation) -> None:
    """However much is kept of a file, nobody else waits long to write: a draft, its place in the record, its entry."""
    asked: list[str] = []
    event.listen(talks.forum.database.engine, "before_cursor_execute", lambda *words: asked.append(words[2]))
    expert, counts = talks.forum.expert("Borvia"), []

    for number in (10, 60):
        upload_id = wait_with(talks, expert, *[remark(talks)] * number, content=b"PK of %d" % number)
        choices = [Choice(place, KeepAs.COMMENT, None, text=f"We say {place}.") for place in range(1, number + 1)]
        asked.clear()
        talks.forum.act(confirm_returned, talks.id, upload_id, choices=choices, by=expert)
        counts.append(len(asked))

    assert counts[1] - counts[0] <= 3 * 50


def test_record_tells_the_delegation_which_file_its_drafts_came_out_of(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks))
    (upload,) = forum.rows(ReturnedUpload)

    drafts = forum.act(confirm_returned, talks.id, upload_id, choices=[as_amendment(talks)], by=head)

    assert json.loads(forum.last_entry(own_chain(talks)).payload) == {
        "file": "ours.docx",
        "digest": upload.digest,
        "revision_id": upload.revision_id,
        "findings": 1,
        "comments": [],
        "amendments": drafts["amendments"],
    }


def test_file_of_which_nothing_is_kept_goes_without_a_trace(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks))

    forum.act(confirm_returned, talks.id, upload_id, choices=[NOTHING], by=head)

    assert (forum.rows(ReturnedUpload), forum.rows(Amendment), forum.kinds(own_chain(talks))) == ([], [], [])


def test_dropped_file_goes_without_a_trace(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")

    forum.act(drop_returned, talks.id, wait_with(talks, head, reworded(talks)), by=head)

    assert (forum.rows(ReturnedUpload), forum.kinds(own_chain(talks))) == ([], [])


@pytest.mark.parametrize("numbers", [[], [1], [1, 1], [1, 2, 3], [2, 3], [0, 1]])
def test_every_finding_needs_its_one_choice(talks: Negotiation, numbers: list[int]) -> None:
    head = talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, remark(talks), remark(talks))
    choices = [Choice(number, KeepAs.NOTHING) for number in numbers]

    assert _refused_at(talks, upload_id, choices) == "choices"


def test_one_part_takes_one_amendment(talks: Negotiation) -> None:
    upload_id = wait_with(talks, talks.forum.head("Borvia"), reworded(talks), reworded(talks, words="We do not agree"))
    choices = [as_amendment(talks), as_amendment(talks, 2, words="We do not agree")]

    assert _refused_at(talks, upload_id, choices) == "keep_2"


def test_amendment_needs_its_part(talks: Negotiation) -> None:
    upload_id = wait_with(talks, talks.forum.head("Borvia"), Finding(FindingKind.LEFT_OUT, wording="We sail"))

    assert _refused_at(talks, upload_id, [Choice(1, KeepAs.AMENDMENT, None, wording="We sail")]) == "part_1"


def test_new_paragraph_is_not_put_in_the_place_of_the_part_before_it(talks: Negotiation) -> None:
    new = Finding(FindingKind.NEW, talks.clause(3), wording="We sail")
    upload_id = wait_with(talks, talks.forum.head("Borvia"), new)

    assert _refused_at(talks, upload_id, [as_amendment(talks, words="We sail")]) == "part_1"
    _confirm(talks, upload_id, [as_amendment(talks, clause=4, words="We sail")])


def test_each_finding_becomes_an_amendment_of_its_kind(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    one, two, three, four, five, six = (talks.clause(number) for number in range(1, 7))
    upload_id = wait_with(talks, head, *[remark(talks)] * 6)
    deed = AmendmentKind
    choices = [
        Choice(1, KeepAs.AMENDMENT, one, deed.ADD_AFTER, "We sail;", reason="Winds."),
        Choice(2, KeepAs.AMENDMENT, one, deed.ADD_AFTER, "We row"),
        Choice(3, KeepAs.AMENDMENT, two, deed.DELETE, weight=Weight.ESSENTIAL),
        Choice(4, KeepAs.AMENDMENT, three, deed.MOVE, other_part_id=six),
        Choice(5, KeepAs.AMENDMENT, four, deed.SPLIT, "We ask", "We list the bridges."),
        Choice(6, KeepAs.AMENDMENT, five, deed.MERGE, "We note and meet", other_part_id=six),
    ]

    drafts = forum.act(confirm_returned, talks.id, upload_id, choices=choices, by=head)

    rows = {row.id: row for row in forum.rows(Amendment)}
    assert [
        (row.kind, row.part_id, row.wording, row.second_wording, row.other_part_id, row.weight, row.reason)
        for row in (rows[each] for each in drafts["amendments"])
    ] == [
        (deed.ADD_AFTER, one, "We sail", "", None, Weight.PREFERRED, "Winds."),
        (deed.ADD_AFTER, one, "We row", "", None, Weight.PREFERRED, ""),
        (deed.DELETE, two, "", "", None, Weight.ESSENTIAL, ""),
        (deed.MOVE, three, "", "", six, Weight.PREFERRED, ""),
        (deed.SPLIT, four, "We ask", "We list the bridges", None, Weight.PREFERRED, ""),
        (deed.MERGE, five, "We note and meet", "", six, Weight.PREFERRED, ""),
    ]
    assert forum.kinds(own_chain(talks)) == [*["amendment_drafted"] * 6, "returned_file_confirmed"]


def test_amendment_that_cannot_be_of_its_kind_is_refused_at_its_finding(talks: Negotiation) -> None:
    third = talks.clause(3)
    upload_id = wait_with(talks, talks.forum.head("Borvia"), remark(talks), remark(talks))
    title = next(row.id for row in talks.forum.rows(WorkingPart) if row.kind is PartKind.TITLE)
    tried = {
        "keep_2": Choice(2, KeepAs.AMENDMENT, title, AmendmentKind.DELETE),
        "other_2": Choice(2, KeepAs.AMENDMENT, third, AmendmentKind.MOVE, other_part_id=third),
        "wording_2": Choice(2, KeepAs.AMENDMENT, third, AmendmentKind.SPLIT, "", "We share"),
        "second_2": Choice(2, KeepAs.AMENDMENT, third, AmendmentKind.SPLIT, "We share", ""),
    }

    for field, choice in tried.items():
        assert _refused_at(talks, upload_id, [as_amendment(talks), choice]) == field


def test_words_that_are_the_parts_own_are_refused_at_their_finding(talks: Negotiation) -> None:
    upload_id = wait_with(talks, talks.forum.head("Borvia"), remark(talks), reworded(talks))
    choices = [NOTHING, as_amendment(talks, 2, words=CLAUSES[2])]

    assert _refused_at(talks, upload_id, choices) == "wording_2"


def test_empty_comment_is_refused_at_its_finding_and_nothing_is_kept(talks: Negotiation) -> None:
    upload_id = wait_with(talks, talks.forum.head("Borvia"), reworded(talks), remark(talks))
    choices = [as_amendment(talks), Choice(2, KeepAs.COMMENT, talks.clause(3), text=" ")]

    assert _refused_at(talks, upload_id, choices) == "text_2"


def test_draft_that_changed_meanwhile_is_not_overwritten(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks))
    forum.act(
        amend,
        talks.id,
        talks.clause(3),
        wording="We agree",
        reason="",
        weight=Weight.PREFERRED,
        by=forum.expert("Borvia"),
    )

    refusal = refused(
        forum, WordingHasMoved, confirm_returned, talks.id, upload_id, choices=[as_amendment(talks)], by=head
    )

    assert (refusal.yours, refusal.theirs, refusal.version) == (CHANGED, "We agree", 1)
    _confirm(talks, upload_id, [as_amendment(talks, expected=1)])
    assert [row.wording for row in forum.rows(Amendment)] == [CHANGED]


def test_part_that_the_next_revision_took_out_takes_nothing(talks: Negotiation) -> None:
    forum = talks.forum
    upload_id = wait_with(talks, forum.head("Borvia"), reworded(talks))
    third = talks.clause(3)
    _next_round_without(talks, third)

    for choice in (
        Choice(1, KeepAs.AMENDMENT, third, wording=CHANGED),
        Choice(1, KeepAs.COMMENT, third, text="Why?"),
    ):
        assert _refused_at(talks, upload_id, [choice]) == "part_1"


def test_file_goes_on_waiting_when_the_text_has_moved_on_without_a_round(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks))
    _close(talks)
    forum.act(remove_part, talks.id, talks.clause(6), expected=talks.version(talks.clause(6)), by=forum.chair)
    talks.table()

    refused(forum, NoRoundOpen, confirm_returned, talks.id, upload_id, choices=[as_amendment(talks)], by=head)

    talks.open_round()
    _confirm(talks, upload_id, [as_amendment(talks)])


def test_what_is_confirmed_after_the_hour_is_a_draft_of_late_input(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    forum.hour.pass_by(timedelta(days=2, hours=23))
    upload_id = wait_with(talks, head, reworded(talks))
    forum.hour.pass_by(timedelta(hours=2))

    _confirm(talks, upload_id, [as_amendment(talks)])

    assert [row.submitted_at for row in forum.rows(Amendment)] == [None]


def test_file_that_came_before_the_chair_closed_the_round_is_confirmed_as_late_input(talks: Negotiation) -> None:
    """Nothing is submitted by the press, so that nothing of the file counts as given in time."""
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks))
    talks.close_round(forum.rows(Round, statement_id=talks.id)[0].id)

    _confirm(talks, upload_id, [as_amendment(talks)])

    assert [row.submitted_at for row in forum.rows(Amendment)] == [None]
    assert forum.rows(ReturnedUpload) == []


def test_file_that_was_confirmed_is_not_confirmed_from_another_window(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks))
    _confirm(talks, upload_id, [as_amendment(talks)])

    refused(forum, NotFound, confirm_returned, talks.id, upload_id, choices=[as_amendment(talks)], by=head)
    refused(forum, NotFound, drop_returned, talks.id, upload_id, by=head)


@pytest.mark.parametrize("who", ["expert of Borvia", "head of Istara", "chair", "secretariat", "observer"])
def test_file_of_another_person_is_as_if_it_were_not_there(talks: Negotiation, who: str) -> None:
    forum = talks.forum
    upload_id = wait_with(talks, forum.head("Borvia"), reworded(talks))

    refused(forum, NotFound, drop_returned, talks.id, upload_id, by=forum.viewer(who))
    if who in {"expert of Borvia", "head of Istara"}:
        refused(forum, NotFound, confirm_returned, talks.id, upload_id, choices=[NOTHING], by=forum.viewer(who))


def test_file_is_found_at_its_own_statement_only(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks))
    other = begin(forum)
    other.table()
    other.open_round()

    refused(forum, NotFound, drop_returned, other.id, upload_id, by=head)


def test_file_that_does_not_name_its_revision_is_compared_with_another(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks), is_origin_known=False)
    _next_round_without(talks, talks.clause(6))
    (later,) = forum.rows(Revision, statement_id=talks.id, number=1)
    found = json_of(remark(talks))

    forum.act(compare_returned_with, talks.id, upload_id, revision_id=later.id, found=found, by=head)

    (row,) = forum.rows(ReturnedUpload)
    assert (row.revision_id, row.found, row.is_origin_known) == (later.id, found, False)


def test_file_that_names_its_revision_is_not_compared_with_another(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks))
    (revision,) = forum.rows(Revision)

    refused(
        forum, NotFound, compare_returned_with, talks.id, upload_id, revision_id=revision.id, found=json_of(), by=head
    )


def test_file_is_not_compared_with_a_revision_of_another_statement(talks: Negotiation) -> None:
    forum, head = talks.forum, talks.forum.head("Borvia")
    upload_id = wait_with(talks, head, reworded(talks), is_origin_known=False)

    refused(forum, NotFound, compare_returned_with, talks.id, upload_id, revision_id="0" * 32, found=json_of(), by=head)


def _file(talks: Negotiation, **otherwise: object) -> dict[str, object]:
    (revision,) = talks.forum.rows(Revision, statement_id=talks.id)
    return {
        "revision_id": revision.id,
        "is_origin_known": True,
        "file_name": "ours.docx",
        "content": b"PK",
        "found": json_of(),
        **otherwise,
    }


def _confirm(talks: Negotiation, upload_id: str, choices: list[Choice]) -> None:
    talks.forum.act(confirm_returned, talks.id, upload_id, choices=choices, by=talks.forum.head("Borvia"))


def _refused_at(talks: Negotiation, upload_id: str, choices: list[Choice]) -> str:
    head = talks.forum.head("Borvia")
    return refused(talks.forum, BadInput, confirm_returned, talks.id, upload_id, choices=choices, by=head).field


def _close(talks: Negotiation) -> None:
    (row,) = [row for row in talks.forum.rows(Round) if row.closed_at is None]
    talks.close_round(row.id)


def _next_round_without(talks: Negotiation, part_id: str) -> None:
    _close(talks)
    talks.forum.act(remove_part, talks.id, part_id, expected=talks.version(part_id), by=talks.forum.chair)
    talks.table()
    talks.open_round()
