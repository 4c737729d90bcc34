"""Copies of drafts: the body's rules for them, and keeping that one was taken out."""

from datetime import datetime

from sqlmodel import Session

from jointstatement.access.copies import is_of_delegation
from jointstatement.access.statements import body_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record
from jointstatement.errors import ChangedMeanwhile
from jointstatement.models import TakenCopy
from jointstatement.terms import Chain, CopyKind
from jointstatement.workflow.permit import demand, may_export_draft, may_manage_body


def change_copy_rules(
    session: Session,
    *,
    copies_are_named: bool,
    copies_are_logged: bool,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Changes whether drafts say whose copy they are, and whether the body keeps who took them out from now on.

    What was kept stays. Raises `NotYours`, and `ChangedMeanwhile` where the body changed since it was seen.
    """
    demand(may_manage_body(by.role))
    body = body_for(session, by)
    if body.version != expected:
        raise ChangedMeanwhile()
    body.copies_are_named, body.copies_are_logged = copies_are_named, copies_are_logged
    keep(session, body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="copies_logged" if copies_are_logged else "copies_not_logged",
        by=by,
        now=now,
        body_id=body.id,
        payload={"copies_are_named": copies_are_named, "copies_are_logged": copies_are_logged},
    )


def keep_copy(
    session: Session,
    statement_id: str,
    *,
    kind: CopyKind,
    revision: str,
    form: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Keeps that a person of a delegation took a file out, where the body does; of the chair's office nothing is kept.

    It is no act of the negotiation: it stands in no chain, where it would tell others that somebody did something.
    Raises `NotFound`, and `NotYours` for those who take no drafts out.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_export_draft(by.role))
    if not is_of_delegation(by) or not body_for(session, by).copies_are_logged:
        return
    assert by.delegation_id is not None
    keep(
        session,
        TakenCopy(
            statement_id=statement.id,
            delegation_id=by.delegation_id,
            person_id=by.person_id,
            kind=kind,
            revision=revision,
            form=form,
            at=now,
        ),
    )
