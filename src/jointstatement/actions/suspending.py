"""Suspending the negotiation of a text, and resuming it.

A suspension is rows beside the workflow, as an endorsement and an editorial review are, so that every statement has it,
in whatever state it is, and finds that state again. Meanwhile nothing changes (`procedure.while_suspended`) and no hour
comes (`deadlines.reach_the_hour`). The hour of a round, those by which agreements are to be confirmed and those until
which delegations may object to a consolidated proposal stand still: nobody has less time for having been kept from
using it. An hour that would bind a member by itself (of silence, of a proposal of silence, of written answers, of
editorial changes) is ended first. An hour within a delegation binds nobody and stays as it is.
"""

from datetime import date, datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import latest_revision, statement_for
from jointstatement.access.suspensions import suspension_now, suspensions_of
from jointstatement.access.viewer import Viewer
from jointstatement.actions.clause_states import move_hours_of_clauses
from jointstatement.actions.confirming import move_hours_of_confirmation
from jointstatement.actions.consolidating import move_hours_of_objection
from jointstatement.actions.fields import optional_text, text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_in_office, tell_all
from jointstatement.actions.rounds import move_hour
from jointstatement.errors import N_, BadInput, NotSuspended
from jointstatement.models import Round, Statement, Suspension
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_resume, may_suspend
from jointstatement.workflow.working_time import after_standstill, wall_time, working_time_of


def suspend(
    session: Session, statement_id: str, *, reason: str, until: date | None = None, by: Viewer, now: datetime
) -> str:
    """The office suspends the negotiation, with a reason that all who read the text are told; circulated where it was.

    `until` is the day until which that is foreseen: it is told, and nothing happens on it. Returns its id. Refused as
    `may_suspend` says, and with `BadInput` for a day that has passed.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_suspend(workflow_of(statement), situation_of(session, statement, now), by.role))
    if until is not None and until < now.astimezone(working_time_of(session, statement).zone).date():
        raise BadInput("until", N_("This day has passed. Please give one that is still to come, or none."))
    suspension = Suspension(
        statement_id=statement.id,
        number=len(suspensions_of(session, statement.id)) + 1,
        reason=text("reason", reason),
        until=until,
        suspended_at=now,
        suspended_by=by.person_id,
        suspended_as=by.role,
    )
    keep(session, suspension)
    foreseen: dict[str, object] = {"foreseen_until": until} if until else {}
    _tell(session, statement, suspension, "negotiation_suspended", foreseen, suspension.reason, by=by, now=now)
    return suspension.id


def resume(
    session: Session,
    statement_id: str,
    *,
    word: str = "",
    due_at: datetime | None = None,
    due_as_typed: str = "",
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> None:
    """The office resumes the negotiation where it was suspended; circulated where the text was.

    A round that is open gets a later hour, as `extend_round` gives one: without `due_at` as long from now as was left,
    or the next working moment. So do the hours by which positions and clauses are to be confirmed, and those of
    consolidated proposals. Refused as `may_resume` says, with what `move_hour` raises, and with `BadInput` for an hour
    where no round is open.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_resume(workflow_of(statement), situation_of(session, statement, now), by.role))
    suspension = suspension_now(session, statement.id)
    if suspension is None:
        raise NotSuspended()
    suspension.ended_at, suspension.ended_by = now, by.person_id
    suspension.word = optional_text("word", word)
    keep(session, suspension)
    _tell(session, statement, suspension, "negotiation_resumed", {}, suspension.word, by=by, now=now)
    in_round = session.exec(
        select(Round).where(col(Round.statement_id) == statement.id, col(Round.closed_at).is_(None))
    ).first()
    if in_round is None and due_at is not None:
        raise BadInput("due_at", N_("No round is open, so there is no hour to set."))
    # A suspension that took no time left nothing to be later; who gives an hour nevertheless gives a later one.
    stood_still = now > suspension.suspended_at
    if in_round is not None and (due_at is not None or stood_still):
        if due_at is None:
            working = working_time_of(session, statement)
            due_at = after_standstill(working, in_round.due_at, since=suspension.suspended_at, now=now)
            due_as_typed = wall_time(due_at, working.zone)
        move_hour(
            session,
            statement,
            in_round,
            due_at=due_at,
            due_as_typed=due_as_typed,
            on_purpose=on_purpose,
            by=by,
            now=now,
        )
    if stood_still:
        for move_hours in (move_hours_of_confirmation, move_hours_of_clauses, move_hours_of_objection):
            move_hours(session, statement, since=suspension.suspended_at, by=by, now=now)


def _tell(
    session: Session,
    statement: Statement,
    suspension: Suspension,
    kind: str,
    named: dict[str, object],
    words: str,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """To all, with the words; those about a text that was never tabled stay the office's own when it is."""
    revision = latest_revision(session, statement)
    on = {"revision": revision.label, "fingerprint": revision.fingerprint} if revision else {}
    payload = {"suspension_id": suspension.id, **on, **named, "reason": words}
    if revision:
        to = ("office", "delegations")
        tell_all(session, statement, kind, payload, notice=named, to=to, by=by, now=now)
    else:
        record_in_office(session, statement, kind, payload, by=by, now=now)
        notify(session, statement=statement, kind=kind, to="office", now=now, parameters=named)
