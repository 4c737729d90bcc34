"""Where words come from, and where they have gone: who brought each word of a wording, and what became of a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from jointstatement.text.edits import smallest_edits, survivors, words_of
from jointstatement.text.tokens import is_space, tokens


@dataclass(frozen=True, slots=True)
class Step:
    """A wording as somebody left it."""

    by: str
    """Who did it, by an id of the caller's: the draft, an amendment, an edit of the chair."""
    wording: str
    taken: Mapping[str, str] = field(default_factory=dict)
    """Amendments of the wording before that went into this one, their whole wordings by their ids. What they brought is
    theirs, of two that brought the same the first one's; the rest is `by`'s."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of a wording of one origin."""

    text: str
    """Light marks, complete in themselves."""
    by: str


def origins(steps: Sequence[Step]) -> tuple[str, ...]:
    """Who brought each token of the last wording.

    A word that stays keeps its origin. One that went and came again is of who brought it again; so is one that moved.
    """
    found: tuple[str, ...] = ()
    before = ""
    for step in steps:
        found = _after(before, found, step)
        before = step.wording
    return found


def stretches(steps: Sequence[Step]) -> tuple[Origin, ...]:
    """The last wording in stretches of one origin, in order; together they are that wording."""
    if not steps:
        return ()
    said = tokens(steps[-1].wording)
    row: list[Origin] = []
    at = 0
    for by, some in groupby(origins(steps)):
        end = at + len(list(some))
        row.append(Origin(said.source_between(at, end), by))
        at = end
    return tuple(row)


def _after(before: str, found: Sequence[str], step: Step) -> tuple[str, ...]:
    """Who brought each token after a step."""
    stayed = survivors(before, step.wording)
    brought: dict[int, str] = {}
    for source, wording in step.taken.items():
        own = survivors(before, wording)
        for place, there in enumerate(survivors(wording, step.wording)):
            if there is not None and own[there] is None:
                brought.setdefault(place, source)
    return tuple(found[place] if place is not None else brought.get(now, step.by) for now, place in enumerate(stayed))


# What became of a place


@dataclass(frozen=True, slots=True)
class Stands:
    """Words that are still there, all of them or some."""

    start: int
    """The first of them, by tokens of the new wording."""
    end: int
    """The token after the last one."""
    is_whole: bool
    """Whether they are the same words, with nothing between them that was not there."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Words of which none is left."""

    near: int
    """The token of the new wording before which they would stand."""


def place_of(old: str, new: str, start: int, end: int) -> Stands | Gone:
    """Where words of an old wording stand in the new one: a comment on them keeps its place.

    `start` and `end` are tokens of the old wording; where they are the same, the place is the point before that token
    and stands while the word before it or after it does. Raises `ValueError` for a place that the old wording has not.
    """
    row = words_of(old).tokens.row
    if not 0 <= start <= end <= len(row):
        raise ValueError(f"a wording of {len(row)} tokens has no place from {start} to {end}")
    stayed = {place: now for now, place in enumerate(survivors(old, new)) if place is not None}
    if start == end:
        return _point(old, new, start, stayed)
    left = [stayed[place] for place in range(start, end) if place in stayed and not is_space(row[place])]
    if not left:
        return Gone(_moved_point(old, new, start))
    first, last = left[0], left[-1] + 1
    return Stands(first, last, row[start:end] == tokens(new).row[first:last])


def _point(old: str, new: str, point: int, stayed: Mapping[int, int]) -> Stands | Gone:
    row = words_of(old).tokens.row
    if not row:
        return Stands(0, 0, is_whole=True)
    if point in stayed:
        return Stands(stayed[point], stayed[point], is_whole=True)
    if point and point - 1 in stayed:
        return Stands(stayed[point - 1] + 1, stayed[point - 1] + 1, is_whole=True)
    return Gone(_moved_point(old, new, point))


def _moved_point(old: str, new: str, point: int) -> int:
    """The token of the new wording before which a token of the old one would stand."""
    grown = 0
    for edit in smallest_edits(old, new):
        if edit.end > point:
            if edit.start <= point:
                return edit.start + grown
            break
        grown += len(edit.row) - (edit.end - edit.start)
    return point + grown
