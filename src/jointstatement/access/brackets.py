"""Who stands behind the alternatives of the brackets in a text: of the working text now, of a revision as tabled."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.models import BracketSponsor, Revision, Statement
from jointstatement.text.bracketing import names_of
from jointstatement.text.brackets import Brackets

Backing = Mapping[str, tuple[str, ...]]
"""By the words of an alternative, the ids of the delegations behind it; "" is to leave the words out."""


def sponsors_now(session: Session, statement: Statement) -> list[BracketSponsor]:
    """Those that stand behind an alternative of the working text now. For the chair's office."""
    return _sponsors(session, statement, None)


def sponsors_as_tabled(session: Session, statement: Statement, revision: Revision) -> list[BracketSponsor]:
    """Those that stood behind an alternative when a revision was tabled: what all delegations were shown."""
    return _sponsors(session, statement, revision.tabled_at)


def backing_of(rows: list[BracketSponsor], part_id: str, found: Brackets) -> dict[int, dict[str, tuple[str, ...]]]:
    """Who stands behind what in the brackets of one part, by the number of the bracket."""
    backing: dict[int, dict[str, tuple[str, ...]]] = {}
    for number, (words, occurrence) in names_of(found).items():
        behind: dict[str, tuple[str, ...]] = {}
        for row in rows:
            if (row.part_id, row.bracket, row.occurrence) == (part_id, words, occurrence):
                behind[row.choice] = (*behind.get(row.choice, ()), row.delegation_id)
        backing[number] = behind
    return backing


def _sponsors(session: Session, statement: Statement, at: datetime | None) -> list[BracketSponsor]:
    rows = select(BracketSponsor).where(col(BracketSponsor.statement_id) == statement.id)
    if at is None:
        rows = rows.where(col(BracketSponsor.ended_at).is_(None))
    else:
        ended = col(BracketSponsor.ended_at)
        rows = rows.where(col(BracketSponsor.since) <= at, ended.is_(None) | (ended > at))
    return list(session.exec(rows.order_by(col(BracketSponsor.since), col(BracketSponsor.id))))
