"""Prints a statement as plain text: one line to a paragraph, markers typed, nothing that only looks."""

from collections.abc import Iterator, Mapping

from jointstatement.documents.printed import (
    PrintedPart,
    adoption_line,
    head_line,
    printed_parts,
    recipient_line,
    referred_footnotes,
    shown_level,
)
from jointstatement.documents.style import Style
from jointstatement.terms import PartKind
from jointstatement.text.document import Document
from jointstatement.text.wording import FootnoteMark, parse

_INDENT = "    "


def write_txt(document: Document, style: Style) -> str:
    """The words of a document with its markers, endings and footnotes, in UTF-8 with Unix line ends."""
    blocks = [block for block in _blocks(document, style) if block]
    return "\n\n".join(blocks) + "\n"


def _blocks(document: Document, style: Style) -> Iterator[str]:
    printed = printed_parts(document, style)
    marks = {key: _mark(printed[place]) for key, place in referred_footnotes(document.parts).items()}
    yield recipient_line(document, style)
    yield " | ".join(words for words in head_line(document, style).split("\t") if words)
    yield document.body
    if style.default_title and document.first(PartKind.TITLE) is None:
        yield style.default_title
    for one in printed:
        yield _block(one, marks)
    yield adoption_line(document, style)
    yield "\n\n".join(f"{signature.name}\n{signature.for_whom}" for signature in document.signatures)
    if document.attachments:
        yield style.annexes.attachments
        for attachment in document.attachments:
            yield f"{attachment.heading}\n{attachment.text}"
    if document.participants:
        yield style.annexes.participants
        yield "\n".join(
            f"{participant.name}, {participant.rank}, {participant.delegation}" for participant in document.participants
        )


def _block(printed: PrintedPart, marks: Mapping[str, str]) -> str:
    part = printed.part
    words = "".join(
        marks.get(piece.key, f"[^{piece.key}]") if isinstance(piece, FootnoteMark) else piece.text
        for piece in parse(part.wording)
    )
    marker = _mark(printed) if part.kind is PartKind.FOOTNOTE else printed.marker
    lines = f"{words}{printed.ending}".split("\n")
    lines[0] = f"{marker} {lines[0]}" if marker else lines[0]
    indent = _INDENT * shown_level(part) if part.kind is PartKind.ITEM else ""
    further = indent + (_INDENT if part.is_clause or part.kind is PartKind.ITEM else "")
    # A blank line, so that the second paragraph of a clause cannot be taken for a heading.
    between = "\n\n" if part.is_clause or part.kind is PartKind.ITEM else "\n"
    return between.join(
        f"{indent if number == 0 else further}{line}" if line else "" for number, line in enumerate(lines)
    )


def _mark(printed: PrintedPart) -> str:
    """A footnote's mark in a row of letters: a number needs brackets, a sign does not."""
    return f"[{printed.marker}]" if printed.marker.isalnum() else printed.marker
