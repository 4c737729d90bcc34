"""Bodies and persons of the whole installation, for its command line."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from jointstatement.models import Body, Delegation, Person
from jointstatement.terms import Participation, Role


@dataclass(frozen=True, slots=True)
class RegisteredBody:
    """A body, and its delegations' ids by their names."""

    id: str
    name: str
    short_name: str
    delegations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """Somebody who has access."""

    id: str
    name: str
    role: Role
    delegation: str


def all_bodies(session: Session) -> tuple[RegisteredBody, ...]:
    """Every body, by name. Two statements."""
    delegations = session.exec(select(Delegation).order_by(col(Delegation.place_in_order))).all()
    return tuple(
        RegisteredBody(
            body.id, body.name, body.short_name, {row.name: row.id for row in delegations if row.body_id == body.id}
        )
        for body in session.exec(select(Body).order_by(col(Body.name)))
    )


def all_persons(session: Session) -> tuple[RegisteredPerson, ...]:
    """Everybody who has access: those without a delegation first, then in the bodies' order. One statement."""
    rows = session.exec(
        select(Person, Delegation)
        .join(Delegation, col(Delegation.id) == col(Person.delegation_id), isouter=True)
        .where(col(Person.ended_at).is_(None))
        .order_by(
            col(Person.body_id),
            col(Delegation.participation) != Participation.MEMBER,
            col(Delegation.place_in_order),
            col(Person.role),
            col(Person.name),
        )
    )
    return tuple(
        sorted(
            (
                RegisteredPerson(person.id, person.name, person.role, delegation.name if delegation else "")
                for person, delegation in rows
            ),
            key=lambda person: person.delegation != "",
        )
    )
