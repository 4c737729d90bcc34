"""Requests that a clause that was agreed or endorsed be re-opened."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import requesting_reopening as verbs
from jointstatement.queries.reopening_requests import RequestLine
from jointstatement.queries.reopening_requests import reopening_requests as requests_of
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Text
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id, OptionalId
from jointstatement.web.reading import show

TAG = "text"
REQUEST = "/statements/{statement_id:str}/reopening-requests/{request_id:str}"
OF_CLAUSE = "/statements/{statement_id:str}/parts/{part_id:str}/reopening-requests"


class NewReopeningRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a clause should be re-opened, and with which words, if that is said."""

    reason: Text
    words: Text = ""
    group_id: OptionalId = ""
    """Of a group for which the delegation speaks: then it is asked for its members too."""


class RecordedReopeningRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same of a delegation that asked in the room or on paper."""

    delegation_id: Id
    reason: Text
    words: Text = ""
    group_id: OptionalId = ""
    """Of a group for which that delegation made it."""


class WhyDeclined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the clause stays as it is; the delegation that asked reads it."""

    reason: Text


@read("/statements/{statement_id:str}/reopening-requests", Verb.READ_NEGOTIATION, tag=TAG)
async def reopening_requests(request: AnyRequest, statement_id: FromPath[str]) -> tuple[RequestLine, ...]:
    """The requests on a text with what came of them: all for the chair's office, its own for a delegation.

    Those that the speaker of its group made for it are among its own, and say so.
    """
    return await show(request, requests_of, viewer_of(request), statement_id, now=now_of(request))


@deed(OF_CLAUSE, Verb.REQUEST_REOPENING, tag=TAG, status=201)
async def request_reopening(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[NewReopeningRequest]
) -> Created:
    """Asks that a clause be re-opened; the chair's office is told, and no delegation for which it is not asked."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, verbs.request_reopening, statement_id, part_id, lock=statement_id, **named))


@deed(f"{OF_CLAUSE}/recorded", Verb.RECORD_REOPENING_REQUEST, tag=TAG, status=201)
async def record_reopening_request(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[RecordedReopeningRequest]
) -> Created:
    """Enters such a request for a delegation, which is told and takes it back as its own."""
    named = msgspec.structs.asdict(data)
    return Created(
        await act(request, verbs.record_reopening_request, statement_id, part_id, lock=statement_id, **named)
    )


@deed(f"{REQUEST}/withdraw", Verb.WITHDRAW_REOPENING_REQUEST, tag=TAG)
async def withdraw_reopening_request(
    request: AnyRequest, statement_id: FromPath[str], request_id: FromPath[str]
) -> None:
    """Takes a request back that has no answer yet."""
    await act(request, verbs.withdraw_reopening_request, statement_id, request_id, lock=statement_id)


@deed(f"{REQUEST}/decline", Verb.DECLINE_REOPENING, tag=TAG)
async def decline_reopening(
    request: AnyRequest, statement_id: FromPath[str], request_id: FromPath[str], data: JSONBody[WhyDeclined]
) -> None:
    """Declines a request: the clause stays as it is. To grant it, re-open the clause."""
    await act(request, verbs.decline_reopening, statement_id, request_id, reason=data.reason, lock=statement_id)


handlers = [
    reopening_requests,
    request_reopening,
    record_reopening_request,
    withdraw_reopening_request,
    decline_reopening,
]
