"""The text of a PDF, line by line as it stands on the pages, for the reader of plain text.

The extra `pdf` brings pypdf, which is used here alone; without it a PDF is refused in a sentence. Only text is looked
at: pictures, scripts and attachments of a PDF are never opened.
"""

import io
import re
from importlib.util import find_spec

from jointstatement.errors import N_, UnreadableFile

MOST_BYTES = 10_000_000
MOST_PAGES = 100

_NOT_INSTALLED = N_(
    "This is a PDF, and this installation cannot read one (its extra “pdf” is missing). Open it, copy its text into a"
    " text file (.txt, UTF-8) and read that."
)
_TOO_LARGE = N_("The PDF has more than {most} MB. Copy its text into a text file (.txt, UTF-8) and read that.")
_TOO_LONG = N_("The PDF has more than {most} pages; no statement is that long. Send only the statement's pages.")
_LOCKED = N_("The PDF is locked with a password. Save it without one, or copy its text into a text file (.txt, UTF-8).")
_DAMAGED = N_("The PDF is damaged and cannot be read. Print it to a new PDF, or copy its text into a text file (.txt).")
_PICTURES = N_(
    "The PDF holds only pictures of its pages and no text. Have the text recognised first, or ask for the Word file."
)
_BETWEEN_WORDS = re.compile(r"(?<=\S) {2,6}(?=\S)")
"""What justified lines have between words; wider gaps are columns."""


def text_of_pdf(data: bytes) -> str:
    """The lines of all pages, a form feed between two pages. Ask it in a child process (`word.safely.in_child`).

    Raises `UnreadableFile` where the PDF is locked, damaged, too large or without text, or pypdf is not installed.
    """
    if find_spec("pypdf") is None:
        raise UnreadableFile(_NOT_INSTALLED)
    from pypdf import PdfReader  # noqa: PLC0415 - an extra: whoever reads no PDF needs none
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError  # noqa: PLC0415

    if len(data) > MOST_BYTES:
        raise UnreadableFile(_TOO_LARGE, most=MOST_BYTES // 1_000_000)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(_LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableFile(_TOO_LONG, most=MOST_PAGES)
        pages = [page.extract_text(extraction_mode="layout") for page in reader.pages]
    except (DependencyError, FileNotDecryptedError) as reason:
        raise UnreadableFile(_LOCKED) from reason
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as reason:
        # A damaged PDF shows itself in whatever pypdf trips over first.
        raise UnreadableFile(_DAMAGED) from reason
    text = "\f".join(_BETWEEN_WORDS.sub(" ", page) for page in pages)
    if not any(sign.isalnum() for sign in text):
        raise UnreadableFile(_PICTURES)
    return text
