"""Silence, adoption and the public page in Chromium."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.on_the_table import lay_on_the_table, reword, table_again

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.publishing import publish
from jointstatement.actions.silence import start_silence
from jointstatement.documents.files import print_document
from jointstatement.documents.style import load_style
from jointstatement.models import SilenceBreak
from jointstatement.queries.adopted import adopted_document
from jointstatement.settings import Settings
from jointstatement.terms import ConsensusBasis

pytestmark = pytest.mark.browser


@pytest.fixture
def text(forum):
    """A text whose first revision lies under silence for two days."""
    text = lay_on_the_table(forum)
    reword(forum, text.clauses[0], "We agree to measure the water level every evening")
    table_again(forum, text)
    forum.act(
        start_silence,
        text.id,
        due_at=forum.hour.now + timedelta(days=2),
        due_as_typed="typed",
        by=forum.chair,
    )
    return text


@pytest.fixture
def come_in(context, link_of):
    def open_for(who):
        page = context.new_page()
        page.goto(link_of(who))
        page.get_by_role("button", name="Sign in").click()
        return page

    return open_for


def test_head_breaks_silence_with_two_presses(forum, text, come_in, address, complaints):
    page = come_in("head of Borvia")
    page.goto(f"{address}/statements/{text.id}/silence")
    page.get_by_label("On what").select_option(text.clauses[0])
    page.get_by_label("Reason").fill("Our evenings are short.")
    page.get_by_role("button", name="Continue to confirm").click()

    expect(page.locator("#confirm-h")).to_have_text("Borvia breaks silence")
    assert forum.rows(SilenceBreak) == []
    page.get_by_role("button", name="Break silence").click()

    expect(page.locator("#silence-h")).to_have_text("Silence was broken")
    assert [row.reason for row in forum.rows(SilenceBreak)] == ["Our evenings are short."]
    assert complaints == []


def test_text_changes_its_view_in_place(text, come_in, address, complaints):
    page = come_in("head of Borvia")
    page.goto(f"{address}/statements/{text.id}/silence")
    page.get_by_label("Reason").fill("Half a sentence")

    page.get_by_role("link", name="Since Zero draft").click()

    expect(page.locator("#silence-text ins").first).to_contain_text("evening")
    assert page.get_by_label("Reason").input_value() == "Half a sentence"
    assert complaints == []


def test_everybody_reads_the_public_page_without_scripts(forum, chromium, address):
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=forum.hour.now.date(),
        fingerprint_seen=text.fingerprint,
        by=forum.chair,
    )
    with forum.database.reading() as session:
        document = adopted_document(session, forum.chair, text.id)
    content = print_document(document, load_style("o-we", Settings().all_style_folders), "docx")
    published = forum.act(publish, text.id, content=content, by=forum.chair)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{address}/published/{published}")
    page.set_input_files("#f-file", {"name": "copy.docx", "mimeType": "application/msword", "buffer": content})
    page.get_by_role("button", name="Check the file").click()

    expect(page.locator("#verdict-h")).to_have_text("This is the published file")
    assert page.locator("article.statement ul.operative > li").count() == 3
    assert context.cookies() == []
    context.close()


def test_pages_do_not_scroll_sideways_on_a_small_phone(text, come_in, address, complaints):
    page = come_in("secretariat")
    page.set_viewport_size({"width": 320, "height": 640})

    widths = {}
    for path in ("silence", "adoption", "adoption/consensus", "adoption/furniture", "workflow"):
        page.goto(f"{address}/statements/{text.id}/{path}")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    page.goto(f"{address}/body")
    widths["/body"] = page.evaluate("document.documentElement.scrollWidth")

    assert {path: width for path, width in widths.items() if width > 320} == {}
    assert complaints == []
