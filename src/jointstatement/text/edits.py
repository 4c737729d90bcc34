"""What a proposal does to a wording, word by word: places in the row of words, what goes there and what comes.

A wording is taken as words with a gap before each and one after the last; a gap is a stretch of white space or empty.
So an edit between two words says which white space it wants on either side, and edits side by side still agree on it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple, cast
from unicodedata import normalize

from rapidfuzz.distance import Indel

from jointstatement.text.compare import longest_rise
from jointstatement.text.tokens import (
    Token,
    Tokens,
    is_footnote,
    is_small,
    is_word,
    text_of,
    tokens,
)

_SPACES = re.compile(r"(\s+)")
_SIGNS = re.compile(r"[*_^\\\n]")
"""What may make a mark, or end one."""
_ENDS = frozenset("\n.;:!?")
_STOPS = frozenset(",.;:")
_NO_GAP = ""
_SHORT = 3
"""Words of more letters than these say where a text goes on, if they stand once."""
_HARDLY = 5
"""Where less than one letter in so many stays, a stretch is written anew."""
_FEW = 3
"""So many unchanged words may be joined with longer changes on both sides of them."""


@dataclass(frozen=True, slots=True)
class Words:
    """A wording as its words (punctuation, line ends and footnote marks count) and the white space round them."""

    source: str
    tokens: Tokens
    words: tuple[Token, ...]
    gaps: tuple[Token, ...]
    """Before each word, and after the last."""
    is_plain: bool
    """Whether it has no marks."""
    starts: tuple[int, ...]
    """Where in the source the white space between two words of one line begins; none where that cannot be told …"""
    ends: tuple[int, ...]
    """… where it ends …"""
    counts: tuple[int, ...]
    """… and how many words stand before it."""

    def __len__(self) -> int:
        return len(self.words)

    def is_unmarked(self, first: int, last: int) -> bool:
        """Whether words and the gaps round them have no marks."""
        return self.is_plain or all(
            isinstance(token, str) for token in self.tokens.row[self.before(first) : self.at(last)]
        )

    def before(self, word: int) -> int:
        """The first token of the gap before a word, or after the last one."""
        return self.tokens.words[word - 1] + 1 if word else 0

    def at(self, word: int) -> int:
        """The token that is a word, or the end."""
        return self.tokens.words[word] if word < len(self.words) else len(self.tokens.row)


class Edit(NamedTuple):
    """Words of a wording, from `first` to before `last`, and what comes in their place; none may go, none may come."""

    first: int
    last: int
    words: tuple[Token, ...]
    gaps: tuple[Token, ...]
    """The white space before each word that comes and after the last: one more than words."""
    start: int
    """The same in tokens: the first one that goes …"""
    end: int
    """… the one after the last that goes …"""
    row: tuple[Token, ...]
    """… and what comes. White space that stays is not part of it."""

    @property
    def is_insertion(self) -> bool:
        """Whether no word goes."""
        return self.first == self.last


@lru_cache(maxsize=2048)
def words_of(source: str) -> Words:
    """The words of a wording."""
    source = normalize("NFC", source)
    if not _SIGNS.search(source):
        return _plain_words(source)
    cut = tokens(source)
    row = cut.row
    gaps: list[Token] = []
    dividing: list[tuple[int, int, int]] = []
    last = -1
    for number, place in enumerate((*cut.words, len(row))):
        if place - last == 1:
            gaps.append(_NO_GAP)
        else:
            gaps.append(row[place - 1])
            if cut.cuts and 0 <= last < place < len(row) and row[last] != "\n" != row[place]:
                dividing.append((cut.cuts[place - 1], cut.cuts[place], number))
        last = place
    dividing = [one for one in dividing if one[0] >= 0 <= one[1]]
    starts, ends, counts = zip(*dividing, strict=True) if dividing else ((), (), ())
    is_plain = {*map(type, row)} <= {str}
    return Words(source, cut, tuple([row[place] for place in cut.words]), tuple(gaps), is_plain, starts, ends, counts)


def _plain_words(source: str) -> Words:
    """What `words_of` finds for a text of one line without marks, as nearly every clause is, in fewer steps."""
    words, gaps = _plainly_apart(source)
    row: list[str] = []
    places: list[int] = []
    for gap, word in zip(gaps, words, strict=False):
        if gap:
            row.append(gap)
        places.append(len(row))
        row.append(word)
    if gaps[-1]:
        row.append(gaps[-1])
    cuts = tuple(accumulate(map(len, row), initial=0))
    dividing = [number for number in range(1, len(words)) if gaps[number]]
    ends = [places[number] for number in dividing]
    return Words(
        source,
        Tokens(tuple(row), tuple(row), tuple(places), source, cuts),
        words,
        gaps,
        True,
        tuple([cuts[end - 1] for end in ends]),
        tuple([cuts[end] for end in ends]),
        tuple(dividing),
    )


@lru_cache(maxsize=4096)
def edits(base: str, proposed: str) -> tuple[Edit, ...]:
    """The edits from one wording to another as people would draw them, in order: no phrase is splintered.

    Changes are joined where no more than two short words stand unchanged between them, or one word amid much that
    changes, or three words that are shorter than what changes on either side, or hardly anything stays of all that
    they span; never across the end of a sentence or a paragraph, or a footnote mark.
    """
    return _edits(base, proposed, whole=True)


@lru_cache(maxsize=4096)
def smallest_edits(base: str, proposed: str) -> tuple[Edit, ...]:
    """The edits from one wording to another in which every word stays that may."""
    return _edits(base, proposed, whole=False)


def survivors(base: str, proposed: str) -> tuple[int | None, ...]:
    """For each token of a proposed wording, which token of the base it is; `None` for one that is new."""
    found: list[int | None] = []
    at = 0
    for edit in smallest_edits(base, proposed):
        found += range(at, edit.start)
        found += [None] * len(edit.row)
        at = edit.end
    return (*found, *range(at, len(words_of(base).tokens)))


def applied(base: Words, some: Sequence[Edit]) -> tuple[Token, ...]:
    """The tokens after edits in order that do not collide."""
    row: list[Token] = []
    at = 0
    for course in courses(base, some):
        edit = together(base, course)
        row += base.tokens.row[at : edit.start]
        row += edit.row
        at = edit.end
    return (*row, *base.tokens.row[at:])


def edit_of(base: Words, first: int, last: int, words: tuple[Token, ...], gaps: tuple[Token, ...]) -> Edit:
    """Words and gaps in the place of some words of a base and the gaps round them."""
    start, end = base.before(first), base.at(last)
    row = base.tokens.row
    coming = woven(words, gaps)
    head, tail = 0, len(coming)
    while start < end and head < tail and row[start] == coming[head]:
        start, head = start + 1, head + 1
    while start < end and head < tail and row[end - 1] == coming[tail - 1]:
        end, tail = end - 1, tail - 1
    return Edit(first, last, words, gaps, start, end, coming[head:tail])


def woven(words: Sequence[Token], gaps: Sequence[Token]) -> tuple[Token, ...]:
    """Words and the gaps round them as one row of tokens."""
    row = [token for pair in zip(gaps, words, strict=False) for token in pair if token]
    if gaps[-1]:
        row.append(gaps[-1])
    return tuple(row)


def courses(base: Words, some: Iterable[Edit]) -> list[list[Edit]]:
    """Edits in order: each by itself, or with those beside it where the white space between them concerns them all."""
    beside: list[list[Edit]] = []
    for edit in some:
        if beside and beside[-1][-1].last == edit.first:
            beside[-1].append(edit)
        else:
            beside.append([edit])
    found: list[list[Edit]] = []
    for row in beside:
        found += [row] if len(row) == 1 or _share_gaps(base, row) else [[edit] for edit in row]
    return found


def together(base: Words, row: Sequence[Edit]) -> Edit:
    """Edits that each begin where the one before ends, as one."""
    # What goes leaves the white space to what comes beside it: so it is first put together with that.
    bearing = next((place for place, edit in enumerate(row) if edit.words), 0)
    whole = row[bearing]
    for edit in reversed(row[:bearing]):
        whole = _joint(base, edit, whole)
    for edit in row[bearing + 1 :]:
        whole = _joint(base, whole, edit)
    return whole


def _share_gaps(base: Words, row: Sequence[Edit]) -> bool:
    """Whether edits side by side give something else together than one after another."""
    whole = together(base, row)
    given: list[Token] = []
    at = base.before(whole.first)
    for edit in row:
        if edit.start < at:
            return True
        given += (*base.tokens.row[at : edit.start], *edit.row)
        at = edit.end
    return (*given, *base.tokens.row[at : base.at(whole.last)]) != woven(whole.words, whole.gaps)


def _joint(base: Words, left: Edit, right: Edit) -> Edit:
    between = agreed_gap(base.gaps[left.last], left.gaps[-1], right.gaps[0])
    if between is None:
        between = right.gaps[0]
    gaps = (*left.gaps[:-1], between, *right.gaps[1:])
    return edit_of(base, left.first, right.last, left.words + right.words, gaps)


def agreed_gap(now: Token, one: Token, other: Token) -> Token | None:
    """The white space that two edits want at one place; `None` where they want it differently."""
    if one in (now, other):
        return other
    return one if other == now else None


# How an edit is found


class _Stretch(NamedTuple):
    """Words of a base and the words of a proposal that they became, both by their places."""

    first: int
    last: int
    new_first: int
    new_last: int


def _edits(base: str, proposed: str, *, whole: bool) -> tuple[Edit, ...]:
    if base == proposed:
        return ()
    old = words_of(base)
    first, last, words, gaps = _differing(old, normalize("NFC", proposed))
    head, tail = 0, len(words)
    while first < last and head < tail and old.words[first] == words[head] and old.gaps[first] == gaps[head]:
        first, head = first + 1, head + 1
    while first < last and head < tail and old.words[last - 1] == words[tail - 1] and old.gaps[last] == gaps[tail]:
        last, tail = last - 1, tail - 1
    stretches = _stretches(old, words, gaps, _Stretch(first, last, head, tail))
    if whole and len(stretches) > 1:
        stretches = _joined(old, words, stretches)
    found: list[Edit] = []
    for first, last, new_first, new_last in stretches:
        earliest = found[-1].last + 1 if found else 0
        come, white = words[new_first:new_last], gaps[new_first : new_last + 1]
        if (first == last) != (new_first == new_last):
            first, last, come, white = _slid(old, earliest, first, last, come, white)
        found.append(edit_of(old, first, last, come, white))
    return tuple(found)


def _differing(old: Words, proposed: str) -> tuple[int, int, tuple[Token, ...], tuple[Token, ...]]:
    """Where two wordings differ: the words of the old one from where to where, what stands there, and its gaps.

    Nearly every proposal leaves most of a wording alone. Where what it changes lies between white space and has no
    marks, nothing else of it is read.
    """
    source = old.source
    shorter = min(len(source), len(proposed))
    head = _common(source, proposed, shorter)
    tail = _common_at_end(source, proposed, shorter - head)
    # The stretch begins with white space that both have, and ends with white space that both have.
    opening = bisect_left(old.starts, head) - 1
    start, first = (old.starts[opening], old.counts[opening]) if opening >= 0 else (0, 0)
    closing = bisect_left(old.starts, len(source) - tail)
    end, last = (old.ends[closing], old.counts[closing]) if closing < len(old.ends) else (len(source), len(old))
    was, now = source[start:end], proposed[start : len(proposed) - (len(source) - end)]
    if old.starts and not _SIGNS.search(was) and not _SIGNS.search(now) and old.is_unmarked(first, last):
        return first, last, *_plainly_apart(now)
    new = words_of(proposed)
    return 0, len(old), new.words, new.gaps


def _common(one: str, other: str, most: int) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_at_end(one: str, other: str, most: int) -> int:
    """How many characters two texts end with alike."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _plainly_apart(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text of one line without marks, and the gaps before each and after the last."""
    words: list[str] = []
    gaps: list[str] = []
    pieces = _pieces(text)
    for place in range(0, len(pieces) - 1, 2):
        piece = pieces[place + 1]
        gaps.append(pieces[place])
        if piece.isalnum():
            words.append(piece)
        else:
            cut = _cut(piece)
            words += cut
            gaps += [_NO_GAP] * (len(cut) - 1)
    gaps.append(pieces[-1])
    return tuple(words), tuple(gaps)


def _pieces(text: str) -> list[str]:
    """A text cut at its white space: a gap, what stands up to the next one, and so on, a gap at the end."""
    pieces = _SPACES.split(text)
    if not text:
        return pieces
    if pieces[0]:
        pieces.insert(0, _NO_GAP)
    else:
        del pieces[0]
    if pieces[-1]:
        pieces.append(_NO_GAP)
    else:
        del pieces[-1]
    return pieces


def _cut(piece: str) -> tuple[str, ...]:
    """The tokens of a text without marks or white space."""
    if piece[-1] in _STOPS and piece[:-1].isalnum():
        return piece[:-1], piece[-1]
    return cast("tuple[str, ...]", tokens(piece).row)


def _stretches(old: Words, words: tuple[Token, ...], gaps: tuple[Token, ...], differing: _Stretch) -> list[_Stretch]:
    """What changes within a stretch."""
    first, last, head, tail = differing
    matches = [
        (first + old_word, head + new_word) for old_word, new_word in _matches(old.words[first:last], words[head:tail])
    ]
    found: list[_Stretch] = []
    old_at, new_at = first, head
    for old_word, new_word in (*matches, (last, tail)):
        if old_at < old_word or new_at < new_word or old.gaps[old_word] != gaps[new_word]:
            found.append(_Stretch(old_at, old_word, new_at, new_word))
        old_at, new_at = old_word + 1, new_word + 1
    return found


def _matches(was: Sequence[Token], now: Sequence[Token]) -> list[tuple[int, int]]:
    """The words that stay: first the long ones that stand once in both, between them as many as possible."""
    common = set(was).intersection(now)
    if not common:
        return []
    once = {word for word in common if len(text_of(word)) > _SHORT and was.count(word) == now.count(word) == 1}
    anchors = [(place, now.index(word)) for place, word in enumerate(was) if word in once]
    rise = longest_rise([new_word for _, new_word in anchors])
    matches: list[tuple[int, int]] = []
    old_at = new_at = 0
    for old_word, new_word in (*(anchor for anchor in anchors if anchor[1] in rise), (len(was), len(now))):
        for block in Indel.editops(was[old_at:old_word], now[new_at:new_word]).as_matching_blocks():
            matches += ((old_at + block.a + step, new_at + block.b + step) for step in range(block.size))
        matches.append((old_word, new_word))
        old_at, new_at = old_word + 1, new_word + 1
    return matches[:-1]


def _slid(
    old: Words, earliest: int, first: int, last: int, words: tuple[Token, ...], gaps: tuple[Token, ...]
) -> tuple[int, int, tuple[Token, ...], tuple[Token, ...]]:
    """An insertion or a deletion where people would draw it, of all the places where it would say the same.

    "the lamps[, and the beacons], and the tides" rather than "the lamps, and the [beacons, and the ]tides".
    """
    best = first, last, words, gaps
    score = _score(old, *best)
    while first > earliest:
        if first == last:
            if words[-1] != old.words[first - 1] or gaps[-1] != old.gaps[first]:
                break
            words = (words[-1], *words[:-1])
        elif old.words[last - 1] != old.words[first - 1] or gaps[0] != old.gaps[last]:
            break
        gaps = (old.gaps[first - 1], *gaps[:-1])
        first, last = first - 1, last - 1
        if _score(old, first, last, words, gaps) > score:
            best = first, last, words, gaps
            score = _score(old, *best)
    return best


def _score(old: Words, first: int, last: int, words: tuple[Token, ...], _: tuple[Token, ...]) -> int:
    """How well what comes or goes is parted from what stands before and after it."""
    phrase = words or old.words[first:last]
    if not phrase:
        return 0
    before = text_of(old.words[first - 1]) if first else "\n"
    after = text_of(old.words[last]) if last < len(old) else "\n"
    return _parting(before, text_of(phrase[0])) + _parting(text_of(phrase[-1]), after)


def _parting(left: str, right: str) -> int:
    """How well a text parts between two words."""
    if left in _ENDS or right == "\n":
        return 3
    if right in _STOPS:
        return 2
    return 1 if left in _STOPS else 0


def _joined(old: Words, words: tuple[Token, ...], stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """The stretches, with those joined between which little stays."""
    whole = [stretches[0]]
    for place, one in enumerate(stretches[1:], start=1):
        left = whole[-1]
        between = old.words[left.last : one.first]
        if is_small(between) or _is_slight(old, words, between, left, stretches[place]):
            whole[-1] = _Stretch(left.first, one.last, left.new_first, one.new_last)
        else:
            whole.append(one)
    first, last = whole[0], whole[-1]
    kept = [old.words[left.last : right.first] for left, right in pairwise(whole)]
    stays = sum(map(_letters, kept)) * _HARDLY
    gone, come = (_letters(old.words[first.first : last.last]), _letters(words[first.new_first : last.new_last]))
    if stays < min(gone, come) and not any(_ends_or_refers(token) for row in kept for token in row):
        return [_Stretch(first.first, last.last, first.new_first, last.new_last)]
    return whole


def _is_slight(old: Words, words: tuple[Token, ...], between: Sequence[Token], left: _Stretch, right: _Stretch) -> bool:
    """Whether what stays between two changes is shorter than either of them, or a word amid much that changes."""
    count = sum(map(is_word, between))
    if count > _FEW or any(map(_ends_or_refers, between)):
        return False
    size = _letters(between)
    gone, come = (
        [_letters(old.words[one.first : one.last]) for one in (left, right)],
        [_letters(words[one.new_first : one.new_last]) for one in (left, right)],
    )
    if count == 1 and 2 * size < sum(gone) + sum(come):
        return True
    return all(size < max(sizes) for sizes in zip(gone, come, strict=True))


def _ends_or_refers(token: Token) -> bool:
    """Whether a token ends a sentence or a paragraph, or is a footnote mark."""
    return text_of(token) in _ENDS or is_footnote(token)


def _letters(row: Iterable[Token]) -> int:
    return sum(len(text_of(token)) for token in row)
