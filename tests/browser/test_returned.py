"""A returned file in Chromium: sent, looked through, corrected and kept, on a desk and on a phone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.test_pages_are_accessible import FAULTS, TOO_WIDE
from tests.cast import Forum
from tests.edited_file import EditedFile
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.giving_input import amend
from jointstatement.models import Amendment, Comment
from jointstatement.terms import CommentClass, Weight

pytestmark = pytest.mark.browser


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """An open round in which Borvia has a draft on clause 3 already."""
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
    file.adds_after("springs to the estuary", "We invite the schools along the river to watch its water")
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
    if "SHOTS" in os.environ:
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{os.environ['SHOTS']}/found-{width}.png", full_page=True)
