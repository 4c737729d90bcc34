"""The groups of a body: the secretariat says who is in them and who speaks for them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.groups import groups_of
from jointstatement.access.statements import all_delegations_of
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record
from jointstatement.errors import N_, BadInput, ChangedMeanwhile, NotFound
from jointstatement.models import DelegationGroup, GroupEdition, GroupMember
from jointstatement.terms import Chain
from jointstatement.workflow.permit import demand, may_manage_body


def begin_group(
    session: Session, *, name: str, member_ids: Sequence[str], speaker_id: str, by: Viewer, now: datetime
) -> str:
    """Begins a group of members of the body, one of which speaks for it. Returns its id. Raises as `change_group`."""
    demand(may_manage_body(by.role))
    group = DelegationGroup(body_id=by.body_id, begun_at=now, begun_by=by.person_id)
    keep(session, group)
    _save(session, group, "group_begun", 1, name, member_ids, speaker_id, by=by, now=now)
    return group.id


def change_group(
    session: Session,
    group_id: str,
    *,
    name: str,
    member_ids: Sequence[str],
    speaker_id: str,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Saves a group as a further edition; what was given for it before stays given for those who were in it then.

    Raises `NotYours`, `NotFound`, `ChangedMeanwhile`, and `BadInput` for a name that is none or another group's, for
    fewer than two members, for an observer, and for a speaker that is no member.
    """
    demand(may_manage_body(by.role))
    group = session.get(DelegationGroup, group_id)
    if group is None or group.body_id != by.body_id:
        raise NotFound()
    last = next(each for each in groups_of(session, by.body_id) if each.id == group.id)
    if last.number != expected:
        raise ChangedMeanwhile()
    _save(session, group, "group_changed", expected + 1, name, member_ids, speaker_id, by=by, now=now)


def _save(
    session: Session,
    group: DelegationGroup,
    kind: str,
    number: int,
    name: str,
    member_ids: Sequence[str],
    speaker_id: str,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    name = line("name", name)
    if any(each.name == name and each.id != group.id for each in groups_of(session, by.body_id)):
        raise BadInput("name", N_("There is a group “{name}” already. Please choose another name."), name=name)
    chosen = [each for each in all_delegations_of(session, by.body_id) if each.id in set(member_ids)]
    if len(chosen) != len(set(member_ids)) or not all(each.is_member for each in chosen):
        raise BadInput("members", N_("Only members of the body are members of a group. Please choose again."))
    if len(chosen) < 2:
        raise BadInput("members", N_("A group has two members or more. Please choose them."))
    if speaker_id not in {each.id for each in chosen}:
        raise BadInput("speaker", N_("Who speaks for the group is one of its members. Please choose again."))
    edition = GroupEdition(
        group_id=group.id, number=number, name=name, speaker_id=speaker_id, saved_at=now, saved_by=by.person_id
    )
    keep(session, edition, *(GroupMember(edition_id=edition.id, delegation_id=each.id) for each in chosen))
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind=kind,
        by=by,
        now=now,
        body_id=by.body_id,
        payload={
            "group_id": group.id,
            "edition": number,
            "group": name,
            "members": [each.name for each in chosen],
            "delegation": next(each.name for each in chosen if each.id == speaker_id),
        },
    )
