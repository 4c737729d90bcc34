"""The redline of two texts: the way from one to the next, the changes by those whose amendments they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from jointstatement.terms import PartKind
from jointstatement.text.compare import Change, align
from jointstatement.text.document import Document, Part
from jointstatement.text.paragraphs import (
    Line,
    Step,
    one_row,
    paired,
    part_of,
    step,
    stretches_of,
    tidied,
    whole,
)
from jointstatement.text.rolling import Author, RollingPart, RollingText, Stretch
from jointstatement.text.tokens import Tokens, blocks, is_space, tokens
from jointstatement.text.wording import plain


@dataclass(frozen=True, slots=True)
class Credit:
    """An amendment whose words went into the next text."""

    by: Author
    wording: str
    """The whole wording that it proposed for the part."""


def redline(
    old: Document, new: Document, *, by: Author, credits: Mapping[str, Sequence[Credit]] = MappingProxyType({})
) -> RollingText:
    """The way from one text to the next, as `compare.align` pairs their parts and `compare.compare` their words.

    What an amendment of `credits` (by part) put in or took out, and what is so in the new text too, is its author's; of
    two that did the same, the first one's. All else is done by `by`. A part that is of another kind, level or form in
    the new text is removed and put in anew. Paragraphs of a part come and go whole, but the first stays.
    """
    parts: list[RollingPart] = []
    displaced: list[Part] = []
    for pair in align(old.parts, new.parts):
        if pair.old is not None and pair.new is not None and _form(pair.old) == _form(pair.new):
            stretches = redlined(pair.old.wording, pair.new.wording, by, credits.get(pair.new.id, ()))
            parts.append(RollingPart(pair.old, pair.new, stretches, pair.moved, by if pair.moved else None))
            continue
        if pair.old is not None and pair.new is not None and pair.moved:
            displaced.append(pair.old)
        elif pair.old is not None:
            parts.append(_removed(pair.old, by, credits.get(pair.old.id, ())))
        if pair.new is not None:
            parts.append(_put_in(pair.new, by, credits.get(pair.new.id, ())))
    for part in displaced:
        parts.insert(_place_after(parts, old.parts, part), _removed(part, by, credits.get(part.id, ())))
    return RollingText(old, tuple(parts), following=new)


# Parts


def _form(part: Part) -> tuple[object, ...]:
    """What a part must keep to be one part in both texts."""
    marked = part.label is None or any(sign.isalnum() for sign in part.label)
    item_form = (part.label == "", marked) if part.kind is PartKind.ITEM else None
    return part.kind, part.level, item_form, part.key


def _put_in(part: Part, by: Author, credits: Sequence[Credit]) -> RollingPart:
    stretches = redlined("", part.wording, by, credits, is_whole=True)
    return RollingPart(None, part, stretches, by=credits[0].by if credits else by)


def _removed(part: Part, by: Author, credits: Sequence[Credit]) -> RollingPart:
    who = next((credit.by for credit in credits if not plain(credit.wording).strip()), by)
    return RollingPart(part, None, whole(Change.DELETED, part.wording, who), by=who)


def _place_after(parts: Sequence[RollingPart], order: Sequence[Part], part: Part) -> int:
    """Where a removed part belongs: after what it stood after, as far as that kept its order."""
    before = order[: order.index(part)]
    for earlier in reversed(before):
        for place, one in enumerate(parts):
            if one.old is earlier and not one.is_moved:
                return place + 1
    return 0


# Words


def redlined(
    old: str, new: str, by: Author, credits: Sequence[Credit] = (), *, is_whole: bool = False
) -> tuple[Stretch, ...]:
    """The way from one wording to another; what the credits did is their authors', all else is done by `by`."""
    if old == new:
        return whole(Change.SAME, new, None)
    before, after = tokens(old), tokens(new)
    taken_out, put_in = _credited(before, after, credits)
    lines: list[Line] = []
    for old_line, new_line in paired(before, after):
        if old_line is None and new_line is not None:
            steps = _by_authors(Change.INSERTED, after, new_line, by, put_in)
            lines.append(Line(Change.INSERTED, stretches_of(_settled(list(steps))), put_in.get(new_line.start, by)))
        elif new_line is None and old_line is not None:
            steps = _by_authors(Change.DELETED, before, old_line, by, taken_out)
            lines.append(Line(Change.DELETED, stretches_of(_settled(list(steps))), taken_out.get(old_line.start, by)))
        elif old_line is not None and new_line is not None:
            steps = _steps(before, after, old_line, new_line, by, taken_out, put_in)
            lines.append(Line(Change.SAME, stretches_of(tidied(_settled(list(steps))))))
    if is_whole:
        lines = [Line(Change.INSERTED, line.stretches, line.by or by) for line in lines]
    return one_row(lines)


def _steps(
    before: Tokens,
    after: Tokens,
    old_line: range,
    new_line: range,
    by: Author,
    taken_out: Mapping[int, Author],
    put_in: Mapping[int, Author],
) -> Iterator[Step]:
    """The way from a paragraph to the one that it became."""
    for block in blocks(part_of(before, old_line), part_of(after, new_line)):
        olds = range(old_line.start + block.old_start, old_line.start + block.old_end)
        news = range(new_line.start + block.new_start, new_line.start + block.new_end)
        if not block.same:
            yield from _by_authors(Change.DELETED, before, olds, by, taken_out)
            yield from _by_authors(Change.INSERTED, after, news, by, put_in)
        elif before.row[olds.start : olds.stop] == after.row[news.start : news.stop]:
            yield step(Change.SAME, after, news.start, news.stop)
        else:
            for here, there in zip(olds, news, strict=True):
                if before.row[here] == after.row[there]:
                    yield step(Change.SAME, after, there, there + 1)
                else:
                    # White space of other marks: to the comparison it is the same, in the file it is not.
                    yield step(Change.DELETED, before, here, here + 1, taken_out.get(here, by))
                    yield step(Change.INSERTED, after, there, there + 1, put_in.get(there, by))


def _by_authors(
    change: Change, of: Tokens, places: range, by: Author, credited: Mapping[int, Author]
) -> Iterator[Step]:
    """What comes or goes at some places, one step for each stretch of one author."""
    if not credited:
        if places:
            yield step(change, of, places.start, places.stop, by)
        return
    for author, group in groupby(places, lambda place: credited.get(place, by)):
        some = list(group)
        yield step(change, of, some[0], some[-1] + 1, author)


def _credited(before: Tokens, after: Tokens, credits: Sequence[Credit]) -> tuple[dict[int, Author], dict[int, Author]]:
    """Who took out each token of the old wording, and who put in each of the new one, as far as amendments did."""
    taken_out: dict[int, Author] = {}
    put_in: dict[int, Author] = {}
    for credit in credits:
        proposed = tokens(credit.wording)
        inserted: set[int] = set()
        for block in blocks(before, proposed):
            if not block.same:
                for place in range(block.old_start, block.old_end):
                    taken_out.setdefault(place, credit.by)
                inserted.update(range(block.new_start, block.new_end))
        for block in blocks(proposed, after):
            if block.same:
                for step in range(block.old_end - block.old_start):
                    if block.old_start + step in inserted:
                        put_in.setdefault(block.new_start + step, credit.by)
    return taken_out, put_in


def _settled(steps: Sequence[Step]) -> list[Step]:
    """The steps, with white space by the author of the change that it belongs to."""
    settled: list[Step] = []
    for place, one in enumerate(steps):
        if one.change is not Change.SAME and all(map(is_space, one.row)):
            beside = [near for near in (*settled[-1:], *steps[place + 1 : place + 2]) if near.change is one.change]
            if beside and one.by not in [near.by for near in beside]:
                one = Step(one.change, one.row, one.source, beside[0].by)
        settled.append(one)
    return settled
