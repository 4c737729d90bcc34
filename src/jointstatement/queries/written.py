"""The written procedure on its page: the hour, the answers as far as they are this person's to read, what may be done.

Before the hour a delegation reads its own answer alone; after it, how many there are of each. Who gave which answer
is the chair's office's to read.
"""

from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import PositionTaken, WrittenProcedure
from jointstatement.queries.redline import ComparedLine, compared_lines, marks_of
from jointstatement.queries.references import citations
from jointstatement.queries.silence import Member
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, negotiation_scene
from jointstatement.terms import Position
from jointstatement.workflow import permit
from jointstatement.workflow.facts import Known, held_on_the_whole, positions_submitted
from jointstatement.workflow.tally import Tally, tally_of


class ProcedureLine(msgspec.Struct, frozen=True):
    """One written procedure."""

    number: int
    revision: str
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    is_withdrawn: bool
    is_over: bool
    """Its hour has passed, whether or not that is recorded yet."""


class AnswerLine(msgspec.Struct, frozen=True):
    """A member's answer to the text, or that there is none."""

    delegation: str
    position: Position | None
    """None where no answer has come: that is no consent."""
    at: datetime | None
    on_paper: bool
    reason: str


class WrittenPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    head: StatementHead
    current: ProcedureLine | None
    """The procedure that runs, or the last one on the revision that lies on the table."""
    before: tuple[ProcedureLine, ...]
    lines: tuple[ComparedLine, ...]
    marks: dict[str, str]
    own: AnswerLine | None
    """Of the person's own delegation."""
    answers: tuple[AnswerLine, ...]
    """For the chair's office alone."""
    tally: Tally | None
    """For the chair's office at any time, for others after the hour."""
    members: tuple[Member, ...]
    """For the chair's office alone."""
    to_start: Refusal | None
    to_extend: Refusal | None
    to_withdraw: Refusal | None
    to_answer: Refusal | None
    to_record: Refusal | None


def written_page(
    session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf
) -> WrittenPage:
    """The written procedures of a statement. Raises `NotFound`, and `NotYours` for observers."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    rows = session.exec(
        select(WrittenProcedure)
        .where(col(WrittenProcedure.statement_id) == scene.statement.id)
        .order_by(col(WrittenProcedure.number).desc())
    ).all()
    latest = scene.revisions[-1] if scene.revisions else None
    current = next((row for row in rows if row.revision_id in scene.situation.same_text), None)
    answers = _answers(session, scene)
    own = next((line for member, line in answers if member == viewer.delegation_id), None)
    has_ended = current is not None and current.ended_at is not None and not current.is_withdrawn
    text = scene.text if current is not None else ()
    rules = rules_of(latest.style) if latest is not None else rules_of(scene.statement.style)
    question = (scene.workflow, scene.situation, viewer.role)
    return WrittenPage(
        head=head_of(scene),
        current=_line(scene, current) if current is not None else None,
        before=tuple(_line(scene, row) for row in rows if row is not current),
        lines=compared_lines(text, text, rules, rules, citations(session, scene) if text else {}),
        marks=marks_of(text),
        own=own if viewer.is_delegate else None,
        answers=tuple(line for _, line in answers) if viewer.is_office else (),
        tally=_tally(session, scene) if viewer.is_office or has_ended else None,
        members=tuple(Member(row.id, row.name) for row in scene.members) if viewer.is_office else (),
        to_start=permit.may_start_written_procedure(*question),
        to_extend=permit.may_extend_written_procedure(*question),
        to_withdraw=permit.may_withdraw_written_procedure(*question),
        to_answer=permit.may_answer_in_writing(*question),
        to_record=permit.may_record_written_answer(*question),
    )


def _line(scene: Scene, row: WrittenProcedure) -> ProcedureLine:
    labels = {revision.id: revision.label for revision in scene.revisions}
    return ProcedureLine(
        number=row.number,
        revision=labels[row.revision_id],
        started_at=row.started_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        is_withdrawn=row.is_withdrawn,
        is_over=scene.now >= row.due_at,
    )


def _answers(session: Session, scene: Scene) -> list[tuple[str, AnswerLine]]:
    """What every member holds on the whole of the text on the table, by its id; of what this person may know."""
    held = held_on_the_whole(
        positions_submitted(session, scene.statement, known_to=scene.viewer), scene.situation.same_text
    )
    return [(member.id, _answer(member.name, held.get(member.id))) for member in scene.members]


def _answer(name: str, row: PositionTaken | None) -> AnswerLine:
    if row is None:
        return AnswerLine(name, None, None, on_paper=False, reason="")
    return AnswerLine(
        name, row.position, row.received_at or row.taken_at, on_paper=row.received_at is not None, reason=row.reason
    )


def _tally(session: Session, scene: Scene) -> Tally:
    """What the office counts; for others without what was told to the chair alone, as the entry of the hour tells."""
    latest = scene.revisions[-1] if scene.revisions else None
    known_to = None if scene.viewer.is_office else Known.TO_ALL_MEMBERS
    return tally_of(session, scene.statement, latest, known_to=known_to)
