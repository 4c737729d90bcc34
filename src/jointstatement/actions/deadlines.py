"""What an hour does when it comes: it closes a round, it ends a silence, it throws away a file that waited a day.

Exactly once, whoever notices it: the watch that looks every few seconds, or the deed that comes before it does.

The hour takes the same lock as every deed on the statement, looks again at what is due under that lock, and leaves what
it did in the rows; a second process, or an objection that came first, finds nothing left to do.
"""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from jointstatement.access.suspensions import suspended_now, suspension_now
from jointstatement.actions.adopting import adopt_at_end_of_silence
from jointstatement.actions.calls import close_calls_that_are_due
from jointstatement.actions.chairing import hand_over_what_is_due
from jointstatement.actions.confirming import reach_hours_of_confirmation
from jointstatement.actions.consensus import declare_consensus_at_end_of_silence
from jointstatement.actions.correcting import reach_the_hour_of_corrigenda
from jointstatement.actions.keep import keep
from jointstatement.actions.record import tell_all
from jointstatement.actions.reminders import remind
from jointstatement.actions.review_hour import reach_the_hour_of_review
from jointstatement.actions.rounds import close_round
from jointstatement.actions.written_hour import reach_the_hour_of_answers
from jointstatement.database import take_lock
from jointstatement.models import (
    Consolidation,
    Corrigendum,
    EditorialReview,
    InnerHour,
    PositionTaken,
    ReturnedUpload,
    Revision,
    Round,
    Silence,
    Statement,
    Upload,
    WrittenProcedure,
)
from jointstatement.terms import SilenceOutcome
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.procedure import steps_at_end_of_silence


def close_what_is_due(session: Session, *, now: datetime) -> int:
    """Lets every hour take effect that has come, in all bodies; returns how many did.

    The chair is handed over. A corrigendum that nobody objected to comes into force, and editorial changes that nobody
    objected to are the text. Rounds and calls for inputs are
    closed, and written procedures ended. Who was to confirm an agreement is reminded. A silence that nobody broke is
    recorded as held; where its workflow says so, consensus and adoption follow in the same transaction. The hours of
    a text whose negotiation is suspended stand still.
    """
    due = (
        select(Round.statement_id)
        .where(col(Round.closed_at).is_(None), col(Round.due_at) <= now)
        .union(
            select(Silence.statement_id).where(col(Silence.ended_at).is_(None), col(Silence.due_at) <= now),
            select(PositionTaken.statement_id).where(
                col(PositionTaken.confirm_by) <= now,
                col(PositionTaken.submitted_at).is_not(None),
                col(PositionTaken.reminded_at).is_(None),
            ),
            select(Round.statement_id).where(col(Round.closed_at).is_(None), col(Round.remind_at) <= now),
            select(Silence.statement_id).where(col(Silence.ended_at).is_(None), col(Silence.remind_at) <= now),
            select(WrittenProcedure.statement_id).where(
                col(WrittenProcedure.ended_at).is_(None),
                (col(WrittenProcedure.due_at) <= now) | (col(WrittenProcedure.remind_at) <= now),
            ),
            select(EditorialReview.statement_id).where(
                col(EditorialReview.ended_at).is_(None),
                (col(EditorialReview.due_at) <= now) | (col(EditorialReview.remind_at) <= now),
            ),
            select(InnerHour.statement_id).where(col(InnerHour.ended_at).is_(None), col(InnerHour.remind_at) <= now),
            select(Consolidation.statement_id).where(col(Consolidation.remind_at) <= now),
            select(Corrigendum.statement_id).where(col(Corrigendum.ended_at).is_(None), col(Corrigendum.due_at) <= now),
        )
    )
    # In one order everywhere, so that two processes never wait for each other over statements. On PostgreSQL one ring
    # is left: after the hour adopted a text, the row of its body is held while the lock of the next statement is
    # awaited, and who holds that one may be giving a symbol. The database then ends one of them; the watch comes again.
    statement_ids = sorted({*session.connection().execute(due).scalars()} - suspended_now(session))
    count = 0
    for statement_id in statement_ids:
        take_lock(session, statement_id)
        statement = session.exec(
            select(Statement).where(col(Statement.id) == statement_id).execution_options(populate_existing=True)
        ).one()
        count += reach_the_hour(session, statement, now=now)
    count += close_calls_that_are_due(session, now=now)
    return count + hand_over_what_is_due(session, now=now)


def let_hours_fall(session: Session, statement_id: str, *, now: datetime) -> None:
    """Lets the hours of a statement fall that have come, before what is done to it is judged; for all deeds at once.

    So none is refused because of what is over, and none is taken by what ended it. Where the deed is refused it is
    undone with it, and the watch does it. Of what is no statement no hour falls. Whoever calls it holds the lock of
    that id.
    """
    statement = session.get(Statement, statement_id)
    if statement is not None:
        reach_the_hour(session, statement, now=now)


def throw_away_what_waited(session: Session, *, now: datetime) -> None:
    """Throws away every file whose day is over and that nobody confirmed or dropped. Nothing is recorded."""
    session.exec(delete(Upload).where(col(Upload.expires_at) <= now))
    session.exec(delete(ReturnedUpload).where(col(ReturnedUpload.expires_at) <= now))


def reach_the_hour(session: Session, statement: Statement, *, now: datetime) -> int:
    """Lets the hours of one statement take effect that have come and are not recorded yet; returns how many.

    Who is awaited is reminded of an hour that is near; that is none of them. While the negotiation is suspended no
    hour comes, and nobody is reminded. Whoever calls it holds the lock of the statement.
    """
    if suspension_now(session, statement.id) is not None:
        return 0
    count = 0
    rounds = select(Round).where(
        col(Round.statement_id) == statement.id, col(Round.closed_at).is_(None), col(Round.due_at) <= now
    )
    for due_round in session.exec(rounds.execution_options(populate_existing=True)).all():
        close_round(session, due_round.id, by=None, now=now)
        count += 1
    count += reach_hours_of_confirmation(session, statement, now=now)
    silences = select(Silence).where(
        col(Silence.statement_id) == statement.id, col(Silence.ended_at).is_(None), col(Silence.due_at) <= now
    )
    for silence in session.exec(silences.execution_options(populate_existing=True)).all():
        _end(session, statement, silence, now=now)
        count += 1
    count += reach_the_hour_of_answers(session, statement, now=now)
    count += reach_the_hour_of_review(session, statement, now=now)
    remind(session, statement, now=now)
    return count + reach_the_hour_of_corrigenda(session, statement, now=now)


def _end(session: Session, statement: Statement, silence: Silence, *, now: datetime) -> None:
    """Silence was held. The hour that counts is the one that was set, not the one at which it was noticed."""
    silence.outcome, silence.ended_at = SilenceOutcome.HELD, silence.due_at
    keep(session, silence)
    revision = session.exec(select(Revision).where(col(Revision.id) == silence.revision_id)).one()
    facts = {"revision": revision.label, "due_at": silence.due_at, "due_as_typed": silence.due_as_typed}
    payload = {"silence_id": silence.id, **facts}
    tell_all(session, statement, "silence_held", payload, notice=facts, to=("office", "delegations"), by=None, now=now)
    if steps_at_end_of_silence(workflow_of(statement), situation_of(session, statement, now)):
        declare_consensus_at_end_of_silence(session, statement, silence, now=now)
        adopt_at_end_of_silence(session, statement, silence, now=now)
