"""Lists of names within a sentence: "Bulgaria, Greece and Serbia"."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_SEPARATOR = re.compile(r"\s*(?:,\s*(?:(?:and|or|et|und|och|og|i|ve|e|y|и|και|dhe|și)\s+)?|;\s*)")
_AND = re.compile(r"\s+(?:and|et|und|och|og|i|ve|e|y|и|και|dhe|și)\s+")
_FOOTNOTE_SIGNS = "*†‡¹²³"

UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
"""Capital letters of the Latin, Greek and Cyrillic alphabets, for a class of signs in a pattern."""


def words_of(line: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(line.split())


_INNER = words_of("and of the i et och und ve de la du des e y и και den der di a &")
_TWO_IN_ONE = re.compile(r"bosn|trinidad|antigua|s[ãa]o tom|saint|serbia and mont")
"""How names begin that hold an "and" of their own."""


@dataclass(frozen=True, slots=True)
class NameList:
    """Names in a row and where they stand in the words of a part."""

    names: tuple[str, ...]
    start: int
    end: int


def names_of(stretch: str, *, whole: Collection[str] = ()) -> tuple[str, ...]:
    """The names of a stretch that is nothing but a list of names; () for any other stretch.

    `whole` are names that are known, in small letters: an "and" within them is their own.
    """
    pieces = [piece.strip() for piece in _SEPARATOR.split(stretch.strip(" .:;")) if piece.strip()]
    if not pieces:
        return ()
    pieces = [*pieces[:-1], *_divided(pieces[-1], whole)]
    names = tuple(re.sub(r"^(?:the|and)\s+", "", piece).strip(_FOOTNOTE_SIGNS + " ") for piece in pieces)
    return names if len(names) > 1 and all(map(_is_name, names)) else ()


def rows_of_known(words: str, known: Collection[str]) -> tuple[NameList, ...]:
    """Three or more known names in a row, wherever they stand in the words; the longest forms first."""
    forms = sorted({form for form in known if form}, key=len, reverse=True)
    if not forms:
        return ()
    one = r"(?:the\s+)?(?:" + "|".join(rf"{re.escape(form)}(?!\w)" for form in forms) + r")[*†]?"
    joint = r"(?:\s*,\s*(?:and\s+|et\s+|und\s+|och\s+|i\s+|ve\s+)?|\s+(?:and|et|und|och|og|i|ve)\s+)"
    rows: list[NameList] = []
    for row in re.finditer(rf"(?<!\w){one}(?:{joint}{one}){{2,}}", words):
        inside = re.finditer("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms), row.group())
        rows.append(NameList(tuple(found.group() for found in inside), row.start(), row.end()))
    return tuple(rows)


def _divided(piece: str, whole: Collection[str]) -> list[str]:
    """A last piece as one name, or as those that "and" joins."""
    for found in _AND.finditer(piece):
        head, tail = piece[: found.start()], piece[found.end() :]
        if _is_whole(piece, whole):
            break
        if _is_whole(head, whole) or not _TWO_IN_ONE.match(head.lower()):
            return [head, *_divided(tail, whole)]
        if more := _AND.search(tail):
            return [piece[: found.end() + more.start()], *_divided(tail[more.end() :], whole)]
    return [piece]


def _is_whole(piece: str, whole: Collection[str]) -> bool:
    return piece.strip(_FOOTNOTE_SIGNS + " ").lower() in whole


def _is_name(piece: str) -> bool:
    words = [word for word in piece.split() if word.lower() not in _INNER]
    return 0 < len(words) <= 6 and all(word.strip("“”\"'’*()")[:1].isupper() for word in words)
