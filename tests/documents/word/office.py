"""Word files as they look when other programs have had them.

Run as a program it prints what `make_returned` has LibreOffice edit.
"""

import re
import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from tests.documents.examples import STYLES
from tests.documents.word.forum_text import FORUM

from jointstatement.documents.word.write import write_docx

COMMENTS = (("common register", "Who keeps it?"), ("excellent bread", "Two kinds, please.\nAt least."))
"""The words whose clause each comment hangs on, and what it says."""
_BOOKMARKS = re.compile(rb"<w:bookmark(?:Start|End)\b[^>]*/>")


def bare(printed: bytes) -> bytes:
    """A printed statement without its bookmarks and without what it keeps beside its words."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(printed)) as whole, zipfile.ZipFile(written, "w") as left:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "word/document.xml":
                content = _BOOKMARKS.sub(b"", content)
            elif name == "customXml/item1.xml":
                content = b"<nothing/>"
            left.writestr(name, content)
    return written.getvalue()


def commented(file: bytes, *, takes_out: str = "") -> bytes:
    """The file with two comments of Quay's; the clause that begins with `takes_out` is tracked as taken out."""
    document = docx.Document(BytesIO(file))
    for words, text in COMMENTS:
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs if words in run.text]
        comment = document.add_comment(runs, text, author="Quay", initials="Q")
        comment._comment_elm.date = datetime(2031, 5, 1, 10, tzinfo=UTC)
    for paragraph in document.paragraphs:
        if takes_out and paragraph.text.startswith(takes_out):
            _take_out(paragraph)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _take_out(paragraph: Paragraph) -> None:
    change = f'{nsdecls("w")} w:id="900" w:author="Quay" w:date="2031-05-01T10:00:00Z"'
    for run in paragraph._p.r_lst:
        for text in run.t_lst:
            text.tag = qn("w:delText")
        holder = parse_xml(f"<w:del {change}/>")
        run.addprevious(holder)
        holder.append(run)
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del {change}/></w:rPr>"))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    printed = write_docx(FORUM, STYLES["o-we"])
    for name, file in (("anchored", printed), ("bare", bare(printed))):
        (folder / f"{name}.docx").write_bytes(file)
        (folder / f"comment-untracked-{name}.docx").write_bytes(commented(file))
        (folder / f"comment-tracked-{name}.docx").write_bytes(commented(file, takes_out="We invite"))
