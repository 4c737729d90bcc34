"""Who holds the chair: the present term, a handover that is planned, and the hour that carries it out.

At the hour the incoming persons get the office; those who held the chair become former chairs, who read what they had
and act no more. The statements go on as they are. What was a person's own does not pass: ready answers that the
outgoing persons keep are taken off the list, merges that they had not finished are gone, and a file that waits for its
sender waits for nobody else.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, select

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import coming_hour, demand_zone, line
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record, record_for_all
from jointstatement.database import take_lock
from jointstatement.errors import (
    N_,
    BadInput,
    ChairIsHeld,
    ChangedMeanwhile,
    HandoverIsPlanned,
    NobodyWouldHoldTheChair,
    NoHandoverPlanned,
    NotFound,
)
from jointstatement.models import ChairTerm, IncomingPerson, MergeInProgress, Person, ReadyAnswer, Statement
from jointstatement.models.identity import new_id
from jointstatement.terms import Chain, Role
from jointstatement.workflow.facts import workflow_of
from jointstatement.workflow.permit import demand, may_manage_chair

MOST_CO_CHAIRS = 20
_CHAIRS = (Role.CHAIR, Role.CO_CHAIR)


def enter_chair_term(
    session: Session,
    *,
    holder: str,
    co_chairs: Sequence[str] = (),
    starts_at: datetime,
    starts_as_typed: str,
    by: Viewer,
    now: datetime,
) -> str:
    """Enters who holds the chair now, and since when; the roles of persons stay as they are. Returns the term's id.

    Raises `ChairIsHeld` where a term runs already.
    """
    demand(may_manage_chair(by.role))
    if _running(session, by.body_id) is not None:
        raise ChairIsHeld()
    demand_zone("starts_at", starts_at)
    if starts_at > now:
        raise BadInput("starts_at", N_("This hour is still to come. Enter it as a handover."))
    entered = _term(
        by, holder=holder, co_chairs=co_chairs, starts_at=starts_at, starts_as_typed=starts_as_typed, now=now
    )
    entered.begun_at = starts_at
    keep(session, entered)
    _record(session, entered, kind="chair_term_entered", by=by, now=now, payload=_told(entered))
    return entered.id


def plan_handover(
    session: Session,
    *,
    holder: str,
    co_chairs: Sequence[str] = (),
    starts_at: datetime,
    starts_as_typed: str,
    incoming: Sequence[tuple[str, Role]],
    by: Viewer,
    now: datetime,
) -> str:
    """Sets the hour at which the chair passes to the incoming persons, each as chair or co-chair. Returns its id.

    Raises `HandoverIsPlanned` where another is to come, `NobodyWouldHoldTheChair` where none of them would be chair,
    `NotFound` for somebody who has no access, and `BadInput` for an hour that has passed.
    """
    demand(may_manage_chair(by.role))
    if _planned(session, by.body_id) is not None:
        raise HandoverIsPlanned()
    planned = _term(
        by,
        holder=holder,
        co_chairs=co_chairs,
        starts_at=coming_hour("starts_at", starts_at, now=now),
        starts_as_typed=starts_as_typed,
        now=now,
    )
    if len({person_id for person_id, _ in incoming}) < len(incoming):
        raise BadInput("incoming", N_("Somebody is named twice. Each person comes as chair or as co-chair."))
    persons = [_fitting(session, by.body_id, person_id, role) for person_id, role in incoming]
    if Role.CHAIR not in {role for _, role in incoming}:
        raise NobodyWouldHoldTheChair()
    rows = [IncomingPerson(term_id=planned.id, person_id=person_id, role=role) for person_id, role in incoming]
    keep(session, planned, *rows)
    payload = {
        **_told(planned),
        "incoming": [[row.person_id, row.role] for row in rows],
        "incoming_chair": ", ".join(
            each.name for each, row in zip(persons, rows, strict=True) if row.role is Role.CHAIR
        ),
    }
    _record(session, planned, kind="handover_planned", by=by, now=now, payload=payload)
    return planned.id


def withdraw_handover(session: Session, *, by: Viewer, now: datetime) -> None:
    """The handover that was planned is not to come any more. Raises `NoHandoverPlanned`."""
    demand(may_manage_chair(by.role))
    planned = _planned(session, by.body_id)
    if planned is None or planned.starts_at <= now:
        raise NoHandoverPlanned()
    planned.withdrawn_at = now
    keep(session, planned)
    _record(session, planned, kind="handover_withdrawn", by=by, now=now, payload={"term": planned.id})


def change_rule_of_incoming_chair(
    session: Session, *, incoming_chair_reads: bool, expected: int, by: Viewer, now: datetime
) -> None:
    """Says whether those who come with the next term read beside the chair until it is theirs.

    Raises `ChangedMeanwhile` where the body's rules changed since they were seen.
    """
    demand(may_manage_chair(by.role))
    body = body_for(session, by)
    if body.version != expected:
        raise ChangedMeanwhile()
    body.incoming_chair_reads = incoming_chair_reads
    keep(session, body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="incoming_chair_reads" if incoming_chair_reads else "incoming_chair_does_not_read",
        by=by,
        now=now,
        body_id=body.id,
        payload={"incoming_chair_reads": incoming_chair_reads},
    )


def hand_over_what_is_due(session: Session, *, now: datetime) -> int:
    """Carries out every handover whose hour has come; returns how many.

    A handover after which nobody would hold the chair, because those who were to come have left, does not happen.
    """
    due = select(ChairTerm.id, ChairTerm.body_id).where(
        col(ChairTerm.begun_at).is_(None), col(ChairTerm.withdrawn_at).is_(None), col(ChairTerm.starts_at) <= now
    )
    count = 0
    # In one order everywhere, so that two processes never wait for each other.
    for term_id, body_id in sorted(session.exec(due).all(), key=lambda row: row[1]):
        take_lock(session, body_id)
        planned = session.exec(
            select(ChairTerm).where(col(ChairTerm.id) == term_id).execution_options(populate_existing=True)
        ).one()
        if planned.begun_at is None and planned.withdrawn_at is None and planned.starts_at <= now:
            _hand_over(session, planned, now=now)
            count += 1
    return count


def _hand_over(session: Session, coming: ChairTerm, *, now: datetime) -> None:
    rows = session.exec(
        select(Person, IncomingPerson)
        .join(IncomingPerson, col(IncomingPerson.person_id) == col(Person.id))
        .where(col(IncomingPerson.term_id) == coming.id, col(Person.ended_at).is_(None))
        .order_by(col(Person.id))
    ).all()
    incoming = [(person, row.role) for person, row in rows]
    if Role.CHAIR not in {role for _, role in incoming}:
        coming.withdrawn_at = now
        keep(session, coming)
        _record(session, coming, kind="handover_failed", by=None, now=now, payload={"term": coming.id})
        return
    # The hour that counts is the one that was set, not the one at which it was noticed.
    at = coming.starts_at
    outgoing = session.exec(
        select(Person)
        .where(
            col(Person.body_id) == coming.body_id,
            col(Person.role).in_(_CHAIRS),
            col(Person.ended_at).is_(None),
            col(Person.id).not_in([person.id for person, _ in incoming]),
        )
        .order_by(col(Person.id))
    ).all()
    for person in outgoing:
        person.role, person.chaired_until = Role.FORMER_CHAIR, at
        _leave_what_is_own(session, person, now=now)
    for person, role in incoming:
        person.role, person.delegation_id, person.chaired_until = role, None, None
    running = _running(session, coming.body_id)
    if running is not None:
        running.ended_at = at
        keep(session, running)
    coming.begun_at = at
    keep(session, *outgoing, *(person for person, _ in incoming), coming)
    told = _told(coming)
    payload = {
        **told,
        "from": running.holder if running else "",
        "outgoing": [person.id for person in outgoing],
        "incoming": [[person.id, role] for person, role in incoming],
    }
    _record(session, coming, kind="chair_handed_over", by=None, now=now, payload=payload)
    _tell_open_statements(session, coming, now=now)


def _leave_what_is_own(session: Session, person: Person, *, now: datetime) -> None:
    """What a person of the chair kept for his or her own work is not the next chair's."""
    kept = select(ReadyAnswer).where(col(ReadyAnswer.kept_by) == person.id, col(ReadyAnswer.withdrawn_at).is_(None))
    for answer in session.exec(kept).all():
        answer.withdrawn_at = now
        keep(session, answer)
    session.exec(delete(MergeInProgress).where(col(MergeInProgress.saved_by) == person.id))


def _tell_open_statements(session: Session, coming: ChairTerm, *, now: datetime) -> None:
    """Every statement that goes on says in its record who chairs it from now on."""
    of_body = select(Statement).where(col(Statement.body_id) == coming.body_id).order_by(col(Statement.id))
    for statement in session.exec(of_body).all():
        take_lock(session, statement.id)
        # Whoever held the lock may have brought it to its end.
        session.refresh(statement)
        if workflow_of(statement).states[statement.state].final:
            continue
        record_for_all(session, statement, "chair_handed_over", _told(coming), by=None, now=now)


def _term(
    by: Viewer, *, holder: str, co_chairs: Sequence[str], starts_at: datetime, starts_as_typed: str, now: datetime
) -> ChairTerm:
    if len(co_chairs) > MOST_CO_CHAIRS:
        raise BadInput("co_chairs", N_("This list is too long: at most {most} lines."), most=MOST_CO_CHAIRS)
    return ChairTerm(
        id=new_id(),
        body_id=by.body_id,
        holder=line("holder", holder),
        co_chairs="\n".join(line("co_chairs", name) for name in co_chairs),
        starts_at=starts_at,
        starts_as_typed=line("starts_as_typed", starts_as_typed),
        entered_at=now,
        entered_by=by.person_id,
    )


def _fitting(session: Session, body_id: str, person_id: str, role: Role) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.body_id != body_id or person.ended_at is not None:
        raise NotFound()
    if role not in _CHAIRS:
        raise BadInput("incoming", N_("A handover is to the next chair and co-chairs; other roles stay as they are."))
    if person.role in {Role.SECRETARIAT, Role.ADMINISTRATOR}:
        raise BadInput(
            "incoming",
            N_("{name} keeps the secretariat or the installation. Please name somebody else."),
            name=person.name,
        )
    return person


def _running(session: Session, body_id: str) -> ChairTerm | None:
    return session.exec(
        select(ChairTerm).where(
            col(ChairTerm.body_id) == body_id, col(ChairTerm.begun_at).is_not(None), col(ChairTerm.ended_at).is_(None)
        )
    ).first()


def _planned(session: Session, body_id: str) -> ChairTerm | None:
    return session.exec(
        select(ChairTerm).where(
            col(ChairTerm.body_id) == body_id,
            col(ChairTerm.begun_at).is_(None),
            col(ChairTerm.withdrawn_at).is_(None),
        )
    ).first()


def _told(entered: ChairTerm) -> dict[str, object]:
    return {
        "term": entered.id,
        "holder": entered.holder,
        "co_chairs": [name for name in entered.co_chairs.split("\n") if name],
        "starts_at": entered.starts_at,
        "starts_as_typed": entered.starts_as_typed,
    }


def _record(
    session: Session, entered: ChairTerm, *, kind: str, by: Viewer | None, now: datetime, payload: dict[str, object]
) -> None:
    record(session, chain=Chain.ADMINISTRATION, kind=kind, by=by, now=now, body_id=entered.body_id, payload=payload)
