"""What stands behind every position: the row that is added, and what an objection says.

The verbs themselves are in `positions.py` (a position) and `silence.py` (breaking silence); what an objection does to
a silence procedure is in `breaking.py`.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.access.groups import Group
from jointstatement.access.reviews import same_in_substance
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import drop, keep
from jointstatement.errors import NotYours
from jointstatement.models import Delegation, PositionTaken, Revision, Silence, Statement
from jointstatement.terms import Position, ReserveKind, Role
from jointstatement.workflow.procedure import those


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
    group: Group | None = None
    """The group for which the delegation says it; None for itself alone."""


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
    """The latest silence procedure on a text."""
    same = same_in_substance(session, revision)
    return session.exec(
        select(Silence).where(col(Silence.revision_id).in_(same)).order_by(col(Silence.number).desc()).limit(1)
    ).first()


def hold_objection(
    session: Session, statement: Statement, revision: Revision, objection: Objection, *, by: Viewer, now: datetime
) -> PositionTaken:
    """The delegation objects from now on; what the office enters keeps the hour of its receipt."""
    return hold(
        session,
        statement,
        revision,
        delegation_id=objection.delegation.id,
        part_id=objection.part_id,
        position=Position.OBJECT,
        reason=objection.reason,
        would_lift_if=objection.would_lift_if,
        received_at=objection.received_at if by.is_office else None,
        by=by,
        now=now,
    )
