"""A delegation's amendments of earlier revisions that still wait: carried over to the text on the table, or not."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.amendments import deeds_of
from jointstatement.access.endorsements import Endorsed, endorsed
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Amendment
from jointstatement.queries.given import Gathered, gather, proposal
from jointstatement.queries.part import delegates_scene
from jointstatement.queries.redline import marks_of
from jointstatement.queries.shown import Proposal
from jointstatement.queries.statement import Scene, StatementHead, head_of, latest_id
from jointstatement.terms import AmendmentKind, DispositionKind
from jointstatement.text.compare import Segment, compare
from jointstatement.text.composing import PartGone, fate_of
from jointstatement.text.merging import AlreadyIn, Meeting, NeedsItsAuthor, Rebased
from jointstatement.workflow import permit


class GivingAnew(msgspec.Struct, frozen=True):
    """The page on which an amendment of an earlier revision is issued anew."""

    head: StatementHead
    carried: "CarriedOver"
    marks: dict[str, str]


class CarriedOver(msgspec.Struct, frozen=True):
    """An amendment of an earlier revision, on the text that lies on the table."""

    proposal: Proposal
    is_carried: bool
    """It changes there what it changed; nobody has to do anything."""
    is_in_text: bool
    """The text says everything already."""
    is_gone: bool
    """Its part no longer stands in the text."""
    redline: tuple[Segment, ...]
    """Of one that is carried over, against the words on the table."""
    now: str
    """The words on the table; empty where the part is gone."""
    places: tuple[Meeting, ...]
    """Where the words changed at the same place."""
    refusal: Refusal | None
    """Why no amendment can be given now, or nothing where one can."""

    @property
    def needs_its_author(self) -> bool:
        """It has to be issued anew or withdrawn."""
        return not self.is_carried and not self.is_in_text

    @property
    def may_be_given_anew(self) -> bool:
        """It proposes other words for a part that still stands, and a round is there to give them in."""
        is_words = self.proposal.kind is AmendmentKind.REPLACE and not self.is_gone and not self.is_in_text
        return is_words and self.refusal is None


def carried_over(session: Session, scene: Scene, gathered: Gathered) -> tuple[CarriedOver, ...]:
    """Those of the viewer's delegation that are not answered for good, as far as it may read the answers."""
    own = [
        row
        for row in gathered.amendments
        if row.delegation_id == scene.viewer.delegation_id
        and row.submitted_at is not None
        and row.withdrawn_at is None
        and row.revision_id != latest_id(scene)
        and _waits(gathered, row)
    ]
    texts = {revision_id: {part.id: part.wording for part in parts} for revision_id, parts in scene.texts.items()}
    holding = endorsed(session, scene.statement) if own else None
    return tuple(_carried(scene, gathered, row, texts, holding) for row in own)


def giving_anew(session: Session, viewer: Viewer, statement_id: str, amendment_id: str, *, now: datetime) -> GivingAnew:
    """One of them, before its delegation. Raises `NotFound`, `NotYours`."""
    scene = delegates_scene(session, viewer, statement_id, now)
    waiting = carried_over(session, scene, gather(session, scene))
    found = next((each for each in waiting if each.proposal.id == amendment_id), None)
    if found is None:
        raise NotFound()
    return GivingAnew(
        head=head_of(scene),
        carried=found,
        marks=marks_of(scene.text),
    )


def _waits(gathered: Gathered, row: Amendment) -> bool:
    answer = gathered.answers.get(row.id)
    return answer is None or answer.disposition is DispositionKind.DEFERRED


def _carried(
    scene: Scene,
    gathered: Gathered,
    row: Amendment,
    texts: Mapping[str, Mapping[str, str]],
    holding: Endorsed | None,
) -> CarriedOver:
    new = texts[latest_id(scene)]
    (deed,) = deeds_of([row])
    outcome = fate_of(deed, row.wording, texts[row.revision_id], new)
    shown = proposal(scene, gathered, row)
    now = new.get(row.part_id, "")
    is_words = isinstance(outcome, Rebased) and row.kind is AmendmentKind.REPLACE
    return CarriedOver(
        proposal=shown,
        is_carried=isinstance(outcome, Rebased),
        is_in_text=isinstance(outcome, AlreadyIn),
        is_gone=isinstance(outcome, PartGone),
        redline=compare(now, outcome.wording) if is_words and isinstance(outcome, Rebased) else shown.redline,
        now=now,
        places=outcome.places if isinstance(outcome, NeedsItsAuthor) else (),
        refusal=permit.may_amend(scene.workflow, scene.situation, scene.viewer.role)
        or (holding.refusal(row.part_id) if holding else None),
    )
