"""Where it stands: the parts of the text against the delegations, in the body's order, and what each holds.

Only what the reader may load is in it. While a blind round is open that is what was given on earlier revisions, for the
chair's office as well; of the round itself the office learns who has submitted and who is awaited, and others nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from sqlalchemy import or_, union
from sqlmodel import Session, col

from jointstatement.access.attribution import office_knows
from jointstatement.access.input import (
    amendments_open_to,
    comments_open_to,
    positions_open_to,
    reads_positions_of_others,
)
from jointstatement.access.naming import NamedDelegation
from jointstatement.access.viewer import Viewer
from jointstatement.models import Amendment, Comment, PositionTaken
from jointstatement.queries.clause_states import Stated, stated_clauses
from jointstatement.queries.given import Gathered, held, stance, still_speaks, submissions, underway
from jointstatement.queries.places import WHOLE_TEXT, Place, places_of
from jointstatement.queries.shown import Stance, StanceGroup, Underway, grouped
from jointstatement.queries.statement import Scene, StatementHead, head_of, latest_id, latest_round, scene_of
from jointstatement.queries.tallies import Tally, tallies
from jointstatement.queries.voices import told_of
from jointstatement.terms import Position
from jointstatement.workflow.permit import demand, may_read_matrix

Thing = TypeVar("Thing")
WINDOW = 30
"""Parts and delegations that are shown at once."""


class PartsShown(StrEnum):
    """Which parts the matrix shows."""

    ALL = "all"
    CONTESTED = "contested"
    """Where something stands in the way or is proposed."""
    QUIET = "quiet"


class MembersShown(StrEnum):
    """Which delegations the matrix shows."""

    ALL = "all"
    ANSWERED = "answered"
    """With a position on the whole of the text on the table."""
    AWAITED = "awaited"


class Standing(StrEnum):
    """Where one part stands; never that it is agreed, for that is the chair's to declare on the whole."""

    BLOCKED = "blocked"
    RESERVED = "reserved"
    OPEN = "open"
    """Amendments or comments wait for an answer."""
    NO_OBJECTION = "no_objection"


class Cell(msgspec.Struct, frozen=True):
    """What one delegation has on one part."""

    place: Place
    delegation: str
    stance: Stance | None
    is_amended: bool
    """As far as the person learns whose they are by the rule of the round, or as its own; of comments the same. What a
    group's speaker gave for it in a round that does not name it is not shown here to the other members."""
    is_commented: bool

    @property
    def is_empty(self) -> bool:
        """Nothing is there."""
        return not (self.stance or self.is_amended or self.is_commented)


class Row(msgspec.Struct, frozen=True):
    """One delegation."""

    delegation: str
    is_own: bool
    is_answered: bool
    """It has a position on the whole of the text on the table."""
    cells: tuple[Cell, ...]


class Column(msgspec.Struct, frozen=True):
    """One part, and where it stands."""

    place: Place
    standing: Standing
    objections: int
    reserves: int
    proposals: int
    """Amendments without an answer."""
    remarks: int
    """Comments without an answer."""
    awaited: int
    """Delegations with a position neither on this part nor on the whole of the text on the table."""
    earlier: int
    """Positions given on an earlier revision, on words that have not changed since."""
    stated: Stated | None
    """How far it has come at the table; nothing for an item and for the whole text."""
    groups: tuple[StanceGroup, ...]
    """Names by position; those with none, or an earlier one, apart."""
    amending: tuple[str, ...]
    commenting: tuple[str, ...]


class Window(msgspec.Struct, frozen=True):
    """Which stretch of the columns or rows is here; from 1, and nothing where there are none."""

    first: int
    last: int
    of: int

    @property
    def before(self) -> int:
        """Where the stretch before it begins; 0 where there is none."""
        return max(1, self.first - WINDOW) if self.first > 1 else 0

    @property
    def after(self) -> int:
        """Where the stretch after it begins; 0 where there is none."""
        return self.last + 1 if self.last < self.of else 0


class Matrix(msgspec.Struct, frozen=True):
    """The parts of the text on the table against the delegations."""

    head: StatementHead
    round: Underway | None
    is_hidden: bool
    """A blind round is open: what is given in it is not here."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    answered: tuple[str, ...]
    """Delegations with a position on the whole of the text on the table."""
    awaited: tuple[str, ...]
    submitted: tuple[str, ...] | None
    """Who has handed in input to the open round; for the chair's office."""
    not_submitted: tuple[str, ...]
    parts: Window
    """Of the parts that are shown; the whole text stands beside each stretch of them."""
    members: Window
    contested: int
    quiet: int
    parts_shown: PartsShown
    members_shown: MembersShown


def matrix(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    *,
    now: datetime,
    parts_shown: PartsShown = PartsShown.ALL,
    members_shown: MembersShown = MembersShown.ALL,
    parts_from: int = 1,
    members_from: int = 1,
) -> Matrix:
    """Where the text on the table stands: for the chair's office, and for members where the body lets them read it.

    Of a big one a window of `WINDOW` parts and delegations, from the places that are asked for; what stands at the
    foot of a part is counted over all. Raises `NotFound`; `NotYours` for all others.
    """
    scene = scene_of(session, viewer, statement_id, now)
    if not (viewer.is_delegate and reads_positions_of_others(session, viewer, scene.statement)):
        demand(may_read_matrix(viewer.role))
    counted = tallies(session, scene)
    stands, answered = counted.parts, counted.answered
    silent = len(scene.members) - len(answered)
    every = tuple(
        (place, stands.get(place.part_id or None, Tally({}))) for place in (*places_of(scene.text), WHOLE_TEXT)
    )
    every = tuple((place, tally) for place, tally in every if _is_shown_at_all(place, tally))
    chosen = [(place, tally) for place, tally in every if _is_chosen(tally, parts_shown)]
    parts, parts_window = _window([each for each in chosen if each[0].part_id], parts_from)
    parts += [each for each in chosen if not each[0].part_id]
    members, members_window = _window(
        [
            member
            for member in scene.members
            if members_shown is MembersShown.ALL or (member.id in answered) is (members_shown is MembersShown.ANSWERED)
        ],
        members_from,
    )
    rows = _rows(scene, _within(session, scene, [place for place, _ in parts], members), answered)
    stated = stated_clauses(session, scene, scene.text)
    latest = underway(scene)
    in_round = latest_round(scene)
    tells = viewer.is_office and in_round is not None and in_round.closed_at is None and office_knows(in_round)
    handed_in = (
        {row.delegation_id for row in submissions(session, scene, [member.id for member in scene.members])}
        if tells
        else set()
    )
    return Matrix(
        head=head_of(scene),
        round=latest,
        is_hidden=latest is not None and latest.hides_input,
        columns=tuple(
            _column(place, tally, stated.get(place.part_id), rows, n, silent) for n, (place, tally) in enumerate(parts)
        ),
        rows=rows,
        answered=tuple(member.name for member in scene.members if member.id in answered),
        awaited=tuple(member.name for member in scene.members if member.id not in answered),
        submitted=tuple(member.name for member in scene.members if member.id in handed_in) if tells else None,
        not_submitted=tuple(member.name for member in scene.members if tells and member.id not in handed_in),
        parts=parts_window,
        members=members_window,
        contested=sum(_is_chosen(tally, PartsShown.CONTESTED) for _, tally in every),
        quiet=sum(_is_chosen(tally, PartsShown.QUIET) for _, tally in every),
        parts_shown=parts_shown,
        members_shown=members_shown,
    )


def _window(things: list[Thing], wished: int) -> tuple[list[Thing], Window]:
    """The stretch that begins at the place wished for, or the last one there is."""
    if not things:
        return [], Window(0, 0, 0)
    first = min(max(1, wished), len(things))
    last = min(len(things), first + WINDOW - 1)
    return things[first - 1 : last], Window(first, last, len(things))


class _Within(msgspec.Struct):
    """What these members have on these parts; it never leaves this query."""

    places: Sequence[Place]
    members: Sequence[NamedDelegation]
    held: Mapping[tuple[str, str | None], PositionTaken]
    amended: set[tuple[str, str | None]]
    commented: set[tuple[str, str | None]]


def _within(session: Session, scene: Scene, places: Sequence[Place], members: Sequence[NamedDelegation]) -> _Within:
    part_ids = [place.part_id for place in places if place.part_id]
    ids = [member.id for member in members]
    viewer, statement = scene.viewer, scene.statement

    def given(rows: Any, kind: type[Comment] | type[Amendment]) -> set[tuple[str, str | None]]:
        keys = rows.with_only_columns(col(kind.delegation_id), col(kind.part_id)).where(
            col(kind.delegation_id).in_(ids),
            col(kind.submitted_at).is_not(None),
            col(kind.withdrawn_at).is_(None),
            col(kind.revision_id) == latest_id(scene),
            told_of(scene, kind),
        )
        # Two looks into the index of parts, where one for both would read all that was given on the revision.
        either = union(keys.where(col(kind.part_id).in_(part_ids)), keys.where(col(kind.part_id).is_(None)))
        return {(delegation_id, part_id) for delegation_id, part_id in session.execute(either).all()}

    positions = session.exec(
        positions_open_to(viewer, statement)
        .where(
            or_(col(PositionTaken.part_id).in_(part_ids), col(PositionTaken.part_id).is_(None)),
            col(PositionTaken.delegation_id).in_(ids),
            col(PositionTaken.submitted_at).is_not(None),
        )
        .order_by(col(PositionTaken.delegation_id), col(PositionTaken.number))
    )
    return _Within(
        places,
        members,
        {key: row for key, row in held(positions).items() if still_speaks(scene, row)},
        amended=given(amendments_open_to(viewer, statement), Amendment),
        commented=given(comments_open_to(viewer, statement), Comment),
    )


def _rows(scene: Scene, within: _Within, answered: Collection[str]) -> tuple[Row, ...]:
    nothing = Gathered([], [], [], {}, {}, {place.part_id: place for place in within.places}, {}, {}, {})
    rows = []
    for member in within.members:
        cells = []
        for place in within.places:
            key = member.id, place.part_id or None
            row = within.held.get(key)
            cells.append(
                Cell(
                    place=place,
                    delegation=member.name,
                    stance=stance(scene, nothing, row) if row else None,
                    is_amended=key in within.amended,
                    is_commented=key in within.commented,
                )
            )
        rows.append(
            Row(
                delegation=member.name,
                is_own=member.id == scene.viewer.delegation_id,
                is_answered=member.id in answered,
                cells=tuple(cells),
            )
        )
    return tuple(rows)


def _column(place: Place, tally: Tally, stated: Stated | None, rows: Sequence[Row], at: int, silent: int) -> Column:
    cells = [row.cells[at] for row in rows]
    stances = [cell.stance for cell in cells if cell.stance]
    holding = {each.delegation for each in stances}
    awaited = tuple(row.delegation for row in rows if not row.is_answered and row.delegation not in holding)
    groups = grouped(stances)
    if awaited:
        groups = (*groups, StanceGroup(position=None, given_on="", is_current=True, delegations=awaited))
    return Column(
        place=place,
        standing=_standing(tally),
        objections=tally.positions.get(Position.OBJECT, 0),
        reserves=tally.positions.get(Position.RESERVE, 0),
        proposals=tally.proposals,
        remarks=tally.remarks,
        awaited=silent - tally.speaking,
        earlier=tally.earlier,
        stated=stated,
        groups=groups,
        amending=tuple(cell.delegation for cell in cells if cell.is_amended),
        commenting=tuple(cell.delegation for cell in cells if cell.is_commented),
    )


def _standing(tally: Tally) -> Standing:
    if Position.OBJECT in tally.positions:
        return Standing.BLOCKED
    if Position.RESERVE in tally.positions:
        return Standing.RESERVED
    return Standing.OPEN if tally.proposals or tally.remarks else Standing.NO_OBJECTION


def _is_shown_at_all(place: Place, tally: Tally) -> bool:
    """Clauses and the whole text always; other parts where something is held or given on them."""
    is_touched = bool(tally.positions or tally.earlier or tally.amendments or tally.comments)
    return place.is_clause or not place.part_id or is_touched


def _is_chosen(tally: Tally, parts_shown: PartsShown) -> bool:
    if parts_shown is PartsShown.ALL:
        return True
    return (_standing(tally) is Standing.NO_OBJECTION) is (parts_shown is PartsShown.QUIET)
