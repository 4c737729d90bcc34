"""Agreed language: by which words an adopted clause is found again, and how near a wording is to it.

No language is favoured: words lose capitals and accents and nothing else, and a search for the beginning of a word
finds all its endings.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts
from jointstatement.text.wording import plain

LONGEST_WORD = 100
"""Signs of a word by which it is found; the rest of a longer one is not looked at."""
_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class AgreedWords:
    """A clause or item of an adopted text as it is remembered."""

    part: Part
    place: int
    label: str
    words: str
    digest: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person looks for."""

    beginnings: tuple[str, ...]
    """Beginnings of words, all of which have to be there."""
    phrases: tuple[str, ...] = ()
    """Whole words in their order, put in quotation marks."""


def remembered(parts: Sequence[Part]) -> tuple[AgreedWords, ...]:
    """The clauses and items of an adopted text, in order."""
    return tuple(
        AgreedWords(part, place, label, " ".join(folded(part.wording)), digest_of(part.wording))
        for place, (part, label) in enumerate(zip(parts, number_parts(parts), strict=True), start=1)
        if part.kind in CLAUSE_KINDS or part.kind is PartKind.ITEM
    )


def folded(wording: str) -> tuple[str, ...]:
    """The words of a wording without capitals, accents, marks and punctuation."""
    letters = unicodedata.normalize("NFKD", plain(wording).casefold()).casefold()
    bare = "".join(sign for sign in letters if unicodedata.category(sign) != "Mn")
    signs = "".join(sign if unicodedata.category(sign)[0] in "LN" else " " for sign in bare)
    return tuple(word[:LONGEST_WORD] for word in signs.split())


def digest_of(wording: str) -> str:
    """What two wordings have in common that read the same; type and white space do not count."""
    return sha256(" ".join(plain(wording).split()).encode()).hexdigest()


def sought(typed: str) -> Sought:
    """What was typed into the search: words, and in quotation marks whole phrases."""
    phrases = tuple(filter(None, (" ".join(folded(_literal(each))) for each in _PHRASE.findall(typed))))
    beginnings = folded(_literal(_PHRASE.sub(" ", typed)))
    return Sought(tuple(dict.fromkeys(beginnings)), tuple(dict.fromkeys(phrases)))


def likeness(one: str, other: str) -> float:
    """How like two wordings are, from 0 to 1: the share of neighbouring words that stand in both."""
    mine, theirs = _neighbours(folded(one)), _neighbours(folded(other))
    count = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / count if count else 0.0


def _neighbours(words: Sequence[str]) -> Counter[tuple[str, str]]:
    row = ("", *words, "") if words else ()
    return Counter(pairwise(row))


def _literal(typed: str) -> str:
    """What was typed is no light marks."""
    return re.sub(r"[\\*_\[\]^`~]", " ", typed)
