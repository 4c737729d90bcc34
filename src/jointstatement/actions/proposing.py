"""A delegation proposes more than other words: to delete a part, a new one, another place, a clause in two, two in one.

Each is an amendment of one part of the revision on the table, and its delegation's own draft until it is submitted. A
delegation has one draft of each kind on a part, which a further one replaces; of new parts it may propose several.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_as_cited
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import optional_text
from jointstatement.actions.giving_input import BeforeUs, clearances_of, open_to_amendments
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.proposed import proposed_wording
from jointstatement.actions.record import record
from jointstatement.errors import N_, BadInput, NotFound
from jointstatement.models import Amendment, Revision, Round
from jointstatement.terms import CLAUSE_KINDS, AmendmentKind, Chain, PartKind, Weight
from jointstatement.text.document import Part
from jointstatement.text.place import belonging, kind_after, may_follow

FIXED = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.CLOSING})
"""Parts that have their own place in the text."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for a part besides other words for it."""

    part_id: str
    kind: AmendmentKind
    wording: str = ""
    """Of a new part, of the first half, of two clauses in one."""
    second_wording: str = ""
    other_part_id: str | None = None
    """The part that it moves after, none for the head of the clauses; the clause that is joined to it."""


def draft_proposal(
    session: Session, before: BeforeUs, proposed: Proposed, *, reason: str, weight: Weight, by: Viewer, now: datetime
) -> str:
    """Drafts what is proposed for a part of a text that was asked for. Returns the amendment's id.

    Raises `BadInput` as the deed for its kind does, `NotFound` for a part that does not stand in the text, and
    `ClauseIsEndorsed` for what an endorsement closed.
    """
    match proposed.kind:
        case AmendmentKind.DELETE:
            kept = _deletion(session, before, proposed)
        case AmendmentKind.ADD_AFTER:
            kept = _new_part(session, before, proposed, by)
        case AmendmentKind.MOVE:
            kept = _move(session, before, proposed)
        case AmendmentKind.SPLIT:
            kept = _split(session, before, proposed)
        case AmendmentKind.MERGE:
            kept = _merger(session, before, proposed)
        case _:
            raise BadInput("kind", N_("Other words for a part are proposed as its wording."))
    before.demand_open(kept.part_id)
    if kept.kind is AmendmentKind.MERGE:
        before.demand_open(kept.other_part_id)
    return _draft(session, before, kept, reason=reason, weight=weight, by=by, now=now)


def propose_deletion(
    session: Session, statement_id: str, part_id: str, *, reason: str, weight: Weight, by: Viewer, now: datetime
) -> str:
    """Drafts the deletion of a part, a clause with its items. Returns the amendment's id."""
    before = open_to_amendments(session, statement_id, by=by, now=now)
    proposed = Proposed(part_id, AmendmentKind.DELETE)
    return draft_proposal(session, before, proposed, reason=reason, weight=weight, by=by, now=now)


def propose_part(
    session: Session,
    statement_id: str,
    after_id: str,
    *,
    wording: str,
    reason: str,
    weight: Weight,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts a new part after another one, of the kind that stands there. Returns the amendment's id.

    It never takes the place of a draft: several may be proposed at one place. The same words there twice are refused.
    """
    before = open_to_amendments(session, statement_id, by=by, now=now)
    proposed = Proposed(after_id, AmendmentKind.ADD_AFTER, wording)
    return draft_proposal(session, before, proposed, reason=reason, weight=weight, by=by, now=now)


def propose_move(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    after_id: str | None,
    reason: str,
    weight: Weight,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts another place for a part, a clause with its items: after another one, or at the head of the clauses.

    Returns the amendment's id.
    """
    before = open_to_amendments(session, statement_id, by=by, now=now)
    proposed = Proposed(part_id, AmendmentKind.MOVE, other_part_id=after_id)
    return draft_proposal(session, before, proposed, reason=reason, weight=weight, by=by, now=now)


def propose_split(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    first: str,
    second: str,
    reason: str,
    weight: Weight,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts the division of a clause in two, with the words of both halves. Returns the amendment's id."""
    before = open_to_amendments(session, statement_id, by=by, now=now)
    proposed = Proposed(part_id, AmendmentKind.SPLIT, first, second)
    return draft_proposal(session, before, proposed, reason=reason, weight=weight, by=by, now=now)


def propose_merger(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    with_part_id: str,
    wording: str,
    reason: str,
    weight: Weight,
    by: Viewer,
    now: datetime,
) -> str:
    """Drafts the joining of another clause to one, which would keep its place, with the words of both in one.

    Returns the amendment's id.
    """
    before = open_to_amendments(session, statement_id, by=by, now=now)
    proposed = Proposed(part_id, AmendmentKind.MERGE, wording, other_part_id=with_part_id)
    return draft_proposal(session, before, proposed, reason=reason, weight=weight, by=by, now=now)


def _deletion(session: Session, before: BeforeUs, proposed: Proposed) -> Proposed:
    _, part = _part(session, before.revision, proposed.part_id)
    if part.kind is PartKind.TITLE:
        raise BadInput("kind", N_("A text keeps its title. Please propose other words for it."))
    return Proposed(proposed.part_id, proposed.kind)


def _new_part(session: Session, before: BeforeUs, proposed: Proposed, by: Viewer) -> Proposed:
    parts, anchor = _part(session, before.revision, proposed.part_id)
    kind = kind_after(parts, anchor)
    if kind is None:
        raise BadInput("kind", N_("A new clause stands after the chapeau, a heading, a clause or an item."))
    if kind is not PartKind.ITEM:
        before.demand_open(None)
    words = proposed_wording(session, before.revision, kind, proposed.wording, field="wording")
    if any(draft.wording == words for draft in _drafts(session, before.in_round, proposed, by)):
        raise BadInput("wording", N_("Your delegation has drafted this new clause here already."))
    return Proposed(proposed.part_id, proposed.kind, words)


def _move(session: Session, before: BeforeUs, proposed: Proposed) -> Proposed:
    parts, part = _part(session, before.revision, proposed.part_id)
    if part.kind in FIXED or part.kind is PartKind.FOOTNOTE:
        raise BadInput("kind", N_("This part has its fixed place in the text."))
    before.demand_open(*((part.id, proposed.other_part_id) if part.kind is PartKind.ITEM else (None,)))
    if proposed.other_part_id is not None:
        _demand_place(parts, part, _one(parts, proposed.other_part_id))
    return Proposed(proposed.part_id, proposed.kind, other_part_id=proposed.other_part_id)


def _split(session: Session, before: BeforeUs, proposed: Proposed) -> Proposed:
    part = _clause(_part(session, before.revision, proposed.part_id)[1])
    return Proposed(
        proposed.part_id,
        proposed.kind,
        proposed_wording(session, before.revision, part.kind, proposed.wording, field="first"),
        proposed_wording(session, before.revision, part.kind, proposed.second_wording, field="second"),
    )


def _merger(session: Session, before: BeforeUs, proposed: Proposed) -> Proposed:
    parts, part = _part(session, before.revision, proposed.part_id)
    other = _clause(_one(parts, proposed.other_part_id or "", field="with_part_id"))
    if other is _clause(part):
        raise BadInput("with_part_id", N_("Please name two different clauses."))
    words = proposed_wording(session, before.revision, part.kind, proposed.wording, field="wording")
    return Proposed(proposed.part_id, proposed.kind, words, other_part_id=other.id)


def _part(session: Session, revision: Revision, part_id: str) -> tuple[tuple[Part, ...], Part]:
    """The text on the table, and one part of it."""
    parts = parts_as_cited(session, revision)
    part = next((part for part in parts if part.id == part_id), None)
    if part is None:
        raise NotFound()
    return parts, part


def _one(parts: tuple[Part, ...], part_id: str, *, field: str = "after_id") -> Part:
    part = next((part for part in parts if part.id == part_id), None)
    if part is None:
        raise BadInput(field, N_("This part does not stand in the text on the table. Please choose another."))
    return part


def _clause(part: Part) -> Part:
    if part.kind not in CLAUSE_KINDS:
        raise BadInput("kind", N_("Only clauses are split and merged."))
    return part


def _demand_place(parts: tuple[Part, ...], part: Part, after: Part) -> None:
    """Refuses a place after the part itself, where it stands already, or after what has no part after it."""
    if after in (part, *belonging(parts, part)):
        raise BadInput("after_id", N_("A part cannot stand after itself or after what belongs to it."))
    if not may_follow(parts, part, after):
        raise BadInput("after_id", N_("It cannot stand there: please choose a clause, or for an item another item."))


def _drafts(session: Session, in_round: Round, proposed: Proposed, by: Viewer) -> list[Amendment]:
    return list(
        session.exec(
            select(Amendment)
            .where(
                col(Amendment.round_id) == in_round.id,
                col(Amendment.part_id) == proposed.part_id,
                col(Amendment.delegation_id) == by.delegation_id,
                col(Amendment.kind) == proposed.kind,
                col(Amendment.submitted_at).is_(None),
            )
            .order_by(col(Amendment.written_at), col(Amendment.id))
        )
    )


def _draft(
    session: Session,
    before: BeforeUs,
    proposed: Proposed,
    *,
    reason: str,
    weight: Weight,
    by: Viewer,
    now: datetime,
) -> str:
    if by.delegation_id is None:
        raise NotFound()
    began_as = None
    if proposed.kind is not AmendmentKind.ADD_AFTER:
        for draft in _drafts(session, before.in_round, proposed, by):
            began_as = draft.taken_over_from or began_as
            drop(session, *clearances_of(session, draft), draft)
    amendment = Amendment(
        statement_id=before.statement.id,
        round_id=before.in_round.id,
        revision_id=before.revision.id,
        part_id=proposed.part_id,
        delegation_id=by.delegation_id,
        kind=proposed.kind,
        wording=proposed.wording,
        second_wording=proposed.second_wording,
        other_part_id=proposed.other_part_id,
        taken_over_from=began_as,
        reason=optional_text("reason", reason),
        weight=weight,
        written_by=by.person_id,
        written_at=next(before.hours),
    )
    keep(session, amendment)
    record(
        session,
        chain=Chain.DELEGATION,
        kind="amendment_drafted",
        by=by,
        now=now,
        body_id=before.statement.body_id,
        statement_id=before.statement.id,
        delegation_id=by.delegation_id,
        payload={
            "amendment": amendment.id,
            "kind": proposed.kind,
            "part": proposed.part_id,
            "wording": proposed.wording,
            "second_wording": proposed.second_wording,
            "other_part": proposed.other_part_id,
            "reason": amendment.reason,
            "weight": weight,
        },
    )
    return amendment.id
