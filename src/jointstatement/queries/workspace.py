"""What the page of one statement shows: its head, what comes next, and the text with what stands beside it.

The same query serves everybody. What a person may not load is not loaded, so that a delegation finds its own input and
what is open to it, an observer the text alone, and the chair's office also what its next steps still miss. While a
round is open the office learns of a delegation only whether it has submitted; in a blind round that is all there is.
It is one file because it is one page: a good part of it says what the page holds.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.attribution import office_knows
from jointstatement.access.viewer import Viewer
from jointstatement.errors import N_, Missing, NotYours, Refusal, StillMissing
from jointstatement.models import (
    Amendment,
    Comment,
    PositionTaken,
    Submission,
)
from jointstatement.queries.clause_states import Stated, stated_clauses
from jointstatement.queries.given import (
    Gathered,
    answer_to,
    backing_of,
    consolidated,
    gather,
    held,
    in_order,
    other_place,
    quoted_at,
    still_speaks,
    taken_over,
)
from jointstatement.queries.places import WHOLE_TEXT, Place
from jointstatement.queries.proposed import redline_of, words_in_place
from jointstatement.queries.redline import (
    ComparedLine,
    Stretch,
    compared_lines,
    first_words,
    item_marker,
    linked,
    marks_of,
    shortened,
    touched,
)
from jointstatement.queries.references import behind_when_adopted, citations, citations_of_working
from jointstatement.queries.shown import Answer, Consolidated, TakenOver
from jointstatement.queries.standing_by import Aligned, aligned_with
from jointstatement.queries.statement import (
    RulesOf,
    Scene,
    StatementHead,
    has_come,
    head_of,
    latest_id,
    open_round,
    scene_of,
    wording_on,
)
from jointstatement.queries.tallies import Tally, tallies
from jointstatement.queries.voices import author_of, is_viewers_own, stance_voice, voice_of
from jointstatement.terms import (
    BLOCKING_POSITIONS,
    AmendmentKind,
    CommentClass,
    PartKind,
    Position,
    SilenceBegins,
    Verb,
    Visibility,
    Weight,
)
from jointstatement.text.compare import Segment, overlapping
from jointstatement.text.document import Part
from jointstatement.text.naming import counted
from jointstatement.text.number import number_parts
from jointstatement.text.punctuate import EndingRules, endings
from jointstatement.workflow import permit
from jointstatement.workflow.guards import information
from jointstatement.workflow.procedure import OpenStep, open_steps
from jointstatement.workflow.situation import Situation

MOST_CARDS = 40
"""Cards beside the whole text; where there are more, those of one part are shown."""
MOST_NAMED = 1000
"""Positions on all parts together, whose holders are named in the status lines; where there are more, of one part."""
MOST_SPANNED = 4
"""Lines beside which the cards of one line may run down."""
Row = TypeVar("Row", Comment, Amendment, PositionTaken)
_ASIDE = frozenset({Verb.RETURN_TO_COMMENTS, Verb.REOPEN, Verb.WITHDRAW_STATEMENT})
"""Steps back and out: offered, but never the next thing to do."""


class TextView(StrEnum):
    """How the text is shown."""

    AMENDMENTS = "amendments"
    """The revision with the proposals beside it."""
    REVISION = "revision"
    """The revision alone."""
    SINCE = "since"
    """The revision against the one before it."""
    WORKING = "working"
    """The working text against the revision; for the chair's office."""


class Count(msgspec.Struct, frozen=True):
    """How many delegations (or inputs) of one kind there are on a part, of those that the person may see."""

    kind: str
    """A position, or "amend", "comment", "earlier" (given on an earlier revision, on words unchanged since)."""
    count: int
    delegations: tuple[str, ...]


class Card(msgspec.Struct, frozen=True):
    """One input in the margin."""

    kind: str
    """"amend", "comment", or a position."""
    id: str
    label: str
    delegation: str
    is_own: bool
    is_draft: bool
    """Its own delegation's, not submitted yet."""
    is_late: bool
    is_withdrawn: bool
    given_on: str
    """The label of the revision it was given on, where that is not the one shown."""
    weight: Weight | None = None
    comment_class: CommentClass | None = None
    redline: tuple[Segment, ...] = ()
    """Of an amendment, against the words it was made on, shortened to the changes."""
    does: AmendmentKind | None = None
    """What an amendment would do to its part."""
    other: Place | None = None
    """The further part that it names."""
    wording: str = ""
    text: str = ""
    """A reason, or a comment."""
    quoted: str = ""
    """The words that a comment is about."""
    quoted_at: tuple[int, int] | None = None
    """As `Remark` has it."""
    would_lift_if: str = ""
    is_admitted: bool | None = None
    """Of late input, as `Remark` and `Proposal` have it."""
    co_sponsors: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    taken_over: TakenOver | None = None
    """As `Proposal` has it."""
    collides: tuple[str, ...] = ()
    """Labels of (or delegations behind) the proposals that change the same words."""
    consolidated: Consolidated | None = None
    """As `Proposal` has it."""
    answer: Answer | None = None


class Line(msgspec.Struct, frozen=True):
    """One part of the text as it stands on the sheet."""

    part_id: str
    kind: PartKind
    level: int
    label: str
    """By which it is cited; empty where it is not cited by a number."""
    was: str
    """Of a clause of an adopted text, by which it was cited before; empty where that is the same."""
    short: str
    """Its first words."""
    stretches: tuple[Stretch, ...]
    ending: str
    """Closing punctuation, the style's or its own."""
    key: str
    """Of a footnote."""
    marker: str
    """Of an item: "(a)"; empty for a continuation paragraph."""
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]
    cards_away: int
    """How many cards there are that are not here: of a big statement those of one part are."""
    span: int
    """Over how many lines its cards may run down, for those below beside which nothing stands."""
    stated: Stated | None
    """How far it has come, of a clause or another part that is no item; for those who read the negotiation."""
    unanswered: int
    """Comments and amendments on it that wait for the chair's answer, of those that this person may see."""
    weightiest: str
    """The kind of the weightiest thing that stands on it: "object", "reserve", "amend", "comment", "support" or ""."""

    @property
    def is_clause(self) -> bool:
        """A preambular or operative clause."""
        return self.kind in {PartKind.PREAMBULAR, PartKind.OPERATIVE}

    @property
    def open(self) -> int:
        """How much is open on it: brackets and placeholders, its items' too, and input without an answer."""
        return (self.stated.open if self.stated else 0) + self.unanswered

    @property
    def address(self) -> str:
        """The last part of the addresses of its pages."""
        return self.part_id or WHOLE_TEXT.address


class Participation(msgspec.Struct, frozen=True):
    """Whether a delegation has submitted its input to the open round; nothing more is told of it."""

    delegation: str
    submitted: bool


class RoundUnderway(msgspec.Struct, frozen=True):
    """The open round."""

    id: str
    number: int
    visibility: Visibility
    due_at: datetime
    opened_at: datetime
    is_over: bool
    """Its hour has passed and its closing is not recorded yet."""


class Act(msgspec.Struct, frozen=True):
    """Something the office may want to do now, and why it cannot, where it cannot."""

    verb: Verb
    label: str
    """The workflow's own words for a step; empty for what is no step."""
    to_title: str
    refusal: Refusal | None
    missing: tuple[Missing, ...]
    """What still stands in a step's way."""
    yours: bool
    is_aside: bool

    @property
    def is_open(self) -> bool:
        """It can be done now, by this person."""
        return self.refusal is None


class Office(msgspec.Struct, frozen=True):
    """What only the chair's office has on this page."""

    headline: Missing
    explanation: Missing | None
    primary: Act | None
    steps: tuple[Act, ...]
    acts: tuple[Act, ...]
    told: tuple[Missing, ...]
    """What blocks nothing and a chair should know."""
    unanswered: int
    reopening_requests: int
    """That clauses be re-opened, without an answer yet."""
    participation: tuple[Participation, ...]
    text_has_moved: bool
    """The working text differs from the revision."""


class Workspace(msgspec.Struct, frozen=True):
    """The page of one statement."""

    head: StatementHead
    view: TextView
    views: tuple[TextView, ...]
    shown: str
    """The label of the revision shown, empty for the working text."""
    previous: str
    """The label of the revision before it."""
    lines: tuple[Line, ...]
    """The text with what stands beside it; empty in the views that compare."""
    compared: tuple[ComparedLine, ...]
    """The text against another, in the views that compare."""
    marks: dict[str, str]
    """The printed mark of each footnote, by its key."""
    whole: Line | None
    """Positions and comments on the text as a whole; its own words are empty."""
    is_in_part: bool
    """So much was given that the cards of one part alone are there."""
    round: RoundUnderway | None
    own_submitted: bool
    """Whether the person's delegation has submitted in the open round."""
    may_give_input: bool
    office: Office | None
    aligned: Aligned | None
    """Of an adopted text, for those who may align themselves with it and do not read the page of its adoption."""

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines of the text, and the whole text where anything stands on it."""
        return (*self.lines, self.whole) if self.whole else self.lines


def workspace(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    *,
    now: datetime,
    rules_of: RulesOf,
    view: TextView | None,
    clause: str | None = None,
) -> Workspace:
    """The page of one statement; without a wish, the view that this person most likely came for. Raises `NotFound`.

    Where more than `MOST_CARDS` stand in the margin, those of one part are there and of the others only how many: of
    the part with the id `clause` ("" for the whole text), or else of the one on which the weightiest things stand.
    """
    scene = scene_of(session, viewer, statement_id, now)
    views = _views(scene)
    chosen = view if view in views else views[0]
    margin = _margin(session, scene, clause)
    submitted = _submitted(session, scene)
    rules = rules_of(scene.style_of(-1))
    compares = chosen in {TextView.SINCE, TextView.WORKING}
    with_cards = chosen is TextView.AMENDMENTS
    latest = scene.revisions[-1] if scene.revisions else None
    return Workspace(
        head=head_of(scene),
        view=chosen,
        views=views,
        shown=latest.label if latest else "",
        previous=scene.revisions[-2].label if len(scene.revisions) > 1 else "",
        lines=() if compares else _lines(session, scene, margin, rules, with_cards=with_cards),
        compared=_compared(session, scene, rules_of, chosen),
        marks=marks_of(scene.working if chosen is TextView.WORKING else scene.text),
        whole=None if compares else _whole(scene, margin, with_cards=with_cards),
        is_in_part=with_cards and not margin.is_all,
        round=_underway(scene),
        own_submitted=viewer.delegation_id in submitted,
        may_give_input=any(
            question(scene.workflow, scene.situation, viewer.role) is None
            for question in (permit.may_comment, permit.may_amend, permit.may_take_position)
        ),
        office=_office(scene, submitted, behind_when_adopted(session, scene)) if viewer.is_office else None,
        aligned=_aligned(session, scene),
    )


def _aligned(session: Session, scene: Scene) -> Aligned | None:
    role = scene.viewer.role
    if permit.may_at_all(Verb.ASSOCIATE, role) is not None or permit.may_read_negotiation(role) is None:
        return None
    return aligned_with(session, scene)


# What is loaded ------------------------------------------------------------------------------------------------------


def _submitted(session: Session, scene: Scene) -> set[str | None]:
    """Delegations that have submitted in the open round; for a delegation, itself at most."""
    underway = open_round(scene)
    if underway is None:
        return set()
    handed_in = select(Submission.delegation_id).where(col(Submission.round_id) == underway.id)
    if not (scene.viewer.is_office and office_knows(underway)):
        handed_in = handed_in.where(col(Submission.delegation_id) == scene.viewer.delegation_id)
    return set(session.exec(handed_in).all())


def _underway(scene: Scene) -> RoundUnderway | None:
    row = open_round(scene)
    if row is None:
        return None
    return RoundUnderway(
        id=row.id,
        number=row.number,
        visibility=row.visibility,
        due_at=row.due_at,
        opened_at=row.opened_at,
        is_over=has_come(scene, row.due_at),
    )


class _Margin(msgspec.Struct):
    """What stands beside the text, as far as it is loaded; it never leaves this query."""

    stands: Mapping[str | None, Tally]
    in_full: str | None
    """The part of which all is loaded, `None` for the whole text."""
    is_all: bool
    """All is loaded of all parts."""
    given: Gathered
    held: Mapping[str | None, Sequence[PositionTaken]]
    """By part, in the order of the members: consent belongs to its revision, an objection and a reserve stand."""
    amendments: Mapping[str | None, Sequence[Amendment]]
    comments: Mapping[str | None, Sequence[Comment]]
    stated: Mapping[str, Stated]

    def shows(self, place: str | None) -> bool:
        """All that stands on this part is loaded."""
        return self.is_all or place == self.in_full


_NOTHING = Tally({})


def _margin(session: Session, scene: Scene, clause: str | None) -> _Margin:
    stands = tallies(session, scene).parts
    is_all = (
        sum(tally.cards for tally in stands.values()) <= MOST_CARDS
        and sum(tally.earlier + sum(tally.positions.values()) for tally in stands.values()) <= MOST_NAMED
    )
    wished = clause or None
    is_there = clause is not None and (wished is None or any(part.id == wished for part in scene.text))
    in_full = wished if is_there else _weightiest_place(scene, stands)
    given = gather(session, scene, on=None if is_all else [in_full], on_the_table=True)
    on_hand = in_order(scene, (row for row in held(given.positions).values() if still_speaks(scene, row)))
    return _Margin(
        stands,
        in_full,
        is_all,
        given,
        held=_by_part(row for row in on_hand if row.delegation_id in scene.names),
        amendments=_by_part(given.by_themselves),
        comments=_by_part(given.comments),
        stated=stated_clauses(session, scene, scene.text),
    )


def _by_part(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        found.setdefault(row.part_id, []).append(row)
    return found


def _weightiest_place(scene: Scene, stands: Mapping[str | None, Tally]) -> str | None:
    """The part with most objections; among equals with most reserves, proposals, comments; else the first."""

    def weight(place: str | None) -> tuple[int, ...]:
        tally = stands.get(place, _NOTHING)
        positions = tally.positions
        blocking = positions.get(Position.OBJECT, 0), positions.get(Position.RESERVE, 0)
        return (*blocking, tally.amendments, tally.comments, tally.cards)

    return max([part.id for part in scene.text] + [None], key=weight)


# The text ------------------------------------------------------------------------------------------------------------


def _views(scene: Scene) -> tuple[TextView, ...]:
    views = [TextView.AMENDMENTS, TextView.REVISION] if scene.revisions else [TextView.REVISION]
    if len(scene.revisions) > 1:
        views.append(TextView.SINCE)
    if scene.viewer.is_office and scene.situation.text_changed_since_revision:
        views.append(TextView.WORKING)
    return tuple(views)


def _compared(session: Session, scene: Scene, rules_of: RulesOf, view: TextView) -> tuple[ComparedLine, ...]:
    latest = rules_of(scene.style_of(-1))
    if view is TextView.WORKING:
        cites = citations_of_working(session, scene)
        return compared_lines(scene.text, scene.working, latest, rules_of(scene.statement.style), cites)
    if view is TextView.SINCE:
        before = scene.texts[scene.revisions[-2].id]
        return compared_lines(before, scene.text, rules_of(scene.style_of(-2)), latest, citations(session, scene))
    return ()


def _lines(
    session: Session, scene: Scene, margin: _Margin, rules: EndingRules, *, with_cards: bool
) -> tuple[Line, ...]:
    parts = scene.text
    cites = citations(session, scene)
    lines = [
        _line(scene, margin, part, label, ending, with_cards=with_cards)
        for part, label, ending in zip(parts, number_parts(parts), endings(parts, rules), strict=True)
    ]
    return tuple(
        msgspec.structs.replace(
            line,
            span=_span(line, lines[place + 1 :]),
            stretches=linked(line.stretches, cites.get(line.part_id, ())),
        )
        for place, line in enumerate(lines)
    )


def _span(line: Line, below: Sequence[Line]) -> int:
    free = 1 + next((n for n, other in enumerate(below) if other.cards or other.cards_away), len(below))
    return max(1, min(len(line.cards), free, MOST_SPANNED))


def _whole(scene: Scene, margin: _Margin, *, with_cards: bool) -> Line | None:
    line = _line(scene, margin, Part(PartKind.TITLE, ""), "", "", with_cards=with_cards)
    return line if line.counts or line.cards or line.cards_away else None


def _line(scene: Scene, margin: _Margin, part: Part, label: str, ending: str, *, with_cards: bool) -> Line:
    place = part.id or None
    given = margin.given
    amendments = margin.amendments.get(place, [])
    comments = margin.comments.get(place, [])
    tally = margin.stands.get(place, _NOTHING)
    is_in_full = margin.shows(place)
    on_hand = margin.held.get(place, [])
    counts = _named_counts(scene, on_hand, amendments, comments) if is_in_full else _counts(tally)
    live = [row for row in amendments if row.withdrawn_at is None and row.revision_id == latest_id(scene)]
    cards: tuple[Card, ...] = ()
    stretches: tuple[Stretch, ...] = (Stretch(part.wording),)
    if with_cards and is_in_full:
        cards = (
            *(_position_card(scene, row) for row in on_hand if _speaks(row)),
            *(_amendment_card(scene, given, row, live) for row in amendments),
            *(_comment_card(scene, given, row) for row in comments),
        )
        about = [
            (row.label or author_of(scene, row), at)
            for row in comments
            if (at := quoted_at(scene, row)) and not row.withdrawn_at
        ]
        stretches = touched(part.wording, [words for row in live if (words := words_in_place(row)) is not None], about)
    return Line(
        part_id=part.id,
        kind=part.kind,
        level=part.level,
        label=label,
        was=scene.were.get(part.id, ""),
        short=first_words(part.wording),
        stretches=stretches,
        ending=ending,
        key=part.key or "",
        marker=item_marker(label) if part.kind is PartKind.ITEM else "",
        counts=counts,
        cards=cards,
        cards_away=tally.cards if with_cards and not is_in_full else 0,
        span=1,
        stated=margin.stated.get(part.id),
        unanswered=tally.proposals + tally.remarks,
        weightiest=_weightiest(counts),
    )


def _named_counts(
    scene: Scene, held: Sequence[PositionTaken], amendments: Sequence[Amendment], comments: Sequence[Comment]
) -> tuple[Count, ...]:
    same = scene.situation.same_text
    names: dict[str, list[str]] = {kind: [] for kind in (*Position, "earlier")}
    for row in held:
        counts_now = row.revision_id in same or row.position in BLOCKING_POSITIONS
        names[row.position if counts_now else "earlier"].append(stance_voice(scene, row))
    counts = [Count(kind, len(who), tuple(who)) for kind, who in names.items() if who]
    for kind, rows in (("amend", amendments), ("comment", comments)):
        who = [author_of(scene, row) for row in rows if row.submitted_at and row.withdrawn_at is None]
        if who:
            counts.append(Count(kind, len(who), counted(who)))
    return tuple(counts)


def _counts(tally: Tally) -> tuple[Count, ...]:
    numbers = {
        **{str(position): tally.positions.get(position, 0) for position in Position},
        "earlier": tally.earlier,
        "amend": tally.amendments,
        "comment": tally.comments,
    }
    return tuple(Count(kind, number, ()) for kind, number in numbers.items() if number)


def _weightiest(counts: Collection[Count]) -> str:
    kinds = {count.kind for count in counts}
    for kind in (Position.OBJECT, Position.RESERVE, "amend", "comment"):
        if kind in kinds:
            return str(kind)
    return "support" if kinds & {Position.SUPPORT, Position.CAN_LIVE_WITH} else ""


# Cards ---------------------------------------------------------------------------------------------------------------


def _speaks(row: PositionTaken) -> bool:
    """A position that has something to say in the margin."""
    return row.position in BLOCKING_POSITIONS or bool(row.reason or row.would_lift_if)


def _position_card(scene: Scene, row: PositionTaken) -> Card:
    return Card(
        kind=row.position,
        id=row.id,
        label="",
        delegation=stance_voice(scene, row),
        is_own=row.delegation_id == scene.viewer.delegation_id,
        is_draft=False,
        is_late=row.is_late,
        is_withdrawn=False,
        given_on=_given_on(scene, row.revision_id),
        text=row.reason,
        would_lift_if=row.would_lift_if,
    )


def _amendment_card(scene: Scene, given: Gathered, row: Amendment, live: Sequence[Amendment]) -> Card:
    base = wording_on(scene, row.revision_id, row.part_id) or ""
    words = words_in_place(row) if row in live else None
    collides = tuple(
        other.label or author_of(scene, other)
        for other in live
        if other.id != row.id
        and words is not None
        and (others := words_in_place(other)) is not None
        and overlapping(base, words, others)
    )
    backing = backing_of(scene, given, row)
    return Card(
        kind="amend",
        id=row.id,
        label=row.label or "",
        delegation=voice_of(scene, row),
        is_own=is_viewers_own(scene, row),
        is_draft=row.submitted_at is None,
        is_late=row.is_late,
        is_admitted=row.is_admitted,
        co_sponsors=counted([each.delegation for each in backing if each.is_co_sponsor]),
        supporters=counted([each.delegation for each in backing if not each.is_co_sponsor]),
        taken_over=taken_over(scene, given, row),
        is_withdrawn=row.withdrawn_at is not None,
        given_on=_given_on(scene, row.revision_id),
        weight=row.weight,
        does=row.kind,
        other=other_place(given, row),
        redline=redline_of(base, row) if row.kind is AmendmentKind.MOVE else shortened(redline_of(base, row)),
        wording=row.wording,
        text=row.reason,
        collides=collides,
        consolidated=consolidated(scene, given, row),
        answer=answer_to(given, row.id),
    )


def _comment_card(scene: Scene, given: Gathered, row: Comment) -> Card:
    return Card(
        kind="comment",
        id=row.id,
        label=row.label or "",
        delegation=voice_of(scene, row),
        is_own=row.delegation_id == scene.viewer.delegation_id,
        is_draft=row.submitted_at is None,
        is_late=row.is_late,
        is_admitted=row.is_admitted,
        is_withdrawn=row.withdrawn_at is not None,
        given_on=_given_on(scene, row.revision_id),
        comment_class=row.comment_class,
        text=row.text,
        quoted=row.quoted,
        quoted_at=quoted_at(scene, row),
        answer=answer_to(given, row.id),
    )


def _given_on(scene: Scene, revision_id: str) -> str:
    if revision_id == latest_id(scene):
        return ""
    return next((revision.label for revision in scene.revisions if revision.id == revision_id), "")


# What comes next -----------------------------------------------------------------------------------------------------


def _office(scene: Scene, submitted: Collection[str | None], references: Missing | None) -> Office:
    situation = scene.situation
    steps = tuple(_step(scene, step) for step in open_steps(scene.workflow, situation, scene.viewer.role))
    # Answers may be changed as long as they stand, but that is no act to offer where all is answered.
    offered = [verb for verb in _OFFICE_ACTS if verb is not Verb.DISPOSE or situation.unanswered]
    if scene.workflow.silence_begins is SilenceBegins.BY_PROPOSAL:
        offered[offered.index(Verb.START_SILENCE)] = _beginning(situation)
    acts = tuple(_act(scene, verb) for verb in offered)
    primary, headline, explanation = _next(scene, steps, {act.verb: act for act in acts})
    return Office(
        headline=headline,
        explanation=explanation,
        primary=primary,
        steps=steps,
        acts=acts,
        # Before the hour of a blind round nobody knows whether anybody objects, so nothing is said of it.
        told=(*(() if _is_blind_now(scene) else information(situation)), *([references] if references else ())),
        unanswered=situation.unanswered,
        reopening_requests=situation.reopening_requests,
        participation=tuple(Participation(member.name, member.id in submitted) for member in scene.members)
        if (underway := open_round(scene)) and office_knows(underway)
        else (),
        text_has_moved=situation.text_changed_since_revision,
    )


_BEGINNINGS = (Verb.START_SILENCE, Verb.PROPOSE_SILENCE, Verb.BEGIN_PROPOSED_SILENCE)


def _beginning(situation: Situation) -> Verb:
    """What is offered where silence needs the members' agreement to begin."""
    waits = situation.silence_proposed_on is not None and situation.silence_proposed_on == situation.revision
    return Verb.BEGIN_PROPOSED_SILENCE if waits else Verb.PROPOSE_SILENCE


_OFFICE_ACTS = (
    Verb.DISPOSE,
    Verb.REWORD_PART,
    Verb.TABLE_REVISION,
    Verb.EXTEND_ROUND,
    Verb.CLOSE_ROUND,
    Verb.START_SILENCE,
    Verb.EXTEND_SILENCE,
    Verb.WITHDRAW_SILENCE,
    Verb.RECORD_OBJECTION,
    Verb.SUSPEND,
    Verb.RESUME,
)
"""What the office does besides taking steps, in the order in which a page offers it."""


def _act(scene: Scene, verb: Verb) -> Act:
    refusal = permit.may(verb, scene.workflow, scene.situation, scene.viewer.role)
    return Act(
        verb=verb,
        label="",
        to_title="",
        refusal=refusal,
        missing=refusal.missing if isinstance(refusal, StillMissing) else (),
        yours=not isinstance(refusal, NotYours),
        is_aside=False,
    )


def _step(scene: Scene, step: OpenStep) -> Act:
    return Act(
        verb=step.step.verb,
        label=step.step.label,
        to_title=scene.workflow.states[step.step.to_state].title,
        refusal=permit.may(step.step.verb, scene.workflow, scene.situation, scene.viewer.role),
        missing=step.missing,
        yours=step.yours,
        is_aside=step.step.verb in _ASIDE,
    )


def _next(scene: Scene, steps: Sequence[Act], acts: Mapping[Verb, Act]) -> tuple[Act | None, Missing, Missing | None]:
    """The one thing to do next, its headline and what it means; without an act where only the hour acts."""
    situation = scene.situation
    if situation.suspended is not None:
        told = Missing(
            N_("Nothing changes and no hour comes until it is resumed. Delegations go on with their drafts.")
        )
        return acts[Verb.RESUME], Missing(N_("The negotiation is suspended")), told
    if situation.round_open:
        return None, Missing(N_("Round {number} is open"), number=len(scene.rounds)), _of_round(scene)
    if situation.silence_running:
        told = Missing(N_("The text lies under silence. A delegation may break it until the hour."))
        return None, Missing(N_("Silence is running on {revision}"), revision=situation.revision), told
    if Verb.DISPOSE in acts and acts[Verb.DISPOSE].is_open:
        headline = Missing(
            N_("Answer the comments and amendments: {count} without a disposition"), count=situation.unanswered
        )
        return acts[Verb.DISPOSE], headline, Missing(N_("Each gets a disposition and, if you wish, a reply."))
    if acts[Verb.TABLE_REVISION].is_open:
        if situation.revision is None:
            told = Missing(N_("Tabling freezes the text as the zero draft and puts it before all delegations."))
            return acts[Verb.TABLE_REVISION], Missing(N_("Table the zero draft")), told
        told = Missing(N_("The text has changed since {revision}. Tabling freezes it."), revision=situation.revision)
        return acts[Verb.TABLE_REVISION], Missing(N_("Table the next revision")), told
    ahead = [step for step in steps if step.is_open and not step.is_aside]
    # A revision that has not been before the delegations is put before them first; one that has goes on.
    is_fresh = situation.round_revision != situation.revision
    ahead.sort(key=lambda step: (step.verb is Verb.OPEN_ROUND) is not is_fresh)
    for step in ahead:
        beginning = next((acts[verb] for verb in _BEGINNINGS if verb in acts), None)
        if step.verb is Verb.DECLARE_CONSENSUS and not situation.silence_held and beginning and beginning.is_open:
            told = Missing(N_("Or declare consensus, where you have found it in the room."))
            return beginning, Missing(N_("Put the text under silence")), told
        return step, Missing(N_("{label}"), label=step.label), None
    if scene.workflow.states[situation.state].final:
        return None, Missing(N_("Nothing remains to be done")), None
    return None, Missing(N_("Some things stand in the way of the next step")), None


def _is_blind_now(scene: Scene) -> bool:
    underway = open_round(scene)
    return underway is not None and underway.visibility is Visibility.BLIND


def _of_round(scene: Scene) -> Missing | None:
    if _is_blind_now(scene):
        return Missing(N_("Nobody reads what the others give before the hour, the chair’s office included."))
    underway = open_round(scene)
    if underway is not None and underway.visibility is Visibility.CHAIR_ONLY:
        return Missing(N_("What delegations submit is read by the chair’s office alone, after the hour too."))
    return Missing(N_("What delegations submit is open to all of them at once."))
