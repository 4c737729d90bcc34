"""Symbols of adopted texts, as "RCF/2026/7": the form that a body writes them in, and which comes next in its row."""

import re
import unicodedata
from collections.abc import Collection

YEAR, SHORT_YEAR, NUMBER = "{year}", "{short_year}", "{number}"
_PLACES = re.compile(r"\{(?:year|short_year|number)\}")


def is_form(written: str) -> bool:
    """Whether symbols can be made of it: one place for the number, places that are known, no other braces."""
    return written.count(NUMBER) == 1 and not re.search(r"[{}]", _PLACES.sub("", written))


def counts_by_year(form: str) -> bool:
    """Whether the row of a form begins anew each year: only where the year stands in it."""
    return YEAR in form or SHORT_YEAR in form


def symbol_of(form: str, *, year: int, number: int) -> str:
    """The symbol with this number."""
    shown = {YEAR: f"{year:04d}", SHORT_YEAR: f"{year % 100:02d}", NUMBER: str(number)}
    return _PLACES.sub(lambda place: shown[place[0]], form)


def next_in_row(form: str, *, year: int, last: int, taken: Collection[str]) -> int:
    """The first number after the last that was given whose symbol is not taken; `taken` is `folded`."""
    number = last + 1
    while folded(symbol_of(form, year=year, number=number)) in taken:
        number += 1
    return number


def folded(symbol: str) -> str:
    """By what two symbols are the same: capitals, wide signs and the amount of white space make no other."""
    return " ".join(unicodedata.normalize("NFKC", symbol).casefold().split())
