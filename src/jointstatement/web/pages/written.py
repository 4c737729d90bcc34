"""The written procedure: asked for, extended, taken back; answered, by form or on paper."""

from collections.abc import Callable
from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.written import (
    answer_in_writing,
    extend_written_procedure,
    record_written_answer,
    start_written_procedure,
    withdraw_written_procedure,
)
from jointstatement.queries.written import written_page
from jointstatement.terms import WrittenAnswer
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import HourForm, received, working_due
from jointstatement.web.forms import Given, Id, Line, Text, answer_form
from jointstatement.web.pages.silence import ReasonForm
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import markers_of, rules_of

AnyRequest = Request[Any, Any, Any]
AT = "/statements/{statement_id:str}/written"


class AnswerForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member's answer."""

    answer: WrittenAnswer
    reason: Text = ""


class PaperForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer that came on paper."""

    delegation_id: Id
    answer: WrittenAnswer
    received_at: Line
    which: Literal["", "earlier", "later"] = ""
    reason: Text = ""


@get(AT)
async def written(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The written procedure of a statement."""
    return await _written(request, statement_id, Given())


@post(AT)
async def start(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Asks the members for their answers."""
    return await _hour(request, statement_id, start_written_procedure, form="start")


@post(f"{AT}/extend")
async def extend(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Gives the members until a later hour."""
    return await _hour(request, statement_id, extend_written_procedure, form="extend")


@post(f"{AT}/withdraw")
async def withdraw(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Takes the procedure back."""

    async def deed(form: ReasonForm) -> Response[Any]:
        await act(request, withdraw_written_procedure, statement_id, reason=form.reason, lock=statement_id)
        return _back(request, statement_id)

    return await answer_form(
        request, ReasonForm, deed, again=lambda given: _written(request, statement_id, given, form="withdraw")
    )


@post(f"{AT}/answer")
async def answer(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Answers for one's own delegation."""

    async def deed(form: AnswerForm) -> Response[Any]:
        named = {"answer": form.answer, "reason": form.reason}
        await act(request, answer_in_writing, statement_id, **named, lock=statement_id)
        return _back(request, statement_id)

    return await answer_form(
        request, AnswerForm, deed, again=lambda given: _written(request, statement_id, given, form="answer")
    )


@post(f"{AT}/answers")
async def enter(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Enters an answer that came on paper."""

    async def deed(form: PaperForm) -> Response[Any]:
        await act(
            request,
            record_written_answer,
            statement_id,
            delegation_id=form.delegation_id,
            answer=form.answer,
            received_at=await received(request, statement_id, form.received_at, which=form.which),
            reason=form.reason,
            lock=statement_id,
        )
        return _back(request, statement_id)

    return await answer_form(
        request, PaperForm, deed, again=lambda given: _written(request, statement_id, given, form="paper")
    )


async def _hour(request: AnyRequest, statement_id: str, deed_of: Callable[..., Any], *, form: str) -> Response[Any]:
    """One deed that asks only for the hour; `form` is the one that comes back open."""

    async def deed(asked: HourForm) -> Response[Any]:
        hour = await working_due(request, statement_id, asked)
        await act(request, deed_of, statement_id, **hour, lock=statement_id)
        return _back(request, statement_id)

    return await answer_form(
        request, HourForm, deed, again=lambda given: _written(request, statement_id, given, form=form)
    )


def _back(request: AnyRequest, statement_id: str) -> Response[Any]:
    return go_to(request, f"/statements/{statement_id}/written")


async def _written(request: AnyRequest, statement_id: str, given: Given, *, form: str = "") -> Response[str]:
    shown = await show(
        request, written_page, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(
        request,
        "written/page.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        markers=markers_of(request, shown.head.style),
        given=given,
        blank=Given(),
        form=form,
    )


handlers = [written, start, extend, withdraw, answer, enter]
