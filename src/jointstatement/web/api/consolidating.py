"""The chair's office puts amendments into one proposal, and delegations may want theirs out of it."""

from typing import Annotated

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import consolidating
from jointstatement.queries.consolidating import Check, consolidation_page
from jointstatement.queries.shown import Proposal
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import LONGEST_LIST, Text, Version
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.api.reviewing import ReasonIfAny
from jointstatement.web.api.rounds import WorkingHour, working_hour_of
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "input"


class NewConsolidation(WorkingHour, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The amendments, the words that are to stand for them, and until when their delegations may object.

    A deletion and a move have no words; of a clause that is divided `wording` is the first half.
    """

    amendments: Annotated[list[Id], msgspec.Meta(max_length=LONGEST_LIST)]
    wording: Text = ""
    second_wording: Text = ""


class OtherWords(WorkingHour, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Other words for a consolidated proposal, and a new hour; `expected` is the version that was seen."""

    wording: Text = ""
    second_wording: Text = ""
    expected: Version


class ConsolidatedProposal(msgspec.Struct, frozen=True):
    """A consolidated proposal with its sources, and its words compared with theirs."""

    proposal: Proposal
    check: Check


@deed("/statements/{statement_id:str}/consolidations", Verb.CONSOLIDATE, tag=TAG, status=201)
async def consolidate(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewConsolidation]) -> Created:
    """Puts live amendments of one part into one proposal that stands in their place; they are answered with it.

    All give the part other words, put a new clause after it, delete it, move or divide it at one place, or join the
    same clause to it.
    """
    named = {
        "amendment_ids": data.amendments,
        "wording": data.wording,
        "second_wording": data.second_wording,
        **working_hour_of(data),
    }
    return Created(await act(request, consolidating.consolidate, statement_id, lock=statement_id, **named))


@read("/statements/{statement_id:str}/consolidations/{amendment_id:str}", Verb.READ_NEGOTIATION, tag=TAG)
async def consolidation(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]
) -> ConsolidatedProposal:
    """A consolidated proposal with its sources, and which words of theirs it drops and which come from none."""
    shown = await show(request, consolidation_page, viewer_of(request), statement_id, amendment_id, now=now_of(request))
    return ConsolidatedProposal(shown.proposal, shown.check)


@deed("/statements/{statement_id:str}/consolidations/{amendment_id:str}/revise", Verb.CONSOLIDATE, tag=TAG)
async def revise_consolidation(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], data: JSONBody[OtherWords]
) -> None:
    """Gives it other words, on the text on the table, and a new hour to object."""
    named = {
        "wording": data.wording,
        "second_wording": data.second_wording,
        "expected": data.expected,
        **working_hour_of(data),
    }
    await act(request, consolidating.revise_consolidation, statement_id, amendment_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/consolidations/{amendment_id:str}/undo", Verb.UNDO_CONSOLIDATION, tag=TAG)
async def undo_consolidation(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> None:
    """Lets all its sources stand by themselves again, as long as it is not answered."""
    await act(request, consolidating.undo_consolidation, statement_id, amendment_id, lock=statement_id)


@deed(
    "/statements/{statement_id:str}/amendments/{amendment_id:str}/object-to-consolidation",
    Verb.OBJECT_TO_CONSOLIDATION,
    tag=TAG,
)
async def object_to_consolidation(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], data: JSONBody[ReasonIfAny]
) -> None:
    """Lets the own amendment stand by itself again; after the hour the objection is kept as late."""
    deed_of = consolidating.object_to_consolidation
    await act(request, deed_of, statement_id, amendment_id, reason=data.reason, lock=statement_id)


handlers = [consolidate, consolidation, revise_consolidation, undo_consolidation, object_to_consolidation]
