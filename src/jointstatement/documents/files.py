"""Files in and files out: which reader a file needs, which printer a form has."""

import codecs
import json
from dataclasses import replace
from typing import Literal, assert_never

from jointstatement.documents.akoma_ntoso import write_akoma_ntoso
from jointstatement.documents.as_json import (
    document_as_json,
    document_from_json,
    reserves_as_json,
    reserves_in_json,
)
from jointstatement.documents.clipboard import is_from_word, read_clipboard, remembers_lists
from jointstatement.documents.html import write_html
from jointstatement.documents.markdown import write_markdown
from jointstatement.documents.office import as_word_file, kind_of_office_file
from jointstatement.documents.pdf import write_pdf
from jointstatement.documents.pdf_text import text_of_pdf
from jointstatement.documents.plain import read_plain
from jointstatement.documents.plain.decode import MOST_BYTES
from jointstatement.documents.reserves import with_open_reserves
from jointstatement.documents.style import Style
from jointstatement.documents.txt import write_txt
from jointstatement.documents.word.preflight import is_locked
from jointstatement.documents.word.safely import in_child, read_upload
from jointstatement.documents.word.view import View
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import N_, BadInput, UnreadableFile
from jointstatement.text.document import Document, LeftOut, Reading
from jointstatement.text.reserves import LEFT_OUT as RESERVE_LEFT_OUT
from jointstatement.text.reserves import without_reserves

Form = Literal["docx", "pdf", "html", "txt", "md", "akn", "json"]
FORMS: tuple[Form, ...] = ("docx", "pdf", "html", "txt", "md", "akn", "json")
MEDIA_TYPES: dict[Form, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "txt": "text/plain",
    "md": "text/markdown",
    "akn": "application/akn+xml",
    "json": "application/json",
}
SUFFIXES: dict[Form, str] = {form: form for form in FORMS} | {"akn": "xml"}
"""What the name of a file in this form ends with."""
FORMS_WITH_STATES: tuple[Form, ...] = ("docx", "pdf", "html", "txt", "md")
"""Those that people read, with a mark after each clause that says how far it has come."""
FormRead = Literal["docx", "html", "txt"]
FORMS_READ: tuple[FormRead, ...] = ("docx", "html", "txt")
"""What a file may be said to be, where its first bytes do not tell."""

_LONG_TEXT = 50_000
"""Bytes above which the words of a text take longer to read than a process to begin."""
_NO_JSON = N_("The file begins like JSON and is none: {reason}.")


def read_file(data: bytes, name: str, *, view: View | None = None, form: FormRead | None = None) -> Reading:
    """The statement in a file: a Word file, a PDF, another word processor's file, the JSON of `read`, or plain text.

    What it is, `form` says, and without it its first bytes; the name only helps to say it better. `view` says which
    text is read where changes are tracked. Files that can do harm are opened in a process of their own. Raises
    `UnreadableFile`. The marks of a text that was printed with states, and the footnotes of one that was printed with
    the open reserves, are none of its words, and are told as left out.
    """
    match form:
        case "docx":
            return read_upload(data, view=view)
        case "html":
            return in_child(read_clipboard, data, view=view)
        case "txt":
            return _plain(data, name)
        case None:
            return _judged_by_its_bytes(data, name, view)
        case _:
            assert_never(form)


def _judged_by_its_bytes(data: bytes, name: str, view: View | None) -> Reading:
    if (office := kind_of_office_file(data)) is not None:
        return read_upload(as_word_file(data, *office), view=view)
    if data.startswith(b"PK\x03\x04") or is_locked(data):
        return read_upload(data, view=view)
    if data.startswith(b"%PDF"):
        return _plain(in_child(text_of_pdf, data).encode(), name)
    if len(data) <= MOST_BYTES and data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return _from_json(_json(data))
    if is_from_word(data):
        return in_child(read_clipboard, data, view=view)
    return _plain(data, name)


def _from_json(value: object) -> Reading:
    document = document_from_json(value)
    # Files of before have them among the footnotes.
    parts, told = without_reserves(document.parts)
    left_out = tuple(LeftOut(words, RESERVE_LEFT_OUT) for words in (*reserves_in_json(value), *told))
    return Reading(replace(document, parts=parts), left_out)


def _plain(data: bytes, name: str) -> Reading:
    """The statement in a plain text; a long one is read in a process of its own, so that nobody waits for it."""
    if len(data) <= _LONG_TEXT or len(data) > MOST_BYTES:
        return read_plain(data, name=name)
    return in_child(read_plain, data, name=name)


def as_pasted(text: str, html: str) -> tuple[bytes, FormRead]:
    """What is read of a paste, and what it is: its HTML where that remembers lists, else the bare text."""
    if remembers_lists(html):
        # The source may name the encoding that it had elsewhere; the mark of UTF-8 counts more.
        return codecs.BOM_UTF8 + html.encode(), "html"
    return text.encode(), "txt"


def print_document(document: Document, style: Style, form: Form) -> bytes:
    """A document on paper, in one of the forms. Raises `PdfNotInstalled` and `SignsWithoutFont` for a PDF.

    Raises `BadInput` for states in a form that programs read, where a mark would be words.
    """
    if document.states and form not in FORMS_WITH_STATES:
        raise BadInput("form", N_("A text is printed with states as a Word, PDF, HTML, plain-text or Markdown file."))
    if form == "json":
        # A program reads them by their names; people read them below the text.
        return _json_file(document, style)
    document = with_open_reserves(document, style)
    match form:
        case "docx":
            return write_docx(document, style)
        case "pdf":
            return write_pdf(document, style)
        case "html":
            return write_html(document, style).encode()
        case "txt":
            return write_txt(document, style).encode()
        case "md":
            return write_markdown(document, style).encode()
        case "akn":
            return write_akoma_ntoso(document, style).encode()
        case _:
            assert_never(form)


def _json_file(document: Document, style: Style) -> bytes:
    value = document_as_json(document)
    if document.reserves:
        value["reserves"] = reserves_as_json(document, style)
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _json(data: bytes) -> object:
    try:
        value: object = json.loads(data.decode("utf-8-sig"))
        # An escape such as \ud800 alone is a character in JSON and in no file.
        json.dumps(value, ensure_ascii=False).encode()
        return value
    except UnicodeError as reason:
        raise UnreadableFile(_NO_JSON, reason=N_("it is not in UTF-8")) from reason
    except json.JSONDecodeError as reason:
        raise UnreadableFile(_NO_JSON, reason=f"{reason.msg}, line {reason.lineno}") from reason
    except (RecursionError, ValueError) as reason:
        raise UnreadableFile(_NO_JSON, reason=N_("it cannot be read")) from reason
