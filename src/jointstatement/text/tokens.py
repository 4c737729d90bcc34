"""A wording cut into words, and the blocks by which one row of words became another."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
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
_NEXT = 2
"""How far apart two words are with one stretch of white space between them."""
_LAST_WITHOUT_COMBINING = "\u02ff"
_SIGNS = re.compile(r"[*_^\\]")
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

    def __len__(self) -> int:
        return len(self.row)

    def between(self, start: int, end: int) -> "Tokens":
        """The tokens from one place to before another."""
        within = self.words[bisect_left(self.words, start) : bisect_left(self.words, end)]
        return Tokens(self.row[start:end], self.identities[start:end], tuple([place - start for place in within]))


@lru_cache(maxsize=2048)
def tokens(source: str) -> Tokens:
    """The tokens of a wording."""
    return tokens_of(parse(source))


def tokens_of(wording: Wording) -> Tokens:
    """The tokens of a normalised wording; joined again they are that wording."""
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
    words = (place for place, token in enumerate(row) if not is_space(token))
    return Tokens(tuple(row), tuple(identities), tuple(words))


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


def source_of(row: Iterable[Token]) -> str:
    """The light marks of a stretch of tokens, complete in themselves."""
    row = tuple(row)
    unmarked = [token for token in row if isinstance(token, str)]
    if len(unmarked) == len(row):
        text = "".join(unmarked)
        if not _SIGNS.search(text):
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
    one, other = old.identities, new.identities
    shorter = min(len(one), len(other))
    head = tail = 0
    while head < shorter and one[head] == other[head]:
        head += 1
    while tail < shorter - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    if tail and is_space(one[-tail]):
        # White space is the same on the left of a change rather than on its right.
        tail -= 1
    found: list[Block] = []
    _append(found, Block(True, 0, head, 0, head))
    for block in _middle(old.between(head, len(old) - tail), new.between(head, len(new) - tail)):
        _append(
            found,
            Block(
                block.same,
                block.old_start + head,
                block.old_end + head,
                block.new_start + head,
                block.new_end + head,
            ),
        )
    _append(found, Block(True, len(one) - tail, len(one), len(other) - tail, len(other)))
    return found


def joined(found: Sequence[Block], new: Tokens) -> list[Block]:
    """The blocks, with a small block of what is the same between two changes counted as changed."""
    whole: list[Block] = []
    for number, block in enumerate(found):
        between = 0 < number < len(found) - 1
        swallowed = block.same and between and is_small(new.row[block.new_start : block.new_end])
        same = block.same and not swallowed
        _append(whole, Block(same, block.old_start, block.old_end, block.new_start, block.new_end))
    return whole


def is_small(row: Sequence[Token]) -> bool:
    """No more than two short words, and nothing that ends a sentence or refers to a footnote."""
    if any(text_of(token) == "\n" or text_of(token) in _SENTENCE_ENDS or is_footnote(token) for token in row):
        return False
    words = [text_of(token) for token in row if is_word(token)]
    return len(words) <= _FEW and all(len(word) <= _SHORT for word in words)


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
    end = len(run.text)
    at = 0
    for cut in cuts:
        pieces: list[Run] = []
        start, stop = at, at + len(cut)
        while at < stop:
            while at >= end:
                run = next(runs)
                end += len(run.text)
            upto = min(stop, end)
            pieces.append(Run(cut[at - start : upto - start], *run.marks))
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


_UNMARKED = (False, False, False, False)


def _middle(before: Tokens, after: Tokens) -> Iterator[Block]:
    """The blocks of two stretches that neither begin nor end alike."""
    old, new = before.identities, after.identities
    old_words, new_words = before.words, after.words
    matches = [(-1, -1)]
    if old_words and new_words:
        matches += [
            (old_words[opcode.src_start + step], new_words[opcode.dest_start + step])
            for opcode in Indel.opcodes([old[place] for place in old_words], [new[place] for place in new_words])
            if opcode.tag == "equal"
            for step in range(opcode.src_end - opcode.src_start)
        ]
    matches.append((len(old), len(new)))
    place = 0
    while place < len(matches) - 1:
        first_old, first_new = matches[place]
        last_old, last_new = first_old, first_new
        # As long as the words and what stands between them go on alike they are one block.
        while True:
            old_word, new_word = matches[place + 1]
            step = old_word - last_old
            if (
                step != new_word - last_new
                or step > _NEXT
                or (step == _NEXT and old[last_old + 1] != new[last_new + 1])
            ):
                break
            if old_word == len(old):
                break
            last_old, last_new = old_word, new_word
            place += 1
        yield Block(True, max(first_old, 0), last_old + 1, max(first_new, 0), last_new + 1)
        place += 1
        old_word, new_word = matches[place]
        old_at, new_at = last_old + 1, last_new + 1
        start, end = 0, 0
        shorter = min(old_word - old_at, new_word - new_at)
        while start < shorter and old[old_at + start] == new[new_at + start]:
            start += 1
        while end < shorter - start and old[old_word - 1 - end] == new[new_word - 1 - end]:
            end += 1
        yield Block(True, old_at, old_at + start, new_at, new_at + start)
        yield Block(False, old_at + start, old_word - end, new_at + start, new_word - end)
        yield Block(True, old_word - end, old_word, new_word - end, new_word)


def _append(found: list[Block], block: Block) -> None:
    """Adds a block, in one with the last where both are the same or both changed; leaves an empty one out."""
    if block.old_start == block.old_end and block.new_start == block.new_end:
        return
    if found and found[-1].same == block.same:
        last = found.pop()
        block = Block(block.same, last.old_start, block.old_end, last.new_start, block.new_end)
    found.append(block)
