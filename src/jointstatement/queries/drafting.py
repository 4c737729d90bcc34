"""The working text on the chair's desk: each part, what may be done to it, and its change since the last revision."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.calls import call_of
from jointstatement.access.reopening_requests import requests_waiting
from jointstatement.access.statements import working_text
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Missing, NotFound, Refusal
from jointstatement.queries.agreed_language import AgreedBeside, beside
from jointstatement.queries.clause_states import Stated, stated_with_items
from jointstatement.queries.redline import first_words, item_marker
from jointstatement.queries.references import behind_now
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, scene_of
from jointstatement.terms import PartKind
from jointstatement.text.compare import Segment, compare
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts, numbered_through
from jointstatement.text.place import halves
from jointstatement.text.punctuate import endings
from jointstatement.workflow import permit
from jointstatement.workflow.bases import begun_from


class DraftPart(msgspec.Struct, frozen=True):
    """One part on the desk."""

    part_id: str
    kind: PartKind
    level: int
    label: str
    counted: str
    """What it would be cited by, were the clauses numbered anew."""
    short: str
    wording: str
    ending: str
    """As it is printed."""
    own_ending: str | None
    """Its own, where it has one; the style's otherwise."""
    styled_ending: str
    """What the style would print here."""
    version: int
    key: str
    mark: str
    marker: str
    """Of an item: "(a)"; empty for a continuation paragraph."""
    is_clause: bool
    change: tuple[Segment, ...]
    """Against the revision tabled last; empty where the words are the same."""
    is_new: bool
    """Not in the revision tabled last."""
    up_after: str | None
    """After which part it stands when it goes one place up, "" for the head; `None` where it cannot."""
    down_after: str | None
    """The same for one place down."""
    agreed: AgreedBeside = AgreedBeside()
    """The agreed language that it repeats, or re-opens."""
    stated: Stated | None = None
    """How far it has come; of an item, the clause that it goes with."""
    requests: int = 0
    """That it be re-opened, without an answer yet."""


class Drafting(msgspec.Struct, frozen=True):
    """The working text of a statement."""

    head: StatementHead
    refusal: Refusal | None
    """Why the text cannot be edited now, or nothing where it can."""
    to_renumber: Refusal | None
    """Why the clauses cannot be numbered anew now."""
    parts: tuple[DraftPart, ...]
    references: tuple[Missing, ...] = ()
    """What the chair should know of references between clauses; nothing where they are right."""
    has_base: bool = False
    """It began from an earlier text."""
    call_id: str = ""
    """The call for inputs that it was begun from."""

    @property
    def endings_to_change(self) -> tuple[DraftPart, ...]:
        """The parts whose closing punctuation would be another, were it the style's."""
        return tuple(part for part in self.parts if part.own_ending is not None and part.ending != part.styled_ending)

    @property
    def numbers_to_change(self) -> tuple[DraftPart, ...]:
        """The clauses that would get another number, were they numbered anew."""
        return tuple(part for part in self.parts if part.is_clause and part.label != part.counted)

    @property
    def own_endings(self) -> int:
        """How many parts have closing punctuation of their own."""
        return sum(part.own_ending is not None for part in self.parts)


class DeskPart(msgspec.Struct, frozen=True):
    """One part by itself, with its neighbours: what splitting, merging, moving and removing need."""

    head: StatementHead
    refusal: Refusal | None
    part: DraftPart
    next_clause: DraftPart | None
    """The clause with which it may be merged."""
    halves: tuple[str, str]
    """Where a clause might be divided: a proposal."""
    parts: tuple[DraftPart, ...]
    """All parts, as places to which it may be moved."""


def drafting(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf) -> Drafting:
    """The working text, for the chair's office. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    call = call_of(session, viewer, scene.statement)
    return Drafting(
        head=head_of(scene),
        refusal=permit.may_reword_part(scene.workflow, scene.situation, viewer.role),
        to_renumber=permit.may_renumber_clauses(scene.workflow, scene.situation, viewer.role),
        parts=_parts(session, scene, rules_of),
        references=behind_now(session, scene),
        has_base=begun_from(session, scene.statement) is not None,
        call_id=call.id if call else "",
    )


def desk_part(
    session: Session, viewer: Viewer, statement_id: str, part_id: str, *, now: datetime, rules_of: RulesOf
) -> DeskPart:
    """One part of the working text with its neighbours. Raises `NotFound`, `NotYours`."""
    whole = drafting(session, viewer, statement_id, now=now, rules_of=rules_of)
    place = next((n for n, part in enumerate(whole.parts) if part.part_id == part_id), None)
    if place is None:
        raise NotFound()
    part = whole.parts[place]
    following = next((other for other in whole.parts[place + 1 :] if other.is_clause), None)
    return DeskPart(
        head=whole.head,
        refusal=whole.refusal,
        part=part,
        halves=halves(part.wording),
        next_clause=following if part.is_clause and following and following.kind is part.kind else None,
        parts=whole.parts,
    )


def wording_on_the_table(session: Session, viewer: Viewer, statement_id: str, part_id: str, *, now: datetime) -> str:
    """The wording of a part in the revision tabled last; of a part that is not in it, in the working text.

    For the chair's office. Raises `NotFound`, `NotYours`.
    """
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    tabled = scene.texts[scene.revisions[-1].id] if scene.revisions else ()
    for part in (*tabled, *scene.working):
        if part.id == part_id:
            return part.wording
    raise NotFound()


def _parts(session: Session, scene: Scene, rules_of: RulesOf) -> tuple[DraftPart, ...]:
    rules = rules_of(scene.statement.style)
    parts = scene.working
    unowned = tuple(replace(part, ending=None) for part in parts)
    tabled = {part.id: part.wording for part in scene.texts[scene.revisions[-1].id]} if scene.revisions else None
    versions = {row.id: row.version for row in working_text(session, scene.statement)}
    labels, counted = number_parts(parts), number_parts(numbered_through(parts))
    shown = zip(parts, labels, counted, endings(parts, rules), endings(unowned, rules), strict=True)
    ways = _ways(parts)
    agreed = beside(session, scene)
    stated = stated_with_items(session, scene, parts)
    asked = Counter(each.part_id for each in requests_waiting(session, scene.statement))
    return tuple(
        DraftPart(
            part_id=part.id,
            kind=part.kind,
            level=part.level,
            label=label,
            counted=number,
            short=first_words(part.wording),
            wording=part.wording,
            ending=ending,
            own_ending=part.ending,
            styled_ending=styled,
            version=versions[part.id],
            key=part.key or "",
            mark=part.mark or "",
            marker=item_marker(label) if part.kind is PartKind.ITEM else "",
            is_clause=part.is_clause,
            change=compare(tabled[part.id], part.wording)
            if tabled and part.id in tabled and tabled[part.id] != part.wording
            else (),
            is_new=tabled is not None and part.id not in tabled,
            up_after=ways[part.id][0] if part.id in ways else None,
            down_after=ways[part.id][1] if part.id in ways else None,
            agreed=agreed.get(part.id, AgreedBeside()),
            stated=stated[part.id],
            requests=asked[part.id],
        )
        for part, label, number, ending, styled in shown
    )


def _ways(parts: Sequence[Part]) -> dict[str, tuple[str | None, str | None]]:
    """One place up and one place down among its like: clauses, headings and formulas; items of one owner; footnotes."""
    rows: dict[str, list[Part]] = {}
    owners: list[str] = [""]
    for part in parts:
        if part.kind is PartKind.ITEM:
            level = max(part.level, 1)
            del owners[level:]
            rows.setdefault(owners[-1], []).append(part)
            owners.append(part.id)
        elif part.kind is PartKind.FOOTNOTE:
            rows.setdefault("footnotes", []).append(part)
        elif part.is_clause or part.kind in {PartKind.HEADING, PartKind.FORMULA}:
            rows.setdefault("body", []).append(part)
            owners = [part.id]
    ways: dict[str, tuple[str | None, str | None]] = {}
    for owner, row in rows.items():
        head = "" if owner in {"body", "footnotes"} else owner
        for place, part in enumerate(row):
            up = None if place == 0 else row[place - 2].id if place > 1 else head
            ways[part.id] = up, row[place + 1].id if place + 1 < len(row) else None
    return ways
