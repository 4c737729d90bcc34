"""Words that a comment is about: where they stand in a wording, and where they stand when it has moved on.

Places are those of `tokens.tokens(wording).row`, from one token to before another.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jointstatement.text.tokens import blocks, is_space, text_of, tokens
from jointstatement.text.wording import canonical, plain

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a wording, and the comments that are about it."""

    text: str
    """Light marks, complete in themselves."""
    labels: tuple[str, ...] = ()
    """Of those comments; empty where there is none."""


def words_at(wording: str, words: str) -> tuple[Place, ...]:
    """Everywhere that whole words stand in a wording, however they are marked and whatever white space parts them."""
    row = tokens(wording).row
    wanted = " ".join(words.split())
    text, begins = "", []
    for token in row:
        begins.append(len(text))
        text += " " * (not text.endswith(" ")) if is_space(token) else text_of(token)
    begins.append(len(text))
    found: list[Place] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        start, end = bisect_left(begins, at), bisect_left(begins, at + len(wanted))
        if begins[start] == at and begins[end] == at + len(wanted):
            found.append((start, end))
        at = text.find(wanted, at + 1)
    return tuple(found)


def carried(old: str, new: str, place: Place) -> Place | None:
    """Where words of an old wording stand in a new one; `None` where most of them are gone."""
    if old == new:
        return place
    before, after = tokens(old), tokens(new)
    start, end = place
    words = [at for at in range(start, end) if not is_space(before.row[at])]
    kept: list[int] = []
    for block in blocks(before, after):
        if block.same:
            kept += [block.new_start + at - block.old_start for at in words if block.old_start <= at < block.old_end]
    return (kept[0], kept[-1] + 1) if kept and 2 * len(kept) > len(words) else None


def place_now(words: str, old: str, new: str) -> Place | None:
    """Where words that stood once in an old wording stand in a new one; `None` where they do not.

    Where the wording was written anew round them, they are known by standing there once.
    """
    found = words_at(old, words)
    if len(found) != 1:
        return None
    again = words_at(new, words)
    return carried(old, new, found[0]) or (again[0] if len(again) == 1 else None)


def marked(wording: str, places: Sequence[tuple[str, Place]]) -> tuple[Marked, ...]:
    """A wording in stretches, each with the labels of those whose places cover it; whole where there are none."""
    row = tokens(wording)
    edges = sorted({0, len(row), *(edge for _, place in places for edge in place if edge <= len(row))})
    return tuple(
        Marked(
            row.source_between(start, end),
            tuple(label for label, (first, last) in places if first <= start and end <= last),
        )
        for start, end in pairwise(edges)
    )


def quotation(wording: str) -> str:
    """Words as they are quoted: plain, in one line."""
    return " ".join(plain(canonical(wording)).split())
