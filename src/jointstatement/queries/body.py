"""The body on its page: its rules, its delegations in its own order, its meetings."""

from collections.abc import Container
from datetime import date

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.incoming_chair import incoming_of
from jointstatement.access.statements import all_delegations_of, body_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Body, CoChair, Delegation, Meeting
from jointstatement.queries.groups import GroupLine, body_groups
from jointstatement.terms import Participation, Role
from jointstatement.workflow.permit import demand, may_manage_body, may_read_office


class DelegationLine(msgspec.Struct, frozen=True):
    """A delegation of the body."""

    id: str
    name: str
    place_in_order: int
    version: int = 1
    is_incoming_chair: bool = False
    """Somebody of it comes with the next term of the chair."""


class MeetingLine(msgspec.Struct, frozen=True):
    """A meeting of the body."""

    id: str
    version: int
    title: str
    place: str
    starts_on: date
    ends_on: date
    time_zone: str
    chair: str
    co_chairs: tuple[str, ...]
    secretariat: str


class BodyPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    id: str
    version: int
    name: str
    short_name: str
    marking: str
    language: str
    shortest_silence_hours: int
    shortest_notice_hours: int
    """0 for none."""
    names_the_breaker: bool
    matrix_open_to_members: bool
    guests_read_drafts: bool
    copies_are_named: bool
    copies_are_logged: bool
    members: tuple[DelegationLine, ...]
    observers: tuple[DelegationLine, ...]
    partners: tuple[DelegationLine, ...]
    guests: tuple[DelegationLine, ...]
    next_place: int
    """Where a further delegation would stand."""
    groups: tuple[GroupLine, ...]
    meetings: tuple[MeetingLine, ...]
    """The latest first."""
    to_manage: Refusal | None
    """Why this person changes none of it, or nothing where it may."""


class MeetingPage(msgspec.Struct, frozen=True):
    """One meeting on its own page."""

    body: str
    meeting: MeetingLine
    to_manage: Refusal | None


def zone_of_latest_meeting(session: Session, body_id: str) -> str:
    """The time zone of the body's latest meeting, for hours that belong to no statement; UTC before the first."""
    zone = session.exec(
        select(Meeting.time_zone)
        .where(col(Meeting.body_id) == body_id)
        .order_by(col(Meeting.starts_on).desc(), col(Meeting.id))
        .limit(1)
    ).first()
    return zone or "UTC"


def body_page(session: Session, viewer: Viewer) -> BodyPage:
    """The person's body; for the chair's office and administrators. Raises `NotYours`."""
    _demand_reader(viewer)
    body = body_for(session, viewer)
    delegations = all_delegations_of(session, body.id)
    meetings = session.exec(
        select(Meeting).where(col(Meeting.body_id) == body.id).order_by(col(Meeting.starts_on).desc(), col(Meeting.id))
    ).all()
    co_chairs = _co_chairs(session, body)
    coming = set(incoming_of(session, body.id).values())
    return BodyPage(
        id=body.id,
        version=body.version,
        name=body.name,
        short_name=body.short_name,
        marking=body.marking,
        language=body.language,
        shortest_silence_hours=body.shortest_silence_hours,
        shortest_notice_hours=body.shortest_notice_hours,
        names_the_breaker=body.names_the_breaker,
        matrix_open_to_members=body.matrix_open_to_members,
        guests_read_drafts=body.guests_read_drafts,
        copies_are_named=body.copies_are_named,
        copies_are_logged=body.copies_are_logged,
        members=tuple(_delegation(row, coming) for row in delegations if row.is_member),
        observers=tuple(_delegation(row, coming) for row in delegations if row.participation is Participation.OBSERVER),
        partners=tuple(_delegation(row, coming) for row in delegations if row.participation is Participation.PARTNER),
        guests=tuple(_delegation(row, coming) for row in delegations if row.participation is Participation.GUEST),
        next_place=max((row.place_in_order for row in delegations), default=0) + 1,
        groups=body_groups(session, body.id),
        meetings=tuple(_line(row, co_chairs.get(row.id, ())) for row in meetings),
        to_manage=may_manage_body(viewer.role),
    )


def meeting_page(session: Session, viewer: Viewer, meeting_id: str) -> MeetingPage:
    """One meeting of the person's body; for the chair's office and administrators. Raises `NotFound`, `NotYours`."""
    _demand_reader(viewer)
    body = body_for(session, viewer)
    meeting = session.exec(
        select(Meeting).where(col(Meeting.id) == meeting_id, col(Meeting.body_id) == body.id)
    ).first()
    if meeting is None:
        raise NotFound()
    return MeetingPage(
        body=body.name,
        meeting=_line(meeting, _co_chairs(session, body).get(meeting.id, ())),
        to_manage=may_manage_body(viewer.role),
    )


def _demand_reader(viewer: Viewer) -> None:
    if viewer.role is not Role.ADMINISTRATOR:
        demand(may_read_office(viewer.role))


def _co_chairs(session: Session, body: Body) -> dict[str, tuple[str, ...]]:
    rows = session.exec(
        select(CoChair)
        .join(Meeting, col(Meeting.id) == col(CoChair.meeting_id))
        .where(col(Meeting.body_id) == body.id)
        .order_by(col(CoChair.place_in_order))
    )
    names: dict[str, tuple[str, ...]] = {}
    for row in rows:
        names[row.meeting_id] = (*names.get(row.meeting_id, ()), row.name)
    return names


def _delegation(row: Delegation, coming: Container[str | None]) -> DelegationLine:
    return DelegationLine(row.id, row.name, row.place_in_order, row.version, is_incoming_chair=row.id in coming)


def _line(meeting: Meeting, co_chairs: tuple[str, ...]) -> MeetingLine:
    return MeetingLine(
        id=meeting.id,
        version=meeting.version,
        title=meeting.title,
        place=meeting.place,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        time_zone=meeting.time_zone,
        chair=meeting.chair,
        co_chairs=co_chairs,
        secretariat=meeting.secretariat,
    )
