"""Amendments put into one proposal: what the office is offered, and what came of it, compared with its sources."""

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.amendments import live_wordings
from jointstatement.access.consolidations import consolidation_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Amendment
from jointstatement.queries.given import Gathered, answer_refusal, gather, is_for_chair, proposal
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.redline import marks_of
from jointstatement.queries.shown import Proposal
from jointstatement.queries.statement import Scene, StatementHead, head_of, latest_id, scene_of, wording_on
from jointstatement.text.compare import Segment, compare
from jointstatement.text.composing import Composition, Offered, composition
from jointstatement.text.consolidating import consolidated, offered
from jointstatement.workflow import permit


class Left(msgspec.Struct, frozen=True):
    """What of one amendment is not in the words."""

    label: str
    dropped: tuple[str, ...]
    """Words that it brings."""
    kept: tuple[str, ...]
    """Words that it takes out, and that stand there still."""
    is_there: bool
    """Something of it is in the words."""


class Check(msgspec.Struct, frozen=True):
    """Words compared with the amendments that they stand for: drop nothing, add nothing."""

    left: tuple[Left, ...]
    """Those of which something is not in the words."""
    added: tuple[str, ...]
    """Words that come from none of them."""
    taken_out: tuple[str, ...]
    """Words of the text that none of them takes out, and that are gone."""

    @property
    def is_faithful(self) -> bool:
        """Nothing is dropped, and nothing is added."""
        return not (self.left or self.added or self.taken_out)


class Consolidating(msgspec.Struct, frozen=True):
    """The amendments of one part from which the office makes one proposal."""

    head: StatementHead
    place: Place
    refusal: Refusal | None
    """Why nothing can be consolidated now, or nothing where it can."""
    revision: str
    base: str
    """The words on the table."""
    there: tuple[Proposal, ...]
    """The live amendments that can be chosen."""
    chosen: frozenset[str]
    wording: str
    """As the chosen ones give it together, or as it was typed."""
    redline: tuple[Segment, ...]
    check: Check
    marks: dict[str, str]


class ConsolidationPage(msgspec.Struct, frozen=True):
    """A consolidated proposal with its sources."""

    head: StatementHead
    proposal: Proposal
    base: str
    """The words that it was made on."""
    is_on_the_table: bool
    """They are those on the table."""
    wording: str
    """Of the proposal, or as the office typed it."""
    redline: tuple[Segment, ...]
    check: Check
    objection_refusal: Refusal | None
    """Why this person cannot object now, or nothing where it can."""
    revision_refusal: Refusal | None
    """Why it cannot be given other words now."""
    undo_refusal: Refusal | None
    """Why it cannot be undone now."""
    answer_refusal: Refusal | None
    """Why it cannot be answered now."""
    marks: dict[str, str]


def consolidating_page(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    part_id: str,
    *,
    chosen: Collection[str] = (),
    wording: str | None = None,
    now: datetime,
) -> Consolidating:
    """What the chosen amendments of a part give together, without a choice all of them; for the chair's office.

    Raises `NotFound`, `NotYours`.
    """
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    place = next((each for each in places_of(scene.text) if each.part_id == part_id), None)
    base = wording_on(scene, latest_id(scene), part_id)
    if place is None or base is None:
        raise NotFound()
    gathered = gather(session, scene, on={part_id})
    rows = [
        row
        for row in live_wordings(session, viewer, scene.statement, part_id)
        if row.delegation_id is not None and not is_for_chair(scene, row)
    ]
    whole = _composed(scene, base, rows)
    rows = [row for row in rows if row.id not in whole.needing]
    sources = [row for row in rows if row.id in chosen] if chosen else rows
    whole = _composed(scene, base, sources)
    words = offered(whole) if wording is None else wording
    return Consolidating(
        head=head_of(scene),
        place=place,
        refusal=permit.may_consolidate(scene.workflow, scene.situation, viewer.role),
        revision=scene.revisions[-1].label,
        base=base,
        there=tuple(proposal(scene, gathered, row) for row in rows),
        chosen=frozenset(row.id for row in sources),
        wording=words,
        redline=compare(base, words) if words != base else (),
        check=_check(whole, sources, words),
        marks=marks_of(scene.text),
    )


def consolidation_page(
    session: Session, viewer: Viewer, statement_id: str, amendment_id: str, *, wording: str | None = None, now: datetime
) -> ConsolidationPage:
    """A consolidated proposal, for all who read it. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_negotiation(viewer.role))
    row = consolidation_for(session, viewer, scene.statement, amendment_id)
    if row is None:
        raise NotFound()
    gathered = gather(session, scene, on={row.part_id})
    base = wording_on(scene, row.revision_id, row.part_id) or ""
    words = row.wording if wording is None else wording
    sources = _standing(gathered, row)
    ask = scene.workflow, scene.situation, viewer.role
    each = proposal(scene, gathered, row)
    return ConsolidationPage(
        head=head_of(scene),
        proposal=each,
        base=base,
        is_on_the_table=base == wording_on(scene, latest_id(scene), row.part_id),
        wording=words,
        redline=compare(base, words),
        check=_check(_composed(scene, base, sources), sources, words),
        objection_refusal=permit.may_object_to_consolidation(*ask),
        revision_refusal=permit.may_consolidate(*ask),
        undo_refusal=permit.may_undo_consolidation(*ask),
        answer_refusal=answer_refusal(scene, each),
        marks=marks_of(scene.text),
    )


def _standing(gathered: Gathered, row: Amendment) -> list[Amendment]:
    return [each for place, each in gathered.sources if place.consolidation_id == row.id and place.left_at is None]


def _composed(scene: Scene, base: str, rows: Sequence[Amendment]) -> Composition:
    made_on = {row.id: wording_on(scene, row.revision_id, row.part_id) or "" for row in rows}
    return composition(base, [Offered(row.id, made_on[row.id], row.wording) for row in rows])


def _check(whole: Composition, rows: Sequence[Amendment], words: str) -> Check:
    labels = {row.id: row.label or "" for row in rows}
    found = consolidated(whole.base, whole.proposals, words)
    return Check(
        left=tuple(
            Left(labels[each.source], each.dropped, each.kept, each.is_there)
            for each in found.traces
            if each.dropped or each.kept or not each.is_there
        ),
        added=found.added,
        taken_out=found.taken_out,
    )
