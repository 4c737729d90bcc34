"""The way to the published file in Chromium: with scripts for everybody, and without them for a delegate."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.cast import Forum, begin

from jointstatement.documents.files import read_file
from jointstatement.terms import PartKind

pytestmark = pytest.mark.browser

FIRST = "We reaffirm that the river is shared"
SECOND = "We agree to read the gauges every morning"
PROPOSED = "We agree to read the gauges every hour"

OpenWindow = Callable[..., Page]


@pytest.fixture
def window(
    chromium: Browser, address: str, link_of: Callable[[str], str], complaints: list[str]
) -> Iterator[OpenWindow]:
    """Opens a browser of its own for somebody, who signs in; or for nobody."""
    opened = []

    def open_window(who: str = "", *, scripts: bool = True) -> Page:
        context = chromium.new_context(base_url=address, java_script_enabled=scripts)
        opened.append(context)
        # What the content-security policy blocks is an error in the console too.
        context.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        context.on("weberror", lambda fault: complaints.append(str(fault.error)))
        page = context.new_page()
        if who:
            page.goto(link_of(who))
            page.get_by_role("button", name="Sign in").click()
        return page

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def statement(forum: Forum) -> str:
    """The address of a draft of two clauses."""
    return f"/statements/{begin(forum, FIRST, SECOND)}"


def test_text_goes_from_a_round_to_the_published_file(
    window: OpenWindow, statement: str, complaints: list[str], tmp_path: Path
) -> None:
    chair = window("chair")
    _tables(chair, statement)
    _opens_a_round(chair, statement)

    borvia = window("head of Borvia")
    _types_a_proposal(borvia, statement)
    # The redline follows while one types, before anything is saved.
    _sees_the_redline(borvia)
    borvia.get_by_role("button", name="Save", exact=True).click()
    expect(borvia.get_by_text("Only your delegation sees it until")).to_be_visible()
    _submits(borvia)

    chair.goto(f"{statement}/rounds")
    chair.get_by_text("Close it before its hour").click()
    chair.get_by_role("button", name="Close round 1 now").click()
    chair.goto(f"{statement}/decide")
    chair.get_by_role("link", name="Begin with Clause 2").click()
    chair.get_by_role("button", name="Reflect as proposed").click()
    expect(chair.get_by_text("Its words went into the working text.")).to_be_visible()
    _tables(chair, statement)

    chair.goto(f"{statement}/steps/to_consensus")
    chair.get_by_role("button", name="Bring the text to consensus").click()
    chair.goto(f"{statement}/adoption")
    chair.get_by_role("link", name="Declare consensus").click()
    chair.get_by_label("Found in the room").check()
    chair.get_by_role("button", name="Declare consensus").click()
    chair.get_by_role("link", name="Declare adoption").click()
    chair.get_by_label("Place of adoption").fill("Port Alder")
    chair.get_by_role("button", name="Declare adoption").click()
    chair.get_by_role("link", name="Publish").click()
    chair.get_by_role("button", name="Publish").click()
    published = chair.get_by_role("link", name="the public page").get_attribute("href")

    public = window()
    public.goto(str(published))
    with public.expect_download() as download:
        public.get_by_role("link", name="Word").click()
    download.value.save_as(tmp_path / "adopted.docx")
    read = read_file((tmp_path / "adopted.docx").read_bytes(), "adopted.docx").document
    assert [part.wording for part in read.parts if part.kind is PartKind.OPERATIVE] == [FIRST, PROPOSED]
    assert complaints == []


def test_delegate_needs_no_script(window: OpenWindow, statement: str, complaints: list[str]) -> None:
    chair = window("chair")
    _tables(chair, statement)
    _opens_a_round(chair, statement)

    borvia = window("head of Borvia", scripts=False)
    _types_a_proposal(borvia, statement)
    borvia.get_by_role("button", name="Preview").click()
    _sees_the_redline(borvia)
    borvia.get_by_role("button", name="Save", exact=True).click()
    _submits(borvia)

    expect(borvia.get_by_text("Everything is submitted.")).to_be_visible()
    assert complaints == []


def _tables(chair: Page, statement: str) -> None:
    chair.goto(f"{statement}/tabling")
    chair.get_by_role("button", name="Table it", exact=True).click()


def _opens_a_round(chair: Page, statement: str) -> None:
    chair.goto(f"{statement}/rounds")
    chair.get_by_label("Until this day and hour").fill("2026-05-06T18:00")
    chair.get_by_role("button", name="Open the round").click()


def _types_a_proposal(delegate: Page, statement: str) -> None:
    delegate.goto(f"{statement}/parts/whole")
    delegate.locator(".rail-own").get_by_role("link", name="Clause 2:").click()
    delegate.get_by_text("Propose other words").click()
    delegate.get_by_role("textbox", name="Your wording", exact=True).fill(PROPOSED)


def _sees_the_redline(delegate: Page) -> None:
    expect(delegate.locator("#view del")).to_have_text("morning")
    expect(delegate.locator("#view ins")).to_have_text("hour")


def _submits(delegate: Page) -> None:
    delegate.get_by_role("link", name="Review and submit").first.click()
    delegate.get_by_role("button", name="Submit our input").click()
    expect(delegate.get_by_text("Your input is submitted.")).to_be_visible()
