"""What a chair's text may say of those who did not agree: counted from the positions on the text that failed.

A delegation is named only with its recorded consent; others are counted. That all the others agreed is said only where
each of them did, to these words: who has not answered has not agreed, nor has who agreed to words that were changed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from jointstatement.access.naming import delegations_of
from jointstatement.access.reviews import same_in_substance
from jointstatement.access.statements import latest_revision, revision_text
from jointstatement.models import (
    Conversion,
    CopiedPart,
    NamingConsent,
    PositionTaken,
    Revision,
    RevisionPart,
    Statement,
    WorkingPart,
)
from jointstatement.terms import CLAUSE_KINDS, Position
from jointstatement.text.naming import listed
from jointstatement.text.wording import plain
from jointstatement.workflow.facts import blocking_positions, positions_held, positions_submitted

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AGREEING = frozenset({Position.SUPPORT, Position.CAN_LIVE_WITH})


@dataclass(frozen=True, slots=True)
class Dissent:
    """A clause of the chair's text that not all agreed to, and the footnote that says so."""

    part_id: str
    wording: str


def dissents_on(session: Session, statement: Statement) -> tuple[Dissent, ...]:
    """The clauses of a chair's text that some delegation objects to or reserves on, in the order of the text.

    The footnote is in the words in which it would be printed now, with the names that the chair's text uses; nothing
    for a text that came out of no other. What a delegation holds on a clause in its last words goes before what it
    holds on the whole.
    """
    conversion = session.exec(select(Conversion).where(col(Conversion.to_statement_id) == statement.id)).first()
    if conversion is None:
        return ()
    failed = session.exec(select(Statement).where(col(Statement.id) == conversion.from_statement_id)).one()
    revision = latest_revision(session, failed)
    if revision is None:
        return ()
    positions = positions_submitted(session, failed)
    wordings = {row.part_id: row.wording for row in revision_text(session, revision)}
    standing = blocking_positions(session, failed, positions, wordings.keys())
    held_on = _held_in_the_last_words(session, revision, positions, wordings)
    members = delegations_of(session, statement)
    consenting = set(
        session.exec(select(NamingConsent.delegation_id).where(col(NamingConsent.statement_id) == statement.id))
    )
    copies = session.exec(
        select(CopiedPart, WorkingPart)
        .join(WorkingPart, col(WorkingPart.id) == col(CopiedPart.part_id))
        .where(col(WorkingPart.statement_id) == statement.id, col(WorkingPart.ended_at).is_(None))
        .order_by(col(WorkingPart.place_in_order))
    )
    found = []
    for copy, part in copies:
        if part.kind not in CLAUSE_KINDS:
            continue
        clause = copy.from_part_id
        agreeing = {each.id for each in members if held_on(each.id, clause) in _AGREEING}
        apart = {each.position.delegation_id for each in standing if each.on == clause}
        apart |= {each.position.delegation_id for each in standing if each.on is None} - agreeing
        if not apart:
            continue
        is_as_it_failed = clause in wordings and plain(part.wording) == plain(wordings[clause])
        all_agree = is_as_it_failed and {member.id for member in members} <= apart | agreeing
        named = [member.name for member in members if member.id in apart & consenting]
        who = _who(named, len(apart) - len(named))
        wording = f"Agreed by all except {who}." if all_agree else f"{who[:1].upper()}{who[1:]} did not agree to this."
        found.append(Dissent(part.id, wording))
    return tuple(found)


def _held_in_the_last_words(
    session: Session, revision: Revision, positions: Sequence[PositionTaken], wordings: Mapping[str, str]
) -> Callable[[str, str], Position | None]:
    """What a delegation holds on a clause as it stands in the last revision, else on the whole of that revision.

    Nothing on a clause that has left the text.
    """
    held = positions_held(positions)
    same = same_in_substance(session, revision)
    on_words = {row.revision_id for row in held.values() if row.part_id is not None}
    earlier = {
        (row.revision_id, row.part_id): row.wording
        for row in session.exec(select(RevisionPart).where(col(RevisionPart.revision_id).in_(sorted(on_words))))
    }

    def held_on(delegation_id: str, part_id: str) -> Position | None:
        if part_id not in wordings:
            return None
        own = held.get((delegation_id, part_id))
        if own is not None and (
            own.revision_id in same or earlier.get((own.revision_id, part_id)) == wordings[part_id]
        ):
            return own.position
        whole = held.get((delegation_id, None))
        return whole.position if whole is not None and whole.revision_id in same else None

    return held_on


def _who(named: list[str], others: int) -> str:
    """As "Borvia, Istara and two other delegations", "one delegation"."""
    if others:
        number = _NUMBERS[others] if others < len(_NUMBERS) else str(others)
        counted = f"{number}{' other' if named else ''} delegation{'' if others == 1 else 's'}"
        named = [*named, counted]
    return listed(named)
