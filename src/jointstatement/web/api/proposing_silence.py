"""Silence that needs the members' agreement to begin: proposed, refused, begun."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import proposing_silence
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.api.bodies import Hour, Text, as_given, instant
from jointstatement.web.api.deciding import TAG, Reason
from jointstatement.web.api.operations import AnyRequest, Created, deed
from jointstatement.web.api.rounds import working_hour_of
from jointstatement.web.forms import Id


class NewProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour that silence would have, and the hour before which members may refuse it."""

    due_at: Hour
    refuse_until: Hour
    on_changes: bool = False
    """After a broken silence: only what has changed since, and what was objected to, would lie open."""
    on_purpose: bool = False
    """By the chair: the hours are meant although one is no working moment."""


class RefusalInTheRoom(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal that was made in the room, with its hour."""

    delegation_id: Id
    received_at: Hour
    reason: Text = ""


@deed("/statements/{statement_id:str}/silence/proposal", Verb.PROPOSE_SILENCE, tag=TAG, status=201)
async def propose_silence(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewProposal]) -> Created:
    """Proposes silence on the latest revision; delegations may refuse it until an hour."""
    named = {
        **working_hour_of(data),
        "refuse_until": instant("refuse_until", data.refuse_until),
        "refuse_as_typed": as_given(data.refuse_until),
        "on_changes": data.on_changes,
    }
    return Created(await act(request, proposing_silence.propose_silence, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/silence/proposal/refuse", Verb.REFUSE_SILENCE, tag=TAG, status=201)
async def refuse_silence(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> Created:
    """Refuses that silence be begun; it says nothing of the text."""
    return Created(
        await act(request, proposing_silence.refuse_silence, statement_id, reason=data.reason, lock=statement_id)
    )


@deed("/statements/{statement_id:str}/silence/proposal/refusals", Verb.RECORD_REFUSAL, tag=TAG, status=201)
async def record_refusal(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[RefusalInTheRoom]) -> Created:
    """Enters a refusal that was made in the room."""
    named = msgspec.structs.asdict(data) | {"received_at": instant("received_at", data.received_at)}
    return Created(await act(request, proposing_silence.record_refusal, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/silence/proposal/withdraw", Verb.WITHDRAW_PROPOSAL, tag=TAG)
async def withdraw_proposal(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> None:
    """Takes the proposal back."""
    await act(request, proposing_silence.withdraw_proposal, statement_id, reason=data.reason, lock=statement_id)


@deed("/statements/{statement_id:str}/silence/proposal/begin", Verb.BEGIN_PROPOSED_SILENCE, tag=TAG, status=201)
async def begin_proposed_silence(request: AnyRequest, statement_id: FromPath[str]) -> Created:
    """Lets silence begin with the text, hour and extent that were proposed and that nobody refused."""
    return Created(await act(request, proposing_silence.begin_proposed_silence, statement_id, lock=statement_id))


handlers = [propose_silence, refuse_silence, record_refusal, withdraw_proposal, begin_proposed_silence]
