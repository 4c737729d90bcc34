"""Revisions: the list of those that were tabled, any two compared, and what tabling the next one would change."""

from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Revision
from jointstatement.queries.redline import ComparedLine, compared_lines
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, scene_of
from jointstatement.text.document import Part
from jointstatement.text.punctuate import EndingRules
from jointstatement.workflow import permit

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
    changed: int


class Tabling(msgspec.Struct, frozen=True):
    """What is asked before a revision is tabled."""

    head: StatementHead
    refusal: Refusal | None
    lines: tuple[ComparedLine, ...]
    """The working text against the latest revision; before the first, against nothing."""
    changed: int


def revisions(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf) -> Revisions:
    """The revisions of a statement. Raises `NotFound`."""
    scene = scene_of(session, viewer, statement_id, now)
    rules = rules_of(scene.statement.style)
    before: tuple[Part, ...] = ()
    lines: list[RevisionLine] = []
    for revision in scene.revisions:
        text = scene.texts[revision.id]
        lines.append(_line(revision, before, text, rules))
        before = text
    return Revisions(
        head=head_of(scene),
        revisions=tuple(reversed(lines)),
        working_differs=viewer.is_office and scene.situation.text_changed_since_revision,
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
    lines = compared_lines(texts[old][1], texts[new][1], rules_of(scene.statement.style))
    return Comparison(
        head=head_of(scene),
        sides=tuple(Side(key, label) for key, (label, _) in texts.items()),
        old=Side(old, texts[old][0]),
        new=Side(new, texts[new][0]),
        lines=lines,
        changed=sum(line.is_changed for line in lines),
    )


def tabling(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf) -> Tabling:
    """What tabling would put before the delegations; for the chair's office. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    before = scene.texts[scene.revisions[-1].id] if scene.revisions else ()
    lines = compared_lines(before, scene.working, rules_of(scene.statement.style))
    return Tabling(
        head=head_of(scene),
        refusal=permit.may_table_revision(scene.workflow, scene.situation, viewer.role),
        lines=lines,
        changed=sum(line.is_changed for line in lines),
    )


def _line(revision: Revision, before: tuple[Part, ...], text: tuple[Part, ...], rules: EndingRules) -> RevisionLine:
    return RevisionLine(
        id=revision.id,
        number=revision.number,
        label=revision.label,
        tabled_at=revision.tabled_at,
        fingerprint=revision.fingerprint,
        clauses=sum(part.is_clause for part in text),
        changed=sum(line.is_changed for line in compared_lines(before, text, rules)) if before else 0,
    )


def _texts(scene: Scene) -> dict[str, tuple[str, tuple[Part, ...]]]:
    """Label and parts of every text that the person may read, by key, in their order."""
    texts = {str(revision.number): (revision.label, scene.texts[revision.id]) for revision in scene.revisions}
    return texts | {WORKING: ("", scene.working)} if scene.viewer.is_office else texts
