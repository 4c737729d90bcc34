"""Agreements ad referendum and their hour: a reminder when it comes, then the rule of the workflow. Never consent."""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import coming_hour
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_between, record_within_delegation
from jointstatement.errors import NotFound, NothingToConfirm
from jointstatement.models import Delegation, PositionTaken, Revision, Round, Statement
from jointstatement.terms import Position, Unconfirmed
from jointstatement.workflow.facts import positions_held, positions_submitted, situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_decide_on_confirmation
from jointstatement.workflow.working_time import after_standstill, wall_time, working_time_of


def reach_hours_of_confirmation(session: Session, statement: Statement, *, now: datetime) -> int:
    """Reminds of every confirmation whose hour has come and is not noted yet; returns how many hours that were.

    Where the workflow lets what is not confirmed lapse, it does at that hour, and the delegation is awaited again. An
    agreement that is no longer held, or whose text is adopted or withdrawn, has nothing to confirm. What was given
    in a blind round waits for the round to close.
    """
    due = {
        row.id
        for row in session.exec(
            select(PositionTaken)
            .where(
                col(PositionTaken.statement_id) == statement.id,
                col(PositionTaken.confirm_by) <= now,
                col(PositionTaken.submitted_at).is_not(None),
                col(PositionTaken.reminded_at).is_(None),
            )
            .execution_options(populate_existing=True)
        )
    }
    if not due:
        return 0
    submitted = positions_submitted(session, statement)
    held = {row.id for row in positions_held(submitted).values()}
    workflow = workflow_of(statement)
    is_open = not (workflow.states[statement.state].final or situation_of(session, statement, now).adopted)
    for row in submitted:
        if row.id not in due:
            continue
        row.reminded_at = row.confirm_by
        if is_open and row.id in held:
            lapses = workflow.decision.unconfirmed is Unconfirmed.AWAITED
            row.lapsed_at = row.confirm_by if lapses else None
            _tell(session, statement, row, "agreement_lapsed" if lapses else "confirmation_due", by=None, now=now)
        keep(session, row)
    return sum(row.id in due for row in submitted)


def let_agreement_lapse(session: Session, statement_id: str, position_id: str, *, by: Viewer, now: datetime) -> None:
    """The chair lets an agreement ad referendum lapse whose hour has passed: the delegation is awaited again.

    Refused as `may_decide_on_confirmation` says; with `NotFound`, and with `NothingToConfirm` where it is no longer
    held or its hour has not come.
    """
    statement, row = _held(session, statement_id, position_id, by=by, now=now)
    if row.confirm_by is None or row.confirm_by > now:
        raise NothingToConfirm()
    row.reminded_at = row.confirm_by
    row.lapsed_at = now
    keep(session, row)
    _tell(session, statement, row, "agreement_lapsed", by=by, now=now)


def give_until(
    session: Session,
    statement_id: str,
    position_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    by: Viewer,
    now: datetime,
) -> None:
    """The chair sets the hour by which an agreement ad referendum is to be confirmed, or another one.

    Refused as `let_agreement_lapse`, whatever its hour, and with `BadInput` for an hour that has passed.
    """
    statement, row = _held(session, statement_id, position_id, by=by, now=now)
    row.confirm_by = coming_hour("due_at", due_at, now=now)
    row.confirm_as_typed = due_as_typed
    row.reminded_at = None
    keep(session, row)
    _tell(session, statement, row, "confirmation_hour_set", by=by, now=now)


def move_hours_of_confirmation(
    session: Session, statement: Statement, *, since: datetime, by: Viewer, now: datetime
) -> None:
    """Moves the hours of what is held, and of drafts in an open round, that were still to come at `since`.

    As long from now as was left then, or the next working moment. Each delegation is told of its own; the office of all
    but those of a blind round that is open. Of a draft nobody is told: it is handed in with the later hour.
    """
    rows = session.exec(
        select(PositionTaken)
        .where(col(PositionTaken.statement_id) == statement.id)
        .order_by(col(PositionTaken.delegation_id), col(PositionTaken.number))
    ).all()
    open_rounds = select(Round.id).where(col(Round.statement_id) == statement.id, col(Round.closed_at).is_(None))
    in_work = set(session.exec(open_rounds))
    read = {row.id: row for row in positions_held(positions_submitted(session, statement)).values()}
    submitted = [row for row in rows if row.submitted_at is not None]
    blind = {row.id: row for row in positions_held(submitted).values() if row.id not in read}
    drafted = [row for row in rows if row.submitted_at is None and row.round_id in in_work]
    working = working_time_of(session, statement)
    for row in (*read.values(), *blind.values(), *drafted):
        if row.confirm_by is None or row.confirm_by <= since:
            continue
        row.confirm_by = after_standstill(working, row.confirm_by, since=since, now=now)
        row.confirm_as_typed = wall_time(row.confirm_by, working.zone)
        keep(session, row)
        if row.submitted_at is not None:
            to_office = row.id in read
            _tell(session, statement, row, "confirmation_hour_set", to_office=to_office, by=by, now=now)


def _held(
    session: Session, statement_id: str, position_id: str, *, by: Viewer, now: datetime
) -> tuple[Statement, PositionTaken]:
    statement = statement_for(session, by, statement_id)
    demand(may_decide_on_confirmation(workflow_of(statement), situation_of(session, statement, now), by.role))
    submitted = positions_submitted(session, statement)
    row = next((row for row in submitted if row.id == position_id), None)
    if row is None:
        raise NotFound()
    held = {each.id for each in positions_held(submitted).values()}
    if row.position is not Position.AD_REFERENDUM or row.id not in held:
        raise NothingToConfirm()
    return statement, row


def _tell(
    session: Session,
    statement: Statement,
    row: PositionTaken,
    kind: str,
    *,
    to_office: bool = True,
    by: Viewer | None,
    now: datetime,
) -> None:
    """To the delegation in its own chain, to the office in its own, and to both by a notice."""
    delegation = session.exec(select(Delegation.name).where(col(Delegation.id) == row.delegation_id)).one()
    revision = session.exec(select(Revision.label).where(col(Revision.id) == row.revision_id)).one()
    named: dict[str, object] = {"delegation": delegation, "revision": revision, "due_at": row.confirm_by}
    payload = {**named, "position_id": row.id}
    if to_office:
        record_between(session, statement, row.delegation_id, kind=kind, by=by, now=now, payload=payload)
    else:
        record_within_delegation(session, statement, row.delegation_id, kind=kind, by=by, now=now, payload=payload)
    for recipients in ("office", row.delegation_id) if to_office else (row.delegation_id,):
        notify(session, statement=statement, kind=kind, to=recipients, now=now, parameters=named)
