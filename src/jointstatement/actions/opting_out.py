"""A member of a group speaks for itself on one text, or lets the group speak for it again."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.groups import Group, opted_out, own_group
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_between
from jointstatement.errors import AlreadyOptedOut, NothingToRejoin, SpeaksForIt
from jointstatement.models import GroupEdition, GroupOptOut, PositionTaken, SilenceBreak, SilenceBreakMember, Statement
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_opt_out


def opt_out(session: Session, statement_id: str, group_id: str, *, by: Viewer, now: datetime) -> None:
    """A head says that on this text the group does not speak for the delegation; known to the office and the speaker.

    Positions that the group took for it and silence that it broke for it count for it no more, and it is awaited where
    it holds no position of its own. Refused as `may_opt_out` says, with `NotFound` for a group that it is not in,
    `SpeaksForIt` for the speaker, and `AlreadyOptedOut`.
    """
    statement, group = _own_group(session, statement_id, group_id, by=by, now=now)
    if group.speaker_id == by.delegation_id:
        raise SpeaksForIt(group=group.name)
    if (group.id, by.delegation_id) in opted_out(session, statement):
        raise AlreadyOptedOut(group=group.name)
    assert by.delegation_id is not None, "a member of a group is a delegation"
    keep(
        session,
        GroupOptOut(
            statement_id=statement.id,
            group_id=group.id,
            delegation_id=by.delegation_id,
            opted_out_at=now,
            opted_out_by=by.person_id,
        ),
    )
    for row in _spoken_for(session, statement, group, by.delegation_id):
        row.lapsed_at = now
        keep(session, row)
    for counted in _breaks_shared(session, statement, group, by.delegation_id):
        counted.declined_at, counted.declined_by = now, by.person_id
        keep(session, counted)
    _tell(session, statement, group, "group_opted_out", by=by, now=now)


def rejoin(session: Session, statement_id: str, group_id: str, *, by: Viewer, now: datetime) -> None:
    """The group speaks for the delegation again: what it gives from now on counts for it.

    Refused as `opt_out`, with `NothingToRejoin` where the delegation has not opted out.
    """
    statement, group = _own_group(session, statement_id, group_id, by=by, now=now)
    row = session.exec(
        select(GroupOptOut).where(
            col(GroupOptOut.statement_id) == statement.id,
            col(GroupOptOut.group_id) == group.id,
            col(GroupOptOut.delegation_id) == by.delegation_id,
            col(GroupOptOut.ended_at).is_(None),
        )
    ).first()
    if row is None:
        raise NothingToRejoin(group=group.name)
    row.ended_at = now
    keep(session, row)
    _tell(session, statement, group, "group_rejoined", by=by, now=now)


def _own_group(
    session: Session, statement_id: str, group_id: str, *, by: Viewer, now: datetime
) -> tuple[Statement, Group]:
    statement = statement_for(session, by, statement_id)
    demand(may_opt_out(workflow_of(statement), situation_of(session, statement, now), by.role))
    return statement, own_group(session, by, group_id)


def _spoken_for(session: Session, statement: Statement, group: Group, delegation_id: str) -> Sequence[PositionTaken]:
    return session.exec(
        select(PositionTaken)
        .join(GroupEdition, col(GroupEdition.id) == col(PositionTaken.group_edition_id))
        .where(
            col(PositionTaken.statement_id) == statement.id,
            col(PositionTaken.delegation_id) == delegation_id,
            col(PositionTaken.spoken_by).is_not(None),
            col(PositionTaken.lapsed_at).is_(None),
            col(GroupEdition.group_id) == group.id,
        )
        .order_by(col(PositionTaken.number))
    ).all()


def _breaks_shared(
    session: Session, statement: Statement, group: Group, delegation_id: str
) -> Sequence[SilenceBreakMember]:
    return session.exec(
        select(SilenceBreakMember)
        .join(SilenceBreak, col(SilenceBreak.id) == col(SilenceBreakMember.break_id))
        .join(GroupEdition, col(GroupEdition.id) == col(SilenceBreak.group_edition_id))
        .where(
            col(SilenceBreak.statement_id) == statement.id,
            col(SilenceBreakMember.delegation_id) == delegation_id,
            col(SilenceBreakMember.declined_at).is_(None),
            col(GroupEdition.group_id) == group.id,
        )
        .order_by(col(SilenceBreakMember.id))
    ).all()


def _tell(session: Session, statement: Statement, group: Group, kind: str, *, by: Viewer, now: datetime) -> None:
    named = {"group": group.name, "delegation": by.delegation}
    record_between(session, statement, by.delegation_id or "", kind=kind, by=by, now=now, payload=named)
    for each in ("office", group.speaker_id):
        notify(session, statement=statement, kind=kind, to=each, now=now, parameters=named)
