"""A part's wording: runs of text with light marks, read from and written to one canonical source.

The marks are `*italic*`, `**bold**`, `***both***`, `__underline__`, `^raised^` and `[^key]`, a footnote's mark whose
key is made of letters, digits, `-`, `_` and `*`. What is no mark stays what it is: `Kosovo*`, `2 * 3`, `[brackets]`,
`snake_case`, a lone `^`. The rules:

1. Asterisks (one, two or three) and exactly two underscores open a mark where CommonMark calls their run
   left-flanking and close one where it calls it right-flanking, also inside a word (`re*open*ed`, `un__der__line`).
   A sign that may do both closes what is open. Longer runs, and a single underscore, are text.
2. `^` opens before and closes after anything but white space, and nothing raised contains white space (`6^th^`).
3. Marks may overlap; each ends in its own paragraph (`\\n`). A closing sign belongs to the nearest opening one. A sign
   without its partner is text.
4. `\\` before `\\ * _ ^ [ ]` makes that sign text; before anything else but `/` it is a backslash.
5. `\\/` is a seam. It prints nothing, and inside a mark, directly at its opening or closing sign, it lets the mark
   open or close where rule 1 would not: `word*\\/, italic comma*`. Only `write` has a need of it.

`normalise` says which wordings are the same: it merges adjacent runs of equal marks, takes marks off the white space at
the edges of what they cover and off line ends, raised also off all white space, and composes characters (NFC).
Then `parse(write(wording)) == normalise(wording)` holds for every wording.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import groupby
from operator import or_
from typing import NamedTuple
from unicodedata import category, is_normalized, normalize

from msgspec import Struct

_KEY = re.compile(r"[\w*-]+")
_SIGNS = re.compile(r"[*_^\[\\]")
_TOKEN = re.compile(
    r"(?P<escape>\\[\\*_^\[\]])|(?P<seam>\\/)|\[\^(?P<key>[\w*-]+)\]|(?P<delimiter>\*+|_+|\^+)|(?P<line_end>\n)"
)
_WORDS = re.compile(r"[^\s*_^\[\]\\]+|[^\S\n]+|.", re.DOTALL)
"""Raised text, which ends at white space: words, white space, line ends, single signs."""
_STRETCHES = re.compile(r"[^\s*_^\[\]\\]+(?:[^\S\n]+[^\s*_^\[\]\\]+)*|[^\S\n]+|.", re.DOTALL)
"""Other text, cut where a mark, an escape or the end of a line could stand: the same, and words in a row are one."""
_PASSES = 6
"""How often `write` looks for text that would be read as a mark before it escapes every sign there is."""

_ITALIC, _BOLD, _UNDERLINE, _RAISED = 1, 2, 4, 8
_MARKS = (_ITALIC, _BOLD, _UNDERLINE, _RAISED)


class Run(Struct, frozen=True, gc=False):
    """A stretch of text under the same marks. The text is literal: a sign in it is no mark."""

    text: str
    italic: bool = False
    bold: bool = False
    underline: bool = False
    raised: bool = False

    @property
    def marks(self) -> tuple[bool, bool, bool, bool]:
        """Its marks, in the order of the fields."""
        return self.italic, self.bold, self.underline, self.raised


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The place of a footnote, by the footnote's stable key. Raises `ValueError` for a key that cannot be written."""

    key: str

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(normalize("NFC", self.key)):
            raise ValueError(f"a footnote's key is made of letters, digits, - _ and *: {self.key!r}")


Wording = tuple[Run | FootnoteMark, ...]


@lru_cache(maxsize=4096)
def canonical(source: str) -> str:
    """The one way to write what a source says: `canonical(canonical(source)) == canonical(source)`."""
    return write(parse(source))


@lru_cache(maxsize=4096)
def plain(source: str) -> str:
    """The words of a source without marks; footnote marks vanish, line ends stay."""
    return "".join(run.text for run in parse(source) if isinstance(run, Run))


def escape(text: str) -> str:
    """A source that reads back as exactly this text (NFC), unmarked. Join texts before escaping, not after."""
    return write((Run(text),))


def footnote_keys(source: str) -> tuple[str, ...]:
    """The keys of the footnote marks of a source, in order, repetitions included."""
    return tuple(mark.key for mark in parse(source) if isinstance(mark, FootnoteMark))


@lru_cache(maxsize=4096)
def parse(source: str) -> Wording:
    """Reads light marks as a normalised wording. Never fails: what is no mark is text."""
    source = normalize("NFC", source)
    if not _SIGNS.search(source):
        return (Run(source),) if source else ()
    if (simple := _read_simply(source)) is not None:
        return simple
    atoms: list[_Atom] = []
    for piece in _read(source):
        if piece.key:
            atoms.append(_Atom(FootnoteMark(piece.key), 0))
        else:
            atoms.extend(_cut(piece.text, piece.marks))
    return _runs(_settle(atoms))


def normalise(wording: Iterable[Run | FootnoteMark]) -> Wording:
    """The wording as it would be read back: see the module's first lines."""
    return _runs(_settle(_atoms(wording)))


def write(wording: Iterable[Run | FootnoteMark]) -> str:
    """The canonical source of a wording: an escape only where text would be read as a mark, a seam only where a mark
    would not be read as one."""
    wording = tuple(wording)
    if (simple := _write_simply(wording)) is not None:
        return simple
    atoms = _settle(_atoms(normalise(wording)))
    if not any(atom.marks for atom in atoms) and not any(
        isinstance(atom.what, FootnoteMark) or atom.what in "*_^[\\" for atom in atoms
    ):
        return "".join(atom.text for atom in atoms)
    delimiters = _delimiters(atoms)
    escaped = {place for place, atom in enumerate(atoms) if _touches_its_like(place, atom, delimiters, atoms)}
    for _ in range(_PASSES):
        source, places = _spell(atoms, delimiters, escaped)
        misread = {places[offset] for offset in _taken_as_marks(source) if offset in places} - escaped
        if not misread:
            return source
        escaped |= misread
    escaped = {place for place, atom in enumerate(atoms) if atom.text in tuple("*_^[\\")}
    return _spell(atoms, delimiters, escaped)[0]


class _Atom(NamedTuple):
    """A piece of text or one footnote mark, with the marks that cover it."""

    what: str | FootnoteMark
    marks: int

    @property
    def text(self) -> str:
        return self.what if isinstance(self.what, str) else f"[^{self.what.key}]"


def _atoms(wording: Iterable[Run | FootnoteMark]) -> list[_Atom]:
    atoms: list[_Atom] = []
    for run in wording:
        if isinstance(run, FootnoteMark):
            atoms.append(_Atom(FootnoteMark(normalize("NFC", run.key)), 0))
        else:
            marks = _marks_of(run)
            atoms.extend(_cut(normalize("NFC", run.text), marks))
    return atoms


def _cut(text: str, marks: int) -> Iterator[_Atom]:
    """Text as atoms: whatever is decided for the first character of one holds for the others."""
    return (_Atom(piece, marks) for piece in (_WORDS if marks & _RAISED else _STRETCHES).findall(text))


def _settle(atoms: Sequence[_Atom]) -> list[_Atom]:
    """Takes each mark off the edges where it cannot stand, and lets it run on across a footnote mark within it."""
    carried = reduce(or_, (atom.marks for atom in atoms), 0)
    if not carried:
        return list(atoms)
    settled = [0] * len(atoms)
    for mark in (mark for mark in _MARKS if carried & mark):
        start: int | None = None
        last = 0
        for place, atom in enumerate([*atoms, _Atom("\n", 0)]):
            solid = isinstance(atom.what, str) and not atom.what.isspace()
            carries = bool(atom.marks & mark)
            if solid and carries:
                start = place if start is None else start
                last = place
            elif start is not None and (
                atom.what == "\n" or (mark == _RAISED and not solid) or (isinstance(atom.what, str) and not carries)
            ):
                for covered in range(start, last + 1):
                    settled[covered] |= mark
                start = None
    return [_Atom(atom.what, marks) for atom, marks in zip(atoms, settled, strict=True)]


def _runs(atoms: Sequence[_Atom]) -> Wording:
    wording: list[Run | FootnoteMark] = []
    for key, group in groupby(atoms, key=lambda atom: atom.marks if isinstance(atom.what, str) else None):
        if key is None:
            wording.extend(atom.what for atom in group if isinstance(atom.what, FootnoteMark))
        else:
            wording.append(_run(normalize("NFC", "".join(atom.text for atom in group)), key))
    return tuple(wording)


# Nearly all wordings have few marks, each by itself and with nothing like it in the words. They are read and written
# here at once, by the same rules; where anything is not so, the way below tells.

_MARK_OR_KEY = re.compile(r"(\*+|_+|\^+)|\[\^([\w*-]+)\]")
_MARKS_OF_SIGNS = {"*": _ITALIC, "**": _BOLD, "***": _ITALIC | _BOLD, "__": _UNDERLINE, "^": _RAISED}
_SIGNS_OF_MARKS = {marks: signs for signs, marks in _MARKS_OF_SIGNS.items()}
_SPACE = re.compile(r"\s")
_MEANT = re.compile(r"[*_^\\]|\[\Z")
"""What might be read as a mark. An opening bracket is one only before a `^`, at most at the end of a run."""


def _read_simply(source: str) -> Wording | None:
    """The wording of a source in which every mark closes before the next one opens; `None` for any other."""
    if "\\" in source:
        return None
    wording: list[Run | FootnoteMark] = []
    at = 0
    opening = ""
    for token in _MARK_OR_KEY.finditer(source):
        signs, key = token.groups()
        text = source[at : token.start()]
        if signs not in (_MARKS_OF_SIGNS if not opening else (opening,)) and not (key and not opening):
            return None
        if opening:
            if "\n" in text or (opening == "^" and _SPACE.search(text)):
                return None
            if not _delimiter(source, token.start(), token.end()).may_close:
                return None
            wording.append(_run(text, _MARKS_OF_SIGNS[opening]))
            opening = ""
        else:
            if text:
                wording.append(Run(text))
            if key:
                wording.append(FootnoteMark(key))
            elif not _delimiter(source, token.start(), token.end()).may_open:
                return None
            opening = signs or ""
        at = token.end()
    if opening:
        return None
    if at < len(source):
        wording.append(Run(source[at:]))
    return tuple(wording)


def _write_simply(wording: Wording) -> str | None:
    """The source of a wording whose marks need no seam and whose words no escape; `None` for any other.

    Nothing that is taken here has to be normalised but for joining texts without marks: each mark stands by itself,
    with no white space at its edges.
    """
    pieces: list[str] = []
    last = len(wording) - 1
    for place, run in enumerate(wording):
        if isinstance(run, FootnoteMark):
            if not is_normalized("NFC", run.key):
                return None
            pieces.append(f"[^{run.key}]")
            continue
        text, marks = run.text, _marks_of(run)
        if not text or _MEANT.search(text) or not (text.isascii() or is_normalized("NFC", text)):
            return None
        before = wording[place - 1] if place else None
        if not marks:
            if isinstance(before, Run) and not _marks_of(before) and not text[0].isascii():
                # Two texts side by side are one, and might compose.
                return None
            pieces.append(text)
            continue
        after = wording[place + 1] if place < last else None
        signs = _SIGNS_OF_MARKS.get(marks)
        if signs is None or "\n" in text or text[0].isspace() or text[-1].isspace():
            return None
        if any(isinstance(beside, FootnoteMark) or (beside and _marks_of(beside)) for beside in (before, after)):
            return None
        if marks == _RAISED:
            if _SPACE.search(text):
                return None
        else:
            left = before.text[-1:] if isinstance(before, Run) else "\n"
            right = after.text[:1] if isinstance(after, Run) else "\n"
            if not (left and right and _left_flanking(left, text[0]) and _left_flanking(right, text[-1])):
                return None
        pieces += (signs, text, signs)
    return "".join(pieces)


def _marks_of(run: Run) -> int:
    return _ITALIC * run.italic | _BOLD * run.bold | _UNDERLINE * run.underline | _RAISED * run.raised


def _run(text: str, marks: int) -> Run:
    return Run(text, bool(marks & _ITALIC), bool(marks & _BOLD), bool(marks & _UNDERLINE), bool(marks & _RAISED))


# Reading


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of source as it was read: literal text under its marks, or the key of a footnote mark."""

    text: str
    marks: int
    key: str = ""


@dataclass(slots=True)
class _Delimiter:
    """A run of one mark's signs in a source; `paired` gathers the marks for which it found its partner."""

    start: int
    end: int
    sign: str
    marks: int
    may_open: bool
    may_close: bool
    paired: int = 0


def _read(source: str) -> Iterator[_Piece]:
    delimiters = {delimiter.start: delimiter for delimiter in _pair(source)}
    marks = 0
    at = 0
    for token in _TOKEN.finditer(source):
        if token.start() > at:
            yield _Piece(source[at : token.start()], marks)
        at = token.end()
        if token["key"]:
            yield _Piece("", marks, token["key"])
        elif token["escape"]:
            yield _Piece(token["escape"][1], marks)
        elif token["line_end"]:
            yield _Piece("\n", 0)
        elif token["delimiter"]:
            delimiter = delimiters[token.start()]
            left_over = len(token["delimiter"]) - _length(delimiter.paired)
            # What is left of a run stands outside the marks that its other signs open or close.
            yield _Piece(delimiter.sign * left_over, marks & (marks ^ delimiter.paired))
            marks ^= delimiter.paired
    if at < len(source):
        yield _Piece(source[at:], marks)


def _pair(source: str) -> list[_Delimiter]:
    """Every run of signs of a source, those that make marks paired with each other."""
    delimiters: list[_Delimiter] = []
    opened: dict[int, _Delimiter] = {}
    for token in _TOKEN.finditer(source):
        if token["line_end"]:
            opened.clear()
        if not token["delimiter"]:
            continue
        delimiter = _delimiter(source, token.start(), token.end())
        delimiters.append(delimiter)
        for mark in _MARKS:
            if not delimiter.marks & mark:
                continue
            partner = opened.get(mark)
            if mark == _RAISED and partner and any(c.isspace() for c in source[partner.end : delimiter.start]):
                partner = None
            if partner and delimiter.may_close:
                partner.paired |= mark
                delimiter.paired |= mark
                del opened[mark]
            elif delimiter.may_open:
                opened[mark] = delimiter
    return delimiters


def _delimiter(source: str, start: int, end: int) -> _Delimiter:
    sign, length = source[start], end - start
    before, after = source[start - 1 : start] or "\n", source[end : end + 1] or "\n"
    if sign == "^":
        marks = _RAISED if length == 1 else 0
        return _Delimiter(start, end, sign, marks, not after.isspace(), not before.isspace())
    if sign == "_":
        marks = _UNDERLINE if length == 2 else 0
    else:
        marks = {1: _ITALIC, 2: _BOLD, 3: _ITALIC | _BOLD}.get(length, 0)
    may_open = _left_flanking(before, after) or source.startswith("\\/", end)
    may_close = _left_flanking(after, before) or _seam_ends_at(source, start)
    return _Delimiter(start, end, sign, marks, may_open, may_close)


def _left_flanking(before: str, after: str) -> bool:
    """CommonMark's rule; with the neighbours exchanged, its rule for right-flanking."""
    if after.isspace():
        return False
    return not _is_punctuation(after) or before.isspace() or _is_punctuation(before)


def _is_punctuation(character: str) -> bool:
    return category(character)[0] in "PS"


def _seam_ends_at(source: str, end: int) -> bool:
    """Whether a seam, and not an escaped backslash and a stroke, stands directly before a place."""
    if not source.endswith("/", 0, end):
        return False
    backslashes = 0
    while source.endswith("\\", 0, end - 1 - backslashes):
        backslashes += 1
    return backslashes % 2 == 1


def _length(marks: int) -> int:
    """How many signs of a run the paired marks use up."""
    return (marks & _ITALIC) + (marks & _BOLD) + (2 if marks & _UNDERLINE else 0) + (1 if marks & _RAISED else 0)


# Writing


def _delimiters(atoms: Sequence[_Atom]) -> dict[int, str]:
    """What is written before each atom (and, at `len(atoms)`, at the end), with the seams it needs."""
    written: dict[int, str] = {}
    marks = 0
    for place in range(len(atoms) + 1):
        following = atoms[place].marks if place < len(atoms) else 0
        closing, opening = marks & ~following, following & ~marks
        if closing or opening:
            before = atoms[place - 1].text[-1] if place else "\n"
            after = atoms[place].text[0] if place < len(atoms) else "\n"
            written[place] = _join_with_seams(before, _cluster(closing, opening), after)
        marks = following
    return written


def _cluster(closing: int, opening: int) -> list[tuple[str, bool, bool]]:
    """The runs of signs between two atoms, each with what it must do: (signs, close, open)."""
    runs: list[tuple[str, bool, bool]] = []
    if closing & _RAISED:
        runs.append(("^", True, False))
    if closing & (_ITALIC | _BOLD):
        runs.append(("*" * _length(closing & (_ITALIC | _BOLD)), True, False))
    if closing & _UNDERLINE:
        runs.append(("__", True, False))
    if opening & _UNDERLINE:
        runs.append(("__", False, True))
    if opening & (_ITALIC | _BOLD):
        signs = "*" * _length(opening & (_ITALIC | _BOLD))
        if runs and runs[-1][0][0] == "*":
            # Two runs of asterisks side by side are read as one, which closes what is open and opens the rest.
            runs[-1] = (runs[-1][0] + signs, True, True)
        else:
            runs.append((signs, False, True))
    if opening & _RAISED:
        runs.append(("^", False, True))
    return runs


def _join_with_seams(before: str, runs: Sequence[tuple[str, bool, bool]], after: str) -> str:
    joined = ""
    for number, (signs, closes, opens) in enumerate(runs):
        left = runs[number - 1][0] if number else before
        right = runs[number + 1][0][0] if number + 1 < len(runs) else after
        if signs == "^":
            joined += signs
            continue
        seam_before = closes and not _left_flanking(right, left[-1])
        seam_after = opens and not _left_flanking(left[-1], right)
        joined += "\\/" * seam_before + signs + "\\/" * seam_after
    return joined


def _touches_its_like(place: int, atom: _Atom, delimiters: dict[int, str], atoms: Sequence[_Atom]) -> bool:
    """Whether a sign that is text stands directly beside the same sign that is a mark, and would be read with it."""
    if atom.text not in ("*", "_", "^"):
        return False
    return delimiters.get(place, "").endswith(atom.text) or delimiters.get(place + 1, "").startswith(atom.text)


def _spell(atoms: Sequence[_Atom], delimiters: dict[int, str], escaped: set[int]) -> tuple[str, dict[int, int]]:
    """The source, and for each offset at which an atom of text begins, which one it is."""
    source: list[str] = []
    places: dict[int, int] = {}
    offset = 0
    for place, atom in enumerate(atoms):
        before = delimiters.get(place, "") + ("\\" if place in escaped else "")
        offset += len(before)
        if isinstance(atom.what, str):
            places[offset] = place
        source += (before, atom.text)
        offset += len(atom.text)
    source.append(delimiters.get(len(atoms), ""))
    return "".join(source), places


def _taken_as_marks(source: str) -> Iterator[int]:
    """The offsets of all signs that are not read as text."""
    for token in _TOKEN.finditer(source):
        if token["escape"] or token["key"] or token["seam"]:
            yield token.start()
    for delimiter in _pair(source):
        if delimiter.paired:
            yield from range(delimiter.start, delimiter.end)
