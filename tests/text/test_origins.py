"""Who brought each word, and what became of a place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.text.merging import merged
from jointstatement.text.origins import Gone, Origin, Stands, Step, origins, place_of, stretches
from jointstatement.text.tokens import text_of, tokens
from jointstatement.text.wording import plain

DRAFT = "We call upon the harbours to keep their lamps lit by night"
NIGHT = "We call upon the harbours to keep their lamps lit at night"
ALL = "We call upon all the harbours of the coast to keep their lamps lit by night"

words = st.sampled_from(["We", "the", "of", "the", "welcome", "*note*", "x[^1]", ",", ".", "\n", "harbours", "\\*"])
sources = st.lists(words, max_size=9).map(" ".join) | st.text(alphabet="ab *_^[].\\\n", max_size=14)
chains = st.lists(st.tuples(sources, st.lists(sources, max_size=2)), min_size=1, max_size=4)


def test_every_word_knows_who_brought_it():
    both = merged(DRAFT, {"quay-1": NIGHT, "borvia-2": ALL}).wording
    edited = both.replace("keep their lamps lit", "keep every lamp lit")
    steps = (
        Step("draft", DRAFT),
        Step("chair", both, {"quay-1": NIGHT, "borvia-2": ALL}),
        Step("chair-2", edited),
    )

    assert stretches(steps) == (
        Origin("We call upon ", "draft"),
        Origin("all ", "borvia-2"),
        Origin("the harbours ", "draft"),
        Origin("of the coast ", "borvia-2"),
        Origin("to keep ", "draft"),
        Origin("every lamp", "chair-2"),
        Origin(" lit ", "draft"),
        Origin("at", "quay-1"),
        Origin(" night", "draft"),
    )


def test_what_the_chair_did_besides_is_the_chairs():
    steps = (Step("draft", "We act"), Step("chair", "We all act now", {"quay": "We all act"}))

    assert stretches(steps) == (
        Origin("We ", "draft"),
        Origin("all ", "quay"),
        Origin("act", "draft"),
        Origin(" now", "chair"),
    )


def test_word_that_went_and_came_again_is_of_who_brought_it_again():
    assert origins((Step("a", "We act"), Step("b", "We"), Step("c", "We act"))) == ("a", "c", "c")


def test_no_step_has_no_origin():
    assert origins(()) == stretches(()) == ()


@settings(max_examples=40)
@given(chains)
def test_stretches_together_are_the_last_wording(chain):
    steps = [
        Step(f"s{number}", wording, {f"a{number}.{n}": one for n, one in enumerate(taken)})
        for number, (wording, taken) in enumerate(chain)
    ]
    row = tokens(steps[-1].wording).row

    assert "".join(plain(one.text) for one in stretches(steps)) == plain(steps[-1].wording)
    assert len(origins(steps)) == len(row)
    assert origins([*steps, Step("again", steps[-1].wording)]) == origins(steps)


@pytest.mark.parametrize(
    ("new", "place", "there"),
    [
        (DRAFT, (6, 9), Stands(6, 9, True)),
        ("We call at last upon the harbours to keep their lamps lit by night", (6, 9), Stands(10, 13, True)),
        ("We call upon the small harbours to keep their lamps lit", (6, 9), Stands(6, 11, False)),
        ("We call upon harbours to keep their lamps lit by night", (6, 9), Stands(6, 7, False)),
        ("We call upon our members to keep their lamps lit by night", (6, 9), Gone(6)),
        ("We urge our members to keep their lamps lit by night", (6, 9), Gone(2)),
        ("", (6, 9), Gone(0)),
        ("We call upon the harbours", (20, 23), Gone(9)),
        ("Now we call upon the harbours to keep their lamps lit by night", (0, 0), Gone(0)),
        ("We call upon the harbours to keep their lamps lit by night, always", (23, 23), Stands(23, 23, True)),
        ("We call strongly upon the harbours to keep their lamps lit by night", (4, 4), Stands(6, 6, True)),
    ],
)
def test_place_moves_with_its_words(new, place, there):
    assert place_of(DRAFT, new, *place) == there


@settings(max_examples=60)
@given(sources, sources, st.data())
def test_place_that_stands_holds_words_of_the_old_one(old, new, data):
    row, now = tokens(old).row, tokens(new).row
    start = data.draw(st.integers(0, len(row)))
    end = data.draw(st.integers(start, len(row)))
    there = place_of(old, new, start, end)

    if isinstance(there, Gone):
        assert 0 <= there.near <= len(now)
    else:
        assert 0 <= there.start <= there.end <= len(now)
        if start < end:
            assert text_of(now[there.start]) in {text_of(token) for token in row[start:end]}
            assert there.is_whole == (now[there.start : there.end] == row[start:end])


@settings(max_examples=40)
@given(sources)
def test_place_in_the_same_wording_is_the_same_place(old):
    row = tokens(old).row
    for start, token in enumerate(row):
        if not text_of(token).isspace() or text_of(token) == "\n":
            assert place_of(old, old, start, start + 1) == Stands(start, start + 1, True)


def test_place_that_the_old_wording_has_not_is_a_mistake():
    with pytest.raises(ValueError, match="no place from 2 to 9"):
        place_of("We act", "We act", 2, 9)
