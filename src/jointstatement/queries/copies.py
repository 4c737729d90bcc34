"""The drafts of a statement that were taken out, on their page, and the body's rules for copies."""

from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.copies import copies_open_to
from jointstatement.access.naming import naming_of
from jointstatement.access.statements import body_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.models import Person, TakenCopy
from jointstatement.queries.statement import StatementHead, statement_head
from jointstatement.terms import CopyKind
from jointstatement.workflow.permit import demand, may_export_draft, may_manage_body, may_read_negotiation

MOST_SHOWN = 500


class CopyLine(msgspec.Struct, frozen=True):
    """One file that was taken out."""

    at: datetime
    delegation: str
    person: str
    kind: CopyKind
    revision: str
    form: str


class CopiesPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    head: StatementHead
    is_logged: bool
    """Whether the body keeps it now; what was kept before is shown in any case."""
    lines: tuple[CopyLine, ...]
    """The latest first, and at most so many as a page shows."""


class CopyRules(msgspec.Struct, frozen=True):
    """What the body says of copies of drafts."""

    version: int
    copies_are_named: bool
    copies_are_logged: bool


def copies_page(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> CopiesPage:
    """The copies taken, as far as this person may know of them. Raises `NotFound` and `NotYours`."""
    statement = statement_for(session, viewer, statement_id)
    demand(may_export_draft(viewer.role))
    rows = session.exec(
        copies_open_to(viewer, statement).order_by(col(TakenCopy.at).desc(), col(TakenCopy.id)).limit(MOST_SHOWN)
    ).all()
    persons = select(col(Person.id), col(Person.name)).where(col(Person.id).in_({row.person_id for row in rows}))
    names, naming = dict(session.exec(persons).all()), naming_of(session, statement)
    return CopiesPage(
        head=statement_head(session, viewer, statement_id, now=now),
        is_logged=body_for(session, viewer).copies_are_logged,
        lines=tuple(
            CopyLine(row.at, naming.name(row.delegation_id), names[row.person_id], row.kind, row.revision, row.form)
            for row in rows
        ),
    )


def copy_rules(session: Session, viewer: Viewer) -> CopyRules:
    """The rules, for all who take part in a negotiation and for those who keep them. Raises `NotYours`."""
    if may_manage_body(viewer.role):
        demand(may_read_negotiation(viewer.role))
    body = body_for(session, viewer)
    return CopyRules(body.version, body.copies_are_named, body.copies_are_logged)
