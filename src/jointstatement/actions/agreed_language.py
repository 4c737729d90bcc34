"""What was adopted is remembered clause by clause, so that it is found again while another text is drafted."""

from sqlmodel import Session

from jointstatement.access.statements import parts_as_cited
from jointstatement.actions.keep import keep
from jointstatement.models import Adoption, AgreedClause, Revision, Statement
from jointstatement.text.agreed import remembered


def remember(session: Session, statement: Statement, revision: Revision, adoption: Adoption) -> None:
    """Keeps the clauses and items of the revision that was just adopted as agreed language."""
    keep(
        session,
        *(
            AgreedClause(
                body_id=statement.body_id,
                statement_id=statement.id,
                adoption_id=adoption.id,
                part_id=each.part.id,
                place_in_order=each.place,
                label=each.label,
                kind=each.part.kind,
                wording=each.part.wording,
                words=each.words,
                digest=each.digest,
                agreed_at=adoption.adopted_at,
            )
            for each in remembered(parts_as_cited(session, revision))
        ),
    )
