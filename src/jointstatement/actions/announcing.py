"""Between the hour of a silence and the chair's announcement: where the room was cut off, the chair need not announce.

Silence runs again on the same words, or the announcement is withheld. Each has a reason, which all are told.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for, revision_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import text
from jointstatement.actions.hours import set_hour
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import silence_on
from jointstatement.actions.record import tell_all
from jointstatement.actions.silence import begin_silence
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import NoSilenceHeld, NothingWithheld
from jointstatement.models import AnnouncementWithheld, Silence, Statement
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_lift_withholding,
    may_resume_silence,
    may_withhold_announcement,
)


def resume_silence(
    session: Session,
    statement_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    reason: str,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair lets a silence that was held run again until a further hour; circulated. Returns its id.

    It is a procedure of its own: what lay open lies open again, and what came late to the first may come in time to
    this one. Refused as `may_resume_silence` and `set_hour` say, and with `BadInput` without a reason or for an hour
    that comes sooner than the body allows after a break.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_resume_silence(workflow_of(statement), situation_of(session, statement, now), by.role))
    reason = text("reason", reason)
    held = _held(session, statement)
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    silence = begin_silence(
        session,
        statement,
        held.revision_id,
        due_at=due_at,
        due_as_typed=due_as_typed,
        shortest=body_for(session, by).shortest_reissue_hours,
        follows=held.follows,
        whole_is_open=held.whole_is_open,
        by=by,
        now=now,
    )
    hour = {"due_at": due_at, "due_as_typed": silence.due_as_typed}
    _tell_all(session, statement, "silence_resumed", silence, reason=reason, by=by, now=now, **hour)
    return silence.id


def withhold_announcement(session: Session, statement_id: str, *, reason: str, by: Viewer, now: datetime) -> str:
    """The chair withholds the announcement of a silence that was held; circulated. Returns the id of that.

    Neither consensus nor adoption is declared until it is lifted. Refused as `may_withhold_announcement` says, and
    with `BadInput` without a reason.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withhold_announcement(workflow_of(statement), situation_of(session, statement, now), by.role))
    reason = text("reason", reason)
    held = _held(session, statement)
    row = AnnouncementWithheld(
        statement_id=statement.id, silence_id=held.id, reason=reason, withheld_at=now, withheld_by=by.person_id
    )
    keep(session, row)
    _tell_all(session, statement, "announcement_withheld", held, reason=reason, by=by, now=now)
    return row.id


def lift_withholding(session: Session, statement_id: str, *, reason: str, by: Viewer, now: datetime) -> None:
    """The chair no longer withholds the announcement; circulated. It announces nothing by itself.

    Refused as `may_lift_withholding` says, and with `BadInput` without a reason.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_lift_withholding(workflow_of(statement), situation_of(session, statement, now), by.role))
    reason = text("reason", reason)
    row = session.exec(
        select(AnnouncementWithheld).where(
            col(AnnouncementWithheld.statement_id) == statement.id, col(AnnouncementWithheld.lifted_at).is_(None)
        )
    ).first()
    if row is None:
        raise NothingWithheld()
    row.lifted_at, row.lifted_by, row.reason_lifted = now, by.person_id, reason
    keep(session, row)
    silence = session.exec(select(Silence).where(col(Silence.id) == row.silence_id)).one()
    _tell_all(session, statement, "withholding_lifted", silence, reason=reason, by=by, now=now)


def _held(session: Session, statement: Statement) -> Silence:
    silence = silence_on(session, revision_on_the_table(session, statement))
    if silence is None:
        raise NoSilenceHeld()
    return silence


def _tell_all(
    session: Session,
    statement: Statement,
    kind: str,
    silence: Silence,
    *,
    reason: str,
    by: Viewer,
    now: datetime,
    **further: object,
) -> None:
    told = {"revision": revision_for(session, statement, silence.revision_id).label, **further}
    payload = {"silence_id": silence.id, "reason": reason, **told}
    tell_all(session, statement, kind, payload, notice=told, to=("delegations", "office"), by=by, now=now)
