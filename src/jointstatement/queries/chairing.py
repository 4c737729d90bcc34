"""The terms of the chair on their page: those that were, the one that runs, the one that is to come."""

from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.models import ChairTerm, IncomingPerson, Person
from jointstatement.queries.body import zone_of_latest_meeting
from jointstatement.terms import Role
from jointstatement.workflow.permit import demand, may_manage_chair, may_read_office


class IncomingLine(msgspec.Struct, frozen=True):
    """Who comes into the office, and as what."""

    person_id: str
    name: str
    role: Role


class TermLine(msgspec.Struct, frozen=True):
    """One term."""

    id: str
    holder: str
    co_chairs: tuple[str, ...]
    starts_at: datetime
    starts_as_typed: str
    ended_at: datetime | None
    incoming: tuple[IncomingLine, ...]


class ChairPage(msgspec.Struct, frozen=True):
    """Who holds the chair, held it, and will hold it."""

    body: str
    time_zone: str
    """Of the latest meeting; UTC before the first."""
    running: TermLine | None
    coming: TermLine | None
    former: tuple[TermLine, ...]
    """The latest first."""
    may_manage: bool
    persons: tuple[IncomingLine, ...]
    """Who may be named for the next term, with the role each has now; for those who plan it."""
    version: int
    """Of the body."""
    incoming_chair_reads: bool
    """Those who come with the next term read beside the chair until it is theirs."""


def chair_page(session: Session, viewer: Viewer) -> ChairPage:
    """The terms of the body's chair; for the chair's office and administrators. Raises `NotYours`."""
    if viewer.role is not Role.ADMINISTRATOR:
        demand(may_read_office(viewer.role))
    body = body_for(session, viewer)
    rows = session.exec(
        select(ChairTerm)
        .where(col(ChairTerm.body_id) == body.id, col(ChairTerm.withdrawn_at).is_(None))
        .order_by(col(ChairTerm.starts_at).desc(), col(ChairTerm.id))
    ).all()
    incoming: dict[str, list[IncomingLine]] = {row.id: [] for row in rows}
    for row, person in session.exec(
        select(IncomingPerson, Person)
        .join(Person, col(Person.id) == col(IncomingPerson.person_id))
        .where(col(IncomingPerson.term_id).in_(list(incoming)))
        .order_by(col(IncomingPerson.role), col(Person.name))
    ):
        incoming[row.term_id].append(IncomingLine(person.id, person.name, row.role))
    lines = [(each, _line(each, tuple(incoming[each.id]))) for each in rows]
    may_manage = may_manage_chair(viewer.role) is None
    return ChairPage(
        body=body.name,
        time_zone=zone_of_latest_meeting(session, body.id),
        running=next((line for row, line in lines if row.begun_at and not row.ended_at), None),
        coming=next((line for row, line in lines if row.begun_at is None), None),
        former=tuple(line for row, line in lines if row.ended_at),
        may_manage=may_manage,
        persons=_persons(session, body.id) if may_manage else (),
        version=body.version,
        incoming_chair_reads=body.incoming_chair_reads,
    )


def _persons(session: Session, body_id: str) -> tuple[IncomingLine, ...]:
    rows = session.exec(
        select(Person)
        .where(
            col(Person.body_id) == body_id,
            col(Person.ended_at).is_(None),
            col(Person.role).not_in([Role.SECRETARIAT, Role.ADMINISTRATOR]),
        )
        .order_by(col(Person.name), col(Person.id))
    )
    return tuple(IncomingLine(each.id, each.name, each.role) for each in rows)


def _line(row: ChairTerm, incoming: tuple[IncomingLine, ...]) -> TermLine:
    return TermLine(
        id=row.id,
        holder=row.holder,
        co_chairs=tuple(name for name in row.co_chairs.split("\n") if name),
        starts_at=row.starts_at,
        starts_as_typed=row.starts_as_typed,
        ended_at=row.ended_at,
        incoming=incoming,
    )
