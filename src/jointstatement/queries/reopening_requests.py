"""Requests that a clause be re-opened, as those who asked or are asked for read them, and the chair's office."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.clause_states import states_noted
from jointstatement.access.groups import Group
from jointstatement.access.reopening_requests import (
    closed_by,
    groups_behind,
    repeated_refusal,
    requests_open_to,
    waits,
)
from jointstatement.access.viewer import Viewer
from jointstatement.errors import ClauseIsOpen, Refusal
from jointstatement.models import ReopeningRequest
from jointstatement.queries.groups import SpokenGroup, groups_spoken_for
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.statement import Scene, scene_of
from jointstatement.terms import AGREED_STATES, ClauseState, ReopeningAnswer
from jointstatement.text.document import Part
from jointstatement.workflow import permit


class RequestLine(msgspec.Struct, frozen=True):
    """One request."""

    id: str
    place: Place
    """The clause; as it was cited when it was asked, where it has left the text."""
    delegation: str
    group: str
    """The group for which it asks; empty for itself alone."""
    members: tuple[str, ...]
    """Of that group those for which it asks, itself among them."""
    is_own: bool
    """This person's delegation made it, and may take it back."""
    reason: str
    words: str
    """What the delegation would propose; empty where it does not say."""
    is_recorded: bool
    """Made in the room or on paper, and entered by the secretariat."""
    requested_at: datetime
    withdrawn_at: datetime | None
    answer: ReopeningAnswer | None
    answer_reason: str
    answered_at: datetime | None
    stands: bool
    """Its clause stands in the text that lies before this person."""
    is_open_on_desk: bool
    """Its clause is open, or gone, in the working text: the next tabling answers it. For the chair's office alone."""

    @property
    def waits(self) -> bool:
        """It is neither withdrawn nor answered."""
        return self.withdrawn_at is None and self.answer is None


class OnClause(msgspec.Struct, frozen=True):
    """What was asked on one clause, and what this person may do about it."""

    lines: tuple[RequestLine, ...]
    is_endorsed: bool
    """An endorsement closes it: it is opened again there."""
    closed_refusal: Refusal | None
    """Why there is nothing to re-open, or nothing where the clause is closed."""
    to_request: Refusal | None
    for_groups: tuple[SpokenGroup, ...]
    """The groups for which this person may ask; for who enters a request all, as their speakers may have made it."""
    to_record: Refusal | None
    to_withdraw: Refusal | None
    to_decline: Refusal | None
    to_reopen: Refusal | None


def reopening_requests(
    session: Session, viewer: Viewer, statement_id: str, *, now: datetime
) -> tuple[RequestLine, ...]:
    """The requests on a text: all for the office; for a delegation its own, and those made for it.

    Raises `NotFound`, `NotYours`.
    """
    permit.demand(permit.may_read_negotiation(viewer.role))
    return requests_in(session, scene_of(session, viewer, statement_id, now))


def requests_in(session: Session, scene: Scene) -> tuple[RequestLine, ...]:
    """The same of a text that is loaded, in the order in which they were made."""
    rows = requests_open_to(session, scene.viewer, scene.statement)
    if not rows:
        return ()
    places = {place.part_id: place for place in places_of(_text(scene))}
    noted = states_noted(session, scene.statement) if scene.viewer.is_office else {}
    groups = groups_behind(session, scene.statement, rows)
    return tuple(_line(scene, row, places, noted, groups.get(row.id)) for row in rows)


def requests_on(session: Session, scene: Scene, part_id: str) -> OnClause:
    """What was asked on one clause, and what may be done about it."""
    lines = tuple(each for each in requests_in(session, scene) if each.place.part_id == part_id)
    closing = closed_by(session, scene.statement, part_id)
    closed = None if closing else ClauseIsOpen()
    question = (scene.workflow, scene.situation, scene.viewer.role)
    again, own = None, scene.viewer.delegation_id
    if closing and own:
        again = repeated_refusal(session, scene.statement, scene.revisions[-1], closing, own, part_id)
    is_endorsed = closing is not None and closing.is_endorsement
    to_request = permit.may_request_reopening(*question) or closed or again
    to_record = permit.may_record_reopening_request(*question) or closed
    return OnClause(
        lines=lines,
        is_endorsed=is_endorsed,
        closed_refusal=closed,
        to_request=to_request,
        for_groups=() if to_request and to_record else groups_spoken_for(session, scene),
        to_record=to_record,
        to_withdraw=permit.may_withdraw_reopening_request(*question),
        to_decline=permit.may_decline_reopening(*question),
        to_reopen=permit.may_reopen_endorsed(*question) if is_endorsed else permit.may_reopen_clause(*question),
    )


def _line(
    scene: Scene,
    row: ReopeningRequest,
    places: Mapping[str, Place],
    noted: Mapping[str, ClauseState],
    group: Group | None,
) -> RequestLine:
    stands = row.part_id in places
    is_open = row.note_number is not None and noted.get(row.part_id) not in AGREED_STATES
    return RequestLine(
        id=row.id,
        place=places[row.part_id] if stands else _as_asked(scene, row),
        delegation=scene.naming.name(row.delegation_id),
        group=group.name if group else "",
        members=tuple(each.name for each in scene.members if group and each.id in group.member_ids),
        is_own=row.delegation_id == scene.viewer.delegation_id,
        reason=row.reason,
        words=row.words,
        is_recorded=row.is_recorded,
        requested_at=row.requested_at,
        withdrawn_at=row.withdrawn_at,
        answer=row.answer,
        answer_reason=row.answer_reason,
        answered_at=row.answered_at,
        stands=stands,
        is_open_on_desk=scene.viewer.is_office and waits(row) and (is_open or not stands),
    )


def _as_asked(scene: Scene, row: ReopeningRequest) -> Place:
    return next(place for place in places_of(scene.texts[row.revision_id]) if place.part_id == row.part_id)


def _text(scene: Scene) -> Sequence[Part]:
    return scene.working if scene.viewer.is_office else scene.text
