"""The endorsement that holds on a text, and which of its parts it leaves open.

What was endorsed is circulated: whoever reads the text knows it. The positions frozen with it are loaded where they are
shown.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_as_cited
from jointstatement.errors import ClauseIsEndorsed, Refusal
from jointstatement.models import Endorsement, EndorsementReopened, LeftClause, Revision, Statement
from jointstatement.text.clause_states import blocks, going_with
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts


@dataclass(frozen=True, slots=True)
class Endorsed:
    """An endorsement that holds, and what of the text that was endorsed lies open."""

    endorsement: Endorsement
    parts: tuple[Part, ...]
    """The endorsed text."""
    open_clauses: tuple[str, ...]
    """The clauses that were left, and those that were re-opened since, in the order of the text."""
    closed: frozenset[str]
    """Every part of the endorsed text that is none of these, nor an item of one, nor a footnote of these alone."""

    def refusal(self, *part_ids: str | None) -> Refusal | None:
        """Why these parts are not for changing; `None` stands for the text as a whole."""
        if all(each is not None and each not in self.closed for each in part_ids):
            return None
        return self.closed_refusal()

    def closed_refusal(self) -> Refusal:
        """Why what was endorsed stays as it is."""
        return ClauseIsEndorsed(adoption_at=self.endorsement.adoption_at, clauses=self.called(self.open_clauses))

    def called(self, part_ids: tuple[str, ...]) -> str:
        """How parts of the endorsed text are cited: by their labels, others by their kind."""
        return ", ".join(
            label or str(part.kind)
            for part, label in zip(self.parts, number_parts(self.parts), strict=True)
            if part.id in part_ids
        )


def endorsements_of(session: Session, statement: Statement) -> list[Endorsement]:
    """Every endorsement of a text, whether it still holds or not, in the order of their declaration."""
    return list(
        session.exec(
            select(Endorsement).where(col(Endorsement.statement_id) == statement.id).order_by(col(Endorsement.number))
        )
    )


def endorsed(session: Session, statement: Statement) -> Endorsed | None:
    """The endorsement that holds: the latest, unless it was taken back."""
    found = session.exec(
        select(Endorsement)
        .where(col(Endorsement.statement_id) == statement.id)
        .order_by(col(Endorsement.number).desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    reopened = set(
        session.exec(select(EndorsementReopened.part_id).where(col(EndorsementReopened.endorsement_id) == found.id))
    )
    if None in reopened:
        return None
    left = set(session.exec(select(LeftClause.part_id).where(col(LeftClause.endorsement_id) == found.id)))
    revision = session.exec(select(Revision).where(col(Revision.id) == found.revision_id)).one()
    parts = parts_as_cited(session, revision)
    open_clauses = tuple(each for each in blocks(parts) if each in left | reopened)
    is_open = {part.id for part in going_with(parts, open_clauses)}
    return Endorsed(found, parts, open_clauses, frozenset(part.id for part in parts if part.id not in is_open))


def endorsed_refusal(session: Session, statement: Statement, *part_ids: str | None) -> Refusal | None:
    """Why these parts are not open, where an endorsement holds; `None` stands for the text as a whole."""
    holding = endorsed(session, statement)
    return holding.refusal(*part_ids) if holding else None


def objection_refusal(
    session: Session, statement: Statement, part_id: str | None, *, received_at: datetime
) -> Refusal | None:
    """Why an objection is not made here. One that came before the endorsement counts, and one to the whole always."""
    holding = endorsed(session, statement)
    if part_id is None or holding is None or received_at < holding.endorsement.endorsed_at:
        return None
    return holding.refusal(part_id)
