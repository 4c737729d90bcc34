"""Consensus, silence, adoption and publication, and the way back from each."""

import asyncio
from datetime import date
from typing import Annotated

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import (
    adopting,
    announcing,
    attaching,
    breaking,
    confirming,
    consensus,
    endorsing,
    publishing,
    revising_orally,
    silence,
)
from jointstatement.documents.files import print_document
from jointstatement.queries.adopted import as_published, document_to_publish
from jointstatement.queries.endorsing import EndorsementLine, endorsements_told
from jointstatement.terms import ConsensusBasis, PublicationExtent, ReservationKind, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import (
    LONGEST_LIST,
    Count,
    Fingerprint,
    Hour,
    Line,
    Text,
    Version,
    WholeOrPart,
    day,
    instant,
)
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.api.rounds import LaterHour, WorkingHour, hour_of, working_hour_of
from jointstatement.web.forms import Id, OptionalId
from jointstatement.web.reading import show
from jointstatement.web.styles import left_words_of, style_for
from jointstatement.workflow.permit import demand, may_at_all

TAG = "decision"


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; it is circulated."""

    reason: Text = ""


class NewEndorsement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which level a text is endorsed, which clauses are left to whom, and why."""

    adoption_at: Line
    left: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=LONGEST_LIST)]
    reason: Text
    fingerprint_seen: Fingerprint
    left_to: Line = endorsing.LEADERS
    basis: ConsensusBasis = ConsensusBasis.FOUND_IN_THE_ROOM


class OpenAgain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which parts of an endorsed text are open again, and why."""

    reason: Text
    part_ids: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=LONGEST_LIST)]


class Endorsements(msgspec.Struct, frozen=True):
    """Every endorsement of a text, the latest first."""

    endorsements: tuple[EndorsementLine, ...]


class NewSilence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour until which silence runs."""

    due_at: Hour
    on_changes: bool = False
    """After a broken silence: only what has changed since, and what was objected to, lies open."""
    on_purpose: bool = False
    """By the chair: the hour is meant although it is no working moment."""


class ResumedSilence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The further hour, and why silence runs again."""

    due_at: Hour
    reason: Text
    on_purpose: bool = False
    """By the chair: the hour is meant although it is no working moment."""


class Why(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; it is owed, and circulated."""

    reason: Text


class RequestedTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why more time is asked for; only the chair's office reads it, unless it breaks silence."""

    reason: Text = ""


class FurtherPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another part that is objected to, and the words proposed for it, if any."""

    part_id: Id
    wording: Text = ""


class Breaking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """On what silence is broken; reason and wording are welcome and never owed."""

    part_id: WholeOrPart = None
    reason: Text = ""
    wording: Text = ""
    further: Annotated[tuple[FurtherPart, ...], msgspec.Meta(max_length=LONGEST_LIST)] = ()
    group_id: OptionalId = ""
    """The group for which it is broken, where the delegation speaks for one; empty for the delegation alone."""


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was left empty when silence was broken."""

    reason: Text = ""
    wording: Text = ""


class Objection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An objection that came on paper or by telephone, with its hour of receipt."""

    delegation_id: Id
    received_at: Hour
    part_id: WholeOrPart = None
    reason: Text = ""
    group_id: OptionalId = ""
    """The group for which the delegation made it, where it speaks for one; empty for itself alone."""


class Declaration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """On what consensus is declared."""

    basis: ConsensusBasis


class NewReservation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is attached to the text as a whole, or to some of its parts, and who is asked to join it."""

    kind: ReservationKind
    text: Text
    part_ids: Annotated[tuple[Id, ...], msgspec.Meta(max_length=LONGEST_LIST)] = ()
    language: Line = ""
    together_with: Annotated[tuple[Id, ...], msgspec.Meta(max_length=LONGEST_LIST)] = ()


class ChangedReservation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for what is attached."""

    text: Text
    expected: Version


class NewAdoption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where and when the text was adopted, which text was seen, how long statements are still taken, and its symbol."""

    place: Line
    adopted_on: date
    fingerprint_seen: Fingerprint
    hours_for_statements: Count = adopting.HOURS_FOR_STATEMENTS
    symbol: Line | None = None
    """Empty for the next in the row; without it the one that was chosen before, or else the next."""


class ReadOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part in the words that were read out."""

    part_id: Id
    wording: Text


class OralRevision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the chair read out, that nobody objected when asked, and which text was seen."""

    changes: Annotated[tuple[ReadOut, ...], msgspec.Meta(max_length=LONGEST_LIST)]
    nobody_objected: bool
    fingerprint_seen: Fingerprint


class NewPublication(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much is public, and from when: at once where no hour is given."""

    extent: PublicationExtent = PublicationExtent.WHOLE
    left_out: Annotated[tuple[Id, ...], msgspec.Meta(max_length=LONGEST_LIST)] = ()
    """The clauses whose words are not public; for a publication in part."""
    public_from: Hour | None = None


@deed("/statements/{statement_id:str}/consensus/begin", Verb.TO_CONSENSUS, tag=TAG)
async def to_consensus(request: AnyRequest, statement_id: FromPath[str]) -> None:
    """Brings the latest revision to consensus."""
    await act(request, consensus.move_to_consensus, statement_id, lock=statement_id)


@deed("/statements/{statement_id:str}/consensus/return", Verb.RETURN_TO_COMMENTS, tag=TAG)
async def return_to_comments(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> None:
    """Takes the text back to comments, and what was declared on it."""
    await act(request, consensus.return_to_comments, statement_id, reason=data.reason, lock=statement_id)


@deed("/statements/{statement_id:str}/consensus/declare", Verb.DECLARE_CONSENSUS, tag=TAG, status=201)
async def declare_consensus(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Declaration]) -> Created:
    """Declares consensus on the latest revision."""
    return Created(await act(request, consensus.declare_consensus, statement_id, basis=data.basis, lock=statement_id))


@deed("/statements/{statement_id:str}/consensus/reopen", Verb.REOPEN, tag=TAG)
async def reopen(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> None:
    """Takes a declared consensus back before adoption."""
    await act(request, consensus.reopen, statement_id, reason=data.reason, lock=statement_id)


@deed("/statements/{statement_id:str}/withdraw", Verb.WITHDRAW_STATEMENT, tag=TAG)
async def withdraw_statement(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> None:
    """Gives the statement up."""
    await act(request, consensus.withdraw_statement, statement_id, reason=data.reason, lock=statement_id)


@deed("/statements/{statement_id:str}/silence", Verb.START_SILENCE, tag=TAG, status=201)
async def start_silence(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewSilence]) -> Created:
    """Puts the latest revision under silence until an exact hour."""
    named = {**working_hour_of(data), "on_changes": data.on_changes}
    return Created(await act(request, silence.start_silence, statement_id, **named, lock=statement_id))


@deed("/statements/{statement_id:str}/silence/extend", Verb.EXTEND_SILENCE, tag=TAG)
async def extend_silence(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[WorkingHour]) -> None:
    """Moves the hour of the running silence further away."""
    await act(request, silence.extend_silence, statement_id, **working_hour_of(data), lock=statement_id)


@deed("/statements/{statement_id:str}/silence/withdraw", Verb.WITHDRAW_SILENCE, tag=TAG)
async def withdraw_silence(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> None:
    """Takes the silence procedure back before its hour."""
    await act(request, silence.withdraw_silence, statement_id, reason=data.reason, lock=statement_id)


@deed("/statements/{statement_id:str}/silence/resume", Verb.RESUME_SILENCE, tag=TAG, status=201)
async def resume_silence(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[ResumedSilence]) -> Created:
    """Lets a silence that was held run again on the same words, until a further hour."""
    named = {**working_hour_of(data), "reason": data.reason}
    return Created(await act(request, announcing.resume_silence, statement_id, **named, lock=statement_id))


@deed("/statements/{statement_id:str}/silence/withhold", Verb.WITHHOLD_ANNOUNCEMENT, tag=TAG, status=201)
async def withhold_announcement(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Why]) -> Created:
    """Withholds the announcement of a silence that was held: nothing is declared until that is lifted."""
    return Created(
        await act(request, announcing.withhold_announcement, statement_id, reason=data.reason, lock=statement_id)
    )


@deed("/statements/{statement_id:str}/silence/lift-withholding", Verb.LIFT_WITHHOLDING, tag=TAG)
async def lift_withholding(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Why]) -> None:
    """Withholds the announcement no longer; nothing is announced by that."""
    await act(request, announcing.lift_withholding, statement_id, reason=data.reason, lock=statement_id)


@deed("/statements/{statement_id:str}/silence/acknowledge", Verb.ACKNOWLEDGE_RECEIPT, tag=TAG)
async def acknowledge_receipt(request: AnyRequest, statement_id: FromPath[str]) -> None:
    """Tells the chair's office that the delegation has the text; it is no position."""
    await act(request, silence.acknowledge_receipt, statement_id, lock=statement_id)


@deed("/statements/{statement_id:str}/silence/time-requests", Verb.REQUEST_TIME, tag=TAG, status=201)
async def request_time(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[RequestedTime]) -> Created:
    """Asks the chair's office for a later hour of silence; no objection, unless the body's rule makes it one."""
    return Created(await act(request, silence.request_time, statement_id, reason=data.reason, lock=statement_id))


@deed("/statements/{statement_id:str}/silence/breaks", Verb.BREAK_SILENCE, tag=TAG, status=201)
async def break_silence(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Breaking]) -> Created:
    """Breaks silence on the whole text, on one part or on several at once, for the delegation or for its group."""
    further = tuple(silence.BrokenOn(each.part_id, each.wording) for each in data.further)
    named = msgspec.structs.asdict(data) | {"further": further}
    return Created(await act(request, silence.break_silence, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/silence/breaks/{break_id:str}/explain", Verb.BREAK_SILENCE, tag=TAG)
async def explain_break(
    request: AnyRequest, statement_id: FromPath[str], break_id: FromPath[str], data: JSONBody[Explanation]
) -> None:
    """Adds, once, the reason or the wording that was left empty when silence was broken."""
    named = msgspec.structs.asdict(data)
    await act(request, silence.add_to_break, statement_id, break_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/silence/breaks/{break_id:str}/decline", Verb.DECLINE_BREAK, tag=TAG)
async def decline_break(request: AnyRequest, statement_id: FromPath[str], break_id: FromPath[str]) -> None:
    """Says, before the hour, that the delegation does not share the break that its group made for it."""
    await act(request, breaking.decline_break, statement_id, break_id, lock=statement_id)


@deed("/statements/{statement_id:str}/objections", Verb.RECORD_OBJECTION, tag=TAG, status=201)
async def record_objection(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Objection]) -> Created:
    """Enters an objection that came on paper or by telephone."""
    named = msgspec.structs.asdict(data) | {"received_at": instant("received_at", data.received_at)}
    return Created(await act(request, silence.record_objection, statement_id, lock=statement_id, **named))


@read("/statements/{statement_id:str}/endorsements", Verb.READ_NEGOTIATION, tag=TAG)
async def endorsements(request: AnyRequest, statement_id: FromPath[str]) -> Endorsements:
    """What was endorsed with a view to adoption at a higher level, what was left to it, and what was re-opened."""
    return Endorsements(await show(request, endorsements_told, viewer_of(request), statement_id, now=now_of(request)))


@deed("/statements/{statement_id:str}/endorsements", Verb.ENDORSE, tag=TAG, status=201)
async def endorse(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewEndorsement]) -> Created:
    """Declares the text endorsed but for the clauses that are left to a higher level. It is no adoption."""
    named = msgspec.structs.asdict(data) | {"left_words": await left_words_of(request, statement_id)}
    return Created(await act(request, endorsing.endorse, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/endorsements/reopen", Verb.REOPEN_ENDORSED, tag=TAG, status=204)
async def reopen_endorsed(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[OpenAgain]) -> None:
    """Re-opens parts of the endorsed text."""
    named = msgspec.structs.asdict(data)
    await act(request, endorsing.reopen_endorsed, statement_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/endorsements/take-back", Verb.REOPEN_ENDORSED, tag=TAG, status=204)
async def take_endorsement_back(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> None:
    """Takes the endorsement as a whole back."""
    await act(request, endorsing.reopen_endorsed, statement_id, reason=data.reason, lock=statement_id)


@deed("/statements/{statement_id:str}/oral-revision", Verb.REVISE_ORALLY, tag=TAG, status=201)
async def revise_orally(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[OralRevision]) -> Created:
    """Enters what the chair read out before adoption, when nobody objected."""
    return Created(
        await act(
            request,
            revising_orally.revise_orally,
            statement_id,
            changes=tuple((each.part_id, each.wording) for each in data.changes),
            nobody_objected=data.nobody_objected,
            fingerprint_seen=data.fingerprint_seen,
            lock=statement_id,
        )
    )


@deed("/statements/{statement_id:str}/reservations", Verb.RESERVE, tag=TAG, status=201)
async def reserve(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewReservation]) -> Created:
    """Attaches a reservation or a statement; it blocks nothing."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, attaching.reserve, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/reservations/{reservation_id:str}/withdraw", Verb.WITHDRAW_RESERVATION, tag=TAG)
async def withdraw_reservation(request: AnyRequest, statement_id: FromPath[str], reservation_id: FromPath[str]) -> None:
    """Takes the delegation's reservation or statement back, until the hour for statements."""
    await act(request, attaching.withdraw_reservation, statement_id, reservation_id, lock=statement_id)


@deed("/statements/{statement_id:str}/reservations/{reservation_id:str}/change", Verb.CHANGE_RESERVATION, tag=TAG)
async def change_reservation(
    request: AnyRequest, statement_id: FromPath[str], reservation_id: FromPath[str], data: JSONBody[ChangedReservation]
) -> None:
    """Puts other words in the place of what the delegation attached; those who had joined are asked again."""
    named = msgspec.structs.asdict(data)
    await act(request, attaching.change_reservation, statement_id, reservation_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/reservations/{reservation_id:str}/join", Verb.JOIN_RESERVATION, tag=TAG)
async def join_reservation(request: AnyRequest, statement_id: FromPath[str], reservation_id: FromPath[str]) -> None:
    """Joins what another delegation attaches and asked this one to join."""
    await act(request, attaching.join_reservation, statement_id, reservation_id, lock=statement_id)


@deed(
    "/statements/{statement_id:str}/confirmations/{position_id:str}/lapse",
    Verb.DECIDE_ON_CONFIRMATION,
    tag=TAG,
)
async def let_agreement_lapse(request: AnyRequest, statement_id: FromPath[str], position_id: FromPath[str]) -> None:
    """Lets an agreement ad referendum lapse whose hour has passed; its delegation is awaited again."""
    await act(request, confirming.let_agreement_lapse, statement_id, position_id, lock=statement_id)


@deed("/statements/{statement_id:str}/confirmations/{position_id:str}/hour", Verb.DECIDE_ON_CONFIRMATION, tag=TAG)
async def set_hour_of_confirmation(
    request: AnyRequest, statement_id: FromPath[str], position_id: FromPath[str], data: JSONBody[LaterHour]
) -> None:
    """Sets the hour by which an agreement ad referendum is to be confirmed."""
    await act(request, confirming.give_until, statement_id, position_id, **hour_of(data), lock=statement_id)


@deed("/statements/{statement_id:str}/adoption", Verb.ADOPT, tag=TAG, status=201)
async def adopt(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewAdoption]) -> Created:
    """Declares adoption of the text that was seen, and freezes it with the positions held."""
    named = msgspec.structs.asdict(data) | {"adopted_on": day("adopted_on", data.adopted_on)}
    return Created(await act(request, adopting.adopt, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/publication", Verb.PUBLISH, tag=TAG, status=201)
async def publish(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewPublication]) -> Created:
    """Publishes the adopted text: its Word file is kept once, and its id is the last part of its public address."""
    viewer = viewer_of(request)
    demand(may_at_all(Verb.PUBLISH, viewer.role))
    document, acts_seen = await show(request, document_to_publish, viewer, statement_id)
    published = as_published(document, extent=data.extent, left_out=data.left_out)
    content = await asyncio.to_thread(print_document, published, style_for(request, document.style), "docx")
    named = msgspec.structs.asdict(data) | {"acts_seen": acts_seen}
    if data.public_from is not None:
        named["public_from"] = instant("public_from", data.public_from)
    return Created(await act(request, publishing.publish, statement_id, content=content, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/publication/withhold", Verb.WITHHOLD, tag=TAG, status=201)
async def withhold(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> Created:
    """Decides that the adopted text is not public; it can be published later."""
    return Created(await act(request, publishing.withhold, statement_id, reason=data.reason, lock=statement_id))


handlers = [
    let_agreement_lapse,
    set_hour_of_confirmation,
    to_consensus,
    return_to_comments,
    declare_consensus,
    reopen,
    withdraw_statement,
    start_silence,
    extend_silence,
    withdraw_silence,
    resume_silence,
    withhold_announcement,
    lift_withholding,
    acknowledge_receipt,
    request_time,
    break_silence,
    explain_break,
    decline_break,
    record_objection,
    endorsements,
    endorse,
    reopen_endorsed,
    take_endorsement_back,
    revise_orally,
    reserve,
    change_reservation,
    join_reservation,
    withdraw_reservation,
    adopt,
    publish,
    withhold,
]
