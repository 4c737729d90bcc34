"""A delegation takes a position on a part or on the whole text, and lifts what it had put in the way."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.endorsements import endorsed_refusal
from jointstatement.access.groups import editions_of, groups_open_to
from jointstatement.access.statements import revision_text, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.attaching import attach
from jointstatement.actions.breaking import object_to_silence
from jointstatement.actions.fields import coming_hour, optional_text
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import (
    Objection,
    Qualified,
    hold,
    next_position_number,
    own_delegation,
    position_drafts,
    silence_on,
)
from jointstatement.actions.record import notify, record
from jointstatement.actions.speaking_for import spoken_for, take_for_members
from jointstatement.actions.tabled import part_named, revision_on_the_table
from jointstatement.actions.written_hour import answered_after_the_hour
from jointstatement.errors import N_, BadInput, NothingToLift
from jointstatement.models import Delegation, PositionTaken, Revision, Round, Statement
from jointstatement.terms import BLOCKING_POSITIONS, Chain, Position, ReservationKind, ReserveKind, SilenceOutcome
from jointstatement.workflow.facts import (
    Standing,
    blocking_positions,
    positions_submitted,
    situation_of,
    workflow_of,
)
from jointstatement.workflow.permit import demand, may_convert_reserve, may_take_position
from jointstatement.workflow.reissue import settled_refusal


def take_position(
    session: Session,
    statement_id: str,
    *,
    part_id: str | None,
    position: Position,
    reason: str = "",
    would_lift_if: str = "",
    reserve_kind: ReserveKind | None = None,
    confirm_by: datetime | None = None,
    confirm_as_typed: str = "",
    group_id: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """A head of delegation says what the delegation holds on one part, or on the whole text, of the latest revision.

    While a round is open it is the delegation's draft until its input is submitted, and a second one on the same part
    takes the place of the first. Otherwise it takes effect at once, until adoption. An objection while a silence
    procedure runs breaks the silence, whichever way it comes. What was held before stays on the record. A reserve is of
    a kind, general where none is named; an agreement ad referendum may name the hour by which it is confirmed. A reason
    is never owed. With a `group_id` it is taken for that group, and outside a round counts for its members at once; in
    a round the hand-in says for whom it is. Returns the id of the position.

    Refused as `may_take_position` says, with what `spoken_for` raises, with `ClauseIsEndorsed` for an objection or a
    reserve to a part that an endorsement closed, with `NotFound` for a part that is not in the revision, and with
    `BadInput` for a kind or an hour beside another position, or an hour that has passed.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_take_position(workflow_of(statement), situation, by.role))
    delegation = own_delegation(session, by)
    group = spoken_for(session, group_id, by=by) if group_id else None
    reason = optional_text("reason", reason)
    would_lift_if = optional_text("would_lift_if", would_lift_if)
    qualified = _qualified(position, reserve_kind, confirm_by, confirm_as_typed, now=now)
    revision = revision_on_the_table(session, statement)
    demand(answered_after_the_hour(session, revision.id, delegation.id, part_id, position))
    silence = silence_on(session, revision)
    if situation.silence_running and silence is not None and position is Position.OBJECT:
        said = Objection(delegation, part_id, now, reason=reason, would_lift_if=would_lift_if, group=group)
        _, objection = object_to_silence(session, statement, silence, revision, situation, said, by=by, now=now)
        # Adoption alone leaves an objection without a position, and no silence runs after it.
        assert objection is not None
        return objection.id
    named = part_named(session, revision, part_id)
    if part_id is not None and position in BLOCKING_POSITIONS:
        demand(endorsed_refusal(session, statement, part_id))
    if silence is not None and silence.outcome is not SilenceOutcome.WITHDRAWN and position is Position.OBJECT:
        demand(settled_refusal(session, silence, part_id))
    open_round = _open_round(session, revision)
    if open_round is None:
        taken = hold(
            session,
            statement,
            revision,
            delegation_id=delegation.id,
            part_id=part_id,
            position=position,
            reason=reason,
            would_lift_if=would_lift_if,
            qualified=qualified,
            by=by,
            now=now,
        )
        if group is not None:
            taken.group_edition_id = group.edition_id
            keep(session, taken)
            take_for_members(session, statement, taken, by=by, now=now)
    else:
        taken = _draft(
            session,
            statement,
            revision,
            open_round,
            delegation_id=delegation.id,
            part_id=part_id,
            position=position,
            reason=reason,
            would_lift_if=would_lift_if,
            qualified=qualified,
            by=by,
            now=now,
        )
    _record(session, statement, taken, delegation, {"revision": revision.label, **named}, by=by, now=now)
    return taken.id


def lift(
    session: Session,
    statement_id: str,
    *,
    part_id: str | None,
    position: Position = Position.CAN_LIVE_WITH,
    by: Viewer,
    now: datetime,
) -> str:
    """A head of delegation lifts the delegation's objection or reserve by taking a position that does not block.

    What it holds there for a group for which it still speaks, it lifts for each present member for which the same
    stands; these are told. An objection to a part that was merged into another is lifted on the part it went into.
    Returns the id of the new position.

    Refused as `take_position`, with `NothingToLift` where nothing stands there, and with `BadInput` for a position that
    would block again.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_take_position(workflow_of(statement), situation_of(session, statement, now), by.role))
    _demand_no_blocking(position)
    standing = [each.position for each in _standing_now(session, statement) if each.on == part_id]
    if not any(each.delegation_id == by.delegation_id for each in standing):
        raise NothingToLift()
    lifted = take_position(session, statement_id, part_id=part_id, position=position, by=by, now=now)
    _lift_for_members(session, statement, session.get_one(PositionTaken, lifted), standing, by=by, now=now)
    return lifted


def _demand_no_blocking(position: Position) -> None:
    if position in BLOCKING_POSITIONS:
        raise BadInput("position", N_("Lifting takes a position that does not stand in the way."))


def _lift_for_members(
    session: Session,
    statement: Statement,
    lifted: PositionTaken,
    standing: Sequence[PositionTaken],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Lifts for members what stood on the same words for the speaker too, and was taken for a group it speaks for."""
    if lifted.submitted_at is None:
        # A draft in a round: for whom it is, the hand-in says.
        return
    own = {each.group_edition_id for each in standing if each.delegation_id == by.delegation_id and not each.spoken_by}
    revision = session.get_one(Revision, lifted.revision_id)
    for group in groups_open_to(session, by):
        editions = own & editions_of(session, group)
        if group.speaker_id != by.delegation_id or not editions:
            continue
        lifted.group_edition_id = group.edition_id
        keep(session, lifted)
        among = {each.delegation_id for each in standing if each.spoken_by and each.group_edition_id in editions}
        told = {"delegation": by.delegation, "group": group.name, "revision": revision.label}
        for member_id in take_for_members(session, statement, lifted, among=among, by=by, now=now):
            notify(session, statement=statement, kind="group_lifted", to=member_id, now=now, parameters=told)


def convert_reserve(
    session: Session,
    statement_id: str,
    *,
    part_id: str | None,
    kind: ReservationKind,
    text: str,
    position: Position = Position.CAN_LIVE_WITH,
    by: Viewer,
    now: datetime,
) -> str:
    """A head of delegation lifts a reserve and attaches what it was about, a reservation or a statement, in one act.

    The reserve no longer stands in the way; what is attached is printed with the adopted text and blocks nothing. What
    the delegation reserved for its group stands for the other members: nothing is attached for them. Returns the id of
    what is attached. Refused as `may_convert_reserve` says; with `NothingToLift` where no reserve of the delegation
    stands there, with `BadInput` for a position that would block again, and with what `take_position` and `attach`
    raise.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_convert_reserve(workflow_of(statement), situation, by.role))
    if not any(
        each.position.delegation_id == by.delegation_id
        and each.on == part_id
        and each.position.position is Position.RESERVE
        for each in _standing_now(session, statement)
    ):
        raise NothingToLift()
    _demand_no_blocking(position)
    take_position(session, statement_id, part_id=part_id, position=position, by=by, now=now)
    return attach(
        session,
        statement,
        situation,
        part_ids=() if part_id is None else (part_id,),
        kind=kind,
        text=text,
        by=by,
        now=now,
    )


def _standing_now(session: Session, statement: Statement) -> tuple[Standing[PositionTaken], ...]:
    in_text = {row.part_id for row in revision_text(session, revision_on_the_table(session, statement))}
    return blocking_positions(session, statement, positions_submitted(session, statement), in_text)


def _qualified(
    position: Position,
    reserve_kind: ReserveKind | None,
    confirm_by: datetime | None,
    confirm_as_typed: str,
    *,
    now: datetime,
) -> Qualified:
    if reserve_kind is not None and position is not Position.RESERVE:
        raise BadInput("reserve_kind", N_("Only a reserve is of such a kind."))
    if confirm_by is not None and position is not Position.AD_REFERENDUM:
        raise BadInput("confirm_by", N_("Only an agreement ad referendum is to be confirmed by an hour."))
    if confirm_by is not None:
        confirm_by = coming_hour("confirm_by", confirm_by, now=now)
    kind = reserve_kind or ReserveKind.GENERAL if position is Position.RESERVE else None
    return Qualified(kind, confirm_by, confirm_as_typed if confirm_by else "")


def _open_round(session: Session, revision: Revision) -> Round | None:
    return session.exec(
        select(Round).where(col(Round.revision_id) == revision.id, col(Round.closed_at).is_(None))
    ).first()


def _draft(
    session: Session,
    statement: Statement,
    revision: Revision,
    open_round: Round,
    *,
    delegation_id: str,
    part_id: str | None,
    position: Position,
    reason: str,
    would_lift_if: str,
    qualified: Qualified,
    by: Viewer,
    now: datetime,
) -> PositionTaken:
    """The delegation's draft on this part in this round: the one that is there, changed, or a new one."""
    for draft in position_drafts(session, statement, delegation_id, part_id):
        if draft.round_id == open_round.id:
            draft.position, draft.reason, draft.would_lift_if = position, reason, would_lift_if
            draft.reserve_kind, draft.confirm_by = qualified.reserve_kind, qualified.confirm_by
            draft.confirm_as_typed = qualified.confirm_as_typed
            draft.taken_by, draft.taken_at = by.person_id, now
            keep(session, draft)
            return draft
    draft = PositionTaken(
        statement_id=statement.id,
        revision_id=revision.id,
        round_id=open_round.id,
        part_id=part_id,
        delegation_id=delegation_id,
        number=next_position_number(session, statement, delegation_id),
        position=position,
        reason=reason,
        would_lift_if=would_lift_if,
        reserve_kind=qualified.reserve_kind,
        confirm_by=qualified.confirm_by,
        confirm_as_typed=qualified.confirm_as_typed,
        taken_by=by.person_id,
        taken_at=now,
    )
    keep(session, draft)
    return draft


def _record(
    session: Session,
    statement: Statement,
    taken: PositionTaken,
    delegation: Delegation,
    named: dict[str, str],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """A draft is told in the delegation's chain alone; what takes effect at once, to the chair's office too."""
    record(
        session,
        chain=Chain.DELEGATION,
        kind="position_drafted" if taken.submitted_at is None else "position_taken",
        by=by,
        now=now,
        body_id=statement.body_id,
        statement_id=statement.id,
        delegation_id=delegation.id,
        payload={
            "position_id": taken.id,
            **named,
            "position": taken.position,
            "reason": taken.reason,
            "would_lift_if": taken.would_lift_if,
            **({"reserve_kind": taken.reserve_kind} if taken.reserve_kind else {}),
            **({"confirm_by": taken.confirm_by} if taken.confirm_by else {}),
        },
    )
    if taken.submitted_at is not None:
        notify(
            session,
            statement=statement,
            kind="position_taken",
            to="office",
            now=now,
            parameters={"delegation": delegation.name, "revision": named["revision"]},
        )
