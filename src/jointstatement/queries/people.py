"""What is shown of and to persons: what stands around every page, the list of persons, a person's notices."""

from collections import defaultdict
from datetime import datetime

import msgspec
from sqlalchemy import func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from jointstatement.access.admission import link_of_secret, viewer_of_person
from jointstatement.access.calls import calls_open_to
from jointstatement.access.incoming_chair import incoming_of, is_incoming, reads_beside
from jointstatement.access.naming import naming_of, naming_of_body
from jointstatement.access.statements import all_delegations_of, statements_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.database import put_together_once, remembered
from jointstatement.errors import NotFound
from jointstatement.models import Body, CallForInputs, Meeting, Notice, Person, SignInLink, Statement
from jointstatement.queries.dashboard import titles_of
from jointstatement.queries.sentences import in_the_names_of
from jointstatement.terms import ATTENDING, Participation, Role
from jointstatement.workflow.permit import demand, may_manage_persons, may_reissue_link, may_replace_head

_LONGEST_LIST = 200


class Surroundings(msgspec.Struct, frozen=True):
    """What every page shows around its own matter."""

    body: str
    body_short: str
    marking: str
    language: str
    """The language of the body's texts."""
    unread: int
    """The person's own notices not read yet."""
    is_incoming_chair: bool
    """The person comes with the next term of the chair."""
    reads_desk: bool
    """And reads beside the chair until then."""
    copies_are_named: bool
    """Drafts that a delegation takes out say whose copy they are."""
    copies_are_logged: bool
    """The body keeps who took them out."""


def surroundings(session: Session, viewer: Viewer) -> Surroundings:
    """The body's name and marking, and what it holds for this person: notices, the next term. One SQL statement."""
    of_person = viewer.person_id, viewer.body_id
    return remembered(session, lambda: _surroundings(session, viewer), "surroundings", *of_person)


def _surroundings(session: Session, viewer: Viewer) -> Surroundings:
    body, unread, is_coming, reads_desk = session.exec(_around(viewer.person_id, viewer.body_id)).one()
    return Surroundings(
        body=body.name,
        body_short=body.short_name,
        marking=body.marking,
        language=body.language,
        unread=unread,
        is_incoming_chair=is_coming,
        reads_desk=reads_desk,
        copies_are_named=body.copies_are_named,
        copies_are_logged=body.copies_are_logged,
    )


@put_together_once
def _around(person_id: str, body_id: str) -> Select[Body, int, bool, bool]:
    waiting = (
        select(func.count())
        .select_from(Notice)
        .where(col(Notice.person_id) == person_id, col(Notice.read_at).is_(None))
        .scalar_subquery()
    )
    coming, beside = is_incoming(person_id), reads_beside(person_id)
    return select(Body, waiting, coming, beside).where(col(Body.id) == body_id)


def person_of_link(session: Session, secret: str, *, now: datetime) -> Viewer:
    """Whose personal link it is. Raises `NotSignedIn` for one that is unknown, revoked or expired."""
    return viewer_of_person(session, link_of_secret(session, secret, now=now).person_id)


class PersonLine(msgspec.Struct, frozen=True):
    """One person with access."""

    id: str
    name: str
    role: Role
    link_issued_at: datetime | None
    """Since when the newest live link is there; `None` where the person cannot come in."""
    is_incoming_chair: bool
    """Comes with the next term of the chair."""


class Seat(msgspec.Struct, frozen=True):
    """A delegation, or the chair's office and the installation (with an empty id), and its persons."""

    delegation_id: str
    name: str
    participation: Participation
    persons: tuple[PersonLine, ...]

    @property
    def is_member(self) -> bool:
        """Its persons are a head and experts."""
        return self.participation is Participation.MEMBER

    @property
    def head(self) -> PersonLine | None:
        """The head of the delegation, where it has one."""
        return next((person for person in self.persons if person.role is Role.HEAD), None)


class People(msgspec.Struct, frozen=True):
    """Everybody with access, seat by seat; delegations in the body's own order."""

    office: Seat
    delegations: tuple[Seat, ...]
    apart: Seat
    """Those that attend and are of no delegation."""

    def seat_of(self, delegation_id: str) -> Seat:
        """The seat of a member delegation. Raises `NotFound`."""
        for seat in self.delegations:
            if seat.delegation_id == delegation_id and seat.is_member:
                return seat
        raise NotFound()


def people(session: Session, viewer: Viewer, *, now: datetime) -> People:
    """Who has access to the body's negotiations. Says nothing of who has come in or when. Raises `NotYours`."""
    demand(may_manage_persons(viewer.role))
    delegations = all_delegations_of(session, viewer.body_id)
    newest_link = (
        select(func.max(SignInLink.issued_at))
        .where(
            col(SignInLink.person_id) == col(Person.id),
            col(SignInLink.revoked_at).is_(None),
            or_(col(SignInLink.expires_at).is_(None), col(SignInLink.expires_at) > now),
        )
        .scalar_subquery()
    )
    rows = session.exec(
        select(Person, newest_link)
        .where(col(Person.body_id) == viewer.body_id, col(Person.ended_at).is_(None))
        .order_by(col(Person.name), col(Person.id))
    ).all()
    coming = incoming_of(session, viewer.body_id)
    seated: dict[str, list[PersonLine]] = defaultdict(list)
    for person, issued in rows:
        seat = person.delegation_id or ("apart" if person.role in ATTENDING else "office")
        seated[seat].append(PersonLine(person.id, person.name, person.role, issued, person.id in coming))
    naming = naming_of_body(session, viewer.body_id)
    order = list(Role)
    for persons in seated.values():
        persons.sort(key=lambda person: order.index(person.role))
    return People(
        office=Seat("", "", Participation.MEMBER, tuple(seated["office"])),
        delegations=tuple(
            Seat(each.id, naming.name(each.id), each.participation, tuple(seated[each.id])) for each in delegations
        ),
        apart=Seat("", "", Participation.OBSERVER, tuple(seated["apart"])),
    )


def person_for_slip(session: Session, viewer: Viewer, person_id: str) -> Viewer:
    """Whose slip is printed. Raises `NotYours`, and `NotFound` for a person who has left or is of another body."""
    demand(may_reissue_link(viewer.role))
    person = session.get(Person, person_id)
    if person is None or person.body_id != viewer.body_id or person.ended_at is not None:
        raise NotFound()
    return viewer_of_person(session, person_id)


def head_of(session: Session, viewer: Viewer, delegation_id: str) -> Viewer:
    """The head of a delegation. Raises `NotYours`, and `NotFound` where there is none."""
    demand(may_replace_head(viewer.role))
    head = session.exec(
        select(Person.id).where(
            col(Person.body_id) == viewer.body_id,
            col(Person.delegation_id) == delegation_id,
            col(Person.role) == Role.HEAD,
            col(Person.ended_at).is_(None),
        )
    ).first()
    if head is None:
        raise NotFound()
    return viewer_of_person(session, head)


class NoticeLine(msgspec.Struct, frozen=True):
    """One line of a person's list of notices."""

    kind: str
    parameters: dict[str, str | int]
    at: datetime
    is_new: bool
    statement_id: str
    statement: str
    """The title of the statement, or of the call for inputs."""
    meeting: str
    time_zone: str
    call_id: str = ""
    """Where it is about a call for inputs, and about no statement."""


def notices(session: Session, viewer: Viewer) -> tuple[NoticeLine, ...]:
    """The person's own notices, the newest first; those of what is no longer open to them are left out."""
    found = [*_of_statements(session, viewer), *_of_calls(session, viewer)]
    found.sort(key=lambda pair: (pair[0].at, pair[0].number), reverse=True)
    return tuple(line for _, line in found[:_LONGEST_LIST])


def _of_calls(session: Session, viewer: Viewer) -> list[tuple[Notice, NoticeLine]]:
    open_to = calls_open_to(viewer).subquery()
    rows = session.exec(
        select(Notice, Meeting, CallForInputs)
        .join(CallForInputs, col(CallForInputs.id) == col(Notice.call_id))
        .join(Meeting, col(Meeting.id) == col(CallForInputs.meeting_id))
        .where(col(Notice.person_id) == viewer.person_id, col(CallForInputs.id).in_(select(open_to.c.id)))
        .order_by(col(Notice.at).desc(), col(Notice.number).desc())
        .limit(_LONGEST_LIST)
    ).all()
    naming = naming_of_body(session, viewer.body_id)
    return [
        (notice, _line(notice, in_the_names_of(naming, _filling(notice)), call.title, meeting))
        for notice, meeting, call in rows
    ]


def _of_statements(session: Session, viewer: Viewer) -> list[tuple[Notice, NoticeLine]]:
    open_to = statements_open_to(viewer).subquery()
    rows = session.exec(
        select(Notice, Meeting, Statement)
        .join(Statement, col(Statement.id) == col(Notice.statement_id))
        .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
        .where(col(Notice.person_id) == viewer.person_id, col(Statement.id).in_(select(open_to.c.id)))
        .order_by(col(Notice.at).desc(), col(Notice.number).desc())
        .limit(_LONGEST_LIST)
    ).all()
    titles = titles_of(session, viewer, [notice.statement_id or "" for notice, _, _ in rows])
    about = {statement.id: statement for _, _, statement in rows}
    namings = {statement_id: naming_of(session, statement) for statement_id, statement in about.items()}
    return [
        (
            notice,
            _line(
                notice,
                _named(viewer, in_the_names_of(namings[statement.id], _filling(notice))),
                titles.get(statement.id, ""),
                meeting,
            ),
        )
        for notice, meeting, statement in rows
    ]


def _line(notice: Notice, parameters: dict[str, str | int], title: str, meeting: Meeting) -> NoticeLine:
    return NoticeLine(
        kind=notice.kind,
        parameters=parameters,
        at=notice.at,
        is_new=notice.read_at is None,
        statement_id=notice.statement_id or "",
        statement=title,
        meeting=meeting.title,
        time_zone=meeting.time_zone,
        call_id=notice.call_id or "",
    )


def _filling(notice: Notice) -> dict[str, str | int]:
    """What fills the sentence of a notice, by name."""
    return msgspec.json.decode(notice.parameters, type=dict[str, str | int])


def _named(viewer: Viewer, parameters: dict[str, str | int]) -> dict[str, str | int]:
    """What a notice names. An observer learns what happened, as from the record, and not which delegation did it."""
    if viewer.role in ATTENDING:
        return {name: value for name, value in parameters.items() if name != "delegation"}
    return parameters
