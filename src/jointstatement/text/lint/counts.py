"""Stated counts: "six members (Bulgaria, Greece …)" against the list, and against who gave inputs in the named call."""

import re
from collections.abc import Iterator

from jointstatement.errors import N_
from jointstatement.text.lint.lists import names_of
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: number for number, word in enumerate(_SMALL, start=1)} | {
    word: number * 10 for number, word in enumerate(_TENS, start=3)
}
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?<![\w/.,:–-])(?P<number>(?:twenty|{'|'.join(_TENS)})[-\s](?:{'|'.join(_SMALL[:9])})|{_WORD}|\d{{1,3}})"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_NOUN = rf"(?P<noun>(?:\s+(?!{_MONTH})[^\W\d_][\w’'-]*){{1,5}})"
_LISTED = re.compile(
    rf"{_NUMBER}{_NOUN}(?:\s*,?\s*(?:namely|i\.e\.,?)\s*,?\s*(?P<named>[^.;()]+)|\s*:\s*(?P<after>[^.;:()]+)"
    rf"|\s*\((?P<inside>[^()]{{5,}})\))",
    re.IGNORECASE,
)
_GAVE = re.compile(
    rf"\b(?:inputs?|contributions?|repl(?:y|ies)|answers?)\b[^.;()]{{0,60}}?{_NUMBER}"
    rf"(?:\s+(?!{_MONTH})[^\W\d_][\w’'-]*){{0,3}}?\s+"
    r"(?:members?|participants?|delegations?|economies|partners?|countries|states|capitals)\b"
    r"(?:\s*\((?P<inside>[^()]{5,})\))?",
    re.IGNORECASE,
)


def stated_counts(text: Text) -> Iterator[StyleWarning]:
    """Counts that differ from the list that follows them, or from the register of who gave inputs."""
    for place, words in enumerate(text.words):
        yield from _against_lists(text, place, words)
        if text.facts.register is not None:
            yield from _against_register(text, place, words, text.facts.register)


def number_of(said: str) -> int:
    """The number that a word or digits say; "twenty-one" is 21."""
    parts = re.split(r"[-\s]", said.lower())
    return int(said) if said.isdigit() else sum(_NUMBERS[part] for part in parts)


def _against_lists(text: Text, place: int, words: str) -> Iterator[StyleWarning]:
    for found in _LISTED.finditer(words):
        if text.language == "en" and not _is_plural(found["noun"]):
            continue
        listed = names_of(found["inside"] or found["after"] or found["named"], whole=text.whole_names)
        stated = number_of(found["number"])
        if listed and len(listed) != stated:
            yield warning(
                text,
                place,
                Subject.COUNT,
                found.span(),
                N_("The text says “{stated}”, and the list that follows has {listed} names."),
                stated=found["number"],
                listed=len(listed),
            )


def _against_register(text: Text, place: int, words: str, register: tuple[str, ...]) -> Iterator[StyleWarning]:
    naming = text.facts.naming
    for found in _GAVE.finditer(words):
        if number_of(found["number"]) != len(register):
            yield warning(
                text,
                place,
                Subject.REGISTER,
                found.span(),
                N_("The text says “{stated}”; the register of the call for inputs has {given}."),
                stated=found["number"],
                given=len(register),
            )
        listed = names_of(found["inside"] or "", whole=text.whole_names)
        spoken = (lambda name: naming.spoken(name).casefold()) if naming else str.casefold
        gave, named = {spoken(name): name for name in register}, {spoken(name): name for name in listed}
        for missing in [name for key, name in gave.items() if listed and key not in named]:
            yield warning(
                text,
                place,
                Subject.REGISTER,
                found.span("inside"),
                N_("{name} gave inputs by the register and is not in this list."),
                name=naming.spoken(missing) if naming else missing,
            )
        for extra in [name for key, name in named.items() if key not in gave]:
            yield warning(
                text,
                place,
                Subject.REGISTER,
                found.span("inside"),
                N_("{name} is in this list and gave no inputs by the register."),
                name=extra,
            )


def _is_plural(noun: str) -> bool:
    last = noun.split()[-1].lower()
    return last.endswith("s") or last in {"people", "women", "men", "children", "following"}
