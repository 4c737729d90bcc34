"""A printed web page is complete, has real lists and footnotes, and carries nothing that a strict policy refuses."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES, documents

from jointstatement.documents.html import html_fragment, html_style_sheet, write_html
from jointstatement.documents.printed import printed_parts
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part
from jointstatement.text.wording import plain

_VOID = {"meta", "br"}


class Page(HTMLParser):
    """The outline of a page: tags that are open, attributes, words. Fails on a tag that is closed out of turn."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.words += data


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


SHORT = Document(
    (
        Part(PartKind.TITLE, "JOINT STATEMENT"),
        Part(PartKind.OPERATIVE, "We *welcome* the 4^th^ buoy", id="1" * 32),
        Part(PartKind.HEADING, "Tides", level=1),
        Part(PartKind.OPERATIVE, "We note", id="2" * 32),
        Part(PartKind.ITEM, "low <water>", level=1),
        Part(PartKind.ITEM, "high & higher[^a]", level=1),
        Part(PartKind.FOOTNOTE, "Measured at Tarn.", key="a"),
    )
)


def test_statement_is_an_article_with_lists_and_footnotes() -> None:
    assert html_fragment(SHORT, STYLES["numbered"]).splitlines() == [
        '<article class="statement style-numbered" lang="en">',
        "<h1>JOINT STATEMENT</h1>",
        '<ol class="operative" type="1">',
        f'<li id="part-{"1" * 32}"><p>We <em>welcome</em> the 4<sup>th</sup> buoy.</p>',
        "</li>",
        "</ol>",
        "<h2>Tides</h2>",
        '<ol class="operative" type="1" start="2">',
        f'<li id="part-{"2" * 32}"><p>We note:</p>',
        '<ol class="items-1" type="a">',
        "<li><p>low &lt;water&gt;; and</p>",
        "</li>",
        '<li><p>high &amp; higher<sup><a href="#footnote-6" id="reference-6" role="doc-noteref">1</a></sup>.</p>',
        "</li>",
        "</ol>",
        "</li>",
        "</ol>",
        '<ul class="footnotes" role="doc-endnotes">',
        '<li id="footnote-6"><sup><a href="#reference-6" role="doc-backlink">1</a></sup> Measured at Tarn.</li>',
        "</ul>",
        "</article>",
    ]


def test_o_we_is_a_list_whose_marker_is_in_the_style_sheet() -> None:
    assert '<ul class="operative">' in html_fragment(SHORT, STYLES["o-we"])
    assert '.style-o-we .operative { list-style-type: "Ø\\a0\\a0"; }' in html_style_sheet(STYLES["o-we"])
    assert "Ø" not in html_fragment(SHORT, STYLES["o-we"])


def test_draft_counts_its_clauses() -> None:
    fragment = html_fragment(HARBOUR_DRAFT, STYLES["o-we"])

    assert '<ol class="operative-draft" type="1">' in fragment
    assert '<ol class="preambular-draft" type="1">' in fragment
    assert "<span>Delegations only</span><span>Rev.2</span>" in fragment


def test_page_has_language_title_and_no_script_or_style_attribute() -> None:
    page = Page(write_html(replace(HARBOUR, language="sl"), STYLES["o-we"]))

    assert page.tags[0] == ("html", {"lang": "sl"})
    assert "script" not in [tag for tag, _ in page.tags]
    assert {name for _, attributes in page.tags for name in attributes} <= {
        "charset", "class", "content", "href", "id", "lang", "name", "role", "start", "type"
    }  # fmt: skip


def test_fragment_has_neither_head_nor_style_sheet() -> None:
    tags = {tag for tag, _ in Page(html_fragment(HARBOUR, STYLES["o-we"])).tags}

    assert not tags & {"html", "head", "style", "body"}


def test_every_link_within_the_page_has_its_target_once() -> None:
    page = Page(write_html(HARBOUR, STYLES["o-we"]))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]

    assert len(ids) == len(set(ids))
    assert {attributes["href"] for tag, attributes in page.tags if tag == "a"} <= {f"#{one}" for one in ids}


def test_everything_round_the_text_is_printed() -> None:
    words = Page(write_html(HARBOUR, STYLES["o-we"])).words.split("\n")

    for line in (
        "Harbour Forum",
        "Adopted in Tarn on 3 June 2031",
        "Ada RoeFor Pelland",
        "Reservations and statements",
        "Quay reserves its position.",
        "List of participants",
        "Ada RoeRear AdmiralPelland",
    ):
        assert line in words


@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_any_statement_is_a_well_formed_page_with_all_its_words(style: str) -> None:
    @settings(max_examples=20)
    @given(documents(style=style))
    def has_its_words(document: Document) -> None:
        words = squeezed(Page(write_html(document, STYLES[style])).words)
        for printed in printed_parts(document, STYLES[style]):
            for line in plain(printed.part.wording).split("\n"):
                if "[^" not in printed.part.wording:
                    assert squeezed(line) in words

    has_its_words()
