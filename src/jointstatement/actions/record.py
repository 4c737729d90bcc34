"""The record of proceedings: the only place that writes an entry, and the notices that come of one.

Every chain counts for itself, so that none tells what happened in another. A circulated entry takes in the heads of
all other chains of its statement as sealed leaves: for each chain the SHA-256 of a fresh random number and its head.
The number is told in an entry of that chain alone, so that its owner can prove what its chain was at that hour, while
nobody else can tell which chains had grown, or whether any had. Every delegation has a leaf, acted or not.
"""

import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import rfc8785
from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.statements import all_delegations_of
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.models import CallForInputs, Entry, Notice, Person, Statement
from jointstatement.terms import ATTENDING, CHAIRS_OFFICE, COMMENTING, DELEGATES, ROLE_OF, Chain, Role


def record(
    session: Session,
    *,
    chain: Chain,
    kind: str,
    by: Viewer | None,
    now: datetime,
    body_id: str,
    statement_id: str | None = None,
    call_id: str | None = None,
    delegation_id: str | None = None,
    payload: Mapping[str, object],
) -> Entry:
    """Adds an entry to its chain. `kind` is the deed in the past tense; without `by` the hour itself acted.

    The payload holds what JSON can hold, and hours, days and terms, which are written as text. A call for inputs has
    chains of its own, as a statement has. What a deputy does in the place of the head says so in the delegation's own
    chain, and in no other: who else reads the entry does not learn that there is a deputy.
    """
    about = statement_id or call_id
    is_deputy = by is not None and by.role is Role.DEPUTY and by.delegation_id == delegation_id
    if chain is Chain.DELEGATION and is_deputy and kind not in _OF_EXPERTS:
        payload = {**payload, "for_head": True}
    key = chain_key(chain, body_id=body_id, statement_id=about, delegation_id=delegation_id)
    entry = _entry(
        _heads(session, [key])[key],
        key=key,
        chain=chain,
        kind=kind,
        by=by,
        now=now,
        body_id=body_id,
        statement_id=statement_id,
        delegation_id=delegation_id,
        payload=payload,
    )
    keep(session, entry)
    return entry


_OF_EXPERTS = frozenset(
    {
        "comment_drafted",
        "comment_changed",
        "comment_dropped",
        "amendment_drafted",
        "amendment_changed",
        "amendment_taken_over",
        "amendment_dropped",
        "returned_file_confirmed",
        "receipt_acknowledged",
        "token_created",
        "token_revoked",
    }
)
"""What every expert does in his or her own name, a deputy too."""


About = Statement | CallForInputs
"""What an entry or a notice is about, where it is not the business of the body or of a delegation alone."""


def record_within_delegation(
    session: Session,
    about: About,
    delegation_id: str | None,
    *,
    kind: str,
    by: Viewer | None,
    now: datetime,
    payload: Mapping[str, object],
) -> None:
    """Adds an entry to a delegation's own chain of a statement or a call."""
    record(
        session,
        chain=Chain.DELEGATION,
        kind=kind,
        by=by,
        now=now,
        body_id=about.body_id,
        **_ids(about),
        delegation_id=delegation_id,
        payload=payload,
    )


def record_between(
    session: Session,
    about: About,
    delegation_id: str,
    *,
    kind: str,
    by: Viewer | None,
    now: datetime,
    payload: Mapping[str, object],
    unnamed: Mapping[str, object] | None = None,
) -> None:
    """Adds one entry to the delegation's own chain and the same to the office's.

    Where the office is not to learn who did it, it reads what is `unnamed`, and of no actor.
    """
    record_within_delegation(session, about, delegation_id, kind=kind, by=by, now=now, payload=payload)
    actor, told = (by, payload) if unnamed is None else (None, unnamed)
    record_in_office(session, about, kind, told, by=actor, now=now)


def circulate(
    session: Session,
    *,
    kind: str,
    by: Viewer | None,
    now: datetime,
    body_id: str,
    statement_id: str | None = None,
    call_id: str | None = None,
    payload: Mapping[str, object],
) -> Entry:
    """Adds an entry to the circulated chain that seals the heads of its other chains, under "heads"."""
    about = statement_id or call_id
    sealed: list[tuple[Chain, str | None]] = [(Chain.OFFICE, None)]
    # Observers among them: they give inputs to calls, and comments where a workflow lets them.
    sealed += [(Chain.DELEGATION, delegation.id) for delegation in all_delegations_of(session, body_id)]
    keys = [
        chain_key(chain, body_id=body_id, statement_id=about, delegation_id=delegation_id)
        for chain, delegation_id in sealed
    ]
    heads = _heads(session, keys)
    leaves: list[str] = []
    for key, (chain, delegation_id) in zip(keys, sealed, strict=True):
        nonce = secrets.token_hex(16)
        leaves.append(leaf_of(nonce, heads[key].hash))
        seal = _entry(
            heads[key],
            key=key,
            chain=chain,
            kind="head_sealed",
            by=None,
            now=now,
            body_id=body_id,
            statement_id=statement_id,
            delegation_id=delegation_id,
            payload={"nonce": nonce, "head": heads[key].hash},
        )
        session.add(seal)
    return record(
        session,
        chain=Chain.CIRCULATED,
        kind=kind,
        by=by,
        now=now,
        body_id=body_id,
        statement_id=statement_id,
        call_id=call_id,
        payload={**payload, "heads": sorted(leaves)},
    )


def record_in_office(
    session: Session,
    about: About,
    kind: str,
    payload: Mapping[str, object],
    *,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Appends an entry to the chain of a statement or a call that the chair's office alone reads."""
    record(
        session,
        chain=Chain.OFFICE,
        kind=kind,
        by=by,
        now=now,
        body_id=about.body_id,
        **_ids(about),
        payload=payload,
    )


def record_for_all(
    session: Session,
    about: About,
    kind: str,
    payload: Mapping[str, object],
    *,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Appends an entry to the circulated chain of a statement or a call, which all who read that read."""
    circulate(session, kind=kind, by=by, now=now, body_id=about.body_id, **_ids(about), payload=payload)


def tell_all(
    session: Session,
    about: About,
    kind: str,
    payload: Mapping[str, object],
    *,
    notice: Mapping[str, object],
    to: Collection[str] = ("delegations",),
    by: Viewer | None,
    now: datetime,
) -> None:
    """Circulates an entry, and puts the same deed on the lists of notices of those whom it is `to`.

    What delegations are told says to which of them the notice went, so that the chain proves that it did. Of a call
    they are those that it asks.
    """
    went = whom_notice_reaches(session, about.body_id, _told_of(about)) if "delegations" in to else {}
    record_for_all(session, about, kind, {**payload, **went}, by=by, now=now)
    for whom in to:
        _put_on_lists(session, about, kind, to=whom, now=now, parameters=notice)


def notify(
    session: Session,
    *,
    statement: Statement,
    kind: str,
    to: str,
    now: datetime,
    parameters: Mapping[str, object],
) -> None:
    """Puts a line on the list of notices of "office", of all "delegations", or of one delegation or person, by its id.

    `parameters` name things ("Rev.1"), they never carry what somebody wrote.
    """
    _put_on_lists(session, statement, kind, to=to, now=now, parameters=parameters)


def notify_of_call(
    session: Session, *, call: CallForInputs, kind: str, to: str, now: datetime, parameters: Mapping[str, object]
) -> None:
    """The same about a call for inputs; all "delegations" are those that it asks."""
    _put_on_lists(session, call, kind, to=to, now=now, parameters=parameters)


def whom_notice_reaches(session: Session, body_id: str, roles: Collection[Role]) -> dict[str, list[str]]:
    """For an entry: the ids of the delegations to which a notice for these roles goes, in the body's order.

    Under "nobody_at" those for which nobody was entered, who have to be told in another way: members, and others where
    the notice is for them.
    """
    persons = select(Person.delegation_id).where(
        col(Person.body_id) == body_id, col(Person.ended_at).is_(None), col(Person.role).in_(roles)
    )
    found = set(session.exec(persons.distinct()))
    delegations = all_delegations_of(session, body_id)
    asked = [each.id for each in delegations if each.is_member or ROLE_OF[each.participation] in roles]
    return {
        "told_to": [delegation_id for delegation_id in asked if delegation_id in found],
        "nobody_at": [delegation_id for delegation_id in asked if delegation_id not in found],
    }


def _put_on_lists(
    session: Session, about: About, kind: str, *, to: str, now: datetime, parameters: Mapping[str, object]
) -> None:
    of_this_instant = select(Notice.person_id, func.count()).where(col(Notice.at) == now)
    before = dict(session.exec(of_this_instant.group_by(col(Notice.person_id))).all())
    filling, ids = _filling(parameters), _ids(about)
    for person in session.exec(_persons(about, to)).all():
        notice = Notice(
            person_id=person.id,
            statement_id=ids.get("statement_id"),
            call_id=ids.get("call_id"),
            kind=kind,
            parameters=filling,
            at=now,
            number=before.get(person.id, 0),
        )
        session.add(notice)


def _persons(about: About, to: str) -> SelectOfScalar[Person]:
    persons = select(Person).where(col(Person.body_id) == about.body_id, col(Person.ended_at).is_(None))
    if to == "office":
        return persons.where(col(Person.role).in_(CHAIRS_OFFICE))
    if to == "delegations":
        return persons.where(col(Person.role).in_(_told_of(about)))
    # Those that are no members among them: what is told to one delegation is about what that delegation gave.
    its_own = and_(col(Person.role).in_(DELEGATES | ATTENDING), col(Person.delegation_id) == to)
    return persons.where(or_(col(Person.id) == to, its_own))


def _told_of(about: About) -> frozenset[Role]:
    """Whose notices tell of it, where it is for all delegations."""
    asks_observers = isinstance(about, CallForInputs) and about.asks_observers
    return DELEGATES | (COMMENTING if asks_observers else frozenset())


def _ids(about: About) -> dict[str, str]:
    """Under which name its id stands in a row: a call for inputs is no statement."""
    return {"call_id" if isinstance(about, CallForInputs) else "statement_id": about.id}


def chain_key(chain: Chain, *, body_id: str, statement_id: str | None = None, delegation_id: str | None = None) -> str:
    """The name of a chain: what it belongs to; `statement_id` may be the id of a call for inputs.

    What a delegation does within itself, on no statement, stands in a chain of its own too.
    """
    if chain is Chain.ADMINISTRATION:
        return f"{body_id}:{chain}"
    if chain is Chain.DELEGATION and statement_id is None and delegation_id is not None:
        return f"{body_id}:{chain}:{delegation_id}"
    if statement_id is None or (chain is Chain.DELEGATION) is (delegation_id is None):
        raise ValueError(f"an entry of the chain {chain} needs its statement, and its delegation if it is one's own")
    return f"{statement_id}:{chain}" + (f":{delegation_id}" if delegation_id else "")


def hash_of(entry: Entry) -> str:
    """The hash that an entry must carry."""
    return sha256(
        rfc8785.dumps(
            {
                "chain": entry.chain_key,
                "number": entry.number,
                "at": _hour(entry.at),
                "kind": entry.kind,
                "actor": entry.actor_id,
                "payload": entry.payload,
                "previous": entry.previous_hash,
            }
        )
    ).hexdigest()


def leaf_of(nonce: str, head: str) -> str:
    """The sealed leaf of a chain's head ("" for a chain without entries)."""
    return sha256(f"{nonce}:{head}".encode()).hexdigest()


def verify_chain(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The faults of one whole chain, its entries in order: a changed, missing, added or moved entry; () if sound."""
    faults: list[str] = []
    previous = ""
    for number, entry in enumerate(entries, start=1):
        if entry.chain_key != entries[0].chain_key:
            faults.append(f"Entry {number} belongs to another chain.")
        if entry.number != number:
            faults.append(f"Entry {number} has the number {entry.number}.")
        if entry.previous_hash != previous:
            faults.append(f"Entry {number} does not follow the one before it.")
        if entry.hash != hash_of(entry):
            faults.append(f"Entry {number} is not what was recorded.")
        previous = entry.hash
    return tuple(faults)


def verify_told_chain(told: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The same of a chain as an archive tells it, its entries in order.

    Raises `LookupError`, `TypeError`, `AttributeError` or `ValueError` for what is no such chain.
    """
    return verify_chain([_told_entry(**entry) for entry in told])


def _told_entry(
    *,
    chain_key: str,
    number: int,
    at: str,
    kind: str,
    actor: str | None,
    payload: str,
    previous_hash: str,
    hash: str,
) -> Entry:
    return Entry(
        chain_key=chain_key,
        chain=Chain(chain_key.split(":")[1]),
        body_id="",
        number=number,
        at=datetime.fromisoformat(at),
        kind=kind,
        actor_id=actor,
        payload=payload,
        previous_hash=previous_hash,
        hash=hash,
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """The last entry of a chain; of an empty chain 0 and ""."""

    number: int = 0
    hash: str = ""


def _heads(session: Session, keys: Sequence[str]) -> dict[str, _Head]:
    """The heads of these chains, in one question however many they are."""
    last = (
        select(col(Entry.chain_key).label("key"), func.max(col(Entry.number)).label("number"))
        .where(col(Entry.chain_key).in_(keys))
        .group_by(col(Entry.chain_key))
        .subquery()
    )
    rows = session.exec(
        select(Entry.chain_key, Entry.number, Entry.hash).join(
            last, and_(col(Entry.chain_key) == last.c.key, col(Entry.number) == last.c.number)
        )
    )
    return dict.fromkeys(keys, _Head()) | {key: _Head(number, digest) for key, number, digest in rows}


def _entry(
    head: _Head,
    *,
    key: str,
    chain: Chain,
    kind: str,
    by: Viewer | None,
    now: datetime,
    body_id: str,
    statement_id: str | None,
    delegation_id: str | None,
    payload: Mapping[str, object],
) -> Entry:
    """The entry that follows this head, with its hash."""
    entry = Entry(
        chain_key=key,
        chain=chain,
        body_id=body_id,
        statement_id=statement_id,
        delegation_id=delegation_id,
        number=head.number + 1,
        at=now,
        kind=kind,
        actor_id=by.person_id if by else None,
        payload=rfc8785.dumps(_as_json(payload)).decode(),
        previous_hash=head.hash,
        hash="",
    )
    entry.hash = hash_of(entry)
    return entry


def _filling(parameters: Mapping[str, object]) -> str:
    return json.dumps(_as_json(parameters), ensure_ascii=False, sort_keys=True)


def _hour(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _as_json(value: object) -> "_Json":
    if isinstance(value, datetime):
        return _hour(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _as_json(entry) for name, entry in value.items()}
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Iterable):
        return [_as_json(entry) for entry in value]
    raise TypeError(f"a payload cannot hold {value!r}")


_Json = None | bool | int | str | list["_Json"] | dict[str, "_Json"]
