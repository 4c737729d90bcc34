"""Statements and what was given on them as programs read them: whole lists with ids and versions, nothing for the eye.

Everything goes through the scene and through `access/`, as on the pages: what somebody may not see is not loaded.
Sentences are made by `say`, which the caller hands in, for the reader's language is none of a query's business.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import working_text
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Missing, NotFound, Refusal
from jointstatement.models import ApiToken
from jointstatement.queries.adoption import (
    Adopted,
    Confirmation,
    Declared,
    NoticeLine,
    OwnReserve,
    Published,
    ReservationLine,
    Withheld,
    adoption_page,
)
from jointstatement.queries.answering import Colleague, assigned_to
from jointstatement.queries.base_text import AmendingText, BaseLine
from jointstatement.queries.chairs_text import LinkedText
from jointstatement.queries.given import Gathered, gather, held, in_order, proposal, remark, stance, still_speaks
from jointstatement.queries.grid import FrozenLine
from jointstatement.queries.part import delegates_scene
from jointstatement.queries.proposed_silence import ProposalLine
from jointstatement.queries.references import citations, citations_of_working
from jointstatement.queries.shown import Proposal, Remark, Stance
from jointstatement.queries.silence import (
    OwnObjection,
    ReceiptLine,
    SilenceLine,
    TimeRequestLine,
    WithheldAnnouncement,
    silence_page,
)
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, negotiation_scene, scene_of
from jointstatement.terms import (
    Abstention,
    AtEndOfSilence,
    CountedOf,
    DecisionRule,
    Majority,
    PartKind,
    Quorum,
    Role,
    Unconfirmed,
    Verb,
)
from jointstatement.text.document import Citation, Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.number import number_parts
from jointstatement.text.punctuate import EndingRules, endings
from jointstatement.workflow import permit
from jointstatement.workflow.procedure import guards_of, open_steps

Say = Callable[[Refusal | Missing], str]
"""Makes a sentence of a refusal, or of one thing still missing, in the reader's language."""

LATEST = "latest"
"""What stands for the revision tabled last where a revision's number is expected."""

_NOT_ON_A_STATEMENT = frozenset(
    {
        Verb.KEEP_READY_ANSWERS,
        Verb.CREATE_STATEMENT,
        Verb.IMPORT_TEXT,
        Verb.READ_TEXT,
        Verb.READ_NEGOTIATION,
        Verb.READ_MATRIX,
        Verb.READ_OFFICE,
        Verb.EXPORT_DRAFT,
        Verb.MANAGE_BODY,
        Verb.MANAGE_PERSONS,
        Verb.REISSUE_LINK,
        Verb.REPLACE_HEAD,
        Verb.NAME_DEPUTY,
        Verb.CREATE_TOKEN,
    }
)


class Block(msgspec.Struct, frozen=True):
    """One thing that still stands in the way of a step."""

    guard: str
    """The name of the guard: the workflow's own, or one that every decision asks."""
    sentence: str


class StepView(msgspec.Struct, frozen=True):
    """A step of the workflow that leads on from here."""

    verb: Verb
    label: str
    to_state: str
    is_yours: bool
    blocks: tuple[Block, ...]
    """What still stands in its way; empty where it can be taken."""


class ActView(msgspec.Struct, frozen=True):
    """Something that the person's role carries, and whether it can be done now."""

    verb: Verb
    is_open: bool
    refusal: str
    """The name of the refusal; empty where it can be done."""
    sentence: str


class StatementView(msgspec.Struct, frozen=True):
    """One statement: what stands over its pages, the ways on, and what this person may do now."""

    head: StatementHead
    fingerprint: str
    """Of the revision tabled last; empty before the first."""
    steps: tuple[StepView, ...]
    """For the chair's office alone."""
    acts: tuple[ActView, ...]


class PartView(msgspec.Struct, frozen=True):
    """One part of a text."""

    part_id: str
    kind: PartKind
    level: int
    label: str
    """By which it is cited; empty where it is not cited by a number."""
    was: str
    """Of a clause of an adopted text, by which it was cited before; empty where that is the same."""
    wording: str
    """Light marks."""
    ending: str
    """The closing punctuation that is printed."""
    own_ending: str | None
    """Its own; null where the style computes it."""
    key: str | None
    mark: str | None
    version: int
    """What `expected` asks for; 0 in a revision, which never changes."""
    cites: tuple[Citation, ...]
    """The clauses and items that its words cite, by places in its plain words."""


class WorkingText(msgspec.Struct, frozen=True):
    """The chair's working text."""

    style: str
    fingerprint: str
    differs: bool
    """Whether it differs from the revision tabled last."""
    parts: tuple[PartView, ...]


class RevisionText(msgspec.Struct, frozen=True):
    """A tabled revision, whole."""

    id: str
    number: int
    label: str
    style: str
    tabled_at: datetime
    fingerprint: str
    parts: tuple[PartView, ...]


class PositionLine(msgspec.Struct, frozen=True):
    """A position that was taken."""

    stance: Stance
    taken_at: datetime
    is_held: bool
    """It is what the delegation holds there now; the others are what it held, or its drafts."""


class Assigned(msgspec.Struct, frozen=True):
    """A comment or an amendment, and who of the chair's office answers it."""

    input_id: str
    to: Colleague


class GivenInput(msgspec.Struct, frozen=True):
    """Comments, amendments and positions on one statement, withdrawn ones included."""

    comments: tuple[Remark, ...]
    amendments: tuple[Proposal, ...]
    positions: tuple[PositionLine, ...]
    assigned: tuple[Assigned, ...]
    """Comments first, in their order; for the chair's office alone."""


class SilenceView(msgspec.Struct, frozen=True):
    """The silence procedures of a statement."""

    current: SilenceLine | None
    before: tuple[SilenceLine, ...]
    proposals: tuple[ProposalLine, ...]
    """Where silence needs the members' agreement to begin; the latest first."""
    hour_adopts: bool
    receipts: tuple[ReceiptLine, ...]
    """For the chair's office alone."""
    own_receipt: datetime | None
    time_requests: tuple[TimeRequestLine, ...]
    """For the chair's office all of them; for a delegation its own."""
    own_objections: tuple[OwnObjection, ...]
    withheld: tuple[WithheldAnnouncement, ...]
    """Announcements that the chair withheld; the last may still hold."""


class AdoptionView(msgspec.Struct, frozen=True):
    """Consensus and adoption: what stands in the way, what was declared, attached and frozen."""

    fingerprint: str
    declared: Declared | None
    adopted: Adopted | None
    published: Published | None
    withheld: Withheld | None
    """While it is not published after all."""
    notice: NoticeLine | None
    """Null where none is asked."""
    consensus_needs: tuple[str, ...]
    adoption_needs: tuple[str, ...]
    told: tuple[str, ...]
    """What blocks nothing: who is awaited, what was given ad referendum."""
    rule: DecisionRule
    rule_in_words: tuple[str, ...]
    standing_apart: tuple[str, ...]
    """Under consensus minus n, who objects or reserves, where the person may know it."""
    confirmations: tuple[Confirmation, ...]
    own_reserves: tuple[OwnReserve, ...]
    reservations: tuple[ReservationLine, ...]
    amended_by: tuple[AmendingText, ...]
    amends: BaseLine | None
    """The adopted text that it was begun to amend."""
    begun: tuple[LinkedText, ...]
    """The chair's texts that began from this one, as far as the person may see them."""
    standing_by: tuple[str, ...]
    """Who aligned itself with the adopted text."""
    frozen: tuple[FrozenLine, ...]
    signatories: tuple[tuple[str, str], ...]
    """Name and for whom; for the chair's office alone."""
    participants: tuple[tuple[str, str, str], ...]
    """Name, rank, delegation; for the chair's office alone."""
    symbol_form: str
    """How the body writes symbols, empty where it gives none; for the chair's office alone."""
    entered_symbol: str
    """What the office chose instead of the next in the row; for the chair's office alone, and before adoption."""
    place_of_adoption: str


class StateView(msgspec.Struct, frozen=True):
    """One state of a workflow."""

    name: str
    title: str
    allows: tuple[str, ...]
    is_final: bool


class WorkflowStep(msgspec.Struct, frozen=True):
    """One step of a workflow."""

    verb: Verb
    label: str
    from_state: str
    to_state: str
    by: tuple[Role, ...]
    needs: tuple[str, ...]


class DecisionView(msgspec.Struct, frozen=True):
    """The rule by which a workflow decides; what belongs to another rule stands at its default."""

    rule: DecisionRule
    minus: int
    excluded: tuple[str, ...]
    abstention: Abstention
    majority: Majority
    of: CountedOf
    quorum: Quorum
    unconfirmed: Unconfirmed


class WorkflowView(msgspec.Struct, frozen=True):
    """The workflow that a statement began with and keeps."""

    name: str
    title: str
    about: str
    first: str
    states: tuple[StateView, ...]
    steps: tuple[WorkflowStep, ...]
    at_end_of_silence: AtEndOfSilence
    decision: DecisionView
    source: str
    digest: str


class TokenLine(msgspec.Struct, frozen=True):
    """One of a person's own tokens; of the token itself only its hash is kept."""

    id: str
    issued_at: datetime
    revoked_at: datetime | None


def statement_view(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, say: Say) -> StatementView:
    """One statement. Raises `NotFound`."""
    scene = scene_of(session, viewer, statement_id, now)
    return StatementView(
        head=head_of(scene),
        fingerprint=scene.revisions[-1].fingerprint if scene.revisions else "",
        # What a step misses speaks of the working text and of answers that are not circulated yet.
        steps=_steps(scene, say) if viewer.is_office else (),
        acts=tuple(
            _act(scene, verb, say)
            for verb in Verb
            if verb not in _NOT_ON_A_STATEMENT and permit.may_at_all(verb, viewer.role) is None
        ),
    )


def working_text_view(
    session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf
) -> WorkingText:
    """The working text, for the chair's office. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    versions = {row.id: row.version for row in working_text(session, scene.statement)}
    return WorkingText(
        style=scene.statement.style,
        fingerprint=fingerprint(scene.working),
        differs=scene.situation.text_changed_since_revision,
        parts=_parts(
            scene.working,
            rules_of(scene.statement.style),
            versions,
            {},
            citations_of_working(session, scene),
        ),
    )


def revision_text_view(
    session: Session, viewer: Viewer, statement_id: str, number: str, *, now: datetime, rules_of: RulesOf
) -> RevisionText:
    """A tabled revision by its number, "0" for the zero draft, or `LATEST`. Raises `NotFound`."""
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_text(viewer.role))
    named = {str(revision.number): revision for revision in scene.revisions}
    revision = scene.revisions[-1] if number == LATEST and scene.revisions else named.get(number)
    if revision is None:
        raise NotFound()
    return RevisionText(
        id=revision.id,
        number=revision.number,
        label=revision.label,
        style=revision.style,
        tabled_at=revision.tabled_at,
        fingerprint=revision.fingerprint,
        parts=_parts(
            scene.texts[revision.id],
            rules_of(revision.style),
            {},
            scene.were if revision.id == scene.final else {},
            citations(session, scene, revision),
        ),
    )


def given_input(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> GivenInput:
    """All input that the person may read by now, the delegation's own drafts included.

    Raises `NotFound`, and `NotYours` for observers.
    """
    scene, gathered = _gathered(session, viewer, statement_id, now)
    assigned = assigned_to(session, viewer, scene.statement) if viewer.is_office else {}
    return _given(scene, gathered, assigned)


def own_given_input(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> GivenInput:
    """What the person's own delegation gave and drafted; an observer's too, where the workflow lets observers comment.

    Raises `NotFound`, and `NotYours` for who speaks for none.
    """
    scene = delegates_scene(session, viewer, statement_id, now)
    return _given(scene, gather(session, scene), {}, own_only=True)


def silence_view(
    session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf
) -> SilenceView:
    """The silence procedures of a statement. Raises `NotFound`, and `NotYours` for observers."""
    page = silence_page(session, viewer, statement_id, now=now, rules_of=rules_of)
    return SilenceView(
        current=page.current,
        before=page.before,
        proposals=page.proposals,
        hour_adopts=page.hour_adopts,
        receipts=page.receipts,
        own_receipt=page.own_receipt,
        time_requests=page.time_requests,
        own_objections=page.own_objections,
        withheld=page.withheld,
    )


def adoption_view(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, say: Say) -> AdoptionView:
    """Consensus and adoption of a statement. Raises `NotFound`, and `NotYours` for observers."""
    page = adoption_page(session, viewer, statement_id, now=now)
    return AdoptionView(
        fingerprint=page.fingerprint,
        declared=page.declared,
        adopted=page.adopted,
        published=page.published,
        withheld=page.withheld,
        notice=page.notice,
        consensus_needs=tuple(map(say, page.consensus_needs)),
        adoption_needs=tuple(map(say, page.adoption_needs)),
        told=tuple(map(say, page.told)),
        rule=page.rule,
        rule_in_words=tuple(map(say, page.rule_in_words)),
        standing_apart=page.standing_apart,
        confirmations=page.confirmations,
        own_reserves=page.own_reserves,
        reservations=page.reservations,
        amended_by=page.amended_by,
        amends=page.amends,
        begun=page.begun,
        standing_by=page.aligned.names if page.aligned else (),
        frozen=page.frozen,
        signatories=page.signatories,
        participants=page.participants,
        symbol_form=page.symbol_form,
        entered_symbol=page.entered_symbol,
        place_of_adoption=page.place_of_adoption,
    )


def workflow_view(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> WorkflowView:
    """The workflow of a statement. Raises `NotFound`."""
    workflow = scene_of(session, viewer, statement_id, now).workflow
    return WorkflowView(
        name=workflow.name,
        title=workflow.title,
        about=workflow.about,
        first=workflow.first,
        states=tuple(
            StateView(state.name, state.title, tuple(sorted(state.allows)), state.final)
            for state in workflow.states.values()
        ),
        steps=tuple(
            WorkflowStep(step.verb, step.label, step.from_state, step.to_state, step.by, step.needs)
            for step in workflow.steps
        ),
        at_end_of_silence=workflow.at_end_of_silence,
        decision=DecisionView(
            workflow.decision.rule,
            workflow.decision.minus,
            workflow.decision.excluded,
            workflow.decision.abstention,
            workflow.decision.majority,
            workflow.decision.of,
            workflow.decision.quorum,
            workflow.decision.unconfirmed,
        ),
        source=workflow.source,
        digest=workflow.digest,
    )


def own_tokens(session: Session, viewer: Viewer) -> tuple[TokenLine, ...]:
    """The person's own tokens, the newest first."""
    rows = session.exec(
        select(ApiToken)
        .where(col(ApiToken.person_id) == viewer.person_id)
        .order_by(col(ApiToken.issued_at).desc(), col(ApiToken.id))
    )
    return tuple(TokenLine(row.id, row.issued_at, row.revoked_at) for row in rows)


def _steps(scene: Scene, say: Say) -> tuple[StepView, ...]:
    return tuple(
        StepView(
            verb=open_step.step.verb,
            label=open_step.step.label,
            to_state=open_step.step.to_state,
            is_yours=open_step.yours,
            blocks=tuple(
                Block(guard.__name__, say(missing))
                for guard in guards_of(open_step.step)
                for missing in guard(scene.situation)
            ),
        )
        for open_step in open_steps(scene.workflow, scene.situation, scene.viewer.role)
    )


def _act(scene: Scene, verb: Verb, say: Say) -> ActView:
    refusal = permit.may(verb, scene.workflow, scene.situation, scene.viewer.role)
    if refusal is None:
        return ActView(verb, is_open=True, refusal="", sentence="")
    return ActView(verb, is_open=False, refusal=type(refusal).__name__, sentence=say(refusal))


def _parts(
    parts: tuple[Part, ...],
    rules: EndingRules,
    versions: dict[str, int],
    were: dict[str, str],
    cites: Mapping[str, tuple[Citation, ...]],
) -> tuple[PartView, ...]:
    return tuple(
        PartView(
            part_id=part.id,
            kind=part.kind,
            level=part.level,
            label=label,
            was=were.get(part.id, ""),
            wording=part.wording,
            ending=ending,
            own_ending=part.ending,
            key=part.key,
            mark=part.mark,
            version=versions.get(part.id, 0),
            cites=cites.get(part.id, ()),
        )
        for part, label, ending in zip(parts, number_parts(parts), endings(parts, rules), strict=True)
    )


def _gathered(session: Session, viewer: Viewer, statement_id: str, now: datetime) -> tuple[Scene, Gathered]:
    scene = negotiation_scene(session, viewer, statement_id, now)
    return scene, gather(session, scene)


def _given(
    scene: Scene, gathered: Gathered, assigned: Mapping[str, Colleague], *, own_only: bool = False
) -> GivenInput:
    own = scene.viewer.delegation_id if own_only else None
    comments = [row for row in gathered.comments if own in {None, row.delegation_id}]
    amendments = [row for row in gathered.amendments if own in {None, row.delegation_id}]
    positions = [row for row in gathered.positions if own in {None, row.delegation_id}]
    now_held = {row.id for row in held(gathered.positions).values() if still_speaks(scene, row)}
    given = [*(row.id for row in comments), *(row.id for row in amendments)]
    return GivenInput(
        comments=tuple(remark(scene, gathered, row) for row in comments),
        amendments=tuple(proposal(scene, gathered, row) for row in amendments),
        positions=tuple(
            PositionLine(stance(scene, gathered, row), row.taken_at, row.id in now_held)
            for row in in_order(scene, positions)
        ),
        assigned=tuple(Assigned(each, assigned[each]) for each in given if each in assigned),
    )
