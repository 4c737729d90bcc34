"""Editorial review: its changes, putting them before the members, objecting to one."""

from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.reviewing import (
    change_editorially,
    drop_editorial_change,
    object_to_editorial_change,
    open_editorial_review,
    put_editorial_changes,
    withdraw_editorial_review,
)
from jointstatement.queries.reviewing import reviewing_page
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import HourForm, working_due
from jointstatement.web.forms import Given, Id, NoFields, Text, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]

Fingerprint = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class OpenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text that was looked at."""

    fingerprint_seen: Fingerprint


class ChangeForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For these words of a part those, and why."""

    part_id: Id
    before: Text
    after: Text = ""
    reason: Text = ""


class ReasonForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; it is welcome and never owed."""

    reason: Text = ""


@get("/statements/{statement_id:str}/editorial-review")
async def reviews(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The editorial reviews of a statement."""
    return await _page(request, statement_id, Given())


@post("/statements/{statement_id:str}/editorial-review")
async def open_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Opens an editorial review of the text that was on the page."""

    async def deed(form: OpenForm) -> Response[Any]:
        named = msgspec.structs.asdict(form)
        await act(request, open_editorial_review, statement_id, lock=statement_id, **named)
        return _back(request, statement_id)

    return await answer_form(request, OpenForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/editorial-review/changes")
async def enter(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Enters a change in the open review."""

    async def deed(form: ChangeForm) -> Response[Any]:
        named = msgspec.structs.asdict(form)
        await act(request, change_editorially, statement_id, lock=statement_id, **named)
        return _back(request, statement_id)

    return await answer_form(
        request, ChangeForm, deed, again=lambda given: _page(request, statement_id, given, form="change")
    )


@post("/statements/{statement_id:str}/editorial-review/changes/{change_id:str}/drop")
async def drop(request: AnyRequest, statement_id: FromPath[str], change_id: FromPath[str]) -> Response[Any]:
    """Takes a change out of the open review."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, drop_editorial_change, statement_id, change_id, lock=statement_id)
        return _back(request, statement_id)

    return await answer_form(request, NoFields, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/editorial-review/changes/{change_id:str}/object")
async def object_to_it(request: AnyRequest, statement_id: FromPath[str], change_id: FromPath[str]) -> Response[Any]:
    """Objects to one change."""

    async def deed(form: ReasonForm) -> Response[Any]:
        named = msgspec.structs.asdict(form)
        await act(request, object_to_editorial_change, statement_id, change_id, lock=statement_id, **named)
        return _back(request, statement_id)

    return await answer_form(
        request, ReasonForm, deed, again=lambda given: _page(request, statement_id, given, form=change_id)
    )


@post("/statements/{statement_id:str}/editorial-review/put")
async def put(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Puts the changes before the members until an hour."""

    async def deed(form: HourForm) -> Response[Any]:
        hour = await working_due(request, statement_id, form)
        await act(request, put_editorial_changes, statement_id, lock=statement_id, **hour)
        return _back(request, statement_id)

    return await answer_form(
        request, HourForm, deed, again=lambda given: _page(request, statement_id, given, form="put")
    )


@post("/statements/{statement_id:str}/editorial-review/withdraw")
async def withdraw(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Ends the review without its changes."""

    async def deed(form: ReasonForm) -> Response[Any]:
        named = msgspec.structs.asdict(form)
        await act(request, withdraw_editorial_review, statement_id, lock=statement_id, **named)
        return _back(request, statement_id)

    return await answer_form(
        request, ReasonForm, deed, again=lambda given: _page(request, statement_id, given, form="withdraw")
    )


def _back(request: AnyRequest, statement_id: str) -> Response[Any]:
    return go_to(request, f"/statements/{statement_id}/editorial-review")


async def _page(request: AnyRequest, statement_id: str, given: Given, *, form: str = "") -> Response[str]:
    shown = await show(request, reviewing_page, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "reviewing/page.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        blank=Given(),
        form=form,
    )


handlers = [reviews, open_it, enter, drop, object_to_it, put, withdraw]
