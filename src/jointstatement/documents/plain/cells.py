"""Tables that only set a text out: a column of numbers beside one of words, a frame round everything, signatures.

Tables of any other kind are no wording of a statement and are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from jointstatement.documents.plain.given import Given
from jointstatement.documents.plain.markers import Marker, find_marker
from jointstatement.documents.plain.stretch import NOTE, Stretch
from jointstatement.errors import N_
from jointstatement.text.document import LeftOut

TABLE = N_("The table is no part of a statement.")
TABLE_HEADING = N_("The heading of a table that sets out the text.")

Cell = Sequence[Given]

_SIGNATURE_LINE = 80
_FIGURES = re.compile(r"[\d\W]+")


def text_of_table(table: Sequence[Sequence[Cell]], *, is_last: bool) -> tuple[list[Given], list[LeftOut]]:
    """The paragraphs that a table sets out, and what is left out of it; `is_last` where no words follow it.

    A row of a number and words is a paragraph with that number as its label. A row of one cell is its paragraphs. Rows
    of several cells are a table's heading where such rows follow; a block of signatures where the table is the last
    thing and holds a few short lines; else they make the whole a table, which is left out.
    """
    rows = [[cell for cell in row if cell] for row in table]
    rows = [row for row in rows if row]
    numbered = sum(_is_numbered(row) for row in rows)
    several = sum(len(row) > 1 and not _is_numbered(row) for row in rows)
    sets_out = numbered >= 2 * several
    if not sets_out and not (is_last and all(_is_signed(row) for row in rows)):
        return [], [_left_out(row, TABLE) for row in rows]
    given: list[Given] = []
    left_out: list[LeftOut] = []
    for row in rows:
        if _is_numbered(row):
            given += _labelled(row[0][0], row[1])
        elif len(row) == 1 or not sets_out:
            given += [paragraph for cell in row for paragraph in cell]
        else:
            left_out.append(_left_out(row, TABLE_HEADING))
    return given, left_out


def words_of(paragraph: Given) -> str:
    """A paragraph with its label, without the marks of footnotes."""
    words = words_without_notes(paragraph.words)
    return f"{paragraph.label} {words}" if paragraph.label and words else paragraph.label + words


def words_without_notes(words: Stretch) -> str:
    """The words without the marks of footnotes."""
    return "".join(sign for sign, style in zip(words.text, words.style, strict=True) if not style & NOTE)


def _left_out(row: Sequence[Cell], why: str) -> LeftOut:
    return LeftOut("\t".join("\n".join(words_of(paragraph) for paragraph in cell) for cell in row), why)


def _is_numbered(row: Sequence[Cell]) -> bool:
    """Whether a row is the number or sign of a list, and words."""
    if len(row) != 2 or len(row[0]) != 1:
        return False
    words = row[0][0].words.text
    if not words:
        return bool(row[0][0].label)
    typed = _typed(words) if not row[0][0].label else None
    return typed is not None and typed.end == len(words)


def _typed(words: str) -> Marker | None:
    """The marker that words are, whether they are one only before other words or alone too."""
    return find_marker(words) or find_marker(f"{words}\tXx")


def _labelled(number: Given, cell: Cell) -> list[Given]:
    """The paragraphs of a cell, the first of them with what stands in the column of numbers."""
    first = replace(cell[0], label=number.label, marker=number.marker, indent=number.indent, gap=number.gap)
    if len(number.words):
        first = replace(first, label=number.words.text, marker=_typed(number.words.text))
    return [first, *cell[1:]]


def _is_signed(row: Sequence[Cell]) -> bool:
    """Whether the cells of a row can be those of a block of signatures: a few short lines, no figures."""
    lines = [words_of(paragraph) for cell in row for paragraph in cell]
    return len(row) <= 3 and all(
        len(line) <= _SIGNATURE_LINE and not _FIGURES.fullmatch(line.strip("_ .…")) for line in lines if line
    )
