"""Whether the record is still what was recorded.

Every hash is computed again from the recipe that the entry's table states; the check shares no line with the code that
writes entries.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC
from hashlib import sha256

import msgspec
import rfc8785
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from jointstatement.errors import N_
from jointstatement.models import Entry
from jointstatement.queries.record import SEAL, listed, said_by
from jointstatement.terms import Chain


class Fault(msgspec.Struct, frozen=True):
    """One thing that is not as it was recorded."""

    message: str
    """An English sentence that is also its gettext id."""
    parameters: dict[str, str | int]

    def sentence(self) -> str:
        """The sentence in English."""
        return self.message.format(**self.parameters)


def verify_statement_record(session: Session, statement_id: str) -> tuple[Fault, ...]:
    """Everything that is not as it was recorded in the chains of one statement; nothing where the record is sound.

    Every entry must carry its hash and follow the one before it; every head that a circulated entry took in must be
    found in its chain, in the same order, and every seal in a chain must have been taken in.
    """
    return _faults(session, col(Entry.statement_id) == statement_id)


def verify_call_record(session: Session, call_id: str) -> tuple[Fault, ...]:
    """The same of the chains of one call for inputs."""
    return _faults(session, col(Entry.chain_key).startswith(f"{call_id}:"))


def _faults(session: Session, which: ColumnElement[bool]) -> tuple[Fault, ...]:
    chains: dict[str, list[Entry]] = defaultdict(list)
    for entry in session.exec(select(Entry).where(which).order_by(col(Entry.chain_key), col(Entry.number))):
        chains[entry.chain_key].append(entry)
    faults: list[Fault] = []
    for key, entries in chains.items():
        faults += _chain_faults(key, entries)
    faults += _seal_faults(chains)
    return tuple(faults)


def _chain_faults(key: str, entries: Sequence[Entry]) -> list[Fault]:
    faults = []
    previous = ""
    for number, entry in enumerate(entries, start=1):
        where: dict[str, str | int] = {"chain": _named(key), "number": entry.number}
        if entry.number != number or entry.previous_hash != previous:
            faults.append(Fault(N_("{chain}: entry {number} does not follow the one before it."), where))
        if entry.hash != _recomputed(entry):
            faults.append(Fault(N_("{chain}: entry {number} is not what was recorded."), where))
        previous = entry.hash
    return faults


def _seal_faults(chains: Mapping[str, Sequence[Entry]]) -> list[Fault]:
    """Compares what circulated entries took in with the seals that stand in the other chains."""
    circulated = [entry for entries in chains.values() for entry in entries if entry.chain is Chain.CIRCULATED]
    taken_in = {leaf: entry.number for entry in circulated for leaf in listed(said_by(entry), "heads")}
    faults = []
    for key, entries in chains.items():
        before = 0
        for entry in entries:
            if entry.kind != SEAL:
                continue
            seal = said_by(entry)
            leaf = sha256(f"{seal.get('nonce')}:{seal.get('head')}".encode()).hexdigest()
            number = taken_in.pop(leaf, 0)
            if number <= before or seal.get("head") != entry.previous_hash:
                faults.append(
                    Fault(
                        N_("{chain}: entry {number} is no seal of the circulated chain."),
                        {"chain": _named(key), "number": entry.number},
                    )
                )
            before = max(before, number)
    missing = sorted(set(taken_in.values()))
    return faults + [
        Fault(N_("A head that the circulated entry {number} took in is in no chain."), {"number": number})
        for number in missing
    ]


def _named(key: str) -> str:
    """A chain's key without the statement's."""
    return key.partition(":")[2]


def _recomputed(entry: Entry) -> str:
    content: dict[str, str | int | None] = {
        "chain": entry.chain_key,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": entry.kind,
        "actor": entry.actor_id,
        "payload": entry.payload,
        "previous": entry.previous_hash,
    }
    return sha256(rfc8785.dumps({**content})).hexdigest()
