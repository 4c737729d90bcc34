"""Words that a comment is about: where they stand in a wording, and where they stand when it has moved on.

Places are those of `tokens.tokens(wording).row`, from one token to before another.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jointstatement.text.compare import Change, Segment
from jointstatement.text.tokens import blocks, is_footnote, is_space, text_of, tokens
from jointstatement.text.wording import canonical, plain

Place = tuple[int, int]

_FOOTNOTE = re.compile(r"\[\^[\w*-]+\]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A comment that is about words."""

    id: str
    label: str
    """By which it is named beside them."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a wording or of a redline, and the comments that are about it."""

    text: str
    """Light marks, complete in themselves."""
    about: tuple[Reference, ...] = ()
    """Those comments; empty where there is none."""
    ended: tuple[Reference, ...] = ()
    """Those of them whose words end here."""
    change: Change = Change.SAME


def words_at(wording: str, words: str) -> tuple[Place, ...]:
    """Everywhere that whole words stand in a wording, however they are marked and whatever white space parts them.

    Line ends are white space here, and footnote marks are no words.
    """
    row = tokens(wording).row
    wanted = " ".join(_FOOTNOTE.sub("", words).split())
    text, begins = "", []
    for token in row:
        begins.append(len(text))
        if is_space(token) or text_of(token) == "\n":
            text += " " * (not text.endswith(" "))
        elif not is_footnote(token):
            text += text_of(token)
    begins.append(len(text))
    found: list[Place] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        # A footnote mark before the words is none of them, nor is one behind them.
        start, end = bisect_right(begins, at) - 1, bisect_left(begins, at + len(wanted))
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


def marked(
    wording: str, places: Sequence[tuple[Reference, Place]], redline: Sequence[Segment] = ()
) -> tuple[Marked, ...]:
    """A wording in stretches, each with the comments whose places cover it.

    With the `redline` that leads from it to other words, what goes and what comes is a stretch too; what comes amid the
    words of a comment stands among them.
    """
    row = tokens(wording)
    stretches: list[tuple[Change, str, int, int]] = []
    at = 0
    for change, text, size in [(one.change, one.text, len(tokens(one.text))) for one in redline] or [
        (Change.SAME, "", len(row))
    ]:
        if change is Change.INSERTED:
            stretches.append((change, text, at, at))
            continue
        edges = sorted({at, at + size, *(edge for _, place in places for edge in place if at < edge < at + size)})
        whole = text and len(edges) == 2
        stretches += (
            (change, text if whole else row.source_between(start, end), start, end) for start, end in pairwise(edges)
        )
        at += size
    about = [
        tuple(one for one, (first, last) in places if (first <= start < end <= last) or first < start == end < last)
        for _, _, start, end in stretches
    ]
    ends = {one: number for number, some in enumerate(about) for one in some}
    return tuple(
        Marked(text, some, tuple(one for one in some if ends[one] == number), change)
        for number, ((change, text, _, _), some) in enumerate(zip(stretches, about, strict=True))
    )


def quotation(wording: str) -> str:
    """Words as they are quoted: plain, in one line."""
    return " ".join(plain(canonical(wording)).split())


def said_on(words: str, text: str) -> str:
    """A comment in words alone, with those that it is about."""
    return f"On “{words}”: {text}" if words else text
