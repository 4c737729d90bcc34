"""How the delegations are named: the body's profiles, what one of them holds, and which one a statement follows."""

from datetime import datetime

import msgspec
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from jointstatement.access.naming import names_of, naming_of_body
from jointstatement.access.statements import all_delegations_of, body_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import (
    DelegationNames,
    NamingChoice,
    NamingEdition,
    NamingProfile,
    Person,
)
from jointstatement.queries.statement import StatementHead, head_of, scene_of
from jointstatement.terms import CollectiveNoun, FootnoteAt, NamingMode, Participation
from jointstatement.text.naming import Naming
from jointstatement.workflow.permit import demand, may_choose_names, may_manage_names, may_read_office


class ProfileLine(msgspec.Struct, frozen=True):
    """One profile among those of the body."""

    id: str
    title: str
    edition: int
    mode: NamingMode
    noun: CollectiveNoun
    saved_at: datetime
    saved_by: str
    is_of_body: bool
    """The body names its delegations by it wherever a statement has no profile of its own."""


class NamesLine(msgspec.Struct, frozen=True):
    """The names of one delegation in a profile."""

    delegation_id: str
    state: str
    short: str
    capital: str
    person: str
    adjective: str
    avoided: tuple[str, ...]
    footnote: str
    mark: str
    footnote_at: FootnoteAt
    sort_keys: tuple[tuple[str, str], ...]
    """Language and key; the language "" is for all others."""
    participation: Participation


class NamedLine(msgspec.Struct, frozen=True):
    """A delegation as a list prints it."""

    name: str
    mark: str


class ListedNames(msgspec.Struct, frozen=True):
    """The members in their order, and the footnotes that their names carry."""

    members: tuple[NamedLine, ...]
    footnotes: tuple[tuple[str, str], ...]
    noun: CollectiveNoun


class ProfilesPage(msgspec.Struct, frozen=True):
    """The profiles of the body."""

    body: str
    profiles: tuple[ProfileLine, ...]
    listed: ListedNames
    """As the body names its delegations now."""


class ProfilePage(msgspec.Struct, frozen=True):
    """One profile in its last edition."""

    body: str
    id: str
    title: str
    edition: int
    mode: NamingMode
    noun: CollectiveNoun
    chair_first: bool
    is_sorted: bool
    known_abbreviations: str
    names: tuple[NamesLine, ...]
    """In the body's own order."""


class StatementNames(msgspec.Struct, frozen=True):
    """How one statement names the delegations."""

    head: StatementHead
    refusal: Refusal | None
    """Why no other profile can be chosen, or nothing where one can."""
    profiles: tuple[ProfileLine, ...]
    chosen: str
    """The id of the statement's own profile; empty where it follows the body."""
    listed: ListedNames


def profiles_page(session: Session, viewer: Viewer) -> ProfilesPage:
    """The profiles of the person's body; for its secretariat. Raises `NotYours`."""
    demand(may_manage_names(viewer.role))
    naming = naming_of_body(session, viewer.body_id)
    return ProfilesPage(body_for(session, viewer).name, _profiles(session, viewer), listed_names(naming))


def profile_page(session: Session, viewer: Viewer, profile_id: str) -> ProfilePage:
    """One profile. Raises `NotYours`, `NotFound`."""
    demand(may_manage_names(viewer.role))
    profile = session.exec(
        select(NamingProfile).where(col(NamingProfile.id) == profile_id, col(NamingProfile.body_id) == viewer.body_id)
    ).first()
    if profile is None:
        raise NotFound()
    edition = session.exec(
        select(NamingEdition)
        .where(col(NamingEdition.profile_id) == profile.id)
        .order_by(col(NamingEdition.number).desc())
        .limit(1)
    ).one()
    rows = session.exec(select(DelegationNames).where(col(DelegationNames.edition_id) == edition.id)).all()
    delegations = all_delegations_of(session, viewer.body_id)
    return ProfilePage(
        body=body_for(session, viewer).name,
        id=profile.id,
        title=profile.title,
        edition=edition.number,
        mode=edition.mode,
        noun=edition.noun,
        chair_first=edition.chair_first,
        is_sorted=edition.is_sorted,
        known_abbreviations=edition.known_abbreviations,
        names=tuple(
            NamesLine(
                delegation_id=row.delegation_id,
                state=row.state,
                short=row.short,
                capital=row.capital,
                person=row.person,
                adjective=row.adjective,
                avoided=row.avoided,
                footnote=row.footnote,
                mark=row.mark,
                footnote_at=row.footnote_at,
                sort_keys=row.sort_keys,
                participation=row.participation,
            )
            for row in names_of(rows, delegations)
        ),
    )


def statement_names(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> StatementNames:
    """How one statement names the delegations; for the chair's office. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    demand(may_read_office(viewer.role))
    last = session.exec(
        select(NamingChoice)
        .where(col(NamingChoice.statement_id) == scene.statement.id)
        .order_by(col(NamingChoice.number).desc())
        .limit(1)
    ).first()
    return StatementNames(
        head=head_of(scene),
        refusal=may_choose_names(scene.workflow, scene.situation, viewer.role),
        profiles=_profiles(session, viewer),
        chosen=(last.profile_id or "") if last else "",
        listed=listed_names(scene.naming),
    )


def listed_names(naming: Naming) -> ListedNames:
    """The list of members that a naming makes, with its footnotes."""
    members = {row.delegation_id for row in naming.names if row.is_member}
    marks = {row.delegation_id: row.mark for row in naming.names}
    return ListedNames(
        members=tuple(NamedLine(naming.name(each), marks[each]) for each in naming.order if each in members),
        footnotes=naming.footnotes(),
        noun=naming.noun,
    )


def _profiles(session: Session, viewer: Viewer) -> tuple[ProfileLine, ...]:
    of_profile = aliased(NamingEdition)
    last = (
        select(func.max(of_profile.number))
        .where(col(of_profile.profile_id) == col(NamingProfile.id))
        .correlate(NamingProfile)
        .scalar_subquery()
    )
    rows = session.exec(
        select(NamingProfile, NamingEdition, Person)
        .join(NamingEdition, col(NamingEdition.profile_id) == col(NamingProfile.id))
        .join(Person, col(Person.id) == col(NamingEdition.saved_by))
        .where(col(NamingProfile.body_id) == viewer.body_id, col(NamingEdition.number) == last)
        .order_by(col(NamingProfile.title))
    ).all()
    of_body = session.exec(
        select(NamingChoice.profile_id)
        .where(col(NamingChoice.body_id) == viewer.body_id, col(NamingChoice.statement_id).is_(None))
        .order_by(col(NamingChoice.number).desc())
        .limit(1)
    ).first()
    return tuple(
        ProfileLine(
            id=profile.id,
            title=profile.title,
            edition=edition.number,
            mode=edition.mode,
            noun=edition.noun,
            saved_at=edition.saved_at,
            saved_by=person.name,
            is_of_body=profile.id == of_body,
        )
        for profile, edition, person in rows
    )
