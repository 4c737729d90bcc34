"""WordprocessingML, written as text: the one place where paragraphs, runs, bookmarks and fields are made.

Text and not a tree, because a tree costs twice the time of the archive that it ends in. Everything that comes from a
document goes through `escaped`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product, repeat

from jointstatement.text.wording import Run, Wording

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOT_NAMESPACES = f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONSHIPS}"'

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\r]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_BREAKS = re.compile("([\t\n])")
_PLAIN = re.compile("[ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""Text that stands in a run as it is: nearly all does. Matching it whole is quicker than a search for what does not."""

# The order of these is the schema's.
_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_UNDERLINE = '<w:u w:val="single"/>'
_RAISED = '<w:vertAlign w:val="superscript"/>'
_FORMATTING = {
    marks: "".join(one for is_on, one in zip(marks, (_BOLD, _ITALIC, _UNDERLINE, _RAISED), strict=True) if is_on)
    for marks in product((False, True), repeat=4)
}

_MARKED = {
    marks: f'<w:r><w:rPr>{formatting}</w:rPr><w:t xml:space="preserve">'
    if formatting
    else '<w:r><w:t xml:space="preserve">'
    for marks, formatting in _FORMATTING.items()
}
"""How a run of plain text begins, by its marks."""


def escaped(text: str) -> str:
    """Text as XML. What XML cannot hold (control characters, lone surrogates) is left out."""
    if _PLAIN.fullmatch(text):
        return text
    return _SPECIAL.sub(lambda found: _ENTITIES[found[0]], without_control_characters(text))


def without_control_characters(text: str) -> str:
    """Text without what XML cannot hold in any spelling."""
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def words(text: str) -> str:
    """The content of a run: text, with tabs and line breaks as Word's own elements."""
    if _PLAIN.fullmatch(text):
        return f'<w:t xml:space="preserve">{text}</w:t>'
    if "\t" not in text and "\n" not in text:
        return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    return "".join(
        "<w:tab/>" if piece == "\t" else "<w:br/>" if piece == "\n" else words(piece)
        for piece in _BREAKS.split(text)
        if piece
    )


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` is the content of its `w:rPr`."""
    if not text:
        return ""
    if properties:
        return f"<w:r><w:rPr>{properties}</w:rPr>{words(text)}</w:r>"
    return f"<w:r>{words(text)}</w:r>"


def marked_run(marked: Run) -> str:
    """A run of a wording with its light marks as character formatting."""
    text = marked.text
    marks = marked.bold, marked.italic, marked.underline, marked.raised
    if text and _PLAIN.fullmatch(text):
        return f"{_MARKED[marks]}{text}</w:t></w:r>"
    return run(text, _FORMATTING[marks])


@lru_cache(maxsize=4096)
def marked_runs(wording: Wording) -> str:
    """The runs of a wording that has neither footnote marks nor line ends; those of the last few thousand are kept."""
    return "".join([marked_run(piece) for piece in wording if isinstance(piece, Run)])


def styled_run(text: str, style_id: str) -> str:
    """A run in a character style."""
    return run(text, f'<w:rStyle w:val="{escaped(style_id)}"/>')


def paragraph(
    style_id: str,
    content: str,
    *,
    keep_with_next: bool = False,
    list_place: tuple[int, int] | None = None,
    mark: str = "",
) -> str:
    """A paragraph in a named style; how it looks is the template's business.

    `keep_with_next` holds a clause to its first item; `list_place` is the list (`w:numId`) and level of an item that
    begins to count anew; `mark` is the tracked change of the paragraph's own mark.
    """
    direct = "<w:keepNext/>" if keep_with_next else ""
    if list_place is not None:
        direct += f'<w:numPr><w:ilvl w:val="{list_place[1]}"/><w:numId w:val="{list_place[0]}"/></w:numPr>'
    if mark:
        direct += f"<w:rPr>{mark}</w:rPr>"
    return f'<w:p><w:pPr><w:pStyle w:val="{escaped(style_id)}"/>{direct}</w:pPr>{content}</w:p>'


def bookmark_start(number: int, name: str) -> str:
    """Where a bookmark begins; `number` pairs it with its end and is unique in the file. Names are our own."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def bookmark_end(number: int) -> str:
    """Where the bookmark of that number ends."""
    return f'<w:bookmarkEnd w:id="{number}"/>'


def footnote_reference(number: int, style_id: str, mark: str) -> str:
    """The place of a footnote in the text. A mark of its own follows in the same run, as Word itself writes it."""
    properties = f'<w:rPr><w:rStyle w:val="{escaped(style_id)}"/></w:rPr>'
    if mark:
        custom = f'<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>'
        return f"<w:r>{properties}{custom}{words(mark)}</w:r>"
    return f'<w:r>{properties}<w:footnoteReference w:id="{number}"/></w:r>'


def footnote_again(bookmark: str, shown: str, style_id: str) -> str:
    """A second place that points to a footnote: Word lets a footnote be referred to once, then by a field."""
    return f'<w:fldSimple w:instr=" NOTEREF {escaped(bookmark)} \\f \\h ">{styled_run(shown, style_id)}</w:fldSimple>'


def footnote_again_in_runs(bookmark: str, shown: str, style_id: str) -> str:
    """The same field spelled in runs: nothing else may stand in a tracked change."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> NOTEREF {escaped(bookmark)} \\f \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{styled_run(shown, style_id)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def footnote(
    number: int,
    paragraph_style: str,
    reference_style: str,
    mark: str,
    paragraphs: Iterable[str],
    changes: Iterable[str] = repeat(""),
) -> str:
    """The body of a footnote; each of `paragraphs` is the content of one, each of `changes` that of its mark."""
    properties = f'<w:rPr><w:rStyle w:val="{escaped(reference_style)}"/></w:rPr>'
    shown = words(mark) if mark else "<w:footnoteRef/>"
    first = f"<w:r>{properties}{shown}</w:r>{run(' ')}"
    body = "".join(
        paragraph(paragraph_style, first + content if place == 0 else content, mark=change)
        for place, (content, change) in enumerate(zip(paragraphs, changes, strict=False))
    )
    return f'<w:footnote w:id="{number}">{body}</w:footnote>'


FOOTNOTE_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def computed_field(instruction: str, shown: str) -> str:
    """A field that Word computes, as PAGE; `shown` stands until it does."""
    return f'<w:fldSimple w:instr=" {escaped(instruction)} ">{run(shown)}</w:fldSimple>'


def table(
    widths: tuple[int, ...],
    rows: Iterable[Iterable[str]],
    *,
    heading: Iterable[str] = (),
    changes: Iterable[str] = repeat(""),
) -> str:
    """A table without lines. A cell is the paragraphs in it; widths are in twentieths of a point.

    The cells of `heading`, where given, are a row that Word repeats on every page. No row breaks over a page. Each of
    `changes` is the tracked change of a row, that of the heading first.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)

    def row(cells: Iterable[str], mark: str) -> str:
        return (
            f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>"
            + "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
                for width, cell in zip(widths, cells, strict=True)
            )
            + "</w:tr>"
        )

    head, change = tuple(heading), iter(changes)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        + (row(head, "<w:tblHeader/>" + next(change)) if head else "")
        + "".join(row(cells, next(change)) for cells in rows)
        + "</w:tbl>"
    )


def tracked(change: str, attributes: str, runs: str) -> str:
    """Runs under a tracked change: `ins`, `del`, `moveFrom` or `moveTo`, by what `revision` says."""
    return f"<w:{change} {attributes}>{_spelled_as_deleted(runs) if change == 'del' else runs}</w:{change}>"


def mark_change(change: str, attributes: str) -> str:
    """The same change of a paragraph's mark or of a table's row."""
    return f"<w:{change} {attributes}/>"


def revision(number: int, author: str, date: str) -> str:
    """What a tracked change says of itself: a number unique in the file, who made it, and when if that is known."""
    return f'w:id="{number}"{_authorship(author, date)}'


@lru_cache(maxsize=256)
def _authorship(author: str, date: str) -> str:
    return f' w:author="{escaped(author)}"' + (f' w:date="{date}"' if date else "")


def move_start(end: str, attributes: str, name: str) -> str:
    """Where a move begins to take from (`From`) or to put to (`To`); the name pairs the two."""
    return f'<w:move{end}RangeStart {attributes} w:name="{name}"/>'


def move_end(end: str, number: int) -> str:
    """Where the range of that number ends."""
    return f'<w:move{end}RangeEnd w:id="{number}"/>'


def comment_start(number: int) -> str:
    """Where the words begin that a comment is on."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def comment_end(number: int) -> str:
    """Where they end; the comment's sign follows."""
    return f'<w:commentRangeEnd w:id="{number}"/>'


def comment_sign(number: int) -> str:
    """The run by which Word knows the comment's place."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def comment(number: int, author: str, initials: str, date: str, text: str) -> str:
    """A comment; `\\n` divides its paragraphs."""
    lines = "".join(
        f"<w:p>{'<w:r><w:annotationRef/></w:r>' if place == 0 else ''}{run(line)}</w:p>"
        for place, line in enumerate(text.split("\n"))
    )
    return f'<w:comment {revision(number, author, date)} w:initials="{escaped(initials)}">{lines}</w:comment>'


def _spelled_as_deleted(runs: str) -> str:
    """The same runs with the elements that Word has for deleted text. Text cannot hold what is replaced here."""
    for spelled, deleted in (("w:t", "w:delText"), ("w:instrText", "w:delInstrText")):
        runs = runs.replace(f"<{spelled} ", f"<{deleted} ").replace(f"</{spelled}>", f"</{deleted}>")
    return runs
