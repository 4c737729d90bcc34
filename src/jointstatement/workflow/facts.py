"""Loads the facts on which guards and permits decide: the one place where rows become a `Situation`.

A fixed number of SQL statements, however long the text and the negotiation are. Nothing here is scoped to a person:
the facts are for judging a deed, and what of them a person may read is decided by whoever shows them.

It is one file, long as it is, because all facts are loaded together: what one question has answered, the next ones use.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import lru_cache, partial
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Executable, and_, exists, false, not_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from jointstatement.access.clause_states import packages_of, states_noted
from jointstatement.access.input import is_heard, is_of_no_member, went_to_chair_alone
from jointstatement.access.naming import NamedDelegation, delegations_of
from jointstatement.access.notice_periods import NoticePeriod, notice_of
from jointstatement.access.reopening_requests import requests_waiting
from jointstatement.access.reviews import reviews_of, substance_of
from jointstatement.access.statements import latest_revision, meeting_of, revision_parts, working_parts
from jointstatement.access.suspensions import suspension_now
from jointstatement.access.viewer import Viewer
from jointstatement.database import put_together_once, remembered
from jointstatement.models import (
    Adoption,
    Amendment,
    AnnouncementWithheld,
    Comment,
    ConsensusDeclaration,
    ConsolidationSource,
    Disposition,
    GroupEdition,
    Lineage,
    PositionTaken,
    Publication,
    Revision,
    RevisionPart,
    Round,
    Silence,
    SilenceBreak,
    SilenceBreakMember,
    SilenceProposal,
    Statement,
    WrittenProcedure,
)
from jointstatement.terms import (
    BLOCKING_POSITIONS,
    DispositionKind,
    LineageKind,
    Position,
    ProposalOutcome,
    SilenceBegins,
    SilenceOutcome,
    Visibility,
    Weight,
)
from jointstatement.text.brackets import brackets
from jointstatement.text.clause_states import is_by_half
from jointstatement.text.document import Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.number import number_parts
from jointstatement.text.wording import plain
from jointstatement.workflow.definition import Workflow, parse_workflow
from jointstatement.workflow.situation import Situation, Suspended

_ACCEPTED = (
    DispositionKind.ACCEPTED,
    DispositionKind.ACCEPTED_WITH_CHANGES,
    DispositionKind.ACCEPTED_IN_PART,
)


class Known(Enum):
    """For whom the facts are told, where it is no one person."""

    TO_ALL_MEMBERS = "to_all_members"
    """Without what any of them told the chair alone."""


class Taken(Protocol):
    """What tells of a position whether it is held, on what, and whether it blocks."""

    @property
    def delegation_id(self) -> str: ...
    @property
    def part_id(self) -> str | None: ...
    @property
    def revision_id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def position(self) -> Position: ...
    @property
    def lapsed_at(self) -> datetime | None: ...


APosition = TypeVar("APosition", bound=Taken)


class _Taken(NamedTuple):
    """So much of a position, where there are many."""

    delegation_id: str
    part_id: str | None
    revision_id: str
    number: int
    position: Position
    lapsed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing(Generic[APosition]):
    """An objection or reserve that stands, and the part of the current revision that it stands on."""

    position: APosition
    on: str | None
    """None for the whole text; another part than the position's own where that was merged."""


def workflow_of(statement: Statement) -> Workflow:
    """The workflow that a statement began with; parsed once for each source."""
    return parse_workflow(statement.workflow_source, f"{statement.workflow}.toml")


def situation_of(
    session: Session,
    statement: Statement,
    now: datetime,
    *,
    known_to: Viewer | None = None,
    apart_from: Collection[str] = (),
) -> Situation:
    """What holds for one statement at `now`; for a delegate (`known_to`) without what others told the chair alone.

    Told `apart_from` some parts, nothing that is open in them alone counts: no bracket, no objection or reserve, no
    break.
    An hour that has passed is a fact only once it is recorded, so that everybody is judged by the same record; until
    then the round is open and the silence is running.
    """
    apart = frozenset(apart_from)
    situation, statements_until = remembered(
        session, lambda: _situation(session, statement, known_to, apart), "situation", statement.id, known_to, apart
    )
    return replace(
        situation,
        decidable_from=_if_to_come(situation.decidable_from, now),
        silence_refusable_until=_if_to_come(situation.silence_refusable_until, now),
        statements_open=_is_to_come(statements_until, now),
    )


class _Broken(NamedTuple):
    """That somebody broke silence."""

    id: str
    delegation_id: str
    part_id: str | None
    recorded_at: datetime


class _Laid(NamedTuple):
    """What lies on the table, whoever holds what on it and whatever was given on it."""

    situation: partial[Situation]
    """All of the situation that follows from it."""
    same: frozenset[str]
    in_text: frozenset[str]
    """The ids of the parts of the current revision."""
    members: tuple[NamedDelegation, ...]
    """Those whose consent counts."""
    breaks: tuple[_Broken, ...]
    """Of the latest silence on the current revision."""
    statements_until: datetime | None


def _situation(
    session: Session, statement: Statement, known_to: Viewer | None, apart: frozenset[str]
) -> tuple[Situation, datetime | None]:
    """What holds whatever the hour is, and until when statements may be handed in."""
    # By itself, so that a comment or a position has only what was given and what is held counted anew.
    laid = remembered(session, lambda: _laid(session, statement, apart), "laid on the table", statement.id, apart)
    same, in_text, members = laid.same, laid.in_text, laid.members
    positions = _positions_that_count(session, statement, same, in_text, known_to) if same else []
    on_the_whole = held_on_the_whole(positions, same)
    answered = [member for member in members if member.id in on_the_whole]
    blocking = [each for each in blocking_positions(session, statement, positions, in_text) if each.on not in apart]
    situation = laid.situation(
        unanswered=_unanswered(session, statement),
        essential_declined=_essential_declined(session, statement),
        members=len(members),
        answered=len(answered),
        awaited=tuple(member.name for member in members if same and member.id not in on_the_whole),
        objections=_names(members, blocking, Position.OBJECT),
        reserves=_names(members, blocking, Position.RESERVE),
        ad_referendum=_holding(answered, on_the_whole, Position.AD_REFERENDUM),
        standing_apart=_names(members, blocking, *BLOCKING_POSITIONS),
        in_favour=_holding(answered, on_the_whole, Position.SUPPORT, Position.CAN_LIVE_WITH),
        against=_names(members, [each for each in blocking if each.position.part_id is None], Position.OBJECT),
        abstaining=_holding(answered, on_the_whole, Position.ABSTAIN),
        silence_broken=_still_broken(session, statement, laid.breaks, {row.id for row in members}, same),
        statements_open=False,
    )
    return situation, laid.statements_until


def _laid(session: Session, statement: Statement, apart: frozenset[str]) -> _Laid:
    parts = working_parts(session, statement)
    revision = latest_revision(session, statement)
    reviews = reviews_of(session, statement.id)
    review = next((each for each in reviews if each.ended_at is None), None)
    same = substance_of(revision.id, reviews) if revision else frozenset()
    notice = notice_of(session, revision, same) if revision else None
    rounds = _rounds(session, statement)
    open_round = next((row for row, _ in rounds if row.closed_at is None), None)
    decision = workflow_of(statement).decision
    running, ended = _silences(session, statement, same)
    held = ended if running is None and ended is not None and ended.outcome is SilenceOutcome.HELD else None
    proposal = last_proposal(session, statement)
    written = last_written(session, statement)
    unresolved = [brackets(part.wording) for part in parts if part.id not in apart]
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == statement.id)).first()
    situation = partial(
        Situation,
        state=statement.state,
        suspended=_suspended(session, statement),
        clauses=sum(part.is_clause for part in parts),
        open_brackets=sum(found.open - len(found.placeholders) for found in unresolved),
        placeholders=tuple(plain(each.words) for found in unresolved for each in found.placeholders),
        packages_by_half=_by_half(session, statement, {part.id: part.wording for part in parts}),
        revision=revision.label if revision else None,
        same_text=same,
        revisions=revision.number + 1 if revision else 0,
        text_changed_since_revision=revision is not None and _fingerprint(parts) != revision.fingerprint,
        numbered_anew=revision is not None and _is_numbered_anew(session, statement, revision, parts),
        non_paper=revision is not None and revision.is_non_paper,
        notice_hours=notice.hours if notice else 0,
        notice_waived=notice is not None and notice.waiver is not None,
        decidable_from=_decidable_from(session, statement, notice),
        round_open=open_round is not None,
        round_due_at=open_round.due_at if open_round else None,
        rounds_held=len(rounds),
        round_revision=rounds[-1][1] if rounds else None,
        blind_round_open=open_round is not None and open_round.visibility is Visibility.BLIND,
        concepts_only=bool(rounds) and rounds[-1][0].concepts_only,
        reopening_requests=sum(each.part_id not in apart for each in requests_waiting(session, statement)),
        decision=decision,
        silence_running=running is not None,
        silence_due_at=running.due_at if running else None,
        silence_held=held is not None,
        silence_held_until=held.due_at.astimezone(_zone(session, statement)) if held else None,
        silence_proposed_on=_label(session, proposal) if proposal and proposal.outcome is None else None,
        silence_refusable_until=_refusable_until(session, statement, proposal),
        silence_refused=proposal is not None
        and proposal.outcome is ProposalOutcome.REFUSED
        and proposal.revision_id in same,
        written_running=written is not None and written.ended_at is None,
        written_ended=_has_ended(written, same),
        announcement_withheld=_is_withheld(session, statement),
        review_open=review is not None,
        review_due_at=review.due_at if review else None,
        consensus_declared=_is_declared(session, statement, same),
        adopted=adoption is not None,
        published=_has(session, Publication, statement),
    )
    return _Laid(
        situation,
        same=same,
        in_text=frozenset(_part_ids(session, revision) if revision else ()),
        members=tuple(row for row in delegations_of(session, statement) if row.entered not in decision.excluded),
        breaks=tuple(each for each in _breaks(session, ended) if running is None and each.part_id not in apart),
        statements_until=adoption.statements_until if adoption else None,
    )


def _is_numbered_anew(session: Session, statement: Statement, revision: Revision, parts: Sequence[Part]) -> bool:
    if statement.numbers_from is not None:
        return False
    tabled = revision_parts(session, statement)[revision.id]
    before = {part.id: label for part, label in zip(tabled, number_parts(tabled), strict=True) if part.is_clause}
    return any(before.get(part.id, label) != label for part, label in zip(parts, number_parts(parts), strict=True))


@lru_cache(maxsize=32)
def _fingerprint(parts: tuple[Part, ...]) -> str:
    return fingerprint(parts)


def positions_submitted(
    session: Session, statement: Statement, *, known_to: Viewer | Known | None = None
) -> list[PositionTaken]:
    """Every position that was handed in, in the order in which each delegation took its own.

    Those of an open blind round are left out: nobody reads them before the hour. For a delegate (`known_to`) so are
    those that others took in a round for the chair alone; for all members together all that were.
    """
    return list(
        session.exec(
            select(PositionTaken)
            .where(_counts(statement.id, known_to))
            .order_by(col(PositionTaken.delegation_id), col(PositionTaken.number))
        )
    )


def positions_held(positions: Sequence[APosition]) -> dict[tuple[str, str | None], APosition]:
    """The position that each delegation holds on each part, or on the whole (None): the last one it took there.

    `positions` are in the order of `positions_submitted`. A part that has left the text is among them; who let its last
    one lapse holds nothing there.
    """
    last = {(position.delegation_id, position.part_id): position for position in positions}
    return {key: position for key, position in last.items() if position.lapsed_at is None}


def blocking_positions(
    session: Session, statement: Statement, positions: Sequence[APosition], in_text: Collection[str]
) -> tuple[Standing[APosition], ...]:
    """The objections and reserves that stand on the current revision, whose parts are `in_text`.

    They stand, whatever is tabled meanwhile, until the delegation takes another position on the same part, or the part
    leaves the text. A part that was merged into another does not leave the text: the objection goes with it, and stands
    until the delegation takes a position on the merged part as it was put to it.
    """
    held = positions_held(positions)
    gone = {part_id for _, part_id in held if part_id is not None and part_id not in in_text}
    merged_into = _merged_into(session, statement)
    revisions_with = _revisions_with(session, gone & merged_into.keys())
    standing: list[Standing[APosition]] = []
    for (delegation_id, part_id), position in held.items():
        if position.position not in BLOCKING_POSITIONS:
            continue
        if part_id not in gone:
            standing.append(Standing(position, on=part_id))
            continue
        target = _followed(part_id, merged_into, in_text)
        if target is None:
            continue
        since = held.get((delegation_id, target))
        if since is None or since.number < position.number or since.revision_id in revisions_with[part_id]:
            standing.append(Standing(position, on=target))
    return tuple(standing)


def objections_through_groups(
    session: Session, statement: Statement, delegation_id: str
) -> set[tuple[str, str | None]]:
    """The ids of the groups that object for a delegation, each with the part to which that objection was made."""
    revision = latest_revision(session, statement)
    own = [each for each in positions_submitted(session, statement) if each.delegation_id == delegation_id]
    standing = blocking_positions(session, statement, own, _part_ids(session, revision) if revision else ())
    spoken = [
        each.position
        for each in standing
        if each.position.position is Position.OBJECT and each.position.spoken_by is not None
    ]
    groups = dict(
        session.exec(
            select(GroupEdition.id, GroupEdition.group_id).where(
                col(GroupEdition.id).in_({each.group_edition_id for each in spoken})
            )
        ).all()
    )
    return {(groups[each.group_edition_id or ""], each.part_id) for each in spoken}


def held_on_the_whole(positions: Sequence[APosition], same: Collection[str]) -> dict[str, APosition]:
    """What each delegation holds on the whole of a text; an earlier text's whole is another whole.

    `same` are its revision and those that it came from by editorial review alone, as `same_in_substance` has them.
    """
    last = {
        position.delegation_id: position
        for position in positions
        if position.part_id is None and position.revision_id in same
    }
    return {delegation_id: position for delegation_id, position in last.items() if position.lapsed_at is None}


def last_proposal(session: Session, statement: Statement) -> SilenceProposal | None:
    """The latest proposal to put the text under silence; where the chair begins silence there is none."""
    if workflow_of(statement).silence_begins is not SilenceBegins.BY_PROPOSAL:
        return None
    return session.exec(
        select(SilenceProposal)
        .where(col(SilenceProposal.statement_id) == statement.id)
        .order_by(col(SilenceProposal.number).desc())
        .limit(1)
    ).first()


def last_written(session: Session, statement: Statement) -> WrittenProcedure | None:
    """The latest written procedure that was not taken back, whether it runs or has ended."""
    return session.exec(
        select(WrittenProcedure)
        .where(col(WrittenProcedure.statement_id) == statement.id, col(WrittenProcedure.is_withdrawn).is_(False))
        .order_by(col(WrittenProcedure.number).desc())
        .limit(1)
    ).first()


def _counts(
    statement_id: str, known_to: Viewer | Known | None, taken: type[PositionTaken] = PositionTaken
) -> ColumnElement[bool]:
    """A position that was handed in, and not to a blind round that is open."""
    counts = and_(
        col(taken.statement_id) == statement_id,
        col(taken.submitted_at).is_not(None),
        or_(col(taken.round_id).is_(None), _readable(taken.round_id, statement_id)),
    )
    if known_to is None or (isinstance(known_to, Viewer) and known_to.is_office):
        return counts
    own = col(taken.delegation_id) == known_to.delegation_id if isinstance(known_to, Viewer) else false()
    return and_(counts, or_(own, ~went_to_chair_alone(taken)))


def _positions_that_count(
    session: Session,
    statement: Statement,
    same: frozenset[str],
    in_text: Collection[str],
    known_to: Viewer | None,
) -> Sequence[Taken]:
    """Of `positions_submitted` those from which it follows what blocks and what is held on the whole."""
    last = _last_that_count(statement.id, same, known_to)
    rows = remembered(
        session,
        lambda: [_Taken._make(row) for row in session.execute(last).all()],
        "positions that count",
        statement.id,
        same,
        known_to,
    )
    if any(row.part_id is not None and row.part_id not in in_text for row in rows):
        # Whether an objection goes with a part that was merged depends on what else is held, whatever it is.
        return positions_submitted(session, statement, known_to=known_to)
    return rows


@put_together_once
def _last_that_count(statement_id: str, same: frozenset[str], known_to: Viewer | None) -> Executable:
    """On a big statement a small part of all positions.

    The last on each part where it is an objection or a reserve, the last on the whole, and the last on the whole of
    this revision.
    """
    on_whole = col(PositionTaken.part_id).is_(None)
    is_blocking = col(PositionTaken.position).in_(BLOCKING_POSITIONS)
    later = aliased(PositionTaken)
    is_later = and_(
        _counts(statement_id, known_to, later),
        col(later.delegation_id) == col(PositionTaken.delegation_id),
        col(later.part_id).is_not_distinct_from(col(PositionTaken.part_id)),
        col(later.number) > col(PositionTaken.number),
    )
    on_this = col(PositionTaken.revision_id).in_(same)
    later_on_this = and_(is_later, col(later.revision_id).in_(same))
    question: Executable = (
        select(*(getattr(PositionTaken, name) for name in _Taken._fields))
        .where(
            _counts(statement_id, known_to),
            or_(on_whole, is_blocking),
            or_(~exists().where(is_later), and_(on_whole, on_this, ~exists().where(later_on_this))),
        )
        .order_by(col(PositionTaken.delegation_id), col(PositionTaken.number))
    )
    return question


def _by_half(session: Session, statement: Statement, wordings: Mapping[str, str]) -> tuple[str, ...]:
    packages = packages_of(session, statement)
    noted = states_noted(session, statement) if packages else {}
    return tuple(each.title for each in packages if is_by_half(each.settled(wordings, noted)))


def _part_ids(session: Session, revision: Revision) -> set[str]:
    return set(session.exec(select(RevisionPart.part_id).where(col(RevisionPart.revision_id) == revision.id)))


def _readable(round_id: Any, statement_id: str) -> ColumnElement[bool]:
    """The chair reads what was given in the round: it is closed, or no blind one."""
    # A list that is made once, and not a look for each row.
    return col(round_id).in_(select(Round.id).where(_is_readable(statement_id)))


def _is_readable(statement_id: str) -> ColumnElement[bool]:
    """Of a round of the statement: it is closed, or no blind one."""
    return and_(
        col(Round.statement_id) == statement_id,
        or_(col(Round.closed_at).is_not(None), col(Round.visibility) != Visibility.BLIND),
    )


def _rounds(session: Session, statement: Statement) -> list[tuple[Round, str]]:
    """The rounds in their order, each with the label of its revision."""
    return list(
        session.exec(
            select(Round, Revision.label)
            .join(Revision, col(Revision.id) == col(Round.revision_id))
            .where(col(Round.statement_id) == statement.id)
            .order_by(col(Round.number))
        )
    )


def is_answered(session: Session, given: Comment | Amendment) -> bool:
    """Whether the chair has answered it."""
    subject = Disposition.comment_id if isinstance(given, Comment) else Disposition.amendment_id
    return session.exec(select(Disposition.id).where(col(subject) == given.id).limit(1)).first() is not None


def _unanswered(session: Session, statement: Statement) -> int:
    count = _count_of_unanswered(statement.id)
    return remembered(session, lambda: int(session.execute(count).scalar_one()), "unanswered", statement.id)


@put_together_once
def _count_of_unanswered(statement_id: str) -> Executable:
    # Round by round, and those of observers taken off, it is counted in an index alone; so few stand in consolidated
    # proposals, which are answered for them, that these are looked up one by one.
    waiting = _waiting(Comment) - _waiting(Comment, is_of_no_member(Comment))
    waiting += _waiting(Amendment) - _waiting(Amendment, is_of_no_member(Amendment))
    in_others = _waiting_in_consolidations(statement_id)
    return select(func.coalesce(func.sum(waiting), 0) - in_others).where(_is_readable(statement_id))


def _waiting(kind: type[Comment] | type[Amendment], *claims: ColumnElement[bool]) -> Any:
    """How many of a round wait for an answer, of those that count."""
    return (
        select(func.count())
        .select_from(kind)
        .where(col(kind.round_id) == col(Round.id), *_waits(kind), *claims)
        .correlate(Round)
        .scalar_subquery()
    )


def _waiting_in_consolidations(statement_id: str) -> Any:
    """How many of those wait for the answer to the consolidated proposal in which they stand."""
    return (
        select(func.count())
        .select_from(ConsolidationSource)
        .join(Amendment, col(Amendment.id) == col(ConsolidationSource.amendment_id))
        .where(
            col(ConsolidationSource.statement_id) == statement_id,
            col(ConsolidationSource.left_at).is_(None),
            *_waits(Amendment),
            _readable(Amendment.round_id, statement_id),
            not_(is_of_no_member(Amendment)),
        )
        .scalar_subquery()
    )


def _waits(kind: type[Comment] | type[Amendment]) -> tuple[ColumnElement[bool], ...]:
    return (
        col(kind.submitted_at).is_not(None),
        col(kind.withdrawn_at).is_(None),
        col(kind.answered_at).is_(None),
        is_heard(kind),
    )


def _essential_declined(session: Session, statement: Statement) -> int:
    answers = _answers_to_essential(statement.id)
    last = remembered(session, lambda: dict(session.execute(answers).all()), "answers to essential", statement.id)
    return sum(answer not in _ACCEPTED for answer in last.values())


@put_together_once
def _answers_to_essential(statement_id: str) -> Executable:
    return (
        select(Disposition.amendment_id, Disposition.disposition)
        .join(Amendment, col(Amendment.id) == col(Disposition.amendment_id))
        .where(
            col(Amendment.statement_id) == statement_id,
            col(Amendment.submitted_at).is_not(None),
            col(Amendment.withdrawn_at).is_(None),
            _readable(Amendment.round_id, statement_id),
            col(Amendment.delegation_id).is_not(None),
            col(Amendment.weight) == Weight.ESSENTIAL,
        )
        .order_by(col(Disposition.number))
    )


def _merged_into(session: Session, statement: Statement) -> dict[str, str]:
    lines = session.exec(
        select(Lineage.from_part_id, Lineage.to_part_id).where(
            col(Lineage.statement_id) == statement.id, col(Lineage.how) == LineageKind.MERGED
        )
    )
    return dict(lines.all())


def _revisions_with(session: Session, part_ids: Collection[str]) -> dict[str | None, set[str]]:
    rows = session.exec(
        select(RevisionPart.part_id, RevisionPart.revision_id).where(col(RevisionPart.part_id).in_(part_ids))
    )
    found: dict[str | None, set[str]] = {part_id: set() for part_id in part_ids}
    for part_id, revision_id in rows:
        found[part_id].add(revision_id)
    return found


def _followed(part_id: str | None, merged_into: Mapping[str, str], in_text: Collection[str]) -> str | None:
    """The part of the text into which this one went at last, or None where it left the text."""
    while part_id is not None and part_id not in in_text:
        part_id = merged_into.get(part_id)
    return part_id


def _names(
    members: Sequence[NamedDelegation], blocking: Sequence[Standing[Taken]], *positions: Position
) -> tuple[str, ...]:
    holders = {standing.position.delegation_id for standing in blocking if standing.position.position in positions}
    return tuple(member.name for member in members if member.id in holders)


def _holding(
    members: Sequence[NamedDelegation], on_the_whole: Mapping[str, Taken], *positions: Position
) -> tuple[str, ...]:
    return tuple(member.name for member in members if on_the_whole[member.id].position in positions)


def _silences(session: Session, statement: Statement, same: Collection[str]) -> tuple[Silence | None, Silence | None]:
    """The silence that runs, and the latest that was started on the current text; either may be missing."""
    silences = session.exec(
        select(Silence).where(col(Silence.statement_id) == statement.id).order_by(col(Silence.number))
    ).all()
    running = next((silence for silence in silences if silence.ended_at is None), None)
    latest = None
    for silence in silences:
        if silence.revision_id in same:
            latest = silence
    return running, latest


def _breaks(session: Session, silence: Silence | None) -> Sequence[_Broken]:
    """The breaks of a silence that was broken."""
    if silence is None or silence.outcome is not SilenceOutcome.BROKEN:
        return ()
    rows = session.execute(
        select(*(getattr(SilenceBreak, name) for name in _Broken._fields))
        .where(col(SilenceBreak.silence_id) == silence.id, col(SilenceBreak.is_late).is_(False))
        .order_by(col(SilenceBreak.at), col(SilenceBreak.id))
    )
    return [_Broken._make(row) for row in rows]


def _still_broken(
    session: Session,
    statement: Statement,
    breaks: Sequence[_Broken],
    member_ids: Collection[str],
    same: Collection[str],
) -> bool:
    """Whether some of these members broke silence and have not taken a position on the whole since.

    So did those for which a group's break counts. The break itself left an objection; what counts is a position on the
    whole of the same revision after it.
    """
    if not breaks:
        return False
    of_break = {each.id: each for each in breaks}
    shared = session.exec(
        select(SilenceBreakMember.break_id, SilenceBreakMember.delegation_id).where(
            col(SilenceBreakMember.break_id).in_(of_break), col(SilenceBreakMember.declined_at).is_(None)
        )
    )
    breakers = [(each, each.delegation_id) for each in breaks]
    breakers += [(of_break[break_id], member_id) for break_id, member_id in shared]
    positions = positions_submitted(session, statement)
    return any(
        breaker in member_ids and not _has_answered_since(broken, breaker, same, positions)
        for broken, breaker in breakers
    )


def _has_answered_since(
    broken: _Broken, breaker: str, same: Collection[str], positions: Sequence[PositionTaken]
) -> bool:
    own = [position for position in positions if position.delegation_id == breaker]
    at_the_break = max(
        (
            position.number
            for position in own
            if position.position is Position.OBJECT
            and position.part_id == broken.part_id
            and position.taken_at == broken.recorded_at
        ),
        default=0,
    )
    return any(
        position.part_id is None and position.revision_id in same and position.number > at_the_break for position in own
    )


def _label(session: Session, proposal: SilenceProposal) -> str:
    return session.get_one(Revision, proposal.revision_id).label


def _refusable_until(session: Session, statement: Statement, proposal: SilenceProposal | None) -> datetime | None:
    if proposal is None or proposal.outcome is not None:
        return None
    return proposal.refuse_until.astimezone(_zone(session, statement))


def _decidable_from(session: Session, statement: Statement, notice: NoticePeriod | None) -> datetime | None:
    if notice is None or notice.waiver is not None:
        return None
    return notice.runs_until.astimezone(_zone(session, statement))


def _suspended(session: Session, statement: Statement) -> Suspended | None:
    suspension = suspension_now(session, statement.id)
    if suspension is None:
        return None
    since = suspension.suspended_at.astimezone(_zone(session, statement))
    return Suspended(since, suspension.suspended_as, suspension.reason, suspension.until)


def _zone(session: Session, statement: Statement) -> ZoneInfo:
    return ZoneInfo(meeting_of(session, statement).time_zone)


def _has_ended(written: WrittenProcedure | None, same: Collection[str]) -> bool:
    return written is not None and written.ended_at is not None and written.revision_id in same


def _is_withheld(session: Session, statement: Statement) -> bool:
    of_statement = select(AnnouncementWithheld.id).where(
        col(AnnouncementWithheld.statement_id) == statement.id, col(AnnouncementWithheld.lifted_at).is_(None)
    )
    return session.exec(of_statement).first() is not None


def _is_declared(session: Session, statement: Statement, same: Collection[str]) -> bool:
    return (
        session.exec(
            select(ConsensusDeclaration.id).where(
                col(ConsensusDeclaration.statement_id) == statement.id,
                col(ConsensusDeclaration.revision_id).in_(same),
                col(ConsensusDeclaration.set_aside_at).is_(None),
            )
        ).first()
        is not None
    )


def _is_to_come(hour: datetime | None, now: datetime) -> bool:
    return hour is not None and now < hour


def _if_to_come(hour: datetime | None, now: datetime) -> datetime | None:
    return hour if _is_to_come(hour, now) else None


def _has(session: Session, kind: type[Adoption] | type[Publication], statement: Statement) -> bool:
    return session.exec(select(kind.id).where(col(kind.statement_id) == statement.id)).first() is not None
