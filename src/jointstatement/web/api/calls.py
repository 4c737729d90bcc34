"""Calls for inputs, for programs."""

from typing import Annotated

import msgspec
from litestar.params import FromPath, JSONBody
from litestar.response import Response

from jointstatement.actions import calls as acts
from jointstatement.queries.calls import CallLine, CallPage, call_file, call_page
from jointstatement.queries.calls import calls as calls_open
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import UPLOAD_BODY_BYTES, FileContent, Hour, Line, Text
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.api.rounds import LaterHour, hour_of
from jointstatement.web.attached import attached
from jointstatement.web.beginning import chosen_frame
from jointstatement.web.forms import Id, plain_name
from jointstatement.web.reading import show

TAG = "calls for inputs"


class NewCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question before a meeting, its hour, whom it asks and who reads what is given."""

    meeting_id: Id
    title: Line
    question: Text
    due_at: Hour
    is_open_to_all: bool
    """Whether everybody who is asked reads what was given, after the hour; else the chair's office alone does."""
    asks_observers: bool = False


class NewFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that goes with a contribution."""

    file_name: Line
    content: FileContent
    """In base64."""


class NewContribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A delegation's inputs: words, files, or both."""

    text: Text = ""
    files: Annotated[tuple[NewFile, ...], msgspec.Meta(max_length=acts.MOST_FILES)] = ()


class TextOfCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text that begins from a call."""

    title: Line
    style: Line
    workflow: Line


@read("/calls", Verb.READ_CALLS, tag=TAG)
async def calls(request: AnyRequest) -> tuple[CallLine, ...]:
    """The calls for inputs that this person may see, the latest first."""
    return await show(request, calls_open, viewer_of(request))


@read("/calls/{call_id:str}", Verb.READ_CALLS, tag=TAG)
async def call(request: AnyRequest, call_id: FromPath[str]) -> CallPage:
    """One call, its register as far as this person may know it, and the contributions open to this person."""
    return await show(request, call_page, viewer_of(request), call_id)


@read("/calls/{call_id:str}/files/{file_id:str}", Verb.READ_CALLS, tag=TAG)
async def contribution_file(request: AnyRequest, call_id: FromPath[str], file_id: FromPath[str]) -> Response[bytes]:
    """A file that was given to a call, as it came."""
    file = await show(request, call_file, viewer_of(request), call_id, file_id)
    return attached(file.content, file.file_name)


@deed("/calls", Verb.PUT_CALL, tag=TAG, status=201)
async def put_call(request: AnyRequest, data: JSONBody[NewCall]) -> Created:
    """Puts a call for inputs to the delegations."""
    named = msgspec.structs.asdict(data)
    meeting_id = named.pop("meeting_id")
    return Created(await act(request, acts.put_call, meeting_id, **named | hour_of(data)))


@deed("/calls/{call_id:str}/extend", Verb.EXTEND_CALL, tag=TAG)
async def extend_call(request: AnyRequest, call_id: FromPath[str], data: JSONBody[LaterHour]) -> None:
    """Gives the delegations until a later hour."""
    await act(request, acts.extend_call, call_id, **hour_of(data), lock=call_id)


@deed(
    "/calls/{call_id:str}/contribution",
    Verb.CONTRIBUTE,
    tag=TAG,
    status=201,
    largest_body=UPLOAD_BODY_BYTES,
    names={"words": "text"},
)
async def contribute(request: AnyRequest, call_id: FromPath[str], data: JSONBody[NewContribution]) -> Created:
    """Gives the delegation's inputs to a call; after its hour they are kept, marked as late."""
    files = [(plain_name(file.file_name), file.content) for file in data.files]
    return Created(await act(request, acts.contribute, call_id, words=data.text, files=files, lock=call_id))


@deed("/calls/{call_id:str}/contribution/withdraw", Verb.WITHDRAW_CONTRIBUTION, tag=TAG)
async def withdraw_contribution(request: AnyRequest, call_id: FromPath[str]) -> None:
    """Takes the delegation's inputs to a call back, before its hour."""
    await act(request, acts.withdraw_contribution, call_id, lock=call_id)


@deed("/calls/{call_id:str}/begin", Verb.CREATE_STATEMENT, tag=TAG, status=201)
async def begin_from_call(request: AnyRequest, call_id: FromPath[str], data: JSONBody[TextOfCall]) -> Created:
    """Begins a statement for the meeting of a call; its inputs are at hand while it is drafted."""
    frame = await chosen_frame(request, style=data.style, workflow=data.workflow)
    return Created(await act(request, acts.begin_from_call, call_id, title=data.title, **frame))


handlers = [
    calls,
    call,
    contribution_file,
    put_call,
    extend_call,
    contribute,
    withdraw_contribution,
    begin_from_call,
]
