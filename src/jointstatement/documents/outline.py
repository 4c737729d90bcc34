"""A reading as an outline for a terminal: what each thing was taken for, in a line or two."""

import textwrap
from collections.abc import Iterator

from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import Document, Part, Reading
from jointstatement.text.wording import plain

WIDTH = 100
_FIRST = 84
"""How many characters of a wording are shown."""


def outline(reading: Reading) -> str:
    """The outline, ending in a line end."""
    return "\n".join(_lines(reading)) + "\n"


def _lines(reading: Reading) -> Iterator[str]:
    document = reading.document
    for kind in (PartKind.TITLE, PartKind.SUBTITLE):
        part = document.first(kind)
        if part is not None:
            yield from _block(kind.value.capitalize(), plain(part.wording))
    yield f"{'Clauses':<10} {_counts(document)}"
    if document.members:
        yield from _block("Members", f"{len(document.members)}: {', '.join(document.members)}")
    chapeau = document.first(PartKind.CHAPEAU)
    if chapeau is not None:
        yield from _block("Chapeau", plain(chapeau.wording))
    yield ""
    number = 0
    for part in document.parts:
        if part.kind in CLAUSE_KINDS:
            number += 1
        yield from _part_lines(part, number)
    notes = [part for part in document.parts if part.kind is PartKind.FOOTNOTE]
    if notes:
        yield ""
        yield "Footnotes"
        for note in notes:
            yield f"  {note.mark or note.key or '':<4} {_short(plain(note.wording))}"
    if reading.left_out:
        yield ""
        yield "Left out"
        for left in reading.left_out:
            yield f"  {_short(left.text)}"
            yield f"      {left.why}"
    if reading.warnings:
        yield ""
        yield "Please look at"
        for warning in reading.warnings:
            yield from textwrap.wrap(warning, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _counts(document: Document) -> str:
    preambular = sum(part.kind is PartKind.PREAMBULAR for part in document.clauses)
    operative = len(document.clauses) - preambular
    items = sum(part.kind is PartKind.ITEM and part.label != "" for part in document.parts)
    counted = f"{len(document.clauses)} ({preambular} preambular, {operative} operative)"
    return f"{counted}, {items} items; style {document.style}" if items else f"{counted}; style {document.style}"


def _part_lines(part: Part, number: int) -> Iterator[str]:
    words = plain(part.wording)
    ending = part.ending or ""
    if part.kind in CLAUSE_KINDS:
        kind = "P" if part.kind is PartKind.PREAMBULAR else " "
        yield f"{number:>4} {kind} {part.label or '–':<4} {_short(words + ending)}"
    elif part.kind is PartKind.ITEM:
        yield f"{'':7}{'  ' * part.level}{part.label or '·':<4} {_short(words + ending)}"
    elif part.kind is PartKind.HEADING:
        yield ""
        yield f"  {'#' * max(part.level, 1)} {_short(words)}"
    elif part.kind is PartKind.FORMULA:
        yield f"  [{_short(words)}]"
    elif part.kind is PartKind.CLOSING:
        yield ""
        yield from _block("Closing", words)


def _block(name: str, words: str) -> Iterator[str]:
    """A name and the words beside it, wrapped."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        lines += textwrap.wrap(paragraph, WIDTH - 11) or [""]
    for place, line in enumerate(lines):
        yield f"{name if place == 0 else '':<10} {line}".rstrip()


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _FIRST else one_line[: _FIRST - 1].rstrip() + "…"
