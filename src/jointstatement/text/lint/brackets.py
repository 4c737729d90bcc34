"""Brackets that are open, text that is not agreed, and words written twice."""

import re
from collections.abc import Iterator

from jointstatement.errors import N_
from jointstatement.text.lint.lists import words_of
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning

_CLOSES = {")": "(", "]": "[", "}": "{"}
_MARKER = re.compile(r"(?:^|[\s(,;:])(?:[a-z]{1,2}|[ivxl]{1,5}|\d{1,3}|[A-Z])\)")
_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_]+)([\s\u200b]+)(\1)(?![\w’'-])", re.IGNORECASE)
_MAY_REPEAT = {
    "en": words_of("that had"),
    "fr": words_of("nous vous"),
    "de": words_of("die der das sie"),
    "it": words_of("si mano"),
    "sv": words_of("det"),
}
_REDUPLICATING = frozenset({"tr", "az", "id", "ms"})
"""Languages that say a word twice to say more; there only short words are taken for slips."""


def brackets(text: Text) -> Iterator[StyleWarning]:
    """Brackets without their partner within a part, and square ones, which hold what is not agreed."""
    for place, words in enumerate(text.words):
        markers = {found.end() - 1 for found in _MARKER.finditer(words)}
        opened: list[tuple[str, int]] = []
        square = 0
        for at, sign in enumerate(words):
            if sign in "([{":
                opened.append((sign, at))
                square += sign == "["
            elif sign in _CLOSES:
                if opened and opened[-1][0] == _CLOSES[sign]:
                    _, start = opened.pop()
                    square -= sign == "]"
                    if sign == "]" and not square:
                        yield warning(
                            text,
                            place,
                            Subject.OPEN_TEXT,
                            (start, at + 1),
                            N_("Square brackets hold what is not agreed or not filled in yet."),
                        )
                elif at not in markers or sign != ")":
                    yield warning(
                        text, place, Subject.BRACKET, (at, at + 1), N_("This bracket closes and was not opened.")
                    )
        for _, at in opened:
            yield warning(text, place, Subject.BRACKET, (at, at + 1), N_("This bracket is opened and not closed."))


def double_words(text: Text) -> Iterator[StyleWarning]:
    """A word that stands twice in a row."""
    may = _MAY_REPEAT.get(text.language, frozenset())
    for place, words in enumerate(text.words):
        for found in _TWICE.finditer(words):
            first, second = found[1], found[3]
            slips = text.language not in _REDUPLICATING or len(first) <= 3
            is_name = first[0].isupper() and second[0].isupper()
            if slips and not is_name and len(first) > 1 and first.lower() not in may:
                yield warning(
                    text,
                    place,
                    Subject.DOUBLE_WORD,
                    found.span(),
                    N_("“{word}” stands here twice."),
                    word=second,
                )
