"""Everything a delegation has drafted and handed in on one statement, as its head reviews it before submitting."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import Amendment, Comment
from jointstatement.queries.given import Gathered, gather, proposal, remark, underway
from jointstatement.queries.groups import OwnGroup, own_groups
from jointstatement.queries.part import Own, Progress, delegates_scene, own_on, progress
from jointstatement.queries.places import WHOLE_TEXT, Place, places_of
from jointstatement.queries.rebasing import CarriedOver, carried_over
from jointstatement.queries.redline import marks_of
from jointstatement.queries.shown import Proposal, Remark, Underway
from jointstatement.queries.statement import Scene, StatementHead, head_of, is_round_open, latest_round
from jointstatement.workflow import permit


class OwnInput(msgspec.Struct, frozen=True):
    """The delegation's own input, part by part."""

    head: StatementHead
    delegation: str
    round: Underway | None
    silence_due_at: datetime | None
    progress: Progress
    is_held_back: bool
    """Positions wait as drafts until they are handed in; otherwise each takes effect at once."""
    lines: tuple[Own, ...]
    """The parts on which there is something of this round, and the text as a whole in any case."""
    standing: tuple[Own, ...]
    """The parts on which only a position given on an earlier revision stands."""
    open_clauses: tuple[Place, ...]
    """Clauses without a position on these words."""
    first: Place | None
    """Where to begin: the first clause without a position, else the first part."""
    waiting: tuple[CarriedOver, ...]
    """Its amendments of earlier revisions that still wait, on the text that lies on the table now."""
    ready: tuple[Remark | Proposal, ...]
    """Drafts that can be chosen: cleared as they are now, or written by this head."""
    taken_back: tuple[Remark | Proposal, ...]
    """What it withdrew or replaced in this round: its own history."""
    past: tuple[Own, ...]
    """What was given in earlier rounds, with the chair's answers."""
    may_take_position: bool
    takes_late_input: bool
    """The round is over, and what is given now is kept as late."""
    give_refusal: Refusal | None
    """Why nothing can be given now, or nothing where something can."""
    submit_refusal: Refusal | None
    hour_refusal: Refusal | None
    """Why no hour can be set within the delegation now, or nothing where one can."""
    clear_refusal: Refusal | None
    """Why no draft can be cleared or sent back now, or nothing where one can."""
    withdraw_refusal: Refusal | None
    accept_refusal: Refusal | None
    """Why nobody can be taken among the sponsors now, or nothing where somebody can."""
    groups: tuple[OwnGroup, ...]
    """Those that the delegation is in."""
    opt_out_refusal: Refusal | None
    """Why nobody speaks for itself or through its group anew now, or nothing where it can."""
    reply_refusal: Refusal | None
    judge_refusal: Refusal | None
    """Why nothing can be said of the chair's answers, or nothing where something can."""
    marks: dict[str, str]


def own_input(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> OwnInput:
    """A delegation's input to the revision that lies on the table. Raises `NotFound`, `NotYours`."""
    scene = delegates_scene(session, viewer, statement_id, now)
    gathered = gather(session, scene)
    places = (*places_of(scene.text), WHOLE_TEXT)
    own = [own_on(scene, gathered, place) for place in places]
    open_clauses = tuple(line.place for line in own if line.place.is_clause and line.position is None)
    ask = scene.workflow, scene.situation, viewer.role
    may_give = (permit.may_comment(*ask), permit.may_amend(*ask), permit.may_take_position(*ask))
    in_text = {place.part_id for place in places}
    gone = [place for part_id, place in gathered.places.items() if part_id not in in_text]
    latest = underway(scene)
    drafts = [each for line in own for each in _drafts(line)]
    written = {row.id for row in gathered.comments if row.written_by == viewer.person_id}
    written |= {row.id for row in gathered.amendments if row.written_by == viewer.person_id}
    return OwnInput(
        head=head_of(scene),
        delegation=viewer.delegation,
        round=latest,
        silence_due_at=scene.situation.silence_due_at,
        progress=progress(session, scene, gathered, places),
        is_held_back=is_round_open(scene),
        lines=tuple(line for line in own if not line.is_empty or not line.place.part_id),
        standing=tuple(line for line in own if line.is_empty and line.earlier and line.place.part_id),
        open_clauses=open_clauses,
        first=next(iter((*open_clauses, *places)), None),
        waiting=carried_over(session, scene, gathered),
        ready=tuple(each for each in drafts if _is_ready(each, written)),
        taken_back=_taken_back(scene, gathered),
        past=tuple(line for line in (*own, *(own_on(scene, gathered, place) for place in gone)) if line.answered),
        may_take_position=permit.may_take_position(*ask) is None,
        takes_late_input=latest is not None and latest.is_over and permit.may_comment(*ask) is None,
        give_refusal=may_give[0] if all(may_give) else None,
        submit_refusal=permit.may_submit_input(*ask),
        hour_refusal=permit.may_set_inner_hour(*ask),
        clear_refusal=permit.may_clear_input(*ask),
        withdraw_refusal=permit.may_withdraw_input(*ask),
        accept_refusal=permit.may_accept_co_sponsor(*ask),
        groups=own_groups(session, scene),
        opt_out_refusal=permit.may_opt_out(*ask),
        reply_refusal=permit.may_reply(*ask),
        judge_refusal=permit.may_judge_answer(*ask),
        marks=marks_of(scene.text),
    )


def _drafts(line: Own) -> tuple[Remark | Proposal, ...]:
    worded = (line.draft,) if line.draft else ()
    return (*worded, *line.further, *(each for each in line.remarks if each.is_draft))


def _is_ready(draft: Remark | Proposal, written: Collection[str]) -> bool:
    return draft.read.is_cleared if draft.read else draft.id in written


def _taken_back(scene: Scene, gathered: Gathered) -> tuple[Remark | Proposal, ...]:
    latest = latest_round(scene)

    def is_one(row: Comment | Amendment) -> bool:
        is_own = row.delegation_id == scene.viewer.delegation_id
        return is_own and row.withdrawn_at is not None and latest is not None and row.round_id == latest.id

    return (
        *(proposal(scene, gathered, row) for row in gathered.amendments if is_one(row)),
        *(remark(scene, gathered, row) for row in gathered.comments if is_one(row)),
    )
