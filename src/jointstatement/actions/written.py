"""The written procedure: every member answers yes or no, or abstains, until an exact hour. No answer is no consent.

An answer is the member's position on the whole of the text that was put to it; there is no second count.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.access.reviews import same_in_substance
from jointstatement.access.statements import member_for, revision_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import demand_received, line, optional_text
from jointstatement.actions.hours import reminder_before, set_hour
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import hold, own_delegation
from jointstatement.actions.record import notify, record_between, tell_all
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import N_, BadInput, NoWrittenProcedureRunning
from jointstatement.models import Delegation, PositionTaken, Revision, Statement, WrittenProcedure
from jointstatement.terms import Position, WrittenAnswer
from jointstatement.workflow.facts import last_written, situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_answer_in_writing,
    may_extend_written_procedure,
    may_record_written_answer,
    may_start_written_procedure,
    may_withdraw_written_procedure,
)

POSITION_OF: Mapping[WrittenAnswer, Position] = MappingProxyType(
    {
        WrittenAnswer.YES: Position.SUPPORT,
        WrittenAnswer.NO: Position.OBJECT,
        WrittenAnswer.ABSTAIN: Position.ABSTAIN,
    }
)
"""What each answer is as a position on the whole."""


def start_written_procedure(
    session: Session,
    statement_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair asks every member for its answer to the latest revision until `due_at`; circulated. Returns its id.

    Answers to the same revision from before, as from an earlier procedure, stay. Refused as
    `may_start_written_procedure` and `set_hour` say.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_start_written_procedure(workflow_of(statement), situation_of(session, statement, now), by.role))
    revision = revision_on_the_table(session, statement)
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    of_statement = select(func.max(WrittenProcedure.number)).where(col(WrittenProcedure.statement_id) == statement.id)
    procedure = WrittenProcedure(
        statement_id=statement.id,
        revision_id=revision.id,
        number=(session.exec(of_statement).one() or 0) + 1,
        started_at=now,
        started_by=by.person_id,
        due_at=due_at,
        due_as_typed=line("due_at", due_as_typed),
        remind_at=reminder_before(due_at, now=now),
    )
    keep(session, procedure)
    _tell_all(session, statement, "written_started", procedure, by=by, now=now)
    return procedure.id


def extend_written_procedure(
    session: Session,
    statement_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> None:
    """The chair moves the hour for answers further away; circulated.

    Refused as `may_extend_written_procedure` and `set_hour` say, and with `BadInput` for an hour that is not later.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_extend_written_procedure(workflow_of(statement), situation_of(session, statement, now), by.role))
    procedure = _latest(session, statement)
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    if due_at <= procedure.due_at:
        raise BadInput("due_at", N_("The new hour has to be later than the present one."))
    before = procedure.due_at
    procedure.due_at, procedure.due_as_typed = due_at, line("due_at", due_as_typed)
    procedure.remind_at = reminder_before(due_at, now=now)
    keep(session, procedure)
    _tell_all(session, statement, "written_extended", procedure, by=by, now=now, from_due_at=before)


def withdraw_written_procedure(
    session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime
) -> None:
    """The chair takes the procedure back before its hour; circulated. Answers stay what they are: positions.

    Refused as `may_withdraw_written_procedure` says.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_written_procedure(workflow_of(statement), situation_of(session, statement, now), by.role))
    procedure = _latest(session, statement)
    procedure.ended_at, procedure.is_withdrawn = now, True
    keep(session, procedure)
    reason = optional_text("reason", reason)
    _tell_all(session, statement, "written_withdrawn", procedure, by=by, now=now, reason=reason)


def answer_in_writing(
    session: Session, statement_id: str, *, answer: WrittenAnswer, reason: str = "", by: Viewer, now: datetime
) -> str:
    """A head of delegation answers, or answers anew, before the hour. Returns the id of the position that it takes.

    Told to the chair's office. Refused as `may_answer_in_writing` says: at and after the hour nothing is taken.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_answer_in_writing(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    revision = revision_for(session, statement, _latest(session, statement).revision_id)
    position = _answer(session, statement, revision, delegation, answer, reason=reason, by=by, now=now)
    told = {"delegation": delegation.name, "revision": revision.label}
    notify(session, statement=statement, kind="written_answer_given", to="office", now=now, parameters=told)
    return position.id


def record_written_answer(
    session: Session,
    statement_id: str,
    *,
    delegation_id: str,
    answer: WrittenAnswer,
    received_at: datetime,
    reason: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """The secretariat enters an answer that came on paper, with its hour of receipt. Returns the position's id.

    What was received before the hour counts, also when it is entered after it. Told to the delegation. Refused as
    `may_record_written_answer` says, with `NotFound` for an unknown delegation, and with `BadInput` for an hour of
    receipt outside the procedure or before a later answer of the same delegation.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_record_written_answer(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = member_for(session, statement, delegation_id)
    procedure = _latest(session, statement)
    revision = revision_for(session, statement, procedure.revision_id)
    _demand_received(session, statement, procedure, delegation, received_at, now=now)
    position = _answer(
        session, statement, revision, delegation, answer, reason=reason, received_at=received_at, by=by, now=now
    )
    told = {"delegation": delegation.name, "revision": revision.label, "answer": answer}
    notify(session, statement=statement, kind="written_answer_recorded", to=delegation.id, now=now, parameters=told)
    return position.id


def _demand_received(
    session: Session,
    statement: Statement,
    procedure: WrittenProcedure,
    delegation: Delegation,
    received_at: datetime,
    *,
    now: datetime,
) -> None:
    demand_received(received_at, now=now)
    if received_at < procedure.started_at:
        raise BadInput("received_at", N_("This hour lies before the written procedure began."))
    if received_at >= procedure.due_at:
        raise BadInput(
            "received_at",
            N_(
                "This answer came after the hour. The chair may start a further procedure; an objection can be entered."
            ),
        )
    same = same_in_substance(session, revision_on_the_table(session, statement))
    given = session.exec(
        select(PositionTaken).where(
            col(PositionTaken.revision_id).in_(same),
            col(PositionTaken.delegation_id) == delegation.id,
            col(PositionTaken.part_id).is_(None),
            col(PositionTaken.submitted_at).is_not(None),
        )
    )
    if any((row.received_at or row.taken_at) > received_at for row in given):
        raise BadInput("received_at", N_("A later answer of this delegation is on the record already."))


def _answer(
    session: Session,
    statement: Statement,
    revision: Revision,
    delegation: Delegation,
    answer: WrittenAnswer,
    *,
    reason: str,
    received_at: datetime | None = None,
    by: Viewer,
    now: datetime,
) -> PositionTaken:
    reason = optional_text("reason", reason)
    position = hold(
        session,
        statement,
        revision,
        delegation_id=delegation.id,
        part_id=None,
        position=POSITION_OF[answer],
        reason=reason,
        would_lift_if="",
        received_at=received_at,
        by=by,
        now=now,
    )
    payload: dict[str, object] = {
        "position_id": position.id,
        "revision": revision.label,
        "delegation": delegation.name,
        "answer": answer,
        "reason": reason,
    }
    kind = "written_answer_given"
    if received_at is not None:
        kind = "written_answer_recorded"
        payload["received_at"] = received_at
    record_between(session, statement, delegation.id, kind=kind, by=by, now=now, payload=payload)
    return position


def _latest(session: Session, statement: Statement) -> WrittenProcedure:
    procedure = last_written(session, statement)
    if procedure is None:
        raise NoWrittenProcedureRunning()
    return procedure


def _tell_all(
    session: Session,
    statement: Statement,
    kind: str,
    procedure: WrittenProcedure,
    *,
    by: Viewer,
    now: datetime,
    **further: object,
) -> None:
    revision = revision_for(session, statement, procedure.revision_id)
    hour = {"revision": revision.label, "due_at": procedure.due_at, "due_as_typed": procedure.due_as_typed}
    payload = {"procedure_id": procedure.id, **hour, **further}
    tell_all(session, statement, kind, payload, notice=hour, by=by, now=now)
