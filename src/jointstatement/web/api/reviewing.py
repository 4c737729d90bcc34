"""Editorial review between declared consensus and adoption: its changes, their hour, objections to them."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import reviewing
from jointstatement.queries.reviewing import EditorialReviews, reviews_told
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Fingerprint, Text
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.api.rounds import WorkingHour, working_hour_of
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "decision"


class NewReview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which text was seen."""

    fingerprint_seen: Fingerprint


class NewEditorialChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For these words of a part those; empty where the words go."""

    part_id: Id
    before: Text
    after: Text = ""
    reason: Text = ""


class ReasonIfAny(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; it is welcome and never owed."""

    reason: Text = ""


@read("/statements/{statement_id:str}/editorial-reviews", Verb.READ_NEGOTIATION, tag=TAG)
async def editorial_reviews(request: AnyRequest, statement_id: FromPath[str]) -> EditorialReviews:
    """Every editorial review of a text, its changes once they were put before the members, the latest first."""
    return await show(request, reviews_told, viewer_of(request), statement_id, now=now_of(request))


@deed("/statements/{statement_id:str}/editorial-reviews", Verb.OPEN_EDITORIAL_REVIEW, tag=TAG, status=201)
async def open_editorial_review(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewReview]) -> Created:
    """Opens an editorial review: nothing is adopted until it has ended."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, reviewing.open_editorial_review, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/editorial-reviews/changes", Verb.CHANGE_EDITORIALLY, tag=TAG, status=201)
async def change_editorially(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewEditorialChange]
) -> Created:
    """Enters a change in the open review; for the office alone until it is put before the members."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, reviewing.change_editorially, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/editorial-reviews/changes/{change_id:str}/drop", Verb.CHANGE_EDITORIALLY, tag=TAG)
async def drop_editorial_change(request: AnyRequest, statement_id: FromPath[str], change_id: FromPath[str]) -> None:
    """Takes a change back before it is put before the members."""
    await act(request, reviewing.drop_editorial_change, statement_id, change_id, lock=statement_id)


@deed("/statements/{statement_id:str}/editorial-reviews/put", Verb.PUT_EDITORIAL_CHANGES, tag=TAG)
async def put_editorial_changes(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[WorkingHour]) -> None:
    """Puts the changes before the members until an hour; what nobody objects to is the text then."""
    named = working_hour_of(data)
    await act(request, reviewing.put_editorial_changes, statement_id, lock=statement_id, **named)


@deed(
    "/statements/{statement_id:str}/editorial-reviews/changes/{change_id:str}/object",
    Verb.OBJECT_TO_EDITORIAL_CHANGE,
    tag=TAG,
    status=201,
)
async def object_to_editorial_change(
    request: AnyRequest, statement_id: FromPath[str], change_id: FromPath[str], data: JSONBody[ReasonIfAny]
) -> Created:
    """Objects to one change: before the hour it falls at once, and the others stay."""
    deed_of = reviewing.object_to_editorial_change
    return Created(await act(request, deed_of, statement_id, change_id, reason=data.reason, lock=statement_id))


@deed("/statements/{statement_id:str}/editorial-reviews/withdraw", Verb.WITHDRAW_EDITORIAL_REVIEW, tag=TAG)
async def withdraw_editorial_review(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[ReasonIfAny]
) -> None:
    """Ends the open review without its changes."""
    deed_of = reviewing.withdraw_editorial_review
    await act(request, deed_of, statement_id, reason=data.reason, lock=statement_id)


handlers = [
    editorial_reviews,
    open_editorial_review,
    change_editorially,
    drop_editorial_change,
    put_editorial_changes,
    object_to_editorial_change,
    withdraw_editorial_review,
]
