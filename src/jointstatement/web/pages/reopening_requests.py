"""Asking that a clause be re-opened, on the page of the clause; what the chair declines."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from litestar import post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.requesting_reopening import (
    decline_reopening,
    record_reopening_request,
    request_reopening,
    withdraw_reopening_request,
)
from jointstatement.web.acting import act
from jointstatement.web.forms import Id, NoFields, OptionalId, Text, answer_form
from jointstatement.web.pages.clause_states import clause_page
from jointstatement.web.rendering import go_to

AnyRequest = Request[Any, Any, Any]
Shape = TypeVar("Shape", bound=msgspec.Struct)


class RequestForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why, and with which words, for the delegation or for a group that it speaks for."""

    reason: Text
    words: Text = ""
    group_id: OptionalId = ""


class RecordRequestForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same of a delegation that asked in the room or on paper."""

    delegation_id: Id
    reason: Text
    words: Text = ""
    group_id: OptionalId = ""


class DeclineForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the clause stays as it is."""

    reason: Text


@post("/statements/{statement_id:str}/clause-states/{part_id:str}/requests")
async def ask(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """A delegation asks."""

    async def deed(form: RequestForm) -> Response[Any]:
        named = msgspec.structs.asdict(form)
        await act(request, request_reopening, statement_id, part_id, lock=statement_id, **named)
        return _back(request, statement_id, part_id)

    return await _answered(request, statement_id, part_id, RequestForm, deed, form="request")


@post("/statements/{statement_id:str}/clause-states/{part_id:str}/requests/recorded")
async def enter(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """The secretariat enters it for a delegation."""

    async def deed(form: RecordRequestForm) -> Response[Any]:
        named = msgspec.structs.asdict(form)
        await act(request, record_reopening_request, statement_id, part_id, lock=statement_id, **named)
        return _back(request, statement_id, part_id)

    return await _answered(request, statement_id, part_id, RecordRequestForm, deed, form="record")


@post("/statements/{statement_id:str}/clause-states/{part_id:str}/requests/{request_id:str}/withdraw")
async def withdraw(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], request_id: FromPath[str]
) -> Response[Any]:
    """The delegation takes it back."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, withdraw_reopening_request, statement_id, request_id, lock=statement_id)
        return _back(request, statement_id, part_id)

    return await _answered(request, statement_id, part_id, NoFields, deed, form=request_id)


@post("/statements/{statement_id:str}/clause-states/{part_id:str}/requests/{request_id:str}/decline")
async def decline(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], request_id: FromPath[str]
) -> Response[Any]:
    """The chair declines it."""

    async def deed(form: DeclineForm) -> Response[Any]:
        await act(request, decline_reopening, statement_id, request_id, reason=form.reason, lock=statement_id)
        return _back(request, statement_id, part_id)

    return await _answered(request, statement_id, part_id, DeclineForm, deed, form=request_id)


async def _answered(
    request: AnyRequest,
    statement_id: str,
    part_id: str,
    shape: type[Shape],
    deed: Callable[[Shape], Awaitable[Response[Any]]],
    *,
    form: str,
) -> Response[Any]:
    return await answer_form(
        request, shape, deed, again=lambda given: clause_page(request, statement_id, part_id, given, form=form)
    )


def _back(request: AnyRequest, statement_id: str, part_id: str) -> Response[Any]:
    return go_to(request, f"/statements/{statement_id}/clause-states/{part_id}")


handlers = [ask, enter, withdraw, decline]
