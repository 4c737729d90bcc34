"""Reads what Word puts on the clipboard, or saves as a web page: HTML that remembers Word's lists and footnotes.

The label of each paragraph is in it, typed before the words and marked as none of them (`mso-list:Ignore`), an arrow as
the letter Ø in the font Wingdings. Web pages of any other origin are not read here.
"""

import codecs
import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from jointstatement.documents.plain import read_given
from jointstatement.documents.plain.cells import text_of_table
from jointstatement.documents.plain.decode import MOST_BYTES, characters
from jointstatement.documents.plain.given import Given
from jointstatement.documents.plain.lexicon import set_of
from jointstatement.documents.plain.markers import Family, Marker, find_marker
from jointstatement.documents.plain.stretch import BOLD, ITALIC, NOTE, RAISED, UNDERLINE, Stretch
from jointstatement.documents.word.foreign import COMMENT, HIDDEN
from jointstatement.documents.word.read import OPEN_CHANGES
from jointstatement.documents.word.symbols import shown
from jointstatement.documents.word.view import View
from jointstatement.errors import N_, UnreadableFile
from jointstatement.text.document import LeftOut, Reading

_OPENING = re.compile(rb"(?:version:[\d.]+\s[^<]*)?<(?:!doctype html|html|!--startfragment|meta|body|p|div|span|h\d)\b")
_OF_WORD = re.compile(rb"mso-[a-z]|class=.?mso[a-z]|urn:schemas-microsoft-com:office:word")
_LIST = re.compile(r"mso-[a-z]|class=.?mso[a-z]|<li\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)")
_MARKS_OF_ENCODINGS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONDITION = re.compile(r"<!\[(?:if|endif)\b[^<>]{0,200}?\]>", re.IGNORECASE)
_BODY_OF_NOTE = re.compile(r"#_(ftn|edn)ref(\d+)")
_MARK_OF_NOTE = re.compile(r"#_(ftn|edn)(\d+)")
_LEVEL = re.compile(r"level([1-9])")
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|cm|mm|in|px)?")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}
_POINTS_A_CHARACTER = 9
_MOST_INDENT = 60
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_TOO_LARGE = N_("The file has more than {most} MB. Send only the text of the statement.")

_BLOCKS = set_of("p div li h1 h2 h3 h4 h5 h6 table tr td th ul ol blockquote center body html section article hr")
_UNREAD = set_of("head style script xml title noscript")
_EMPTY = set_of("br hr img meta link input col base area wbr")
_LOOKS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "u": UNDERLINE, "sup": RAISED}
_LOOKS_BY_STYLE = (
    ("font-weight", re.compile(r"bold|[6-9]00"), BOLD),
    ("font-style", re.compile("italic|oblique"), ITALIC),
    ("text-decoration", re.compile("underline"), UNDERLINE),
    ("vertical-align", re.compile("super"), RAISED),
)


def is_from_word(data: bytes) -> bool:
    """Whether this is HTML that Word wrote."""
    start = data[:200_000].replace(b"\0", b"").removeprefix(codecs.BOM_UTF8).lstrip(b"\xff\xfe \t\r\n").lower()
    return bool(_OPENING.match(start)) and bool(_OF_WORD.search(start))


def remembers_lists(html: str) -> bool:
    """Whether HTML, of whatever origin, knows of lists whose marks the bare text has lost."""
    return _LIST.search(html) is not None


def read_clipboard(data: bytes, *, view: View | None = None) -> Reading:
    """What HTML from Word says; `view` says which text, where changes are tracked in it.

    Raises `UnreadableFile` where it holds no statement, and without a `view` where changes are tracked.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_TOO_LARGE, most=MOST_BYTES // 1_000_000)
    source, warnings = _characters(data)
    page = _Page(source, view)
    page.feed(_CONDITION.sub("", source).replace("<![", "&lt;!["))
    page.close()
    given, left_out = page.text()
    return read_given(given, left_out=left_out, warnings=warnings)


def _characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The source, in the encoding that its first bytes mark, or that it names where that makes sense."""
    named = None if data.startswith(_MARKS_OF_ENCODINGS) else _CHARSET.search(data[:4000])
    if named is not None:
        try:
            return data.decode(named[1].decode()), ()
        except (LookupError, UnicodeError):
            # A page may name an encoding that it is not in: then its bytes tell, and the reader is told of a guess.
            pass
    return characters(data)


@dataclass(slots=True)
class _Table:
    """A table as it is being read."""

    rows: list[list[list[Given]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element says of the words in it; elements within say it on."""

    tag: str = ""
    style: int = 0
    font: str = ""
    is_label: bool = False
    is_hidden: bool = False
    is_dropped: bool = False
    """Not in the view that is read, or a mark that is read otherwise."""
    is_link: bool = False
    is_comment: bool = False
    note: str = ""
    """The key of the footnote whose body this is."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it is being read."""

    text: list[str] = field(default_factory=list)
    style: list[bytes] = field(default_factory=list)
    label: str = ""
    depth: int = 0
    indent: int = 0
    heading: int = 0
    is_title: bool = False
    note: str = ""


class _Page(HTMLParser):
    """Goes through the source once and gathers paragraphs."""

    def __init__(self, source: str, view: View | None) -> None:
        super().__init__(convert_charrefs=True)
        self._view = view
        self._noted = {f"{kind}{number}" for kind, number in _BODY_OF_NOTE.findall(source)}
        self._around = [_Around()]
        self._paragraph = _Paragraph()
        self._found: list[Given | _Table] = []
        self._tables: list[_Table] = []
        self._left_out: list[LeftOut] = []
        self._comments: list[str] = []
        self._counts: list[int | None] = []
        """The lists that are open: how far each has counted, `None` for one of bullets."""
        self._unread = 0
        self._gap = 0

    def text(self) -> tuple[list[Given], list[LeftOut]]:
        """All paragraphs, those of footnotes among them, and what is left out."""
        self._end_paragraph()
        given: list[Given] = []
        for place, found in enumerate(self._found):
            if isinstance(found, Given):
                given.append(found)
            else:
                is_last = all(isinstance(each, Given) and each.note for each in self._found[place + 1 :])
                of_table, left_out = text_of_table(found.rows, is_last=is_last)
                given += of_table
                self._left_out += left_out
        self._left_out += [LeftOut(comment, COMMENT) for comment in self._comments if comment.strip()]
        return given, self._left_out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag in _UNREAD:
            self._unread += 1
        if self._unread:
            return
        given = {name: value or "" for name, value in attrs}
        style = dict(_declarations(given.get("style", "")))
        # A list's item may begin with a paragraph of its own, which is its first.
        begins = tag in _BLOCKS and not (self._paragraph.label and tag in ("p", "div"))
        if begins:
            self._end_paragraph()
        if tag == "br":
            self._add("\n")
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            rows = self._tables[-1].rows
            if not rows:
                rows.append([])
            rows[-1].append([])
        elif tag in ("ol", "ul"):
            start = given.get("start", "1")
            self._counts.append((int(start) if re.fullmatch(r"\d{1,4}", start) else 1) - 1 if tag == "ol" else None)
        if begins and tag not in ("table", "tr", "ul", "ol"):
            self._begin_paragraph(tag, given.get("class", "").casefold(), style)
        if tag not in _EMPTY:
            self._around.append(self._inside(tag, given, style))

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it those in it that nobody ended."""
        if tag in _UNREAD:
            self._unread = max(self._unread - 1, 0)
            return
        if self._unread:
            return
        if tag in _BLOCKS:
            self._end_paragraph()
        if any(each.tag == tag for each in self._around[1:]):
            while self._around.pop().tag != tag:
                pass
        if tag == "table" and self._tables:
            self._end_table(self._tables.pop())
        elif tag in ("ol", "ul") and self._counts:
            self._counts.pop()

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._unread:
            self._add(_BLANKS.sub(" ", data))

    def _inside(self, tag: str, given: Mapping[str, str], style: Mapping[str, str]) -> _Around:
        """What holds for the words in an element that begins here."""
        outer = self._around[-1]
        inner = replace(outer, tag=tag, style=outer.style | _LOOKS.get(tag, 0))
        name, link = given.get("class", "").casefold(), given.get("href", "")
        for what, pattern, flag in _LOOKS_BY_STYLE:
            if what in style:
                is_on = bool(pattern.search(style[what]))
                inner = replace(inner, style=inner.style | flag if is_on else inner.style & ~flag)
        if font := style.get("font-family") or given.get("face", ""):
            inner = replace(inner, font=font.split(",")[0].strip("\"' "))
        if style.get("mso-list") == "ignore":
            inner = replace(inner, is_label=True)
        if style.get("display") == "none" or style.get("mso-hide") == "all":
            inner = replace(inner, is_hidden=True)
        if tag in ("ins", "del"):
            if self._view is None:
                raise UnreadableFile(OPEN_CHANGES)
            inner = replace(inner, is_dropped=outer.is_dropped or (tag == "ins") is (self._view is View.REJECTED))
        if style.get("mso-element", "").startswith("comment") or link.startswith("#_msocom") or "msocom" in name:
            inner = replace(inner, is_comment=True)
        if style.get("mso-element") in ("footnote", "endnote") and re.fullmatch(r"(?:ftn|edn)\d+", given.get("id", "")):
            inner = replace(inner, note=_key(given["id"]))
        return self._inside_link(inner, link) if tag == "a" and link else inner

    def _inside_link(self, inner: _Around, link: str) -> _Around:
        """A link has its words without its line; one to a footnote is the footnote's mark, one back stands for it."""
        back, mark = _BODY_OF_NOTE.fullmatch(link), _MARK_OF_NOTE.fullmatch(link)
        if back is not None:
            self._paragraph.note = _key(back[1] + back[2])
            return replace(inner, is_dropped=True)
        if mark is not None and mark[1] + mark[2] in self._noted and not inner.is_dropped:
            self._put(f"[^{_key(mark[1] + mark[2])}]", NOTE)
            return replace(inner, is_dropped=True)
        return replace(inner, is_link=True)

    def _add(self, text: str) -> None:
        around = self._around[-1]
        text = shown(text, around.font)
        if around.is_dropped:
            return
        if around.is_comment:
            self._comments.append(text)
        elif around.is_hidden:
            if text.strip():
                self._left_out.append(LeftOut(text, HIDDEN))
        elif around.is_label:
            self._paragraph.label += text
        else:
            self._put(text, around.style & ~UNDERLINE if around.is_link else around.style)

    def _put(self, text: str, style: int) -> None:
        self._paragraph.text.append(text)
        self._paragraph.style.append(bytes([style]) * len(text))

    def _begin_paragraph(self, tag: str, name: str, style: Mapping[str, str]) -> None:
        paragraph = self._paragraph
        paragraph.is_title = "msotitle" in name
        paragraph.heading = int(tag[1]) if re.fullmatch("h[1-6]", tag) else int(paragraph.is_title)
        level = _LEVEL.search(style.get("mso-list", ""))
        paragraph.depth = int(level[1]) if level else 0
        points = _points(style.get("margin-left", "")) + _points(style.get("text-indent", "")) * bool(level)
        paragraph.indent = min(max(round(points / _POINTS_A_CHARACTER), 0), _MOST_INDENT)
        if tag == "li" and self._counts:
            paragraph.depth = len(self._counts)
            count = self._counts[-1]
            self._counts[-1] = None if count is None else count + 1
            paragraph.label = "•" if count is None else f"{count + 1}."

    def _end_paragraph(self) -> None:
        ended, self._paragraph = self._paragraph, _Paragraph()
        text = "".join(ended.text)
        words = Stretch(text, array("i", range(len(text))), b"".join(ended.style)).strip()
        label = ended.label.strip()
        note = ended.note or self._around[-1].note
        if not len(words) and not label:
            self._gap += "\xa0" in text
            return
        given = Given(
            words,
            "" if note else label,
            _marker(label, ended.depth) if label and not note else None,
            indent=ended.indent,
            gap=self._gap,
            heading=ended.heading,
            note=note,
            is_title=ended.is_title,
        )
        self._gap = 0
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            self._tables[-1].rows[-1][-1].append(given)
        elif len(words):
            self._found.append(given)
        elif label:
            # A list's paragraph that nobody wrote in; what it was numbered shows that it is missing.
            self._left_out.append(LeftOut(label, N_("A label without words.")))

    def _end_table(self, table: _Table) -> None:
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            inner, left_out = text_of_table(table.rows, is_last=False)
            self._tables[-1].rows[-1][-1].extend(inner)
            self._left_out += left_out
        else:
            self._found.append(table)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    """The declarations of a style, by name."""
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip().casefold(), value.strip().casefold()


def _points(length: str) -> float:
    found = _LENGTH.match(length)
    return float(found[1]) * _POINTS[found[2] or "px"] if found else 0.0


def _key(note: str) -> str:
    """The key of a footnote as Word files have them: fn1, en1."""
    return note.replace("ftn", "fn").replace("edn", "en")


def _marker(label: str, depth: int) -> Marker:
    """What a label is, one level of a list apart from the others."""
    typed = find_marker(label) or find_marker(f"{label}\tXx")
    if typed is None or typed.end != len(label):
        number = re.search(r"\d+", label)
        return Marker(Family.NUMBER, "", int(number[0]) if number else 0, 0, 0, 0, sure=True, depth=max(depth - 1, 0))
    is_counted_apart = typed.family not in (Family.SUB_NUMBER, Family.ARTICLE)
    return replace(typed, sure=True, depth=max(depth - 1, 0) if is_counted_apart else 0)
