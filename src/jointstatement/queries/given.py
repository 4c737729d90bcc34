"""What delegations gave on a statement, as far as a person may load it, fitted into what pages show of it.

Everything goes through `access/input`: what somebody may not see is not loaded. The chair's answers stay in the office
until the next act that puts the text before the delegations takes them along. Comments, amendments and positions stand
in one file because they are loaded together and shown in one manner on every page. What is shown of them is in
`queries/shown`, and whose they are in `queries/voices`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col, select

from jointstatement.access.answers import answers_open_to, is_waiting
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
    Submission,
    Verdict,
)
from jointstatement.queries.places import WHOLE_TEXT, Place, places_of
from jointstatement.queries.proposed import redline_of
from jointstatement.queries.redline import shortened
from jointstatement.queries.shown import (
    Answer,
    Backing,
    Consolidated,
    Proposal,
    Read,
    Remark,
    ReplyLine,
    Said,
    Source,
    Stance,
    TakenOver,
    Underway,
)
from jointstatement.queries.statement import Scene, has_come, latest_id, latest_round, wording_on
from jointstatement.queries.voices import (
    author_of,
    group_of,
    in_given_order,
    is_known_behind,
    is_told,
    name_behind,
    name_of,
    round_of,
    voice_of,
)
from jointstatement.terms import BLOCKING_POSITIONS, AmendmentKind, Position, Visibility
from jointstatement.text.anchors import place_now, said_on
from jointstatement.workflow import permit


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
    supports: Mapping[str, Sequence[AmendmentSupport]]
    """Who stands behind amendments, by the amendment's id."""
    replies: Mapping[str, Sequence[Reply]]
    """By the ids of the comments, in the order in which they were given."""
    clearances: dict[str, Clearance]
    """What the head of the viewer's delegation said last of each of its drafts, by the draft's id."""
    replacing: Mapping[str, Comment] = {}
    """The drafts that are to replace others of these comments, by the ids of those."""
    replaced: Mapping[str, Comment] = {}
    """The comments that others of these replace or are to replace, by their ids."""
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
    supports: dict[str, list[AmendmentSupport]] = {}
    for support in session.exec(supports_there):
        supports.setdefault(support.amendment_id, []).append(support)
    replies: dict[str, list[Reply]] = {}
    for reply in session.exec(
        replies_open_to(viewer, statement)
        .where(col(Reply.comment_id).in_(comments_there.with_only_columns(col(Comment.id))))
        .order_by(col(Reply.replied_at), col(Reply.id))
    ):
        replies.setdefault(reply.comment_id, []).append(reply)
    replacing = {row.replaces: row for row in reversed(comments) if row.replaces and row.submitted_at is None}
    replaced = {row.replaces for row in comments if row.replaces}
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
        replacing,
        {row.id: row for row in comments if row.id in replaced},
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
    former = gathered.replaced.get(row.replaces or "")
    return (former.label or "C") if former is not None else ""


def _replacement(gathered: Gathered, row: Comment) -> int:
    draft = gathered.replacing.get(row.id)
    return draft.version if draft is not None else 0


def replies_to(scene: Scene, gathered: Gathered, row: Comment | Amendment) -> tuple[ReplyLine, ...]:
    """The replies to a comment, in the order in which they were given; an amendment has none."""
    told = gathered.replies.get(row.id, ())
    in_round = round_of(scene, row) if told else None
    return tuple(
        ReplyLine(
            id=each.id,
            delegation=name_behind(scene, each.delegation_id, in_round, is_named=each.is_named)
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
    return permit.still_open_to_objection(each.label, due_at=due_at, now=scene.now)


def consolidated(scene: Scene, gathered: Gathered, row: Amendment) -> Consolidated | None:
    """What an amendment was made of, if the chair's office made it of several."""
    if row.id not in gathered.consolidations:
        return None
    consolidation, _ = gathered.consolidations[row.id]
    sources = [(place, each) for place, each in gathered.sources if place.consolidation_id == row.id]
    return Consolidated(
        due_at=consolidation.due_at,
        is_open=row.withdrawn_at is None and not has_come(scene, consolidation.due_at),
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


def backing_of(scene: Scene, gathered: Gathered, row: Amendment) -> tuple[Backing, ...]:
    """The other delegations that stand behind an amendment, in the body's order; last those that are not named."""
    places = {member.id: n for n, member in enumerate(scene.members)}
    last = len(places)
    in_round = round_of(scene, row)
    behind = gathered.supports.get(row.id, ())
    order = {
        each.id: places.get(each.delegation_id, last)
        if is_known_behind(scene, each.delegation_id, in_round, is_named=each.is_named)
        else last
        for each in behind
    }
    return tuple(
        Backing(
            id=each.id,
            delegation=name_behind(scene, each.delegation_id, in_round, is_named=each.is_named),
            is_co_sponsor=each.accepted_at is not None,
            asks=each.asks_to_co_sponsor
            and each.accepted_at is None
            and scene.viewer.delegation_id in {row.delegation_id, each.delegation_id},
            is_own=each.delegation_id == scene.viewer.delegation_id,
        )
        for each in sorted(behind, key=lambda each: (order[each.id], each.id))
    )


def taken_over(scene: Scene, gathered: Gathered, row: Amendment) -> TakenOver | None:
    """The withdrawn amendment that one began as, with its author as far as the person learns of it."""
    former = gathered.taken_over.get(row.taken_over_from or "")
    return TakenOver(former.label or "", author_of(scene, former)) if former else None


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


def in_order(scene: Scene, rows: Iterable[PositionTaken]) -> list[PositionTaken]:
    """Positions in the body's own order of members."""
    order = {member.id: place for place, member in enumerate(scene.members)}
    return sorted(rows, key=lambda row: order.get(row.delegation_id, len(order)))


def held(rows: Iterable[PositionTaken]) -> Mapping[tuple[str, str | None], PositionTaken]:
    """What each delegation holds on each part, or on the whole (`None`): the last that it handed in."""
    last = {(row.delegation_id, row.part_id): row for row in rows if row.submitted_at is not None}
    return {key: row for key, row in last.items() if row.lapsed_at is None}


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
