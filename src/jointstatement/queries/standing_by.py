"""Who stands by a text as it was tabled: associated with one of the chair's, aligned with an adopted one."""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.naming import naming_of
from jointstatement.models import Association, Statement


def standing_by(
    session: Session,
    statement: Statement,
    revision_id: str,
    *,
    since: datetime | None = None,
    at: datetime | None = None,
) -> tuple[tuple[str, str], ...]:
    """Ids and names of the delegations, in the order of the names: now, or as it was `at` some hour.

    With `since` only those that came to stand by it after that hour.
    """
    rows = session.exec(select(Association).where(col(Association.revision_id) == revision_id))
    standing = {
        row.delegation_id
        for row in rows
        if (since is None or row.at > since)
        and (row.withdrawn_at is None if at is None else row.at <= at and not _ended_by(row, at))
    }
    naming = naming_of(session, statement)
    return tuple((each, naming.name(each)) for each in naming.order if each in standing)


def _ended_by(row: Association, at: datetime) -> bool:
    return row.withdrawn_at is not None and row.withdrawn_at <= at
