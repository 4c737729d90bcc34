"""The groups of a body as pages and programs show them."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlmodel import Session

from jointstatement.access.groups import Group, groups_of, groups_open_to, opted_out
from jointstatement.access.naming import named, naming_of_body
from jointstatement.access.viewer import Viewer
from jointstatement.queries.statement import Scene
from jointstatement.workflow.permit import may_manage_body


class GroupLine(msgspec.Struct, frozen=True):
    """A group in its last edition."""

    id: str
    number: int
    """Of the edition."""
    name: str
    speaker_id: str
    speaker: str
    """The member that speaks for it."""
    member_ids: tuple[str, ...]
    members: tuple[str, ...]
    """In the body's order, the speaker among them."""


class OwnGroup(msgspec.Struct, frozen=True):
    """A group of which the viewer's delegation is a member, on one text."""

    group: GroupLine
    is_speaker: bool
    is_out: bool
    """The delegation speaks for itself on this text."""


class SpokenGroup(msgspec.Struct, frozen=True):
    """A group for which a delegation speaks, with the members that have not opted out on this text."""

    id: str
    name: str
    members: tuple[str, ...]


def body_groups(session: Session, body_id: str) -> tuple[GroupLine, ...]:
    """All groups of a body, for who keeps them."""
    return _lines(session, body_id, groups_of(session, body_id))


def own_body_groups(session: Session, viewer: Viewer) -> tuple[GroupLine, ...]:
    """The groups that a person may know of: office and administration all, a delegate those of its delegation."""
    if may_manage_body(viewer.role) is None:
        return body_groups(session, viewer.body_id)
    return _lines(session, viewer.body_id, groups_open_to(session, viewer))


def own_groups(session: Session, scene: Scene) -> tuple[OwnGroup, ...]:
    """The groups of which the viewer's delegation is a member, with the members as this text names them."""
    viewer, out = scene.viewer, opted_out(session, scene.statement)
    return tuple(
        OwnGroup(
            group=_line(each, scene.names),
            is_speaker=each.speaker_id == viewer.delegation_id,
            is_out=(each.id, viewer.delegation_id) in out,
        )
        for each in groups_open_to(session, viewer)
        if viewer.delegation_id in each.member_ids
    )


def groups_spoken_for(session: Session, scene: Scene) -> tuple[SpokenGroup, ...]:
    """The groups for which this person may speak on a text; for the chair's office all, to enter what came on paper."""
    out = opted_out(session, scene.statement)
    return tuple(
        SpokenGroup(
            each.id,
            each.name,
            tuple(row.name for row in scene.members if row.id in each.member_ids and (each.id, row.id) not in out),
        )
        for each in groups_open_to(session, scene.viewer)
        if scene.viewer.is_office or (scene.viewer.is_delegate and each.speaker_id == scene.viewer.delegation_id)
    )


def _lines(session: Session, body_id: str, groups: Sequence[Group]) -> tuple[GroupLine, ...]:
    if not groups:
        return ()
    names = {each.id: each.name for each in named(naming_of_body(session, body_id))}
    return tuple(_line(each, names) for each in groups)


def _line(group: Group, names: Mapping[str, str]) -> GroupLine:
    return GroupLine(
        id=group.id,
        number=group.number,
        name=group.name,
        speaker_id=group.speaker_id,
        speaker=names.get(group.speaker_id, ""),
        member_ids=group.member_ids,
        members=tuple(name for each, name in names.items() if each in group.member_ids),
    )
