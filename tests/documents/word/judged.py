"""What LibreOffice 7.4 makes of a printed rolling text otherwise than Word, found by trial over hundreds of files.

No file can be written round it: who changed what, and on which paragraph a comment or a footnote stands, is the text's.
"""

import re
import zipfile
from io import BytesIO

COMMENT = re.compile(r"<w:commentRange\w+ [^>]*/>|<w:r><w:commentReference [^>]*/></w:r>")
RANGE = re.compile(r"<w:(?:bookmark|move)\w+ [^>]*/>")
CHANGE = re.compile(r'<w:(ins|del|moveFrom|moveTo) [^>]*?w:author="([^"]*)"')
PARAGRAPH = re.compile(r"<w:p>(.*?)</w:p>", re.DOTALL)
APART = ("footnoteReference", "fldChar", "commentReference")
"""What stands in a change of its own in LibreOffice."""


def has_changes(file: bytes) -> bool:
    """Whether anything is tracked in it."""
    return CHANGE.search(_document(file)) is not None


def is_joined_otherwise(file: bytes) -> bool:
    """Whether LibreOffice, when it accepts or rejects, joins paragraphs otherwise or leaves them another style.

    It does where a paragraph that comes or goes whole is more than one change to it: with a field, a footnote, a
    comment or a second author in it; where such a paragraph follows a change at the end of another, by the same author
    and of the same sort, which it takes for one; and where a paragraph comes beside one that goes.
    """
    at_end: tuple[str, str] | None = None
    above = ""
    for paragraph in PARAGRAPH.findall(_document(file)):
        properties, _, content = paragraph.partition("</w:pPr>")
        mark, changes = CHANGE.search(properties), CHANGE.findall(content)
        if mark is None:
            above = ""
            ends_changed = RANGE.sub("", COMMENT.sub("", content)).endswith(("</w:ins>", "</w:del>"))
            at_end = changes[-1] if changes and ends_changed else None
            continue
        what, author = mark.groups()
        is_several = any(by != author for _, by in changes) or any(name in content for name in APART)
        if is_several or at_end == (what, author) or above not in ("", what):
            return True
        above, at_end = what, None
    return False


def loses_footnotes(file: bytes) -> bool:
    """Whether a comment stands between two footnote marks: LibreOffice then mixes up the bodies of the footnotes."""
    document = _document(file)
    marks = [mark.start() for mark in re.finditer("<w:footnoteReference ", document)]
    comments = [comment.start() for comment in re.finditer("<w:commentReference ", document)]
    return bool(marks) and any(marks[0] < comment < marks[-1] for comment in comments)


def _document(file: bytes) -> str:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return archive.read("word/document.xml").decode()
