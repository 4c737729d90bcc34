"""The office's list of ready answers: kept, changed, taken off. What was answered with one stays as it was sent."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line, text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record
from jointstatement.errors import N_, BadInput, NotFound, WordingHasMoved
from jointstatement.models import ReadyAnswer
from jointstatement.terms import Chain
from jointstatement.workflow.permit import demand, may_keep_ready_answers

MOST = 200
"""Ready answers of one body; a longer list helps nobody to choose."""


def keep_ready_answer(session: Session, *, title: str, words: str, by: Viewer, now: datetime) -> str:
    """Adds a ready answer to the body's list. Returns its id.

    Raises `NotYours`; `BadInput` for an empty title or text, a title that is on the list, or a list that is full.
    """
    demand(may_keep_ready_answers(by.role))
    title = line("title", title)
    _demand_new(session, title, by=by)
    if _count(session, by) >= MOST:
        raise BadInput("title", N_("The list is full: at most {most} ready answers."), most=MOST)
    answer = ReadyAnswer(body_id=by.body_id, title=title, text=text("words", words), kept_at=now, kept_by=by.person_id)
    keep(session, answer)
    _record(session, answer, "ready_answer_kept", by=by, now=now)
    return answer.id


def change_ready_answer(
    session: Session, ready_answer_id: str, *, title: str, words: str, expected: int, by: Viewer, now: datetime
) -> None:
    """Puts a ready answer in other words.

    Raises `NotYours`, `NotFound`; `WordingHasMoved` where it is another version by now, and `BadInput` as above.
    """
    answer = _one(session, ready_answer_id, by=by)
    words = text("words", words)
    if answer.version != expected:
        raise WordingHasMoved(yours=words, theirs=answer.text, version=answer.version)
    title = line("title", title)
    if title != answer.title:
        _demand_new(session, title, by=by)
    answer.title, answer.text = title, words
    keep(session, answer)
    _record(session, answer, "ready_answer_changed", by=by, now=now)


def withdraw_ready_answer(session: Session, ready_answer_id: str, *, by: Viewer, now: datetime) -> None:
    """Takes a ready answer off the list. Raises `NotYours`, `NotFound`."""
    answer = _one(session, ready_answer_id, by=by)
    answer.withdrawn_at = now
    keep(session, answer)
    _record(session, answer, "ready_answer_withdrawn", by=by, now=now)


def _one(session: Session, ready_answer_id: str, *, by: Viewer) -> ReadyAnswer:
    demand(may_keep_ready_answers(by.role))
    answer = session.exec(
        select(ReadyAnswer).where(
            col(ReadyAnswer.id) == ready_answer_id,
            col(ReadyAnswer.body_id) == by.body_id,
            col(ReadyAnswer.withdrawn_at).is_(None),
        )
    ).first()
    if answer is None:
        raise NotFound()
    return answer


def _demand_new(session: Session, title: str, *, by: Viewer) -> None:
    found = select(ReadyAnswer.id).where(
        col(ReadyAnswer.body_id) == by.body_id, col(ReadyAnswer.withdrawn_at).is_(None), col(ReadyAnswer.title) == title
    )
    if session.exec(found).first() is not None:
        raise BadInput("title", N_("A ready answer of this title is on the list already."))


def _count(session: Session, by: Viewer) -> int:
    return session.exec(
        select(func.count())
        .select_from(ReadyAnswer)
        .where(col(ReadyAnswer.body_id) == by.body_id, col(ReadyAnswer.withdrawn_at).is_(None))
    ).one()


def _record(session: Session, answer: ReadyAnswer, kind: str, *, by: Viewer, now: datetime) -> None:
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind=kind,
        by=by,
        now=now,
        body_id=answer.body_id,
        payload={"id": answer.id, "title": answer.title, "text": answer.text},
    )
