"""Publication, a decision of its own: how much of the adopted text everybody may read, and from which hour."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from jointstatement.access.footnotes import as_printed
from jointstatement.access.statements import acts_circulated, parts_as_cited, revision_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import coming_hour, optional_text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import tell_all
from jointstatement.actions.step import take
from jointstatement.errors import N_, BadInput, ChangedMeanwhile, NotFound
from jointstatement.models import Adoption, Publication, PublicationOmission, Withholding
from jointstatement.models.identity import new_id
from jointstatement.terms import PublicationExtent, Verb
from jointstatement.text.document import Part
from jointstatement.text.extract import extract
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.number import number_parts
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_publish, may_withhold


def publish(
    session: Session,
    statement_id: str,
    *,
    content: bytes,
    acts_seen: int | None = None,
    extent: PublicationExtent = PublicationExtent.WHOLE,
    left_out: Sequence[str] = (),
    public_from: datetime | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """Publishes the adopted text: keeps the file's bytes, once, with their digest; circulated.

    `content` is the file that says as much as `extent` does; `left_out` are the clauses whose words it leaves out.
    `acts_seen` is how many acts had been circulated when the file's words were read (`acts_circulated`): without it
    nobody looks whether anything was attached meanwhile. The public page opens at `public_from`, or at once. Returns
    the last part of its address. Refused as `may_publish` says, which it does a second time, with `ChangedMeanwhile`
    after a further act, with `NotFound` for a clause that is not in the text, and with `BadInput` for an empty file,
    an hour that has passed, and a text in part that leaves out nothing or everything.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_publish(workflow_of(statement), situation, by.role))
    if acts_seen is not None and acts_seen != acts_circulated(session, statement):
        raise ChangedMeanwhile()
    if not content:
        raise BadInput("content", N_("The file to publish is empty."))
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == statement.id)).one()
    parts = parts_as_cited(session, revision_for(session, statement, adoption.revision_id))
    labels = _left_out(parts, extent, left_out)
    public_from = now if public_from is None else coming_hour("due_at", public_from, now=now)
    take(session, statement, Verb.PUBLISH, by=by, now=now, situation=situation)
    publication = Publication(
        statement_id=statement.id,
        adoption_id=adoption.id,
        address=new_id(),
        content=content,
        file_digest=sha256(content).hexdigest(),
        fingerprint=fingerprint(extract(as_printed(session, statement, parts), left_out)),
        extent=extent,
        public_from=public_from,
        published_at=now,
        published_by=by.person_id,
    )
    keep(
        session,
        publication,
        *(PublicationOmission(publication_id=publication.id, part_id=part_id) for part_id in dict.fromkeys(left_out)),
    )
    told = {
        "address": publication.address,
        "file_digest": publication.file_digest,
        "fingerprint": publication.fingerprint,
        "extent": extent,
        "left_out": labels,
        "public_from": public_from,
    }
    tell_all(session, statement, "published", told, notice={}, by=by, now=now)
    return publication.address


def withhold(session: Session, statement_id: str, *, reason: str = "", by: Viewer, now: datetime) -> str:
    """Decides that the adopted text is not public; circulated. It can be published later. Returns the decision's id.

    Refused as `may_withhold` says.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withhold(workflow_of(statement), situation_of(session, statement, now), by.role))
    withholding = Withholding(
        statement_id=statement.id,
        reason=optional_text("reason", reason),
        decided_at=now,
        decided_by=by.person_id,
    )
    keep(session, withholding)
    said = {"reason": withholding.reason}
    tell_all(session, statement, "publication_withheld", said, notice={}, by=by, now=now)
    return withholding.id


def _left_out(parts: Sequence[Part], extent: PublicationExtent, left_out: Sequence[str]) -> list[str]:
    """The labels of the clauses that are left out."""
    clauses = {part.id: label for part, label in zip(parts, number_parts(parts), strict=True) if part.is_clause}
    if not set(left_out) <= clauses.keys():
        raise NotFound()
    if (extent is PublicationExtent.IN_PART) is not (0 < len(set(left_out)) < len(clauses)):
        raise BadInput("clauses", N_("A text that is published in part has some of its clauses, and not all of them."))
    return [label for part_id, label in clauses.items() if part_id in left_out]
