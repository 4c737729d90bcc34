"""A person's words as HTML: markup of ours, never of theirs."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.text.compare import compare
from jointstatement.text.wording import plain
from jointstatement.web.wording_html import render_redline, render_wording

OURS = {"em", "strong", "u", "sup", "br", "ins", "del", "a"}
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "*<svg onload=alert(1)>*",
    "**</strong><iframe src=javascript:alert(1)>**",
    '[^"onmouseover=alert(1)]',
    "[^javascript:alert(1)]",
    "6^<b>th^",
    "{{ 7*7 }} {% raw %}",
    "&lt;script&gt; &amp;",
]


class Tags(HTMLParser):
    """What a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, tuple(attributes)))

    def handle_data(self, data):
        self.text += data


def assert_harmless(html: str) -> None:
    for tag, attributes in Tags(html).seen:
        assert tag in OURS
        for name, value in attributes:
            assert (tag, name) in {("a", "href"), ("sup", "class")}
            assert name != "href" or re.fullmatch(r"#fn-[\w.%~-]*", value or "", re.ASCII)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_a_wording_is_shown_as_text(payload):
    assert_harmless(render_wording(payload))


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("ab <>&\"'*_^[]\\=/:;{}%\n"), max_size=60))
def test_no_wording_makes_markup_of_its_own(source):
    html = render_wording(source)

    assert_harmless(html)
    if "[^" not in source:
        assert Tags(str(html).replace("<br>", "\n")).text == plain(source)


@settings(max_examples=60)
@given(*[st.text(alphabet=st.sampled_from("ab <>&\"'*_^[]"), max_size=40)] * 2)
def test_no_redline_makes_markup_of_its_own(old, new):
    assert_harmless(render_redline(compare(old, new)))


def test_marks_become_elements():
    assert render_wording("*a* **b** __c__ 6^th^ K[^k]", {"k": "*"}) == (
        '<em>a</em> <strong>b</strong> <u>c</u> 6<sup>th</sup> K<sup class="fn">*</sup>'
    )


def test_mark_of_a_footnote_leads_to_it_where_it_stands_on_the_page():
    assert render_wording("K[^k]", {"k": "*"}, notes_below=True) == 'K<sup class="fn"><a href="#fn-k">*</a></sup>'
    assert render_redline(compare("K", "K[^k]"), {"k": "*"}, notes_below=True) == (
        'K<ins><sup class="fn"><a href="#fn-k">*</a></sup></ins>'
    )


def test_redline_puts_the_deletion_before_the_insertion():
    assert render_redline(compare("We welcome the plan", "We note the plan")) == (
        "We <del>welcome</del><ins>note</ins> the plan"
    )
