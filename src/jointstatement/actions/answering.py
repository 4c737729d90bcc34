"""The chair answers: every comment and amendment gets a disposition and a reply, accepted wording goes into the text.

Answers are the office's own until the next revision takes them along.
"""

from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.input import amendment_for, comment_for
from jointstatement.access.statements import statement_for, working_part_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.deadlines import reach_the_hour
from jointstatement.actions.drafting import set_wording
from jointstatement.actions.fields import optional_text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record
from jointstatement.errors import N_, AlreadyWithdrawn, BadInput, WordingHasMoved
from jointstatement.models import Amendment, Comment, Disposition, Incorporation, Statement
from jointstatement.terms import Chain, DispositionKind
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_dispose, may_incorporate

ACCEPTING = frozenset(
    {DispositionKind.ACCEPTED, DispositionKind.ACCEPTED_WITH_CHANGES, DispositionKind.ACCEPTED_IN_PART}
)
"""The dispositions under which wording goes into the text."""
SPEAK_FOR_THEMSELVES = frozenset(
    {DispositionKind.ACCEPTED, DispositionKind.ACCEPTED_WITH_CHANGES, DispositionKind.NOTED}
)
"""The dispositions that need no reply; with all others the author is told why."""


def answer_comment(
    session: Session,
    statement_id: str,
    comment_id: str,
    *,
    disposition: DispositionKind,
    reply: str,
    by: Viewer,
    now: datetime,
) -> str:
    """Answers a comment; a later answer is added to the earlier and holds. Returns the disposition's id.

    Raises `AlreadyWithdrawn`; `BadInput` where an answer needs a reply and has none.
    """
    statement = statement_for(session, by, statement_id)
    reach_the_hour(session, statement, now=now)
    demand(may_dispose(workflow_of(statement), situation_of(session, statement, now), by.role))
    comment = comment_for(session, by, statement, comment_id)
    answer = _answer(session, statement, comment, disposition=disposition, reply=reply, by=by, now=now)
    return answer.id


def answer_amendment(
    session: Session,
    statement_id: str,
    amendment_id: str,
    *,
    disposition: DispositionKind,
    reply: str,
    by: Viewer,
    now: datetime,
) -> str:
    """Answers an amendment without touching the text; otherwise as `answer_comment`. Returns the disposition's id."""
    statement = statement_for(session, by, statement_id)
    reach_the_hour(session, statement, now=now)
    demand(may_dispose(workflow_of(statement), situation_of(session, statement, now), by.role))
    amendment = amendment_for(session, by, statement, amendment_id)
    answer = _answer(session, statement, amendment, disposition=disposition, reply=reply, by=by, now=now)
    return answer.id


def incorporate(
    session: Session,
    statement_id: str,
    amendment_id: str,
    *,
    wording: str | None = None,
    disposition: DispositionKind = DispositionKind.ACCEPTED,
    reply: str = "",
    expected: int,
    by: Viewer,
    now: datetime,
) -> str:
    """Takes an amendment into the working text, as proposed or in other words, and answers it. Returns its id.

    `expected` is the version of the working part that was seen; raises `WordingHasMoved` where it is another by now,
    `NotFound` where the part no longer stands in the text, and what `answer_amendment` raises.
    """
    statement = statement_for(session, by, statement_id)
    reach_the_hour(session, statement, now=now)
    situation = situation_of(session, statement, now)
    demand(may_dispose(workflow_of(statement), situation, by.role))
    demand(may_incorporate(workflow_of(statement), situation, by.role))
    amendment = amendment_for(session, by, statement, amendment_id)
    part = working_part_for(session, by, statement, amendment.part_id)
    words = amendment.wording if wording is None else wording
    if part.version != expected:
        raise WordingHasMoved(yours=words, theirs=part.wording, version=part.version)
    if disposition not in ACCEPTING:
        raise BadInput(
            "disposition", N_("Wording that goes into the text is accepted, wholly, with changes or in part.")
        )
    _answer(session, statement, amendment, disposition=disposition, reply=reply, by=by, now=now)
    before = part.wording
    set_wording(
        session,
        statement,
        working_text(session, statement),
        part,
        wording=words,
        by=by,
        now=now,
        kind="amendment_incorporated",
        payload={"amendment": amendment.id, "label": amendment.label},
    )
    incorporation = Incorporation(
        statement_id=statement.id,
        amendment_id=amendment.id,
        part_id=part.id,
        wording_before=before,
        wording_after=part.wording,
        at=now,
        by=by.person_id,
    )
    keep(session, incorporation)
    return incorporation.id


def _answer(
    session: Session,
    statement: Statement,
    given: Comment | Amendment,
    *,
    disposition: DispositionKind,
    reply: str,
    by: Viewer,
    now: datetime,
) -> Disposition:
    if given.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    if disposition is DispositionKind.WITHDRAWN:
        raise BadInput("disposition", N_("Only the delegation that wrote it can withdraw it."))
    reply = optional_text("reply", reply)
    if not reply and disposition not in SPEAK_FOR_THEMSELVES:
        raise BadInput("reply", N_("Please tell the delegation why."))
    subject = Disposition.comment_id if isinstance(given, Comment) else Disposition.amendment_id
    number = session.exec(select(func.count()).select_from(Disposition).where(col(subject) == given.id)).one() + 1
    answer = Disposition(
        statement_id=statement.id,
        comment_id=given.id if isinstance(given, Comment) else None,
        amendment_id=given.id if isinstance(given, Amendment) else None,
        number=number,
        disposition=disposition,
        reply=reply,
        answered_at=now,
        answered_by=by.person_id,
    )
    keep(session, answer)
    record(
        session,
        chain=Chain.OFFICE,
        kind="comment_answered" if isinstance(given, Comment) else "amendment_answered",
        by=by,
        now=now,
        body_id=statement.body_id,
        statement_id=statement.id,
        payload={
            "id": given.id,
            "label": given.label,
            "number": number,
            "disposition": disposition,
            "reply": reply,
        },
    )
    return answer
