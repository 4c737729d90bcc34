"""What is shown of persons: what stands around every page, and the list of persons."""

from datetime import datetime

import msgspec
from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.access.admission import link_of_secret, viewer_of_person
from jointstatement.access.viewer import Viewer
from jointstatement.models import Body, Notice


class Surroundings(msgspec.Struct, frozen=True):
    """What every page shows around its own matter."""

    body: str
    body_short: str
    marking: str
    language: str
    """The language of the body's texts."""
    unread: int
    """The person's own notices not read yet."""


def surroundings(session: Session, viewer: Viewer) -> Surroundings:
    """The body's name and marking, and how many notices wait for this person. One statement."""
    waiting = (
        select(func.count())
        .select_from(Notice)
        .where(col(Notice.person_id) == viewer.person_id, col(Notice.read_at).is_(None))
        .scalar_subquery()
    )
    body, unread = session.exec(select(Body, waiting).where(col(Body.id) == viewer.body_id)).one()
    return Surroundings(
        body=body.name,
        body_short=body.short_name,
        marking=body.marking,
        language=body.language,
        unread=unread,
    )


def person_of_link(session: Session, secret: str, *, now: datetime) -> Viewer:
    """Whose personal link it is. Raises `NotSignedIn` for one that is unknown, revoked or expired."""
    return viewer_of_person(session, link_of_secret(session, secret, now=now).person_id)
