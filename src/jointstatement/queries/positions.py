"""Where it stands: the parts of the text against the delegations, in the body's order, and what each holds.

Only what the reader may load is in it. While a blind round is open that is what was given on earlier revisions, for the
chair's office as well; of the round itself the office learns who has submitted and who is awaited, and others nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlmodel import Session

from jointstatement.access.input import reads_positions_of_others
from jointstatement.access.viewer import Viewer
from jointstatement.models import PositionTaken
from jointstatement.queries.given import (
    WHOLE_TEXT,
    Gathered,
    Place,
    Stance,
    StanceGroup,
    Underway,
    gather,
    grouped,
    held,
    latest_id,
    places_of,
    stance,
    still_speaks,
    submissions,
    underway,
)
from jointstatement.queries.statement import Scene, StatementHead, head_of, scene_of
from jointstatement.terms import Position
from jointstatement.workflow.permit import demand, may_read_matrix


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
    groups: tuple[StanceGroup, ...]
    """Names by position; those with none, or an earlier one, apart."""
    amending: tuple[str, ...]
    commenting: tuple[str, ...]


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
) -> Matrix:
    """Where the text on the table stands: for the chair's office, and for members where the body lets them read it.

    Raises `NotFound`; `NotYours` for all others.
    """
    scene = scene_of(session, viewer, statement_id, now)
    if not (viewer.is_delegate and reads_positions_of_others(session, viewer, scene.statement)):
        demand(may_read_matrix(viewer.role))
    gathered = gather(session, scene)
    rows = _rows(scene, gathered)
    columns = tuple(_column(scene, gathered, rows, n) for n in range(len(rows[0].cells))) if rows else ()
    columns = tuple(column for column in columns if _is_shown_at_all(column))
    chosen = tuple(column for column in columns if _is_chosen(column, parts_shown))
    shown = {column.place.part_id for column in chosen}
    latest = underway(scene)
    is_open = latest is not None and latest.is_open
    handed_in = (
        {row.delegation_id for row in submissions(session, scene, [member.id for member in scene.members])}
        if viewer.is_office and is_open
        else set()
    )
    return Matrix(
        head=head_of(scene),
        round=latest,
        is_hidden=latest is not None and latest.hides_input,
        columns=chosen,
        rows=tuple(
            msgspec.structs.replace(row, cells=tuple(cell for cell in row.cells if cell.place.part_id in shown))
            for row in rows
            if members_shown is MembersShown.ALL or row.is_answered is (members_shown is MembersShown.ANSWERED)
        ),
        answered=tuple(row.delegation for row in rows if row.is_answered),
        awaited=tuple(row.delegation for row in rows if not row.is_answered),
        submitted=tuple(member.name for member in scene.members if member.id in handed_in)
        if viewer.is_office and is_open
        else None,
        not_submitted=tuple(member.name for member in scene.members if member.id not in handed_in),
        contested=sum(_is_chosen(column, PartsShown.CONTESTED) for column in columns),
        quiet=sum(_is_chosen(column, PartsShown.QUIET) for column in columns),
        parts_shown=parts_shown,
        members_shown=members_shown,
    )


def _rows(scene: Scene, gathered: Gathered) -> tuple[Row, ...]:
    places = (*places_of(scene.text), WHOLE_TEXT)
    on_hand: dict[tuple[str, str | None], PositionTaken] = {
        key: row for key, row in held(gathered.positions).items() if still_speaks(scene, row)
    }
    latest = latest_id(scene)
    amended = {
        (row.delegation_id, row.part_id)
        for row in gathered.amendments
        if row.submitted_at is not None and row.withdrawn_at is None and row.revision_id == latest
    }
    commented = {
        (row.delegation_id, row.part_id)
        for row in gathered.comments
        if row.submitted_at is not None and row.withdrawn_at is None and row.revision_id == latest
    }
    rows = []
    for member in scene.members:
        cells = []
        for place in places:
            key = member.id, place.part_id or None
            row = on_hand.get(key)
            cells.append(
                Cell(
                    place=place,
                    delegation=member.name,
                    stance=stance(scene, gathered, row) if row else None,
                    is_amended=key in amended,
                    is_commented=key in commented,
                )
            )
        whole = on_hand.get((member.id, None))
        rows.append(
            Row(
                delegation=member.name,
                is_own=member.id == scene.viewer.delegation_id,
                is_answered=whole is not None and whole.revision_id == latest,
                cells=tuple(cells),
            )
        )
    return tuple(rows)


def _column(scene: Scene, gathered: Gathered, rows: Sequence[Row], at: int) -> Column:
    cells = [row.cells[at] for row in rows]
    place = cells[0].place
    stances = [cell.stance for cell in cells if cell.stance]
    objections = sum(each.position is Position.OBJECT for each in stances)
    reserves = sum(each.position is Position.RESERVE for each in stances)
    proposals = sum(
        row.part_id == place.part_id and _waits(gathered, row.id, row.submitted_at, row.withdrawn_at)
        for row in gathered.amendments
    )
    remarks = sum(
        (row.part_id or "") == place.part_id and _waits(gathered, row.id, row.submitted_at, row.withdrawn_at)
        for row in gathered.comments
    )
    silent = tuple(row.delegation for row in rows if not row.is_answered and not _speaks_now(row.cells[at].stance))
    awaited = tuple(name for name in silent if name not in {each.delegation for each in stances})
    groups = grouped(stances)
    if awaited:
        groups = (*groups, StanceGroup(position=None, given_on="", is_current=True, delegations=awaited))
    return Column(
        place=place,
        standing=_standing(objections, reserves, proposals + remarks),
        objections=objections,
        reserves=reserves,
        proposals=proposals,
        remarks=remarks,
        awaited=len(silent),
        earlier=sum(not each.is_current for each in stances),
        groups=groups,
        amending=tuple(cell.delegation for cell in cells if cell.is_amended),
        commenting=tuple(cell.delegation for cell in cells if cell.is_commented),
    )


def _speaks_now(held_there: Stance | None) -> bool:
    return held_there is not None and held_there.is_current


def _waits(gathered: Gathered, subject: str, submitted_at: datetime | None, withdrawn_at: datetime | None) -> bool:
    return submitted_at is not None and withdrawn_at is None and subject not in gathered.answers


def _standing(objections: int, reserves: int, waiting: int) -> Standing:
    if objections:
        return Standing.BLOCKED
    if reserves:
        return Standing.RESERVED
    return Standing.OPEN if waiting else Standing.NO_OBJECTION


def _is_shown_at_all(column: Column) -> bool:
    """Clauses and the whole text always; other parts where something is held or given on them."""
    is_touched = bool(column.amending or column.commenting or any(group.position for group in column.groups))
    return column.place.is_clause or not column.place.part_id or is_touched


def _is_chosen(column: Column, parts_shown: PartsShown) -> bool:
    if parts_shown is PartsShown.ALL:
        return True
    return (column.standing is Standing.NO_OBJECTION) is (parts_shown is PartsShown.QUIET)
