"""Calls for inputs: the office asks before there is a text, delegations give words and files, a text begins from them.

A contribution is the delegation's own until the hour: it can be given anew and withdrawn. What comes after the hour is
kept beside what came in time, and marked as late.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

import rfc8785
from sqlmodel import Session, col, delete, select

from jointstatement.access.calls import asked_in, call_for, register_of
from jointstatement.access.statements import all_delegations_of, meeting_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import create_statement
from jointstatement.actions.fields import coming_hour, line, optional_text, text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify_of_call, record_between, record_in_office, tell_all
from jointstatement.database import take_lock
from jointstatement.errors import N_, BadInput, CallHasClosed, NothingContributed, NotYours
from jointstatement.models import (
    AskedDelegation,
    CallExtension,
    CallForInputs,
    Contribution,
    ContributionFile,
    Delegation,
    Statement,
    TextFromCall,
)
from jointstatement.models.identity import new_id
from jointstatement.terms import Role
from jointstatement.workflow.permit import (
    demand,
    may_contribute,
    may_create_statement,
    may_extend_call,
    may_put_call,
    may_withdraw_contribution,
)

MOST_FILES = 5
MEGABYTES = 5
"""Of all files of one contribution together."""
LARGEST_FILES = MEGABYTES * 1024 * 1024


def put_call(
    session: Session,
    meeting_id: str,
    *,
    title: str,
    question: str,
    due_at: datetime,
    due_as_typed: str,
    asks_observers: bool,
    is_open_to_all: bool,
    by: Viewer,
    now: datetime,
) -> str:
    """Puts a question to the delegations, before a meeting and until an exact hour. Returns the call's id."""
    demand(may_put_call(by.role))
    meeting = meeting_for(session, by, meeting_id)
    call = CallForInputs(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        title=line("title", title),
        question=text("question", question),
        asks_observers=asks_observers,
        is_open_to_all=is_open_to_all,
        put_at=now,
        put_by=by.person_id,
        due_at=coming_hour("due_at", due_at, now=now),
        due_as_typed=line("due_as_typed", due_as_typed),
    )
    keep(session, call)
    told = {"title": call.title, "due_at": call.due_at, "due_as_typed": call.due_as_typed}
    payload = {
        **told,
        "call": call.id,
        "meeting": meeting.id,
        "question": call.question,
        "asks_observers": asks_observers,
        "is_open_to_all": is_open_to_all,
    }
    tell_all(session, call, "call_put", payload, notice=told, by=by, now=now)
    return call.id


def extend_call(
    session: Session, call_id: str, *, due_at: datetime, due_as_typed: str, by: Viewer, now: datetime
) -> None:
    """Gives the delegations until a later hour. When the hour has struck it is too late for that (`CallHasClosed`)."""
    call = call_for(session, by, call_id)
    demand(may_extend_call(by.role))
    _demand_before_the_hour(call, now=now)
    if coming_hour("due_at", due_at, now=now) <= call.due_at:
        raise BadInput("due_at", N_("This is not later than the hour that is set already."))
    extension = CallExtension(call_id=call.id, from_due_at=call.due_at, to_due_at=due_at, at=now, by=by.person_id)
    call.due_at, call.due_as_typed = due_at, line("due_as_typed", due_as_typed)
    keep(session, call, extension)
    told = {"title": call.title, "due_at": call.due_at, "due_as_typed": call.due_as_typed}
    payload = {**told, "from_due_at": extension.from_due_at}
    tell_all(session, call, "call_extended", payload, notice=told, by=by, now=now)


def contribute(
    session: Session,
    call_id: str,
    *,
    words: str,
    files: Sequence[tuple[str, bytes]] = (),
    by: Viewer,
    now: datetime,
) -> str:
    """Gives a delegation's inputs: words, files (name and content, kept unopened), or both. Returns their id.

    Before the hour they take the place of what it gave; after it they are kept as late beside what came in time, and
    take the place of what it gave late. Recorded in the delegation's own chain and the office's, with digests.
    """
    call = call_for(session, by, call_id)
    demand(may_contribute(by.role))
    delegation = _own_delegation(session, by)
    _close_if_due(session, call, now=now)
    words = optional_text("words", words)
    if not words and not files:
        raise BadInput("words", N_("Please write your inputs, or choose a file with them."))
    _demand_fitting(files)
    is_late = call.closed_at is not None
    _end_former(session, call, delegation, is_late=is_late, now=now)
    given = Contribution(
        id=new_id(),
        call_id=call.id,
        delegation_id=delegation.id,
        text=words,
        given_at=now,
        given_by=by.person_id,
        is_late=is_late,
    )
    kept = [
        ContributionFile(
            contribution_id=given.id,
            place_in_order=place,
            file_name=line("files", name, longest=255),
            content=content,
            digest=sha256(content).hexdigest(),
        )
        for place, (name, content) in enumerate(files, start=1)
    ]
    keep(session, given, *kept)
    kind = "late_contribution_given" if is_late else "contribution_given"
    files_kept = [{"name": file.file_name, "digest": file.digest} for file in kept]
    _tell(session, call, delegation, kind, {"digest": _digest(words), "files": files_kept}, by=by, now=now)
    return given.id


def withdraw_contribution(session: Session, call_id: str, *, by: Viewer, now: datetime) -> None:
    """Takes a delegation's inputs back, before the hour (`CallHasClosed`); their files go with them."""
    call = call_for(session, by, call_id)
    demand(may_withdraw_contribution(by.role))
    delegation = _own_delegation(session, by)
    _demand_before_the_hour(call, now=now)
    if not _end_former(session, call, delegation, is_late=False, now=now):
        raise NothingContributed()
    _tell(session, call, delegation, "contribution_withdrawn", {}, by=by, now=now)


def begin_from_call(
    session: Session,
    call_id: str,
    *,
    title: str,
    style: str,
    workflow_name: str,
    workflow_source: str,
    by: Viewer,
    now: datetime,
) -> str:
    """Begins a statement for the meeting of a call, so that its inputs are at hand while it is drafted. Returns its id.

    No word of the inputs goes into the text. Refused as beginning a statement is.
    """
    demand(may_create_statement(by.role))
    call = call_for(session, by, call_id)
    statement_id = create_statement(
        session,
        meeting_id=call.meeting_id,
        style=style,
        workflow_name=workflow_name,
        workflow_source=workflow_source,
        title=title,
        by=by,
        now=now,
    )
    keep(session, TextFromCall(statement_id=statement_id, call_id=call.id, at=now, by=by.person_id))
    begun, told = session.get_one(Statement, statement_id), {"call": call.id, "title": call.title}
    record_in_office(session, begun, "begun_from_call", told, by=by, now=now)
    return statement_id


def close_calls_that_are_due(session: Session, *, now: datetime) -> int:
    """Closes every call whose hour has come and that is not closed yet; returns how many."""
    due = select(CallForInputs.id).where(col(CallForInputs.closed_at).is_(None), col(CallForInputs.due_at) <= now)
    count = 0
    # In one order everywhere, so that two processes never wait for each other.
    for call_id in sorted(session.exec(due).all()):
        take_lock(session, call_id)
        call = session.exec(
            select(CallForInputs).where(col(CallForInputs.id) == call_id).execution_options(populate_existing=True)
        ).one()
        count += _close_if_due(session, call, now=now)
    return count


def _close_if_due(session: Session, call: CallForInputs, *, now: datetime) -> bool:
    """The hour takes effect: the register is circulated. Once, whoever notices it and holds the call's lock."""
    if call.closed_at is not None or now < call.due_at:
        return False
    were_asked = asked_in(session, call)
    # The hour that counts is the one that was set, not the one at which it was noticed.
    call.closed_at = call.due_at
    keep(session, call, *(AskedDelegation(call_id=call.id, delegation_id=each) for each in sorted(were_asked)))
    office = Viewer(person_id="", body_id=call.body_id, role=Role.SECRETARIAT, name="")
    gave = register_of(session, office, call)
    in_order = [each.id for each in all_delegations_of(session, call.body_id) if each.id in gave]
    told = {"title": call.title, "given": len(gave), "asked": len(were_asked)}
    payload = {**told, "register": in_order}
    tell_all(session, call, "call_closed", payload, notice=told, to=("delegations", "office"), by=None, now=now)
    return True


def _demand_before_the_hour(call: CallForInputs, *, now: datetime) -> None:
    if call.closed_at is not None or call.due_at <= now:
        raise CallHasClosed()


def _own_delegation(session: Session, by: Viewer) -> Delegation:
    if by.delegation_id is None:
        raise NotYours(who=N_("persons of a delegation"))
    return session.get_one(Delegation, by.delegation_id)


def _demand_fitting(files: Sequence[tuple[str, bytes]]) -> None:
    if len(files) > MOST_FILES:
        raise BadInput("files", N_("These are too many files: at most {most} together."), most=MOST_FILES)
    if sum(len(content) for _, content in files) > LARGEST_FILES:
        raise BadInput("files", N_("These files are too large: at most {megabytes} MB together."), megabytes=MEGABYTES)
    for name, content in files:
        if not content:
            raise BadInput("files", N_("The file “{name}” is empty."), name=name)


def _end_former(session: Session, call: CallForInputs, delegation: Delegation, *, is_late: bool, now: datetime) -> bool:
    """What the delegation gave before stands no more, and its files are gone; whether there was anything."""
    former = session.exec(
        select(Contribution).where(
            col(Contribution.call_id) == call.id,
            col(Contribution.delegation_id) == delegation.id,
            col(Contribution.is_late).is_(is_late),
            col(Contribution.ended_at).is_(None),
        )
    ).all()
    for given in former:
        given.ended_at = now
        session.exec(delete(ContributionFile).where(col(ContributionFile.contribution_id) == given.id))
        keep(session, given)
    return bool(former)


def _tell(
    session: Session,
    call: CallForInputs,
    delegation: Delegation,
    kind: str,
    payload: Mapping[str, object],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """The same in the delegation's chain and in the office's, and a notice to the office."""
    told = {"delegation": delegation.name, "title": call.title}
    record_between(session, call, delegation.id, kind=kind, by=by, now=now, payload={**told, **payload})
    notify_of_call(session, call=call, kind=kind, to="office", now=now, parameters=told)


def _digest(words: str) -> str:
    return sha256(rfc8785.dumps({"text": words})).hexdigest()
