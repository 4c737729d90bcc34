"""Who acts for a head of delegation. Nobody outside the delegation loads this.

It holds while nobody took it back and its hour has not come, while the head who gave it heads the delegation, and while
the deputy is an expert of it. What a deputy does is told to others as what any person of the delegation does, by name
where the acting person is named: who knows that person as an expert learns that an expert pressed, and no more is said.
"""

from datetime import datetime

from sqlalchemy import bindparam, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.database import put_together_once
from jointstatement.models import Deputyship, Person
from jointstatement.terms import Role


def deputyship_of(session: Session, delegation_id: str, *, now: datetime) -> Deputyship | None:
    """The deputyship that holds in a delegation now, if one does: there is one at a time."""
    return session.exec(_held().where(col(Deputyship.delegation_id) == delegation_id), params={"now": now}).first()


def is_deputy(session: Session, person_id: str, *, now: datetime) -> bool:
    """Whether a person acts for the head of his or her delegation now."""
    return session.exec(_held_by(person_id), params={"now": now}).first() is not None


@put_together_once
def _held_by(person_id: str) -> SelectOfScalar[Deputyship]:
    return _held().where(col(Deputyship.person_id) == person_id)


def _held() -> SelectOfScalar[Deputyship]:
    deputy, head = aliased(Person), aliased(Person)
    return (
        select(Deputyship)
        .join(deputy, col(deputy.id) == col(Deputyship.person_id))
        .join(head, col(head.id) == col(Deputyship.named_by))
        .where(
            col(Deputyship.ended_at).is_(None),
            or_(col(Deputyship.until).is_(None), col(Deputyship.until) > bindparam("now")),
            col(deputy.role) == Role.EXPERT,
            col(deputy.ended_at).is_(None),
            col(deputy.delegation_id) == col(Deputyship.delegation_id),
            col(head.role) == Role.HEAD,
            col(head.ended_at).is_(None),
            col(head.delegation_id) == col(Deputyship.delegation_id),
        )
    )
