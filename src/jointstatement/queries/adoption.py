"""Consensus and adoption on their page: what blocks, what was declared, what is attached, what was frozen.

The chair's office reads what stands in the way of each step. Delegations read which objections stand, by name only
where the body lets members know; the state of the working text and of the chair's answers is none of theirs before it
is circulated. Reservations reach others with adoption.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import Session, col, select

from jointstatement.access.endorsements import endorsements_of
from jointstatement.access.input import breakers_are_named, reads_positions_of_others
from jointstatement.access.notice_periods import notice_of
from jointstatement.access.reviews import reviews_of
from jointstatement.access.symbols import entered_symbol
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Missing, NotAllowedNow, NotYours, Refusal
from jointstatement.models import (
    AdoptedPosition,
    Adoption,
    ConsensusDeclaration,
    Participant,
    Person,
    Publication,
    Signatory,
    Withholding,
)
from jointstatement.queries.attached import attached_to
from jointstatement.queries.base_text import AmendingText, BaseLine, amended_by, amends
from jointstatement.queries.chairs_text import LinkedText, texts_begun_from
from jointstatement.queries.grid import FrozenLine, frozen_lines
from jointstatement.queries.redline import ComparedLine, compared_lines, marks_of
from jointstatement.queries.references import behind_when_adopted, citations
from jointstatement.queries.silence import PlaceInText, place_of, places_of
from jointstatement.queries.standing_by import Aligned, aligned_with
from jointstatement.queries.statement import (
    RulesOf,
    Scene,
    StatementHead,
    has_come,
    head_of,
    negotiation_scene,
    scene_of,
)
from jointstatement.terms import (
    ConsensusBasis,
    DecisionRule,
    Position,
    PublicationExtent,
    ReservationKind,
    ReserveKind,
    Verb,
    Visibility,
)
from jointstatement.workflow import guards, permit
from jointstatement.workflow.decision import how, in_words
from jointstatement.workflow.definition import Workflow
from jointstatement.workflow.facts import blocking_positions, positions_held, positions_submitted, situation_of
from jointstatement.workflow.procedure import what_blocks
from jointstatement.workflow.situation import Situation


class Declared(msgspec.Struct, frozen=True):
    """Consensus, as it was declared and holds."""

    revision: str
    basis: ConsensusBasis
    declared_at: datetime
    by_the_hour: bool
    """Declared by the end of a silence procedure, as the workflow's rule says."""


class Adopted(msgspec.Struct, frozen=True):
    """Adoption, as it was declared."""

    symbol: str
    """Empty where the body gives none."""
    revision: str
    fingerprint: str
    place: str
    adopted_on: date
    adopted_at: datetime
    by_the_hour: bool
    statements_until: datetime | None
    """Until when statements are taken that are printed with the text."""
    takes_statements: bool
    """Whether that hour is still to come."""


class Published(msgspec.Struct, frozen=True):
    """The publication of an adopted text."""

    address: str
    published_at: datetime
    file_digest: str
    extent: PublicationExtent
    public_from: datetime
    is_public: bool
    """Whether that hour has come."""


class Withheld(msgspec.Struct, frozen=True):
    """The decision that an adopted text is not public."""

    decided_at: datetime
    reason: str


class NoticeWaived(msgspec.Struct, frozen=True):
    """The chair lets the text be decided before its notice has run."""

    by: str
    at: datetime
    reason: str


class NoticeLine(msgspec.Struct, frozen=True):
    """The notice with which the text on the table was circulated."""

    hours: int
    runs_until: datetime
    """The text may be decided from this hour on, where that is not waived."""
    waived: NoticeWaived | None


class ReservationLine(msgspec.Struct, frozen=True):
    """A reservation or statement that is attached to the text."""

    id: str
    number: int
    """Its number in print; 0 for one that came too late to be printed."""
    delegations: tuple[str, ...]
    """Its author and those who joined it."""
    asked: tuple[str, ...]
    """Those who were asked to join and have not; for its author alone."""
    kind: ReservationKind
    places: tuple[PlaceInText, ...]
    """None for the whole text."""
    language: str
    text: str
    made_at: datetime
    is_late: bool
    is_own: bool
    version: int
    can_change: bool
    """Whether it is the person's own delegation's, and it can change it or take it back now."""
    to_join: bool
    """Whether the person's delegation was asked to join it and still can."""


class Confirmation(msgspec.Struct, frozen=True):
    """An agreement ad referendum that is held and not confirmed."""

    position_id: str
    delegation: str
    place: PlaceInText
    given_on: str
    confirm_by: datetime | None
    is_over: bool
    """Its hour has passed."""


class OwnReserve(msgspec.Struct, frozen=True):
    """A reserve of the viewer's own delegation that stands."""

    place: PlaceInText
    kind: ReserveKind


class AdoptionPage(msgspec.Struct, frozen=True):
    """Everything on the page, and on the pages that ask before each act."""

    head: StatementHead
    fingerprint: str
    """Of the revision on the table; empty before the first."""
    declared: Declared | None
    adopted: Adopted | None
    published: Published | None
    withheld: Withheld | None
    """While it is not published after all."""
    notice: NoticeLine | None
    """None where none is asked."""
    to_waive_notice: Refusal | None
    consensus_needs: tuple[Missing, ...]
    adoption_needs: tuple[Missing, ...]
    told: tuple[Missing, ...]
    """For information: who is awaited, what was given ad referendum."""
    references: Missing | None
    """Which references would be wrong in the adopted text; for the chair's office alone."""
    rule: DecisionRule
    rule_in_words: tuple[Missing, ...]
    """What the rule of the workflow asks for."""
    how_adopted: Missing
    """As "by consensus"."""
    counts_positions: bool
    """The rule rests on the positions that were taken."""
    standing_apart: tuple[str, ...]
    """Under consensus minus n, who objects or reserves; nobody where the person may not know them by name."""
    consensus_step: str
    """What the workflow calls the step; empty where it has none."""
    adoption_step: str
    publication_step: str
    to_declare: Refusal | None
    to_declare_on_silence: Refusal | None
    to_adopt: Refusal | None
    is_of_the_chair: bool
    """A text that the chair issues, and nobody adopts."""
    begun: tuple[LinkedText, ...]
    """The chair's texts that began from this one."""
    aligned: Aligned | None
    """None before adoption."""
    amended_by: tuple[AmendingText, ...]
    amends: BaseLine | None
    """The adopted text that it was begun to amend."""
    to_fall_back: Refusal | None
    """To a text of the chair's own."""
    to_revise_orally: Refusal | None
    is_reviewed: bool
    """An editorial review is open, or ended."""
    to_review: Refusal | None
    to_publish: Refusal | None
    to_withhold: Refusal | None
    to_reopen: Refusal | None
    to_return: Refusal | None
    to_reserve: Refusal | None
    to_furnish: Refusal | None
    confirmations: tuple[Confirmation, ...]
    """For the chair's office: what waits for a capital."""
    to_decide_on_confirmation: Refusal | None
    own_reserves: tuple[OwnReserve, ...]
    to_convert: Refusal | None
    reservations: tuple[ReservationLine, ...]
    to_change_reservation: Refusal | None
    """Its author's; one that stands in the published file stays as it is besides."""
    others: tuple[tuple[str, str], ...]
    """The other members, id and name, for a delegation that asks them to join."""
    places: tuple[PlaceInText, ...]
    is_endorsed: bool
    """A text that was endorsed for a higher level at some time, whether that holds or not."""
    to_endorse: bool
    """Whether the person is one of those who endorse a text, and this one waits for consensus."""
    frozen: tuple[FrozenLine, ...]
    """For the office; for a delegation all members' where the body lets members read positions, else its own."""
    signatories: tuple[tuple[str, str], ...]
    """Name and for whom; for the chair's office alone."""
    participants: tuple[tuple[str, str, str], ...]
    """Name, rank, delegation; for the chair's office alone."""
    symbol_form: str
    """How the body writes symbols, empty where it gives none; for the chair's office alone."""
    entered_symbol: str
    """What the office chose instead of the next in the row; for the chair's office alone, and before adoption."""
    is_over: bool
    """It was adopted, or came to another end: what was given no symbol by then is given none."""
    place_of_adoption: str
    """Where adoption is expected: the statement's own place, or the meeting's."""
    meeting_id: str
    day_of_adoption: date
    """Today where the meeting is; before the meeting, its last day."""
    wordings: dict[str, str]
    """The text on the table with its marks, by part; for the chair's office alone."""
    lines: tuple[ComparedLine, ...]
    """The text on the table in its printed form; only on the pages that ask before a declaration."""
    marks: dict[str, str]


class WorkflowPage(msgspec.Struct, frozen=True):
    """A statement's workflow, and where in it the statement is."""

    head: StatementHead
    workflow: Workflow
    rule_in_words: tuple[Missing, ...]


def adoption_page(
    session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf | None = None
) -> AdoptionPage:
    """Consensus and adoption of a statement, with the text itself where `rules_of` is given.

    Raises `NotFound`, and `NotYours` for observers.
    """
    scene = negotiation_scene(session, viewer, statement_id, now)
    labels = {revision.id: revision.label for revision in scene.revisions}
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == scene.statement.id)).first()
    question = (scene.workflow, scene.situation, viewer.role)
    facts = _facts_for(session, scene)
    published = _published(session, scene)
    lines: tuple[ComparedLine, ...] = ()
    if rules_of is not None and scene.revisions:
        rules = rules_of(scene.style_of(-1))
        lines = compared_lines(scene.text, scene.text, rules, rules, citations(session, scene))
    return AdoptionPage(
        head=head_of(scene),
        fingerprint=scene.revisions[-1].fingerprint if scene.revisions else "",
        declared=_declared(session, scene, labels),
        adopted=_adopted(adoption, scene.symbol, labels, takes_statements=scene.situation.statements_open),
        published=published,
        withheld=None if published else _withheld(session, scene),
        notice=_notice(session, scene),
        to_waive_notice=permit.may_waive_notice(*question),
        consensus_needs=_needs(scene, facts, Verb.DECLARE_CONSENSUS),
        adoption_needs=_needs(scene, facts, Verb.ADOPT),
        told=guards.information(facts),
        references=behind_when_adopted(session, scene),
        rule=scene.workflow.decision.rule,
        rule_in_words=in_words(scene.workflow.decision),
        how_adopted=how(scene.workflow.decision),
        counts_positions=scene.workflow.decision.counts_positions,
        standing_apart=_standing_apart(facts),
        consensus_step=_label(scene.workflow, Verb.DECLARE_CONSENSUS),
        adoption_step=_label(scene.workflow, Verb.ADOPT),
        publication_step=_label(scene.workflow, Verb.PUBLISH),
        to_declare=permit.may_declare_consensus(*question),
        to_declare_on_silence=permit.may_declare_consensus(*question, basis=ConsensusBasis.SILENCE_HELD),
        to_adopt=permit.may_adopt(*question),
        is_of_the_chair=permit.is_of_the_chair(scene.workflow),
        begun=texts_begun_from(session, viewer, statement_id),
        aligned=aligned_with(session, scene),
        amended_by=amended_by(session, viewer, statement_id) if adoption else (),
        amends=amends(session, statement_id),
        to_fall_back=permit.may_convert(*question),
        to_revise_orally=permit.may_revise_orally(*question),
        is_reviewed=bool(reviews_of(session, statement_id)),
        to_review=permit.may_open_editorial_review(*question),
        to_publish=permit.may_publish(*question),
        to_withhold=permit.may_withhold(*question),
        to_reopen=permit.may_reopen(*question),
        to_return=permit.may_return_to_comments(*question),
        to_reserve=permit.may_reserve(*question),
        to_furnish=permit.may_set_furniture(*question),
        confirmations=_confirmations(session, scene, labels),
        to_decide_on_confirmation=permit.may_decide_on_confirmation(*question),
        own_reserves=_own_reserves(session, scene),
        to_convert=permit.may_convert_reserve(*question),
        reservations=_reservations(session, scene, published),
        to_change_reservation=permit.may_change_reservation(*question),
        others=tuple((row.id, row.name) for row in scene.members if row.id != viewer.delegation_id),
        places=places_of(scene.text) if scene.revisions else (),
        is_endorsed=bool(endorsements_of(session, scene.statement)),
        to_endorse=not isinstance(permit.may_endorse(*question), NotYours | NotAllowedNow),
        frozen=_frozen(session, scene, adoption),
        signatories=_signatories(session, scene),
        participants=_participants(session, scene),
        symbol_form=scene.body.symbol_form if viewer.is_office else "",
        entered_symbol=_entered_symbol(session, scene),
        is_over=scene.situation.adopted or scene.workflow.states[scene.statement.state].final,
        place_of_adoption=scene.statement.adopted_in or scene.meeting.place,
        meeting_id=scene.meeting.id,
        day_of_adoption=_day_of_adoption(scene),
        wordings={part.id: part.wording for part in scene.text} if viewer.is_office else {},
        lines=lines,
        marks=marks_of(scene.text) if lines else {},
    )


def workflow_page(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> WorkflowPage:
    """The workflow that a statement began with. Raises `NotFound`."""
    scene = scene_of(session, viewer, statement_id, now)
    return WorkflowPage(head=head_of(scene), workflow=scene.workflow, rule_in_words=in_words(scene.workflow.decision))


def _facts_for(session: Session, scene: Scene) -> Situation:
    """The facts as this person may know them."""
    if scene.viewer.is_office:
        return scene.situation
    known = scene.situation
    if any(each.visibility is Visibility.CHAIR_ONLY for each in scene.rounds):
        known = situation_of(session, scene.statement, scene.now, known_to=scene.viewer)
    public = replace(known, text_changed_since_revision=False, essential_declined=0, reopening_requests=0)
    if not breakers_are_named(session, scene.statement):
        return public.without_numbers()
    return public if reads_positions_of_others(session, scene.viewer, scene.statement) else public.without_names()


def _needs(scene: Scene, facts: Situation, verb: Verb) -> tuple[Missing, ...]:
    """What a step still misses; a delegation reads of it what stands in its way from delegations."""
    if scene.viewer.is_office:
        return what_blocks(scene.workflow, facts, verb)
    needed = {name for step in scene.workflow.steps if step.verb is verb for name in step.needs}
    among_members = ("notice_given", "no_objection", "no_reserve", "rule_satisfied", "announcement_not_withheld")
    return guards.missing(tuple(name for name in among_members if name in needed), facts)


def _notice(session: Session, scene: Scene) -> NoticeLine | None:
    latest = scene.revisions[-1] if scene.revisions else None
    notice = notice_of(session, latest, scene.situation.same_text) if latest else None
    if notice is None:
        return None
    waived = None
    if notice.waiver is not None:
        person = session.get_one(Person, notice.waiver.waived_by)
        waived = NoticeWaived(person.name, notice.waiver.waived_at, notice.waiver.reason)
    return NoticeLine(notice.hours, notice.runs_until, waived)


def _standing_apart(facts: Situation) -> tuple[str, ...]:
    if facts.decision.rule is not DecisionRule.CONSENSUS_MINUS:
        return ()
    return tuple(name for name in facts.standing_apart if name)


def _confirmations(session: Session, scene: Scene, labels: dict[str, str]) -> tuple[Confirmation, ...]:
    if not scene.viewer.is_office:
        return ()
    held = positions_held(positions_submitted(session, scene.statement))
    in_text = {part.id for part in scene.text}
    return tuple(
        Confirmation(
            position_id=row.id,
            delegation=member.name,
            place=place_of(scene.text, part_id),
            given_on=labels[row.revision_id],
            confirm_by=row.confirm_by,
            is_over=has_come(scene, row.confirm_by),
        )
        for member in scene.members
        for (delegation_id, part_id), row in held.items()
        if delegation_id == member.id
        and row.position is Position.AD_REFERENDUM
        and (part_id in in_text or (part_id is None and row.revision_id in scene.situation.same_text))
    )


def _own_reserves(session: Session, scene: Scene) -> tuple[OwnReserve, ...]:
    if not scene.viewer.is_delegate or not scene.revisions:
        return ()
    in_text = {part.id for part in scene.text}
    standing = blocking_positions(session, scene.statement, positions_submitted(session, scene.statement), in_text)
    return tuple(
        OwnReserve(place_of(scene.text, each.on), each.position.reserve_kind or ReserveKind.GENERAL)
        for each in standing
        if each.position.delegation_id == scene.viewer.delegation_id and each.position.position is Position.RESERVE
    )


def _label(workflow: Workflow, verb: Verb) -> str:
    return next((step.label for step in workflow.steps if step.verb is verb), "")


def _declared(session: Session, scene: Scene, labels: dict[str, str]) -> Declared | None:
    row = session.exec(
        select(ConsensusDeclaration)
        .where(
            col(ConsensusDeclaration.statement_id) == scene.statement.id,
            col(ConsensusDeclaration.set_aside_at).is_(None),
        )
        .order_by(col(ConsensusDeclaration.declared_at).desc())
    ).first()
    if row is None:
        return None
    return Declared(labels[row.revision_id], row.basis, row.declared_at, by_the_hour=row.declared_by is None)


def _adopted(
    adoption: Adoption | None, symbol: str, labels: dict[str, str], *, takes_statements: bool
) -> Adopted | None:
    if adoption is None:
        return None
    return Adopted(
        symbol=symbol,
        revision=labels[adoption.revision_id],
        fingerprint=adoption.fingerprint,
        place=adoption.place,
        adopted_on=adoption.adopted_on,
        adopted_at=adoption.adopted_at,
        by_the_hour=adoption.adopted_by is None,
        statements_until=adoption.statements_until,
        takes_statements=takes_statements,
    )


def _published(session: Session, scene: Scene) -> Published | None:
    row = session.exec(
        select(Publication)
        # Not the file itself, which is large.
        .options(defer(cast("QueryableAttribute[bytes]", Publication.content)))
        .where(col(Publication.statement_id) == scene.statement.id)
    ).first()
    if row is None:
        return None
    public_from = row.public_from or row.published_at
    return Published(
        address=row.address,
        published_at=row.published_at,
        file_digest=row.file_digest,
        extent=row.extent,
        public_from=public_from,
        is_public=public_from <= scene.now,
    )


def _withheld(session: Session, scene: Scene) -> Withheld | None:
    row = session.exec(
        select(Withholding)
        .where(col(Withholding.statement_id) == scene.statement.id)
        .order_by(col(Withholding.decided_at).desc())
    ).first()
    return Withheld(row.decided_at, row.reason) if row else None


def _reservations(session: Session, scene: Scene, published: Published | None) -> tuple[ReservationLine, ...]:
    """What this person may know of: all of it for the office, after adoption for delegations what came in time too.

    Before adoption a delegation reads its own, and what it was asked to join; late ones stay with author and office.
    """
    viewer, adopted = scene.viewer, scene.situation.adopted
    question = (scene.workflow, scene.situation, viewer.role)
    to_change, to_join = permit.may_change_reservation(*question), permit.may_join_reservation(*question)
    lines = []
    for each in attached_to(session, scene.statement, scene.text):
        is_own = viewer.is_delegate and each.author_id == viewer.delegation_id
        is_asked = viewer.is_delegate and viewer.delegation_id in {party for party, _ in each.asked}
        is_joined = viewer.is_delegate and viewer.delegation in each.delegations
        if not (viewer.is_office or is_own or (not each.is_late and (adopted or is_asked or is_joined))):
            continue
        is_printed = published is not None and each.made_at <= published.published_at
        lines.append(
            ReservationLine(
                id=each.id,
                number=each.number if adopted else 0,
                delegations=each.delegations,
                asked=tuple(name for _, name in each.asked) if is_own else (),
                kind=each.kind,
                places=tuple(place_of(scene.text, part_id) for part_id in each.part_ids),
                language=each.language,
                text=each.text,
                made_at=each.made_at,
                is_late=each.is_late,
                is_own=is_own,
                version=each.version,
                can_change=is_own and to_change is None and not is_printed,
                to_join=is_asked and to_join is None and not is_printed,
            )
        )
    return tuple(lines)


def _frozen(session: Session, scene: Scene, adoption: Adoption | None) -> tuple[FrozenLine, ...]:
    if adoption is None:
        return ()
    of_it = col(AdoptedPosition.adoption_id) == adoption.id
    return frozen_lines(session, scene, AdoptedPosition, of_it, scene.text)


def _day_of_adoption(scene: Scene) -> date:
    today = scene.now.astimezone(ZoneInfo(scene.meeting.time_zone)).date()
    return today if today >= scene.meeting.starts_on else scene.meeting.ends_on


def _entered_symbol(session: Session, scene: Scene) -> str:
    entered = entered_symbol(session, scene.statement) if scene.viewer.is_office else None
    return entered.symbol if entered else ""


def _signatories(session: Session, scene: Scene) -> tuple[tuple[str, str], ...]:
    if not scene.viewer.is_office:
        return ()
    rows = session.exec(
        select(Signatory)
        .where(col(Signatory.statement_id) == scene.statement.id)
        .order_by(col(Signatory.place_in_order))
    )
    return tuple((row.name, scene.naming.spoken(row.for_whom)) for row in rows)


def _participants(session: Session, scene: Scene) -> tuple[tuple[str, str, str], ...]:
    if not scene.viewer.is_office:
        return ()
    rows = session.exec(
        select(Participant)
        .where(col(Participant.meeting_id) == scene.meeting.id)
        .order_by(col(Participant.place_in_order))
    )
    return tuple((row.name, row.rank, scene.naming.spoken(row.delegation)) for row in rows)
