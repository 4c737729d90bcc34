"""What a chair's text may say of those who did not agree: counted from the positions on the text that failed.

A delegation is named only with its recorded consent; others are counted. That all the others agreed is said only where
each of them did: who has not answered has not agreed.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from jointstatement.access.statements import latest_revision, members_of, revision_text
from jointstatement.models import Conversion, CopiedPart, NamingConsent, Statement, WorkingPart
from jointstatement.terms import CLAUSE_KINDS, Position
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

    The footnote is in the words in which it would be printed now; nothing for a text that came out of no other.
    """
    conversion = session.exec(select(Conversion).where(col(Conversion.to_statement_id) == statement.id)).first()
    if conversion is None:
        return ()
    failed = session.exec(select(Statement).where(col(Statement.id) == conversion.from_statement_id)).one()
    revision = latest_revision(session, failed)
    if revision is None:
        return ()
    positions = positions_submitted(session, failed)
    in_text = {row.part_id for row in revision_text(session, revision)}
    standing = blocking_positions(session, failed, positions, in_text)
    held = positions_held(positions)
    members = members_of(session, failed.body_id)
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
        apart = {each.position.delegation_id for each in standing if each.on in (copy.from_part_id, None)}
        if not apart:
            continue
        others = [member.id for member in members if member.id not in apart]
        all_agree = all(
            any(
                (position := held.get((member_id, on))) is not None and position.position in _AGREEING
                for on in (copy.from_part_id, None)
            )
            for member_id in others
        )
        named = [member.name for member in members if member.id in apart & consenting]
        who = _who(named, len(apart) - len(named))
        wording = f"Agreed by all except {who}." if all_agree else f"{who[:1].upper()}{who[1:]} did not agree to this."
        found.append(Dissent(part.id, wording))
    return tuple(found)


def _who(named: list[str], others: int) -> str:
    """As "Borvia, Istara and two other delegations", "one delegation"."""
    if others:
        number = _NUMBERS[others] if others < len(_NUMBERS) else str(others)
        counted = f"{number}{' other' if named else ''} delegation{'' if others == 1 else 's'}"
        named = [*named, counted]
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))
