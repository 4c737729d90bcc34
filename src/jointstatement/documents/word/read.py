"""Reads a Word file that this program printed, also after Word or LibreOffice saved it again.

Words come from the page: a part is its paragraph's Word style and its runs. What the page does not show comes from what
the file keeps beside it (`unseen`), by bookmark; where page and memory differ, the page is right.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from string import Formatter

from lxml import etree

from jointstatement.documents.word import names
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.unseen import Unseen, UnseenAdoption, UnseenPart, unseen_from_xml
from jointstatement.documents.word.view import Chosen, View, chosen, has_changes
from jointstatement.errors import N_, UnreadableFile
from jointstatement.terms import PartKind
from jointstatement.text.document import Attachment, Document, LeftOut, Part, Participant, Reading, Signature
from jointstatement.text.punctuate import split_ending
from jointstatement.text.reserves import LEFT_OUT, is_mark
from jointstatement.text.wording import FootnoteMark, Run, plain, write

_NOT_OURS = N_(
    "This Word file was not made by this program; copy its text into a plain text file (.txt) and read that."
)
_DAMAGED = N_("The Word file is damaged and cannot be read; open it in Word, save it again and try once more.")
OPEN_CHANGES = N_(
    "The Word file has tracked changes that are still open; accept or reject them all in Word, or choose which of its"
    " two texts to read: “accepted” or “rejected” (on the command line “--view accepted”)."
)
_OFF = frozenset({"0", "false", "off", "none"})
_OTHER_TEXT = re.compile(r"word/(header|footer|endnotes)[^/]*\.xml")
_READ_PARTS = re.compile(
    rf"word/(document|styles|footnotes|comments)\.xml|{_OTHER_TEXT.pattern}|customXml/item\d+\.xml|docProps/custom\.xml"
)
_MARK_WITHOUT_NOTE = re.compile(r"\[\^([\w*-]+)\]")
_NOTEREF = re.compile(r"NOTEREF\s+(\S+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a Word style shows a paragraph to be."""

    kind: PartKind
    level: int = 0
    is_unmarked: bool = False


_SHOWN = {
    **{name: Shown(kind) for kind, name in names.STYLE_OF_KIND.items()},
    **{name: Shown(PartKind.HEADING, level) for level, name in enumerate(names.HEADINGS, start=1)},
    **{name: Shown(PartKind.ITEM, level) for level, name in enumerate(names.ITEMS, start=1)},
    **{name: Shown(PartKind.ITEM, level) for level, name in enumerate(names.DASHES, start=1)},
    **{name: Shown(PartKind.ITEM, level, True) for level, name in enumerate(names.UNMARKED_ITEMS, start=1)},
    names.NOTE: Shown(PartKind.FOOTNOTE),
}
_ONCE = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.CLOSING})
"""Kinds of which a document has one part: a further paragraph in such a style is a paragraph of that part."""
UNKNOWN = Shown(PartKind.OPERATIVE)
"""What a paragraph in none of our Word styles is taken for, where it is taken for anything."""
_AROUND = frozenset({names.LETTERHEAD, names.ADOPTION, names.ATTACHMENT_HEADING, names.ATTACHMENT, names.ANNEX_HEADING})
_RUNS_ON = frozenset({*_ONCE, PartKind.FORMULA, PartKind.FOOTNOTE})
"""Kinds whose further paragraphs have the style of the first."""

Pieces = list[Run | FootnoteMark]


@dataclass(slots=True)
class Found:
    """A part as it is found on the page."""

    shown: Shown
    bookmark: str
    pieces: Pieces
    note: int | None = None
    """The number of the footnote whose body this is."""
    mark: str | None = None
    paragraphs: list[etree._Element] = field(default_factory=list)
    key: str | None = None
    """The key by which the text refers to this footnote."""


@dataclass(slots=True)
class Page:
    """What is found while going through the file."""

    found: list[Found] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    adoption: list[str] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    attachments: list[tuple[str, list[str]]] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    """The lines round the text, whatever they were taken for."""
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    bookmarks_of_notes: dict[int, str] = field(default_factory=dict)
    """The bookmark around the first mark of each footnote, by the footnote's number."""
    marks_of_notes: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The trees of a Word file that this program printed, and what the file keeps beside its words."""

    main: etree._Element
    """`document.xml`; so with the others."""
    style_names: Mapping[str, str]
    """The names of the Word styles by their ids."""
    notes: etree._Element | None
    comments: etree._Element | None
    unseen: Unseen | None
    others: tuple[etree._Element, ...] = ()
    """What else holds words: the edges of the pages, endnotes."""
    reserves: tuple[LeftOut, ...] = ()
    """The footnotes of open reserves that it was printed with; they are not in the trees any more."""

    @property
    def body(self) -> etree._Element:
        """The text itself. Raises `UnreadableFile` where there is none."""
        body = self.main.find(_w("body"))
        if body is None:
            raise UnreadableFile(_DAMAGED)
        return body

    def viewed(self, view: View) -> "OpenedFile":
        """The file as it is with every tracked change accepted or rejected, with what it keeps for that text."""
        seen = self.chosen(lambda change: view is View.ACCEPTED)
        if view is View.REJECTED and seen.unseen is not None and seen.unseen.rejected is not None:
            return replace(seen, unseen=seen.unseen.rejected)
        return seen

    def chosen(self, is_accepted: Chosen) -> "OpenedFile":
        """The file with some changes accepted and the others rejected, without footnotes that went with them."""
        main = chosen(self.main, is_accepted)
        notes = None if self.notes is None else chosen(self.notes, is_accepted)
        if notes is not None:
            gone = _referred_notes(self.main) - _referred_notes(main)
            for note in list(notes.iter(_w("footnote"))):
                if note.get(_w("id")) in gone:
                    _remove(note)
        return replace(self, main=main, notes=notes)


def read_docx(data: bytes, *, view: View | None = None) -> Reading:
    """The document in a Word file that this program printed; `view` says which, where changes are tracked in it.

    Raises `UnreadableFile` for any other Word file, and without a `view` for one with tracked changes that are still
    open. Stand `preflight` before it where the file came from outside.
    """
    opened = opened_file(data)
    if view is not None:
        opened = opened.viewed(view)
    elif any(tree is not None and has_changes(tree) for tree in (opened.main, opened.notes)):
        raise UnreadableFile(OPEN_CHANGES)
    page = Page(left_out=[*opened.reserves])
    unseen = opened.unseen
    if unseen is None:
        unseen = Unseen()
        page.warnings.append(
            N_("The file has lost what it kept beside its words; endings and footnote keys are taken from the page.")
        )
    reader = PageReader(opened.style_names, unseen, page)
    reader.go_through(opened.body)
    if opened.notes is not None:
        reader.go_through_notes(opened.notes)
    return _reading(page, unseen)


def is_ours(data: bytes) -> bool:
    """Whether `read_docx` takes this Word file for one that this program printed."""
    try:
        opened_file(data)
    except UnreadableFile:
        return False
    return True


def opened_file(data: bytes, *, of_any_program: bool = False) -> OpenedFile:
    """The trees of a Word file. Raises `UnreadableFile` for a damaged one, and for one that this program never printed
    where it is not to be `of_any_program`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            trees = {name: _tree(archive.read(name)) for name in archive.namelist() if _READ_PARTS.fullmatch(name)}
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, EOFError, RuntimeError) as reason:
        raise UnreadableFile(_DAMAGED) from reason
    main, styles = trees.get("word/document.xml"), trees.get("word/styles.xml")
    if main is None or main.find(_w("body")) is None:
        raise UnreadableFile(_DAMAGED)
    memories = (unseen_from_xml(tree) for name, tree in sorted(trees.items()) if name.startswith("customXml/"))
    unseen = next((memory for memory in memories if memory is not None), None)
    named = () if styles is None else styles.iter(_w("style"))
    style_names = {style.get(_w("styleId"), ""): _value(style.find(_w("name"))) for style in named}
    has_our_mark = unseen is not None or _has_our_mark(trees.get("docProps/custom.xml"))
    has_our_styles = any(name.startswith("JS ") for name in style_names.values())
    if not of_any_program and not (has_our_mark and has_our_styles):
        raise UnreadableFile(_NOT_OURS)
    others = tuple(tree for name, tree in sorted(trees.items()) if _OTHER_TEXT.fullmatch(name))
    notes = trees.get("word/footnotes.xml")
    for reference in list(main.iter(_w("footnoteReference"))):
        _remove_repeated_mark(reference)
    marks = _kept_marks(unseen) if unseen else _marks_of_reserves(main)
    reserves = _reserves_taken_out(main, notes, marks)
    return OpenedFile(main, style_names, notes, trees.get("word/comments.xml"), unseen, others, reserves)


def _reserves_taken_out(
    main: etree._Element, notes: etree._Element | None, marks: tuple[str, ...]
) -> tuple[LeftOut, ...]:
    """Takes the footnotes with these marks of their own out of the trees, and tells what they say."""
    called: dict[str | None, str] = {}
    for reference in list(main.iter(_w("footnoteReference"))) if marks else ():
        run, mark = reference.getparent(), _own_mark(reference)
        if run is not None and mark in marks:
            called[reference.get(_w("id"))] = mark
            change = run.getparent()
            _remove(run)
            if change is not None and len(change) == 0 and change.tag in (_w("ins"), _w("del")):
                _remove(change)
    told = []
    for note in [] if notes is None else list(notes.iter(_w("footnote"))):
        mark = called.get(note.get(_w("id")), "")
        if mark:
            said = "".join(text.text or "" for text in note.iter(_w("t"))).strip()
            while said.startswith(mark):
                said = said.removeprefix(mark).strip()
            told.append(LeftOut(f"{mark} {said}", LEFT_OUT))
            _remove(note)
    # One that stands behind another last paragraph in each of two texts has two bodies.
    return tuple(dict.fromkeys(told))


def _kept_marks(unseen: Unseen) -> tuple[str, ...]:
    """Of both texts where changes are tracked: a part that goes takes its footnotes along."""
    rejected = unseen.rejected.reserves if unseen.rejected else ()
    return tuple(dict.fromkeys((*unseen.reserves, *rejected)))


def _marks_of_reserves(main: etree._Element) -> tuple[str, ...]:
    """The same of a file that has lost what it kept: where footnotes are called R1, R2 and so on, each once."""
    marks = [mark for each in main.iter(_w("footnoteReference")) if is_mark(mark := _own_mark(each))]
    return tuple(marks) if sorted(marks) == sorted(f"R{number}" for number in range(1, len(marks) + 1)) else ()


def _remove_repeated_mark(reference: etree._Element) -> None:
    """Takes out a mark of several signs where it follows its call once more, as words: LibreOffice saves it so."""
    mark, call = _own_mark(reference), reference.getparent()
    runs: list[etree._Element] = []
    said = ""
    for follows in call.itersiblings() if call is not None and len(mark) > 1 else ():
        if follows.tag in (_w("bookmarkStart"), _w("bookmarkEnd")):
            continue
        if follows.tag != _w("r") or any(child.tag not in (_w("rPr"), _w("t")) for child in follows):
            break
        runs.append(follows)
        said += "".join(text.text or "" for text in follows.iter(_w("t")))
        if len(said) >= len(mark):
            break
    if said == mark:
        for run in runs:
            _remove(run)


def _own_mark(reference: etree._Element) -> str:
    """The mark of its own that a footnote is called by; empty for one that the program numbers."""
    run = reference.getparent()
    return "" if run is None else "".join(text.text or "" for text in run.iter(_w("t"), _w("delText")))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _referred_notes(main: etree._Element) -> set[str | None]:
    return {reference.get(_w("id")) for reference in main.iter(_w("footnoteReference"))}


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    )


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else element.get(_w("val"), default)


def _has_our_mark(properties: etree._Element | None) -> bool:
    return properties is not None and any(p.get("name") == names.FORMAT_PROPERTY for p in properties)


@dataclass(slots=True)
class PageReader:
    """Goes through the trees of a file and notes what stands where."""

    style_names: Mapping[str, str]
    unseen: Unseen
    page: Page
    takes_all: bool = False
    """Whether a paragraph in none of our Word styles is taken for a clause, and not left out."""
    _taken: set[str] = field(default_factory=set)
    _last: str = ""
    """The Word style of the paragraph before."""

    def go_through(self, container: etree._Element) -> None:
        """Takes in the paragraphs of the text in order, also those in tables and content controls."""
        for element in container:
            name = _local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in {"sdt", "sdtContent", "customXml"}:
                self.go_through(element)

    def go_through_notes(self, notes: etree._Element) -> None:
        """Takes in the bodies of the footnotes."""
        for note in notes.iter(_w("footnote")):
            number = _number(note)
            if note.get(_w("type"), "normal") != "normal":
                continue
            bookmark = self.page.bookmarks_of_notes.get(number, "")
            if number not in self.page.bookmarks_of_notes:
                words = "".join(plain(write(self._pieces(p))) for p in note.iter(_w("p")))
                self.page.left_out.append(LeftOut(words, N_("Nothing in the text refers to this footnote.")))
                continue
            pieces: Pieces = []
            paragraphs = list(note.iter(_w("p")))
            for place, element in enumerate(paragraphs):
                paragraph = self._pieces(element)
                mark = self.page.marks_of_notes.get(number)
                if place == 0:
                    paragraph = _without_mark(paragraph, mark)
                pieces += [Run("\n"), *paragraph] if place else paragraph
            mark = self.page.marks_of_notes.get(number)
            self.page.found.append(
                Found(Shown(PartKind.FOOTNOTE), bookmark, pieces, number, mark, paragraphs, self._key_of_note(number))
            )

    def _paragraph(self, element: etree._Element) -> None:
        page = self.page
        name = self.style_names.get(_value(element.find(f"{_w('pPr')}/{_w('pStyle')}")), "")
        pieces = self._pieces(element)
        words = _said(pieces)
        bookmark = self._bookmark(element)
        before, self._last = self._last, name
        if name in _AROUND and words.strip():
            page.around.append(words)
        if name == names.LETTERHEAD:
            page.letterhead.append(words)
        elif name == names.ADOPTION:
            page.adoption.append(words)
        elif name == names.ATTACHMENT_HEADING:
            page.attachments.append((words, []))
        elif name == names.ATTACHMENT and page.attachments:
            page.attachments[-1][1].append(words)
        elif name in names.CONTINUED and page.found and not bookmark:
            self._goes_on(page.found[-1], element, pieces)
        elif name == names.NOTE and not (before == name and not bookmark):
            self._note(element, bookmark, pieces)
        elif shown := _SHOWN.get(name):
            self._part(shown, element, bookmark, pieces, runs_on=before == name)
        elif words.strip() and name != names.ANNEX_HEADING and self.takes_all:
            page.found.append(Found(UNKNOWN, bookmark, pieces, paragraphs=[element]))
        elif words.strip() and name != names.ANNEX_HEADING:
            page.left_out.append(LeftOut(words, N_("The paragraph has none of the statement's Word styles.")))

    def _part(self, shown: Shown, element: etree._Element, bookmark: str, pieces: Pieces, *, runs_on: bool) -> None:
        found = self.page.found
        words = _said(pieces)
        if not bookmark and shown.kind is PartKind.TITLE and not found and words == self.unseen.default_title:
            self.page.around.append(words)
            return
        same = [] if bookmark else [one for one in found if one.shown.kind is shown.kind]
        if not bookmark and same and (shown.kind in _ONCE or (shown.kind in _RUNS_ON and runs_on)):
            self._goes_on(same[-1], element, pieces)
        elif bookmark or pieces:
            found.append(Found(shown, bookmark, pieces, paragraphs=[element]))

    def _goes_on(self, found: Found, element: etree._Element, pieces: Pieces) -> None:
        found.pieces += [Run("\n"), *pieces]
        found.paragraphs.append(element)

    def _note(self, element: etree._Element, bookmark: str, pieces: Pieces) -> None:
        """A footnote that nothing refers to, printed below the text after its mark and a tab."""
        mark: str | None = None
        if pieces and isinstance(pieces[0], Run) and "\t" in pieces[0].text:
            mark, _, rest = pieces[0].text.partition("\t")
            first = pieces[0]
            pieces = [Run(rest, first.italic, first.bold, first.underline, first.raised), *pieces[1:]]
        known = self.unseen.parts.get(bookmark)
        if known is not None and not known.mark:
            mark = known.mark
        self.page.found.append(Found(_SHOWN[names.NOTE], bookmark, pieces, None, mark, [element]))

    def _table(self, table: etree._Element) -> None:
        for row in table.iter(_w("tr")):
            cells = [
                [
                    (self.style_names.get(_value(p.find(f"{_w('pPr')}/{_w('pStyle')}")), ""), self._words(p))
                    for p in cell.iter(_w("p"))
                ]
                for cell in row.iter(_w("tc"))
            ]
            lines = [line for cell in cells for line in cell]
            if words := "\t".join(words for _, words in lines).strip():
                self.page.around.append(words)
            if any(name == names.SIGNATURE for name, _ in lines):
                for name, words in lines:
                    if name == names.SIGNATURE:
                        self.page.signatures.append(Signature(words, ""))
                    elif name == names.SIGNATURE_FOR and self.page.signatures:
                        self.page.signatures[-1] = Signature(self.page.signatures[-1].name, words)
            elif any(name == names.PARTICIPANT for name, _ in lines) and len(cells) == 3:
                person, rank, delegation = ("\n".join(words for _, words in cell) for cell in cells)
                self.page.participants.append(Participant(person, rank, delegation))
            elif any(words.strip() and name != names.PARTICIPANT_HEADING for name, words in lines):
                words = "\t".join(words for _, words in lines)
                self.page.left_out.append(LeftOut(words, N_("The table is no part of a statement.")))

    def _words(self, paragraph: etree._Element) -> str:
        return _said(self._pieces(paragraph))

    def _bookmark(self, paragraph: etree._Element) -> str:
        """The bookmark of the part that begins in this paragraph; empty where none does."""
        for start in paragraph.iter(_w("bookmarkStart")):
            name = names.without_copy_suffix(start.get(_w("name"), ""))
            if name.startswith(("_cl_", "_js_")) or (name in self.unseen.footnotes and self._is_note(paragraph)):
                if name in self._taken:
                    continue
                self._taken.add(name)
                return name
        return ""

    def _is_note(self, paragraph: etree._Element) -> bool:
        return self.style_names.get(_value(paragraph.find(f"{_w('pPr')}/{_w('pStyle')}"))) == names.NOTE

    def _pieces(self, paragraph: etree._Element) -> Pieces:
        """The wording of a paragraph."""
        pieces: Pieces = []
        bookmark = ""
        field_depth, instruction, in_result = 0, "", False
        for element in _inline(paragraph):
            name = _local(element)
            if name == "bookmarkStart":
                given = names.without_copy_suffix(element.get(_w("name"), ""))
                bookmark = given if given in self.unseen.footnotes else bookmark
            elif name == "fldSimple":
                if key := self._key_of_field(element.get(_w("instr"), "")):
                    pieces.append(FootnoteMark(key))
                else:
                    for inner in element.iter(_w("r")):
                        pieces += self._run(inner, "")
            elif name == "r":
                kind = element.find(_w("fldChar"))
                if kind is not None:
                    state = kind.get(_w("fldCharType"))
                    if state == "begin":
                        field_depth, instruction, in_result = field_depth + 1, "", False
                    elif state == "separate":
                        in_result = True
                    else:
                        field_depth = max(field_depth - 1, 0)
                        if key := self._key_of_field(instruction):
                            pieces.append(FootnoteMark(key))
                        instruction, in_result = "", False
                    continue
                if field_depth and not in_result:
                    instruction += "".join(text.text or "" for text in element.iter(_w("instrText")))
                    continue
                if field_depth and self._key_of_field(instruction):
                    continue
                pieces += self._run(element, bookmark)
        return pieces

    def _key_of_field(self, instruction: str) -> str:
        found = _NOTEREF.search(instruction)
        known = self.unseen.parts.get(names.without_copy_suffix(found[1])) if found else None
        return (known.key or "") if known else ""

    def _run(self, element: etree._Element, bookmark: str) -> Pieces:
        properties = element.find(_w("rPr"))
        if properties is not None and _is_on(properties, "vanish"):
            hidden = "".join(text.text or "" for text in element.iter(_w("t")))
            if hidden:
                self.page.left_out.append(LeftOut(hidden, N_("The text is hidden in the Word file.")))
            return []
        reference = element.find(_w("footnoteReference"))
        if reference is not None:
            number = _number(reference)
            self.page.bookmarks_of_notes.setdefault(number, bookmark)
            if not _value_is_off(reference.get(_w("customMarkFollows"), "0")):
                mark = "".join(text.text or "" for text in element.iter(_w("t")))
                self.page.marks_of_notes.setdefault(number, mark)
            return [FootnoteMark(self._key_of_note(number))]
        for box in element.iter(_w("txbxContent")):
            words = "".join(text.text or "" for text in box.iter(_w("t")))
            self.page.left_out.append(LeftOut(words, N_("The text stands in a text box.")))
        text = "".join(_characters(element))
        if not text:
            return []
        style = _value(properties.find(_w("rStyle"))) if properties is not None else ""
        dangling = _MARK_WITHOUT_NOTE.fullmatch(text)
        if dangling and self.style_names.get(style) == names.MARK_WITHOUT_NOTE:
            return [FootnoteMark(dangling[1])]
        if properties is None:
            return [Run(text)]
        return [
            Run(
                text,
                italic=_is_on(properties, "i"),
                bold=_is_on(properties, "b"),
                underline=_is_on(properties, "u"),
                raised=_value(properties.find(_w("vertAlign"))) == "superscript",
            )
        ]

    def _key_of_note(self, number: int) -> str:
        known = self.unseen.parts.get(self.page.bookmarks_of_notes.get(number, ""))
        return known.key if known and known.key else f"note-{number}"


def _said(pieces: Iterable[Run | FootnoteMark]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Run))


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _inline(container: etree._Element) -> Iterator[etree._Element]:
    """The runs, simple fields and bookmarks of a paragraph in order, whatever stands around them."""
    for element in container:
        name = _local(element)
        if name in {"r", "fldSimple", "bookmarkStart"}:
            yield element
        elif name in {"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo"}:
            yield from _inline(element)


def _characters(run: etree._Element) -> Iterator[str]:
    for element in run:
        name = _local(element)
        if name == "t":
            yield element.text or ""
        elif name == "tab":
            yield "\t"
        elif name in {"br", "cr"} and element.get(_w("type"), "textWrapping") == "textWrapping":
            yield "\n"
        elif name == "noBreakHyphen":
            yield "\u2011"
        elif name == "softHyphen":
            yield "\u00ad"
        elif name == "sym":
            code = element.get(_w("char"), "FFFD")
            yield chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else "\ufffd"


def _number(element: etree._Element) -> int:
    written = element.get(_w("id"), "0")
    if not re.fullmatch(r"-?[0-9]{1,9}", written):
        raise UnreadableFile(_DAMAGED)
    return int(written)


def _is_on(properties: etree._Element, name: str) -> bool:
    element = properties.find(_w(name))
    return element is not None and not _value_is_off(_value(element, "1"))


def _value_is_off(value: str) -> bool:
    return value.casefold() in _OFF


def _without_mark(pieces: Pieces, mark: str | None) -> Pieces:
    """A footnote's first paragraph without its mark and the space after it; the mark that Word counts is no text."""
    words = _said(pieces)
    mark = mark or ""
    # LibreOffice sets a mark of its own before the one that stands there.
    for before in (f"{mark} ", f"{mark}{mark} ", mark):
        if words.startswith(before):
            return _cut_front(pieces, len(before))
    return pieces


def _cut_front(pieces: Iterable[Run | FootnoteMark], count: int) -> Pieces:
    """A wording without its first characters."""
    kept: Pieces = []
    for piece in pieces:
        if isinstance(piece, FootnoteMark):
            kept.append(piece)
            continue
        taken = min(count, len(piece.text))
        count -= taken
        kept.append(Run(piece.text[taken:], piece.italic, piece.bold, piece.underline, piece.raised))
    return kept


def _reading(page: Page, unseen: Unseen) -> Reading:
    place, adopted_on, adopted_how = _adoption(page, unseen)
    document = Document(
        parts=tuple(part_of(found, unseen) for found in in_order(page, unseen)),
        style=unseen.style or "o-we",
        language=unseen.language or "en",
        members=unseen.members,
        body="\n".join(page.letterhead),
        meeting=unseen.meeting,
        place=place,
        adopted_on=adopted_on,
        adopted_how=adopted_how,
        symbol=unseen.symbol,
        draft=unseen.draft.draft() if unseen.draft else None,
        signatures=tuple(page.signatures),
        attachments=tuple(Attachment(heading, "\n".join(words)) for heading, words in page.attachments),
        participants=tuple(page.participants),
        statement_id=unseen.statement_id,
        fingerprint=unseen.fingerprint,
    )
    return Reading(document, tuple(page.left_out), tuple(page.warnings))


def in_order(page: Page, unseen: Unseen) -> tuple[Found, ...]:
    """The parts as a document has them: the text, then the footnotes in the order they were kept in."""
    order = {bookmark: place for place, bookmark in enumerate(unseen.footnotes)}
    is_note = [found.shown.kind is PartKind.FOOTNOTE for found in page.found]
    text = (found for found, note in zip(page.found, is_note, strict=True) if not note)
    notes = (found for found, note in zip(page.found, is_note, strict=True) if note)
    return (*text, *sorted(notes, key=lambda note: order.get(note.bookmark, len(order))))


def part_of(found: Found, unseen: Unseen) -> Part:
    """What was found, as a part."""
    known = unseen.parts.get(found.bookmark)
    shown = found.shown
    pieces, ending = _split(found.pieces, known)
    level, identity, label = shown.level, "", None
    if known is not None:
        level = shown.level if known.level is None else known.level
        label = known.label
        identity = known.id
    if shown.is_unmarked:
        label = ""
    elif label == "" and shown.kind is PartKind.ITEM:
        label = None
    if found.bookmark.startswith("_cl_"):
        identity = found.bookmark.removeprefix("_cl_")
    key = mark = None
    if shown.kind is PartKind.FOOTNOTE:
        key = known.key if known else (f"note-{found.note}" if found.note is not None else None)
        mark = found.mark if found.mark else (known.mark if known and not known.mark else None)
    elif known is not None:
        key, mark = known.key, known.mark
    return Part(shown.kind, write(pieces), level, ending, label, key, mark, id=identity)


def _split(pieces: Pieces, known: UnseenPart | None) -> tuple[Pieces, str | None]:
    """A part's wording and its own ending; `None` where the style computed what stands there."""
    words = _said(pieces)
    if known is not None and words.endswith(known.ending):
        return cut_end(pieces, len(known.ending)), known.ending.removesuffix(known.state) if known.own else None
    if known is not None and known.state and words.endswith(known.state):
        pieces, words = cut_end(pieces, len(known.state)), words.removesuffix(known.state)
    _, ending = split_ending(words)
    blank = len(words) - len(words.rstrip())
    return cut_end(pieces, len(ending) + blank), ending


def cut_end(pieces: Iterable[Run | FootnoteMark], count: int) -> Pieces:
    """A wording without its last characters."""
    kept = list(pieces)
    for place in reversed(range(len(kept))):
        piece = kept[place]
        if not count:
            break
        if isinstance(piece, FootnoteMark):
            continue
        taken = min(count, len(piece.text))
        text = piece.text[: len(piece.text) - taken]
        kept[place] = Run(text, piece.italic, piece.bold, piece.underline, piece.raised)
        count -= taken
    return kept


def _adoption(page: Page, unseen: Unseen) -> tuple[str, date | None, str]:
    """Place and day of adoption and what its line adds: as kept while it is as printed, else as the edited one says."""
    adoption = unseen.adoption
    line = " ".join(page.adoption)
    if not page.adoption or adoption is None:
        if line:
            page.left_out.append(LeftOut(line, N_("The file does not say how its adoption line is to be read.")))
        return unseen.place, None, ""
    if line == adoption.line:
        return unseen.place, adoption.on, adoption.how
    how = adoption.how if adoption.how and line.endswith(f" ({adoption.how})") else ""
    line = line.removesuffix(f" ({how})")
    for form in adoption.forms:
        found = re.fullmatch(_as_expression(form, {"place": "(?P<place>.+?)", "date": "(?P<date>.+?)"}), line)
        day = _day(found["date"], adoption) if found else None
        if found and day:
            return found.groupdict().get("place") or "", day, how
    page.left_out.append(LeftOut(line, N_("The adoption line was changed and names no date that can be read.")))
    return unseen.place, None, ""


def _day(written: str, adoption: UnseenAdoption) -> date | None:
    months = "|".join(re.escape(month) for month in adoption.months)
    places = {"day": r"(?P<day>\d{1,2})", "month": f"(?P<month>{months})", "year": r"(?P<year>\d{4})"}
    found = re.fullmatch(_as_expression(adoption.date_form, places), written)
    if found is None or found.groupdict().keys() < {"day", "month", "year"}:
        return None
    try:
        return date(int(found["year"]), adoption.months.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None


def _as_expression(pattern: str, places: Mapping[str, str]) -> str:
    return "".join(
        re.escape(text) + (places.get(place, "") if place else "") for text, place, _, _ in Formatter().parse(pattern)
    )
