"""The last text as the base of the next: a statement begins with the parts of an earlier one, or amends it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.references import references_when_tabled
from jointstatement.access.statements import parts_as_cited, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import import_document
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record, tell_all
from jointstatement.actions.references import copy_references
from jointstatement.errors import AmendingIsUnderWay, NotAdopted, StillUnderWay
from jointstatement.models import Adoption, BaseText, CopiedPart, NotAgreedBase, Statement
from jointstatement.terms import BaseStanding, Chain
from jointstatement.text.document import Document
from jointstatement.workflow.bases import ending_of
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_amend_adopted, may_create_statement

_BEGUN: Mapping[BaseStanding, str] = {
    BaseStanding.ADOPTED: "begun_from_adopted",
    BaseStanding.LAPSED: "begun_from_lapsed",
    BaseStanding.ISSUED: "begun_from_issued",
}


def begin_from(
    session: Session,
    base_id: str,
    *,
    meeting_id: str,
    style: str,
    workflow_name: str,
    workflow_source: str,
    amends: bool = False,
    by: Viewer,
    now: datetime,
) -> str:
    """Begins a statement with the words of an earlier one; each part knows from which it was copied. Returns its id.

    The base was adopted, or lapsed, or was issued by the chair, and stays as it is; which of them it was is kept, and
    what was not agreed there is agreed language nowhere. Of a text that lapsed it is the revision tabled last. Whether
    the new one `amends` an adopted one is kept too. Refused as beginning a statement is, with `NotFound` for a text
    that this person does not see, with `StillUnderWay`, and with `NotAdopted` where it is to be amended.
    """
    demand(may_create_statement(by.role))
    base = statement_for(session, by, base_id)
    ended = ending_of(session, base)
    if ended is None:
        raise StillUnderWay()
    if amends and ended.adoption is None:
        raise NotAdopted()
    parts = parts_as_cited(session, ended.revision)
    own_id = import_document(
        session,
        meeting_id=meeting_id,
        style=style,
        workflow_name=workflow_name,
        workflow_source=workflow_source,
        document=Document(parts=tuple(replace(part, id="") for part in parts)),
        upload_id=None,
        by=by,
        now=now,
    )
    own = session.exec(select(Statement).where(col(Statement.id) == own_id)).one()
    kept: BaseText | NotAgreedBase
    if ended.adoption is not None:
        kept = BaseText(statement_id=own.id, adoption_id=ended.adoption.id, amends=amends, at=now, by=by.person_id)
    else:
        kept = NotAgreedBase(
            statement_id=own.id,
            revision_id=ended.revision.id,
            standing=ended.standing,
            ended_on=ended.ended_on,
            at=now,
            by=by.person_id,
        )
    keep(
        session,
        kept,
        *(
            CopiedPart(part_id=copy.id, from_part_id=part.id)
            for copy, part in zip(working_text(session, own), parts, strict=True)
        ),
    )
    copies = {part.id: copy.id for copy, part in zip(working_text(session, own), parts, strict=True)}
    copy_references(session, own, references_when_tabled(session, base, ended.revision), copies, now=now)
    on = "adopted_on" if ended.adoption else "ended_on"
    record(
        session,
        chain=Chain.OFFICE,
        kind=_BEGUN[ended.standing],
        by=by,
        now=now,
        body_id=own.body_id,
        statement_id=own.id,
        payload={"base": base.id, "fingerprint": ended.revision.fingerprint, on: ended.ended_on},
    )
    return own.id


def begin_to_amend(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> str:
    """The office begins a new decision that changes what an adopted text means. Returns the new statement's id.

    It begins with the adopted words, for the same meeting, in the same style and by the rules by which that text was
    adopted, and is linked with it, which stays as it is. That it was begun is circulated with the adopted text, and no
    more. Refused as `may_amend_adopted` says, and with `AmendingIsUnderWay` while an earlier one is neither adopted nor
    given up.
    """
    adopted = statement_for(session, by, statement_id)
    demand(may_amend_adopted(workflow_of(adopted), situation_of(session, adopted, now), by.role))
    earlier = session.exec(
        select(Statement)
        .join(BaseText, col(BaseText.statement_id) == col(Statement.id))
        .join(Adoption, col(Adoption.id) == col(BaseText.adoption_id))
        .where(col(Adoption.statement_id) == adopted.id, col(BaseText.amends))
    ).all()
    for each in earlier:
        if not (situation_of(session, each, now).adopted or workflow_of(each).states[each.state].final):
            raise AmendingIsUnderWay()
    own_id = begin_from(
        session,
        adopted.id,
        meeting_id=adopted.meeting_id,
        style=adopted.style,
        workflow_name=adopted.workflow,
        workflow_source=adopted.workflow_source,
        amends=True,
        by=by,
        now=now,
    )
    tell_all(session, adopted, "amending_begun", {}, notice={}, to=("office", "delegations"), by=by, now=now)
    return own_id
