"""Turns a secret (a session's or an API token) into the person it belongs to. Secrets are known by their hash only."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.deputies import is_deputy
from jointstatement.access.naming import naming_of, naming_of_body
from jointstatement.access.statements import statements_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.database import remembered
from jointstatement.errors import NotFound, NotSignedIn
from jointstatement.models import ApiToken, Body, Person, SignIn, SignInLink, Statement
from jointstatement.terms import Role
from jointstatement.text.naming import Naming


def new_secret() -> str:
    """A fresh secret of 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def hash_of_secret(secret: str) -> str:
    """What is kept of a secret: its SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def viewer_of_session(session: Session, secret: str, *, now: datetime, statement_id: str = "") -> Viewer:
    """The person of a live session, in the role held now.

    Raises `NotSignedIn` where the session ended, its link was revoked or has expired, or the person has left.
    """
    token_hash = hash_of_secret(secret)
    begun = remembered(session, lambda: _sign_in_of(session, token_hash), "sign-in", token_hash)
    if begun.ends_at <= now:
        raise NotSignedIn()
    return in_the_role_of_now(session, viewer_of_person(session, begun.person_id, statement_id), now=now)


def viewer_of_api_token(session: Session, secret: str, *, now: datetime, statement_id: str = "") -> Viewer:
    """The person of a live API token, in the role held now. Raises `NotSignedIn`."""
    token = session.exec(select(ApiToken).where(col(ApiToken.token_hash) == hash_of_secret(secret))).first()
    if token is None or token.revoked_at is not None:
        raise NotSignedIn()
    return in_the_role_of_now(session, viewer_of_person(session, token.person_id, statement_id), now=now)


def link_of_secret(session: Session, secret: str, *, now: datetime) -> SignInLink:
    """The live sign-in link of a secret. Raises `NotSignedIn`."""
    link = session.exec(select(SignInLink).where(col(SignInLink.token_hash) == hash_of_secret(secret))).first()
    if link is None or not is_live(link, now=now):
        raise NotSignedIn()
    return link


def is_live(link: SignInLink, *, now: datetime) -> bool:
    """A link that still signs in."""
    return link.revoked_at is None and (link.expires_at is None or now < link.expires_at)


def office_of(session: Session, statement_id: str) -> Viewer:
    """The eyes of the installation itself, for the command line: it sees one statement as its secretariat does.

    Raises `NotFound` where there is no such statement.
    """
    statement = session.get(Statement, statement_id)
    if statement is None:
        raise NotFound()
    return Viewer(person_id="", body_id=statement.body_id, role=Role.SECRETARIAT, name="")


def in_the_role_of_now(session: Session, viewer: Viewer, *, now: datetime) -> Viewer:
    """An expert whom the head named as deputy, as the deputy; everybody else as admitted.

    For who acts and looks; of others nobody outside their delegation learns it.
    """
    if viewer.role is Role.EXPERT and is_deputy(session, viewer.person_id, now=now):
        return replace(viewer, role=Role.DEPUTY)
    return viewer


def viewer_of_person(session: Session, person_id: str, statement_id: str = "") -> Viewer:
    """A person in the role that the secretariat gave. Raises `NotSignedIn` where the person has left.

    The delegation is named as this statement names it, where one is spoken of that is open to the person; otherwise as
    the body names it.
    """
    return remembered(session, lambda: _viewer(session, person_id, statement_id), "viewer", person_id, statement_id)


def _viewer(session: Session, person_id: str, statement_id: str) -> Viewer:
    person = session.get(Person, person_id)
    if person is None or person.ended_at is not None:
        raise NotSignedIn()
    viewer = Viewer(
        person_id=person.id,
        body_id=person.body_id,
        role=person.role,
        name=person.name,
        delegation_id=person.delegation_id,
        chaired_until=person.chaired_until,
        reads_adopted_only=person.role is Role.GUEST and not session.get_one(Body, person.body_id).guests_read_drafts,
    )
    if not viewer.delegation_id:
        return viewer
    return replace(viewer, delegation=_naming_for(session, viewer, statement_id).name(viewer.delegation_id))


@dataclass(frozen=True, slots=True)
class _Begun:
    """A session that was begun: whose it is, and when it ends by itself."""

    person_id: str
    ends_at: datetime


def _sign_in_of(session: Session, token_hash: str) -> _Begun:
    row = session.exec(
        select(SignIn.person_id, SignIn.expires_at, SignInLink.expires_at)
        .join(SignInLink, col(SignInLink.id) == col(SignIn.link_id))
        .where(col(SignIn.token_hash) == token_hash, col(SignInLink.revoked_at).is_(None))
    ).first()
    if row is None:
        # Raised and so not remembered: who tries secrets at random has nothing else forgotten.
        raise NotSignedIn()
    person_id, ends_at, link_ends_at = row
    return _Begun(person_id, min(ends_at, link_ends_at or ends_at))


def _naming_for(session: Session, viewer: Viewer, statement_id: str) -> Naming:
    if statement_id:
        statement = session.exec(statements_open_to(viewer).where(col(Statement.id) == statement_id)).first()
        if statement is not None:
            return naming_of(session, statement)
    return naming_of_body(session, viewer.body_id)
