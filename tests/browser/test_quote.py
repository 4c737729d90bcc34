"""A comment on words in Chromium: they are selected in the text, with the mouse, the keyboard or a finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.browser.test_part import come_in
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.giving_input import comment_on, submit_input
from jointstatement.models import Comment
from jointstatement.terms import CommentClass, Visibility

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """An open round in which Galdria has asked what a reading is, and Borvia has proposed nothing yet."""
    talks = begin(forum)
    talks.table()
    talks.open_round(Visibility.OPEN)
    head = forum.head("Galdria")
    forum.act(
        comment_on,
        talks.id,
        part_id=talks.clause(3),
        comment_class=CommentClass.TECHNICAL,
        text="Of which ones?",
        quoted="readings of our gauges",
        by=head,
    )
    forum.act(submit_input, talks.id, by=head)
    return talks


def clause_before(page: Page, link: str, address: str, talks: Negotiation) -> Locator:
    """The page of clause 3, and its words as one box."""
    come_in(page, link)
    page.goto(f"{address}/statements/{talks.id}/parts/{talks.clause(3)}")
    return page.get_by_role("group", name="The words of this part")


def drag_over(page: Page, first: str, last: str) -> None:
    """Selects with the mouse from amid one word of the text to amid another."""
    page.evaluate(
        'void document.querySelector("[data-quotable]").scrollIntoView({block: "center", behavior: "instant"})'
    )
    places = page.evaluate(
        """words => words.map(word => {
          const walker = document.createTreeWalker(document.querySelector("[data-quotable]"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(word);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at + 1);
            range.setEnd(node, at + word.length - 1);
            const box = range.getBoundingClientRect();
            return [[box.left, box.top + box.height / 2], [box.right, box.top + box.height / 2]];
          }
        })""",
        [first, last],
    )
    page.mouse.move(*places[0][0])
    page.mouse.down()
    page.mouse.move(*places[1][1], steps=6)
    page.mouse.up()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_words_selected_with_the_mouse_are_what_the_comment_is_about(
    forum: Forum,
    talks: Negotiation,
    context: BrowserContext,
    link_of: Callable[[str], str],
    address: str,
    complaints: list[str],
    size: dict[str, int],
) -> None:
    page = context.new_page()
    page.set_viewport_size(size)
    clause_before(page, link_of("head of Borvia"), address, talks)
    button, field = page.get_by_role("button", name="Comment on these words"), page.get_by_label("On these words")
    page.get_by_text("Propose other words").click()
    page.get_by_label("Your wording", exact=True).fill(CLAUSES[2].replace("six hours", "three short hours"))
    expect(page.locator("#view ins")).to_have_text("three short")

    button.click()
    expect(page.locator("#quote-said")).to_have_text("Select some words of the text above first.")
    # Over words that are marked, that would go and that would come: those of the text count.
    drag_over(page, "gauges", "hours")
    button.click()

    expect(field).to_have_value("gauges every six hours")
    expect(page.get_by_label("Comment", exact=True)).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.keyboard.type("Too seldom?")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**?saved=yes")
    (comment,) = forum.rows(Comment, delegation_id=forum.delegations["Borvia"])
    assert (comment.text, comment.quoted) == ("Too seldom?", "gauges every six hours")
    page.locator(f"#words-{comment.id}").click()
    expect(page.locator(":target")).to_contain_text("Too seldom?")
    page.get_by_role("link", name="On gauges every six hours").click()
    expect(page.locator(":target")).to_have_text("Borvia")
    assert complaints == []


def test_words_are_selected_with_the_keyboard_alone(
    talks: Negotiation, context: BrowserContext, link_of: Callable[[str], str], address: str, complaints: list[str]
) -> None:
    page = context.new_page()
    words = clause_before(page, link_of("head of Borvia"), address, talks)
    said, field = page.locator("#quote-said"), page.get_by_label("On these words")

    words.focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("We")
    page.keyboard.press("End")
    page.keyboard.press("Shift+ArrowLeft")
    expect(said).to_have_text("water rises")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(said).to_have_text("when")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(said).to_have_text("within")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(said).to_have_text("within the hour")
    page.keyboard.press("Enter")

    expect(field).to_have_value("within the hour")
    expect(page.get_by_label("Comment", exact=True)).to_be_focused()
    words.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("These words stand there more than once.")
    expect(field).to_have_value("within the hour")
    assert complaints == []


def test_finger_on_the_button_keeps_the_words_that_it_lets_go(
    chromium: Browser, talks: Negotiation, link_of: Callable[[str], str], address: str
) -> None:
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport=NARROW)
    page = context.new_page()
    clause_before(page, link_of("head of Borvia"), address, talks)
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector("[data-quotable]"), NodeFilter.SHOW_TEXT);
          let node = walker.nextNode();
          while (!node.data.includes("six")) node = walker.nextNode();
          getSelection().setBaseAndExtent(node, node.data.indexOf("six"), node, node.data.indexOf("six") + 9);
          document.querySelector("#quote button").addEventListener("pointerup", () => getSelection().empty());
        }"""
    )

    page.get_by_role("button", name="Comment on these words").tap()

    expect(page.get_by_label("On these words")).to_have_value("six hours")
    context.close()


def test_without_scripts_the_words_are_typed(
    chromium: Browser, forum: Forum, talks: Negotiation, link_of: Callable[[str], str], address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    come_in(page, link_of("head of Borvia"))
    page.goto(f"{address}/statements/{talks.id}/parts/{talks.clause(3)}")

    expect(page.get_by_role("button", name="Comment on these words")).to_be_hidden()
    page.get_by_text("Add a comment").click()
    page.get_by_label("Comment", exact=True).fill("Too seldom?")
    page.get_by_label("On these words").fill("six  hours")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("mark", has_text="six hours")).to_have_count(1)
    assert [row.quoted for row in forum.rows(Comment, delegation_id=forum.delegations["Borvia"])] == ["six hours"]
    context.close()
