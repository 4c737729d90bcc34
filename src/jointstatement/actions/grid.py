"""The grid of positions at the hour of a decision: what every member holds on the whole and on each part of a text."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from jointstatement.access.groups import editions_spoken_for
from jointstatement.access.statements import members_of, revision_text
from jointstatement.models import Revision, Round, Statement
from jointstatement.terms import Position, ReserveKind, Visibility
from jointstatement.workflow.facts import positions_held, positions_submitted


@dataclass(frozen=True, slots=True)
class HeldAt:
    """What one member holds on one part, or on the whole; named as the rows that keep it frozen name it."""

    delegation_id: str
    part_id: str | None
    position: Position
    given_on: str
    reserve_kind: ReserveKind | None
    reason: str
    is_for_chair: bool
    group_name: str


def positions_at(
    session: Session, statement: Statement, revision: Revision, *, apart_from: Collection[str] = ()
) -> list[HeldAt]:
    """What every member holds on the whole and on each part of the text but these. Who is awaited is not in it."""
    held = positions_held(positions_submitted(session, statement))
    labels = dict(
        session.exec(select(Revision.id, Revision.label).where(col(Revision.statement_id) == statement.id)).all()
    )
    for_chair = set(
        session.exec(
            select(Round.id).where(
                col(Round.statement_id) == statement.id, col(Round.visibility) == Visibility.CHAIR_ONLY
            )
        )
    )
    group_names = {key: each.name for key, each in editions_spoken_for(session, statement).items()}
    subjects = [None, *(part.part_id for part in revision_text(session, revision) if part.part_id not in apart_from)]
    return [
        HeldAt(
            delegation_id=member.id,
            part_id=part_id,
            position=held[member.id, part_id].position,
            given_on=labels[held[member.id, part_id].revision_id],
            reserve_kind=held[member.id, part_id].reserve_kind,
            reason=held[member.id, part_id].reason,
            is_for_chair=held[member.id, part_id].round_id in for_chair,
            group_name=group_names.get(held[member.id, part_id].group_edition_id or "", "")
            if held[member.id, part_id].spoken_by
            else "",
        )
        for member in members_of(session, statement.body_id)
        for part_id in subjects
        if (member.id, part_id) in held
    ]
