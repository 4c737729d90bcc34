"""The statement styles of a body's own: uploaded, looked at, taken into use, withdrawn.

A file is judged before it comes here. What is kept never changes: a better file is a further row, and what was tabled
or published in the former one keeps printing as it did.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.record import record, record_in_office
from jointstatement.database import take_lock
from jointstatement.errors import N_, BadInput, NotFound
from jointstatement.models import Adoption, Statement, StatementStyle
from jointstatement.models.identity import new_id
from jointstatement.terms import Chain
from jointstatement.workflow.facts import workflow_of
from jointstatement.workflow.permit import demand, may_manage_styles

OWN = "own-"
"""How the names of these styles begin, and those of no folder."""
MOST_WAITING = 20
"""Files of one body that may wait to be looked at."""


def keep_style(
    session: Session,
    *,
    title: str,
    based_on: str,
    rules: str,
    content: bytes,
    by: Viewer,
    now: datetime,
) -> str:
    """Keeps a file that was judged to be a style, to be looked at before it is used. Returns its id.

    Raises `NotYours`, and `BadInput` for a title that is none and for a body that lets too many files wait.
    """
    demand(may_manage_styles(by.role))
    body = body_for(session, by)
    waiting = session.exec(
        select(StatementStyle.id).where(
            col(StatementStyle.body_id) == body.id,
            col(StatementStyle.taken_at).is_(None),
            col(StatementStyle.withdrawn_at).is_(None),
        )
    ).all()
    if len(waiting) >= MOST_WAITING:
        raise BadInput(
            "file", N_("{most} files are waiting to be looked at. Please use or drop some of them."), most=MOST_WAITING
        )
    style = StatementStyle(
        body_id=body.id,
        name=f"{OWN}{new_id()[:16]}",
        title=line("title", title),
        based_on=line("based_on", based_on),
        rules=rules,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        uploaded_at=now,
        uploaded_by=by.person_id,
    )
    keep(session, style)
    _record(session, style, kind="style_uploaded", by=by, now=now, payload={"file_digest": style.digest})
    return style.id


def use_style(session: Session, style_id: str, *, by: Viewer, now: datetime) -> None:
    """Takes a style into use, in the place of the body's present one of that title.

    Texts that are still in work take the new file with it, each with an entry of its own; what was tabled keeps the
    former one, and so does a text that was adopted, issued or given up. Raises `NotYours`, `NotFound`, and `BadInput`
    for one that is in use or withdrawn.
    """
    style = _style_for(session, style_id, by=by)
    if style.taken_at is not None or style.withdrawn_at is not None:
        raise BadInput("style", N_("This style is no longer waiting. Please open the page again."))
    former = session.exec(
        select(StatementStyle)
        .where(
            col(StatementStyle.body_id) == style.body_id,
            col(StatementStyle.title) == style.title,
            col(StatementStyle.taken_at).is_not(None),
            col(StatementStyle.withdrawn_at).is_(None),
        )
        .order_by(col(StatementStyle.taken_at), col(StatementStyle.id))
    ).all()
    for each in former:
        each.withdrawn_at = now
        _hand_over(session, each, style, by=by, now=now)
    style.taken_at = now
    keep(session, *former, style)
    _record(session, style, kind="style_taken", by=by, now=now, payload={})


def withdraw_style(session: Session, style_id: str, *, by: Viewer, now: datetime) -> None:
    """Offers a style no longer; one that only waited is thrown away. Statements that have it keep it.

    Raises `NotYours`, `NotFound`, and `BadInput` for one that was withdrawn before.
    """
    style = _style_for(session, style_id, by=by)
    if style.withdrawn_at is not None:
        raise BadInput("style", N_("This style was withdrawn already."))
    _record(session, style, kind="style_withdrawn", by=by, now=now, payload={})
    if style.taken_at is None:
        drop(session, style)
        return
    style.withdrawn_at = now
    keep(session, style)


def _style_for(session: Session, style_id: str, *, by: Viewer) -> StatementStyle:
    demand(may_manage_styles(by.role))
    style = session.exec(
        select(StatementStyle).where(col(StatementStyle.id) == style_id, col(StatementStyle.body_id) == by.body_id)
    ).first()
    if style is None:
        raise NotFound()
    return style


def _hand_over(session: Session, former: StatementStyle, style: StatementStyle, *, by: Viewer, now: datetime) -> None:
    """Gives the new file to the texts that are still in work in the former one."""
    in_it = select(Statement).where(col(Statement.body_id) == former.body_id, col(Statement.style) == former.name)
    for statement in session.exec(in_it.order_by(col(Statement.id))).all():
        take_lock(session, statement.id)
        # Whoever held the lock may have brought it to its end, or chosen another style.
        session.refresh(statement)
        if statement.style != former.name or not _is_in_work(session, statement):
            continue
        statement.style = style.name
        keep(session, statement)
        record_in_office(
            session,
            statement,
            kind="style_set",
            by=by,
            now=now,
            payload={"before": former.name, "after": style.name},
        )


def _is_in_work(session: Session, statement: Statement) -> bool:
    """It was neither adopted nor issued, nor given up."""
    adopted = session.exec(select(Adoption.id).where(col(Adoption.statement_id) == statement.id)).first()
    return adopted is None and not workflow_of(statement).states[statement.state].final


def _record(
    session: Session,
    style: StatementStyle,
    *,
    kind: str,
    by: Viewer,
    now: datetime,
    payload: Mapping[str, object],
) -> None:
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind=kind,
        by=by,
        now=now,
        body_id=style.body_id,
        payload={"style": style.name, "title": style.title, "based_on": style.based_on, **payload},
    )
