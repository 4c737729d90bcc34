"""Requests that a closed clause be re-opened: their own delegation loads them, and the chair's office.

Of one that was made for a group, so do the members for which it is asked; nobody else.

Whether a clause is closed, and whether it was opened again, is asked of what delegations know: what the office noted on
words that it has not tabled is in no answer to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from jointstatement.access.clause_states import reopenings_told, states_on_tabled
from jointstatement.access.endorsements import endorsed_refusal
from jointstatement.access.groups import Group, groups_asked_for
from jointstatement.access.naming import naming_of
from jointstatement.access.statements import revision_parts
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal, ReopeningAlreadyRequested, ReopeningWasDeclined
from jointstatement.models import ReopeningRequest, Revision, Statement
from jointstatement.terms import AGREED_STATES, ReopeningAnswer
from jointstatement.text.clause_states import blocks, words_seen
from jointstatement.text.document import Part


@dataclass(frozen=True, slots=True)
class Closing:
    """What closes a clause: an agreement that was noted of it, or an endorsement of the text."""

    note_number: int | None
    """Of the agreement among the notes; none where it was endorsed."""

    @property
    def is_endorsement(self) -> bool:
        """The clause opens when the endorsement is lifted from it."""
        return self.note_number is None


def requests_open_to(session: Session, viewer: Viewer, statement: Statement) -> list[ReopeningRequest]:
    """The requests on a text that a person may load, withdrawn and answered ones among them, in order."""
    rows = requests_of(session, statement)
    if viewer.is_office:
        return rows
    groups, own = groups_behind(session, statement, rows), viewer.delegation_id
    return [
        row
        for row in rows
        if viewer.is_delegate and (row.delegation_id == own or (row.id in groups and own in groups[row.id].member_ids))
    ]


def groups_behind(session: Session, statement: Statement, requests: Sequence[ReopeningRequest]) -> dict[str, Group]:
    """The groups for which requests were made, by the ids of these, each with the members for which it asks still."""
    asked = {row.id: (row.group_edition_id, row.requested_at) for row in requests if row.group_edition_id}
    return groups_asked_for(session, statement, asked)


def request_for(session: Session, viewer: Viewer, statement: Statement, request_id: str) -> ReopeningRequest:
    """One of them. Raises `NotFound`."""
    found = next((row for row in requests_open_to(session, viewer, statement) if row.id == request_id), None)
    if found is None:
        raise NotFound()
    return found


def requests_of(session: Session, statement: Statement) -> list[ReopeningRequest]:
    """All requests on a text, whoever may read them."""
    return list(
        session.exec(
            select(ReopeningRequest)
            .where(col(ReopeningRequest.statement_id) == statement.id)
            .order_by(col(ReopeningRequest.number))
        )
    )


def requests_waiting(session: Session, statement: Statement) -> list[ReopeningRequest]:
    """Those that are neither withdrawn nor answered, whoever may read them: for judging a deed."""
    return [row for row in requests_of(session, statement) if waits(row)]


def waits(request: ReopeningRequest) -> bool:
    """It is neither withdrawn nor answered."""
    return request.withdrawn_at is None and request.answer is None


def closed_by(session: Session, statement: Statement, part_id: str) -> Closing | None:
    """What closes a clause, as all delegations know it; nothing where it is open."""
    if endorsed_refusal(session, statement, part_id):
        return Closing(note_number=None)
    noted = states_on_tabled(session, statement).get(part_id)
    return Closing(noted.number) if noted and noted.state in AGREED_STATES else None


def repeated_refusal(
    session: Session, statement: Statement, revision: Revision, closing: Closing, delegation_id: str, part_id: str
) -> Refusal | None:
    """Why a delegation does not ask once more for a clause of the text on the table, which is closed by this.

    It waits for an answer, or the chair declined on this very text what has not been agreed anew since: so a request
    delays a decision until it is answered, and no longer. What a group asked is counted for its speaker alone: a member
    has a request of its own still, and whether it made one is told to nobody by what its group may ask.
    """
    asked = (delegation_id, part_id)
    before = [row for row in requests_of(session, statement) if (row.delegation_id, row.part_id) == asked]
    name = naming_of(session, statement).name(delegation_id)
    if any(waits(row) for row in before):
        return ReopeningAlreadyRequested(delegation=name)
    declined = {(row.revision_id, row.note_number) for row in before if row.answer is ReopeningAnswer.DECLINED}
    if (revision.id, closing.note_number) in declined:
        return ReopeningWasDeclined(delegation=name, revision=revision.label)
    return None


def answers_told(
    session: Session, statement: Statement, tabled: Sequence[Part]
) -> list[tuple[ReopeningRequest, ReopeningAnswer]]:
    """The requests that wait and what has come of them in this text, as all delegations know it; others left out."""
    waiting = requests_waiting(session, statement)
    if not waiting:
        return []
    reopened, texts = reopenings_told(session, statement), revision_parts(session, statement)
    standing = blocks(tabled)
    found = []
    for each in waiting:
        now, then = standing.get(each.part_id), blocks(texts[each.revision_id])[each.part_id]
        if now is None:
            found.append((each, ReopeningAnswer.LEFT_THE_TEXT))
        elif _is_reopened(session, statement, each, reopened.get(each.part_id, 0)):
            is_same = words_seen(now) == words_seen(then)
            found.append((each, ReopeningAnswer.REOPENED if is_same else ReopeningAnswer.WORDS_CHANGED))
    return found


def _is_reopened(session: Session, statement: Statement, request: ReopeningRequest, last_reopened: int) -> bool:
    if request.note_number is None:
        # What was agreed of it beside the endorsement closes it still.
        return closed_by(session, statement, request.part_id) is None
    return request.note_number < last_reopened
