"""A delegation asks that a clause that was agreed or endorsed be re-opened; the chair re-opens it, or declines.

To re-open is the chair's act on the clause, whoever asked for it: it answers all who did (`reopening.answer_requests`).
Who speaks for a group may ask for it: one request with one answer, told to each member for which it is asked.
"""

from datetime import datetime

from sqlmodel import Session

from jointstatement.access.groups import Group
from jointstatement.access.reopening_requests import closed_by, repeated_refusal, request_for, requests_of, waits
from jointstatement.access.statements import member_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import optional_text, text
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.reopening import tell_of_request
from jointstatement.actions.speaking_for import group_of_speaker, spoken_for
from jointstatement.actions.tabled import revision_on_the_table, tabled_text
from jointstatement.errors import N_, AlreadyAnswered, AlreadyWithdrawn, ClauseIsOpen, NotFound, NotYours
from jointstatement.models import Delegation, ReopeningRequest, Statement
from jointstatement.terms import ReopeningAnswer
from jointstatement.text.clause_states import blocks
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_decline_reopening,
    may_record_reopening_request,
    may_request_reopening,
    may_withdraw_reopening_request,
)


def request_reopening(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    reason: str,
    words: str = "",
    group_id: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """A delegation asks that a clause be re-opened, and may say with which words. Returns the request's id.

    The office is told; no other delegation learns of it. With a `group_id` it is asked for that group: each member that
    has not opted out of it is told, and of what comes of it. Refused as `may_request_reopening` says, with what
    `spoken_for` raises, with `ClauseIsOpen`, with `ReopeningAlreadyRequested`, with `ReopeningWasDeclined` where that
    was on this very text, with `NotFound` for what is no clause or other part of the tabled text, and with `BadInput`
    without a reason.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_request_reopening(workflow_of(statement), situation_of(session, statement, now), by.role))
    group = spoken_for(session, group_id, by=by) if group_id else None
    delegation = own_delegation(session, by)
    request = _request(session, statement, delegation, part_id, reason, words, group=group, by=by, now=now)
    tell = {"reason": request.reason, "words": request.words}
    tell_of_request(session, statement, request, "reopening_requested", tell, to=("office",), by=by, now=now)
    return request.id


def record_reopening_request(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    delegation_id: str,
    reason: str,
    words: str = "",
    group_id: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """The secretariat enters such a request for a delegation, which is told and withdraws it as its own.

    With a `group_id` the delegation made it for that group. Refused as `request_reopening`, and with `NotFound` for an
    unknown delegation or group. Returns the request's id.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_record_reopening_request(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = member_for(session, statement, delegation_id)
    group = group_of_speaker(session, group_id, delegation, by=by) if group_id else None
    request = _request(
        session, statement, delegation, part_id, reason, words, group=group, is_recorded=True, by=by, now=now
    )
    tell = {"reason": request.reason, "words": request.words}
    to = ("office", delegation.id)
    tell_of_request(session, statement, request, "reopening_request_recorded", tell, to=to, by=by, now=now)
    return request.id


def withdraw_reopening_request(
    session: Session, statement_id: str, request_id: str, *, by: Viewer, now: datetime
) -> None:
    """A delegation takes its own request back. `NotFound`, `AlreadyWithdrawn`, `AlreadyAnswered`.

    One that was made for a group its speaker takes back, and no other member of it (`NotYours`): who does not want it
    made opts out of the group for this text.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_reopening_request(workflow_of(statement), situation_of(session, statement, now), by.role))
    request = _waiting(session, statement, request_id, by=by)
    if request.delegation_id != by.delegation_id:
        raise NotYours(who=N_("the delegation that asked"))
    request.withdrawn_at, request.withdrawn_by = now, by.person_id
    keep(session, request)
    tell_of_request(session, statement, request, "reopening_request_withdrawn", to=("office",), by=by, now=now)


def decline_reopening(
    session: Session, statement_id: str, request_id: str, *, reason: str, by: Viewer, now: datetime
) -> None:
    """The chair leaves the clause as it is; who asked, or was asked for, is told why, and nobody else.

    Refused as `may_decline_reopening` says, with `NotFound`, `AlreadyWithdrawn`, `AlreadyAnswered`, and with `BadInput`
    without a reason.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_decline_reopening(workflow_of(statement), situation_of(session, statement, now), by.role))
    request = _waiting(session, statement, request_id, by=by)
    request.answer, request.answer_reason = ReopeningAnswer.DECLINED, text("reason", reason)
    request.answered_at, request.answered_by = now, by.person_id
    keep(session, request)
    tell, to = {"reason": request.answer_reason}, (request.delegation_id,)
    tell_of_request(session, statement, request, "reopening_declined", tell, to=to, by=by, now=now)


def _request(
    session: Session,
    statement: Statement,
    delegation: Delegation,
    part_id: str,
    reason: str,
    words: str,
    *,
    group: Group | None,
    is_recorded: bool = False,
    by: Viewer,
    now: datetime,
) -> ReopeningRequest:
    revision = revision_on_the_table(session, statement)
    if part_id not in blocks(tabled_text(session, statement)):
        raise NotFound()
    closing = closed_by(session, statement, part_id)
    if closing is None:
        raise ClauseIsOpen()
    demand(repeated_refusal(session, statement, revision, closing, delegation.id, part_id))
    request = ReopeningRequest(
        statement_id=statement.id,
        number=len(requests_of(session, statement)) + 1,
        delegation_id=delegation.id,
        part_id=part_id,
        revision_id=revision.id,
        note_number=closing.note_number,
        reason=text("reason", reason),
        words=optional_text("words", words),
        is_recorded=is_recorded,
        group_edition_id=group.edition_id if group else None,
        requested_at=now,
        requested_by=by.person_id,
    )
    keep(session, request)
    return request


def _waiting(session: Session, statement: Statement, request_id: str, *, by: Viewer) -> ReopeningRequest:
    """A request that may be loaded and has come to no end."""
    request = request_for(session, by, statement, request_id)
    if not waits(request):
        raise AlreadyWithdrawn() if request.withdrawn_at else AlreadyAnswered()
    return request
