"""What delegations give: comments, amendments, positions, and their handing in."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import giving_input, own_input, positions
from jointstatement.terms import CommentClass, Position, Verb, Weight
from jointstatement.web.acting import act
from jointstatement.web.api.bodies import DraftVersion, Text, Version, WholeOrPart
from jointstatement.web.api.operations import AnyRequest, Created, deed
from jointstatement.web.forms import Id

TAG = "input"


class NewComment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A comment on one part, or on the text as a whole."""

    text: Text
    comment_class: CommentClass = CommentClass.SUBSTANTIVE
    part_id: WholeOrPart = None


class ChangedComment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for a draft comment."""

    text: Text
    comment_class: CommentClass
    expected: Version


class NewAmendment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other wording for one part; `expected` is the version of the draft that it replaces, 0 for none."""

    part_id: Id
    wording: Text
    reason: Text = ""
    weight: Weight = Weight.PREFERRED
    expected: DraftVersion | None = None


class NewPosition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the delegation holds on one part, or on the whole text."""

    position: Position
    part_id: WholeOrPart = None
    reason: Text = ""
    would_lift_if: Text = ""


class Lifting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The position that takes the place of an objection or a reserve."""

    part_id: WholeOrPart = None
    position: Position = Position.CAN_LIVE_WITH


@deed("/statements/{statement_id:str}/comments", Verb.COMMENT, tag=TAG, status=201)
async def comment(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewComment]) -> Created:
    """Drafts a comment on the current revision; it is the delegation's own until its input is submitted."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, giving_input.comment_on, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/comments/{comment_id:str}/change", Verb.COMMENT, tag=TAG)
async def change_comment(
    request: AnyRequest, statement_id: FromPath[str], comment_id: FromPath[str], data: JSONBody[ChangedComment]
) -> None:
    """Changes a comment that is still a draft."""
    named = msgspec.structs.asdict(data)
    await act(request, giving_input.change_comment, statement_id, comment_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/comments/{comment_id:str}/drop", Verb.COMMENT, tag=TAG)
async def drop_comment(request: AnyRequest, statement_id: FromPath[str], comment_id: FromPath[str]) -> None:
    """Throws a draft comment away."""
    await act(request, giving_input.drop_comment, statement_id, comment_id, lock=statement_id)


@deed("/statements/{statement_id:str}/comments/{comment_id:str}/withdraw", Verb.WITHDRAW_INPUT, tag=TAG)
async def withdraw_comment(request: AnyRequest, statement_id: FromPath[str], comment_id: FromPath[str]) -> None:
    """Takes a submitted comment back, until the chair has answered it."""
    await act(request, giving_input.withdraw_comment, statement_id, comment_id, lock=statement_id)


@deed("/statements/{statement_id:str}/amendments", Verb.AMEND, tag=TAG, status=201)
async def amend(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewAmendment]) -> Created:
    """Drafts other wording for one part of the current revision; a draft on that part is replaced."""
    named = msgspec.structs.asdict(data)
    part_id = named.pop("part_id")
    return Created(await act(request, giving_input.amend, statement_id, part_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/drop", Verb.AMEND, tag=TAG)
async def drop_amendment(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> None:
    """Throws a draft amendment away."""
    await act(request, giving_input.drop_amendment, statement_id, amendment_id, lock=statement_id)


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/withdraw", Verb.WITHDRAW_INPUT, tag=TAG)
async def withdraw_amendment(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> None:
    """Takes a submitted amendment back, until the chair has answered it."""
    await act(request, giving_input.withdraw_amendment, statement_id, amendment_id, lock=statement_id)


@deed("/statements/{statement_id:str}/positions", Verb.TAKE_POSITION, tag=TAG, status=201)
async def take_position(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewPosition]) -> Created:
    """Says what the delegation holds; in an open round a draft until its input is submitted, otherwise at once."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, positions.take_position, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/positions/lift", Verb.TAKE_POSITION, tag=TAG, status=201)
async def lift(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Lifting]) -> Created:
    """Lifts the delegation's objection or reserve by a position that does not block."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, positions.lift, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/submissions", Verb.SUBMIT_INPUT, tag=TAG, status=201)
async def submit_input(request: AnyRequest, statement_id: FromPath[str]) -> Created:
    """Hands in everything that the delegation has drafted in the current round."""
    return Created(await act(request, own_input.hand_in, statement_id, lock=statement_id))


handlers = [
    comment,
    change_comment,
    drop_comment,
    withdraw_comment,
    amend,
    drop_amendment,
    withdraw_amendment,
    take_position,
    lift,
    submit_input,
]
