"""Reads a statement out of a Word file of any program: what Word shows, in the order in which it stands.

This reader finds the paragraphs with the labels of their lists, their looks and footnotes; what each paragraph is, the
passes find that plain text goes through too (`plain.read_given`). Whatever is no wording of the statement (page heads,
hidden text, comments, tables) is left out with the reason; no word of the file vanishes unsaid.
"""

import io
import re
import unicodedata
import zipfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from jointstatement.documents.plain import read_given
from jointstatement.documents.plain.assemble import FOOTNOTE_SIGNS
from jointstatement.documents.plain.cells import text_of_table, words_of, words_without_notes
from jointstatement.documents.plain.given import Given
from jointstatement.documents.plain.lexicon import KIND_OF_TEXT, fold
from jointstatement.documents.plain.markers import INLINE_BULLETS, Family, Marker, find_marker
from jointstatement.documents.plain.stretch import BOLD, ITALIC, NOTE, RAISED, UNDERLINE, Stretch
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.numbering import Indent, Label, ListLabels, indent_of
from jointstatement.documents.word.read import OPEN_CHANGES, is_ours, read_docx
from jointstatement.documents.word.symbols import shown
from jointstatement.documents.word.view import View, has_changes, viewed
from jointstatement.errors import N_, UnreadableFile
from jointstatement.text.document import LeftOut, Reading
from jointstatement.text.wording import plain

_DAMAGED = N_("The Word file is damaged and cannot be read; open it in Word, save it again and try once more.")
_NO_WORDS = N_("The Word file holds no text; if its pages are pictures, the text must be typed or recognised first.")

HIDDEN = N_("The text is hidden in the Word file.")
TEXT_BOX = N_("The text stands in a text box.")
CONTENTS = N_("A table of contents.")
PLACEHOLDER = N_("A form's hint to fill in a field.")
PAGE_EDGE = N_("Stands at the head or foot of the pages.")
COMMENT = N_("A comment in the margin.")
UNREFERRED = N_("Nothing in the text refers to this footnote.")
INVISIBLE = N_("Invisible signs.")

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACE.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_OFF = frozenset({"0", "false", "off", "none"})
_TWIPS_A_CHARACTER = 180
_MOST_INDENT = 60
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_NOTEREF = re.compile(r"NOTEREF\s+(\S+)")
_HEADING = re.compile(r"heading\s*([1-9])")
_FAMILIES = {
    "upperRoman": Family.ROMAN,
    "lowerRoman": Family.SMALL_ROMAN,
    "upperLetter": Family.CAPITAL,
    "russianUpper": Family.CAPITAL,
    "lowerLetter": Family.LETTER,
    "russianLower": Family.LETTER,
}


def read_word(data: bytes, *, view: View | None = None) -> Reading:
    """What a Word file says, whoever wrote it; `view` says which text, where changes are tracked in it.

    Raises `UnreadableFile`, and so it does without a `view` for a file with tracked changes that are still open. Stand
    `preflight` before it where the file came from outside.
    """
    if not is_ours(data):
        return read_foreign(data, view=view)
    reading = read_docx(data, view=view)
    if any(plain(part.wording).strip() for part in reading.document.parts):
        return reading
    # Whoever empties a print of ours and writes on it leaves its marks, and words in none of its Word styles.
    if not any(left.text.strip() for left in reading.left_out):
        raise UnreadableFile(_NO_WORDS)
    return read_foreign(data, view=view)


def read_foreign(data: bytes, *, view: View | None = None) -> Reading:
    """What a Word file says that any program wrote, ours among them: only what stands on its pages is asked.

    Raises `UnreadableFile` as `read_word` does.
    """
    given, left_out = paragraphs_in(data, view=view)
    if not any(len(paragraph.words) for paragraph in given):
        raise UnreadableFile(_NO_WORDS)
    return read_given(given, left_out=left_out)


def paragraphs_in(data: bytes, *, view: View | None = None) -> tuple[list[Given], list[LeftOut]]:
    """The paragraphs of a Word file with their labels, its footnotes behind them, and what is none of its text."""
    package = _opened(data, view)
    reader = _Reader(package, ListLabels(package.numbering, package.styles))
    text = reader.text_of(package.body)
    given = [*_with_boxes(text, reader), *reader.notes()]
    return [each for each in given if len(each.words) or _stands_alone(each)], [*reader.left_out, *reader.margins()]


def _stands_alone(paragraph: Given) -> bool:
    """Whether a label without words is that of what follows, as "Article 1" is."""
    return paragraph.marker is not None and paragraph.marker.family is Family.ARTICLE


# The package


@dataclass(frozen=True, slots=True)
class _Package:
    """The parts of a Word file that hold words or say how they are shown."""

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    comments: etree._Element | None
    edges: tuple[etree._Element, ...]
    """Page heads and feet."""


def _opened(data: bytes, view: View | None) -> _Package:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            trees = {
                kind: [_tree(archive.read(name)) for name in targets if name in names]
                for kind, targets in _targets(archive, names).items()
            }
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, EOFError, RuntimeError, KeyError) as reason:
        raise UnreadableFile(_DAMAGED) from reason
    told = ("document", "footnotes", "endnotes")
    if view is None and any(has_changes(tree) for kind in told for tree in trees.get(kind, ())):
        raise UnreadableFile(OPEN_CHANGES)
    if view is not None:
        trees = {
            kind: [viewed(tree, view) for tree in each] if kind not in ("styles", "numbering") else each
            for kind, each in trees.items()
        }
    first = {kind: each[0] for kind, each in trees.items() if each}
    body = first["document"].find(_w("body")) if "document" in first else None
    if body is None:
        raise UnreadableFile(_DAMAGED)
    return _Package(
        body,
        first.get("styles"),
        first.get("numbering"),
        first.get("footnotes"),
        first.get("endnotes"),
        first.get("comments"),
        (*trees.get("header", ()), *trees.get("footer", ())),
    )


def _targets(archive: zipfile.ZipFile, names: set[str]) -> dict[str, list[str]]:
    """The names of the parts by what they are, as the document itself points to them."""
    targets: dict[str, list[str]] = {"document": ["word/document.xml"]}
    arrows = "word/_rels/document.xml.rels"
    if arrows in names:
        for arrow in _tree(archive.read(arrows)).iter(_RELATIONSHIP):
            kind, target = arrow.get("Type", "").rpartition("/")[2], arrow.get("Target", "")
            if arrow.get("TargetMode", "Internal") == "Internal" and kind in _KINDS:
                name = target.removeprefix("/") if target.startswith("/") else f"word/{target}"
                targets.setdefault(kind, []).append(name)
    return targets


_KINDS = frozenset({"styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer"})


def _tree(content: bytes) -> etree._Element:
    for strict, transitional in _STRICT:
        content = content.replace(strict, transitional)
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    )


# The text


@dataclass(slots=True)
class _Words:
    """The characters of a paragraph as they are found, each with its style."""

    text: list[str] = field(default_factory=list)
    style: list[bytes] = field(default_factory=list)

    def add(self, text: str, style: int = 0) -> None:
        """Puts characters at the end."""
        self.text.append(text)
        self.style.append(bytes([style]) * len(text))

    def stretch(self) -> Stretch:
        """All of them as one stretch."""
        text = "".join(self.text)
        return Stretch(text, array("i", range(len(text))), b"".join(self.style))


@dataclass(slots=True)
class _Field:
    """A field that has begun: what it computes, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False


@dataclass(slots=True)
class _Box:
    """A text box: what is in it, and how many paragraphs stand before it."""

    place: int
    given: list[Given]


@dataclass(slots=True)
class _Reader:
    """Goes through the text of one Word file."""

    package: _Package
    labels: ListLabels
    left_out: list[LeftOut] = field(default_factory=list)
    boxes: list[_Box] = field(default_factory=list)
    _styles: dict[str, etree._Element] = field(default_factory=dict)
    _fields: list[_Field] = field(default_factory=list)
    _keys: dict[tuple[str, str], str] = field(default_factory=dict)
    """The keys of the notes referred to, by their kind and number, in the order of their marks."""
    _marks: dict[str, str] = field(default_factory=dict)
    """The signs of the notes that are not counted, by key."""
    _awaits_mark: str = ""
    """The key of the note whose own sign comes next."""
    _bookmarked: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The notes by the bookmarks around their marks, by which further marks point to them."""
    _page_break: bool = False
    _depth_of_boxes: int = 0

    def __post_init__(self) -> None:
        styles = self.package.styles
        if styles is not None:
            self._styles = {style.get(_w("styleId"), ""): style for style in styles.iter(_w("style"))}
        self._bookmarked = dict(_bookmarked_notes(self.package.body))

    def text_of(self, container: etree._Element) -> list[Given]:
        """The paragraphs that have words, or a label with nothing behind it, in the order in which they stand."""
        given: list[Given] = []
        gap = 0
        for element in self._blocks(container):
            if element.tag == _w("p"):
                before = len(given) if not self._depth_of_boxes else -1
                paragraph = self._paragraph(element, before)
                if paragraph is None:
                    gap += 1
                else:
                    given.append(replace(paragraph, gap=gap))
                    gap = 0
            else:
                is_last = not any(_has_words(after) for after in element.itersiblings())
                found = self._table(element, is_last=is_last and not self._depth_of_boxes)
                given += found
                gap = 0 if found else gap
        return given

    def notes(self) -> Iterator[Given]:
        """The paragraphs of the footnotes and endnotes in the order of their marks; those without one are left out."""
        bodies = {
            (kind, note.get(_w("id"), "")): note
            for kind, tree in (("footnote", self.package.footnotes), ("endnote", self.package.endnotes))
            if tree is not None
            for note in tree.iter(_w(kind))
            if note.get(_w("type"), "normal") == "normal"
        }
        for reference, key in list(self._keys.items()):
            mark = self._marks.get(key, "")
            for place, paragraph in enumerate(self.text_of(bodies[reference]) if reference in bodies else ()):
                words = paragraph.words.strip()
                if place == 0 and mark and words.text.startswith(mark):
                    self.left_out.append(LeftOut(mark, FOOTNOTE_SIGNS))
                    words = words.cut(len(mark)).strip()
                yield Given(words, note=key, mark=mark)
        for reference, note in bodies.items():
            if reference not in self._keys:
                self._leave_out("\n".join(words_of(each) for each in self.text_of(note)), UNREFERRED)

    def margins(self) -> Iterator[LeftOut]:
        """What stands beside the text: comments, and each page head and foot once."""
        if self.package.comments is not None:
            for comment in self.package.comments.iter(_w("comment")):
                words = "\n".join(words_of(each) for each in self.text_of(comment))
                if words.strip():
                    yield LeftOut(words, COMMENT)
        seen: set[str] = set()
        for edge in self.package.edges:
            for paragraph in self.text_of(edge):
                words = words_of(paragraph).strip()
                if words and words not in seen:
                    seen.add(words)
                    yield LeftOut(words, PAGE_EDGE)

    def _leave_out(self, words: str, why: str) -> None:
        if words.strip():
            self.left_out.append(LeftOut(words, why))

    def _blocks(self, container: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables in order, whatever stands around them."""
        for element in container:
            if element.tag in (_w("p"), _w("tbl")):
                yield element
            elif element.tag == _w("sdt"):
                yield from self._blocks(_content_of(element))
            elif element.tag == f"{_ALTERNATIVE}AlternateContent":
                yield from self._blocks(_chosen(element))
            elif isinstance(element.tag, str) and not element.tag.endswith("Pr"):
                yield from self._blocks(element)

    # Paragraphs

    def _paragraph(self, element: etree._Element, place: int) -> Given | None:
        label = self.labels.label_of(element)
        chain = [*self.labels.style_chain(element)]
        names = [_value(style.find(_w("name"))).casefold() for style in chain]
        words = _Words()
        self._page_break = False
        self._inline(element, words, place, is_hidden=self._hides(chain), is_link=False)
        stretch = self._without_invisible(words.stretch()).strip()
        if names and (names[0].startswith("toc ") or names[0] == "table of contents"):
            self._leave_out(words_without_notes(stretch), CONTENTS)
            return None
        if not len(stretch) and label is None:
            return None
        indent = indent_of(element).over(label.indent if label else Indent())
        for style in chain:
            indent = indent.over(indent_of(style))
        left = (indent.left or 0) + ((indent.first or 0) if label is not None else 0)
        return Given(
            stretch,
            label.text if label is not None else "",
            _marker(label) if label is not None else None,
            indent=min(max(round(left / _TWIPS_A_CHARACTER), 0), _MOST_INDENT),
            heading=_heading_level(element, chain, names),
            is_title=bool(names) and names[0].removeprefix("js ") == "title",
            page_break=self._page_break,
        )

    def _hides(self, chain: Iterable[etree._Element]) -> bool:
        for style in chain:
            given = style.find(f"{_w('rPr')}/{_w('vanish')}")
            if given is not None:
                return _value(given, "1") not in _OFF
        return False

    def _inline(self, container: etree._Element, words: _Words, place: int, *, is_hidden: bool, is_link: bool) -> None:
        """Takes in the runs of a paragraph in order, whatever stands around them."""
        for element in container:
            name = _local(element)
            if name == "r":
                self._run(element, words, place, is_hidden=is_hidden, is_link=is_link)
            elif name == "fldSimple":
                if not self._point_again(element.get(_w("instr"), ""), words):
                    link = is_link or "HYPERLINK" in element.get(_w("instr"), "")
                    self._inline(element, words, place, is_hidden=is_hidden, is_link=link)
            elif name == "sdt":
                hint = element.find(f"{_w('sdtPr')}/{_w('showingPlcHdr')}")
                if hint is not None and _value(hint, "1") not in _OFF:
                    unwanted = _Words()
                    self._inline(_content_of(element), unwanted, place, is_hidden=False, is_link=False)
                    self._leave_out(words_without_notes(unwanted.stretch()), PLACEHOLDER)
                else:
                    self._inline(_content_of(element), words, place, is_hidden=is_hidden, is_link=is_link)
            elif element.tag == f"{_ALTERNATIVE}AlternateContent":
                self._inline(_chosen(element), words, place, is_hidden=is_hidden, is_link=is_link)
            elif element.tag == _MATH:
                words.add(element.text or "")
            elif name == "rt":
                continue
            elif name and not name.endswith("Pr") and name not in ("del", "moveFrom"):
                link = is_link or name == "hyperlink"
                self._inline(element, words, place, is_hidden=is_hidden, is_link=link)

    def _run(self, run: etree._Element, words: _Words, place: int, *, is_hidden: bool, is_link: bool) -> None:
        properties = run.find(_w("rPr"))
        style = self._style_of_run(properties, is_link=is_link or self._in_link())
        own = self._property(properties, "vanish")
        is_hidden = is_hidden if own is None else own
        font = self._font(properties)
        for element in run:
            name = _local(element)
            if name == "fldChar":
                self._field(element.get(_w("fldCharType"), ""), words)
            elif name == "instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].instruction += element.text or ""
            elif not all(each.in_result for each in self._fields):
                continue
            elif name in ("footnoteReference", "endnoteReference"):
                self._refer(element, name.removesuffix("Reference"), words)
            elif name in ("drawing", "pict", "object") or element.tag == f"{_ALTERNATIVE}AlternateContent":
                self._box(element, place)
            elif name == "ruby":
                self._inline(element, words, place, is_hidden=is_hidden, is_link=is_link)
            elif name == "br" and element.get(_w("type"), "textWrapping") != "textWrapping":
                self._page_break = True
                words.add("\n")
            elif text := shown(_characters(element), font):
                self._take(text, style, words, is_hidden=is_hidden)

    def _take(self, text: str, style: int, words: _Words, *, is_hidden: bool) -> None:
        """Takes in the characters of a run: wording, hidden text, or the sign of a footnote that is not counted."""
        if self._fields and _NOTEREF.search(self._fields[-1].instruction):
            if not self._points_to_note(self._fields[-1].instruction):
                words.add(text, style)
        elif is_hidden:
            self._leave_out(text, HIDDEN)
        elif self._awaits_mark and text.strip():
            self._marks.setdefault(self._awaits_mark, text.strip())
            self._awaits_mark = ""
        else:
            words.add(unicodedata.normalize("NFC", text), style)

    def _without_invisible(self, words: Stretch) -> Stretch:
        found = [sign.start() for sign in _INVISIBLE.finditer(words.text)]
        if not found:
            return words
        self.left_out.append(LeftOut("".join(words.text[place] for place in found), INVISIBLE))
        kept = _Words()
        start = 0
        for place in [*found, len(words)]:
            kept.text.append(words.text[start:place])
            kept.style.append(words.style[start:place])
            start = place + 1
        return kept.stretch()

    # Fields and footnotes

    def _field(self, kind: str, words: _Words) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
        elif self._fields and kind == "end":
            ended = self._fields.pop()
            if all(each.in_result for each in self._fields):
                self._point_again(ended.instruction, words)

    def _in_link(self) -> bool:
        return any("HYPERLINK" in each.instruction for each in self._fields)

    def _points_to_note(self, instruction: str) -> tuple[str, str] | None:
        found = _NOTEREF.search(instruction)
        return self._bookmarked.get(found[1]) if found else None

    def _point_again(self, instruction: str, words: _Words) -> bool:
        """A field that repeats the mark of a footnote."""
        reference = self._points_to_note(instruction)
        if reference is not None:
            words.add(f"[^{self._key(reference)}]", NOTE)
        return reference is not None

    def _refer(self, element: etree._Element, kind: str, words: _Words) -> None:
        key = self._key((kind, element.get(_w("id"), "")))
        words.add(f"[^{key}]", NOTE)
        if element.get(_w("customMarkFollows"), "0") not in _OFF:
            self._awaits_mark = key

    def _key(self, reference: tuple[str, str]) -> str:
        count = sum(kind == reference[0] for kind, _ in self._keys) + 1
        return self._keys.setdefault(reference, f"{'fn' if reference[0] == 'footnote' else 'en'}{count}")

    # Looks

    def _style_of_run(self, properties: etree._Element | None, *, is_link: bool) -> int:
        style = 0
        for name, flag in (("b", BOLD), ("i", ITALIC)):
            if self._property(properties, name):
                style |= flag
        name = self._name_of_style(properties)
        if not is_link and "hyperlink" not in name and self._property(properties, "u"):
            style |= UNDERLINE
        raised = self._found(properties, "vertAlign")
        if raised is not None and _value(raised) == "superscript":
            style |= RAISED
        return style

    def _name_of_style(self, properties: etree._Element | None) -> str:
        style = self._styles.get(_value(properties.find(_w("rStyle")))) if properties is not None else None
        return _value(style.find(_w("name"))).casefold() if style is not None else ""

    def _property(self, properties: etree._Element | None, name: str) -> bool | None:
        """Whether a run has a look, of its own or of its character style; `None` where neither says."""
        found = self._found(properties, name)
        return None if found is None else _value(found, "1").casefold() not in _OFF

    def _found(self, properties: etree._Element | None, name: str) -> etree._Element | None:
        if properties is None:
            return None
        own = properties.find(_w(name))
        style = self._styles.get(_value(properties.find(_w("rStyle"))))
        for _ in range(_LONGEST_CHAIN):
            if own is not None or style is None:
                break
            own = style.find(f"{_w('rPr')}/{_w(name)}")
            style = self._styles.get(_value(style.find(_w("basedOn"))))
        return own

    def _font(self, properties: etree._Element | None) -> str:
        fonts = self._found(properties, "rFonts")
        if fonts is None:
            return ""
        return fonts.get(_w("ascii")) or fonts.get(_w("hAnsi")) or fonts.get(_w("cs")) or ""

    # Text boxes and tables

    def _box(self, element: etree._Element, place: int) -> None:
        """Notes a text box; Word keeps each one twice, in its own drawing and in that of its older versions."""
        holder = _chosen(element) if element.tag == f"{_ALTERNATIVE}AlternateContent" else element
        for content in _outermost(holder, _w("txbxContent")):
            fields, self._fields = self._fields, []
            self._depth_of_boxes += 1
            given = self.text_of(content)
            self._depth_of_boxes -= 1
            self._fields = fields
            if place >= 0:
                self.boxes.append(_Box(place, given))
            else:
                self._leave_out("\n".join(words_of(each) for each in given), TEXT_BOX)

    def _table(self, table: etree._Element, *, is_last: bool) -> list[Given]:
        """The text that a table sets out; a table of any other kind is left out."""
        rows = [[self.text_of(cell) for cell in _outermost(row, _w("tc"))] for row in _outermost(table, _w("tr"))]
        given, left_out = text_of_table(rows, is_last=is_last)
        self.left_out += left_out
        return given


_LONGEST_CHAIN = 20


def _with_boxes(text: list[Given], reader: _Reader) -> list[Given]:
    """The text with the boxes that hold most of the words, or the title; what the others hold is left out."""
    in_boxes = sum(len(each.words) for box in reader.boxes for each in box.given)
    mostly = in_boxes > sum(len(each.words) for each in text)
    given = list(text)
    for box in reversed(reader.boxes):
        if mostly or _is_title(box, text):
            given[box.place : box.place] = box.given
    for box in reader.boxes:
        if not (mostly or _is_title(box, text)):
            words = "\n".join(words_of(each) for each in box.given)
            if words.strip():
                reader.left_out.append(LeftOut(words, TEXT_BOX))
    return given


def _is_title(box: _Box, text: list[Given]) -> bool:
    """Whether a box at the head of a text that says nowhere else what it is says it."""
    head = [words_of(each) for each in text[: max(box.place, 1)]]
    words = " ".join(words_of(each) for each in box.given)
    names_text = KIND_OF_TEXT.search(fold(words[:300])) is not None and len(words) <= 300
    return names_text and not any(KIND_OF_TEXT.search(fold(each[:300])) or len(each) > 300 for each in head)


# Small questions


def _marker(label: Label) -> Marker:
    """The label of a list as plain text's markers are known."""
    text = label.text
    sign = text if label.form == "bullet" else _sign_behind(text)
    if sign:
        return Marker(Family.BULLET, sign, 0, 0, 0, 0, sure=True, depth=label.level)
    typed = find_marker(text)
    form = "()" if text[0] == "(" else text[-1] if text[-1] in ".)-–º" else ""
    family = _FAMILIES.get(label.form, Family.NUMBER)
    if typed is not None and typed.family is Family.ARTICLE:
        family, form = Family.ARTICLE, ""
    elif label.is_composed:
        family, form = Family.SUB_NUMBER, str(label.level + 1)
    depth = 0 if family in (Family.ARTICLE, Family.SUB_NUMBER) else label.level
    return Marker(family, form, label.value, 0, 0, 0, sure=True, depth=depth)


def _sign_behind(text: str) -> str:
    """The bullet of a label that counts its bullets, as drafts do ("1 Ø")."""
    sign = text[-1]
    return sign if text[:-1].strip() and sign in INLINE_BULLETS else ""


def _heading_level(element: etree._Element, chain: list[etree._Element], names: list[str]) -> int:
    """The level of a heading, from 1 on, by the outline or the name of its style; 0 for any other paragraph."""
    for holder in (element, *chain):
        outline = holder.find(f"{_w('pPr')}/{_w('outlineLvl')}")
        if outline is not None:
            depth = _value(outline)
            return int(depth) + 1 if re.fullmatch("[0-8]", depth) else 0
    for name in names:
        if found := _HEADING.fullmatch(name):
            return int(found[1])
        if name == "title":
            return 1
    return 0


def _bookmarked_notes(body: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
    """The notes whose marks stand in a bookmark, by its name."""
    opened: dict[str, str] = {}
    wanted = tuple(_w(name) for name in ("bookmarkStart", "bookmarkEnd", "footnoteReference", "endnoteReference"))
    for element in body.iter(*wanted):
        name = _local(element)
        if name == "bookmarkStart":
            opened[element.get(_w("id"), "")] = element.get(_w("name"), "")
        elif name == "bookmarkEnd":
            opened.pop(element.get(_w("id"), ""), None)
        else:
            for bookmark in opened.values():
                if bookmark.startswith(("_Ref", "_fn_", "_")):
                    yield bookmark, (name.removesuffix("Reference"), element.get(_w("id"), ""))


def _characters(element: etree._Element) -> str:
    match _local(element):
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "\u2011"
        case "sym":
            code = element.get(_w("char"), "")
            known = re.fullmatch("[0-9A-Fa-f]{4}", code) and not "D800" <= code.upper() <= "DFFF"
            return shown(chr(int(code, 16)), element.get(_w("font"), "")) if known else "\ufffd"
    return ""


def _chosen(alternatives: etree._Element) -> etree._Element:
    """The one of several drawings of the same thing that is read: the newest that has words, else the last."""
    choices = [each for each in alternatives if isinstance(each.tag, str)]
    worded = (each for each in choices if next(each.iter(_w("t")), None) is not None)
    return next(worded, choices[-1] if choices else alternatives)


def _content_of(sdt: etree._Element) -> etree._Element:
    content = sdt.find(_w("sdtContent"))
    return sdt if content is None else content


def _outermost(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The elements of a name that stand in no other of that name."""
    for element in container:
        if element.tag == tag:
            yield element
        elif element.tag == f"{_ALTERNATIVE}AlternateContent":
            yield from _outermost(_chosen(element), tag)
        else:
            yield from _outermost(element, tag)


def _has_words(element: etree._Element) -> bool:
    return any((text.text or "").strip() for text in element.iter(_w("t")))


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else element.get(_w("val"), default)


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
