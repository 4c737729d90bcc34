"""What changed between two wordings, word by word, and between two statements, part by part."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import Indel

from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import Part
from jointstatement.text.tokens import Tokens, blocks, is_space, is_word, joined, text_of, tokens
from jointstatement.text.wording import FootnoteMark, canonical, parse

ALIKE = 0.4
"""Below this share of common words two parts are two parts, and not one part reworded."""
_SINGLE_KINDS = (PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.CLOSING)


class Change(StrEnum):
    """What became of a segment."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of wording that is in both texts or in one of them."""

    change: Change
    text: str
    """Light marks, complete in itself: a mark that the segment cuts through is closed and opened again."""


def compare(old: str, new: str) -> tuple[Segment, ...]:
    """The way from one wording to another, by whole words; a deletion stands before the insertion that replaces it.

    Changes that no more than two short unchanged words separate are joined into one deletion and one insertion. A word
    whose marks changed is a changed word; marks on white space are not compared.

    The segments without the inserted ones, parsed and joined, are the old wording, and without the deleted ones the new
    wording: character by character, and with the same marks on all but white space.
    """
    if old == new:
        # Most parts of a long text, from one revision to the next.
        words = canonical(new)
        return (Segment(Change.SAME, words),) if words else ()
    old_tokens, new_tokens = tokens(old), tokens(new)
    segments: list[Segment] = []
    for block in joined(blocks(old_tokens, new_tokens), new_tokens):
        if block.same:
            segments.append(Segment(Change.SAME, new_tokens.source_between(block.new_start, block.new_end)))
            continue
        if block.old_start < block.old_end:
            segments.append(Segment(Change.DELETED, old_tokens.source_between(block.old_start, block.old_end)))
        if block.new_start < block.new_end:
            segments.append(Segment(Change.INSERTED, new_tokens.source_between(block.new_start, block.new_end)))
    return tuple(segments)


def share_changed(old: str, new: str) -> float:
    """How much of both texts `compare` shows as changed, from 0 (nothing) to 1 (all), by characters without spaces."""
    same = changed = 0
    for segment in compare(old, new):
        size = sum(
            1 if isinstance(run, FootnoteMark) else sum(not c.isspace() for c in run.text)
            for run in parse(segment.text)
        )
        if segment.change is Change.SAME:
            same += 2 * size
        else:
            changed += size
    return changed / (same + changed) if changed else 0.0


def overlapping(base: str, one: str, other: str) -> tuple[str, ...]:
    """The words of the base that two proposals both change, in order; () where they do not collide.

    Two proposals that insert at the same place collide as well, and so does an insertion amid words that the other
    changes: there the words are the neighbours on both sides, or one empty word where the base has none. Every sign
    of punctuation counts as a word. White space alone never collides.
    """
    base_tokens = tokens(base)
    words = base_tokens.words
    first, second = _touched(base_tokens, words, one), _touched(base_tokens, words, other)
    hit = first.words & second.words
    for point in first.points | second.points:
        both = point in first.points and point in second.points
        amid = {point - 1, point} <= first.words or {point - 1, point} <= second.words
        if both or amid:
            hit |= {point - 1, point} & set(range(len(words)))
            if not words:
                return ("",)
    return tuple(text_of(base_tokens.row[words[number]]) for number in sorted(hit))


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of the old text and what it is in the new one; `None` where it is not there."""

    old: Part | None
    new: Part | None
    moved: bool
    """Whether it stands in another order among the parts that both texts have."""


def align(old: Sequence[Part], new: Sequence[Part]) -> tuple[PartPair, ...]:
    """Which part became which, in the order of the new text; what was removed stands after what it stood after.

    Parts of one identity are one part. What is left is paired by kind (a title with the title) or key (a footnote),
    and then by words, the most alike first, while at least four words in ten are common; preambular and operative
    clauses and items pair with each other, other kinds only with their own. The fewest possible parts count as moved.
    """
    partner = _partners(old, new)
    kept = longest_rise([partner[place] for place in sorted(partner)])
    settled_old = {place for place in partner if partner[place] in kept}
    removed: dict[int, list[Part]] = defaultdict(list)
    anchor = -1
    for place, part in enumerate(old):
        if place in settled_old:
            anchor = place
        elif place not in partner:
            removed[anchor].append(part)
    origin = {new_place: old_place for old_place, new_place in partner.items()}
    pairs = [PartPair(part, None, moved=False) for part in removed[-1]]
    for place, part in enumerate(new):
        if place not in origin:
            pairs.append(PartPair(None, part, moved=False))
            continue
        pairs.append(PartPair(old[origin[place]], part, moved=place not in kept))
        if place in kept:
            pairs.extend(PartPair(gone, None, moved=False) for gone in removed[origin[place]])
    return tuple(pairs)


# Words


@dataclass(frozen=True, slots=True)
class _Touched:
    """Which words of a base a proposal changes, and before which word it only inserts, both counted in words."""

    words: frozenset[int]
    points: frozenset[int]


def _touched(base: Tokens, words: Sequence[int], proposal: str) -> _Touched:
    proposed = tokens(proposal)
    changed: set[int] = set()
    points: set[int] = set()
    for block in blocks(base, proposed):
        if block.same:
            continue
        start, end = bisect_left(words, block.old_start), bisect_left(words, block.old_end)
        changed.update(range(start, end))
        inserts = any(not is_space(token) for token in proposed.row[block.new_start : block.new_end])
        if start == end and inserts:
            points.add(start)
    return _Touched(frozenset(changed), frozenset(points))


# Parts


def _partners(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """The place in the new text of each part of the old text that is there."""
    partner: dict[int, int] = {}
    _pair_by(partner, old, new, [part.id or None for part in old], [part.id or None for part in new])
    _pair_by(partner, old, new, [_name(part) for part in old], [_name(part) for part in new])
    exact = [[(_family(part), part.wording) for part in parts] for parts in (old, new)]
    _pair_by(partner, old, new, *exact)
    taken = set(partner.values())
    letters: dict[str, str] = {}
    spelled: dict[object, dict[int, str]] = defaultdict(dict)
    for place, part in enumerate(new):
        if place not in taken:
            spelled[_family(part)][place] = _spell(part, letters)
    likeness = [
        (-score, abs(old_place - new_place), old_place, new_place)
        for old_place, part in enumerate(old)
        if old_place not in partner and spelled.get(_family(part))
        for _, score, new_place in process.extract(
            _spell(part, letters),
            spelled[_family(part)],
            scorer=Indel.normalized_similarity,
            score_cutoff=ALIKE,
            limit=None,
        )
    ]
    for _, _, old_place, new_place in sorted(likeness):
        if old_place not in partner and new_place not in taken:
            partner[old_place] = new_place
            taken.add(new_place)
    return partner


def _pair_by(
    partner: dict[int, int],
    old: Sequence[Part],
    new: Sequence[Part],
    old_keys: Sequence[object],
    new_keys: Sequence[object],
) -> None:
    """Pairs what is not paired yet and has the same key, in order; `None` is no key."""
    taken = set(partner.values())
    places: dict[object, list[int]] = defaultdict(list)
    for place in reversed(range(len(new))):
        if place not in taken and new_keys[place] is not None:
            places[new_keys[place]].append(place)
    for place in range(len(old)):
        if place not in partner and places.get(old_keys[place]):
            partner[place] = places[old_keys[place]].pop()


def _name(part: Part) -> tuple[PartKind, str | None] | None:
    if part.kind in _SINGLE_KINDS or (part.kind is PartKind.FOOTNOTE and part.key):
        return part.kind, part.key
    return None


def _family(part: Part) -> object:
    return "clause" if part.kind in CLAUSE_KINDS or part.kind is PartKind.ITEM else part.kind


def _spell(part: Part, letters: dict[str, str]) -> str:
    """The part's words as one character each, the same for the same word, so that they compare fast."""
    words = (text_of(token).casefold() for token in tokens(part.wording).row if is_word(token))
    return "".join(letters.setdefault(word, chr(0xE000 + len(letters))) for word in words)


def longest_rise(places: Sequence[int]) -> set[int]:
    """The longest rising selection of places: what kept its order."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(tails[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            tails.append(number)
        else:
            ends[length], tails[length] = place, number
    rise: set[int] = set()
    number = tails[-1] if tails else -1
    while number >= 0:
        rise.add(places[number])
        number = before[number]
    return rise
