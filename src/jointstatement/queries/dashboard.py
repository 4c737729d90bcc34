"""My statements: what is awaited from a person, and all statements that are open to them.

A fixed number of SQL statements, however many texts the body has. A delegate learns of no other delegation here; the
chair's office learns how many have submitted, never more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

import msgspec
from sqlalchemy import Subquery, func, not_, or_, union_all
from sqlmodel import Session, col, select

from jointstatement.access.clause_states import notes_of
from jointstatement.access.consolidations import stands_by_itself
from jointstatement.access.input import is_heard, is_of_no_member
from jointstatement.access.statements import members_of, statements_open_to
from jointstatement.access.suspensions import suspended_now
from jointstatement.access.symbols import symbols_of
from jointstatement.access.viewer import Viewer
from jointstatement.models import (
    Adoption,
    Amendment,
    Comment,
    Delegation,
    Disposition,
    Meeting,
    PositionTaken,
    Publication,
    Revision,
    RevisionPart,
    Round,
    Silence,
    SilenceProposal,
    Statement,
    Submission,
    WorkingPart,
)
from jointstatement.terms import AGREED_STATES, CLAUSE_KINDS, Allowance, Participation, PartKind, SilenceOutcome, Verb
from jointstatement.text.wording import plain
from jointstatement.workflow.definition import Workflow
from jointstatement.workflow.facts import workflow_of
from jointstatement.workflow.permit import may_read_calls

Of = TypeVar("Of", Revision, Round, Silence, Adoption)

HOT = timedelta(hours=24)
"""An hour nearer than this is marked."""


class Act(StrEnum):
    """What awaits a person on one statement; one act each."""

    GIVE_INPUT = "give_input"
    UNDER_SILENCE = "under_silence"
    TAKE_POSITION = "take_position"
    ROUND_RUNS = "round_runs"
    SILENCE_RUNS = "silence_runs"
    SILENCE_PROPOSED = "silence_proposed"
    ANSWER_INPUT = "answer_input"
    TABLE_FIRST = "table_first"
    ANNOUNCE = "announce"
    PUBLISH = "publish"
    SUSPENDED = "suspended"


class Awaited(msgspec.Struct, frozen=True, kw_only=True):
    """One line of what awaits a person."""

    statement_id: str
    title: str
    meeting: str
    act: Act
    due_at: datetime | None = None
    time_zone: str
    is_hot: bool = False
    round: int = 0
    revision: str = ""
    drafts: int = 0
    """Own comments, amendments and positions that are saved and not submitted."""
    submitted: int = 0
    members: int = 0
    unanswered: int = 0


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One statement in the list of all."""

    id: str
    title: str
    meeting: str
    place: str
    state: str
    is_suspended: bool
    stage: int
    """The place of its state among those it passes, from 1."""
    stages: int
    revision: str
    clauses: int
    """Of the text that lies before this person."""
    agreed: int
    """Clauses of it that are noted as agreed at the table, in whatever way; an observer is not told."""
    round: int
    """Of the open round; 0 where none is open."""
    round_due_at: datetime | None
    silence_due_at: datetime | None
    symbol: str
    """Of the adopted or issued text; empty before, and where the body gives none."""
    adopted_on: date | None
    address: str
    """Of the published page; empty before publication."""
    time_zone: str


class Dashboard(msgspec.Struct, frozen=True, kw_only=True):
    """The page of one person."""

    awaited: tuple[Awaited, ...]
    """Hottest first; what has no hour comes last."""
    in_progress: tuple[Line, ...]
    adopted: tuple[Line, ...]
    time_zone: str
    """The zone of the latest meeting, for the hour at the top; empty before the first meeting."""
    may_read_calls: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What was loaded of one statement."""

    statement: Statement
    meeting: Meeting
    workflow: Workflow
    is_suspended: bool
    title: str
    revisions: tuple[Revision, ...]
    round: Round | None
    silence: Silence | None
    refuse_until: datetime | None
    """The hour before which silence that is proposed on the latest revision may be refused."""
    adoption: Adoption | None
    symbol: str
    is_published: bool
    address: str
    """Of the public page; empty where nothing answers there yet."""
    clauses: frozenset[str]
    """The ids of the clauses of the text that lies before the person."""
    agreed: frozenset[str]
    """Those of them that are noted as agreed."""

    @property
    def latest(self) -> Revision | None:
        return self.revisions[-1] if self.revisions else None


def dashboard(session: Session, viewer: Viewer, *, now: datetime) -> Dashboard:
    """What one person finds on coming in."""
    known = _load(session, viewer, now)
    awaited = _awaited_by_office(session, viewer, known) if viewer.is_office else ()
    if viewer.is_delegate:
        awaited = _awaited_by_delegate(session, viewer, known, now)
    lines = [(each, _line(each)) for each in known]
    return Dashboard(
        awaited=tuple(sorted((_marked(each, now) for each in awaited), key=_hottest_first)),
        in_progress=tuple(line for each, line in lines if each.adoption is None),
        adopted=tuple(line for each, line in lines if each.adoption is not None),
        time_zone=known[0].meeting.time_zone if known else "",
        may_read_calls=may_read_calls(viewer.role) is None,
    )


def titles_of(session: Session, viewer: Viewer, statement_ids: Sequence[str]) -> dict[str, str]:
    """The titles of statements open to this person, by id: the working title on the desk, else the last tabled."""
    if viewer.reads_desk:
        working = session.exec(
            select(WorkingPart).where(
                col(WorkingPart.statement_id).in_(statement_ids),
                col(WorkingPart.kind) == PartKind.TITLE,
                col(WorkingPart.ended_at).is_(None),
            )
        ).all()
        return {part.statement_id: plain(part.wording) for part in working}
    tabled = session.exec(
        select(Revision.statement_id, RevisionPart.wording)
        .join(RevisionPart, col(RevisionPart.revision_id) == col(Revision.id))
        .where(col(Revision.statement_id).in_(statement_ids), col(RevisionPart.kind) == PartKind.TITLE)
        .order_by(col(Revision.number))
    ).all()
    return {statement_id: plain(wording) for statement_id, wording in tabled}


def _load(session: Session, viewer: Viewer, now: datetime) -> list[_Known]:
    open_to = statements_open_to(viewer).subquery()
    rows = session.exec(
        select(Statement, Meeting)
        .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
        .where(col(Statement.id).in_(select(open_to.c.id)))
        .order_by(col(Meeting.starts_on).desc(), col(Statement.created_at).desc(), col(Statement.id))
    ).all()
    ids = [statement.id for statement, _ in rows]
    revisions = _by_statement(
        session.exec(select(Revision).where(col(Revision.statement_id).in_(ids)).order_by(col(Revision.number))).all()
    )
    rounds = _by_statement(
        session.exec(select(Round).where(col(Round.statement_id).in_(ids)).order_by(col(Round.number))).all()
    )
    silences = _by_statement(
        session.exec(select(Silence).where(col(Silence.statement_id).in_(ids)).order_by(col(Silence.number))).all()
    )
    proposed = dict(
        session.exec(
            select(SilenceProposal.revision_id, SilenceProposal.refuse_until).where(
                col(SilenceProposal.statement_id).in_(ids), col(SilenceProposal.outcome).is_(None)
            )
        ).all()
    )
    adoptions = _by_statement(session.exec(select(Adoption).where(col(Adoption.statement_id).in_(ids))).all())
    # Not the rows: a publication also holds the whole file.
    published = session.exec(
        select(Publication.statement_id, Publication.address, Publication.public_from).where(
            col(Publication.statement_id).in_(ids)
        )
    ).all()
    addresses = {each: address if from_ is None or from_ <= now else "" for each, address, from_ in published}
    suspended = suspended_now(session)
    titles, symbols = titles_of(session, viewer, ids), symbols_of(session, ids)
    clauses = _clauses(session, viewer, [revisions[each][-1].id for each in ids if revisions[each]], ids)
    noted = {row.part_id: row.state for row in notes_of(session, viewer, ids)}
    agreed = {part_id for part_id, state in noted.items() if state in AGREED_STATES}
    return [
        _Known(
            statement=statement,
            meeting=meeting,
            workflow=workflow_of(statement),
            is_suspended=statement.id in suspended,
            title=titles.get(statement.id, ""),
            revisions=tuple(revisions[statement.id]),
            round=_last(rounds[statement.id]),
            silence=_last(silences[statement.id]),
            refuse_until=proposed.get(revisions[statement.id][-1].id) if revisions[statement.id] else None,
            adoption=_last(adoptions[statement.id]),
            symbol=symbols.get(statement.id, ""),
            is_published=statement.id in addresses,
            address=addresses.get(statement.id, ""),
            clauses=clauses[statement.id],
            agreed=clauses[statement.id].intersection(agreed),
        )
        for statement, meeting in rows
    ]


def _clauses(
    session: Session, viewer: Viewer, latest_ids: Sequence[str], ids: Sequence[str]
) -> dict[str, frozenset[str]]:
    """The clauses of each statement: for the office of the working text, else of the revision tabled last."""
    if viewer.is_office:
        rows = session.exec(
            select(WorkingPart.statement_id, WorkingPart.id).where(
                col(WorkingPart.statement_id).in_(ids),
                col(WorkingPart.kind).in_(CLAUSE_KINDS),
                col(WorkingPart.ended_at).is_(None),
            )
        )
    else:
        rows = session.exec(
            select(Revision.statement_id, RevisionPart.part_id)
            .join(RevisionPart, col(RevisionPart.revision_id) == col(Revision.id))
            .where(col(Revision.id).in_(latest_ids), col(RevisionPart.kind).in_(CLAUSE_KINDS))
        )
    found: dict[str, set[str]] = {each: set() for each in ids}
    for statement_id, part_id in rows:
        found[statement_id].add(part_id)
    return {statement_id: frozenset(part_ids) for statement_id, part_ids in found.items()}


def _awaited_by_delegate(session: Session, viewer: Viewer, known: Sequence[_Known], now: datetime) -> list[Awaited]:
    ids = [each.statement.id for each in known]
    submitted = set(
        session.exec(
            select(Submission.round_id).where(
                col(Submission.statement_id).in_(ids), col(Submission.delegation_id) == viewer.delegation_id
            )
        )
    )
    drafts = _own_drafts(session, viewer, ids)
    held = set(
        session.exec(
            select(PositionTaken.revision_id).where(
                col(PositionTaken.statement_id).in_(ids),
                col(PositionTaken.delegation_id) == viewer.delegation_id,
                col(PositionTaken.part_id).is_(None),
                col(PositionTaken.submitted_at).is_not(None),
            )
        )
    )
    awaited = []
    for each in known:
        if each.is_suspended:
            continue
        if each.round and each.round.closed_at is None:
            if each.round.id not in submitted:
                awaited.append(
                    _awaited(
                        each,
                        Act.GIVE_INPUT,
                        due_at=each.round.due_at,
                        round=each.round.number,
                        drafts=drafts[each.statement.id],
                    )
                )
        elif _is_running(each.silence):
            assert each.silence is not None
            awaited.append(_awaited(each, Act.UNDER_SILENCE, due_at=each.silence.due_at))
        elif each.refuse_until and now < each.refuse_until:
            awaited.append(_awaited(each, Act.SILENCE_PROPOSED, due_at=each.refuse_until))
        elif _may_take_positions(each) and each.latest and each.latest.id not in held:
            awaited.append(_awaited(each, Act.TAKE_POSITION))
    return awaited


def _awaited_by_office(session: Session, viewer: Viewer, known: Sequence[_Known]) -> list[Awaited]:
    ids = [each.statement.id for each in known]
    submitted = Counter(
        round_id
        for round_id, _ in session.exec(
            select(Submission.round_id, Submission.delegation_id)
            .join(Delegation, col(Delegation.id) == col(Submission.delegation_id))
            .where(col(Submission.statement_id).in_(ids), col(Delegation.participation) == Participation.MEMBER)
            .distinct()
        )
    )
    members = len(members_of(session, viewer.body_id))
    unanswered = _unanswered(session, ids)
    awaited = []
    for each in known:
        if each.is_suspended:
            awaited.append(_awaited(each, Act.SUSPENDED))
        elif each.round and each.round.closed_at is None:
            awaited.append(
                _awaited(
                    each,
                    Act.ROUND_RUNS,
                    due_at=each.round.due_at,
                    round=each.round.number,
                    submitted=submitted[each.round.id],
                    members=members,
                )
            )
        elif _is_running(each.silence):
            assert each.silence is not None
            awaited.append(_awaited(each, Act.SILENCE_RUNS, due_at=each.silence.due_at))
        elif each.refuse_until:
            awaited.append(_awaited(each, Act.SILENCE_PROPOSED, due_at=each.refuse_until))
        elif each.adoption is not None:
            if not each.is_published:
                awaited.append(_awaited(each, Act.PUBLISH))
        elif each.workflow.states[each.statement.state].final:
            continue
        elif each.latest is None:
            awaited.append(_awaited(each, Act.TABLE_FIRST))
        elif unanswered[each.statement.id]:
            awaited.append(_awaited(each, Act.ANSWER_INPUT, unanswered=unanswered[each.statement.id]))
        elif each.silence and each.silence.outcome is SilenceOutcome.HELD and _on_latest(each):
            awaited.append(_awaited(each, Act.ANNOUNCE))
    return awaited


def _awaited(
    each: _Known,
    act: Act,
    *,
    due_at: datetime | None = None,
    round: int = 0,
    drafts: int = 0,
    submitted: int = 0,
    members: int = 0,
    unanswered: int = 0,
) -> Awaited:
    return Awaited(
        statement_id=each.statement.id,
        title=each.title,
        meeting=each.meeting.title,
        act=act,
        due_at=due_at,
        time_zone=each.meeting.time_zone,
        round=round,
        revision=each.latest.label if each.latest else "",
        drafts=drafts,
        submitted=submitted,
        members=members,
        unanswered=unanswered,
    )


def _own_drafts(session: Session, viewer: Viewer, ids: Sequence[str]) -> Counter[str]:
    """How many inputs of the delegation are saved and not submitted, for each statement."""
    drafts = union_all(
        *(
            select(kind.statement_id).where(
                col(kind.statement_id).in_(ids),
                col(kind.delegation_id) == viewer.delegation_id,
                col(kind.submitted_at).is_(None),
            )
            for kind in (Comment, Amendment, PositionTaken)
        )
    ).subquery()
    return _counted(session, drafts)


def _unanswered(session: Session, ids: Sequence[str]) -> Counter[str]:
    """How many inputs of closed rounds the chair has not answered, for each statement; what is consolidated is one."""
    comments = (
        select(Comment.statement_id)
        .join(Round, col(Round.id) == col(Comment.round_id))
        .join(Disposition, col(Disposition.comment_id) == col(Comment.id), isouter=True)
        .where(
            col(Comment.statement_id).in_(ids),
            col(Comment.submitted_at).is_not(None),
            col(Comment.withdrawn_at).is_(None),
            is_heard(Comment),
            not_(is_of_no_member(Comment)),
            col(Round.closed_at).is_not(None),
            col(Disposition.id).is_(None),
        )
    )
    amendments = (
        select(Amendment.statement_id)
        .join(Round, col(Round.id) == col(Amendment.round_id))
        .join(Disposition, col(Disposition.amendment_id) == col(Amendment.id), isouter=True)
        .where(
            col(Amendment.statement_id).in_(ids),
            col(Amendment.submitted_at).is_not(None),
            col(Amendment.withdrawn_at).is_(None),
            is_heard(Amendment),
            stands_by_itself(*ids),
            or_(col(Amendment.delegation_id).is_(None), not_(is_of_no_member(Amendment))),
            col(Round.closed_at).is_not(None),
            col(Disposition.id).is_(None),
        )
    )
    return _counted(session, union_all(comments, amendments).subquery())


def _counted(session: Session, rows: Subquery) -> Counter[str]:
    counted = session.execute(select(rows.c.statement_id, func.count()).group_by(rows.c.statement_id))
    return Counter(dict(counted.all()))


def _line(each: _Known) -> Line:
    open_round = each.round if each.round and each.round.closed_at is None else None
    passed = _states_passed(each.workflow, each.statement.state)
    return Line(
        id=each.statement.id,
        title=each.title,
        meeting=each.meeting.title,
        place=each.meeting.place,
        state=each.workflow.states[each.statement.state].title,
        is_suspended=each.is_suspended,
        stage=passed.index(each.statement.state) + 1,
        stages=len(passed),
        revision=each.latest.label if each.latest else "",
        clauses=len(each.clauses),
        agreed=len(each.agreed),
        round=open_round.number if open_round else 0,
        round_due_at=open_round.due_at if open_round else None,
        silence_due_at=each.silence.due_at if each.silence and _is_running(each.silence) else None,
        symbol=each.symbol,
        adopted_on=each.adoption.adopted_on if each.adoption else None,
        address=each.address,
        time_zone=each.meeting.time_zone,
    )


def _states_passed(workflow: Workflow, current: str) -> list[str]:
    """The states in the order of the file, without those to which only withdrawal leads."""
    reached = {step.to_state for step in workflow.steps if step.verb is not Verb.WITHDRAW_STATEMENT}
    return [name for name in workflow.states if name in reached | {workflow.first, current}]


def _marked(awaited: Awaited, now: datetime) -> Awaited:
    is_hot = awaited.due_at is not None and awaited.due_at - now < HOT
    return msgspec.structs.replace(awaited, is_hot=is_hot)


def _hottest_first(awaited: Awaited) -> tuple[bool, float]:
    return awaited.due_at is None, awaited.due_at.timestamp() if awaited.due_at else 0.0


def _is_running(silence: Silence | None) -> bool:
    return silence is not None and silence.outcome is None


def _on_latest(each: _Known) -> bool:
    return each.silence is not None and each.latest is not None and each.silence.revision_id == each.latest.id


def _may_take_positions(each: _Known) -> bool:
    return Allowance.TAKE_POSITIONS in each.workflow.states[each.statement.state].allows


def _by_statement(rows: Iterable[Of]) -> dict[str, list[Of]]:
    by_statement: dict[str, list[Of]] = defaultdict(list)
    for row in rows:
        by_statement[row.statement_id].append(row)
    return by_statement


def _last(rows: Sequence[Of]) -> Of | None:
    return rows[-1] if rows else None
