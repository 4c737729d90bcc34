"""A wording cut into words, and the blocks by which one row of words became another."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count, groupby, pairwise
from operator import itemgetter, ne
from typing import NamedTuple
from unicodedata import category, normalize

from rapidfuzz.distance import Indel

from jointstatement.text.wording import FootnoteMark, Run, Wording, parse, write

_SHORT = 4
"""Unchanged words of so many letters or fewer ("of", "the", "with") may be joined with the changes round them."""
_FEW = 2
_SENTENCE_ENDS = frozenset(".;:!?")
_IN_WORDS = "-‐‑'’"
"""Signs that belong to a word where they stand between two of its letters."""
_LAST_WITHOUT_COMBINING = "\u02ff"
SIGNS = re.compile(r"[*_^\\]")
"""Of these marks and escapes are made; a source without them says what it shows."""
AFTER_NO_SPACE = frozenset(".,;:!?)]”’»\n")
"""Before these no space stands."""
BEFORE_NO_SPACE = frozenset("([“‘«\n")
"""Behind these no space stands."""
_UNMARKED = (False, False, False, False)
# The asterisk of a name under a footnote ("Kosovo*") is part of the name.
_CUT = re.compile(rf"[^\W_]+(?:[{_IN_WORDS}][^\W_]+)*\*?|\n|[^\S\n]+|.")

Token = str | Wording
"""A word, a stretch of white space, a line end or one sign of punctuation: its text, or its runs where it has marks.
A footnote mark is a token of its own."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A wording, or a stretch of one, as tokens."""

    row: tuple[Token, ...]
    identities: tuple[Token, ...]
    """By which tokens are compared: those of white space without their marks."""
    words: tuple[int, ...]
    """The places of all tokens but white space."""
    source: str
    """The light marks of the whole wording."""
    cuts: tuple[int, ...]
    """Where in the source each token begins, and where the last one ends; -1 amid what is marked. Empty where a piece
    of the source may say something else by itself."""

    def __len__(self) -> int:
        return len(self.row)

    def between(self, start: int, end: int) -> "Tokens":
        """The tokens from one place to before another."""
        within = self.words[bisect_left(self.words, start) : bisect_left(self.words, end)]
        return Tokens(
            self.row[start:end],
            self.identities[start:end],
            tuple([place - start for place in within]),
            self.source,
            self.cuts[start : end + 1],
        )

    def source_between(self, start: int, end: int) -> str:
        """The light marks of the tokens from one place to before another, complete in themselves."""
        if self.cuts:
            begin, stop = self.cuts[start], self.cuts[end]
            if begin >= 0 and stop >= 0:
                return self.source[begin:stop]
        return source_of(self.row[start:end])


@lru_cache(maxsize=4096)
def tokens(source: str) -> Tokens:
    """The tokens of a wording; joined again they are that wording."""
    wording = parse(source)
    row: list[Token] = []
    identities: list[Token] = []
    stretch: list[Run] = []
    for piece in (*wording, None):
        if isinstance(piece, Run):
            stretch.append(piece)
            continue
        cut = list(_cut(stretch))
        row += cut
        identities += (
            token if isinstance(token, str) or not text_of(token).isspace() else text_of(token) for token in cut
        )
        stretch = []
        if piece is not None:
            row.append((piece,))
            identities.append((piece,))
    words = tuple([place for place, token in enumerate(row) if not is_space(token)])
    return Tokens(tuple(row), tuple(identities), words, source, _cuts(source, wording, row))


def text_of(token: Token) -> str:
    """The token without its marks."""
    if isinstance(token, str):
        return token
    return "".join(run.text if isinstance(run, Run) else f"[^{run.key}]" for run in token)


def is_space(token: Token) -> bool:
    """White space within a paragraph. A line end divides paragraphs and is compared like a word."""
    text = token if isinstance(token, str) else text_of(token)
    return text.isspace() and text != "\n"


def is_word(token: Token) -> bool:
    """A word or a number: neither punctuation nor white space nor a footnote mark."""
    return category(text_of(token)[0])[0] in "LMN" and not is_footnote(token)


def is_footnote(token: Token) -> bool:
    """A footnote mark."""
    return not isinstance(token, str) and isinstance(token[0], FootnoteMark)


def trimmed(row: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """From which place to before which other one a stretch goes without the white space at its ends."""
    while start < end and is_space(row[start]):
        start += 1
    while start < end and is_space(row[end - 1]):
        end -= 1
    return start, end


def without_ends(row: tuple[Token, ...]) -> tuple[Token, ...]:
    """Tokens without white space at their ends."""
    start, end = trimmed(row, 0, len(row))
    return row[start:end]


def source_of(row: Iterable[Token]) -> str:
    """The light marks of a stretch of tokens, complete in themselves."""
    row = tuple(row)
    unmarked = [token for token in row if isinstance(token, str)]
    if len(unmarked) == len(row):
        text = "".join(unmarked)
        if not SIGNS.search(text):
            return normalize("NFC", text)
    return write(wording_of(row))


def wording_of(row: Iterable[Token]) -> Wording:
    """The runs of a stretch of tokens."""
    merged: list[Run | FootnoteMark] = []
    for marks, group in groupby(_stretches(row), key=itemgetter(1)):
        stretches = [stretch for stretch, _ in group]
        if marks is None:
            merged += (stretch for stretch in stretches if isinstance(stretch, FootnoteMark))
        else:
            merged.append(Run("".join(stretch for stretch in stretches if isinstance(stretch, str)), *marks))
    return tuple(merged)


def _stretches(row: Iterable[Token]) -> Iterator[tuple[str | FootnoteMark, tuple[bool, bool, bool, bool] | None]]:
    """The texts and footnote marks of tokens, texts with their marks."""
    for token in row:
        if isinstance(token, str):
            yield token, _UNMARKED
            continue
        for piece in token:
            yield (piece.text, piece.marks) if isinstance(piece, Run) else (piece, None)


class Block(NamedTuple):
    """A stretch of tokens of both texts, the same or changed."""

    same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def blocks(old: Tokens, new: Tokens) -> list[Block]:
    """Same and changed blocks in turn, found by words; white space goes with the words round it."""
    found: list[Block] = []
    old_at = new_at = 0
    for old_start, old_end, new_start, new_end in changed_places(old, new):
        if old_at < old_start:
            found.append(Block(True, old_at, old_start, new_at, new_start))
        found.append(Block(False, old_start, old_end, new_start, new_end))
        old_at, new_at = old_end, new_end
    if old_at < len(old.row):
        found.append(Block(True, old_at, len(old.row), new_at, len(new.row)))
    return found


@lru_cache(maxsize=4096)
def changes_of(old: str, new: str) -> tuple[tuple[int, int, int, int], ...]:
    """Where the tokens of two wordings differ, as `changed_places` has it."""
    return changed_places(tokens(old), tokens(new))


def changed_places(old: Tokens, new: Tokens) -> tuple[tuple[int, int, int, int], ...]:
    """Where two texts differ: from which place to before which other one in the old text, and in the new one."""
    one, other = old.identities, new.identities
    shorter = min(len(one), len(other))
    head = next(compress(count(), map(ne, one, other)), shorter)
    tail = min(next(compress(count(), map(ne, reversed(one), reversed(other))), shorter), shorter - head)
    if tail and is_space(one[-tail]):
        # White space is the same on the left of a change rather than on its right.
        tail -= 1
    old_end, new_end = len(one) - tail, len(other) - tail
    old_words = old.words[bisect_left(old.words, head) : bisect_left(old.words, old_end)]
    new_words = new.words[bisect_left(new.words, head) : bisect_left(new.words, new_end)]
    changed: list[tuple[int, int, int, int]] = []
    old_at = new_at = head
    for first_old, first_new, size in _common(one, other, old_words, new_words):
        changed += _differing(one, other, old_at, old_words[first_old], new_at, new_words[first_new])
        old_at, new_at = old_words[first_old], new_words[first_new]
        old_stop, new_stop = old_words[first_old + size - 1] + 1, new_words[first_new + size - 1] + 1
        if one[old_at:old_stop] != other[new_at:new_stop]:
            # The words are the same, and what stands between them is not.
            for step in range(1, size):
                old_word, new_word = old_words[first_old + step], new_words[first_new + step]
                changed += _differing(one, other, old_at + 1, old_word, new_at + 1, new_word)
                old_at, new_at = old_word, new_word
        old_at, new_at = old_stop, new_stop
    return (*changed, *_differing(one, other, old_at, old_end, new_at, new_end))


def joined(found: Sequence[Block], new: Tokens) -> list[Block]:
    """The blocks, with a small block of what is the same between two changes counted as changed."""
    whole: list[Block] = []
    last = len(found) - 1
    for number, block in enumerate(found):
        swallowed = block.same and 0 < number < last and is_small(new.row[block.new_start : block.new_end])
        same = block.same and not swallowed
        if whole and whole[-1].same == same:
            before = whole.pop()
            whole.append(Block(same, before.old_start, block.old_end, before.new_start, block.new_end))
        else:
            whole.append(block)
    return whole


def is_small(row: Iterable[Token]) -> bool:
    """No more than two short words, and nothing that ends a sentence or refers to a footnote."""
    words = 0
    for token in row:
        words += _weight(token)
        if words > _FEW:
            return False
    return True


@lru_cache(maxsize=4096)
def _weight(token: Token) -> int:
    """How many short words a token counts for; more than a few where it is to stay between two changes."""
    text = text_of(token)
    if text == "\n" or text in _SENTENCE_ENDS or is_footnote(token):
        return _FEW + 1
    if not is_word(token):
        return 0
    return 1 if len(text) <= _SHORT else _FEW + 1


# Cutting


def _cut(stretch: Sequence[Run]) -> Iterator[Token]:
    """The tokens of neighbouring runs: marks do not divide a word."""
    if all(one.text[-1].isspace() != other.text[0].isspace() for one, other in pairwise(stretch)):
        # No word lies in two runs.
        for run in stretch:
            cuts = _CUT.findall(run.text) if not _has_combining(run.text) else _cut_slowly(run.text)
            marks = run.marks
            if marks == _UNMARKED:
                yield from cuts
            else:
                yield from ((Run(cut, *marks),) for cut in cuts)
        return
    text = "".join(run.text for run in stretch)
    cuts = _CUT.findall(text) if not _has_combining(text) else _cut_slowly(text)
    runs = iter(stretch)
    run = next(runs)
    marks = run.marks
    end = len(run.text)
    at = 0
    for cut in cuts:
        start, stop = at, at + len(cut)
        if at >= end:
            run = next(runs)
            marks = run.marks
            end += len(run.text)
        if stop <= end:
            yield cut if marks == _UNMARKED else (Run(cut, *marks),)
            at = stop
            continue
        pieces: list[Run] = []
        while at < stop:
            while at >= end:
                run = next(runs)
                marks = run.marks
                end += len(run.text)
            upto = min(stop, end)
            pieces.append(Run(cut[at - start : upto - start], *marks))
            at = upto
        yield cut if all(piece.marks == _UNMARKED for piece in pieces) else tuple(pieces)


def _has_combining(text: str) -> bool:
    return not text.isascii() and any(category(sign)[0] == "M" for sign in set(text) if sign > _LAST_WITHOUT_COMBINING)


def _cut_slowly(text: str) -> list[str]:
    """The same as the pattern cuts, for a text with combining marks: to the pattern they are no letters."""
    cuts: list[str] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _belong_together(text, end):
            cuts.append(text[start:end])
            start = end
    return cuts


def _belong_together(text: str, place: int) -> bool:
    """Whether the character at a place belongs to the same token as the one before it."""
    left, right = text[place - 1], text[place]
    if left.isspace() or right.isspace():
        return left.isspace() and right.isspace() and "\n" not in (left, right)
    if _is_letter(right):
        return _is_letter(left) or (left in _IN_WORDS and place > 1 and _is_letter(text[place - 2]))
    if not _is_letter(left):
        return False
    return right == "*" or (right in _IN_WORDS and place + 1 < len(text) and _is_letter(text[place + 1]))


def _is_letter(character: str) -> bool:
    return category(character)[0] in "LMN"


def _cuts(source: str, wording: Wording, row: Iterable[Token]) -> tuple[int, ...]:
    """Where in its source each token of a wording begins: see `Tokens.cuts`."""
    if "\\" in source:
        return ()
    cuts: list[int] = []
    at = over = 0
    was_bare = True
    sizes = map(len, map(text_of, row))
    for piece in wording:
        is_run = isinstance(piece, Run)
        text = piece.text if isinstance(piece, Run) else f"[^{piece.key}]"
        is_bare = isinstance(piece, Run) and piece.marks == _UNMARKED
        begin = source.find(text, at)
        end, signs = begin + len(text), source[at:begin]
        # Signs in the words, and marks and footnotes that touch, may mean something else in a piece of the source.
        if begin < 0 or (is_run and SIGNS.search(text)) or not (is_bare or was_bare):
            return ()
        if bool(signs) == (is_bare or not is_run) or not source.startswith(signs, end):
            return ()
        # A word that lies in two runs begins in the first of them.
        here = begin + over
        while here < end:
            cuts.append(here if is_bare else at if here == begin else -1)
            here += next(sizes)
        at, over, was_bare = end + len(signs), here - end, is_bare
    return (*cuts, at) if at == len(source) else ()


# Comparing


def _common(
    one: Sequence[Token], other: Sequence[Token], old_words: Sequence[int], new_words: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """The words that two rows have in common, in order: which of the old ones, which of the new ones, how many."""
    if not old_words or not new_words:
        return
    edits = Indel.editops([one[place] for place in old_words], [other[place] for place in new_words])
    for match in edits.as_matching_blocks():
        if match.size:
            yield match.a, match.b, match.size


def _differing(
    one: Sequence[Token], other: Sequence[Token], old_at: int, old_end: int, new_at: int, new_end: int
) -> tuple[tuple[int, int, int, int], ...]:
    """What differs between two common words: the places there without those that are the same at both ends."""
    while old_at < old_end and new_at < new_end and one[old_at] == other[new_at]:
        old_at, new_at = old_at + 1, new_at + 1
    while old_at < old_end and new_at < new_end and one[old_end - 1] == other[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    return ((old_at, old_end, new_at, new_end),) if old_at < old_end or new_at < new_end else ()
