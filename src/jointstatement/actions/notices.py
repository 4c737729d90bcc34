"""A person's own list of notices. Reading it is nobody else's business, so nothing is recorded."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from jointstatement.access.viewer import Viewer
from jointstatement.models import Notice


def read_notices(session: Session, *, until: datetime, by: Viewer, now: datetime) -> None:
    """Marks the person's own notices as read, up to the instant at which the list was shown."""
    session.execute(
        update(Notice)
        .where(col(Notice.person_id) == by.person_id, col(Notice.read_at).is_(None), col(Notice.at) <= until)
        .values(read_at=now)
    )
