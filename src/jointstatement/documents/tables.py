"""Tables of comments in their two layouts, as cells: what stands in which column, for Word and for Excel alike.

The ISO layout is the form in which standards bodies send comments, one row each. The Codex layout goes through the
text paragraph by paragraph, as the compilations of the Codex online commenting system do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from jointstatement.terms import CommentClass, PartKind, Weight
from jointstatement.text.comments import CitedPart, CommentRow, CommentTable
from jointstatement.text.compare import Change, compare
from jointstatement.text.document import named_copy
from jointstatement.text.wording import FootnoteMark, Run, footnote_keys, parse, plain


class Layout(StrEnum):
    """The two layouts of a table of comments."""

    ISO = "iso"
    CODEX = "codex"


class Tone(StrEnum):
    """How a stretch of a cell stands out."""

    NONE = "none"
    STRUCK = "struck"
    """Words that an amendment takes out."""
    INSERTED = "inserted"
    """Words that an amendment puts in."""
    STRONG = "strong"
    NOTE = "note"
    """Said about the row, not in it: that it came late."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell. `\\n` in its text is a line end; the text is literal, but for a footnote's mark `[^key]`."""

    text: str
    tone: Tone = Tone.NONE
    italic: bool = False
    bold: bool = False
    underline: bool = False
    raised: bool = False


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its share of the width of the page."""

    heading: str
    share: int


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: in the Codex layout, the paragraph that they are on."""

    citation: str
    words: Cell
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A table of comments laid out for printing."""

    title: str
    lines: tuple[str, ...]
    """Said above the table: which text, whose input, of which hour."""
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    has_paragraphs: bool
    """Each group is a paragraph of the text; else the one group has no heading."""
    footnote: str
    """Said below the table."""


ISO_COLUMNS = (
    Column("MB/NC", 10),
    Column("Line number", 6),
    Column("Clause/ Subclause", 7),
    Column("Paragraph/ Figure/ Table", 9),
    Column("Type of comment", 8),
    Column("Comments", 21),
    Column("Proposed change", 23),
    Column("Observations of the secretariat", 16),
)
_CODEX_COLUMNS = (
    Column("No.", 7),
    Column("Member", 10),
    Column("Type", 10),
    Column("Comment", 24),
    Column("Proposed text", 27),
    Column("Rationale", 22),
)
_CODEX_ANSWERS = (Column("Disposition", 10), Column("Reply", 16))
_CODEX_COLUMNS_BESIDE_ANSWERS = (7, 9, 9, 19, 19, 17)
NOTHING_GIVEN = "No comment or amendment that may be read."
MARKS = "[^…] = the place of a footnote."
LEGEND = "Type of comment: ge = general, te = technical, ed = editorial."
HOW_TO_FILL_IN = (
    "Write the clause as it should read under “Proposed change”, or say there in words what should change. Add rows as "
    "you need them: one for each comment. Rows in which nothing is written are passed over."
)
_NAMES = {
    PartKind.TITLE: "Title",
    PartKind.SUBTITLE: "Subtitle",
    PartKind.CHAPEAU: "Chapeau",
    PartKind.FORMULA: "Formula",
    PartKind.HEADING: "Heading",
    PartKind.CLOSING: "Closing",
    PartKind.FOOTNOTE: "Footnote",
    PartKind.ITEM: "Paragraph",
}
_CITED_BY_WORDS = frozenset({PartKind.FORMULA, PartKind.HEADING, PartKind.ITEM})
"""Kinds of which a text may have several that no number tells apart."""
_MOST_CITED = 60
_ISO_TYPES: dict[CommentClass | Weight, str] = {
    CommentClass.EDITORIAL: "ed",
    CommentClass.TRANSLATION: "ed",
    CommentClass.TECHNICAL: "te",
    CommentClass.SUBSTANTIVE: "te",
}


def laid_out(table: CommentTable, layout: Layout) -> LaidOut:
    """A table in one of the two layouts. Without answers the ISO form keeps its last column, empty."""
    whose = table.delegation or "All delegations"
    as_of = _hour(table)
    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    if layout is Layout.ISO:
        columns = ISO_COLUMNS
        groups = (Group("", (), tuple(_iso_row(row, table) for row in table.rows)),)
    else:
        columns = _codex_columns(table)
        groups = tuple(
            Group(
                citation_of(part),
                wording_cell(part.wording) if part else (),
                tuple(_codex_row(row, table) for row in rows),
            )
            for part, rows in groupby(table.rows, key=lambda row: row.part)
        )
    return LaidOut(
        title="Comments and amendments with the chair’s answers" if table.with_answers else "Comments and amendments",
        lines=(table.title, f"{table.meeting} · {table.revision} · {whose} · as of {as_of}"),
        columns=columns,
        groups=groups,
        has_paragraphs=layout is Layout.CODEX,
        footnote=_below(table, layout),
    )


def recipient_line(table: CommentTable) -> str:
    """For whom a table was printed, with revision, hour and marking; nothing on a copy that names nobody."""
    if not table.printed_for:
        return ""
    return named_copy(table.printed_for, table.revision, _hour(table), table.marking)


def form_to_fill_in(table: CommentTable, parts: Iterable[CitedPart]) -> LaidOut:
    """The ISO form for one delegation, its columns of citation filled in: a row for the text, one for each part."""
    rows = []
    for part in (None, *parts):
        clause, paragraph = iso_citation(part)
        cells = (table.delegation, "", clause, paragraph, "" if part else "ge", "", "", "")
        rows.append(tuple(_plain_cell(words) for words in cells))
    return LaidOut(
        title="Form for comments and amendments",
        lines=(table.title, f"{table.meeting} · {table.revision} · {table.delegation}", HOW_TO_FILL_IN),
        columns=ISO_COLUMNS,
        groups=(Group("", (), tuple(rows)),),
        has_paragraphs=False,
        footnote=LEGEND,
    )


def _hour(table: CommentTable) -> str:
    return f"{table.as_of:%Y-%m-%d %H:%M} ({table.time_zone})"


def citation_of(part: CitedPart | None) -> str:
    """How a part is named over its comments: "Clause 6", "Clause 3(a)", "Title", "Footnote *", "General comments"."""
    if part is None:
        return "General comments"
    clause, paragraph = iso_citation(part)
    return f"Clause {clause}{paragraph}" if clause else paragraph


def iso_citation(part: CitedPart | None) -> tuple[str, str]:
    """How the ISO form cites a part: its clause ("3"), and what it is within or beside the clauses ("(a)", "Title").

    Headings, formulas and paragraphs without a number are named by their first words; what is no longer on the table
    has its revision with it, for its number may be another's by now.
    """
    if part is None:
        return "", ""
    then = f" ({part.last_in})" if part.last_in else ""
    if part.kind is PartKind.FOOTNOTE:
        return "", f"Footnote {part.label}{then}"
    if part.label:
        clause, bracket, rest = part.label.partition("(")
        return (clause, f"({rest}{then}") if bracket else (clause + then, "")
    if part.kind in _CITED_BY_WORDS:
        return "", f"{_NAMES[part.kind]} “{first_words(part.wording)}”{then}"
    return "", f"{_NAMES[part.kind]}{then}"


def first_words(wording: str) -> str:
    """The beginning of a wording in one line, cut between words."""
    words = " ".join(plain(wording).split())
    if len(words) <= _MOST_CITED:
        return words
    return words[: _MOST_CITED + 1].rsplit(" ", 1)[0][:_MOST_CITED] + "…"


def iso_type(row: CommentRow) -> str:
    """The type of a comment in the ISO form, with our own word for it where the form's letters say less."""
    if isinstance(row.kind, Weight):
        letters = "ed" if row.kind is Weight.EDITORIAL else "te"
        return f"{letters} (essential)" if row.kind is Weight.ESSENTIAL else letters
    letters = _ISO_TYPES[row.kind] if row.part else "ge"
    usual = {"ed": CommentClass.EDITORIAL, "te": CommentClass.TECHNICAL, "ge": CommentClass.SUBSTANTIVE}
    return letters if row.kind is usual[letters] else f"{letters} ({row.kind.value})"


def codex_type(row: CommentRow) -> str:
    """The type of a comment in the Codex layout; an amendment is substantive unless it is editorial."""
    if isinstance(row.kind, Weight) and row.kind is not Weight.EDITORIAL:
        return f"Substantive ({row.kind.value})"
    return row.kind.value.capitalize()


def wording_cell(wording: str) -> Cell:
    """A wording with its light marks."""
    return tuple(_pieces(wording, Tone.NONE))


def redline_cell(base: str, wording: str) -> Cell:
    """A proposed wording against the words it was made on: what goes is struck, what comes stands out.

    The pieces that are not struck are the proposed wording, with the same marks on all but white space.
    """
    tones = {Change.SAME: Tone.NONE, Change.DELETED: Tone.STRUCK, Change.INSERTED: Tone.INSERTED}
    return tuple(piece for segment in compare(base, wording) for piece in _pieces(segment.text, tones[segment.change]))


def notes_of(row: CommentRow) -> tuple[str, ...]:
    """What a reader has to know of a row beside its words."""
    notes = []
    if row.given_on:
        notes.append(f"on {row.given_on}")
    if row.is_late:
        notes.append("late")
    if row.is_withdrawn:
        notes.append("withdrawn")
    return tuple(notes)


def _below(table: CommentTable, layout: Layout) -> str:
    """What is said below a table: that it is empty, or how its signs are to be read."""
    if not table.rows:
        return NOTHING_GIVEN
    shown = [row.proposed + row.base for row in table.rows]
    if layout is Layout.CODEX:
        shown += [row.part.wording for row in table.rows if row.part]
    said = (LEGEND if layout is Layout.ISO else "", MARKS if any(map(footnote_keys, shown)) else "")
    return " ".join(filter(None, said))


def _iso_row(row: CommentRow, table: CommentTable) -> tuple[Cell, ...]:
    clause, paragraph = iso_citation(row.part)
    said = (row.number, *notes_of(row))
    return (
        (Piece(row.delegation), *(Piece(f"\n{note}", Tone.NOTE) for note in said if note)),
        (),
        _plain_cell(clause),
        _plain_cell(paragraph),
        _plain_cell(iso_type(row)),
        _comment_cell(row),
        redline_cell(row.base, row.proposed) if row.is_amendment else (),
        _answer(row) if table.with_answers else (),
    )


def _codex_row(row: CommentRow, table: CommentTable) -> tuple[Cell, ...]:
    cells: tuple[Cell, ...] = (
        (*_plain_cell(row.number), *(Piece(f"\n{note}", Tone.NOTE) for note in notes_of(row))),
        _plain_cell(row.delegation),
        _plain_cell(codex_type(row)),
        () if row.is_amendment else _comment_cell(row),
        redline_cell(row.base, row.proposed) if row.is_amendment else (),
        _plain_cell(row.text) if row.is_amendment else (),
    )
    if not table.with_answers:
        return cells
    return (*cells, _plain_cell(disposition_of(row)), _plain_cell(row.reply))


def disposition_of(row: CommentRow) -> str:
    """The chair's disposition in words, or that its author withdrew it."""
    if row.disposition is None:
        return "Withdrawn" if row.is_withdrawn else ""
    return row.disposition.value.replace("_", " ").capitalize()


def _comment_cell(row: CommentRow) -> Cell:
    """What is said, and below it who replied what."""
    replies = (f"\nReply of {who or 'the chair’s office'}: {words}" for who, words in row.replies)
    return (*_plain_cell(row.text), *(Piece(words, Tone.NOTE) for words in replies))


def _answer(row: CommentRow) -> Cell:
    disposition = disposition_of(row)
    if not disposition:
        return ()
    return (Piece(disposition, Tone.STRONG), *_plain_cell(f"\n{row.reply}" if row.reply else ""))


def _codex_columns(table: CommentTable) -> tuple[Column, ...]:
    if not table.with_answers:
        return _CODEX_COLUMNS
    narrower = zip(_CODEX_COLUMNS, _CODEX_COLUMNS_BESIDE_ANSWERS, strict=True)
    return (*(Column(column.heading, share) for column, share in narrower), *_CODEX_ANSWERS)


def _plain_cell(text: str) -> Cell:
    return (Piece(text),) if text else ()


def _pieces(wording: str, tone: Tone) -> Iterator[Piece]:
    for piece in parse(wording):
        if isinstance(piece, FootnoteMark):
            yield Piece(f"[^{piece.key}]", tone)
        elif isinstance(piece, Run) and piece.text:
            yield Piece(piece.text, tone, piece.italic, piece.bold, piece.underline, piece.raised)
