"""Words that comments are about, and where they stand when the text moves on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jointstatement.text.anchors import Marked, marked, place_now, words_at
from jointstatement.text.tokens import source_of, tokens

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


def test_wording_is_shown_in_stretches_with_the_comments_about_each() -> None:
    base = "We thank the town for bread"
    (town,), (bread,), (both,) = (words_at(base, words) for words in ("the town", "bread", "town for bread"))

    assert marked(base, [("C-1", town), ("C-2", both), ("C-3", bread)]) == (
        Marked("We thank "),
        Marked("the ", ("C-1",)),
        Marked("town", ("C-1", "C-2")),
        Marked(" for ", ("C-2",)),
        Marked("bread", ("C-2", "C-3")),
    )
    assert marked(base, []) == (Marked(base),)


@given(st.lists(st.sampled_from(["we", "the", "river", "*flows*", "7^th^", "and", "a,b"]), min_size=1), st.data())
def test_quoted_words_are_found_where_they_stand(words: list[str], data: st.DataObject) -> None:
    wording = " ".join(words)
    row = tokens(wording).row
    start = data.draw(st.integers(0, len(words) - 1))
    quoted = " ".join(words[start:]).replace("*", "").replace("^", "")

    assert row
    assert any(end == len(row) for _, end in words_at(wording, quoted))
