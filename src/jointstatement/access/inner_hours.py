"""The hour within a delegation. Nobody outside the delegation loads it, nor that there is one."""

from sqlmodel import Session, col, select

from jointstatement.models import InnerHour


def inner_hour_of(session: Session, delegation_id: str | None, round_id: str) -> InnerHour | None:
    """The hour that a delegation has set for itself in a round, if it has."""
    return session.exec(
        select(InnerHour).where(
            col(InnerHour.round_id) == round_id,
            col(InnerHour.delegation_id) == delegation_id,
            col(InnerHour.ended_at).is_(None),
        )
    ).first()
