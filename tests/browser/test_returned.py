"""A returned file in Chromium: sent, looked through, corrected and kept, on a desk and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.test_pages_are_accessible import FAULTS, TOO_WIDE
from tests.cast import Forum
from tests.edited_file import EditedFile
from tests.negotiation import CLAUSES, Negotiation, begin
from tests.returning import wait_with

from jointstatement.models import Amendment, Comment
from jointstatement.terms import AmendmentKind, Weight
from jointstatement.text.findings import Finding, FindingKind
from jointstatement.text.rolling import Author

pytestmark = pytest.mark.browser

SCHOOLS = "We invite the schools along the river to watch its water"


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """The zero draft in an open round."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    return talks


@pytest.fixture
def page(context: BrowserContext, link_of: Callable[[str], str], address: str, talks: Negotiation) -> Page:
    """The head of Borvia, where a file is brought back."""
    page = context.new_page()
    page.goto(link_of("head of Borvia"))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="My statements").first.wait_for()
    page.goto(f"{address}/statements/{talks.id}/returned")
    return page


def edited(page: Page, tmp_path: Path) -> Path:
    """The text as it was taken along and edited, on this person's disk."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Zero draft as a Word file").click()
    file = EditedFile(download.value.path().read_bytes())
    file.rewords("six hours", "three hours").retypes("the bridges whose clearance", "all bridges whose height")
    file.remarks("hospitality", "Should the town be thanked as well?").deletes("We will meet again")
    file.adds_after("springs to the estuary", SCHOOLS)
    path = tmp_path / "borvia.docx"
    path.write_bytes(file.data)
    return path


def test_file_is_brought_back_corrected_and_kept(
    forum: Forum, page: Page, talks: Negotiation, tmp_path: Path, complaints: list[str]
) -> None:
    path = edited(page, tmp_path)
    page.get_by_label("Word file").set_input_files(path)
    page.get_by_role("button", name="Compare the file").click()
    expect(page.get_by_role("heading", name="What is in your file?")).to_be_visible()
    clause = page.get_by_role("article", name="Clause 3: other words")

    clause.get_by_text("Correct the place or the words").click()
    expect(clause.get_by_label("Comment", exact=True).last).to_be_hidden()  # it is kept as an amendment
    clause.get_by_label("How much does it matter?").select_option("essential")
    page.get_by_role("article", name="Clause 6: deleted").get_by_label("Nothing").check()
    page.get_by_role("button", name="Keep these as our drafts").click()

    expect(page.get_by_role("heading", name="The input of Borvia to Zero draft")).to_be_visible()
    amendments = {row.wording: (row.kind, row.part_id, row.weight) for row in forum.rows(Amendment)}
    three_hours = CLAUSES[2].replace("six hours", "three hours")
    all_bridges = CLAUSES[3].replace("the bridges whose clearance", "all bridges whose height")
    assert amendments == {
        three_hours: (AmendmentKind.REPLACE, talks.clause(3), Weight.ESSENTIAL),
        all_bridges: (AmendmentKind.REPLACE, talks.clause(4), Weight.PREFERRED),
        SCHOOLS: (AmendmentKind.ADD_AFTER, talks.clause(2), Weight.PREFERRED),
    }
    assert {row.part_id for row in forum.rows(Comment)} == {talks.clause(1)}
    assert complaints == []


def test_unsure_finding_asks_for_a_choice_before_it_is_sent(
    forum: Forum, page: Page, talks: Negotiation, address: str
) -> None:
    upload_id = wait_with(talks, forum.head("Borvia"), *every_kind(talks))
    page.goto(f"{address}/statements/{talks.id}/returned/{upload_id}")

    page.get_by_role("button", name="Keep these as our drafts").click()

    assert page.evaluate("document.activeElement.name") == "keep_1"
    assert forum.rows(Amendment) == []


def test_pages_have_names_an_order_and_room(
    forum: Forum, page: Page, talks: Negotiation, address: str, complaints: list[str]
) -> None:
    upload_id = wait_with(talks, forum.head("Borvia"), *every_kind(talks), is_origin_known=False)
    found = {}
    for place in ("", f"/{upload_id}"):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{address}/statements/{talks.id}/returned{place}")
        page.evaluate("document.querySelectorAll('main details').forEach((each) => each.open = true)")
        faults = page.evaluate(FAULTS)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate(TOO_WIDE):
                faults.append(f"too wide at {width}")
        found[place] = faults

    assert found == {"": [], f"/{upload_id}": []}
    assert complaints == []


def every_kind(talks: Negotiation) -> list[Finding]:
    """One finding of each kind, the first of them unsure."""
    third, by = talks.clause(3), (Author("Mira Sand"), Author("Istara"))
    changed = CLAUSES[2].replace("six hours", "three hours")
    return [
        Finding(FindingKind.REWORDED, third, wording=changed, by=by, why_unsure="Little of it is alike.", ending="!"),
        *(
            Finding(kind, third, (talks.clause(4),), wording=changed, further=(changed,), remark="Why?", by=by)
            for kind in FindingKind
        ),
    ]
