"""Which of the chair's answers a person may load."""

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.viewer import Viewer
from jointstatement.models import Disposition, Entry, Statement
from jointstatement.terms import Chain

_CIRCULATING = frozenset({"revision_tabled", "round_opened", "moved_to_consensus", "silence_started"})
"""The acts with which the chair's answers go out."""


def answers_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[Disposition]:
    """The answers that have gone out; to the office all of them.

    Whose input it is, is not asked here: who may not load the input looks up nothing under its id.
    """
    answers = select(Disposition).where(col(Disposition.statement_id) == statement.id)
    if viewer.is_office:
        return answers
    went_out = (
        select(func.max(Entry.at))
        .where(
            col(Entry.statement_id) == statement.id,
            col(Entry.chain) == Chain.CIRCULATED,
            col(Entry.kind).in_(_CIRCULATING),
        )
        .scalar_subquery()
    )
    return answers.where(col(Disposition.answered_at) <= went_out)


def last_answers(session: Session, viewer: Viewer, statement: Statement) -> dict[str, Disposition]:
    """The last answer to each comment and amendment that has gone out, by the input's id; for the office, the last."""
    answers = answers_open_to(viewer, statement).order_by(col(Disposition.number))
    return {row.comment_id or row.amendment_id or "": row for row in session.exec(answers)}
