"""A delegation's file comes back on the web."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from lxml import html
from tests.cast import Forum, snapshot
from tests.edited_file import EditedFile
from tests.negotiation import CLAUSES, begin
from tests.returning import wait_with
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.giving_input import amend, submit_input
from jointstatement.actions.returned import MOST_FINDINGS
from jointstatement.models import Amendment, Comment, ReturnedUpload, Revision, Round
from jointstatement.terms import AmendmentKind, CommentClass, Visibility, Weight
from jointstatement.text.findings import Finding, FindingKind

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    hall = hall_of(forum, browser)
    hall.talks.open_round()
    return hall


def test_tracked_change_becomes_a_draft_amendment_when_it_is_confirmed(hall: Hall) -> None:
    head = hall.browser("head of Borvia")

    shown = bring_back(head, hall, download(head, hall).rewords("six hours", "three hours").data)

    assert shown.status_code == 200, shown.text
    assert ("<del>six</del>" in shown.text, "<ins>three</ins>" in shown.text) == (True, True)
    assert "Mira Sand" in shown.text
    assert (hall.forum.rows(Amendment), len(hall.forum.rows(ReturnedUpload))) == ([], 1)
    kept = confirm(head, shown)
    assert kept.url.path == f"{hall.at}/input"
    (amendment,) = hall.forum.rows(Amendment)
    assert (amendment.part_id, amendment.wording, amendment.weight, amendment.submitted_at) == (
        hall.talks.clause(3),
        CHANGED,
        Weight.PREFERRED,
        None,
    )
    assert amendment.delegation_id == hall.forum.delegations["Borvia"]
    assert hall.forum.rows(ReturnedUpload) == []


def test_every_kind_of_edit_is_on_the_page_and_goes_where_it_belongs(hall: Hall) -> None:
    head, talks = hall.browser("head of Borvia"), hall.talks
    file = download(head, hall)
    file.retypes("the bridges whose clearance", "all bridges whose height").remarks("hospitality", "And the town?")
    file.deletes("We will meet again").adds_after("springs to the estuary", "We invite the schools to watch the water")

    shown = bring_back(head, hall, file.data)

    words = words_of(shown)
    assert words.count("Changed outside tracked changes") == 1
    assert words.count("The file says: Mira Sand, 2026-05-04 11:20") == 3
    assert ("Amendment: a new text" in words, "Amendment: to be deleted" in words) == (True, True)
    confirm(head, shown)
    assert {(row.kind, row.part_id, row.wording) for row in hall.forum.rows(Amendment)} == {
        (
            AmendmentKind.REPLACE,
            talks.clause(4),
            CLAUSES[3].replace("the bridges whose clearance", "all bridges whose height"),
        ),
        (AmendmentKind.ADD_AFTER, talks.clause(2), "We invite the schools to watch the water"),
    }
    # Its items stay in the file, and with the clause they would go: that is for a person to say.
    assert {(row.part_id, row.quoted, row.text) for row in hall.forum.rows(Comment)} == {
        (talks.clause(1), "hospitality", "And the town?"),
        (talks.clause(6), "", "We propose to delete Clause 6."),
    }


def test_nothing_is_kept_before_the_press(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    before = snapshot(hall.forum.database)

    bring_back(head, hall, download(head, hall).rewords("six hours", "three hours").data)

    after = snapshot(hall.forum.database)
    assert {table for table in after if after[table] != before[table]} == {"returned_upload", "answered_request"}


def test_person_corrects_place_words_weight_and_class(hall: Hall) -> None:
    head, talks = hall.browser("expert of Borvia"), hall.talks
    file = download(head, hall).rewords("six hours", "three hours").remarks("hospitality", "And the town?")
    shown = bring_back(head, hall, file.data)

    confirm(
        head,
        shown,
        part_1="",
        quoted_1="",
        text_1="We thank everybody.",
        comment_class_1="editorial",
        part_2=talks.clause(4),
        wording_2="We ask for a list of all bridges;",
        weight_2="essential",
        reason_2="Ships grow.",
    )

    (comment,), (amendment,) = hall.forum.rows(Comment), hall.forum.rows(Amendment)
    assert (comment.part_id, comment.text, comment.comment_class) == (
        None,
        "We thank everybody.",
        CommentClass.EDITORIAL,
    )
    assert (amendment.part_id, amendment.wording, amendment.weight, amendment.reason) == (
        talks.clause(4),
        "We ask for a list of all bridges",
        Weight.ESSENTIAL,
        "Ships grow.",
    )


def test_amendment_can_be_kept_as_a_comment_that_quotes_it_or_left(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    file = download(head, hall).rewords("six hours", "three hours").rewords("by the end of the year", "at once")
    shown = bring_back(head, hall, file.data)

    confirm(head, shown, keep_1="comment", keep_2="nothing")

    assert hall.forum.rows(Amendment) == []
    assert [row.text for row in hall.forum.rows(Comment)] == [f"We propose this wording for Clause 3: “{CHANGED}”"]


def test_what_cannot_be_taken_comes_back_with_all_that_was_typed(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    file = download(head, hall).rewords("six hours", "three hours").rewords("by the end of the year", "at once")
    shown = bring_back(head, hall, file.data)
    before = snapshot(hall.forum.database)

    again = confirm(head, shown, part_2=hall.talks.clause(3), reason_1="Floods are quick.")

    assert again.status_code == 422
    assert "Number 1 is an amendment of the same part already." in words_of(again)
    assert "Floods are quick." in again.text
    assert snapshot(hall.forum.database) == before
    assert confirm(head, again, part_2=hall.talks.clause(4)).url.path == f"{hall.at}/input"


def test_unsure_finding_has_nothing_chosen_and_asks_for_a_choice(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    unsure = Finding(FindingKind.REWORDED, hall.talks.clause(3), wording=CHANGED, why_unsure="Little of it is alike.")
    upload_id = wait_with(hall.talks, hall.forum.head("Borvia"), unsure)
    shown = head.get(f"{hall.at}/returned/{upload_id}")

    asked = confirm(head, shown)

    assert "Please look at these first" in words_of(shown) and "Little of it is alike." in words_of(shown)
    assert (asked.status_code, "Please fill in this field." in words_of(asked)) == (422, True)
    assert confirm(head, asked, keep_1="amendment").url.path == f"{hall.at}/input"


def test_draft_that_changed_while_the_page_lay_open_is_shown_beside_the_files(hall: Hall) -> None:
    head, third = hall.browser("head of Borvia"), hall.talks.clause(3)
    shown = bring_back(head, hall, download(head, hall).rewords("six hours", "three hours").data)
    given = {"reason": "", "weight": Weight.PREFERRED, "by": hall.forum.expert("Borvia")}
    hall.forum.act(amend, hall.talks.id, third, wording="We agree to share the readings", **given)

    met = confirm(head, shown)

    assert (met.status_code, "As it stands now" in words_of(met)) == (409, True)
    confirm(head, met)
    assert [row.wording for row in hall.forum.rows(Amendment)] == [CHANGED]


def test_pressing_twice_keeps_it_once(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    shown = bring_back(head, hall, download(head, hall).rewords("six hours", "three hours").data)
    fields = fields_of(shown)

    first = head.submit(f"{shown.url.path}/confirm", fields)
    second = head.submit(f"{shown.url.path}/confirm", fields)
    other_press = head.submit(f"{shown.url.path}/confirm", fields | {"_key": "another-press"})

    assert (first.url.path, second.url.path) == (f"{hall.at}/input", f"{hall.at}/input")
    assert (first.status_code, second.status_code, other_press.status_code) == (200, 200, 404)
    assert len(hall.forum.rows(Amendment)) == 1


def test_same_file_again_says_so_while_it_waits_and_afterwards(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    content = download(head, hall).rewords("six hours", "three hours").data
    first = bring_back(head, hall, content)

    waiting = bring_back(head, hall, content, "renamed.docx")

    assert waiting.url.path == first.url.path
    assert "You brought this file before; it was still waiting here." in words_of(waiting)
    confirm(head, waiting)
    afterwards = bring_back(head, hall, content)
    assert "The same file was brought before." in words_of(afterwards)
    assert "Your delegation proposes these words already." in words_of(afterwards)


def test_unchanged_file_holds_nothing(hall: Hall) -> None:
    head = hall.browser("head of Borvia")

    shown = bring_back(head, hall, download(head, hall).data)

    assert "Nothing: the words of the file are those of Zero draft" in words_of(shown)


def test_file_of_another_statement_is_refused_in_one_sentence_whatever_it_names(
    hall: Hall, forum: Forum, browser: Callable[[], Browser]
) -> None:
    """A statement that the person sees, one that is not tabled yet, one that there is not: the same answer."""
    head, other, untabled = hall.browser("head of Borvia"), hall_of(forum, browser), begin(forum)
    file = download(head, other)
    before = snapshot(forum.database)["returned_upload"]

    answers = [
        bring_back(head, hall, content)
        for content in (
            file.data,
            file.names_statement(untabled.id).data,
            file.names_statement("0" * 32).data,
        )
    ]

    assert {answer.status_code for answer in answers} == {409}
    sentences = {note for answer in answers for note in notes_of(answer)}
    assert len(sentences) == 1 and "This file was made from another statement." in sentences.pop()
    assert snapshot(forum.database)["returned_upload"] == before


def test_rolling_text_comes_back_with_the_proposals_of_others_under_their_names(hall: Hall) -> None:
    """A delegation works on the rolling text: what others proposed in it does not become its own unasked."""
    forum, talks, third = hall.forum, hall.talks, hall.talks.clause(3)
    talks.close_round(forum.rows(Round)[0].id)
    talks.open_round(Visibility.OPEN)
    given = {"reason": "Floods are quick.", "weight": Weight.PREFERRED, "by": forum.head("Istara")}
    forum.act(amend, talks.id, third, wording=CHANGED, **given)
    forum.act(submit_input, talks.id, by=forum.head("Istara"))
    head = hall.browser("head of Borvia")
    rolling = EditedFile(head.get(f"{hall.at}/rolling").content).rewords("by the end of the year", "at once")

    shown = bring_back(head, hall, rolling.data)

    assert "compared with Zero draft, from which it was made" in words_of(shown)
    theirs = [words for words in findings_of(shown) if "The file says: Istara" in words]
    assert [words.partition(" ")[2][:9] for words in theirs] == ["Clause 3:", "Comment o"]
    assert all(
        "The file names Istara as the author. What you keep is kept in the name of Borvia." in words for words in theirs
    )
    confirm(head, shown)
    own = forum.rows(Amendment, delegation_id=forum.delegations["Borvia"])
    assert [(row.part_id, row.wording) for row in own] == [
        (talks.clause(4), CLAUSES[3].replace("by the end of the year", "at once"))
    ]
    assert forum.rows(Comment) == []


def test_file_that_lost_its_origin_is_compared_with_the_latest_and_then_with_the_chosen_revision(hall: Hall) -> None:
    head, talks = hall.browser("head of Borvia"), hall.talks
    content = download(head, hall).rewords("six hours", "three hours").forgets_its_origin().data
    next_round(hall, lambda: hall.reword(4, "We ask the secretariat for a list of bridges"))

    latest = bring_back(head, hall, content)

    assert "compared with Rev.1" in words_of(latest)
    assert [words.partition(" ")[2][:9] for words in findings_of(latest)] == ["Clause 3:", "Clause 4:", "Words out"]
    (first,) = [row.id for row in hall.forum.rows(Revision) if row.number == 0]
    address = latest.url.path
    again = head.submit(f"{address}/base", hidden_fields(latest.text, f"{address}/base") | {"revision_id": first})
    assert again.url.path == address
    assert "compared with Zero draft" in words_of(again)
    assert [words.partition(" ")[2][:9] for words in findings_of(again)] == ["Clause 3:"]
    confirm(head, again)
    assert [(row.part_id, row.wording) for row in hall.forum.rows(Amendment)] == [(talks.clause(3), CHANGED)]


def test_file_of_an_earlier_revision_is_compared_with_that_one(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    content = download(head, hall).rewords("six hours", "three hours").data
    next_round(hall, lambda: hall.reword(3, "We agree to share the readings of all gauges"))

    shown = bring_back(head, hall, content)

    words = words_of(shown)
    assert "compared with Zero draft, from which it was made" in words
    assert "Rev.1 has been tabled since." in words
    assert "The words have changed since Zero draft." in words
    confirm(head, shown)
    assert [row.text for row in hall.forum.rows(Comment)] == [f"We propose this wording for Clause 3: “{CHANGED}”"]


@pytest.mark.parametrize(
    ("name", "content"), [("photo.docx", b"PK\x03\x04 no Word file"), ("note.txt", b"We agree."), ("empty.docx", b"")]
)
def test_what_is_no_word_file_is_refused_in_a_sentence(hall: Hall, name: str, content: bytes) -> None:
    answer = bring_back(hall.browser("head of Borvia"), hall, content, name)

    assert (answer.status_code, hall.forum.rows(ReturnedUpload)) == (422, [])
    assert notes_of(answer)


def test_hostile_words_are_shown_as_words(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    file = EditedFile(download(head, hall).data, author="<script>alert(1)</script>")
    file.rewords("six hours", "<script>alert(2)</script>").remarks("hospitality", "<img src=x onerror=alert(3)>")

    shown = bring_back(head, hall, file.data, "<b>ours</b>.docx")

    assert shown.status_code == 200
    tree = html.fromstring(shown.text)
    assert (tree.xpath("//main//script"), tree.xpath("//main//img"), tree.xpath("//main//b[.='ours']")) == ([], [], [])
    assert "<script>alert(1)</script>" in words_of(shown)


def test_dropped_file_is_gone(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    address = bring_back(head, hall, download(head, hall).rewords("six", "two").data).url.path

    head.fill(address, f"{address}/drop")

    assert (hall.forum.rows(ReturnedUpload), head.get(address).status_code) == ([], 404)


def test_file_that_waits_is_listed_until_its_day_is_over(hall: Hall) -> None:
    head = hall.browser("head of Borvia")
    bring_back(head, hall, download(head, hall).rewords("six", "two").data)

    today = head.get(f"{hall.at}/returned").text
    hall.forum.hour.pass_by(timedelta(days=1))
    tomorrow = hall.browsers.pop("head of Borvia") and hall.browser("head of Borvia").get(f"{hall.at}/returned").text

    assert ("borvia.docx" in today, "borvia.docx" in tomorrow) == (True, False)


@pytest.mark.parametrize(
    ("who", "status"), [("expert of Borvia", 404), ("head of Istara", 404), ("chair", 403), ("secretariat", 403)]
)
def test_file_is_its_own_persons_business(hall: Hall, who: str, status: int) -> None:
    head = hall.browser("head of Borvia")
    address = bring_back(head, hall, download(head, hall).rewords("six", "two").data).url.path

    assert hall.browser(who).get(address).status_code == status
    assert "borvia.docx" not in hall.browser(who).get(f"{hall.at}/returned").text


def test_office_brings_no_file_back(hall: Hall) -> None:
    assert [hall.browser(who).get(f"{hall.at}/returned").status_code for who in ("chair", "observer")] == [403, 403]


def test_page_says_why_nothing_can_be_given_now(hall: Hall) -> None:
    hall.talks.close_round(hall.forum.rows(Round)[0].id)
    hall.to_consensus()

    shown = hall.browser("head of Borvia").get(f"{hall.at}/returned")

    assert (shown.status_code, 'type="file"' in shown.text) == (200, False)
    assert "where this is not possible" in words_of(shown)


def test_page_of_many_findings_is_taken_as_a_whole(hall: Hall) -> None:
    """More fields than a form with a file may have, and more words than other forms."""
    part_id = hall.talks.clause(1)
    remark = "The river. " * 200
    findings = [Finding(FindingKind.COMMENT, part_id, remark=f"{number}: {remark}") for number in range(MOST_FINDINGS)]
    upload_id = wait_with(hall.talks, hall.forum.head("Borvia"), *findings)
    head = hall.browser("head of Borvia")

    dropped = {f"keep_{number}": "nothing" for number in range(2, MOST_FINDINGS)}
    kept = confirm(head, head.get(f"{hall.at}/returned/{upload_id}"), **dropped)

    assert kept.status_code == 200, kept.text[:1000]
    assert {row.text.partition(":")[0] for row in hall.forum.rows(Comment)} == {"0", str(MOST_FINDINGS - 1)}


# What a person does -----------------------------------------------------------------------------------------------


def download(window: Browser, hall: Hall, author: str = "Mira Sand") -> EditedFile:
    """The revision on the table as a Word file, before somebody who edits it."""
    answer = window.get(f"{hall.at}/files/docx")
    assert answer.status_code == 200, answer.text
    return EditedFile(answer.content, author=author)


def bring_back(window: Browser, hall: Hall, content: bytes, name: str = "borvia.docx") -> Any:
    """Sends a file from the page that is there for it."""
    page = f"{hall.at}/returned"
    return window.submit(page, hidden_fields(window.get(page).text, page), files={"file": (name, content)})


def confirm(window: Browser, shown: Any, **typed: str) -> Any:
    """Sends the form with what it proposes, but for what is typed."""
    address = shown.url.path.removesuffix("/confirm")
    return window.submit(f"{address}/confirm", fields_of(shown) | typed)


def fields_of(shown: Any) -> dict[str, str]:
    """What the form of the findings would send as it stands."""
    address = shown.url.path.removesuffix("/confirm")
    (form,) = [each for each in html.fromstring(shown.text).xpath("//form") if each.action == f"{address}/confirm"]
    return {name: (value or "").removeprefix("\n") for name, value in form.form_values()}


def findings_of(shown: Any) -> list[str]:
    """The words of each finding on a page."""
    found = html.fromstring(shown.text).xpath("//article[contains(@class, 'finding')]")
    return [" ".join(each.text_content().split()) for each in found]


def words_of(shown: Any) -> str:
    """All that can be read on a page, in one line."""
    (main,) = html.fromstring(shown.text).xpath("//main")
    return " ".join(main.text_content().split())


def notes_of(shown: Any) -> list[str]:
    """What the page says in its notices."""
    notes = html.fromstring(shown.text).xpath("//main//*[@role='alert']")
    return [" ".join(note.text_content().split()) for note in notes]


def next_round(hall: Hall, change: Callable[[], object]) -> None:
    """The chair closes the round, changes the text, tables it and opens a further round."""
    hall.talks.close_round(hall.forum.rows(Round)[0].id)
    change()
    hall.talks.table()
    hall.talks.open_round()
