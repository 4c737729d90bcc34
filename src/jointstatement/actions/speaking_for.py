"""One delegation speaks for its group: what it gives counts for each member that has not said otherwise.

A member has said otherwise by opting out for a text, by an objection or reserve of its own that stands, or by a
position of its own on the same part of the same revision, or by not sharing what its group broke silence on there. It
is never counted twice. No group consents for a member whose answer in writing was still awaited at the hour.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, exists, select

from jointstatement.access.groups import Group, groups_open_to, opted_out, own_group
from jointstatement.access.reviews import same_in_substance
from jointstatement.access.statements import members_of
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import next_position_number
from jointstatement.actions.record import notify, record
from jointstatement.actions.written_hour import answered_after_the_hour
from jointstatement.errors import NotFound, SpeaksNotForIt
from jointstatement.models import (
    Delegation,
    GroupEdition,
    GroupMember,
    GroupOptOut,
    PositionTaken,
    Revision,
    Round,
    Silence,
    SilenceBreak,
    SilenceBreakMember,
    Statement,
    Submission,
)
from jointstatement.terms import BLOCKING_POSITIONS, Chain


def spoken_for(session: Session, group_id: str, *, by: Viewer) -> Group:
    """The group for which a delegate's delegation speaks. Raises `NotFound`, and `SpeaksNotForIt`."""
    group = own_group(session, by, group_id)
    if group.speaker_id != by.delegation_id:
        raise SpeaksNotForIt(group=group.name)
    return group


def group_of_speaker(session: Session, group_id: str, speaker: Delegation, *, by: Viewer) -> Group:
    """The group for which the office enters what its speaker said. Raises `NotFound`, and `SpeaksNotForIt`."""
    group = next((each for each in groups_open_to(session, by) if each.id == group_id), None)
    if group is None:
        raise NotFound()
    if group.speaker_id != speaker.id:
        raise SpeaksNotForIt(group=group.name)
    return group


def speak_for_members(
    session: Session, statement: Statement, in_round: Round, *, by: Viewer | None, now: datetime
) -> None:
    """What was handed in to a round for groups begins to count for their members: with its circulation, not before."""
    submissions = session.exec(
        select(Submission)
        .where(
            col(Submission.round_id) == in_round.id,
            col(Submission.group_edition_id).is_not(None),
            col(Submission.told_members_at).is_(None),
        )
        .order_by(col(Submission.submitted_at), col(Submission.id))
    ).all()
    for submission in submissions:
        submission.told_members_at = now
        keep(session, submission)
        positions = session.exec(
            select(PositionTaken)
            .where(col(PositionTaken.submission_id) == submission.id)
            .order_by(col(PositionTaken.number))
        ).all()
        for position in positions:
            take_for_members(session, statement, position, by=by, now=now)
        group = _edition(session, statement, submission.group_edition_id or "")
        speaker = session.get_one(Delegation, submission.delegation_id)
        for member_id in _members_heard_through(session, statement, group):
            named = {"delegation": speaker.name, "group": group.name}
            notify(session, statement=statement, kind="group_spoke", to=member_id, now=now, parameters=named)


def take_for_members(
    session: Session,
    statement: Statement,
    taken: PositionTaken,
    *,
    among: Collection[str] | None = None,
    by: Viewer | None,
    now: datetime,
) -> tuple[str, ...]:
    """A position that was taken for a group becomes the position of each member that has not said otherwise.

    Of the members `among` alone, where they are given. Returns the ids of those whose position it became.
    """
    group = _edition(session, statement, taken.group_edition_id or "")
    became: list[str] = []
    for member_id in _members_heard_through(session, statement, group):
        awaited = answered_after_the_hour(session, taken.revision_id, member_id, taken.part_id, taken.position)
        if awaited is not None or _has_said_otherwise(session, taken, group, member_id):
            continue
        if among is not None and member_id not in among:
            continue
        row = PositionTaken(
            statement_id=statement.id,
            revision_id=taken.revision_id,
            round_id=taken.round_id,
            part_id=taken.part_id,
            delegation_id=member_id,
            number=next_position_number(session, statement, member_id),
            position=taken.position,
            reason=taken.reason,
            would_lift_if=taken.would_lift_if,
            reserve_kind=taken.reserve_kind,
            confirm_by=taken.confirm_by,
            confirm_as_typed=taken.confirm_as_typed,
            group_edition_id=taken.group_edition_id,
            spoken_by=taken.delegation_id,
            taken_by=taken.taken_by,
            taken_at=taken.taken_at,
            received_at=taken.received_at,
            submission_id=taken.submission_id,
            submitted_at=now,
            is_late=taken.is_late,
        )
        keep(session, row)
        record(
            session,
            chain=Chain.DELEGATION,
            kind="position_taken_for",
            by=by,
            now=now,
            body_id=statement.body_id,
            statement_id=statement.id,
            delegation_id=member_id,
            payload={
                "position_id": row.id,
                "group": group.name,
                "part_id": row.part_id,
                "position": row.position,
                "reason": row.reason,
            },
        )
        became.append(member_id)
    return tuple(became)


def after_the_groups(session: Session, statement: Statement, own: PositionTaken) -> None:
    """A delegation's own position that was drafted before a group spoke for it takes the group's place all the same."""
    later = session.exec(
        select(PositionTaken.id).where(
            col(PositionTaken.statement_id) == statement.id,
            col(PositionTaken.delegation_id) == own.delegation_id,
            col(PositionTaken.number) > own.number,
            col(PositionTaken.spoken_by).is_not(None),
        )
    ).first()
    if later is not None:
        own.number = next_position_number(session, statement, own.delegation_id)


def _edition(session: Session, statement: Statement, edition_id: str) -> Group:
    edition = session.get_one(GroupEdition, edition_id)
    members = session.exec(select(GroupMember.delegation_id).where(col(GroupMember.edition_id) == edition_id)).all()
    return Group(edition.group_id, edition.id, edition.number, edition.name, edition.speaker_id, tuple(members))


def _members_heard_through(session: Session, statement: Statement, group: Group) -> list[str]:
    """The other members for which the group speaks on this text, in the body's order."""
    out = opted_out(session, statement)
    return [
        each.id
        for each in members_of(session, statement.body_id)
        if each.id in group.member_ids and each.id != group.speaker_id and (group.id, each.id) not in out
    ]


def _has_said_otherwise(session: Session, taken: PositionTaken, group: Group, member_id: str) -> bool:
    if _has_declined(session, taken, group, member_id):
        return True
    last = session.exec(
        select(PositionTaken)
        .where(
            col(PositionTaken.statement_id) == taken.statement_id,
            col(PositionTaken.delegation_id) == member_id,
            col(PositionTaken.part_id).is_(None)
            if taken.part_id is None
            else col(PositionTaken.part_id) == taken.part_id,
            col(PositionTaken.submitted_at).is_not(None),
        )
        .order_by(col(PositionTaken.number).desc())
        .limit(1)
    ).first()
    if last is None or last.spoken_by is not None or last.lapsed_at is not None:
        return False
    return last.revision_id in _same_words(session, taken) or last.position in BLOCKING_POSITIONS


def _same_words(session: Session, taken: PositionTaken) -> frozenset[str]:
    return same_in_substance(session, session.get_one(Revision, taken.revision_id))


def _has_declined(session: Session, taken: PositionTaken, group: Group, member_id: str) -> bool:
    """It said so of the break itself; what it shared no more by opting out, it took up again by coming back."""
    opted_out_then = exists().where(
        col(GroupOptOut.statement_id) == taken.statement_id,
        col(GroupOptOut.group_id) == group.id,
        col(GroupOptOut.delegation_id) == member_id,
        col(GroupOptOut.opted_out_at) == col(SilenceBreakMember.declined_at),
    )
    declined = (
        select(SilenceBreakMember.id)
        .join(SilenceBreak, col(SilenceBreak.id) == col(SilenceBreakMember.break_id))
        .join(Silence, col(Silence.id) == col(SilenceBreak.silence_id))
        .join(GroupEdition, col(GroupEdition.id) == col(SilenceBreak.group_edition_id))
        .where(
            col(SilenceBreakMember.delegation_id) == member_id,
            col(SilenceBreakMember.declined_at).is_not(None),
            col(SilenceBreak.part_id).is_not_distinct_from(taken.part_id),
            col(Silence.revision_id).in_(_same_words(session, taken)),
            col(GroupEdition.group_id) == group.id,
            ~opted_out_then,
        )
    )
    return session.exec(declined).first() is not None
