"""Revisions: the list of those that were tabled, any two compared, and what tabling the next one would change."""

from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Revision
from jointstatement.queries.redline import ComparedLine, compared_lines, marks_of
from jointstatement.queries.references import citations, citations_of_working
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, scene_of
from jointstatement.text.document import Part
from jointstatement.workflow import permit
from jointstatement.workflow.bases import base_open_to

WORKING = "working"
"""What the chair's working text is called where a revision's number is expected."""


class RevisionLine(msgspec.Struct, frozen=True):
    """One tabled revision in the list."""

    id: str
    number: int
    label: str
    tabled_at: datetime
    fingerprint: str
    clauses: int
    changed: int
    """Parts that differ from the revision before it: reworded, new, removed or moved."""


class Revisions(msgspec.Struct, frozen=True):
    """The list of revisions, the latest first."""

    head: StatementHead
    revisions: tuple[RevisionLine, ...]
    working_differs: bool
    """The chair's working text differs from the latest; false for all but the chair's office."""
    has_base: bool = False
    """It began from an earlier text."""


class Side(msgspec.Struct, frozen=True):
    """A text that can be compared."""

    key: str
    """The revision's number, or `WORKING`."""
    label: str
    """Empty for the working text."""


class Comparison(msgspec.Struct, frozen=True):
    """Two texts of one statement against each other."""

    head: StatementHead
    sides: tuple[Side, ...]
    """All texts that this person may compare."""
    old: Side
    new: Side
    lines: tuple[ComparedLine, ...]
    marks: dict[str, str]
    """The printed mark of each footnote, by its key."""
    changed: int


class Tabling(msgspec.Struct, frozen=True):
    """What is asked before a revision is tabled."""

    head: StatementHead
    refusal: Refusal | None
    may_be_non_paper: bool
    """It may be circulated without standing instead."""
    lines: tuple[ComparedLine, ...]
    """The working text against the latest revision; before the first, against nothing."""
    marks: dict[str, str]
    changed: int


def revisions(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf) -> Revisions:
    """The revisions of a statement. Raises `NotFound`."""
    scene = scene_of(session, viewer, statement_id, now)
    before: Revision | None = None
    lines: list[RevisionLine] = []
    for revision in scene.revisions:
        lines.append(_line(scene, before, revision, rules_of))
        before = revision
    return Revisions(
        head=head_of(scene),
        revisions=tuple(reversed(lines)),
        working_differs=viewer.is_office and scene.situation.text_changed_since_revision,
        has_base=base_open_to(session, viewer, scene.statement) is not None,
    )


def comparison(
    session: Session, viewer: Viewer, statement_id: str, old: str, new: str, *, now: datetime, rules_of: RulesOf
) -> Comparison:
    """Two texts by their keys; an empty key means the latest revision, and for `old` the one before `new`.

    Raises `NotFound` where there is no such text, or where the person may not read it.
    """
    scene = scene_of(session, viewer, statement_id, now)
    texts = _texts(scene)
    keys = list(texts)
    if not new and keys:
        new = str(scene.revisions[-1].number) if scene.revisions else keys[-1]
    if not old and new in texts:
        old = keys[max(0, keys.index(new) - 1)]
    if old not in texts or new not in texts:
        raise NotFound()
    before, after = texts[old], texts[new]
    shown = next((revision for revision in scene.revisions if str(revision.number) == new), None)
    cites = citations(session, scene, shown) if shown else citations_of_working(session, scene)
    lines = compared_lines(before.parts, after.parts, rules_of(before.style), rules_of(after.style), cites)
    return Comparison(
        head=head_of(scene),
        sides=tuple(Side(key, text.label) for key, text in texts.items()),
        old=Side(old, before.label),
        new=Side(new, after.label),
        lines=lines,
        marks=marks_of(after.parts) | marks_of(before.parts),
        changed=sum(line.is_changed for line in lines),
    )


def tabling(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf) -> Tabling:
    """What tabling would put before the delegations; for the chair's office. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    before = scene.texts[scene.revisions[-1].id] if scene.revisions else ()
    rules, old_rules = rules_of(scene.statement.style), rules_of(scene.style_of(-1))
    lines = compared_lines(before, scene.working, old_rules, rules, citations_of_working(session, scene))
    return Tabling(
        head=head_of(scene),
        refusal=permit.may_table_revision(scene.workflow, scene.situation, viewer.role),
        may_be_non_paper=permit.may_circulate_non_paper(scene.workflow, scene.situation, viewer.role) is None,
        lines=lines,
        marks=marks_of(scene.working),
        changed=sum(line.is_changed for line in lines),
    )


def _line(scene: Scene, before: Revision | None, revision: Revision, rules_of: RulesOf) -> RevisionLine:
    text = scene.texts[revision.id]
    changed = 0
    if before:
        rules, old_rules = rules_of(revision.style), rules_of(before.style)
        changed = sum(line.is_changed for line in compared_lines(scene.texts[before.id], text, old_rules, rules))
    return RevisionLine(
        id=revision.id,
        number=revision.number,
        label=revision.label,
        tabled_at=revision.tabled_at,
        fingerprint=revision.fingerprint,
        clauses=sum(part.is_clause for part in text),
        changed=changed,
    )


class _Text(msgspec.Struct):
    label: str
    style: str
    parts: tuple[Part, ...]


def _texts(scene: Scene) -> dict[str, _Text]:
    """Every text that the person may read, by its key, in their order."""
    texts = {
        str(revision.number): _Text(revision.label, revision.style, scene.texts[revision.id])
        for revision in scene.revisions
    }
    return texts | {WORKING: _Text("", scene.statement.style, scene.working)} if scene.viewer.is_office else texts
