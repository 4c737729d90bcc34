"""Prints a statement as a PDF by typst: tagged, for readers who listen (PDF/UA-1), dated ones for archives (PDF/A-2a).

The words go in as data and the fonts are typst's own, so that nothing in a text is ever read as code and nothing on the
machine changes the bytes. The extra `pdf` brings typst; without it a PDF is refused in a sentence.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from jointstatement.documents.nested import Clauses, Items, Node, lists_of, nested
from jointstatement.documents.printed import (
    ItemForm,
    PrintedPart,
    adoption_line,
    head_line,
    printed_parts,
    recipient_line,
    referred_footnotes,
    shown_level,
)
from jointstatement.documents.style import Style
from jointstatement.documents.word.page import page_of
from jointstatement.errors import PdfNotInstalled, SignsWithoutFont
from jointstatement.terms import PartKind
from jointstatement.text.document import Document
from jointstatement.text.wording import FootnoteMark, Run, parse, plain

if TYPE_CHECKING:
    import typst

_PROGRAM = Path(__file__).with_name("statement.typ")
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no PDF for archives may hold: it has no look, and is left out as in Word."""
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed|disallowed codepoint `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
"""How the typesetter spells a sign without a look."""
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-|\Z)")

Data = dict[str, object]


def write_pdf(document: Document, style: Style) -> bytes:
    """The PDF of a document: a draft where it carries `draft`, else the final form.

    Raises `PdfNotInstalled` where the extra is missing, and `SignsWithoutFont` for signs that typst's fonts lack: they
    have Latin, Greek and Cyrillic.
    """
    if not prints_pdf():
        raise PdfNotInstalled()
    import typst  # noqa: PLC0415 - an extra: whoever prints no PDF needs none

    pages = _Pages(document, style)
    # An archive asks when a file was made. A text that does not say gets no day of our invention.
    standards: list[typst.PDFStandard] = ["ua-1"] if pages.moment is None else ["ua-1", "a-2a"]
    compiler = typst.Compiler(
        _PROGRAM.read_bytes(),
        root=_PROGRAM.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"statement": json.dumps(pages.data(), ensure_ascii=False)},
    )
    try:
        printed = compiler.compile(format="pdf", pdf_standards=standards)
    except typst.TypstError as refusal:
        signs = "".join(one or other for one, other in _NO_GLYPH.findall(refusal.diagnostic))
        if not signs:
            raise
        raise SignsWithoutFont(signs=_named(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), signs))) from refusal
    assert isinstance(printed, bytes)
    return printed


def _named(signs: str) -> str:
    """Each sign once, with its number; one that nobody could see by its name."""
    named = []
    for sign in dict.fromkeys(signs):
        is_seen = sign.isprintable() and unicodedata.category(sign)[0] not in "MZ"
        shown = sign if is_seen else unicodedata.name(sign, "a sign without a name").lower()
        named.append(f"{shown} (U+{ord(sign):04X})")
    return ", ".join(named)


@lru_cache(maxsize=1)
def prints_pdf() -> bool:
    """Whether the extra is installed."""
    return find_spec("typst") is not None


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 - an extra: whoever prints no PDF needs none

    return typst.Fonts(include_system_fonts=False)


@dataclass(slots=True)
class _Pages:
    """One document on its way to the pages: what typst's program lays out, as JSON values."""

    document: Document
    style: Style
    _printed: tuple[PrintedPart, ...] = ()
    _referred: Mapping[str, int] = field(default_factory=dict)
    _opened: set[int] = field(default_factory=set)
    """The footnotes whose first place in the text is printed."""
    _deepest: int = 0
    """The level of the last heading: a reader that reads aloud wants none left out on the way down."""

    def __post_init__(self) -> None:
        self._printed = printed_parts(self.document, self.style)
        self._referred = referred_footnotes(self.document.parts)

    def data(self) -> Data:
        """Everything."""
        document = self.document
        language = _LANGUAGE.match(document.language or self.style.language)
        footer = self.style.page.final_footer if document.draft is None else self.style.page.draft_footer
        return {
            "title": self._title(),
            "author": _shown(document.body),
            "language": language[1].lower() if language else "en",
            "region": language[2].upper() if language and language[2] else None,
            "date": self.moment,
            "page": asdict(page_of(self.style.template)),
            "header": self._header(),
            "copy": _shown(recipient_line(document, self.style)),
            "footer": [{"text": text, "place": place or ""} for text, place in _pieces(footer)],
            "blocks": list(self._blocks()),
        }

    def _title(self) -> str:
        """What the file calls itself; a PDF that can be listened to must call itself something."""
        title = self.document.first(PartKind.TITLE)
        words = " ".join(plain(title.wording).split()) if title else ""
        return _shown(words) or self.style.default_title or _shown(self.document.body) or self.style.title

    @property
    def moment(self) -> list[int] | None:
        """The day or hour that the document itself speaks of."""
        document = self.document
        if document.adopted_on is not None:
            day = document.adopted_on
            return [day.year, day.month, day.day, 0, 0, 0]
        if document.draft is not None and document.draft.as_of is not None:
            hour = document.draft.as_of
            hour = hour if hour.tzinfo is None else hour.astimezone(UTC)
            return [hour.year, hour.month, hour.day, hour.hour, hour.minute, hour.second]
        return None

    def _header(self) -> list[str]:
        left, _, rest = _shown(head_line(self.document, self.style), tab="\t").partition("\t")
        middle, _, right = rest.partition("\t")
        return [left, middle, right.replace("\t", " ")]

    def _blocks(self) -> Iterator[Data]:
        document, style = self.document, self.style
        if document.body:
            yield {"kind": "letterhead", "text": _shown(document.body)}
        if style.default_title and document.first(PartKind.TITLE) is None:
            yield self._heading("title", 1, [[_run(style.default_title)]])
        for block in nested(self._printed, is_draft=document.draft is not None):
            if isinstance(block, Clauses):
                marked = bool(block.nodes[0].printed.marker)
                yield {"kind": "list", "indent": 0, "marked": marked, "nodes": self._nodes(block.nodes)}
            elif isinstance(block, Items):
                yield {"kind": "list", **self._items(block)}
            else:
                yield self._block(block)
        for place, printed in enumerate(self._printed):
            if printed.part.kind is PartKind.FOOTNOTE and place not in self._opened:
                paragraphs = self._paragraphs(printed, may_refer=False)
                yield {"kind": "note", "mark": _shown(printed.marker), "paragraphs": paragraphs}
        yield from self._after()

    def _after(self) -> Iterator[Data]:
        document, annexes = self.document, self.style.annexes
        if line := adoption_line(document, self.style):
            yield {"kind": "adoption", "text": _shown(line)}
        if document.signatures:
            signatures = [{"name": _shown(one.name), "of": _shown(one.for_whom)} for one in document.signatures]
            yield {"kind": "signatures", "signatures": signatures}
        if document.attachments:
            yield self._heading("annex", 1, [[_run(annexes.attachments)]])
            for attachment in document.attachments:
                yield self._heading("attachment", 2, [[_run(attachment.heading)]])
                yield {"kind": "plain", "paragraphs": [[_run(words)] for words in attachment.text.split("\n")]}
        if document.participants:
            yield self._heading("annex", 1, [[_run(annexes.participants)]])
            rows = [[_shown(one.name), _shown(one.rank), _shown(one.delegation)] for one in document.participants]
            yield {"kind": "participants", "columns": list(annexes.participant_columns), "rows": rows}

    def _block(self, printed: PrintedPart) -> Data:
        kind = printed.part.kind
        paragraphs = self._paragraphs(printed, may_refer=True)
        if kind is PartKind.TITLE:
            return self._heading("title", 1, paragraphs)
        if kind is PartKind.HEADING:
            look = shown_level(printed.part)
            return self._heading("heading", look + 1, paragraphs) | {"look": look, "marker": printed.marker}
        return {"kind": "subtitle" if kind is PartKind.SUBTITLE else "plain", "paragraphs": paragraphs}

    def _heading(self, kind: str, wanted: int, paragraphs: list[list[Data]]) -> Data:
        """A heading, no deeper than one level below the one before it. Without words it is an empty line."""
        if not any(str(piece.get("text", "")).strip() for paragraph in paragraphs for piece in paragraph):
            return {"kind": "plain", "paragraphs": paragraphs}
        self._deepest = min(wanted, self._deepest + 1)
        return {"kind": kind, "level": self._deepest, "paragraphs": paragraphs}

    def _items(self, items: Items) -> Data:
        marked = items.form is not ItemForm.UNMARKED
        # As in Word: the marker of an item stands where the words of its clause do.
        return {"indent": items.level, "marked": marked, "nodes": self._nodes(items.nodes)}

    def _nodes(self, nodes: Sequence[Node]) -> list[Data]:
        is_draft = self.document.draft is not None
        return [
            {
                "marker": _shown(node.printed.marker),
                "paragraphs": self._paragraphs(node.printed, may_refer=True),
                "below": [self._items(items) for items in lists_of(node.below, is_draft=is_draft)],
            }
            for node in nodes
        ]

    def _paragraphs(self, printed: PrintedPart, *, may_refer: bool) -> list[list[Data]]:
        """The paragraphs of a part with their marks and, after the last, its ending."""
        paragraphs: list[list[Data]] = [[]]
        for piece in (*parse(printed.part.wording), Run(printed.ending)):
            if isinstance(piece, FootnoteMark):
                paragraphs[-1].append(self._reference(piece.key, may_refer=may_refer))
                continue
            for number, text in enumerate(piece.text.split("\n")):
                if number:
                    paragraphs.append([])
                if text:
                    paragraphs[-1].append(_run(text, piece))
        return paragraphs

    def _reference(self, key: str, *, may_refer: bool) -> Data:
        place = self._referred.get(key)
        if place is None or not may_refer:
            return {"missing": f"[^{key}]"}
        printed = self._printed[place]
        paragraphs = [] if place in self._opened else self._paragraphs(printed, may_refer=False)
        self._opened.add(place)
        return {"note": str(place), "mark": _shown(printed.marker), "paragraphs": paragraphs}


def _run(text: str, marks: Run | None = None) -> Data:
    on = (
        ""
        if marks is None
        else "".join(
            sign
            for sign, is_on in zip("biur", (marks.bold, marks.italic, marks.underline, marks.raised), strict=True)
            if is_on
        )
    )
    return {"text": _shown(text), "marks": on}


def _shown(text: str, *, tab: str = "\u2003") -> str:
    """Text without what has no look on paper; a tab becomes a wide space."""
    return _UNPRINTED.sub("", text).replace("\t", tab)


def _pieces(pattern: str) -> Iterator[tuple[str, str | None]]:
    """The text and the places (`{page}`, `{pages}`) of a line at the edge of the page, in turn."""
    for text, place, _, _ in Formatter().parse(pattern):
        if text:
            yield text, None
        if place:
            yield "", place
