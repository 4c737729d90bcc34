"""How much stands on each part, counted by the database: a big statement is shown without loading what was given on it.

Everything is counted among what `access/` lets the person load. The number of SQL statements is fixed.
"""

from collections import defaultdict
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, CompoundSelect, Row, String, and_, case, func, or_, type_coerce, union_all
from sqlmodel import Session, col

from jointstatement.access.answers import is_waiting
from jointstatement.access.input import amendments_open_to, comments_open_to, is_heard, positions_open_to
from jointstatement.models import Amendment, Comment, PositionTaken
from jointstatement.queries.given import latest_id, speaks_still
from jointstatement.queries.statement import Scene
from jointstatement.terms import BLOCKING_POSITIONS, Position


class Tally(msgspec.Struct):
    """How much stands on one part, or on the whole text."""

    positions: dict[Position, int]
    """Held on the text on the table, or still standing on it."""
    earlier: int = 0
    """Given on an earlier revision, on words that have not changed since."""
    amendments: int = 0
    """On the table: given on the latest revision, or on an earlier one and without an answer; not withdrawn."""
    comments: int = 0
    proposals: int = 0
    """Amendments that wait for an answer; late ones only where the chair admitted them."""
    remarks: int = 0
    """Comments that do."""
    speaking: int = 0
    """Delegations with a position of `positions` that have none on the whole of the text on the table."""
    cards: int = 0
    """All that would stand in the margin: of the positions those that say something, of the input also drafts."""


class Tallies(msgspec.Struct):
    """What stands on every part, and who has answered on the whole."""

    parts: dict[str | None, Tally]
    """By the part's id, and on the whole text (`None`); parts on which nothing stands are not there."""
    answered: set[str]
    """The members that hold a position on the whole of the text on the table."""


def tallies(session: Session, scene: Scene) -> Tallies:
    """What stands on every part, of what this person may load."""
    latest = latest_id(scene)
    held = _held(session, scene)
    answered = {
        delegation_id for (delegation_id, part_id), row in held.items() if part_id is None and row.revision_id == latest
    }
    found: dict[str | None, Tally] = defaultdict(lambda: Tally({}))
    # Of all positions of one sort on one part of one revision the same holds.
    still = cache(lambda *sort: speaks_still(scene, *sort))
    for (delegation_id, part_id), row in held.items():
        if not still(row.revision_id, part_id, row.position):
            continue
        tally = found[part_id]
        tally.cards += row.speaks
        if row.revision_id == latest or row.position in BLOCKING_POSITIONS:
            tally.positions[row.position] = tally.positions.get(row.position, 0) + 1
            tally.speaking += delegation_id not in answered
        else:
            tally.earlier += 1
    for part_id, count, waiting, cards in session.execute(_on_the_table(scene, Comment)):
        tally = found[part_id]
        tally.comments += count
        tally.remarks += waiting
        tally.cards += cards
    for part_id, count, waiting, cards in session.execute(_on_the_table(scene, Amendment)):
        tally = found[part_id]
        tally.amendments += count
        tally.proposals += waiting
        tally.cards += cards
    return Tallies(dict(found), answered)


def _held(session: Session, scene: Scene) -> dict[tuple[str, str | None], Row[Any]]:
    """What members hold now: by delegation and part (or the whole text, `None`) the last position that counts."""
    speaks = or_(
        col(PositionTaken.position).in_(BLOCKING_POSITIONS),
        col(PositionTaken.reason) != "",
        col(PositionTaken.would_lift_if) != "",
    )
    rows = session.execute(
        positions_open_to(scene.viewer, scene.statement)
        .with_only_columns(
            col(PositionTaken.delegation_id),
            col(PositionTaken.part_id),
            col(PositionTaken.revision_id),
            # As the bare word: a term for each of some thousand rows takes longer than to load them.
            type_coerce(col(PositionTaken.position), String).label("position"),
            speaks.label("speaks"),
            col(PositionTaken.lapsed_at).is_not(None).label("has_lapsed"),
        )
        .where(col(PositionTaken.submitted_at).is_not(None))
        .order_by(col(PositionTaken.delegation_id), col(PositionTaken.number))
    )
    last = {(row.delegation_id, row.part_id): row for row in rows if row.delegation_id in scene.names}
    return {key: row for key, row in last.items() if not row.has_lapsed}


def _on_the_table(scene: Scene, kind: type[Comment] | type[Amendment]) -> CompoundSelect[Any]:
    """Of parts: how many count, how many of these wait for an answer, and how many there are to show.

    A part comes twice where something stands on it from the latest revision and from earlier ones: so what is settled
    of earlier revisions is not read at all.
    """
    there = comments_open_to if kind is Comment else amendments_open_to
    rows: Any = there(scene.viewer, scene.statement)
    part_id, latest = col(kind.part_id), col(kind.revision_id) == latest_id(scene)
    counts = and_(col(kind.submitted_at).is_not(None), col(kind.withdrawn_at).is_(None))
    waits, heard = is_waiting(scene.viewer, scene.statement, kind), is_heard(kind)
    return union_all(
        rows.where(latest).group_by(part_id).with_only_columns(part_id, _sum(counts), _sum(waits, heard), func.count()),
        rows.where(~latest, waits)
        .group_by(part_id)
        .with_only_columns(part_id, func.count(), _sum(heard), func.count()),
    )


def _sum(*claims: ColumnElement[bool]) -> ColumnElement[int]:
    """Of how many rows all the claims are true."""
    return func.sum(case((and_(*claims), 1), else_=0))
