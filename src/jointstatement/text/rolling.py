"""The rolling text: a text on its way to the next one, every change with its author and its hour."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, groupby, pairwise
from operator import itemgetter
from types import MappingProxyType
from unicodedata import normalize

from msgspec import structs
from rapidfuzz.distance import Indel

from jointstatement.terms import PartKind
from jointstatement.text.compare import ALIKE, Change, align
from jointstatement.text.document import Document, Part
from jointstatement.text.tokens import Token, Tokens, blocks, is_small, is_space, is_word, source_of, tokens, wording_of
from jointstatement.text.wording import FootnoteMark, Run, Wording, footnote_keys, parse, plain, write


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a change: a delegation, the chair, the secretariat."""

    name: str
    """As it is shown beside the change."""
    at: datetime | None = None
    """The hour of the change, with its zone; `None` where nobody noted one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a part's wording, and who put it in or took it out."""

    change: Change
    text: str
    """Light marks, complete in itself."""
    by: Author | None = None
    """`None` where nothing changed."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, or the reason of an amendment, in its author's words."""

    by: Author
    text: str
    """Plain words; `\\n` divides paragraphs."""


@dataclass(frozen=True, slots=True)
class RollingPart:
    """A part of either text. Without `old` it is new, without `new` it was removed."""

    old: Part | None
    new: Part | None
    stretches: tuple[Stretch, ...]
    """The way from the old wording to the new one, closing punctuation not included. A line end that comes or goes
    begins a paragraph that comes or goes whole."""
    is_moved: bool = False
    by: Author | None = None
    """Who put the whole part in, took it out or moved it; `None` where only words changed, or nothing."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class RollingText:
    """A text and the next one as one row of parts."""

    base: Document
    """The text as it was, with all that is printed round it."""
    parts: tuple[RollingPart, ...]
    """In the order of the next text; what was removed stands after what it stood after (`compare.align`)."""
    remarks: tuple[Remark, ...] = ()
    """On the whole text."""
    following: Document | None = None
    """The next text with all that is printed round it; `None` where it is only proposed."""

    @property
    def accepted(self) -> Document:
        """The text that is left when every change is accepted; that of `base` is left when every one is rejected."""
        parts = tuple(part.new for part in self.parts if part.new is not None)
        if self.following is not None:
            return replace(self.following, parts=parts)
        return replace(self.base, parts=parts, fingerprint=self.base.fingerprint if parts == self.base.parts else "")


@dataclass(frozen=True, slots=True)
class Credit:
    """An amendment whose words went into the next text."""

    by: Author
    wording: str
    """The whole wording that it proposed for the part."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A live amendment: the wording that somebody proposes for a part, empty to have the part deleted."""

    by: Author
    wording: str
    reason: str = ""


def covered(part: RollingPart) -> Iterator[tuple[Stretch, Wording, Wording]]:
    """Each stretch with what it covers of the old wording and of the new one, with the marks that it has there.

    A stretch alone cannot say whether white space at its edge is marked. Raises `ValueError` where the stretches are
    not the way from the one wording to the other.
    """
    old, new = (_Course(parse(one.wording) if one else ()) for one in (part.old, part.new))
    for stretch in part.stretches:
        text = parse(stretch.text)
        in_old = old.follow(text) if stretch.change is not Change.INSERTED else ()
        in_new = new.follow(text) if stretch.change is not Change.DELETED else ()
        yield stretch, in_old, in_new
    if not (old.is_done and new.is_done):
        raise ValueError(_NO_WAY)


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
            stretches = _redlined(pair.old.wording, pair.new.wording, by, credits.get(pair.new.id, ()))
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


def with_proposals(
    base: Document,
    proposals: Mapping[str, Sequence[Proposal]],
    *,
    secretariat: Author,
    remarks: Mapping[str, Sequence[Remark]] = MappingProxyType({}),
    general: Sequence[Remark] = (),
) -> RollingText:
    """A text with every live amendment in it (by part), each change by its author; rejecting all gives the text.

    Amendments that touch different words stand side by side. Where they touch the same words, these stay, in square
    brackets that the secretariat puts round them, and after them stands each alternative in brackets with its
    sponsors: "[should] [Borvia: must] [Pelland: shall]". Those who propose the same are its sponsors together. Reasons
    become their authors' remarks, after those of `remarks`.
    """
    parts = []
    for part in base.parts:
        live = [one for one in proposals.get(part.id, ()) if part.id and tokens(one.wording) != tokens(part.wording)]
        said = (
            *(remarks.get(part.id, ()) if part.id else ()),
            *(Remark(one.by, one.reason) for one in proposals.get(part.id, ()) if part.id and one.reason.strip()),
        )
        parts.append(replace(_amended(part, live, secretariat), remarks=tuple(said)))
    return RollingText(base, tuple(parts), tuple(general))


def without_names(rolling: RollingText, name: str) -> RollingText:
    """The same changes and remarks as if by one author of that name, without hours; alternatives without sponsors."""
    nobody = Author(name)

    def unnamed(part: RollingPart) -> RollingPart:
        stretches = tuple(
            replace(one, text=_without_sponsor(one), by=nobody) if one.by else one for one in part.stretches
        )
        new = part.new
        if new is not None and stretches != part.stretches:
            new = replace(new, wording=_accepted_wording(part.old.wording if part.old else "", stretches))
        return replace(
            part,
            new=new,
            stretches=stretches,
            by=nobody if part.by else None,
            remarks=tuple(Remark(nobody, remark.text) for remark in part.remarks),
        )

    return replace(
        rolling,
        parts=tuple(unnamed(part) for part in rolling.parts),
        remarks=tuple(Remark(nobody, remark.text) for remark in rolling.remarks),
    )


_NO_WAY = "the stretches of a part are not the way from its old wording to its new one"


class _Course:
    """A wording that is gone along, stretch by stretch."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._place = 0
        self._at = 0
        """How much of the text at that place is behind."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left of it."""
        return self._place == len(self._wording)

    def follow(self, text: Wording) -> Wording:
        """What comes next, as long as a text that says the same."""
        followed: list[Run | FootnoteMark] = []
        for piece in text:
            if isinstance(piece, FootnoteMark):
                if self.is_done or self._wording[self._place] != piece:
                    raise ValueError(_NO_WAY)
                followed.append(piece)
                self._place += 1
                continue
            words = piece.text
            while words:
                run = self._next(words)
                words = words[len(run.text) :]
                last = followed[-1] if followed else None
                if isinstance(last, Run) and last.marks == run.marks:
                    followed[-1] = Run(last.text + run.text, *run.marks)
                else:
                    followed.append(run)
        return tuple(followed)

    def _next(self, words: str) -> Run:
        """What comes next under the same marks, as far as some words go."""
        here = None if self.is_done else self._wording[self._place]
        if not isinstance(here, Run):
            raise ValueError(_NO_WAY)
        start, end = self._at, min(self._at + len(words), len(here.text))
        if not words.startswith(here.text[start:end]):
            raise ValueError(_NO_WAY)
        if end < len(here.text):
            self._at = end
        else:
            self._place, self._at = self._place + 1, 0
        return here if end - start == len(here.text) else Run(here.text[start:end], *here.marks)


def _accepted_wording(old: str, stretches: Iterable[Stretch]) -> str:
    """The wording that is left when every change is accepted."""
    course = _Course(parse(old))
    left: list[Run | FootnoteMark] = []
    for stretch in stretches:
        text = parse(stretch.text)
        kept = course.follow(text) if stretch.change is not Change.INSERTED else ()
        left += kept if stretch.change is Change.SAME else text if stretch.change is Change.INSERTED else ()
    return write(left)


# Parts


def _form(part: Part) -> tuple[object, ...]:
    """What a part must keep to be one part in both texts."""
    marked = part.label is None or any(sign.isalnum() for sign in part.label)
    item_form = (part.label == "", marked) if part.kind is PartKind.ITEM else None
    return part.kind, part.level, item_form, part.key


def _put_in(part: Part, by: Author, credits: Sequence[Credit]) -> RollingPart:
    stretches = _redlined("", part.wording, by, credits, whole=True)
    return RollingPart(None, part, stretches, by=credits[0].by if credits else by)


def _removed(part: Part, by: Author, credits: Sequence[Credit]) -> RollingPart:
    who = next((credit.by for credit in credits if not plain(credit.wording).strip()), by)
    return RollingPart(part, None, _whole(Change.DELETED, part.wording, who), by=who)


def _whole(change: Change, wording: str, by: Author | None) -> tuple[Stretch, ...]:
    return (Stretch(change, wording, by),) if wording else ()


def _place_after(parts: Sequence[RollingPart], order: Sequence[Part], part: Part) -> int:
    """Where a removed part belongs: after what it stood after, as far as that kept its order."""
    before = order[: order.index(part)]
    for earlier in reversed(before):
        for place, one in enumerate(parts):
            if one.old is earlier and not one.is_moved:
                return place + 1
    return 0


# Words


@dataclass(frozen=True, slots=True)
class _Step:
    """Tokens that stay, come or go together."""

    change: Change
    row: tuple[Token, ...]
    by: Author | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of a part: kept, with the changes in it, or come or gone whole."""

    change: Change
    stretches: tuple[Stretch, ...]
    by: Author | None = None


def _redlined(old: str, new: str, by: Author, credits: Sequence[Credit], *, whole: bool = False) -> tuple[Stretch, ...]:
    if old == new:
        return _whole(Change.SAME, new, None)
    before, after = tokens(old), tokens(new)
    taken_out, put_in = _credited(before, after, credits)
    lines: list[_Line] = []
    for old_line, new_line in _paired(before, after):
        if old_line is None and new_line is not None:
            steps = [_Step(Change.INSERTED, (after.row[n],), put_in.get(n, by)) for n in new_line]
            lines.append(_Line(Change.INSERTED, _stretches(_settled(steps)), put_in.get(new_line.start, by)))
        elif new_line is None and old_line is not None:
            steps = [_Step(Change.DELETED, (before.row[n],), taken_out.get(n, by)) for n in old_line]
            lines.append(_Line(Change.DELETED, _stretches(_settled(steps)), taken_out.get(old_line.start, by)))
        elif old_line is not None and new_line is not None:
            steps = list(_steps(before, after, old_line, new_line, by, taken_out, put_in))
            lines.append(_Line(Change.SAME, _stretches(_tidy(_settled(steps)))))
    if whole:
        lines = [replace(line, change=Change.INSERTED, by=line.by or by) for line in lines]
    return _one_row(lines)


def _steps(
    before: Tokens,
    after: Tokens,
    old_line: range,
    new_line: range,
    by: Author,
    taken_out: Mapping[int, Author],
    put_in: Mapping[int, Author],
) -> Iterator[_Step]:
    """The way from a paragraph to the one that it became; what comes or goes token by token."""
    old, new = _part_of(before, old_line), _part_of(after, new_line)
    for block in blocks(old, new):
        olds = range(old_line.start + block.old_start, old_line.start + block.old_end)
        news = range(new_line.start + block.new_start, new_line.start + block.new_end)
        if not block.same:
            yield from (_Step(Change.DELETED, (before.row[n],), taken_out.get(n, by)) for n in olds)
            yield from (_Step(Change.INSERTED, (after.row[n],), put_in.get(n, by)) for n in news)
            continue
        same = after.row[news.start : news.stop]
        if before.row[olds.start : olds.stop] == same:
            yield _Step(Change.SAME, same)
            continue
        for here, there in zip(olds, news, strict=True):
            if before.row[here] == after.row[there]:
                yield _Step(Change.SAME, (after.row[there],))
            else:
                # White space of other marks: to the comparison it is the same, in the file it is not.
                yield _Step(Change.DELETED, (before.row[here],), taken_out.get(here, by))
                yield _Step(Change.INSERTED, (after.row[there],), put_in.get(there, by))


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


def _settled(steps: Sequence[_Step]) -> list[_Step]:
    """The steps, with white space by the author of the change that it belongs to."""
    settled: list[_Step] = []
    for place, step in enumerate(steps):
        if step.change is not Change.SAME and all(map(is_space, step.row)):
            beside = [one for one in (settled[-1:] + list(steps[place + 1 : place + 2])) if one.change is step.change]
            if beside and step.by not in [one.by for one in beside]:
                step = replace(step, by=beside[0].by)
        settled.append(step)
    return settled


def _tidy(steps: Sequence[_Step]) -> list[_Step]:
    """The steps, with few short unchanged words between two changes of one author counted as changed by that author."""
    runs = [(changed, list(run)) for changed, run in groupby(steps, lambda step: step.change is not Change.SAME)]
    tidied: list[_Step] = []
    for number, (changed, run) in enumerate(runs):
        if not changed and 0 < number < len(runs) - 1:
            left, right = runs[number - 1][1][-1].by, runs[number + 1][1][0].by
            row = _row_of(run)
            if left == right and is_small(row):
                tidied += (_Step(Change.DELETED, row, left), _Step(Change.INSERTED, row, left))
                continue
        tidied += run
    return tidied


_ORDER = (Change.SAME, Change.DELETED, Change.INSERTED)


def _stretches(steps: Sequence[_Step]) -> tuple[Stretch, ...]:
    """The steps in stretches; of neighbouring changes by one author all deletions stand before all insertions."""
    return tuple(
        Stretch(change, source_of(_row_of(some)), by)
        for by, run in groupby(steps, lambda step: step.by)
        for run_steps in (list(run),)
        for change in _ORDER
        if (some := [step for step in run_steps if step.change is change])
    )


def _row_of(steps: Sequence[_Step]) -> tuple[Token, ...]:
    """The tokens of some steps."""
    return steps[0].row if len(steps) == 1 else tuple(chain.from_iterable(step.row for step in steps))


def _one_row(lines: Sequence[_Line]) -> tuple[Stretch, ...]:
    """The paragraphs one after another. The line end before a paragraph comes, goes or stays with it."""
    row: list[Stretch] = []
    for number, line in enumerate(lines):
        stretches = list(line.stretches)
        if number:
            if stretches and (stretches[0].change, stretches[0].by) == (line.change, line.by):
                stretches[0] = replace(stretches[0], text="\n" + stretches[0].text)
            else:
                stretches.insert(0, Stretch(line.change, "\n", line.by))
        if row and stretches and row[-1].change is stretches[0].change is Change.SAME:
            row[-1] = replace(row[-1], text=row[-1].text + stretches.pop(0).text)
        row += stretches
    return tuple(row)


# Paragraphs


def _lines_of(row: Tokens) -> list[range]:
    """The paragraphs of a wording as places of tokens."""
    if "\n" not in row.row:
        return [range(len(row))]
    ends = [place for place, token in enumerate(row.row) if token == "\n"]
    return [range(start + 1, end) for start, end in pairwise((-1, *ends, len(row)))]


def _part_of(row: Tokens, line: range) -> Tokens:
    return row if len(line) == len(row) else row.between(line.start, line.stop)


def _paired(old: Tokens, new: Tokens) -> list[tuple[range | None, range | None]]:
    """Which paragraph became which, in order; the first always became the first, others while they are alike."""
    before, after = _lines_of(old), _lines_of(new)
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


# Live amendments


@dataclass(frozen=True, slots=True)
class _Edit:
    """What somebody does at one place of a paragraph: tokens that go, and tokens that come after them."""

    start: int
    end: int
    put_in: tuple[Token, ...] = ()
    is_whole: bool = False
    """Takes the whole paragraph out."""


Sponsors = tuple[int, ...]
"""Those who propose one thing, by their places among the proposals."""


def _amended(part: Part, live: Sequence[Proposal], secretariat: Author) -> RollingPart:
    deleting = [one for one in live if not plain(one.wording).strip() and not footnote_keys(one.wording)]
    if not live:
        return RollingPart(part, part, _whole(Change.SAME, part.wording, None))
    if len(deleting) == len(live):
        by = _together(live)
        return RollingPart(part, None, _whole(Change.DELETED, part.wording, by), by=by)
    composed = list(_composed(tokens(part.wording), [one for one in live if one not in deleting], secretariat))
    if deleting:
        # The whole part is one alternative, with the other amendments in it, and its deletion the other.
        by = _together(deleting)
        opening = Stretch(Change.INSERTED, "[", secretariat)
        closing = Stretch(Change.INSERTED, "]", secretariat)
        composed[0] = replace(composed[0], stretches=(opening, *composed[0].stretches))
        last = max(place for place, line in enumerate(composed) if line.change is Change.SAME)
        alternative = Stretch(Change.INSERTED, " " + _alternative(by.name, ()), by)
        composed[last] = replace(composed[last], stretches=(*composed[last].stretches, closing, alternative))
    stretches = _one_row(composed)
    new = replace(part, wording=_accepted_wording(part.wording, stretches))
    return RollingPart(part, new, stretches)


def _composed(base: Tokens, live: Sequence[Proposal], secretariat: Author) -> Iterator[_Line]:
    """The paragraphs of a wording with all that is proposed for it."""
    lines = _lines_of(base)
    edits: list[dict[_Edit, Sponsors]] = [{} for _ in lines]
    new_lines: list[dict[tuple[Token, ...], Sponsors]] = [{} for _ in lines]
    for sponsor, one in enumerate(live):
        proposed = tokens(one.wording)
        at = -1
        for old_line, new_line in _paired(base, proposed):
            if old_line is not None:
                at += 1
                for edit in _edits(base, proposed, old_line, new_line):
                    edits[at][edit] = (*edits[at].get(edit, ()), sponsor)
            elif new_line is not None:
                row = proposed.row[new_line.start : new_line.stop]
                new_lines[at][row] = (*new_lines[at].get(row, ()), sponsor)
    for line, here, below in zip(lines, edits, new_lines, strict=True):
        yield _composed_line(_part_of(base, line), here, live, secretariat)
        for row, sponsors in below.items():
            by = _together([live[sponsor] for sponsor in sponsors])
            shown = source_of(row) if len(below) == 1 else _alternative(by.name, row)
            yield _Line(Change.INSERTED, _whole(Change.INSERTED, shown, by), by)


def _edits(base: Tokens, proposed: Tokens, old_line: range, new_line: range | None) -> Iterator[_Edit]:
    """What a proposal does to a paragraph."""
    if new_line is None:
        yield _Edit(0, len(old_line), is_whole=True)
        return
    old, new = _part_of(base, old_line), _part_of(proposed, new_line)
    for block in blocks(old, new):
        if not block.same:
            yield _Edit(block.old_start, block.old_end, new.row[block.new_start : block.new_end])
            continue
        if old.row[block.old_start : block.old_end] == new.row[block.new_start : block.new_end]:
            continue
        for step in range(block.old_end - block.old_start):
            here, there = block.old_start + step, block.new_start + step
            if old.row[here] != new.row[there]:
                yield _Edit(here, here + 1, new.row[there : there + 1])


def _composed_line(
    base: Tokens, edits: Mapping[_Edit, Sponsors], live: Sequence[Proposal], secretariat: Author
) -> _Line:
    """A paragraph with the edits of all proposals: side by side, or as alternatives where they collide."""
    taken_out: dict[int, Author] = {}
    put_in: dict[int, list[tuple[bool, _Step]]] = defaultdict(list)
    disputed: dict[int, tuple[int, tuple[Stretch, ...]]] = {}
    for cluster in _clusters(base, edits):
        if len(cluster) > 1:
            start, end, alternatives = _disputed(base, {edit: edits[edit] for edit in cluster}, live, secretariat)
            disputed[start] = (end, alternatives)
            continue
        (edit,) = cluster
        by = _together([live[sponsor] for sponsor in edits[edit]])
        if edit.is_whole:
            return _Line(Change.DELETED, _whole(Change.DELETED, source_of(base.row), by), by)
        for place in range(edit.start, edit.end):
            taken_out.setdefault(place, by)
        if edit.put_in:
            put_in[edit.end].append((edit.start == edit.end, _Step(Change.INSERTED, edit.put_in, by)))
    stretches: list[Stretch] = []
    steps: list[_Step] = []
    touched = {*put_in, *disputed, *taken_out, *(place + 1 for place in taken_out), len(base)}
    done = 0
    for place in sorted(touched):
        if place < done:
            continue
        if place > done:
            steps.append(_Step(Change.SAME, base.row[done:place]))
            done = place
        steps += (coming for _, coming in sorted(put_in.get(place, ()), key=itemgetter(0)))
        if place in disputed:
            done, alternatives = disputed[place]
            stretches += (*_stretches(_tidy(steps)), *alternatives)
            steps = []
        if place == done and place in taken_out:
            steps.append(_Step(Change.DELETED, (base.row[place],), taken_out[place]))
            done = place + 1
    return _Line(Change.SAME, (*stretches, *_stretches(_tidy(steps))))


def _clusters(base: Tokens, edits: Mapping[_Edit, Sponsors]) -> list[list[_Edit]]:
    """The edits in groups: those that collide, directly or through others, are in one."""
    if len(edits) == 1:
        return [list(edits)]
    clusters: list[list[_Edit]] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        hit = [cluster for cluster in clusters if any(_collide(base.words, edit, other) for other in cluster)]
        clusters = [cluster for cluster in clusters if cluster not in hit]
        clusters.append([*(other for cluster in hit for other in cluster), edit])
    return clusters


def _collide(words: Sequence[int], one: _Edit, other: _Edit) -> bool:
    """Whether two edits touch the same words, as `compare.overlapping` judges it; those of one proposal never do."""
    start, end = bisect_left(words, one.start), bisect_left(words, one.end)
    other_start, other_end = bisect_left(words, other.start), bisect_left(words, other.end)
    if start == end and other_start == other_end:
        return start == other_start and _has_words(one) and _has_words(other)
    if start == end:
        return other_start < start < other_end
    if other_start == other_end:
        return start < other_start < end
    return max(start, other_start) < min(end, other_end)


def _has_words(edit: _Edit) -> bool:
    return any(not is_space(token) for token in edit.put_in)


def _disputed(
    base: Tokens, edits: Mapping[_Edit, Sponsors], live: Sequence[Proposal], secretariat: Author
) -> tuple[int, int, tuple[Stretch, ...]]:
    """Where edits that collide begin and end, and what stands there: the words in brackets, then the alternatives."""
    start, end = min(edit.start for edit in edits), max(edit.end for edit in edits)
    results: dict[tuple[Token, ...], Sponsors] = {}
    for sponsor in sorted({sponsor for sponsors in edits.values() for sponsor in sponsors}):
        own = [edit for edit, sponsors in edits.items() if sponsor in sponsors]
        result = _without_edges(_applied(base.row, start, end, own))
        results[result] = (*results.get(result, ()), sponsor)
    while start < end and is_space(base.row[start]):
        start += 1
    while start < end and is_space(base.row[end - 1]):
        end -= 1
    stretches: list[Stretch] = []
    if start < end:
        stretches += (
            Stretch(Change.INSERTED, "[", secretariat),
            Stretch(Change.SAME, source_of(base.row[start:end])),
            Stretch(Change.INSERTED, "]", secretariat),
        )
    follows_words = start < end or (start > 0 and not is_space(base.row[start - 1]))
    before = " " if follows_words else ""
    for result, sponsors in results.items():
        by = _together([live[sponsor] for sponsor in sponsors])
        stretches.append(Stretch(Change.INSERTED, before + _alternative(by.name, result), by))
        before = " "
    if start == end and end < len(base) and (not follows_words or is_word(base.row[end])):
        stretches[-1] = replace(stretches[-1], text=stretches[-1].text + " ")
    return start, end, tuple(stretches)


def _applied(row: Sequence[Token], start: int, end: int, edits: Iterable[_Edit]) -> tuple[Token, ...]:
    """The tokens between two places after the edits of one proposal."""
    result: list[Token] = []
    at = start
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        result += (*row[at : edit.start], *edit.put_in)
        at = edit.end
    return (*result, *row[at:end])


def _without_edges(row: tuple[Token, ...]) -> tuple[Token, ...]:
    while row and is_space(row[0]):
        row = row[1:]
    while row and is_space(row[-1]):
        row = row[:-1]
    return row


def _together(proposals: Sequence[Proposal]) -> Author:
    """Those who propose the same, as one author, at the hour of the last."""
    authors = list(dict.fromkeys(proposal.by for proposal in proposals))
    if len(authors) == 1:
        return authors[0]
    names = dict.fromkeys(author.name for author in authors)
    return Author(", ".join(names), max((author.at for author in authors if author.at), default=None))


_DELETION = "delete"
"""What stands in an alternative that is to leave words out, as on the floor: "[Pelland: delete]"."""


def _alternative(sponsors: str, row: Sequence[Token]) -> str:
    return write((Run(f"[{sponsors}: "), *(wording_of(row) or (Run(_DELETION),)), Run("]")))


def _without_sponsor(stretch: Stretch) -> str:
    """The text of a stretch; that of an alternative without the name before it."""
    pieces = parse(stretch.text)
    first = pieces[0] if pieces else None
    if stretch.change is not Change.INSERTED or stretch.by is None or not isinstance(first, Run):
        return stretch.text
    found = re.match(rf"\n? ?\[(?={re.escape(normalize('NFC', stretch.by.name))}: )", first.text)
    if found is None:
        return stretch.text
    named = found.end() + len(normalize("NFC", stretch.by.name)) + 2
    return write((structs.replace(first, text=found[0] + first.text[named:]), *pieces[1:]))
