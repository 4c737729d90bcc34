"""A delegation takes over what another one put forward and withdrew: it may be introduced again by any other member."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.amendments import deeds_of
from jointstatement.access.input import amendment_for
from jointstatement.access.statements import revision_parts, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.giving_input import BeforeUs, draft_amendment, open_to_amendments
from jointstatement.actions.keep import keep
from jointstatement.actions.proposing import Proposed, draft_proposal
from jointstatement.actions.record import record_within_delegation
from jointstatement.errors import (
    AlreadyTakenOver,
    CannotBeTakenOver,
    DraftInItsPlace,
    NotWithdrawn,
    WithdrewItself,
    WordsStandAlready,
)
from jointstatement.models import Amendment
from jointstatement.terms import AmendmentKind, Weight
from jointstatement.text.composing import fate_of
from jointstatement.text.merging import AlreadyIn, Rebased
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_take_over


def take_over(session: Session, statement_id: str, amendment_id: str, *, by: Viewer, now: datetime) -> str:
    """Drafts a withdrawn amendment of another delegation as one's own, with the same words. Returns the draft's id.

    Words that were made on an earlier revision are carried over to the text on the table. Reason and weight are not
    taken over: they were the other delegation's. Whoever may not load the amendment finds none (`NotFound`). Raises
    `WithdrewItself`, `NotWithdrawn`, `AlreadyTakenOver`, `DraftInItsPlace`, `WordsStandAlready`, `CannotBeTakenOver`,
    and what drafting an amendment raises.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_take_over(workflow_of(statement), situation_of(session, statement, now), by.role))
    before = open_to_amendments(session, statement_id, by=by, now=now)
    former = amendment_for(session, by, statement, amendment_id)
    label = former.label or ""
    if former.delegation_id == by.delegation_id:
        raise WithdrewItself()
    if former.withdrawn_at is None:
        raise NotWithdrawn(label=label)
    _demand_room(session, before, former, label, by)
    draft_id = _draft(session, before, former, _wording_now(session, before, former, label), by=by, now=now)
    draft = session.exec(select(Amendment).where(col(Amendment.id) == draft_id)).one()
    draft.taken_over_from = former.id
    keep(session, draft)
    record_within_delegation(
        session,
        statement,
        by.delegation_id,
        kind="amendment_taken_over",
        by=by,
        now=now,
        payload={"amendment": draft.id, "from": former.id, "label": label},
    )
    return draft.id


def _demand_room(session: Session, before: BeforeUs, former: Amendment, label: str, by: Viewer) -> None:
    """Refuses a second taking over, and what would take the place of a draft of the delegation's own."""
    own = session.exec(
        select(Amendment).where(
            col(Amendment.statement_id) == before.statement.id,
            col(Amendment.delegation_id) == by.delegation_id,
            col(Amendment.withdrawn_at).is_(None),
        )
    ).all()
    if any(row.taken_over_from == former.id for row in own if _stands(row, before)):
        raise AlreadyTakenOver(label=label)
    in_its_place = (former.part_id, former.kind)
    if former.kind is not AmendmentKind.ADD_AFTER and any(
        row.submitted_at is None and row.round_id == before.in_round.id and (row.part_id, row.kind) == in_its_place
        for row in own
    ):
        raise DraftInItsPlace(label=label)


def _stands(row: Amendment, before: BeforeUs) -> bool:
    """Handed in, or a draft that can still be: one that its round left behind takes nothing over."""
    return row.submitted_at is not None or row.round_id == before.in_round.id


def _wording_now(session: Session, before: BeforeUs, former: Amendment, label: str) -> str:
    """Its words on those that lie on the table."""
    texts: Mapping[str, Mapping[str, str]] = {
        revision_id: {part.id: part.wording for part in parts}
        for revision_id, parts in revision_parts(session, before.statement).items()
    }
    (deed,) = deeds_of([former])
    fate = fate_of(deed, former.wording, texts[former.revision_id], texts[before.revision.id])
    if isinstance(fate, AlreadyIn):
        raise WordsStandAlready(label=label)
    if not isinstance(fate, Rebased):
        raise CannotBeTakenOver(label=label)
    return fate.wording


def _draft(session: Session, before: BeforeUs, former: Amendment, wording: str, *, by: Viewer, now: datetime) -> str:
    if former.kind is AmendmentKind.REPLACE:
        return draft_amendment(
            session, before, former.part_id, wording=wording, reason="", weight=Weight.PREFERRED, by=by, now=now
        )
    proposed = Proposed(former.part_id, former.kind, wording, former.second_wording, former.other_part_id)
    return draft_proposal(session, before, proposed, reason="", weight=Weight.PREFERRED, by=by, now=now)
