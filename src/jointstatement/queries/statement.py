"""What every page of one statement is made from: the scene, loaded once, and the head over the page.

A scene holds only what its viewer may load: the working text is in it for the chair's office, and for who
reads beside it, alone.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

import msgspec
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.groups import Group, editions_spoken_for
from jointstatement.access.naming import NamedDelegation, named, naming_of
from jointstatement.access.statements import (
    body_for,
    gone_out,
    meeting_of,
    revision_parts,
    revisions_open_to,
    statement_for,
    working_parts,
)
from jointstatement.access.symbols import symbol_given
from jointstatement.access.viewer import Viewer
from jointstatement.database import put_together_once
from jointstatement.errors import N_, BadInput
from jointstatement.models import Body, Meeting, Revision, Round, Statement
from jointstatement.terms import ATTENDING, Allowance, CollectiveNoun, PartKind, Verb
from jointstatement.text.brackets import brackets
from jointstatement.text.document import Part
from jointstatement.text.naming import Naming
from jointstatement.text.number import number_parts, numbered_through
from jointstatement.text.punctuate import EndingRules
from jointstatement.text.wording import plain
from jointstatement.workflow.definition import Workflow
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_read_negotiation
from jointstatement.workflow.situation import Situation, Suspended

RulesOf = Callable[[str], EndingRules]
"""The ending rules of a statement style, by the style's name."""


class Stage(msgspec.Struct, frozen=True):
    """One state of the statement's workflow, as the stepper shows it."""

    name: str
    title: str
    state: str
    """"done", "current" or "todo"."""


class StatementHead(msgspec.Struct, frozen=True):
    """What stands over every page of one statement."""

    id: str
    title: str
    body: str
    meeting: str
    place: str
    starts_on: date
    ends_on: date
    time_zone: str
    chair: str
    marking: str
    language: str
    """The language of the text."""
    style: str
    revision: str
    """The label of the revision tabled last; empty before the first."""
    tabled_at: datetime | None
    is_non_paper: bool
    """The latest revision was circulated without standing."""
    decidable_from: datetime | None
    """Until this hour the notice of the latest revision runs; none where it has run, was waived or is not asked."""
    concepts_only: bool
    """The open round takes comments on concepts, and no proposed wording."""
    clauses: int
    members: int
    noun: CollectiveNoun
    """What the delegations are called together."""
    stages: tuple[Stage, ...]
    state: str
    state_title: str
    suspended: Suspended | None
    """The negotiation is suspended, in whatever state it is: nothing changes, and no hour comes."""
    round_number: int
    """Of the open round; 0 where none is open."""
    round_due_at: datetime | None
    silence_due_at: datetime | None
    review_open: bool
    """An editorial review keeps the text from adoption."""
    review_due_at: datetime | None
    """Until then members may object to its changes."""
    asks_written_answers: bool
    """The workflow has a written procedure."""
    open_places: int
    """Brackets and placeholders in the text that lies before this person; an observer is not told."""
    symbol: str
    """Given when it was adopted or issued; empty before, and where the body gives none."""
    is_adopted: bool
    is_published: bool
    observers_comment: bool
    """The workflow lets observers comment."""


def statement_head(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> StatementHead:
    """What stands over every page of a statement. Raises `NotFound`."""
    return head_of(scene_of(session, viewer, statement_id, now))


class Scene(msgspec.Struct):
    """One statement with all that its pages are made from; it never leaves a query."""

    viewer: Viewer
    now: datetime
    statement: Statement
    body: Body
    meeting: Meeting
    naming: Naming
    """How the text names the delegations."""
    members: list[NamedDelegation]
    """Named and ordered as the text has them."""
    names: dict[str, str]
    """Of the members, by their ids."""
    attending: dict[str, str]
    """Those that are no members likewise, each marked as what it is."""
    groups: Mapping[str, Group]
    """For which something was given, by the ids of their editions and of the submissions."""
    revisions: list[Revision]
    texts: dict[str, tuple[Part, ...]]
    """The parts of every revision, by the revision's id."""
    final: str
    """The id of the revision that was adopted or issued; empty before."""
    were: dict[str, str]
    """What clauses of the adopted or issued text were cited by when it was tabled, where they have another number now,
    by their ids."""
    wordings: dict[tuple[str, str], str]
    """The words of every part in every revision, by the ids of both."""
    working: tuple[Part, ...]
    """The working text; empty for all but the chair's office and who reads beside it."""
    rounds: list[Round]
    workflow: Workflow
    situation: Situation
    symbol: str

    @property
    def text(self) -> tuple[Part, ...]:
        """The text that lies before this person: the latest revision, or before the first the working text."""
        return self.texts[self.revisions[-1].id] if self.revisions else self.working

    def style_of(self, place: int) -> str:
        """The style of a revision, by its place in the row; before the first revision, of the working text."""
        return self.revisions[place].style if self.revisions else self.statement.style


def scene_of(session: Session, viewer: Viewer, statement_id: str, now: datetime) -> Scene:
    """Everything that the pages of a statement are made from, for this person. Raises `NotFound`."""
    statement = statement_for(session, viewer, statement_id)
    revisions = revisions_open_to(session, viewer, statement)
    texts = revision_parts(session, statement)
    went_out = gone_out(session, statement.id)
    final = went_out.revision_id if went_out else ""
    tabled = texts.get(final, ())
    through = numbered_through(tabled)
    texts = {**texts, final: through} if final else texts
    naming = naming_of(session, statement)
    delegations = named(naming)
    members = [each for each in delegations if each.is_member]
    working = working_parts(session, statement)
    return Scene(
        viewer=viewer,
        now=now,
        statement=statement,
        body=body_for(session, viewer),
        meeting=meeting_of(session, statement),
        naming=naming,
        members=members,
        names={each.id: each.name for each in members},
        attending={each.id: f"{each.name} (observer)" for each in delegations if not each.is_member},
        groups=editions_spoken_for(session, statement),
        revisions=revisions,
        texts={revision.id: texts.get(revision.id, ()) for revision in revisions},
        final=final,
        were={
            part.id: part.number
            for part, label in zip(tabled, number_parts(through), strict=True)
            if part.number is not None and part.number != label and not viewer.reads_adopted_only
        },
        wordings={(row.id, part.id): part.wording for row in revisions for part in texts.get(row.id, ())},
        working=working if viewer.reads_desk else (),
        rounds=[] if viewer.reads_adopted_only else rounds_of(session, statement),
        workflow=workflow_of(statement),
        situation=situation_of(session, statement, now),
        symbol=symbol_given(session, statement.id),
    )


def negotiation_scene(session: Session, viewer: Viewer, statement_id: str, now: datetime) -> Scene:
    """The same for who reads the negotiation. Raises `NotFound`, and `NotYours` for who does not."""
    scene = scene_of(session, viewer, statement_id, now)
    demand(may_read_negotiation(viewer.role))
    return scene


def rounds_of(session: Session, statement: Statement) -> list[Round]:
    """The rounds of a statement, in order."""
    return list(session.exec(_rounds(statement.id)))


@put_together_once
def _rounds(statement_id: str) -> SelectOfScalar[Round]:
    return select(Round).where(col(Round.statement_id) == statement_id).order_by(col(Round.number))


def open_round(scene: Scene) -> Round | None:
    """The round whose closing is not recorded yet."""
    return next((row for row in scene.rounds if row.closed_at is None), None)


def is_round_open(scene: Scene) -> bool:
    """Whether a round's closing is still to come."""
    return open_round(scene) is not None


def latest_round(scene: Scene) -> Round | None:
    """The latest round, where it is on the revision that lies on the table."""
    if not scene.rounds or not scene.revisions or scene.rounds[-1].revision_id != scene.revisions[-1].id:
        return None
    return scene.rounds[-1]


def has_come(scene: Scene, hour: datetime | None) -> bool:
    """Whether an hour has come; while the negotiation is suspended none does."""
    return hour is not None and scene.situation.suspended is None and hour <= scene.now


def latest_id(scene: Scene) -> str:
    """The id of the revision that lies on the table; empty before the first."""
    return scene.revisions[-1].id if scene.revisions else ""


def wording_on(scene: Scene, revision_id: str, part_id: str) -> str | None:
    """The words of a part in one revision; `None` where it does not stand there."""
    return scene.wordings.get((revision_id, part_id))


def revision_named(scene: Scene, name: str) -> Revision:
    """A revision by its number or label. Raises `BadInput` for one that is not there."""
    found = next((row for row in scene.revisions if name in {str(row.number), row.label}), None)
    if found is None:
        known = ", ".join(row.label for row in scene.revisions)
        raise BadInput(
            "revision", N_("There is no revision “{name}” here; there are: {known}."), name=name, known=known
        )
    return found


def head_of(scene: Scene) -> StatementHead:
    """The head over the pages of a statement that is loaded."""
    statement, meeting = scene.statement, scene.meeting
    latest = scene.revisions[-1] if scene.revisions else None
    shown = scene.working or scene.text
    title = next((plain(part.wording) for part in shown if part.kind is PartKind.TITLE), "")
    underway = open_round(scene)
    return StatementHead(
        id=statement.id,
        title=title.replace("\n", " ") or meeting.title,
        body=scene.body.short_name,
        meeting=meeting.title,
        place=meeting.place,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        time_zone=meeting.time_zone,
        chair=scene.naming.spoken(meeting.chair),
        marking=scene.body.marking,
        language=statement.language,
        style=statement.style,
        revision=latest.label if latest else "",
        tabled_at=latest.tabled_at if latest else None,
        is_non_paper=latest is not None and latest.is_non_paper,
        decidable_from=None if scene.workflow.states[statement.state].final else scene.situation.decidable_from,
        concepts_only=underway is not None and underway.concepts_only,
        clauses=sum(part.is_clause for part in scene.text),
        members=len(scene.members),
        noun=scene.naming.noun,
        stages=_stages(scene.workflow, statement.state),
        state=statement.state,
        state_title=scene.workflow.states[statement.state].title,
        suspended=scene.situation.suspended,
        round_number=underway.number if underway else 0,
        round_due_at=underway.due_at if underway else None,
        silence_due_at=scene.situation.silence_due_at,
        review_open=scene.situation.review_open,
        review_due_at=scene.situation.review_due_at,
        asks_written_answers=any(Allowance.WRITTEN in state.allows for state in scene.workflow.states.values()),
        open_places=0
        if scene.viewer.role in ATTENDING
        else sum(brackets(part.wording).open for part in scene.working or scene.text),
        symbol=scene.symbol,
        is_adopted=scene.situation.adopted,
        is_published=scene.situation.published,
        observers_comment=scene.workflow.observers_comment,
    )


def _stages(workflow: Workflow, current: str) -> tuple[Stage, ...]:
    """The states in the order of the file; those to which only withdrawal leads are shown when it has happened."""
    reached = {step.to_state for step in workflow.steps if step.verb is not Verb.WITHDRAW_STATEMENT}
    names = [name for name in workflow.states if name in reached | {workflow.first, current}]
    at = names.index(current)
    return tuple(
        Stage(name, workflow.states[name].title, "done" if n < at else "current" if n == at else "todo")
        for n, name in enumerate(names)
    )
