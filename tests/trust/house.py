"""All doors of the house: every operation of the application, and a person at each of them."""

import re
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile, is_zipfile

from litestar import Litestar
from litestar.routes import HTTPRoute
from tests.cast import Forum, Rows
from tests.negotiation import Negotiation, begin
from tests.serving import Client

from jointstatement.actions.persons import create_token, issue_link, sign_in
from jointstatement.terms import Verb
from jointstatement.web.crosssite import token_for

ADDRESS = "http://127.0.0.1:8000"
_PLACE = re.compile(r"\{(\w+):\w+\}")
_EACH_TIME_ANEW = re.compile(rb'(name="(?:_key|_csrf)" value=")[^"]*|("x-csrf-token": ?")[^"]*')
_NOTHING = f"{'0' * 32}|openapi"
"""Addresses of things that are not there, and the one that says the same to all."""
_DRAWN = re.compile(rb"[0-9a-f]{32,64}")
"""What the program draws by lot: ids, and the numbers that seal a chain."""
_QUERIES = {
    "/statements/{statement_id:str}": ("", "?view=since", "?view=revision", "?view=amendments"),
    "/statements/{statement_id:str}/positions": ("", "?parts=contested", "?members=chairs"),
    "/statements/{statement_id:str}/compare": ("", "?layout=beside"),
    "/statements/{statement_id:str}/parts/{address:str}": ("", "?saved=yes"),
    "/statements/{statement_id:str}/input": ("", "?submitted=yes"),
    "/statements/{statement_id:str}/silence": ("", "?view=text"),
    "/statements/{statement_id:str}/rolling": ("", "?old=0"),
    "/api/v1/statements/{statement_id:str}/rolling": ("", "?old=0"),
    "/statements/{statement_id:str}/comments/file": ("", "?form=xlsx&layout=codex&answers=yes"),
    "/api/v1/statements/{statement_id:str}/comment-tables/{layout:str}/{table_form:str}": ("", "?with_answers=true"),
}


@dataclass
class House:
    """The forum, a statement of it, and everybody at the application's doors."""

    application: Litestar
    forum: Forum
    talks: Negotiation
    persons: dict[str, "Somebody"] = field(default_factory=dict)

    def person(self, who: str) -> "Somebody":
        """Somebody of the forum, signed in and with a token: "chair", "head of Borvia" …; "nobody" has neither."""
        if who not in self.persons:
            client = Client(self.application, base_url=ADDRESS, raise_server_exceptions=False)
            self.persons[who] = Somebody(client) if who == "nobody" else self._admitted(who, client)
        return self.persons[who]

    def things(self) -> dict[str, list[str]]:
        """What may stand at each place of an address, where something of that kind is there."""
        part_id = self.talks.clause(2)
        return {
            "statement_id": [self.talks.id],
            "address": [part_id, "whole"],
            "part_id": [part_id],
            "language": ["tr"],
            "number": ["latest"],
            "form": ["json", "docx"],
            "layout": ["iso"],
            "table_form": ["docx"],
            "person_id": [self.forum.persons["head of Aldmark"]],
            "delegation_id": [self.forum.delegations["Aldmark"]],
            "meeting_id": [self.forum.meeting_id],
            "verb": [Verb.TO_CONSENSUS.value, Verb.WITHDRAW_STATEMENT.value],
        }

    def sees(self, who: str) -> dict[str, bytes]:
        """All that a person reads, byte for byte: every address, its status, its headers and its body.

        What differs each time a page is opened, its key, is masked.
        """
        somebody = self.person(who)
        return {address: somebody.reads(address) for address in self.addresses()}

    def addresses(self) -> Iterator[str]:
        """Every address that can be opened, with every thing at every place."""
        things = self.things()
        for path in operations(self.application, "GET"):
            if path.startswith(("/static", "/sign-in")):
                continue
            places = _PLACE.findall(path)
            for at in product(*(things.get(place, ["0" * 32]) for place in places)):
                filled = filled_in(path, dict(zip(places, at, strict=True)))
                yield from (filled + query for query in _QUERIES.get(path, ("",)))

    def _admitted(self, who: str, client: Client) -> "Somebody":
        forum = self.forum
        link = forum.database.write_and_wait(issue_link, forum.persons[who], by=None)
        secret = str(forum.database.write_and_wait(sign_in, link))
        client.cookies.set("session", secret)
        client.headers["authorization"] = f"Bearer {forum.act(create_token, forum.persons[who], by=forum.viewer(who))}"
        return Somebody(client, secret)


@dataclass
class Somebody:
    """A person before a browser, who can speak to the JSON interface too."""

    client: Client
    secret: str = ""
    """Of the session; empty for a stranger."""

    def reads(self, address: str) -> bytes:
        """An answer as it came, without what is new in it each time."""
        answer = self.client.get(address, follow_redirects=False)
        headers = sorted(f"{name}: {value}" for name, value in answer.headers.items())
        body = _EACH_TIME_ANEW.sub(b"masked", answer.content)
        return b"%d\n%s\n\n%s" % (answer.status_code, "\n".join(headers).encode(), body)

    def sends(self, address: str, fields: dict[str, Any] | None = None, *, key: str = "") -> Any:
        """A form sent from a page of one's own, or for an address of the JSON interface a body."""
        key = key or secrets.token_hex(8)
        if address.startswith("/api/"):
            return self.client.post(address, json=fields, headers={"idempotency-key": key})
        return self.client.post(
            address,
            data={"_csrf": token_for(self.secret), "_key": key, **(fields or {})},
            headers={"origin": ADDRESS, "sec-fetch-site": "same-origin"},
            follow_redirects=False,
        )


def house_of(application: Litestar, forum: Forum) -> House:
    """The forum in its house, with the zero draft of a text on the table."""
    talks = begin(forum)
    talks.table()
    return House(application, forum, talks)


def operations(application: Litestar, method: str) -> dict[str, dict[str, Any]]:
    """The paths that answer to a method, each with the options of its handler."""
    return {
        route.path: dict(handler.opt)
        for route in application.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if method in handler.http_methods
    }


def filled_in(path: str, things: dict[str, str]) -> str:
    """A path with things at its places; an unknown id where nothing is named."""
    return _PLACE.sub(lambda place: things.get(place[1], "0" * 32), path)


def drawn_in(rows: Rows) -> set[bytes]:
    """What was drawn by lot before: it stays as it is where an answer is masked."""
    return set(_DRAWN.findall(repr(rows).encode()))


def reads(house: House, who: str, before: Collection[bytes], *, but: str = "^$") -> Iterator[tuple[str, bytes]]:
    """What a person reads at every address that names something, with what was drawn since masked."""
    for address in house.addresses():
        if not re.search(f"{_NOTHING}|{but}", address):
            yield f"{who}: {address}", masked(house.person(who).reads(address), before)


def masked(answer: bytes, before: Collection[bytes]) -> bytes:
    """An answer, an archive by what is in it, with a place for each thing that was drawn by lot."""
    head, _, body = answer.partition(b"\n\n")
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as archive:
            body = b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
    places: dict[bytes, int] = {}

    def place(drawn: re.Match[bytes]) -> bytes:
        return drawn[0] if drawn[0] in before else b"<%d>" % places.setdefault(drawn[0], len(places))

    return _DRAWN.sub(place, head + b"\n\n" + body)
