"""Which amendments stand in a consolidated proposal, and not by themselves.

A consolidated proposal is read as other amendments of its round are; who stands behind its sources, and whose they are,
is asked of each source by itself.
"""

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from jointstatement.access.input import amendments_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.models import Amendment, Consolidation, ConsolidationSource, Statement


def stands_by_itself(*statement_ids: str) -> ColumnElement[bool]:
    """Of amendments of these statements: it is in no consolidated proposal, with which it would be answered."""
    # A list that is made once, and not a look for each amendment.
    return col(Amendment.id).not_in(
        select(ConsolidationSource.amendment_id).where(
            col(ConsolidationSource.statement_id).in_(statement_ids), col(ConsolidationSource.left_at).is_(None)
        )
    )


def consolidation_for(session: Session, viewer: Viewer, statement: Statement, amendment_id: str) -> Amendment | None:
    """The consolidated proposal of that id, if the person may load it."""
    return session.exec(
        amendments_open_to(viewer, statement)
        .join(Consolidation, col(Consolidation.id) == col(Amendment.id))
        .where(col(Amendment.id) == amendment_id)
    ).first()


def place_in_consolidation(session: Session, amendment: Amendment) -> ConsolidationSource | None:
    """Where an amendment stands, if not by itself."""
    return session.exec(
        select(ConsolidationSource).where(
            col(ConsolidationSource.amendment_id) == amendment.id, col(ConsolidationSource.left_at).is_(None)
        )
    ).first()


def sources_of(session: Session, consolidated: Amendment) -> list[tuple[ConsolidationSource, Amendment]]:
    """The amendments that stand in a consolidated proposal, in the order of their labels; of any other none."""
    rows = session.exec(
        select(ConsolidationSource, Amendment)
        .join(Amendment, col(Amendment.id) == col(ConsolidationSource.amendment_id))
        .where(col(ConsolidationSource.consolidation_id) == consolidated.id, col(ConsolidationSource.left_at).is_(None))
    ).all()
    return sorted(rows, key=lambda row: (len(row[1].label or ""), row[1].label or "", row[1].id))
