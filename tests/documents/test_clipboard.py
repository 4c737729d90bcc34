"""What Word puts on the clipboard is read with its labels, looks and footnotes."""

from collections import Counter
from contextlib import suppress
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.copied import END, HEAD, listed

from jointstatement.documents.clipboard import is_from_word, read_clipboard
from jointstatement.documents.files import read_file
from jointstatement.documents.word.foreign import COMMENT, HIDDEN
from jointstatement.documents.word.safely import PATIENCE
from jointstatement.documents.word.view import View
from jointstatement.errors import UnreadableFile
from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.wording import plain

THANK = listed("Ø", "We thank Tarn for its hospitality.")


def shown(source: str, view: View | None = None) -> list[tuple[str | None, str]]:
    document = read_file((HEAD + source + END).encode(), "pasted.html", view=view).document
    return [
        (part.label, part.wording + (part.ending or ""))
        for part in document.parts
        if part.is_clause or part.kind is PartKind.ITEM
    ]


@pytest.mark.parametrize("conditional", ["<![{}]>", "<!--[{}]-->"])
def test_arrow_of_wingdings_is_the_label_and_no_word(conditional: str) -> None:
    source = listed("Ø", "We welcome the common\nregister of quays;", conditional=conditional) + THANK

    assert shown(source) == [
        ("Ø", "We welcome the common register of quays;"),
        ("Ø", "We thank Tarn for its hospitality."),
    ]


def test_head_of_the_text_is_read_with_it() -> None:
    document = read_file((HEAD + listed("Ø", "We note the tides;") + THANK + END).encode(), "").document

    assert document.style == "o-we"
    assert document.parts[:2] == (
        Part(PartKind.TITLE, "JOINT STATEMENT"),
        Part(
            PartKind.CHAPEAU,
            "The members of the Riverine Cooperation Forum met in Tarn on 3 June 2031 and concluded as follows:",
        ),
    )


def test_numbers_and_levels_stay() -> None:
    source = (
        listed("4.", "We task the Secretariat with:", font="Calibri")
        + listed("a)", "an index;", level=2, font="Calibri")
        + listed("·", "of names;", level=3, font="Symbol")
        + listed("b)", "a map.", level=2, font="Calibri")
        + listed("5.", "We thank Tarn for its hospitality.", font="Calibri")
    )

    assert shown(source) == [
        ("4.", "We task the Secretariat with:"),
        ("a)", "an index;"),
        ("•", "of names;"),
        ("b)", "a map."),
        ("5.", "We thank Tarn for its hospitality."),
    ]


def test_lists_of_html_are_counted() -> None:
    source = (
        "<ol style='mso-x:y' start=3><li class=MsoNormal>We task the Secretariat with:<ul><li><p>an index;</p></li>"
        "<li>a map.</li></ul></li><li>We thank Tarn for its hospitality.</li></ol>"
    )

    assert shown(source) == [
        ("3.", "We task the Secretariat with:"),
        ("•", "an index;"),
        ("•", "a map."),
        ("4.", "We thank Tarn for its hospitality."),
    ]


def test_looks_are_kept_and_those_of_links_are_not() -> None:
    words = (
        "We <b>welcome</b> the 6<sup>th</sup> <span style='font-style:italic'>register</span> of <u>quays</u> in "
        '<a href="https://quays.example/"><u>Tarn</u></a>;'
    )

    assert shown(listed("Ø", words) + THANK)[0] == (
        "Ø",
        "We **welcome** the 6^th^ *register* of __quays__ in Tarn;",
    )


def test_footnotes_keep_their_bodies_and_places() -> None:
    mark = (
        '<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>'
        "<![if !supportFootnotes]>[1]<![endif]></span></a>"
    )
    body = (
        "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        '<a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1" title="">[1]</a> As of <i>May</i>.</p>'
        "<p class=MsoFootnoteText>And later.</p></div></div>"
    )
    document = read_file((HEAD + listed("Ø", f"We note the tides{mark};") + THANK + body + END).encode(), "").document

    assert document.clauses[0].wording == "We note the tides[^fn1]"
    assert document.parts[-1] == Part(PartKind.FOOTNOTE, "As of *May*.\nAnd later.", key="fn1")


def test_mark_of_a_footnote_that_was_not_copied_stays_what_it_shows() -> None:
    mark = '<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>'

    assert shown(listed("Ø", f"We note the tides{mark};") + THANK)[0] == ("Ø", "We note the tides^[1]^;")


def test_hidden_text_and_comments_are_left_out_with_their_reason() -> None:
    words = (
        "We note <span style='display:none'>secret </span>the tides<a class=msocomanchor href=\"#_msocom_1\">[BD1]</a>;"
    )
    comments = (
        "<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Too long?</p>"
        "</div></div>"
    )
    reading = read_file((HEAD + listed("Ø", words) + THANK + comments + END).encode(), "")

    assert reading.document.clauses[0].wording == "We note the tides"
    assert [(left.text.strip(), left.why) for left in reading.left_out] == [
        ("secret", HIDDEN),
        ("[BD1]", COMMENT),
        ("Too long?", COMMENT),
    ]


def test_table_as_layout_is_labelled_paragraphs() -> None:
    rows = "".join(
        f"<tr><td><p class=MsoNormal>{number}</p></td><td><p class=MsoNormal>{words}</p></td></tr>"
        for number, words in (("1.", "We note the tides;"), ("2.", "We thank Tarn for its hospitality."))
    )

    assert shown(f"<table class=MsoTableGrid>{rows}</table>") == [
        ("1.", "We note the tides;"),
        ("2.", "We thank Tarn for its hospitality."),
    ]


TRACKED = listed("Ø", 'We note the <ins cite="mailto:Bo">spring </ins><del cite="mailto:Bo">neap </del>tides;') + THANK


def test_tracked_changes_are_read_in_the_view_that_is_asked_for() -> None:
    with pytest.raises(UnreadableFile, match=r"^The Word file has tracked changes that are still open; "):
        shown(TRACKED)
    assert [shown(TRACKED, view)[0][1] for view in View] == ["We note the spring tides;", "We note the neap tides;"]


def test_html_that_would_take_hours_is_given_up_after_seconds() -> None:
    """Some parsers look for the end of each comment to the end of the page, again and again."""
    costly = (HEAD + "<!--" * 200_000).encode()

    began = monotonic()
    with suppress(UnreadableFile):
        read_file(costly, "pasted.html")

    assert monotonic() - began < PATIENCE + 60


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_of_word_is_read(encoding: str) -> None:
    source = HEAD.replace("charset=utf-8", "charset=windows-1252") if encoding == "cp1252" else HEAD
    data = (source + listed("Ø", "We welcome “Þórshöfn”;") + THANK + END).encode(encoding)

    assert read_file(data, "").document.clauses[0].wording == "We welcome “Þórshöfn”"


def test_header_of_the_clipboard_is_no_text() -> None:
    header = "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000003000\r\nStartFragment:0000000141\r\n"
    data = (header + HEAD + listed("Ø", "We note the tides;") + THANK + END).encode()

    assert read_file(data, "").left_out == ()


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p>Joint statement</p></body></html>",
        b"Joint statement mso-list",
        b"<!doctype html><title>x</title>",
    ],
)
def test_web_pages_and_texts_are_not_words(data: bytes) -> None:
    assert not is_from_word(data)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["<p class=MsoNormal>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ol>", "<li>", "</ol>", "<del>",
             "<b>", "</b>", "We note tides;", "Ø", "&nbsp;", "<![if x]>", "<![CDATA[", "<!--", "-->",
             "<a href='#_ftn1'>", "</a>", "<a href='#_ftnref1'>", "<span style='mso-list:Ignore'>", "</span>",
             "<div style='mso-element:footnote' id=ftn1>", "</div>", "<br>", "<style>", "</style>", "<", "&#x110000;"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_html_however_broken_is_read_or_refused(pieces: list[str]) -> None:
    try:
        read_clipboard((HEAD + "".join(pieces) + THANK + END).encode(), view=View.ACCEPTED)
    except UnreadableFile as refusal:
        assert "\n" not in str(refusal)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["Ø", "1.", "a)", "•"]), st.text("abc ;.", min_size=1)), max_size=6))
def test_every_character_is_in_the_reading_or_reported(pairs: list[tuple[str, str]]) -> None:
    source = HEAD + "".join(listed(label, words) for label, words in pairs) + listed("Ø", "We note the tides;") + THANK
    try:
        reading = read_clipboard((source + END).encode())
    except UnreadableFile:
        return
    out = [left.text for left in reading.left_out]
    for part in reading.document.parts:
        out += [plain(part.wording), part.ending or "", part.label or ""]
    written = [
        "JOINT STATEMENT",
        "The members of the Riverine Cooperation Forum met in Tarn on 3 June 2031 and concluded as follows:",
        *(label + words for label, words in pairs),
        "ØWe note the tides;",
        "ØWe thank Tarn for its hospitality.",
    ]

    assert Counter("".join("".join(out).split())) == Counter("".join("".join(written).split()))
