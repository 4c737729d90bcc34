"""Two spellings of one name in the same text: "Hercegovina" here, "Herzegovina" there."""

import re
from collections import defaultdict
from collections.abc import Iterator

from jointstatement.errors import N_
from jointstatement.text.collation import without_accents
from jointstatement.text.lint.lists import UPPER
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning

_WORD = rf"[{UPPER}][^\W\d_]*(?:[-’'][^\W\d_]+)*"
_NAME = re.compile(rf"{_WORD}(?:(?:\s+(?:and|of|the)){{0,2}}\s+{_WORD})*")
_POSSESSIVE = re.compile(r"['’]s\b|['’]$")
_SHORTEST = 6


def two_forms(text: Text) -> Iterator[StyleWarning]:
    """Names that are written in two ways; the warning stands where the second way is met first."""
    written: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
    for place, words in enumerate(text.words):
        for found in _names(words):
            form, start = found
            key = skeleton(form)
            if len(key) >= _SHORTEST:
                written[key].setdefault(form, (place, start, start + len(form)))
    for ways in written.values():
        plain = {re.sub(r"[\s’'-]+", " ", way).casefold(): way for way in reversed(ways)}
        first, *others = sorted(plain.values(), key=lambda way: ways[way])
        for other in others:
            place, start, end = ways[other]
            yield warning(
                text,
                place,
                Subject.FORMS,
                (start, end),
                N_("“{other}” stands here, and “{first}” elsewhere in the text."),
                other=other,
                first=first,
            )


def skeleton(name: str) -> str:
    """What is left of a name when spelling does not count: accents, "and", z and c for s, y for i, doubled letters."""
    small = without_accents(_POSSESSIVE.sub("", name).casefold())
    small = re.sub(r"\b(?:and|the|of)\b|[^\w]", "", small.replace("&", ""))
    small = re.sub(r"c(?=[ei])|z", "s", small)
    small = small.replace("y", "i").replace("ph", "f").replace("ck", "k").replace("c", "k").replace("q", "k")
    return re.sub(r"(.)\1+", r"\1", small)


def _names(words: str) -> Iterator[tuple[str, int]]:
    """Capitalised words in a row, and each of them alone, with where they begin. Words all in capitals are none."""
    for found in _NAME.finditer(words):
        whole = _POSSESSIVE.sub("", found.group())
        if whole.isupper():
            continue
        article = re.match(r"(?:The|A|An)\s+", whole)
        if " " in whole and not article:
            yield whole, found.start()
        for word in re.finditer(_WORD, whole):
            if not word.group().isupper():
                yield _POSSESSIVE.sub("", word.group()), found.start() + word.start()
