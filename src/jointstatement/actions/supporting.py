"""Delegations stand behind an amendment of another's: they support it, or with its author's word co-sponsor it."""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.attribution import is_named_in, is_named_now, office_knows
from jointstatement.access.input import amendment_for
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import notify, record_for_all, record_in_office, record_within_delegation
from jointstatement.errors import AlreadySupports, AlreadyWithdrawn, NoAuthorToAsk, NotFound, NotYours, OwnAmendment
from jointstatement.models import Amendment, AmendmentSupport, Delegation, Round, Statement
from jointstatement.terms import Role
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_accept_co_sponsor, may_support_amendment, may_withdraw_support
from jointstatement.workflow.procedure import those


def support_amendment(
    session: Session, statement_id: str, amendment_id: str, *, as_co_sponsor: bool = False, by: Viewer, now: datetime
) -> str:
    """A head of delegation supports an amendment that is before all, at once; `as_co_sponsor` asks its author besides.

    Until the author has accepted, all others read of support only; where support was named and who asks now is not, it
    is named no more. Returns the support's id. Refused as
    `may_support_amendment` says, with `NotFound`, `OwnAmendment`, `AlreadyWithdrawn`, and `AlreadySupports` where
    nothing would change, and `NoAuthorToAsk` for asking to co-sponsor a proposal of the office.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_support_amendment(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    amendment = amendment_for(session, by, statement, amendment_id)
    if amendment.delegation_id == delegation.id:
        raise OwnAmendment()
    if amendment.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    label = amendment.label or ""
    if as_co_sponsor and amendment.delegation_id is None:
        raise NoAuthorToAsk(label=label)
    support = _standing(session, amendment, delegation.id)
    if support is not None and (support.asks_to_co_sponsor or not as_co_sponsor):
        raise AlreadySupports(label=label)
    is_new = support is None
    is_named = is_named_now(statement, session.get_one(Round, amendment.round_id))
    support = support or AmendmentSupport(
        statement_id=statement.id,
        amendment_id=amendment.id,
        delegation_id=delegation.id,
        asks_to_co_sponsor=as_co_sponsor,
        given_at=now,
        given_by=by.person_id,
        is_named=is_named,
    )
    # What is done anew has today's rule too; what was given under a rule that did not name it stays unnamed.
    support.is_named = support.is_named and is_named
    support.asks_to_co_sponsor = as_co_sponsor
    keep(session, support)
    if as_co_sponsor and amendment.delegation_id is not None:
        record_within_delegation(
            session,
            statement,
            delegation.id,
            kind="co_sponsoring_asked",
            by=by,
            now=now,
            payload={"id": amendment.id, "label": label},
        )
        parameters = {"label": label, "delegation": delegation.name} if support.is_named else {"yours": label}
        notify(
            session,
            statement=statement,
            kind="co_sponsoring_asked",
            to=amendment.delegation_id,
            now=now,
            parameters=parameters,
        )
    if is_new:
        _tell(session, statement, support, amendment, kind="amendment_supported", by=by, now=now)
    return support.id


def accept_co_sponsor(session: Session, statement_id: str, support_id: str, *, by: Viewer, now: datetime) -> None:
    """The author's head takes a delegation that asked among the sponsors of its amendment.

    Refused as `may_accept_co_sponsor` says, with `NotFound` where nobody asks, or asks any more, and `NotYours` for
    whose amendment it is not.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_accept_co_sponsor(workflow_of(statement), situation_of(session, statement, now), by.role))
    support, amendment = _support_of(session, statement, support_id, by=by)
    if amendment.delegation_id != by.delegation_id:
        raise NotYours(who=those((Role.HEAD,)))
    if not support.asks_to_co_sponsor or support.accepted_at is not None:
        raise NotFound()
    support.accepted_at = now
    support.accepted_by = by.person_id
    keep(session, support)
    _tell(session, statement, support, amendment, kind="co_sponsor_accepted", by=by, now=now)


def withdraw_support(session: Session, statement_id: str, support_id: str, *, by: Viewer, now: datetime) -> None:
    """A delegation no longer stands behind an amendment, neither as supporter nor as co-sponsor.

    Refused as `may_withdraw_support` says, with `NotFound` and `NotYours`.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_support(workflow_of(statement), situation_of(session, statement, now), by.role))
    support, amendment = _support_of(session, statement, support_id, by=by)
    if support.delegation_id != by.delegation_id:
        raise NotYours(who=those((Role.HEAD,)))
    support.withdrawn_at = now
    keep(session, support)
    _tell(session, statement, support, amendment, kind="support_withdrawn", by=by, now=now)


def _standing(session: Session, amendment: Amendment, delegation_id: str) -> AmendmentSupport | None:
    return session.exec(
        select(AmendmentSupport).where(
            col(AmendmentSupport.amendment_id) == amendment.id,
            col(AmendmentSupport.delegation_id) == delegation_id,
            col(AmendmentSupport.withdrawn_at).is_(None),
        )
    ).first()


def _support_of(
    session: Session, statement: Statement, support_id: str, *, by: Viewer
) -> tuple[AmendmentSupport, Amendment]:
    support = session.exec(
        select(AmendmentSupport).where(
            col(AmendmentSupport.id) == support_id,
            col(AmendmentSupport.statement_id) == statement.id,
            col(AmendmentSupport.withdrawn_at).is_(None),
        )
    ).first()
    if support is None:
        raise NotFound()
    amendment = amendment_for(session, by, statement, support.amendment_id)
    if amendment.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    return support, amendment


def _tell(
    session: Session,
    statement: Statement,
    support: AmendmentSupport,
    amendment: Amendment,
    *,
    kind: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Says it to all who have the amendment before them, and puts it on the lists of its author and the office.

    Where one of the two is not named, all learn no more than what was done; who did it learns the rest, and so does the
    office where it knows whose the input of the round is.
    """
    label = {"label": amendment.label or ""}
    named = {**label, "delegation": _name_of(session, support.delegation_id)}
    in_round = session.get_one(Round, amendment.round_id)
    is_named = support.is_named and is_named_in(in_round)
    known = office_knows(in_round)
    if not is_named:
        own = {"id": amendment.id, **label}
        record_within_delegation(session, statement, by.delegation_id, kind=kind, by=by, now=now, payload=own)
        if known:
            record_in_office(session, statement, kind, {"id": amendment.id, **named}, by=by, now=now)
    told = named if is_named else label
    record_for_all(session, statement, kind, {"id": amendment.id, **told}, by=by if is_named else None, now=now)
    whom = support.delegation_id if kind == "co_sponsor_accepted" else amendment.delegation_id
    for each, parameters in (("office", named if known else told), (whom, told)):
        if each is not None:
            notify(session, statement=statement, kind=kind, to=each, now=now, parameters=parameters)


def _name_of(session: Session, delegation_id: str) -> str:
    return session.exec(select(Delegation.name).where(col(Delegation.id) == delegation_id)).one()
