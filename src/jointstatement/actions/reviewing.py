"""Editorial review: between declared consensus and adoption the office mends slips of the pen, and nothing else.

It stands in rows beside the workflow, as an endorsement and a corrigendum do: no state of any workflow knows of it, so
that every statement has it, with whatever workflow it began. What keeps a text from adoption meanwhile is a guard. The
changes lie before the members until an hour; each of them falls by one objection. Who finds that the substance is
wrong takes the declared consensus back, and the review ends with it (`consensus.set_aside`).
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.access.endorsements import endorsed_refusal
from jointstatement.access.reviews import open_review, reviews_of
from jointstatement.access.statements import body_for, parts_as_cited, revision_for, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line, optional_text, text
from jointstatement.actions.hours import demand_time_to_object, reminder_before, set_hour
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import notify, record_between, record_in_office, tell_all
from jointstatement.actions.review_hour import changes_of
from jointstatement.actions.tabled import part_among, revision_on_the_table
from jointstatement.errors import (
    N_,
    BadInput,
    EditorialChangeHasFallen,
    EditorialChangesLieBeforeMembers,
    NoEditorialChanges,
    NoEditorialReviewOpen,
    NotFound,
    TextSeenIsAnother,
)
from jointstatement.models import EditorialChange, EditorialObjection, EditorialReview, Statement, WorkingPart
from jointstatement.terms import CLAUSE_KINDS, EditorialOutcome, PartKind
from jointstatement.text.brackets import brackets
from jointstatement.text.document import Part
from jointstatement.text.mending import mended, share_words
from jointstatement.text.punctuate import split_ending
from jointstatement.text.wording import canonical, footnote_keys, plain
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_change_editorially,
    may_object_to_editorial_change,
    may_open_editorial_review,
    may_put_editorial_changes,
    may_withdraw_editorial_review,
)

_LONGEST_STRETCH = 2000


def open_editorial_review(
    session: Session, statement_id: str, *, fingerprint_seen: str, by: Viewer, now: datetime
) -> str:
    """The office begins to look for slips of the pen in the text on which consensus is declared; circulated.

    Nothing is adopted until it has ended. Returns its id. Refused as `may_open_editorial_review` says, and with
    `TextSeenIsAnother` where another text lies on the table than the one that was seen.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_open_editorial_review(workflow_of(statement), situation_of(session, statement, now), by.role))
    revision = revision_on_the_table(session, statement)
    if fingerprint_seen != revision.fingerprint:
        raise TextSeenIsAnother()
    review = EditorialReview(
        statement_id=statement.id,
        number=len(reviews_of(session, statement.id)) + 1,
        revision_id=revision.id,
        opened_at=now,
        opened_by=by.person_id,
    )
    keep(session, review)
    _tell_all(session, statement, review, "editorial_review_opened", by=by, now=now)
    return review.id


def change_editorially(
    session: Session,
    statement_id: str,
    *,
    part_id: str,
    before: str,
    after: str,
    reason: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """The office enters one change in the open review: for these words of a part those; "" takes them out.

    For the office alone until it is put before the members. Returns its id. Refused as `may_change_editorially` says,
    with `EditorialChangesLieBeforeMembers`, `NotFound` for a part that is not in the text, `ClauseIsEndorsed`,
    `WordsNotThere` and `WordsThereMoreThanOnce`, and with `BadInput` for the same words, words that another change
    holds, and words that bring a bracket, a footnote's mark or closing punctuation, or leave nothing of the part.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_change_editorially(workflow_of(statement), situation_of(session, statement, now), by.role))
    review = _not_put_yet(session, statement)
    parts = working_text(session, statement)
    part = next((each for each in parts if each.id == part_id), None)
    if part is None:
        raise NotFound()
    demand(endorsed_refusal(session, statement, part.id))
    before = canonical(text("before", before, longest=_LONGEST_STRETCH))
    after = canonical(optional_text("after", after, longest=_LONGEST_STRETCH))
    beside = [each for each in changes_of(session, review) if each.part_id == part.id]
    _demand_a_slip(part, before, after, beside)
    last = session.exec(
        select(func.max(EditorialChange.number)).where(col(EditorialChange.review_id) == review.id)
    ).one()
    change = EditorialChange(
        review_id=review.id,
        number=(last or 0) + 1,
        part_id=part.id,
        before=before,
        after=after,
        reason=optional_text("reason", reason),
        entered_at=now,
        entered_by=by.person_id,
    )
    keep(session, change)
    told = {"number": change.number, **part_among(_text(session, statement, review), part.id)}
    words = {"before": before, "after": after, "reason": change.reason}
    record_in_office(session, statement, "editorial_change_entered", {**told, **words}, by=by, now=now)
    return change.id


def drop_editorial_change(session: Session, statement_id: str, change_id: str, *, by: Viewer, now: datetime) -> None:
    """The office takes a change back that was not put before the members yet.

    Refused as `may_change_editorially` says, with `NotFound`, and with `EditorialChangesLieBeforeMembers`.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_change_editorially(workflow_of(statement), situation_of(session, statement, now), by.role))
    review = _not_put_yet(session, statement)
    change = next((each for each in changes_of(session, review) if each.id == change_id), None)
    if change is None:
        raise NotFound()
    change.dropped_at = now
    keep(session, change)
    told = {"number": change.number, **part_among(_text(session, statement, review), change.part_id)}
    record_in_office(session, statement, "editorial_change_dropped", told, by=by, now=now)


def put_editorial_changes(
    session: Session,
    statement_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> None:
    """The office puts the changes of the open review before the members until an hour; circulated, each with its words.

    Refused as `may_put_editorial_changes` and `set_hour` say, with `EditorialChangesLieBeforeMembers`,
    `NoEditorialChanges`, and with `BadInput` for an hour that comes sooner than the body lets a silence end.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_put_editorial_changes(workflow_of(statement), situation_of(session, statement, now), by.role))
    review = _not_put_yet(session, statement)
    changes = changes_of(session, review)
    if not changes:
        raise NoEditorialChanges()
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    demand_time_to_object(session, due_at, by=by, now=now)
    review.put_at, review.put_by = now, by.person_id
    review.due_at, review.due_as_typed = due_at, line("due_at", due_as_typed)
    review.remind_at = reminder_before(due_at, now=now)
    review.names_the_objector = body_for(session, by).names_the_breaker
    keep(session, review)
    cited = _text(session, statement, review)
    hour = {"due_at": due_at, "due_as_typed": review.due_as_typed}
    listed = [
        {
            **part_among(cited, each.part_id),
            "number": each.number,
            "before": each.before,
            "after": each.after,
            "reason": each.reason,
        }
        for each in changes
    ]
    notice = {**hour, "count": len(changes)}
    _tell_all(
        session, statement, review, "editorial_changes_put", notice=notice, by=by, now=now, **notice, changes=listed
    )


def object_to_editorial_change(
    session: Session, statement_id: str, change_id: str, *, reason: str = "", by: Viewer, now: datetime
) -> str:
    """A head says that a change is not editorial: one objection before the hour and it falls, the others stay.

    Told to all, without the delegation's name where the body does not name who breaks silence; one that comes too late
    is kept as late and told to the office alone. Returns its id. Refused as `may_object_to_editorial_change` says, with
    `NotFound` for a change that does not lie before the members, `EditorialChangeHasFallen`, and with
    `NoEditorialReviewOpen` where the review was withdrawn or set aside.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_object_to_editorial_change(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    review, change = _put(session, statement, change_id)
    if review.outcome in {EditorialOutcome.WITHDRAWN, EditorialOutcome.SET_ASIDE}:
        raise NoEditorialReviewOpen()
    if change.fell_at is not None:
        raise EditorialChangeHasFallen()
    in_time = review.ended_at is None
    objection = EditorialObjection(
        change_id=change.id,
        delegation_id=delegation.id,
        reason=optional_text("reason", reason),
        is_late=not in_time,
        at=now,
        by=by.person_id,
    )
    keep(session, objection)
    place = {"number": change.number, **part_among(_text(session, statement, review), change.part_id)}
    kind = "editorial_change_fell" if in_time else "late_objection_to_editorial_change"
    own = {"change_id": change.id, **place, "delegation": delegation.name, "reason": objection.reason}
    record_between(session, statement, delegation.id, kind=kind, by=by, now=now, payload=own)
    named = {"number": change.number, "delegation": delegation.name}
    notify(session, statement=statement, kind=kind, to="office", now=now, parameters=named)
    if not in_time:
        return objection.id
    change.fell_at = now
    keep(session, change)
    naming: dict[str, object] = {"delegation": delegation.name} if review.names_the_objector else {}
    # A delegate's own name would give the delegation away.
    teller = by if review.names_the_objector else None
    fell = {"change_id": change.id, **place, **naming}
    told = {"number": change.number, **naming}
    tell_all(session, statement, "editorial_change_fell", fell, notice=told, by=teller, now=now)
    return objection.id


def withdraw_editorial_review(
    session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime
) -> None:
    """The office ends the open review without its changes: the text stays as consensus was declared on it; circulated.

    Refused as `may_withdraw_editorial_review` says; after its hour there is none open (`NoEditorialReviewOpen`).
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_editorial_review(workflow_of(statement), situation_of(session, statement, now), by.role))
    review = _open(session, statement)
    review.ended_at, review.outcome = now, EditorialOutcome.WITHDRAWN
    keep(session, review)
    why = optional_text("reason", reason)
    _tell_all(session, statement, review, "editorial_review_withdrawn", by=by, now=now, reason=why)


def _demand_a_slip(part: WorkingPart, before: str, after: str, beside: list[EditorialChange]) -> None:
    """What the words have to be, so that any of the changes can fall and the text that is left is one."""
    if before == after:
        raise BadInput("after", N_("These are the same words."))
    if sorted(footnote_keys(before)) != sorted(footnote_keys(after)):
        raise BadInput("after", N_("A change of words keeps the marks of footnotes as they are."))
    if brackets(after).open:
        raise BadInput("after", N_("An editorial change brings no bracket and no placeholder into the text."))
    alone = mended(part.wording, [(before, after)])
    for each in beside:
        if share_words(part.wording, before, each.before):
            raise BadInput(
                "before",
                N_("“{words}” touches words that change {number} of this review has. Please put both into one."),
                words=plain(before),
                number=each.number,
            )
    together = mended(part.wording, [(before, after), *((each.before, each.after) for each in beside)])
    if not plain(together).strip():
        raise BadInput("after", N_("This would leave nothing of the part. That is no editorial change."))
    if part.kind in CLAUSE_KINDS or part.kind is PartKind.ITEM:
        for wording in (alone, together):
            if split_ending(wording)[1] != split_ending(part.wording)[1]:
                raise BadInput("after", N_("Closing punctuation comes from the style. Please leave it out."))


def _not_put_yet(session: Session, statement: Statement) -> EditorialReview:
    review = _open(session, statement)
    if review.put_at is not None:
        raise EditorialChangesLieBeforeMembers()
    return review


def _open(session: Session, statement: Statement) -> EditorialReview:
    review = open_review(session, statement)
    if review is None:
        raise NoEditorialReviewOpen()
    return review


def _put(session: Session, statement: Statement, change_id: str) -> tuple[EditorialReview, EditorialChange]:
    """A change that lies, or lay, before the members."""
    found = session.exec(
        select(EditorialReview, EditorialChange)
        .join(EditorialChange, col(EditorialChange.review_id) == col(EditorialReview.id))
        .where(
            col(EditorialReview.statement_id) == statement.id,
            col(EditorialReview.put_at).is_not(None),
            col(EditorialChange.id) == change_id,
            col(EditorialChange.dropped_at).is_(None),
        )
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFound()
    return found


def _text(session: Session, statement: Statement, review: EditorialReview) -> tuple[Part, ...]:
    return parts_as_cited(session, revision_for(session, statement, review.revision_id))


def _tell_all(
    session: Session,
    statement: Statement,
    review: EditorialReview,
    kind: str,
    *,
    notice: Mapping[str, object] | None = None,
    by: Viewer,
    now: datetime,
    **further: object,
) -> None:
    revision = {"revision": revision_for(session, statement, review.revision_id).label}
    payload = {"review_id": review.id, **revision, **further}
    whom = ("delegations", "office")
    tell_all(session, statement, kind, payload, notice={**revision, **(notice or {})}, to=whom, by=by, now=now)
