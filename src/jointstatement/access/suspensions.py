"""Whether the negotiation of a text is suspended: asked where things may happen, and where an hour would fall."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.viewer import Viewer
from jointstatement.models import Revision, Statement, Suspension


def suspensions_of(session: Session, statement_id: str) -> Sequence[Suspension]:
    """Every suspension of a statement, in order."""
    return session.exec(
        select(Suspension).where(col(Suspension.statement_id) == statement_id).order_by(col(Suspension.number))
    ).all()


def suspensions_open_to(session: Session, viewer: Viewer, statement: Statement) -> Sequence[Suspension]:
    """Those that a person may load: what was said before the text was tabled was said to the chair's office alone."""
    rows = suspensions_of(session, statement.id)
    if viewer.is_office:
        return rows
    tabled_at = session.exec(
        select(func.min(col(Revision.tabled_at))).where(col(Revision.statement_id) == statement.id)
    ).one()
    # Nothing is tabled while it is suspended: each of them ended before the first tabling, or began after it.
    return [row for row in rows if tabled_at is not None and (row.ended_at is None or row.ended_at > tabled_at)]


def suspension_now(session: Session, statement_id: str) -> Suspension | None:
    """The suspension of a statement that has not ended."""
    return session.exec(
        select(Suspension).where(col(Suspension.statement_id) == statement_id, col(Suspension.ended_at).is_(None))
    ).first()


def later_by(suspensions: Sequence[Suspension], hour: datetime, *, since: datetime) -> datetime:
    """An hour that members had from `since` on, later by as long as they were kept from using it before it came."""
    for suspension in suspensions:
        if suspension.ended_at is not None and since <= suspension.suspended_at < hour:
            hour += suspension.ended_at - suspension.suspended_at
    return hour


def suspended_now(session: Session) -> frozenset[str]:
    """The ids of all statements that are suspended, in all bodies."""
    return frozenset(session.exec(select(Suspension.statement_id).where(col(Suspension.ended_at).is_(None))))
