"""How much stands on each part, counted by the database: a big statement is shown without loading what was given on it.

Everything is counted among what `access/` lets the person load. The number of SQL statements is fixed.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable
from copy import copy
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, CompoundSelect, String, and_, case, func, text, type_coerce, union_all
from sqlmodel import Session, col

from jointstatement.access.answers import is_waiting
from jointstatement.access.consolidations import stands_by_itself
from jointstatement.access.input import amendments_open_to, comments_open_to, is_heard, positions_open_to
from jointstatement.database import remembered
from jointstatement.models import SAYS_WHY, Amendment, Comment, PositionTaken
from jointstatement.queries.given import speaks_still
from jointstatement.queries.statement import Scene, latest_id
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
    return remembered(session, lambda: _tallies(session, scene), "tallies", *_seen_from(scene))


def _seen_from(scene: Scene) -> tuple[Hashable, ...]:
    """All of the scene that the counts depend on; its rows aside, which count as read."""
    return scene.statement.id, scene.viewer, scene.situation.same_text, tuple(scene.names), tuple(scene.texts)


def _tallies(session: Session, scene: Scene) -> Tallies:
    # Each kind is counted by itself, so that a comment which is added has no positions counted anew.
    seen_from = _seen_from(scene)
    held = remembered(session, lambda: _positions(session, scene), "positions counted", *seen_from)
    comments = remembered(session, lambda: _given(session, scene, Comment), "comments counted", *seen_from)
    amendments = remembered(session, lambda: _given(session, scene, Amendment), "amendments counted", *seen_from)
    found = defaultdict[str | None, Tally](lambda: Tally({}))
    found.update((part_id, copy(tally)) for part_id, tally in held.parts.items())
    for part_id, count, waiting, cards in comments:
        tally = found[part_id]
        tally.comments += count
        tally.remarks += waiting
        tally.cards += cards
    for part_id, count, waiting, cards in amendments:
        tally = found[part_id]
        tally.amendments += count
        tally.proposals += waiting
        tally.cards += cards
    return Tallies(dict(found), held.answered)


def _positions(session: Session, scene: Scene) -> Tallies:
    """What is held, and nothing that was given."""
    same = scene.situation.same_text
    held = _held(session, scene)
    answered = {delegation_id for (delegation_id, part_id), last in held.items() if part_id is None and last[0] in same}
    found = defaultdict[str | None, Tally](lambda: Tally({}))
    # Of all positions of one sort on one part of one revision the same holds.
    sorts = Counter((part_id, *last, delegation_id in answered) for (delegation_id, part_id), last in held.items())
    for (part_id, revision_id, word, speaks, has_answered), count in sorts.items():
        position = Position(word)
        stands = revision_id in same or position in BLOCKING_POSITIONS
        if not stands and not speaks_still(scene, revision_id, part_id, position):
            continue
        tally = found[part_id]
        tally.cards += count * speaks
        if stands:
            tally.positions[position] = tally.positions.get(position, 0) + count
            tally.speaking += count * (not has_answered)
        else:
            tally.earlier += count
    return Tallies(dict(found), answered)


def _held(session: Session, scene: Scene) -> dict[tuple[str, str | None], tuple[str, str, bool]]:
    """What members hold now, by delegation and part (or the whole text, `None`): the last position that counts.

    Of each the id of its revision, the position as the bare word, and whether it says something: all as the database
    has it, for there are some thousands.
    """
    there = positions_open_to(scene.viewer, scene.statement).where(col(PositionTaken.submitted_at).is_not(None))
    key = col(PositionTaken.delegation_id), col(PositionTaken.part_id), col(PositionTaken.number)
    # Two looks into two indexes, where one for both would read all that anybody ever said.
    say_why = session.connection().execute(there.with_only_columns(*key).where(text(SAYS_WHY)))
    says_why = {(delegation_id, part_id, number) for delegation_id, part_id, number in say_why}
    rows = session.connection().execute(
        there.with_only_columns(
            *key,
            col(PositionTaken.revision_id),
            type_coerce(col(PositionTaken.position), String),
            col(PositionTaken.lapsed_at).is_not(None),
        ).order_by(*key)
    )
    held: dict[tuple[str, str | None], tuple[str, str, bool]] = {}
    for delegation_id, part_id, number, revision_id, position, has_lapsed in rows.all():
        if has_lapsed:
            held.pop((delegation_id, part_id), None)
        elif delegation_id in scene.names:
            speaks = position in BLOCKING_POSITIONS or (delegation_id, part_id, number) in says_why
            held[delegation_id, part_id] = revision_id, position, speaks
    return held


def _given(
    session: Session, scene: Scene, kind: type[Comment] | type[Amendment]
) -> tuple[tuple[str | None, int, int, int], ...]:
    """Of parts: how many comments or amendments count, how many of these wait for an answer, and how many there are to
    show. A part may come twice."""
    rows = session.execute(_on_the_table(scene, kind))
    return tuple((part_id, count, waiting, cards) for part_id, count, waiting, cards in rows)


def _on_the_table(scene: Scene, kind: type[Comment] | type[Amendment]) -> CompoundSelect[Any]:
    """What stands from the latest revision and what from earlier ones, part by part: so what is settled of earlier
    revisions is not read at all."""
    there = comments_open_to if kind is Comment else amendments_open_to
    rows: Any = there(scene.viewer, scene.statement)
    if kind is Amendment:
        rows = rows.where(stands_by_itself(scene.statement.id))
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
