"""A delegation as its own persons see it: who is in it, who acts for the head, and what it did within itself."""

from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.deputies import deputyship_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotYours
from jointstatement.models import Person
from jointstatement.queries.body import zone_of_latest_meeting
from jointstatement.terms import Role
from jointstatement.workflow.permit import may_name_deputy
from jointstatement.workflow.procedure import those


class DelegateLine(msgspec.Struct, frozen=True):
    """One person of the delegation."""

    id: str
    name: str
    role: Role


class DeputyLine(msgspec.Struct, frozen=True):
    """Who acts for the head, since when and until when."""

    person_id: str
    name: str
    named_at: datetime
    until: datetime | None
    """Empty where it holds until it is taken back."""


class OwnDelegation(msgspec.Struct, frozen=True):
    """A delegation, for its own persons."""

    name: str
    time_zone: str
    """Of the latest meeting; UTC before the first."""
    persons: tuple[DelegateLine, ...]
    """The head first, then the deputy, then experts by name."""
    deputy: DeputyLine | None
    may_name_deputy: bool
    """Whether the person who asks names a deputy and takes it back."""


def own_delegation(session: Session, viewer: Viewer, *, now: datetime) -> OwnDelegation:
    """The person's own delegation; nobody else's is ever shown. Raises `NotYours` for who is no delegate."""
    if not viewer.is_delegate or viewer.delegation_id is None:
        raise NotYours(who=those((Role.HEAD, Role.EXPERT)))
    rows = session.exec(
        select(Person)
        .where(
            col(Person.body_id) == viewer.body_id,
            col(Person.delegation_id) == viewer.delegation_id,
            col(Person.ended_at).is_(None),
        )
        .order_by(col(Person.name), col(Person.id))
    ).all()
    held = deputyship_of(session, viewer.delegation_id, now=now)
    deputy_id = held.person_id if held else ""
    order = list(Role)
    persons = [DelegateLine(row.id, row.name, Role.DEPUTY if row.id == deputy_id else row.role) for row in rows]
    return OwnDelegation(
        name=viewer.delegation,
        time_zone=zone_of_latest_meeting(session, viewer.body_id),
        persons=tuple(sorted(persons, key=lambda person: order.index(person.role))),
        deputy=next(
            (DeputyLine(row.id, row.name, held.named_at, held.until) for row in rows if held and row.id == deputy_id),
            None,
        ),
        may_name_deputy=may_name_deputy(viewer.role) is None,
    )
