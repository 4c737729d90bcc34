"""Remarks on words of a part: where in its changes these begin and end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from jointstatement.text.anchors import Place, words_at
from jointstatement.text.compare import Change
from jointstatement.text.rolling import Remark, RollingPart, Stretch
from jointstatement.text.tokens import tokens


@dataclass(frozen=True, slots=True)
class OnWords:
    """A part whose stretches are cut where the words of its remarks begin and end."""

    part: RollingPart
    begin: Mapping[int, tuple[int, ...]]
    """Those of its remarks, by their places, whose words begin with each stretch."""
    end: Mapping[int, tuple[int, ...]]
    """Those whose words end with it."""
    whole: tuple[Remark, ...]
    """The remarks on the whole part, also those whose words stand nowhere."""


def on_words(part: RollingPart, *, with_old: bool) -> OnWords:
    """A part with its remarks on words; without its old copy, what was taken out is no word of it."""
    if not any(remark.about for remark in part.remarks):
        return OnWords(part, {}, {}, part.remarks)
    wording = part.old.wording if part.old is not None else ""
    found = {number: words_at(wording, remark.about) for number, remark in enumerate(part.remarks) if remark.about}
    places = {number: one[0] for number, one in found.items() if len(one) == 1}
    stretches = list(_cut(part.stretches, {edge for place in places.values() for edge in place}))
    begin: dict[int, tuple[int, ...]] = defaultdict(tuple)
    end: dict[int, tuple[int, ...]] = defaultdict(tuple)
    standing: set[int] = set()
    for number, (first, last) in places.items():
        covered = [
            at
            for at, (stretch, (start, stop)) in enumerate(stretches)
            if first <= start < stop <= last and (with_old or stretch.change is Change.SAME)
        ]
        if covered:
            begin[covered[0]] += (number,)
            end[covered[-1]] += (number,)
            standing.add(number)
    whole = tuple(remark for number, remark in enumerate(part.remarks) if number not in standing)
    return OnWords(replace(part, stretches=tuple(stretch for stretch, _ in stretches)), begin, end, whole)


def _cut(stretches: tuple[Stretch, ...], edges: set[int]) -> Iterator[tuple[Stretch, Place]]:
    """The stretches, cut at places of the old wording, each with where it stands there."""
    at = 0
    for stretch in stretches:
        if stretch.change is Change.INSERTED:
            yield stretch, (at, at)
            continue
        row = tokens(stretch.text)
        end = at + len(row)
        cuts = sorted({at, end, *(edge for edge in edges if at < edge < end)})
        if len(cuts) == 2:
            yield stretch, (at, end)
        else:
            for start, stop in pairwise(cuts):
                yield Stretch(stretch.change, row.source_between(start - at, stop - at), stretch.by), (start, stop)
        at = end
