"""Who comes with the next term of the chair, and the eyes with which such a person reads beside the chair.

Read beside the chair, by the rule of the body alone: statements that are neither adopted nor issued, their working text
with what was noted of its clauses, and the chair's answers to what delegations read of each other. Not: input
given to the chair alone, a blind round before its hour, drafts, positions, ready answers, merges, the office's chain.
"""

from dataclasses import replace

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, select

from jointstatement.access.viewer import Viewer
from jointstatement.models import Body, ChairTerm, IncomingPerson, Person
from jointstatement.terms import Role


def is_incoming(person_id: str) -> ColumnElement[bool]:
    """The person is to hold the chair in a term that is planned."""
    return exists().where(
        col(IncomingPerson.person_id) == person_id,
        col(IncomingPerson.role) == Role.CHAIR,
        col(IncomingPerson.term_id) == col(ChairTerm.id),
        *_to_come(),
    )


def reads_beside(person_id: str) -> ColumnElement[bool]:
    """The person comes with a term that is planned, in a body whose rule lets it read with the chair until then."""
    return exists().where(
        col(IncomingPerson.person_id) == person_id,
        col(IncomingPerson.term_id) == col(ChairTerm.id),
        col(Body.id) == col(ChairTerm.body_id),
        col(Body.incoming_chair_reads).is_(True),
        *_to_come(),
    )


def incoming_of(session: Session, body_id: str) -> dict[str, str | None]:
    """Who is to hold the chair in the term that is planned and has access: the delegation of now, by person."""
    rows = session.exec(
        select(Person.id, Person.delegation_id)
        .join(IncomingPerson, col(IncomingPerson.person_id) == col(Person.id))
        .join(ChairTerm, col(ChairTerm.id) == col(IncomingPerson.term_id))
        .where(
            col(Person.body_id) == body_id,
            col(Person.ended_at).is_(None),
            col(IncomingPerson.role) == Role.CHAIR,
            *_to_come(),
        )
    )
    return dict(rows.all())


def beside_the_chair(session: Session, viewer: Viewer) -> Viewer:
    """The person as a reader beside the chair, of no delegation; who may not read there stays who he or she is."""
    if not session.exec(select(reads_beside(viewer.person_id))).one():
        return viewer
    return replace(viewer, role=Role.INCOMING_CHAIR, delegation_id=None, delegation="", chaired_until=None)


def _to_come() -> tuple[ColumnElement[bool], ...]:
    return col(ChairTerm.begun_at).is_(None), col(ChairTerm.withdrawn_at).is_(None)
