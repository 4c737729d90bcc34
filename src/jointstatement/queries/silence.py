"""The silence procedure on its page: the one that runs or ended last, its text, what may be done, and those before.

Receipts are loaded for the chair's office alone. Who broke silence, and why, delegations learn where the body named
the breaker when the silence began; an objection that came late is known to its own delegation and to the office.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.suspensions import later_by, suspensions_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import ClauseIsSettled, NotFound, NothingToFollow, OnlyClausesAreOpen, Refusal
from jointstatement.models import (
    AnnouncementWithheld,
    GroupEdition,
    Receipt,
    Silence,
    SilenceBreak,
    SilenceBreakMember,
    SilenceExtension,
    TimeRequest,
)
from jointstatement.queries.groups import SpokenGroup, groups_spoken_for
from jointstatement.queries.proposed_silence import ProposalLine, proposals_told
from jointstatement.queries.redline import ComparedLine, compared_lines, marks_of
from jointstatement.queries.references import citations
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, negotiation_scene
from jointstatement.queries.voices import group_of
from jointstatement.terms import CLAUSE_KINDS, AtEndOfSilence, PartKind, Position, SilenceBegins, SilenceOutcome, Verb
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts
from jointstatement.text.reissue import reissue
from jointstatement.text.wording import plain
from jointstatement.workflow import permit
from jointstatement.workflow.facts import blocking_positions, objections_through_groups, positions_submitted
from jointstatement.workflow.reissue import reissue_refusal, what_would_be_open

_OPENING_WORDS = 9


class SilenceView(StrEnum):
    """How the text under silence is shown."""

    CLEAN = "clean"
    SINCE = "since"
    """As changes since the revision before it."""


class PlaceInText(msgspec.Struct, frozen=True):
    """The whole text, or one part of it, as a person names it."""

    part_id: str
    """Empty for the whole text."""
    kind: PartKind | None = None
    """None for the whole text."""
    label: str = ""
    """As "3" or "3(a)"; empty for a part that has no number."""
    opening: str = ""
    """Its first words."""
    words: str = ""
    """All its words, without marks."""


class Extension(msgspec.Struct, frozen=True):
    """The hour of a silence procedure was moved."""

    from_due_at: datetime
    to_due_at: datetime


class BreakLine(msgspec.Struct, frozen=True):
    """One objection that met a silence procedure."""

    id: str
    delegation: str
    """Empty where this person does not learn who it was."""
    group: str
    """The group for which it was made; empty for one delegation's own, and where this person learns not who it was."""
    members: tuple[str, ...]
    """Then the members for which it counts, the speaker among them."""
    place: PlaceInText
    reason: str
    wording: str
    at: datetime
    on_paper: bool
    """It came on paper or by telephone and was entered by the chair's office."""
    is_late: bool
    is_own: bool
    is_shared: bool
    """The group made it for this person's delegation too, and objects for it there still."""
    may_be_declined: bool
    """This person may still say that the delegation does not share it."""
    lacks_words: bool
    """It is this person's to explain, and reason or wording are still empty."""


class SilenceLine(msgspec.Struct, frozen=True):
    """One silence procedure."""

    id: str
    number: int
    revision: str
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    outcome: SilenceOutcome | None
    on_time_until: datetime
    """Before it an objection is on time: the hour, later by as long as the negotiation was suspended before it came."""
    is_over: bool
    """That hour has passed, whether or not it is recorded yet."""
    after: str
    """The revision on which silence was broken, where only what has changed since lies open; else empty."""
    open_places: tuple[PlaceInText, ...]
    """What may be objected to then."""
    settled: tuple[PlaceInText, ...]
    """The clauses that may not."""
    whole_is_open: bool
    extensions: tuple[Extension, ...]
    breaks: tuple[BreakLine, ...]


class WithheldAnnouncement(msgspec.Struct, frozen=True):
    """The chair withholds, or withheld, the announcement of a silence's result."""

    reason: str
    withheld_at: datetime
    lifted_at: datetime | None
    reason_lifted: str


class ReceiptLine(msgspec.Struct, frozen=True):
    """Whether a delegation has told the office that it has the text; no position."""

    delegation: str
    acknowledged_at: datetime | None


class TimeRequestLine(msgspec.Struct, frozen=True):
    """A delegation asked for a later hour of silence."""

    delegation: str
    reason: str
    at: datetime


class OwnObjection(msgspec.Struct, frozen=True):
    """An objection or reserve of the person's own delegation that stands."""

    place: PlaceInText
    position: Position
    group: str = ""
    """The group for which or by which it was taken; empty for the delegation's own alone."""
    is_spoken_for: bool = False
    """The group took it for the delegation."""


class Member(msgspec.Struct, frozen=True):
    """A delegation whose objection may be entered."""

    id: str
    name: str


class SilencePage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    head: StatementHead
    current: SilenceLine | None
    """The procedure that runs, or the last one on the revision that lies on the table."""
    before: tuple[SilenceLine, ...]
    """All others, the latest first."""
    hour_adopts: bool
    """The rule of this workflow, and no clause stands blank: an unbroken end adopts. Otherwise the chair announces."""
    consensus_declared: bool
    shortest_hours: int
    names_the_breaker: bool
    view: SilenceView
    previous: str
    """The label of the revision before; empty where there is none."""
    lines: tuple[ComparedLine, ...]
    """The text under silence, clean or since the previous revision; empty without a silence on it."""
    marks: dict[str, str]
    places: tuple[PlaceInText, ...]
    """The parts on which silence may be broken."""
    speaks_for: tuple[SpokenGroup, ...]
    """The groups for which this person may break it; for the chair's office all, to enter what came on paper."""
    receipts: tuple[ReceiptLine, ...]
    """For the chair's office alone."""
    own_receipt: datetime | None
    time_requests: tuple[TimeRequestLine, ...]
    """For the chair's office all of them; for a delegation its own."""
    time_request_breaks: bool
    own_objections: tuple[OwnObjection, ...]
    members: tuple[Member, ...]
    """For the chair's office alone."""
    to_acknowledge: Refusal | None
    to_request_time: Refusal | None
    to_break: Refusal | None
    to_lift: Refusal | None
    to_start: Refusal | None
    begins_by_proposal: bool
    """By the rule of this workflow silence is proposed, and begins where no member refuses."""
    proposals: tuple[ProposalLine, ...]
    """The latest first."""
    places_proposed: tuple[PlaceInText, ...]
    """What would lie open in the silence that is proposed, where that is not the whole text."""
    to_propose: Refusal | None
    to_refuse: Refusal | None
    to_record_refusal: Refusal | None
    to_withdraw_proposal: Refusal | None
    to_begin_proposed: Refusal | None
    to_reissue: Refusal | None
    """Why the text cannot go under silence on its changed clauses alone, beside what `to_start` says."""
    would_follow: str
    """The revision after which it would."""
    would_be_open: tuple[PlaceInText, ...]
    shortest_reissue_hours: int
    to_extend: Refusal | None
    to_withdraw: Refusal | None
    to_record: Refusal | None
    withheld: tuple[WithheldAnnouncement, ...]
    """The earliest first; the last one may still hold."""
    to_resume: Refusal | None
    to_withhold: Refusal | None
    to_lift_withholding: Refusal | None


def silence_page(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    *,
    now: datetime,
    rules_of: RulesOf,
    view: SilenceView = SilenceView.CLEAN,
) -> SilencePage:
    """The silence procedures of a statement. Raises `NotFound`, and `NotYours` for observers."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    silences = _silences(session, scene)
    same = scene.situation.same_text
    current = next((row for row in reversed(silences) if row.ended_at is None or row.revision_id in same), None)
    lines = {line.id: line for line in _lines(session, scene, silences)}
    shown = lines[current.id] if current else None
    places = shown.open_places if shown and shown.after else places_of(scene.text)
    to_reissue, would_follow, would_be_open = _reissue(session, scene, silences)
    question = (scene.workflow, scene.situation, viewer.role)
    own_receipt, receipts = _receipts(session, scene, current)
    proposals = proposals_told(session, scene)
    proposed = frozenset(proposals[0].open_parts if proposals else ())
    text, marks, previous = _text(session, scene, _revision_shown(scene, current, proposals), rules_of, view)
    return SilencePage(
        head=head_of(scene),
        current=shown,
        before=tuple(lines[row.id] for row in reversed(silences) if row is not current),
        hour_adopts=scene.workflow.at_end_of_silence is AtEndOfSilence.ADOPT and not scene.situation.placeholders,
        consensus_declared=scene.situation.consensus_declared,
        shortest_hours=scene.body.shortest_silence_hours,
        names_the_breaker=(current or scene.body).names_the_breaker,
        view=view if previous else SilenceView.CLEAN,
        previous=previous,
        lines=text,
        marks=marks,
        places=places,
        speaks_for=groups_spoken_for(session, scene),
        receipts=receipts,
        own_receipt=own_receipt,
        time_requests=_time_requests(session, scene, current),
        time_request_breaks=(current or scene.body).time_request_breaks and (shown is None or shown.whole_is_open),
        own_objections=_own_objections(session, scene),
        members=tuple(Member(row.id, row.name) for row in scene.members) if viewer.is_office else (),
        to_acknowledge=permit.may_acknowledge_receipt(*question),
        to_request_time=permit.may_request_time(*question),
        to_break=permit.may_break_silence(*question),
        to_lift=permit.may_take_position(*question),
        to_start=permit.may_start_silence(*question),
        begins_by_proposal=scene.workflow.silence_begins is SilenceBegins.BY_PROPOSAL,
        proposals=proposals,
        places_proposed=tuple(place for place in places_of(scene.text) if place.part_id in proposed),
        to_propose=permit.may_propose_silence(*question),
        to_refuse=permit.may_refuse_silence(*question),
        to_record_refusal=permit.may_record_refusal(*question),
        to_withdraw_proposal=permit.may_withdraw_proposal(*question),
        to_begin_proposed=permit.may_begin_proposed_silence(*question),
        to_reissue=to_reissue,
        would_follow=would_follow,
        would_be_open=would_be_open,
        shortest_reissue_hours=scene.body.shortest_reissue_hours,
        to_extend=permit.may_extend_silence(*question),
        to_withdraw=permit.may_withdraw_silence(*question),
        to_record=permit.may_record_objection(*question),
        withheld=_withheld(session, scene),
        to_resume=permit.may_resume_silence(*question),
        to_withhold=permit.may_withhold_announcement(*question),
        to_lift_withholding=permit.may_lift_withholding(*question),
    )


def place_named(page: SilencePage, part_id: str) -> PlaceInText:
    """One of the places on which silence may be broken; an empty id is the whole text.

    Raises `NotFound`, and `ClauseIsSettled` or `OnlyClausesAreOpen` where silence runs on changed clauses alone.
    """
    if not part_id:
        if page.current is not None and not page.current.whole_is_open:
            raise OnlyClausesAreOpen()
        return PlaceInText(part_id="")
    if page.current is not None and any(place.part_id == part_id for place in page.current.settled):
        raise ClauseIsSettled()
    for place in page.places:
        if place.part_id == part_id:
            return place
    raise NotFound()


def group_spoken_for(page: SilencePage, group_id: str) -> SpokenGroup | None:
    """One of the groups for which silence may be broken; None for no id. Raises `NotFound`."""
    if not group_id:
        return None
    for group in page.speaks_for:
        if group.id == group_id:
            return group
    raise NotFound()


def _silences(session: Session, scene: Scene) -> list[Silence]:
    return list(
        session.exec(
            select(Silence).where(col(Silence.statement_id) == scene.statement.id).order_by(col(Silence.number))
        )
    )


def _lines(session: Session, scene: Scene, silences: list[Silence]) -> list[SilenceLine]:
    of_statement = select(Silence.id).where(col(Silence.statement_id) == scene.statement.id)
    extensions: dict[str, list[Extension]] = {row.id: [] for row in silences}
    for moved in session.exec(
        select(SilenceExtension)
        .where(col(SilenceExtension.silence_id).in_(of_statement))
        .order_by(col(SilenceExtension.at))
    ):
        extensions[moved.silence_id].append(Extension(moved.from_due_at, moved.to_due_at))
    breaks: dict[str, list[SilenceBreak]] = {row.id: [] for row in silences}
    # Who may not know of a late objection does not load it.
    may_know = select(SilenceBreak).where(col(SilenceBreak.statement_id) == scene.statement.id)
    if not scene.viewer.is_office:
        for_own = select(SilenceBreakMember.break_id).where(
            col(SilenceBreakMember.delegation_id) == scene.viewer.delegation_id
        )
        may_know = may_know.where(
            col(SilenceBreak.is_late).is_(False)
            | (col(SilenceBreak.delegation_id) == scene.viewer.delegation_id)
            | col(SilenceBreak.id).in_(for_own)
        )
    for broken in session.exec(may_know.order_by(col(SilenceBreak.id))):
        breaks[broken.silence_id].append(broken)
    shared = _shared(session, scene)
    own = scene.viewer.delegation_id or ""
    # Loaded only for a member of a group that broke silence for it.
    counts = scene.viewer.is_delegate and any(own in each.member_ids for each in shared.values())
    objects_through = objections_through_groups(session, scene.statement, own) if counts else set()
    suspensions = suspensions_of(session, scene.statement.id)
    on_time_until = {row.id: later_by(suspensions, row.due_at, since=row.started_at) for row in silences}
    by_id = {row.id: row for row in silences}
    labels = {revision.id: revision.label for revision in scene.revisions}
    opened = {row.id: _opened(scene, row, by_id, breaks) for row in silences}
    return [
        SilenceLine(
            id=row.id,
            number=row.number,
            revision=labels[row.revision_id],
            started_at=row.started_at,
            due_at=row.due_at,
            ended_at=row.ended_at,
            outcome=row.outcome,
            on_time_until=on_time_until[row.id],
            is_over=scene.now >= on_time_until[row.id],
            after=labels[by_id[row.follows].revision_id] if row.follows else "",
            open_places=opened[row.id][0],
            settled=opened[row.id][1],
            whole_is_open=row.whole_is_open,
            extensions=tuple(extensions[row.id]),
            breaks=tuple(
                _break(scene, row, broken, shared.get(broken.id, _OWN), objects_through, on_time_until[row.id])
                for broken in _in_order(scene.texts[row.revision_id], breaks[row.id])
            ),
        )
        for row in silences
    ]


def _in_order(text: Sequence[Part], breaks: Sequence[SilenceBreak]) -> list[SilenceBreak]:
    """By the hour; what one press broke silence on stands as it does in the text."""
    places = {part.id: place for place, part in enumerate(text)}
    return sorted(breaks, key=lambda each: (each.at, places.get(each.part_id or "", -1), each.id))


def _opened(
    scene: Scene, silence: Silence, silences: dict[str, Silence], breaks: dict[str, list[SilenceBreak]]
) -> tuple[tuple[PlaceInText, ...], tuple[PlaceInText, ...]]:
    """The places that lie open in a silence that follows a break, and the clauses that are settled."""
    if silence.follows is None:
        return (), ()
    broken = silences[silence.follows]
    found = reissue(
        scene.texts[broken.revision_id],
        scene.texts[silence.revision_id],
        objected={each.part_id for each in breaks[broken.id] if each.part_id and not each.is_late},
    )
    places = places_of(scene.texts[silence.revision_id])
    return (
        tuple(place for place in places if place.part_id in found.open_parts),
        tuple(place for place in places if place.part_id not in found.open_parts and place.kind in CLAUSE_KINDS),
    )


def _reissue(
    session: Session, scene: Scene, silences: list[Silence]
) -> tuple[Refusal | None, str, tuple[PlaceInText, ...]]:
    """For the chair's office: whether the text may go under silence on its changed clauses alone, and on which."""
    broken = next((row for row in reversed(silences) if row.outcome is not SilenceOutcome.WITHDRAWN), None)
    latest = scene.revisions[-1] if scene.revisions else None
    refusal = reissue_refusal(session, broken, latest)
    if refusal or broken is None or latest is None or not scene.viewer.is_office:
        return refusal or NothingToFollow(), "", ()
    opened = what_would_be_open(session, broken, latest.id).open_parts
    label = next(revision.label for revision in scene.revisions if revision.id == broken.revision_id)
    return None, label, tuple(place for place in places_of(scene.text) if place.part_id in opened)


@dataclass(frozen=True, slots=True)
class _Shared:
    """For which group a break was made, and for which members beside the speaker it counts."""

    group_id: str = ""
    group: str = ""
    member_ids: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    """Those that do not share it."""


_OWN = _Shared()


def _shared(session: Session, scene: Scene) -> dict[str, _Shared]:
    """The breaks that were made for groups, by their ids."""
    rows = session.exec(
        select(SilenceBreak.id, GroupEdition.group_id, GroupEdition.name, SilenceBreakMember)
        .join(GroupEdition, col(GroupEdition.id) == col(SilenceBreak.group_edition_id))
        .outerjoin(SilenceBreakMember, col(SilenceBreakMember.break_id) == col(SilenceBreak.id))
        .where(col(SilenceBreak.statement_id) == scene.statement.id)
    ).all()
    found: dict[str, _Shared] = {}
    for break_id, group_id, group, member in rows:
        known = found.setdefault(break_id, _Shared(group_id, group))
        if member is not None:
            named = {member.delegation_id}
            found[break_id] = (
                replace(known, member_ids=known.member_ids | named)
                if member.declined_at is None
                else replace(known, declined=known.declined | named)
            )
    return found


def _break(
    scene: Scene,
    silence: Silence,
    broken: SilenceBreak,
    shared: _Shared,
    objects_through: Collection[tuple[str, str | None]],
    on_time_until: datetime,
) -> BreakLine:
    viewer = scene.viewer
    is_own = viewer.is_delegate and broken.delegation_id == viewer.delegation_id
    is_shared = (
        viewer.is_delegate
        and viewer.delegation_id in shared.member_ids
        and (shared.group_id, broken.part_id) in objects_through
    )
    # Who was told that the group did it for the delegation knows it also after saying that it does not share it.
    was_told = viewer.is_delegate and viewer.delegation_id in shared.member_ids | shared.declined
    knows = viewer.is_office or is_own or was_told or silence.names_the_breaker
    behind = shared.member_ids | {broken.delegation_id}
    return BreakLine(
        id=broken.id,
        delegation=scene.names.get(broken.delegation_id, "") if knows else "",
        group=shared.group if knows else "",
        members=tuple(row.name for row in scene.members if row.id in behind) if knows and shared.group else (),
        place=place_of(scene.texts[silence.revision_id], broken.part_id),
        reason=broken.reason if knows else "",
        wording=broken.wording if knows else "",
        at=broken.at,
        on_paper=knows and broken.at < broken.recorded_at,
        is_late=broken.is_late,
        is_own=is_own,
        is_shared=is_shared,
        may_be_declined=is_shared
        and scene.now < on_time_until
        and permit.may_decline_break(scene.workflow, scene.situation, viewer.role) is None,
        lacks_words=is_own
        and not (broken.reason and broken.wording)
        and permit.may_at_all(Verb.BREAK_SILENCE, viewer.role) is None,
    )


def _receipts(
    session: Session, scene: Scene, silence: Silence | None
) -> tuple[datetime | None, tuple[ReceiptLine, ...]]:
    """The person's own delegation's receipt, and all of them where the person is of the chair's office."""
    if silence is None or not (scene.viewer.is_office or scene.viewer.is_delegate):
        return None, ()
    may_know = select(Receipt).where(col(Receipt.silence_id) == silence.id)
    if not scene.viewer.is_office:
        may_know = may_know.where(col(Receipt.delegation_id) == scene.viewer.delegation_id)
    given = {row.delegation_id: row.acknowledged_at for row in session.exec(may_know)}
    if not scene.viewer.is_office:
        return given.get(scene.viewer.delegation_id or ""), ()
    return None, tuple(ReceiptLine(row.name, given.get(row.id)) for row in scene.members)


def _time_requests(session: Session, scene: Scene, silence: Silence | None) -> tuple[TimeRequestLine, ...]:
    if silence is None or not (scene.viewer.is_office or scene.viewer.is_delegate):
        return ()
    may_know = select(TimeRequest).where(col(TimeRequest.silence_id) == silence.id)
    if not scene.viewer.is_office:
        may_know = may_know.where(col(TimeRequest.delegation_id) == scene.viewer.delegation_id)
    return tuple(
        TimeRequestLine(scene.names.get(row.delegation_id, ""), row.reason, row.requested_at)
        for row in session.exec(may_know.order_by(col(TimeRequest.requested_at), col(TimeRequest.id)))
    )


def _withheld(session: Session, scene: Scene) -> tuple[WithheldAnnouncement, ...]:
    rows = session.exec(
        select(AnnouncementWithheld)
        .where(col(AnnouncementWithheld.statement_id) == scene.statement.id)
        .order_by(col(AnnouncementWithheld.withheld_at), col(AnnouncementWithheld.id))
    )
    return tuple(WithheldAnnouncement(row.reason, row.withheld_at, row.lifted_at, row.reason_lifted) for row in rows)


def _own_objections(session: Session, scene: Scene) -> tuple[OwnObjection, ...]:
    if not (scene.viewer.is_delegate and scene.revisions):
        return ()
    standing = blocking_positions(
        session,
        scene.statement,
        [
            position
            for position in positions_submitted(session, scene.statement)
            if position.delegation_id == scene.viewer.delegation_id
        ],
        {part.id for part in scene.text},
    )
    return tuple(
        OwnObjection(
            place_of(scene.text, each.on),
            each.position.position,
            group_of(scene, each.position),
            is_spoken_for=each.position.spoken_by is not None,
        )
        for each in standing
    )


def _revision_shown(scene: Scene, silence: Silence | None, proposals: Sequence[ProposalLine]) -> str:
    """The id of the revision under silence, else of the one that lies on the table and is proposed to be; or none."""
    if silence is not None:
        return silence.revision_id
    latest = scene.revisions[-1] if scene.revisions else None
    return latest.id if latest and proposals and proposals[0].revision == latest.label else ""


def _text(
    session: Session, scene: Scene, revision_id: str, rules_of: RulesOf, view: SilenceView
) -> tuple[tuple[ComparedLine, ...], dict[str, str], str]:
    """The text under silence, the marks of its footnotes, and the label of the revision before it."""
    if not revision_id:
        return (), {}, ""
    at = next(n for n, revision in enumerate(scene.revisions) if revision.id == revision_id)
    revision = scene.revisions[at]
    parts, rules = scene.texts[revision.id], rules_of(revision.style)
    cites = citations(session, scene, revision)
    if at == 0:
        return compared_lines(parts, parts, rules, rules, cites), marks_of(parts), ""
    before = scene.revisions[at - 1]
    if view is SilenceView.CLEAN:
        return compared_lines(parts, parts, rules, rules, cites), marks_of(parts), before.label
    old = scene.texts[before.id]
    lines = compared_lines(old, parts, rules_of(before.style), rules, cites)
    return lines, marks_of(parts) | marks_of(old), before.label


def places_of(parts: Sequence[Part]) -> tuple[PlaceInText, ...]:
    """Every part of a text as a person names it, in order."""
    return tuple(_named(part, label) for part, label in zip(parts, number_parts(parts), strict=True))


def place_of(parts: Sequence[Part], part_id: str | None) -> PlaceInText:
    """One part of a text; the whole text for None, and for a part that stands in it no more."""
    return next((place for place in places_of(parts) if place.part_id == part_id), PlaceInText(part_id=""))


def _named(part: Part, label: str) -> PlaceInText:
    words = plain(part.wording).split()
    opening = " ".join(words[:_OPENING_WORDS]) + (" …" if len(words) > _OPENING_WORDS else "")
    return PlaceInText(part.id, part.kind, label, opening, plain(part.wording))
