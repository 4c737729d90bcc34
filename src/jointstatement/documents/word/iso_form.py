"""Reads an ISO form for comments that a delegation filled in, in Word or LibreOffice: ours, or a standards body's own.

A form is known by the words over its columns, wherever they stand. Tracked changes are read as if all were accepted.
Every row is read, passed over as empty, or reported.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from jointstatement.documents.filled_form import FilledForm, FormRow
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.safely import in_child
from jointstatement.documents.word.tables import INSERTED, STRUCK
from jointstatement.documents.word.view import accepted
from jointstatement.errors import N_, UnreadableFile
from jointstatement.text.document import LeftOut
from jointstatement.text.wording import FootnoteMark, Run, write

MOST_ROWS = 1_000
_DAMAGED = N_("The Word file is damaged and cannot be read; open it in Word, save it again and try once more.")
_NO_FORM = N_(
    "The Word file has no table with the columns “Clause”, “Comments” and “Proposed change”. Please fill in the form "
    "that can be taken from this site, or one with the same columns."
)
_TOO_MANY = N_("The form has more than {most} rows; please send it in parts.")
_BESIDE = N_("It stands outside the columns of the form.")
_OUTSIDE = N_("It stands outside the form's table.")
_NOTHING_SAID = N_("The row has neither a comment nor a proposed change.")
_IN_A_BOX = N_("The text stands in a text box.")
_A_COMMENT = N_("It is a comment in the margin of the Word file.")
_A_FOOTNOTE = N_("It is a footnote of the Word file.")
_LABEL = re.compile(r"[AC]-\S+")
_MARK = re.compile(r"\[\^([\w*-]+)\]")
_SIGN = re.compile("(?!D[89A-F]|0000)[0-9A-F]{4}", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})


class _Column(StrEnum):
    """The columns of the form."""

    MEMBER = "member"
    LINE = "line"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    KIND = "kind"
    COMMENT = "comment"
    PROPOSED = "proposed"
    OBSERVATIONS = "observations"


_HEADINGS = (
    (_Column.PROPOSED, re.compile(r"proposed|proposal")),
    (_Column.OBSERVATIONS, re.compile(r"observation|secretariat")),
    (_Column.KIND, re.compile(r"\btype")),
    (_Column.CLAUSE, re.compile(r"clause")),
    (_Column.PARAGRAPH, re.compile(r"paragraph|figure|table")),
    (_Column.LINE, re.compile(r"\bline")),
    (_Column.COMMENT, re.compile(r"comment")),
    (_Column.MEMBER, re.compile(r"\bmb\b|\bmb\d|member|\bnc\b|delegation|country")),
)
"""The first that fits: "Type of comment" is no column of comments."""
_NEEDED = frozenset({_Column.CLAUSE, _Column.COMMENT, _Column.PROPOSED})


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of a cell."""

    run: Run
    is_struck: bool
    is_inserted: bool


_Line = list[_Stretch]


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[_Line, ...]

    @property
    def text(self) -> str:
        """Its words without what is struck."""
        return "\n".join(
            "".join(stretch.run.text for stretch in line if not stretch.is_struck) for line in self.lines
        ).strip("\n ")

    @property
    def is_redline(self) -> bool:
        return any(stretch.is_struck or stretch.is_inserted for line in self.lines for stretch in line)


_EMPTY = _Cell(())


@dataclass(slots=True)
class _Reading:
    style_names: Mapping[str, str]
    rows: list[FormRow] = field(default_factory=list)
    passed_over: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    forms: int = 0


def read_uploaded_form(data: bytes) -> FilledForm:
    """What a filled-in form says, read where it can do no harm. Raises `UnreadableFile`."""
    preflight(data)
    return in_child(read_iso_form, data)


def read_iso_form(data: bytes) -> FilledForm:
    """What a filled-in form says. Raises `UnreadableFile` for a file without a form in it.

    Words that are struck are left out of what is proposed; beside them, underlined words are those put in. A typed
    `[^key]` is the mark of the footnote with that key. A cell that is merged with the one above says the same.
    """
    trees = _opened(data)
    body = trees["word/document.xml"].find(_w("body"))
    if body is None:
        raise UnreadableFile(_DAMAGED)
    styles = trees.get("word/styles.xml")
    names = {} if styles is None else {each.get(_w("styleId"), ""): _value(each, "name") for each in styles}
    reading = _Reading(names)
    for element in _blocks(accepted(body)):
        if _local(element) == "tbl":
            _read_table(element, reading)
        elif not _is_ours(element, names) and (words := _words(element)):
            reading.left_out.append(LeftOut(words, _OUTSIDE))
    if not reading.forms:
        raise UnreadableFile(_NO_FORM)
    for name, why in (("word/comments.xml", _A_COMMENT), ("word/footnotes.xml", _A_FOOTNOTE)):
        if name in trees:
            notes = (_words(note) for note in trees[name] if note.get(_w("type"), "normal") == "normal")
            reading.left_out += [LeftOut(words, why) for words in notes if words]
    return FilledForm(tuple(reading.rows), reading.passed_over, tuple(reading.left_out))


def _opened(data: bytes) -> dict[str, etree._Element]:
    wanted = {f"word/{name}.xml" for name in ("document", "styles", "comments", "footnotes")}
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            trees = {name: etree.fromstring(archive.read(name), parser) for name in wanted & {*archive.namelist()}}
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, EOFError, RuntimeError) as reason:
        raise UnreadableFile(_DAMAGED) from reason
    if "word/document.xml" not in trees:
        raise UnreadableFile(_DAMAGED)
    return trees


def _read_table(table: etree._Element, reading: _Reading) -> None:
    columns: dict[int, _Column] = {}
    headings: tuple[str, ...] = ()
    above: dict[int, _Cell] = {}
    for row in _children(table, "tr"):
        cells = _cells(row, reading, above)
        words = tuple(cell.text for _, cell in sorted(cells.items()))
        if not columns:
            columns = _columns(cells)
            headings = words
            if not columns:
                continue
            reading.forms += 1
        elif words != headings:
            _read_row(cells, columns, reading)
    if not columns and (said := _words(table)):
        reading.left_out.append(LeftOut(said, _OUTSIDE))


def _columns(cells: Mapping[int, _Cell]) -> dict[int, _Column]:
    """Which column stands where, if this row is the headings of a form; else nothing."""
    found: dict[int, _Column] = {}
    for place, cell in sorted(cells.items()):
        heading = " ".join(cell.text.casefold().split())
        known = next((column for column, words in _HEADINGS if words.search(heading)), None)
        if known is not None and known not in found.values():
            found[place] = known
    return found if set(found.values()) >= _NEEDED else {}


def _read_row(cells: Mapping[int, _Cell], columns: Mapping[int, _Column], reading: _Reading) -> None:
    by_column = {columns[place]: cell for place, cell in cells.items() if place in columns}
    beside = " ".join(cell.text for place, cell in sorted(cells.items()) if place not in columns and cell.text)
    if beside:
        reading.left_out.append(LeftOut(beside, _BESIDE))

    def text(column: _Column) -> str:
        return by_column.get(column, _EMPTY).text

    comment, proposed = text(_Column.COMMENT), by_column.get(_Column.PROPOSED, _EMPTY)
    if not comment and not proposed.text.strip():
        if text(_Column.LINE) or text(_Column.OBSERVATIONS):
            said = " ".join(" ".join(cell.text.split()) for _, cell in sorted(cells.items()) if cell.text.strip())
            reading.left_out.append(LeftOut(said, _NOTHING_SAID))
        reading.passed_over += 1
        return
    if len(reading.rows) >= MOST_ROWS:
        raise UnreadableFile(_TOO_MANY, most=MOST_ROWS)
    member, *below = [line.strip() for line in text(_Column.MEMBER).split("\n")]
    label = next((line for line in below if _LABEL.fullmatch(line)), "")
    reading.rows.append(
        FormRow(
            number=len(reading.rows) + reading.passed_over + 1,
            delegation=member,
            label=label,
            notes=tuple(line for line in below if line and line != label),
            line=text(_Column.LINE).strip(),
            clause=text(_Column.CLAUSE).strip(),
            paragraph=text(_Column.PARAGRAPH).strip(),
            kind=text(_Column.KIND).strip(),
            comment=comment,
            proposed=_wording(proposed),
            is_redline=proposed.is_redline,
            observations=text(_Column.OBSERVATIONS),
        )
    )


def _wording(cell: _Cell) -> str:
    """What is proposed, with its light marks."""
    has_struck = any(stretch.is_struck for line in cell.lines for stretch in line)
    pieces: list[Run | FootnoteMark] = []
    for place, line in enumerate(cell.lines):
        if place:
            pieces.append(Run("\n"))
        for stretch in line:
            if stretch.is_struck:
                continue
            run = stretch.run
            underline = run.underline and not (has_struck and not stretch.is_inserted)
            for number, text in enumerate(_MARK.split(run.text)):
                # The text is cut at the marks; between two stretches of text stands a key.
                pieces.append(
                    FootnoteMark(text) if number % 2 else Run(text, run.italic, run.bold, underline, run.raised)
                )
    return write(pieces).strip("\n ")


def _cells(row: etree._Element, reading: _Reading, above: dict[int, _Cell]) -> dict[int, _Cell]:
    """The cells of a row by the column of the grid in which each begins."""
    place = _count(row.find(f"{_w('trPr')}/{_w('gridBefore')}"), 0)
    found: dict[int, _Cell] = {}
    for tc in _children(row, "tc"):
        properties = tc.find(_w("tcPr"))
        merge = None if properties is None else properties.find(_w("vMerge"))
        cell = _Cell(tuple(_lines(tc, reading)))
        if merge is not None and merge.get(_w("val"), "continue") == "continue" and not cell.text:
            cell = above.get(place, _EMPTY)
        elif merge is not None:
            above[place] = cell
        found[place] = cell
        place += _count(None if properties is None else properties.find(_w("gridSpan")), 1)
    return found


def _lines(container: etree._Element, reading: _Reading) -> Iterator[_Line]:
    """The lines of a cell: its paragraphs, cut at line breaks."""
    for block in _blocks(container):
        if _local(block) == "tbl":
            for row in _children(block, "tr"):
                for cell in _children(row, "tc"):
                    yield from _lines(cell, reading)
            continue
        line: _Line = []
        for run in _runs(block):
            for box in run.iter(_w("txbxContent")):
                if words := _words(box):
                    reading.left_out.append(LeftOut(words, _IN_A_BOX))
            stretches = [_stretch(run, text, reading.style_names) for text in "".join(_characters(run)).split("\n")]
            for place, stretch in enumerate(stretches):
                if place:
                    yield line
                    line = []
                if stretch.run.text:
                    line.append(stretch)
        yield line


def _stretch(run: etree._Element, text: str, style_names: Mapping[str, str]) -> _Stretch:
    properties = run.find(_w("rPr"))
    if properties is None:
        return _Stretch(Run(text), is_struck=False, is_inserted=False)
    style = style_names.get(_value(properties, "rStyle"), "")
    return _Stretch(
        Run(
            text,
            italic=_is_on(properties, "i"),
            bold=_is_on(properties, "b"),
            # Our own style for words put in has two lines under them.
            underline=_value(properties, "u") not in {"", "none", "double"},
            raised=_value(properties, "vertAlign") == "superscript",
        ),
        is_struck=style == STRUCK or _is_on(properties, "strike") or _is_on(properties, "dstrike"),
        is_inserted=style == INSERTED,
    )


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a story or a cell in order, whatever stands around them."""
    for element in container:
        name = _local(element)
        if name in {"p", "tbl"}:
            yield element
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from _blocks(element)


def _children(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for element in container:
        if _local(element) == name:
            yield element
        elif _local(element) in {"sdt", "sdtContent", "customXml"}:
            yield from _children(element, name)


def _runs(container: etree._Element) -> Iterator[etree._Element]:
    for element in container:
        name = _local(element)
        if name == "r":
            yield element
        elif name in {"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "fldSimple"}:
            yield from _runs(element)


def _characters(run: etree._Element) -> Iterator[str]:
    for element in run:
        name = _local(element)
        if name == "t":
            yield element.text or ""
        elif name == "tab":
            yield "\t"
        elif name in {"br", "cr"}:
            yield "\n"
        elif name == "noBreakHyphen":
            yield "\u2011"
        elif name == "sym":
            code = element.get(_w("char"), "")
            yield chr(int(code, 16)) if _SIGN.fullmatch(code) else "\ufffd"


def _words(element: etree._Element) -> str:
    """All words of a stretch of the file in one line."""
    return " ".join(" ".join("".join(_characters(run)) for run in element.iter(_w("r"))).split())


def _is_ours(paragraph: etree._Element, style_names: Mapping[str, str]) -> bool:
    """Whether a paragraph is one that we print over or under a table."""
    properties = paragraph.find(_w("pPr"))
    style = "" if properties is None else style_names.get(_value(properties, "pStyle"), "")
    return style.startswith("JS Table ")


def _is_on(properties: etree._Element, name: str) -> bool:
    element = properties.find(_w(name))
    return element is not None and element.get(_w("val"), "1").casefold() not in _OFF


def _value(container: etree._Element, name: str) -> str:
    element = container.find(_w(name))
    return "" if element is None else element.get(_w("val"), "")


def _count(element: etree._Element | None, otherwise: int) -> int:
    written = "" if element is None else element.get(_w("val"), "")
    return int(written) if re.fullmatch("[0-9]{1,3}", written) else otherwise


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
