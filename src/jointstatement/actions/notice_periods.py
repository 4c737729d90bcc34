"""The notice of a text: for how long a body wants it before its members before it is decided, and the chair's waiver.

A revision keeps the rule of the hour at which it was tabled, so that nobody shortens its notice by another rule.
"""

from datetime import datetime

from sqlmodel import Session

from jointstatement.access.statements import body_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record, tell_all
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import N_, BadInput, ChangedMeanwhile, TextSeenIsAnother
from jointstatement.models import NoticeWaiver
from jointstatement.terms import Chain
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_manage_body, may_waive_notice

LONGEST_NOTICE = 24 * 366
"""Hours of notice that a body may ask for."""


def ask_notice(session: Session, *, shortest_notice_hours: int, expected: int, by: Viewer, now: datetime) -> None:
    """From now on a text that is tabled is before the members for so many hours before it is decided; 0 for none.

    What is tabled keeps the notice it was tabled with. Raises `NotYours`, `ChangedMeanwhile` where the body changed
    since it was seen, and `BadInput`.
    """
    demand(may_manage_body(by.role))
    body = body_for(session, by)
    if body.version != expected:
        raise ChangedMeanwhile()
    if not 0 <= shortest_notice_hours <= LONGEST_NOTICE:
        raise BadInput(
            "shortest_notice_hours",
            N_("Please give a number of hours from 0, for none, to {most}."),
            most=LONGEST_NOTICE,
        )
    body.shortest_notice_hours = shortest_notice_hours
    keep(session, body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="notice_asked" if shortest_notice_hours else "no_notice_asked",
        by=by,
        now=now,
        body_id=body.id,
        payload={"hours": shortest_notice_hours},
    )


def waive_notice(
    session: Session, statement_id: str, *, reason: str, fingerprint_seen: str, by: Viewer, now: datetime
) -> str:
    """The chair lets the revision on the table be decided before its notice has run; circulated, with the reason.

    Nothing takes it back, and a further revision has notice of its own. Returns the waiver's id. Refused as
    `may_waive_notice` says, with `TextSeenIsAnother` where another text lies on the table than the one that was seen,
    and with `BadInput` without a reason.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_waive_notice(workflow_of(statement), situation, by.role))
    revision = revision_on_the_table(session, statement)
    if fingerprint_seen != revision.fingerprint:
        raise TextSeenIsAnother()
    waiver = NoticeWaiver(
        statement_id=statement.id,
        revision_id=revision.id,
        reason=text("reason", reason),
        waived_at=now,
        waived_by=by.person_id,
    )
    keep(session, waiver)
    named = {"revision": revision.label}
    told = {**named, "reason": waiver.reason, "hours": situation.notice_hours, "ran_until": situation.decidable_from}
    tell_all(session, statement, "notice_waived", told, notice=named, to=("delegations", "office"), by=by, now=now)
    return waiver.id
