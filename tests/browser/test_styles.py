"""A style of the body's own, sent, looked at and used in Chromium, on a desk and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from tests.browser.test_pages_are_accessible import FAULTS, TOO_WIDE
from tests.cast import Forum
from tests.documents.examples import STYLE_FOLDERS
from tests.documents.test_own_style import renamed

from jointstatement.documents.style import template_of_style

pytestmark = pytest.mark.browser


def test_style_is_sent_looked_at_and_used(
    forum: Forum,
    address: str,
    link_of: Callable[[str], str],
    context: BrowserContext,
    complaints: list[str],
    tmp_path: Path,
):
    page = context.new_page()
    faults: list[str] = []

    def look() -> None:
        page.wait_for_load_state()
        for width in (1440, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            faults.extend([*page.evaluate(FAULTS), *([f"{page.url} too wide at {width}"] * page.evaluate(TOO_WIDE))])

    def send(content: bytes) -> None:
        (tmp_path / "style.docx").write_bytes(content)
        page.get_by_label("Title").fill("Letterhead")
        page.get_by_label("Rules").select_option("o-we")
        page.get_by_label("Word file").set_input_files(tmp_path / "style.docx")
        page.get_by_role("button", name="Check the file").click()

    page.goto(link_of("secretariat"))
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    page.goto(f"{address}/body")
    page.get_by_role("link", name="Statement styles of your own").click()
    page.wait_for_load_state()
    send(renamed("JS Title", "JS Note"))
    expect(page.get_by_role("alert")).to_contain_text("JS Title, JS Note")
    look()
    # That the form came back with 422 is what the browser notes.
    complaints.clear()
    send(template_of_style("o-we", STYLE_FOLDERS))
    expect(page.get_by_role("heading", level=1)).to_have_text("Letterhead")
    look()
    with page.expect_download() as taken:
        page.get_by_role("link", name="As adopted").click()
    assert taken.value.suggested_filename == "example.docx"
    page.get_by_role("button", name="Use it for statements").click()
    expect(page.get_by_text("In use")).to_be_visible()
    look()

    assert (faults, complaints) == ([], [])
