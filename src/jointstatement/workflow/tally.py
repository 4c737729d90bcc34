"""How many members answered what on the whole of a text: the one count for the entry of the hour and for the page."""

import msgspec
from sqlmodel import Session

from jointstatement.access.naming import delegations_of
from jointstatement.access.reviews import same_in_substance
from jointstatement.access.viewer import Viewer
from jointstatement.models import Revision, Statement
from jointstatement.terms import Position
from jointstatement.workflow.facts import Known, held_on_the_whole, positions_submitted, workflow_of


class Tally(msgspec.Struct, frozen=True):
    """How many answered what on the whole of the text."""

    yes: int
    no: int
    abstaining: int
    others: int
    """Who reserves, or agrees ad referendum."""
    awaited: int


def tally_of(
    session: Session, statement: Statement, revision: Revision | None, *, known_to: Viewer | Known | None = None
) -> Tally:
    """The answers of the members that the rule asks to this very revision, as far as they are known to somebody."""
    same = same_in_substance(session, revision) if revision else frozenset()
    taken = held_on_the_whole(positions_submitted(session, statement, known_to=known_to), same)
    excluded = workflow_of(statement).decision.excluded
    asked = [each.id for each in delegations_of(session, statement) if each.entered not in excluded]
    held = [taken[each].position if each in taken else None for each in asked]
    return Tally(
        yes=held.count(Position.SUPPORT) + held.count(Position.CAN_LIVE_WITH),
        no=held.count(Position.OBJECT),
        abstaining=held.count(Position.ABSTAIN),
        others=held.count(Position.RESERVE) + held.count(Position.AD_REFERENDUM),
        awaited=held.count(None),
    )
