"""Words that comments are about, and where they stand when the text moves on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jointstatement.text.anchors import Marked, Reference, marked, place_now, words_at
from jointstatement.text.compare import Change, compare
from jointstatement.text.tokens import source_of, tokens
from jointstatement.text.wording import plain

BASE = "We thank *the town* for its  kindness and its bread[^a], on the 7^th^ day"


def said(wording: str, place: tuple[int, int] | None) -> str | None:
    """What stands at a place."""
    return None if place is None else source_of(tokens(wording).row[slice(*place)])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the town", ["*the town*"]),
        ("its kindness", ["its  kindness"]),
        ("its", ["its", "its"]),
        ("kind", []),
        ("bread", ["bread"]),
        ("bread, on", ["bread[^a], on"]),
        ("bread[^a], on", ["bread[^a], on"]),
        (", on", [", on"]),
        ("7th", ["7^th^"]),
        ("", []),
        ("The town", []),
    ],
)
def test_whole_words_are_found_however_they_are_marked(words: str, found: list[str]) -> None:
    assert [said(BASE, place) for place in words_at(BASE, words)] == found


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        (BASE, "its  kindness"),
        ("We all thank *the town* for its kindness", "its kindness"),
        ("We thank it for its great kindness and its bread", "its great kindness"),
        ("Port Alder showed its kindness to all of us", "its kindness"),
        ("We thank *the town* for everything", None),
        ("", None),
    ],
)
def test_place_follows_its_words_when_the_text_moves_on(now: str, stands: str | None) -> None:
    assert said(now, place_now("its kindness", BASE, now)) == stands


def test_words_that_stand_twice_have_no_place() -> None:
    assert place_now("its", BASE, BASE) is None


def test_words_are_found_across_a_line_end() -> None:
    wording = "We thank\n the town"

    assert [said(wording, place) for place in words_at(wording, "thank the")] == ["thank\n the"]


ONE, OTHER, THIRD = (Reference(f"{number}", f"C-{number}") for number in (1, 2, 3))


def test_wording_is_shown_in_stretches_with_the_comments_about_each() -> None:
    base = "We thank the town for bread"
    (town,), (bread,), (both,) = (words_at(base, words) for words in ("the town", "bread", "town for bread"))

    assert marked(base, [(ONE, town), (OTHER, both), (THIRD, bread)]) == (
        Marked("We thank "),
        Marked("the ", (ONE,)),
        Marked("town", (ONE, OTHER), (ONE,)),
        Marked(" for ", (OTHER,)),
        Marked("bread", (OTHER, THIRD), (OTHER, THIRD)),
    )
    assert marked(base, []) == (Marked(base),)
    assert marked("", []) == ()


def test_redline_is_shown_with_the_comments_about_what_stood_there() -> None:
    base = "We thank the town for bread"
    (place,) = words_at(base, "town for")

    assert marked(base, [(ONE, place)], compare(base, "We thank the great harbour for bread")) == (
        Marked("We thank the "),
        Marked("town", (ONE,), (), Change.DELETED),
        Marked("great harbour", (ONE,), (), Change.INSERTED),
        Marked(" for", (ONE,), (ONE,)),
        Marked(" bread"),
    )


WORDINGS = st.lists(
    st.sampled_from(["we", "the ", "river", "*flows*", "7^th^", " and ", "a,b", "\n", "Tarn*", "[^a]", "  ", "__on__"])
).map("".join)


@given(WORDINGS, WORDINGS, st.data())
def test_stretches_are_the_redline_whatever_comments_are_about(old: str, new: str, data: st.DataObject) -> None:
    redline = compare(old, new) if old != new else ()
    row = tokens(old).row
    edges = (
        st.tuples(st.integers(0, len(row)), st.integers(0, len(row))).map(sorted).filter(lambda two: two[0] < two[1])
    )
    places = {one: tuple(data.draw(edges)) for one in (ONE, OTHER)} if row else {}

    stretches = marked(old, list(places.items()), redline)

    for change, words in ((Change.INSERTED, old), (Change.DELETED, new if redline else old)):
        assert "".join(plain(one.text) for one in stretches if one.change is not change) == plain(words)
    for one, (start, end) in places.items():
        about = [each.text for each in stretches if one in each.about and each.change is not Change.INSERTED]
        assert "".join(map(plain, about)) == plain(source_of(row[start:end]))
        assert [one in each.ended for each in stretches].count(True) == 1


@given(st.lists(st.sampled_from(["we", "the", "river", "*flows*", "7^th^", "and", "a,b"]), min_size=1), st.data())
def test_quoted_words_are_found_where_they_stand(words: list[str], data: st.DataObject) -> None:
    wording = " ".join(words)
    row = tokens(wording).row
    start = data.draw(st.integers(0, len(words) - 1))
    quoted = " ".join(words[start:]).replace("*", "").replace("^", "")

    assert row
    assert any(end == len(row) for _, end in words_at(wording, quoted))
