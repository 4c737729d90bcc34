"""A text in other languages: entered beside the original, taken over from a file, issued, and taken away."""

import asyncio
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.translating import enter_translation, issue_translation, lay_translation
from jointstatement.documents.files import FORMS, SUFFIXES, print_document
from jointstatement.errors import NotFound
from jointstatement.queries.statement import statement_head
from jointstatement.queries.translations import translation_document, translation_page, translations_page
from jointstatement.terms import TranslationStatus
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import UPLOAD_BYTES, Given, Id, Text, answer_form, uploaded
from jointstatement.web.pages.exports import file_name
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import rules_of, style_for
from jointstatement.web.translations import parts_of_file, translation_sent

AnyRequest = Request[Any, Any, Any]

ADDRESS = "/statements/{statement_id:str}/translations"


class PartForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one part, those of the original that they translate, and what had been entered before."""

    revision_id: Id
    expected: int
    wording: Text = ""


class FileForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Beside which revision the file is laid, and how often anything had been entered."""

    revision_id: Id
    seen: int


class IssueForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """With which standing it is issued, of what the person saw."""

    status: TranslationStatus
    revision_id: Id
    seen: int


@get(ADDRESS)
async def translations(
    request: AnyRequest, statement_id: FromPath[str], language: FromQuery[str] = ""
) -> Response[Any]:
    """The languages of a text; with a language that was asked for, the way to it."""
    shown = await show(request, translations_page, viewer_of(request), statement_id, now=now_of(request))
    if language.strip():
        return go_to(request, f"/statements/{statement_id}/translations/{quote(language.strip(), safe='')}")
    return page(request, "translations/page.html", shown=shown, head=shown.head)


@get(ADDRESS + "/{language:str}")
async def one_language(request: AnyRequest, statement_id: FromPath[str], language: FromPath[str]) -> Response[str]:
    """The text in one language, beside the original."""
    return await _page(request, statement_id, language, Given())


@post(ADDRESS + "/{language:str}/parts/{part_id:str}")
async def enter(
    request: AnyRequest, statement_id: FromPath[str], language: FromPath[str], part_id: FromPath[str]
) -> Response[Any]:
    """Enters one part."""

    async def deed(form: PartForm) -> Response[Any]:
        await act(
            request,
            enter_translation,
            statement_id,
            language,
            part_id,
            wording=form.wording,
            revision_id=form.revision_id,
            expected=form.expected,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/translations/{language}#t-{part_id}")

    return await answer_form(
        request, PartForm, deed, again=lambda given: _page(request, statement_id, language, given, at=part_id)
    )


@post(ADDRESS + "/{language:str}/file", request_max_body_size=UPLOAD_BYTES)
async def lay(request: AnyRequest, statement_id: FromPath[str], language: FromPath[str]) -> Response[Any]:
    """Takes the parts over from a file."""

    async def deed(form: FileForm) -> Response[Any]:
        name, content = await uploaded(request, "file")
        await act(
            request,
            lay_translation,
            statement_id,
            language,
            parts=await parts_of_file(request, statement_id, content, name),
            revision_id=form.revision_id,
            seen=form.seen,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/translations/{language}")

    return await answer_form(request, FileForm, deed, again=lambda given: _page(request, statement_id, language, given))


@post(ADDRESS + "/{language:str}/issue")
async def issue(request: AnyRequest, statement_id: FromPath[str], language: FromPath[str]) -> Response[Any]:
    """Issues the translation."""

    async def deed(form: IssueForm) -> Response[Any]:
        await act(
            request,
            issue_translation,
            statement_id,
            language,
            status=form.status,
            revision_id=form.revision_id,
            seen=form.seen,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/translations")

    return await answer_form(
        request, IssueForm, deed, again=lambda given: _page(request, statement_id, language, given)
    )


@get(ADDRESS + "/{language:str}/files/{form:str}")
async def take_file(
    request: AnyRequest,
    statement_id: FromPath[str],
    language: FromPath[str],
    form: FromPath[str],
    number: FromQuery[int] = 0,
) -> Response[bytes]:
    """An issued translation as a file: the last in its language, or the one of a number."""
    chosen = next((one for one in FORMS if one == form), None)
    if chosen is None:
        raise NotFound()
    viewer = viewer_of(request)
    head = await show(request, statement_head, viewer, statement_id, now=now_of(request))
    document, label = await show(request, translation_document, viewer, statement_id, language, number or None)
    if document.draft is None:
        label = f"{head.symbol} adopted" if head.is_adopted else f"{head.symbol} issued"
    content = await asyncio.to_thread(print_document, document, style_for(request, document.style), chosen)
    return translation_sent(
        request,
        statement_id,
        content,
        document=document,
        form=chosen,
        name=f"{file_name(head, f'{label} {language}')}.{SUFFIXES[chosen]}",
    )


async def _page(request: AnyRequest, statement_id: str, language: str, given: Given, *, at: str = "") -> Response[str]:
    """`at` is the part whose form came back."""
    shown = await show(
        request,
        translation_page,
        viewer_of(request),
        statement_id,
        language,
        now=now_of(request),
        rules_of=rules_of(request),
    )
    return page(
        request,
        "translations/language.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        at=at,
        first=Given(),
        statuses=tuple(TranslationStatus),
    )


handlers = [translations, one_language, enter, lay, issue, take_file]
