"""A delegation gives its input: comments and amendments are drafted inside it and submitted by its head.

A draft belongs to the delegation, whoever of it wrote it, and nobody else learns that it is there. The hour refuses
nothing: what comes after it is kept as late, until a further revision is tabled.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from sqlmodel import Session, col, select

from jointstatement.access.attribution import is_named_in, office_knows
from jointstatement.access.endorsements import Endorsed, endorsed
from jointstatement.access.input import amendment_for, cleared_or_not, comment_for
from jointstatement.access.statements import revision_part_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.consolidating import leave_when_withdrawn
from jointstatement.actions.fields import optional_text
from jointstatement.actions.fields import text as said
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.proposed import other_wording
from jointstatement.actions.record import notify, record_between, record_for_all, record_within_delegation
from jointstatement.actions.rounds import current_round, label_input
from jointstatement.actions.speaking_for import after_the_groups, speak_for_members, spoken_for
from jointstatement.errors import (
    N_,
    AlreadyAnswered,
    AlreadySubmitted,
    AlreadyWithdrawn,
    BadInput,
    EachForItself,
    NoRoundOpen,
    NotCleared,
    NotFound,
    NothingToSubmit,
    NotSubmitted,
    NotYours,
    Refusal,
    WordingHasMoved,
)
from jointstatement.models import (
    Amendment,
    Clearance,
    Comment,
    Delegation,
    PositionTaken,
    Revision,
    Round,
    Statement,
    Submission,
)
from jointstatement.terms import BLOCKING_POSITIONS, AmendmentKind, CommentClass, Role, Visibility, Weight
from jointstatement.text.anchors import words_at
from jointstatement.workflow.definition import Workflow
from jointstatement.workflow.facts import is_answered, situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_amend, may_comment, may_submit_input, may_withdraw_input
from jointstatement.workflow.situation import Situation

Given = TypeVar("Given", Comment, Amendment)
AnyDraft = TypeVar("AnyDraft", bound=Comment | Amendment)
MayDraft = Callable[[Workflow, Situation, Role], Refusal | None]


@dataclass(frozen=True, slots=True)
class BeforeUs:
    """A text that a delegation may draft on now: asked once, however much it drafts in one deed."""

    statement: Statement
    revision: Revision
    in_round: Round
    endorsed: Endorsed | None
    """The endorsement that holds: what it does not leave open takes no comment and no amendment."""
    hours: Iterator[datetime]
    """When each new draft of the deed counts as written: now, and a microsecond after the one before. So the rows of a
    form and the changes of a file keep their order wherever drafts stand in that of their hours."""

    def demand_open(self, *part_ids: str | None) -> None:
        """Raises `ClauseIsEndorsed` for parts that an endorsement closed; `None` stands for the text as a whole."""
        demand(self.endorsed.refusal(*part_ids) if self.endorsed else None)


# Drafts --------------------------------------------------------------------------------------------------------------


def comment_on(
    session: Session,
    statement_id: str,
    *,
    part_id: str | None,
    comment_class: CommentClass,
    text: str,
    quoted: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts a comment on one part of the current revision, or on the text as a whole. Returns its id.

    It may quote the words of the part that it is about. Raises `BadInput` for words that do not stand there once.
    """
    before = open_to_comments(session, statement_id, by=by, now=now)
    return draft_comment(
        session, before, part_id=part_id, comment_class=comment_class, text=text, quoted=quoted, by=by, now=now
    )


def open_to_comments(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> BeforeUs:
    """The text that a delegation may comment on now. Raises `NoRoundOpen` and what else stands in the way."""
    return _open_to(session, statement_id, may_comment, by=by, now=now)


def draft_comment(
    session: Session,
    before: BeforeUs,
    *,
    part_id: str | None,
    comment_class: CommentClass,
    text: str,
    quoted: str = "",
    replaces: str | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts a comment on a text that was asked for; `replaces` is the submitted one whose place it takes.

    Raises `ClauseIsEndorsed` for a part that an endorsement closed, and for the text as a whole.
    """
    part = revision_part_for(session, before.revision, part_id) if part_id is not None else None
    before.demand_open(part_id)
    comment = Comment(
        statement_id=before.statement.id,
        round_id=before.in_round.id,
        revision_id=before.revision.id,
        part_id=part_id,
        delegation_id=_own(by),
        comment_class=comment_class,
        text=said("text", text),
        quoted=_quoted(part.wording if part is not None else "", quoted),
        replaces=replaces,
        written_by=by.person_id,
        written_at=next(before.hours),
    )
    keep(session, comment)
    _record(session, before.statement, kind="comment_drafted", by=by, now=now, payload=_comment_payload(comment))
    return comment.id


def change_comment(
    session: Session,
    statement_id: str,
    comment_id: str,
    *,
    comment_class: CommentClass,
    text: str,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Changes a comment that is still its delegation's draft. Raises `AlreadySubmitted` or `WordingHasMoved`."""
    statement = statement_for(session, by, statement_id)
    demand(may_comment(workflow_of(statement), situation_of(session, statement, now), by.role))
    comment = own_draft(comment_for(session, by, statement, comment_id), by)
    if comment.round_id != current_round(session, statement).id:
        raise NoRoundOpen()
    if comment.version != expected:
        raise WordingHasMoved(yours=text, theirs=comment.text, version=comment.version)
    comment.comment_class = comment_class
    comment.text = said("text", text)
    comment.written_by = by.person_id
    comment.written_at = now
    keep(session, comment)
    _record(session, statement, kind="comment_changed", by=by, now=now, payload=_comment_payload(comment))


def drop_comment(session: Session, statement_id: str, comment_id: str, *, by: Viewer, now: datetime) -> None:
    """Throws a draft comment away. Raises `AlreadySubmitted`."""
    statement = statement_for(session, by, statement_id)
    comment = own_draft(comment_for(session, by, statement, comment_id), by)
    _record(session, statement, kind="comment_dropped", by=by, now=now, payload={"comment": comment.id})
    drop(session, *clearances_of(session, comment), comment)


def replace_comment(
    session: Session,
    statement_id: str,
    comment_id: str,
    *,
    comment_class: CommentClass,
    text: str,
    expected: int | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts what takes the place of a submitted comment when it is handed in in time; a draft of it is changed.

    `expected` is the version of that draft that the person saw, 0 for none; where another is there now, it raises
    `WordingHasMoved` with both. The former stays in the delegation's own history. Raises what `comment_on` raises,
    `NotYours`, `NotSubmitted`, `AlreadyWithdrawn` and `AlreadyAnswered`. Returns the draft's id.
    """
    before = open_to_comments(session, statement_id, by=by, now=now)
    former = comment_for(session, by, before.statement, comment_id)
    _demand_standing(session, former, by)
    drafts = _drafts(session, Comment, before.in_round, by)
    draft = next((each for each in drafts if each.replaces == former.id), None)
    if draft is not None:
        seen = draft.version if expected is None else expected
        change_comment(
            session, statement_id, draft.id, comment_class=comment_class, text=text, expected=seen, by=by, now=now
        )
        return draft.id
    return draft_comment(
        session,
        before,
        part_id=former.part_id,
        comment_class=comment_class,
        text=text,
        quoted=former.quoted if former.revision_id == before.revision.id else "",
        replaces=former.id,
        by=by,
        now=now,
    )


def amend(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    wording: str,
    reason: str,
    weight: Weight,
    expected: int | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts other wording for one part of the current revision; a draft on that part is replaced. Returns its id.

    `expected` is the version of the draft that the person saw, 0 for none; where another is there now, it raises
    `WordingHasMoved` with both. Closing punctuation at the end of a clause or item is none of the wording. Words that
    are the part's own are refused.
    """
    before = open_to_amendments(session, statement_id, by=by, now=now)
    return draft_amendment(
        session, before, part_id, wording=wording, reason=reason, weight=weight, expected=expected, by=by, now=now
    )


def open_to_amendments(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> BeforeUs:
    """The text to which a delegation may propose words now. Raises `NoRoundOpen` and what else stands in the way."""
    return _open_to(session, statement_id, may_amend, by=by, now=now)


def draft_amendment(
    session: Session,
    before: BeforeUs,
    part_id: str,
    *,
    wording: str,
    reason: str,
    weight: Weight,
    expected: int | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts other wording for one part of a text that was asked for."""
    statement, in_round = before.statement, before.in_round
    part = revision_part_for(session, before.revision, part_id)
    before.demand_open(part_id)
    words = other_wording(session, before.revision, part, wording)
    draft = session.exec(
        select(Amendment).where(
            col(Amendment.round_id) == in_round.id,
            col(Amendment.part_id) == part_id,
            col(Amendment.delegation_id) == _own(by),
            col(Amendment.kind) == AmendmentKind.REPLACE,
            col(Amendment.submitted_at).is_(None),
        )
    ).first()
    if expected is not None and expected != (draft.version if draft else 0):
        raise WordingHasMoved(
            yours=wording, theirs=draft.wording if draft else "", version=draft.version if draft else 0
        )
    amendment = draft or Amendment(
        statement_id=statement.id,
        round_id=in_round.id,
        revision_id=in_round.revision_id,
        part_id=part_id,
        delegation_id=_own(by),
        wording=words,
        weight=weight,
        written_by=by.person_id,
        written_at=now,
    )
    amendment.wording = words
    amendment.reason = optional_text("reason", reason)
    amendment.weight = weight
    amendment.written_by = by.person_id
    amendment.written_at = now
    keep(session, amendment)
    _record(
        session,
        statement,
        kind="amendment_changed" if draft else "amendment_drafted",
        by=by,
        now=now,
        payload={
            "amendment": amendment.id,
            "part": part_id,
            "wording": words,
            "reason": amendment.reason,
            "weight": weight,
        },
    )
    return amendment.id


def drop_amendment(session: Session, statement_id: str, amendment_id: str, *, by: Viewer, now: datetime) -> None:
    """Throws a draft amendment away. Raises `AlreadySubmitted`."""
    statement = statement_for(session, by, statement_id)
    amendment = own_draft(amendment_for(session, by, statement, amendment_id), by)
    _record(session, statement, kind="amendment_dropped", by=by, now=now, payload={"amendment": amendment.id})
    drop(session, *clearances_of(session, amendment), amendment)


# The head speaks for the delegation ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts of one delegation in one round."""

    comments: Sequence[Comment]
    amendments: Sequence[Amendment]
    positions: Sequence[PositionTaken]


def drafts_to_submit(
    session: Session, statement: Statement, in_round: Round, *, chosen: Collection[str] | None = None, by: Viewer
) -> Drafts:
    """All drafts but those that were sent back, or are on what an endorsement closed since; or the chosen ones, by ids.

    What is chosen is cleared as it is now, was written by this head, or is a position. Raises `NotCleared`, `NotFound`
    for what is no draft of the delegation in this round, and `ClauseIsEndorsed` for what is closed, where it was chosen
    or there is nothing else.
    """
    comments, amendments = _drafts(session, Comment, in_round, by), _drafts(session, Amendment, in_round, by)
    positions = session.exec(
        select(PositionTaken)
        .where(
            col(PositionTaken.round_id) == in_round.id,
            col(PositionTaken.delegation_id) == _own(by),
            col(PositionTaken.submitted_at).is_(None),
        )
        .order_by(col(PositionTaken.number))
    ).all()
    written: list[Comment | Amendment] = [*comments, *amendments]
    last = cleared_or_not(session, by, statement)
    told = {
        each.id: last[each.id].is_cleared
        for each in written
        if each.id in last and last[each.id].version == each.version
    }
    there = {each.id for each in written} | {each.id for each in positions}
    holding = endorsed(session, statement)
    closed = {each.id for each in (*written, *positions) if holding and _is_closed(holding, each)}
    wanted = {each for each in there - closed if told.get(each, True)} if chosen is None else set(chosen)
    if not wanted <= there:
        raise NotFound()
    if holding is not None and closed and (not wanted or wanted & closed):
        raise holding.closed_refusal()
    if chosen is not None and not all(
        told.get(each.id, each.written_by == by.person_id) for each in written if each.id in wanted
    ):
        raise NotCleared()
    return Drafts(
        [each for each in comments if each.id in wanted],
        [each for each in amendments if each.id in wanted],
        [each for each in positions if each.id in wanted],
    )


def _is_closed(holding: Endorsed, draft: Comment | Amendment | PositionTaken) -> bool:
    """Whether the draft is refused by now: a comment or an amendment, and of positions an objection or a reserve."""
    if isinstance(draft, PositionTaken):
        stands_in_the_way = draft.part_id is not None and draft.position in BLOCKING_POSITIONS
        return stands_in_the_way and holding.refusal(draft.part_id) is not None
    parts = [draft.part_id]
    if isinstance(draft, Amendment) and draft.kind is AmendmentKind.MERGE:
        parts.append(draft.other_part_id)
    return holding.refusal(*parts) is not None


def submit_input(
    session: Session,
    statement_id: str,
    *,
    chosen: Collection[str] | None = None,
    group_id: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """Hands in what the delegation has drafted in the current round, or chosen drafts. Returns the submission's id.

    What was sent back to its expert stays a draft, and so does what is on clauses that were endorsed since.

    In a blind round nobody else reads it before the hour. In an open one, and after the hour, it is before all at once
    and has its labels; after the hour it is marked as late. With a `group_id` it is handed in for that group, and
    counts for the members from its circulation on. Raises `NothingToSubmit`, what `drafts_to_submit` and `spoken_for`
    raise, and `EachForItself` where the round is for the chair alone.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_submit_input(workflow_of(statement), situation_of(session, statement, now), by.role))
    in_round = current_round(session, statement)
    edition_id = spoken_for(session, group_id, by=by).edition_id if group_id else None
    if edition_id and in_round.visibility is Visibility.CHAIR_ONLY:
        raise EachForItself()
    drafts = drafts_to_submit(session, statement, in_round, chosen=chosen, by=by)
    comments, amendments, positions = drafts.comments, drafts.amendments, drafts.positions
    if not (comments or amendments or positions):
        raise NothingToSubmit()
    is_late = in_round.closed_at is not None or in_round.due_at <= now
    submission = Submission(
        statement_id=statement.id,
        round_id=in_round.id,
        delegation_id=_own(by),
        submitted_at=now,
        submitted_by=by.person_id,
        is_late=is_late,
        group_edition_id=edition_id,
    )
    keep(session, submission)
    for position in positions:
        position.group_edition_id = edition_id
        after_the_groups(session, statement, position)
    for given in (*comments, *amendments, *positions):
        given.submission_id = submission.id
        given.submitted_at = now
        given.is_late = is_late
        keep(session, given)
    _record(
        session,
        statement,
        kind="input_submitted",
        by=by,
        now=now,
        payload={
            "submission": submission.id,
            "round": in_round.number,
            "is_late": is_late,
            "comments": [comment.id for comment in comments],
            "amendments": [amendment.id for amendment in amendments],
            "positions": [position.id for position in positions],
        },
    )
    circulate_input(session, statement, in_round, delegation_id=_own(by), is_late=is_late, by=by, now=now)
    for whom in ("office", _own(by)) if office_knows(in_round) else (_own(by),):
        notify(
            session,
            statement=statement,
            kind="input_submitted",
            to=whom,
            now=now,
            parameters={"delegation": by.delegation, "round": in_round.number},
        )
    return submission.id


def circulate_input(
    session: Session,
    statement: Statement,
    in_round: Round,
    *,
    delegation_id: str,
    is_late: bool,
    by: Viewer,
    now: datetime,
) -> None:
    """Labels what a delegation handed in and puts it before those who read it now: all, or the chair alone."""
    if in_round.visibility is Visibility.CHAIR_ONLY:
        record_between(
            session,
            statement,
            delegation_id,
            kind="input_labelled",
            by=by,
            now=now,
            payload={"round": in_round.number, "is_late": is_late, "input": label_input(session, in_round)},
        )
    if not is_before_all(in_round):
        return
    speak_for_members(session, statement, in_round, by=by, now=now)
    named: dict[str, object] = {}
    if is_named_in(in_round):
        named = {"delegation_id": delegation_id, "delegation": session.get_one(Delegation, delegation_id).name}
    told = {"round_id": in_round.id, "is_late": is_late, **named, "input": label_input(session, in_round)}
    record_for_all(session, statement, "input_circulated", told, by=_teller(in_round, by), now=now)


def withdraw_comment(session: Session, statement_id: str, comment_id: str, *, by: Viewer, now: datetime) -> None:
    """Takes a submitted comment back, until the chair has answered it (`AlreadyAnswered`)."""
    statement = _statement_to_withdraw_in(session, statement_id, by=by, now=now)
    comment = comment_for(session, by, statement, comment_id)
    _withdraw(session, statement, comment, kind="comment_withdrawn", by=by, now=now)


def withdraw_amendment(session: Session, statement_id: str, amendment_id: str, *, by: Viewer, now: datetime) -> None:
    """Takes a submitted amendment back, until the chair has answered it (`AlreadyAnswered`)."""
    statement = _statement_to_withdraw_in(session, statement_id, by=by, now=now)
    amendment = amendment_for(session, by, statement, amendment_id)
    _withdraw(session, statement, amendment, kind="amendment_withdrawn", by=by, now=now)
    leave_when_withdrawn(session, statement, amendment, by=by, now=now)


def _statement_to_withdraw_in(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> Statement:
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_input(workflow_of(statement), situation_of(session, statement, now), by.role))
    return statement


def _withdraw(
    session: Session,
    statement: Statement,
    given: Comment | Amendment,
    *,
    kind: str,
    by: Viewer,
    now: datetime,
) -> None:
    _demand_standing(session, given, by)
    given.withdrawn_at = now
    keep(session, given)
    _record(session, statement, kind=kind, by=by, now=now, payload={"id": given.id, "label": given.label})
    in_round = session.get(Round, given.round_id)
    assert in_round is not None, "the round of an input stays"
    if is_before_all(in_round):
        record_for_all(session, statement, kind, {"label": given.label}, by=_teller(in_round, by), now=now)
    if is_before_all(in_round) or in_round.visibility is Visibility.CHAIR_ONLY:
        notify(
            session,
            statement=statement,
            kind=kind,
            to="office",
            now=now,
            parameters={"label": given.label, **({"delegation": by.delegation} if office_knows(in_round) else {})},
        )


def _teller(in_round: Round, by: Viewer) -> Viewer | None:
    """Who is told to all to have acted: nobody, where a person's own name would give the delegation away."""
    return by if is_named_in(in_round) else None


def is_before_all(in_round: Round) -> bool:
    """Whether what was handed in to this round lies before all delegations by now."""
    if in_round.visibility is Visibility.CHAIR_ONLY:
        return False
    return in_round.closed_at is not None or in_round.visibility is Visibility.OPEN


def _demand_standing(session: Session, given: Comment | Amendment, by: Viewer) -> None:
    """It is the delegation's own, was handed in, stands and is not answered."""
    _demand_own(given, by)
    if given.submitted_at is None:
        raise NotSubmitted()
    if given.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    if is_answered(session, given):
        raise AlreadyAnswered()


def clearances_of(session: Session, draft: Comment | Amendment) -> Sequence[Clearance]:
    """What its head said of a draft; it goes with the draft."""
    subject = Clearance.comment_id if isinstance(draft, Comment) else Clearance.amendment_id
    return session.exec(select(Clearance).where(col(subject) == draft.id)).all()


def _drafts(session: Session, kind: type[Given], in_round: Round, by: Viewer) -> Sequence[Given]:
    return session.exec(
        select(kind)
        .where(
            col(kind.round_id) == in_round.id,
            col(kind.delegation_id) == _own(by),
            col(kind.submitted_at).is_(None),
        )
        .order_by(col(kind.written_at), col(kind.id))
    ).all()


def _own(by: Viewer) -> str:
    """The delegation of a delegate; nobody else gets past the table of roles."""
    if by.delegation_id is None:
        raise NotFound()
    return by.delegation_id


def _demand_own(given: Comment | Amendment, by: Viewer) -> None:
    if given.delegation_id != by.delegation_id:
        raise NotYours(who=N_("the delegation that wrote it"))


def own_draft(given: AnyDraft, by: Viewer) -> AnyDraft:
    """What this person's delegation may still change. Raises `NotYours`, `AlreadySubmitted`."""
    _demand_own(given, by)
    if given.submitted_at is not None:
        raise AlreadySubmitted()
    return given


def _open_to(session: Session, statement_id: str, may_draft: MayDraft, *, by: Viewer, now: datetime) -> BeforeUs:
    statement = statement_for(session, by, statement_id)
    demand(may_draft(workflow_of(statement), situation_of(session, statement, now), by.role))
    in_round = current_round(session, statement)
    revision = session.exec(select(Revision).where(col(Revision.id) == in_round.revision_id)).one()
    hours = (now + place * timedelta(microseconds=1) for place in count())
    return BeforeUs(statement, revision, in_round, endorsed(session, statement), hours)


def _comment_payload(comment: Comment) -> dict[str, object]:
    return {
        "comment": comment.id,
        "part": comment.part_id,
        "class": comment.comment_class,
        "text": comment.text,
        **({"quoted": comment.quoted} if comment.quoted else {}),
    }


def _quoted(wording: str, words: str) -> str:
    """The words that a comment is about, in one line. Raises `BadInput` where they do not stand there once."""
    words = " ".join(optional_text("quoted", words).split())
    count = len(words_at(wording, words))
    if words and not count:
        raise BadInput(
            "quoted", N_("These words do not stand in this part. Please copy whole words from it, or quote none.")
        )
    if count > 1:
        raise BadInput("quoted", N_("These words stand there more than once. Please quote a few more beside them."))
    return words


def _record(
    session: Session, statement: Statement, *, kind: str, by: Viewer, now: datetime, payload: dict[str, object]
) -> None:
    record_within_delegation(session, statement, _own(by), kind=kind, by=by, now=now, payload=payload)
