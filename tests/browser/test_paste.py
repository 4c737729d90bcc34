"""A text copied out of Word is pasted in Chromium, with the marks and footnotes that a box of plain text would lose."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.test_pages_are_accessible import FAULTS, TOO_WIDE
from tests.browser.test_part import come_in
from tests.cast import Forum
from tests.documents.copied import copied, listed

from jointstatement.models import Statement, WorkingPart

pytestmark = pytest.mark.browser

HTML = copied(
    listed("Ø", "We welcome the 6<sup>th</sup> register of quays;", conditional="<!--[{}]-->"),
    listed("Ø", "We thank Tarn for its <i>hospitality</i>.", conditional="<!--[{}]-->"),
)
BARE = (
    "JOINT STATEMENT\r\nThe members of the Riverine Cooperation Forum met in Tarn on 3 June 2031 and concluded as "
    "follows:\r\n\r\nØ\tWe welcome the 6th register of quays;\r\nØ\tWe thank Tarn for its hospitality.\r\n"
)
COPY = """([html, text]) => document.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
}, { once: true })"""
WITH_IT = "What Word copied with the words comes with them: the marks of lists, footnotes, raised letters."
CHANGED = "You changed the words, so they are read as they stand in the box."


@pytest.fixture
def page(forum: Forum, context: BrowserContext, link_of: Callable[[str], str], address: str) -> Page:
    """The chair, where a statement begins, with a text of Word on the clipboard."""
    page = context.new_page()
    come_in(page, link_of("chair"))
    page.goto(f"{address}/begin")
    page.evaluate(COPY, [HTML, BARE])
    page.keyboard.press("ControlOrMeta+c")
    return page


def test_paste_brings_along_what_word_copied(forum: Forum, page: Page, complaints: list[str]) -> None:
    box = page.get_by_label("Or paste the text here")
    box.press("ControlOrMeta+v")
    expect(box).to_have_value(BARE.replace("\r\n", "\n"))
    expect(page.get_by_text(WITH_IT)).to_be_visible()

    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_role("heading", name="Is this the text?")).to_be_visible()
    page.get_by_role("button", name="Begin with this text").click()

    expect(page.get_by_role("heading", name="JOINT STATEMENT").first).to_be_visible()
    (statement,) = forum.rows(Statement)
    parts = sorted(forum.rows(WorkingPart, statement_id=statement.id), key=lambda part: part.place_in_order)
    assert [part.wording for part in parts[2:]] == [
        "We welcome the 6^th^ register of quays",
        "We thank Tarn for its *hospitality*",
    ]
    assert complaints == []


def test_words_that_were_changed_after_the_paste_are_read_as_they_stand(page: Page) -> None:
    box, source = page.get_by_label("Or paste the text here"), page.locator("[name=pasted_html]")
    box.press("ControlOrMeta+v")
    expect(source).to_have_value(HTML)

    box.press("End")
    box.press_sequentially(" ")
    expect(source).to_have_value("")
    expect(page.get_by_text(CHANGED)).to_be_visible()
    box.press("ControlOrMeta+z")
    expect(source).to_have_value(HTML)
    box.press("ControlOrMeta+v")
    expect(source).to_have_value("")
    box.press("ControlOrMeta+a")
    box.press("ControlOrMeta+v")
    expect(source).to_have_value(HTML)
    box.fill(BARE.replace("quays", "ferries"))
    page.get_by_role("button", name="Read the text").click()

    expect(page.get_by_text("We welcome the 6th register of ferries")).to_be_visible()


def test_page_that_comes_back_still_has_the_paste(page: Page, address: str, complaints: list[str]) -> None:
    """Tracked changes are in what Word copies, too; which text is meant is asked, and nothing need be pasted again."""
    tracked = HTML.replace("We welcome", "We <ins>welcome</ins><del>note</del>")
    page.evaluate(COPY, [tracked, BARE])
    page.keyboard.press("ControlOrMeta+c")
    page.get_by_label("Or paste the text here").press("ControlOrMeta+v")
    page.get_by_role("button", name="Read the text").click()

    expect(page.get_by_text("tracked changes that are still open").first).to_be_visible()
    expect(page.get_by_text(WITH_IT)).to_be_visible()
    faults = page.evaluate(FAULTS)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(TOO_WIDE):
            faults.append(f"too wide at {width}")
    page.get_by_label("Tracked changes").select_option("rejected")
    page.get_by_role("button", name="Read the text").click()

    expect(page.get_by_text("We note the 6th register of quays")).to_be_visible()
    assert faults == []
    assert [each for each in complaints if "422" not in each] == []
