"""Square brackets as data: what in a wording is not agreed yet, what it may become, and how one of them is resolved.

A bracket holds words that may stay or go ("[by consensus]"), alternatives ("[shall / should]"), or nothing yet: a
placeholder ("[date]", "[…]", "[XX]"). Brackets stand within brackets. Alternatives with their sponsors, as a rolling
text shows them, are one bracket: "[should] [Borvia: must] [Pelland, Quay: delete]".

Brackets are read from what a wording says. A footnote mark is none; that a sign is escaped makes no difference, for
it says the same. Places are those of `tokens.tokens(source).row`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jointstatement.errors import N_, NoSuchBracket, NothingFilledIn
from jointstatement.text.tokens import (
    AFTER_NO_SPACE,
    BEFORE_NO_SPACE,
    Token,
    is_footnote,
    is_space,
    is_word,
    source_of,
    text_of,
    tokens,
    trimmed,
    without_ends,
)


class BracketKind(StrEnum):
    """What a bracket asks for."""

    WORDS = "words"
    """To keep the words or to drop them."""
    ALTERNATIVES = "alternatives"
    """To choose one of several."""
    PLACEHOLDER = "placeholder"
    """To put in what is not known yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the alternatives of a bracket, or all that stands in it."""

    start: int
    """Its first token, white space at its ends not included."""
    end: int
    """The token after its last one."""
    words: str
    """Light marks; empty where the alternative is to leave the words out."""
    sponsors: tuple[str, ...] = ()
    """Who proposes it; nobody where the wording does not say."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A place that is not agreed."""

    number: int
    """Counted from 0 through the wording, by the opening sign, one within another after it."""
    kind: BracketKind
    start: int
    """The token that is its opening sign."""
    end: int
    """The token after its closing sign."""
    words: str
    """All of it with its signs, as light marks."""
    choices: tuple[Choice, ...]
    """Its alternatives in order; of other brackets the one thing that stands in it."""
    within: tuple["Bracket", ...] = ()
    """The brackets in it."""


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """A sign without its partner."""

    place: int
    """Its token."""
    sign: str
    around: str
    """The words that it stands between."""

    @property
    def sentence(self) -> str:
        """What is wrong, for the person who wrote it."""
        return UNCLOSED if self.sign == "[" else UNOPENED


UNCLOSED = N_("The bracket before “{around}” is opened and never closed.")
UNOPENED = N_("The bracket after “{around}” is closed and was never opened.")


@dataclass(frozen=True, slots=True)
class Brackets:
    """All that is not agreed in a wording."""

    outer: tuple[Bracket, ...]
    """The brackets that stand in no other one, in order."""
    unbalanced: tuple[Unbalanced, ...] = ()

    @property
    def all(self) -> tuple[Bracket, ...]:
        """Every bracket, by its number."""
        if not self.outer:
            return ()
        return tuple(sorted(_with_inner(self.outer), key=lambda bracket: bracket.number))

    @property
    def open(self) -> int:
        """How many places are open: brackets at every depth, and signs without their partners."""
        return len(self.all) + len(self.unbalanced)

    @property
    def placeholders(self) -> tuple[Bracket, ...]:
        """Those that wait for what is not known yet."""
        return tuple(bracket for bracket in self.all if bracket.kind is BracketKind.PLACEHOLDER)


def brackets(source: str, sponsors: Collection[str] | None = None) -> Brackets:
    """The brackets of a wording.

    `sponsors` are the names that may stand before an alternative; where none are given, whatever stands before a colon
    in a bracket that directly follows another one is a sponsor.
    """
    if "[" not in source and "]" not in source:
        return Brackets(())
    row = tokens(source).row
    signs, unbalanced = _paired(row)
    read = _Reading(row, None if sponsors is None else frozenset(sponsors), signs)
    return Brackets(tuple(read.between(0, len(row))), tuple(_around(row, place) for place in unbalanced))


def choose(source: str, number: int, alternative: int, sponsors: Collection[str] | None = None) -> str:
    """The wording with one alternative of a bracket in its place, counted from 0, without signs and sponsors.

    Refused as `NoSuchBracket` where the wording has no such alternative.
    """
    bracket = _found(source, number, sponsors)
    if not 0 <= alternative < len(bracket.choices):
        raise NoSuchBracket
    return _replaced(source, bracket, tokens(bracket.choices[alternative].words).row)


def keep(source: str, number: int, sponsors: Collection[str] | None = None) -> str:
    """The wording without the signs of a bracket, all that stands in it kept.

    Refused as `NoSuchBracket` for a bracket that has more than one alternative or is a placeholder.
    """
    bracket = _found(source, number, sponsors)
    if bracket.kind is not BracketKind.WORDS:
        raise NoSuchBracket
    return choose(source, number, 0, sponsors)


def drop(source: str, number: int, sponsors: Collection[str] | None = None) -> str:
    """The wording without a bracket and all that stands in it; one space goes as well where it would be left over."""
    return _replaced(source, _found(source, number, sponsors), ())


def fill(source: str, number: int, words: str, sponsors: Collection[str] | None = None) -> str:
    """The wording with other words in the place of a bracket, as for a placeholder; refused as `NothingFilledIn`."""
    row = without_ends(tokens(words).row)
    if not row:
        raise NothingFilledIn
    return _replaced(source, _found(source, number, sponsors), row)


# Reading

_DELETION = "delete"
_NOUNS = {
    *("amount", "city", "country", "date", "day", "document", "figure", "hour", "link", "month", "name", "names"),
    *("number", "numbers", "place", "reference", "symbol", "text", "time", "title", "venue", "year"),
}
"""What a placeholder names that somebody will know later."""
_BESIDE_NOUNS = {"a", "an", "and", "of", "or", "the"}
_LATER = re.compile(
    r"(?:tb[acd]|to be (?:added|agreed|announced|completed|confirmed|decided|determined|filled in|inserted)"
    r"|(?:insert|name of|date of|place of|title of)\s.+)",
    re.IGNORECASE,
)
_LEFT = re.compile(
    "|".join(
        form.replace(" ", r"\s+")
        for form in (
            r"(?:paragraph|clause) left to .+",
            r"(?:paragraphe|alinéa|clause) (?:laissée?|renvoyée?) (?:à|aux?) .+",
            r"(?:absatz|ziffer|klausel) .+ (?:überlassen|vorbehalten)",
            r"(?:párrafo|apartado|cláusula) (?:dejad|remitid)[oa] (?:al?|a) .+",
            r"(?:paragrafo|punto|clausola) (?:lasciat|rimess)[oa] (?:a|al|allo|alla|ai|agli|alle) .+",
            r"(?:parágrafo|cláusula) deixad[oa] (?:a|à|às|aos?) .+",
            r"(?:ustęp|punkt) pozostawiony .+",
            r"(?:stavak|stav|odstavek|točka|tačka) (?:prepušten|prepuščen)[aio]? .+",
            r"(?:став|тачка) препуштен[аио]? .+",
            r"(?:параграф|точка|член),? оставена? на .+",
            r"(?:пункт|абзац) (?:оставлен|передан)(?: на усмотрение)? .+",
            r"(?:paragraf|fıkra|madde) .+ bırakılmıştır",
            r"παράγραφος (?:που )?αφήνεται (?:στ(?:ον|ην|ο|ους|ις|α)|σε) .+",
            r"paragraf lăsat .+",
            r"paragraf i lënë .+",
        )
    ),
    re.IGNORECASE,
)
"""How a clause says, in the languages of this region's texts, that it is left to a higher level."""
_BLANK = re.compile(r"[\s.…_?–—-]*|[\s.…]*(?:X+|x{2,}|N{1,2}|n{2})[\s.…]*")


class _Reading:
    """The brackets of a row of tokens, counted as they are read."""

    def __init__(self, row: Sequence[Token], sponsors: frozenset[str] | None, signs: dict[int, int]) -> None:
        self._row = row
        self._sponsors = sponsors
        self._signs = signs
        """The closing sign of each opening one."""
        self._count = 0

    def between(self, start: int, end: int) -> Iterator[Bracket]:
        """The outer brackets between two places."""
        place = start
        while place < end:
            if place in self._signs:
                bracket = self._bracket(place)
                yield bracket
                place = bracket.end
            else:
                place += 1

    def _bracket(self, start: int) -> Bracket:
        number = self._count
        self._count += 1
        openings = [start, *self._rivals(start)]
        within = tuple(
            inner for opening in openings for inner in tuple(self.between(opening + 1, self._signs[opening]))
        )
        end = self._signs[openings[-1]] + 1
        words = source_of(self._row[start:end])
        if len(openings) > 1:
            choices = tuple(self._sponsored(opening) or self._choice(opening + 1, opening) for opening in openings)
            return Bracket(number, BracketKind.ALTERNATIVES, start, end, words, choices, within)
        if self._sponsors is not None and (only := self._sponsored(start)):
            return Bracket(number, BracketKind.WORDS, start, end, words, (only,), within)
        whole = self._choice(start + 1, start)
        # A stroke in the name of those to whom a clause is left parts no alternatives.
        choices = (whole,) if not within and _says_left(whole.words) else tuple(self._alternatives(start))
        kind = BracketKind.ALTERNATIVES if len(choices) > 1 else BracketKind.WORDS
        if len(choices) == 1 and not within and is_placeholder(choices[0].words):
            kind = BracketKind.PLACEHOLDER
        return Bracket(number, kind, start, end, words, choices, within)

    def _rivals(self, start: int) -> Iterator[int]:
        """The opening signs of the brackets after one, each with its sponsors, one space before it."""
        place = self._signs[start] + 2
        while place in self._signs and is_space(self._row[place - 1]) and self._sponsored(place):
            yield place
            place = self._signs[place] + 2

    def _sponsored(self, opening: int) -> Choice | None:
        """What stands in a bracket after the names of its sponsors and a colon."""
        for place in range(opening + 1, self._signs[opening]):
            if place in self._signs or text_of(self._row[place]) == "\n":
                return None
            if text_of(self._row[place]) == ":":
                break
        else:
            return None
        names = "".join(map(text_of, self._row[opening + 1 : place])).split(", ")
        is_known = all(map(str.strip, names)) if self._sponsors is None else self._sponsors.issuperset(names)
        if not is_known or not is_space(self._row[place + 1]):
            return None
        return self._choice(place + 1, opening, tuple(names))

    def _choice(self, start: int, opening: int, sponsors: tuple[str, ...] = ()) -> Choice:
        return self._stretch(start, self._signs[opening], sponsors)

    def _stretch(self, start: int, end: int, sponsors: tuple[str, ...] = ()) -> Choice:
        start, end = trimmed(self._row, start, end)
        words = source_of(self._row[start:end])
        return Choice(start, end, "" if sponsors and words == _DELETION else words, sponsors)

    def _alternatives(self, opening: int) -> Iterator[Choice]:
        """What stands in a bracket, divided at the strokes that part alternatives."""
        start = opening + 1
        for stroke in (*self._strokes(start, self._signs[opening]), self._signs[opening]):
            yield self._stretch(start, stroke)
            start = stroke + 1

    def _strokes(self, start: int, end: int) -> list[int]:
        """The strokes between alternatives: those beside white space, or else those between words ("shall/should")."""
        places: list[int] = []
        place = start
        while place < end:
            if text_of(self._row[place]) == "/":
                places.append(place)
            place = self._signs[place] + 1 if place in self._signs else place + 1
        spaced = [place for place in places if is_space(self._row[place - 1]) or is_space(self._row[place + 1])]
        return spaced or [place for place in places if start < place < end - 1 and self._parts_words(place)]

    def _parts_words(self, stroke: int) -> bool:
        left, right = text_of(self._row[stroke - 1]), text_of(self._row[stroke + 1])
        if (left.casefold(), right.casefold()) == ("and", "or"):
            return False
        return (left[-1].isalpha() or left == "]") and (right[0].isalpha() or right == "[")


LEFT_TO = "Paragraph left to {whom}"
"""The words of a style that has none of its own for it."""


def left_blank(whom: str, words: str = LEFT_TO) -> str:
    """What stands in the place of a clause that is left to a higher level: a placeholder with their name."""
    return f"[{words.format(whom=whom)}]"


def is_left(placeholder: str) -> bool:
    """Whether a placeholder, with its brackets, says that the clause is left to a higher level."""
    return _LEFT.fullmatch(placeholder[1:-1].strip()) is not None


def _says_left(words: str) -> bool:
    return is_placeholder(words) and _LEFT.fullmatch(_said(words)) is not None


def is_placeholder(words: str) -> bool:
    """Whether words in brackets only say what is to stand there: nothing, dots, XX, "date", "to be confirmed",
    "paragraph left to leaders"."""
    if any(map(is_footnote, tokens(words).row)):
        return False
    said = _said(words)
    if _BLANK.fullmatch(said) or _LATER.fullmatch(said) or _LEFT.fullmatch(said):
        return True
    named = said.casefold().split()
    return set(named) <= _NOUNS | _BESIDE_NOUNS and not _NOUNS.isdisjoint(named) and named[-1] in _NOUNS


def _said(words: str) -> str:
    return "".join(map(text_of, tokens(words).row)).strip()


_DEEPEST = 30
"""Brackets nested more deeply are no brackets but loose signs."""


def _paired(row: Sequence[Token]) -> tuple[dict[int, int], list[int]]:
    """The closing sign of each opening one, and the signs without a partner."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    alone: list[int] = []
    for place, token in enumerate(row):
        sign = text_of(token)
        if sign == "[":
            opened.append(place)
        elif sign == "]":
            if not opened:
                alone.append(place)
            elif len(opened) > _DEEPEST:
                alone += (opened.pop(), place)
            else:
                pairs[opened.pop()] = place
    return pairs, sorted(alone + opened)


_AROUND = 7
"""How many tokens are shown to say where a sign stands."""


def _around(row: Sequence[Token], place: int) -> Unbalanced:
    sign = text_of(row[place])
    beside = row[place + 1 : place + 1 + _AROUND] if sign == "[" else row[max(place - _AROUND, 0) : place]
    return Unbalanced(place, sign, "".join(map(text_of, beside)).strip())


def _with_inner(some: Iterable[Bracket]) -> Iterator[Bracket]:
    for bracket in some:
        yield bracket
        yield from _with_inner(bracket.within)


# Resolving


def _found(source: str, number: int, sponsors: Collection[str] | None) -> Bracket:
    for bracket in brackets(source, sponsors).all:
        if bracket.number == number:
            return bracket
    raise NoSuchBracket


def _replaced(source: str, bracket: Bracket, coming: Sequence[Token]) -> str:
    """The wording with other tokens in the place of a bracket."""
    row = tokens(source).row
    before, after = row[: bracket.start], row[bracket.end :]
    if coming:
        # Two brackets side by side hold two words.
        if before and text_of(before[-1]) == "]" and is_word(coming[0]):
            before = (*before, " ")
        if after and text_of(after[0]) == "[" and is_word(coming[-1]):
            after = (" ", *after)
    elif before and is_space(before[-1]):
        if not after or is_space(after[0]) or text_of(after[0]) in AFTER_NO_SPACE:
            before = before[:-1]
    elif after and is_space(after[0]) and (not before or text_of(before[-1]) in BEFORE_NO_SPACE):
        after = after[1:]
    return source_of((*before, *coming, *after))
