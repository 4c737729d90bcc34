"""Rounds: those that were held, the one that is open, and what may be done about it now.

While a round is open, the chair's office learns which delegations have submitted, and a delegation only that it has
itself. Of a round that has closed everybody in the negotiation learns whose input it brought, but of one for the chair
alone, and of one that does not name who gave what, the chair's office only.
"""

from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.attribution import is_named_in, office_knows
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Missing, NotFound, Refusal, StillMissing
from jointstatement.models import Round, RoundExtension, Submission
from jointstatement.queries.statement import Scene, StatementHead, head_of, negotiation_scene, open_round, scene_of
from jointstatement.terms import Attribution, Verb, Visibility
from jointstatement.workflow import permit
from jointstatement.workflow.procedure import open_steps


class Extension(msgspec.Struct, frozen=True):
    """The hour of a round was moved."""

    from_due_at: datetime
    to_due_at: datetime
    at: datetime


class RoundLine(msgspec.Struct, frozen=True):
    """One round."""

    id: str
    number: int
    revision: str
    visibility: Visibility
    attribution: Attribution
    """Who learns whose input it brings."""
    concepts_only: bool
    """It takes no proposed wording."""
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    closed_by_the_hour: bool
    extensions: tuple[Extension, ...]
    submitted: tuple[str, ...]
    """Delegations whose input came in, in the body's order, of those that this person may know of."""
    awaited: tuple[str, ...]
    """The others, as awaited; empty where this person may not know."""
    keeps_authors: bool
    """The chair's office does not learn yet whose the input is."""


class Rounds(msgspec.Struct, frozen=True):
    """The rounds of a statement, the latest first."""

    head: StatementHead
    rounds: tuple[RoundLine, ...]
    open: RoundLine | None
    to_open: Refusal | None
    """Why no round can be opened now, or nothing where it can."""
    missing: tuple[Missing, ...]
    """What a new round still misses."""
    leads_here: bool
    """A step leads from here to a round."""
    to_extend: Refusal | None
    to_close: Refusal | None
    attribution: Attribution
    """Who learns whose input the next round brings."""
    chooses: bool
    """Whether the person's role carries it to choose that otherwise."""
    to_choose: Refusal | None
    """Why that cannot be chosen otherwise now, or nothing where it can."""
    to_learn: Refusal | None
    """Why the person cannot let the office learn the authors of a round that is answered, or nothing where it can."""


class StepAsked(msgspec.Struct, frozen=True):
    """A step of the workflow, before it is taken."""

    head: StatementHead
    verb: Verb
    label: str
    to_title: str
    refusal: Refusal | None
    missing: tuple[Missing, ...]


def rounds(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> Rounds:
    """The rounds of a statement. Raises `NotFound`, and `NotYours` for observers."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    lines = _lines(session, scene)
    underway = open_round(scene)
    question = (scene.workflow, scene.situation, viewer.role)
    steps = [step for step in open_steps(*question) if step.step.verb is Verb.OPEN_ROUND]
    return Rounds(
        head=head_of(scene),
        rounds=tuple(reversed(lines)),
        open=next((line for line in lines if underway and line.id == underway.id), None),
        to_open=permit.may_open_round(*question),
        missing=tuple(missing for step in steps for missing in step.missing),
        leads_here=bool(steps),
        to_extend=permit.may_extend_round(*question),
        to_close=permit.may_close_round(*question),
        attribution=scene.statement.attribution,
        chooses=permit.may_at_all(Verb.CHOOSE_ATTRIBUTION, viewer.role) is None,
        to_choose=permit.may_choose_attribution(*question),
        to_learn=permit.may_learn_authors(*question),
    )


def step_asked(session: Session, viewer: Viewer, statement_id: str, verb: Verb, *, now: datetime) -> StepAsked:
    """What a step would do and what it still misses; for the chair's office.

    Raises `NotFound`, also where the statement's workflow has no such step, and `NotYours`.
    """
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    steps = [step for step in scene.workflow.steps if step.verb is verb]
    if not steps:
        raise NotFound()
    step = next((step for step in steps if step.from_state == scene.situation.state), steps[0])
    refusal = permit.may(verb, scene.workflow, scene.situation, viewer.role)
    return StepAsked(
        head=head_of(scene),
        verb=verb,
        label=step.label,
        to_title=scene.workflow.states[step.to_state].title,
        refusal=refusal,
        missing=refusal.missing if isinstance(refusal, StillMissing) else (),
    )


def _lines(session: Session, scene: Scene) -> list[RoundLine]:
    of_statement = select(Round.id).where(col(Round.statement_id) == scene.statement.id)
    extensions: dict[str, list[Extension]] = {row.id: [] for row in scene.rounds}
    for moved in session.exec(
        select(RoundExtension).where(col(RoundExtension.round_id).in_(of_statement)).order_by(col(RoundExtension.at))
    ):
        extensions[moved.round_id].append(Extension(moved.from_due_at, moved.to_due_at, moved.at))
    submitted: dict[str, set[str]] = {row.id: set() for row in scene.rounds}
    for round_id, delegation_id in session.exec(
        select(Submission.round_id, Submission.delegation_id).where(col(Submission.round_id).in_(of_statement))
    ):
        submitted[round_id].add(delegation_id)
    return [_line(scene, row, submitted[row.id], tuple(extensions[row.id])) for row in scene.rounds]


def _line(scene: Scene, row: Round, submitted: set[str], extensions: tuple[Extension, ...]) -> RoundLine:
    told_to_all = row.closed_at is not None and row.visibility is not Visibility.CHAIR_ONLY and is_named_in(row)
    knows = (scene.viewer.is_office and office_knows(row)) or told_to_all
    known = submitted if knows else submitted & {scene.viewer.delegation_id or ""}
    return RoundLine(
        id=row.id,
        number=row.number,
        revision=next(revision.label for revision in scene.revisions if revision.id == row.revision_id),
        visibility=row.visibility,
        attribution=row.attribution,
        concepts_only=row.concepts_only,
        opened_at=row.opened_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
        closed_by_the_hour=row.closed_at is not None and row.closed_by is None,
        extensions=extensions,
        submitted=tuple(member.name for member in scene.members if member.id in known),
        awaited=tuple(member.name for member in scene.members if member.id not in known) if knows else (),
        keeps_authors=not office_knows(row),
    )
