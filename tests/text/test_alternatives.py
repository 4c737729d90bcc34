"""Competing amendments in the brackets in which the practice shows them, written and read back out of them."""

import pytest

from jointstatement.text.alternatives import alternative, proposed_alone, without_frames, without_sponsors
from jointstatement.text.tokens import tokens

WHOLE = "We [should] [Borvia: must] [Pelland: shall] act[^note] at [once] [Quay: delete] [Borvia: least now]"


@pytest.mark.parametrize(
    ("wording", "sponsors", "alone"),
    [
        (
            "We should [Borvia: must] act[^note] at once [Borvia: least now]",
            "Borvia",
            "We must act[^note] at least now",
        ),
        ("We should [Pelland: shall] act[^note] at once", "Pelland", "We shall act[^note] at once"),
        ("We should act[^note] at once [Quay: delete]", "Quay", "We should act[^note] at"),
        ("We should act[^note] [soon]", "Ostmark", "We should act[^note] [soon]"),
    ],
)
def test_alternative_is_what_its_sponsors_propose(wording: str, sponsors: str, alone: str) -> None:
    assert proposed_alone(wording, sponsors, WHOLE) == alone


def test_two_insertions_at_one_place_are_alternatives_and_one_in_brackets_is_words() -> None:
    assert proposed_alone("We [Quay: all] act", "Quay", "We [Quay: all] [Borvia: both] act") == "We all act"
    assert proposed_alone("We act [Quay: reserves]", "Quay", "We act [Quay: reserves]") == "We act [Quay: reserves]"


def test_deletion_of_all_is_an_empty_wording() -> None:
    whole = "[We should act] [Quay, Borvia: delete]"

    assert proposed_alone("We act [Quay, Borvia: delete]", "Quay, Borvia", whole) == ""
    assert without_frames("[We act]", whole) == "We act"


def test_brackets_round_what_is_disputed_are_no_words() -> None:
    assert without_frames("We [should] act[^note] at [once]", WHOLE) == "We should act[^note] at once"
    assert without_frames("We [may] act", WHOLE) == "We [may] act"


def test_alternative_is_written_with_its_sponsors_and_read_without_them() -> None:
    words = alternative("Borvia, Tarn", tokens("*must* now").row)

    assert (words, alternative("Quay", ())) == ("[Borvia, Tarn: *must* now]", "[Quay: delete]")
    assert without_sponsors(f" {words} and", "Borvia, Tarn") == " [*must* now] and"
    assert without_sponsors(words, "Quay") == words
