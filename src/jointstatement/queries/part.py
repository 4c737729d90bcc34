"""What a delegate needs to give its delegation's input on one part of the text, or on the text as a whole."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlmodel import Session

from jointstatement.access.endorsements import endorsed_refusal
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, NotYours, Refusal
from jointstatement.models import Amendment, Comment, PositionTaken
from jointstatement.queries.clause_states import Stated, stated_clauses
from jointstatement.queries.collisions import Collision, changing_words, collisions
from jointstatement.queries.given import (
    Gathered,
    gather,
    held,
    in_order,
    is_cleared,
    is_sent_back,
    proposal,
    quoted_at,
    remark,
    stance,
    still_speaks,
    submissions,
    underway,
)
from jointstatement.queries.groups import SpokenGroup, groups_spoken_for
from jointstatement.queries.inner_hour import OwnHour, own_hour
from jointstatement.queries.places import WHOLE_TEXT, Place, places_of
from jointstatement.queries.redline import ANOTHER_TEXT, marks_of
from jointstatement.queries.shown import Proposal, Remark, Stance, StanceGroup, Underway, grouped
from jointstatement.queries.statement import (
    RulesOf,
    Scene,
    StatementHead,
    head_of,
    is_round_open,
    latest_id,
    latest_round,
    scene_of,
    wording_on,
)
from jointstatement.queries.voices import author_of, name_of
from jointstatement.terms import CLAUSE_KINDS, COMMENTING, DELEGATES, AmendmentKind, PartKind, Position, Weight
from jointstatement.text.anchors import Marked, Reference, marked
from jointstatement.text.compare import Change, Segment, compare, share_changed
from jointstatement.text.punctuate import endings, split_ending
from jointstatement.text.wording import canonical
from jointstatement.workflow import permit
from jointstatement.workflow.procedure import those

WHOLE = "whole"
"""What stands for the text as a whole in the address of its page."""


class OwnPart(msgspec.Struct, frozen=True):
    """One part in the list, with what the delegation itself has on it."""

    place: Place
    position: Position | None
    is_draft: bool
    """The position is not handed in yet."""
    given_on: str
    """The label of an earlier revision on which the position was given, on the same words."""
    is_amended: bool
    is_commented: bool


class Own(msgspec.Struct, frozen=True):
    """What the delegation itself gave or drafted on one part."""

    place: Place
    position: Stance | None
    """What it holds on these words, or has drafted."""
    held: Stance | None
    """What it has handed in, where a draft would replace it."""
    earlier: Stance | None
    """What it gave on an earlier revision; on words that have not changed since, or standing until it is lifted."""
    draft: Proposal | None
    """Its wording, not handed in yet."""
    further: tuple[Proposal, ...]
    """What it drafted besides: to delete, to move, a new clause …"""
    submitted: tuple[Proposal, ...]
    """Its amendments in this round that are handed in."""
    remarks: tuple[Remark, ...]
    """Its comments in this round."""
    answered: tuple[Proposal | Remark, ...]
    """What it gave before on this part, with the chair's answers."""

    @property
    def is_empty(self) -> bool:
        """Nothing of this round, and no position on these words."""
        return not (self.position or self.draft or self.further or self.submitted or self.remarks)

    @property
    def draft_version(self) -> int:
        """The version of the draft amendment; 0 for none."""
        return self.draft.version if self.draft else 0

    @property
    def proposed(self) -> Proposal | None:
        """The wording it wants: the draft, else what was handed in."""
        worded = [each for each in self.submitted if each.kind is AmendmentKind.REPLACE]
        return self.draft or (worded[-1] if worded else None)


class View(msgspec.Struct, frozen=True):
    """A part with proposed words, as delegations would see it."""

    wording: str
    ending: str
    redline: tuple[Segment, ...]
    """Empty where the words are those of the text."""
    marked: tuple[Marked, ...]
    """The same, or the words of the text, with the words that comments are about."""
    changes: int
    is_another_text: bool
    """So much changed that both texts are better read whole."""
    collisions: tuple[Collision, ...]
    """With the proposals of others that the person may see."""


class Others(msgspec.Struct, frozen=True):
    """What other delegations gave on a part, as far as it is open."""

    groups: tuple[StanceGroup, ...]
    """Who holds what and says no more."""
    stances: tuple[Stance, ...]
    """Positions with a reason, or with what would lift them."""
    proposals: tuple[Proposal, ...]
    remarks: tuple[Remark, ...]
    withdrawn: tuple[Proposal, ...]
    """Amendments that their authors took back when they were before all, on any revision."""

    @property
    def is_empty(self) -> bool:
        """Nothing is there, or nothing is open."""
        return not (self.groups or self.stances or self.proposals or self.remarks or self.withdrawn)


class Work(StrEnum):
    """How far a delegation's own work on a round has come."""

    TO_BE_STARTED = "to_be_started"
    PENDING = "pending"
    """Drafts wait for their head."""
    CLEARED = "cleared"
    """The head has cleared every draft, and has not submitted them yet."""
    SUBMITTED = "submitted"


class Progress(msgspec.Struct, frozen=True):
    """How far the delegation's own input has come."""

    clauses: int
    without_position: int
    """Clauses on which it has none on these words."""
    has_whole: bool
    """It has taken a position on the whole of this revision, handed in or not."""
    unsubmitted: int
    """Drafts that wait to be handed in, without those that were sent back."""
    sent_back: int
    """Drafts that go back to who wrote them, and are not handed in."""
    submitted_at: datetime | None
    """When it last handed in input to this round."""
    work: Work
    own_hour: OwnHour | None
    """The hour within the delegation, where its head set one in the open round."""


class PartPage(msgspec.Struct, frozen=True):
    """The page on which a delegation says what it wants of one part."""

    head: StatementHead
    delegation: str
    parts: tuple[OwnPart, ...]
    place: Place
    previous: Place | None
    next: Place | None
    round: Underway | None
    silence_due_at: datetime | None
    progress: Progress
    is_held_back: bool
    """A position taken now waits as a draft until the head hands it in; otherwise it takes effect at once."""
    comment_refusal: Refusal | None
    amend_refusal: Refusal | None
    position_refusal: Refusal | None
    submit_refusal: Refusal | None
    withdraw_refusal: Refusal | None
    support_refusal: Refusal | None
    """Why this person cannot stand behind amendments of others now, or nothing where it can."""
    take_over_refusal: Refusal | None
    """Why nothing that was withdrawn here can be taken over now, or nothing where it can."""
    closed_refusal: Refusal | None
    """Why an endorsement takes no comment, amendment, objection or reserve here, where one holds and closed this part.

    Of the text as a whole it takes no comment; a position on it may be any.
    """
    reply_refusal: Refusal | None
    speaks_for: tuple[SpokenGroup, ...]
    """The groups for which a position may be taken at once."""
    view: View | None
    """None for the text as a whole."""
    base: str
    """The words of the part as they lie on the table."""
    own: Own
    others: Others
    marks: dict[str, str]
    """The printed mark of each footnote, by its key."""
    stated: Stated | None
    """How far it has come at the table; nothing for an item and for the whole text."""

    @property
    def may_take_position(self) -> bool:
        """This person takes positions now."""
        return self.position_refusal is None

    @property
    def takes_late_input(self) -> bool:
        """The round is over, and what is given now is kept as late."""
        return self.round is not None and self.round.is_over and self.comment_refusal is None

    def takes_remark(self, comment_id: str) -> bool:
        """A comment of the delegation's own can be put in other words here: a draft, or by a draft in its place."""
        replaces = not (self.comment_refusal or self.withdraw_refusal)
        return any(
            each.is_draft or (replaces and each.answer is None) for each in self.own.remarks if each.id == comment_id
        )

    def takes_reply(self, comment_id: str) -> bool:
        """A comment that stands here can be replied to now."""
        remarks = (
            each for each in (*self.own.remarks, *self.own.answered, *self.others.remarks) if each.id == comment_id
        )
        return self.reply_refusal is None and any(isinstance(each, Remark) and each.takes_replies for each in remarks)

    @property
    def objecting_takes_effect(self) -> bool:
        """An objection now would be a new one, and would count from the press on."""
        held = self.own.position or self.own.earlier
        is_new = held is None or held.position is not Position.OBJECT
        return not self.is_held_back and (is_new or self.silence_due_at is not None)

    @property
    def wording(self) -> str:
        """What stands in the box: what the delegation proposes, else the text."""
        return self.own.proposed.wording if self.own.proposed else self.base

    @property
    def weight(self) -> Weight:
        """The weight that goes with it."""
        return self.own.proposed.weight if self.own.proposed else Weight.PREFERRED

    @property
    def reason(self) -> str:
        """The reason that goes with it."""
        return self.own.proposed.reason if self.own.proposed else ""


def part_page(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    address: str,
    *,
    now: datetime,
    rules_of: RulesOf,
    wording: str | None = None,
) -> PartPage:
    """The page of one part of the revision that lies on the table, or of the text as a whole (`WHOLE`).

    With a `wording`, the view shows the part in these words. For delegates. Raises `NotFound` for a part that is not in
    it, `NotYours` for who speaks for no delegation.
    """
    scene = delegates_scene(session, viewer, statement_id, now)
    gathered = gather(session, scene)
    places = (*places_of(scene.text), WHOLE_TEXT)
    at = next((n for n, place in enumerate(places) if place.address == address), None)
    if at is None:
        raise NotFound()
    place = places[at]
    own, others = own_on(scene, gathered, place), _others(scene, gathered, place)
    base = wording_on(scene, latest_id(scene), place.part_id) or ""
    if wording is None:
        wording = own.proposed.wording if own.proposed else base
    ask = scene.workflow, scene.situation, viewer.role
    closed = endorsed_refusal(session, scene.statement, place.part_id or None)
    return PartPage(
        head=head_of(scene),
        delegation=viewer.delegation,
        parts=own_parts(scene, gathered, places),
        place=place,
        previous=places[at - 1] if at else None,
        next=places[at + 1] if at + 1 < len(places) else None,
        round=underway(scene),
        silence_due_at=scene.situation.silence_due_at,
        progress=progress(session, scene, gathered, places),
        is_held_back=is_round_open(scene),
        comment_refusal=permit.may_comment(*ask) or closed,
        amend_refusal=permit.may_amend(*ask) or closed,
        position_refusal=permit.may_take_position(*ask),
        submit_refusal=permit.may_submit_input(*ask),
        withdraw_refusal=permit.may_withdraw_input(*ask),
        support_refusal=permit.may_support_amendment(*ask),
        take_over_refusal=permit.may_take_over(*ask) or closed,
        closed_refusal=closed,
        speaks_for=groups_spoken_for(session, scene),
        reply_refusal=permit.may_reply(*ask),
        view=_view(scene, gathered, place, wording, rules_of) if place.part_id else None,
        base=base,
        own=own,
        others=others,
        marks=marks_of(scene.text),
        stated=stated_clauses(session, scene, scene.text).get(place.part_id),
    )


def part_preview(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    part_id: str,
    *,
    wording: str,
    now: datetime,
    rules_of: RulesOf,
) -> tuple[StatementHead, Place, View, dict[str, str]]:
    """One part of the revision on the table in other words. For delegates; raises `NotFound`, `NotYours`."""
    scene = delegates_scene(session, viewer, statement_id, now)
    place = next((each for each in places_of(scene.text) if each.part_id == part_id), None)
    if place is None:
        raise NotFound()
    view = _view(scene, gather(session, scene), place, wording, rules_of)
    return head_of(scene), place, view, marks_of(scene.text)


def own_on(scene: Scene, gathered: Gathered, place: Place) -> Own:
    """What the viewer's delegation gave or drafted on one part, or on the text as a whole."""
    amendments = [row for row in gathered.amendments if _is_own(scene, row, place)]
    comments = [row for row in gathered.comments if _is_own(scene, row, place)]
    position, was_held, earlier = _own_positions(scene, gathered, place)
    now_given = [row for row in amendments if _in_round(scene, row) and _is_live(row)]
    drafts = [row for row in now_given if row.submitted_at is None]
    worded = [row for row in drafts if row.kind is AmendmentKind.REPLACE]
    return Own(
        place=place,
        position=position,
        held=was_held,
        earlier=earlier,
        draft=proposal(scene, gathered, worded[-1]) if worded else None,
        further=tuple(proposal(scene, gathered, row) for row in drafts if row.kind is not AmendmentKind.REPLACE),
        submitted=tuple(proposal(scene, gathered, row) for row in now_given if row.submitted_at is not None),
        remarks=tuple(remark(scene, gathered, row) for row in comments if _in_round(scene, row) and _is_live(row)),
        answered=(
            *(proposal(scene, gathered, row) for row in amendments if _is_past(scene, row)),
            *(remark(scene, gathered, row) for row in comments if _is_past(scene, row)),
        ),
    )


def own_parts(scene: Scene, gathered: Gathered, places: Sequence[Place]) -> tuple[OwnPart, ...]:
    """The parts of the text with what the viewer's delegation has on each."""
    return tuple(_own_part(scene, gathered, place) for place in places)


def progress(session: Session, scene: Scene, gathered: Gathered, places: Sequence[Place]) -> Progress:
    """How far the viewer's delegation has come with its input to the text on the table."""
    parts = own_parts(scene, gathered, places)
    clauses = [part for part in parts if part.place.is_clause]
    whole = next(part for part in parts if not part.place.part_id)
    handed_in = submissions(session, scene, [scene.viewer.delegation_id or ""])
    given: tuple[Comment | Amendment | PositionTaken, ...] = (
        *gathered.comments,
        *gathered.amendments,
        *gathered.positions,
    )
    drafts = [row for row in given if _waits(scene, row)]
    sent_back = sum(not isinstance(row, PositionTaken) and is_sent_back(gathered, row) for row in drafts)
    return Progress(
        clauses=len(clauses),
        without_position=sum(part.position is None or bool(part.given_on) for part in clauses),
        has_whole=whole.position is not None and not whole.given_on,
        unsubmitted=len(drafts) - sent_back,
        sent_back=sent_back,
        submitted_at=handed_in[-1].submitted_at if handed_in else None,
        work=_work(gathered, drafts, is_submitted=bool(handed_in)),
        own_hour=own_hour(session, scene, gathered),
    )


def _work(gathered: Gathered, drafts: Sequence[Comment | Amendment | PositionTaken], *, is_submitted: bool) -> Work:
    if not drafts:
        return Work.SUBMITTED if is_submitted else Work.TO_BE_STARTED
    worded = [row for row in drafts if not isinstance(row, PositionTaken)]
    return Work.CLEARED if worded and all(is_cleared(gathered, row) for row in worded) else Work.PENDING


def delegates_scene(session: Session, viewer: Viewer, statement_id: str, now: datetime) -> Scene:
    """A statement before a delegate, or before an observer or a partner where the workflow lets observers comment.

    Raises `NotFound`, `NotYours`.
    """
    scene = scene_of(session, viewer, statement_id, now)
    may_speak = DELEGATES | COMMENTING if scene.workflow.observers_comment else DELEGATES
    if viewer.role not in may_speak or not name_of(scene, viewer.delegation_id or ""):
        raise NotYours(who=those(tuple(sorted(DELEGATES, reverse=True))))
    return scene


def _is_own(scene: Scene, row: Comment | Amendment | PositionTaken, place: Place) -> bool:
    return row.delegation_id == scene.viewer.delegation_id and (row.part_id or "") == place.part_id


def _is_live(row: Comment | Amendment) -> bool:
    return row.withdrawn_at is None


def _is_past(scene: Scene, row: Comment | Amendment) -> bool:
    """Handed in in an earlier round."""
    return row.submitted_at is not None and _is_live(row) and not _in_round(scene, row)


def _waits(scene: Scene, row: Comment | Amendment | PositionTaken) -> bool:
    """An own draft of this round."""
    return row.submitted_at is None and row.delegation_id == scene.viewer.delegation_id and _in_round(scene, row)


def _in_round(scene: Scene, row: Comment | Amendment | PositionTaken) -> bool:
    """Given in the latest round, on the revision that lies on the table."""
    latest = latest_round(scene)
    return latest is not None and row.round_id == latest.id


def _own_part(scene: Scene, gathered: Gathered, place: Place) -> OwnPart:
    position, _, earlier = _own_positions(scene, gathered, place)
    shown = position or earlier
    return OwnPart(
        place=place,
        position=shown.position if shown else None,
        is_draft=bool(shown and shown.is_draft),
        given_on=earlier.given_on if earlier and not position else "",
        is_amended=_has(scene, gathered.amendments, place),
        is_commented=_has(scene, gathered.comments, place),
    )


def _has(scene: Scene, rows: Iterable[Comment | Amendment], place: Place) -> bool:
    return any(_is_own(scene, row, place) and _is_live(row) and _in_round(scene, row) for row in rows)


def _own_positions(
    scene: Scene, gathered: Gathered, place: Place
) -> tuple[Stance | None, Stance | None, Stance | None]:
    """What the delegation drafted or holds on these words; what a draft would replace; what it gave earlier."""
    rows = [row for row in gathered.positions if _is_own(scene, row, place)]
    drafts = [row for row in rows if row.submitted_at is None and _in_round(scene, row)]
    handed_in = [row for row in rows if row.submitted_at is not None]
    last = handed_in[-1] if handed_in else None
    on_these_words = last if last and last.revision_id in scene.situation.same_text else None
    before = last if last and not on_these_words and still_speaks(scene, last) else None
    shown = drafts[-1] if drafts else on_these_words
    return (
        stance(scene, gathered, shown) if shown else None,
        stance(scene, gathered, on_these_words) if drafts and on_these_words else None,
        stance(scene, gathered, before) if before else None,
    )


def _view(scene: Scene, gathered: Gathered, place: Place, wording: str, rules_of: RulesOf) -> View:
    parts = scene.text
    at = next(n for n, part in enumerate(parts) if part.id == place.part_id)
    base = parts[at].wording
    words = proposed_words(place.kind, wording)
    redline = compare(base, words) if words != base else ()
    changes = sum(
        segment.change is not Change.SAME
        and not (segment.change is Change.INSERTED and n and redline[n - 1].change is Change.DELETED)
        for n, segment in enumerate(redline)
    )
    others = changing_words(
        [
            (row.label or author_of(scene, row), row)
            for row in sorted(gathered.by_themselves, key=lambda each: (len(each.label or ""), each.label or ""))
            if row.part_id == place.part_id
            and row.delegation_id != scene.viewer.delegation_id
            and row.revision_id == latest_id(scene)
            and _is_live(row)
        ]
    )
    return View(
        wording=words,
        ending=endings(parts, rules_of(scene.statement.style))[at],
        redline=redline,
        marked=marked(base, _references(scene, gathered, place), redline),
        changes=changes,
        is_another_text=words != base and share_changed(base, words) > ANOTHER_TEXT,
        collisions=tuple(
            clash for clash in collisions(base, [("", words), *others]) if not clash.one and words != base
        ),
    )


def _references(scene: Scene, gathered: Gathered, place: Place) -> list[tuple[Reference, tuple[int, int]]]:
    """The comments about words of a part that its page shows, each with where these stand."""
    shown = [
        row
        for row in gathered.comments
        if row.part_id == place.part_id
        and row.quoted
        and _is_live(row)
        and (
            _in_round(scene, row)
            if row.delegation_id == scene.viewer.delegation_id
            else scene.viewer.is_delegate and row.revision_id == latest_id(scene)
        )
    ]
    return [
        (Reference(row.id, row.label or author_of(scene, row)), at)
        for row in shown
        if (at := quoted_at(scene, row)) is not None
    ]


def proposed_words(kind: PartKind | None, wording: str) -> str:
    """What was typed as a wording: canonical marks, and for a clause or item without the closing punctuation."""
    words = canonical(wording)
    if kind in CLAUSE_KINDS or kind is PartKind.ITEM:
        words = canonical(split_ending(words)[0])
    return words


def _others(scene: Scene, gathered: Gathered, place: Place) -> Others:
    own = scene.viewer.delegation_id
    last = [
        row
        for (delegation_id, part_id), row in held(gathered.positions).items()
        if delegation_id != own and (part_id or "") == place.part_id and still_speaks(scene, row)
    ]
    stances = [stance(scene, gathered, row) for row in in_order(scene, last)]
    return Others(
        groups=grouped(each for each in stances if not each.speaks),
        stances=tuple(each for each in stances if each.speaks),
        proposals=tuple(
            proposal(scene, gathered, row)
            for row in sorted(gathered.by_themselves, key=lambda each: (len(each.label or ""), each.label or ""))
            if row.delegation_id != own
            and row.part_id == place.part_id
            and row.revision_id == latest_id(scene)
            and _is_live(row)
        ),
        remarks=tuple(
            remark(scene, gathered, row)
            for row in gathered.comments
            if row.delegation_id != own
            and (row.part_id or "") == place.part_id
            and row.revision_id == latest_id(scene)
            and _is_live(row)
        ),
        withdrawn=tuple(
            proposal(scene, gathered, row)
            for row in gathered.amendments
            if row.delegation_id != own and row.part_id == place.part_id and not _is_live(row)
        ),
    )
