"""The secretariat enters what a delegation sent on paper or by mail: the delegation's own from then on."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from jointstatement.access.attribution import office_knows
from jointstatement.access.endorsements import endorsed_refusal
from jointstatement.access.statements import member_for, revision_part_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import demand_received, optional_text
from jointstatement.actions.giving_input import circulate_input
from jointstatement.actions.keep import keep
from jointstatement.actions.proposed import other_wording
from jointstatement.actions.record import notify, record
from jointstatement.actions.rounds import current_round
from jointstatement.errors import N_, BadInput, ConceptsOnly
from jointstatement.models import Amendment, Comment, Revision, Round, Submission
from jointstatement.terms import Chain, CommentClass, Weight
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_record_input


def record_input(
    session: Session,
    statement_id: str,
    *,
    delegation_id: str,
    part_id: str | None,
    wording: str = "",
    comment: str = "",
    comment_class: CommentClass = CommentClass.SUBSTANTIVE,
    received_at: datetime,
    by: Viewer,
    now: datetime,
) -> str:
    """Hands in for a delegation what came from it, with the hour of receipt; it is late if it came after the hour.

    `wording` is what it would have the part say, `comment` what it says besides; one of them is there. It is marked as
    entered, and the delegation is told, reads it as its own and withdraws it as its own. In a blind round nobody else
    reads it before the hour, who entered it no more than others. Returns the submission's id.

    Refused as `may_record_input` says, with `ClauseIsEndorsed` for what an endorsement closed, with `NotFound` for an
    unknown delegation or part, with `ConceptsOnly` for wording in a round that takes none, and with `BadInput` for an
    hour of receipt that cannot be, where nothing is entered, and for words that are the part's own.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_record_input(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = member_for(session, statement, delegation_id)
    in_round = current_round(session, statement)
    is_late = _is_late(in_round, received_at, now=now)
    revision = session.exec(select(Revision).where(col(Revision.id) == in_round.revision_id)).one()
    part = revision_part_for(session, revision, part_id) if part_id is not None else None
    demand(endorsed_refusal(session, statement, part_id))
    comment = optional_text("comment", comment)
    if not wording.strip() and not comment:
        raise BadInput("comment", N_("Nothing is entered yet. Please enter the wording, the comment, or both."))
    words = ""
    if wording.strip():
        if in_round.concepts_only:
            raise ConceptsOnly()
        if part is None:
            raise BadInput("wording", N_("Other wording is for one part. Please choose the part that it is for."))
        words = other_wording(session, revision, part, wording)
    submission = Submission(
        statement_id=statement.id,
        round_id=in_round.id,
        delegation_id=delegation.id,
        submitted_at=now,
        submitted_by=by.person_id,
        is_late=is_late,
    )
    keep(session, submission)
    entered: dict[str, Any] = {  # Any: the columns that comments and amendments share
        "statement_id": statement.id,
        "round_id": in_round.id,
        "revision_id": revision.id,
        "part_id": part_id,
        "delegation_id": delegation.id,
        "written_by": by.person_id,
        "written_at": now,
        "received_at": received_at,
        "submission_id": submission.id,
        "submitted_at": now,
        "is_late": is_late,
    }
    given: list[Comment | Amendment] = []
    if words:
        given.append(Amendment(**entered, wording=words, reason="", weight=Weight.PREFERRED))
    if comment:
        given.append(Comment(**entered, comment_class=comment_class, text=comment))
    keep(session, *given)
    record(
        session,
        chain=Chain.DELEGATION,
        kind="input_recorded",
        by=by,
        now=now,
        body_id=statement.body_id,
        statement_id=statement.id,
        delegation_id=delegation.id,
        payload={
            "submission": submission.id,
            "round": in_round.number,
            "received_at": received_at,
            "is_late": is_late,
            "part": part_id,
            "wording": words,
            "comment": comment,
        },
    )
    circulate_input(session, statement, in_round, delegation_id=delegation.id, is_late=is_late, by=by, now=now)
    office = (("office", "input_submitted"),) if office_knows(in_round) else ()
    for whom, kind in (*office, (delegation.id, "input_recorded")):
        parameters = {"delegation": delegation.name, "round": in_round.number}
        notify(session, statement=statement, kind=kind, to=whom, now=now, parameters=parameters)
    return submission.id


def _is_late(in_round: Round, received_at: datetime, *, now: datetime) -> bool:
    demand_received(received_at, now=now)
    if received_at < in_round.opened_at:
        raise BadInput("received_at", N_("This hour lies before the round was opened."))
    ended_at = in_round.due_at if in_round.closed_at is None else min(in_round.closed_at, in_round.due_at)
    return received_at >= ended_at
