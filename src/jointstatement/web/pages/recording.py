"""The secretariat enters what a delegation sent on paper or by mail."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.recording import record_input
from jointstatement.queries.recording import recording
from jointstatement.terms import CommentClass
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import received
from jointstatement.web.forms import Given, Id, Line, Text, answer_form
from jointstatement.web.pages.silence import WHOLE, Place
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class RecordForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came, from whom, on what, and when."""

    delegation_id: Id
    place: Place
    received_at: Line
    which: Literal["", "earlier", "later"] = ""
    wording: Text = ""
    comment_class: CommentClass = CommentClass.SUBSTANTIVE
    comment: Text = ""


@get("/statements/{statement_id:str}/recorded")
async def ask(request: AnyRequest, statement_id: FromPath[str], saved: FromQuery[str] = "") -> Response[str]:
    """The form for what came on paper."""
    return await _page(request, statement_id, Given(), saved=saved == "yes")


@post("/statements/{statement_id:str}/recorded")
async def enter(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Enters what came on paper."""

    async def deed(form: RecordForm) -> Response[Any]:
        await act(
            request,
            record_input,
            statement_id,
            delegation_id=form.delegation_id,
            part_id=None if form.place == WHOLE else form.place,
            wording=form.wording,
            comment=form.comment,
            comment_class=form.comment_class,
            received_at=await received(request, statement_id, form.received_at, which=form.which),
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/recorded?saved=yes")

    return await answer_form(request, RecordForm, deed, again=lambda given: _page(request, statement_id, given))


async def _page(request: AnyRequest, statement_id: str, given: Given, *, saved: bool = False) -> Response[str]:
    shown = await show(request, recording, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "recording/page.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        saved=saved,
        classes=tuple(CommentClass),
    )


handlers = [ask, enter]
