"""What the page shows on which a statement is started: what is prepared, and a file that waits to be confirmed."""

from datetime import date, datetime

import msgspec
from sqlalchemy import exists, func
from sqlmodel import Session, col, select

from jointstatement.access.naming import named, naming_of_body
from jointstatement.access.statements import all_delegations_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.models import Body, Meeting, Person, SignInLink, Upload
from jointstatement.terms import Participation, Role
from jointstatement.workflow.permit import demand, may_create_statement, may_manage_body


class MeetingLine(msgspec.Struct, frozen=True):
    """A meeting that a statement may belong to."""

    id: str
    title: str
    place: str
    starts_on: date
    ends_on: date
    time_zone: str
    chair: str


class MeetingFacts(msgspec.Struct, frozen=True):
    """What a style's formulas are filled with."""

    body: str
    members: tuple[str, ...]
    """In the body's own order."""
    meeting: str
    place: str
    chair: str
    starts_on: date
    ends_on: date


class Waiting(msgspec.Struct, frozen=True):
    """A file of this person that waits until its reading is confirmed or dropped."""

    id: str
    file_name: str
    uploaded_at: datetime


class Beginning(msgspec.Struct, frozen=True):
    """What is there to start from. None of it stops the drafting, but for a meeting to draft for."""

    meetings: tuple[MeetingLine, ...]
    """The latest first."""
    members: tuple[str, ...]
    """Their names, in the body's own order."""
    attending: tuple[tuple[str, Participation], ...]
    heads_with_link: int
    waiting: tuple[Waiting, ...]
    may_manage_body: bool


class UploadRead(msgspec.Struct, frozen=True):
    """A waiting file and what was read in it."""

    id: str
    file_name: str
    reading: str
    """The JSON of the reading."""


def beginning(session: Session, viewer: Viewer, *, now: datetime) -> Beginning:
    """What is prepared for a statement. Raises `NotYours`."""
    demand(may_create_statement(viewer.role))
    meetings = session.exec(
        select(Meeting).where(col(Meeting.body_id) == viewer.body_id).order_by(col(Meeting.starts_on).desc())
    ).all()
    delegations = all_delegations_of(session, viewer.body_id)
    heads = session.exec(
        select(func.count())
        .select_from(Person)
        .where(
            col(Person.body_id) == viewer.body_id,
            col(Person.role) == Role.HEAD,
            col(Person.ended_at).is_(None),
            exists().where(col(SignInLink.person_id) == col(Person.id), col(SignInLink.revoked_at).is_(None)),
        )
    ).one()
    waiting = session.exec(
        select(Upload.id, Upload.file_name, Upload.uploaded_at)
        .where(col(Upload.person_id) == viewer.person_id, col(Upload.expires_at) > now)
        .order_by(col(Upload.uploaded_at).desc())
    ).all()
    return Beginning(
        meetings=tuple(
            MeetingLine(each.id, each.title, each.place, each.starts_on, each.ends_on, each.time_zone, each.chair)
            for each in meetings
        ),
        members=tuple(each.name for each in delegations if each.is_member),
        attending=tuple((each.name, each.participation) for each in delegations if not each.is_member),
        heads_with_link=heads,
        waiting=tuple(Waiting(*row) for row in waiting),
        may_manage_body=may_manage_body(viewer.role) is None,
    )


def meeting_facts(session: Session, viewer: Viewer, meeting_id: str) -> MeetingFacts:
    """What a new statement's chapeau is made of, for those who may begin one. Raises `NotFound`. Two statements."""
    demand(may_create_statement(viewer.role))
    found = session.exec(
        select(Meeting, Body)
        .join(Body, col(Body.id) == col(Meeting.body_id))
        .where(col(Meeting.id) == meeting_id, col(Meeting.body_id) == viewer.body_id)
    ).first()
    if found is None:
        raise NotFound()
    meeting, body = found
    naming = naming_of_body(session, body.id, chair=meeting.chair)
    return MeetingFacts(
        body=body.name,
        members=tuple(naming.marked(each.id) for each in named(naming) if each.is_member),
        meeting=meeting.title,
        place=meeting.place,
        chair=naming.spoken(meeting.chair),
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
    )


def waiting_upload(session: Session, viewer: Viewer, upload_id: str, *, now: datetime) -> UploadRead:
    """A file that waits for its own person's word. Raises `NotYours` and `NotFound`."""
    demand(may_create_statement(viewer.role))
    row = session.exec(
        select(Upload.id, Upload.file_name, Upload.reading).where(
            col(Upload.id) == upload_id, col(Upload.person_id) == viewer.person_id, col(Upload.expires_at) > now
        )
    ).first()
    if row is None:
        raise NotFound()
    return UploadRead(*row)
