"""How far the clauses of a text have come: what follows from their words, and from what was noted of them.

An item goes with its clause: what stands in brackets in an item is open in the clause, and who changes an item changes
the clause.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence

from jointstatement.terms import AGREED_STATES, ClauseState, PartKind
from jointstatement.text.brackets import brackets
from jointstatement.text.document import Part
from jointstatement.text.wording import footnote_keys


def blocks(parts: Sequence[Part]) -> dict[str, tuple[Part, ...]]:
    """The parts that have a state of their own, by id in the order of the text, each with the items that go with it."""
    found: dict[str, tuple[Part, ...]] = {}
    owner = ""
    for part in parts:
        if part.kind is not PartKind.ITEM:
            owner = part.id
        found[owner] = (*found.get(owner, ()), part)
    return found


def going_with(parts: Sequence[Part], part_ids: Collection[str]) -> tuple[Part, ...]:
    """These clauses with their items, and with the footnotes to which they alone point, in the order of the text."""
    chosen = {owner: block for owner, block in blocks(parts).items() if owner in part_ids}
    own = {part.id for block in chosen.values() for part in block}
    pointing = _pointing(parts)
    return tuple(part for part in parts if part.id in own or pointing.get(part.key, {""}) <= chosen.keys())


def blocks_with_footnotes(parts: Sequence[Part]) -> dict[str, tuple[Part, ...]]:
    """The same of each clause by itself: a footnote that two point to is neither's."""
    found = blocks(parts)
    pointing = _pointing(parts)
    for part in parts:
        owners = pointing.get(part.key, set())
        if len(owners) == 1:
            (owner,) = owners
            found[owner] = (*found[owner], part)
    return found


def _pointing(parts: Sequence[Part]) -> dict[str | None, set[str]]:
    """In which blocks the mark of a footnote stands, by the footnote's key."""
    found: dict[str | None, set[str]] = {}
    for owner, block in blocks(parts).items():
        for part in block:
            for key in footnote_keys(part.wording):
                found.setdefault(key, set()).add(owner)
    return found


def open_in(block: Iterable[Part]) -> int:
    """How many brackets and placeholders are open in a clause and its items."""
    return sum(brackets(part.wording).open for part in block)


def state_of(block: Sequence[Part], noted: ClauseState | None) -> ClauseState:
    """The state of a clause: as it was noted last, or where nothing is agreed, as its words have it.

    A placeholder is no bracket here: what it waits for is known to be agreed.
    """
    if noted in AGREED_STATES:
        return noted
    found = [brackets(part.wording) for part in block]
    if any(each.open > len(each.placeholders) for each in found):
        return ClauseState.BRACKETED
    return noted or ClauseState.OPEN


def is_by_half(settled: Iterable[bool]) -> bool:
    """Whether of clauses and brackets that belong together some are settled and some are not."""
    return len(set(settled)) > 1


def words_seen(block: Iterable[Part]) -> str:
    """What tells whether a clause and its items still say what somebody read: 32 hexadecimal digits."""
    said = "\0".join(part.wording for part in block)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def words_of_clauses(parts: Sequence[Part], part_ids: Collection[str]) -> str:
    """The same of several: of whole clauses, and of those that these parts go with, in the order of the text."""
    return words_seen(
        part for block in blocks(parts).values() if any(part.id in part_ids for part in block) for part in block
    )
