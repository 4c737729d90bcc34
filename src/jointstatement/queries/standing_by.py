"""Who stands by a text as it was tabled: associated with one of the chair's, aligned with an adopted one."""

from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.naming import naming_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Adoption, Association, Statement
from jointstatement.queries.statement import Scene, scene_of
from jointstatement.terms import Verb
from jointstatement.workflow import permit


class Aligned(msgspec.Struct, frozen=True):
    """Who aligned itself with an adopted text, and what this person's delegation may do about it."""

    names: tuple[str, ...]
    is_own: bool
    """The person's own delegation is among them."""
    refusal: Refusal | None
    """Why it cannot align itself now, or, where it has, why it cannot end that."""


def alignment(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> Aligned:
    """Who aligned itself with an adopted text, for those who may, and for those who read the negotiation.

    Raises `NotFound`, also where the text was not adopted, and `NotYours`.
    """
    scene = scene_of(session, viewer, statement_id, now)
    if permit.may_read_negotiation(viewer.role) is not None:
        permit.demand(permit.may_at_all(Verb.ASSOCIATE, viewer.role))
    found = aligned_with(session, scene)
    if found is None:
        raise NotFound()
    return found


def aligned_with(session: Session, scene: Scene) -> Aligned | None:
    """Who aligned itself with the text, where it was adopted."""
    adopted_as = select(Adoption.revision_id).where(col(Adoption.statement_id) == scene.statement.id)
    revision_id = session.exec(adopted_as).first()
    if revision_id is None:
        return None
    standing = standing_by(session, scene.statement, revision_id)
    is_own = scene.viewer.delegation_id in {delegation_id for delegation_id, _ in standing}
    question = permit.may_end_association if is_own else permit.may_associate
    return Aligned(
        names=tuple(name for _, name in standing),
        is_own=is_own,
        refusal=question(scene.workflow, scene.situation, scene.viewer.role),
    )


def standing_by(
    session: Session,
    statement: Statement,
    revision_id: str,
    *,
    since: datetime | None = None,
    at: datetime | None = None,
) -> tuple[tuple[str, str], ...]:
    """Ids and names of the delegations, in the order of the names: now, or as it was `at` some hour.

    With `since` only those that came to stand by it after that hour.
    """
    rows = session.exec(select(Association).where(col(Association.revision_id) == revision_id))
    standing = {
        row.delegation_id
        for row in rows
        if (since is None or row.at > since)
        and (row.withdrawn_at is None if at is None else row.at <= at and not _ended_by(row, at))
    }
    naming = naming_of(session, statement)
    return tuple((each, naming.name(each)) for each in naming.order if each in standing)


def _ended_by(row: Association, at: datetime) -> bool:
    return row.withdrawn_at is not None and row.withdrawn_at <= at
