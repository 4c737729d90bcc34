"""Two-stage adoption: what was endorsed and left to a higher level, endorsing it, re-opening it, its certificate."""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.endorsing import LEADERS, endorse, reopen_endorsed
from jointstatement.documents.files import FORMS, MEDIA_TYPES, SUFFIXES, print_document
from jointstatement.errors import N_, BadInput, NotFound
from jointstatement.queries.endorsing import endorsement_document, endorsing_page
from jointstatement.terms import ConsensusBasis
from jointstatement.text.brackets import left_blank
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, Id, Line, Text, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import left_words_of, style_for

AnyRequest = Request[Any, Any, Any]

Fingerprint = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class EndorseForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which level, what is left to whom, why, and on what it rests."""

    adoption_at: Line
    reason: Text
    basis: ConsensusBasis
    fingerprint_seen: Fingerprint
    left: list[Id] = []
    left_to: Line = LEADERS


class ReopenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which parts are open again, and why."""

    reason: Text
    part_ids: list[Id] = []


class TakeBackForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the endorsement as a whole holds no longer."""

    why: Text


@get("/statements/{statement_id:str}/endorsement")
async def endorsement(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """What was endorsed, and for the chair how to endorse."""
    return await _page(request, statement_id, Given())


@post("/statements/{statement_id:str}/endorsement")
async def endorse_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Endorses the text that was on the page, but for the clauses that are left."""

    async def deed(form: EndorseForm) -> Response[Any]:
        words = await left_words_of(request, statement_id)
        await act(request, endorse, statement_id, left_words=words, lock=statement_id, **msgspec.structs.asdict(form))
        return go_to(request, f"/statements/{statement_id}/endorsement")

    return await answer_form(request, EndorseForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/endorsement/reopen")
async def reopen_parts(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Re-opens parts of the endorsed text."""

    async def deed(form: ReopenForm) -> Response[Any]:
        if not form.part_ids:
            raise BadInput("part_ids", N_("Please choose what is to be open again."))
        named = msgspec.structs.asdict(form)
        await act(request, reopen_endorsed, statement_id, lock=statement_id, **named)
        return go_to(request, f"/statements/{statement_id}/endorsement")

    return await answer_form(
        request, ReopenForm, deed, again=lambda given: _page(request, statement_id, given, form="reopen")
    )


@post("/statements/{statement_id:str}/endorsement/take-back")
async def take_back(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Takes the endorsement back."""

    async def deed(form: TakeBackForm) -> Response[Any]:
        await act(request, reopen_endorsed, statement_id, reason=form.why, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/endorsement")

    return await answer_form(
        request, TakeBackForm, deed, again=lambda given: _page(request, statement_id, given, form="take-back")
    )


@get("/statements/{statement_id:str}/endorsement/{number:str}/certificate/{form:str}")
async def take_certificate(
    request: AnyRequest,
    statement_id: FromPath[str],
    number: FromPath[str],
    form: FromPath[str],
    positions: FromQuery[str] = "",
) -> Response[bytes]:
    """The certificate of an endorsement as a file; with the members' positions for those who may read them."""
    chosen = next((one for one in FORMS if one == form), None)
    if chosen is None or not (number.isascii() and number.isdigit() and len(number) < 4):
        raise NotFound()
    document = await show(
        request,
        endorsement_document,
        viewer_of(request),
        statement_id,
        int(number),
        with_positions=positions == "yes",
    )
    content = await asyncio.to_thread(print_document, document, style_for(request, document.style), chosen)
    name = f"certificate-of-endorsement.{SUFFIXES[chosen]}"
    return Response(
        content,
        media_type=MEDIA_TYPES[chosen],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _page(request: AnyRequest, statement_id: str, given: Given, *, form: str = "endorse") -> Response[str]:
    shown = await show(request, endorsing_page, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "endorsing/page.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        blank=Given(),
        form=form,
        leaders=LEADERS,
        left_blank=left_blank("…", style_for(request, shown.head.style).adoption.left),
    )


handlers = [endorsement, endorse_it, reopen_parts, take_back, take_certificate]
