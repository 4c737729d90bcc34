"""A text with its live amendments: changes to different words side by side, those to the same words as alternatives."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from jointstatement.text.alternatives import alternative
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.paragraphs import (
    Line,
    Step,
    lines_of,
    one_row,
    paired,
    part_of,
    step,
    stretches_of,
    tidied,
    whole,
)
from jointstatement.text.place import belonging
from jointstatement.text.rolling import Author, Remark, RollingPart, RollingText, Stretch, accepted_wording
from jointstatement.text.tokens import (
    Token,
    Tokens,
    changed_places,
    changes_of,
    is_space,
    is_word,
    source_of,
    tokens,
    trimmed,
    without_ends,
)
from jointstatement.text.wording import plain

_SAME, _DELETED, _INSERTED = Change.SAME, Change.DELETED, Change.INSERTED


@dataclass(frozen=True, slots=True)
class Proposal:
    """A live amendment: the wording that somebody proposes for a part, empty to have the part deleted."""

    by: Author
    wording: str
    reason: str = ""
    behind: str = ""
    """Who else stands behind it, as a sentence."""


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
    A clause that all would delete takes its items along; what is proposed for these is told in remarks.
    """
    parts: list[RollingPart] = []
    taken_along: dict[int, Author] = {}
    for place, part in enumerate(base.parts):
        given = proposals.get(part.id, ()) if part.id else ()
        said = (
            *(remarks.get(part.id, ()) if part.id else ()),
            *(Remark(one.by, one.reason, one.behind) for one in given if one.reason.strip() or one.behind),
        )
        if place in taken_along:
            by = taken_along[place]
            told = (Remark(one.by, f"“{plain(one.wording)}”", one.behind) for one in given if one.wording)
            parts.append(RollingPart(part, None, whole(_DELETED, part.wording, by), by=by, remarks=(*said, *told)))
            continue
        amended = _amended(part, given, said, secretariat)
        parts.append(amended)
        if amended.new is None and amended.by is not None:
            below = belonging(base.parts, part)
            taken_along |= dict.fromkeys(range(place + 1, place + 1 + len(below)), amended.by)
    return RollingText(base, tuple(parts), tuple(general))


def _amended(part: Part, given: Sequence[Proposal], said: tuple[Remark, ...], secretariat: Author) -> RollingPart:
    base = tokens(part.wording) if given else None
    live = [(one, proposed) for one in given if base and (proposed := tokens(one.wording)).row != base.row]
    if base is None or not live:
        return RollingPart(part, part, whole(_SAME, part.wording, None), remarks=said)
    deleting = [one for one, proposed in live if _is_empty(proposed)]
    rewording = [(one, proposed) for one, proposed in live if not _is_empty(proposed)] if deleting else live
    if not rewording:
        by = _together(deleting)
        return RollingPart(part, None, whole(_DELETED, part.wording, by), by=by, remarks=said)
    composed = list(_composed(base, rewording, secretariat))
    if deleting:
        # The whole part is one alternative, with the other amendments in it, and its deletion the other.
        by = _together(deleting)
        first = composed[0]
        composed[0] = Line(first.change, (Stretch(_INSERTED, "[", secretariat), *first.stretches), first.by)
        place = max(place for place, line in enumerate(composed) if line.change is _SAME)
        last = composed[place]
        closing = Stretch(_INSERTED, "]", secretariat)
        deletion = Stretch(_INSERTED, " " + alternative(by.name, ()), by)
        composed[place] = Line(last.change, (*last.stretches, closing, deletion), last.by)
    stretches = one_row(composed)
    new = replace(part, wording=accepted_wording(part.wording, stretches))
    return RollingPart(part, new, stretches, remarks=said)


def _is_empty(row: Tokens) -> bool:
    """Whether a wording says nothing at all."""
    return not row.words or (row.row[row.words[0]] == "\n" and all(row.row[place] == "\n" for place in row.words))


Live = Sequence[tuple[Proposal, Tokens]]
"""Proposals with their wordings."""
Sponsors = list[int]
"""Those who propose one thing, by their places among the proposals."""


class _Edit(Struct, frozen=True, gc=False):
    """What somebody does at one place of a paragraph: tokens that go, and tokens that come after them."""

    start: int
    end: int
    put_in: tuple[Token, ...] = ()
    source: str = ""
    """The light marks of what comes."""
    is_whole: bool = False
    """Takes the whole paragraph out."""


def _composed(base: Tokens, live: Live, secretariat: Author) -> Iterator[Line]:
    """The paragraphs of a wording with all that is proposed for it."""
    lines = lines_of(base)
    edits: list[dict[_Edit, Sponsors]] = [{} for _ in lines]
    new_lines: list[dict[tuple[Token, ...], Sponsors]] = [{} for _ in lines]
    for sponsor, (_, proposed) in enumerate(live):
        at = -1
        for old_line, new_line in paired(base, proposed):
            if old_line is not None:
                at += 1
                for edit in _edits(base, proposed, old_line, new_line):
                    edits[at].setdefault(edit, []).append(sponsor)
            elif new_line is not None:
                row = proposed.row[new_line.start : new_line.stop]
                new_lines[at].setdefault(row, []).append(sponsor)
    for line, here, below in zip(lines, edits, new_lines, strict=True):
        yield _composed_line(part_of(base, line), here, live, secretariat)
        for row, sponsors in below.items():
            by = _sponsored(live, sponsors)
            shown = source_of(row) if len(below) == 1 else alternative(by.name, row)
            yield Line(_INSERTED, whole(_INSERTED, shown, by), by)


def _edits(base: Tokens, proposed: Tokens, old_line: range, new_line: range | None) -> Iterator[_Edit]:
    """What a proposal does to a paragraph."""
    if new_line is None:
        yield _Edit(0, len(old_line), is_whole=True)
        return
    old, new = part_of(base, old_line), part_of(proposed, new_line)
    old_at = new_at = 0
    is_one_line = old is base and new is proposed
    changes = changes_of(base.source, proposed.source) if is_one_line else changed_places(old, new)
    for start, end, new_start, new_end in (*changes, (len(old), len(old), len(new), len(new))):
        if old.row[old_at:start] != new.row[new_at:new_start]:
            # White space of other marks: to the comparison it is the same.
            for here, there in zip(range(old_at, start), range(new_at, new_start), strict=True):
                if old.row[here] != new.row[there]:
                    yield _edit(new, here, here + 1, there, there + 1)
        if start < end or new_start < new_end:
            yield _edit(new, start, end, new_start, new_end)
        old_at, new_at = end, new_end


def _edit(new: Tokens, start: int, end: int, new_start: int, new_end: int) -> _Edit:
    return _Edit(start, end, new.row[new_start:new_end], new.source_between(new_start, new_end))


def _composed_line(base: Tokens, edits: Mapping[_Edit, Sponsors], live: Live, secretariat: Author) -> Line:
    """A paragraph with the edits of all proposals: side by side, or as alternatives where they collide."""
    taken_out: dict[int, Author] = {}
    put_in: dict[int, list[tuple[bool, Step]]] = defaultdict(list)
    disputed: dict[int, tuple[int, tuple[Stretch, ...]]] = {}
    for cluster in _clusters(base.words, edits):
        if len(cluster) > 1:
            start, end, alternatives = _disputed(base, {edit: edits[edit] for edit in cluster}, live, secretariat)
            disputed[start] = (end, alternatives)
            continue
        (edit,) = cluster
        by = _sponsored(live, edits[edit])
        if edit.is_whole:
            return Line(_DELETED, whole(_DELETED, base.source_between(0, len(base)), by), by)
        for place in range(edit.start, edit.end):
            taken_out.setdefault(place, by)
        if edit.put_in:
            coming = Step(_INSERTED, edit.put_in, edit.source, by)
            put_in[edit.end].append((edit.start == edit.end, coming))
    stretches: list[Stretch] = []
    steps: list[Step] = []
    done = 0
    for place in sorted({*put_in, *disputed, *taken_out, len(base)}):
        if place < done:
            continue
        if done < place:
            steps.append(step(_SAME, base, done, place))
            done = place
        steps += (coming for _, coming in sorted(put_in.get(place, ()), key=itemgetter(0)))
        if place in disputed:
            done, alternatives = disputed[place]
            stretches += (*stretches_of(tidied(steps)), *alternatives)
            steps = []
        if place == done and place in taken_out:
            by = taken_out[place]
            done += 1
            while taken_out.get(done) is by and done not in put_in and done not in disputed:
                done += 1
            steps.append(step(_DELETED, base, place, done, by))
    return Line(_SAME, (*stretches, *stretches_of(tidied(steps))))


class _Reach(NamedTuple):
    """An edit and the words that it touches: from which to before which other one, none where it only puts in."""

    edit: _Edit
    start: int
    end: int
    has_words: bool
    """Whether any go or come."""


def _clusters(words: Sequence[int], edits: Iterable[_Edit]) -> list[list[_Edit]]:
    """The edits in groups: those that collide, directly or through others, are in one."""
    clusters: list[list[_Reach]] = []
    farthest = -1
    for edit in sorted(edits, key=attrgetter("start", "end")):
        start, end = bisect_left(words, edit.start), bisect_left(words, edit.end)
        reach = _Reach(edit, start, end, start < end or not all(map(is_space, edit.put_in)))
        hit: list[list[_Reach]] = []
        if start <= farthest:
            hit = [cluster for cluster in clusters if any(_collide(reach, other) for other in cluster)]
            clusters = [cluster for cluster in clusters if cluster not in hit]
        clusters.append([*chain.from_iterable(hit), reach])
        farthest = max(farthest, end)
    return [[reach.edit for reach in cluster] for cluster in clusters]


def _collide(one: _Reach, other: _Reach) -> bool:
    """Whether two edits touch the same words, as `compare.overlapping` judges it; those of one proposal never do."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start and one.has_words and other.has_words
    if one.start == one.end:
        return other.start < one.start < other.end
    if other.start == other.end:
        return one.start < other.start < one.end
    return max(one.start, other.start) < min(one.end, other.end)


def _disputed(
    base: Tokens, edits: Mapping[_Edit, Sponsors], live: Live, secretariat: Author
) -> tuple[int, int, tuple[Stretch, ...]]:
    """Where edits that collide begin and end, and what stands there: the words in brackets, then the alternatives."""
    start, end = min(edit.start for edit in edits), max(edit.end for edit in edits)
    results: dict[tuple[Token, ...], Sponsors] = {}
    for sponsor in sorted({sponsor for sponsors in edits.values() for sponsor in sponsors}):
        own = [edit for edit, sponsors in edits.items() if sponsor in sponsors]
        result = without_ends(_applied(base.row, start, end, own))
        results.setdefault(result, []).append(sponsor)
    start, end = trimmed(base.row, start, end)
    stretches: list[Stretch] = []
    if start < end:
        stretches += (
            Stretch(_INSERTED, "[", secretariat),
            Stretch(_SAME, base.source_between(start, end)),
            Stretch(_INSERTED, "]", secretariat),
        )
    follows_words = start < end or (start > 0 and not is_space(base.row[start - 1]))
    before = " " if follows_words else ""
    for result, sponsors in results.items():
        by = _sponsored(live, sponsors)
        stretches.append(Stretch(_INSERTED, before + alternative(by.name, result), by))
        before = " "
    if start == end and end < len(base) and (not follows_words or is_word(base.row[end])):
        last = stretches[-1]
        stretches[-1] = Stretch(last.change, last.text + " ", last.by)
    return start, end, tuple(stretches)


def _applied(row: Sequence[Token], start: int, end: int, edits: Iterable[_Edit]) -> tuple[Token, ...]:
    """The tokens between two places after the edits of one proposal."""
    result: list[Token] = []
    at = start
    for edit in sorted(edits, key=attrgetter("start", "end")):
        result += (*row[at : edit.start], *edit.put_in)
        at = edit.end
    return (*result, *row[at:end])


def _sponsored(live: Live, sponsors: Sponsors) -> Author:
    """The sponsors of one thing as one author."""
    return live[sponsors[0]][0].by if len(sponsors) == 1 else _together([live[sponsor][0] for sponsor in sponsors])


def _together(proposals: Sequence[Proposal]) -> Author:
    """Those who propose the same, as one author, at the hour of the last."""
    if len(proposals) == 1:
        return proposals[0].by
    authors = list(dict.fromkeys(proposal.by for proposal in proposals))
    if len(authors) == 1:
        return authors[0]
    names = dict.fromkeys(author.name for author in authors)
    return Author(", ".join(names), max((author.at for author in authors if author.at), default=None))
