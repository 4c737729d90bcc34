"""What stands behind every position: the row that is added, and the objection that meets a silence procedure.

The verbs themselves are in `positions.py` (a position) and `silence.py` (breaking silence).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.access.endorsements import objection_refusal
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.record import notify, record_between, tell_all
from jointstatement.actions.tabled import part_named
from jointstatement.errors import NotYours, SilenceAlreadyBroken
from jointstatement.models import Delegation, PositionTaken, Revision, Silence, SilenceBreak, Statement
from jointstatement.terms import Position, ReserveKind, Role, SilenceOutcome
from jointstatement.workflow.permit import demand
from jointstatement.workflow.procedure import those
from jointstatement.workflow.reissue import settled_refusal
from jointstatement.workflow.situation import Situation


def own_delegation(session: Session, by: Viewer) -> Delegation:
    """The delegation that a delegate speaks for. Raises `NotYours` for those whose delegation holds no position."""
    delegation = session.exec(
        select(Delegation).where(col(Delegation.id) == (by.delegation_id or ""), col(Delegation.body_id) == by.body_id)
    ).first()
    if delegation is None or not delegation.is_member:
        raise NotYours(who=those((Role.HEAD,)))
    return delegation


@dataclass(frozen=True, slots=True)
class Qualified:
    """What is said beside a position: the kind of a reserve, or the hour of a confirmation."""

    reserve_kind: ReserveKind | None = None
    confirm_by: datetime | None = None
    confirm_as_typed: str = ""


UNQUALIFIED = Qualified()


@dataclass(frozen=True, slots=True)
class Objection:
    """What a delegation says against one part of a text, or against the whole, and when that was received."""

    delegation: Delegation
    part_id: str | None
    received_at: datetime
    reason: str = ""
    wording: str = ""
    would_lift_if: str = ""


def hold(
    session: Session,
    statement: Statement,
    revision: Revision,
    *,
    delegation_id: str,
    part_id: str | None,
    position: Position,
    reason: str,
    would_lift_if: str,
    qualified: Qualified = UNQUALIFIED,
    received_at: datetime | None = None,
    by: Viewer,
    now: datetime,
) -> PositionTaken:
    """Adds a position that takes effect at once. The delegation's unsubmitted drafts on the same part give way."""
    drop(session, *position_drafts(session, statement, delegation_id, part_id))
    row = PositionTaken(
        statement_id=statement.id,
        revision_id=revision.id,
        part_id=part_id,
        delegation_id=delegation_id,
        number=next_position_number(session, statement, delegation_id),
        position=position,
        reason=reason,
        would_lift_if=would_lift_if,
        reserve_kind=qualified.reserve_kind,
        confirm_by=qualified.confirm_by,
        confirm_as_typed=qualified.confirm_as_typed,
        taken_by=by.person_id,
        taken_at=now,
        received_at=received_at,
        submitted_at=now,
    )
    keep(session, row)
    return row


def position_drafts(
    session: Session, statement: Statement, delegation_id: str, part_id: str | None
) -> list[PositionTaken]:
    """The delegation's own drafts of a position on one part, or on the whole text, of all rounds."""
    return list(
        session.exec(
            select(PositionTaken).where(
                col(PositionTaken.statement_id) == statement.id,
                col(PositionTaken.delegation_id) == delegation_id,
                col(PositionTaken.part_id).is_(None) if part_id is None else col(PositionTaken.part_id) == part_id,
                col(PositionTaken.submitted_at).is_(None),
            )
        )
    )


def next_position_number(session: Session, statement: Statement, delegation_id: str) -> int:
    """Counts a delegation's positions on one statement, from 1."""
    last = session.exec(
        select(func.max(PositionTaken.number)).where(
            col(PositionTaken.statement_id) == statement.id, col(PositionTaken.delegation_id) == delegation_id
        )
    ).one()
    return (last or 0) + 1


def silence_on(session: Session, revision: Revision) -> Silence | None:
    """The latest silence procedure on a revision."""
    return session.exec(
        select(Silence).where(col(Silence.revision_id) == revision.id).order_by(col(Silence.number).desc()).limit(1)
    ).first()


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
    already recorded as held is then broken after all. What came too late is kept as late and breaks nothing. In both
    cases the delegation objects from now on, which stands in the way of adoption; only after adoption nothing changes
    any more. In time: told to all, without the delegation's name where this silence does not name its breakers. Late:
    told to the chair's office.

    Raises `NotFound` for a part that is not in the text, `SilenceAlreadyBroken` where the delegation did so before,
    what `settled_refusal` says, and `ClauseIsEndorsed` where the silence began on a text with this clause endorsed.
    """
    named = part_named(session, revision, objection.part_id)
    demand(settled_refusal(session, silence, objection.part_id))
    demand(objection_refusal(session, statement, objection.part_id, received_at=silence.started_at))
    _demand_first(session, silence, objection)
    in_time = objection.received_at < silence.due_at and not (situation.consensus_declared or situation.adopted)
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
    )
    keep(session, broken)
    if in_time and silence.outcome is not SilenceOutcome.BROKEN:
        silence.ended_at = silence.ended_at or now
        silence.outcome = SilenceOutcome.BROKEN
        keep(session, silence)
    position = None if situation.adopted else hold_objection(session, statement, revision, objection, by=by, now=now)
    _tell(session, statement, silence, broken, named, revision, objection.delegation, by=by, now=now)
    return broken, position


def hold_objection(
    session: Session, statement: Statement, revision: Revision, objection: Objection, *, by: Viewer, now: datetime
) -> PositionTaken:
    """The delegation objects from now on."""
    return hold(
        session,
        statement,
        revision,
        delegation_id=objection.delegation.id,
        part_id=objection.part_id,
        position=Position.OBJECT,
        reason=objection.reason,
        would_lift_if=objection.would_lift_if,
        by=by,
        now=now,
    )


def _demand_first(session: Session, silence: Silence, objection: Objection) -> None:
    part_id = objection.part_id
    before = session.exec(
        select(SilenceBreak.id).where(
            col(SilenceBreak.silence_id) == silence.id,
            col(SilenceBreak.delegation_id) == objection.delegation.id,
            col(SilenceBreak.part_id).is_(None) if part_id is None else col(SilenceBreak.part_id) == part_id,
        )
    ).first()
    if before is not None:
        raise SilenceAlreadyBroken()


def _tell(
    session: Session,
    statement: Statement,
    silence: Silence,
    broken: SilenceBreak,
    named: dict[str, str],
    revision: Revision,
    delegation: Delegation,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    kind = "late_objection_received" if broken.is_late else "silence_broken"
    known_to_all: dict[str, object] = {"revision": revision.label, **named}
    whole: dict[str, object] = {
        **known_to_all,
        "break_id": broken.id,
        "delegation": delegation.name,
        "received_at": broken.at,
        "reason": broken.reason,
        "wording": broken.wording,
    }
    record_between(session, statement, delegation.id, kind=kind, by=by, now=now, payload=whole)
    short = {name: value for name, value in known_to_all.items() if name != "part_id"}
    notify(
        session,
        statement=statement,
        kind=kind,
        to="office",
        now=now,
        parameters={**short, "delegation": delegation.name},
    )
    if broken.is_late:
        return
    naming: dict[str, object] = {"delegation": delegation.name} if silence.names_the_breaker else {}
    # A delegate's own name would give the delegation away.
    teller = by if silence.names_the_breaker or by.is_office else None
    tell_all(session, statement, kind, {**known_to_all, **naming}, notice={**short, **naming}, by=teller, now=now)
