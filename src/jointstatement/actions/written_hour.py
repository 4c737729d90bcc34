"""What the hour of a written procedure does: it ends the answers, exactly once, and tells how many there are.

It decides nothing: no answer is no consent, and the chair declares what the rule allows.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from jointstatement.access.reviews import same_in_substance
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, tell_all
from jointstatement.errors import AnsweredAfterTheHour, Refusal
from jointstatement.models import PositionTaken, Revision, Statement, WrittenProcedure
from jointstatement.terms import BLOCKING_POSITIONS, Position
from jointstatement.workflow.facts import Known
from jointstatement.workflow.tally import Tally, tally_of


def reach_the_hour_of_answers(session: Session, statement: Statement, *, now: datetime) -> int:
    """Ends every written procedure of a statement whose hour has come; returns how many.

    Circulated, in numbers, without those that were told to the chair alone; the office is told of all.
    """
    due = select(WrittenProcedure).where(
        col(WrittenProcedure.statement_id) == statement.id,
        col(WrittenProcedure.ended_at).is_(None),
        col(WrittenProcedure.due_at) <= now,
    )
    procedures = session.exec(due.execution_options(populate_existing=True)).all()
    for procedure in procedures:
        procedure.ended_at = procedure.due_at
        keep(session, procedure)
        revision = session.get_one(Revision, procedure.revision_id)
        told = {"revision": revision.label, "due_at": procedure.due_at, "due_as_typed": procedure.due_as_typed}
        told_to_all = told | _counted(tally_of(session, statement, revision, known_to=Known.TO_ALL_MEMBERS))
        payload = {"procedure_id": procedure.id, **told_to_all}
        tell_all(session, statement, "written_ended", payload, notice=told_to_all, by=None, now=now)
        told_to_office = told | _counted(tally_of(session, statement, revision))
        notify(session, statement=statement, kind="written_ended", to="office", now=now, parameters=told_to_office)
    return len(procedures)


def _counted(tally: Tally) -> dict[str, object]:
    return {"yes": tally.yes, "no": tally.no, "abstaining": tally.abstaining, "awaited": tally.awaited}


def answered_after_the_hour(
    session: Session, revision_id: str, delegation_id: str, part_id: str | None, position: Position
) -> Refusal | None:
    """Why a delegation cannot consent now that it did not answer by the hour, or None where it can.

    An objection and a reserve are heard at any time, and who had answered by the hour may change its answer. What was
    first said after it is no such answer, and an objection is none that turns into consent.
    """
    if part_id is not None or position in BLOCKING_POSITIONS:
        return None
    same = same_in_substance(session, session.get_one(Revision, revision_id))
    due_at = _hour_that_has_passed(session, same)
    if due_at is None:
        return None
    given = select(PositionTaken.id).where(
        col(PositionTaken.revision_id).in_(same),
        col(PositionTaken.delegation_id) == delegation_id,
        col(PositionTaken.part_id).is_(None),
        func.coalesce(col(PositionTaken.received_at), col(PositionTaken.submitted_at)) < due_at,
        or_(col(PositionTaken.lapsed_at).is_(None), col(PositionTaken.lapsed_at) >= due_at),
    )
    return AnsweredAfterTheHour() if session.exec(given).first() is None else None


def _hour_that_has_passed(session: Session, same: Collection[str]) -> datetime | None:
    """The hour of the latest written procedure on a text that was not taken back, where it has ended."""
    procedure = session.exec(
        select(WrittenProcedure)
        .where(col(WrittenProcedure.revision_id).in_(same), col(WrittenProcedure.is_withdrawn).is_(False))
        .order_by(col(WrittenProcedure.number).desc())
        .limit(1)
    ).first()
    return procedure.due_at if procedure is not None and procedure.ended_at is not None else None
