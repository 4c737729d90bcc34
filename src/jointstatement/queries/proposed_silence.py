"""Silence that is proposed and needs the members' agreement to begin, as one person may see it.

Who refused, and why, delegations learn where the body named breakers when silence was proposed; the refuser and the
chair's office always do.
"""

from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.models import Silence, SilenceProposal, SilenceRefusal
from jointstatement.queries.statement import Scene
from jointstatement.terms import ProposalOutcome, SilenceBegins
from jointstatement.workflow.reissue import what_would_be_open


class RefusalLine(msgspec.Struct, frozen=True):
    """A delegation refused that silence be begun."""

    delegation: str
    """Empty where this person does not learn who it was; so is the reason."""
    reason: str
    at: datetime
    in_the_room: bool
    """It was made in the room and entered by the chair's office; false where this person learns not who it was."""
    is_own: bool


class ProposalLine(msgspec.Struct, frozen=True):
    """Silence was proposed on a revision."""

    id: str
    number: int
    revision: str
    proposed_at: datetime
    due_at: datetime
    """The hour that silence would have."""
    refuse_until: datetime
    after: str
    """The revision on which silence was broken, where only what has changed since would lie open; else empty."""
    open_parts: tuple[str, ...]
    """The ids of the parts that would, then, while silence has not begun."""
    outcome: ProposalOutcome | None
    """None while silence has neither begun, nor been refused or withdrawn."""
    ended_at: datetime | None
    refusal: RefusalLine | None
    is_over: bool
    """The hour to refuse has passed."""
    names_the_refuser: bool
    """Whether delegations learn who refuses it."""


def proposals_told(session: Session, scene: Scene) -> tuple[ProposalLine, ...]:
    """Every proposal of silence on a statement, the latest first; none where the chair begins silence."""
    if scene.workflow.silence_begins is not SilenceBegins.BY_PROPOSAL:
        return ()
    rows = session.exec(
        select(SilenceProposal, SilenceRefusal, Silence)
        .outerjoin(Silence, col(Silence.id) == col(SilenceProposal.follows))
        .outerjoin(SilenceRefusal, col(SilenceRefusal.proposal_id) == col(SilenceProposal.id))
        .where(col(SilenceProposal.statement_id) == scene.statement.id)
        .order_by(col(SilenceProposal.number).desc())
    ).all()
    return tuple(_line(session, scene, *row) for row in rows)


def _line(
    session: Session,
    scene: Scene,
    proposal: SilenceProposal,
    refusal: SilenceRefusal | None,
    broken: Silence | None,
) -> ProposalLine:
    labels = {revision.id: revision.label for revision in scene.revisions}
    waits = broken is not None and proposal.outcome is None
    opened = what_would_be_open(session, broken, proposal.revision_id).open_parts if broken and waits else frozenset()
    return ProposalLine(
        id=proposal.id,
        number=proposal.number,
        revision=labels[proposal.revision_id],
        proposed_at=proposal.proposed_at,
        due_at=proposal.due_at,
        refuse_until=proposal.refuse_until,
        after=labels[broken.revision_id] if broken else "",
        open_parts=tuple(part.id for part in scene.texts[proposal.revision_id] if part.id in opened),
        outcome=proposal.outcome,
        ended_at=proposal.ended_at,
        refusal=_refusal(scene, proposal, refusal) if refusal else None,
        is_over=scene.now >= proposal.refuse_until,
        names_the_refuser=proposal.names_the_refuser,
    )


def _refusal(scene: Scene, proposal: SilenceProposal, refusal: SilenceRefusal) -> RefusalLine:
    viewer = scene.viewer
    is_own = viewer.is_delegate and refusal.delegation_id == viewer.delegation_id
    knows = viewer.is_office or is_own or proposal.names_the_refuser
    return RefusalLine(
        delegation=scene.names.get(refusal.delegation_id, "") if knows else "",
        reason=refusal.reason if knows else "",
        at=refusal.at,
        in_the_room=knows and refusal.at < refusal.recorded_at,
        is_own=is_own,
    )
