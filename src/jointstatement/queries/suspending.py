"""Suspensions of a negotiation: the one that stands, those that ended, and what resuming would set."""

from datetime import date, datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.suspensions import suspension_now, suspensions_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import Suspension
from jointstatement.queries.statement import Scene, StatementHead, head_of, negotiation_scene, open_round
from jointstatement.terms import Role
from jointstatement.workflow import permit
from jointstatement.workflow.working_time import after_standstill, working_time_of


class SuspensionLine(msgspec.Struct, frozen=True):
    """One suspension, as those who negotiate read it."""

    number: int
    reason: str
    until: date | None
    """The day until which it is foreseen; it drives nothing."""
    suspended_at: datetime
    suspended_as: Role
    ended_at: datetime | None
    word: str
    """What was said on resuming."""


class Suspensions(msgspec.Struct, frozen=True):
    """Every suspension of a negotiation that one may know of, the latest first."""

    suspensions: tuple[SuspensionLine, ...]


class SuspendingPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    head: StatementHead
    suspensions: tuple[SuspensionLine, ...]
    round_due_at: datetime | None
    """The hour that an open round would get: as long from now as was left when the negotiation was suspended."""
    to_suspend: Refusal | None
    to_resume: Refusal | None


def suspending_page(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> SuspendingPage:
    """The page of the suspensions of a negotiation. Raises `NotFound`, and `NotYours` for observers."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    question = (scene.workflow, scene.situation, viewer.role)
    return SuspendingPage(
        head=head_of(scene),
        suspensions=_lines(session, scene),
        round_due_at=_round_due_at(session, scene),
        to_suspend=permit.may_suspend(*question),
        to_resume=permit.may_resume(*question),
    )


def suspensions_told(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> Suspensions:
    """The same without what may be done. Raises as `suspending_page`."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    return Suspensions(_lines(session, scene))


def _lines(session: Session, scene: Scene) -> tuple[SuspensionLine, ...]:
    # Counted among those that this person may know of: a gap would tell of another.
    rows = enumerate(suspensions_open_to(session, scene.viewer, scene.statement), start=1)
    return tuple(reversed([_line(number, row) for number, row in rows]))


def _line(number: int, row: Suspension) -> SuspensionLine:
    return SuspensionLine(
        number=number,
        reason=row.reason,
        until=row.until,
        suspended_at=row.suspended_at,
        suspended_as=row.suspended_as,
        ended_at=row.ended_at,
        word=row.word,
    )


def _round_due_at(session: Session, scene: Scene) -> datetime | None:
    suspension, underway = suspension_now(session, scene.statement.id), open_round(scene)
    if suspension is None or underway is None:
        return None
    working = working_time_of(session, scene.statement)
    return after_standstill(working, underway.due_at, since=suspension.suspended_at, now=scene.now)
