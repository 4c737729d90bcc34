"""A head of delegation names who acts for the head, and takes it back. All of it stays within the delegation."""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.deputies import deputyship_of
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import coming_hour, optional_line
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record
from jointstatement.errors import N_, BadInput, NoDeputyNamed, NotYours
from jointstatement.models import Deputyship, Person
from jointstatement.terms import Chain, Role
from jointstatement.workflow.permit import demand, may_name_deputy
from jointstatement.workflow.procedure import those


def name_deputy(
    session: Session,
    person_id: str,
    *,
    until: datetime | None = None,
    until_as_typed: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """Names an expert of the delegation as deputy, until an hour or until it is taken back. Returns the id of that.

    There is one deputy at a time: who was deputy before is it no more. Raises `NotYours`, and `BadInput` for who is no
    expert of the delegation and for an hour that has passed.
    """
    delegation_id = _own(by)
    person = session.exec(
        select(Person).where(
            col(Person.id) == person_id,
            col(Person.delegation_id) == delegation_id,
            col(Person.role) == Role.EXPERT,
            col(Person.ended_at).is_(None),
        )
    ).first()
    if person is None:
        raise BadInput("person_id", N_("A deputy is an expert of your delegation. Please choose one."))
    until = coming_hour("until", until, now=now) if until else None
    _end(session, delegation_id, by=by, now=now)
    named = Deputyship(
        delegation_id=delegation_id,
        person_id=person.id,
        named_at=now,
        named_by=by.person_id,
        until=until,
        until_as_typed=optional_line("until_as_typed", until_as_typed) if until else "",
    )
    keep(session, named)
    payload = {"deputyship": named.id, "person_id": person.id, "person": person.name}
    _record(session, "deputy_named", payload | ({"due_at": until} if until else {}), by=by, now=now)
    return named.id


def recall_deputy(session: Session, *, by: Viewer, now: datetime) -> None:
    """Takes it back that somebody acts for the head, at once. Raises `NotYours`, `NoDeputyNamed`."""
    delegation_id = _own(by)
    held = deputyship_of(session, delegation_id, now=now)
    if held is None:
        raise NoDeputyNamed()
    _end(session, delegation_id, by=by, now=now)
    person = session.get_one(Person, held.person_id)
    payload: dict[str, object] = {"deputyship": held.id, "person_id": person.id, "person": person.name}
    _record(session, "deputy_recalled", payload, by=by, now=now)


def _own(by: Viewer) -> str:
    demand(may_name_deputy(by.role))
    if by.delegation_id is None:
        raise NotYours(who=those((Role.HEAD,)))
    return by.delegation_id


def _end(session: Session, delegation_id: str, *, by: Viewer, now: datetime) -> None:
    standing = select(Deputyship).where(
        col(Deputyship.delegation_id) == delegation_id, col(Deputyship.ended_at).is_(None)
    )
    for row in session.exec(standing).all():
        row.ended_at, row.ended_by = now, by.person_id
        keep(session, row)


def _record(session: Session, kind: str, payload: dict[str, object], *, by: Viewer, now: datetime) -> None:
    record(
        session,
        chain=Chain.DELEGATION,
        kind=kind,
        by=by,
        now=now,
        body_id=by.body_id,
        delegation_id=by.delegation_id,
        payload=payload,
    )
