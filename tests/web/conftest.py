"""A forum with three delegations, its persons, and a browser for each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from litestar import Litestar
from sqlmodel import select
from tests.web.windows import ADDRESS, Browser

from jointstatement.access.admission import hash_of_secret, new_secret
from jointstatement.database import Database
from jointstatement.models import Body, Delegation, Meeting, Person, SignIn, SignInLink
from jointstatement.terms import Role


@dataclass(frozen=True)
class Cast:
    """Who takes part; each person by a short name."""

    body: str
    meeting: str
    delegations: dict[str, str]
    persons: dict[str, str]
    links: dict[str, str]
    """The secret of each person's link."""


@pytest.fixture
def cast(database: Database) -> Cast:
    """The Lake Forum: Aland, Bergia and Corvia, its chair's office, an observer and an administrator."""
    return database.write_and_wait(_gather)


@pytest.fixture
def browser(application: Litestar, database: Database) -> Callable[[], Browser]:
    """Opens a browser that nobody has signed in with."""
    application.state.database = database
    return lambda: Browser(application, base_url=ADDRESS, raise_server_exceptions=False)


@pytest.fixture
def come_in(browser: Callable[[], Browser], database: Database) -> Callable[[str], Browser]:
    """Opens a browser in which the person with this id has signed in."""

    def open_for(person_id: str) -> Browser:
        fresh = browser()
        secret = new_secret()
        database.write_and_wait(_sign_in, person_id, secret)
        fresh.cookies.set("session", secret)
        return fresh

    return open_for


@pytest.fixture
def signed_in(come_in: Callable[[str], Browser], cast: Cast) -> Callable[[str], Browser]:
    """Opens a browser in which somebody of the cast has signed in, by the short name."""
    return lambda name: come_in(cast.persons[name])


def _gather(session, *, now) -> Cast:
    body = Body(name="Lake Forum of Coastal Authorities", short_name="Lake Forum")
    session.add(body)
    session.flush()  # the members point at it
    meeting = Meeting(
        body_id=body.id,
        title="3rd Ministerial Meeting",
        place="Port Bergia",
        starts_on=now.date(),
        ends_on=now.date() + timedelta(days=1),
        time_zone="Europe/Vienna",
        chair="Bergia",
    )
    session.add(meeting)
    delegations = {}
    for place, name in enumerate(("Aland", "Bergia", "Corvia"), 1):
        delegation = Delegation(body_id=body.id, name=name, place_in_order=place)
        session.add(delegation)
        delegations[name] = delegation.id
    session.flush()  # the persons point at them
    persons, links = {}, {}
    for name, role, delegation in (
        ("chair", Role.CHAIR, None),
        ("secretariat", Role.SECRETARIAT, None),
        ("administrator", Role.ADMINISTRATOR, None),
        ("observer", Role.OBSERVER, None),
        ("aland", Role.HEAD, "Aland"),
        ("bergia", Role.HEAD, "Bergia"),
        ("corvia", Role.HEAD, "Corvia"),
        ("expert", Role.EXPERT, "Aland"),
    ):
        person = Person(
            body_id=body.id, name=f"Person {name}", role=role, delegation_id=delegations.get(delegation or "")
        )
        session.add(person)
        session.flush()  # the link points at the person
        links[name] = new_secret()
        session.add(SignInLink(person_id=person.id, token_hash=hash_of_secret(links[name]), issued_at=now))
        persons[name] = person.id
    return Cast(body=body.id, meeting=meeting.id, delegations=delegations, persons=persons, links=links)


def _sign_in(session, person_id: str, secret: str, *, now) -> None:
    link = session.exec(select(SignInLink).where(SignInLink.person_id == person_id)).first()
    if link is None:
        link = SignInLink(person_id=person_id, token_hash=hash_of_secret(new_secret()), issued_at=now)
        session.add(link)
        session.flush()  # the sign-in points at it
    session.add(
        SignIn(
            person_id=person_id,
            link_id=link.id,
            token_hash=hash_of_secret(secret),
            started_at=now,
            expires_at=now + timedelta(hours=12),
        )
    )
