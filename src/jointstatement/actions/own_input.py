"""A delegate saves in one press what was done on one part, and a head hands in what replaces what was handed in.

Each deed asks and records for itself; here they are one transaction.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import revision_part_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.giving_input import (
    Drafts,
    amend,
    comment_on,
    drafts_to_submit,
    drop_amendment,
    submit_input,
    withdraw_amendment,
    withdraw_comment,
)
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import current_round
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import N_, BadInput, WordingHasMoved
from jointstatement.models import Amendment, Comment, Disposition, PositionTaken, Round, Statement
from jointstatement.terms import (
    BLOCKING_POSITIONS,
    CLAUSE_KINDS,
    AmendmentKind,
    CommentClass,
    PartKind,
    Position,
    ReserveKind,
    Weight,
)
from jointstatement.text.punctuate import split_ending
from jointstatement.text.wording import canonical
from jointstatement.workflow.facts import is_answered, situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_submit_input


def save_on_part(
    session: Session,
    statement_id: str,
    *,
    part_id: str | None,
    position: Position | None = None,
    position_reason: str = "",
    would_lift_if: str = "",
    reserve_kind: ReserveKind | None = None,
    confirm_by: datetime | None = None,
    confirm_as_typed: str = "",
    group_id: str = "",
    wording: str | None = None,
    weight: Weight = Weight.PREFERRED,
    reason: str = "",
    expected: int = 0,
    comment_class: CommentClass = CommentClass.SUBSTANTIVE,
    comment: str = "",
    quoted: str = "",
    by: Viewer,
    now: datetime,
) -> None:
    """Saves what a delegate did on one part (or on the whole text): a position, other wording, a further comment.

    What is as it was is not saved again: a position that the delegation holds, a wording that it proposed. Wording that
    is the part's own again takes a draft away. `expected` is the version of the draft amendment that was seen, 0 for
    none. Raises what `take_position`, `amend` and `comment_on` raise; nothing is saved then.
    """
    statement = statement_for(session, by, statement_id)
    would_lift_if = would_lift_if if position in BLOCKING_POSITIONS else ""
    reserve_kind = reserve_kind or ReserveKind.GENERAL if position is Position.RESERVE else None
    confirm_by = confirm_by if position is Position.AD_REFERENDUM else None
    said = (position_reason, would_lift_if, reserve_kind, confirm_by)
    if position is not None and (group_id or not _is_held(session, statement, part_id, position, said, by)):
        take_position(
            session,
            statement_id,
            part_id=part_id,
            position=position,
            reason=position_reason,
            would_lift_if=would_lift_if,
            reserve_kind=reserve_kind,
            confirm_by=confirm_by,
            confirm_as_typed=confirm_as_typed,
            group_id=group_id,
            by=by,
            now=now,
        )
    if wording is not None and part_id is not None:
        _save_wording(
            session,
            statement,
            part_id,
            wording=wording,
            weight=weight,
            reason=reason,
            expected=expected,
            by=by,
            now=now,
        )
    if comment.strip():
        comment_on(
            session,
            statement_id,
            part_id=part_id,
            comment_class=comment_class,
            text=comment,
            quoted=quoted,
            by=by,
            now=now,
        )
    elif quoted.strip():
        raise BadInput("comment", N_("You quote words of the text. Please say what you remark on them."))


def hand_in(
    session: Session,
    statement_id: str,
    *,
    chosen: Collection[str] | None = None,
    group_id: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """Submits the delegation's input, or chosen drafts; in an open round, what they replace is withdrawn at once.

    What comes late replaces nothing, whether it is admitted or not: its author may withdraw the former itself. Raises
    what `submit_input` raises. Returns the submission's id.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_submit_input(workflow_of(statement), situation_of(session, statement, now), by.role))
    in_round = current_round(session, statement)
    if in_round.closed_at is None:
        drafts = drafts_to_submit(session, statement, in_round, chosen=chosen, by=by)
        for comment_id in _replaced_comments(session, drafts):
            withdraw_comment(session, statement_id, comment_id, by=by, now=now)
        for amendment_id in _replaced(session, statement, in_round, drafts.amendments, by):
            withdraw_amendment(session, statement_id, amendment_id, by=by, now=now)
    return submit_input(session, statement_id, chosen=chosen, group_id=group_id, by=by, now=now)


def _is_held(
    session: Session,
    statement: Statement,
    part_id: str | None,
    position: Position,
    said: tuple[str, str, ReserveKind | None, datetime | None],
    by: Viewer,
) -> bool:
    last = session.exec(
        select(PositionTaken)
        .where(
            col(PositionTaken.statement_id) == statement.id,
            col(PositionTaken.delegation_id) == by.delegation_id,
            col(PositionTaken.part_id).is_(None) if part_id is None else col(PositionTaken.part_id) == part_id,
        )
        .order_by(col(PositionTaken.number).desc())
        .limit(1)
    ).first()
    return (
        last is not None
        and last.spoken_by is None
        and last.revision_id == revision_on_the_table(session, statement).id
        and last.position is position
        and (last.reason, last.would_lift_if, last.reserve_kind, last.confirm_by) == said
        and last.lapsed_at is None
        # A draft that its round left behind takes no effect any more.
        and (last.submitted_at is not None or _is_open(session, last.round_id))
    )


def _is_open(session: Session, round_id: str | None) -> bool:
    row = session.get(Round, round_id)
    return row is not None and row.closed_at is None


def _save_wording(
    session: Session,
    statement: Statement,
    part_id: str,
    *,
    wording: str,
    weight: Weight,
    reason: str,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    revision = revision_on_the_table(session, statement)
    part = revision_part_for(session, revision, part_id)
    words = canonical(wording)
    if part.kind in CLAUSE_KINDS or part.kind is PartKind.ITEM:
        words = canonical(split_ending(words)[0])
    own = session.exec(
        select(Amendment)
        .where(
            col(Amendment.statement_id) == statement.id,
            col(Amendment.revision_id) == revision.id,
            col(Amendment.part_id) == part_id,
            col(Amendment.delegation_id) == by.delegation_id,
            col(Amendment.kind) == AmendmentKind.REPLACE,
            col(Amendment.withdrawn_at).is_(None),
        )
        .order_by(col(Amendment.written_at))
    ).all()
    draft = next((row for row in own if row.submitted_at is None), None)
    shown = draft or (own[-1] if own else None)
    if shown is not None and (words, weight, reason) == (shown.wording, shown.weight, shown.reason):
        return
    if words == part.wording:
        if draft is not None:
            if draft.version != expected:
                raise WordingHasMoved(yours=wording, theirs=draft.wording, version=draft.version)
            drop_amendment(session, statement.id, draft.id, by=by, now=now)
        return
    amend(
        session,
        statement.id,
        part_id,
        wording=wording,
        reason=reason,
        weight=weight,
        expected=expected,
        by=by,
        now=now,
    )


def _replaced_comments(session: Session, drafts: Drafts) -> list[str]:
    """The comments, standing and unanswered, whose place a draft takes."""
    former = session.exec(
        select(Comment).where(
            col(Comment.id).in_([each.replaces for each in drafts.comments if each.replaces]),
            col(Comment.withdrawn_at).is_(None),
        )
    ).all()
    return [each.id for each in former if not is_answered(session, each)]


def _replaced(
    session: Session, statement: Statement, in_round: Round, drafts: Sequence[Amendment], by: Viewer
) -> list[str]:
    """The amendments, handed in and unanswered, whose place a newer draft takes.

    Those of the open round on whose part the delegation has one, and those of earlier revisions that it gives anew.
    """
    own = session.exec(
        select(Amendment).where(
            col(Amendment.statement_id) == statement.id,
            col(Amendment.delegation_id) == by.delegation_id,
            col(Amendment.withdrawn_at).is_(None),
        )
    ).all()
    reissued = {row.reissue_of for row in drafts}
    answered = set(
        session.exec(select(Disposition.amendment_id).where(col(Disposition.statement_id) == statement.id)).all()
    )
    # New clauses stand beside one another; of all else a delegation proposes one of a kind for a part.
    redrafted = {(row.part_id, row.kind) for row in drafts if row.kind is not AmendmentKind.ADD_AFTER}
    return [
        row.id
        for row in own
        if row.submitted_at is not None
        and row.id not in answered
        and (row.id in reissued or (row.round_id == in_round.id and (row.part_id, row.kind) in redrafted))
    ]
