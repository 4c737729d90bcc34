"""Puts words of a wording in square brackets, and tells which bracket is which after a wording has changed.

A bracket is known by its words, signs included, and by its place among the brackets of the same words: what happens to
the words around it does not touch it, and with other words in it, it is another bracket.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jointstatement.errors import CannotStandInBrackets
from jointstatement.text.brackets import Bracket, Brackets, brackets
from jointstatement.text.mending import place_of
from jointstatement.text.merging import Merged
from jointstatement.text.tokens import (
    AFTER_NO_SPACE,
    BEFORE_NO_SPACE,
    Token,
    is_space,
    source_of,
    text_of,
    tokens,
    without_ends,
)

Name = tuple[str, int]
"""The words of a bracket, and how many of the same words stand before it."""


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A wording with a new bracket in it."""

    wording: str
    number: int
    """Of the new bracket."""
    within: int
    """How many brackets were among the words that it holds."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A merged wording in which every collision is a bracket."""

    wording: str
    sources: Mapping[int, Mapping[str, tuple[str, ...]]]
    """By the number of each new bracket, who wants which of its alternatives; "" is to leave its words out."""


def names_of(found: Brackets) -> dict[int, Name]:
    """How each bracket is known, by its number."""
    names: dict[int, Name] = {}
    seen: dict[str, int] = {}
    for bracket in found.all:
        names[bracket.number] = bracket.words, seen.get(bracket.words, 0)
        seen[bracket.words] = seen.get(bracket.words, 0) + 1
    return names


def in_brackets(source: str, words: str, others: Sequence[str] = ()) -> Bracketed:
    """The wording with some of its words in brackets, alone or with others to choose from; "" is all of the wording.

    Refused as `WordsNotThere` or `WordsThereMoreThanOnce`, and as `CannotStandInBrackets` where the brackets would not
    be read as they were meant.
    """
    row = tokens(source).row
    sought = without_ends(tokens(words).row) or without_ends(row)
    at, end = place_of(row, sought, words)
    choices = [sought, *(without_ends(tokens(other).row) for other in others)]
    wording = source_of((*row[:at], *_bracket(choices), *row[end:]))
    bracket = _as_meant(brackets(wording), at, choices)
    return Bracketed(wording, bracket.number, sum(at <= each.start < end for each in brackets(source).all))


def disputed(found: Merged) -> Disputed:
    """The merged wording with each collision in brackets, the words of the base first: "[should / must]".

    Refused as `CannotStandInBrackets` where alternatives would not be read as they were meant.
    """
    row: list[Token] = []
    meant: list[tuple[int, list[tuple[Token, ...]], dict[str, tuple[str, ...]]]] = []
    rest = [piece for piece in found.pieces if not piece.is_deleted]
    for place, piece in enumerate(rest):
        if piece.collision is None:
            row += tokens(piece.text).row
            continue
        wanted = {source_of(tokens(each.words).row): each.sources for each in piece.collision.alternatives}
        words = source_of(tokens(piece.collision.words).row)
        choices = [without_ends(tokens(each).row) for each in dict.fromkeys((words, *wanted)) if each]
        is_point = not piece.collision.words
        if is_point and row and not (is_space(row[-1]) or text_of(row[-1]) in BEFORE_NO_SPACE):
            row.append(" ")
        meant.append((len(row), choices, wanted))
        row += _bracket(choices)
        following = tokens("".join(one.text for one in rest[place + 1 : place + 2])).row
        if is_point and following and not (is_space(following[0]) or text_of(following[0]) in AFTER_NO_SPACE):
            row.append(" ")
    wording = source_of(row)
    read = brackets(wording)
    return Disputed(wording, {_as_meant(read, at, choices).number: dict(wanted) for at, choices, wanted in meant})


def followed(before: Brackets, after: Brackets, *, first: int, gone: int, inner: Mapping[int, int]) -> dict[int, int]:
    """The new number of each bracket that is still there after one place changed.

    `first` is the number at which the change begins, `gone` how many brackets stood in the changed words, and `inner`
    has the new numbers of those among them that stayed.
    """
    shift = len(after.all) - len(before.all)
    numbers: dict[int, int] = {}
    for bracket in before.all:
        if bracket.number < first:
            numbers[bracket.number] = bracket.number
        elif bracket.number >= first + gone:
            numbers[bracket.number] = bracket.number + shift
    return numbers | dict(inner)


def kept_inside(bracket: Bracket, choice: int) -> dict[int, int]:
    """The new numbers of the brackets in an alternative that takes the place of its bracket."""
    chosen = bracket.choices[choice]
    inside = [each.number for each in Brackets(bracket.within).all if chosen.start <= each.start < chosen.end]
    return {number: bracket.number + place for place, number in enumerate(inside)}


def _bracket(choices: Sequence[Sequence[Token]]) -> list[Token]:
    row: list[Token] = ["["]
    for place, choice in enumerate(choices):
        row += [" ", "/", " ", *choice] if place else choice
    return [*row, "]"]


def _as_meant(read: Brackets, at: int, choices: Sequence[tuple[Token, ...]]) -> Bracket:
    """The bracket that opens at a place, if its alternatives are those that were meant."""
    bracket = next((each for each in read.all if each.start == at), None)
    words = [source_of(choice) for choice in choices]
    if bracket is None or [choice.words for choice in bracket.choices] != words or not all(words):
        raise CannotStandInBrackets(words=" / ".join("".join(map(text_of, choice)) for choice in choices))
    return bracket
