"""The grid of positions that was frozen with a decision, as far as a person may read it."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from jointstatement.access.input import reads_positions_of_others
from jointstatement.models import AdoptedPosition, EndorsedPosition
from jointstatement.queries.silence import PlaceInText, place_of, places_of
from jointstatement.queries.statement import Scene
from jointstatement.terms import Position, ReserveKind
from jointstatement.text.document import Part

Kept = TypeVar("Kept", AdoptedPosition, EndorsedPosition)


class FrozenPosition(msgspec.Struct, frozen=True):
    """A position as it stood at the decision."""

    place: PlaceInText
    position: Position
    given_on: str
    """The label of the revision on which it was given."""
    reserve_kind: ReserveKind | None
    reason: str
    group: str
    """The group that took it for the delegation; empty where it took it itself."""


class FrozenLine(msgspec.Struct, frozen=True):
    """What one delegation held when the text was adopted or endorsed; with nothing held it had not answered."""

    delegation: str
    held: tuple[FrozenPosition, ...]


def frozen_lines(
    session: Session,
    scene: Scene,
    kind: type[Kept],
    of_it: ColumnElement[bool],
    text: Sequence[Part],
) -> tuple[FrozenLine, ...]:
    """What the members held at one decision on one text.

    For the office all of it; for a delegation what it held itself, and where the body lets members read positions also
    what others did not tell the chair alone.
    """
    viewer = scene.viewer
    may_know = select(kind).where(of_it)
    is_own = col(kind.delegation_id) == viewer.delegation_id
    all_open = reads_positions_of_others(session, viewer, scene.statement)
    if not all_open:
        may_know = may_know.where(is_own)
    elif not viewer.is_office:
        may_know = may_know.where(or_(is_own, col(kind.is_for_chair).is_(False)))
    rows = session.exec(may_know).all()
    places = {place.part_id: n for n, place in enumerate(places_of(text), start=1)}
    return tuple(
        FrozenLine(
            member.name,
            tuple(
                FrozenPosition(
                    place_of(text, row.part_id),
                    row.position,
                    row.given_on,
                    row.reserve_kind,
                    row.reason,
                    row.group_name,
                )
                for row in sorted(rows, key=lambda row: places.get(row.part_id or "", 0))
                if row.delegation_id == member.id
            ),
        )
        for member in scene.members
        if all_open or member.id == viewer.delegation_id
    )
