"""A delegation's own page: who is in it, and who acts for the head."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.response import Response

from jointstatement.actions.deputies import name_deputy, recall_deputy
from jointstatement.queries.delegation import own_delegation
from jointstatement.queries.record import entries_within
from jointstatement.terms import Role
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import due_in
from jointstatement.web.forms import Given, Line, NoFields, OptionalId, answer_form
from jointstatement.web.pages.record import told_in_chains
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]
ADDRESS = "/delegation"


class DeputyForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acts for the head, and until when; empty for until it is taken back."""

    person_id: OptionalId = ""
    until: Line = ""
    which: Literal["", "earlier", "later"] = ""


@get(ADDRESS)
async def delegation(request: AnyRequest) -> Response[str]:
    """The person's own delegation."""
    return await _delegation(request, Given())


@post(f"{ADDRESS}/deputy")
async def name(request: AnyRequest) -> Response[Any]:
    """The head names a deputy."""

    async def deed(form: DeputyForm) -> Response[Any]:
        shown = await show(request, own_delegation, viewer_of(request), now=now_of(request))
        hour = due_in(shown.time_zone, form.until, which=form.which, field="until") if form.until else {}
        await act(request, name_deputy, form.person_id, **hour)
        return go_to(request, ADDRESS)

    return await answer_form(request, DeputyForm, deed, again=lambda given: _delegation(request, given))


@post(f"{ADDRESS}/deputy/recall")
async def recall(request: AnyRequest) -> Response[Any]:
    """The head takes it back."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, recall_deputy)
        return go_to(request, ADDRESS)

    return await answer_form(request, NoFields, deed, again=lambda given: _delegation(request, given))


async def _delegation(request: AnyRequest, given: Given) -> Response[str]:
    shown = await show(request, own_delegation, viewer_of(request), now=now_of(request))
    lines = await show(request, entries_within, viewer_of(request))
    return page(
        request,
        "delegation/page.html",
        status_code=given.status_code,
        given=given,
        shown=shown,
        experts=[(each.id, each.name) for each in shown.persons if each.role is not Role.HEAD],
        chains=told_in_chains(request, lines, shown.time_zone),
    )


handlers = [delegation, name, recall]
