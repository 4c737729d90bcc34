"""Commitments of an adopted text: confirmed, edited and dropped by the office, reported on by whom they address.

The rule of `text/commitments.py` only proposes. What the office confirmed is circulated; a proposal that it dropped
stays its own business.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from jointstatement.access.naming import naming_of
from jointstatement.access.statements import member_for, revision_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line, optional_line
from jointstatement.actions.fields import text as text_of
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import record_in_office, tell_all
from jointstatement.actions.tabled import part_named
from jointstatement.errors import N_, BadInput, CommitmentDecided, NotAddressed, NotFound, WordingHasMoved
from jointstatement.models import Adoption, Commitment, CommitmentReport, Statement
from jointstatement.terms import AddresseeKind, CommitmentState
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_keep_commitments, may_report_on_commitment

_LONGEST_ACTION = 2000
_MOST_SENTENCES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """Who is to do what, until when; due on a day, at a meeting, or at no time that was agreed."""

    addressee_kind: AddresseeKind
    addressee: str = ""
    """For an office or one outside, its name."""
    delegation_id: str = ""
    """For a member."""
    action: str
    due_on: date | None = None
    due_meeting: str = ""


def confirm_commitment(
    session: Session,
    statement_id: str,
    *,
    part_id: str,
    sentence: int | None = None,
    committed: Committed,
    by: Viewer,
    now: datetime,
) -> str:
    """The office confirms what a clause commits somebody to; circulated. Returns its id.

    `sentence` is the one in which the rule proposed it; without one it is entered by hand. Refused as
    `may_keep_commitments` says, with `CommitmentDecided` for a proposal that was confirmed or dropped, `NotFound` for a
    part that is not in the adopted text or a delegation that is no member, and `BadInput` for a commitment without an
    addressee or a deed, or with two times at which it is due.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    place = _place(session, statement, part_id)
    commitment = Commitment(
        body_id=statement.body_id,
        statement_id=statement.id,
        part_id=part_id,
        sentence=_undecided(session, part_id, sentence),
        confirmed_at=now,
        confirmed_by=by.person_id,
        **_checked(session, statement, committed),
    )
    keep(session, commitment)
    _tell_all(
        session,
        statement,
        commitment,
        "commitment_confirmed",
        {**place, **_said(session, statement, commitment)},
        by=by,
        now=now,
    )
    return commitment.id


def drop_proposal(
    session: Session, statement_id: str, *, part_id: str, sentence: int, by: Viewer, now: datetime
) -> None:
    """The office drops what the rule proposed; nobody else reads of it.

    Refused as `may_keep_commitments` says, with `CommitmentDecided`, and `NotFound` for a part that is not in the text.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    place = _place(session, statement, part_id)
    commitment = Commitment(
        body_id=statement.body_id,
        statement_id=statement.id,
        part_id=part_id,
        sentence=_undecided(session, part_id, sentence),
        addressee_kind=AddresseeKind.MEMBERS,
        action="",
        dropped_at=now,
        dropped_by=by.person_id,
    )
    keep(session, commitment)
    record_in_office(
        session,
        statement,
        kind="commitment_proposal_dropped",
        by=by,
        now=now,
        payload={**place, "sentence": sentence},
    )


def change_commitment(
    session: Session,
    statement_id: str,
    commitment_id: str,
    *,
    committed: Committed,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """The office edits a commitment; circulated, with what it says now. Reports on it stay.

    Refused as `confirm_commitment` is, with `NotFound` for one that is not there or was dropped, and with
    `WordingHasMoved` where it was edited since `expected`.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    commitment = _one(session, statement, commitment_id)
    checked = _checked(session, statement, committed)
    if commitment.version != expected:
        raise WordingHasMoved(yours=committed.action, theirs=commitment.action, version=commitment.version)
    if all(getattr(commitment, name) == value for name, value in checked.items()):
        return
    for name, value in checked.items():
        setattr(commitment, name, value)
    keep(session, commitment)
    said = _said(session, statement, commitment)
    _tell_all(session, statement, commitment, "commitment_changed", said, by=by, now=now)


def drop_commitment(session: Session, statement_id: str, commitment_id: str, *, by: Viewer, now: datetime) -> None:
    """The office drops a commitment that it had confirmed; circulated. What was reported on it stays in the record.

    Refused as `may_keep_commitments` says, and with `NotFound`.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    commitment = _one(session, statement, commitment_id)
    commitment.dropped_at, commitment.dropped_by = now, by.person_id
    keep(session, commitment)
    said = _said(session, statement, commitment)
    _tell_all(session, statement, commitment, "commitment_dropped", said, by=by, now=now)


def report_on_commitment(
    session: Session,
    statement_id: str,
    commitment_id: str,
    *,
    state: CommitmentState,
    text: str,
    by: Viewer,
    now: datetime,
) -> str:
    """Reports how far a commitment is: the office on any, a head of delegation on what addresses its delegation.

    What addresses all members together, each of them may report on. Circulated. Returns the report's id. Refused as
    `may_report_on_commitment` says, with `NotFound`, `NotAddressed`, and `BadInput` for a report without words.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_report_on_commitment(workflow_of(statement), situation_of(session, statement, now), by.role))
    commitment = _one(session, statement, commitment_id)
    delegation = None if by.is_office else own_delegation(session, by)
    if delegation is not None and not (
        commitment.addressee_kind is AddresseeKind.MEMBERS or commitment.delegation_id == delegation.id
    ):
        raise NotAddressed()
    report = CommitmentReport(
        commitment_id=commitment.id,
        delegation_id=delegation.id if delegation else None,
        state=state,
        text=text_of("text", text),
        at=now,
        by=by.person_id,
    )
    keep(session, report)
    said: dict[str, object] = {"report_id": report.id, "state": state, "text": report.text, "action": commitment.action}
    if delegation is not None:
        said["delegation"] = delegation.name
    _tell_all(session, statement, commitment, "commitment_reported_on", said, by=by, now=now)
    return report.id


def _statement(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> Statement:
    statement = statement_for(session, by, statement_id)
    demand(may_keep_commitments(workflow_of(statement), situation_of(session, statement, now), by.role))
    return statement


def _one(session: Session, statement: Statement, commitment_id: str) -> Commitment:
    commitment = session.exec(
        select(Commitment).where(
            col(Commitment.id) == commitment_id,
            col(Commitment.statement_id) == statement.id,
            col(Commitment.confirmed_at).is_not(None),
            col(Commitment.dropped_at).is_(None),
        )
    ).first()
    if commitment is None:
        raise NotFound()
    return commitment


def _undecided(session: Session, part_id: str, sentence: int | None) -> int | None:
    if sentence is None:
        return None
    if not 1 <= sentence <= _MOST_SENTENCES:
        raise NotFound()
    decided = select(Commitment.id).where(col(Commitment.part_id) == part_id, col(Commitment.sentence) == sentence)
    if session.exec(decided).first() is not None:
        raise CommitmentDecided()
    return sentence


def _place(session: Session, statement: Statement, part_id: str) -> dict[str, str]:
    revision_id = session.exec(select(Adoption.revision_id).where(col(Adoption.statement_id) == statement.id)).one()
    return part_named(session, revision_for(session, statement, revision_id), part_id)


def _checked(session: Session, statement: Statement, committed: Committed) -> dict[str, Any]:
    is_named = committed.addressee_kind in {AddresseeKind.ROLE, AddresseeKind.OUTSIDE}
    addressee = line("addressee", committed.addressee) if is_named else ""
    delegation_id = None
    if committed.addressee_kind is AddresseeKind.MEMBER:
        delegation_id = member_for(session, statement, committed.delegation_id).id
    due_meeting = optional_line("due_meeting", committed.due_meeting)
    if committed.due_on is not None and due_meeting:
        raise BadInput("due_meeting", N_("Please give a day or a meeting at which it is due, not both."))
    return {
        "addressee_kind": committed.addressee_kind,
        "addressee": addressee,
        "delegation_id": delegation_id,
        "action": text_of("what", committed.action, longest=_LONGEST_ACTION),
        "due_on": committed.due_on,
        "due_meeting": due_meeting,
    }


def _said(session: Session, statement: Statement, commitment: Commitment) -> dict[str, object]:
    """What a commitment says, for the record."""
    addressee = commitment.addressee
    if commitment.delegation_id is not None:
        addressee = naming_of(session, statement).name(commitment.delegation_id)
    return {
        "addressee_kind": commitment.addressee_kind,
        "addressee": addressee,
        "action": commitment.action,
        "due_on": commitment.due_on,
        "due_meeting": commitment.due_meeting,
    }


def _tell_all(
    session: Session,
    statement: Statement,
    commitment: Commitment,
    kind: str,
    said: dict[str, object],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    # A notice names the clause, where it has a label, and carries no words of the commitment.
    named = said if "part" in said else {**_place(session, statement, commitment.part_id), **said}
    notice = {name: named[name] for name in ("part", "delegation") if named.get(name)}
    payload = {"commitment_id": commitment.id, **said}
    tell_all(session, statement, kind, payload, notice=notice, to=("office", "delegations"), by=by, now=now)
