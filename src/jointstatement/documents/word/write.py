"""Prints a statement as a Word file: words into the template, lists by Word, the same bytes each time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from string import Formatter

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from jointstatement.documents.printed import (
    ItemForm,
    PrintedPart,
    adoption_line,
    draft_line,
    item_form,
    printed_parts,
    referred_footnotes,
    shown_level,
)
from jointstatement.documents.style import Style
from jointstatement.documents.word import names
from jointstatement.documents.word.elements import (
    DECLARATION,
    FOOTNOTE_SEPARATORS,
    ROOT_NAMESPACES,
    bookmark_end,
    bookmark_start,
    computed_field,
    escaped,
    footnote,
    footnote_again,
    footnote_reference,
    marked_run,
    paragraph,
    run,
    styled_run,
    table,
)
from jointstatement.documents.word.package import PackagePart, Relationship, packaged
from jointstatement.documents.word.template import Form, PageEdge
from jointstatement.documents.word.unseen import (
    Unseen,
    UnseenAdoption,
    UnseenDraft,
    UnseenPart,
    unseen_as_xml,
)
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part
from jointstatement.text.wording import FootnoteMark, Run, parse, plain

_ONE_PARAGRAPH = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.HEADING})
"""Kinds whose paragraphs Word shows as lines of one, so that a title is one title in the outline."""
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_CUSTOM_XML_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_UNSEEN_IDENTITY = "{6B1C0B33-5C5B-5C0E-9B0E-6D9C2A4C1E51}"
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


def write_docx(document: Document, style: Style) -> bytes:
    """The Word file of a document: a draft where it carries `draft`, else the final form.

    Nothing is taken from the clock or the machine: the same document and style give the same bytes.
    """
    template = style.template
    form = template.final if document.draft is None else template.draft
    writing = _Writing(document, style, form)
    body = "".join(writing.body())
    fixed = [
        (
            PackagePart("word/styles.xml", CONTENT_TYPE.WML_STYLES, _styles(document, style, form)),
            Relationship("rId-styles", RELATIONSHIP_TYPE.STYLES, "/word/styles.xml"),
        ),
        (
            PackagePart("word/numbering.xml", CONTENT_TYPE.WML_NUMBERING, writing.numbering()),
            Relationship("rId-numbering", RELATIONSHIP_TYPE.NUMBERING, "/word/numbering.xml"),
        ),
        (
            PackagePart("word/settings.xml", CONTENT_TYPE.WML_SETTINGS, template.settings),
            Relationship("rId-settings", RELATIONSHIP_TYPE.SETTINGS, "/word/settings.xml"),
        ),
        (
            PackagePart("word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, writing.footnotes()),
            Relationship("rId-footnotes", RELATIONSHIP_TYPE.FOOTNOTES, "/word/footnotes.xml"),
        ),
        (
            PackagePart(
                "customXml/item1.xml",
                "application/xml",
                unseen_as_xml(writing.unseen()),
                (Relationship("rId1", f"{_CUSTOM_XML}Props", "itemProps1.xml"),),
            ),
            Relationship("rId-unseen", _CUSTOM_XML, "/customXml/item1.xml"),
        ),
        *template.others,
        *(_page_edge(edge, document, style) for edge in template.page_edges),
    ]
    main = PackagePart(
        "word/document.xml",
        CONTENT_TYPE.WML_DOCUMENT_MAIN,
        f"{DECLARATION}<w:document {ROOT_NAMESPACES}><w:body>{body}{template.section}</w:body></w:document>".encode(),
        tuple(arrow for _, arrow in fixed),
    )
    properties = (
        PackagePart("customXml/itemProps1.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _unseen_properties()),
        PackagePart("docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, _core_properties(document)),
        PackagePart("docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, _custom_properties(document)),
    )
    roots = (
        Relationship("rId1", RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "word/document.xml"),
        Relationship("rId2", RELATIONSHIP_TYPE.CORE_PROPERTIES, "docProps/core.xml"),
        Relationship("rId3", RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, "docProps/custom.xml"),
    )
    return packaged(roots, (main, *(part for part, _ in fixed), *template.media, *properties))


@dataclass(slots=True)
class _Writing:
    """One document on its way to paper; gathers what its footnotes, lists and bookmarks will need."""

    document: Document
    style: Style
    form: Form
    _printed: tuple[PrintedPart, ...] = ()
    _referred: Mapping[str, int] = field(default_factory=dict)
    """The place of each footnote by its key, for those that the text refers to."""
    _opened_footnotes: set[int] = field(default_factory=set)
    _bookmarks: dict[int, str] = field(default_factory=dict)
    _default_title: str = ""
    _restarts: int = 0
    """How many lists of items begin anew without an operative clause that makes Word begin anew."""

    def __post_init__(self) -> None:
        self._printed = printed_parts(self.document, self.style)
        self._referred = referred_footnotes(self.document.parts)
        taken: set[str] = set()
        for place, part in enumerate(self.document.parts):
            bookmark = names.bookmark_of_part(part.id, place)
            if part.kind is PartKind.FOOTNOTE:
                bookmark = names.bookmark_of_footnote(place)
            elif bookmark.casefold() in taken:
                bookmark = names.bookmark_of_part("", place)
            taken.add(bookmark.casefold())
            self._bookmarks[place] = bookmark

    def body(self) -> Iterator[str]:
        """Everything between the first page's edge and the last's, in order."""
        if self.document.body:
            yield self._line(names.LETTERHEAD, self.document.body)
        if self.style.default_title and self.document.first(PartKind.TITLE) is None:
            self._default_title = self.style.default_title
            yield self._line(names.STYLE_OF_KIND[PartKind.TITLE], self._default_title)
        yield from self._text()
        if line := adoption_line(self.document, self.style):
            yield self._line(names.ADOPTION, line)
        if self.document.signatures:
            yield self._signatures()
        if self.document.attachments:
            yield self._line(names.ANNEX_HEADING, self.style.annexes.attachments)
            for attachment in self.document.attachments:
                yield self._line(names.ATTACHMENT_HEADING, attachment.heading)
                for words in attachment.text.split("\n"):
                    yield self._line(names.ATTACHMENT, words)
        if self.document.participants:
            yield self._line(names.ANNEX_HEADING, self.style.annexes.participants)
            yield self._participants()

    def footnotes(self) -> bytes:
        """The footnotes that the text refers to, in the document's order, and the two lines Word sets them off by."""
        ids = self.style.template.style_ids
        bodies = "".join(
            footnote(
                place + 1,
                ids[names.FOOTNOTE],
                ids[names.FOOTNOTE_REFERENCE],
                printed.part.mark or "",
                self._paragraphs(printed, may_refer=False),
            )
            for place, printed in enumerate(self._printed)
            if place in self._opened_footnotes
        )
        root = f"<w:footnotes {ROOT_NAMESPACES}>{FOOTNOTE_SEPARATORS}{bodies}</w:footnotes>"
        return (DECLARATION + root).encode()

    def numbering(self) -> bytes:
        """The lists of the template, and one more wherever items begin anew."""
        if not self._restarts:
            return self.form.numbering
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
            for level in range(1, 1 + names.ITEM_LEVELS)
        )
        lists = "".join(
            f'<w:num w:numId="{self.form.free_number + place}">'
            f'<w:abstractNumId w:val="{self.form.items_list}"/>{overrides}</w:num>'
            for place in range(self._restarts)
        )
        end = b"</w:numbering>"
        return self.form.numbering.replace(end, lists.encode() + end)

    def unseen(self) -> Unseen:
        """What the file keeps beside its words."""
        document, style = self.document, self.style
        adoption = None
        if document.adopted_on is not None:
            forms = (style.adoption.line, style.adoption.line_without_place)
            adoption = UnseenAdoption(
                adoption_line(document, style), document.adopted_on, forms, style.dates.form, style.dates.months
            )
        return Unseen(
            style=document.style,
            language=document.language,
            members=document.members,
            meeting=document.meeting,
            place=document.place,
            adoption=adoption,
            draft=None if document.draft is None else UnseenDraft.of(document.draft),
            statement_id=document.statement_id,
            fingerprint=document.fingerprint,
            default_title=self._default_title,
            parts={self._bookmarks[place]: self._unseen_part(place) for place in range(len(self._printed))},
            footnotes=tuple(
                self._bookmarks[place] for place, part in enumerate(document.parts) if part.kind is PartKind.FOOTNOTE
            ),
        )

    def _text(self) -> Iterator[str]:
        restart = 0
        under_operative = False
        for place, printed in enumerate(self._printed):
            part = printed.part
            if part.kind is PartKind.FOOTNOTE:
                continue
            number = 0
            if part.is_clause:
                under_operative, restart = part.kind is PartKind.OPERATIVE, 0
            elif self._is_counted_item(part) and not under_operative:
                if not restart:
                    self._restarts += 1
                    restart = self.form.free_number + self._restarts - 1
                number = restart
            following = self._printed[place + 1].part if place + 1 < len(self._printed) else None
            introduces = following is not None and following.kind is PartKind.ITEM
            yield from self._part(place, printed, list_number=number, keep_with_next=introduces)
        for place, printed in enumerate(self._printed):
            if printed.part.kind is PartKind.FOOTNOTE and place not in self._opened_footnotes:
                yield from self._note(place, printed)

    def _part(self, place: int, printed: PrintedPart, *, list_number: int, keep_with_next: bool) -> Iterator[str]:
        ids = self.style.template.style_ids
        first, further = self._style_names(printed.part)
        contents = self._paragraphs(printed, may_refer=True)
        start, end = bookmark_start(place, self._bookmarks[place]), bookmark_end(place)
        for number, content in enumerate(contents):
            yield paragraph(
                ids[first if number == 0 else further],
                (start if number == 0 else "") + content + (end if number == len(contents) - 1 else ""),
                keep_with_next=keep_with_next,
                list_place=(list_number, shown_level(printed.part)) if list_number and number == 0 else None,
            )

    def _note(self, place: int, printed: PrintedPart) -> Iterator[str]:
        """A footnote that nothing refers to, below the text: Word has no footnote without a place."""
        style_id = self.style.template.style_ids[names.NOTE]
        contents = self._paragraphs(printed, may_refer=False)
        start, end = bookmark_start(place, self._bookmarks[place]), bookmark_end(place)
        for number, content in enumerate(contents):
            mark = run(f"{printed.marker}\t") + start if number == 0 else ""
            yield paragraph(style_id, mark + content + (end if number == len(contents) - 1 else ""))

    def _style_names(self, part: Part) -> tuple[str, str]:
        """The Word style of a part's first paragraph, and that of further ones."""
        level = shown_level(part) - 1
        if part.kind is PartKind.HEADING:
            return names.HEADINGS[level], names.HEADINGS[level]
        if part.kind is PartKind.ITEM:
            form = item_form(part, is_draft=self.document.draft is not None)
            marked = {
                ItemForm.COUNTED: names.ITEMS,
                ItemForm.DASHED: names.DASHES,
                ItemForm.UNMARKED: names.UNMARKED_ITEMS,
            }
            return marked[form][level], names.ITEMS_CONTINUED[level]
        first = names.STYLE_OF_KIND[part.kind]
        continued = {
            PartKind.PREAMBULAR: names.PREAMBULAR_CONTINUED,
            PartKind.OPERATIVE: names.OPERATIVE_CONTINUED,
        }
        return first, continued.get(part.kind, first)

    def _is_counted_item(self, part: Part) -> bool:
        is_draft = self.document.draft is not None
        return part.kind is PartKind.ITEM and item_form(part, is_draft=is_draft) is ItemForm.COUNTED

    def _paragraphs(self, printed: PrintedPart, *, may_refer: bool) -> list[str]:
        """The content of each paragraph of a part: its wording and, after the last, its ending."""
        divides = printed.part.kind not in _ONE_PARAGRAPH
        contents = [""]
        for piece in parse(printed.part.wording):
            if isinstance(piece, FootnoteMark):
                contents[-1] += self._reference(piece.key) if may_refer else self._mark_without_note(piece.key)
            elif divides and "\n" in piece.text:
                for number, text in enumerate(piece.text.split("\n")):
                    if number:
                        contents.append("")
                    contents[-1] += marked_run(Run(text, piece.italic, piece.bold, piece.underline, piece.raised))
            else:
                contents[-1] += marked_run(piece)
        contents[-1] += run(printed.ending)
        return contents

    def _reference(self, key: str) -> str:
        place = self._referred.get(key)
        if place is None:
            return self._mark_without_note(key)
        style_id = self.style.template.style_ids[names.FOOTNOTE_REFERENCE]
        bookmark = self._bookmarks[place]
        if place in self._opened_footnotes:
            return footnote_again(bookmark, self._printed[place].marker, style_id)
        self._opened_footnotes.add(place)
        number = len(self._printed) + place
        reference = footnote_reference(place + 1, style_id, self.document.parts[place].mark or "")
        return bookmark_start(number, bookmark) + reference + bookmark_end(number)

    def _mark_without_note(self, key: str) -> str:
        return styled_run(f"[^{key}]", self.style.template.style_ids[names.MARK_WITHOUT_NOTE])

    def _signatures(self) -> str:
        half = self.style.template.text_width // 2
        ids = self.style.template.style_ids
        cells = [
            self._line(names.SIGNATURE, signature.name) + self._line(names.SIGNATURE_FOR, signature.for_whom)
            for signature in self.document.signatures
        ]
        if len(cells) % 2:
            cells.append(paragraph(ids[names.PAGE_FOOTER], ""))
        return table((half, half), zip(cells[::2], cells[1::2], strict=True)) + "<w:p/>"

    def _participants(self) -> str:
        width = self.style.template.text_width // 3
        rows = (
            (
                self._line(names.PARTICIPANT, participant.name),
                self._line(names.PARTICIPANT, participant.rank),
                self._line(names.PARTICIPANT, participant.delegation),
            )
            for participant in self.document.participants
        )
        heading = (self._line(names.PARTICIPANT_HEADING, words) for words in self.style.annexes.participant_columns)
        return table((width, width, width), rows, heading=heading) + "<w:p/>"

    def _line(self, name: str, text: str) -> str:
        return paragraph(self.style.template.style_ids[name], run(text))

    def _unseen_part(self, place: int) -> UnseenPart:
        printed = self._printed[place]
        part = printed.part
        shows_level = part.kind in {PartKind.ITEM, PartKind.HEADING}
        return UnseenPart(
            ending=printed.ending,
            own=part.ending is not None,
            label=part.label,
            level=None if part.level == (shown_level(part) if shows_level else 0) else part.level,
            id="" if self._bookmarks[place] == f"_cl_{part.id}" else part.id,
            key=part.key,
            mark=part.mark,
        )


def _styles(document: Document, style: Style, form: Form) -> bytes:
    language = escaped(names.proofing_language(document.language or style.language))
    return style.template.styles(form, language)


def _page_edge(edge: PageEdge, document: Document, style: Style) -> tuple[PackagePart, Relationship]:
    """A header or footer with the line that this form has there, or without one."""
    ids = style.template.style_ids
    line = ""
    if edge.is_header and document.draft is not None:
        line = paragraph(ids[names.PAGE_HEADER], run(draft_line(document, style)))
    elif not edge.is_header:
        pattern = style.page.draft_footer if document.draft is not None else style.page.final_footer
        line = paragraph(ids[names.PAGE_FOOTER], _page_numbers(pattern)) if pattern else ""
    if not line and edge.is_empty:
        line = "<w:p/>"
    part = PackagePart(
        edge.part.name,
        edge.part.content_type,
        edge.before + line.encode() + edge.after,
        edge.part.relationships,
    )
    kind = RELATIONSHIP_TYPE.HEADER if edge.is_header else RELATIONSHIP_TYPE.FOOTER
    file = re.sub(r"^word/|\.xml$", "", part.name)
    return part, Relationship(f"rId-{file}", kind, f"/{part.name}")


def _page_numbers(pattern: str) -> str:
    return "".join(
        run(text) + (computed_field(_FIELDS[place], "1") if place else "")
        for text, place, _, _ in Formatter().parse(pattern)
    )


def _core_properties(document: Document) -> bytes:
    """Title, meeting, body and language, and the day or hour that the document itself speaks of."""
    title = document.first(PartKind.TITLE)
    moment = ""
    if document.adopted_on is not None:
        moment = f"{document.adopted_on.isoformat()}T00:00:00Z"
    elif document.draft is not None and document.draft.as_of is not None:
        as_of = document.draft.as_of
        moment = f"{as_of if as_of.tzinfo is None else as_of.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    dated = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
        if moment
    )
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(' '.join(plain(title.wording).split())) if title else ''}</dc:title>"
        f"<dc:subject>{escaped(document.meeting)}</dc:subject>"
        f"<dc:creator>{escaped(document.body)}</dc:creator>"
        f"<dc:language>{escaped(document.language)}</dc:language>{dated}</cp:coreProperties>"
    ).encode()


def _custom_properties(document: Document) -> bytes:
    kept = {
        names.FORMAT_PROPERTY: "1",
        "jointstatement.body": document.body,
        "jointstatement.meeting": document.meeting,
        "jointstatement.date": _date(document),
        "jointstatement.statement": document.statement_id,
        "jointstatement.revision": document.draft.revision if document.draft else "",
        "jointstatement.fingerprint": document.fingerprint,
        "jointstatement.style": document.style,
    }
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(kept.items(), start=2)
        if value
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_CUSTOM_PROPERTIES}"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{properties}</Properties>"
    ).encode()


def _date(document: Document) -> str:
    """The day of adoption, or the day of the hour that a draft speaks of, in the meeting's own zone."""
    if document.adopted_on is not None:
        return document.adopted_on.isoformat()
    as_of = document.draft.as_of if document.draft else None
    return as_of.date().isoformat() if as_of else ""


def _unseen_properties() -> bytes:
    return (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_CUSTOM_XML_PROPERTIES}" ds:itemID="{_UNSEEN_IDENTITY}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{names.UNSEEN_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
