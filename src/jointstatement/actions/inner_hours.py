"""The hour by which the experts of a delegation hand in to its head, in a round: set, moved, lifted, reminded of.

All of it stays within the delegation. It binds nobody: what an expert drafts after it is marked as late for the head,
and is cleared and handed in as any other draft.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.inner_hours import inner_hour_of
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import coming_hour, line
from jointstatement.actions.hours import reminder_before
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record_within_delegation
from jointstatement.actions.reminders import tell_experts
from jointstatement.actions.rounds import current_round
from jointstatement.errors import N_, BadInput, NoInnerHourSet, NoRoundOpen, NotYours
from jointstatement.models import InnerHour, Round, Statement
from jointstatement.terms import Role
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_set_inner_hour
from jointstatement.workflow.procedure import those


def set_inner_hour(
    session: Session, statement_id: str, *, due_at: datetime, due_as_typed: str, by: Viewer, now: datetime
) -> str:
    """Sets the hour, or another one in its place; the experts are told. Returns its id.

    Refused as `may_set_inner_hour` says, with `NoRoundOpen`, and with `BadInput` for an hour that has passed or is not
    before the hour of the round.
    """
    statement, in_round, delegation_id = _open_round(session, statement_id, by=by, now=now)
    due_at = coming_hour("due_at", due_at, now=now)
    if due_at >= in_round.due_at:
        raise BadInput("due_at", N_("This is not before the hour at which the round closes. Give an earlier one."))
    _end(session, in_round, by=by, now=now)
    hour = InnerHour(
        statement_id=statement.id,
        round_id=in_round.id,
        delegation_id=delegation_id,
        due_at=due_at,
        due_as_typed=line("due_as_typed", due_as_typed),
        set_at=now,
        set_by=by.person_id,
        remind_at=reminder_before(due_at, now=now),
    )
    keep(session, hour)
    named = {"round": in_round.number, "due_at": due_at}
    _record(session, statement, "inner_hour_set", {**named, "due_as_typed": hour.due_as_typed}, by=by, now=now)
    tell_experts(session, statement, delegation_id, "inner_hour_set", named, now=now)
    return hour.id


def lift_inner_hour(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> None:
    """Takes the hour back; the experts are told. Refused as `set_inner_hour`, with `NoInnerHourSet` without one."""
    statement, in_round, delegation_id = _open_round(session, statement_id, by=by, now=now)
    if inner_hour_of(session, delegation_id, in_round.id) is None:
        raise NoInnerHourSet()
    _end(session, in_round, by=by, now=now)
    named = {"round": in_round.number}
    _record(session, statement, "inner_hour_lifted", named, by=by, now=now)
    tell_experts(session, statement, delegation_id, "inner_hour_lifted", named, now=now)


def _open_round(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> tuple[Statement, Round, str]:
    statement = statement_for(session, by, statement_id)
    demand(may_set_inner_hour(workflow_of(statement), situation_of(session, statement, now), by.role))
    if by.delegation_id is None:
        raise NotYours(who=those((Role.HEAD,)))
    in_round = current_round(session, statement)
    if in_round.closed_at is not None:
        raise NoRoundOpen()
    return statement, in_round, by.delegation_id


def _end(session: Session, in_round: Round, *, by: Viewer, now: datetime) -> None:
    standing = select(InnerHour).where(
        col(InnerHour.round_id) == in_round.id,
        col(InnerHour.delegation_id) == by.delegation_id,
        col(InnerHour.ended_at).is_(None),
    )
    for row in session.exec(standing).all():
        row.ended_at, row.ended_by = now, by.person_id
        keep(session, row)


def _record(
    session: Session, statement: Statement, kind: str, payload: Mapping[str, object], *, by: Viewer, now: datetime
) -> None:
    record_within_delegation(session, statement, by.delegation_id, kind=kind, by=by, now=now, payload=payload)
