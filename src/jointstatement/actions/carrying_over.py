"""A further revision is tabled: the amendments that still wait are carried over to it, or go back to their authors."""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.amendments import deeds_of, live_amendments
from jointstatement.access.statements import revision_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.record import notify, record
from jointstatement.models import Amendment, Revision, Statement
from jointstatement.terms import Chain
from jointstatement.text.composing import PartGone, fate_of
from jointstatement.text.merging import NeedsItsAuthor


def tell_authors(session: Session, statement: Statement, revision: Revision, *, by: Viewer, now: datetime) -> None:
    """Records which amendments of earlier revisions are carried over to this one, and tells the authors of the others.

    For who tables it. Nothing of the amendments themselves changes: what becomes of them follows from the two texts.
    """
    waiting = [row for row in live_amendments(session, by, statement) if row.revision_id != revision.id]
    if not waiting:
        return
    new = _words(session, revision)
    texts = {
        row.id: _words(session, row)
        for row in session.exec(select(Revision).where(col(Revision.statement_id) == statement.id))
    }
    needing: list[Amendment] = []
    for row, deed in zip(waiting, deeds_of(waiting), strict=True):
        if isinstance(fate_of(deed, row.wording, texts[row.revision_id], new), NeedsItsAuthor | PartGone):
            needing.append(row)
    record(
        session,
        chain=Chain.OFFICE,
        kind="amendments_carried_over",
        by=by,
        now=now,
        body_id=statement.body_id,
        statement_id=statement.id,
        payload={
            "revision": revision.label,
            "carried": [row.label for row in waiting if row not in needing],
            "needing": [row.label for row in needing],
        },
    )
    for row in needing:
        notify(
            session,
            statement=statement,
            kind="amendment_needs_its_author",
            to=row.delegation_id,
            now=now,
            parameters={"label": row.label, "revision": revision.label},
        )


def _words(session: Session, revision: Revision) -> dict[str, str]:
    return {row.part_id: row.wording for row in revision_text(session, revision)}
