"""A delegation gives an amendment anew that was made on words which are others by now."""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.input import amendment_for
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.giving_input import amend
from jointstatement.actions.keep import keep
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import N_, AlreadyWithdrawn, AmendmentIsOnTheTable, BadInput, NotSubmitted, NotYours
from jointstatement.models import Amendment
from jointstatement.terms import AmendmentKind, Weight


def reissue(
    session: Session,
    statement_id: str,
    amendment_id: str,
    *,
    part_id: str | None = None,
    wording: str,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts an amendment of an earlier revision anew, on the words that lie on the table now. Returns the draft's id.

    It goes to the same part, or to another where that one is gone, and takes the other's place when it is handed in,
    if that is in time. Only other words are given anew so. Raises `AmendmentIsOnTheTable` where it was made on this
    very revision, `AlreadyWithdrawn`, `NotSubmitted`, `NotYours`, and what `amend` raises.
    """
    statement = statement_for(session, by, statement_id)
    old = amendment_for(session, by, statement, amendment_id)
    if old.delegation_id != by.delegation_id:
        raise NotYours(who=N_("the delegation that wrote it"))
    if old.submitted_at is None:
        raise NotSubmitted()
    if old.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    if old.revision_id == revision_on_the_table(session, statement).id:
        raise AmendmentIsOnTheTable(label=old.label or "")
    if old.kind is not AmendmentKind.REPLACE:
        raise BadInput("wording", N_("Please propose this anew on the page of its part, and withdraw the earlier one."))
    draft_id = amend(
        session,
        statement_id,
        part_id or old.part_id,
        wording=wording,
        reason=old.reason,
        weight=Weight(old.weight),
        by=by,
        now=now,
    )
    draft = session.exec(select(Amendment).where(col(Amendment.id) == draft_id)).one()
    draft.reissue_of = old.id
    keep(session, draft)
    return draft_id
