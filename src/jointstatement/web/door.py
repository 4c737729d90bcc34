"""What stands before every page: the host, the person, and where the request comes from.

Everything is closed unless its handler says `opt={"open": True}`. Whoever is not let in is refused before the body of
the request is read.
"""

import asyncio
from urllib.parse import urlsplit

from litestar.connection import Request
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, Receive, Scope, Send

from jointstatement.errors import NotFound
from jointstatement.settings import Settings
from jointstatement.web.admission import (
    admit_by_session,
    admit_by_token,
    database_of,
    secret_of_bearer,
    secret_of_cookie,
    statement_in,
)
from jointstatement.web.crosssite import SAFE_METHODS, AnyRequest, demand_form, demand_same_site, demand_token

API = "/api/"
LONGEST_PATH = 240
"""Bytes; no address here is longer."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class StrangeHost(HTTPException):
    """A request for a host name that is not ours."""

    status_code = 400


class Door:
    """Lets a request in, or refuses it; an ASGI middleware of every route."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judges one request and passes it on."""
        if scope["type"] == ScopeType.HTTP:
            await _judge(Request(scope, receive, send))
        await self.app(scope, receive, send)


def hosts_of(settings: Settings) -> frozenset[str]:
    """The host names that the server answers to."""
    public = urlsplit(settings.address).hostname or settings.host
    loopback = _LOOPBACK if settings.host in _LOOPBACK else frozenset()
    return frozenset({settings.host.lower(), public, *(host.lower() for host in settings.allowed_hosts)}) | loopback


def _host_of(request: AnyRequest) -> str | None:
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:
        return None


async def _judge(request: AnyRequest) -> None:
    if _host_of(request) not in request.app.state.hosts:
        raise StrangeHost()
    path = request.scope["path"]
    # What is no text no database takes, and what is too long for a file's name no file system.
    if "\x00" in path or b"%00" in request.scope["query_string"] or len(path.encode(errors="replace")) > LONGEST_PATH:
        raise NotFound()
    is_open = bool(request.route_handler.opt.get("open"))
    is_safe = request.method in SAFE_METHODS
    if path.startswith(API):
        if not is_open:
            request.scope["state"]["admitted"] = await asyncio.to_thread(
                admit_by_token,
                database_of(request),
                secret_of_bearer(request),
                statement_id=statement_in(path),
            )
        return
    if not is_safe:
        demand_same_site(request)
    if not is_open:
        secret = secret_of_cookie(request)
        request.scope["state"]["admitted"] = await asyncio.to_thread(
            admit_by_session, database_of(request), secret, statement_id=statement_in(path)
        )
        if not is_safe:
            demand_form(request)
            await demand_token(request, secret)
    elif not is_safe:
        demand_form(request)
