"""Coming in, in Chromium, under the content-security policy."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_person_comes_in_and_goes_out_without_a_complaint(context, link_of, complaints):
    page = context.new_page()

    page.goto(link_of("head of Borvia"))
    assert "Head of delegation, Borvia" in page.inner_text("main")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("My statements")

    page.locator("details.who summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("You are signed out")
    assert complaints == []


def test_htmx_and_our_modules_load(context, link_of, complaints):
    page = context.new_page()
    page.goto(link_of("chair"))

    assert page.evaluate("typeof htmx") == "object"
    assert page.evaluate("htmx.config.noSwap") == [204, 304, "5xx"]
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    assert complaints == []


def test_policy_blocks_an_inline_script(context, link_of, complaints):
    page = context.new_page()
    page.goto(link_of("chair"))

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button id=b onclick=\"window.ran = 1\">x</button>')")
    page.locator("#b").click()

    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in complaints)


def test_everything_works_without_scripts(chromium, link_of):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(link_of("secretariat"))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="People").first.click()
    page.get_by_label("Name").fill("Ida Berg")
    page.get_by_label("Role").select_option("observer")
    page.get_by_role("button", name="Give access").click()

    expect(page.locator("main")).to_contain_text("Ida Berg")
    context.close()


def test_pages_do_not_scroll_sideways_on_a_small_phone(context, link_of, complaints, address):
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(link_of("secretariat"))
    page.get_by_role("button", name="Sign in").click()

    widths = {}
    for path in ("/", "/help", "/help/components", "/people", "/notices", "/begin"):
        page.goto(address + path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert {path: width for path, width in widths.items() if width > 320} == {}
    assert complaints == []
