"""What delegations gave, scoped: comments, amendments and positions that a person may load.

One rule for all three. A delegation always sees its own, drafts included. What others submitted in a round is open once
the round is closed, or at once where the round is an open one; in a blind round nobody, the chair included, loads
it before the hour. What was given in a round for the chair alone is open to the chair's office at once, and to other
delegations never. Positions taken outside a round are open to the chair's office at once, and to delegations where
the body lets members read each other's positions and names who breaks silence: otherwise an objection that is there,
or a consent that is gone, would name who broke it. Those that are no members load their own comments and no other
input.
Nobody ever loads another's draft. A withdrawn input stays open to its own delegation and to those who had it before
them when it was withdrawn: withdrawal after the hour leaves a trace, withdrawal before it does not.
"""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.viewer import Viewer
from jointstatement.database import put_together_once
from jointstatement.errors import NotFound
from jointstatement.models import (
    Amendment,
    AmendmentSupport,
    Body,
    Clearance,
    Comment,
    Delegation,
    PositionTaken,
    Reply,
    Round,
    Silence,
    Statement,
)
from jointstatement.terms import ATTENDING, Participation, Role, Visibility

Given = TypeVar("Given", Comment, Amendment, PositionTaken)


def comments_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[Comment]:
    """The comments of a statement that a person may load, withdrawn ones included."""
    return _open_to(viewer, statement.id, statement.body_id, Comment)


def amendments_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[Amendment]:
    """The amendments of a statement that a person may load, withdrawn ones included."""
    return _open_to(viewer, statement.id, statement.body_id, Amendment)


def positions_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[PositionTaken]:
    """The positions of a statement that a person may load: what is held and what was held."""
    return _open_to(viewer, statement.id, statement.body_id, PositionTaken)


def supports_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[AmendmentSupport]:
    """Who stands behind the amendments that a person may load, now."""
    readable = amendments_open_to(viewer, statement).where(col(Amendment.id) == col(AmendmentSupport.amendment_id))
    return select(AmendmentSupport).where(
        col(AmendmentSupport.statement_id) == statement.id,
        readable.with_only_columns(col(Amendment.id)).exists(),
        col(AmendmentSupport.withdrawn_at).is_(None),
    )


def clearances_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[Clearance]:
    """What the head of the viewer's own delegation said of its drafts."""
    own = col(Clearance.delegation_id) == viewer.delegation_id if viewer.delegation_id else false()
    return select(Clearance).where(col(Clearance.statement_id) == statement.id, own)


def cleared_or_not(session: Session, viewer: Viewer, statement: Statement) -> dict[str, Clearance]:
    """The last that was said of each draft of the viewer's own delegation, by the draft's id."""
    rows = session.exec(clearances_open_to(viewer, statement).order_by(col(Clearance.number)))
    return {row.comment_id or row.amendment_id or "": row for row in rows}


def replies_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[Reply]:
    """The replies to the comments that a person may load; withdrawn ones are open to nobody."""
    readable = comments_open_to(viewer, statement).where(col(Comment.id) == col(Reply.comment_id))
    return select(Reply).where(
        col(Reply.statement_id) == statement.id,
        readable.with_only_columns(col(Comment.id)).exists(),
        col(Reply.withdrawn_at).is_(None),
    )


def reads_positions_of_others(session: Session, viewer: Viewer, statement: Statement) -> bool:
    """Whether a person loads the positions of other delegations than the own, once they are open."""
    if viewer.is_delegate:
        return session.exec(select(_open_among_members(statement.id, statement.body_id))).one()
    return viewer.is_office


def breakers_are_named(session: Session, statement: Statement) -> bool:
    """Whether all who take part may learn who broke silence on this statement."""
    named = exists().where(col(Body.id) == statement.body_id, *_breakers_named(statement.id))
    return session.exec(select(named)).one()


def is_heard(kind: type[Comment] | type[Amendment]) -> ColumnElement[bool]:
    """It came in time, or late and was admitted by the chair: what did not counts nowhere and needs no answer."""
    return or_(col(kind.is_late).is_(False), col(kind.is_admitted).is_(True))


def went_to_chair_alone(kind: type[Comment] | type[Amendment] | type[PositionTaken]) -> ColumnElement[bool]:
    """It was given in a round for the chair alone."""
    return exists().where(col(Round.id) == col(kind.round_id), col(Round.visibility) == Visibility.CHAIR_ONLY)


def is_of_no_member(kind: type[Comment] | type[Amendment]) -> ColumnElement[bool]:
    """An observer or a partner gave it: it may be answered, and nothing waits for the answer."""
    # A list that is made once, and not a look for each input.
    return col(kind.delegation_id).in_(
        select(Delegation.id).where(col(Delegation.participation) != Participation.MEMBER)
    )


def comment_for(session: Session, viewer: Viewer, statement: Statement, comment_id: str) -> Comment:
    """One comment. Raises `NotFound`."""
    return _one(session, comments_open_to(viewer, statement).where(col(Comment.id) == comment_id))


def amendment_for(session: Session, viewer: Viewer, statement: Statement, amendment_id: str) -> Amendment:
    """One amendment. Raises `NotFound`."""
    return _one(session, amendments_open_to(viewer, statement).where(col(Amendment.id) == amendment_id))


def given_for(
    session: Session, viewer: Viewer, statement: Statement, *, comment_id: str | None, amendment_id: str | None
) -> Comment | Amendment:
    """The one or the other, whichever is named. Raises `NotFound`."""
    if comment_id is not None:
        return comment_for(session, viewer, statement, comment_id)
    return amendment_for(session, viewer, statement, amendment_id or "")


def _one(session: Session, among: SelectOfScalar[Given]) -> Given:
    found = session.exec(among).first()
    if found is None:
        raise NotFound()
    return found


@put_together_once
def _open_to(viewer: Viewer, statement_id: str, body_id: str, kind: type[Given]) -> SelectOfScalar[Given]:
    # What a guest of adopted texts gave when it took part otherwise is of how they came about.
    has_own = viewer.delegation_id and not viewer.reads_adopted_only
    own = col(kind.delegation_id) == viewer.delegation_id if has_own else false()
    of_others = _of_others(viewer, statement_id, body_id, kind)
    return select(kind).where(col(kind.statement_id) == statement_id, or_(own, of_others))


def _of_others(viewer: Viewer, statement_id: str, body_id: str, kind: type[Any]) -> ColumnElement[bool]:
    """What is open of those inputs that are not the viewer's own delegation's."""
    if viewer.role in ATTENDING | {Role.ADMINISTRATOR}:
        return false()
    at_once = {Visibility.OPEN} | ({Visibility.CHAIR_ONLY} if viewer.is_office else set())
    at_last = {Visibility.BLIND} | at_once
    # A list that is made once, and not a look for each input.
    round_is_readable = col(kind.round_id).in_(
        select(Round.id).where(
            col(Round.statement_id) == statement_id,
            col(Round.visibility).in_(at_last),
            or_(col(Round.closed_at).is_not(None), col(Round.visibility).in_(at_once)),
        )
    )
    if kind is not PositionTaken:
        # Withdrawn before the hour of its round: it never reached anybody else.
        reached_others = or_(
            col(kind.withdrawn_at).is_(None),
            exists().where(
                col(Round.id) == col(kind.round_id),
                or_(col(Round.visibility).in_(at_once), col(Round.closed_at) <= col(kind.withdrawn_at)),
            ),
        )
        return and_(col(kind.submitted_at).is_not(None), round_is_readable, reached_others)
    outside_rounds = col(kind.round_id).is_(None)
    if viewer.is_office:
        return and_(col(kind.submitted_at).is_not(None), or_(outside_rounds, round_is_readable))
    return and_(
        col(kind.submitted_at).is_not(None),
        _open_among_members(statement_id, body_id),
        or_(outside_rounds, round_is_readable),
    )


def _open_among_members(statement_id: str, body_id: str) -> ColumnElement[bool]:
    """Whether delegations read each other's positions on this statement."""
    return exists().where(
        col(Body.id) == body_id,
        col(Body.matrix_open_to_members).is_(True),
        *_breakers_named(statement_id),
    )


def _breakers_named(statement_id: str) -> tuple[ColumnElement[bool], ...]:
    """The body names who breaks silence, and did so when each silence on this statement began."""
    in_confidence = exists().where(col(Silence.statement_id) == statement_id, col(Silence.names_the_breaker).is_(False))
    return col(Body.names_the_breaker).is_(True), ~in_confidence
