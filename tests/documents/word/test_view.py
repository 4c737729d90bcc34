"""A text with tracked changes reads as Word reads it when they are accepted or rejected."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.view import View, accepted, chosen, has_changes, rejected, viewed

_W = f"{{{NAMESPACE}}}"
QUAY = 'w:id="1" w:author="Quay" w:date="2031-05-01T10:00:00Z"'
PELLAND = 'w:id="2" w:author="Pelland" w:date="2031-05-01T11:00:00Z"'


def body(content: str) -> etree._Element:
    return etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{content}</w:body></w:document>')


def said(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def put_in(text: str, by: str = QUAY, how: str = "ins") -> str:
    return f"<w:{how} {by}>{said(text)}</w:{how}>"


def taken_out(text: str, by: str = QUAY, how: str = "del") -> str:
    return f'<w:{how} {by}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:{how}>'


def paragraph(content: str, mark: str = "", properties: str = "") -> str:
    marked = f"<w:rPr><w:{mark} {QUAY}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{marked}</w:pPr>{content}</w:p>"


def lines(tree: etree._Element) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{_W}t")) for p in tree.iter(f"{_W}p")]


def both(content: str) -> tuple[list[str], list[str]]:
    tree = body(content)
    return lines(accepted(tree)), lines(rejected(tree))


def inside(tree: etree._Element) -> str:
    """The content of the body, as it is written."""
    written = etree.tostring(tree[0], encoding="unicode").replace(f' xmlns:w="{NAMESPACE}"', "")
    return written.removeprefix("<w:body>").removesuffix("</w:body>").replace("<w:body/>", "")


def test_words_put_in_and_taken_out() -> None:
    content = paragraph(said("We ") + taken_out("note") + put_in("welcome") + said(" the tides"))

    assert both(content) == (["We welcome the tides"], ["We note the tides"])


def test_tree_itself_stays_as_it_is() -> None:
    tree = body(paragraph(taken_out("note") + put_in("welcome"), mark="ins"))
    before = etree.tostring(tree)

    accepted(tree), rejected(tree)
    assert etree.tostring(tree) == before


def test_nothing_of_the_tracking_is_left() -> None:
    looks = f"<w:rPr><w:b/><w:rPrChange {QUAY}><w:rPr/></w:rPrChange></w:rPr>"
    tree = body(
        f'<w:moveToRangeStart {QUAY} w:name="m1"/>'
        + paragraph(put_in("a", how="moveTo") + f"<w:r>{looks}<w:t>b</w:t></w:r>", mark="moveTo")
        + '<w:moveToRangeEnd w:id="1"/>'
        + paragraph(taken_out("c", how="moveFrom"))
    )

    for view in View:
        left = {str(e.tag).removeprefix(_W) for e in viewed(tree, view).iter()} - {"document", "body"}
        assert left <= {"p", "pPr", "rPr", "r", "t", "b"}
        assert not has_changes(viewed(tree, view))


def test_moved_paragraph_stands_in_one_place_in_each_view() -> None:
    moved = paragraph(taken_out("the buoy", how="moveFrom"), mark="moveFrom")
    content = moved + paragraph(said("the tides")) + paragraph(put_in("the buoy", how="moveTo"), mark="moveTo")

    assert both(content + paragraph("")) == (["the tides", "the buoy", ""], ["the buoy", "the tides", ""])


def test_paragraph_without_its_mark_joins_the_following_one_and_takes_its_properties() -> None:
    style = '<w:pStyle w:val="{}"/>'.format
    content = paragraph(said("We note"), "del", style("A")) + paragraph(said(" the tides"), "", style("B"))

    assert inside(accepted(body(content))) == (
        '<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:t xml:space="preserve">We note</w:t></w:r>'
        '<w:r><w:t xml:space="preserve"> the tides</w:t></w:r></w:p>'
    )
    assert lines(rejected(body(content))) == ["We note", " the tides"]


def test_last_paragraph_of_a_text_keeps_its_mark() -> None:
    assert both(paragraph(said("one")) + paragraph(taken_out("two"), "del")) == (["one", ""], ["one", "two"])


def test_paragraph_before_a_table_goes_where_nothing_is_left_of_it() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph(said('cell'))}</w:tc></w:tr></w:tbl>"

    assert both(paragraph(taken_out("one"), "del") + table) == (["cell"], ["one", "cell"])
    assert both(paragraph(said("one"), "del") + table) == (["one", "cell"], ["one", "cell"])


def test_paragraphs_of_a_cell_join_within_it() -> None:
    cells = "".join(f"<w:tc>{paragraph(said(words), mark)}</w:tc>" for words, mark in (("a", "del"), ("b", "")))

    assert both(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == (["a", "b"], ["a", "b"])


def test_words_put_in_by_one_and_taken_out_by_another_are_in_neither_view() -> None:
    nested = f"<w:ins {QUAY}>{taken_out('perhaps ', PELLAND)}{said('also ')}</w:ins>"
    content = paragraph(said("We ") + nested + said("agree"))

    assert both(content) == (["We also agree"], ["We agree"])
    quays = chosen(body(content), lambda change: change.get(f"{_W}author") == "Quay")
    assert lines(quays) == ["We perhaps also agree"]


def test_rows_and_cells_come_and_go() -> None:
    def cell(words: str, mark: str = "") -> str:
        return f"<w:tc><w:tcPr>{f'<w:{mark} {QUAY}/>' if mark else ''}</w:tcPr>{paragraph(said(words))}</w:tc>"

    def row(cells: str, mark: str) -> str:
        return f"<w:tr><w:trPr>{f'<w:{mark} {QUAY}/>' if mark else ''}</w:trPr>{cells}</w:tr>"

    rows = row(cell("new"), "ins") + row(cell("old"), "del") + row(cell("in", "cellIns") + cell("out", "cellDel"), "")
    assert both(f"<w:tbl>{rows}</w:tbl>") == (["new", "in"], ["old", "out"])
    assert inside(rejected(body(f"<w:tbl>{row(cell('new'), 'ins')}</w:tbl>"))) == ""


def test_older_looks_come_back_where_they_are_rejected() -> None:
    run = f"<w:r><w:rPr><w:b/><w:rPrChange {QUAY}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>"
    change = f'<w:pPrChange {QUAY}><w:pPr><w:pStyle w:val="Old"/></w:pPr></w:pPrChange>'
    mark = '<w:rPr><w:lang w:val="en"/></w:rPr>'
    tree = body(f'<w:p><w:pPr><w:pStyle w:val="New"/>{mark}{change}</w:pPr>{run}</w:p>')

    assert inside(accepted(tree)) == (
        f'<w:p><w:pPr><w:pStyle w:val="New"/>{mark}</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r></w:p>'
    )
    assert inside(rejected(tree)) == (
        f'<w:p><w:pPr><w:pStyle w:val="Old"/>{mark}</w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r></w:p>'
    )


def test_list_put_in_on_a_paragraph_goes_where_it_is_rejected() -> None:
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/><w:ins {QUAY}/></w:numPr>'
    tree = body(f"<w:p><w:pPr>{listed}</w:pPr>{said('a')}</w:p>")

    assert "numPr" in inside(accepted(tree))
    assert inside(rejected(tree)) == f"<w:p><w:pPr/>{said('a')}</w:p>"


def test_comments_and_bookmarks_stay_where_words_go() -> None:
    ranges = '<w:commentRangeStart w:id="5"/><w:bookmarkStart w:id="6" w:name="a"/>'
    ends = '<w:bookmarkEnd w:id="6"/><w:commentRangeEnd w:id="5"/>'
    tree = body(paragraph(f"{said('We ')}<w:del {QUAY}>{ranges}<w:r><w:delText>x</w:delText></w:r>{ends}</w:del>"))

    assert inside(accepted(tree)) == f"<w:p><w:pPr/>{said('We ')}{ranges}{ends}</w:p>"


def bookmarked(name: str, content: str) -> str:
    return f'<w:bookmarkStart w:id="{name}" w:name="_cl_{name}"/>{content}<w:bookmarkEnd w:id="{name}"/>'


@pytest.mark.parametrize(
    ("content", "names"),
    [
        # A clause taken out whole does not leave its name to the next one.
        (paragraph(bookmarked("3", taken_out("x")), "del") + paragraph(bookmarked("4", said("y"))), ["_cl_4"]),
        # Two clauses made one carry both names.
        (paragraph(bookmarked("3", said("x")), "del") + paragraph(bookmarked("4", said("y"))), ["_cl_3", "_cl_4"]),
        # The last clause taken out, as LibreOffice writes it.
        (paragraph(bookmarked("3", said("x")), "del") + paragraph(bookmarked("4", taken_out("y"))), ["_cl_3"]),
        # A clause retyped keeps its name, wherever the new words stand.
        (paragraph(bookmarked("3", taken_out("x")) + put_in("z")), ["_cl_3"]),
    ],
    ids=["deleted", "merged", "last deleted", "retyped"],
)
def test_bookmark_goes_with_the_paragraph_that_goes(content: str, names: list[str]) -> None:
    tree = accepted(body(content))

    assert [start.get(f"{_W}name") for start in tree.iter(f"{_W}bookmarkStart")] == names
    assert len(list(tree.iter(f"{_W}bookmarkEnd"))) == len(names)


# Each sign of a text, a paragraph's mark included, is as before, put in, or taken out.
_STATES = ("same", "ins", "del")
_SIGNS = st.lists(st.tuples(st.sampled_from("abc ¶"), st.sampled_from(_STATES)), max_size=30)


@settings(max_examples=150)
@given(_SIGNS, st.booleans())
def test_any_text_reads_as_its_signs_say(signs: list[tuple[str, str]], moves: bool) -> None:
    signs = [*signs, ("¶", "same")]
    names = {"ins": "moveTo", "del": "moveFrom"} if moves else {"ins": "ins", "del": "del"}
    content = ""
    runs = ""
    for sign, state in signs:
        if sign == "¶":
            content += paragraph(runs, names.get(state, ""))
            runs = ""
        elif state == "same":
            runs += said(sign)
        else:
            runs += put_in(sign, how=names["ins"]) if state == "ins" else taken_out(sign, how=names["del"])
    expected = [
        "".join(sign for sign, state in signs if state != gone).removesuffix("¶").split("¶") for gone in ("del", "ins")
    ]

    assert list(both(content)) == expected


@settings(max_examples=60)
@given(_SIGNS)
def test_views_of_a_view_are_the_view(signs: list[tuple[str, str]]) -> None:
    content = "".join(
        paragraph(put_in(sign) if state == "ins" else taken_out(sign) if state == "del" else said(sign), state)
        if state != "same"
        else paragraph(said(sign))
        for sign, state in signs
    )
    views = [accepted(body(content + paragraph(""))), rejected(body(content + paragraph("")))]

    for view in views:
        again = [etree.tostring(one) for one in (view, accepted(view), rejected(view))]
        assert all(one == other for one, other in pairwise(again))
