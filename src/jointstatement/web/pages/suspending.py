"""Suspending the negotiation of a text, and resuming it."""

from typing import Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.suspending import resume, suspend
from jointstatement.queries.suspending import suspending_page
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import HourForm, working_due
from jointstatement.web.forms import Given, Line, Text, answer_form
from jointstatement.web.hours import day_typed
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class SuspendForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why, and until which day it is foreseen, if that is known."""

    reason: Text
    until: Line = ""


class ResumeForm(HourForm, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The hour of the round that is open, where one is, and a word with it."""

    due_at: Line = ""
    word: Text = ""


@get("/statements/{statement_id:str}/suspension")
async def suspensions(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The suspensions of a negotiation."""
    return await _page(request, statement_id, Given())


@post("/statements/{statement_id:str}/suspension")
async def suspend_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Suspends the negotiation."""

    async def deed(form: SuspendForm) -> Response[Any]:
        until = day_typed(form.until, field="until")
        await act(request, suspend, statement_id, reason=form.reason, until=until, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/suspension")

    return await answer_form(request, SuspendForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/suspension/resume")
async def resume_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Resumes the negotiation; an open round gets its hour."""

    async def deed(form: ResumeForm) -> Response[Any]:
        hour = await working_due(request, statement_id, form) if form.due_at or form.instead else {}
        await act(request, resume, statement_id, word=form.word, **hour, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}")

    return await answer_form(
        request, ResumeForm, deed, again=lambda given: _page(request, statement_id, given, form="resume")
    )


async def _page(request: AnyRequest, statement_id: str, given: Given, *, form: str = "") -> Response[str]:
    shown = await show(request, suspending_page, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "suspending/page.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        form=form,
    )


handlers = [suspensions, suspend_it, resume_it]
