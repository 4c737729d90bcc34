"""Word files of other programs, built from the few elements that a test is about."""

import zipfile
from io import BytesIO

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'mc:Ignorable="wps"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ARROW = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header1": "hdr",
    "footer1": "ftr",
}


def word_file(body: str, **parts: str) -> bytes:
    """A Word file with this body, and these parts by name ("styles", "numbering", "footnotes", "header1" …)."""
    if "styles" not in parts:
        parts["styles"] = paragraph_style("Normal", is_default=True)
    contents = {
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{_ROOTS[name]} {_NAMESPACES}>{content}</w:{_ROOTS[name]}>"
            for name, content in parts.items()
        },
    }
    overrides = f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>' + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name.rstrip("1")}+xml"/>' for name in parts
    )
    contents["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    contents["_rels/.rels"] = _relationships([("officeDocument", "word/document.xml")])
    contents["word/_rels/document.xml.rels"] = _relationships([(name.rstrip("1"), f"{name}.xml") for name in parts])
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, _DECLARATION + content)
    return written.getvalue()


def _relationships(targets: list[tuple[str, str]]) -> str:
    arrows = "".join(
        f'<Relationship Id="rId{place}" Type="{_ARROW}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{arrows}</Relationships>'
    )


def run(text: str, properties: str = "") -> str:
    given = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{given}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, style: str = "", numbered: tuple[int, int] | None = None, properties: str = "") -> str:
    """A paragraph; what is no element is text. `numbered` is a list and the level in it."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>' if numbered else ""
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in content)
    return f"<w:p><w:pPr>{named}{listed}{properties}</w:pPr>{inner}</w:p>"


def paragraph_style(
    name: str, properties: str = "", *, based_on: str = "", is_default: bool = False, shown_as: str = ""
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default = ' w:default="1"' if is_default else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{shown_as or name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def level(depth: int, text: str, form: str = "decimal", *, start: int = 1, more: str = "", font: str = "") -> str:
    """One level of a list; `more` stands where the schema has restarts, styles, legal numbers and suffixes."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr>' if font else ""
    left = 720 * (depth + 1)
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>{fonts}</w:lvl>'
    )


def definition(number: int, *levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{more}'
        f"{''.join(levels)}</w:abstractNum>"
    )


def list_of(number: int, defined_by: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{defined_by}"/>{overrides}</w:num>'


def starts_at(depth: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def table(rows: list[list[str]]) -> str:
    """A table; each cell is the paragraphs in it."""
    width = max(len(row) for row in rows)
    cells = "".join(f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{cells}</w:tbl>"
