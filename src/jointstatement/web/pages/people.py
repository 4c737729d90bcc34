"""Persons and their links: who has access, a lost link made new, a head of delegation replaced.

A link is shown once, on a slip to print or to hand over. It goes to no other page: nothing keeps it.
"""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.access.viewer import Viewer
from jointstatement.actions.persons import admit_person, end_person, reissue_link, replace_head
from jointstatement.queries.people import head_of, people, person_for_slip
from jointstatement.terms import NEVER_ADMITTED, Role
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, settings_of, viewer_of
from jointstatement.web.forms import Given, Line, OptionalId, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class NewPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person who is given a role."""

    name: Line
    role: Role
    delegation_id: OptionalId = ""


class NewHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who heads a delegation from now on."""

    name: Line


class Confirmed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A deed that was looked at twice."""

    sure: Literal["yes"]


@get("/people")
async def everybody(request: AnyRequest) -> Response[str]:
    """Who has access, seat by seat."""
    return await _people(request, Given())


@post("/people")
async def admit(request: AnyRequest) -> Response[Any]:
    """Gives a person a role; the link is made by a further press."""

    async def deed(form: NewPerson) -> Response[Any]:
        viewer = viewer_of(request)
        await act(
            request,
            admit_person,
            viewer.body_id,
            name=form.name,
            role=form.role,
            delegation_id=form.delegation_id or None,
        )
        return go_to(request, "/people")

    return await answer_form(request, NewPerson, deed, again=lambda given: _people(request, given))


@get("/people/{person_id:str}")
async def one(request: AnyRequest, person_id: FromPath[str]) -> Response[str]:
    """One person: a new link, or the end of access, each with what it does before it is done."""
    return await _person(request, person_id, Given())


@post("/people/{person_id:str}/link")
async def reissue(request: AnyRequest, person_id: FromPath[str]) -> Response[Any]:
    """Revokes the person's links and sign-ins, and shows the new link once."""
    secret = await act(request, reissue_link, person_id)
    return _slip(request, await show(request, person_for_slip, viewer_of(request), person_id), secret)


@post("/people/{person_id:str}/end")
async def end(request: AnyRequest, person_id: FromPath[str]) -> Response[Any]:
    """Ends a person's access."""

    async def deed(_: Confirmed) -> Response[Any]:
        await act(request, end_person, person_id)
        return go_to(request, "/people")

    return await answer_form(request, Confirmed, deed, again=lambda given: _person(request, person_id, given))


@post("/people/delegations/{delegation_id:str}/head")
async def replace(request: AnyRequest, delegation_id: FromPath[str]) -> Response[Any]:
    """Puts a new head at a delegation, and shows the new link once."""

    async def deed(form: NewHead) -> Response[Any]:
        secret = await act(request, replace_head, delegation_id, name=form.name)
        return _slip(request, await show(request, head_of, viewer_of(request), delegation_id), secret)

    return await answer_form(request, NewHead, deed, again=lambda given: _head(request, delegation_id, given))


@get("/people/delegations/{delegation_id:str}/head")
async def before_replacing(request: AnyRequest, delegation_id: FromPath[str]) -> Response[str]:
    """What replacing a head does, and the form for it."""
    return await _head(request, delegation_id, Given())


async def _people(request: AnyRequest, given: Given) -> Response[str]:
    shown = await show(request, people, viewer_of(request), now=now_of(request))
    return page(
        request,
        "people/page.html",
        status_code=given.status_code,
        people=shown,
        given=given,
        roles=[role for role in Role if role not in NEVER_ADMITTED],
        seats=[(seat.delegation_id, seat.name) for seat in shown.delegations],
    )


async def _person(request: AnyRequest, person_id: str, given: Given) -> Response[str]:
    person = await show(request, person_for_slip, viewer_of(request), person_id)
    return page(request, "people/person.html", status_code=given.status_code, person=person, given=given)


async def _head(request: AnyRequest, delegation_id: str, given: Given) -> Response[str]:
    shown = await show(request, people, viewer_of(request), now=now_of(request))
    seat = shown.seat_of(delegation_id)
    return page(request, "people/head.html", status_code=given.status_code, seat=seat, given=given)


def _slip(request: AnyRequest, person: Viewer, secret: str) -> Response[str]:
    return page(request, "people/slip.html", person=person, link=f"{settings_of(request).address}/sign-in/{secret}")


handlers = [everybody, admit, before_replacing, replace, one, reissue, end]
