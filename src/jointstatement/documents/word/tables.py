"""Prints a table of comments as a Word file: landscape, its heading on every page, the same bytes each time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from jointstatement.documents.tables import (
    Cell,
    Group,
    LaidOut,
    Layout,
    Piece,
    Tone,
    form_to_fill_in,
    laid_out,
    recipient_line,
)
from jointstatement.documents.word import names
from jointstatement.documents.word.elements import (
    DECLARATION,
    NAMESPACE,
    ROOT_NAMESPACES,
    computed_field,
    escaped,
    paragraph,
    run,
)
from jointstatement.documents.word.package import PackagePart, Relationship, packaged
from jointstatement.documents.word.watermark import watermark
from jointstatement.text.comments import CitedPart, CommentTable

INSERTED = "JS Inserted"
STRUCK = "JS Struck"
NOTE = "JS Table Note"
_PARAGRAPH_STYLES = {
    "JS Table Letterhead": '<w:pPr><w:spacing w:after="60"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="22"/></w:rPr>',
    "JS Table Title": (
        '<w:pPr><w:keepNext/><w:spacing w:after="60"/><w:outlineLvl w:val="0"/></w:pPr>'
        '<w:rPr><w:b/><w:bCs/><w:sz w:val="30"/></w:rPr>'
    ),
    "JS Table Line": '<w:pPr><w:spacing w:after="60"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr>',
    "JS Table Heading": "<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>",
    "JS Table Paragraph": "<w:pPr><w:keepNext/></w:pPr>",
    "JS Table Cell": "",
    "JS Table Footnote": '<w:pPr><w:spacing w:before="120"/></w:pPr>',
    "JS Table Page": (
        '<w:pPr><w:tabs><w:tab w:val="right" w:pos="15138"/></w:tabs></w:pPr><w:rPr><w:sz w:val="16"/></w:rPr>'
    ),
}
"""How each looks; their names are what a secretariat sees in Word."""
_CHARACTER_STYLES = {
    INSERTED: '<w:color w:val="1F5C2E"/><w:u w:val="double"/>',
    STRUCK: '<w:strike/><w:color w:val="8A1C1C"/>',
    NOTE: '<w:i/><w:iCs/><w:color w:val="595959"/><w:sz w:val="16"/>',
}
_STYLE_OF_TONE = {Tone.INSERTED: INSERTED, Tone.STRUCK: STRUCK, Tone.NOTE: NOTE}
_PAGE = (16838, 11906)
_MARGIN = 850
TEXT_WIDTH = _PAGE[0] - 2 * _MARGIN
"""Of an A4 page on its side between the margins, in twentieths of a point."""
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E1"/>'
_LINES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="8C8C8C"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_FOOTER = "word/footer1.xml"
_HEADER = "word/header1.xml"


def write_table_docx(table: CommentTable, layout: Layout) -> bytes:
    """The Word file of a table of comments; a proposed wording stands in it as a redline against the words it changes.

    Nothing is taken from the clock or the machine: the same table gives the same bytes.
    """
    return _printed(table, laid_out(table, layout))


def write_form_docx(table: CommentTable, parts: Sequence[CitedPart]) -> bytes:
    """The ISO form for one delegation to fill in offline, a row for each of these parts."""
    return _printed(table, form_to_fill_in(table, parts))


def style_id(name: str) -> str:
    """Word's id of one of the styles of these tables."""
    return name.replace(" ", "")


def _printed(table: CommentTable, laid: LaidOut) -> bytes:
    fixed = (
        (_part("word/styles.xml", CONTENT_TYPE.WML_STYLES, _styles(table.language)), RELATIONSHIP_TYPE.STYLES),
        (_part("word/settings.xml", CONTENT_TYPE.WML_SETTINGS, _SETTINGS), RELATIONSHIP_TYPE.SETTINGS),
        (_part(_HEADER, CONTENT_TYPE.WML_HEADER, _header(table)), RELATIONSHIP_TYPE.HEADER),
        (_part(_FOOTER, CONTENT_TYPE.WML_FOOTER, _footer(table)), RELATIONSHIP_TYPE.FOOTER),
    )
    arrows = tuple(Relationship(f"rId{place}", kind, f"/{part.name}") for place, (part, kind) in enumerate(fixed, 1))
    text = f"<w:document {ROOT_NAMESPACES}><w:body>{_body(table, laid)}{_section()}</w:body></w:document>"
    main = replace(_part("word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, text), relationships=arrows)
    core = _part("docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, _core_properties(table, laid))
    roots = (
        Relationship("rId1", RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "/word/document.xml"),
        Relationship("rId2", RELATIONSHIP_TYPE.CORE_PROPERTIES, "/docProps/core.xml"),
    )
    return packaged(roots, (main, *(part for part, _ in fixed), core))


def _part(name: str, content_type: str, content: str) -> PackagePart:
    return PackagePart(name, content_type, (DECLARATION + content).encode())


def _body(table: CommentTable, laid: LaidOut) -> str:
    above = [_line("JS Table Letterhead", table.body), _line("JS Table Title", laid.title)]
    above += [_line("JS Table Line", line) for line in laid.lines]
    return "".join(above) + _table(laid) + _line("JS Table Footnote", laid.footnote)


def _table(laid: LaidOut) -> str:
    whole = sum(column.share for column in laid.columns)
    widths = [TEXT_WIDTH * column.share // whole for column in laid.columns]
    heading = (_line("JS Table Heading", column.heading) for column in laid.columns)
    rows = [_row(widths, heading, mark="<w:cantSplit/><w:tblHeader/>", shade=_SHADE)]
    for group in laid.groups:
        if laid.has_paragraphs:
            rows.append(_paragraph_row(widths, group))
        rows += [_row(widths, map(_cell, cells)) for cells in group.rows]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_LINES}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(widths: Sequence[int], cells: Iterable[str], *, mark: str = "", shade: str = "") -> str:
    properties = f"<w:trPr>{mark}</w:trPr>" if mark else ""
    return (
        f"<w:tr>{properties}"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, cells, strict=True)
        )
        + "</w:tr>"
    )


def _paragraph_row(widths: Sequence[int], group: Group) -> str:
    """A row over the whole width: a paragraph of the text, over what was said on it."""
    pieces = (Piece(group.citation, Tone.STRONG), *((Piece("\n"), *group.words) if group.words else ()))
    return (
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>{_SHADE}'
        f"</w:tcPr>{_cell(pieces, style='JS Table Paragraph')}</w:tc></w:tr>"
    )


def _cell(cell: Cell, style: str = "JS Table Cell") -> str:
    return "".join(paragraph(style_id(style), "".join(map(_run, line))) for line in _lines(cell))


def _lines(cell: Cell) -> Iterator[list[Piece]]:
    """The pieces of a cell, line by line; an empty cell is one empty line."""
    line: list[Piece] = []
    for piece in cell:
        for place, text in enumerate(piece.text.split("\n")):
            if place:
                yield line
                line = []
            line.append(replace(piece, text=text))
    yield line


def _run(piece: Piece) -> str:
    # The order is the schema's.
    style = _STYLE_OF_TONE.get(piece.tone)
    properties = f'<w:rStyle w:val="{style_id(style)}"/>' if style else ""
    if piece.bold or piece.tone is Tone.STRONG:
        properties += "<w:b/><w:bCs/>"
    if piece.italic:
        properties += "<w:i/><w:iCs/>"
    if piece.underline:
        properties += '<w:u w:val="single"/>'
    if piece.raised:
        properties += '<w:vertAlign w:val="superscript"/>'
    return run(piece.text, properties)


def _line(style: str, text: str) -> str:
    return paragraph(style_id(style), run(text))


def _section() -> str:
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{_PAGE[0]}" w:h="{_PAGE[1]}" w:orient="landscape"/><w:pgMar w:top="{_MARGIN}"'
        f' w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="454" w:footer="454" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _header(table: CommentTable) -> str:
    words = run(f"{table.marking}\t{table.revision}") + watermark(recipient_line(table), _HEADER)
    return f"<w:hdr {ROOT_NAMESPACES}>{paragraph(style_id('JS Table Page'), words)}</w:hdr>"


def _footer(table: CommentTable) -> str:
    words = run(f"{table.body}\t") + computed_field("PAGE", "1") + run(" / ") + computed_field("NUMPAGES", "1")
    return f"<w:ftr {ROOT_NAMESPACES}>{paragraph(style_id('JS Table Page'), words)}</w:ftr>"


def _styles(language: str) -> str:
    proofing = escaped(names.proofing_language(language))
    styles = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{look}</w:style>'
        for name, look in _PARAGRAPH_STYLES.items()
    ) + "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{look}</w:rPr></w:style>"
        for name, look in _CHARACTER_STYLES.items()
    )
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman"'
        f' w:cs="Times New Roman"/><w:sz w:val="18"/><w:szCs w:val="18"/><w:lang w:val="{proofing}"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/></w:style>{styles}</w:styles>"
    )


_SETTINGS = (
    f'<w:settings xmlns:w="{NAMESPACE}"><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def _core_properties(table: CommentTable, laid: LaidOut) -> str:
    moment = f"{table.as_of.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    dated = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(f'{laid.title}: {table.title}')}</dc:title><dc:creator>{escaped(table.body)}</dc:creator>"
        f"<dc:language>{escaped(table.language)}</dc:language>{dated}</cp:coreProperties>"
    )
