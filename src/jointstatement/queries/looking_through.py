"""A look through the working text: what readers might stumble over, part by part. It blocks nothing."""

from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.calls import call_of, register_of
from jointstatement.access.references import meanings_now
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Missing
from jointstatement.queries.redline import first_words
from jointstatement.queries.statement import Scene, StatementHead, head_of, scene_of
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part
from jointstatement.text.lint import Facts, StyleWarning, Subject, look_through
from jointstatement.text.number import number_parts
from jointstatement.text.wording import plain
from jointstatement.workflow.permit import demand, may_read_office

_AROUND = 40
"""Signs that are shown before and behind the words of a warning."""


class WarningLine(msgspec.Struct, frozen=True):
    """One warning and where it stands."""

    subject: Subject
    start: int
    """Where its words begin and end in the plain words of the part."""
    end: int
    before: str
    words: str
    after: str
    said: Missing


class WarnedPart(msgspec.Struct, frozen=True):
    """A part with its warnings."""

    part_id: str
    kind: PartKind
    label: str
    short: str
    warnings: tuple[WarningLine, ...]


class LookedThrough(msgspec.Struct, frozen=True):
    """The working text, as far as there are warnings on it."""

    head: StatementHead
    parts: tuple[WarnedPart, ...]

    @property
    def count(self) -> int:
        """How many warnings there are."""
        return sum(len(part.warnings) for part in self.parts)


def looked_through(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> LookedThrough:
    """The warnings on the working text, for the chair's office. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    demand(may_read_office(viewer.role))
    document = Document(
        scene.working, language=scene.statement.language, members=tuple(each.name for each in scene.members)
    )
    facts = Facts(
        naming=scene.naming,
        earlier=scene.texts[scene.revisions[-1].id] if scene.revisions else (),
        meanings=meanings_now(session, scene.statement, scene.working),
        known_abbreviations=_own_abbreviations(scene),
        register=_register(session, scene),
    )
    found = look_through(document, facts)
    labels = number_parts(document.parts)
    return LookedThrough(
        head=head_of(scene),
        parts=tuple(
            WarnedPart(
                part_id=part.id,
                kind=part.kind,
                label=label,
                short=first_words(part.wording),
                warnings=tuple(_line(part, each) for each in found if each.place == place),
            )
            for place, (part, label) in enumerate(zip(document.parts, labels, strict=True))
            if any(each.place == place for each in found)
        ),
    )


def _register(session: Session, scene: Scene) -> tuple[str, ...] | None:
    """The members that gave inputs to the call from which the text was begun, the late ones too; `None` without one."""
    call = call_of(session, scene.viewer, scene.statement)
    if call is None:
        return None
    gave = register_of(session, scene.viewer, call)
    return tuple(member.name for member in scene.members if member.id in gave)


def _own_abbreviations(scene: Scene) -> frozenset[str]:
    """The body's own short name is known to those who read its texts."""
    return frozenset(scene.body.short_name.split())


def _line(part: Part, found: StyleWarning) -> WarningLine:
    words = plain(part.wording)
    return WarningLine(
        subject=found.subject,
        start=found.start,
        end=found.end,
        before=("…" if found.start > _AROUND else "") + words[max(0, found.start - _AROUND) : found.start],
        words=found.words,
        after=words[found.end : found.end + _AROUND] + ("…" if len(words) > found.end + _AROUND else ""),
        said=Missing(found.message, **dict(found.parameters)),
    )
