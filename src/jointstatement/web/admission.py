"""Who is at the door: the session cookie or the bearer token, turned into a viewer afresh on every request.

The cookie holds a random secret of which only the hash is kept; it is new at each sign-in, and nothing is ever written
back, so that a slow request cannot revive a session that was ended. `SameSite=Lax` lets a link in a mail arrive
signed in; what a foreign site could send with it is refused in `crosssite`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar.connection import ASGIConnection, Request
from litestar.datastructures import Cookie
from sqlmodel import Session

from jointstatement.access.admission import viewer_of_api_token, viewer_of_session
from jointstatement.access.viewer import Viewer
from jointstatement.actions.persons import LENGTH_OF_A_SIGN_IN
from jointstatement.database import Database
from jointstatement.errors import NotSignedIn
from jointstatement.queries.people import Surroundings, surroundings
from jointstatement.settings import Settings

_STATEMENT = re.compile(r"(?:/api/v1)?/statements/([0-9a-f]{32})(?:/|\Z)")

Connection = ASGIConnection[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A person who is let in, and what every page needs to know beside."""

    viewer: Viewer
    secret: str
    """The session's (or token's) own secret; CSRF tokens are made from it."""
    now: datetime
    surroundings: Surroundings
    by_token: bool
    """Let in by an API token, not by a session."""
    statement_id: str
    """The statement that the address speaks of, whether there is one or not; empty where it speaks of none."""


def settings_of(connection: Connection) -> Settings:
    """The installation's settings."""
    settings: Settings = connection.app.state.settings
    return settings


def database_of(connection: Connection) -> Database:
    """The installation's database."""
    database: Database = connection.app.state.database
    return database


def admitted_or_none(connection: Connection) -> Admitted | None:
    """Who was let in, or `None` on a page that is open to everybody."""
    admitted: Admitted | None = connection.scope["state"].get("admitted")
    return admitted


def admitted(connection: Connection) -> Admitted:
    """Who was let in. Raises `NotSignedIn`."""
    found = admitted_or_none(connection)
    if found is None:
        raise NotSignedIn()
    return found


def viewer_of(request: Request[Any, Any, Any]) -> Viewer:
    """The person who asks. Raises `NotSignedIn`."""
    return admitted(request).viewer


def now_of(request: Request[Any, Any, Any]) -> datetime:
    """The database's clock when the request came in; for showing, never for deciding. Raises `NotSignedIn`."""
    return admitted(request).now


def cookie_name(settings: Settings) -> str:
    """`__Host-session` over https; browsers refuse that name over plain http, which the loopback speaks."""
    return "__Host-session" if settings.address.startswith("https://") else "session"


def session_cookie(settings: Settings, secret: str) -> Cookie:
    """The cookie that carries a session."""
    return _cookie(settings, secret, max_age=int(LENGTH_OF_A_SIGN_IN.total_seconds()))


def no_cookie(settings: Settings) -> Cookie:
    """The cookie that takes a session's cookie away."""
    return _cookie(settings, "", max_age=0)


def secret_of_cookie(connection: Connection) -> str:
    """The secret that the browser sent, or nothing."""
    return connection.cookies.get(cookie_name(settings_of(connection)), "")


def secret_of_bearer(connection: Connection) -> str:
    """The API token that was sent, or nothing."""
    scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def statement_in(path: str) -> str:
    """The id of the statement that an address speaks of, or nothing."""
    found = _STATEMENT.match(path)
    return found[1] if found else ""


def admit_by_session(database: Database, secret: str, *, statement_id: str = "") -> Admitted:
    """The person of a live session. Raises `NotSignedIn`."""
    return _admit(database, viewer_of_session, secret, statement_id)


def admit_by_token(database: Database, secret: str, *, statement_id: str = "") -> Admitted:
    """The person of a live API token. Raises `NotSignedIn`."""
    return _admit(database, viewer_of_api_token, secret, statement_id)


def admitted_still(session: Session, person: Admitted, *, now: datetime) -> Viewer:
    """Who was let in, as things are now: a form may be long on its way. Raises `NotSignedIn` for who is out by now."""
    if person.by_token:
        return viewer_of_api_token(session, person.secret, now=now, statement_id=person.statement_id)
    return viewer_of_session(session, person.secret, now=now, statement_id=person.statement_id)


def _admit(database: Database, viewer_of_secret: Callable[..., Viewer], secret: str, statement_id: str) -> Admitted:
    with database.reading() as session:
        now = database.clock(session)
        viewer = viewer_of_secret(session, secret, now=now, statement_id=statement_id)
        around = surroundings(session, viewer)
        by_token = viewer_of_secret is viewer_of_api_token
        return Admitted(viewer, secret, now, around, by_token=by_token, statement_id=statement_id)


def _cookie(settings: Settings, value: str, *, max_age: int) -> Cookie:
    return Cookie(
        key=cookie_name(settings),
        value=value,
        max_age=max_age,
        path="/",
        secure=settings.address.startswith("https://"),
        httponly=True,
        samesite="lax",
    )
