"""What a Word file shows or hides beside the statement's words, for whoever must know whether a copy is true.

A file can say one thing to a program and another to its reader: words in white or without size, a marker that is a
sentence, a field that will show something else, a footnote that the file keeps in two places. So the words are judged
here by what stands on the page, nothing of it by what the file keeps beside (`unseen`); and whatever a statement is
not made of is named, seen or unseen.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.foreign import read_word
from jointstatement.documents.word.numbering import ListLabels
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.read import is_ours
from jointstatement.documents.word.safely import in_child
from jointstatement.documents.word.symbols import is_symbol_font, shown
from jointstatement.documents.word.view import View, has_changes, viewed
from jointstatement.errors import N_, UnreadableFile
from jointstatement.text.document import LeftOut, Reading, Shown

OPEN_CHANGE = N_("A tracked change that is still open.")
HIDDEN = N_("Hidden text.")
WHITE = N_("Words in the colour of the paper.")
TINY = N_("Words too small to be read.")
STRUCK = N_("Words that are struck out.")
PICTURED = N_("Words in a font whose letters are pictures.")
FRAMED = N_("Words in a frame or at a place of their own on the page.")
REORDERED = N_("Words whose letters are set in another order.")
BOUND = N_("Words that Word replaces by others when the file is opened.")
FIELD = N_("A field: Word may show other words there than it does now.")
NO_WORDS = N_("Something that a statement’s words are not made of.")
PICTURE = N_("A picture.")
IN_A_TABLE = N_("A row of a table that is not shown.")
HEAD_OR_FOOT = N_("Words at the head or foot of the pages.")
PICTURE_ON_THE_EDGE = N_("A picture at the head or foot of the pages.")
COMMENT = N_("A comment.")
ENDNOTE = N_("An endnote.")
OTHER_PLACE = N_("A part that Word looks for in another place than others do.")
OWN_FONT = N_("The file brings letters of its own: what they look like is not what they are.")

_DAMAGED = N_("The Word file is damaged and cannot be read; open it in Word, save it again and try once more.")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ARROW = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_USUAL_PLACES = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
}
_OFF = frozenset({"0", "false", "off", "none"})
_AROUND_RUNS = frozenset({"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "ins", "moveTo"})
_AROUND_PARAGRAPHS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_SILENT = frozenset(
    {
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "lastRenderedPageBreak",
        "commentReference", "annotationRef", "footnoteRef", "separator", "continuationSeparator", "sectPr", "tblGrid",
        "del", "moveFrom", "delText", "delInstrText",
    }
)  # fmt: skip
_KNOWN_FIELDS = frozenset({"NOTEREF", "HYPERLINK"})
_SMALLEST = 8
"""Half points; who wants to be read writes larger."""
_NARROWEST = 20
"""Per cent of a letter's width."""
_LONGEST_QUOTE = 400
_MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Copy:
    """What a Word file says as a statement, and what it shows as a sheet of paper."""

    reading: Reading
    shown: Shown
    is_ours: bool
    """Whether this program printed it, so that endings, marks and layout can be judged."""


def is_word_file(data: bytes) -> bool:
    """Whether a file is to be judged as a Word file, by its bytes."""
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


def read_copy(data: bytes) -> Copy:
    """A Word file of anybody's, read for comparison, in a process of its own. Raises `UnreadableFile`.

    Tracked changes that are still open are read as accepted, and named.
    """
    preflight(data)
    return in_child(copy_of, data)


def copy_of(data: bytes) -> Copy:
    """The same for a file of our own making, which needs no process of its own."""
    return Copy(read_word(data, view=View.ACCEPTED), shown_by(data), is_ours(data))


def shown_by(data: bytes) -> Shown:
    """The lines that a Word file shows, and everything in it that is no such line. Raises `UnreadableFile`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = _Package.of(archive)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, EOFError, RuntimeError, KeyError) as reason:
        raise UnreadableFile(_DAMAGED) from reason
    page = _Page(package)
    page.go_through(package.body)
    return Shown(tuple(page.lines), (*_changes(package), *page.beside, *_edges(package), *_apart(package)))


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else element.get(_w("val"), default)


@dataclass(frozen=True, slots=True)
class _Package:
    """The parts of a Word file in the places where Word itself looks for them."""

    main: etree._Element
    """As accepted."""
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: tuple[etree._Element, ...]
    comments: tuple[etree._Element, ...]
    fonts: tuple[etree._Element, ...]
    edges: tuple[etree._Element, ...]
    """Page heads and feet, each once."""
    changed: tuple[etree._Element, ...]
    """The stories with tracked changes, as they are."""
    elsewhere: tuple[str, ...]
    """Parts that stand where Word looks for them and others do not, or the other way."""

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> "_Package":
        """The parts of an archive. Raises what `zipfile` and `lxml` do."""
        names = set(archive.namelist())
        found: dict[str, list[str]] = {}
        arrows = "word/_rels/document.xml.rels"
        for arrow in _tree(archive.read(arrows)).iter(_ARROW) if arrows in names else ():
            if arrow.get("TargetMode", "Internal") == "Internal":
                kind = arrow.get("Type", "").rpartition("/")[2]
                name = posixpath.normpath(posixpath.join("/word", arrow.get("Target", ""))).lstrip("/")
                found.setdefault(kind, []).append(name)
        trees = {
            kind: [_tree(archive.read(name)) for name in dict.fromkeys(targets) if name in names]
            for kind, targets in found.items()
            if kind in {*_USUAL_PLACES, "endnotes", "comments", "fontTable", "header", "footer"}
        }
        elsewhere = [
            place
            for kind, usual in _USUAL_PLACES.items()
            for place in {*found.get(kind, ()), *({usual} & names)}
            if found.get(kind, []) != [usual]
        ]
        main = _tree(archive.read("word/document.xml"))
        stories = [main, *(tree for kind in ("footnotes", "endnotes") for tree in trees.get(kind, ()))]
        changed = tuple(tree for tree in stories if has_changes(tree) or _formatting_changes(tree))

        def one(kind: str) -> etree._Element | None:
            tree = next(iter(trees.get(kind, ())), None)
            return viewed(tree, View.ACCEPTED) if tree is not None and has_changes(tree) else tree

        return cls(
            main=viewed(main, View.ACCEPTED) if has_changes(main) else main,
            styles=one("styles"),
            numbering=one("numbering"),
            footnotes=one("footnotes"),
            endnotes=tuple(trees.get("endnotes", ())),
            comments=tuple(trees.get("comments", ())),
            fonts=tuple(trees.get("fontTable", ())),
            edges=(*trees.get("header", ()), *trees.get("footer", ())),
            changed=changed,
            elsewhere=tuple(sorted(elsewhere)),
        )

    @property
    def body(self) -> etree._Element:
        """The text itself. Raises `UnreadableFile` where there is none."""
        body = self.main.find(_w("body"))
        if body is None:
            raise UnreadableFile(_DAMAGED)
        return body


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run is shown, as far as that decides whether it can be read."""

    hidden: bool = False
    struck: bool = False
    colour: str = ""
    ground: str = ""
    size: int = 22
    width: int = 100
    font: str = ""

    def over(self, properties: etree._Element | None) -> "_Look":
        """This look with what the properties of a style or run say."""
        if properties is None:
            return self
        colour, ground = properties.find(_w("color")), properties.find(_w("shd"))
        fonts = properties.find(_w("rFonts"))
        font = (
            next((fonts.get(_w(kind), "") for kind in ("ascii", "hAnsi") if fonts.get(_w(kind))), "")
            if (fonts is not None)
            else ""
        )
        return _Look(
            hidden=self._any(properties, ("vanish", "webHidden", "specVanish"), self.hidden),
            struck=self._any(properties, ("strike", "dstrike"), self.struck),
            colour=self.colour if colour is None else _colour(colour),
            ground=self.ground if ground is None else ground.get(_w("fill"), "").casefold(),
            size=_whole(_value(properties.find(_w("sz"))), self.size),
            width=_whole(_value(properties.find(_w("w"))), self.width),
            font=font or self.font,
        )

    @staticmethod
    def _any(properties: etree._Element, names: Iterable[str], before: bool) -> bool:
        given = [each for each in (properties.find(_w(name)) for name in names) if each is not None]
        return any(_value(each, "1").casefold() not in _OFF for each in given) if given else before

    def faults(self) -> Iterator[str]:
        """Why words of this look cannot be taken for words of the statement."""
        if self.struck:
            yield STRUCK
        if self.colour and (self.colour == self.ground or (_is_pale(self.colour) and not _is_dark(self.ground))):
            yield WHITE
        if self.size < _SMALLEST or self.width < _NARROWEST:
            yield TINY
        if is_symbol_font(self.font):
            yield PICTURED


def _colour(element: etree._Element) -> str:
    if element.get(_w("themeColor"), "") in {"background1", "light1"}:
        return "ffffff"
    return _value(element).casefold()


def _is_pale(colour: str) -> bool:
    return bool(re.fullmatch(r"(e[89a-f]|f.){3}", colour))


def _is_dark(colour: str) -> bool:
    return bool(re.fullmatch(r"([0-9a].){3}", colour))


def _whole(written: str, default: int) -> int:
    return int(written) if re.fullmatch(r"\d{1,6}", written) else default


class _Looks:
    """How the runs of a file are shown, by its styles."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._look = _Look()
        self._default = ""
        if styles is None:
            return
        for style in styles.iter(_w("style")):
            self._styles.setdefault(style.get(_w("styleId"), ""), style)
            if style.get(_w("type")) == "paragraph" and style.get(_w("default"), "0") not in _OFF:
                self._default = style.get(_w("styleId"), "")
        self._look = self._look.over(styles.find(f"{_w('docDefaults')}/{_w('rPrDefault')}/{_w('rPr')}"))

    def of_paragraph(self, paragraph: etree._Element) -> _Look:
        """How a paragraph's runs are shown where they say nothing themselves."""
        return self._over(self._look, _value(paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")) or self._default)

    def of_run(self, run: etree._Element, look: _Look) -> _Look:
        """How a run is shown in a paragraph of that look."""
        properties = run.find(_w("rPr"))
        if properties is None:
            return look
        return self._over(look, _value(properties.find(_w("rStyle")))).over(properties)

    def _over(self, look: _Look, style_id: str) -> _Look:
        chain: list[etree._Element] = []
        while style_id in self._styles and self._styles[style_id] not in chain:
            chain.append(self._styles[style_id])
            style_id = _value(chain[-1].find(_w("basedOn")))
        for style in reversed(chain):
            look = look.over(style.find(_w("rPr")))
        return look


@dataclass(slots=True)
class _Page:
    """Goes through a text as its reader's eye does."""

    package: _Package
    lines: list[str] = field(default_factory=list)
    beside: list[LeftOut] = field(default_factory=list)
    _labels: ListLabels = field(init=False)
    _looks: _Looks = field(init=False)
    _notes: dict[str, etree._Element] = field(init=False)
    _faulty: dict[str, str] = field(default_factory=dict)
    """The words of the present paragraph that cannot be read as they should, by the reason."""
    _seen: dict[str, str] = field(default_factory=dict)
    """The marks of the footnotes that were referred to, by their numbers in the file."""

    def __post_init__(self) -> None:
        self._labels = ListLabels(self.package.numbering, self.package.styles)
        self._looks = _Looks(self.package.styles)
        notes = self.package.footnotes
        self._notes = {} if notes is None else {note.get(_w("id"), ""): note for note in notes.iter(_w("footnote"))}

    def go_through(self, container: etree._Element) -> None:
        """Takes in the paragraphs of the text in order, then the footnotes in the order in which they are named."""
        self._blocks(container)
        for number, mark in list(self._seen.items()):
            note = self._notes.pop(number, None)
            if note is not None:
                before = len(self.lines)
                self._blocks(note)
                self._take_off_mark(before, mark)
        for note in self._notes.values():
            if note.get(_w("type"), "normal") == "normal" and (words := _words_in(note)):
                self._name(words, NO_WORDS)

    def _take_off_mark(self, place: int, mark: str) -> None:
        """A note begins with its mark, which LibreOffice sets twice where it is one of the statement's own."""
        if len(self.lines) > place:
            line = self.lines[place].lstrip()
            while mark and line.startswith(mark):
                line = line.removeprefix(mark).lstrip()
            self.lines[place] = f"{mark} {line}"

    def _name(self, words: str, why: str) -> None:
        if len(self.beside) < _MOST_FOUND:
            self.beside.append(LeftOut(" ".join(words.split())[:_LONGEST_QUOTE], why))

    def _blocks(self, container: etree._Element) -> None:
        for element in container:
            name = _local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in _AROUND_PARAGRAPHS:
                self._bound(element)
                self._blocks(element)
            elif name not in _SILENT and not name.endswith("Pr") and name:
                self._name(_words_in(element), NO_WORDS)

    def _table(self, table: etree._Element) -> None:
        if table.find(f"{_w('tblPr')}/{_w('tblpPr')}") is not None:
            self._name(_words_in(table), FRAMED)
        for row in table.iter(_w("tr")):
            hidden = row.find(f"{_w('trPr')}/{_w('hidden')}")
            if hidden is not None and _value(hidden, "1") not in _OFF:
                self._name(_words_in(row), IN_A_TABLE)
                continue
            for cell in row.iter(_w("tc")):
                self._blocks(cell)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(_w("pPr"))
        label = self._labels.label_of(element)
        words = "".join(self._inline(element, self._looks.of_paragraph(element)))
        for why, faulty in self._faulty.items():
            if faulty.strip():
                self._name(faulty, why)
        self._faulty.clear()
        if properties is not None and words.strip() and _stands_apart(properties):
            self._name(words, FRAMED)
        line = f"{label.text}\t{words}" if label is not None and label.text else words
        if line.strip():
            self.lines.append(line)

    def _bound(self, element: etree._Element) -> None:
        """Names a content control whose words come from elsewhere."""
        if element.find(f"{_w('sdtPr')}/{_w('dataBinding')}") is not None:
            self._name(_words_in(element), BOUND)

    def _inline(self, container: etree._Element, look: _Look) -> Iterator[str]:
        fields: list[_Field] = []
        for element in _runs(container):
            name = _local(element)
            if name == "fldSimple":
                words = "".join(self._inline(element, look))
                self._judge_field(element.get(_w("instr"), ""), words)
                yield words
            elif name in ("sdt", "dir", "bdo"):
                self._bound(element)
                if name == "bdo":
                    self._name(_words_in(element), REORDERED)
            elif name != "r":
                self._name(_words_in(element), NO_WORDS)
            else:
                words = "".join(self._run(element, self._looks.of_run(element, look), fields))
                for each in fields:
                    each.shown += words
                yield words

    def _run(self, run: etree._Element, look: _Look, fields: list["_Field"]) -> Iterator[str]:
        for element in run:
            name = _local(element)
            if name == "fldChar":
                kind = element.get(_w("fldCharType"), "")
                if kind == "begin":
                    fields.append(_Field())
                elif fields and kind == "separate":
                    fields[-1].in_result = True
                elif fields and kind == "end":
                    ended = fields.pop()
                    self._judge_field(ended.instruction, ended.shown)
            elif name == "instrText":
                if fields:
                    fields[-1].instruction += element.text or ""
            elif name == "footnoteReference":
                yield self._refer(run, element)
            elif name == "endnoteReference":
                yield "[*]"
            elif name in ("drawing", "pict", "object") or name == "AlternateContent":
                self._name(_words_in(element), NO_WORDS if _words_in(element) else PICTURE)
            elif (words := _character(element)) is not None:
                yield from self._judged(shown(words, look.font), look)
            elif name not in _SILENT and name != "rPr":
                self._name(_words_in(element), NO_WORDS)

    def _judged(self, words: str, look: _Look) -> Iterator[str]:
        for fault in [HIDDEN] if look.hidden else look.faults():
            self._faulty[fault] = self._faulty.get(fault, "") + words
        if not look.hidden:
            yield words

    def _refer(self, run: etree._Element, reference: etree._Element) -> str:
        """The mark of a footnote; one of the statement's own stands in the same run and is read there."""
        number = reference.get(_w("id"), "")
        follows = reference.get(_w("customMarkFollows"), "0").casefold() not in _OFF
        if number not in self._seen:
            own = "".join(words for words in map(_character, run) if words)
            counted = sum(mark.isdigit() for mark in self._seen.values()) + 1
            self._seen[number] = own if follows else str(counted)
        return "" if follows else self._seen[number]

    def _judge_field(self, instruction: str, words: str) -> None:
        kind = (instruction.split() or [""])[0].upper()
        if kind not in _KNOWN_FIELDS:
            self._name(words or instruction, FIELD)


@dataclass(slots=True)
class _Field:
    """A field that is open, and what it shows."""

    instruction: str = ""
    in_result: bool = False
    shown: str = ""


def _runs(container: etree._Element) -> Iterator[etree._Element]:
    """The runs and simple fields of a paragraph in order, whatever stands around them; of that, what must be judged."""
    for element in container:
        name = _local(element)
        if name in _AROUND_RUNS:
            if name in ("sdt", "bdo", "dir"):
                yield element
            yield from _runs(element)
        elif name and name not in _SILENT and not name.endswith("Pr"):
            yield element


def _stands_apart(properties: etree._Element) -> bool:
    """Whether a paragraph stands in a frame, beyond the margin, or in lines too low for its letters."""
    if properties.find(_w("framePr")) is not None:
        return True
    indent, spacing = properties.find(_w("ind")), properties.find(_w("spacing"))
    if indent is not None:
        for side in ("left", "start", "right", "end", "firstLine", "hanging"):
            written = indent.get(_w(side), "0")
            if re.fullmatch(r"-?\d{1,9}", written) and not -1_500 < int(written) < 7_500:
                return True
    return (
        spacing is not None
        and spacing.get(_w("lineRule"), "auto") == "exact"
        and _whole(spacing.get(_w("line"), ""), 240) < 80
    )


def _character(element: etree._Element) -> str | None:
    """What a child of a run shows; `None` where it is no character."""
    name = _local(element)
    if name == "t":
        return element.text or ""
    if name in ("tab", "ptab"):
        return "\t"
    if name in ("br", "cr"):
        return "\n" if element.get(_w("type"), "textWrapping") == "textWrapping" else ""
    if name == "noBreakHyphen":
        return "\u2011"
    if name == "softHyphen":
        return "\u00ad"
    if name == "sym":
        code = element.get(_w("char"), "")
        sign = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else "\ufffd"
        return shown(sign, element.get(_w("font"), ""))
    return None


def _words_in(element: etree._Element) -> str:
    """All words in an element, in whatever dress: text, removed text, formulas, letters of a drawing."""
    return "".join(
        each.text or "" if _local(each) in ("t", "delText") else each.get("string", "")
        for each in element.iter()
        if _local(each) in ("t", "delText", "textpath")
    )


def _formatting_changes(tree: etree._Element) -> list[etree._Element]:
    return [each for each in tree.iter() if _local(each).endswith(("PrChange", "GridChange"))]


def _changes(package: _Package) -> Iterator[LeftOut]:
    """The tracked changes that are still open, with the names that the file gives."""
    found = 0
    for tree in package.changed:
        marks = [each for each in tree.iter() if _local(each) in ("ins", "del", "moveFrom", "moveTo")]
        for mark in (*marks, *_formatting_changes(tree)):
            words = " ".join(_words_in(mark).split())[:_LONGEST_QUOTE]
            author = mark.get(_w("author"), "")
            if found < _MOST_FOUND:
                yield LeftOut(": ".join(filter(None, (author, words))), OPEN_CHANGE)
            found += 1


def _edges(package: _Package) -> Iterator[LeftOut]:
    """What stands at the head and foot of the pages; a page's number is told from a number."""
    for edge in package.edges:
        for paragraph in edge.iter(_w("p")):
            words = "".join(_edge_words(paragraph))
            if words.strip():
                yield LeftOut(" ".join(words.split())[:_LONGEST_QUOTE], HEAD_OR_FOOT)
        if any(_local(each) in ("drawing", "pict", "object") for each in edge.iter()):
            lettered = "".join(each.get("string", "") for each in edge.iter() if _local(each) == "textpath")
            yield LeftOut(lettered, PICTURE_ON_THE_EDGE)


def _edge_words(paragraph: etree._Element) -> Iterator[str]:
    fields: list[_Field] = []
    for each in paragraph.iter():
        name = _local(each)
        if name == "fldSimple":
            yield _field_shown(each.get(_w("instr"), ""))
        elif name == "fldChar":
            kind = each.get(_w("fldCharType"), "")
            if kind == "begin":
                fields.append(_Field())
            elif kind == "end" and fields:
                yield _field_shown(fields.pop().instruction)
        elif name == "instrText" and fields:
            fields[-1].instruction += each.text or ""
        elif not fields and next(each.iterancestors(_w("fldSimple")), None) is None:
            yield _character(each) or ""


def _field_shown(instruction: str) -> str:
    return f"{{{(instruction.split() or [''])[0].upper()}}}"


def _apart(package: _Package) -> Iterator[LeftOut]:
    """Comments, endnotes, letters of the file's own, parts in two places."""
    for comment in _each(package.comments, "comment"):
        yield LeftOut(f"{comment.get(_w('author'), '')}: {_words_in(comment)}"[:_LONGEST_QUOTE], COMMENT)
    for note in _each(package.endnotes, "endnote"):
        if note.get(_w("type"), "normal") == "normal":
            yield LeftOut(_words_in(note)[:_LONGEST_QUOTE], ENDNOTE)
    for font in _each(package.fonts, "font"):
        if any(_local(each).startswith("embed") for each in font):
            yield LeftOut(font.get(_w("name"), ""), OWN_FONT)
    for name in package.elsewhere:
        yield LeftOut(name, OTHER_PLACE)


def _each(trees: Iterable[etree._Element], name: str) -> Iterator[etree._Element]:
    return (element for tree in trees for element in tree.iter(_w(name)))
