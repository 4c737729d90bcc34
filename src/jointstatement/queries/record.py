"""The record of proceedings as people read it: the lines, for whom they are open.

What each kind of entry says is in `queries/sentences`, whether the chains are sound in `queries/soundness`.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from jointstatement.access.calls import call_for
from jointstatement.access.naming import naming_of, naming_of_body
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import N_, NotYours
from jointstatement.models import Entry, Person
from jointstatement.queries.sentences import filled, in_the_names_of, places_in, sentence_for
from jointstatement.terms import ATTENDING, CHAIRS_OFFICE, Chain, PartKind, Role
from jointstatement.text.naming import Naming

SEAL = "head_sealed"
"""The kind of an entry that says only that the head of its chain was circulated."""


class RecordLine(msgspec.Struct, frozen=True):
    """One entry as it is shown."""

    chain: Chain
    number: int
    at: datetime
    kind: str
    message: str
    """An English sentence that is also its gettext id, with `{named}` places."""
    parameters: dict[str, str | int | datetime | date]
    """What fills the sentence: names and labels, hours as aware instants."""
    part_kind: PartKind | None
    """The kind of the part it is about; empty for the whole text."""
    part: str
    """The label by which that part was cited."""
    actor: str
    """Who acted; empty where the hour itself did, or where the body does not name the delegation."""
    is_for_head: bool
    """A deputy acted, for the head of delegation."""
    told_to: int
    """On how many delegations' lists of notices it was put; 0 where it is no news to all, or reached nobody."""
    nobody_at: tuple[str, ...]
    """The members whom no notice reached, since nobody was entered for them; empty for who is of no member."""
    hash: str

    def sentence(self) -> str:
        """The sentence in English, hours in UTC."""
        return self.message.format(**self.parameters)


def chain_entries(session: Session, viewer: Viewer, statement_id: str) -> tuple[RecordLine, ...]:
    """The entries that a person may read, chain by chain: what was circulated, then what is one's own.

    The circulated chain for all who see the statement; the office's chain for the chair's office; a delegation's chain
    for that delegation. Seals are left out: they say only that something was circulated. Raises `NotFound`,
    and `NotYours` for a guest who reads adopted texts alone.
    """
    statement = statement_for(session, viewer, statement_id)
    if viewer.reads_adopted_only:
        raise NotYours(who=N_("those who read the negotiation"))
    return _lines(session, viewer, col(Entry.statement_id) == statement.id, naming_of(session, statement))


def call_entries(session: Session, viewer: Viewer, call_id: str) -> tuple[RecordLine, ...]:
    """The entries on a call for inputs that a person may read, as those on a statement. Raises `NotFound`."""
    call = call_for(session, viewer, call_id)
    which = col(Entry.chain_key).startswith(f"{call.id}:")
    return _lines(session, viewer, which, naming_of_body(session, call.body_id))


def entries_within(session: Session, viewer: Viewer) -> tuple[RecordLine, ...]:
    """The entries of what the person's delegation did within itself, on no statement; nothing where it has none."""
    within = and_(
        col(Entry.body_id) == viewer.body_id,
        col(Entry.chain) == Chain.DELEGATION,
        col(Entry.delegation_id) == (viewer.delegation_id or ""),
        col(Entry.chain_key) == f"{viewer.body_id}:{Chain.DELEGATION}:{viewer.delegation_id}",
    )
    return _lines(session, viewer, within, naming_of_body(session, viewer.body_id))


def entries_open_to(viewer: Viewer) -> ColumnElement[bool]:
    """Which entries a person may read: what was circulated, and what is one's own."""
    circulated = col(Entry.chain) == Chain.CIRCULATED
    if viewer.is_office:
        return or_(circulated, col(Entry.chain) == Chain.OFFICE)
    if viewer.role is Role.FORMER_CHAIR:
        return or_(circulated, and_(col(Entry.chain) == Chain.OFFICE, col(Entry.at) < viewer.chaired_until))
    if viewer.delegation_id:
        return or_(circulated, col(Entry.delegation_id) == viewer.delegation_id)
    return circulated


def _lines(session: Session, viewer: Viewer, which: ColumnElement[bool], naming: Naming) -> tuple[RecordLine, ...]:
    rows = session.exec(
        select(Entry, Person)
        .join(Person, col(Person.id) == col(Entry.actor_id), isouter=True)
        .where(which, entries_open_to(viewer), col(Entry.kind) != SEAL)
        .order_by(col(Entry.chain), col(Entry.number))
    )
    return tuple(_line(entry, person, viewer, naming) for entry, person in rows)


def _line(entry: Entry, person: Person | None, viewer: Viewer, naming: Naming) -> RecordLine:
    payload = in_the_names_of(naming, said_by(entry))
    named = {
        name: filled(name, value) for name, value in payload.items() if isinstance(value, str | int) and value != ""
    }
    actor = person.name if person else ""
    nobody_at = tuple(naming.name(each) for each in listed(payload, "nobody_at"))
    if viewer.role in ATTENDING:
        # Who is of no member reads what happened to the text, not which delegation did it.
        named.pop("delegation", None)
        actor = actor if person and person.role in CHAIRS_OFFICE else ""
        nobody_at = ()
    message = sentence_for(entry.kind, named)
    kind = next((each for each in PartKind if each == payload.get("part_kind")), None)
    return RecordLine(
        chain=entry.chain,
        number=entry.number,
        at=entry.at,
        kind=entry.kind,
        message=message,
        parameters={name: named[name] for name in places_in(message)},
        part_kind=kind,
        part=str(payload.get("part", "")) if kind else "",
        actor=actor,
        told_to=len(listed(payload, "told_to")),
        nobody_at=nobody_at,
        is_for_head=bool(actor) and payload.get("for_head") is True,
        hash=entry.hash,
    )


def said_by(entry: Entry) -> dict[str, Any]:  # Any: what JSON can hold
    """What an entry says; nothing where its payload was made unreadable, which its hash tells."""
    try:
        payload = json.loads(entry.payload)
    except ValueError:
        return {}
    return payload if isinstance(payload, dict) else {}


def listed(payload: Mapping[str, Any], name: str) -> tuple[str, ...]:  # Any: what JSON can hold
    """What an entry lists under a name; nothing where something else was put there, which its hash tells."""
    given = payload.get(name)
    return tuple(each for each in given if isinstance(each, str)) if isinstance(given, list) else ()
