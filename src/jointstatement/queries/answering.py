"""What the chair's office answers with: its ready answers, its people, and who of them answers what."""

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.viewer import Viewer
from jointstatement.models import Assignment, Person, ReadyAnswer, Statement
from jointstatement.terms import CHAIRS_OFFICE, Role
from jointstatement.workflow import permit


class ReadyLine(msgspec.Struct, frozen=True):
    """One ready answer."""

    id: str
    version: int
    title: str
    text: str


class Colleague(msgspec.Struct, frozen=True):
    """Somebody of the chair's office."""

    id: str
    name: str
    role: Role


def ready_answers(session: Session, viewer: Viewer) -> tuple[ReadyLine, ...]:
    """The ready answers of the viewer's body, by their titles; for the office. Raises `NotYours`."""
    permit.demand(permit.may_keep_ready_answers(viewer.role))
    rows = session.exec(
        select(ReadyAnswer)
        .where(col(ReadyAnswer.body_id) == viewer.body_id, col(ReadyAnswer.withdrawn_at).is_(None))
        .order_by(col(ReadyAnswer.title), col(ReadyAnswer.id))
    )
    return tuple(ReadyLine(row.id, row.version, row.title, row.text) for row in rows)


def colleagues(session: Session, viewer: Viewer) -> tuple[Colleague, ...]:
    """The people of the chair's office, by their names; for the office. Raises `NotYours`."""
    permit.demand(permit.may_read_office(viewer.role))
    rows = session.exec(
        select(Person)
        .where(
            col(Person.body_id) == viewer.body_id,
            col(Person.role).in_(CHAIRS_OFFICE),
            col(Person.ended_at).is_(None),
        )
        .order_by(col(Person.name), col(Person.id))
    )
    return tuple(Colleague(row.id, row.name, row.role) for row in rows)


def assigned_to(session: Session, viewer: Viewer, statement: Statement) -> dict[str, Colleague]:
    """Who answers what, by the input's id; for the office. What is nobody's is not in it. Raises `NotYours`."""
    permit.demand(permit.may_read_office(viewer.role))
    rows = session.exec(
        select(Assignment, Person)
        .join(Person, col(Person.id) == col(Assignment.person_id), isouter=True)
        .where(col(Assignment.statement_id) == statement.id)
        .order_by(col(Assignment.number))
    )
    last = {row.comment_id or row.amendment_id or "": person for row, person in rows}
    return {subject: Colleague(person.id, person.name, person.role) for subject, person in last.items() if person}
