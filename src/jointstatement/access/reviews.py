"""Editorial reviews of a text, and which revisions are one text but for slips of the pen."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from jointstatement.models import EditorialReview, Revision, Statement


def reviews_of(session: Session, statement_id: str) -> Sequence[EditorialReview]:
    """Every editorial review of a statement, in order."""
    return session.exec(
        select(EditorialReview)
        .where(col(EditorialReview.statement_id) == statement_id)
        .order_by(col(EditorialReview.number))
    ).all()


def open_review(session: Session, statement: Statement) -> EditorialReview | None:
    """The review that has not ended."""
    return next((each for each in reviews_of(session, statement.id) if each.ended_at is None), None)


def same_in_substance(session: Session, revision: Revision) -> frozenset[str]:
    """The ids of this revision and of those that it came from by editorial review alone.

    What was given on any of them, and consensus on it, holds on this one.
    """
    return substance_of(revision.id, reviews_of(session, revision.statement_id))


def substance_of(revision_id: str, reviews: Sequence[EditorialReview]) -> frozenset[str]:
    """The same, of reviews that are loaded."""
    came_from = {each.reviewed_as: each.revision_id for each in reviews if each.reviewed_as}
    found = [revision_id]
    while found[-1] in came_from:
        found.append(came_from[found[-1]])
    return frozenset(found)
