"""A delegation proposes more than other words: to delete a part, a new one, another place, a clause in two, two in one.

Each is an amendment of one part of the revision on the table, and its delegation's own draft until it is submitted. A
delegation has one draft of each kind on a part, which a further one replaces; of new parts it may propose several.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_of, revision_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import optional_text
from jointstatement.actions.giving_input import BeforeUs, open_to_amendments
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.proposed import proposed_wording
from jointstatement.actions.record import record
from jointstatement.errors import N_, BadInput, NotFound
from jointstatement.models import Amendment, Revision, Round
from jointstatement.terms import CLAUSE_KINDS, AmendmentKind, Chain, PartKind, Weight
from jointstatement.text.document import Part
from jointstatement.text.place import kind_after

FIXED = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.CLOSING})
"""Parts that have their own place in the text."""


def propose_deletion(
    session: Session, statement_id: str, part_id: str, *, reason: str, weight: Weight, by: Viewer, now: datetime
) -> str:
    """Drafts the deletion of a part, a clause with its items. Returns the amendment's id."""
    before = open_to_amendments(session, statement_id, by=by, now=now)
    _, part = _part(session, before.revision, part_id)
    if part.kind is PartKind.TITLE:
        raise BadInput("kind", N_("A text keeps its title. Please propose other words for it."))
    return _draft(session, before, part_id, AmendmentKind.DELETE, reason=reason, weight=weight, by=by, now=now)


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
    parts, anchor = _part(session, before.revision, after_id)
    kind = kind_after(parts, anchor)
    if kind is None:
        raise BadInput("kind", N_("A new clause stands after the chapeau, a heading, a clause or an item."))
    words = proposed_wording(session, before.revision, kind, wording, field="wording")
    drafts = _drafts(session, before.in_round, after_id, AmendmentKind.ADD_AFTER, by)
    if any(draft.wording == words for draft in drafts):
        raise BadInput("wording", N_("Your delegation has drafted this new clause here already."))
    return _draft(
        session,
        before,
        after_id,
        AmendmentKind.ADD_AFTER,
        wording=words,
        reason=reason,
        weight=weight,
        by=by,
        now=now,
    )


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
    parts, part = _part(session, before.revision, part_id)
    if part.kind in FIXED or part.kind is PartKind.FOOTNOTE:
        raise BadInput("kind", N_("This part has its fixed place in the text."))
    if after_id is not None:
        _demand_place(parts, part, _one(parts, after_id))
    return _draft(
        session,
        before,
        part_id,
        AmendmentKind.MOVE,
        other_part_id=after_id,
        reason=reason,
        weight=weight,
        by=by,
        now=now,
    )


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
    part = _clause(_part(session, before.revision, part_id)[1])
    return _draft(
        session,
        before,
        part_id,
        AmendmentKind.SPLIT,
        wording=proposed_wording(session, before.revision, part.kind, first, field="first"),
        second_wording=proposed_wording(session, before.revision, part.kind, second, field="second"),
        reason=reason,
        weight=weight,
        by=by,
        now=now,
    )


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
    parts, part = _part(session, before.revision, part_id)
    other = _clause(_one(parts, with_part_id, field="with_part_id"))
    if other is _clause(part):
        raise BadInput("with_part_id", N_("Please name two different clauses."))
    return _draft(
        session,
        before,
        part_id,
        AmendmentKind.MERGE,
        wording=proposed_wording(session, before.revision, part.kind, wording, field="wording"),
        other_part_id=other.id,
        reason=reason,
        weight=weight,
        by=by,
        now=now,
    )


def _part(session: Session, revision: Revision, part_id: str) -> tuple[tuple[Part, ...], Part]:
    """The text on the table, and one part of it."""
    parts = parts_of(revision_text(session, revision))
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
    going = [part]
    for other in parts[parts.index(part) + 1 :]:
        if other.kind is not PartKind.ITEM or other.level <= (part.level if part.kind is PartKind.ITEM else 0):
            break
        going.append(other)
    if after in going:
        raise BadInput("after_id", N_("A part cannot stand after itself or after what belongs to it."))
    if kind_after(parts, after) is None or (part.kind is PartKind.ITEM) is not (
        after.kind is PartKind.ITEM or (part.kind is PartKind.ITEM and after.kind in CLAUSE_KINDS)
    ):
        raise BadInput("after_id", N_("It cannot stand there: please choose a clause, or for an item another item."))


def _drafts(session: Session, in_round: Round, part_id: str, kind: AmendmentKind, by: Viewer) -> list[Amendment]:
    return list(
        session.exec(
            select(Amendment)
            .where(
                col(Amendment.round_id) == in_round.id,
                col(Amendment.part_id) == part_id,
                col(Amendment.delegation_id) == by.delegation_id,
                col(Amendment.kind) == kind,
                col(Amendment.submitted_at).is_(None),
            )
            .order_by(col(Amendment.written_at), col(Amendment.id))
        )
    )


def _draft(
    session: Session,
    before: BeforeUs,
    part_id: str,
    kind: AmendmentKind,
    *,
    wording: str = "",
    second_wording: str = "",
    other_part_id: str | None = None,
    reason: str,
    weight: Weight,
    by: Viewer,
    now: datetime,
) -> str:
    if by.delegation_id is None:
        raise NotFound()
    if kind is not AmendmentKind.ADD_AFTER:
        drop(session, *_drafts(session, before.in_round, part_id, kind, by))
    amendment = Amendment(
        statement_id=before.statement.id,
        round_id=before.in_round.id,
        revision_id=before.revision.id,
        part_id=part_id,
        delegation_id=by.delegation_id,
        kind=kind,
        wording=wording,
        second_wording=second_wording,
        other_part_id=other_part_id,
        reason=optional_text("reason", reason),
        weight=weight,
        written_by=by.person_id,
        written_at=now,
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
            "kind": kind,
            "part": part_id,
            "wording": wording,
            "second_wording": second_wording,
            "other_part": other_part_id,
            "reason": amendment.reason,
            "weight": weight,
        },
    )
    return amendment.id
