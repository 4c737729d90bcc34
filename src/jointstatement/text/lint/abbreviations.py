"""Abbreviations that are used and nowhere before written out."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from jointstatement.errors import N_
from jointstatement.terms import PartKind
from jointstatement.text.collation import without_accents
from jointstatement.text.lint.lists import UPPER, words_of
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning

KNOWN = words_of("EU UN NATO OSCE UNESCO UNICEF G7 G8 G20 AIDS HIV COVID GDP NGO UK US USA USD EUR GBP TV PDF")
"""What needs no writing out in any text; a body's profile adds its own."""

_USED = re.compile(r"(?<![\w.])(?:[A-ZÀ-ÞČŠŽĆĐΑ-ΩА-Я](?:[a-z]?[A-ZÀ-ÞČŠŽĆĐΑ-ΩА-Я0-9]){1,9}s?)(?![\w])")
_ROMAN = re.compile(r"[IVXLCDM]+")
_CODE = re.compile(r"[A-Z]\d+|[A-Z]{1,3}/|PP\d+|OP\d+")
_EMPHASIS = re.compile(r"[A-Z]+(?:ING|ED)|WE|HEREBY|FULLY")
_TITLES = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.HEADING})
_GIVEN_NAME = re.compile(rf"(?<!\w)[{UPPER}][^\W\d_]*[a-zà-ž]\s+(?:[{UPPER}]\.\s+)?$")
"""A word before a surname in capitals: "Mario ROSSI"."""
_SURNAME = 4
_LETTERS = re.compile(r"[^\W\d_]+")
_LONG = 8
"""A word of more letters in capitals is emphasis."""
_SMALL_WORDS = words_of("and of the for in on to a an et de la des du pour och i za u und für der die das")


def undefined_abbreviations(text: Text) -> Iterator[StyleWarning]:
    """The first mention of each abbreviation that is neither known nor written out there or before."""
    naming = text.facts.naming
    known = KNOWN | text.facts.known_abbreviations | (naming.known_abbreviations if naming else frozenset())
    met = _met("\n".join(text.words))
    seen: set[str] = set()
    offset = 0
    for place, words in enumerate(text.words):
        # A title stands before anything could be written out.
        is_title = text.parts[place].kind in _TITLES or _is_shouted(words)
        for found in () if is_title else _USED.finditer(words):
            used = found.group().removesuffix("s")
            if used in seen or used in known or used.lower() in met.small or not _may_be(used, words, found):
                continue
            seen.add(used)
            if not _is_explained_here(words, found) and not met.spells_out(used, before=offset + found.start()):
                yield warning(
                    text,
                    place,
                    Subject.ABBREVIATION,
                    found.span(),
                    N_("“{abbreviation}” is not written out before it is used here."),
                    abbreviation=used,
                )
        offset += len(words) + 1


def _may_be(used: str, words: str, found: re.Match[str]) -> bool:
    if len(used) > _LONG or _ROMAN.fullmatch(used) or _CODE.fullmatch(used) or _EMPHASIS.fullmatch(used):
        return False
    if len(used) > _SURNAME and used.isalpha() and _GIVEN_NAME.search(words[: found.start()]):
        return False
    after, before = words[found.end() : found.end() + 2], words[max(0, found.start() - 1) : found.start()]
    # A symbol of a document ("BS/FM/R(2000)2") and a word in capitals among its like are no abbreviations.
    is_symbol = after[:1] in {"/", "-"} and (after[1:].isupper() or after[1:].isdigit())
    return not (is_symbol or before == "/" or _stands_in_a_row(words, found))


def _stands_in_a_row(words: str, found: re.Match[str]) -> bool:
    """Another word in capitals, longer than abbreviations are, beside it: a heading or emphasis."""
    near = re.findall(r"[^\W\d_]+", words[max(0, found.start() - 14) : found.end() + 14])
    return any(word.isupper() and len(word) > 4 and word != found.group() for word in near)


def _is_shouted(words: str) -> bool:
    letters = [sign for sign in words if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > 0.6 * len(letters)


def _is_explained_here(words: str, found: re.Match[str]) -> bool:
    """In brackets behind the words that it stands for, or followed by them in brackets."""
    if words[: found.start()].endswith("(") and words[found.end() : found.end() + 1] in {")", ",", ";", " ", "/", "–"}:
        return True
    return re.match(r"\s*\([^()]{6,}\)", words[found.end() :]) is not None


@dataclass(frozen=True, slots=True)
class _Met:
    """The words of a whole text, where they begin, and which abbreviations stand in brackets from where on."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    places: dict[str, list[int]]
    """Where capitalised words with an initial stand in the row of words."""
    bracketed: dict[str, int]
    small: frozenset[str]

    def spells_out(self, used: str, *, before: int) -> bool:
        """Whether it stood in brackets before this place, or words with its initials did."""
        if self.bracketed.get(used, before) < before:
            return True
        wanted = without_accents(used).lower()
        return any(
            self.starts[start] < before and self._has_initials(start, wanted)
            for start in self.places.get(wanted[0], ())
        )

    def _has_initials(self, start: int, wanted: str) -> bool:
        """Whether words from here on begin with these letters, small words between them left aside."""
        place = start
        for letter in wanted:
            while place < len(self.words) and self._is_small(place) and _initial(self.words[place]) != letter:
                place += 1
            if place >= len(self.words) or _initial(self.words[place]) != letter:
                return False
            if not self.words[place][0].isupper() and not self._is_small(place):
                return False
            place += 1
        return True

    def _is_small(self, place: int) -> bool:
        return self.words[place].lower() in _SMALL_WORDS


def _met(whole: str) -> _Met:
    found = list(_LETTERS.finditer(whole))
    places: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(found):
        if word.group()[0].isupper():
            places[_initial(word.group())].append(number)
    bracketed: dict[str, int] = {}
    for bracket in re.finditer(r"\(([^()]{2,80})\)", whole):
        for piece in re.split(r"[\s“”\"/,;–-]+", bracket[1]):
            bracketed.setdefault(str(piece).removesuffix("s"), bracket.start())
    words = tuple(word.group() for word in found)
    return _Met(words, tuple(word.start() for word in found), places, bracketed, frozenset(words))


def _initial(word: str) -> str:
    return without_accents(word[0]).lower()
