"""Sets a conference up: the body, its delegations and rules, its meetings, what is printed around the text.

Without `by` it is the installation itself that acts, from its command line.
"""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session, col, delete, select

from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line, optional_line
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record, record_in_office
from jointstatement.database import take_lock
from jointstatement.errors import N_, BadInput, ChangedMeanwhile, MembershipStands, NotFound, ParticipantsStand
from jointstatement.models import (
    Adoption,
    Body,
    CoChair,
    Delegation,
    Meeting,
    Participant,
    Person,
    Signatory,
    Statement,
)
from jointstatement.terms import ATTENDING, ROLE_OF, Chain, Participation, Verb
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_at_all, may_manage_body, may_set_furniture

MOST_LINES = 1000
"""Lines of a list of participants or a signature block."""
LONGEST_SILENCE_RULE = 24 * 366
"""Hours that a body may prescribe for its shortest silence procedure."""


def found_body(
    session: Session,
    *,
    name: str,
    short_name: str,
    marking: str = "Delegations only",
    language: str = "en",
    now: datetime,
) -> str:
    """Begins a body; its rules are the usual ones until `change_body_rules`. Returns its id."""
    body = Body(
        name=line("name", name),
        short_name=line("short_name", short_name),
        marking=optional_line("marking", marking),
        language=line("language", language, longest=35),
    )
    keep(session, body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="body_founded",
        by=None,
        now=now,
        body_id=body.id,
        payload={"name": body.name, "short_name": body.short_name, "marking": body.marking, "language": body.language},
    )
    return body.id


def change_body_rules(
    session: Session,
    body_id: str,
    *,
    marking: str,
    shortest_silence_hours: int,
    names_the_breaker: bool,
    matrix_open_to_members: bool,
    expected: int,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Changes what the body's own rules say. Raises `ChangedMeanwhile` where they changed since they were seen."""
    body = _body_for(session, by, body_id)
    _demand_manager(by)
    _demand_version(body, expected)
    if not 1 <= shortest_silence_hours <= LONGEST_SILENCE_RULE:
        raise BadInput(
            "shortest_silence_hours", N_("Please give a number of hours from 1 to {most}."), most=LONGEST_SILENCE_RULE
        )
    body.marking = optional_line("marking", marking)
    body.shortest_silence_hours = shortest_silence_hours
    body.names_the_breaker = names_the_breaker
    body.matrix_open_to_members = matrix_open_to_members
    session.add(body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="body_rules_changed",
        by=by,
        now=now,
        body_id=body.id,
        payload={
            "marking": body.marking,
            "shortest_silence_hours": shortest_silence_hours,
            "names_the_breaker": names_the_breaker,
            "matrix_open_to_members": matrix_open_to_members,
        },
    )


def choose_what_guests_read(
    session: Session, body_id: str, *, drafts: bool, expected: int, by: Viewer | None, now: datetime
) -> None:
    """Guests read tabled texts as observers do, or adopted texts and nothing of how they came about; at once.

    Raises `ChangedMeanwhile`. Where it is so already nothing happens.
    """
    body = _body_for(session, by, body_id)
    _demand_manager(by)
    _demand_version(body, expected)
    if body.guests_read_drafts is drafts:
        return
    body.guests_read_drafts = drafts
    session.add(body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="guests_read_drafts" if drafts else "guests_read_adopted",
        by=by,
        now=now,
        body_id=body.id,
        payload={},
    )


def add_delegation(
    session: Session,
    body_id: str,
    *,
    name: str,
    order: int,
    participation: Participation = Participation.MEMBER,
    by: Viewer | None,
    now: datetime,
) -> str:
    """Adds a delegation under the name, and at the place, that the body itself uses. Returns its id."""
    body = _body_for(session, by, body_id)
    _demand_manager(by)
    name = line("name", name)
    if not 1 <= order <= MOST_LINES:
        raise BadInput("order", N_("Please give a place in the order from 1 to {most}."), most=MOST_LINES)
    same = select(Delegation).where(col(Delegation.body_id) == body.id, col(Delegation.name) == name)
    if session.exec(same).first() is not None:
        raise BadInput("name", N_("There is already a delegation of that name: {name}."), name=name)
    delegation = Delegation(body_id=body.id, name=name, place_in_order=order, participation=participation)
    keep(session, delegation)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="delegation_added",
        by=by,
        now=now,
        body_id=body.id,
        payload={"delegation": delegation.id, "name": name, "order": order, "participation": participation},
    )
    return delegation.id


def change_participation(
    session: Session,
    delegation_id: str,
    *,
    participation: Participation,
    expected: int,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Says as what a delegation takes part that is no member; its persons have that role at once.

    What it gave and what it stands by stays. Raises `MembershipStands` for a member and for what would become one, and
    `ChangedMeanwhile`.
    """
    delegation = session.get(Delegation, delegation_id)
    if delegation is None or (by is not None and by.body_id != delegation.body_id):
        raise NotFound()
    _demand_manager(by)
    if delegation.version != expected:
        raise ChangedMeanwhile()
    if delegation.is_member or participation is Participation.MEMBER:
        raise MembershipStands(delegation=delegation.name)
    if delegation.participation is participation:
        return
    before, delegation.participation = delegation.participation, participation
    persons = session.exec(
        select(Person).where(col(Person.delegation_id) == delegation.id, col(Person.role).in_(ATTENDING))
    ).all()
    for person in persons:
        person.role = ROLE_OF[participation]
    keep(session, delegation, *persons)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind=f"became_{participation}",
        by=by,
        now=now,
        body_id=delegation.body_id,
        payload={"delegation": delegation.id, "name": delegation.name, "before": before},
    )


def hold_meeting(
    session: Session,
    body_id: str,
    *,
    title: str,
    place: str,
    starts_on: date,
    ends_on: date,
    time_zone: str,
    chair: str,
    co_chairs: Sequence[str] = (),
    secretariat: str = "",
    by: Viewer | None,
    now: datetime,
) -> str:
    """Enters a meeting of the body. Returns its id."""
    body = _body_for(session, by, body_id)
    _demand_manager(by)
    meeting = Meeting(
        body_id=body.id,
        title=line("title", title),
        place=line("place", place),
        starts_on=starts_on,
        ends_on=_last_day(starts_on, ends_on),
        time_zone=_zone(time_zone),
        chair=line("chair", chair),
        secretariat=optional_line("secretariat", secretariat),
    )
    keep(session, meeting)
    _set_co_chairs(session, meeting, co_chairs)
    _record_meeting(session, meeting, co_chairs, kind="meeting_held", by=by, now=now)
    return meeting.id


def change_meeting(
    session: Session,
    meeting_id: str,
    *,
    title: str,
    place: str,
    starts_on: date,
    ends_on: date,
    time_zone: str,
    chair: str,
    co_chairs: Sequence[str] = (),
    secretariat: str = "",
    expected: int,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Changes what is known of a meeting; hours already set stay the instants they are.

    A text that was made with the old names keeps them: it changes only where somebody rewords it. Raises
    `ChangedMeanwhile`.
    """
    meeting = _meeting_for(session, by, meeting_id)
    _demand_manager(by)
    _demand_version(meeting, expected)
    meeting.title = line("title", title)
    meeting.place = line("place", place)
    meeting.starts_on = starts_on
    meeting.ends_on = _last_day(starts_on, ends_on)
    meeting.time_zone = _zone(time_zone)
    meeting.chair = line("chair", chair)
    meeting.secretariat = optional_line("secretariat", secretariat)
    session.add(meeting)
    _set_co_chairs(session, meeting, co_chairs)
    _record_meeting(session, meeting, co_chairs, kind="meeting_changed", by=by, now=now)


def set_participants(
    session: Session,
    meeting_id: str,
    participants: Sequence[tuple[str, str, str]],
    *,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Replaces a meeting's list of participants: (name, rank, delegation), as typed and in that order.

    It is printed with every statement of the meeting: when one is adopted, `ParticipantsStand`.
    """
    meeting = _meeting_for(session, by, meeting_id)
    if by is not None:
        demand(may_at_all(Verb.SET_FURNITURE, by.role))
    if _has_adopted(session, meeting):
        raise ParticipantsStand()
    _demand_length("participants", participants)
    rows = [
        Participant(
            meeting_id=meeting.id,
            place_in_order=place,
            name=line("name", name),
            rank=optional_line("rank", rank),
            delegation=optional_line("delegation", delegation),
        )
        for place, (name, rank, delegation) in enumerate(participants, start=1)
    ]
    session.exec(delete(Participant).where(col(Participant.meeting_id) == meeting.id))
    keep(session, *rows)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="participants_set",
        by=by,
        now=now,
        body_id=meeting.body_id,
        payload={"meeting": meeting.id, "participants": [[row.name, row.rank, row.delegation] for row in rows]},
    )


def set_signatories(
    session: Session,
    statement_id: str,
    signatories: Sequence[tuple[str, str]],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Replaces a statement's signature block: (name, for whom), as typed and in that order; until adoption."""
    statement = statement_for(session, by, statement_id)
    demand(may_set_furniture(workflow_of(statement), situation_of(session, statement, now), by.role))
    _demand_length("signatories", signatories)
    rows = [
        Signatory(
            statement_id=statement.id,
            place_in_order=place,
            name=line("name", name),
            for_whom=optional_line("for_whom", for_whom),
        )
        for place, (name, for_whom) in enumerate(signatories, start=1)
    ]
    session.exec(delete(Signatory).where(col(Signatory.statement_id) == statement.id))
    keep(session, *rows)
    record_in_office(
        session,
        statement,
        kind="signatories_set",
        by=by,
        now=now,
        payload={"signatories": [[row.name, row.for_whom] for row in rows]},
    )


def _body_for(session: Session, by: Viewer | None, body_id: str) -> Body:
    body = session.get(Body, body_id)
    if body is None or (by is not None and by.body_id != body.id):
        raise NotFound()
    return body


def _meeting_for(session: Session, by: Viewer | None, meeting_id: str) -> Meeting:
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or (by is not None and by.body_id != meeting.body_id):
        raise NotFound()
    return meeting


def _has_adopted(session: Session, meeting: Meeting) -> bool:
    """Whether a statement of the meeting was adopted; none can be before the transaction ends."""
    of_meeting = select(Statement.id).where(col(Statement.meeting_id) == meeting.id)
    # In one order everywhere, so that two writers never wait for each other.
    for statement_id in sorted(session.exec(of_meeting)):
        take_lock(session, statement_id)
    return session.exec(select(Adoption.id).where(col(Adoption.statement_id).in_(of_meeting))).first() is not None


def _demand_manager(by: Viewer | None) -> None:
    if by is not None:
        demand(may_manage_body(by.role))


def _demand_version(row: Body | Meeting, expected: int) -> None:
    if row.version != expected:
        raise ChangedMeanwhile()


def _demand_length(field: str, lines: Sequence[object]) -> None:
    if len(lines) > MOST_LINES:
        raise BadInput(field, N_("This list is too long: at most {most} lines."), most=MOST_LINES)


def _last_day(starts_on: date, ends_on: date) -> date:
    if ends_on < starts_on:
        raise BadInput("ends_on", N_("The meeting ends before it begins. Please correct its days."))
    return ends_on


def _zone(time_zone: str) -> str:
    name = line("time_zone", time_zone)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
        raise BadInput(
            "time_zone", N_("There is no time zone “{zone}”. Zones are written as “Europe/Vienna”."), zone=name
        ) from trouble
    return name


def _set_co_chairs(session: Session, meeting: Meeting, names: Sequence[str]) -> None:
    _demand_length("co_chairs", names)
    rows = [
        CoChair(meeting_id=meeting.id, place_in_order=place, name=line("co_chairs", name))
        for place, name in enumerate(names, start=1)
    ]
    session.exec(delete(CoChair).where(col(CoChair.meeting_id) == meeting.id))
    keep(session, *rows)


def _record_meeting(
    session: Session, meeting: Meeting, co_chairs: Sequence[str], *, kind: str, by: Viewer | None, now: datetime
) -> None:
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind=kind,
        by=by,
        now=now,
        body_id=meeting.body_id,
        payload={
            "meeting": meeting.id,
            "title": meeting.title,
            "place": meeting.place,
            "starts_on": meeting.starts_on,
            "ends_on": meeting.ends_on,
            "time_zone": meeting.time_zone,
            "chair": meeting.chair,
            "co_chairs": co_chairs,
            "secretariat": meeting.secretariat,
        },
    )
