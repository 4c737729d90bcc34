"""Words of a wording are put right, and what may be more than a slip is told."""

import pytest

from jointstatement.errors import WordsNotThere, WordsThereMoreThanOnce
from jointstatement.terms import SubstanceSign
from jointstatement.text.mending import mended, read_anew, share_words, signs_of_substance
from jointstatement.text.wording import canonical, plain

SOURCE = "We agree to *measure* the the water level, every morning[^1]"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([("the the", "the")], "We agree to *measure* the water level, every morning[^1]"),
        ([("every", "each"), ("level,", "level")], "We agree to *measure* the the water level each morning[^1]"),
        ([("*measure*", "measure")], "We agree to measure the the water level, every morning[^1]"),
        ([("water", "")], "We agree to *measure* the the level, every morning[^1]"),
        ([("We", ""), ("agree", "Agree")], "Agree to *measure* the the water level, every morning[^1]"),
    ],
)
def test_wording_is_mended_word_by_word_and_the_rest_stays(changes: list[tuple[str, str]], words: str) -> None:
    assert mended(SOURCE, changes) == words


def test_stretch_stands_there_once_and_may_share_words_with_another() -> None:
    with pytest.raises(WordsThereMoreThanOnce):
        mended(SOURCE, [("the", "a")])
    with pytest.raises(WordsNotThere):
        mended(SOURCE, [("measure the", "gauge the")])
    assert [share_words(SOURCE, "water level", other) for other in ("level,", ", every", "the water")] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([("measure", "gauge")], "We agree to *gauge* the the water level, every morning[^1]"),
        ([("to mea", "for plea")], "We agree for plea*sure* the the water level, every morning[^1]"),
        ([("level", "water"), ("water", "tide")], "We agree to *measure* the the tide water, every morning[^1]"),
        ([("every", ""), ("morning", "")], "We agree to *measure* the the water level,[^1]"),
        ([("morning", "[^2] *day*")], "We agree to *measure* the the water level, every \\[^2\\] \\*day\\*[^1]"),
    ],
)
def test_bare_words_are_read_anew_and_marks_stay(changes: list[tuple[str, str]], words: str) -> None:
    assert plain(read_anew(SOURCE, changes)) == plain(words)
    assert read_anew(SOURCE, changes) == canonical(words)


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("Done", "at Port Alder\nthis 19 June"),
        ("Alder", "Done at Port\nthis 19 June"),
        ("this", "Done at Port Alder\n19 June"),
        ("this 19 June", "Done at Port Alder"),
        ("Done at Port Alder", "this 19 June"),
    ],
)
def test_words_that_go_leave_the_other_lines_as_they_are(gone: str, words: str) -> None:
    assert plain(read_anew(canonical("Done at Port Alder\nthis 19 June"), [(gone, "")])) == words


@pytest.mark.parametrize(
    ("before", "after", "signs"),
    [
        ("the colour", "the color", ()),
        ("five harbours", "5 harbours", (SubstanceSign.NUMBER,)),
        ("We should not", "We shall", (SubstanceSign.NEGATION, SubstanceSign.OBLIGATION)),
        ("commits itself to", "is committed to", (SubstanceSign.OBLIGATION,)),
        ("we don't meet", "we meet", (SubstanceSign.NEGATION,)),
    ],
)
def test_change_of_number_negation_or_obligation_is_told(
    before: str, after: str, signs: tuple[SubstanceSign, ...]
) -> None:
    assert signs_of_substance(before, after) == signs
