"""The chair chooses whether delegations learn who puts forward what: the switch over the workflow's own rule."""

from datetime import datetime

from sqlmodel import Session

from jointstatement.access.statements import latest_revision, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record, tell_all
from jointstatement.errors import AttributionStands
from jointstatement.terms import Attribution, Chain
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_choose_attribution


def choose_attribution(
    session: Session, statement_id: str, *, attribution: Attribution, by: Viewer, now: datetime
) -> None:
    """From now on delegations learn, or do not learn, who puts forward what; once a revision is tabled all are told.

    What was given before keeps the rule of its day: it is neither named afterwards nor hidden. Refused as
    `may_choose_attribution` says, and with `AttributionStands` where nothing would change.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_choose_attribution(workflow_of(statement), situation_of(session, statement, now), by.role))
    if statement.attribution is attribution:
        raise AttributionStands()
    statement.attribution = attribution
    keep(session, statement)
    kind = "attribution_opened" if attribution is Attribution.ALL else "attribution_closed"
    revision = latest_revision(session, statement)
    if revision is None:
        # Delegations do not know of the statement yet; the round that opens says what holds.
        record(
            session,
            chain=Chain.OFFICE,
            kind=kind,
            by=by,
            now=now,
            body_id=statement.body_id,
            statement_id=statement.id,
            payload={},
        )
        return
    named = {"revision": revision.label}
    tell_all(session, statement, kind, named, notice=named, by=by, now=now)
