"""The pages in Chromium, on a desk and on a phone: labels, headings, landmarks, focus, and no sideways scrolling."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.cast import Forum
from tests.negotiation import begin

pytestmark = pytest.mark.browser

FAULTS = """() => {
  const faults = [], seen = (selector) => [...document.querySelectorAll(selector)];
  if (!document.documentElement.lang) faults.push("no lang");
  if (seen("main").length !== 1) faults.push("not one main");
  if (seen("h1").length !== 1) faults.push("not one h1");
  const ids = seen("[id]").map((each) => each.id);
  for (const id of new Set(ids.filter((id, n) => ids.indexOf(id) !== n))) faults.push("twice: " + id);
  for (const each of seen("input:not([type=hidden]), select, textarea"))
    if (!each.labels.length && !each.ariaLabel) faults.push("no label: " + each.name);
  for (const each of seen("a, button"))
    if (!each.textContent.trim() && !each.ariaLabel && !each.querySelector("[aria-label]"))
      faults.push("no name: " + each.outerHTML);
  if (seen("[tabindex]").some((each) => each.tabIndex > 0)) faults.push("positive tabindex");
  let level = 0;
  for (const each of seen("h1, h2, h3, h4, h5, h6")) {
    const next = Number(each.tagName[1]);
    if (level && next > level + 1) faults.push("heading skips: " + each.textContent);
    level = next;
  }
  return faults;
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize("who", ["chair", "secretariat", "head of Borvia", "observer"])
def test_pages_have_names_an_order_and_room(
    forum: Forum, address: str, link_of: Callable[[str], str], page: Page, complaints: list[str], who: str
):
    text = begin(forum)
    text.table()
    page.goto(link_of(who))
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    whole = f"/statements/{text.id}"
    pages = ["/", "/notices", "/help", whole, f"{whole}/revisions"]
    if who != "observer":
        pages += [f"{whole}/{name}" for name in ("rounds", "positions", "silence", "adoption", "record", "files")]
    if who in ("chair", "secretariat"):
        pages += ["/begin", "/body", f"{whole}/draft", f"{whole}/decide", f"{whole}/adoption/furniture"]

    found = {}
    for path in pages:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address + path)
        faults = page.evaluate(FAULTS)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate(TOO_WIDE):
                faults.append(f"too wide at {width}")
        if faults:
            found[path] = faults

    assert found == {}
    assert complaints == []


def test_focus_stays_where_it_was_after_a_swap(forum: Forum, address: str, link_of: Callable[[str], str], page: Page):
    text = begin(forum)
    text.table()
    page.goto(link_of("chair"))
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    page.goto(f"{address}/statements/{text.id}")

    page.locator("#view-revision").press("Enter")
    page.wait_for_url("**view=revision")
    page.locator("#view-revision[aria-current]").wait_for()

    assert page.evaluate("document.activeElement.id") == "view-revision"
