"""How parts are cited and how lists are lettered: clause "3", item "3(a)(i)", footnote "1", inserted clause "3bis"."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import Part

LATIN = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies", "undecies", "duodecies",
    "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies", "novodecies", "vicies",
)  # fmt: skip
"""What is put behind the number of the clause after which another one was inserted, in order."""
PREAMBULAR = "PP"
"""What stands before the number of a preambular clause, where a text has both kinds."""
_ANTE = re.compile(r"ante\d*\Z")
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

    Where numbers are held, a clause has its own, and one without is cited as inserted (`held_numbers`).
    """
    return _labels(tuple([(part.kind, part.level, part.label == "", part.mark, part.number) for part in parts]))


@lru_cache(maxsize=256)
def _labels(parts: tuple[tuple[PartKind, int, bool, str | None, str | None], ...]) -> tuple[str, ...]:
    """The labels of parts of which is known the kind, the level, whether it is a continuation, the mark, the number.

    A page asks for those of one text a dozen times.
    """
    numbers = iter(_clause_numbers([(kind, number) for kind, _, _, _, number in parts if kind in CLAUSE_KINDS]))
    labels: list[str] = []
    footnotes = 0
    clause_label = ""
    item_path: list[int] = []
    for kind, level, is_continuation, mark, _ in parts:
        label = ""
        if kind in CLAUSE_KINDS:
            label = clause_label = next(numbers)
            item_path = []
        elif kind is PartKind.ITEM and not is_continuation:
            item_path = _next_item(item_path, level)
            label = clause_label + "".join(item_label(depth, n) for depth, n in enumerate(item_path, start=1))
        elif kind is PartKind.FOOTNOTE:
            footnotes += mark is None
            label = mark if mark is not None else str(footnotes)
        labels.append(label)
    return tuple(labels)


def held_numbers(parts: Sequence[Part], held: Mapping[str, str], given: Collection[str] = ()) -> tuple[str, ...]:
    """The number of each clause of a text, in order, where those in `held`, by the clauses' identities, are kept.

    What was `given` before is never given again. A clause inserted after "3" is "3bis", then "3ter" …; behind the last
    of its kind, where that has the highest number ever given, it runs on with the next, and before the first it is
    "1ante".
    """
    clauses = [part for part in parts if part.is_clause]
    return _kept_and_new([part.kind for part in clauses], [held.get(part.id) for part in clauses], given)


def numbered_through(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts without the numbers that were held: their clauses count 1, 2, 3 …."""
    return tuple(part if part.number is None else replace(part, number=None) for part in parts)


def alternative_label(label: str, place: int) -> str:
    """What one of several wordings of a whole clause is cited by, counted from 0: "4", "4alt", "4alt2" …."""
    if place == 0:
        return label
    return f"{label}alt" if place == 1 else f"{label}alt{place}"


def shown_number(label: str) -> str:
    """The label of a clause without what tells its kind: "2bis" of "PP2bis"."""
    return label.removeprefix(PREAMBULAR)


def item_label(level: int, number: int) -> str:
    """The list marker of an item: "(a)" on the levels 1, 3, 5 …, "(i)" on the levels 2, 4, 6 …."""
    return f"({lower_letter(number) if level % 2 else lower_roman(number)})"


def inserted_label(previous: str, taken: Collection[str]) -> str:
    """The label of a clause inserted after the one labelled `previous`: "3bis", and where that is taken "3ter" ….

    An insertion after "3bis" belongs to 3 too: "3ter". When the Latin words are used up it goes on with "3(21)". What
    stands before the first clause goes on with it: "1ante2" after "1ante".
    """
    if _ANTE.search(previous):
        return preceding_label(previous, taken)
    stem = _stem(previous)
    for word in LATIN:
        if stem + word not in taken:
            return stem + word
    number = len(LATIN) + 2
    while f"{stem}({number})" in taken:
        number += 1
    return f"{stem}({number})"


def preceding_label(following: str, taken: Collection[str]) -> str:
    """The label of a clause inserted before the first one: "1ante", and where that is taken "1ante2", "1ante3" …."""
    label = stem = _stem(_ANTE.sub("", following)) + "ante"
    number = 1
    while label in taken:
        number += 1
        label = f"{stem}{number}"
    return label


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


def _clause_numbers(clauses: Sequence[tuple[PartKind, str | None]]) -> Sequence[str]:
    """The numbers of clauses, in order, of which is known the kind and the number that is held."""
    kinds = [kind for kind, _ in clauses]
    if any(number is not None for _, number in clauses):
        return _kept_and_new(kinds, [number for _, number in clauses], ())
    both_kinds = len(set(kinds)) == len(CLAUSE_KINDS)
    counts = dict.fromkeys(CLAUSE_KINDS, 0)
    numbers: list[str] = []
    for kind in kinds:
        counts[kind] += 1
        prefix = PREAMBULAR if both_kinds and kind is PartKind.PREAMBULAR else ""
        numbers.append(f"{prefix}{counts[kind]}")
    return numbers


def _kept_and_new(kinds: Sequence[PartKind], kept: Sequence[str | None], given: Collection[str]) -> tuple[str, ...]:
    """The numbers of clauses of these kinds, in order: the kept ones, and new ones for those that have none."""
    both_kinds = len(set(kinds)) == len(CLAUSE_KINDS)
    taken = {*given, *(number for number in kept if number is not None)}
    following: list[str | None] = []
    nearest: dict[PartKind, str] = {}
    for kind, own in zip(reversed(kinds), reversed(kept), strict=True):
        following.append(nearest.get(kind))
        if own is not None:
            nearest[kind] = own
    numbers: list[str] = []
    last: dict[PartKind, str] = {}
    for kind, own, after in zip(kinds, kept, reversed(following), strict=True):
        prefix = PREAMBULAR if both_kinds and kind is PartKind.PREAMBULAR else ""
        number = _new_number(last.get(kind), after, taken, prefix) if own is None else own
        taken.add(number)
        last[kind] = number
        numbers.append(number)
    return tuple(numbers)


def _new_number(before: str | None, after: str | None, taken: Collection[str], prefix: str) -> str:
    """The number of a clause between two of its kind, where there are any."""
    known = before or after
    if known is not None:
        prefix = PREAMBULAR if known.startswith(PREAMBULAR) else ""
    if after is None:
        counted = (label.removeprefix(prefix) for label in taken if label.startswith(prefix))
        highest = max((int(number) for number in counted if number.isascii() and number.isdigit()), default=0)
        if before in {None, f"{prefix}{highest}"}:
            return f"{prefix}{highest + 1}"
    if before is not None:
        return inserted_label(before, taken)
    assert after is not None, "with no clause before or after it a clause runs on"
    return preceding_label(after, taken)


def _next_item(path: list[int], level: int) -> list[int]:
    """The place of the next item of a level below the place of the one before it.

    A level that is left out above an item counts as begun, as it does in print.
    """
    depth = max(level, 1)
    left_out = [1] * (depth - 1 - len(path))
    return [*path[: depth - 1], *left_out, path[depth - 1] + 1 if depth <= len(path) else 1]


def _stem(label: str) -> str:
    """What "3" is in "3", "3bis" and "3(21)"."""
    label = re.sub(r"\(\d+\)\Z", "", label)
    for word in sorted(LATIN, key=len, reverse=True):
        if label.endswith(word) and len(label) > len(word):
            return label.removesuffix(word)
    return label
