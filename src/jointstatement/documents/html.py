"""Prints a statement as a web page: real lists, headings and footnotes, no script and no style attributes.

The markers are in the style sheet, as in Word they are in the list: copying the page gives the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

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
from jointstatement.documents.style import Marker, Style
from jointstatement.terms import PartKind
from jointstatement.text.document import Document
from jointstatement.text.wording import FootnoteMark, Run, Wording, parse, plain

_COUNTER_STYLES = {
    "decimal": "decimal",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
}
_LIST_TYPES = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_SHEET = """\
body { margin: 0; background: #fff; color: #111; font: 1.05rem/1.5 "Times New Roman", Times, serif; }
.statement { max-width: 44rem; margin: 2.5rem auto; padding: 0 1.25rem; }
.statement .letterhead { text-align: center; text-transform: uppercase; letter-spacing: .06em;
  border-bottom: 1px solid; padding-bottom: .5rem; white-space: pre-line; }
.statement .draft-line { display: flex; justify-content: space-between; gap: 1rem; font-weight: bold; font-size: .85em; }
.statement .printed-for { text-align: center; font-weight: bold; border: 1px solid; padding: .25rem .5rem; }
.statement .symbol { text-align: right; font-weight: bold; font-size: .85em; margin: 0 0 1rem; }
.statement h1 { font-size: 1.35em; text-align: center; margin: 1.5rem 0 .25rem; }
.statement .subtitle { text-align: center; margin: 0 0 1.5rem; }
.statement h2 { font-size: 1.1em; } .statement h3, .statement h4 { font-size: 1em; font-style: italic; }
.statement li > p:first-child { margin-top: 0; } .statement li > p { margin-bottom: .6rem; }
.statement li[data-number]::marker { content: attr(data-number) "\\a0\\a0"; }
.statement ul.unmarked { list-style: none; padding-left: 0; }
.statement .footnotes { font-size: .85em; border-top: 1px solid; margin-top: 2rem; list-style: none; padding: .5rem 0; }
.statement sup { line-height: 0; }
.statement .signatures { list-style: none; padding: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 3rem 2rem; }
.statement .signatures li { border-top: 1px solid; padding-top: .3rem; }
.statement table { border-collapse: collapse; width: 100%; } .statement td, .statement th { text-align: left; padding: .2rem .5rem .2rem 0; vertical-align: top; }
@media print { .statement { max-width: none; margin: 0; padding: 0; } .statement .annex { break-before: page; } }
"""  # noqa: E501 - a rule of a style sheet reads best on one line


def write_html(document: Document, style: Style) -> str:
    """A whole page, complete in itself."""
    title = document.first(PartKind.TITLE)
    name = " ".join(plain(title.wording).split()) if title else style.default_title
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(name or document.body)}</title>\n<style>\n{html_style_sheet(style)}</style>\n</head>\n<body>\n"
        f"{html_fragment(document, style)}</body>\n</html>\n"
    )


def html_fragment(document: Document, style: Style) -> str:
    """The `<article>` alone, for a page that has a style sheet of its own."""
    lines = "\n".join(_Page(document, style).article())
    language = escape(document.language)
    return f'<article class="statement style-{escape(style.name)}" lang="{language}">\n{lines}\n</article>\n'


def html_style_sheet(style: Style) -> str:
    """The style sheet that gives the page its look and the lists their markers."""
    markers = style.markers
    lists = [
        ("operative", markers.marker),
        ("operative-draft", markers.draft_marker),
        ("preambular", markers.preambular_marker),
        ("preambular-draft", markers.draft_preambular_marker),
        ("dashes", markers.dash),
        *((f"items-{level}", marker) for level, marker in enumerate(markers.item_markers, start=1)),
    ]
    return _SHEET + "".join(_list_rule(style.name, name, marker) for name, marker in lists if marker != Marker(""))


def _list_rule(style_name: str, name: str, marker: Marker) -> str:
    chosen = f".style-{style_name} .{name}"
    if not marker.count:
        return f'{chosen} {{ list-style-type: "{_css(marker.before)}\\a0\\a0"; }}\n'
    counter = f"{style_name}-{name}"
    return (
        f"@counter-style {counter} {{ system: extends {_COUNTER_STYLES[marker.count]}; "
        f'prefix: "{_css(marker.before)}"; suffix: "{_css(marker.after)}\\a0\\a0"; }}\n'
        f"{chosen} {{ list-style-type: {counter}; }}\n"
    )


def _css(text: str) -> str:
    """Text as part of a string in a style sheet."""
    return "".join(sign if sign.isalnum() or sign in "(). -–" else f"\\{ord(sign):x} " for sign in text)


@dataclass(slots=True)
class _Page:
    document: Document
    style: Style
    _printed: tuple[PrintedPart, ...] = ()
    _places: dict[str, int] = field(default_factory=dict)
    _referred: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._printed = printed_parts(self.document, self.style)
        self._places = dict(referred_footnotes(self.document.parts))

    def article(self) -> Iterator[str]:
        document = self.document
        if line := recipient_line(document, self.style):
            yield f'<p class="printed-for">{escape(line)}</p>'
        if document.draft is None and document.symbol and not document.translation:
            yield f'<p class="symbol">{escape(document.symbol)}</p>'
        elif line := head_line(document, self.style):
            fields = "".join(f"<span>{escape(words)}</span>" for words in line.split("\t") if words)
            yield f'<p class="draft-line">{fields}</p>'
        if document.body:
            yield f'<p class="letterhead">{escape(document.body)}</p>'
        if self.style.default_title and document.first(PartKind.TITLE) is None:
            yield f"<h1>{escape(self.style.default_title)}</h1>"
        yield from self._text()
        if line := adoption_line(document, self.style):
            yield f'<p class="adoption">{escape(line)}</p>'
        if document.signatures:
            yield '<ul class="signatures">'
            for signature in document.signatures:
                yield f"<li><strong>{escape(signature.name)}</strong><br>{escape(signature.for_whom)}</li>"
            yield "</ul>"
        yield from self._footnotes()
        if document.attachments:
            yield f'<section class="annex">\n<h2>{escape(self.style.annexes.attachments)}</h2>'
            for attachment in document.attachments:
                yield f"<h3>{escape(attachment.heading)}</h3>"
                yield from (f"<p>{escape(words)}</p>" for words in attachment.text.split("\n"))
            yield "</section>"
        if document.participants:
            yield f'<section class="annex">\n<h2>{escape(self.style.annexes.participants)}</h2>\n<table>'
            yield f"<thead><tr>{_cells('th', self.style.annexes.participant_columns)}</tr></thead>\n<tbody>"
            for participant in document.participants:
                cells = (participant.name, participant.rank, participant.delegation)
                yield f"<tr>{_cells('td', cells)}</tr>"
            yield "</tbody>\n</table>\n</section>"

    def _text(self) -> Iterator[str]:
        for block in nested(self._printed, is_draft=self.document.draft is not None):
            if isinstance(block, Clauses):
                yield from self._clauses(block)
            elif isinstance(block, Items):
                yield from self._items(block)
            else:
                yield from self._block(block)

    def _block(self, printed: PrintedPart) -> Iterator[str]:
        kind = printed.part.kind
        lines = self._lines(printed)
        if kind is PartKind.TITLE:
            yield f"<h1>{'<br>'.join(lines)}</h1>"
        elif kind is PartKind.HEADING:
            level = shown_level(printed.part) + 1
            marker = f"{escape(printed.marker)} " if printed.marker else ""
            yield f"<h{level}>{marker}{'<br>'.join(lines)}</h{level}>"
        elif kind is PartKind.SUBTITLE:
            yield f'<p class="subtitle">{"<br>".join(lines)}</p>'
        else:
            yield from (f'<p class="{kind.value}">{line}</p>' for line in lines)

    def _clauses(self, clauses: Clauses) -> Iterator[str]:
        is_draft = self.document.draft is not None
        markers = self.style.markers
        if clauses.kind is PartKind.OPERATIVE:
            marker = markers.draft_marker if is_draft else markers.marker
        else:
            marker = markers.draft_preambular_marker if is_draft else markers.preambular_marker
        name = f"{clauses.kind.value}-draft" if is_draft else clauses.kind.value
        yield from self._list(clauses.nodes, marker, name if marker != Marker("") else f"{clauses.kind.value} unmarked")

    def _list(self, nodes: Sequence[Node], marker: Marker, name: str) -> Iterator[str]:
        if marker.count:
            start = nodes[0].printed.number
            first = f' start="{start}"' if start != 1 else ""
            yield f'<ol class="{name}" type="{_LIST_TYPES[marker.count]}"{first}>'
        else:
            yield f'<ul class="{name}">'
        for node in nodes:
            identity = f' id="part-{escape(node.printed.part.id)}"' if node.printed.part.id else ""
            held = f' data-number="{escape(node.printed.marker)}"' if node.printed.held else ""
            yield f"<li{identity}{held}>" + "".join(f"<p>{line}</p>" for line in self._lines(node.printed))
            yield from self._below(node)
            yield "</li>"
        yield "</ol>" if marker.count else "</ul>"

    def _below(self, node: Node) -> Iterator[str]:
        for items in lists_of(node.below, is_draft=self.document.draft is not None):
            yield from self._items(items)

    def _items(self, items: Items) -> Iterator[str]:
        """A list of items; unmarked ones are paragraphs."""
        if items.form is ItemForm.COUNTED:
            yield from self._list(items.nodes, self.style.markers.item_markers[items.level - 1], f"items-{items.level}")
        elif items.form is ItemForm.DASHED:
            yield from self._list(items.nodes, self.style.markers.dash, "dashes")
        else:
            for node in items.nodes:
                yield "".join(f"<p>{line}</p>" for line in self._lines(node.printed))
                yield from self._below(node)

    def _lines(self, printed: PrintedPart) -> list[str]:
        """The paragraphs of a part with its marks and, after the last, its ending."""
        wording: Wording = parse(printed.part.wording)
        lines = [""]
        for piece in (*wording, Run(printed.ending)):
            if isinstance(piece, FootnoteMark):
                lines[-1] += self._reference(piece.key)
                continue
            for number, text in enumerate(piece.text.split("\n")):
                if number:
                    lines.append("")
                lines[-1] += _marked(Run(text, piece.italic, piece.bold, piece.underline, piece.raised))
        return lines

    def _reference(self, key: str) -> str:
        place = self._places.get(key)
        if place is None:
            return f"<sup>{escape(f'[^{key}]')}</sup>"
        identity = "" if place in self._referred else f' id="reference-{place}"'
        self._referred.add(place)
        mark = escape(self._printed[place].marker)
        return f'<sup><a href="#footnote-{place}"{identity} role="doc-noteref">{mark}</a></sup>'

    def _footnotes(self) -> Iterator[str]:
        notes = [(place, one) for place, one in enumerate(self._printed) if one.part.kind is PartKind.FOOTNOTE]
        if not notes:
            return
        yield '<ul class="footnotes" role="doc-endnotes">'
        for place, printed in notes:
            mark = escape(printed.marker)
            if place in self._referred:
                mark = f'<a href="#reference-{place}" role="doc-backlink">{mark}</a>'
            yield f'<li id="footnote-{place}"><sup>{mark}</sup> {"<br>".join(self._lines(printed))}</li>'
        yield "</ul>"


def _marked(run: Run) -> str:
    text = escape(run.text, quote=False)
    if not text:
        return ""
    marks = ((run.raised, "sup"), (run.underline, "u"), (run.italic, "em"), (run.bold, "strong"))
    for is_on, tag in marks:
        if is_on:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _cells(tag: str, texts: Sequence[str]) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
