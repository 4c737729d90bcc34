"""What an objection does to a silence procedure: it breaks it, or comes late; for a delegation or for a whole group.

A group's objection is one break, and the position of each member for which the group speaks and that has not said
otherwise (`speaking_for.py`): so nobody else can tell it from one delegation's where breakers are not named, not even
by number until a majority is counted. A member may say before the hour that it does not share it.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.endorsements import objection_refusal
from jointstatement.access.statements import revision_for, statement_for
from jointstatement.access.suspensions import later_by, suspensions_of
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import Objection, hold_objection
from jointstatement.actions.record import notify, record_between, tell_all
from jointstatement.actions.speaking_for import take_for_members
from jointstatement.actions.tabled import part_named
from jointstatement.errors import (
    BreakAlreadyDeclined,
    HourToDeclineHasPassed,
    NotFound,
    NothingToDecline,
    SilenceAlreadyBroken,
)
from jointstatement.models import (
    GroupEdition,
    PositionTaken,
    Revision,
    Silence,
    SilenceBreak,
    SilenceBreakMember,
    Statement,
)
from jointstatement.terms import SilenceOutcome
from jointstatement.workflow.facts import objections_through_groups, situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_decline_break
from jointstatement.workflow.reissue import settled_refusal
from jointstatement.workflow.situation import Situation


def object_to_silence(
    session: Session,
    statement: Statement,
    silence: Silence,
    revision: Revision,
    situation: Situation,
    objection: Objection,
    *,
    by: Viewer,
    now: datetime,
) -> tuple[SilenceBreak, PositionTaken | None]:
    """Keeps an objection to a text under silence, and breaks the silence where it came in time.

    In time is what was received before the hour, unless consensus or adoption has been declared meanwhile; a silence
    already recorded as held is then broken after all. Where the negotiation was suspended before the hour, of a
    silence that another had broken, the hour is later by as long. What came too late is kept as late and breaks
    nothing. In both cases the delegation objects from now on, which stands in the way of adoption; only after adoption
    nothing changes any more. In time: told to all, without the delegation's name where this silence does not name its
    breakers. Late: told to the chair's office. Said for a group it counts for its members too, who are told.

    Raises `NotFound` for a part that is not in the text, `SilenceAlreadyBroken` where the delegation did so before,
    what `settled_refusal` says, and `ClauseIsEndorsed` where the silence began on a text with this clause endorsed.
    """
    named = part_named(session, revision, objection.part_id)
    demand(settled_refusal(session, silence, objection.part_id))
    demand(objection_refusal(session, statement, objection.part_id, received_at=silence.started_at))
    _demand_first(session, silence, objection)
    is_decided = situation.consensus_declared or situation.adopted
    in_time = objection.received_at < _on_time_until(session, silence) and not is_decided
    broken = SilenceBreak(
        statement_id=statement.id,
        silence_id=silence.id,
        delegation_id=objection.delegation.id,
        part_id=objection.part_id,
        reason=objection.reason,
        wording=objection.wording,
        at=objection.received_at,
        recorded_at=now,
        recorded_by=by.person_id,
        is_late=not in_time,
        group_edition_id=objection.group.edition_id if objection.group else None,
    )
    keep(session, broken)
    if in_time and silence.outcome is not SilenceOutcome.BROKEN:
        silence.ended_at = silence.ended_at or now
        silence.outcome = SilenceOutcome.BROKEN
        keep(session, silence)
    position = None if situation.adopted else hold_objection(session, statement, revision, objection, by=by, now=now)
    shared_by = () if position is None else _count_for_members(session, statement, broken, position, objection, by, now)
    _tell(session, statement, silence, broken, named, revision, objection, shared_by, by=by, now=now)
    return broken, position


def decline_break(session: Session, statement_id: str, break_id: str, *, by: Viewer, now: datetime) -> None:
    """A head says that the delegation does not share the break that its group's speaker made for it.

    From then on it is not broken for it: it objects there no more, and on those words of that revision the group does
    not speak for it again. Silence stays broken. Known to the chair's office and the speaker.

    Refused as `may_decline_break` says; with `NotFound` for a break that is none of a group of its own, or that never
    counted for it; with `BreakAlreadyDeclined`, at and after the hour of the silence (later by as long as the
    negotiation was suspended before it) with `HourToDeclineHasPassed`, and with `NothingToDecline` where no objection
    of the group stands there for it.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_decline_break(workflow_of(statement), situation_of(session, statement, now), by.role))
    broken, counted = _counted_for(session, statement, break_id, by.delegation_id or "")
    if counted.declined_at is not None:
        raise BreakAlreadyDeclined()
    silence = session.get_one(Silence, broken.silence_id)
    if now >= _on_time_until(session, silence):
        raise HourToDeclineHasPassed()
    group = session.get_one(GroupEdition, broken.group_edition_id)
    if (group.group_id, broken.part_id) not in objections_through_groups(session, statement, counted.delegation_id):
        raise NothingToDecline()
    counted.declined_at, counted.declined_by = now, by.person_id
    keep(session, counted)
    for position in session.exec(
        select(PositionTaken).where(
            col(PositionTaken.statement_id) == statement.id,
            col(PositionTaken.delegation_id) == counted.delegation_id,
            col(PositionTaken.part_id).is_not_distinct_from(broken.part_id),
            col(PositionTaken.spoken_by).is_not(None),
            col(PositionTaken.group_edition_id).in_(
                select(GroupEdition.id).where(col(GroupEdition.group_id) == group.group_id)
            ),
            col(PositionTaken.lapsed_at).is_(None),
        )
    ):
        position.lapsed_at = now
        keep(session, position)
    revision = revision_for(session, statement, silence.revision_id)
    told = {"delegation": by.delegation, "group": group.name, "revision": revision.label}
    named = part_named(session, revision, broken.part_id)
    payload = {"break_id": broken.id, **told, **named}
    kind = "break_declined"
    record_between(session, statement, counted.delegation_id, kind=kind, by=by, now=now, payload=payload)
    for each in ("office", broken.delegation_id):
        notify(session, statement=statement, kind=kind, to=each, now=now, parameters=told)


def _on_time_until(session: Session, silence: Silence) -> datetime:
    return later_by(suspensions_of(session, silence.statement_id), silence.due_at, since=silence.started_at)


def take_for_group(
    session: Session,
    statement: Statement,
    position: PositionTaken,
    objection: Objection,
    *,
    by: Viewer,
    now: datetime,
) -> tuple[str, ...]:
    """Lets a group's objection count for its members; returns the ids of those for whom it does."""
    if objection.group is None:
        return ()
    position.group_edition_id = objection.group.edition_id
    keep(session, position)
    return take_for_members(session, statement, position, by=by, now=now)


def _count_for_members(
    session: Session,
    statement: Statement,
    broken: SilenceBreak,
    position: PositionTaken,
    objection: Objection,
    by: Viewer,
    now: datetime,
) -> tuple[str, ...]:
    shared_by = take_for_group(session, statement, position, objection, by=by, now=now)
    for member_id in shared_by:
        keep(session, SilenceBreakMember(break_id=broken.id, delegation_id=member_id))
    return shared_by


def _counted_for(
    session: Session, statement: Statement, break_id: str, delegation_id: str
) -> tuple[SilenceBreak, SilenceBreakMember]:
    found = session.exec(
        select(SilenceBreak, SilenceBreakMember)
        .join(SilenceBreakMember, col(SilenceBreakMember.break_id) == col(SilenceBreak.id))
        .where(
            col(SilenceBreak.id) == break_id,
            col(SilenceBreak.statement_id) == statement.id,
            col(SilenceBreakMember.delegation_id) == delegation_id,
        )
    ).first()
    if found is None:
        raise NotFound()
    return found


def _demand_first(session: Session, silence: Silence, objection: Objection) -> None:
    before = select(SilenceBreak.id).where(
        col(SilenceBreak.silence_id) == silence.id,
        col(SilenceBreak.delegation_id) == objection.delegation.id,
        col(SilenceBreak.part_id).is_not_distinct_from(objection.part_id),
    )
    if objection.group is not None:
        # What it said for itself alone before does not keep it from saying it for the others.
        of_group = select(GroupEdition.id).where(col(GroupEdition.group_id) == objection.group.id)
        before = before.where(col(SilenceBreak.group_edition_id).in_(of_group))
    if session.exec(before).first() is not None:
        raise SilenceAlreadyBroken()


def _tell(
    session: Session,
    statement: Statement,
    silence: Silence,
    broken: SilenceBreak,
    named: dict[str, str],
    revision: Revision,
    objection: Objection,
    shared_by: tuple[str, ...],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    kind = "late_objection_received" if broken.is_late else "silence_broken"
    known_to_all: dict[str, object] = {"revision": revision.label, **named}
    delegation, group = objection.delegation, objection.group
    who: dict[str, object] = {"delegation": delegation.name, **({"group": group.name} if group else {})}
    whole: dict[str, object] = {
        **known_to_all,
        "break_id": broken.id,
        **who,
        **({"members": list(shared_by)} if group else {}),
        "received_at": broken.at,
        "reason": broken.reason,
        "wording": broken.wording,
    }
    record_between(session, statement, delegation.id, kind=kind, by=by, now=now, payload=whole)
    short = {name: value for name, value in known_to_all.items() if name != "part_id"}
    notify(session, statement=statement, kind=kind, to="office", now=now, parameters={**short, **who})
    for member_id in shared_by:
        notify(session, statement=statement, kind="group_objected", to=member_id, now=now, parameters={**short, **who})
    if broken.is_late:
        return
    naming = who if silence.names_the_breaker else {}
    # A delegate's own name would give the delegation away.
    teller = by if silence.names_the_breaker or by.is_office else None
    tell_all(session, statement, kind, {**known_to_all, **naming}, notice={**short, **naming}, by=teller, now=now)
