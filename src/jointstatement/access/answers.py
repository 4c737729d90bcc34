"""Which of the chair's answers a person may load."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, false, not_
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.viewer import Viewer
from jointstatement.models import Amendment, Comment, Disposition, Entry, Statement
from jointstatement.terms import Chain

_CIRCULATING = frozenset(
    {
        "revision_tabled",
        "non_paper_circulated",
        "round_opened",
        "round_on_concepts_opened",
        "moved_to_consensus",
        "silence_started",
    }
)
"""The acts with which the chair's answers go out."""


def answers_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[Disposition]:
    """The answers that have gone out; to the office, and to who reads beside it, all of them.

    Whose input it is, is not asked here: who may not load the input looks up nothing under its id.
    """
    answers = select(Disposition).where(col(Disposition.statement_id) == statement.id)
    if viewer.reads_desk:
        return answers
    return answers.where(col(Disposition.answered_at) <= _went_out(statement))


def is_waiting(viewer: Viewer, statement: Statement, kind: type[Comment] | type[Amendment]) -> ColumnElement[bool]:
    """Handed in, not withdrawn, and without an answer that the person may load."""
    is_there = and_(col(kind.submitted_at).is_not(None), col(kind.withdrawn_at).is_(None))
    if viewer.reads_desk:
        return and_(is_there, col(kind.answered_at).is_(None))
    return and_(is_there, not_(func.coalesce(col(kind.answered_at) <= _went_out(statement), false())))


def last_answers(session: Session, viewer: Viewer, statement: Statement) -> dict[str, Disposition]:
    """The last answer to each comment and amendment that has gone out, by the input's id; for the office, the last."""
    answers = answers_open_to(viewer, statement).order_by(col(Disposition.number))
    return {row.comment_id or row.amendment_id or "": row for row in session.exec(answers)}


def _went_out(statement: Statement) -> ScalarSelect[Any]:
    """When answers last went out; nothing before they ever did."""
    return (
        select(func.max(Entry.at))
        .where(
            col(Entry.statement_id) == statement.id,
            col(Entry.chain) == Chain.CIRCULATED,
            col(Entry.kind).in_(_CIRCULATING),
        )
        .scalar_subquery()
    )
