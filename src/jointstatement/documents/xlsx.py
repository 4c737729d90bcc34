"""Prints a table of comments as an Excel workbook in which every cell is text, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from enum import Enum, auto

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from jointstatement.documents.tables import Cell, Column, LaidOut, Layout, Piece, Tone, laid_out, recipient_line
from jointstatement.documents.word.elements import without_control_characters
from jointstatement.errors import TooLongForExcel
from jointstatement.text.comments import CommentTable

LONGEST_CELL = 32_767
"""Signs that Excel takes in one cell, counted as UTF-16 does."""
_HEADING_ROW = 4
_SIGNS_ACROSS = 150
"""How wide the whole table is, in signs."""
_ESCAPED = "\ufdd0", "\ufdd1", "\ufdd2"
"""Three signs that Unicode gives to no text: where a text holds what xlsxwriter escapes twice (in a text of several
looks), by half (`_x0041_x0042_`) or not at all ("<r>…</r>", which it takes for runs of its own making), they go through
it instead, and what Excel reads is put in their places afterwards."""
_EXCELS_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_PARAGRAPH_COLUMNS = (Column("Paragraph", 9), Column("Text", 24))


class _Place(Enum):
    """What a cell is for."""

    TITLE = auto()
    LINE = auto()
    HEADING = auto()
    CELL = auto()


_FONT = {"font_name": "Calibri", "font_size": 10}
_LINES = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#8C8C8C"}
_CELLS: dict[_Place, dict[str, object]] = {
    _Place.TITLE: {"bold": True, "font_size": 14},
    _Place.LINE: {},
    _Place.HEADING: {**_LINES, "bold": True, "bg_color": "#E7E6E1"},
    _Place.CELL: {**_LINES, "num_format": "@"},
}


def write_table_xlsx(table: CommentTable, layout: Layout) -> bytes:
    """The workbook of a table of comments. Nothing in it is a formula, a link or a number, whatever it begins with.

    The Codex layout has the paragraph and its words in every row, so that rows can be sorted and filtered. Raises
    `TooLongForExcel`; a redline that is too long gives way to the proposed wording alone.
    """
    laid = laid_out(table, layout)
    written = io.BytesIO()
    # Compressed anew below: what is compressed here differs between builds of zlib.
    workbook = xlsxwriter.Workbook(written, {"in_memory": True})
    workbook.set_properties(
        {
            "title": f"{laid.title}: {table.title}",
            "author": table.body,
            "created": table.as_of.astimezone(UTC).replace(tzinfo=None),
        }
    )
    _Sheet(workbook, table, laid).write()
    workbook.close()
    return _stored(written.getvalue())


class _Sheet:
    """The one sheet of the workbook."""

    def __init__(self, workbook: xlsxwriter.Workbook, table: CommentTable, laid: LaidOut) -> None:
        self.workbook, self.table, self.laid = workbook, table, laid
        self.sheet: Worksheet = workbook.add_worksheet("Comments")
        self.columns = (*(_PARAGRAPH_COLUMNS if laid.has_paragraphs else ()), *laid.columns)
        self._looks: dict[tuple[Piece, _Place | None], Format] = {}

    def write(self) -> None:
        """Everything from the title down."""
        laid = self.laid
        self._write(0, 0, (Piece(f"{self.table.body}: {laid.title}"),), _Place.TITLE)
        for row, line in enumerate((*laid.lines, recipient_line(self.table)), start=1):
            if line:
                self._write(row, 0, (Piece(line),), _Place.LINE)
        for place, column in enumerate(self.columns):
            self._write(_HEADING_ROW, place, (Piece(column.heading),), _Place.HEADING)
        row = _HEADING_ROW
        for cells in self._rows():
            row += 1
            for place, cell in enumerate(cells):
                self._write(row, place, cell, _Place.CELL)
        self._write(row + 2, 0, (Piece(laid.footnote),), _Place.LINE)
        self._set_page(row)

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        for group in self.laid.groups:
            for cells in group.rows:
                yield ((Piece(group.citation),), group.words, *cells) if self.laid.has_paragraphs else cells

    def _set_page(self, last: int) -> None:
        sheet, across = self.sheet, len(self.columns) - 1
        whole = sum(column.share for column in self.columns)
        for place, column in enumerate(self.columns):
            sheet.set_column(place, place, _SIGNS_ACROSS * column.share / whole)
        sheet.freeze_panes(_HEADING_ROW + 1, 0)
        sheet.autofilter(_HEADING_ROW, 0, max(last, _HEADING_ROW + 1), across)
        # Clause "3" is a text on purpose; Excel need not warn of it.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADING_ROW)
        # Excel takes 255 signs; a copy that says whose it is says the marking too.
        said = recipient_line(self.table) or self.table.marking
        sheet.set_footer(f"&L{said.replace('&', '&&')[:200]}&R&P / &N")

    def _write(self, row: int, place: int, cell: Cell, where: _Place) -> None:
        """One cell, as text: `write_string` never looks at what a text begins with, `write` would."""
        pieces = _that_fit(cell)
        if pieces is None:
            raise TooLongForExcel(column=self.columns[place].heading, row=row - _HEADING_ROW)
        look = self._look_of(pieces[0] if len(pieces) == 1 else Piece(""), where)
        if not pieces:
            answer = self.sheet.write_blank(row, place, None, look)
        elif len(pieces) == 1:
            answer = self.sheet.write_string(row, place, pieces[0].text, look)
        else:
            fragments = [each for piece in pieces for each in (self._look_of(piece), piece.text)]
            answer = self.sheet.write_rich_string(row, place, *fragments, look)
        assert answer == 0, "what Excel does not take was refused before"

    def _look_of(self, piece: Piece, where: _Place | None = None) -> Format:
        """The look of a piece; with a place, that of a whole cell there."""
        key = replace(piece, text=""), where
        if key not in self._looks:
            look = self.workbook.add_format({**_FONT, **(_CELLS[where] if where else {})})
            if piece.bold or piece.tone is Tone.STRONG:
                look.set_bold()
            if piece.italic or piece.tone is Tone.NOTE:
                look.set_italic()
            if piece.underline:
                look.set_underline(1)
            if piece.raised:
                look.set_font_script(1)
            if piece.tone is Tone.STRUCK:
                look.set_font_strikeout()
                look.set_font_color("#8A1C1C")
            if piece.tone is Tone.INSERTED:
                look.set_underline(2)
                look.set_font_color("#1F5C2E")
            self._looks[key] = look
        return self._looks[key]


def _that_fit(cell: Cell) -> list[Piece] | None:
    """The pieces of a cell as one cell of Excel takes them: where it is too long, without what is struck; else None."""
    for struck in (True, False):
        pieces = [
            replace(piece, text=_shielded(piece.text)) for piece in cell if struck or piece.tone is not Tone.STRUCK
        ]
        pieces = [piece for piece in pieces if piece.text]
        if sum(_length(piece.text) for piece in pieces) <= LONGEST_CELL:
            return pieces
    return None


def _shielded(text: str) -> str:
    """A text in which nothing is left that xlsxwriter would change."""
    carriage_return, underscore, nothing = _ESCAPED
    for sign in _ESCAPED:
        text = text.replace(sign, "")
    text = _EXCELS_ESCAPE.sub(underscore, without_control_characters(text)).replace("\r", carriage_return)
    return nothing + text if text.startswith("<r>") else text


def _unshielded(texts: bytes) -> bytes:
    """The workbook's table of texts with Excel's own escapes in it."""
    for sign, escape in zip(_ESCAPED, (b"_x000D_", b"_x005F_", b""), strict=True):
        texts = texts.replace(sign.encode(), escape)
    return texts


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _stored(workbook: bytes) -> bytes:
    """The same workbook, stored and not compressed: the same bytes whatever zlib is here."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            content = source.read(name)
            target.writestr(entry, _unshielded(content) if name == "xl/sharedStrings.xml" else content)
    return written.getvalue()
