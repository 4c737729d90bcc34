"""The chair answers: every comment and amendment gets a disposition and a reply, accepted wording goes into the text.

Answers are the office's own until the next revision takes them along.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlmodel import Session, col, func, select

from jointstatement.access.consolidations import sources_of
from jointstatement.access.input import amendment_for, comment_for
from jointstatement.access.statements import statement_for, working_part_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.consolidating import demand_answerable
from jointstatement.actions.fields import optional_text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record_in_office
from jointstatement.actions.taking_up import take_up
from jointstatement.errors import N_, AlreadyWithdrawn, AnsweredMeanwhile, BadInput, NotAdmitted, NotEditorial
from jointstatement.models import Amendment, Comment, Disposition, Statement
from jointstatement.terms import CommentClass, DispositionKind, Weight
from jointstatement.workflow.facts import is_answered, situation_of, workflow_of
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
    covered_in: str | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """Answers a comment; a later answer is added to the earlier and holds. Returns the disposition's id.

    `covered_in` is the part of the working text in which it is covered. Raises `AlreadyWithdrawn`; `NotAdmitted` for
    late input that the chair has not admitted; `NotFound` for a part that does not stand in the text; `BadInput` where
    an answer needs a reply, or the place, and has none.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_dispose(workflow_of(statement), situation_of(session, statement, now), by.role))
    comment = comment_for(session, by, statement, comment_id)
    answer = _answer(
        session, statement, comment, disposition=disposition, reply=reply, covered_in=covered_in, by=by, now=now
    )
    return answer.id


def answer_amendment(
    session: Session,
    statement_id: str,
    amendment_id: str,
    *,
    disposition: DispositionKind,
    reply: str,
    covered_in: str | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """Answers an amendment without touching the text; otherwise as `answer_comment`. Returns the disposition's id."""
    statement = statement_for(session, by, statement_id)
    demand(may_dispose(workflow_of(statement), situation_of(session, statement, now), by.role))
    amendment = amendment_for(session, by, statement, amendment_id)
    answer = _answer(
        session, statement, amendment, disposition=disposition, reply=reply, covered_in=covered_in, by=by, now=now
    )
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
    """Carries an amendment out in the working text, as proposed or in other words, and answers it. Returns its id.

    `expected` is the version of the working part that was seen. Raises what `take_up` and `answer_amendment` raise.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_dispose(workflow_of(statement), situation, by.role))
    demand(may_incorporate(workflow_of(statement), situation, by.role))
    amendment = amendment_for(session, by, statement, amendment_id)
    if disposition not in ACCEPTING:
        raise BadInput(
            "disposition", N_("Wording that goes into the text is accepted, wholly, with changes or in part.")
        )
    _answer(session, statement, amendment, disposition=disposition, reply=reply, by=by, now=now)
    return take_up(session, statement, amendment, wording=wording, expected=expected, by=by, now=now)


def accept(
    session: Session,
    statement: Statement,
    amendment: Amendment,
    *,
    disposition: DispositionKind = DispositionKind.ACCEPTED,
    reply: str = "",
    by: Viewer,
    now: datetime,
) -> None:
    """Answers an amendment whose words go into the text, and asks nothing: who calls has asked."""
    _answer(session, statement, amendment, disposition=disposition, reply=reply, by=by, now=now)


def accept_editorial(
    session: Session,
    statement_id: str,
    *,
    comment_ids: Sequence[str] = (),
    amendment_ids: Sequence[str] = (),
    by: Viewer,
    now: datetime,
) -> int:
    """Accepts editorial comments and amendments in one press, all or none; amendments are carried out in the text.

    Returns how many were accepted. Raises `NotEditorial` and `AnsweredMeanwhile` with the labels of those that do not
    belong, `AlreadyWithdrawn`, what `take_up` raises, and `BadInput` where nothing was chosen.
    """
    statement = statement_for(session, by, statement_id)
    workflow, situation = workflow_of(statement), situation_of(session, statement, now)
    demand(may_dispose(workflow, situation, by.role))
    comments = [comment_for(session, by, statement, each) for each in dict.fromkeys(comment_ids)]
    amendments = [amendment_for(session, by, statement, each) for each in dict.fromkeys(amendment_ids)]
    if not comments and not amendments:
        raise BadInput("chosen", N_("Please choose what is accepted."))
    if amendments:
        demand(may_incorporate(workflow, situation, by.role))
    _demand_all_editorial(session, comments, amendments)
    for comment in comments:
        _answer(session, statement, comment, disposition=DispositionKind.ACCEPTED, reply="", by=by, now=now)
    for amendment in amendments:
        accept(session, statement, amendment, by=by, now=now)
        part = working_part_for(session, by, statement, amendment.part_id)
        take_up(session, statement, amendment, wording=None, expected=part.version, by=by, now=now)
    return len(comments) + len(amendments)


def _demand_all_editorial(session: Session, comments: Sequence[Comment], amendments: Sequence[Amendment]) -> None:
    others = [each.label or "" for each in comments if each.comment_class is not CommentClass.EDITORIAL]
    others += [each.label or "" for each in amendments if each.weight is not Weight.EDITORIAL]
    if others:
        raise NotEditorial(labels=", ".join(others))
    given: tuple[Comment | Amendment, ...] = (*comments, *amendments)
    answered = [each.label or "" for each in given if is_answered(session, each)]
    if answered:
        raise AnsweredMeanwhile(labels=", ".join(answered))


def _answers_to(session: Session, given: Comment | Amendment) -> int:
    subject = Disposition.comment_id if isinstance(given, Comment) else Disposition.amendment_id
    return session.exec(select(func.count()).select_from(Disposition).where(col(subject) == given.id)).one()


def _answer(
    session: Session,
    statement: Statement,
    given: Comment | Amendment,
    *,
    disposition: DispositionKind,
    reply: str,
    covered_in: str | None = None,
    consolidated_as: Amendment | None = None,
    by: Viewer,
    now: datetime,
) -> Disposition:
    """Answers one input; a consolidated proposal with its sources, each the same way and `consolidated_as` that."""
    if given.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    if given.is_late and not given.is_admitted:
        raise NotAdmitted(label=given.label or "")
    if disposition is DispositionKind.WITHDRAWN:
        raise BadInput("disposition", N_("Only the delegation that wrote it can withdraw it."))
    reply = optional_text("reply", reply)
    if isinstance(given, Amendment) and consolidated_as is None:
        demand_answerable(session, statement, given, now=now)
    place = _place(session, statement, disposition, reply, covered_in, by=by)
    if not reply and not place and disposition not in SPEAK_FOR_THEMSELVES:
        raise BadInput("reply", N_("Please tell the delegation why."))
    number = _answers_to(session, given) + 1
    answer = Disposition(
        statement_id=statement.id,
        comment_id=given.id if isinstance(given, Comment) else None,
        amendment_id=given.id if isinstance(given, Amendment) else None,
        number=number,
        disposition=disposition,
        reply=reply,
        covered_in=place["part_id"] if place else None,
        answered_at=now,
        answered_by=by.person_id,
    )
    keep(session, answer)
    record_in_office(
        session,
        statement,
        kind="comment_answered" if isinstance(given, Comment) else "amendment_answered",
        by=by,
        now=now,
        payload={
            "id": given.id,
            "label": given.label,
            "number": number,
            "disposition": disposition,
            "reply": reply,
            **({"covered_in": place} if place else {}),
            **({"consolidated": consolidated_as.label} if consolidated_as else {}),
        },
    )
    if isinstance(given, Amendment):
        answer_as = partial(_answer, disposition=disposition, reply=reply, covered_in=covered_in, consolidated_as=given)
        for _, source in sources_of(session, given):
            answer_as(session, statement, source, by=by, now=now)
    return answer


def _place(
    session: Session,
    statement: Statement,
    disposition: DispositionKind,
    reply: str,
    covered_in: str | None,
    *,
    by: Viewer,
) -> dict[str, str]:
    """The part in which something is covered elsewhere, as an entry names it; nothing where the reply tells it."""
    if disposition is not DispositionKind.COVERED_ELSEWHERE:
        if covered_in is not None:
            raise BadInput("covered_in", N_("Only what is covered elsewhere names the part in which it is."))
        return {}
    if covered_in is None:
        if not reply:
            raise BadInput(
                "covered_in", N_("Please say where this is covered: choose the part, or name it in the reply.")
            )
        return {}
    part = working_part_for(session, by, statement, covered_in)
    return {"part_id": part.id, "part_kind": str(part.kind)}
