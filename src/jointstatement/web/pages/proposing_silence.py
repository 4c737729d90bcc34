"""Silence that needs the members' agreement to begin, on the page of silence: proposed, refused, begun."""

from typing import Any, Literal

import msgspec
from litestar import post
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.proposing_silence import (
    begin_proposed_silence,
    propose_silence,
    record_refusal,
    refuse_silence,
    withdraw_proposal,
)
from jointstatement.web.acting import act
from jointstatement.web.due import due, due_as, received
from jointstatement.web.forms import Id, Line, NoFields, Text
from jointstatement.web.pages.silence import AnyRequest, ReasonForm, answer_on_silence, press_on_silence


class ProposalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour that silence would have, the hour to refuse it, and whether only the changed clauses would lie open."""

    due_at: Line
    refuse_until: Line
    which: Literal["", "earlier", "later"] = ""
    extent: Literal["whole", "changes"] = "whole"
    on_purpose: Line = ""
    """Both hours as they were typed, where one is no working moment and meant all the same."""

    @property
    def hours(self) -> str:
        """Both hours as they were typed."""
        return f"{self.refuse_until} {self.due_at}"


class RefusalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal that was made in the room."""

    delegation_id: Id
    received_at: Line
    which: Literal["", "earlier", "later"] = ""
    reason: Text = ""


@post("/statements/{statement_id:str}/silence/proposal")
async def propose(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Proposes silence on the latest revision."""

    async def deed(form: ProposalForm) -> None:
        await act(
            request,
            propose_silence,
            statement_id,
            **await due(request, statement_id, form.due_at, which=form.which),
            **await due_as(request, statement_id, "refuse_until", form.refuse_until, which=form.which),
            on_changes=form.extent == "changes",
            # A confirmation is of the hours that were looked at, and of no others that were typed since.
            on_purpose=form.on_purpose == form.hours,
            lock=statement_id,
        )

    return await answer_on_silence(request, statement_id, ProposalForm, deed, form="propose")


@post("/statements/{statement_id:str}/silence/proposal/refuse")
async def refuse(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Refuses that silence be begun."""
    return await press_on_silence(request, statement_id, ReasonForm, refuse_silence, form="refuse")


@post("/statements/{statement_id:str}/silence/proposal/refusals")
async def enter_refusal(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Enters a refusal that was made in the room."""

    async def deed(form: RefusalForm) -> None:
        await act(
            request,
            record_refusal,
            statement_id,
            delegation_id=form.delegation_id,
            received_at=await received(request, statement_id, form.received_at, which=form.which),
            reason=form.reason,
            lock=statement_id,
        )

    return await answer_on_silence(request, statement_id, RefusalForm, deed, form="refusal")


@post("/statements/{statement_id:str}/silence/proposal/withdraw")
async def take_back(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Takes the proposal back."""
    return await press_on_silence(request, statement_id, ReasonForm, withdraw_proposal, form="take_back")


@post("/statements/{statement_id:str}/silence/proposal/begin")
async def begin(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Lets silence begin as it was proposed: one press."""
    return await press_on_silence(request, statement_id, NoFields, begin_proposed_silence)


handlers = [propose, refuse, enter_refusal, take_back, begin]
