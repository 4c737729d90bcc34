"""Passages are known again after hands were at them, and where that is unsure it is said."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.text.trace import (
    BY_PLACE_ALONE,
    COULD_BE_ANOTHER,
    HARDLY_A_WORD,
    LITTLE_ALIKE,
    PERHAPS_MERGED,
    STANDS_TWICE,
    WORDS_ELSEWHERE,
    Passage,
    trace,
)

GAUGES = "We welcome the new gauging stations on the upper Vessel"
FLOODS = "Flood warnings reach every downstream member within six hours"
FERRIES = "All ferry crossings are marked by night with one white lamp"
SCHOOLS = "Schools along rivers exchange pupils teachers and songs"
TEXT = (GAUGES, FLOODS, FERRIES, SCHOOLS)

Told = dict[int, tuple[list[int], str]]


def told(old: Sequence[str | Passage], new: Sequence[str | Passage], *, by_place: bool = True) -> Told:
    """What each newer passage is made of, and the doubt about it; new ones are left out."""
    passages = [[one if isinstance(one, Passage) else Passage(one) for one in text] for text in (old, new)]
    found = trace(*passages, by_place=by_place)
    return {place: (found.made_of[place], found.doubts.get(place, "")) for place in sorted(found.made_of)}


def named(*passages: tuple[str, str]) -> list[Passage]:
    """Passages with their signs, which are single letters."""
    return [Passage(words, frozenset(signs)) for words, signs in passages]


def sure(*made_of: list[int]) -> Told:
    return {place: (olds, "") for place, olds in enumerate(made_of) if olds}


def test_same_text_is_the_same() -> None:
    assert told(TEXT, TEXT) == sure([0], [1], [2], [3])


def test_moved_new_and_removed_passages_are_told() -> None:
    assert told(TEXT, (SCHOOLS, GAUGES, "The Forum thanks Tarn for its bread", FERRIES), by_place=False) == {
        0: ([3], ""),
        1: ([0], ""),
        3: ([2], ""),
    }


def test_reworded_passage_is_known_by_its_words() -> None:
    assert told(TEXT, (GAUGES, FLOODS.replace("six", "four"), FERRIES, SCHOOLS)) == sure([0], [1], [2], [3])


def test_passage_of_which_half_is_left_is_unsure_without_its_sign_and_sure_with_it() -> None:
    half = "Flood warnings reach every island within a day or two"
    old = named(*zip(TEXT, "abcd", strict=True))

    assert told(TEXT, (GAUGES, half, FERRIES, SCHOOLS))[1] == ([1], LITTLE_ALIKE)
    assert told(old, named((GAUGES, "a"), (half, "b"), (FERRIES, "c"), (SCHOOLS, "d")))[1] == ([1], "")


def test_retyped_passage_is_known_by_its_sign_alone_or_by_its_place_alone() -> None:
    retyped = "Dredging plans shall be shared"
    old = named(*zip(TEXT, "abcd", strict=True))
    new = named((GAUGES, "a"), (retyped, "b"), (FERRIES, "c"), (SCHOOLS, "d"))

    assert told(old, new)[1] == ([1], HARDLY_A_WORD)
    assert told(TEXT, (GAUGES, retyped, FERRIES, SCHOOLS))[1] == ([1], BY_PLACE_ALONE)
    assert 1 not in told(TEXT, (GAUGES, retyped, FERRIES, SCHOOLS), by_place=False)


def test_sign_that_speaks_against_the_words_is_unsure() -> None:
    old = named(*zip(TEXT, "abcd", strict=True))
    new = named((GAUGES, "a"), (FERRIES + " or two", "b"), (SCHOOLS, "d"))

    assert told(old, new)[1] == ([2], WORDS_ELSEWHERE)


def test_two_that_are_as_much_alike_are_unsure() -> None:
    old = ("The chair reports on flood gates every year", "The chair reports on ferry lamps every year")

    assert told(old, ("The chair reports on all matters every year",))[0][1] == COULD_BE_ANOTHER


def test_words_that_stand_twice_are_unsure_without_a_sign() -> None:
    assert told((GAUGES, FLOODS, GAUGES), (GAUGES, FLOODS)) == {0: ([0], STANDS_TWICE), 1: ([1], "")}
    old = named((GAUGES, "a"), (FLOODS, "b"), (GAUGES, "c"))
    assert told(old, named((FLOODS, "b"), (GAUGES, "c"))) == sure([1], [2])


@pytest.mark.parametrize("signs", [("b", "b"), ("b", ""), ("", "")], ids=["both", "first", "none"])
def test_passage_cut_in_two_is_known_in_both_pieces(signs: tuple[str, str]) -> None:
    old = named(*zip(TEXT, "abcd", strict=True))
    first, second = FLOODS[:37], FLOODS[38:]

    assert told(old, named((GAUGES, "a"), (first, signs[0]), (second, signs[1]), (FERRIES, "c"))) == sure(
        [0], [1], [1], [2]
    )


@pytest.mark.parametrize("signs", ["bc", "b", ""])
def test_two_passages_made_one_are_known(signs: str) -> None:
    old = named(*zip(TEXT, "abcd", strict=True))

    assert told(old, named((GAUGES, "a"), (f"{FLOODS}; {FERRIES}", signs), (SCHOOLS, "d"))) == sure([0], [1, 2], [3])


def test_passage_that_went_into_another_in_other_words_is_unsure() -> None:
    mixed = f"{FLOODS} and all ferry crossings are lit at night with lamps of white"

    assert told((FLOODS, FERRIES), (mixed,)) == {0: ([0, 1], PERHAPS_MERGED)}


def test_copy_is_new() -> None:
    old = named(*zip(TEXT, "abcd", strict=True))

    assert told(old, named((GAUGES, "a"), (FLOODS, "b"), (FLOODS, "b"), (FERRIES, "c"))) == {
        0: ([0], ""),
        1: ([1], ""),
        3: ([2], ""),
    }


def test_passages_of_two_families_never_meet() -> None:
    note = Passage(GAUGES, frozenset("a"), "note")

    assert told([note], [Passage(GAUGES, frozenset("a"))]) == {}


_VOCABULARY = [f"{stem}{ending}" for stem in ("riv", "flood", "lamp", "dredg", "school", "ferr") for ending in
               ("er", "en", "ing", "es", "al", "ous", "ist", "ward")]  # fmt: skip
_CLAUSE = st.lists(st.sampled_from(_VOCABULARY), min_size=8, max_size=20).map(" ".join)


@settings(max_examples=60)
@given(st.data())
def test_wrong_passage_is_never_taken_for_sure(data: st.DataObject) -> None:
    """Clauses of a small vocabulary, much more alike than life, are reworded, moved, removed and joined by others."""
    clauses = data.draw(st.lists(_CLAUSE, min_size=3, max_size=10, unique=True))
    has_signs = data.draw(st.booleans())
    old = [Passage(words, frozenset({f"sign {place}"})) for place, words in enumerate(clauses)]
    new: list[tuple[int | None, Passage]] = []
    for place in data.draw(st.permutations(range(len(clauses)))):
        fate = data.draw(st.sampled_from(["kept", "kept", "reworded", "removed", "new"]))
        words = clauses[place].split()
        if fate == "removed":
            continue
        if fate == "reworded":
            at = data.draw(st.integers(0, len(words) - 1))
            words[at : at + 2] = [data.draw(st.sampled_from(_VOCABULARY))]
        signs = frozenset({f"sign {place}"}) if has_signs else frozenset[str]()
        new.append((place, Passage(" ".join(words), signs)))
        if fate == "new":
            new.append((None, Passage(data.draw(_CLAUSE))))

    found = trace(old, [passage for _, passage in new])
    for place, (origin, _) in enumerate(new):
        if origin is not None and place in found.made_of and place not in found.doubts:
            assert origin in found.made_of[place]
