"""Calls for inputs, scoped: which calls a person may see, and which contributions to them.

Delegations see every call of their body, observers and partners those that ask them too, guests none; a call that is
closed asked whom it asked when its hour came, whatever a delegation takes part as since. A delegation
always reads its own contribution; the chair's office reads each as it comes. What others gave, and that they gave at
all, is there for a delegation when the hour has taken effect, the words and files only where the call says so. Former
chairs go on reading what came while they held the chair. An administrator sees none.
"""

from sqlalchemy import exists, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.models import (
    AskedDelegation,
    CallForInputs,
    Contribution,
    ContributionFile,
    Delegation,
    Statement,
    TextFromCall,
)
from jointstatement.terms import COMMENTING, Participation, Role


def calls_open_to(viewer: Viewer) -> SelectOfScalar[CallForInputs]:
    """The calls that a person may see."""
    of_body = select(CallForInputs).where(col(CallForInputs.body_id) == viewer.body_id)
    if viewer.is_office or viewer.is_delegate:
        return of_body
    if viewer.role in COMMENTING:
        asking = of_body.where(col(CallForInputs.asks_observers).is_(True))
        if viewer.delegation_id is None:
            return asking
        was_asked = exists().where(
            col(AskedDelegation.call_id) == col(CallForInputs.id),
            col(AskedDelegation.delegation_id) == viewer.delegation_id,
        )
        return asking.where(or_(col(CallForInputs.closed_at).is_(None), was_asked))
    if viewer.role is Role.FORMER_CHAIR:
        return of_body.where(col(CallForInputs.put_at) < viewer.chaired_until)
    return of_body.where(col(CallForInputs.id) == "")


def asked_in(session: Session, call: CallForInputs) -> frozenset[str]:
    """The delegations that were asked, by their ids: of a call that is closed, those that were when its hour came.

    Who gave before the hour is among them, whatever it takes part as by then.
    """
    if call.closed_at is not None:
        kept = select(AskedDelegation.delegation_id).where(col(AskedDelegation.call_id) == call.id)
        return frozenset(session.exec(kept))
    gave = select(Contribution.delegation_id).where(
        col(Contribution.call_id) == call.id, col(Contribution.ended_at).is_(None)
    )
    of_body = select(Delegation).where(col(Delegation.body_id) == call.body_id)
    asked = (each.id for each in session.exec(of_body) if _asks(call, each.participation))
    return frozenset({*asked, *session.exec(gave)})


def _asks(call: CallForInputs, participation: Participation) -> bool:
    """The call is put to those that take part as this: to members always, never to guests."""
    if participation is Participation.MEMBER:
        return True
    return call.asks_observers and participation is not Participation.GUEST


def call_for(session: Session, viewer: Viewer, call_id: str) -> CallForInputs:
    """One call. Raises `NotFound`."""
    call = session.exec(
        calls_open_to(viewer).where(col(CallForInputs.id) == call_id).execution_options(populate_existing=True)
    ).first()
    if call is None:
        raise NotFound()
    return call


def contributions_open_to(viewer: Viewer, call: CallForInputs) -> SelectOfScalar[Contribution]:
    """The contributions that stand and whose words and files a person may load."""
    standing = select(Contribution).where(col(Contribution.call_id) == call.id, col(Contribution.ended_at).is_(None))
    if viewer.role is Role.FORMER_CHAIR:
        return standing.where(col(Contribution.given_at) < viewer.chaired_until)
    if viewer.is_office or (call.closed_at is not None and call.is_open_to_all):
        return standing
    return standing.where(col(Contribution.delegation_id) == viewer.delegation_id)


def is_register_open(viewer: Viewer, call: CallForInputs) -> bool:
    """Whether a person may know who gave: the office at all times, the others when the hour has taken effect."""
    return viewer.is_office or call.closed_at is not None


def register_of(session: Session, viewer: Viewer, call: CallForInputs) -> dict[str, bool]:
    """Who gave, as far as this person may know: the ids of delegations, and whether all that they gave came late."""
    gave = select(Contribution.delegation_id, Contribution.is_late).where(
        col(Contribution.call_id) == call.id, col(Contribution.ended_at).is_(None)
    )
    if viewer.role is Role.FORMER_CHAIR:
        gave = gave.where(col(Contribution.given_at) < viewer.chaired_until)
    elif not is_register_open(viewer, call):
        gave = gave.where(col(Contribution.delegation_id) == viewer.delegation_id)
    register: dict[str, bool] = {}
    for delegation_id, is_late in session.exec(gave):
        register[delegation_id] = is_late and register.get(delegation_id, True)
    return register


def contribution_file_for(session: Session, viewer: Viewer, call: CallForInputs, file_id: str) -> ContributionFile:
    """One file of a contribution. Raises `NotFound`."""
    readable = contributions_open_to(viewer, call).with_only_columns(col(Contribution.id))
    file = session.exec(
        select(ContributionFile).where(
            col(ContributionFile.id) == file_id, col(ContributionFile.contribution_id).in_(readable)
        )
    ).first()
    if file is None:
        raise NotFound()
    return file


def call_of(session: Session, viewer: Viewer, statement: Statement) -> CallForInputs | None:
    """The call that a statement was begun from, where the person may know of it."""
    begun = select(TextFromCall.call_id).where(col(TextFromCall.statement_id) == statement.id)
    return session.exec(calls_open_to(viewer).where(col(CallForInputs.id).in_(begun))).first()
