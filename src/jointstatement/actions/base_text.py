"""The last text as the base of the next: a statement begins with the parts of one that was adopted."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_of, revision_for, revision_text, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import import_document
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record
from jointstatement.errors import NotAdopted
from jointstatement.models import Adoption, BaseText, CopiedPart, Statement
from jointstatement.terms import Chain
from jointstatement.text.document import Document
from jointstatement.workflow.permit import demand, may_create_statement


def begin_from_adopted(
    session: Session,
    base_id: str,
    *,
    meeting_id: str,
    style: str,
    workflow_name: str,
    workflow_source: str,
    by: Viewer,
    now: datetime,
) -> str:
    """Begins a statement with the words of an adopted one; each part knows from which it was copied. Returns its id.

    The adopted text stays as it is. Refused as beginning a statement is, with `NotFound` for a text that this person
    does not see, and with `NotAdopted`.
    """
    demand(may_create_statement(by.role))
    base = statement_for(session, by, base_id)
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == base.id)).first()
    if adoption is None:
        raise NotAdopted()
    parts = parts_of(revision_text(session, revision_for(session, base, adoption.revision_id)))
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
    keep(
        session,
        BaseText(statement_id=own.id, adoption_id=adoption.id, at=now, by=by.person_id),
        *(
            CopiedPart(part_id=copy.id, from_part_id=part.id)
            for copy, part in zip(working_text(session, own), parts, strict=True)
        ),
    )
    record(
        session,
        chain=Chain.OFFICE,
        kind="begun_from_adopted",
        by=by,
        now=now,
        body_id=own.body_id,
        statement_id=own.id,
        payload={"base": base.id, "fingerprint": adoption.fingerprint, "adopted_on": adoption.adopted_on},
    )
    return own.id
