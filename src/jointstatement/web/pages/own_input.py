"""Review and submit: all that a delegation has drafted, what it has handed in, and what is still open."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.clearing import clear, send_back
from jointstatement.actions.inner_hours import lift_inner_hour, set_inner_hour
from jointstatement.actions.own_input import hand_in
from jointstatement.queries.own_input import own_input
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import due
from jointstatement.web.forms import Given, Id, Line, NoFields, Text, Version, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


@get("/statements/{statement_id:str}/input")
async def review(request: AnyRequest, statement_id: FromPath[str], submitted: FromQuery[str] = "") -> Response[str]:
    """The delegation's own input."""
    return await review_page(request, statement_id, Given(), submitted=submitted == "yes")


class ChoosingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The drafts that are handed in now."""

    chosen: list[Id] = []


class ReadForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The draft that the head has read, and its version."""

    draft: Id
    of: Literal["comment", "amendment"]
    version: Version
    word: Text = ""


class OwnHourForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour by which experts hand in to their head, wall time of the meeting."""

    due_at: Line
    which: Literal["", "earlier", "later"] = ""


@post("/statements/{statement_id:str}/input/hour")
async def set_hour(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The head sets the hour within the delegation."""

    async def deed(form: OwnHourForm) -> Response[Any]:
        hour = await due(request, statement_id, form.due_at, which=form.which)
        await act(request, set_inner_hour, statement_id, **hour, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    return await answer_form(request, OwnHourForm, deed, again=lambda given: review_page(request, statement_id, given))


@post("/statements/{statement_id:str}/input/hour/lift")
async def lift_hour(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The head lifts it."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, lift_inner_hour, statement_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    return await answer_form(request, NoFields, deed, again=lambda given: review_page(request, statement_id, given))


@post("/statements/{statement_id:str}/input/submit-chosen")
async def submit_chosen(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The head hands in some of it."""

    async def deed(form: ChoosingForm) -> Response[Any]:
        await act(request, hand_in, statement_id, chosen=form.chosen, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input?submitted=yes")

    return await answer_form(request, ChoosingForm, deed, again=lambda given: review_page(request, statement_id, given))


@post("/statements/{statement_id:str}/input/clear")
async def clear_draft(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The head clears one draft."""

    async def deed(form: ReadForm) -> Response[Any]:
        await act(request, clear, statement_id, **_subject(form), expected=form.version, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    return await answer_form(request, ReadForm, deed, again=lambda given: review_page(request, statement_id, given))


@post("/statements/{statement_id:str}/input/send-back")
async def send_draft_back(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The head sends one draft back with a word."""

    async def deed(form: ReadForm) -> Response[Any]:
        await act(
            request,
            send_back,
            statement_id,
            **_subject(form),
            word=form.word,
            expected=form.version,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/input")

    return await answer_form(request, ReadForm, deed, again=lambda given: review_page(request, statement_id, given))


def _subject(form: ReadForm) -> dict[str, str]:
    return {f"{form.of}_id": form.draft}


@post("/statements/{statement_id:str}/input/submit")
async def submit(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The head hands it in."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, hand_in, statement_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input?submitted=yes")

    return await answer_form(request, NoFields, deed, again=lambda given: review_page(request, statement_id, given))


async def review_page(
    request: AnyRequest, statement_id: str, given: Given, *, submitted: bool = False
) -> Response[str]:
    """The page of the delegation's own input, with what a form on it held."""
    shown = await show(request, own_input, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "own_input/page.html",
        status_code=given.status_code,
        given=given,
        none_given=Given(),
        head=shown.head,
        shown=shown,
        marks=shown.marks,
        submitted=submitted,
    )


handlers = [review, submit, submit_chosen, clear_draft, send_draft_back, set_hour, lift_hour]
