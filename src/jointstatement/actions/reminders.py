"""Reminders of an hour that is near, to those alone who are awaited: each once, whoever notices that it is due.

That a reminder went out is in the delegation's own chain, and in the office's; nobody else learns who was awaited.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from jointstatement.access.attribution import office_knows
from jointstatement.access.consolidations import sources_of
from jointstatement.access.reviews import same_in_substance
from jointstatement.access.statements import members_of
from jointstatement.actions.hours import reminder_before
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_in_office, record_within_delegation
from jointstatement.models import (
    Amendment,
    Consolidation,
    Delegation,
    EditorialChange,
    EditorialObjection,
    EditorialReview,
    InnerHour,
    Person,
    Receipt,
    Revision,
    Round,
    Silence,
    Statement,
    Submission,
    WrittenProcedure,
)
from jointstatement.terms import Role
from jointstatement.workflow.facts import held_on_the_whole, positions_submitted, workflow_of

_Timed = TypeVar("_Timed", Silence, Round, WrittenProcedure, EditorialReview, InnerHour, Consolidation)


def remind(session: Session, statement: Statement, *, now: datetime) -> None:
    """Reminds of every hour of a statement that is near those who are awaited; each hour says whom it awaits.

    In silence who has not acknowledged receipt, in a round who has not submitted, in a written procedure who has not
    answered of those whom the rule asks, in an editorial review who has not objected; of the hour to object to a
    consolidated proposal whose amendments stand in it; of an hour within a delegation its experts. An hour that was set
    later than its reminder has none.
    """
    for silence in _near(session, Silence, statement, over=col(Silence.ended_at), now=now):
        receipts = select(Receipt.delegation_id).where(col(Receipt.silence_id) == silence.id)
        named: dict[str, object] = {"revision": session.get_one(Revision, silence.revision_id).label}
        _remind(session, statement, silence, "silence_reminded", named, heard=set(session.exec(receipts)), now=now)
    for row in _near(session, Round, statement, over=col(Round.closed_at), now=now):
        given = select(Submission.delegation_id).where(col(Submission.round_id) == row.id)
        named = {"round": row.number}
        heard_from = set(session.exec(given))
        names = office_knows(row)
        _remind(session, statement, row, "round_reminded", named, heard=heard_from, names=names, now=now)
    for procedure in _near(session, WrittenProcedure, statement, over=col(WrittenProcedure.ended_at), now=now):
        revision = session.get_one(Revision, procedure.revision_id)
        held = held_on_the_whole(positions_submitted(session, statement), same_in_substance(session, revision))
        excluded = workflow_of(statement).decision.excluded
        not_asked = {each.id for each in members_of(session, statement.body_id) if each.name in excluded}
        heard, named = held.keys() | not_asked, {"revision": revision.label}
        _remind(session, statement, procedure, "written_reminded", named, heard=heard, now=now)
    for review in _near(session, EditorialReview, statement, over=col(EditorialReview.ended_at), now=now):
        objected = (
            select(EditorialObjection.delegation_id)
            .join(EditorialChange, col(EditorialChange.id) == col(EditorialObjection.change_id))
            .where(col(EditorialChange.review_id) == review.id)
        )
        named = {"revision": session.get_one(Revision, review.revision_id).label}
        _remind(
            session, statement, review, "editorial_review_reminded", named, heard=set(session.exec(objected)), now=now
        )
    for hour in _near(session, InnerHour, statement, over=col(InnerHour.ended_at), now=now):
        _remind_experts(session, statement, hour, now=now)
    for consolidation in _near(session, Consolidation, statement, now=now):
        _remind_authors(session, statement, consolidation, now=now)


def tell_experts(
    session: Session,
    statement: Statement,
    delegation_id: str,
    kind: str,
    named: Mapping[str, object],
    *,
    now: datetime,
) -> None:
    """Puts a line on the list of notices of each expert of a delegation, and of nobody else."""
    experts = select(Person.id).where(
        col(Person.delegation_id) == delegation_id, col(Person.role) == Role.EXPERT, col(Person.ended_at).is_(None)
    )
    for person_id in session.exec(experts.order_by(col(Person.id))).all():
        notify(session, statement=statement, kind=kind, to=person_id, now=now, parameters=named)


def _remind_experts(session: Session, statement: Statement, hour: InnerHour, *, now: datetime) -> None:
    """Of an hour within a delegation, where its round is still open; nobody else's chain tells of it."""
    in_round = session.get_one(Round, hour.round_id)
    hour.remind_at = reminder_before(hour.due_at, now=now) if in_round.closed_at is None else None
    keep(session, hour)
    if in_round.closed_at is not None or hour.due_at <= now:
        return
    named: dict[str, object] = {"round": in_round.number, "due_at": hour.due_at}
    tell_experts(session, statement, hour.delegation_id, "inner_hour_reminded", named, now=now)
    record_within_delegation(
        session, statement, hour.delegation_id, kind="inner_hour_reminded", by=None, now=now, payload=named
    )


def _remind_authors(session: Session, statement: Statement, consolidation: Consolidation, *, now: datetime) -> None:
    """Of the hour to object to a consolidated proposal, each of its own amendments; others stand behind them.

    Of a text that was given up nobody is.
    """
    is_over = consolidation.due_at <= now or workflow_of(statement).states[statement.state].final
    consolidation.remind_at = None if is_over else reminder_before(consolidation.due_at, now=now)
    keep(session, consolidation)
    if is_over:
        return
    proposal = session.get_one(Amendment, consolidation.id)
    named: dict[str, object] = {"label": proposal.label or "", "due_at": consolidation.due_at}
    sources = [source for _, source in sources_of(session, proposal)]
    own: dict[str, list[str]] = {}
    for source in sources:
        own.setdefault(source.delegation_id or "", []).append(source.label or "")
    for delegation_id, labels in own.items():
        yours = {**named, "yours": ", ".join(labels)}
        kind = "consolidation_reminded"
        notify(session, statement=statement, kind=kind, to=delegation_id, now=now, parameters=yours)
        record_within_delegation(session, statement, delegation_id, kind=kind, by=None, now=now, payload=yours)
    known = {each.delegation_id for each in sources if office_knows(session.get_one(Round, each.round_id))}
    names = [session.get_one(Delegation, each).name for each in own if each in known]
    told = {**named, "sources": ", ".join(each.label or "" for each in sources)}
    record_in_office(
        session,
        statement,
        kind="consolidation_reminded",
        by=None,
        now=now,
        payload={**told, **({"delegations": names} if names else {})},
    )


def _near(
    session: Session,
    kind: type[_Timed],
    statement: Statement,
    *,
    over: Mapped[datetime | None] | None = None,
    now: datetime,
) -> Sequence[_Timed]:
    """Those whose reminder is due, and that run: what does not say that it is `over` has no reminder then."""
    due = select(kind).where(col(kind.statement_id) == statement.id, col(kind.remind_at) <= now)
    running = due if over is None else due.where(over.is_(None))
    return session.exec(running.execution_options(populate_existing=True)).all()


def _remind(
    session: Session,
    statement: Statement,
    timed: Silence | Round | WrittenProcedure | EditorialReview,
    kind: str,
    named: Mapping[str, object],
    *,
    heard: Collection[str],
    names: bool = True,
    now: datetime,
) -> None:
    assert timed.due_at is not None, "what reminds has an hour"
    _tell(session, statement, kind, {**named, "due_at": timed.due_at}, heard=heard, names=names, now=now)
    timed.remind_at = reminder_before(timed.due_at, now=now)
    keep(session, timed)


def _tell(
    session: Session,
    statement: Statement,
    kind: str,
    named: Mapping[str, object],
    *,
    heard: Collection[str],
    names: bool,
    now: datetime,
) -> None:
    """The office learns how many are awaited, and who with `names`."""
    awaited = [member for member in members_of(session, statement.body_id) if member.id not in heard]
    for member in awaited:
        notify(session, statement=statement, kind=kind, to=member.id, now=now, parameters=named)
        record_within_delegation(session, statement, member.id, kind=kind, by=None, now=now, payload=named)
    if awaited:
        record_in_office(
            session,
            statement,
            kind=kind,
            by=None,
            now=now,
            payload={
                **named,
                "count": len(awaited),
                **({"delegations": [member.name for member in awaited]} if names else {}),
            },
        )
