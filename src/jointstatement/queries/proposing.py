"""What a delegate needs to propose more than other words for a part: where it might stand, what it might become."""

from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.endorsements import endorsed
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.queries.part import delegates_scene
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.redline import marks_of
from jointstatement.queries.statement import StatementHead, head_of, latest_id, wording_on
from jointstatement.terms import CLAUSE_KINDS, AmendmentKind, PartKind
from jointstatement.text.place import halves, kind_after, may_follow
from jointstatement.workflow import permit


class Proposing(msgspec.Struct, frozen=True):
    """One part of the text on the table, and what may be proposed for it besides other words."""

    head: StatementHead
    refusal: Refusal | None
    """Why no amendment can be given now, or nothing where one can."""
    place: Place
    wording: str
    kinds: tuple[AmendmentKind, ...]
    """What may be proposed for a part of this kind."""
    new_kind: PartKind | None
    """The kind of a new part after it; `None` where none can stand."""
    halves: tuple[str, str]
    """Where a clause might be divided."""
    after: tuple[Place, ...]
    """The parts after which it might stand."""
    others: tuple[Place, ...]
    """The clauses that might be joined to it, the next one first."""
    joined: str
    """Its words and those of the first of them."""
    marks: dict[str, str]


def proposing(session: Session, viewer: Viewer, statement_id: str, part_id: str, *, now: datetime) -> Proposing:
    """What may be proposed for one part of the revision on the table. For delegates; raises `NotFound`, `NotYours`."""
    scene = delegates_scene(session, viewer, statement_id, now)
    parts, places = scene.text, places_of(scene.text)
    at = next((n for n, part in enumerate(parts) if part.id == part_id), None)
    if at is None:
        raise NotFound()
    part, is_clause = parts[at], parts[at].kind in CLAUSE_KINDS
    clauses = [place for place in places if place.is_clause and place.part_id != part_id]
    behind = {place.part_id for place in places[at + 1 :]}
    holding = endorsed(session, scene.statement)

    def is_open(*part_ids: str | None) -> bool:
        return holding is None or holding.refusal(*part_ids) is None

    joinable = [place for place in clauses if is_open(place.part_id)] if is_clause else []
    others = sorted(joinable, key=lambda place: place.part_id not in behind)
    new_kind = kind_after(parts, part)
    is_item = part.kind is PartKind.ITEM
    kinds = [
        (AmendmentKind.DELETE, part.kind is not PartKind.TITLE),
        (AmendmentKind.ADD_AFTER, new_kind is not None and (new_kind is PartKind.ITEM or is_open(None))),
        (AmendmentKind.MOVE, is_item or (is_open(None) and (is_clause or part.kind is PartKind.HEADING))),
        (AmendmentKind.SPLIT, is_clause),
        (AmendmentKind.MERGE, bool(others)),
    ]
    following = wording_on(scene, latest_id(scene), others[0].part_id) if others else None
    return Proposing(
        head=head_of(scene),
        refusal=permit.may_amend(scene.workflow, scene.situation, viewer.role)
        or (holding.refusal(part_id) if holding else None),
        place=places[at],
        wording=part.wording,
        kinds=tuple(kind for kind, is_possible in kinds if is_possible),
        new_kind=new_kind,
        halves=halves(part.wording),
        after=tuple(
            place
            for place, other in zip(places, parts, strict=True)
            if place.part_id != part_id and may_follow(parts, part, other) and (not is_item or is_open(place.part_id))
        ),
        others=tuple(others),
        joined=f"{part.wording}; {following}" if following else part.wording,
        marks=marks_of(parts),
    )
