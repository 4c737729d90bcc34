"""Whether the negotiation of a text is suspended: asked where things may happen, and where an hour would fall."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.models import Suspension


def suspensions_of(session: Session, statement_id: str) -> Sequence[Suspension]:
    """Every suspension of a statement, in order."""
    return session.exec(
        select(Suspension).where(col(Suspension.statement_id) == statement_id).order_by(col(Suspension.number))
    ).all()


def suspension_now(session: Session, statement_id: str) -> Suspension | None:
    """The suspension of a statement that has not ended."""
    return session.exec(
        select(Suspension).where(col(Suspension.statement_id) == statement_id, col(Suspension.ended_at).is_(None))
    ).first()


def later_by_suspensions(session: Session, statement_id: str, hour: datetime, *, since: datetime) -> datetime:
    """An hour that members had from `since` on, later by as long as they were kept from using it before it came."""
    for suspension in suspensions_of(session, statement_id):
        if suspension.ended_at is not None and since <= suspension.suspended_at < hour:
            hour += suspension.ended_at - suspension.suspended_at
    return hour


def suspended_now(session: Session) -> frozenset[str]:
    """The ids of all statements that are suspended, in all bodies."""
    return frozenset(session.exec(select(Suspension.statement_id).where(col(Suspension.ended_at).is_(None))))
