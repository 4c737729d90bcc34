"""Puts words of a wording right, and tells where that may be more than a slip of the pen.

A stretch that is mended is known by its words, marks included, and stands in the wording just once; one that is read
anew is known by its bare signs, as a corrigendum quotes them. The signs of substance are told of English alone:
numbers, negations, and verbs that oblige or permit.
"""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from jointstatement.errors import WordsNotThere, WordsThereMoreThanOnce
from jointstatement.terms import SubstanceSign
from jointstatement.text.tokens import Token, is_space, source_of, tokens, without_ends
from jointstatement.text.wording import FootnoteMark, Run, parse, plain, write

Mending = tuple[str, str]
"""For these words those; "" takes them out."""

_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NUMBER = re.compile(
    r"\d.*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    r"billion|half|third|quarter|first|second|fourth|fifth|both|each|all|every|once|twice"
)
_NEGATION = re.compile(
    r"not|no|nor|never|neither|none|cannot|without|unless|except|nothing|nobody|don’t|won’t|shan’t|can’t"
)
_OBLIGATION = re.compile(
    r"shall|must|will|should|may|might|can|could|ought|would|need|"
    r"(?:agree|commit|decide|undertake|request|require|urge|encourage|invite|call|resolve|pledge)(?:t?e?d|s)?"
)
_SIGNS = {
    SubstanceSign.NUMBER: _NUMBER,
    SubstanceSign.NEGATION: _NEGATION,
    SubstanceSign.OBLIGATION: _OBLIGATION,
}


def place_of(row: Sequence[Token], sought: Sequence[Token], words: str) -> tuple[int, int]:
    """From which token to before which other one these stand. Raises `WordsNotThere` or `WordsThereMoreThanOnce`."""
    row, sought = tuple(row), tuple(sought)
    places = [at for at in range(len(row) - len(sought) + 1) if row[at : at + len(sought)] == sought]
    if not places or not sought:
        raise WordsNotThere(words=words)
    if len(places) > 1:
        raise WordsThereMoreThanOnce(words=words)
    return places[0], places[0] + len(sought)


def share_words(source: str, one: str, other: str) -> bool:
    """Whether two stretches of a wording have a word in common. Raises as `place_of`."""
    (start, end), (begin, stop) = _stretch(source, one), _stretch(source, other)
    return start < stop and begin < end


def mended(source: str, changes: Sequence[Mending]) -> str:
    """The wording with these changes, which share no words. Raises as `place_of`."""
    row = tokens(source).row
    places = sorted((_stretch(source, before), after) for before, after in changes)
    kept: list[Token] = []
    at = 0
    for (start, end), after in places:
        coming = without_ends(tokens(after).row)
        if not coming and end < len(row) and is_space(row[end]):
            end += 1
        elif not coming and start > at and is_space(row[start - 1]):
            start -= 1
        kept += [*row[at:start], *coming]
        at = max(at, end)
    return source_of((*kept, *row[at:]))


def read_anew(source: str, changes: Sequence[Mending]) -> str:
    """The wording with these stretches of its plain words read otherwise: each stands there once, none share a sign.

    What comes stands under the marks of the first sign that goes, and footnote marks stay. Words that go take the
    white space beside them along; the end of a line only where all words of that line go.
    """
    words = plain(source)
    stretches = []
    for before, after in changes:
        start = words.index(before)
        end = start + len(before)
        before_it, behind = words[:start][-1:], words[end : end + 1]
        if not after and before_it.isspace() and (before_it != "\n" or behind in {"", "\n"}):
            start -= 1
        elif not after and behind.isspace():
            end += 1
        stretches.append((start, end, after))
    anew: list[Run | FootnoteMark] = []
    at = 0
    for piece in parse(source):
        if isinstance(piece, FootnoteMark):
            anew.append(piece)
            continue
        kept = piece.text
        for start, end, after in sorted(stretches, reverse=True):
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                kept = kept[:first] + (after if start >= at else "") + kept[last:]
        at += len(piece.text)
        anew.append(replace(piece, text=kept))
    return write(anew)


def signs_of_substance(before: str, after: str) -> tuple[SubstanceSign, ...]:
    """What tells that a change may be more than editorial, in the order of the signs."""
    old, new = (
        Counter(word.lower().replace("'", "’") for word in _WORD.findall(plain(each))) for each in (before, after)
    )
    differing = set((old - new) | (new - old))
    return tuple(sign for sign, pattern in _SIGNS.items() if any(pattern.fullmatch(word) for word in differing))


def _stretch(source: str, words: str) -> tuple[int, int]:
    return place_of(tokens(source).row, without_ends(tokens(words).row), words)
