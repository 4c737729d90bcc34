"""My statements: what is awaited from a person, and all statements that are open to them."""

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import statements_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.models import Meeting, Statement


class Line(msgspec.Struct, frozen=True):
    """One statement in the list."""

    id: str
    meeting: str


class Dashboard(msgspec.Struct, frozen=True):
    """The page of one person."""

    statements: tuple[Line, ...]


def dashboard(session: Session, viewer: Viewer) -> Dashboard:
    """What one person finds on coming in."""
    open_to = statements_open_to(viewer).subquery()
    rows = session.exec(
        select(Statement.id, Meeting.title)
        .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
        .where(col(Statement.id).in_(select(open_to.c.id)))
    ).all()
    return Dashboard(statements=tuple(Line(*row) for row in rows))
