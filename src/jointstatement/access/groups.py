"""The groups of a body: who is in them, who speaks for them, and for whom what was given for them counts.

That a group exists and who is in it is known to the chair's office and to the group's own members. Which members have
opted out shows only beside what was given for the group, to those who may load that.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from sqlmodel import Session, col, func, select

from jointstatement.access.viewer import Viewer
from jointstatement.database import remembered
from jointstatement.errors import NotFound
from jointstatement.models import (
    DelegationGroup,
    GroupEdition,
    GroupMember,
    GroupOptOut,
    PositionTaken,
    Statement,
    Submission,
)


@dataclass(frozen=True, slots=True)
class Group:
    """A group in one edition."""

    id: str
    edition_id: str
    number: int
    name: str
    speaker_id: str
    member_ids: tuple[str, ...]
    told_ids: tuple[str, ...] = ()
    """Of what was handed in for it: the members that learn who spoke, whatever the rule of the round."""


def groups_of(session: Session, body_id: str) -> list[Group]:
    """The groups of a body in their last editions, by name."""
    last = (
        select(col(GroupEdition.group_id).label("group_id"), func.max(col(GroupEdition.number)).label("number"))
        .group_by(col(GroupEdition.group_id))
        .subquery()
    )
    editions = session.exec(
        select(GroupEdition)
        .join(DelegationGroup, col(DelegationGroup.id) == col(GroupEdition.group_id))
        .join(last, (col(GroupEdition.group_id) == last.c.group_id) & (col(GroupEdition.number) == last.c.number))
        .where(col(DelegationGroup.body_id) == body_id)
        .order_by(col(GroupEdition.name), col(GroupEdition.id))
    ).all()
    return _with_members(session, editions)


def groups_open_to(session: Session, viewer: Viewer) -> list[Group]:
    """The groups that a person may know of: the office all, a delegate those of its delegation."""
    if not (viewer.is_office or viewer.is_delegate):
        return []
    return [
        each
        for each in groups_of(session, viewer.body_id)
        if viewer.is_office or viewer.delegation_id in each.member_ids
    ]


def own_group(session: Session, viewer: Viewer, group_id: str) -> Group:
    """A group of which the delegate's delegation is a member. Raises `NotFound`."""
    for each in groups_of(session, viewer.body_id):
        if each.id == group_id and viewer.is_delegate and viewer.delegation_id in each.member_ids:
            return each
    raise NotFound()


def editions_of(session: Session, group: Group) -> set[str]:
    """The ids of all the editions of a group."""
    return set(session.exec(select(GroupEdition.id).where(col(GroupEdition.group_id) == group.id)))


def opted_out(session: Session, statement: Statement) -> set[tuple[str, str]]:
    """The ids of groups and members, where the member speaks for itself on this text."""
    rows = session.exec(
        select(GroupOptOut.group_id, GroupOptOut.delegation_id).where(
            col(GroupOptOut.statement_id) == statement.id, col(GroupOptOut.ended_at).is_(None)
        )
    )
    return set(rows.all())


def editions_spoken_for(session: Session, statement: Statement) -> Mapping[str, Group]:
    """The groups for which something was given on this text, by the ids of their editions and of the submissions.

    Each without the members that have opted out. Of a submission those are told who spoke for whom the group spoke when
    it was circulated: who had opted out then and has come back since is not. It tells nobody what was given: who may
    not load that looks up nothing under its id.
    """
    return remembered(session, lambda: _editions_spoken_for(session, statement), "spoken for", statement.id)


def _editions_spoken_for(session: Session, statement: Statement) -> Mapping[str, Group]:
    handed_in = {
        submission: (edition or "", told_at)
        for submission, edition, told_at in session.exec(
            select(Submission.id, Submission.group_edition_id, Submission.told_members_at).where(
                col(Submission.statement_id) == statement.id, col(Submission.group_edition_id).is_not(None)
            )
        )
    }
    taken = session.exec(
        select(PositionTaken.group_edition_id)
        .where(col(PositionTaken.statement_id) == statement.id, col(PositionTaken.group_edition_id).is_not(None))
        .distinct()
    )
    wanted = {each for each in (*(edition for edition, _ in handed_in.values()), *taken) if each}
    if not wanted:
        return MappingProxyType({})
    outs, whole = _opt_outs(session, statement), _in_editions(session, wanted)
    left = [each for each in outs if each.ended_at is None]
    found = {key: replace(each, member_ids=_heard_through(each, left)) for key, each in whole.items()}
    submitted = {
        submission: replace(
            found[edition], told_ids=_heard_through(whole[edition], [each for each in outs if _stood(each, told_at)])
        )
        for submission, (edition, told_at) in handed_in.items()
    }
    return MappingProxyType(found | submitted)


def groups_asked_for(
    session: Session, statement: Statement, asked: Mapping[str, tuple[str, datetime]]
) -> dict[str, Group]:
    """The groups for which something was asked on this text, by what was asked: of which edition, and when.

    Each with the members for which it is asked still. Who had opted out at that hour or did so later is not among them,
    and not after coming back either: it was told of nothing meanwhile.
    """
    if not asked:
        return {}
    outs, whole = _opt_outs(session, statement), _in_editions(session, {edition for edition, _ in asked.values()})
    found = {}
    for key, (edition, at) in asked.items():
        since = [each for each in outs if each.ended_at is None or each.ended_at >= at]
        found[key] = replace(whole[edition], member_ids=_heard_through(whole[edition], since))
    return found


def _opt_outs(session: Session, statement: Statement) -> Sequence[GroupOptOut]:
    return session.exec(select(GroupOptOut).where(col(GroupOptOut.statement_id) == statement.id)).all()


def _in_editions(session: Session, wanted: Collection[str]) -> dict[str, Group]:
    editions = session.exec(select(GroupEdition).where(col(GroupEdition.id).in_(wanted)).order_by(col(GroupEdition.id)))
    return {each.edition_id: each for each in _with_members(session, editions.all())}


def _heard_through(group: Group, outs: Sequence[GroupOptOut]) -> tuple[str, ...]:
    """The members that are none of those who opted out."""
    out = {each.delegation_id for each in outs if each.group_id == group.id}
    return tuple(member for member in group.member_ids if member not in out)


def _stood(out: GroupOptOut, at: datetime | None) -> bool:
    if at is None:
        return out.ended_at is None
    return out.opted_out_at <= at and (out.ended_at is None or out.ended_at >= at)


def _with_members(session: Session, editions: Sequence[GroupEdition]) -> list[Group]:
    members: dict[str, list[str]] = {each.id: [] for each in editions}
    rows = session.exec(
        select(GroupMember.edition_id, GroupMember.delegation_id)
        .where(col(GroupMember.edition_id).in_(members))
        .order_by(col(GroupMember.delegation_id))
    )
    for edition_id, delegation_id in rows:
        members[edition_id].append(delegation_id)
    return [
        Group(each.group_id, each.id, each.number, each.name, each.speaker_id, tuple(members[each.id]))
        for each in editions
    ]
