"""A further revision is tabled: the amendments that still wait are carried over to it, or go back to their authors."""

from datetime import datetime

from sqlmodel import Session

from jointstatement.access.amendments import deeds_of, live_amendments
from jointstatement.access.statements import revision_parts
from jointstatement.access.viewer import Viewer
from jointstatement.actions.record import notify, record_in_office
from jointstatement.models import Revision, Statement
from jointstatement.text.composing import PartGone, fate_of
from jointstatement.text.merging import NeedsItsAuthor


def tell_authors(session: Session, statement: Statement, revision: Revision, *, by: Viewer, now: datetime) -> None:
    """Records which amendments of earlier revisions are carried over to this one, and tells the authors of the others.

    Of a consolidated proposal that is the office.

    For who tables it. Nothing of the amendments themselves changes: what becomes of them follows from the two texts.
    """
    waiting = [row for row in live_amendments(session, by, statement) if row.revision_id != revision.id]
    if not waiting:
        return
    texts = {
        revision_id: {part.id: part.wording for part in parts}
        for revision_id, parts in revision_parts(session, statement).items()
    }
    new = texts[revision.id]
    needing = [
        row
        for row, deed in zip(waiting, deeds_of(waiting), strict=True)
        if isinstance(fate_of(deed, row.wording, texts[row.revision_id], new), NeedsItsAuthor | PartGone)
    ]
    record_in_office(
        session,
        statement,
        kind="amendments_carried_over",
        by=by,
        now=now,
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
            kind="amendment_needs_its_author" if row.delegation_id else "consolidation_needs_new_words",
            to=row.delegation_id or "office",
            now=now,
            parameters={"label": row.label, "revision": revision.label},
        )
