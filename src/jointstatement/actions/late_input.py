"""The chair says of input that came after the hour whether it is heard; what is not heard stays listed as it came."""

from datetime import datetime

from sqlmodel import Session

from jointstatement.access.consolidations import place_in_consolidation
from jointstatement.access.input import given_for
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import optional_text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_between, record_for_all
from jointstatement.errors import AlreadyAnswered, AlreadyConsolidated, AlreadyWithdrawn, NotLate
from jointstatement.models import Amendment, Round
from jointstatement.terms import Visibility
from jointstatement.workflow.facts import is_answered, situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_admit_late_input


def admit_late_input(
    session: Session,
    statement_id: str,
    *,
    comment_id: str | None = None,
    amendment_id: str | None = None,
    is_admitted: bool,
    reason: str = "",
    by: Viewer,
    now: datetime,
) -> None:
    """Admits a late comment or amendment, or does not, and tells its author; the last word holds until it is answered.

    Admitted, it waits for an answer as any other; not admitted, it needs none. Refused as `may_admit_late_input` says,
    with `NotFound`, `NotLate`, `AlreadyWithdrawn`, `AlreadyAnswered`, and `AlreadyConsolidated` for what stands in a
    proposal of the office, which is answered with it.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_admit_late_input(workflow_of(statement), situation_of(session, statement, now), by.role))
    given = given_for(session, by, statement, comment_id=comment_id, amendment_id=amendment_id)
    if not given.is_late:
        raise NotLate(label=given.label or "")
    if given.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    if is_answered(session, given):
        raise AlreadyAnswered()
    place = place_in_consolidation(session, given) if isinstance(given, Amendment) else None
    if place is not None:
        into = session.get_one(Amendment, place.consolidation_id)
        raise AlreadyConsolidated(label=given.label or "", into=into.label or "")
    assert given.delegation_id is not None, "what came late is a delegation's"
    given.is_admitted = is_admitted
    keep(session, given)
    kind = "late_input_admitted" if is_admitted else "late_input_not_admitted"
    told = {"id": given.id, "label": given.label or "", "reason": optional_text("reason", reason)}
    in_round = session.get(Round, given.round_id)
    if in_round is not None and in_round.visibility is Visibility.CHAIR_ONLY:
        record_between(session, statement, given.delegation_id, kind=kind, by=by, now=now, payload=told)
    else:
        record_for_all(session, statement, kind, told, by=by, now=now)
    notify(
        session,
        statement=statement,
        kind=kind,
        to=given.delegation_id,
        now=now,
        parameters={"label": given.label or ""},
    )
