"""What the hour of a written procedure does: it ends the answers, exactly once, and tells how many there are.

It decides nothing: no answer is no consent, and the chair declares what the rule allows.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.actions.keep import keep
from jointstatement.actions.record import circulate, notify
from jointstatement.errors import AnsweredAfterTheHour, Refusal
from jointstatement.models import Delegation, PositionTaken, Revision, Statement, WrittenProcedure
from jointstatement.terms import BLOCKING_POSITIONS, Position
from jointstatement.workflow.facts import situation_of
from jointstatement.workflow.situation import Situation


def reach_the_hour_of_answers(session: Session, statement: Statement, *, now: datetime) -> int:
    """Ends every written procedure of a statement whose hour has come; returns how many. Circulated, in numbers."""
    due = select(WrittenProcedure).where(
        col(WrittenProcedure.statement_id) == statement.id,
        col(WrittenProcedure.ended_at).is_(None),
        col(WrittenProcedure.due_at) <= now,
    )
    procedures = session.exec(due.execution_options(populate_existing=True)).all()
    for procedure in procedures:
        procedure.ended_at = procedure.due_at
        keep(session, procedure)
        revision = session.exec(select(Revision.label).where(col(Revision.id) == procedure.revision_id)).one()
        situation = situation_of(session, statement, now)
        told = {
            "revision": revision,
            "due_at": procedure.due_at,
            "due_as_typed": procedure.due_as_typed,
            "yes": len(situation.in_favour),
            "no": len(situation.against),
            "abstaining": len(situation.abstaining),
            "awaited": len(situation.awaited),
        }
        circulate(
            session,
            kind="written_ended",
            by=None,
            now=now,
            body_id=statement.body_id,
            statement_id=statement.id,
            payload={"procedure_id": procedure.id, **told},
        )
        for recipients in ("office", "delegations"):
            notify(session, statement=statement, kind="written_ended", to=recipients, now=now, parameters=told)
    return len(procedures)


def answered_after_the_hour(
    session: Session,
    situation: Situation,
    revision: Revision,
    delegation: Delegation,
    part_id: str | None,
    position: Position,
) -> Refusal | None:
    """Why a delegation cannot consent now that it did not answer by the hour, or None where it can.

    An objection and a reserve are heard at any time, and who has answered may change its answer.
    """
    if part_id is not None or position in BLOCKING_POSITIONS or not situation.written_ended:
        return None
    given = select(PositionTaken.id).where(
        col(PositionTaken.revision_id) == revision.id,
        col(PositionTaken.delegation_id) == delegation.id,
        col(PositionTaken.part_id).is_(None),
        col(PositionTaken.submitted_at).is_not(None),
    )
    return AnsweredAfterTheHour() if session.exec(given).first() is None else None
