"""The chair's office answers: the input that waits, part by part, and the working text into which it may go."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import working_text
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Amendment, Comment, Incorporation
from jointstatement.queries.answering import Colleague, ReadyLine, assigned_to, colleagues, ready_answers
from jointstatement.queries.clause_states import Stated, stated_with_items
from jointstatement.queries.collisions import Collision, changing_words, collisions
from jointstatement.queries.given import (
    Gathered,
    answer_refusal,
    gather,
    held,
    in_order,
    proposal,
    remark,
    stance,
    still_speaks,
)
from jointstatement.queries.part import proposed_words
from jointstatement.queries.places import WHOLE_TEXT, Place, places_of
from jointstatement.queries.redline import marks_of, shortened
from jointstatement.queries.shown import Proposal, Remark, Stance, StanceGroup, grouped
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, scene_of, wording_on
from jointstatement.terms import AmendmentKind, CommentClass, DispositionKind, Weight
from jointstatement.text.compare import Segment, compare
from jointstatement.text.merging import NeedsItsAuthor, Rebased, rebase
from jointstatement.text.punctuate import endings
from jointstatement.workflow import permit


class Waiting(msgspec.Struct, frozen=True):
    """One part with the input on it."""

    place: Place
    proposals: tuple[Proposal, ...]
    remarks: tuple[Remark, ...]
    is_gone: bool
    """The part no longer stands in the working text."""
    assigned: dict[str, Colleague]
    """Who answers what, by the input's id."""

    @property
    def given(self) -> tuple[Proposal | Remark, ...]:
        """All of it."""
        return (*self.proposals, *self.remarks)

    @property
    def unanswered(self) -> int:
        """How many wait for an answer."""
        return sum(each.needs_answer for each in self.given)

    @property
    def editorial(self) -> tuple[Proposal | Remark, ...]:
        """What can be accepted in one press: editorial, unanswered, and amendments only to parts that still stand."""
        editorial = CommentClass.EDITORIAL
        given: list[Proposal | Remark] = [each for each in self.remarks if each.comment_class is editorial]
        if not self.is_gone:
            given = [
                *(each for each in self.proposals if each.weight is Weight.EDITORIAL and not each.consolidated),
                *given,
            ]
        return tuple(each for each in given if each.needs_answer)


class Desk(msgspec.Struct, frozen=True):
    """All input to a statement, and how much of it is answered."""

    head: StatementHead
    refusal: Refusal | None
    """Why nothing can be answered now, or nothing where it can."""
    parts: tuple[Waiting, ...]
    answered: int
    total: int
    mine: int
    """How many of those that wait are the viewer's to answer."""
    only_mine: bool
    not_content: int
    """Answers with which their authors are not content."""
    late: int
    """Late input of which the chair has not said whether it is admitted."""
    marks: dict[str, str]

    @property
    def editorial(self) -> tuple[Proposal | Remark, ...]:
        """What can be accepted in one press."""
        return tuple(each for part in self.parts for each in part.editorial)

    @property
    def first(self) -> Place | None:
        """The first part on which something waits."""
        return next((part.place for part in self.parts if part.unanswered), None)


class Card(msgspec.Struct, frozen=True):
    """One amendment, against the words that stand in the working text now."""

    proposal: Proposal
    carried: str
    """Its words on those that stand there now, or as they were proposed where they cannot be carried over."""
    is_carried_over: bool
    """They were made on other words, and are carried over."""
    needs_its_author: bool
    """They were made on other words, and the text changed at the same place."""
    redline: tuple[Segment, ...]
    collides: tuple[str, ...]
    """The proposals that change the same words."""
    is_in_text: bool
    """Its words went into the working text."""
    refusal: Refusal | None
    """Why it cannot be answered now, or nothing where it can."""


class DecidePage(msgspec.Struct, frozen=True):
    """One part, with all that has to be answered on it."""

    head: StatementHead
    place: Place
    previous: Place | None
    """The parts before and after it on which something waits."""
    next: Place | None
    answered: int
    total: int
    answer_refusal: Refusal | None
    reflect_refusal: Refusal | None
    """Why no words can go into the text now, or nothing where they can."""
    coming: str
    """The label of the revision into which accepted words go."""
    tabled: str
    """The words as they lie on the table."""
    wording: str
    """The words of the working text; empty for the text as a whole, and for a part that has left it."""
    version: int
    """The version of the working part; 0 where there is none."""
    ending: str
    change: tuple[Segment, ...]
    """The working text against what lies on the table; empty where the words are the same."""
    groups: tuple[StanceGroup, ...]
    stances: tuple[Stance, ...]
    """Positions with a reason or with what would lift them."""
    collisions: tuple[Collision, ...]
    cards: tuple[Card, ...]
    remarks: tuple[Remark, ...]
    withdrawn: tuple[Proposal | Remark, ...]
    marks: dict[str, str]
    stated: Stated | None
    """How far the part has come at the table; of an item, the clause that it goes with."""
    ready: tuple[ReadyLine, ...]
    colleagues: tuple[Colleague, ...]
    assigned: dict[str, Colleague]
    """Who answers what, by the input's id."""
    assign_refusal: Refusal | None
    admit_refusal: Refusal | None
    """Why late input cannot be admitted now by this person, or nothing where it can."""
    reply_refusal: Refusal | None
    places: tuple[Place, ...]
    """The parts of the working text, in which something else can be covered."""

    @property
    def open_here(self) -> int:
        """How many on this part wait for an answer."""
        given: tuple[Proposal | Remark, ...] = (*(card.proposal for card in self.cards), *self.remarks)
        return sum(each.needs_answer for each in given)

    def card_of(self, amendment_id: str) -> Card | None:
        """One of the cards, by its amendment."""
        return next((card for card in self.cards if card.proposal.id == amendment_id), None)

    def takes_answer(self, subject_id: str) -> bool:
        """An amendment or a comment that stands here can be answered now."""
        card = self.card_of(subject_id)
        if card is not None:
            return card.refusal is None and card.proposal.is_heard
        return self.answer_refusal is None and any(each.is_heard for each in self.remarks if each.id == subject_id)

    def takes_reply(self, comment_id: str) -> bool:
        """A comment that stands here can be replied to now."""
        return self.reply_refusal is None and any(each.takes_replies for each in self.remarks if each.id == comment_id)

    def takes_words(self, amendment_id: str) -> bool:
        """An amendment that stands here can go into the working text now, with changes."""
        card = self.card_of(amendment_id)
        return card is not None and not (card.refusal or self.reflect_refusal) and bool(self.version)

    def ready_words(self, ready_answer_id: str) -> str:
        """The words of a ready answer. Raises `NotFound` for one that is not on the list."""
        for each in self.ready:
            if each.id == ready_answer_id:
                return each.text
        raise NotFound()

    def redline_to(self, wording: str) -> tuple[Segment, ...]:
        """The working text against other words."""
        return compare(self.wording, proposed_words(self.place.kind, wording))


Given = TypeVar("Given", Comment, Amendment)

ANSWERS = tuple(each for each in DispositionKind if each is not DispositionKind.WITHDRAWN)
"""The dispositions that the chair gives; only its author withdraws an input."""


def desk(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, only_mine: bool = False) -> Desk:
    """All that was given and may be read by now, or what of it is the viewer's to answer; for the chair's office.

    Raises `NotFound`, `NotYours`.
    """
    scene = _office_scene(session, viewer, statement_id, now)
    gathered = gather(session, scene)
    assigned = assigned_to(session, viewer, scene.statement)
    parts = _waiting(scene, gathered, assigned)
    given = [each for part in parts for each in part.given]
    mine = {subject for subject, colleague in assigned.items() if colleague.id == viewer.person_id}
    return Desk(
        head=head_of(scene),
        refusal=permit.may_dispose(scene.workflow, scene.situation, viewer.role),
        parts=_parts_with(parts, mine) if only_mine else parts,
        answered=sum(each.answer is not None for each in given),
        total=sum(each.is_heard or each.answer is not None for each in given),
        mine=sum(each.needs_answer for each in given if each.id in mine),
        only_mine=only_mine,
        not_content=sum(not each.answer.said.is_content for each in given if each.answer and each.answer.said),
        late=sum(each.is_late and each.is_admitted is None and each.answer is None for each in given),
        marks=marks_of(scene.working),
    )


def decide_page(
    session: Session, viewer: Viewer, statement_id: str, address: str, *, now: datetime, rules_of: RulesOf
) -> DecidePage:
    """One part with its input, for the chair's office; also a part that has left the text while its input waits.

    Raises `NotFound`, `NotYours`.
    """
    scene = _office_scene(session, viewer, statement_id, now)
    gathered = gather(session, scene)
    assigned = assigned_to(session, viewer, scene.statement)
    parts = _waiting(scene, gathered, assigned)
    place = _place(scene, parts, address)
    here = next((part for part in parts if part.place == place), None)
    before, after = _neighbours(scene, parts, place)
    given = [each for part in parts for each in part.given]
    at = next((n for n, part in enumerate(scene.working) if part.id == place.part_id), None)
    words = scene.working[at].wording if at is not None else ""
    tabled = (wording_on(scene, scene.revisions[-1].id, place.part_id) or "") if scene.revisions else ""
    ask = scene.workflow, scene.situation, viewer.role
    live = here.proposals if here else ()
    rows = {row.id: row for row in gathered.amendments}
    clashes = collisions(tabled, changing_words([(_named(each), rows[each.id]) for each in live if each.is_current]))
    stances = _stances(scene, gathered, place)
    return DecidePage(
        head=head_of(scene),
        place=place,
        previous=before,
        next=after,
        answered=sum(each.answer is not None for each in given),
        total=sum(each.is_heard or each.answer is not None for each in given),
        answer_refusal=permit.may_dispose(*ask),
        reflect_refusal=permit.may_incorporate(*ask),
        coming=f"Rev.{len(scene.revisions)}" if scene.revisions else "",
        tabled=tabled,
        wording=words,
        version=_versions(session, scene).get(place.part_id, 0),
        ending=endings(scene.working, rules_of(scene.statement.style))[at] if at is not None else "",
        change=compare(tabled, words) if at is not None and tabled != words else (),
        groups=grouped(each for each in stances if not each.speaks),
        stances=tuple(each for each in stances if each.speaks),
        collisions=clashes,
        cards=_cards(session, scene, live, clashes, words),
        remarks=here.remarks if here else (),
        withdrawn=_withdrawn(scene, gathered, place),
        marks=marks_of(scene.working),
        stated=stated_with_items(session, scene, scene.working).get(place.part_id),
        ready=ready_answers(session, viewer),
        colleagues=colleagues(session, viewer),
        assigned=assigned,
        assign_refusal=permit.may_assign_input(*ask),
        admit_refusal=permit.may_admit_late_input(*ask),
        reply_refusal=permit.may_reply(*ask),
        places=places_of(scene.working),
    )


def _office_scene(session: Session, viewer: Viewer, statement_id: str, now: datetime) -> Scene:
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    return scene


def _parts_with(parts: Iterable[Waiting], subjects: Container[str]) -> tuple[Waiting, ...]:
    cut = [
        msgspec.structs.replace(
            part,
            proposals=tuple(each for each in part.proposals if each.id in subjects),
            remarks=tuple(each for each in part.remarks if each.id in subjects),
        )
        for part in parts
    ]
    return tuple(part for part in cut if part.given)


def _waiting(scene: Scene, gathered: Gathered, assigned: dict[str, Colleague]) -> tuple[Waiting, ...]:
    """The parts with input, in the order of the working text; what has left it, and the whole text, at the end."""
    standing = places_of(scene.working)
    in_text = {place.part_id for place in standing}
    gone = [place for part_id, place in gathered.places.items() if part_id not in in_text]
    parts = [
        Waiting(
            place=place,
            proposals=tuple(proposal(scene, gathered, row) for row in _live(gathered.by_themselves, place)),
            remarks=tuple(remark(scene, gathered, row) for row in _live(gathered.comments, place)),
            is_gone=bool(place.part_id) and place.part_id not in in_text,
            assigned=assigned,
        )
        for place in (*(gathered.places.get(place.part_id, place) for place in standing), *gone, WHOLE_TEXT)
    ]
    return tuple(part for part in parts if part.given)


def _live(rows: Iterable[Given], place: Place) -> list[Given]:
    return sorted(
        (
            row
            for row in rows
            if (row.part_id or "") == place.part_id and row.submitted_at is not None and row.withdrawn_at is None
        ),
        key=lambda row: (len(row.label or ""), row.label or ""),
    )


def _withdrawn(scene: Scene, gathered: Gathered, place: Place) -> tuple[Proposal | Remark, ...]:
    return (
        *(
            proposal(scene, gathered, row)
            for row in gathered.amendments
            if row.part_id == place.part_id and row.withdrawn_at is not None
        ),
        *(
            remark(scene, gathered, row)
            for row in gathered.comments
            if (row.part_id or "") == place.part_id and row.withdrawn_at is not None
        ),
    )


def _place(scene: Scene, parts: Sequence[Waiting], address: str) -> Place:
    known = (*(part.place for part in parts), *places_of(scene.working), WHOLE_TEXT)
    for place in known:
        if place.address == address:
            return place
    raise NotFound()


def _neighbours(scene: Scene, parts: Sequence[Waiting], place: Place) -> tuple[Place | None, Place | None]:
    """The nearest parts before and after this one on which something waits."""
    order: Mapping[str, int] = {part.place.part_id: n for n, part in enumerate(parts)}
    standing = [each.part_id for each in places_of(scene.working)]
    at = order.get(place.part_id)
    if at is None:
        behind = set(standing[standing.index(place.part_id) + 1 :]) if place.part_id in standing else set()
        at = next((n for n, part in enumerate(parts) if part.place.part_id in behind), len(parts)) - 1
        before, after = parts[: at + 1], parts[at + 1 :]
    else:
        before, after = parts[:at], parts[at + 1 :]
    return (
        next((part.place for part in reversed(before) if part.unanswered), None),
        next((part.place for part in after if part.unanswered), None),
    )


def _stances(scene: Scene, gathered: Gathered, place: Place) -> list[Stance]:
    rows = [
        row
        for (_, part_id), row in held(gathered.positions).items()
        if (part_id or "") == place.part_id and still_speaks(scene, row)
    ]
    return [stance(scene, gathered, row) for row in in_order(scene, rows)]


def _cards(
    session: Session, scene: Scene, proposals: Sequence[Proposal], clashes: Sequence[Collision], words: str
) -> tuple[Card, ...]:
    in_text = set(
        session.exec(
            select(Incorporation.amendment_id).where(col(Incorporation.statement_id) == scene.statement.id)
        ).all()
    )
    return tuple(_card(scene, each, clashes, words, is_in_text=each.id in in_text) for each in proposals)


def _card(scene: Scene, each: Proposal, clashes: Sequence[Collision], words: str, *, is_in_text: bool) -> Card:
    made_on = next((row.id for row in scene.revisions if row.label == each.given_on), "")
    old = wording_on(scene, made_on, each.place.part_id) or ""
    is_worded = bool(words) and each.kind is AmendmentKind.REPLACE
    outcome = rebase(old, words, each.wording) if is_worded and old != words else None
    carried = outcome.wording if isinstance(outcome, Rebased) else each.wording
    return Card(
        proposal=each,
        carried=carried,
        is_carried_over=isinstance(outcome, Rebased),
        needs_its_author=isinstance(outcome, NeedsItsAuthor) and not is_in_text,
        redline=shortened(compare(words, carried)) if is_worded else each.short_redline,
        collides=tuple(
            clash.other if clash.one == _named(each) else clash.one
            for clash in clashes
            if _named(each) in (clash.one, clash.other)
        ),
        is_in_text=is_in_text,
        refusal=answer_refusal(scene, each),
    )


def _named(each: Proposal) -> str:
    return each.label or each.delegation


def _versions(session: Session, scene: Scene) -> dict[str, int]:
    return {row.id: row.version for row in working_text(session, scene.statement)}
