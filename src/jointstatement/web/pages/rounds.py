"""Rounds: opened until an exact hour, extended, closed; and the steps that lead into and out of them."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.attribution import choose_attribution, learn_authors
from jointstatement.actions.consensus import move_to_consensus, reopen, return_to_comments, withdraw_statement
from jointstatement.actions.rounds import close_round, extend_round, open_round
from jointstatement.errors import NotFound
from jointstatement.queries.rounds import rounds, step_asked
from jointstatement.terms import Attribution, Verb, Visibility
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import HourForm, working_due
from jointstatement.web.forms import Given, Id, Text, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]

STEPS = {
    Verb.TO_CONSENSUS: move_to_consensus,
    Verb.RETURN_TO_COMMENTS: return_to_comments,
    Verb.REOPEN: reopen,
    Verb.WITHDRAW_STATEMENT: withdraw_statement,
}
"""The steps that need no page of their own, by the action that takes them."""


class OpeningForm(HourForm, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The hour of a new round, and who reads input before it."""

    visibility: Visibility
    takes: Literal["wording", "concepts"] = "wording"


class AttributionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who learns which delegation puts forward what."""

    attribution: Attribution


class ExtendingForm(HourForm, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The later hour of an open round."""

    round_id: Id


class ClosingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The round that is closed now."""

    round_id: Id


class LearningForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The round whose authors the chair's office learns."""

    round_id: Id


class StepForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a step is taken; the words go to all delegations."""

    reason: Text = ""


@get("/statements/{statement_id:str}/rounds")
async def all_rounds(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The rounds of a statement."""
    return await _rounds(request, statement_id, Given())


@post("/statements/{statement_id:str}/rounds")
async def open_one(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Opens a round."""

    async def deed(form: OpeningForm) -> Response[Any]:
        await act(
            request,
            open_round,
            statement_id,
            **await working_due(request, statement_id, form),
            visibility=form.visibility,
            concepts_only=form.takes == "concepts",
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}")

    return await answer_form(
        request, OpeningForm, deed, again=lambda given: _rounds(request, statement_id, given, form="open")
    )


@post("/statements/{statement_id:str}/attribution")
async def choose_who_is_named(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Chooses who learns which delegation puts forward what, from the next round on."""

    async def deed(form: AttributionForm) -> Response[Any]:
        await act(request, choose_attribution, statement_id, attribution=form.attribution, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/rounds")

    return await answer_form(
        request, AttributionForm, deed, again=lambda given: _rounds(request, statement_id, given, form="attribution")
    )


@post("/statements/{statement_id:str}/rounds/extend")
async def extend_one(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Gives the delegations until a later hour."""

    async def deed(form: ExtendingForm) -> Response[Any]:
        await _demand_round_of(request, statement_id, form.round_id)
        await act(
            request,
            extend_round,
            form.round_id,
            **await working_due(request, statement_id, form),
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/rounds")

    return await answer_form(
        request, ExtendingForm, deed, again=lambda given: _rounds(request, statement_id, given, form="extend")
    )


@post("/statements/{statement_id:str}/rounds/close")
async def close_one(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Closes the round before its hour."""

    async def deed(form: ClosingForm) -> Response[Any]:
        await _demand_round_of(request, statement_id, form.round_id)
        await act(request, close_round, form.round_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}")

    return await answer_form(
        request, ClosingForm, deed, again=lambda given: _rounds(request, statement_id, given, form="close")
    )


@post("/statements/{statement_id:str}/rounds/authors")
async def learn_whose(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Lets the chair's office learn whose the input of a round is that is answered."""

    async def deed(form: LearningForm) -> Response[Any]:
        await _demand_round_of(request, statement_id, form.round_id)
        await act(request, learn_authors, form.round_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/rounds")

    return await answer_form(
        request, LearningForm, deed, again=lambda given: _rounds(request, statement_id, given, form="learn")
    )


@get("/statements/{statement_id:str}/steps/{verb:str}")
async def ask_step(request: AnyRequest, statement_id: FromPath[str], verb: FromPath[str]) -> Response[str]:
    """A step, before it is taken."""
    return await _step(request, statement_id, _step_named(verb), Given())


@post("/statements/{statement_id:str}/steps/{verb:str}")
async def take_step(request: AnyRequest, statement_id: FromPath[str], verb: FromPath[str]) -> Response[Any]:
    """Takes a step."""
    step = _step_named(verb)

    async def deed(form: StepForm) -> Response[Any]:
        # Moving to consensus is its own reason; the ways back and out say theirs.
        reason = {} if step is Verb.TO_CONSENSUS else {"reason": form.reason}
        await act(request, STEPS[step], statement_id, lock=statement_id, **reason)
        return go_to(request, f"/statements/{statement_id}")

    return await answer_form(request, StepForm, deed, again=lambda given: _step(request, statement_id, step, given))


async def _rounds(request: AnyRequest, statement_id: str, given: Given, *, form: str = "") -> Response[str]:
    view = await show(request, rounds, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "rounds/page.html",
        status_code=given.status_code,
        view=view,
        head=view.head,
        given=given,
        blank=Given(),
        form=form,
    )


async def _step(request: AnyRequest, statement_id: str, verb: Verb, given: Given) -> Response[str]:
    view = await show(request, step_asked, viewer_of(request), statement_id, verb, now=now_of(request))
    return page(request, "rounds/step.html", status_code=given.status_code, view=view, head=view.head, given=given)


def _step_named(verb: str) -> Verb:
    if verb not in STEPS:
        raise NotFound()
    return Verb(verb)


async def _demand_round_of(request: AnyRequest, statement_id: str, round_id: str) -> None:
    view = await show(request, rounds, viewer_of(request), statement_id, now=now_of(request))
    if round_id not in {line.id for line in view.rounds}:
        raise NotFound()


handlers = [all_rounds, open_one, choose_who_is_named, extend_one, close_one, learn_whose, ask_step, take_step]
