"""What delegations give: comments, amendments, positions, and their handing in."""

from collections.abc import Callable
from typing import Any

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import (
    clearing,
    giving_input,
    own_input,
    positions,
    proposing,
    rebasing,
    recording,
    replying,
    supporting,
    taking_over,
)
from jointstatement.terms import CommentClass, Position, ReservationKind, ReserveKind, Verb, Weight
from jointstatement.web.acting import act
from jointstatement.web.api.bodies import DraftVersion, Hour, Text, Version, WholeOrPart, as_given, instant
from jointstatement.web.api.operations import AnyRequest, Created, deed
from jointstatement.web.forms import Id, OptionalId

TAG = "input"


class NewComment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A comment on one part, or on the text as a whole."""

    text: Text
    comment_class: CommentClass = CommentClass.SUBSTANTIVE
    part_id: WholeOrPart = None
    quoted: Text = ""
    """The words of the part that it is about; they stand there once."""


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


class Proposed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a delegation proposes it, and how much it matters."""

    part_id: Id
    reason: Text = ""
    weight: Weight = Weight.PREFERRED


class Anew(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole wording on the words that stand there now; `part_id` where it is to go to another part."""

    wording: Text
    part_id: Id | None = None


class NewText(Proposed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of a new part after this one."""

    wording: Text


class NewPlace(Proposed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The part after which it would stand; without one, the head of the clauses."""

    after_id: Id | None = None


class TwoHalves(Proposed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of both halves."""

    first: Text
    second: Text


class Joined(Proposed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Another clause, and the words of both in one."""

    with_part_id: Id
    wording: Text


class Supporting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the delegation asks to co-sponsor."""

    as_co_sponsor: bool = False


class NewReply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reply to a comment."""

    text: Text


class OnPaper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a delegation sent on paper or by mail: other wording for a part, a comment, or both."""

    delegation_id: Id
    received_at: Hour
    part_id: WholeOrPart = None
    wording: Text = ""
    comment: Text = ""
    comment_class: CommentClass = CommentClass.SUBSTANTIVE


class NewPosition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the delegation holds on one part, or on the whole text."""

    position: Position
    part_id: WholeOrPart = None
    reason: Text = ""
    would_lift_if: Text = ""
    reserve_kind: ReserveKind | None = None
    """Of a reserve; general where none is named."""
    confirm_by: Hour | None = None
    """Of an agreement ad referendum: the hour by which it is to be confirmed."""
    group_id: OptionalId = ""
    """The group for which it is taken at once; in an open round the hand-in says for whom it is."""


class Replacing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a delegation says in place of a submitted comment; `expected` is the version of its draft, 0 for none."""

    text: Text
    comment_class: CommentClass = CommentClass.SUBSTANTIVE
    expected: DraftVersion | None = None


class ReadDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One draft, a comment or an amendment, and the version that was read."""

    expected: int
    comment_id: Id | None = None
    amendment_id: Id | None = None


class SentBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One draft, the version that was read, and a word to who wrote it."""

    expected: int
    word: Text
    comment_id: Id | None = None
    amendment_id: Id | None = None


class Chosen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ids of the drafts that are handed in now."""

    chosen: list[Id]


class Converting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reserve becomes; it blocks nothing."""

    kind: ReservationKind
    text: Text
    part_id: WholeOrPart = None


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


@deed("/statements/{statement_id:str}/comments/{comment_id:str}/replace", Verb.COMMENT, tag=TAG, status=201)
async def replace_comment(
    request: AnyRequest, statement_id: FromPath[str], comment_id: FromPath[str], data: JSONBody[Replacing]
) -> Created:
    """Drafts what takes the place of a submitted comment when it is submitted in time."""
    named = msgspec.structs.asdict(data)
    return Created(
        await act(request, giving_input.replace_comment, statement_id, comment_id, lock=statement_id, **named)
    )


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
    return await _on_part(request, giving_input.amend, statement_id, data)


@deed("/statements/{statement_id:str}/amendments/deletions", Verb.AMEND, tag=TAG, status=201)
async def propose_deletion(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Proposed]) -> Created:
    """Drafts the deletion of a part; a draft deletion of it is replaced."""
    return await _on_part(request, proposing.propose_deletion, statement_id, data)


@deed("/statements/{statement_id:str}/amendments/new-parts", Verb.AMEND, tag=TAG, status=201)
async def propose_part(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewText]) -> Created:
    """Drafts a new part after another one; several may be proposed at one place."""
    return await _on_part(request, proposing.propose_part, statement_id, data)


@deed("/statements/{statement_id:str}/amendments/moves", Verb.AMEND, tag=TAG, status=201)
async def propose_move(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewPlace]) -> Created:
    """Drafts another place for a part; a draft move of it is replaced."""
    return await _on_part(request, proposing.propose_move, statement_id, data)


@deed("/statements/{statement_id:str}/amendments/splits", Verb.AMEND, tag=TAG, status=201)
async def propose_split(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[TwoHalves]) -> Created:
    """Drafts the division of a clause in two; a draft of it is replaced."""
    return await _on_part(request, proposing.propose_split, statement_id, data)


@deed("/statements/{statement_id:str}/amendments/mergers", Verb.AMEND, tag=TAG, status=201)
async def propose_merger(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Joined]) -> Created:
    """Drafts the joining of another clause to one; a draft of it is replaced."""
    return await _on_part(request, proposing.propose_merger, statement_id, data)


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/reissue", Verb.AMEND, tag=TAG, status=201)
async def reissue(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], data: JSONBody[Anew]
) -> Created:
    """Drafts an amendment of an earlier revision anew; it takes the other's place when it is submitted in time."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, rebasing.reissue, statement_id, amendment_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/take-over", Verb.TAKE_OVER, tag=TAG, status=201)
async def take_over(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> Created:
    """Drafts an amendment that another delegation withdrew as one's own, on the words that lie on the table now."""
    return Created(await act(request, taking_over.take_over, statement_id, amendment_id, lock=statement_id))


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/drop", Verb.AMEND, tag=TAG)
async def drop_amendment(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> None:
    """Throws a draft amendment away."""
    await act(request, giving_input.drop_amendment, statement_id, amendment_id, lock=statement_id)


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/withdraw", Verb.WITHDRAW_INPUT, tag=TAG)
async def withdraw_amendment(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> None:
    """Takes a submitted amendment back, until the chair has answered it."""
    await act(request, giving_input.withdraw_amendment, statement_id, amendment_id, lock=statement_id)


@deed(
    "/statements/{statement_id:str}/amendments/{amendment_id:str}/support",
    Verb.SUPPORT_AMENDMENT,
    tag=TAG,
    status=201,
)
async def support_amendment(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], data: JSONBody[Supporting]
) -> Created:
    """Stands behind an amendment of another delegation's, at once, or asks its author to co-sponsor it besides."""
    named = msgspec.structs.asdict(data)
    act_on = supporting.support_amendment, statement_id, amendment_id
    return Created(await act(request, *act_on, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/supports/{support_id:str}/accept", Verb.ACCEPT_CO_SPONSOR, tag=TAG)
async def accept_co_sponsor(request: AnyRequest, statement_id: FromPath[str], support_id: FromPath[str]) -> None:
    """The author takes a delegation that asked among the sponsors of its amendment."""
    await act(request, supporting.accept_co_sponsor, statement_id, support_id, lock=statement_id)


@deed("/statements/{statement_id:str}/supports/{support_id:str}/withdraw", Verb.WITHDRAW_SUPPORT, tag=TAG)
async def withdraw_support(request: AnyRequest, statement_id: FromPath[str], support_id: FromPath[str]) -> None:
    """Takes the delegation's support, or its co-sponsoring, back."""
    await act(request, supporting.withdraw_support, statement_id, support_id, lock=statement_id)


@deed("/statements/{statement_id:str}/comments/{comment_id:str}/replies", Verb.REPLY, tag=TAG, status=201)
async def reply(
    request: AnyRequest, statement_id: FromPath[str], comment_id: FromPath[str], data: JSONBody[NewReply]
) -> Created:
    """Replies to a comment that was circulated, at once, for the chair's office or for one's delegation."""
    return Created(await act(request, replying.reply, statement_id, comment_id, lock=statement_id, text=data.text))


@deed("/statements/{statement_id:str}/replies/{reply_id:str}/withdraw", Verb.REPLY, tag=TAG)
async def withdraw_reply(request: AnyRequest, statement_id: FromPath[str], reply_id: FromPath[str]) -> None:
    """Takes one's own reply back."""
    await act(request, replying.withdraw_reply, statement_id, reply_id, lock=statement_id)


@deed("/statements/{statement_id:str}/positions", Verb.TAKE_POSITION, tag=TAG, status=201)
async def take_position(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewPosition]) -> Created:
    """Says what the delegation holds; in an open round a draft until its input is submitted, otherwise at once."""
    named = msgspec.structs.asdict(data)
    if data.confirm_by is not None:
        named |= {"confirm_by": instant("confirm_by", data.confirm_by), "confirm_as_typed": as_given(data.confirm_by)}
    return Created(await act(request, positions.take_position, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/positions/convert", Verb.CONVERT_RESERVE, tag=TAG, status=201)
async def convert_reserve(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Converting]) -> Created:
    """Lifts the delegation's reserve and attaches what it was about, a reservation or a statement."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, positions.convert_reserve, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/positions/lift", Verb.TAKE_POSITION, tag=TAG, status=201)
async def lift(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Lifting]) -> Created:
    """Lifts the delegation's objection or reserve by a position that does not block."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, positions.lift, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/drafts/clear", Verb.CLEAR_INPUT, tag=TAG)
async def clear(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[ReadDraft]) -> None:
    """The head clears a draft comment or amendment as it was read."""
    named = msgspec.structs.asdict(data)
    await act(request, clearing.clear, statement_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/drafts/send-back", Verb.CLEAR_INPUT, tag=TAG)
async def send_back(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[SentBack]) -> None:
    """The head sends a draft back to who wrote it, with a word; until it is changed or cleared it is not submitted."""
    named = msgspec.structs.asdict(data)
    await act(request, clearing.send_back, statement_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/submissions/chosen", Verb.SUBMIT_INPUT, tag=TAG, status=201)
async def submit_chosen(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Chosen]) -> Created:
    """Hands in chosen drafts: cleared ones, the head's own, and positions."""
    return Created(await act(request, own_input.hand_in, statement_id, chosen=data.chosen, lock=statement_id))


@deed("/statements/{statement_id:str}/submissions", Verb.SUBMIT_INPUT, tag=TAG, status=201)
async def submit_input(request: AnyRequest, statement_id: FromPath[str]) -> Created:
    """Hands in everything that the delegation has drafted in the current round."""
    return Created(await act(request, own_input.hand_in, statement_id, lock=statement_id))


@deed("/statements/{statement_id:str}/recorded", Verb.RECORD_INPUT, tag=TAG, status=201)
async def record_input(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[OnPaper]) -> Created:
    """The secretariat hands in for a delegation what came from it on paper or by mail; it is the delegation's own."""
    named = msgspec.structs.asdict(data) | {"received_at": instant("received_at", data.received_at)}
    return Created(await act(request, recording.record_input, statement_id, lock=statement_id, **named))


async def _on_part(
    request: AnyRequest, deed_of: Callable[..., Any], statement_id: str, data: NewAmendment | Proposed
) -> Created:
    named = msgspec.structs.asdict(data)
    part_id = named.pop("part_id")
    return Created(await act(request, deed_of, statement_id, part_id, lock=statement_id, **named))


handlers = [
    comment,
    change_comment,
    replace_comment,
    drop_comment,
    withdraw_comment,
    amend,
    propose_deletion,
    propose_part,
    propose_move,
    propose_split,
    propose_merger,
    reissue,
    take_over,
    drop_amendment,
    withdraw_amendment,
    support_amendment,
    accept_co_sponsor,
    withdraw_support,
    reply,
    withdraw_reply,
    take_position,
    convert_reserve,
    lift,
    clear,
    send_back,
    submit_chosen,
    submit_input,
    record_input,
]
