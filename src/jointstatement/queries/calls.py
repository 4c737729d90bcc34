"""Calls for inputs on their pages: the list, and one call with its register and what was given to it."""

from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.calls import (
    asked_in,
    call_for,
    calls_open_to,
    contribution_file_for,
    contributions_open_to,
    is_register_open,
    register_of,
)
from jointstatement.access.naming import named, naming_of_body
from jointstatement.access.statements import meeting_for, statements_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.models import (
    CallExtension,
    CallForInputs,
    Contribution,
    ContributionFile,
    Meeting,
    Statement,
    TextFromCall,
)
from jointstatement.queries.dashboard import titles_of
from jointstatement.workflow.permit import demand, may_put_call, may_read_calls


class CallLine(msgspec.Struct, frozen=True):
    """One call in the list."""

    id: str
    title: str
    meeting: str
    time_zone: str
    due_at: datetime
    is_closed: bool
    asks_observers: bool
    has_given: bool
    """Whether the person's own delegation has given inputs."""


class GivenFile(msgspec.Struct, frozen=True):
    """A file of a contribution, without its content."""

    id: str
    file_name: str
    digest: str


class ContributionLine(msgspec.Struct, frozen=True):
    """What one delegation gave."""

    id: str
    delegation: str
    is_own: bool
    text: str
    given_at: datetime
    is_late: bool
    files: tuple[GivenFile, ...]


class CallMove(msgspec.Struct, frozen=True):
    """The hour of a call was moved."""

    from_due_at: datetime
    to_due_at: datetime
    at: datetime


class BegunText(msgspec.Struct, frozen=True):
    """A statement that was begun from the call."""

    statement_id: str
    title: str


class CallPage(msgspec.Struct, frozen=True):
    """One call, as far as a person may know of it."""

    id: str
    title: str
    question: str
    meeting: str
    place: str
    time_zone: str
    put_at: datetime
    due_at: datetime
    is_closed: bool
    """The hour has taken effect."""
    asks_observers: bool
    is_open_to_all: bool
    extensions: tuple[CallMove, ...]
    is_register_open: bool
    """Whether this person may know who gave: the office at all times, the others after the hour."""
    gave: tuple[str, ...]
    gave_late: tuple[str, ...]
    """Those all of whose inputs came after the hour."""
    awaited: tuple[str, ...]
    contributions: tuple[ContributionLine, ...]
    """Those that this person may read, in the order of the delegations."""
    begun: tuple[BegunText, ...]

    @property
    def own(self) -> tuple[ContributionLine, ...]:
        """What the person's own delegation gave."""
        return tuple(line for line in self.contributions if line.is_own)


class MeetingChoice(msgspec.Struct, frozen=True):
    """A meeting before which a call may be put."""

    id: str
    title: str
    place: str
    time_zone: str


class KeptFile(msgspec.Struct, frozen=True):
    """A file for download."""

    file_name: str
    content: bytes


def calls(session: Session, viewer: Viewer) -> tuple[CallLine, ...]:
    """The calls that a person may see, the latest first. Raises `NotYours`."""
    demand(may_read_calls(viewer.role))
    rows = session.execute(
        calls_open_to(viewer)
        .join(Meeting, col(Meeting.id) == col(CallForInputs.meeting_id))
        .add_columns(col(Meeting.title), col(Meeting.time_zone))
        .order_by(col(CallForInputs.put_at).desc(), col(CallForInputs.id))
    ).all()
    given = set(
        session.exec(
            select(Contribution.call_id).where(
                col(Contribution.delegation_id) == viewer.delegation_id, col(Contribution.ended_at).is_(None)
            )
        )
    )
    return tuple(
        CallLine(
            id=call.id,
            title=call.title,
            meeting=meeting,
            time_zone=time_zone,
            due_at=call.due_at,
            is_closed=call.closed_at is not None,
            asks_observers=call.asks_observers,
            has_given=call.id in given,
        )
        for call, meeting, time_zone in rows
    )


def call_page(session: Session, viewer: Viewer, call_id: str) -> CallPage:
    """One call. Raises `NotYours`, `NotFound`."""
    demand(may_read_calls(viewer.role))
    call = call_for(session, viewer, call_id)
    meeting = session.get_one(Meeting, call.meeting_id)
    register = register_of(session, viewer, call)
    # A member that came after the hour was not asked, and may give late as every member.
    were_asked = asked_in(session, call) | register.keys()
    asked = [each for each in named(naming_of_body(session, call.body_id)) if each.id in were_asked]
    knows = is_register_open(viewer, call)
    extensions = session.exec(
        select(CallExtension).where(col(CallExtension.call_id) == call.id).order_by(col(CallExtension.at))
    ).all()
    return CallPage(
        id=call.id,
        title=call.title,
        question=call.question,
        meeting=meeting.title,
        place=meeting.place,
        time_zone=meeting.time_zone,
        put_at=call.put_at,
        due_at=call.due_at,
        is_closed=call.closed_at is not None,
        asks_observers=call.asks_observers,
        is_open_to_all=call.is_open_to_all,
        extensions=tuple(CallMove(each.from_due_at, each.to_due_at, each.at) for each in extensions),
        is_register_open=knows,
        gave=tuple(each.name for each in asked if register.get(each.id) is False),
        gave_late=tuple(each.name for each in asked if register.get(each.id)),
        awaited=tuple(each.name for each in asked if each.id not in register) if knows else (),
        contributions=_contributions(session, viewer, call, {each.id: each.name for each in asked}),
        begun=_begun(session, viewer, call),
    )


def call_file(session: Session, viewer: Viewer, call_id: str, file_id: str) -> KeptFile:
    """One file that was given to a call, as it came. Raises `NotYours`, `NotFound`."""
    demand(may_read_calls(viewer.role))
    file = contribution_file_for(session, viewer, call_for(session, viewer, call_id), file_id)
    return KeptFile(file.file_name, file.content)


def meetings_to_call_for(session: Session, viewer: Viewer) -> tuple[MeetingChoice, ...]:
    """The meetings before which a call may be put, the latest first. Raises `NotYours`."""
    demand(may_put_call(viewer.role))
    rows = session.exec(
        select(Meeting)
        .where(col(Meeting.body_id) == viewer.body_id)
        .order_by(col(Meeting.starts_on).desc(), col(Meeting.id))
    )
    return tuple(MeetingChoice(each.id, each.title, each.place, each.time_zone) for each in rows)


def zone_of_meeting(session: Session, viewer: Viewer, meeting_id: str) -> str:
    """The time zone of a meeting of the person's body. Raises `NotFound`."""
    return meeting_for(session, viewer, meeting_id).time_zone


def _contributions(
    session: Session, viewer: Viewer, call: CallForInputs, names: dict[str, str]
) -> tuple[ContributionLine, ...]:
    rows = session.exec(contributions_open_to(viewer, call)).all()
    files: dict[str, list[GivenFile]] = {row.id: [] for row in rows}
    for file_id, owner, name, digest in session.exec(
        select(
            ContributionFile.id,
            ContributionFile.contribution_id,
            ContributionFile.file_name,
            ContributionFile.digest,
        )
        .where(col(ContributionFile.contribution_id).in_(list(files)))
        .order_by(col(ContributionFile.place_in_order))
    ):
        files[owner].append(GivenFile(file_id, name, digest))
    places = {delegation_id: place for place, delegation_id in enumerate(names)}
    return tuple(
        ContributionLine(
            id=row.id,
            delegation=names[row.delegation_id],
            is_own=row.delegation_id == viewer.delegation_id,
            text=row.text,
            given_at=row.given_at,
            is_late=row.is_late,
            files=tuple(files[row.id]),
        )
        for row in sorted(rows, key=lambda row: (places[row.delegation_id], row.is_late))
    )


def _begun(session: Session, viewer: Viewer, call: CallForInputs) -> tuple[BegunText, ...]:
    begun = session.exec(
        statements_open_to(viewer)
        .join(TextFromCall, col(TextFromCall.statement_id) == col(Statement.id))
        .where(col(TextFromCall.call_id) == call.id)
        .order_by(col(TextFromCall.at), col(Statement.id))
    ).all()
    titles = titles_of(session, viewer, [each.id for each in begun])
    return tuple(BegunText(each.id, titles.get(each.id, "")) for each in begun)
