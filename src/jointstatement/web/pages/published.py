"""The public page of a published statement: for everybody, without session, cookie or script.

The text on it is read from the published file itself, so that page and file cannot differ.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response
from markupsafe import Markup

from jointstatement.documents.archive import letters_of
from jointstatement.documents.files import MEDIA_TYPES, Form, print_document, read_file
from jointstatement.documents.html import html_fragment, html_style_sheet
from jointstatement.documents.office import kind_of_office_file
from jointstatement.documents.pdf import prints_pdf
from jointstatement.documents.word.outside import is_word_file, read_copy, shown_by
from jointstatement.documents.word.read import read_docx
from jointstatement.errors import N_, BadInput, NotFound, SignsWithoutFont
from jointstatement.queries.published import PublicTranslation, PublishedStatement, published_statement
from jointstatement.queries.verification import Finding, Paper, Verdict, verdict_on, verdict_on_plain_text
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Shown
from jointstatement.text.translations import language_name
from jointstatement.text.wording import plain
from jointstatement.web.admission import database_of
from jointstatement.web.forms import UPLOAD_BYTES, Given, NoFields, answer_form, uploaded
from jointstatement.web.reading import show
from jointstatement.web.rendering import page
from jointstatement.web.styles import style_for

AnyRequest = Request[Any, Any, Any]

OFFERED: tuple[Form, ...] = ("docx", "pdf", "html", "txt")
KEPT = "public, max-age=3600"
"""Anybody may keep a published file for an hour: it never changes."""
KEPT_SHORTLY = "public, max-age=60"
"""The page as well, but what is attached, corrected or issued in another language later has to be read soon."""


@get("/published/{address:str}", opt={"open": True})
async def published(request: AnyRequest, address: FromPath[str], language: FromQuery[str] = "") -> Response[str]:
    """The statement as it was adopted, or in another language in which it was issued."""
    answer = await _page(request, address, Given(), language=language)
    answer.headers["Cache-Control"] = KEPT_SHORTLY
    return answer


@get("/published/{address:str}/style.css", opt={"open": True})
async def style_sheet(request: AnyRequest, address: FromPath[str]) -> Response[str]:
    """What gives the lists of this statement their markers."""
    _, document = await _read(request, address)
    # In a layer, so that it stands below the program's own style sheet.
    sheet = f"@layer print-form {{\n{html_style_sheet(style_for(request, document.style))}}}\n"
    return _kept(Response(sheet, media_type="text/css; charset=utf-8"))


@get("/published/{address:str}/files/{form:str}", opt={"open": True})
async def take_file(
    request: AnyRequest, address: FromPath[str], form: FromPath[str], language: FromQuery[str] = ""
) -> Response[bytes]:
    """The published Word file, byte for byte; or the same text as a PDF, a page or plain words.

    A translation is printed from its frozen words, in the style of the original.
    """
    chosen = next((one for one in OFFERED if one == form), None)
    if chosen is None:
        raise NotFound()
    statement, document = await _read(request, address)
    translation = _in_language(statement, language)
    document = translation.document if translation else document
    if chosen == "docx" and translation is None:
        content = statement.content
    else:
        content = await asyncio.to_thread(print_document, document, style_for(request, document.style), chosen)
    return Response(
        content,
        media_type=MEDIA_TYPES[chosen],
        headers={
            "Content-Disposition": f'attachment; filename="statement-{_called(statement, language)}.{form}"',
            "ETag": f'"{hashlib.sha256(content).hexdigest()}"',
            # A translation may be issued anew.
            "Cache-Control": KEPT_SHORTLY if translation else KEPT,
        },
    )


@post("/published/{address:str}/check", opt={"open": True}, request_max_body_size=UPLOAD_BYTES)
async def check(request: AnyRequest, address: FromPath[str]) -> Response[Any]:
    """Compares a file with what was adopted. The file is kept nowhere."""

    async def deed(_: NoFields) -> Response[Any]:
        name, content = await uploaded(request, "file")
        verdict = await judged(request, address, content, name)
        return await _page(request, address, Given(), verdict=verdict, file_name=name)

    return await answer_form(request, NoFields, deed, again=lambda given: _page(request, address, given))


async def judged(request: AnyRequest, address: str, content: bytes, name: str) -> Verdict:
    """A file compared with what was adopted. Raises `NotFound`, and `BadInput` for one that cannot be compared."""
    # Everybody may send a file here: none of theirs starts a word processor on this machine.
    if kind_of_office_file(content) is not None:
        raise BadInput("file", N_("Please send the copy as a Word file (.docx), a PDF, a web page or plain text."))
    statement, document = await _read(request, address)
    digest = hashlib.sha256(content).hexdigest()
    paper = None
    ours = await _offered(request, (document, *(each.document for each in statement.translations)), content)
    document = ours or document
    if digest != statement.file_digest and ours is None:
        copy = await asyncio.to_thread(read_copy, content) if is_word_file(content) else None
        reading = copy.reading if copy else await asyncio.to_thread(read_file, content, name)
        document = reading.document
        if copy is not None and copy.is_ours:
            paper = Paper(copy.shown, lambda published, true: _shown(published or _print(request, true)))
        elif not content.startswith(b"{"):
            return await _by_its_words(request, document, address)
    return await show(request, verdict_on, document, digest=digest, address=address, paper=paper)


async def _page(
    request: AnyRequest,
    address: str,
    given: Given,
    *,
    verdict: Verdict | None = None,
    file_name: str = "",
    language: str = "",
) -> Response[str]:
    statement, document = await _read(request, address)
    translation = _in_language(statement, language)
    original_name = language_name(statement.language)
    document = translation.document if translation else document
    style = style_for(request, document.style)
    return page(
        request,
        "published/page.html",
        status_code=given.status_code,
        statement=statement,
        title=_title(document) or statement.meeting,
        members=document.members,
        # As the style prints it under the text.
        day=style.date(statement.adopted_on),
        size=len(statement.content),
        translation=translation,
        original_name=original_name,
        pdf=prints_pdf(),
        # The printer escapes every word of the text.
        text=Markup(html_fragment(document, style)),
        given=given,
        verdict=verdict,
        file_name=file_name,
    )


async def _by_its_words(request: AnyRequest, document: Document, address: str) -> Verdict:
    """What can be said of a plain text. Raises `BadInput` where its words are not those that were adopted."""
    verdict = await show(request, verdict_on_plain_text, document, address=address)
    if verdict.finding is Finding.UNKNOWN:
        raise BadInput("file", N_("Please send a Word file, or one of the files of this page as it was downloaded."))
    return verdict


async def _offered(request: AnyRequest, documents: Sequence[Document], sent: bytes) -> Document | None:
    """Of which of these documents the file that was sent is one that is offered beside the Word file."""
    for document in documents:
        if sent in await _other_forms(request, document, sent):
            return document
    return None


def _print(request: AnyRequest, document: Document) -> bytes:
    return print_document(document, style_for(request, document.style), "docx")


async def _other_forms(request: AnyRequest, document: Document, sent: bytes) -> tuple[bytes, ...]:
    """The files that are offered beside the Word file and that the one that was sent may be."""
    style = style_for(request, document.style)
    if not sent.startswith(b"%PDF"):
        forms: tuple[Form, ...] = ("html", "txt")
    else:
        forms = ("pdf",) if prints_pdf() else ()
    try:
        return tuple([await asyncio.to_thread(print_document, document, style, form) for form in forms])
    except SignsWithoutFont:
        return ()


def _called(statement: PublishedStatement, language: str) -> str:
    """A file's name: by the symbol, else by the day; and of a translation its language."""
    called = letters_of(statement.symbol) or statement.adopted_on.isoformat()
    return f"{called}-{language}" if language else called


def _in_language(statement: PublishedStatement, language: str) -> PublicTranslation | None:
    """The translation into a language, or nothing for the original. Raises `NotFound` where it was not issued."""
    if not language:
        return None
    found = next((each for each in statement.translations if each.language == language), None)
    if found is None:
        raise NotFound()
    return found


async def _read(request: AnyRequest, address: str) -> tuple[PublishedStatement, Document]:
    now = await asyncio.to_thread(database_of(request).now)
    statement = await show(request, published_statement, address, now=now)
    return statement, await asyncio.to_thread(_document, statement.content)


@lru_cache(maxsize=32)
def _document(content: bytes) -> Document:
    """What the published file says. It is our own file, so it needs no process of its own to be read."""
    return read_docx(content).document


@lru_cache(maxsize=32)
def _shown(content: bytes) -> Shown:
    return shown_by(content)


def _title(document: Document) -> str:
    title = document.first(PartKind.TITLE)
    return " ".join(plain(title.wording).split()) if title else ""


def _kept(response: Response[Any]) -> Response[Any]:
    response.headers["Cache-Control"] = KEPT
    return response


handlers = [published, style_sheet, take_file, check]
