"""Where the procedure itself needs consensus: the chair proposes silence, and it begins if no member refuses.

A refusal is no objection to the text: it takes no position and stands in the way of nothing but this beginning.
"""

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.access.naming import delegations_of
from jointstatement.access.statements import body_for, member_for, revision_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import demand_received, line, optional_text
from jointstatement.actions.hours import set_hour
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import notify, record_between, tell_all
from jointstatement.actions.silence import demand_length, extent_of, put_under_silence
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import (
    N_,
    BadInput,
    MembersAreOthers,
    NoSilenceProposed,
    NotAskedToAgree,
    ProposedHourIsTooNear,
)
from jointstatement.models import Delegation, SilenceProposal, SilenceProposalMember, SilenceRefusal, Statement
from jointstatement.terms import ProposalOutcome
from jointstatement.workflow.facts import last_proposal, situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_begin_proposed_silence,
    may_propose_silence,
    may_record_refusal,
    may_refuse_silence,
    may_withdraw_proposal,
)


def propose_silence(
    session: Session,
    statement_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    refuse_until: datetime,
    refuse_as_typed: str,
    on_changes: bool = False,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair proposes silence on the latest revision until `due_at`; circulated. Returns the proposal's id.

    Members may refuse before `refuse_until`. A proposal on an earlier revision is overtaken. Refused as
    `may_propose_silence`, `extent_of` and `set_hour` (of both hours) say, and with `BadInput` where less than the
    shortest silence lies between the two.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_propose_silence(workflow_of(statement), situation_of(session, statement, now), by.role))
    revision = revision_on_the_table(session, statement)
    refuse_until = set_hour(
        session, statement, refuse_until, on_purpose=on_purpose, by=by, now=now, field="refuse_until"
    )
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    extent = extent_of(session, statement, revision, on_changes=on_changes, by=by)
    demand_length(due_at - refuse_until, extent.shortest)
    last = last_proposal(session, statement)
    if last is not None and last.outcome is None:
        _end(session, last, ProposalOutcome.OVERTAKEN, now=now)
    of_statement = select(func.max(SilenceProposal.number)).where(col(SilenceProposal.statement_id) == statement.id)
    proposal = SilenceProposal(
        statement_id=statement.id,
        revision_id=revision.id,
        number=(session.exec(of_statement).one() or 0) + 1,
        proposed_at=now,
        proposed_by=by.person_id,
        due_at=due_at,
        due_as_typed=line("due_at", due_as_typed),
        refuse_until=refuse_until,
        refuse_as_typed=line("refuse_until", refuse_as_typed),
        follows=extent.follows,
        names_the_refuser=body_for(session, by).names_the_breaker,
    )
    keep(session, proposal)
    asked = _asked_now(session, statement)
    keep(session, *(SilenceProposalMember(proposal_id=proposal.id, delegation_id=each) for each in asked))
    told = {"members": asked, "fingerprint": revision.fingerprint, **extent.named}
    _tell_all(session, statement, "silence_proposed", proposal, by=by, now=now, **told)
    return proposal.id


def refuse_silence(session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime) -> str:
    """A head of delegation refuses that silence be begun. Returns the refusal's id.

    One press is enough, and one refusal: silence cannot begin as it was proposed. Told to all, without the
    delegation's name and reason where this proposal does not name who refuses. Refused as `may_refuse_silence` says,
    and with `NotAskedToAgree` for a member whose consent is not asked.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_refuse_silence(workflow_of(statement), situation_of(session, statement, now), by.role))
    return _refuse(session, statement, own_delegation(session, by), received_at=now, reason=reason, by=by, now=now)


def record_refusal(
    session: Session,
    statement_id: str,
    *,
    delegation_id: str,
    received_at: datetime,
    reason: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """The chair's office enters a refusal that was made in the room, with its hour. Returns the refusal's id.

    Refused as `may_record_refusal` says, with `NotFound` for an unknown delegation, `NotAskedToAgree`, and `BadInput`
    for an hour before the proposal, at or after the hour to refuse, or still to come.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_record_refusal(workflow_of(statement), situation_of(session, statement, now), by.role))
    demand_received(received_at, now=now)
    proposal = _pending(session, statement)
    if received_at < proposal.proposed_at:
        raise BadInput("received_at", N_("This hour lies before silence was proposed."))
    if received_at >= proposal.refuse_until:
        raise BadInput(
            "received_at", N_("This hour lies after the hour to refuse. Once silence runs it may be broken.")
        )
    delegation = member_for(session, statement, delegation_id)
    return _refuse(session, statement, delegation, received_at=received_at, reason=reason, by=by, now=now)


def withdraw_proposal(session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime) -> None:
    """The chair takes the proposal back; circulated. Refused as `may_withdraw_proposal` says."""
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_proposal(workflow_of(statement), situation_of(session, statement, now), by.role))
    proposal = _pending(session, statement)
    _end(session, proposal, ProposalOutcome.WITHDRAWN, now=now)
    reason = optional_text("reason", reason)
    _tell_all(session, statement, "silence_proposal_withdrawn", proposal, by=by, now=now, reason=reason)


def begin_proposed_silence(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> str:
    """The chair lets silence begin with the text, hour and extent that were proposed; circulated. Returns its id.

    Refused as `may_begin_proposed_silence` and `extent_of` say, with `MembersAreOthers` where other members would be
    asked than were, and with `ProposedHourIsTooNear` where less than the shortest silence is left.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_begin_proposed_silence(workflow_of(statement), situation_of(session, statement, now), by.role))
    proposal = _pending(session, statement)
    if sorted(_asked(session, proposal)) != sorted(_asked_now(session, statement)):
        raise MembersAreOthers()
    revision = revision_for(session, statement, proposal.revision_id)
    extent = extent_of(session, statement, revision, on_changes=proposal.follows is not None, by=by)
    if proposal.due_at - now < timedelta(hours=extent.shortest):
        raise ProposedHourIsTooNear(hours=extent.shortest)
    silence = put_under_silence(
        session,
        statement,
        revision,
        extent,
        due_at=proposal.due_at,
        due_as_typed=proposal.due_as_typed,
        by=by,
        now=now,
    )
    proposal.silence_id = silence.id
    _end(session, proposal, ProposalOutcome.BEGUN, now=now)
    return silence.id


def _refuse(
    session: Session,
    statement: Statement,
    delegation: Delegation,
    *,
    received_at: datetime,
    reason: str,
    by: Viewer,
    now: datetime,
) -> str:
    proposal = _pending(session, statement)
    if delegation.id not in _asked(session, proposal):
        raise NotAskedToAgree()
    refusal = SilenceRefusal(
        proposal_id=proposal.id,
        delegation_id=delegation.id,
        reason=optional_text("reason", reason),
        at=received_at,
        recorded_at=now,
        recorded_by=by.person_id,
    )
    keep(session, refusal)
    _end(session, proposal, ProposalOutcome.REFUSED, now=now)
    known_to_all = {"revision": revision_for(session, statement, proposal.revision_id).label}
    who = {"delegation": delegation.name}
    payload = {"proposal_id": proposal.id, **known_to_all, **who, "received_at": received_at, "reason": refusal.reason}
    kind = "silence_refused"
    record_between(session, statement, delegation.id, kind=kind, by=by, now=now, payload=payload)
    notify(session, statement=statement, kind=kind, to="office", now=now, parameters={**known_to_all, **who})
    named = {**known_to_all, **(who if proposal.names_the_refuser else {})}
    # A delegate's own name would give the delegation away.
    teller = by if proposal.names_the_refuser or by.is_office else None
    tell_all(session, statement, kind, {"proposal_id": proposal.id, **named}, notice=named, by=teller, now=now)
    return refusal.id


def _pending(session: Session, statement: Statement) -> SilenceProposal:
    proposal = last_proposal(session, statement)
    if proposal is None or proposal.outcome is not None:
        raise NoSilenceProposed()
    return proposal


def _end(session: Session, proposal: SilenceProposal, outcome: ProposalOutcome, *, now: datetime) -> None:
    proposal.outcome, proposal.ended_at = outcome, now
    keep(session, proposal)


def _asked(session: Session, proposal: SilenceProposal) -> list[str]:
    members = select(SilenceProposalMember.delegation_id).where(col(SilenceProposalMember.proposal_id) == proposal.id)
    return list(session.exec(members))


def _asked_now(session: Session, statement: Statement) -> list[str]:
    """Whose consent the rule asks, in the order of the statement."""
    excluded = workflow_of(statement).decision.excluded
    return [each.id for each in delegations_of(session, statement) if each.entered not in excluded]


def _tell_all(
    session: Session,
    statement: Statement,
    kind: str,
    proposal: SilenceProposal,
    *,
    by: Viewer,
    now: datetime,
    **further: object,
) -> None:
    notice = {
        "revision": revision_for(session, statement, proposal.revision_id).label,
        "due_at": proposal.due_at,
        "refuse_until": proposal.refuse_until,
        **{name: value for name, value in further.items() if name == "before"},
    }
    typed = {"due_as_typed": proposal.due_as_typed, "refuse_as_typed": proposal.refuse_as_typed}
    payload = {"proposal_id": proposal.id, **notice, **typed, **further}
    tell_all(session, statement, kind, payload, notice=notice, by=by, now=now)
