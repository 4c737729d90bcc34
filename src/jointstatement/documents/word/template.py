"""A style's `style.docx`, opened by python-docx and laid ready for printing.

A secretariat edits the template in Word. Its page, styles, lists, headers and footers with their pictures are taken as
they are; its sample text, comments, properties and letters of its own are left behind, settings are taken where a page
needs them, and what would compute, fetch or run something is refused. No part keeps its name from the template: prints
are built anew. Laid ready once per content: a print only adds words.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.opc.rel import _Relationship as Arrow
from lxml import etree

from jointstatement.documents.word import names
from jointstatement.documents.word.elements import NAMESPACE, RELATIONSHIPS
from jointstatement.documents.word.package import PackagePart, Relationship
from jointstatement.documents.word.preflight import preflight
from jointstatement.terms import PartKind

_KEPT_PARTS = {
    RELATIONSHIP_TYPE.FONT_TABLE: ("word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE),
    RELATIONSHIP_TYPE.THEME: ("word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME),
}
_PICTURES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}
_MOST_PIXELS = 40_000_000
_HARMLESS_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF"})
_ACTIVE_ELEMENTS = frozenset(
    {"object", "control", "altChunk", "subDoc", "hyperlink", "dataBinding", "OLEObject", "movie", "script"}
)
_OPEN_ELEMENTS = frozenset({"ins", "del", "moveFrom", "moveTo"})
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_LEVEL_TEXT = re.compile(r'(<w:lvlText [^>]*?w:val=")[^"]*(")')
_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')
_LANGUAGE_PLACE = "language-of-the-text"
_WANTED_SETTINGS = frozenset(
    {
        "zoom",
        "mirrorMargins",
        "alignBordersAndEdges",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
        "defaultTabStop",
        "autoHyphenation",
        "consecutiveHyphenLimit",
        "hyphenationZone",
        "doNotHyphenateCaps",
        "evenAndOddHeaders",
        "bookFoldPrinting",
        "bookFoldPrintingSheets",
        "characterSpacingControl",
        "compat",
        "mathPr",
        "themeFontLang",
        "clrSchemeMapping",
        "decimalSymbol",
        "listSeparator",
    }
)
"""How a page is laid out; all other settings tell of the template's past or change how a text opens."""
_SETTINGS_AFTER_FOOTNOTES = (
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "attachedSchema",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures",
    "forceUpgrade",
    "captions",
    "readModeInkLockDown",
    "smartTagType",
    "schemaLibrary",
    "shapeDefaults",
    "doNotEmbedSmartTags",
    "decimalSymbol",
    "listSeparator",
)
_AFTER_NUMBERING = (
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct",
    "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_SYMBOL_FONTS = {"Wingdings", "Symbol", "Webdings"}
_SYMBOLS = {"\uf0d8": "➢", "\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓"}


class TemplateMistake(Exception):
    """A template that cannot be printed with: which part or parts of it, and what to do."""

    def __init__(self, key: str, remedy: str) -> None:
        self.key, self.remedy = key, remedy
        super().__init__(f"{key}: {remedy}")


@dataclass(frozen=True, slots=True)
class ListLook:
    """What Word writes before a paragraph: the level's text ("Ø", "%1.") and how it counts ("bullet", "decimal")."""

    text: str
    count: str


@dataclass(frozen=True, slots=True)
class PageEdge:
    """A header or footer, open at the place where a line of ours may be put in."""

    part: PackagePart
    is_header: bool
    before: bytes
    after: bytes
    is_empty: bool
    """Nothing stands in it: without a line of ours it needs an empty one."""


@dataclass(frozen=True, slots=True)
class ClauseList:
    """The list by which Word marks the clauses of one kind."""

    definition: str
    """Its `w:abstractNumId`."""
    level: str
    """Its first level (`w:lvl`), which belongs to no paragraph style."""

    def shows(self, marker: str) -> str:
        """The level with a marker that does not count, given as XML."""
        return _LEVEL_TEXT.sub(lambda found: f"{found[1]}{marker}{found[2]}", self.level, count=1)


@dataclass(frozen=True, slots=True)
class Form:
    """What differs between the final form and a draft: how clauses are marked."""

    styles: tuple[bytes, bytes]
    """Word's styles, open at the place of the text's language."""
    numbering: bytes
    items_list: str
    """The definition (`w:abstractNumId`) of a list like that of the clauses, for items that stand under none of its
    clauses: among the clauses' own levels they would count as one."""
    free_number: int
    """The first `w:numId` that is not taken."""
    clauses: Mapping[PartKind, ClauseList]
    """The lists of the clauses; without those that have no marker."""


@dataclass(frozen=True, slots=True)
class Template:
    """A `style.docx` laid ready. `looks` are by the name of the Word style or list style and the level in it."""

    style_ids: Mapping[str, str]
    looks: Mapping[tuple[str, int], ListLook]
    final: Form
    draft: Form
    settings: bytes
    section: str
    text_width: int
    """Between the margins, in twentieths of a point."""
    page_edges: tuple[PageEdge, ...]
    others: tuple[tuple[PackagePart, Relationship], ...]
    """Parts taken over as they are, each with the arrow that leads to it from the text."""
    media: tuple[PackagePart, ...]

    def styles(self, form: Form, language: str) -> bytes:
        """Word's styles with the text's proofing language."""
        before, after = form.styles
        return before + language.encode() + after


@lru_cache(maxsize=16)
def open_template(content: bytes) -> Template:
    """The template in these bytes, checked and laid ready.

    Raises `TemplateMistake` for what no print could come out of (a Word style that is missing, a clause without a
    list, two lists where one must restart the other) and `UnreadableFile` for what is no Word file at all.
    """
    preflight(content)
    try:
        opened = docx.Document(io.BytesIO(content))
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as reason:
        raise TemplateMistake("style.docx", "it is no Word document; save it again in Word as .docx.") from reason
    main = opened.part
    style_ids = _style_ids(opened)
    numbering = _needed(main, RELATIONSHIP_TYPE.NUMBERING)
    styles = _needed(main, RELATIONSHIP_TYPE.STYLES)
    _demand_no_pointers(styles, "the styles")
    _demand_no_pointers(numbering, "the lists")
    lists = _Lists(styles, numbering, style_ids)
    settings = _only(main, RELATIONSHIP_TYPE.SETTINGS)
    section, edges, media = _section(opened)
    return Template(
        style_ids=style_ids,
        looks=lists.looks(),
        final=lists.final(),
        draft=lists.draft(),
        settings=_settings(_tree(settings) if settings is not None else etree.Element(_w("settings"))),
        section=etree.tostring(section, encoding="unicode"),
        text_width=_text_width(section),
        page_edges=edges,
        others=tuple(_others(main)),
        media=media,
    )


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else element.get(_w("val"), default)


def _tree(part: Part) -> etree._Element:
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _bytes(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _only(main: Part, kind: str) -> Part | None:
    return next((arrow.target_part for arrow in _arrows(main) if arrow.reltype == kind), None)


def _needed(main: Part, kind: str) -> etree._Element:
    part = _only(main, kind)
    if part is None:
        raise TemplateMistake("style.docx", "it has no styles or lists; start again from a copy of a shipped style.")
    return _tree(part)


def _take_out(element: etree._Element) -> None:
    """Removes an element from its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _clause_list(abstract: etree._Element) -> ClauseList:
    level = deepcopy(_level(abstract, 0))
    for link in level.findall(_w("pStyle")):
        level.remove(link)
    return ClauseList(
        abstract.get(_w("abstractNumId"), ""),
        _NAMESPACES.sub("", etree.tostring(level, encoding="unicode", with_tail=False)),
    )


def _level(abstract: etree._Element, level: int) -> etree._Element:
    for element in abstract.findall(_w("lvl")):
        if element.get(_w("ilvl")) == str(level):
            return element
    raise TemplateMistake("style.docx", f"a list has no level {level + 1}; define it in Word.")


def _number_of(element: etree._Element, name: str) -> int:
    return int(element.get(_w(name), "0"))


def _arrows(part: Part) -> Iterator[Arrow]:
    return (arrow for arrow in part.rels.values() if not arrow.is_external)


def _style_ids(opened: docx.document.Document) -> dict[str, str]:
    """The ids of the Word styles by name, looked up once: python-docx asks the whole table for each paragraph."""
    found: dict[tuple[WD_STYLE_TYPE, str], str] = {
        (style.type, (style.element.name_val or "").casefold()): style.style_id for style in opened.styles
    }
    needed = [(WD_STYLE_TYPE.PARAGRAPH, name) for name in names.PARAGRAPH_STYLES]
    needed += [(WD_STYLE_TYPE.CHARACTER, name) for name in names.CHARACTER_STYLES]
    needed += [(WD_STYLE_TYPE.LIST, name) for name in names.LIST_STYLES]
    sorts = {WD_STYLE_TYPE.PARAGRAPH: "paragraph", WD_STYLE_TYPE.CHARACTER: "character"}
    for kind in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER, WD_STYLE_TYPE.LIST):
        missing = [name for each, name in needed if each is kind and (kind, name.casefold()) not in found]
        if missing:
            these = "this name" if len(missing) == 1 else "these names"
            raise TemplateMistake(
                ", ".join(missing),
                f"style.docx has no {sorts.get(kind, 'list')} style of {these}; make it in Word, or copy it from a "
                "shipped style.",
            )
    return {name: found[kind, name.casefold()] for kind, name in needed}


class _Lists:
    """The lists of a template: which Word style is marked by which, and how that changes in a draft."""

    def __init__(self, styles: etree._Element, numbering: etree._Element, style_ids: Mapping[str, str]) -> None:
        self._styles, self._numbering, self._ids = styles, numbering, style_ids
        self._operative = names.STYLE_OF_KIND[PartKind.OPERATIVE]
        self._preambular = names.STYLE_OF_KIND[PartKind.PREAMBULAR]
        for element in list(styles.iter(_w("lang"))):
            _take_out(element)
        clauses = self._place(self._operative)
        if clauses is None:
            raise TemplateMistake(self._operative, "in style.docx it belongs to no list; give it a marker in Word.")
        for level, name in enumerate(names.ITEMS, start=1):
            if self._place(name) != (clauses[0], level):
                raise TemplateMistake(
                    name,
                    f"in style.docx it must be level {level + 1} of the same list as “{self._operative}”, "
                    "else items do not begin anew under each clause.",
                )
        for name in (*names.DASHES, *names.LIST_STYLES):
            if self._place(name) is None:
                raise TemplateMistake(name, "in style.docx it belongs to no list; give it one in Word.")

    def looks(self) -> dict[tuple[str, int], ListLook]:
        found: dict[tuple[str, int], ListLook] = {}
        marked = (self._operative, self._preambular, *names.HEADINGS, *names.ITEMS, *names.DASHES)
        for name in marked:
            place = self._place(name)
            if place is not None:
                found[name, 0] = self._look(*place)
        for level in range(1 + names.ITEM_LEVELS):
            found[names.DRAFT_LIST, level] = self._look(self._number(names.DRAFT_LIST), level)
        found[names.DRAFT_PREAMBLE_LIST, 0] = self._look(self._number(names.DRAFT_PREAMBLE_LIST), 0)
        return found

    def final(self) -> Form:
        """Without the two lists that only a draft uses."""
        styles, numbering = deepcopy(self._styles), deepcopy(self._numbering)
        self._drop_draft_lists(styles, numbering)
        return self._form(styles, numbering, "")

    def draft(self) -> Form:
        """The same Word styles, marked by the lists of a draft: the paragraphs of both forms are alike."""
        styles, numbering = deepcopy(self._styles), deepcopy(self._numbering)
        final_clauses = self._abstract_of(self._number(self._operative))
        for name, marked in (
            (names.DRAFT_LIST, (self._operative, *names.ITEMS)),
            (names.DRAFT_PREAMBLE_LIST, (self._preambular,)),
        ):
            abstract = self._abstract(numbering, self._abstract_of(self._number(name)))
            for level, style in enumerate(marked):
                element = _level(abstract, level)
                for link in element.findall(_w("pStyle")):
                    element.remove(link)
                link = etree.Element(_w("pStyle"), {_w("val"): self._ids[style]})
                before = [element.find(_w(sibling)) for sibling in ("start", "numFmt", "lvlRestart")]
                element.insert(1 + max((element.index(e) for e in before if e is not None), default=-1), link)
        for num in numbering.findall(_w("num")):
            if _value(num.find(_w("abstractNumId"))) == final_clauses:
                for abstract in num.findall(_w("abstractNumId")):
                    abstract.set(_w("val"), self._abstract_of(self._number(names.DRAFT_LIST)))
        numbering.remove(self._abstract(numbering, final_clauses))
        self._set_number(styles, self._preambular, self._number(names.DRAFT_PREAMBLE_LIST))
        # A level of a list belongs to one paragraph style; the list styles themselves have no further use.
        self._drop_list_styles(styles, numbering)
        return self._form(styles, numbering, self._number(names.DRAFT_PREAMBLE_LIST))

    def _form(self, styles: etree._Element, numbering: etree._Element, preambular: str) -> Form:
        operative = self._number(self._operative)
        numbers = {num.get(_w("numId"), "0"): num for num in numbering.findall(_w("num"))}
        for mark in numbering.findall(_w("numIdMacAtCleanup")):
            numbering.remove(mark)
        clauses = self._abstract(numbering, _value(numbers[operative].find(_w("abstractNumId"))))
        lists = {PartKind.OPERATIVE: _clause_list(clauses)}
        if preambular:
            definition = _value(numbers[preambular].find(_w("abstractNumId")))
            lists[PartKind.PREAMBULAR] = _clause_list(self._abstract(numbering, definition))
        items = deepcopy(clauses)
        for name in ("nsid", "tmpl", "name", "styleLink"):
            for element in items.findall(_w(name)):
                items.remove(element)
        for link in list(items.iter(_w("pStyle"))):
            _take_out(link)
        taken = [_number_of(abstract, "abstractNumId") for abstract in numbering.findall(_w("abstractNum"))]
        items.set(_w("abstractNumId"), str(max(taken) + 1))
        clauses.addnext(items)
        return Form(
            _open_at_language(styles),
            _bytes(numbering),
            items_list=str(max(taken) + 1),
            free_number=max(int(number) for number in numbers) + 1,
            clauses=lists,
        )

    def _place(self, name: str) -> tuple[str, int] | None:
        """The number (`w:numId`) and the level that a Word style is marked by."""
        style = self._style(self._styles, name)
        numbering = style.find(f"{_w('pPr')}/{_w('numPr')}")
        if numbering is None:
            return None
        number = _value(numbering.find(_w("numId")))
        return None if number in {"", "0"} else (number, int(_value(numbering.find(_w("ilvl")), "0")))

    def _number(self, name: str) -> str:
        place = self._place(name)
        if place is None:
            raise TemplateMistake(name, "in style.docx it belongs to no list; give it one in Word.")
        return place[0]

    def _style(self, styles: etree._Element, name: str) -> etree._Element:
        style_id = self._ids[name]
        return next(style for style in styles.iter(_w("style")) if style.get(_w("styleId")) == style_id)

    def _abstract_of(self, number: str) -> str:
        for num in self._numbering.findall(_w("num")):
            if num.get(_w("numId")) == number:
                return _value(num.find(_w("abstractNumId")))
        raise TemplateMistake("style.docx", f"a Word style belongs to list {number}, which is not there.")

    def _abstract(self, numbering: etree._Element, abstract: str) -> etree._Element:
        for element in numbering.findall(_w("abstractNum")):
            if element.get(_w("abstractNumId")) == abstract:
                return element
        raise TemplateMistake("style.docx", f"the definition of list {abstract} is not there.")

    def _look(self, number: str, level: int) -> ListLook:
        abstract = self._abstract(self._numbering, self._abstract_of(number))
        element = _level(abstract, level)
        text = _value(element.find(_w("lvlText")))
        fonts = element.find(f"{_w('rPr')}/{_w('rFonts')}")
        if fonts is not None and fonts.get(_w("ascii"), "") in _SYMBOL_FONTS:
            text = "".join(chr(0xF000 + ord(sign)) if ord(sign) < 0x100 else sign for sign in text)
        text = "".join(_SYMBOLS.get(sign, sign) for sign in text)
        return ListLook(text, _value(element.find(_w("numFmt")), "decimal"))

    def _set_number(self, styles: etree._Element, name: str, number: str) -> None:
        style = self._style(styles, name)
        properties = style.find(_w("pPr"))
        if properties is None:
            properties = etree.Element(_w("pPr"))
            run_properties = style.find(_w("rPr"))
            style.insert(len(style) if run_properties is None else style.index(run_properties), properties)
        for old in properties.findall(_w("numPr")):
            properties.remove(old)
        marked = etree.Element(_w("numPr"))
        etree.SubElement(marked, _w("numId"), {_w("val"): number})
        later = [child for child in properties if etree.QName(child).localname in _AFTER_NUMBERING]
        properties.insert(properties.index(later[0]) if later else len(properties), marked)

    def _drop_draft_lists(self, styles: etree._Element, numbering: etree._Element) -> None:
        unused = {self._abstract_of(self._number(name)) for name in names.LIST_STYLES}
        self._drop_list_styles(styles, numbering)
        for num in numbering.findall(_w("num")):
            if _value(num.find(_w("abstractNumId"))) in unused:
                numbering.remove(num)
        for abstract in unused:
            numbering.remove(self._abstract(numbering, abstract))

    def _drop_list_styles(self, styles: etree._Element, numbering: etree._Element) -> None:
        dropped = {self._ids[name] for name in names.LIST_STYLES}
        for style in styles.findall(_w("style")):
            if style.get(_w("styleId")) in dropped:
                styles.remove(style)
        for abstract in numbering.findall(_w("abstractNum")):
            for link in abstract.findall(_w("styleLink")) + abstract.findall(_w("numStyleLink")):
                if _value(link) in dropped:
                    abstract.remove(link)


def _open_at_language(styles: etree._Element) -> tuple[bytes, bytes]:
    defaults = styles.find(_w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(_w("docDefaults"))
        styles.insert(0, defaults)
    run_defaults = defaults.find(_w("rPrDefault"))
    if run_defaults is None:
        run_defaults = etree.Element(_w("rPrDefault"))
        defaults.insert(0, run_defaults)
    properties = run_defaults.find(_w("rPr"))
    if properties is None:
        properties = etree.SubElement(run_defaults, _w("rPr"))
    etree.SubElement(properties, _w("lang"), {_w("val"): _LANGUAGE_PLACE})
    before, after = _bytes(styles).split(_LANGUAGE_PLACE.encode())
    return before, after


def _settings(settings: etree._Element) -> bytes:
    """Of the template's settings those that a page needs, and the two lines that set footnotes off."""
    for element in list(settings):
        if not isinstance(element.tag, str) or etree.QName(element).localname not in _WANTED_SETTINGS:
            settings.remove(element)
    separators = etree.Element(_w("footnotePr"))
    for number in ("-1", "0"):
        etree.SubElement(separators, _w("footnote"), {_w("id"): number})
    later = [child for child in settings if etree.QName(child).localname in _SETTINGS_AFTER_FOOTNOTES]
    settings.insert(settings.index(later[0]) if later else len(settings), separators)
    return _bytes(settings)


def _section(
    opened: docx.document.Document,
) -> tuple[etree._Element, tuple[PageEdge, ...], tuple[PackagePart, ...]]:
    """The page of the template's last section, with a header and a footer on every kind of page it has."""
    if opened.element.body.sectPr is None:
        raise TemplateMistake("style.docx", "it has no page; start again from a copy of a shipped style.")
    section = deepcopy(opened.element.body.sectPr)
    for name in [key for key in section.attrib if "rsid" in key]:
        del section.attrib[name]
    for element in section.findall(_w("sectPrChange")) + section.findall(_w("footnotePr")):
        section.remove(element)
    kinds = ["default"]
    if section.find(_w("titlePg")) is not None:
        kinds.append("first")
    if opened.settings.odd_and_even_pages_header_footer:
        kinds.append("even")
    edges: list[PageEdge] = []
    media: dict[str, PackagePart] = {}
    references: list[etree._Element] = []
    for tag, is_header in (("headerReference", True), ("footerReference", False)):
        given = {reference.get(_w("type")): reference for reference in section.findall(_w(tag))}
        for reference in section.findall(_w(tag)):
            section.remove(reference)
        for kind in kinds:
            name = f"{'header' if is_header else 'footer'}-{kind}"
            root, pictures = _edge(opened.part, given.get(kind), is_header)
            media.update({part.name: part for part, _ in pictures})
            if len(root) == 1 and not "".join(map(str, root.itertext())).strip() and not list(root.iter(_w("drawing"))):
                root.remove(root[0])
            etree.SubElement(root, _w("p")).text = _LANGUAGE_PLACE
            before, after = _bytes(root).split(f"<w:p>{_LANGUAGE_PLACE}</w:p>".encode())
            part = PackagePart(
                f"word/{name}.xml",
                _HEADER_TYPE if is_header else _FOOTER_TYPE,
                b"",
                tuple(arrow for _, arrow in pictures),
            )
            edges.append(PageEdge(part, is_header, before, after, is_empty=len(root) == 1))
            references.append(etree.Element(_w(tag), {_w("type"): kind, f"{{{RELATIONSHIPS}}}id": f"rId-{name}"}))
    for element in list(section):
        if any(str(name).startswith(f"{{{RELATIONSHIPS}}}") for name in element.attrib):
            section.remove(element)
    for place, reference in enumerate(references):
        section.insert(place, reference)
    return section, tuple(edges), tuple(media.values())


def _edge(
    main: Part, reference: etree._Element | None, is_header: bool
) -> tuple[etree._Element, list[tuple[PackagePart, Relationship]]]:
    """A header or footer of the template, or an empty one, and the pictures in it."""
    if reference is None:
        return etree.Element(_w("hdr" if is_header else "ftr"), nsmap={"w": NAMESPACE, "r": RELATIONSHIPS}), []
    arrow = main.rels.get(reference.get(f"{{{RELATIONSHIPS}}}id"))
    if arrow is None or arrow.is_external:
        raise TemplateMistake("style.docx", "a header or footer is not in the file; save it again in Word.")
    part = arrow.target_part
    root = _tree(part)
    pictures = {
        arrow.rId: _picture(arrow.target_part.blob)
        for arrow in _arrows(part)
        if arrow.reltype == RELATIONSHIP_TYPE.IMAGE
    }
    _demand_harmless(root, pictures)
    return root, [
        (picture, Relationship(name, RELATIONSHIP_TYPE.IMAGE, f"/{picture.name}")) for name, picture in pictures.items()
    ]


def _picture(content: bytes) -> PackagePart:
    """A picture under a name of our own. Raises `TemplateMistake` for what every program may not show alike."""
    try:
        image = Image.from_blob(content)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ValueError, KeyError) as reason:
        raise TemplateMistake("style.docx", _NO_PICTURE) from reason
    if image.content_type not in _PICTURES or image.px_width * image.px_height > _MOST_PIXELS:
        raise TemplateMistake("style.docx", _NO_PICTURE)
    name = f"word/media/{hashlib.sha256(content).hexdigest()[:16]}.{_PICTURES[image.content_type]}"
    return PackagePart(name, image.content_type, content)


_NO_PICTURE = "a header or footer has a picture that is neither PNG, JPEG nor GIF, or far too large; put it in as PNG."


def _demand_no_pointers(root: etree._Element, where: str) -> None:
    """Raises `TemplateMistake` where a part points at another, as a list does whose marker is a picture."""
    for element in root.iter():
        if any(str(name).startswith(f"{{{RELATIONSHIPS}}}") for name in element.attrib):
            raise TemplateMistake(
                "style.docx", f"{where} point at a picture or another file; take a sign of a font in its place."
            )


def _demand_harmless(root: etree._Element, pictures: Mapping[str, PackagePart]) -> None:
    """Raises `TemplateMistake` for a header or footer that would compute, fetch or run something, or is not settled."""
    instructions = [element.get(_w("instr"), "") for element in root.iter(_w("fldSimple"))]
    instructions += _instructions(root)
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in _ACTIVE_ELEMENTS:
            raise TemplateMistake("style.docx", f"a header or footer holds an object or a link ({name}); take it out.")
        if name in _OPEN_ELEMENTS:
            raise TemplateMistake("style.docx", "a header or footer has tracked changes; accept or reject them.")
        for attribute, value in element.attrib.items():
            if str(attribute).startswith(f"{{{RELATIONSHIPS}}}") and value not in pictures:
                raise TemplateMistake("style.docx", "a header or footer points at what is no picture; take it out.")
    for instruction in instructions:
        kind = (instruction.split() or [""])[0].upper()
        if kind not in _HARMLESS_FIELDS:
            known = ", ".join(sorted(_HARMLESS_FIELDS))
            raise TemplateMistake(
                "style.docx", f"a header or footer has the field {kind or 'without a name'}; there may be {known}."
            )


def _instructions(root: etree._Element) -> Iterator[str]:
    """What the fields that are written in pieces say, each whole."""
    opened: list[str] = []
    for element in root.iter(_w("fldChar"), _w("instrText")):
        if element.tag == _w("instrText"):
            if not opened:
                opened.append("")
            opened[-1] += element.text or ""
        elif element.get(_w("fldCharType")) == "begin":
            opened.append("")
        elif element.get(_w("fldCharType")) == "end" and opened:
            yield opened.pop()
    yield from opened


def _others(main: Part) -> Iterator[tuple[PackagePart, Relationship]]:
    """The theme and the table of fonts, without letters that the template brings."""
    for kind, (name, content_type) in _KEPT_PARTS.items():
        part = _only(main, kind)
        if part is None:
            continue
        root = _tree(part)
        for font in root.iter(_w("font")):
            for element in list(font):
                if isinstance(element.tag, str) and etree.QName(element).localname.startswith("embed"):
                    font.remove(element)
        _demand_no_pointers(root, "the colours and fonts of its theme")
        yield (
            PackagePart(name, content_type, _bytes(root)),
            Relationship(f"rId-{name.rpartition('/')[2]}", kind, f"/{name}"),
        )


def _text_width(section: etree._Element) -> int:
    size, margins = section.find(_w("pgSz")), section.find(_w("pgMar"))
    if size is None or margins is None:
        raise TemplateMistake("style.docx", "it has no page size or margins; set them in Word.")
    width, left, right = (
        int(element.get(_w(name), "0")) for element, name in ((size, "w"), (margins, "left"), (margins, "right"))
    )
    return width - left - right
