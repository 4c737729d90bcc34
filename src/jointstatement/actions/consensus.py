"""Consensus: the chair brings the text to it, declares it, takes it back. A declared act, never a count.

Absence of objection is what it needs; what it never does is to take silence of those awaited for their consent.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.reviews import open_review
from jointstatement.access.statements import latest_revision, statement_for
from jointstatement.access.suspensions import suspension_now
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import optional_text, text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import tell_all
from jointstatement.actions.ruling import ruling
from jointstatement.actions.step import take
from jointstatement.actions.symbols import free_entered_symbol
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.models import ConsensusDeclaration, Silence, Statement, WrittenProcedure
from jointstatement.terms import ConsensusBasis, EditorialOutcome, ProposalOutcome, SilenceOutcome, Verb
from jointstatement.workflow.facts import last_proposal, situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_declare_consensus,
    may_reopen,
    may_return_to_comments,
    may_to_consensus,
    may_withdraw_statement,
)


def move_to_consensus(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> None:
    """The chair brings the latest revision to consensus; circulated. Refused as `may_to_consensus` says."""
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_to_consensus(workflow_of(statement), situation, by.role))
    take(session, statement, Verb.TO_CONSENSUS, by=by, now=now, situation=situation)
    _tell_all(session, statement, "moved_to_consensus", by=by, now=now)


def return_to_comments(session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime) -> None:
    """The chair takes the text back to comments, and what was declared on it; circulated.

    Refused as `may_return_to_comments` says.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_return_to_comments(workflow_of(statement), situation, by.role))
    take(session, statement, Verb.RETURN_TO_COMMENTS, by=by, now=now, situation=situation)
    set_aside(session, statement, now=now)
    _tell_all(session, statement, "returned_to_comments", by=by, now=now, reason=optional_text("reason", reason))


def declare_consensus(session: Session, statement_id: str, *, basis: ConsensusBasis, by: Viewer, now: datetime) -> str:
    """The chair declares consensus, or what else the rule decides by, on the latest revision; circulated with the rule.

    Returns the declaration's id. Refused as `may_declare_consensus` says: what the rule does not leave aside stands in
    its way, and silence held is a basis only where it did.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_declare_consensus(workflow_of(statement), situation, by.role, basis=basis))
    revision = revision_on_the_table(session, statement)
    take(session, statement, Verb.DECLARE_CONSENSUS, by=by, now=now, situation=situation)
    declaration = ConsensusDeclaration(
        statement_id=statement.id,
        revision_id=revision.id,
        basis=basis,
        declared_at=now,
        declared_by=by.person_id,
    )
    keep(session, declaration)
    _tell_all(
        session,
        statement,
        "consensus_declared",
        by=by,
        now=now,
        fingerprint=revision.fingerprint,
        basis=basis,
        **ruling(session, statement, situation),
    )
    return declaration.id


def declare_consensus_at_end_of_silence(
    session: Session, statement: Statement, silence: Silence, *, now: datetime
) -> str:
    """Consensus by the rule of the body: the hour of an unbroken silence declares it; circulated.

    Only where the workflow says that the end of silence adopts. Returns the declaration's id.
    """
    situation = situation_of(session, statement, now)
    revision = revision_on_the_table(session, statement)
    take(session, statement, Verb.DECLARE_CONSENSUS, by=None, now=now, situation=situation)
    declaration = ConsensusDeclaration(
        statement_id=statement.id,
        revision_id=revision.id,
        basis=ConsensusBasis.SILENCE_HELD,
        declared_at=silence.due_at,
    )
    keep(session, declaration)
    _tell_all(
        session,
        statement,
        "consensus_declared",
        by=None,
        now=now,
        fingerprint=revision.fingerprint,
        basis=ConsensusBasis.SILENCE_HELD,
        **ruling(session, statement, situation),
    )
    return declaration.id


def reopen(session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime) -> None:
    """The chair takes a declared consensus back before adoption; circulated. Refused as `may_reopen` says.

    The declaration stays on the record, set aside. So does an editorial review that is open: then a reason is owed
    (`BadInput`).
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_reopen(workflow_of(statement), situation, by.role))
    reason = text("reason", reason) if situation.review_open else optional_text("reason", reason)
    take(session, statement, Verb.REOPEN, by=by, now=now, situation=situation)
    set_aside(session, statement, now=now)
    _tell_all(session, statement, "consensus_reopened", by=by, now=now, reason=reason)


def withdraw_statement(session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime) -> None:
    """The chair gives the statement up; circulated where it has been. A silence or a written procedure that runs is
    withdrawn with it, as is a proposal of silence that waits, and a suspension ends.

    Refused as `may_withdraw_statement` says: an open round is closed first.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_withdraw_statement(workflow_of(statement), situation, by.role))
    take(session, statement, Verb.WITHDRAW_STATEMENT, by=by, now=now, situation=situation)
    for silence in session.exec(
        select(Silence).where(col(Silence.statement_id) == statement.id, col(Silence.ended_at).is_(None))
    ).all():
        silence.outcome, silence.ended_at = SilenceOutcome.WITHDRAWN, now
        keep(session, silence)
    proposal = last_proposal(session, statement)
    if proposal is not None and proposal.outcome is None:
        proposal.outcome, proposal.ended_at = ProposalOutcome.WITHDRAWN, now
        keep(session, proposal)
    for procedure in session.exec(
        select(WrittenProcedure).where(
            col(WrittenProcedure.statement_id) == statement.id, col(WrittenProcedure.ended_at).is_(None)
        )
    ).all():
        procedure.ended_at, procedure.is_withdrawn = now, True
        keep(session, procedure)
    suspension = suspension_now(session, statement.id)
    if suspension is not None:
        suspension.ended_at, suspension.ended_by = now, by.person_id
        keep(session, suspension)
    free_entered_symbol(session, statement)
    set_aside(session, statement, now=now)
    _tell_all(session, statement, "statement_withdrawn", by=by, now=now, reason=optional_text("reason", reason))


def set_aside(session: Session, statement: Statement, *, now: datetime) -> None:
    """The declaration that holds no longer does; it stays on the record, and an open editorial review ends with it.

    For who takes the text further.
    """
    review = open_review(session, statement)
    if review is not None:
        review.ended_at, review.outcome = now, EditorialOutcome.SET_ASIDE
        keep(session, review)
    for declaration in session.exec(
        select(ConsensusDeclaration).where(
            col(ConsensusDeclaration.statement_id) == statement.id,
            col(ConsensusDeclaration.set_aside_at).is_(None),
        )
    ).all():
        declaration.set_aside_at = now
        keep(session, declaration)


def _tell_all(
    session: Session,
    statement: Statement,
    kind: str,
    *,
    by: Viewer | None,
    now: datetime,
    **further: object,
) -> None:
    revision = latest_revision(session, statement)
    label = {"revision": revision.label} if revision else {}
    # Of a text that was never tabled delegations know nothing.
    to = ("delegations",) if revision else ()
    tell_all(session, statement, kind, {**label, **further}, notice=label, to=to, by=by, now=now)
