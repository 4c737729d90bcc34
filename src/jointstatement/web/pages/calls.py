"""Calls for inputs: put by the office, answered by delegations, and the beginning of a text."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.datastructures import UploadFile
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.calls import (
    MOST_FILES,
    begin_from_call,
    contribute,
    extend_call,
    put_call,
    withdraw_contribution,
)
from jointstatement.queries.calls import (
    call_file,
    call_page,
    calls,
    meetings_to_call_for,
    zone_of_meeting,
)
from jointstatement.queries.record import call_entries
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.attached import attached
from jointstatement.web.beginning import chosen_frame, workflow_titles
from jointstatement.web.crosssite import sent_form
from jointstatement.web.due import due_in
from jointstatement.web.forms import UPLOAD_BYTES, Given, Id, Line, NoFields, Text, answer_form, plain_name
from jointstatement.web.pages.record import told_in_chains
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import style_titles
from jointstatement.workflow.permit import demand, may_contribute, may_create_statement, may_put_call

AnyRequest = Request[Any, Any, Any]

_ONE = "/calls/{call_id:str}"
_FORM_AROUND_FILES = 96 * 1024
"""What a form holds besides its files."""


class CallForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call: its question, its hour in the meeting's zone, whom it asks and who reads what is given."""

    meeting_id: Id
    title: Line
    question: Text
    due_at: Line
    is_open_to_all: Literal["yes", "no"]
    asks_observers: Literal["", "yes"] = ""
    which: Literal["", "earlier", "later"] = ""


class LaterForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The later hour of an open call."""

    due_at: Line
    which: Literal["", "earlier", "later"] = ""


class ContributionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a contribution; its files come beside them."""

    words: Text = ""


class FirstText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text that begins from a call: its title, its form and its procedure."""

    title: Line
    style: Line
    workflow: Line


@get("/calls")
async def all_calls(request: AnyRequest) -> Response[str]:
    """The calls for inputs that are put to one, or that one's office put."""
    shown = await show(request, calls, viewer_of(request))
    return page(request, "calls/list.html", calls=shown, may_put=may_put_call(viewer_of(request).role) is None)


@get("/calls/new")
async def ask_to_put(request: AnyRequest) -> Response[str]:
    """What a new call needs."""
    return await _new(request, Given())


@post("/calls/new")
async def put_one(request: AnyRequest) -> Response[Any]:
    """Puts a call."""

    async def deed(form: CallForm) -> Response[Any]:
        zone = await show(request, zone_of_meeting, viewer_of(request), form.meeting_id)
        call_id = await act(
            request,
            put_call,
            form.meeting_id,
            title=form.title,
            question=form.question,
            **due_in(zone, form.due_at, which=form.which),
            asks_observers=form.asks_observers == "yes",
            is_open_to_all=form.is_open_to_all == "yes",
        )
        return go_to(request, f"/calls/{call_id}")

    return await answer_form(request, CallForm, deed, again=lambda given: _new(request, given))


@get(_ONE)
async def one_call(request: AnyRequest, call_id: FromPath[str]) -> Response[str]:
    """One call, its register, and what was given."""
    return await _call(request, call_id, Given())


@post(f"{_ONE}/extend")
async def extend_one(request: AnyRequest, call_id: FromPath[str]) -> Response[Any]:
    """Gives the delegations until a later hour."""

    async def deed(form: LaterForm) -> Response[Any]:
        zone = (await show(request, call_page, viewer_of(request), call_id)).time_zone
        await act(request, extend_call, call_id, **due_in(zone, form.due_at, which=form.which), lock=call_id)
        return go_to(request, f"/calls/{call_id}")

    return await answer_form(
        request, LaterForm, deed, again=lambda given: _call(request, call_id, given, form="extend")
    )


@post(f"{_ONE}/contribution", request_max_body_size=UPLOAD_BYTES + _FORM_AROUND_FILES)
async def give(request: AnyRequest, call_id: FromPath[str]) -> Response[Any]:
    """Gives the delegation's inputs."""

    async def deed(form: ContributionForm) -> Response[Any]:
        files = await _files(request)
        await act(request, contribute, call_id, words=form.words, files=files, lock=call_id)
        return go_to(request, f"/calls/{call_id}")

    return await answer_form(
        request, ContributionForm, deed, again=lambda given: _call(request, call_id, given, form="give")
    )


@post(f"{_ONE}/withdraw")
async def withdraw(request: AnyRequest, call_id: FromPath[str]) -> Response[Any]:
    """Takes the delegation's inputs back."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, withdraw_contribution, call_id, lock=call_id)
        return go_to(request, f"/calls/{call_id}")

    return await answer_form(request, NoFields, deed, again=lambda given: _call(request, call_id, given))


@get(f"{_ONE}/files/{{file_id:str}}")
async def take_given_file(request: AnyRequest, call_id: FromPath[str], file_id: FromPath[str]) -> Response[bytes]:
    """A file as it came, for download alone."""
    file = await show(request, call_file, viewer_of(request), call_id, file_id)
    return attached(file.content, file.file_name)


@get(f"{_ONE}/begin")
async def ask_to_begin(request: AnyRequest, call_id: FromPath[str]) -> Response[str]:
    """What a text that begins from this call needs."""
    return await _begin(request, call_id, Given())


@post(f"{_ONE}/begin")
async def begin(request: AnyRequest, call_id: FromPath[str]) -> Response[Any]:
    """Begins a text from a call."""

    async def deed(form: FirstText) -> Response[Any]:
        frame = await chosen_frame(request, style=form.style, workflow=form.workflow)
        statement_id = await act(request, begin_from_call, call_id, title=form.title, **frame)
        return go_to(request, f"/statements/{statement_id}/draft")

    return await answer_form(request, FirstText, deed, again=lambda given: _begin(request, call_id, given))


async def _new(request: AnyRequest, given: Given) -> Response[str]:
    meetings = await show(request, meetings_to_call_for, viewer_of(request))
    return page(
        request,
        "calls/new.html",
        status_code=given.status_code,
        given=given,
        meetings=[(each.id, f"{each.title}, {each.place} ({each.time_zone})") for each in meetings],
    )


async def _call(request: AnyRequest, call_id: str, given: Given, *, form: str = "") -> Response[str]:
    viewer = viewer_of(request)
    shown = await show(request, call_page, viewer, call_id)
    entries = await show(request, call_entries, viewer, call_id)
    return page(
        request,
        "calls/page.html",
        status_code=given.status_code,
        shown=shown,
        chains=told_in_chains(request, entries, shown.time_zone),
        given=given,
        blank=Given(),
        form=form,
        may_give=may_contribute(viewer.role) is None and viewer.delegation_id is not None,
        most_files=MOST_FILES,
    )


async def _begin(request: AnyRequest, call_id: str, given: Given) -> Response[str]:
    demand(may_create_statement(viewer_of(request).role))
    shown = await show(request, call_page, viewer_of(request), call_id)
    return page(
        request,
        "calls/begin.html",
        status_code=given.status_code,
        shown=shown,
        given=given,
        styles=await style_titles(request),
        workflows=workflow_titles(request),
    )


async def _files(request: AnyRequest) -> list[tuple[str, bytes]]:
    """The files that were chosen, by their names, never by their paths; a field left empty is none."""
    sent = (await sent_form(request)).getall("files", [])
    chosen = [file for file in sent if isinstance(file, UploadFile) and file.filename]
    return [(plain_name(file.filename), await file.read()) for file in chosen]


handlers = [
    all_calls,
    ask_to_put,
    put_one,
    one_call,
    extend_one,
    give,
    withdraw,
    take_given_file,
    ask_to_begin,
    begin,
]
