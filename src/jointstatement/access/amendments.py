"""The amendments that are still to be decided on: submitted, heard, not withdrawn or answered for good."""

from collections.abc import Sequence

from sqlalchemy import exists, func
from sqlmodel import Session, col, select

from jointstatement.access.consolidations import stands_by_itself
from jointstatement.access.input import amendments_open_to, is_heard
from jointstatement.access.viewer import Viewer
from jointstatement.models import Amendment, Disposition, Incorporation, RevisionPart, Statement
from jointstatement.terms import AmendmentKind, DispositionKind
from jointstatement.text.composing import Composition, Deed, Offered, composition


def live_amendments(session: Session, viewer: Viewer, statement: Statement) -> list[Amendment]:
    """Those that the person may load, in the order of their labels; what is consolidated as the one that stands for it.

    A deferred one is to be decided on again.
    """
    last = (
        select(func.max(Disposition.number))
        .where(col(Disposition.amendment_id) == col(Amendment.id))
        .correlate(Amendment)
        .scalar_subquery()
    )
    is_answered = exists().where(
        col(Disposition.amendment_id) == col(Amendment.id),
        col(Disposition.number) == last,
        col(Disposition.disposition) != DispositionKind.DEFERRED,
    )
    is_in_text = exists().where(col(Incorporation.amendment_id) == col(Amendment.id))
    rows = session.exec(
        amendments_open_to(viewer, statement).where(
            col(Amendment.submitted_at).is_not(None),
            col(Amendment.withdrawn_at).is_(None),
            is_heard(Amendment),
            stands_by_itself(statement.id),
            ~is_answered,
            ~is_in_text,
        )
    ).all()
    return sorted(rows, key=lambda row: (len(row.label or ""), row.label or "", row.id))


def live_wordings(session: Session, viewer: Viewer, statement: Statement, part_id: str) -> list[Amendment]:
    """Those among them that propose other words for one part."""
    return [
        row
        for row in live_amendments(session, viewer, statement)
        if row.part_id == part_id and row.kind is AmendmentKind.REPLACE
    ]


def composition_of(session: Session, part_id: str, base: str, amendments: Sequence[Amendment]) -> Composition:
    """Amendments that propose other words for a part, on the words that stand there now."""
    old = dict(
        session.exec(
            select(RevisionPart.revision_id, RevisionPart.wording).where(
                col(RevisionPart.part_id) == part_id,
                col(RevisionPart.revision_id).in_({row.revision_id for row in amendments}),
            )
        ).all()
    )
    return composition(base, [Offered(row.id, old[row.revision_id], row.wording) for row in amendments])


def deeds_of(amendments: Sequence[Amendment]) -> list[Deed]:
    """What each of them does, to which parts."""
    return [Deed(row.id, row.kind, row.part_id, row.other_part_id or "") for row in amendments]
