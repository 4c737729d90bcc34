"""What the hour of an editorial review does: the changes that nobody objected to become the text, exactly once.

That is a revision of its own. Its substance is the same, so what was given on the text before it, a silence that held,
written answers and the declared consensus hold on it; none of these rows is copied or touched.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_as_cited, revision_for, working_text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import tell_all
from jointstatement.actions.references import carry_references
from jointstatement.actions.rounds import freeze_working_text
from jointstatement.actions.tabled import part_among
from jointstatement.models import EditorialChange, EditorialReview, Revision, Statement
from jointstatement.terms import EditorialOutcome
from jointstatement.text.mending import mended


def reach_the_hour_of_review(session: Session, statement: Statement, *, now: datetime) -> int:
    """Ends the review of a statement whose hour has come; returns how many did. The hour that counts is the one set.

    Whoever calls it holds the lock of the statement. Circulated, with what has changed since consensus.
    """
    due = select(EditorialReview).where(
        col(EditorialReview.statement_id) == statement.id,
        col(EditorialReview.ended_at).is_(None),
        col(EditorialReview.due_at) <= now,
    )
    reviews = session.exec(due.execution_options(populate_existing=True)).all()
    for review in reviews:
        _end(session, statement, review, now=now)
    return len(reviews)


def changes_of(session: Session, review: EditorialReview) -> list[EditorialChange]:
    """The changes of a review that the office did not take back, in order, fallen or not."""
    return list(
        session.exec(
            select(EditorialChange)
            .where(col(EditorialChange.review_id) == review.id, col(EditorialChange.dropped_at).is_(None))
            .order_by(col(EditorialChange.number))
        )
    )


def _end(session: Session, statement: Statement, review: EditorialReview, *, now: datetime) -> None:
    before = revision_for(session, statement, review.revision_id)
    changes = changes_of(session, review)
    standing = [each for each in changes if each.fell_at is None]
    after = _mend(session, statement, review, before, standing) if standing else None
    review.ended_at, review.outcome = review.due_at, EditorialOutcome.REVIEWED
    review.reviewed_as = after.id if after else None
    keep(session, review)
    cited = parts_as_cited(session, before)
    reviewed = {"label": after.label, "fingerprint": after.fingerprint} if after else {}
    told: dict[str, object] = {
        "review_id": review.id,
        "revision": before.label,
        "fingerprint_before": before.fingerprint,
        **reviewed,
        "count": len(standing),
        "fallen": len(changes) - len(standing),
        "due_at": review.due_at,
        "changes": [
            {**part_among(cited, each.part_id), "number": each.number, "before": each.before, "after": each.after}
            for each in standing
        ],
    }
    notice: dict[str, object] = {name: told[name] for name in ("revision", "label", "count") if name in told}
    whom = ("delegations", "office")
    tell_all(session, statement, "editorial_review_ended", told, notice=notice, to=whom, by=None, now=now)


def _mend(
    session: Session,
    statement: Statement,
    review: EditorialReview,
    before: Revision,
    standing: list[EditorialChange],
) -> Revision:
    """The text with these changes, frozen. Whoever put them before the members tabled it, at the hour."""
    assert review.put_by is not None and review.due_at is not None, "a review has its hour from being put"
    own = {part.id: part for part in working_text(session, statement)}
    for part_id in {each.part_id: None for each in standing}:
        part = own[part_id]
        whole = part.wording
        part.wording = mended(part.wording, [(each.before, each.after) for each in standing if each.part_id == part_id])
        keep(session, part)
        carry_references(session, statement, [(part.id, whole)], [(part.id, part.wording)], now=review.due_at)
    return freeze_working_text(session, statement, before, is_editorial=True, by=review.put_by, now=review.due_at)
