"""What the amendments of a text give together: what goes into it in one press, and what is in dispute, by words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.amendments import deeds_of, live_amendments
from jointstatement.access.statements import working_text
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Amendment, MergeInProgress, Person
from jointstatement.queries.clause_states import Stated, stated_with_items
from jointstatement.queries.given import Gathered, gather, proposal
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.redline import marks_of
from jointstatement.queries.shown import Consolidated, Proposal, TakenOver
from jointstatement.queries.statement import Scene, StatementHead, head_of, latest_id, scene_of, wording_on
from jointstatement.terms import AmendmentKind, Role, Visibility
from jointstatement.text.compare import Segment, compare
from jointstatement.text.composing import (
    Choice,
    Composition,
    Offered,
    SavedChoice,
    chosen_among,
    compose,
    composition,
    in_the_way,
    still_there,
)
from jointstatement.text.merging import Meeting, touching
from jointstatement.workflow import permit


class Voice(msgspec.Struct, frozen=True):
    """An amendment that has a say at a place."""

    id: str
    label: str
    delegation: str
    reason: str
    co_sponsors: tuple[str, ...]
    supporters: tuple[str, ...]
    taken_over: TakenOver | None
    """The withdrawn amendment that it began as."""
    consolidated: Consolidated | None = None
    """What it was made of, where the office made it of several."""


class Alternative(msgspec.Struct, frozen=True):
    """What some propose for a place in dispute."""

    value: str
    """By which it is chosen: one of those who propose it."""
    words: str
    """Empty where the words go."""
    voices: tuple[Voice, ...]
    is_chosen: bool


class Dispute(msgspec.Struct, frozen=True):
    """A place at which amendments change the same words."""

    number: int
    words: str
    """What the text says there; empty where only something would be put in."""
    alternatives: tuple[Alternative, ...]
    keeps: bool
    """The words of the text were chosen, or nothing yet."""
    own: str | None
    """Own words that were chosen."""
    is_settled: bool
    """A choice was made."""


class Touch(msgspec.Struct, frozen=True):
    """Two amendments that go together and stand right beside each other."""

    voices: tuple[Voice, ...]
    words: str
    """What they give side by side."""


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of the merged wording."""

    text: str
    labels: tuple[str, ...]
    """Of those who take it out or put it in; empty where it stays."""
    is_deleted: bool
    dispute: int | None
    """The number of the dispute about it."""


class Needing(msgspec.Struct, frozen=True):
    """An amendment that nobody but its author can carry over to the words that stand there now."""

    proposal: Proposal
    old: str
    """The words that it was made on."""
    places: tuple[Meeting, ...]


class Beside(msgspec.Struct, frozen=True):
    """An amendment that is more than other words, and what it cannot go together with."""

    proposal: Proposal
    against: tuple[str, ...]
    """The labels of those."""


class PartComposition(msgspec.Struct, frozen=True):
    """The live amendments of one part, on its present words."""

    place: Place
    version: int
    base: str
    merged: tuple[Stretch, ...]
    together: tuple[Proposal, ...]
    """Those that collide with none."""
    rebased: frozenset[str]
    """Those, by id, that were made on other words and carried over."""
    touching: tuple[Touch, ...]
    """Where some of those that go together should be read side by side."""
    disputes: tuple[Dispute, ...]
    needing: tuple[Needing, ...]
    already: tuple[Proposal, ...]
    """Those of which the text says everything already."""
    beside: tuple[Beside, ...]
    result: str
    """The words, as chosen so far."""
    redline: tuple[Segment, ...]
    saved_version: int
    """Of the merge in progress; 0 for none."""
    saved_by: str
    saved_at: datetime | None
    was_on_other_words: bool
    """What was saved was chosen on words that have changed since, and holds no more."""

    @property
    def unsettled(self) -> int:
        """How many places in dispute have no choice."""
        return sum(not dispute.is_settled for dispute in self.disputes)

    @property
    def in_one_press(self) -> tuple[Proposal, ...]:
        """All that goes in without anybody having to choose."""
        return (*self.together, *(each.proposal for each in self.beside if not each.against))


class Composing(msgspec.Struct, frozen=True):
    """All live amendments of a statement, part by part."""

    head: StatementHead
    refusal: Refusal | None
    """Why nothing can go into the text now, or nothing where it can."""
    coming: str
    parts: tuple[PartComposition, ...]
    gone: tuple[Proposal, ...]
    """Live amendments of parts that have left the text."""
    marks: dict[str, str]
    stated: dict[str, Stated]
    """How far each part has come at the table; of an item, the clause that it goes with."""

    @property
    def in_one_press(self) -> tuple[Proposal, ...]:
        """All that goes in without anybody having to choose."""
        return tuple(each for part in self.parts for each in part.in_one_press)

    @property
    def disputed(self) -> tuple[PartComposition, ...]:
        """The parts on which somebody has to choose, or to ask."""
        return tuple(
            part
            for part in self.parts
            if part.disputes or part.needing or part.already or any(each.against for each in part.beside)
        )


def composing(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> Composing:
    """What the live amendments give together, for the chair's office. Raises `NotFound`, `NotYours`."""
    scene = _office_scene(session, viewer, statement_id, now)
    return _composing(session, scene)


def composing_part(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    part_id: str,
    *,
    choices: Mapping[int, Choice] | None = None,
    now: datetime,
) -> tuple[Composing, PartComposition]:
    """One part with its amendments; with `choices`, as these would compose it, else as they were saved.

    For the chair's office. Raises `NotFound`, `NotYours`.
    """
    scene = _office_scene(session, viewer, statement_id, now)
    whole = _composing(session, scene, {part_id: choices})
    found = next((part for part in whole.parts if part.place.part_id == part_id), None)
    if found is None:
        raise NotFound()
    return whole, found


class RoomPart(msgspec.Struct, frozen=True):
    """One part for the screen of the room: what is tabled, what is proposed, what is chosen among that so far."""

    head: StatementHead
    place: Place
    previous: Place | None
    """The parts before and after it with amendments."""
    next: Place | None
    merged: tuple[Stretch, ...]
    disputes: tuple[Dispute, ...]
    result: str
    """The words as chosen so far; words of nobody at the table are not in them."""
    others: tuple[Proposal, ...]
    """Proposals that are more than other words."""
    marks: dict[str, str]


def room_part(session: Session, viewer: Viewer, statement_id: str, part_id: str, *, now: datetime) -> RoomPart:
    """One part of the revision on the table with all amendments of it that all delegations have before them.

    For the chair's office, to be shown. Nothing of the working text is in it, no answer, no own words of the chair's:
    of a merge in progress only the choices among amendments; nobody whom delegations do not learn is named. Raises
    `NotFound`, `NotYours`.
    """
    scene = _office_scene(session, viewer, statement_id, now)
    gathered = gather(session, scene)
    before_all = {
        row.id
        for row in scene.rounds
        if row.visibility is Visibility.OPEN or (row.closed_at and row.visibility is not Visibility.CHAIR_ONLY)
    }
    given = [
        row
        for row in sorted(gathered.by_themselves, key=lambda row: (len(row.label or ""), row.label or ""))
        if row.revision_id == latest_id(scene)
        and row.submitted_at is not None
        and row.withdrawn_at is None
        and row.round_id in before_all
    ]
    places = places_of(scene.text)
    base = wording_on(scene, latest_id(scene), part_id)
    if base is None:
        raise NotFound()
    here = [row for row in given if row.part_id == part_id]
    worded = [row for row in here if row.kind is AmendmentKind.REPLACE]
    whole = _composition(scene, part_id, base, worded)
    saved = session.exec(
        select(MergeInProgress).where(
            col(MergeInProgress.statement_id) == scene.statement.id, col(MergeInProgress.part_id) == part_id
        )
    ).first()
    # The working text may have moved on: what is chosen is found again by its words.
    choices = chosen_among(whole, _saved(saved))
    # The room reads no more names than every delegation does.
    room = msgspec.structs.replace(scene, viewer=replace(viewer, role=Role.HEAD, delegation_id=None))
    shown = {row.id: proposal(room, gathered, row) for row in here}
    voices = _voices(shown.values())
    at = next(n for n, place in enumerate(places) if place.part_id == part_id)
    amended = {row.part_id for row in given}
    return RoomPart(
        head=head_of(scene),
        place=places[at],
        previous=next((place for place in reversed(places[:at]) if place.part_id in amended), None),
        next=next((place for place in places[at + 1 :] if place.part_id in amended), None),
        merged=_stretches(whole, voices),
        disputes=_disputes(whole, choices, voices),
        result=compose(whole, choices).wording,
        others=tuple(shown[row.id] for row in here if row.kind is not AmendmentKind.REPLACE),
        marks=marks_of(scene.text),
    )


def _office_scene(session: Session, viewer: Viewer, statement_id: str, now: datetime) -> Scene:
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    return scene


def _composing(
    session: Session, scene: Scene, chosen: Mapping[str, Mapping[int, Choice] | None] | None = None
) -> Composing:
    live = live_amendments(session, scene.viewer, scene.statement)
    gathered = gather(session, scene)
    names = {row.id: row.label or "" for row in live}
    in_way = in_the_way(deeds_of(live))
    blocked = {each: tuple(names[other] for other in others) for each, others in in_way.items()}
    saved = {
        row.part_id: row
        for row in session.exec(
            select(MergeInProgress).where(col(MergeInProgress.statement_id) == scene.statement.id)
        ).all()
    }
    savers = dict(
        session.exec(
            select(Person.id, Person.name).where(col(Person.id).in_({row.saved_by for row in saved.values()}))
        ).all()
    )
    versions = {row.id: row.version for row in working_text(session, scene.statement)}
    standing = places_of(scene.working)
    words = {part.id: part.wording for part in scene.working}
    ask = scene.workflow, scene.situation, scene.viewer.role
    with_some = {row.part_id for row in live} | set(chosen or {})
    return Composing(
        head=head_of(scene),
        refusal=permit.may_dispose(*ask) or permit.may_incorporate(*ask),
        coming=f"Rev.{len(scene.revisions)}" if scene.revisions else "",
        parts=tuple(
            _part(
                scene,
                gathered,
                place,
                [row for row in live if row.part_id == place.part_id],
                base=words[place.part_id],
                version=versions[place.part_id],
                blocked=blocked,
                saved=saved.get(place.part_id),
                savers=savers,
                chosen=(chosen or {}).get(place.part_id),
            )
            for place in standing
            if place.part_id in with_some
        ),
        gone=tuple(proposal(scene, gathered, row) for row in live if row.part_id not in words),
        marks=marks_of(scene.working),
        stated=stated_with_items(session, scene, scene.working),
    )


def _part(
    scene: Scene,
    gathered: Gathered,
    place: Place,
    rows: Sequence[Amendment],
    *,
    base: str,
    version: int,
    blocked: Mapping[str, tuple[str, ...]],
    saved: MergeInProgress | None,
    savers: Mapping[str, str],
    chosen: Mapping[int, Choice] | None,
) -> PartComposition:
    worded = [row for row in rows if row.kind is AmendmentKind.REPLACE]
    whole = _composition(scene, place.part_id, base, worded)
    choices = _saved_choices(whole, saved) if chosen is None else chosen
    result = compose(whole, choices).wording
    shown = {row.id: proposal(scene, gathered, row) for row in rows}
    voices = _voices(shown.values())
    return PartComposition(
        place=gathered.places.get(place.part_id, place),
        version=version,
        base=base,
        merged=_stretches(whole, voices),
        together=tuple(
            shown[each] for each in whole.merged.standing if each not in blocked and each not in whole.already
        ),
        rebased=whole.rebased,
        touching=tuple(
            Touch(tuple(voices[source] for sources in each.sources for source in sources), each.words)
            for each in touching(base, whole.proposals)
        ),
        disputes=_disputes(whole, choices, voices),
        needing=tuple(Needing(shown[each], needs.old, needs.places) for each, needs in whole.needing.items()),
        already=tuple(shown[each] for each in whole.already),
        beside=tuple(
            Beside(shown[row.id], blocked.get(row.id, ()))
            for row in rows
            if row.kind is not AmendmentKind.REPLACE or row.id in blocked
        ),
        result=result,
        redline=compare(base, result) if result != base else (),
        saved_version=saved.version if saved else 0,
        saved_by=savers.get(saved.saved_by, "") if saved else "",
        saved_at=saved.saved_at if saved else None,
        was_on_other_words=saved is not None and saved.base != base,
    )


def _composition(scene: Scene, part_id: str, base: str, amendments: Sequence[Amendment]) -> Composition:
    """Amendments that propose other words for a part, on these words."""
    offered = [Offered(row.id, wording_on(scene, row.revision_id, part_id) or "", row.wording) for row in amendments]
    return composition(base, offered)


def _saved_choices(whole: Composition, saved: MergeInProgress | None) -> dict[int, Choice]:
    """What was chosen so far, as far as its places are still there."""
    return still_there(whole, saved.base, _saved(saved)) if saved else {}


def _saved(merge: MergeInProgress | None) -> list[SavedChoice]:
    return msgspec.json.decode(merge.choices, type=list[SavedChoice]) if merge else []


def _voices(shown: Iterable[Proposal]) -> dict[str, Voice]:
    return {
        each.id: Voice(
            each.id,
            each.label,
            each.delegation,
            each.reason,
            each.co_sponsors,
            each.supporters,
            each.taken_over,
            each.consolidated,
        )
        for each in shown
    }


def _stretches(whole: Composition, voices: Mapping[str, Voice]) -> tuple[Stretch, ...]:
    numbers = {collision: number for number, collision in enumerate(whole.merged.collisions)}
    return tuple(
        Stretch(
            piece.text,
            tuple(voices[source].label for source in piece.sources),
            piece.is_deleted,
            numbers[piece.collision] if piece.collision else None,
        )
        for piece in whole.merged.pieces
    )


def _disputes(whole: Composition, choices: Mapping[int, Choice], voices: Mapping[str, Voice]) -> tuple[Dispute, ...]:
    return tuple(
        Dispute(
            number=number,
            words=collision.words,
            alternatives=tuple(
                Alternative(
                    value=each.sources[0],
                    words=each.words,
                    voices=tuple(voices[source] for source in each.sources),
                    is_chosen=number in choices
                    and choices[number].words is None
                    and choices[number].source in each.sources,
                )
                for each in collision.alternatives
            ),
            keeps=number not in choices or (choices[number].words is None and not choices[number].source),
            own=choices[number].words if number in choices else None,
            is_settled=number in choices,
        )
        for number, collision in enumerate(whole.merged.collisions)
    )
