"""Reminders of an hour that is near, to those alone who are awaited: each once, whoever notices that it is due.

That a reminder went out is in the delegation's own chain, and in the office's; nobody else learns who was awaited.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import members_of
from jointstatement.actions.hours import reminder_before
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record
from jointstatement.models import (
    PositionTaken,
    Receipt,
    Revision,
    Round,
    Silence,
    Statement,
    Submission,
    WrittenProcedure,
)
from jointstatement.terms import Chain


def remind(session: Session, statement: Statement, *, now: datetime) -> None:
    """Reminds of every hour of a statement that is near those who are awaited; each hour says whom it awaits.

    In silence who has not acknowledged receipt, in a round who has not submitted, in a written procedure who has not
    answered. An hour that was set later than its reminder has none.
    """
    silences = select(Silence).where(
        col(Silence.statement_id) == statement.id, col(Silence.ended_at).is_(None), col(Silence.remind_at) <= now
    )
    for silence in session.exec(silences.execution_options(populate_existing=True)).all():
        revision = session.exec(select(Revision.label).where(col(Revision.id) == silence.revision_id)).one()
        heard = select(Receipt.delegation_id).where(col(Receipt.silence_id) == silence.id)
        named = {"revision": revision, "due_at": silence.due_at}
        _tell(session, statement, "silence_reminded", named, heard=set(session.exec(heard)), now=now)
        silence.remind_at = reminder_before(silence.due_at, now=now)
        keep(session, silence)
    rounds = select(Round).where(
        col(Round.statement_id) == statement.id, col(Round.closed_at).is_(None), col(Round.remind_at) <= now
    )
    for row in session.exec(rounds.execution_options(populate_existing=True)).all():
        given = select(Submission.delegation_id).where(col(Submission.round_id) == row.id)
        named = {"round": row.number, "due_at": row.due_at}
        _tell(session, statement, "round_reminded", named, heard=set(session.exec(given)), now=now)
        row.remind_at = reminder_before(row.due_at, now=now)
        keep(session, row)
    procedures = select(WrittenProcedure).where(
        col(WrittenProcedure.statement_id) == statement.id,
        col(WrittenProcedure.ended_at).is_(None),
        col(WrittenProcedure.remind_at) <= now,
    )
    for procedure in session.exec(procedures.execution_options(populate_existing=True)).all():
        revision = session.exec(select(Revision.label).where(col(Revision.id) == procedure.revision_id)).one()
        answered = select(PositionTaken.delegation_id).where(
            col(PositionTaken.revision_id) == procedure.revision_id,
            col(PositionTaken.part_id).is_(None),
            col(PositionTaken.submitted_at).is_not(None),
            col(PositionTaken.lapsed_at).is_(None),
        )
        named = {"revision": revision, "due_at": procedure.due_at}
        _tell(session, statement, "written_reminded", named, heard=set(session.exec(answered)), now=now)
        procedure.remind_at = reminder_before(procedure.due_at, now=now)
        keep(session, procedure)


def _tell(
    session: Session,
    statement: Statement,
    kind: str,
    named: Mapping[str, object],
    *,
    heard: Collection[str],
    now: datetime,
) -> None:
    awaited = [member for member in members_of(session, statement.body_id) if member.id not in heard]
    for member in awaited:
        notify(session, statement=statement, kind=kind, to=member.id, now=now, parameters=named)
        record(
            session,
            chain=Chain.DELEGATION,
            kind=kind,
            by=None,
            now=now,
            body_id=statement.body_id,
            statement_id=statement.id,
            delegation_id=member.id,
            payload=named,
        )
    if awaited:
        record(
            session,
            chain=Chain.OFFICE,
            kind=kind,
            by=None,
            now=now,
            body_id=statement.body_id,
            statement_id=statement.id,
            payload={**named, "count": len(awaited), "delegations": [member.name for member in awaited]},
        )
