"""How parts are cited and how lists are lettered: clause "3", item "3(a)(i)", footnote "1", inserted clause "3bis"."""

import re
from collections.abc import Collection, Sequence

from jointstatement.terms import PartKind
from jointstatement.text.document import Part

_LATIN = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies", "undecies", "duodecies",
    "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies", "novodecies", "vicies",
)  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def number_parts(parts: Sequence[Part]) -> tuple[str, ...]:
    """The label by which each part is cited, in the order of the parts; "" for what has none.

    Clauses count through headings: "1", "2" …; where a text has both kinds, preambular clauses are "PP1", "PP2" …
    and operative ones "1", "2" …. An item continues its clause's label: "3(a)", one level deeper "3(a)(i)", then
    letters again. A continuation paragraph (an item whose label is "") has no label and takes no letter. A footnote
    has its own mark, or its number among the footnotes without one. Title, subtitle, chapeau, headings, formulas and
    closing have "".
    """
    both_kinds = {PartKind.PREAMBULAR, PartKind.OPERATIVE} <= {part.kind for part in parts}
    labels: list[str] = []
    counts = dict.fromkeys(PartKind, 0)
    clause_label = ""
    item_path: list[int] = []
    for part in parts:
        label = ""
        if part.is_clause:
            counts[part.kind] += 1
            prefix = "PP" if both_kinds and part.kind is PartKind.PREAMBULAR else ""
            label = clause_label = f"{prefix}{counts[part.kind]}"
            item_path = []
        elif part.kind is PartKind.ITEM and part.label != "":
            item_path = _next_item(item_path, part.level)
            label = clause_label + "".join(item_label(depth, n) for depth, n in enumerate(item_path, start=1))
        elif part.kind is PartKind.FOOTNOTE:
            counts[part.kind] += part.mark is None
            label = part.mark if part.mark is not None else str(counts[part.kind])
        labels.append(label)
    return tuple(labels)


def item_label(level: int, number: int) -> str:
    """The list marker of an item: "(a)" on the levels 1, 3, 5 …, "(i)" on the levels 2, 4, 6 …."""
    return f"({lower_letter(number) if level % 2 else lower_roman(number)})"


def inserted_label(previous: str, taken: Collection[str]) -> str:
    """The label of a clause inserted after the one labelled `previous`: "3bis", and where that is taken "3ter" ….

    An insertion after "3bis" belongs to 3 too: "3ter". When the Latin words are used up it goes on with "3(21)".
    """
    stem = _stem(previous)
    for word in _LATIN:
        if stem + word not in taken:
            return stem + word
    number = len(_LATIN) + 2
    while f"{stem}({number})" in taken:
        number += 1
    return f"{stem}({number})"


def alternative_label(label: str, number: int) -> str:
    """The label of the n-th alternative to a clause, counted from 1: "3alt", "3alt2", "3alt3" …."""
    if number < 1:
        raise ValueError(f"alternatives are counted from 1, not from {number}")
    return f"{label}alt" if number == 1 else f"{label}alt{number}"


def lower_letter(number: int) -> str:
    """The n-th letter label, counted from 1: a … z, aa, ab …."""
    if number < 1:
        raise ValueError(f"letters are counted from 1, not from {number}")
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def lower_roman(number: int) -> str:
    """The number in small Roman numerals, from 1 on: i, ii, iii, iv …."""
    if number < 1:
        raise ValueError(f"Roman numerals are counted from 1, not from {number}")
    numeral = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral


def _next_item(path: list[int], level: int) -> list[int]:
    """The place of the next item of a level below the place of the one before it.

    An item deeper than its predecessor allows stands one level below it, so that every label can be cited.
    """
    depth = min(max(level, 1), len(path) + 1)
    return [*path[: depth - 1], path[depth - 1] + 1 if depth <= len(path) else 1]


def _stem(label: str) -> str:
    label = re.sub(r"\(\d+\)\Z", "", label)
    for word in sorted(_LATIN, key=len, reverse=True):
        if label.endswith(word) and len(label) > len(word):
            return label.removesuffix(word)
    return label
