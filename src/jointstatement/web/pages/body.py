"""The body: its rules, its delegations in its own order, its meetings."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.setting_up import (
    add_delegation,
    change_body_rules,
    change_meeting,
    change_participation,
    choose_what_guests_read,
    hold_meeting,
)
from jointstatement.queries.body import body_page, meeting_page
from jointstatement.terms import Participation
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.forms import Given, Line, Text, Version, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.workflow.permit import may_manage_names, may_manage_styles

AnyRequest = Request[Any, Any, Any]

Hours = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
Place = Annotated[int, msgspec.Meta(ge=1, le=1_000)]


class RulesForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body's own rules."""

    version: Version
    shortest_silence_hours: Hours
    names_the_breaker: Literal["yes", "no"]
    matrix_open_to_members: Literal["yes", "no"]
    marking: Line = ""


class DelegationForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A further delegation."""

    name: Line
    order: Place
    participation: Participation = Participation.MEMBER


class GuestsForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What guests read, and the version of the body that the person saw."""

    guests_read: Literal["drafts", "adopted"]
    version: Version


class ParticipationForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """As what a delegation takes part from now on."""

    version: Version
    participation: Participation


class MeetingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A meeting of the body."""

    title: Line
    place: Line
    starts_on: date
    ends_on: date
    time_zone: Line
    chair: Line
    co_chairs: Text = ""
    secretariat: Line = ""
    version: Version = 1
    """The version that was seen, where the meeting is changed."""

    def fields(self) -> dict[str, Any]:
        """What the meeting is, as the actions take it; co-chairs stand one to a line."""
        return {
            "title": self.title,
            "place": self.place,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "time_zone": self.time_zone,
            "chair": self.chair,
            "co_chairs": tuple(name.strip() for name in self.co_chairs.split("\n") if name.strip()),
            "secretariat": self.secretariat,
        }


@get("/body")
async def body(request: AnyRequest) -> Response[str]:
    """The body as it is set up."""
    return await body_again(request, Given())


@post("/body")
async def change_rules(request: AnyRequest) -> Response[Any]:
    """Changes the body's rules."""

    async def deed(form: RulesForm) -> Response[Any]:
        await act(
            request,
            change_body_rules,
            viewer_of(request).body_id,
            marking=form.marking,
            shortest_silence_hours=form.shortest_silence_hours,
            names_the_breaker=form.names_the_breaker == "yes",
            matrix_open_to_members=form.matrix_open_to_members == "yes",
            expected=form.version,
        )
        return go_to(request, "/body")

    return await answer_form(request, RulesForm, deed, again=lambda given: body_again(request, given, form="rules"))


@post("/body/delegations")
async def add(request: AnyRequest) -> Response[Any]:
    """Adds a delegation or an observer at its place in the body's own order."""

    async def deed(form: DelegationForm) -> Response[Any]:
        await act(
            request,
            add_delegation,
            viewer_of(request).body_id,
            name=form.name,
            order=form.order,
            participation=form.participation,
        )
        return go_to(request, "/body")

    return await answer_form(
        request, DelegationForm, deed, again=lambda given: body_again(request, given, form="delegation")
    )


@post("/body/delegations/{delegation_id:str}/participation")
async def take_part_as(request: AnyRequest, delegation_id: FromPath[str]) -> Response[Any]:
    """Says as what a delegation takes part that is no member."""

    async def deed(form: ParticipationForm) -> Response[Any]:
        named = {"participation": form.participation, "expected": form.version}
        await act(request, change_participation, delegation_id, **named, lock=viewer_of(request).body_id)
        return go_to(request, "/body")

    return await answer_form(
        request, ParticipationForm, deed, again=lambda given: body_again(request, given, form=delegation_id)
    )


@post("/body/guests")
async def let_guests_read(request: AnyRequest) -> Response[Any]:
    """Says whether guests read tabled texts, or adopted texts alone."""

    async def deed(form: GuestsForm) -> Response[Any]:
        drafts = form.guests_read == "drafts"
        body_id = viewer_of(request).body_id
        await act(request, choose_what_guests_read, body_id, drafts=drafts, expected=form.version)
        return go_to(request, "/body")

    return await answer_form(request, GuestsForm, deed, again=lambda given: body_again(request, given, form="guests"))


@post("/body/meetings")
async def hold(request: AnyRequest) -> Response[Any]:
    """Enters a meeting."""

    async def deed(form: MeetingForm) -> Response[Any]:
        await act(request, hold_meeting, viewer_of(request).body_id, **form.fields())
        return go_to(request, "/body")

    return await answer_form(request, MeetingForm, deed, again=lambda given: body_again(request, given, form="meeting"))


@get("/body/meetings/{meeting_id:str}")
async def meeting(request: AnyRequest, meeting_id: FromPath[str]) -> Response[str]:
    """One meeting."""
    return await _meeting(request, meeting_id, Given())


@post("/body/meetings/{meeting_id:str}")
async def change_one(request: AnyRequest, meeting_id: FromPath[str]) -> Response[Any]:
    """Changes what is known of a meeting."""

    async def deed(form: MeetingForm) -> Response[Any]:
        await act(request, change_meeting, meeting_id, **form.fields(), expected=form.version)
        return go_to(request, "/body")

    return await answer_form(request, MeetingForm, deed, again=lambda given: _meeting(request, meeting_id, given))


async def body_again(request: AnyRequest, given: Given, *, form: str = "") -> Response[str]:
    """The page of the body, with what one of its forms held."""
    shown = await show(request, body_page, viewer_of(request))
    return page(
        request,
        "body/page.html",
        status_code=given.status_code,
        shown=shown,
        given=given,
        blank=Given(),
        form=form,
        kinds=list(Participation),
        may_keep_styles=may_manage_styles(viewer_of(request).role) is None,
        may_manage_names=may_manage_names(viewer_of(request).role) is None,
    )


async def _meeting(request: AnyRequest, meeting_id: str, given: Given) -> Response[str]:
    shown = await show(request, meeting_page, viewer_of(request), meeting_id)
    return page(request, "body/meeting.html", status_code=given.status_code, shown=shown, given=given)


handlers = [body, change_rules, add, take_part_as, let_guests_read, hold, meeting, change_one]
