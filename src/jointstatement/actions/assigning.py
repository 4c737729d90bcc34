"""Who of the chair's office answers what."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.input import given_for
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_in_office
from jointstatement.errors import N_, AlreadyWithdrawn, BadInput
from jointstatement.models import Amendment, Assignment, Comment, Person
from jointstatement.terms import CHAIRS_OFFICE
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_assign_input


def assign_input(
    session: Session,
    statement_id: str,
    *,
    comment_id: str | None = None,
    amendment_id: str | None = None,
    person_id: str | None,
    by: Viewer,
    now: datetime,
) -> str:
    """Gives a comment or an amendment to a person of the office to answer, or to nobody; tells that person.

    It says who looks after it and shuts nobody out: any of the office may answer it. Returns the assignment's id.
    Refused as `may_assign_input` says, with `NotFound` for input that the office may not read, `AlreadyWithdrawn`, and
    `BadInput` for a person who is not of the office.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_assign_input(workflow_of(statement), situation_of(session, statement, now), by.role))
    given = given_for(session, by, statement, comment_id=comment_id, amendment_id=amendment_id)
    if given.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    person = _colleague(session, person_id, by=by) if person_id else None
    assignment = Assignment(
        statement_id=statement.id,
        comment_id=given.id if isinstance(given, Comment) else None,
        amendment_id=given.id if isinstance(given, Amendment) else None,
        number=_assignments_of(session, given) + 1,
        person_id=person.id if person else None,
        assigned_at=now,
        assigned_by=by.person_id,
    )
    keep(session, assignment)
    record_in_office(
        session,
        statement,
        kind="input_assigned",
        by=by,
        now=now,
        payload={"id": given.id, "label": given.label or "", "person": person.name if person else ""},
    )
    if person and person.id != by.person_id:
        notify(
            session,
            statement=statement,
            kind="input_assigned",
            to=person.id,
            now=now,
            parameters={"label": given.label or ""},
        )
    return assignment.id


def _colleague(session: Session, person_id: str, *, by: Viewer) -> Person:
    person = session.exec(
        select(Person).where(
            col(Person.id) == person_id,
            col(Person.body_id) == by.body_id,
            col(Person.role).in_(CHAIRS_OFFICE),
            col(Person.ended_at).is_(None),
        )
    ).first()
    if person is None:
        raise BadInput("person_id", N_("Please choose somebody of the chair’s office."))
    return person


def _assignments_of(session: Session, given: Comment | Amendment) -> int:
    subject = Assignment.comment_id if isinstance(given, Comment) else Assignment.amendment_id
    return session.exec(select(func.count()).select_from(Assignment).where(col(subject) == given.id)).one()
