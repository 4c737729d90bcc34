"""How much stands on each part, counted by the database: a big statement is shown without loading what was given on it.

Everything is counted among what `access/` lets the person load. The number of SQL statements is fixed.
"""

from typing import Any

import msgspec
from sqlalchemy import Select, and_, case, func, or_, select
from sqlmodel import Session, col

from jointstatement.access.input import amendments_open_to, comments_open_to, is_heard, positions_open_to
from jointstatement.models import Amendment, Comment, PositionTaken
from jointstatement.queries.given import is_on_the_table, latest_id, speaks_still, waits
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


def answered_on_the_whole(session: Session, scene: Scene) -> set[str]:
    """The members that hold a position on the whole of the text on the table, of what this person may load."""
    held = positions_held_by_part(scene).subquery()
    rows = session.execute(
        select(held.c.delegation_id).where(held.c.part_id.is_(None), held.c.revision_id == latest_id(scene))
    )
    return set(rows.scalars())


def tallies(session: Session, scene: Scene) -> dict[str | None, Tally]:
    """What stands on every part, by its id, and on the whole text (`None`), of what this person may load."""
    found: dict[str | None, Tally] = {}
    for part_id, revision_id, position, is_answered, count, speaking in session.execute(_counted(scene)):
        if not speaks_still(scene, revision_id, part_id, position):
            continue
        tally = found.setdefault(part_id, Tally({}))
        tally.cards += speaking
        if revision_id == latest_id(scene) or position in BLOCKING_POSITIONS:
            tally.positions[position] = tally.positions.get(position, 0) + count
            tally.speaking += 0 if is_answered else count
        else:
            tally.earlier += count
    for part_id, count, waiting, cards in session.execute(_on_the_table(scene, Comment)):
        tally = found.setdefault(part_id, Tally({}))
        tally.comments, tally.remarks, tally.cards = count, waiting, tally.cards + cards
    for part_id, count, waiting, cards in session.execute(_on_the_table(scene, Amendment)):
        tally = found.setdefault(part_id, Tally({}))
        tally.amendments, tally.proposals, tally.cards = count, waiting, tally.cards + cards
    return found


def positions_held_by_part(scene: Scene) -> Select[Any]:
    """Delegation, part, revision and position of all that members hold now, the last taken on each part."""
    last = func.row_number().over(
        partition_by=(col(PositionTaken.delegation_id), col(PositionTaken.part_id)),
        order_by=col(PositionTaken.number).desc(),
    )
    ranked = (
        positions_open_to(scene.viewer, scene.statement)
        .with_only_columns(
            col(PositionTaken.delegation_id),
            col(PositionTaken.part_id),
            col(PositionTaken.revision_id),
            col(PositionTaken.position),
            col(PositionTaken.lapsed_at),
            or_(
                col(PositionTaken.position).in_(BLOCKING_POSITIONS),
                col(PositionTaken.reason) != "",
                col(PositionTaken.would_lift_if) != "",
            ).label("speaks"),
            last.label("last"),
        )
        .where(
            col(PositionTaken.submitted_at).is_not(None),
            col(PositionTaken.delegation_id).in_(list(scene.names)),
        )
        .subquery()
    )
    return select(ranked).where(ranked.c.last == 1, ranked.c.lapsed_at.is_(None))


def _counted(scene: Scene) -> Select[Any]:
    held = positions_held_by_part(scene).cte("held")
    on_whole = select(held.c.delegation_id).where(held.c.part_id.is_(None), held.c.revision_id == latest_id(scene))
    keys = held.c.part_id, held.c.revision_id, held.c.position, held.c.delegation_id.in_(on_whole)
    return select(*keys, func.count(), func.sum(case((held.c.speaks, 1), else_=0))).group_by(*keys)


def _on_the_table(scene: Scene, kind: type[Comment] | type[Amendment]) -> Select[Any]:
    """Of every part: how many count, how many of these wait for an answer, and how many there are to show."""
    there = comments_open_to if kind is Comment else amendments_open_to
    counts = and_(col(kind.submitted_at).is_not(None), col(kind.withdrawn_at).is_(None))
    rows: Any = there(scene.viewer, scene.statement)
    return (  # type: ignore[no-any-return]
        rows.with_only_columns(
            col(kind.part_id),
            func.sum(case((counts, 1), else_=0)),
            func.sum(case((and_(waits(scene, kind), is_heard(kind)), 1), else_=0)),
            func.count(),
        )
        .where(is_on_the_table(scene, kind))
        .group_by(col(kind.part_id))
    )
