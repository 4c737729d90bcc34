"""Which of the chair's answers a person may load."""

from sqlmodel import Session, col, func, select

from jointstatement.access.viewer import Viewer
from jointstatement.models import Disposition, Entry, Statement
from jointstatement.terms import Chain

_CIRCULATING = frozenset({"revision_tabled", "round_opened", "moved_to_consensus", "silence_started"})
"""The acts with which the chair's answers go out."""


def last_answers(session: Session, viewer: Viewer, statement: Statement) -> dict[str, Disposition]:
    """The last answer to each comment and amendment that has gone out, by the input's id; for the office, the last.

    Whose input it is, is not asked here: who may not load the input looks up nothing under its id.
    """
    answers = select(Disposition).where(col(Disposition.statement_id) == statement.id)
    if not viewer.is_office:
        went_out = session.exec(
            select(func.max(Entry.at)).where(
                col(Entry.statement_id) == statement.id,
                col(Entry.chain) == Chain.CIRCULATED,
                col(Entry.kind).in_(_CIRCULATING),
            )
        ).one()
        if went_out is None:
            return {}
        answers = answers.where(col(Disposition.answered_at) <= went_out)
    return {
        row.comment_id or row.amendment_id or "": row for row in session.exec(answers.order_by(col(Disposition.number)))
    }
