"""The chair of the body: who holds it, and the handover to the next."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.response import Response

from jointstatement.actions.chairing import (
    change_rule_of_incoming_chair,
    enter_chair_term,
    plan_handover,
    withdraw_handover,
)
from jointstatement.queries.chairing import chair_page
from jointstatement.terms import Role
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.due import due_in
from jointstatement.web.forms import Given, Id, Line, NoFields, OptionalId, Text, Version, answer_form
from jointstatement.web.labels import label_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page, translator

AnyRequest = Request[Any, Any, Any]


class TermForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose term it is, and since which hour in which zone."""

    holder: Line
    starts_at: Line
    time_zone: Line
    co_chairs: Text = ""
    which: Literal["", "earlier", "later"] = ""

    def fields(self) -> dict[str, Any]:
        """The term as the actions take it; co-chairs stand one to a line."""
        return {
            "holder": self.holder,
            "co_chairs": tuple(name.strip() for name in self.co_chairs.split("\n") if name.strip()),
            **due_in(self.time_zone, self.starts_at, which=self.which, field="starts_at"),
        }


class HandoverForm(TermForm, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The next term and who comes with it."""

    chair: OptionalId = ""
    incoming_co_chairs: list[Id] = []


class RuleForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the incoming chair reads with the chair."""

    version: Version
    incoming_chair_reads: Literal["yes", "no"]


@get("/body/chair")
async def chair(request: AnyRequest) -> Response[str]:
    """Who holds the chair, held it, and will hold it."""
    return await _chair(request, Given())


@post("/body/chair")
async def enter(request: AnyRequest) -> Response[Any]:
    """Enters who holds the chair now."""

    async def deed(form: TermForm) -> Response[Any]:
        await act(request, enter_chair_term, **form.fields())
        return go_to(request, "/body/chair")

    return await answer_form(request, TermForm, deed, again=lambda given: _chair(request, given, form="enter"))


@post("/body/chair/handover")
async def plan(request: AnyRequest) -> Response[Any]:
    """Plans the handover to the next chair."""

    async def deed(form: HandoverForm) -> Response[Any]:
        chairs = [(form.chair, Role.CHAIR)] if form.chair else []
        co_chairs = [(person_id, Role.CO_CHAIR) for person_id in form.incoming_co_chairs]
        await act(request, plan_handover, **form.fields(), incoming=[*chairs, *co_chairs])
        return go_to(request, "/body/chair")

    return await answer_form(request, HandoverForm, deed, again=lambda given: _chair(request, given, form="plan"))


@post("/body/chair/handover/withdraw")
async def withdraw(request: AnyRequest) -> Response[Any]:
    """Gives a planned handover up."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, withdraw_handover)
        return go_to(request, "/body/chair")

    return await answer_form(request, NoFields, deed, again=lambda given: _chair(request, given))


@post("/body/chair/incoming")
async def say_whether_it_reads(request: AnyRequest) -> Response[Any]:
    """Says whether the incoming chair reads with the chair."""

    async def deed(form: RuleForm) -> Response[Any]:
        reads = form.incoming_chair_reads == "yes"
        await act(request, change_rule_of_incoming_chair, incoming_chair_reads=reads, expected=form.version)
        return go_to(request, "/body/chair")

    return await answer_form(request, RuleForm, deed, again=lambda given: _chair(request, given, form="rule"))


async def _chair(request: AnyRequest, given: Given, *, form: str = "") -> Response[str]:
    shown = await show(request, chair_page, viewer_of(request))
    translate = translator(request)
    return page(
        request,
        "chairing/page.html",
        status_code=given.status_code,
        shown=shown,
        given=given,
        blank=Given(),
        form=form,
        persons=[(each.person_id, f"{each.name} ({translate(label_of(each.role))})") for each in shown.persons],
    )


handlers = [chair, enter, plan, withdraw, say_whether_it_reads]
