"""Prints a statement as Markdown (CommonMark with footnotes), for websites and wikis that are built from it.

What is known about the text (title, body, language, day) stands at the top as front matter. Signs that Markdown would
take for its own are escaped. Clauses counted "1." are Markdown's own list; all other markers, which no list of Markdown
has, are typed at the head of their paragraph: what was adopted as (a) stays (a).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from jointstatement.documents.nested import Clauses, Items, Node, lists_of, nested
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
from jointstatement.text.wording import FootnoteMark, Run, parse, plain

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$^]")
_BEGINS_A_BLOCK = re.compile(r"\d{1,9}(?=[.)](?:\s|$))|(?=[#+=:-])")
_OWN_LIST = re.compile(r"\d{1,9}[.)]|[-+]")
"""Markers that are Markdown's too."""
_LABEL = re.compile(r"[\w*-]+")
_DEEPEST = 3
"""How many spaces may stand before a paragraph: one more would make it code."""


def write_markdown(document: Document, style: Style) -> str:
    """The words of a document with markers, endings, marks and footnotes, in UTF-8 with Unix line ends."""
    return "\n\n".join(block for block in _Text(document, style).blocks() if block.strip()) + "\n"


@dataclass(slots=True)
class _Text:
    document: Document
    style: Style
    _printed: tuple[PrintedPart, ...] = ()
    _labels: Mapping[int, str] = field(default_factory=dict)
    """What each footnote is called, by its place among the parts."""
    _referred: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._printed = printed_parts(self.document, self.style)
        self._referred = referred_footnotes(self.document.parts)
        self._labels = _labels(self._printed)

    def blocks(self) -> Iterator[str]:
        document, style = self.document, self.style
        yield self._front_matter()
        yield _paragraph(_text(recipient_line(document, style)))
        yield " | ".join(_text(words) for words in head_line(document, style).split("\t") if words)
        yield _paragraph(_text(document.body))
        if style.default_title and document.first(PartKind.TITLE) is None:
            yield f"# {_text(style.default_title)}"
        for block in nested(self._printed, is_draft=document.draft is not None):
            if isinstance(block, Clauses):
                for node in block.nodes:
                    yield from self._listed(node, "")
            elif isinstance(block, Items):
                yield from self._items(block, "")
            else:
                yield from self._block(block)
        yield _paragraph(_text(adoption_line(document, style)))
        for one in document.signatures:
            yield "<br>".join(filter(None, (_marked([Run(one.name.strip(), bold=True)]), _text(one.for_whom))))
        yield from self._annexes()
        for place, printed in enumerate(self._printed):
            if printed.part.kind is PartKind.FOOTNOTE:
                first, *further = self._lines(printed)
                yield f"[^{self._labels[place]}]: {_paragraph(first)}"
                yield from (f"    {_paragraph(line)}" for line in further)

    def _front_matter(self) -> str:
        document = self.document
        title = document.first(PartKind.TITLE)
        said = {
            "title": " ".join(plain(title.wording).split()) if title else self.style.default_title,
            "author": document.body,
            "lang": document.language,
            "date": document.adopted_on.isoformat() if document.adopted_on else "",
            "revision": document.draft.revision if document.draft else "",
            "symbol": document.symbol,
            "translation": document.translation,
        }
        # A JSON string is a YAML string too.
        lines = (f"{key}: {json.dumps(words, ensure_ascii=False)}" for key, words in said.items() if words)
        return "\n".join(("---", *lines, "---"))

    def _block(self, printed: PrintedPart) -> Iterator[str]:
        lines = self._lines(printed)
        if printed.part.kind in {PartKind.TITLE, PartKind.HEADING}:
            level = 1 if printed.part.kind is PartKind.TITLE else shown_level(printed.part) + 1
            marker = f"{_text(printed.marker)} " if printed.marker else ""
            yield f"{'#' * level} {marker}{'<br>'.join(lines)}"
        else:
            yield from (_paragraph(line) for line in lines)

    def _items(self, items: Items, within: str) -> Iterator[str]:
        # Only looks in the source: a reader of Markdown does not see up to three spaces.
        shift = " " * min(items.level, _DEEPEST)
        for node in items.nodes:
            yield from self._listed(node, within, shift)

    def _listed(self, node: Node, within: str, shift: str = "") -> Iterator[str]:
        """A clause or item and what is below it; `within` is the indent of the list it stands in."""
        marker = node.printed.marker
        is_list = bool(_OWN_LIST.fullmatch(marker))
        below = f"{within}{shift}{' ' * (len(marker) + 1)}" if is_list else within
        first, *further = self._lines(node.printed)
        if is_list:
            yield f"{within}{shift}{marker} {_paragraph(first)}"
        else:
            yield within + shift + _paragraph(f"{_text(marker)} {first}" if marker else first)
        yield from (f"{below}{'' if is_list else '   '}{_paragraph(line)}" for line in further)
        for items in lists_of(node.below, is_draft=self.document.draft is not None):
            yield from self._items(items, below)

    def _annexes(self) -> Iterator[str]:
        document, annexes = self.document, self.style.annexes
        if document.attachments:
            yield f"## {_text(annexes.attachments)}"
            for attachment in document.attachments:
                yield f"### {_text(attachment.heading)}"
                yield from (_paragraph(_text(words)) for words in attachment.text.split("\n"))
        if document.participants:
            yield f"## {_text(annexes.participants)}"
            rows = [annexes.participant_columns, ("---",) * 3]
            cells = [tuple(_text(cell) for cell in row) for row in rows[:1]] + rows[1:]
            cells += [(_text(one.name), _text(one.rank), _text(one.delegation)) for one in document.participants]
            yield "\n".join(f"| {' | '.join(row)} |" for row in cells)

    def _lines(self, printed: PrintedPart) -> list[str]:
        """The paragraphs of a part with its marks and, after the last, its ending."""
        lines: list[list[str | Run]] = [[]]
        for piece in (*parse(printed.part.wording), Run(printed.ending)):
            if isinstance(piece, FootnoteMark):
                place = self._referred.get(piece.key)
                lines[-1].append(_text(f"[^{piece.key}]") if place is None else f"[^{self._labels[place]}]")
                continue
            for number, text in enumerate(piece.text.split("\n")):
                if number:
                    lines.append([])
                lines[-1].append(Run(text, piece.italic, piece.bold, piece.underline, piece.raised))
        return [_marked(line) for line in lines]


def _labels(printed: Sequence[PrintedPart]) -> Mapping[int, str]:
    """The footnotes' own marks where Markdown can call them so, each once."""
    labels: dict[int, str] = {}
    for place, one in enumerate(printed):
        if one.part.kind is PartKind.FOOTNOTE:
            label = one.marker if _LABEL.fullmatch(one.marker) else f"note-{place}"
            labels[place] = label if label not in labels.values() else f"{label}-{place}"
    return labels


def _marked(pieces: Sequence[str | Run]) -> str:
    """A line with its marks: stars where Markdown is sure to read them as such, else tags."""
    written = ""
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            written += piece
            continue
        text = _text(piece.text)
        if not text:
            continue
        following = next((_sign(one) for one in pieces[place + 1 :] if _sign(one)), "")
        # Three stars are read in more than one way: both marks together are tags.
        stars = "**" * piece.bold or "*" * piece.italic
        for is_on, tag in ((piece.raised, "sup"), (piece.underline, "u")):
            if is_on:
                text = f"<{tag}>{text}</{tag}>"
        is_plain = _stands_apart(written[-1:]) and _stands_apart(following) and _is_word(text[0]) and _is_word(text[-1])
        if stars and is_plain and not (piece.bold and piece.italic):
            text = f"{stars}{text}{stars}"
        elif stars:
            for is_on, tag in ((piece.italic, "em"), (piece.bold, "strong")):
                if is_on:
                    text = f"<{tag}>{text}</{tag}>"
        written += text
    return written.strip()


def _sign(piece: str | Run) -> str:
    """The first sign that a piece is written with."""
    if isinstance(piece, str):
        return piece[:1]
    has_marks = piece.italic or piece.bold or piece.underline or piece.raised
    return "*" if has_marks and piece.text else _text(piece.text)[:1]


def _stands_apart(sign: str) -> bool:
    return not sign or sign.isspace() or sign in ".,;:!?"


def _is_word(sign: str) -> bool:
    return category(sign)[0] in "LN"


def _text(text: str) -> str:
    """Text with Markdown's signs escaped; white space that is no space becomes one."""
    return _SIGNS.sub(r"\\\g<0>", re.sub(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]", " ", text))


def _paragraph(line: str) -> str:
    """A line that begins no list, heading or quotation of its own."""
    line = line.lstrip(" ")
    start = _BEGINS_A_BLOCK.match(line)
    return line if start is None else f"{line[: start.end()]}\\{line[start.end() :]}"
