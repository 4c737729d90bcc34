"""Prints a statement as a Word file: words into the template, lists by Word, the same bytes each time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from itertools import zip_longest
from string import Formatter

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from jointstatement.documents.printed import (
    ItemForm,
    PrintedPart,
    adoption_line,
    head_line,
    item_form,
    printed_parts,
    recipient_line,
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
    marked_runs,
    paragraph,
    run,
    styled_run,
    table,
)
from jointstatement.documents.word.held import HeldMarker, held_markers, list_level, numbering_with_held
from jointstatement.documents.word.package import PackagePart, Relationship, packaged
from jointstatement.documents.word.template import Form, PageEdge
from jointstatement.documents.word.unseen import (
    Unseen,
    UnseenAdoption,
    UnseenDraft,
    UnseenPart,
    unseen_as_xml,
)
from jointstatement.documents.word.watermark import watermark
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part
from jointstatement.text.reserves import is_reserve
from jointstatement.text.wording import FootnoteMark, Run, parse, plain

_ONE_PARAGRAPH = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.HEADING})
"""Kinds whose paragraphs Word shows as lines of one, so that a title is one title in the outline."""
_LEVELLED = frozenset({PartKind.ITEM, PartKind.HEADING})
_ITEM_STYLES = {
    ItemForm.COUNTED: names.ITEMS,
    ItemForm.DASHED: names.DASHES,
    ItemForm.UNMARKED: names.UNMARKED_ITEMS,
}
_CONTINUED = {PartKind.PREAMBULAR: names.PREAMBULAR_CONTINUED, PartKind.OPERATIVE: names.OPERATIVE_CONTINUED}
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_CUSTOM_XML_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_UNSEEN_IDENTITY = "{6B1C0B33-5C5B-5C0E-9B0E-6D9C2A4C1E51}"
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
_WIDE_LETTER = 120
"""What a letter of a page head takes at most on average, in twentieths of a point: a wide font, bold, of ten points."""


def write_docx(document: Document, style: Style) -> bytes:
    """The Word file of a document: a draft where it carries `draft`, else the final form.

    Nothing is taken from the clock or the machine: the same document and style give the same bytes.
    """
    form = form_of(document, style)
    writing = _Writing(document, style, form)
    body = "".join(writing.body())
    story = Story(body, writing.numbering(), writing.footnotes(), writing.unseen())
    return word_file(document, style, story)


def form_of(document: Document, style: Style) -> Form:
    """How clauses are marked: as in a draft where the document carries `draft`."""
    return style.template.final if document.draft is None else style.template.draft


@dataclass(frozen=True, slots=True)
class Story:
    """What a file says, ready to be packed."""

    body: str
    numbering: bytes
    footnotes: bytes
    unseen: Unseen
    comments: bytes = b""
    """Empty where there are none."""


def word_file(document: Document, style: Style, story: Story) -> bytes:
    """The archive of a story, with the template's page and looks and the document's properties."""
    template = style.template
    form = form_of(document, style)
    fixed = [
        (
            PackagePart("word/styles.xml", CONTENT_TYPE.WML_STYLES, _styles(document, style, form)),
            Relationship("rId-styles", RELATIONSHIP_TYPE.STYLES, "/word/styles.xml"),
        ),
        (
            PackagePart("word/numbering.xml", CONTENT_TYPE.WML_NUMBERING, story.numbering),
            Relationship("rId-numbering", RELATIONSHIP_TYPE.NUMBERING, "/word/numbering.xml"),
        ),
        (
            PackagePart("word/settings.xml", CONTENT_TYPE.WML_SETTINGS, template.settings),
            Relationship("rId-settings", RELATIONSHIP_TYPE.SETTINGS, "/word/settings.xml"),
        ),
        (
            PackagePart("word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, story.footnotes),
            Relationship("rId-footnotes", RELATIONSHIP_TYPE.FOOTNOTES, "/word/footnotes.xml"),
        ),
        (
            PackagePart(
                "customXml/item1.xml",
                "application/xml",
                unseen_as_xml(story.unseen),
                (Relationship("rId1", f"{_CUSTOM_XML}Props", "itemProps1.xml"),),
            ),
            Relationship("rId-unseen", _CUSTOM_XML, "/customXml/item1.xml"),
        ),
        *template.others,
        *(_page_edge(edge, document, style) for edge in template.page_edges),
    ]
    if story.comments:
        fixed.append(
            (
                PackagePart("word/comments.xml", CONTENT_TYPE.WML_COMMENTS, story.comments),
                Relationship("rId-comments", RELATIONSHIP_TYPE.COMMENTS, "/word/comments.xml"),
            )
        )
    main = PackagePart(
        "word/document.xml",
        CONTENT_TYPE.WML_DOCUMENT_MAIN,
        (
            f"{DECLARATION}<w:document {ROOT_NAMESPACES}><w:body>{story.body}{template.section}</w:body></w:document>"
        ).encode(),
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
    _opened_footnotes: dict[int, int] = field(default_factory=dict)
    """Their numbers by their places, in the order in which the text refers to them."""
    _bookmarks: tuple[str, ...] = ()
    _restarts: int = 0
    """How many lists of items begin anew without an operative clause that makes Word begin anew."""
    _held: Mapping[HeldMarker, int] = field(default_factory=dict)
    """The lists of clauses that keep their number."""

    def __post_init__(self) -> None:
        self._printed = printed_parts(self.document, self.style)
        self._referred = referred_footnotes(self.document.parts)
        self._bookmarks = bookmarks(self.document.parts)

    def body(self) -> Iterator[str]:
        """Everything between the first page's edge and the last's, in order."""
        yield from (line_paragraph(line, self.style) for line in lines_before(self.document, self.style))
        yield from self._text()
        for block in blocks_after(self.document, self.style):
            yield line_paragraph(block, self.style) if isinstance(block, Line) else grid(block, self.style)

    def footnotes(self) -> bytes:
        """The footnotes that the text refers to, and the two lines Word sets them off by.

        They stand and count in the order of their places in the text: LibreOffice does not go by their numbers.
        """
        ids = self.style.template.style_ids
        bodies = "".join(
            footnote(
                number,
                ids[names.FOOTNOTE],
                ids[names.FOOTNOTE_REFERENCE],
                self.document.parts[place].mark or "",
                self._paragraphs(self._printed[place], may_refer=False),
            )
            for place, number in self._opened_footnotes.items()
        )
        root = f"<w:footnotes {ROOT_NAMESPACES}>{FOOTNOTE_SEPARATORS}{bodies}</w:footnotes>"
        return (DECLARATION + root).encode()

    def numbering(self) -> bytes:
        """The lists of the template, and one more wherever items begin anew."""
        return numbering_with_held(numbering_with_restarts(self.form, self._restarts), self.form, self._held)

    def unseen(self) -> Unseen:
        """What the file keeps beside its words."""
        return unseen_of(self.document, self.style, self._printed, self._bookmarks)

    def _text(self) -> Iterator[str]:
        is_draft = self.document.draft is not None
        groups = groups_of_items(self.document.parts, is_draft=is_draft)
        self._restarts = max(groups.values(), default=0)
        held = held_markers(self._printed, is_draft=is_draft)
        free = self.form.free_number + self._restarts
        self._held = {marker: free + place for place, marker in enumerate(dict.fromkeys(held.values()))}
        # Python 3.11 takes longer to look up a member of an enumeration than for the rest of a round here.
        footnote, item = PartKind.FOOTNOTE, PartKind.ITEM
        for place, printed in enumerate(self._printed):
            if printed.part.kind is footnote:
                continue
            number = self.form.free_number + groups[place] - 1 if place in groups else 0
            number = self._held[held[place]] if place in held else number
            following = self._printed[place + 1].part if place + 1 < len(self._printed) else None
            introduces = following is not None and following.kind is item
            yield from self._part(place, printed, list_number=number, keep_with_next=introduces)
        for place, printed in enumerate(self._printed):
            if printed.part.kind is footnote and place not in self._opened_footnotes:
                yield from self._note(place, printed)

    def _part(self, place: int, printed: PrintedPart, *, list_number: int, keep_with_next: bool) -> Iterator[str]:
        ids = self.style.template.style_ids
        first, further = style_names(printed.part, is_draft=self.document.draft is not None)
        contents = self._paragraphs(printed, may_refer=True)
        start, end = bookmark_start(place, self._bookmarks[place]), bookmark_end(place)
        contents[0] = start + contents[0]
        contents[-1] += end
        for number, content in enumerate(contents):
            yield paragraph(
                ids[first if number == 0 else further],
                content,
                keep_with_next=keep_with_next,
                list_place=(list_number, list_level(printed.part)) if list_number and number == 0 else None,
            )

    def _note(self, place: int, printed: PrintedPart) -> Iterator[str]:
        """A footnote that nothing refers to, below the text: Word has no footnote without a place."""
        style_id = self.style.template.style_ids[names.NOTE]
        contents = self._paragraphs(printed, may_refer=False)
        start, end = bookmark_start(place, self._bookmarks[place]), bookmark_end(place)
        for number, content in enumerate(contents):
            mark = run(f"{printed.marker}\t") + start if number == 0 else ""
            yield paragraph(style_id, mark + content + (end if number == len(contents) - 1 else ""))

    def _paragraphs(self, printed: PrintedPart, *, may_refer: bool) -> list[str]:
        """The content of each paragraph of a part: its wording and, after the last, its ending."""
        wording, divides = printed.part.wording, printed.part.kind not in _ONE_PARAGRAPH
        if "[^" not in wording and "\n" not in wording:
            return [marked_runs(parse(wording)) + run(printed.ending)]
        contents = [""]
        for piece in parse(wording):
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
        self._opened_footnotes[place] = len(self._opened_footnotes) + 1
        number = len(self._printed) + place
        reference = footnote_reference(self._opened_footnotes[place], style_id, self.document.parts[place].mark or "")
        return bookmark_start(number, bookmark) + reference + bookmark_end(number)

    def _mark_without_note(self, key: str) -> str:
        return styled_run(f"[^{key}]", self.style.template.style_ids[names.MARK_WITHOUT_NOTE])


# What a part is in Word


def bookmarks(parts: Sequence[Part]) -> tuple[str, ...]:
    """The bookmark of each part: by its identity, or by its place where it has none or shares it."""
    taken: set[str] = set()
    given: list[str] = []
    footnote = PartKind.FOOTNOTE
    for place, part in enumerate(parts):
        bookmark = names.bookmark_of_part(part.id, place)
        if part.kind is footnote:
            bookmark = names.bookmark_of_footnote(place)
        elif bookmark.casefold() in taken:
            bookmark = names.bookmark_of_part("", place)
        taken.add(bookmark.casefold())
        given.append(bookmark)
    return tuple(given)


def style_names(part: Part, *, is_draft: bool) -> tuple[str, str]:
    """The Word style of a part's first paragraph, and that of further ones."""
    first = names.STYLE_OF_KIND.get(part.kind)
    if first is not None:
        return first, _CONTINUED.get(part.kind, first)
    level = shown_level(part) - 1
    if part.kind is PartKind.HEADING:
        return names.HEADINGS[level], names.HEADINGS[level]
    return _ITEM_STYLES[item_form(part, is_draft=is_draft)][level], names.ITEMS_CONTINUED[level]


def groups_of_items(parts: Sequence[Part], *, is_draft: bool) -> Mapping[int, int]:
    """Which items begin to count anew together, as groups counted from 1: those under no operative clause.

    Word counts the items of an operative clause by themselves, because the clause is a level of their list.
    """
    groups: dict[int, int] = {}
    count = group = 0
    under_operative = False
    for place, part in enumerate(parts):
        if part.is_clause:
            under_operative, group = part.kind is PartKind.OPERATIVE, 0
        elif not under_operative and _is_counted(part, is_draft=is_draft):
            count += not group
            group = group or count
            groups[place] = group
    return groups


def _is_counted(part: Part, *, is_draft: bool) -> bool:
    return part.kind is PartKind.ITEM and item_form(part, is_draft=is_draft) is ItemForm.COUNTED


def divides_paragraphs(part: Part) -> bool:
    """Whether a line end in the part's wording begins a paragraph, and not a line of the same one."""
    return part.kind not in _ONE_PARAGRAPH


def numbering_with_restarts(form: Form, restarts: int) -> bytes:
    """The lists of the template, and so many more that begin to count items anew."""
    if not restarts:
        return form.numbering
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(1, 1 + names.ITEM_LEVELS)
    )
    lists = "".join(
        f'<w:num w:numId="{form.free_number + place}"><w:abstractNumId w:val="{form.items_list}"/>{overrides}</w:num>'
        for place in range(restarts)
    )
    end = b"</w:numbering>"
    return form.numbering.replace(end, lists.encode() + end)


def unseen_of(document: Document, style: Style, printed: Sequence[PrintedPart], marks: Sequence[str]) -> Unseen:
    """What a file keeps beside the words of a document whose parts have these bookmarks."""
    adoption = None
    if document.adopted_on is not None:
        forms = (style.adoption.line, style.adoption.line_without_place)
        line = adoption_line(document, style)
        adoption = UnseenAdoption(
            line, document.adopted_on, forms, style.dates.form, style.dates.months, document.adopted_how
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
        symbol=document.symbol,
        default_title=_default_title(document, style),
        parts={mark: _unseen_part(one, mark) for one, mark in zip(printed, marks, strict=True)},
        footnotes=tuple(mark for one, mark in zip(printed, marks, strict=True) if one.part.kind is PartKind.FOOTNOTE),
        reserves=tuple(one.part.mark or "" for one in printed if is_reserve(one.part)),
    )


def _unseen_part(printed: PrintedPart, bookmark: str) -> UnseenPart:
    part = printed.part
    shows_level = part.kind in _LEVELLED
    return UnseenPart(
        ending=printed.ending,
        own=part.ending is not None,
        state=printed.state,
        label=part.label,
        level=None if part.level == (shown_level(part) if shows_level else 0) else part.level,
        id="" if bookmark == f"_cl_{part.id}" else part.id,
        key=part.key,
        mark=part.mark,
    )


# What stands round the text


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of plain words, by the name of its Word style."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of lines; each cell holds one or more."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    heading: tuple[Line, ...] = ()


def lines_before(document: Document, style: Style) -> tuple[Line, ...]:
    """What is printed before the text: the letterhead, and the style's title where the text has none."""
    title = _default_title(document, style)
    return (
        *((Line(names.LETTERHEAD, document.body),) if document.body else ()),
        *((Line(names.STYLE_OF_KIND[PartKind.TITLE], title),) if title else ()),
    )


def blocks_after(document: Document, style: Style) -> tuple[Line | Grid, ...]:
    """What is printed after the text: adoption, signatures, what is attached, who took part."""
    blocks: list[Line | Grid] = []
    if line := adoption_line(document, style):
        blocks.append(Line(names.ADOPTION, line))
    if document.signatures:
        cells = [
            (Line(names.SIGNATURE, signature.name), Line(names.SIGNATURE_FOR, signature.for_whom))
            for signature in document.signatures
        ]
        rows = zip_longest(cells[::2], cells[1::2], fillvalue=(Line(names.PAGE_FOOTER, ""),))
        blocks.append(Grid(tuple(rows)))
    if document.attachments:
        blocks.append(Line(names.ANNEX_HEADING, style.annexes.attachments))
        for attachment in document.attachments:
            blocks.append(Line(names.ATTACHMENT_HEADING, attachment.heading))
            blocks += (Line(names.ATTACHMENT, words) for words in attachment.text.split("\n"))
    if document.participants:
        blocks.append(Line(names.ANNEX_HEADING, style.annexes.participants))
        people = tuple(
            tuple((Line(names.PARTICIPANT, words),) for words in (one.name, one.rank, one.delegation))
            for one in document.participants
        )
        columns = tuple(Line(names.PARTICIPANT_HEADING, words) for words in style.annexes.participant_columns)
        blocks.append(Grid(people, columns))
    return tuple(blocks)


def line_paragraph(line: Line, style: Style) -> str:
    """The paragraph of a line."""
    return paragraph(style.template.style_ids[line.name], run(line.text))


def grid(lines: Grid, style: Style) -> str:
    """The table, and the paragraph that Word wants between two."""
    cells = ((("".join(line_paragraph(line, style) for line in cell)) for cell in row) for row in lines.rows)
    heading = (line_paragraph(line, style) for line in lines.heading)
    return table(widths(lines, style), cells, heading=heading) + "<w:p/>"


def widths(lines: Grid, style: Style) -> tuple[int, ...]:
    """The widths of a table's columns: equal ones, over the whole text."""
    columns = len(lines.rows[0])
    return (style.template.text_width // columns,) * columns


def _default_title(document: Document, style: Style) -> str:
    return "" if document.first(PartKind.TITLE) else style.default_title


# The file


def _styles(document: Document, style: Style, form: Form) -> bytes:
    language = escaped(names.proofing_language(document.language or style.language))
    return style.template.styles(form, language)


def _page_edge(edge: PageEdge, document: Document, style: Style) -> tuple[PackagePart, Relationship]:
    """A header or footer with the line that this form has there, or without one."""
    ids = style.template.style_ids
    line = ""
    if edge.is_header and (document.draft is not None or document.symbol or document.translation):
        across = watermark(recipient_line(document, style), edge.part.name)
        head = _laid_out(head_line(document, style), style.template.text_width)
        line = paragraph(ids[names.PAGE_HEADER], run(head) + across)
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


def _laid_out(head: str, width: int) -> str:
    """A head as it stands on a page of this width: where its fields may not fit beside each other, on two lines.

    The first has a line to itself then. Word would break the line in whichever field does not end before the next. A
    field that stands alone stays in its place.
    """
    first, middle, right = [*head.split("\t", 2), "", ""][:3]
    longest = max(len(first), len(right)) + len(middle) / 2
    stands_alone = [first, middle, right].count("") == 2
    if stands_alone or longest * _WIDE_LETTER < width / 2:
        return head
    return "\n".join(filter(None, (first, " · ".join(filter(None, (middle, right))))))


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
    identifier = f"<dc:identifier>{escaped(document.symbol)}</dc:identifier>" if document.symbol else ""
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
        f"{identifier}<dc:subject>{escaped(document.meeting)}</dc:subject>"
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
        "jointstatement.symbol": document.symbol,
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
