"""The silence procedure: the text lies under silence until an exact hour, and one press breaks it.

Silence is no consent. That it reached its hour unbroken is recorded (`deadlines.py`); the chair then announces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.access.endorsements import objection_refusal
from jointstatement.access.statements import body_for, member_for, revision_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.breaking import object_to_silence, take_for_group
from jointstatement.actions.fields import demand_received, line, optional_text
from jointstatement.actions.hours import reminder_before, set_hour
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import Objection, hold_objection, own_delegation, silence_on
from jointstatement.actions.record import notify, record_between, record_within_delegation, tell_all
from jointstatement.actions.speaking_for import group_of_speaker, spoken_for
from jointstatement.actions.tabled import part_named, revision_on_the_table
from jointstatement.errors import (
    N_,
    BadInput,
    BreakAlreadyExplained,
    NoSilenceRunning,
    NotFound,
    NothingToFollow,
    TimeAlreadyRequested,
)
from jointstatement.models import (
    PositionTaken,
    Receipt,
    Revision,
    Silence,
    SilenceBreak,
    SilenceExtension,
    Statement,
    TimeRequest,
)
from jointstatement.terms import SilenceOutcome, Verb
from jointstatement.text.wording import canonical
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_acknowledge_receipt,
    may_at_all,
    may_break_silence,
    may_extend_silence,
    may_record_objection,
    may_request_time,
    may_start_silence,
    may_withdraw_silence,
)
from jointstatement.workflow.procedure import while_suspended
from jointstatement.workflow.reissue import reissue_refusal, settled_refusal, silence_to_follow, what_would_be_open


def start_silence(
    session: Session,
    statement_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    on_changes: bool = False,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair puts the latest revision under silence until `due_at`; circulated. Returns the silence's id.

    `on_changes` after a broken silence: what has changed since, and what was objected to, lies open; all else is
    settled. The text as a whole stays open where the body's rule says so, and where something was taken out or moved.

    Refused as `may_start_silence` says, `on_changes` also as `reissue_refusal` says, as `set_hour` says, and with
    `BadInput` for an hour that comes sooner than the body allows.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_start_silence(workflow_of(statement), situation_of(session, statement, now), by.role))
    revision = revision_on_the_table(session, statement)
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    extent = extent_of(session, statement, revision, on_changes=on_changes, by=by)
    return put_under_silence(
        session, statement, revision, extent, due_at=due_at, due_as_typed=due_as_typed, by=by, now=now
    ).id


@dataclass(frozen=True, slots=True)
class Extent:
    """What lies open in a silence procedure, and how short it may be."""

    shortest: int
    """Hours."""
    follows: str | None = None
    """The broken silence after which only what has changed lies open; None where all does."""
    whole_is_open: bool = True
    named: Mapping[str, object] = field(default_factory=dict)
    """How an entry tells it."""


def extent_of(session: Session, statement: Statement, revision: Revision, *, on_changes: bool, by: Viewer) -> Extent:
    """The extent by the body's rules as they are now. Refused `on_changes` as `reissue_refusal` says."""
    body = body_for(session, by)
    if not on_changes:
        return Extent(body.shortest_silence_hours)
    broken = silence_to_follow(session, statement)
    demand(reissue_refusal(session, broken, revision))
    if broken is None:
        raise NothingToFollow()
    opened = what_would_be_open(session, broken, revision.id)
    whole_is_open = body.whole_open_on_reissue or opened.only_the_whole_answers
    before = revision_for(session, statement, broken.revision_id)
    named = {"before": before.label, "open_parts": sorted(opened.open_parts), "whole_is_open": whole_is_open}
    return Extent(body.shortest_reissue_hours, broken.id, whole_is_open, named)


def put_under_silence(
    session: Session,
    statement: Statement,
    revision: Revision,
    extent: Extent,
    *,
    due_at: datetime,
    due_as_typed: str,
    by: Viewer,
    now: datetime,
) -> Silence:
    """Silence begins on a revision and is circulated. Raises `BadInput` as `begin_silence` does."""
    silence = begin_silence(
        session,
        statement,
        revision.id,
        due_at=due_at,
        due_as_typed=due_as_typed,
        shortest=extent.shortest,
        follows=extent.follows,
        whole_is_open=extent.whole_is_open,
        by=by,
        now=now,
    )
    told = {"fingerprint": revision.fingerprint, **extent.named}
    _tell_all(session, statement, "silence_started", silence, revision, by=by, now=now, **told)
    return silence


def begin_silence(
    session: Session,
    statement: Statement,
    revision_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    shortest: int,
    follows: str | None,
    whole_is_open: bool,
    by: Viewer,
    now: datetime,
) -> Silence:
    """The procedure that begins now, whoever lets it begin. Raises `BadInput` for an hour within the `shortest`."""
    demand_length(due_at - now, shortest)
    last = session.exec(select(func.max(Silence.number)).where(col(Silence.statement_id) == statement.id)).one()
    body = body_for(session, by)
    silence = Silence(
        statement_id=statement.id,
        revision_id=revision_id,
        number=(last or 0) + 1,
        started_at=now,
        started_by=by.person_id,
        due_at=due_at,
        due_as_typed=line("due_at", due_as_typed),
        remind_at=reminder_before(due_at, now=now),
        follows=follows,
        whole_is_open=whole_is_open,
        names_the_breaker=body.names_the_breaker,
        time_request_breaks=body.time_request_breaks,
    )
    keep(session, silence)
    return silence


def demand_length(length: timedelta, shortest: int) -> None:
    """Refuses a silence shorter than the body allows, with `BadInput`."""
    if length < timedelta(hours=shortest):
        raise BadInput(
            "due_at", N_("No silence procedure of this body may be shorter than {hours} hours."), hours=shortest
        )


def extend_silence(
    session: Session,
    statement_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair moves the hour of the running silence further away; circulated. Returns the silence's id.

    Refused as `may_extend_silence` and `set_hour` say, and with `BadInput` for an hour that is not
    later than the present one.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_extend_silence(workflow_of(statement), situation_of(session, statement, now), by.role))
    revision, silence = _running(session, statement)
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    if due_at <= silence.due_at:
        raise BadInput("due_at", N_("The new hour has to be later than the present one."))
    keep(
        session,
        SilenceExtension(silence_id=silence.id, from_due_at=silence.due_at, to_due_at=due_at, at=now, by=by.person_id),
    )
    before = silence.due_at
    silence.due_at, silence.due_as_typed = due_at, line("due_at", due_as_typed)
    silence.remind_at = reminder_before(due_at, now=now)
    keep(session, silence)
    _tell_all(session, statement, "silence_extended", silence, revision, by=by, now=now, from_due_at=before)
    return silence.id


def withdraw_silence(session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime) -> None:
    """The chair takes the silence procedure back before its hour; circulated.

    Refused as `may_withdraw_silence` says.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_silence(workflow_of(statement), situation_of(session, statement, now), by.role))
    revision, silence = _running(session, statement)
    silence.outcome, silence.ended_at = SilenceOutcome.WITHDRAWN, now
    keep(session, silence)
    _tell_all(
        session,
        statement,
        "silence_withdrawn",
        silence,
        revision,
        by=by,
        now=now,
        reason=optional_text("reason", reason),
    )


def acknowledge_receipt(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> str:
    """A delegation tells the chair's office that it has the text; it is no position. Returns the receipt's id.

    A second time changes and records nothing. Refused as `may_acknowledge_receipt` says.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_acknowledge_receipt(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    revision, silence = _running(session, statement)
    given = session.exec(
        select(Receipt).where(col(Receipt.silence_id) == silence.id, col(Receipt.delegation_id) == delegation.id)
    ).first()
    if given is not None:
        return given.id
    receipt = Receipt(
        silence_id=silence.id, delegation_id=delegation.id, acknowledged_at=now, acknowledged_by=by.person_id
    )
    keep(session, receipt)
    record_within_delegation(
        session,
        statement,
        delegation.id,
        kind="receipt_acknowledged",
        by=by,
        now=now,
        payload={"silence_id": silence.id, "revision": revision.label},
    )
    return receipt.id


def request_time(session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime) -> str:
    """A head of delegation asks for a later hour of silence. Returns the request's id.

    Told to the chair's office alone, which may extend; it is no objection. Where the body's rule said so when silence
    started it breaks silence on the text as a whole instead, unless that runs on changed clauses alone and the whole is
    not open.

    Refused as `may_request_time` says, and with `TimeAlreadyRequested`.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_request_time(workflow_of(statement), situation, by.role))
    delegation = own_delegation(session, by)
    revision, silence = _running(session, statement)
    reason = optional_text("reason", reason)
    earlier = select(TimeRequest.id).where(
        col(TimeRequest.silence_id) == silence.id, col(TimeRequest.delegation_id) == delegation.id
    )
    if session.exec(earlier).first() is not None:
        raise TimeAlreadyRequested()
    request = TimeRequest(
        silence_id=silence.id, delegation_id=delegation.id, reason=reason, requested_at=now, requested_by=by.person_id
    )
    keep(session, request)
    told = {"revision": revision.label, "delegation": delegation.name}
    payload = {"request_id": request.id, **told, "reason": reason}
    record_between(session, statement, delegation.id, kind="time_requested", by=by, now=now, payload=payload)
    notify(session, statement=statement, kind="time_requested", to="office", now=now, parameters=told)
    if silence.time_request_breaks and settled_refusal(session, silence, None) is None:
        objection = Objection(delegation, None, received_at=now, reason=reason)
        object_to_silence(session, statement, silence, revision, situation, objection, by=by, now=now)
    return request.id


@dataclass(frozen=True, slots=True)
class BrokenOn:
    """A part that is objected to, and the words that are proposed for it, if any."""

    part_id: str
    wording: str = ""


def break_silence(
    session: Session,
    statement_id: str,
    *,
    part_id: str | None,
    reason: str = "",
    wording: str = "",
    further: Sequence[BrokenOn] = (),
    group_id: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """A head of delegation breaks silence on the whole text, on one part or on several. Returns the first break's id.

    One press is enough, whatever it is on: it ends the silence as broken, and the delegation objects to each from now
    on; the reason is for all of them, a wording for one. Both may come with it or later. Every further break before the
    hour is kept beside the first. At and after the hour it is kept as late: the silence stays held, and the objection
    stands in the way of adoption until it is lifted. With a `group_id` it is done for that group, and each member that
    has not said otherwise objects as well. What is recorded and who is told: `breaking.object_to_silence`.

    Refused as `may_break_silence` says, with what `spoken_for` raises, with `NotFound` for a part that is not in the
    revision, with `SilenceAlreadyBroken` where the delegation did so on the same part before, and with
    `ClauseIsSettled` or `OnlyClausesAreOpen` where silence runs on changed clauses alone and this is none of them.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_break_silence(workflow_of(statement), situation, by.role))
    delegation = own_delegation(session, by)
    group = spoken_for(session, group_id, by=by) if group_id else None
    revision, silence = _latest(session, statement)
    reason = optional_text("reason", reason)
    breaks = []
    for on, proposed in ((part_id, wording), *((each.part_id, each.wording) for each in further)):
        words = canonical(optional_text("wording", proposed))
        objection = Objection(delegation, on, received_at=now, reason=reason, wording=words, group=group)
        broken, _ = object_to_silence(session, statement, silence, revision, situation, objection, by=by, now=now)
        breaks.append(broken.id)
    return breaks[0]


def add_to_break(
    session: Session,
    statement_id: str,
    break_id: str,
    *,
    reason: str = "",
    wording: str = "",
    by: Viewer,
    now: datetime,
) -> None:
    """A head of delegation adds, once, the reason or the wording that was left empty when silence was broken.

    Told to the chair's office. Raises `NotFound` for another delegation's break, `BadInput` where nothing is added,
    `BreakAlreadyExplained` where it would take the place of words on the record.
    """
    demand(may_at_all(Verb.BREAK_SILENCE, by.role))
    statement = statement_for(session, by, statement_id)
    demand(while_suspended(situation_of(session, statement, now)))
    broken = session.exec(
        select(SilenceBreak).where(
            col(SilenceBreak.id) == break_id,
            col(SilenceBreak.statement_id) == statement.id,
            col(SilenceBreak.delegation_id) == by.delegation_id,
        )
    ).first()
    if broken is None:
        raise NotFound()
    reason, wording = optional_text("reason", reason), canonical(optional_text("wording", wording))
    if not (reason or wording):
        raise BadInput("reason", N_("This field is empty. Please fill it in."))
    if (reason and broken.reason) or (wording and broken.wording):
        raise BreakAlreadyExplained()
    broken.reason, broken.wording = broken.reason or reason, broken.wording or wording
    keep(session, broken)
    payload = {"break_id": broken.id, "delegation": by.delegation, "reason": reason, "wording": wording}
    record_between(session, statement, broken.delegation_id, kind="break_explained", by=by, now=now, payload=payload)
    notify(
        session,
        statement=statement,
        kind="break_explained",
        to="office",
        now=now,
        parameters={"delegation": by.delegation},
    )


def record_objection(
    session: Session,
    statement_id: str,
    *,
    delegation_id: str,
    part_id: str | None,
    received_at: datetime,
    reason: str = "",
    group_id: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """The chair's office enters an objection that came on paper or by telephone, with its hour of receipt.

    What was received before the hour of the silence counts as if it had been pressed then, also when it is entered
    after the hour: a silence recorded as held is broken after all, unless consensus or adoption has been declared
    meanwhile. Without a silence on the text the delegation simply objects. With a `group_id` the delegation made it for
    that group, and each member that has not said otherwise objects as well. Returns the id of the break or, without
    one, of the position.

    Refused as `may_record_objection` says, with `NotFound` for an unknown delegation, part or group, with
    `SpeaksNotForIt` where another delegation speaks for the group, and with `BadInput` for
    an hour of receipt that is still to come or lies before the silence began.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_record_objection(workflow_of(statement), situation, by.role))
    delegation = member_for(session, statement, delegation_id)
    reason = optional_text("reason", reason)
    demand_received(received_at, now=now)
    revision = revision_on_the_table(session, statement)
    silence = silence_on(session, revision)
    group = group_of_speaker(session, group_id, delegation, by=by) if group_id else None
    objection = Objection(delegation, part_id, received_at=received_at, reason=reason, group=group)
    if silence is None or silence.outcome is SilenceOutcome.WITHDRAWN:
        demand(objection_refusal(session, statement, part_id, received_at=received_at))
        return _object(session, statement, revision, objection, by=by, now=now).id
    if received_at < silence.started_at:
        raise BadInput("received_at", N_("This hour lies before the silence procedure began."))
    broken, _ = object_to_silence(session, statement, silence, revision, situation, objection, by=by, now=now)
    return broken.id


def _object(
    session: Session, statement: Statement, revision: Revision, objection: Objection, *, by: Viewer, now: datetime
) -> PositionTaken:
    named, delegation = part_named(session, revision, objection.part_id), objection.delegation
    position = hold_objection(session, statement, revision, objection, by=by, now=now)
    shared_by = take_for_group(session, statement, position, objection, by=by, now=now)
    who = {"delegation": delegation.name, **({"group": objection.group.name} if objection.group else {})}
    payload = {
        "position_id": position.id,
        "revision": revision.label,
        **named,
        **who,
        **({"members": list(shared_by)} if objection.group else {}),
        "received_at": objection.received_at,
        "reason": objection.reason,
    }
    kind, told = "objection_recorded", {"revision": revision.label}
    record_between(session, statement, delegation.id, kind=kind, by=by, now=now, payload=payload)
    notify(session, statement=statement, kind=kind, to=delegation.id, now=now, parameters=told)
    for member_id in shared_by:
        notify(session, statement=statement, kind="group_objected", to=member_id, now=now, parameters={**told, **who})
    return position


def _latest(session: Session, statement: Statement) -> tuple[Revision, Silence]:
    """The latest revision and the latest silence procedure on it, however that ended."""
    revision = revision_on_the_table(session, statement)
    silence = silence_on(session, revision)
    if silence is None:
        raise NoSilenceRunning()
    return revision, silence


def _running(session: Session, statement: Statement) -> tuple[Revision, Silence]:
    revision, silence = _latest(session, statement)
    if silence.outcome is not None:
        raise NoSilenceRunning()
    return revision, silence


def _tell_all(
    session: Session,
    statement: Statement,
    kind: str,
    silence: Silence,
    revision: Revision,
    *,
    by: Viewer,
    now: datetime,
    **further: object,
) -> None:
    hour = {"revision": revision.label, "due_at": silence.due_at, "due_as_typed": silence.due_as_typed}
    notice = hour | {name: value for name, value in further.items() if name == "before"}
    payload = {"silence_id": silence.id, **hour, **further}
    tell_all(session, statement, kind, payload, notice=notice, by=by, now=now)
