"""The hour within a delegation, for its own persons, and which of their drafts came after it."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.inner_hours import inner_hour_of
from jointstatement.access.viewer import Viewer
from jointstatement.models import Amendment, Comment, Person
from jointstatement.queries.given import Gathered, gather
from jointstatement.queries.statement import Scene, latest_round, scene_of
from jointstatement.terms import Role, Verb
from jointstatement.workflow.permit import demand, may_at_all


class OwnHour(msgspec.Struct, frozen=True):
    """The hour by which experts hand in to their head, in the round that is open."""

    due_at: datetime
    is_over: bool
    late: tuple[str, ...]
    """The ids of the drafts that experts wrote or changed after it."""


class OwnHourView(msgspec.Struct, frozen=True):
    """The hour within the person's delegation; null where none is set in an open round."""

    hour: OwnHour | None


def own_hour(session: Session, scene: Scene, gathered: Gathered) -> OwnHour | None:
    """The hour of the viewer's delegation in the round that is open, if it set one."""
    latest = latest_round(scene)
    if latest is None or latest.closed_at is not None or not scene.viewer.is_delegate:
        return None
    hour = inner_hour_of(session, scene.viewer.delegation_id, latest.id)
    if hour is None:
        return None
    drafts: Iterable[Comment | Amendment] = (*gathered.comments, *gathered.amendments)
    after = [
        row
        for row in drafts
        if row.delegation_id == scene.viewer.delegation_id
        and row.round_id == latest.id
        and row.submitted_at is None
        and row.withdrawn_at is None
        and row.written_at >= hour.due_at
    ]
    authors = {row.written_by for row in after}
    experts = set(
        session.exec(select(Person.id).where(col(Person.id).in_(authors), col(Person.role) == Role.EXPERT)).all()
    )
    return OwnHour(
        due_at=hour.due_at,
        is_over=hour.due_at <= scene.now,
        late=tuple(sorted(row.id for row in after if row.written_by in experts)),
    )


def own_hour_view(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> OwnHourView:
    """The same for programs. Raises `NotFound`, and `NotYours` for who is no delegate."""
    scene = scene_of(session, viewer, statement_id, now)
    demand(may_at_all(Verb.AMEND, viewer.role))
    return OwnHourView(own_hour(session, scene, gather(session, scene)))
