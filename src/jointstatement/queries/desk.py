"""The chair's desk as somebody reads it who comes with the next term: nothing on it can be changed from here.

The working text against the revision tabled last, how far each clause has come, and the input that delegations read of
each other with the answers that are being prepared. `access/incoming_chair` says what is not on it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.incoming_chair import beside_the_chair
from jointstatement.access.statements import statements_open_to
from jointstatement.access.suspensions import suspended_now
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.models import Amendment, Comment, Meeting, Statement
from jointstatement.queries.clause_states import Stated, stated_clauses
from jointstatement.queries.dashboard import titles_of
from jointstatement.queries.given import gather, proposal, remark
from jointstatement.queries.places import WHOLE_TEXT, Place, places_of
from jointstatement.queries.redline import ComparedLine, compared_lines, marks_of
from jointstatement.queries.shown import Proposal, Remark
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, scene_of
from jointstatement.workflow.facts import workflow_of
from jointstatement.workflow.permit import demand, may_read_desk

Given = TypeVar("Given", Comment, Amendment)


class DeskLine(msgspec.Struct, frozen=True):
    """One statement in progress."""

    statement_id: str
    title: str
    meeting: str
    state: str
    is_suspended: bool


class DeskPlace(msgspec.Struct, frozen=True):
    """One part with the input on it."""

    place: Place
    proposals: tuple[Proposal, ...]
    remarks: tuple[Remark, ...]


class ReadDesk(msgspec.Struct, frozen=True):
    """What lies on the desk of one statement."""

    head: StatementHead
    lines: tuple[ComparedLine, ...]
    """The working text against the revision tabled last; before the first, as it stands."""
    marks: dict[str, str]
    stated: dict[str, Stated]
    """How far each clause of the working text has come, by its part's id."""
    given: tuple[DeskPlace, ...]
    """In the order of the working text; on what has left it, and on the whole text, at the end."""


def desk_lines(session: Session, viewer: Viewer) -> tuple[DeskLine, ...]:
    """The statements in progress, for those who read beside the chair. Raises `NotYours`."""
    reader = _reader(session, viewer)
    of_body = statements_open_to(reader).subquery()
    rows = session.exec(
        select(Statement, Meeting)
        .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
        .where(col(Statement.id).in_(select(of_body.c.id)))
        .order_by(col(Meeting.starts_on).desc(), col(Statement.created_at).desc(), col(Statement.id))
    ).all()
    rows = [(statement, meeting) for statement, meeting in rows if _is_in_progress(statement)]
    titles = titles_of(session, reader, [statement.id for statement, _ in rows])
    suspended = suspended_now(session)
    return tuple(
        DeskLine(
            statement_id=statement.id,
            title=titles.get(statement.id, "") or meeting.title,
            meeting=meeting.title,
            state=workflow_of(statement).states[statement.state].title,
            is_suspended=statement.id in suspended,
        )
        for statement, meeting in rows
    )


def read_desk(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf) -> ReadDesk:
    """The desk of one statement, for those who read beside the chair. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, _reader(session, viewer), statement_id, now)
    if not _is_in_progress(scene.statement):
        raise NotFound()
    return ReadDesk(
        head=head_of(scene),
        lines=compared_lines(scene.text, scene.working, rules_of(scene.style_of(-1)), rules_of(scene.statement.style)),
        marks=marks_of(scene.working),
        stated=stated_clauses(session, scene, scene.working),
        given=_given(session, scene),
    )


def _reader(session: Session, viewer: Viewer) -> Viewer:
    reader = beside_the_chair(session, viewer)
    demand(may_read_desk(reader.role))
    return reader


def _is_in_progress(statement: Statement) -> bool:
    return not workflow_of(statement).states[statement.state].final


def _given(session: Session, scene: Scene) -> tuple[DeskPlace, ...]:
    gathered = gather(session, scene)
    standing = places_of(scene.working)
    in_text = {place.part_id for place in standing}
    gone = [place for part_id, place in gathered.places.items() if part_id not in in_text]
    found = (
        DeskPlace(
            place,
            tuple(proposal(scene, gathered, row) for row in _live(gathered.amendments, place)),
            tuple(remark(scene, gathered, row) for row in _live(gathered.comments, place)),
        )
        for place in (*(gathered.places.get(each.part_id, each) for each in standing), *gone, WHOLE_TEXT)
    )
    return tuple(each for each in found if each.proposals or each.remarks)


def _live(rows: Iterable[Given], place: Place) -> list[Given]:
    on_it = [row for row in rows if (row.part_id or "") == place.part_id and row.withdrawn_at is None]
    return sorted(on_it, key=lambda row: (len(row.label or ""), row.label or ""))
