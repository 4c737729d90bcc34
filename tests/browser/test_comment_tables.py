"""A delegation takes the form, fills it in offline, brings it back and confirms it; a chair takes a table."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import BrowserContext, Page
from tests.browser.test_pages_are_accessible import FAULTS, TOO_WIDE
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.models import Amendment, Comment

pytestmark = pytest.mark.browser

TWO = CLAUSES[2].replace("six hours", "two hours")
ROWS = (
    ("3", "te (essential)", "Rivers are quick.", TWO),
    ("5", "te", "", "Say which ferries, and since when exactly."),
    ("17", "ed", "On what is not there.", ""),
)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    talks = begin(forum)
    talks.table()
    talks.open_round()
    return talks


def sign_in(page: Page, link: str) -> None:
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def faults(page: Page, pictures: Path, name: str) -> list[str]:
    """What is wrong with the page on a desk and on a phone; leaves a picture of each."""
    found = []
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{name} at {width}: {fault}" for fault in page.evaluate(FAULTS)]
        if page.evaluate(TOO_WIDE):
            found.append(f"{name} is too wide at {width}")
        page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
    return found


def test_form_goes_out_and_comes_back_as_drafts(
    talks: Negotiation,
    address: str,
    link_of: Callable[[str], str],
    page: Page,
    complaints: list[str],
    tmp_path: Path,
) -> None:
    sign_in(page, link_of("expert of Galdria"))
    page.goto(f"{address}/statements/{talks.id}/comments")
    found = faults(page, tmp_path, "tables")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take the form").click()
    opened = docx.Document(BytesIO(taken.value.path().read_bytes()))
    for clause, kind, comment, proposed in ROWS:
        cells = opened.tables[0].add_row().cells
        cells[2].text, cells[4].text, cells[5].text, cells[6].text = clause, kind, comment, proposed
    opened.save(str(tmp_path / "form.docx"))

    page.get_by_label("The form, filled in").set_input_files(tmp_path / "form.docx")
    page.get_by_role("button", name="Read the form").click()
    page.get_by_role("heading", name="Is this what your delegation gives?").wait_for()
    found += faults(page, tmp_path, "form")
    first = page.get_by_role("region", name="Row 17")
    first.get_by_label("Keep it as").select_option("comment")
    first.get_by_label("On", exact=True).select_option(talks.clause(6))
    page.get_by_role("button", name="Keep as our drafts").click()
    page.wait_for_url("**/input")

    assert found == []
    assert complaints == []
    assert [row.wording for row in talks.forum.rows(Amendment)] == [TWO]
    assert {(row.part_id, row.text) for row in talks.forum.rows(Comment)} == {
        (talks.clause(6), "(17) On what is not there."),
        (talks.clause(5), "Proposed change: Say which ferries, and since when exactly."),
    }


def test_chair_takes_a_workbook(
    talks: Negotiation, address: str, link_of: Callable[[str], str], page: Page, complaints: list[str]
) -> None:
    sign_in(page, link_of("chair"))
    page.goto(f"{address}/statements/{talks.id}/comments")
    page.get_by_label("Excel").check()
    page.get_by_label("Codex form: paragraph by paragraph").check()

    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the table").click()

    assert taken.value.suggested_filename.endswith("-Zero-draft-comments.xlsx")
    assert complaints == []
