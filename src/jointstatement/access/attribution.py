"""Who learns which delegation put forward what.

The chair's office knows at once, or where the chair chose so when everything that a round brought is answered: until
then it reads that input as delegations do. The rule of a day is kept with what was given on it: of comments and
amendments with their round, of replies, support and the sponsors of brackets with each. A later rule never names
anybody whom it did not name then. A delegation knows what is its own, and the office who stands in brackets, which it
notes itself. What was handed in for a group is told to the members for which the group spoke when it was circulated,
wherever input is read and in the matrix (`queries/voices.is_told`).
"""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, false, or_, union
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.viewer import Viewer
from jointstatement.models import Amendment, AmendmentSupport, BracketSponsor, Comment, Round, Statement
from jointstatement.terms import Attribution


def is_named_in(in_round: Round) -> bool:
    """Whether all who read the input of a round learn whose it is."""
    return in_round.attribution is Attribution.ALL


def office_knows(in_round: Round) -> bool:
    """Whether the chair's office learns whose the input of a round is, and who replied to it or stands behind it."""
    return in_round.attribution is not Attribution.NONE or in_round.authors_learnt_at is not None


def is_named_now(statement: Statement, in_round: Round) -> bool:
    """Whether all learn who replies to the input of a round now, or stands behind it."""
    return is_named_in(in_round) and statement.attribution is Attribution.ALL


def knows_whose(viewer: Viewer, delegation_id: str | None, *, is_named: bool, office_knows: bool) -> bool:
    """Whether a person learns of this delegation that it is the one."""
    is_own = delegation_id is not None and delegation_id == viewer.delegation_id
    return is_named or is_own or (viewer.is_office and office_knows)


def given_by_known(viewer: Viewer, statement: Statement, kind: type[Comment] | type[Amendment]) -> ColumnElement[bool]:
    """Of comments and amendments: the person learns whose it is; what was given for its group apart."""
    if viewer.is_office:
        return col(kind.round_id).not_in(
            _in_confidence(statement).where(
                col(Round.attribution) == Attribution.NONE, col(Round.authors_learnt_at).is_(None)
            )
        )
    own = col(kind.delegation_id) == viewer.delegation_id if viewer.delegation_id else false()
    return or_(own, col(kind.round_id).not_in(_in_confidence(statement)))


def unnamed_on(session: Session, statement: Statement, part_id: str) -> set[str]:
    """Delegations that put something forward on a part, or stood behind it, under a rule that did not name them."""
    on_part = (col(Amendment.statement_id) == statement.id, col(Amendment.part_id) == part_id)
    rows: CompoundSelect[Any] = union(
        select(col(Amendment.delegation_id)).where(
            *on_part,
            col(Amendment.delegation_id).is_not(None),
            col(Amendment.submitted_at).is_not(None),
            col(Amendment.round_id).in_(_in_confidence(statement)),
        ),
        select(AmendmentSupport.delegation_id)
        .join(Amendment, col(Amendment.id) == col(AmendmentSupport.amendment_id))
        .where(*on_part, col(AmendmentSupport.is_named).is_(False)),
        select(BracketSponsor.delegation_id).where(
            col(BracketSponsor.statement_id) == statement.id,
            col(BracketSponsor.part_id) == part_id,
            col(BracketSponsor.is_named).is_(False),
        ),
    )
    return set(session.connection().execute(rows).scalars())


def _in_confidence(statement: Statement) -> SelectOfScalar[str]:
    return select(Round.id).where(col(Round.statement_id) == statement.id, col(Round.attribution) != Attribution.ALL)
