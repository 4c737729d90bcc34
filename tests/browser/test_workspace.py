"""The statement's page in Chromium: views swap in place, words are compared while one types, no rule is broken."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.drafting import reword_part
from jointstatement.actions.persons import issue_link

pytestmark = pytest.mark.browser


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    """A text with two revisions, of which the second shares its readings more often."""
    text = begin(forum)
    text.table()
    third = text.clause(3)
    forum.act(
        reword_part,
        text.id,
        third,
        wording=CLAUSES[2].replace("six", "three"),
        expected=text.version(third),
        by=forum.chair,
    )
    text.table()
    return text


@pytest.fixture
def chairs_page(forum: Forum, address: str, chromium: Browser) -> Iterator[Page]:
    """A page in which the chair has signed in; whatever a browser complains of fails the test."""
    complaints: list[str] = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/sign-in/{forum.database.write_and_wait(issue_link, forum.persons['chair'], by=None)}")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"{address}/")
    yield page
    context.close()
    assert complaints == []


def test_view_is_swapped_in_place(text: Negotiation, chairs_page: Page, address: str) -> None:
    chairs_page.goto(f"{address}/statements/{text.id}")
    chairs_page.get_by_role("link", name="Since Zero draft").click()

    expect(chairs_page.locator("#text del")).to_have_text("six")
    expect(chairs_page.locator("#text ins")).to_have_text("three")
    expect(chairs_page.locator("#text [aria-current]")).to_have_text("Since Zero draft")


def test_redline_follows_the_typing_and_saving_keeps_the_words(
    text: Negotiation, chairs_page: Page, address: str
) -> None:
    part = text.clause(1)
    chairs_page.goto(f"{address}/statements/{text.id}/draft")
    box = chairs_page.locator(f"#w-{part}")
    box.fill(CLAUSES[0].replace("hospitality", "patience"))
    box.press("End")

    expect(chairs_page.locator(f"#change-{part} ins")).to_have_text("patience")
    chairs_page.locator(f"#p-{part}").get_by_role("button", name="Save").click()
    chairs_page.wait_for_url(f"{address}/statements/{text.id}/draft#p-{part}")
    assert "patience" in text.wording(part)
