"""Starting a statement: from a file or a paste that is read and looked at first, or from nothing but a title.

What is read in them waits until its person confirms or drops it; no text is made before.
"""

import asyncio
import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.drafting import create_statement, drop_upload, keep_upload
from jointstatement.actions.setting_up import add_delegation, hold_meeting
from jointstatement.documents.as_json import document_from_json, reading_as_json
from jointstatement.documents.files import FormRead, as_pasted, read_file
from jointstatement.documents.word.view import View
from jointstatement.errors import N_, BadInput
from jointstatement.queries.first_run import beginning, waiting_upload
from jointstatement.terms import Participation, PartKind
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.beginning import chosen_frame, workflow_titles
from jointstatement.web.forms import UPLOAD_BYTES, Given, Id, Line, answer_form, is_uploaded, uploaded
from jointstatement.web.imports import import_waiting
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page, translator
from jointstatement.web.styles import chosen_style, formulas_for, markers_of, style_titles
from jointstatement.workflow.permit import demand, may_create_statement

AnyRequest = Request[Any, Any, Any]
Pasted = Annotated[str, msgspec.Meta(max_length=UPLOAD_BYTES)]

_BOTH = N_("A file is chosen and a text is pasted. Please bring in one of them: empty the box, or choose no file.")
_NEITHER = N_("Please choose a file, or paste the text.")


class NewText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement that begins with its title."""

    title: Line
    meeting_id: Id
    style: Line
    workflow: Line


class FromReading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement that begins with what was read in a file."""

    meeting_id: Id
    style: Line
    workflow: Line


class TextToRead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file or a paste, and which of its two texts is read where changes are tracked in it."""

    file: Literal[""] = ""
    """What a browser sends where no file is chosen."""
    pasted: Pasted = ""
    pasted_html: Pasted = ""
    """The same words as the program gave them that they were copied from."""
    view: Literal["", "accepted", "rejected"] = ""


class NewMeeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A meeting of the body."""

    title: Line
    place: Line
    starts_on: date
    ends_on: date
    time_zone: Line
    chair: Line


class NewMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A delegation, at the end of the body's order."""

    name: Line
    participation: Participation = Participation.MEMBER


class ShownPart(msgspec.Struct, frozen=True):
    """One part of what was read, as the check page shows it."""

    kind: PartKind
    number: str
    wording: str
    ending: str
    level: int
    marker: str


@get("/begin")
async def begin(request: AnyRequest) -> Response[str]:
    """The ways to start, and what is prepared."""
    return await _begin(request, Given())


@post("/begin")
async def begin_empty(request: AnyRequest) -> Response[Any]:
    """Starts a statement with its title, and the chapeau and closing that its style proposes."""

    async def deed(form: NewText) -> Response[Any]:
        frame = await chosen_frame(request, style=form.style, workflow=form.workflow)
        style = await chosen_style(request, form.style)
        statement_id = await act(
            request,
            create_statement,
            meeting_id=form.meeting_id,
            title=form.title,
            **frame,
            **await formulas_for(request, style, form.meeting_id),
        )
        return go_to(request, f"/statements/{statement_id}")

    return await answer_form(request, NewText, deed, again=lambda given: _begin(request, given))


@post("/begin/upload", request_max_body_size=UPLOAD_BYTES)
async def upload(request: AnyRequest) -> Response[Any]:
    """Reads a file or a paste and keeps both until the reading has been looked at."""

    async def deed(form: TextToRead) -> Response[Any]:
        demand(may_create_statement(viewer_of(request).role))  # before a stranger's file is read at all
        name, content, known_form = await _brought_in(request, form)
        view = View(form.view) if form.view else None
        reading = await asyncio.to_thread(read_file, content, name, view=view, form=known_form)
        upload_id = await act(
            request,
            keep_upload,
            file_name=name,
            content=content,
            reading_json=json.dumps(reading_as_json(reading), ensure_ascii=False),
        )
        return go_to(request, f"/begin/uploads/{upload_id}")

    return await answer_form(request, TextToRead, deed, again=lambda given: _begin(request, given))


@get("/begin/uploads/{upload_id:str}")
async def check_reading(request: AnyRequest, upload_id: FromPath[str]) -> Response[str]:
    """What was read, what was left out and why, before anything is made of it."""
    return await _reading(request, upload_id, Given())


@post("/begin/uploads/{upload_id:str}/confirm")
async def confirm_reading(request: AnyRequest, upload_id: FromPath[str]) -> Response[Any]:
    """Starts a statement with what was read."""

    async def deed(form: FromReading) -> Response[Any]:
        frame = await chosen_frame(request, style=form.style, workflow=form.workflow)
        statement_id = await act(request, import_waiting, upload_id, meeting_id=form.meeting_id, **frame)
        return go_to(request, f"/statements/{statement_id}")

    return await answer_form(request, FromReading, deed, again=lambda given: _reading(request, upload_id, given))


@post("/begin/uploads/{upload_id:str}/drop")
async def drop_reading(request: AnyRequest, upload_id: FromPath[str]) -> Response[Any]:
    """Throws the file and its reading away."""
    await act(request, drop_upload, upload_id)
    return go_to(request, "/begin")


@post("/begin/meeting")
async def enter_meeting(request: AnyRequest) -> Response[Any]:
    """Enters a meeting to draft for."""

    async def deed(form: NewMeeting) -> Response[Any]:
        await act(request, hold_meeting, viewer_of(request).body_id, **msgspec.structs.asdict(form))
        return go_to(request, "/begin")

    return await answer_form(request, NewMeeting, deed, again=lambda given: _begin(request, given, form="meeting"))


@post("/begin/member")
async def enter_member(request: AnyRequest) -> Response[Any]:
    """Adds a delegation after those that are there, under the name that it uses itself."""

    async def deed(form: NewMember) -> Response[Any]:
        viewer = viewer_of(request)
        shown = await show(request, beginning, viewer, now=now_of(request))
        await act(
            request,
            add_delegation,
            viewer.body_id,
            name=form.name,
            order=len(shown.members) + len(shown.attending) + 1,
            participation=form.participation,
        )
        return go_to(request, "/begin#members")

    return await answer_form(request, NewMember, deed, again=lambda given: _begin(request, given, form="member"))


async def _brought_in(request: AnyRequest, form: TextToRead) -> tuple[str, bytes, FormRead | None]:
    """The name and the content of a file or a paste, and what a paste is. Raises `BadInput`."""
    is_file = await is_uploaded(request, "file")
    if is_file and form.pasted:
        raise BadInput("pasted", _BOTH)
    if is_file:
        name, content = await uploaded(request, "file")
        return name, content, None
    if not form.pasted:
        raise BadInput("file", _NEITHER)
    content, known_form = as_pasted(form.pasted, form.pasted_html)
    return translator(request)(N_("Pasted text")), content, known_form


async def _begin(request: AnyRequest, given: Given, *, form: str = "text") -> Response[str]:
    shown = await show(request, beginning, viewer_of(request), now=now_of(request))
    return page(
        request,
        "first_run/page.html",
        status_code=given.status_code,
        beginning=shown,
        meetings=[(meeting.id, f"{meeting.title}, {meeting.place}") for meeting in shown.meetings],
        styles=await style_titles(request),
        workflows=workflow_titles(request),
        given=given if form == "text" else Given(),
        given_meeting=given if form == "meeting" else Given(),
        given_member=given if form == "member" else Given(),
        came_back=given,
        kinds=list(Participation),
    )


async def _reading(request: AnyRequest, upload_id: str, given: Given) -> Response[str]:
    viewer = viewer_of(request)
    waiting = await show(request, waiting_upload, viewer, upload_id, now=now_of(request))
    shown = await show(request, beginning, viewer, now=now_of(request))
    reading = json.loads(waiting.reading)
    document = document_from_json(reading)
    styles = await style_titles(request)
    # A file may name a style of another installation, or of another body.
    style = document.style if document.style in dict(styles) else styles[-1][0]
    return page(
        request,
        "first_run/reading.html",
        status_code=given.status_code,
        upload=waiting,
        meetings=[(meeting.id, f"{meeting.title}, {meeting.place}") for meeting in shown.meetings],
        styles=styles,
        workflows=workflow_titles(request),
        style=style,
        parts=_shown(document.parts, markers_of(request, style)),
        clauses=len(document.clauses),
        members=document.members,
        left_out=reading["left_out"],
        warnings=reading["warnings"],
        given=given,
    )


def _shown(parts: Sequence[Part], markers: dict[str, str]) -> tuple[ShownPart, ...]:
    return tuple(
        ShownPart(
            kind=part.kind,
            number=number,
            wording=part.wording,
            ending=part.ending or "",
            level=part.level,
            marker=(part.label or "") if part.kind is PartKind.ITEM else markers.get(part.kind, ""),
        )
        for part, number in zip(parts, number_parts(parts), strict=True)
    )


handlers = [
    begin,
    begin_empty,
    upload,
    check_reading,
    confirm_reading,
    drop_reading,
    enter_meeting,
    enter_member,
]
