"""Amendments put into one proposal: what the office is offered, and what came of it, compared with its sources."""

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.amendments import live_amendments
from jointstatement.access.consolidable import against_one, together_on, words_amended, words_of
from jointstatement.access.consolidations import consolidation_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Amendment
from jointstatement.queries.given import Gathered, answer_refusal, gather, is_for_chair, proposal
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.redline import marks_of
from jointstatement.queries.shown import Proposal
from jointstatement.queries.statement import (
    Scene,
    StatementHead,
    head_of,
    latest_id,
    negotiation_scene,
    scene_of,
    wording_on,
)
from jointstatement.terms import AmendmentKind
from jointstatement.text.compare import Segment, compare
from jointstatement.text.consolidating import WORDED, Consolidated, Together
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
    """The words on the table that would be others; none where a part is new."""
    there: tuple[Proposal, ...]
    """The live amendments that can be chosen."""
    chosen: frozenset[str]
    against: Refusal | None
    """Why the chosen ones cannot be one proposal, by what they do."""
    has_words: bool
    """They propose words: others for the part, or a new one after it."""
    words: tuple[str, ...]
    """As the chosen ones give them together, or as they were typed; of a clause that is divided those of each half."""
    redline: tuple[Segment, ...]
    check: Check
    marks: dict[str, str]

    @property
    def offers_one(self) -> bool:
        """There are amendments that can be one proposal, and they can be put into it now."""
        return len(self.there) > 1 and bool(self.chosen) and self.against is None and self.refusal is None


class ConsolidationPage(msgspec.Struct, frozen=True):
    """A consolidated proposal with its sources."""

    head: StatementHead
    proposal: Proposal
    base: str
    """The words that it was made on."""
    is_on_the_table: bool
    """They are those on the table; of what is no change of words, its part stands there."""
    has_words: bool
    """It proposes words: others for the part, or a new one after it."""
    words: tuple[str, ...]
    """Of the proposal, or as the office typed them; of a clause that is divided those of each half."""
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
    typed: Sequence[str] = (),
    now: datetime,
) -> Consolidating:
    """What the chosen amendments of a part give together, without a choice those that ask for the same; for the office.

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
        for row in live_amendments(session, viewer, scene.statement)
        if row.part_id == part_id and row.delegation_id is not None and not is_for_chair(scene, row)
    ]
    latest = latest_id(scene)
    rows = [row for row in rows if not together_on(scene.wordings, latest, row, [row]).needing]
    sources = [row for row in rows if row.id in chosen] if chosen else _alike(rows)
    against = against_one(scene.wordings, latest, sources)
    has_words = against is None and bool(sources) and sources[0].kind in WORDED
    whole = together_on(scene.wordings, latest, sources[0], sources) if has_words else None
    words = _typed_or(typed, whole.offered) if whole else ()
    return Consolidating(
        head=head_of(scene),
        place=place,
        refusal=permit.may_consolidate(scene.workflow, scene.situation, viewer.role),
        revision=scene.revisions[-1].label,
        base=whole.base if whole else base,
        there=tuple(proposal(scene, gathered, row) for row in rows),
        chosen=frozenset(row.id for row in sources),
        against=against,
        has_words=has_words,
        words=words,
        redline=_redline(whole, words),
        check=_check(whole, sources, words),
        marks=marks_of(scene.text),
    )


def consolidation_page(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    amendment_id: str,
    *,
    typed: Sequence[str] = (),
    now: datetime,
) -> ConsolidationPage:
    """A consolidated proposal, for all who read it. Raises `NotFound`, `NotYours`."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    row = consolidation_for(session, viewer, scene.statement, amendment_id)
    if row is None:
        raise NotFound()
    gathered = gather(session, scene, on={row.part_id})
    has_words = row.kind in WORDED
    sources = _made_of(gathered, row)
    whole = together_on(scene.wordings, row.revision_id, row, sources) if has_words else None
    words = _typed_or(typed, words_of(row)) if has_words else ()
    ask = scene.workflow, scene.situation, viewer.role
    each = proposal(scene, gathered, row)
    return ConsolidationPage(
        head=head_of(scene),
        proposal=each,
        base=whole.base if whole else "",
        is_on_the_table=_is_on_the_table(scene, row),
        has_words=has_words,
        words=words,
        redline=_redline(whole, words),
        check=_check(whole, sources, words),
        objection_refusal=permit.may_object_to_consolidation(*ask),
        revision_refusal=permit.may_consolidate(*ask),
        undo_refusal=permit.may_undo_consolidation(*ask),
        answer_refusal=answer_refusal(scene, each),
        marks=marks_of(scene.text),
    )


def _made_of(gathered: Gathered, row: Amendment) -> list[Amendment]:
    """The amendments that stand in it; once it is over, those that ever did."""
    sources = [(place, each) for place, each in gathered.sources if place.consolidation_id == row.id]
    return [each for place, each in sources if place.left_at is None] or [each for _, each in sources]


def _alike(rows: Sequence[Amendment]) -> Sequence[Amendment]:
    """The first of those that ask for the same, where there are several; else all."""
    same: dict[tuple[int, str], list[Amendment]] = {}
    for row in rows:
        same.setdefault((tuple(AmendmentKind).index(row.kind), row.other_part_id or ""), []).append(row)
    return next((several for _, several in sorted(same.items()) if len(several) > 1), rows)


def _is_on_the_table(scene: Scene, row: Amendment) -> bool:
    """The words that it would change are those on the table; of what changes none, its part stands there."""
    latest = latest_id(scene)
    if row.kind in {AmendmentKind.DELETE, AmendmentKind.ADD_AFTER, AmendmentKind.MOVE}:
        return wording_on(scene, latest, row.part_id) is not None
    made_on = words_amended(scene.wordings, row.revision_id, row)
    return made_on == words_amended(scene.wordings, latest, row)


def _typed_or(typed: Sequence[str], words: tuple[str, ...]) -> tuple[str, ...]:
    """What was typed, half by half; these words where nothing was."""
    return tuple(typed[: len(words)]) if any(typed) else words


def _redline(whole: Together | None, words: Sequence[str]) -> tuple[Segment, ...]:
    """The words against those that stand there, halves on lines of their own."""
    together = "\n".join(words)
    return compare(whole.base, together) if whole and whole.base != together else ()


def _check(whole: Together | None, rows: Sequence[Amendment], words: Sequence[str]) -> Check:
    labels = {row.id: row.label or "" for row in rows}
    found = whole.compared(words) if whole else Consolidated((), (), ())
    return Check(
        left=tuple(
            Left(labels[each.source], each.dropped, each.kept, each.is_there)
            for each in found.traces
            if each.dropped or each.kept or not each.is_there
        ),
        added=found.added,
        taken_out=found.taken_out,
    )
