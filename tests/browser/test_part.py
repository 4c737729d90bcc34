"""Giving input, the matrix and deciding in Chromium: what swaps, what works without scripts, and no rule is broken."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.models import Amendment, PositionTaken
from jointstatement.terms import CommentClass, Position, Visibility, Weight

pytestmark = pytest.mark.browser


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """An open round in which Galdria has proposed other words for clause 3."""
    talks = begin(forum)
    talks.table()
    talks.open_round(Visibility.OPEN)
    head = forum.head("Galdria")
    forum.act(
        amend,
        talks.id,
        talks.clause(3),
        wording=CLAUSES[2].replace("six hours", "two hours"),
        reason="",
        weight=Weight.PREFERRED,
        by=head,
    )
    forum.act(submit_input, talks.id, by=head)
    return talks


def come_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="My statements").first.wait_for()


def test_redline_follows_the_typing_and_the_press_saves_it(
    forum: Forum,
    talks: Negotiation,
    context: BrowserContext,
    link_of: Callable[[str], str],
    address: str,
    complaints: list[str],
) -> None:
    page = context.new_page()
    come_in(page, link_of("head of Borvia"))
    page.goto(f"{address}/statements/{talks.id}/parts/{talks.clause(3)}")
    page.get_by_text("Propose other words").click()
    box = page.get_by_label("Your wording", exact=True)

    box.fill(CLAUSES[2].replace("six hours", "three hours"))

    expect(page.locator("#view ins")).to_have_text("three")
    expect(page.locator("#view .notice")).to_contain_text("changes the same words: “six”.")
    expect(box).to_be_focused()
    page.get_by_text("Can live with it").click()
    page.get_by_role("button", name="Save and go to Clause 4").click()
    page.wait_for_url(f"{address}/statements/{talks.id}/parts/{talks.clause(4)}?saved=yes")
    assert [row.position for row in forum.rows(PositionTaken)] == [Position.CAN_LIVE_WITH]
    own = forum.rows(Amendment, delegation_id=forum.delegations["Borvia"])
    assert [row.wording for row in own] == [CLAUSES[2].replace("six hours", "three hours")]
    assert complaints == []


def test_a_delegate_gives_and_submits_without_scripts(
    forum: Forum, talks: Negotiation, chromium: Browser, link_of: Callable[[str], str], address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    come_in(page, link_of("head of Borvia"))
    page.goto(f"{address}/statements/{talks.id}/parts/{talks.clause(3)}")
    page.get_by_text("Propose other words").click()
    page.get_by_label("Your wording", exact=True).fill(CLAUSES[2].replace("six hours", "three hours"))
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#view ins")).to_have_text("three")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Review and submit").first.click()
    page.get_by_role("button", name="Submit our input").click()

    expect(page.get_by_text("Your input is submitted.").first).to_be_visible()
    own = forum.rows(Amendment, delegation_id=forum.delegations["Borvia"])
    assert [row.submitted_at is None for row in own] == [False]
    context.close()


def test_filter_swaps_the_table_and_can_be_gone_back_to(
    talks: Negotiation, context: BrowserContext, link_of: Callable[[str], str], address: str, complaints: list[str]
) -> None:
    page = context.new_page()
    come_in(page, link_of("chair"))
    page.goto(f"{address}/statements/{talks.id}/positions")

    page.get_by_text("Contested (1)").click()

    page.wait_for_url("**parts=contested**")
    expect(page.locator("table.matrix thead th")).to_have_count(2)
    page.go_back()
    expect(page.locator("table.matrix thead th")).to_have_count(8)
    assert complaints == []


def test_chair_reflects_with_changes(
    forum: Forum,
    talks: Negotiation,
    context: BrowserContext,
    link_of: Callable[[str], str],
    address: str,
    complaints: list[str],
) -> None:
    talks.close_round(talks.forum.rows(Amendment)[0].round_id)
    page = context.new_page()
    come_in(page, link_of("chair"))
    page.goto(f"{address}/statements/{talks.id}/decide")
    page.get_by_role("link", name="Begin with Clause 3").click()
    page.get_by_role("link", name="Reflect with changes").click()

    page.get_by_label("Text", exact=True).fill(CLAUSES[2].replace("six hours", "four hours"))
    expect(page.locator("#redline ins")).to_have_text("four")
    page.get_by_role("button", name="Reflect in Rev.1").click()

    expect(page.get_by_text("Its words went into the working text.")).to_be_visible()
    assert talks.wording(talks.clause(3)) == CLAUSES[2].replace("six hours", "four hours")
    assert complaints == []


@pytest.mark.parametrize("place", ["", "parts/{clause}", "parts/whole", "input", "positions"])
def test_pages_do_not_scroll_sideways_on_a_small_phone(
    forum: Forum, talks: Negotiation, context: BrowserContext, link_of: Callable[[str], str], address: str, place: str
) -> None:
    for part_id in (talks.clause(3), None):
        remark = {"part_id": part_id, "comment_class": CommentClass.EDITORIAL, "text": "gauge" * 50}
        forum.act(comment_on, talks.id, **remark, by=forum.head("Borvia"))
    forum.act(submit_input, talks.id, by=forum.head("Borvia"))
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    come_in(page, link_of("head of Borvia"))

    page.goto(f"{address}/statements/{talks.id}/{place.format(clause=talks.clause(3))}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_words_that_were_only_looked_at_stay_on_the_device(
    forum: Forum, talks: Negotiation, context: BrowserContext, link_of: Callable[[str], str], address: str
) -> None:
    page = context.new_page()
    come_in(page, link_of("head of Borvia"))
    page.goto(f"{address}/statements/{talks.id}/parts/{talks.clause(3)}")
    page.get_by_text("Propose other words").click()
    page.get_by_label("Your wording", exact=True).fill(CLAUSES[2].replace("six hours", "three hours"))

    page.get_by_role("button", name="Preview").click()
    page.wait_for_url(f"{address}/statements/{talks.id}/parts/{talks.clause(3)}/preview")
    after_preview = page.evaluate("localStorage.length")
    page.goto(f"{address}/statements/{talks.id}/positions")
    after_leaving = page.evaluate("localStorage.length")

    assert (after_preview, after_leaving) == (1, 1)
    assert forum.rows(Amendment, delegation_id=forum.delegations["Borvia"]) == []


def test_words_kept_on_the_device_are_offered_to_nobody_else(
    forum: Forum, talks: Negotiation, context: BrowserContext, link_of: Callable[[str], str], address: str
) -> None:
    offers = {}
    for who in ("head of Borvia", "head of Istara", "head of Borvia"):
        context.clear_cookies()
        page = context.new_page()
        come_in(page, link_of(who))
        page.goto(f"{address}/statements/{talks.id}/parts/{talks.clause(3)}")
        page.get_by_text("Propose other words").click()
        offers[who] = page.locator("[data-take]").count()
        page.get_by_label("Your wording", exact=True).fill(f"We think as the {who} does")
        page.close()

    assert offers == {"head of Borvia": 1, "head of Istara": 0}


def test_words_kept_on_the_device_go_when_they_have_arrived(
    forum: Forum, talks: Negotiation, context: BrowserContext, link_of: Callable[[str], str], address: str
) -> None:
    page = context.new_page()
    come_in(page, link_of("head of Borvia"))
    page.goto(f"{address}/statements/{talks.id}/parts/{talks.clause(3)}")
    page.get_by_text("Propose other words").click()
    page.get_by_label("Your wording", exact=True).fill(CLAUSES[2].replace("six hours", "three hours"))
    assert page.evaluate("localStorage.length") == 1

    page.get_by_role("button", name="Save and go to Clause 4").click()
    page.wait_for_url(f"{address}/statements/{talks.id}/parts/{talks.clause(4)}?saved=yes")

    assert page.evaluate("localStorage.length") == 0


def test_words_kept_on_the_device_stay_when_they_were_lost_on_the_way(
    forum: Forum, talks: Negotiation, context: BrowserContext, link_of: Callable[[str], str], address: str
) -> None:
    page, clause = context.new_page(), f"{address}/statements/{talks.id}/parts/{talks.clause(3)}"
    come_in(page, link_of("head of Borvia"))
    page.goto(clause)
    page.get_by_text("Propose other words").click()
    page.get_by_label("Your wording", exact=True).fill(CLAUSES[2].replace("six hours", "three hours"))
    page.route(clause, lambda route: route.abort())

    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Save and go to Clause 4").click()
    page.unroute(clause)
    page.route("**/elsewhere", lambda route: route.fulfill(status=303, headers={"location": clause}))
    page.goto(f"{address}/elsewhere")

    assert page.locator("[data-take]").count() == 1
    assert forum.rows(Amendment, delegation_id=forum.delegations["Borvia"]) == []
