"""What the secretariat needs to enter input for a delegation: the round, the members, the parts of the text."""

from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.queries.given import underway
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.shown import Underway
from jointstatement.queries.statement import Scene, StatementHead, head_of, scene_of
from jointstatement.workflow import permit


class Member(msgspec.Struct, frozen=True):
    """A delegation for which something may be entered."""

    id: str
    name: str


class Recording(msgspec.Struct, frozen=True):
    """The page on which input is entered for a delegation."""

    head: StatementHead
    round: Underway | None
    members: tuple[Member, ...]
    places: tuple[Place, ...]
    refusal: Refusal | None
    """Why nothing can be entered now by this person, or nothing where something can."""


def recording(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> Recording:
    """For the chair's office. Raises `NotFound`, `NotYours`."""
    scene: Scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    return Recording(
        head=head_of(scene),
        round=underway(scene),
        members=tuple(Member(each.id, each.name) for each in scene.members),
        places=places_of(scene.text),
        refusal=permit.may_record_input(scene.workflow, scene.situation, viewer.role),
    )
