"""The way from one wording to another, paragraph by paragraph: which became which, and the changes in one row."""

from collections.abc import Sequence
from itertools import chain, pairwise
from unicodedata import normalize

from msgspec import Struct
from rapidfuzz.distance import Indel

from jointstatement.text.compare import ALIKE, Change
from jointstatement.text.rolling import Author, Stretch
from jointstatement.text.tokens import SIGNS, Token, Tokens, is_small, source_of

_SAME, _DELETED, _INSERTED = Change.SAME, Change.DELETED, Change.INSERTED


class Step(Struct, frozen=True, gc=False):
    """Tokens that stay, come or go together."""

    change: Change
    row: tuple[Token, ...]
    source: str
    """The light marks of the tokens, complete in themselves."""
    by: Author | None = None


class Line(Struct, frozen=True, gc=False):
    """A paragraph of a part: kept, with the changes in it, or come or gone whole."""

    change: Change
    stretches: tuple[Stretch, ...]
    by: Author | None = None


def step(change: Change, of: Tokens, start: int, end: int, by: Author | None = None) -> Step:
    """What becomes of the tokens from one place to before another."""
    return Step(change, of.row[start:end], of.source_between(start, end), by)


def tidied(steps: Sequence[Step]) -> list[Step]:
    """The steps, with few short unchanged words between two changes of one author counted as changed by that author."""
    tidy: list[Step] = []
    at = 0
    while at < len(steps):
        first = steps[at]
        if first.change is not _SAME:
            tidy.append(first)
            at += 1
            continue
        end = at + 1
        while end < len(steps) and steps[end].change is _SAME:
            end += 1
        if at > 0 and end < len(steps) and (by := steps[at - 1].by) == steps[end].by:
            between = steps[at:end]
            row = _row_of(between)
            if is_small(row):
                source = _source_of(between)
                tidy += (Step(_DELETED, row, source, by), Step(_INSERTED, row, source, by))
                at = end
                continue
        tidy += steps[at:end]
        at = end
    return tidy


def stretches_of(steps: Sequence[Step]) -> tuple[Stretch, ...]:
    """The steps in stretches; of neighbouring changes by one author all deletions stand before all insertions."""
    stretches: list[Stretch] = []
    at = 0
    while at < len(steps):
        first = steps[at]
        by = first.by
        end = at + 1
        while end < len(steps) and steps[end].by == by:
            end += 1
        if end - at == 1:
            stretches.append(Stretch(first.change, first.source, by))
        elif end - at == 2 and first.change is _DELETED and steps[at + 1].change is _INSERTED:
            stretches += (Stretch(_DELETED, first.source, by), Stretch(_INSERTED, steps[at + 1].source, by))
        else:
            for change in (_SAME, _DELETED, _INSERTED):
                if some := [one for one in steps[at:end] if one.change is change]:
                    stretches.append(Stretch(change, _source_of(some), by))
        at = end
    return tuple(stretches)


def one_row(lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """The paragraphs one after another. The line end before a paragraph comes, goes or stays with it."""
    row: list[Stretch] = list(lines[0].stretches)
    for line in lines[1:]:
        stretches = list(line.stretches)
        first = stretches[0] if stretches else None
        if first is not None and (first.change, first.by) == (line.change, line.by):
            stretches[0] = Stretch(first.change, "\n" + first.text, first.by)
        else:
            stretches.insert(0, Stretch(line.change, "\n", line.by))
        if row and row[-1].change is stretches[0].change is _SAME:
            row[-1] = Stretch(_SAME, row[-1].text + stretches.pop(0).text)
        row += stretches
    return tuple(row)


def whole(change: Change, wording: str, by: Author | None) -> tuple[Stretch, ...]:
    """A wording as one stretch; none where it is empty."""
    return (Stretch(change, wording, by),) if wording else ()


def lines_of(row: Tokens) -> list[range]:
    """The paragraphs of a wording as places of tokens."""
    if "\n" not in row.source:
        return [range(len(row))]
    ends = [place for place, token in enumerate(row.row) if token == "\n"]
    return [range(start + 1, end) for start, end in pairwise((-1, *ends, len(row)))]


def part_of(row: Tokens, line: range) -> Tokens:
    """The tokens of a paragraph."""
    return row if len(line) == len(row) else row.between(line.start, line.stop)


def paired(old: Tokens, new: Tokens) -> list[tuple[range | None, range | None]]:
    """Which paragraph became which, in order; the first always became the first, others while they are alike."""
    before, after = lines_of(old), lines_of(new)
    pairs: list[tuple[range | None, range | None]] = [(before[0], after[0])]
    if len(before) == len(after) == 1:
        return pairs
    likeness = [
        [Indel.normalized_similarity(old.identities[a.start : a.stop], new.identities[b.start : b.stop]) for b in after]
        for a in before
    ]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for a in reversed(range(1, len(before))):
        for b in reversed(range(1, len(after))):
            together = likeness[a][b] + best[a + 1][b + 1] if likeness[a][b] >= ALIKE else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    a = b = 1
    while a < len(before) or b < len(after):
        alike = a < len(before) and b < len(after) and likeness[a][b] >= ALIKE
        if alike and best[a][b] == likeness[a][b] + best[a + 1][b + 1]:
            pairs.append((before[a], after[b]))
            a, b = a + 1, b + 1
        elif a < len(before) and (b == len(after) or best[a][b] == best[a + 1][b]):
            pairs.append((before[a], None))
            a += 1
        else:
            pairs.append((None, after[b]))
            b += 1
    return pairs


def _row_of(steps: Sequence[Step]) -> tuple[Token, ...]:
    return steps[0].row if len(steps) == 1 else tuple(chain.from_iterable(step.row for step in steps))


def _source_of(steps: Sequence[Step]) -> str:
    if len(steps) == 1:
        return steps[0].source
    text = "".join([step.source for step in steps])
    return source_of(_row_of(steps)) if SIGNS.search(text) else normalize("NFC", text)
