"""The author of a comment or an amendment says whether it is content with the chair's answer."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.answers import last_answers
from jointstatement.access.attribution import office_knows
from jointstatement.access.input import given_for
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import optional_text
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import notify, record_within_delegation
from jointstatement.errors import N_, AlreadyWithdrawn, AnsweredAnew, BadInput, NotFound
from jointstatement.models import Amendment, Comment, Disposition, Round, Statement, Verdict
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_judge_answer


def judge_answer(
    session: Session,
    statement_id: str,
    disposition_id: str,
    *,
    is_content: bool,
    word: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """A head of delegation says of an answer to its own input that it is content with it, or not, and why not.

    It blocks nothing; the office sees it. What was said of an answer ends with it: a later answer is open again.
    Returns the verdict's id. Refused as `may_judge_answer` says; with `NotFound` for an answer that has not gone out or
    is another's, `AnsweredAnew` for one that is not the last, `AlreadyWithdrawn`, and `BadInput` where the reason is
    missing.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_judge_answer(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    answer, given = _answer_to_own(session, statement, disposition_id, by=by)
    if given.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    word = optional_text("word", word)
    if not is_content and not word:
        raise BadInput("word", N_("Please say in a word why you are not content."))
    count = select(func.count()).select_from(Verdict).where(col(Verdict.disposition_id) == answer.id)
    verdict = Verdict(
        statement_id=statement.id,
        disposition_id=answer.id,
        delegation_id=delegation.id,
        number=session.exec(count).one() + 1,
        is_content=is_content,
        word=word,
        given_at=now,
        given_by=by.person_id,
    )
    keep(session, verdict)
    kind = "content_with_answer" if is_content else "not_content_with_answer"
    record_within_delegation(
        session,
        statement,
        delegation.id,
        kind=kind,
        by=by,
        now=now,
        payload={"id": given.id, "label": given.label or "", "answer": answer.number, "word": word},
    )
    label = given.label or ""
    is_known = office_knows(session.get_one(Round, given.round_id))
    notify(
        session,
        statement=statement,
        kind=kind,
        to="office",
        now=now,
        parameters={"delegation": delegation.name, "label": label} if is_known else {"given": label},
    )
    return verdict.id


def _answer_to_own(
    session: Session, statement: Statement, disposition_id: str, *, by: Viewer
) -> tuple[Disposition, Comment | Amendment]:
    answer = session.exec(
        select(Disposition).where(col(Disposition.id) == disposition_id, col(Disposition.statement_id) == statement.id)
    ).first()
    if answer is None:
        raise NotFound()
    given = given_for(session, by, statement, comment_id=answer.comment_id, amendment_id=answer.amendment_id)
    last = last_answers(session, by, statement).get(given.id)
    if given.delegation_id != by.delegation_id or last is None or last.number < answer.number:
        raise NotFound()
    if last.id != answer.id:
        raise AnsweredAnew()
    return answer, given
