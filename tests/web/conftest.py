"""A forum with three delegations, its persons, and a browser for each of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from litestar.testing import TestClient
from sqlmodel import SQLModel, select

from jointstatement.access.admission import hash_of_secret, new_secret
from jointstatement.app import create_app
from jointstatement.database import Database
from jointstatement.models import Body, Delegation, Meeting, Person, SignIn, SignInLink
from jointstatement.settings import Settings
from jointstatement.terms import Role

ADDRESS = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Cast:
    """Who takes part; each person by a short name."""

    body: str
    meeting: str
    delegations: dict[str, str]
    persons: dict[str, str]
    links: dict[str, str]
    """The secret of each person's link."""


class Browser(TestClient):  # type: ignore[type-arg]
    """A browser of one person: sends what a browser sends, forms with the hidden fields of the page they stand on."""

    __test__ = False

    def fill(self, page: str, action: str, *, follow: bool = True, **fields: object):
        """Opens a page, fills in the form that goes to `action` and sends it."""
        shown = self.get(page)
        assert shown.status_code == 200, shown.text
        return self.submit(action, hidden_fields(shown.text, action) | fields, follow=follow)

    def submit(self, action: str, fields: dict, *, follow: bool = True, files: dict | None = None):
        """Sends a form as it is given."""
        headers = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}
        return self.post(action, data=fields, files=files, headers=headers, follow_redirects=follow)


def hidden_fields(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that goes to an address."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', html, re.S)
    assert form, f"no form to {action}"
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[1]))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path / 'forum.sqlite3'}")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    SQLModel.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def cast(database: Database) -> Cast:
    """The Lake Forum: Aland, Bergia and Corvia, its chair's office, an observer and an administrator."""
    return database.write_and_wait(_gather)


@pytest.fixture
def browser(settings: Settings, database: Database) -> Iterator[Callable[[], Browser]]:
    """Opens a browser that nobody has signed in with."""
    opened: list[Browser] = []
    app = create_app(settings, database)

    def open_browser() -> Browser:
        fresh = Browser(app, base_url=ADDRESS, raise_server_exceptions=False)
        opened.append(fresh.__enter__())
        return fresh

    yield open_browser
    for each in opened:
        each.__exit__(None, None, None)


@pytest.fixture
def signed_in(browser: Callable[[], Browser], database: Database, cast: Cast) -> Callable[[str], Browser]:
    """Opens a browser in which somebody of the cast has signed in."""

    def open_signed_in(name: str) -> Browser:
        fresh = browser()
        secret = new_secret()
        database.write_and_wait(_sign_in, cast.persons[name], cast.links[name], secret)
        fresh.cookies.set("session", secret)
        return fresh

    return open_signed_in


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


def _sign_in(session, person_id: str, link_secret: str, secret: str, *, now) -> None:
    link = session.exec(select(SignInLink).where(SignInLink.token_hash == hash_of_secret(link_secret))).one()
    session.add(
        SignIn(
            person_id=person_id,
            link_id=link.id,
            token_hash=hash_of_secret(secret),
            started_at=now,
            expires_at=now + timedelta(hours=12),
        )
    )
