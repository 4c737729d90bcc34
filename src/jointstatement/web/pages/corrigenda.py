"""The papers of an adopted text: its certificate, and corrections put before the members, objected to, printed."""

import asyncio
from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.base_text import begin_to_amend
from jointstatement.actions.correcting import (
    Correction,
    object_to_corrigendum,
    propose_corrigendum,
    withdraw_corrigendum,
)
from jointstatement.documents.files import FORMS, MEDIA_TYPES, SUFFIXES, print_document
from jointstatement.errors import NotFound
from jointstatement.queries.certificate import certificate_document
from jointstatement.queries.corrigenda import corrigenda_page, corrigendum_for
from jointstatement.terms import CorrectionKind
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import due
from jointstatement.web.forms import Given, Line, NoFields, OptionalId, Text, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import style_for

AnyRequest = Request[Any, Any, Any]

ROWS = 4
"""Corrections that the form has room for; more of them need a second corrigendum."""


class CorrectForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What kind of correction it is, its rows, and until when members may object."""

    kind: CorrectionKind
    part: list[OptionalId]
    for_words: list[Text]
    read_words: list[Text]
    due_at: Line
    language: Line = ""
    which: Literal["", "earlier", "later"] = ""
    reason: Text = ""

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The rows that were filled in."""
        rows = zip(self.part, self.for_words, self.read_words, strict=False)
        return tuple(Correction(*row) for row in rows if row[0] or row[1])


class ObjectForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; it is welcome and never owed."""

    reason: Text = ""


@get("/statements/{statement_id:str}/corrigenda")
async def corrigenda(request: AnyRequest, statement_id: FromPath[str], language: FromQuery[str] = "") -> Response[str]:
    """The corrections of a statement, and what to correct: the adopted text, or a translation of it."""
    return await _page(request, statement_id, Given(), language=language)


@post("/statements/{statement_id:str}/corrigenda")
async def propose(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Puts a corrigendum before the members."""

    async def deed(form: CorrectForm) -> Response[Any]:
        await act(
            request,
            propose_corrigendum,
            statement_id,
            kind=form.kind,
            corrections=form.corrections,
            language=form.language,
            reason=form.reason,
            lock=statement_id,
            **await due(request, statement_id, form.due_at, which=form.which),
        )
        return go_to(request, f"/statements/{statement_id}/corrigenda")

    return await answer_form(request, CorrectForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/corrigenda/{corrigendum_id:str}/object")
async def object_to_it(
    request: AnyRequest, statement_id: FromPath[str], corrigendum_id: FromPath[str]
) -> Response[Any]:
    """Objects to a corrigendum."""

    async def deed(form: ObjectForm) -> Response[Any]:
        await act(request, object_to_corrigendum, statement_id, corrigendum_id, reason=form.reason, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/corrigenda")

    return await answer_form(request, ObjectForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/corrigenda/{corrigendum_id:str}/withdraw")
async def take_back(request: AnyRequest, statement_id: FromPath[str], corrigendum_id: FromPath[str]) -> Response[Any]:
    """Withdraws a corrigendum before its hour."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, withdraw_corrigendum, statement_id, corrigendum_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/corrigenda")

    return await answer_form(request, NoFields, deed, again=lambda given: _page(request, statement_id, given))


@get("/statements/{statement_id:str}/corrigenda/{number:str}/files/{form:str}")
async def take_file(
    request: AnyRequest, statement_id: FromPath[str], number: FromPath[str], form: FromPath[str]
) -> Response[bytes]:
    """A corrigendum in force as a file."""
    chosen = next((one for one in FORMS if one == form), None)
    if chosen is None or not (number.isascii() and number.isdigit() and len(number) < 4):
        raise NotFound()
    document = await show(request, corrigendum_for, viewer_of(request), statement_id, int(number))
    content = await asyncio.to_thread(print_document, document, style_for(request, document.style), chosen)
    return Response(
        content,
        media_type=MEDIA_TYPES[chosen],
        headers={"Content-Disposition": f'attachment; filename="corrigendum-{int(number)}.{SUFFIXES[chosen]}"'},
    )


@post("/statements/{statement_id:str}/corrigenda/amend")
async def begin_amending(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Begins a statement that amends the adopted text."""

    async def deed(_: NoFields) -> Response[Any]:
        own_id = await act(request, begin_to_amend, statement_id, lock=statement_id)
        return go_to(request, f"/statements/{own_id}/base")

    return await answer_form(request, NoFields, deed, again=lambda given: _page(request, statement_id, given))


@get("/statements/{statement_id:str}/certificate/{form:str}")
async def take_certificate(
    request: AnyRequest, statement_id: FromPath[str], form: FromPath[str], positions: FromQuery[str] = ""
) -> Response[bytes]:
    """The certificate of adoption as a file; with the members' positions for those who may read them."""
    chosen = next((one for one in FORMS if one == form), None)
    if chosen is None:
        raise NotFound()
    wished = positions == "yes"
    document = await show(request, certificate_document, viewer_of(request), statement_id, with_positions=wished)
    content = await asyncio.to_thread(print_document, document, style_for(request, document.style), chosen)
    return Response(
        content,
        media_type=MEDIA_TYPES[chosen],
        headers={"Content-Disposition": f'attachment; filename="certificate-of-adoption.{SUFFIXES[chosen]}"'},
    )


async def _page(request: AnyRequest, statement_id: str, given: Given, *, language: str = "") -> Response[str]:
    wished = language or str(given.values.get("language", ""))
    shown = await show(request, corrigenda_page, viewer_of(request), statement_id, language=wished, now=now_of(request))
    return page(
        request,
        "corrigenda/page.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        rows=ROWS,
    )


handlers = [corrigenda, propose, object_to_it, take_back, begin_amending, take_file, take_certificate]
