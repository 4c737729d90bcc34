"""Paragraphs that a file knows itself, as Word files do: nothing is joined or guessed that the file says.

Lines, wraps and labels need no finding here. What the file does not say is found as in plain text: markers typed by
hand, lists of names, rules and buttons copied along.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jointstatement.documents.plain.furniture import leave_out_page_furniture, leave_out_web_furniture
from jointstatement.documents.plain.lines import Line
from jointstatement.documents.plain.lists import divide_glued_titles, divide_inline_lists
from jointstatement.documents.plain.markers import Marker, find_marker
from jointstatement.documents.plain.paragraphs import (
    Paragraph,
    Shape,
    believed_markers,
    ends_item,
    list_lines,
    paragraphs_of,
    raise_split_ordinals,
    shape_of,
)
from jointstatement.documents.plain.stretch import NOTHING, Stretch, put_in
from jointstatement.terms import PartKind

_LONGEST_HEADING = 200
_LONGEST_LINE = 70
_LONGEST_HEAD = 300
"""No title with its place and date is longer."""
_LONGEST_WRAPPED = 120
"""No line that a page's edge ended is longer."""
_PREAMBULAR_LABEL = re.compile(r"PP\s?\d")
"""Drafts number the preamble PP1, PP2 …, so that its paragraphs can be cited."""
_APART = Shape(wrapped=False, width=0, gap=0, ragged=False)


@dataclass(frozen=True, slots=True)
class Given:
    """One paragraph; `[^key]` under the style NOTE is the mark of a footnote, a line end one that was set by hand."""

    words: Stretch
    label: str = ""
    """The label that its list shows before it, which is none of its words."""
    marker: Marker | None = None
    """What that label is."""
    indent: int = 0
    """In characters, as in plain text."""
    gap: int = 0
    """How many empty paragraphs stand before it."""
    heading: int = 0
    """Its level where its style makes it a heading."""
    is_title: bool = False
    note: str = ""
    """The key of the footnote that it is, or goes on."""
    mark: str = ""
    """The sign of that footnote where it is not counted."""
    page_break: bool = False


def paragraphs_as_given(given: Sequence[Given]) -> tuple[list[Paragraph], list[Stretch]]:
    """The paragraphs of a text, those left out among them, footnotes with their kind; and the signs dropped on the way.

    Where every line of a text became a paragraph of its own, the lines are joined as those of plain text are.
    """
    text = [piece for paragraph in given if not paragraph.note for piece in _divided(paragraph)]
    lines = [
        Line(piece.words, piece.indent, hard_break=False, gap=piece.gap, page_break=piece.page_break) for piece in text
    ]
    leave_out_page_furniture(lines)
    leave_out_web_furniture(lines)
    for piece, line in zip(text, lines, strict=True):
        if piece.marker is not None or piece.heading:
            line.why = ""
    if _is_wrapped(text, lines):
        raise_split_ordinals(lines)
        joined, signs = paragraphs_of(lines, markdown=False)
        return [*divide_inline_lists(divide_glued_titles(joined)), *_footnotes(given)], signs
    listed = list_lines(
        lines, {id(line): piece.marker for piece, line in zip(text, lines, strict=True) if piece.marker}, _APART
    )
    # A paragraph of its own is no line that goes on, however near it stands.
    for line in lines:
        line.gap = max(line.gap, 1)
    markers = believed_markers([line for piece, line in zip(text, lines, strict=True) if piece.marker is None], _APART)
    paragraphs: list[Paragraph] = []
    for piece, line in zip(text, lines, strict=True):
        paragraph = _paragraph(piece, line, markers.get(id(line)), listed=id(line) in listed)
        if piece.marker is not None or line.why:
            paragraphs.append(paragraph)
        else:
            paragraphs += divide_inline_lists(divide_glued_titles([paragraph]))
    return [*_with_labels_above(paragraphs), *_footnotes(given)], []


def _with_labels_above(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, a label that stands alone ("Article 1") being that of the words below it."""
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        above = kept[-1] if kept else None
        is_label = above is not None and above.marker is not None and not above.text and not above.why
        if above is not None and is_label and paragraph.marker is None and not paragraph.why and not paragraph.level:
            kept.pop()
            paragraph.label, paragraph.marker, paragraph.kind = above.label, above.marker, above.kind
        kept.append(paragraph)
    return kept


def _is_wrapped(text: Sequence[Given], lines: Sequence[Line]) -> bool:
    """Whether the paragraphs are the lines of pages, as in a text that was copied or converted line by line."""
    short = all(len(line.text) <= _LONGEST_WRAPPED and not line.text.isspace() for line in lines)
    bare = not any(piece.marker is not None or piece.heading or piece.is_title for piece in text)
    return short and bare and shape_of(lines).wrapped


def _divided(paragraph: Given) -> list[Given]:
    """A paragraph at the line ends that were set by hand, where they stand between lines and not within a sentence."""
    lines = paragraph.words.text.split("\n")
    words = [line for line in lines if line.strip()]
    apart = len(words) > 1 and (
        all(len(line) <= _LONGEST_LINE for line in words)
        or any(find_marker(line.strip()) for line in words[1:])
        or all(ends_item(line.strip()) for line in words[:-1])
        or (len(paragraph.words) <= _LONGEST_HEAD and not any(line.strip()[0].islower() for line in words[1:]))
    )
    if not apart:
        return [replace(paragraph, words=_on_one_line(paragraph.words))]
    pieces: list[Given] = []
    start = 0
    for line in lines:
        piece = paragraph.words.cut(start, start + len(line)).strip()
        start += len(line) + 1
        if len(piece) and not pieces:
            pieces.append(replace(paragraph, words=piece))
        elif len(piece):
            pieces.append(Given(piece, indent=paragraph.indent, heading=paragraph.heading, is_title=paragraph.is_title))
    return pieces


def _on_one_line(words: Stretch) -> Stretch:
    return Stretch(words.text.replace("\n", " "), words.at, words.style).strip()


def raise_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Lets the highest heading be of the first level: Word's title has one too."""
    headings = [p for p in paragraphs if p.kind is PartKind.HEADING and not p.why]
    above = min((heading.level for heading in headings), default=1) - 1
    for heading in headings:
        heading.level -= above


def _paragraph(piece: Given, line: Line, typed: Marker | None, *, listed: bool) -> Paragraph:
    level = piece.heading if _reads_as_heading(piece) else 0
    label, words = put_in(piece.label) if piece.label else NOTHING, line.words
    marker = replace(piece.marker, indent=piece.indent) if piece.marker is not None else None
    if marker is None and typed is not None and not line.why:
        marker, label, words = typed, words.cut(0, typed.end), words.cut(typed.end).strip()
    paragraph = Paragraph(words, label, marker, line.indent, line.gap, level, listed and not level, line.why)
    paragraph.is_title = piece.is_title and not line.why
    if _PREAMBULAR_LABEL.match(piece.label):
        paragraph.kind = PartKind.PREAMBULAR
    elif level and marker is not None:
        paragraph.kind = PartKind.HEADING
    return paragraph


def _reads_as_heading(piece: Given) -> bool:
    """Whether a heading's style stands on a heading and not, as some like to do, on every numbered clause."""
    text = piece.words.text.rstrip()
    return bool(piece.heading) and len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ",", ":"))


def _footnotes(given: Sequence[Given]) -> list[Paragraph]:
    """The paragraphs of the footnotes, in the order given."""
    paragraphs: list[Paragraph] = []
    last = ""
    for piece in given:
        if piece.note:
            paragraphs.append(
                Paragraph(
                    piece.words.strip(),
                    kind=PartKind.FOOTNOTE,
                    key=piece.note,
                    mark=piece.mark,
                    is_given=True,
                    continues=piece.note == last,
                )
            )
            last = piece.note
    return paragraphs
