"""What delegations gave on a statement, as far as a person may load it, and how pages show it.

Everything goes through `access/input`: what somebody may not see is not loaded. The chair's answers stay in the office
until the next act that puts the text before the delegations takes them along. Comments, amendments and positions stand
in one file because they are loaded together and shown in one manner on every page.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col, select

from jointstatement.access.answers import answers_open_to, is_waiting
from jointstatement.access.attribution import given_by_known, is_named_in, knows_whose, office_knows
from jointstatement.access.input import (
    amendments_open_to,
    cleared_or_not,
    comments_open_to,
    positions_open_to,
    replies_open_to,
    supports_open_to,
)
from jointstatement.errors import Refusal
from jointstatement.models import (
    Amendment,
    AmendmentSupport,
    Clearance,
    Comment,
    Consolidation,
    ConsolidationSource,
    Disposition,
    PositionTaken,
    Reply,
    Round,
    Submission,
    Verdict,
)
from jointstatement.queries.proposed import redline_of, words_in_place
from jointstatement.queries.redline import first_words, shortened
from jointstatement.queries.statement import Scene, has_come, open_round
from jointstatement.terms import (
    BLOCKING_POSITIONS,
    CLAUSE_KINDS,
    AmendmentKind,
    CommentClass,
    DispositionKind,
    PartKind,
    Position,
    ReserveKind,
    Visibility,
    Weight,
)
from jointstatement.text.anchors import place_now, said_on
from jointstatement.text.compare import Segment, overlapping
from jointstatement.text.document import Part
from jointstatement.text.naming import OFFICE, UNNAMED, counted, for_group, in_group
from jointstatement.text.number import number_parts
from jointstatement.workflow import permit

Given = TypeVar("Given", Comment, Amendment)

_WEIGHTIEST_FIRST = (
    Position.OBJECT,
    Position.RESERVE,
    Position.ABSTAIN,
    Position.AD_REFERENDUM,
    Position.CAN_LIVE_WITH,
    Position.SUPPORT,
)


class Place(msgspec.Struct, frozen=True):
    """One part of the text as pages name it; with an empty id, the text as a whole."""

    part_id: str
    kind: PartKind | None
    label: str
    """By which it is cited; empty where it is not cited by a number."""
    short: str
    """Its first words."""

    @property
    def is_clause(self) -> bool:
        """A preambular or operative clause."""
        return self.kind in CLAUSE_KINDS

    @property
    def address(self) -> str:
        """The last part of the addresses of its pages."""
        return self.part_id or "whole"


WHOLE_TEXT = Place(part_id="", kind=None, label="", short="")


class Underway(msgspec.Struct, frozen=True):
    """The latest round on the revision that lies on the table, open or closed."""

    number: int
    visibility: Visibility
    due_at: datetime
    is_open: bool
    """Its closing is not recorded yet."""
    is_over: bool
    """Its hour has passed, or it was closed."""

    @property
    def hides_input(self) -> bool:
        """Nobody reads yet what the others give."""
        return self.is_open and self.is_blind

    @property
    def is_blind(self) -> bool:
        """Nobody reads input before the hour."""
        return self.visibility is Visibility.BLIND

    @property
    def is_for_chair(self) -> bool:
        """The chair's office alone reads input."""
        return self.visibility is Visibility.CHAIR_ONLY


class Said(msgspec.Struct, frozen=True):
    """What the author of a comment or amendment says of the chair's answer."""

    is_content: bool
    word: str


class Answer(msgspec.Struct, frozen=True):
    """The chair's disposition of a comment or amendment, with the reply."""

    id: str
    disposition: DispositionKind
    reply: str
    covered_in: Place | None
    """The part in which it is covered, where one was named."""
    said: Said | None
    """By the author, of this answer; for the author and the chair's office."""


class ReplyLine(msgspec.Struct, frozen=True):
    """A reply to a comment."""

    id: str
    delegation: str
    """Empty for the chair's office."""
    text: str
    replied_at: datetime
    is_own: bool
    """The viewer's own side gave it."""


class Read(msgspec.Struct, frozen=True):
    """What the head said of a draft as it is now."""

    is_cleared: bool
    word: str
    """To who wrote it, where the draft goes back."""


class Remark(msgspec.Struct, frozen=True):
    """A comment as it is shown."""

    id: str
    version: int
    label: str
    place: Place
    delegation: str
    comment_class: CommentClass
    text: str
    quoted: str
    """The words that it is about; empty where it is about the whole part."""
    quoted_at: tuple[int, int] | None
    """Where they stand in the text on the table, counted in words and signs; none where they are gone."""
    is_draft: bool
    is_for_chair: bool
    """Given in a round for the chair alone: no other delegation reads it."""
    is_late: bool
    is_admitted: bool | None
    """Of late input: whether the chair admitted it; none while nothing was said."""
    received_at: datetime | None
    """When it came on paper, where the secretariat entered it."""
    is_withdrawn: bool
    given_on: str
    """The label of its revision."""
    is_current: bool
    """Given on the revision that lies on the table."""
    replaces: str
    """The label of the own comment whose place a draft takes; "C" where it has none yet, empty for none."""
    replacement: int
    """The version of the own draft that is to take its place, 0 for none."""
    read: Read | None
    """Of a draft of the viewer's own delegation."""
    replies: tuple[ReplyLine, ...]
    """In the order in which they were given."""
    answer: Answer | None

    @property
    def is_heard(self) -> bool:
        """It came in time, or late and was admitted."""
        return not self.is_late or self.is_admitted is True

    @property
    def needs_answer(self) -> bool:
        """It waits for the chair's answer."""
        return self.answer is None and self.is_heard

    @property
    def takes_replies(self) -> bool:
        """It is circulated, and stands."""
        return bool(self.label) and not self.is_withdrawn


class Backing(msgspec.Struct, frozen=True):
    """A delegation behind an amendment of another's."""

    id: str
    delegation: str
    is_co_sponsor: bool
    asks: bool
    """It asks to co-sponsor; for itself and the author alone."""
    is_own: bool


class TakenOver(msgspec.Struct, frozen=True):
    """The withdrawn amendment that another one began as."""

    label: str
    delegation: str
    """Who withdrew it, as far as the person learns of it."""


class Source(msgspec.Struct, frozen=True):
    """An amendment under the consolidated proposal that stands for it, or stood for it until its delegation said no."""

    id: str
    label: str
    delegation: str
    is_own: bool
    short_redline: tuple[Segment, ...]
    reason: str
    backing: tuple[Backing, ...]
    stands: bool
    """In the consolidated proposal; else it stands by itself again."""
    has_objected: bool
    """Its delegation wants it to stand by itself."""
    objection: str
    """Why, where it said so."""

    @property
    def is_late(self) -> bool:
        """It was objected to after the hour, and stands all the same."""
        return self.stands and self.has_objected

    @property
    def co_sponsors(self) -> tuple[str, ...]:
        """Those that propose it with its author."""
        return counted([each.delegation for each in self.backing if each.is_co_sponsor])

    @property
    def supporters(self) -> tuple[str, ...]:
        """Those that support it and are no sponsors."""
        return counted([each.delegation for each in self.backing if not each.is_co_sponsor])


class Consolidated(msgspec.Struct, frozen=True):
    """What a consolidated proposal was made of."""

    due_at: datetime
    """Until when delegations may want their amendments out of it."""
    is_open: bool
    """That hour is to come."""
    sources: tuple[Source, ...]

    @property
    def standing(self) -> tuple[Source, ...]:
        """Those for which it stands."""
        return tuple(each for each in self.sources if each.stands)


class Proposal(msgspec.Struct, frozen=True):
    """An amendment as it is shown."""

    id: str
    version: int
    label: str
    place: Place
    delegation: str
    kind: AmendmentKind
    wording: str
    """The proposed words of the part, of the new part, of the first half or of both clauses joined; else empty."""
    second_wording: str
    """Of a clause that is split, the second half."""
    other: Place | None
    """The clause that is joined to the part, or the part after which it would stand; of a move, `None` for the head."""
    redline: tuple[Segment, ...]
    """Against the words it was made on."""
    short_redline: tuple[Segment, ...]
    """The same, cut down to the changes."""
    weight: Weight
    reason: str
    is_draft: bool
    is_for_chair: bool
    """Given in a round for the chair alone."""
    is_late: bool
    is_admitted: bool | None
    """Of late input: whether the chair admitted it; none while nothing was said."""
    received_at: datetime | None
    """When it came on paper, where the secretariat entered it."""
    is_withdrawn: bool
    given_on: str
    is_current: bool
    backing: tuple[Backing, ...]
    """The other delegations that stand behind it, in the body's order; last those that are not named."""
    taken_over: TakenOver | None
    """What it began as, where its delegation took it over from another."""
    read: Read | None
    """Of a draft of the viewer's own delegation, what its head said of it."""
    answer: Answer | None
    consolidated: Consolidated | None = None
    """Of a proposal that the chair's office made of several."""
    stands_in: str = ""
    """The label of the consolidated proposal that stands for it, and with which it is answered."""
    stands_in_id: str = ""
    """The id of that proposal; empty for none."""

    @property
    def is_heard(self) -> bool:
        """It came in time, or late and was admitted."""
        return not self.is_late or self.is_admitted is True

    @property
    def needs_answer(self) -> bool:
        """It waits for the chair's answer."""
        return self.answer is None and self.is_heard and not self.stands_in

    @property
    def co_sponsors(self) -> tuple[str, ...]:
        """Those that propose it with its author."""
        return counted([each.delegation for each in self.backing if each.is_co_sponsor])

    @property
    def supporters(self) -> tuple[str, ...]:
        """Those that support it and are no sponsors."""
        return counted([each.delegation for each in self.backing if not each.is_co_sponsor])

    @property
    def own_backing(self) -> Backing | None:
        """That of the viewer's delegation."""
        return next((each for each in self.backing if each.is_own), None)


class Stance(msgspec.Struct, frozen=True):
    """A position as it is shown."""

    delegation: str
    group: str
    """The group for which it was taken; empty where a delegation took it for itself alone."""
    is_spoken_for: bool
    """The group took it for the delegation."""
    place: Place
    position: Position
    reason: str
    would_lift_if: str
    reserve_kind: ReserveKind | None
    confirm_by: datetime | None
    """Of an agreement ad referendum, until when it is to be confirmed."""
    confirm_as_typed: str
    """The same as wall time with its zone."""
    is_draft: bool
    is_late: bool
    given_on: str
    is_current: bool
    """Given on the revision that lies on the table; or an objection or reserve, which stands until it is lifted."""
    is_earlier: bool
    """Given on an earlier revision."""

    @property
    def who(self) -> str:
        """The delegation, with the group for which or by which it was taken."""
        return in_group(self.delegation, self.group)

    @property
    def speaks(self) -> bool:
        """It says more than what is held."""
        is_plain = self.reserve_kind in (None, ReserveKind.GENERAL) and self.confirm_by is None
        return bool(self.reason or self.would_lift_if) or not is_plain


class StanceGroup(msgspec.Struct, frozen=True):
    """Delegations that hold the same."""

    position: Position | None
    """None for those whose position is awaited."""
    given_on: str
    """The label of the earlier revision on which it was given; empty for the one that lies on the table."""
    is_current: bool
    delegations: tuple[str, ...]


class Collision(msgspec.Struct, frozen=True):
    """Two proposals that change the same words."""

    one: str
    other: str
    words: tuple[str, ...]


class Gathered(msgspec.Struct):
    """All that a person may load of what was given; it never leaves a query."""

    comments: list[Comment]
    amendments: list[Amendment]
    positions: list[PositionTaken]
    """In the order in which each delegation took its own."""
    answers: dict[str, Disposition]
    """The last answer to each comment and amendment that the person may read, by the input's id."""
    verdicts: dict[str, Verdict]
    """What authors said of the answers, by the answer's id: to the office all, to a delegation its own."""
    places: dict[str, Place]
    """All parts of the latest revision and of the working text, by their ids."""
    supports: list[AmendmentSupport]
    """Who stands behind the amendments."""
    replies: Mapping[str, Sequence[Reply]]
    """By the ids of the comments, in the order in which they were given."""
    clearances: dict[str, Clearance]
    """What the head of the viewer's delegation said last of each of its drafts, by the draft's id."""
    taken_over: Mapping[str, Amendment] = {}
    """The withdrawn amendments that others of these began as, by their ids."""
    consolidations: Mapping[str, tuple[Consolidation, Amendment]] = {}
    """The consolidated proposals, by their ids."""
    sources: Sequence[tuple[ConsolidationSource, Amendment]] = ()
    """What they were made of, in the order of the labels."""

    @property
    def consolidated_in(self) -> dict[str, str]:
        """Of amendments that do not stand by themselves, the ids of the proposals that stand for them."""
        return {row.id: place.consolidation_id for place, row in self.sources if place.left_at is None}

    @property
    def by_themselves(self) -> list[Amendment]:
        """The amendments without those for which a consolidated proposal stands."""
        consolidated = self.consolidated_in
        return [row for row in self.amendments if row.id not in consolidated]


def gather(
    session: Session,
    scene: Scene,
    *,
    on: Collection[str | None] | None = None,
    on_the_table: bool = False,
    only: Collection[str] | None = None,
) -> Gathered:
    """Loads what was given on a statement: a fixed number of SQL statements.

    With `on`, only what was given on these parts, `None` being the whole text; with `on_the_table` no comment and no
    amendment that was given on an earlier revision and is settled. With `only`, the comments and amendments with these
    ids, the comments that they replace or that replace them, and no positions.

    The office reads the chair's answers at once, others when they have gone out with a revision that was tabled, a
    round that was opened, the move to consensus or a silence procedure that began.
    """
    viewer, statement = scene.viewer, scene.statement
    comments_there, amendments_there, positions_there = (
        comments_open_to(viewer, statement),
        amendments_open_to(viewer, statement),
        positions_open_to(viewer, statement),
    )
    answers_there = answers_open_to(viewer, statement)
    if on is not None:
        comments_there = comments_there.where(_is_on(Comment, on))
        amendments_there = amendments_there.where(_is_on(Amendment, on))
        positions_there = positions_there.where(_is_on(PositionTaken, on))
    if on_the_table:
        comments_there = comments_there.where(is_on_the_table(scene, Comment))
        amendments_there = amendments_there.where(is_on_the_table(scene, Amendment))
    if only is not None:
        comments_there = comments_there.where(col(Comment.id).in_(_with_replaced(session, scene, only)))
        amendments_there = amendments_there.where(col(Amendment.id).in_(only))
        positions_there = positions_there.where(false())
    comments = in_given_order(
        scene, session.exec(comments_there.order_by(col(Comment.written_at), col(Comment.id))).all()
    )
    amendments = in_given_order(
        scene, session.exec(amendments_there.order_by(col(Amendment.written_at), col(Amendment.id))).all()
    )
    positions = list(
        session.exec(positions_there.order_by(col(PositionTaken.delegation_id), col(PositionTaken.number)))
    )
    places: dict[str, Place] = {}
    # The text on the table has the first word on how a part is cited, and the latest of those that have it the next.
    for parts in (scene.text, scene.working, *(scene.texts[revision.id] for revision in reversed(scene.revisions))):
        if any(part.id not in places for part in parts):
            places = {place.part_id: place for place in places_of(parts)} | places
    answers: dict[str, Disposition] = {}
    # One by one, each by an index of its own: asked for together, every answer there is would be read.
    for subject, ids in (
        (Disposition.comment_id, comments_there.with_only_columns(col(Comment.id))),
        (Disposition.amendment_id, amendments_there.with_only_columns(col(Amendment.id))),
    ):
        rows = session.exec(answers_there.where(col(subject).in_(ids)).order_by(col(Disposition.number)))
        answers |= {row.comment_id or row.amendment_id or "": row for row in rows}
    consolidations, sources = _consolidations(session, scene)
    supports_there = supports_open_to(viewer, statement)
    if on is not None or only is not None:
        shown = [row.id for row in (*amendments, *(row for _, row in sources))]
        supports_there = supports_there.where(col(AmendmentSupport.amendment_id).in_(shown))
    supports = list(session.exec(supports_there))
    replies: dict[str, list[Reply]] = {}
    for reply in session.exec(
        replies_open_to(viewer, statement)
        .where(col(Reply.comment_id).in_(comments_there.with_only_columns(col(Comment.id))))
        .order_by(col(Reply.replied_at), col(Reply.id))
    ):
        replies.setdefault(reply.comment_id, []).append(reply)
    begun_as = {row.taken_over_from for row in amendments if row.taken_over_from}
    former = amendments_open_to(viewer, statement).where(col(Amendment.id).in_(begun_as))
    return Gathered(
        comments,
        amendments,
        positions,
        answers,
        _verdicts(session, scene),
        places,
        supports,
        replies,
        cleared_or_not(session, viewer, statement),
        {row.id: row for row in session.exec(former)},
        consolidations,
        sources,
    )


def _consolidations(
    session: Session, scene: Scene
) -> tuple[dict[str, tuple[Consolidation, Amendment]], list[tuple[ConsolidationSource, Amendment]]]:
    """The consolidated proposals of a statement and their sources, as far as the person may load both."""
    there = amendments_open_to(scene.viewer, scene.statement).with_only_columns(col(Amendment.id))
    found = session.exec(
        select(Consolidation, Amendment)
        .join(Amendment, col(Amendment.id) == col(Consolidation.id))
        .where(col(Consolidation.statement_id) == scene.statement.id, col(Amendment.id).in_(there))
    ).all()
    if not found:
        return {}, []
    consolidations = {row.id: (consolidation, row) for consolidation, row in found}
    sources = session.exec(
        select(ConsolidationSource, Amendment)
        .join(Amendment, col(Amendment.id) == col(ConsolidationSource.amendment_id))
        .where(col(ConsolidationSource.consolidation_id).in_(consolidations), col(Amendment.id).in_(there))
    ).all()
    return consolidations, sorted(sources, key=lambda row: (len(row[1].label or ""), row[1].label or "", row[1].id))


def _with_replaced(session: Session, scene: Scene, ids: Collection[str]) -> set[str]:
    """These ids with those of the comments that they replace, and of own drafts that are to replace them."""
    replaced = select(Comment.replaces).where(col(Comment.id).in_(ids), col(Comment.replaces).is_not(None))
    drafts = select(Comment.id).where(
        col(Comment.delegation_id) == (scene.viewer.delegation_id or ""),
        col(Comment.submitted_at).is_(None),
        col(Comment.replaces).in_(ids),
    )
    return {*ids, *(each for each in session.exec(replaced) if each), *session.exec(drafts)}


def is_on_the_table(scene: Scene, kind: type[Comment] | type[Amendment]) -> ColumnElement[bool]:
    """Given on the latest revision; or on an earlier one and still without an answer."""
    return or_(col(kind.revision_id) == latest_id(scene), is_waiting(scene.viewer, scene.statement, kind))


def _is_on(
    kind: type[Comment] | type[Amendment] | type[PositionTaken], on: Collection[str | None]
) -> ColumnElement[bool]:
    there = col(kind.part_id).in_([part_id for part_id in on if part_id is not None])
    return or_(there, col(kind.part_id).is_(None)) if None in on else there


def places_of(parts: Sequence[Part]) -> tuple[Place, ...]:
    """The parts of a text as pages name them, in order."""
    return tuple(
        Place(part_id=part.id, kind=part.kind, label=label, short=first_words(part.wording))
        for part, label in zip(parts, number_parts(parts), strict=True)
    )


def underway(scene: Scene) -> Underway | None:
    """The latest round, where it is on the revision that lies on the table."""
    row = latest_round(scene)
    if row is None:
        return None
    return Underway(
        number=row.number,
        visibility=row.visibility,
        due_at=row.due_at,
        is_open=row.closed_at is None,
        is_over=row.closed_at is not None or has_come(scene, row.due_at),
    )


def latest_round(scene: Scene) -> Round | None:
    """The latest round, where it is on the revision that lies on the table."""
    if not scene.rounds or not scene.revisions or scene.rounds[-1].revision_id != scene.revisions[-1].id:
        return None
    return scene.rounds[-1]


def submissions(session: Session, scene: Scene, delegation_ids: Iterable[str]) -> list[Submission]:
    """What these delegations have handed in in the latest round, in order.

    Of others than the viewer's own delegation only the chair's office may ask, and learns no more than the hour.
    """
    row = latest_round(scene)
    if row is None:
        return []
    return list(
        session.exec(
            select(Submission)
            .where(col(Submission.round_id) == row.id, col(Submission.delegation_id).in_(list(delegation_ids)))
            .order_by(col(Submission.submitted_at))
        )
    )


def wording_on(scene: Scene, revision_id: str, part_id: str) -> str | None:
    """The words of a part in one revision; `None` where it does not stand there."""
    return scene.wordings.get((revision_id, part_id))


def latest_id(scene: Scene) -> str:
    """The id of the revision that lies on the table; empty before the first."""
    return scene.revisions[-1].id if scene.revisions else ""


def still_speaks(scene: Scene, row: PositionTaken) -> bool:
    """Whether a position is shown on the text that lies on the table.

    It is, if it was given on that revision, or on one that it came from by editorial review alone; if it is an
    objection or a reserve, which stands until it is lifted; or if the part's words are the same as those it was given
    on, and then only as given on the earlier revision.
    """
    return speaks_still(scene, row.revision_id, row.part_id, row.position)


def speaks_still(scene: Scene, revision_id: str, part_id: str | None, position: Position) -> bool:
    """The same of all positions of one sort that were given on one part of one revision."""
    if revision_id in scene.situation.same_text or position in BLOCKING_POSITIONS:
        return True
    if part_id is None:
        return False
    words = wording_on(scene, latest_id(scene), part_id)
    return words is not None and words == wording_on(scene, revision_id, part_id)


def comment_said(row: Comment) -> str:
    """A comment in words for files, with those that it is about."""
    return said_on(row.quoted, row.text)


def quoted_at(scene: Scene, row: Comment) -> tuple[int, int] | None:
    """Where the words that a comment is about stand in the text on the table."""
    old = wording_on(scene, row.revision_id, row.part_id or "") if row.quoted else None
    new = wording_on(scene, latest_id(scene), row.part_id or "") if old is not None else None
    return place_now(row.quoted, old, new) if old is not None and new is not None else None


def remark(scene: Scene, gathered: Gathered, row: Comment) -> Remark:
    """A comment as it is shown."""
    return Remark(
        id=row.id,
        version=row.version,
        label=row.label or "",
        place=gathered.places.get(row.part_id or "", WHOLE_TEXT),
        delegation=voice_of(scene, row),
        comment_class=row.comment_class,
        text=row.text,
        quoted=row.quoted,
        quoted_at=quoted_at(scene, row),
        is_draft=row.submitted_at is None,
        is_for_chair=is_for_chair(scene, row),
        is_late=row.is_late,
        is_admitted=row.is_admitted,
        received_at=row.received_at if is_told(scene, row) else None,
        is_withdrawn=row.withdrawn_at is not None,
        given_on=_label_of(scene, row.revision_id),
        is_current=row.revision_id == latest_id(scene),
        replaces=_replaced_label(gathered, row),
        replacement=_replacement(gathered, row),
        read=_read(gathered, row),
        replies=replies_to(scene, gathered, row),
        answer=answer_to(gathered, row.id),
    )


def is_sent_back(gathered: Gathered, row: Comment | Amendment) -> bool:
    """A draft that went back to who wrote it and was not changed since."""
    read = _read(gathered, row)
    return read is not None and not read.is_cleared


def is_cleared(gathered: Gathered, row: Comment | Amendment) -> bool:
    """A draft that the head cleared as it is now."""
    read = _read(gathered, row)
    return read is not None and read.is_cleared


def _read(gathered: Gathered, row: Comment | Amendment) -> Read | None:
    said = gathered.clearances.get(row.id)
    if said is None or row.submitted_at is not None or said.version != row.version:
        return None
    return Read(said.is_cleared, said.word)


def _replaced_label(gathered: Gathered, row: Comment) -> str:
    if row.replaces is None:
        return ""
    former = next((each for each in gathered.comments if each.id == row.replaces), None)
    return (former.label or "C") if former is not None else ""


def _replacement(gathered: Gathered, row: Comment) -> int:
    drafts = (each for each in gathered.comments if each.replaces == row.id and each.submitted_at is None)
    return next((each.version for each in drafts), 0)


def replies_to(scene: Scene, gathered: Gathered, row: Comment | Amendment) -> tuple[ReplyLine, ...]:
    """The replies to a comment, in the order in which they were given; an amendment has none."""
    told = gathered.replies.get(row.id, ())
    in_round = round_of(scene, row) if told else None
    return tuple(
        ReplyLine(
            id=each.id,
            delegation=_name_behind(scene, each.delegation_id, in_round, is_named=each.is_named)
            if each.delegation_id and in_round
            else "",
            text=each.text,
            replied_at=each.replied_at,
            is_own=each.delegation_id == scene.viewer.delegation_id
            and (each.delegation_id is not None or scene.viewer.is_office),
        )
        for each in told
    )


def proposal(scene: Scene, gathered: Gathered, row: Amendment) -> Proposal:
    """An amendment as it is shown."""
    redline = redline_of(wording_on(scene, row.revision_id, row.part_id) or "", row)
    return Proposal(
        id=row.id,
        version=row.version,
        label=row.label or "",
        place=gathered.places.get(row.part_id, WHOLE_TEXT),
        delegation=voice_of(scene, row),
        kind=row.kind,
        wording=row.wording,
        second_wording=row.second_wording,
        other=other_place(gathered, row),
        redline=redline,
        short_redline=redline if row.kind is AmendmentKind.MOVE else shortened(redline),
        weight=row.weight,
        reason=row.reason,
        is_draft=row.submitted_at is None,
        is_for_chair=is_for_chair(scene, row),
        is_late=row.is_late,
        is_admitted=row.is_admitted,
        received_at=row.received_at if is_told(scene, row) else None,
        is_withdrawn=row.withdrawn_at is not None,
        given_on=_label_of(scene, row.revision_id),
        is_current=row.revision_id == latest_id(scene),
        backing=backing_of(scene, gathered, row),
        taken_over=taken_over(scene, gathered, row),
        read=_read(gathered, row),
        answer=answer_to(gathered, row.id),
        consolidated=consolidated(scene, gathered, row),
        stands_in=stands_in(gathered, row),
        stands_in_id=gathered.consolidated_in.get(row.id, ""),
    )


def answer_refusal(scene: Scene, each: Proposal) -> Refusal | None:
    """Why this person cannot answer an amendment now, or nothing where it can; what went another way is not asked."""
    refusal = permit.may_dispose(scene.workflow, scene.situation, scene.viewer.role)
    if refusal is not None or each.consolidated is None:
        return refusal
    due_at = each.consolidated.due_at.astimezone(ZoneInfo(scene.meeting.time_zone))
    return permit.may_answer_consolidated(each.label, due_at=due_at, now=scene.now)


def consolidated(scene: Scene, gathered: Gathered, row: Amendment) -> Consolidated | None:
    """What an amendment was made of, if the chair's office made it of several."""
    if row.id not in gathered.consolidations:
        return None
    consolidation, _ = gathered.consolidations[row.id]
    sources = [(place, each) for place, each in gathered.sources if place.consolidation_id == row.id]
    return Consolidated(
        due_at=consolidation.due_at,
        is_open=scene.now < consolidation.due_at and row.withdrawn_at is None,
        sources=tuple(_source(scene, gathered, place, each) for place, each in sources),
    )


def _source(scene: Scene, gathered: Gathered, place: ConsolidationSource, row: Amendment) -> Source:
    is_own = row.delegation_id == scene.viewer.delegation_id
    # What came too late goes to the office, and to who said it.
    tells = place.objected_at is not None and (place.left_at is not None or is_own or scene.viewer.is_office)
    return Source(
        id=row.id,
        label=row.label or "",
        delegation=voice_of(scene, row),
        is_own=is_own,
        short_redline=shortened(redline_of(wording_on(scene, row.revision_id, row.part_id) or "", row)),
        reason=row.reason,
        backing=backing_of(scene, gathered, row),
        stands=place.left_at is None,
        has_objected=tells,
        objection=place.reason if tells and (is_own or scene.viewer.is_office) else "",
    )


def stands_in(gathered: Gathered, row: Amendment) -> str:
    """The label of the consolidated proposal that stands for an amendment; empty where it stands by itself."""
    into = gathered.consolidated_in.get(row.id)
    return gathered.consolidations[into][1].label or "" if into else ""


def consolidated_said(of: Consolidated | None, stands_in: str) -> str:
    """The same as a sentence for files; empty for an amendment that stands by itself and for itself."""
    if of is not None:
        # Once it is over none stands in it any more.
        said = "Consolidated from" if of.standing else "Was consolidated from"
        return f"{said} {', '.join(f'{each.label} ({each.delegation})' for each in of.standing or of.sources)}."
    return f"Consolidated as {stands_in}." if stands_in else ""


def backing_of(scene: Scene, gathered: Gathered, row: Amendment) -> tuple[Backing, ...]:
    """The other delegations that stand behind an amendment, in the body's order; last those that are not named."""
    places = {member.id: n for n, member in enumerate(scene.members)}
    last = len(places)
    in_round = round_of(scene, row)
    order = {
        each.id: places.get(each.delegation_id, last)
        if _is_known_behind(scene, each.delegation_id, in_round, is_named=each.is_named)
        else last
        for each in gathered.supports
        if each.amendment_id == row.id
    }
    return tuple(
        Backing(
            id=each.id,
            delegation=_name_behind(scene, each.delegation_id, in_round, is_named=each.is_named),
            is_co_sponsor=each.accepted_at is not None,
            asks=each.asks_to_co_sponsor
            and each.accepted_at is None
            and scene.viewer.delegation_id in {row.delegation_id, each.delegation_id},
            is_own=each.delegation_id == scene.viewer.delegation_id,
        )
        for each in sorted(
            (each for each in gathered.supports if each.id in order), key=lambda each: (order[each.id], each.id)
        )
    )


def taken_over(scene: Scene, gathered: Gathered, row: Amendment) -> TakenOver | None:
    """The withdrawn amendment that one began as, with its author as far as the person learns of it."""
    former = gathered.taken_over.get(row.taken_over_from or "")
    return TakenOver(former.label or "", author_of(scene, former)) if former else None


def taken_over_said(former: TakenOver | None) -> str:
    """The same as a sentence for files; empty where it began as none."""
    return f"Taken over from {former.label} ({former.delegation}), withdrawn." if former else ""


def backing_said(backing: Sequence[Backing]) -> str:
    """Who else stands behind an amendment, as a sentence for files; empty where nobody does."""
    sponsors = ", ".join(counted([each.delegation for each in backing if each.is_co_sponsor]))
    supporters = ", ".join(counted([each.delegation for each in backing if not each.is_co_sponsor]))
    said = (f"Co-sponsored by {sponsors}." if sponsors else "", f"Supported by {supporters}." if supporters else "")
    return " ".join(filter(None, said))


def other_place(gathered: Gathered, row: Amendment) -> Place | None:
    """The further part that an amendment names: the clause joined to its own, or the part that it would stand after."""
    return gathered.places.get(row.other_part_id) if row.other_part_id else None


def stance(scene: Scene, gathered: Gathered, row: PositionTaken) -> Stance:
    """A position as it is shown."""
    return Stance(
        delegation=name_of(scene, row.delegation_id),
        group=group_of(scene, row),
        is_spoken_for=row.spoken_by is not None,
        place=gathered.places.get(row.part_id or "", WHOLE_TEXT),
        position=row.position,
        reason=row.reason,
        would_lift_if=row.would_lift_if,
        reserve_kind=row.reserve_kind,
        confirm_by=row.confirm_by,
        confirm_as_typed=row.confirm_as_typed,
        is_draft=row.submitted_at is None,
        is_late=row.is_late,
        given_on=_label_of(scene, row.revision_id),
        is_current=row.revision_id in scene.situation.same_text or row.position in BLOCKING_POSITIONS,
        is_earlier=row.revision_id not in scene.situation.same_text,
    )


def grouped(stances: Iterable[Stance]) -> tuple[StanceGroup, ...]:
    """Who holds what, the weightiest first; what was given on an earlier revision by itself, and after the rest."""
    names: dict[tuple[bool, int, str], list[Stance]] = {}
    for each in stances:
        given_on = each.given_on if each.is_earlier else ""
        names.setdefault((not each.is_current, _WEIGHTIEST_FIRST.index(each.position), given_on), []).append(each)
    return tuple(
        StanceGroup(
            position=group[0].position,
            given_on=given_on,
            is_current=group[0].is_current,
            delegations=tuple(each.who for each in group),
        )
        for (_, _, given_on), group in sorted(names.items(), key=lambda item: item[0])
    )


def in_order(scene: Scene, rows: Iterable[PositionTaken]) -> list[PositionTaken]:
    """Positions in the body's own order of members."""
    order = {member.id: place for place, member in enumerate(scene.members)}
    return sorted(rows, key=lambda row: order.get(row.delegation_id, len(order)))


def held(rows: Iterable[PositionTaken]) -> Mapping[tuple[str, str | None], PositionTaken]:
    """What each delegation holds on each part, or on the whole (`None`): the last that it handed in."""
    last = {(row.delegation_id, row.part_id): row for row in rows if row.submitted_at is not None}
    return {key: row for key, row in last.items() if row.lapsed_at is None}


def collisions(base: str, proposals: Sequence[tuple[str, str]]) -> tuple[Collision, ...]:
    """The pairs among (name, wording) that change the same words of the base, with these words."""
    found = []
    for place, (one, wording) in enumerate(proposals):
        for other, other_wording in proposals[place + 1 :]:
            words = overlapping(base, wording, other_wording)
            if words:
                found.append(Collision(one, other, in_phrases(base, words)))
    return tuple(found)


def changing_words(rows: Sequence[tuple[str, Amendment]]) -> list[tuple[str, str]]:
    """Those of (name, amendment) that change the words of their part, with the words they would put there."""
    return [(name, words) for name, row in rows if (words := words_in_place(row)) is not None]


def in_phrases(base: str, words: Sequence[str]) -> tuple[str, ...]:
    """Words of the base that follow one another in it, joined: ("be", "held") becomes ("be held",)."""
    phrases: list[str] = []
    for word in words:
        if not word:
            continue
        longer = f"{phrases[-1]} {word}" if phrases else ""
        if longer and longer in base:
            phrases[-1] = longer
        elif word not in phrases and any(sign.isalnum() for sign in word):
            phrases.append(word)
    return tuple(phrases)


def name_of(scene: Scene, delegation_id: str | None) -> str:
    """A delegation as the body writes it; who is no member is marked, wherever what it says is shown or printed.

    With one word for all of them: what a delegation takes part as now is not what it gave something as.
    """
    if delegation_id is None:
        return OFFICE
    if delegation_id in scene.attending:
        return scene.attending[delegation_id]
    return scene.names.get(delegation_id, "")


def _name_behind(scene: Scene, delegation_id: str, in_round: Round, *, is_named: bool) -> str:
    """Who replied to the input of a round or stands behind it, to who does not learn which it is as one of them."""
    known = _is_known_behind(scene, delegation_id, in_round, is_named=is_named)
    return name_of(scene, delegation_id) if known else UNNAMED


def _is_known_behind(scene: Scene, delegation_id: str, in_round: Round, *, is_named: bool) -> bool:
    return knows_whose(scene.viewer, delegation_id, is_named=is_named, office_knows=office_knows(in_round))


def is_viewers_own(scene: Scene, row: Comment | Amendment) -> bool:
    """Whether the person's own delegation gave it; what nobody's delegation gave is not that of who has none."""
    return row.delegation_id is not None and row.delegation_id == scene.viewer.delegation_id


def is_told(scene: Scene, row: Comment | Amendment) -> bool:
    """Whether the person learns who gave it: by the rule of its round, or as its own or given for it."""
    if row.delegation_id is None:
        return True
    group = scene.groups.get(row.submission_id or "")
    in_round = round_of(scene, row)
    named = {"is_named": is_named_in(in_round), "office_knows": office_knows(in_round)}
    return (
        knows_whose(scene.viewer, row.delegation_id, **named)
        or group is not None
        and scene.viewer.delegation_id in group.told_ids
    )


def round_of(scene: Scene, row: Comment | Amendment) -> Round:
    """The round in which it was given."""
    return next(each for each in scene.rounds if each.id == row.round_id)


def told_of(scene: Scene, kind: type[Comment] | type[Amendment]) -> ColumnElement[bool]:
    """The same among rows of the database."""
    through = [key for key, group in scene.groups.items() if scene.viewer.delegation_id in group.told_ids]
    return or_(given_by_known(scene.viewer, scene.statement, kind), col(kind.submission_id).in_(through))


def author_of(scene: Scene, row: Comment | Amendment) -> str:
    """The delegation that gave it, as far as the person learns of it."""
    return name_of(scene, row.delegation_id) if is_told(scene, row) else UNNAMED


def in_given_order(scene: Scene, rows: Sequence[Given]) -> list[Given]:
    """Input as it was written; where somebody is not named, by its labels, which tell nothing of whose it is."""
    if all(is_told(scene, row) for row in rows):
        return list(rows)
    return sorted(
        rows,
        key=lambda row: (
            row.label is None,
            round_of(scene, row).number if row.label else 0,
            len(row.label or ""),
            row.label or "",
        ),
    )


def voice_of(scene: Scene, row: Comment | Amendment) -> str:
    """Who gave it: a delegation, or one for its group, "Borvia for the Upper River Group (Borvia, Galdria)"."""
    if not is_told(scene, row):
        return UNNAMED
    group = scene.groups.get(row.submission_id or "")
    if group is None:
        return name_of(scene, row.delegation_id)
    members = [each.name for each in scene.members if each.id in group.member_ids]
    return for_group(name_of(scene, row.delegation_id), group.name, members)


def stance_voice(scene: Scene, row: PositionTaken) -> str:
    """Whose position it is, with the group for which or by which it was taken."""
    return in_group(name_of(scene, row.delegation_id), group_of(scene, row))


def group_of(scene: Scene, row: PositionTaken) -> str:
    """The name of the group for which a position was taken; empty where a delegation took it for itself alone."""
    group = scene.groups.get(row.group_edition_id or "")
    return group.name if group else ""


def is_round_open(scene: Scene) -> bool:
    """Whether a round's closing is still to come."""
    return open_round(scene) is not None


def is_for_chair(scene: Scene, row: Comment | Amendment) -> bool:
    """Whether it was given in a round for the chair alone."""
    return any(each.id == row.round_id and each.visibility is Visibility.CHAIR_ONLY for each in scene.rounds)


def _label_of(scene: Scene, revision_id: str) -> str:
    return next((revision.label for revision in scene.revisions if revision.id == revision_id), "")


def answer_to(gathered: Gathered, subject: str) -> Answer | None:
    """The chair's last answer to a comment or amendment, as far as the person may read it."""
    row = gathered.answers.get(subject)
    if row is None:
        return None
    verdict = gathered.verdicts.get(row.id)
    return Answer(
        id=row.id,
        disposition=row.disposition,
        reply=row.reply,
        covered_in=gathered.places.get(row.covered_in or ""),
        said=Said(verdict.is_content, verdict.word) if verdict else None,
    )


def _verdicts(session: Session, scene: Scene) -> dict[str, Verdict]:
    viewer = scene.viewer
    if not (viewer.is_office or viewer.is_delegate):
        return {}
    rows = select(Verdict).where(col(Verdict.statement_id) == scene.statement.id)
    if viewer.is_delegate:
        rows = rows.where(col(Verdict.delegation_id) == viewer.delegation_id)
    return {row.disposition_id: row for row in session.exec(rows.order_by(col(Verdict.number)))}
