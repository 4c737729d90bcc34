"""What delegations gave on a text, as a table of plain, frozen values.

A `CommentTable` is the one shape that all tables of comments share: `queries` make it from what a person may read,
`documents` prints it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jointstatement.terms import CommentClass, DispositionKind, PartKind, Weight
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts


@dataclass(frozen=True, slots=True)
class CitedPart:
    """A part of the text as a table cites it."""

    id: str
    kind: PartKind
    label: str
    """By which it is cited, "3(a)"; empty where it has no number."""
    wording: str
    """The words that lie on the table, or the last that it had; light marks."""
    last_in: str = ""
    """The label of the revision in which it stood last; empty while it lies on the table."""


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment, or one amendment: then with proposed wording."""

    delegation: str
    part: CitedPart | None
    """None for the text as a whole."""
    kind: CommentClass | Weight
    """The class of a comment, the weight of an amendment."""
    text: str
    """What is said: the comment, or the reason for an amendment."""
    number: str = ""
    """As "C-6.1"; empty before it is circulated."""
    proposed: str = ""
    """The wording that an amendment proposes, light marks; empty for a comment."""
    base: str = ""
    """The words that an amendment was made on."""
    given_on: str = ""
    """The label of an earlier revision on which it was given; empty for the one on the table."""
    is_late: bool = False
    is_withdrawn: bool = False
    disposition: DispositionKind | None = None
    reply: str = ""
    replies: tuple[tuple[str, str], ...] = ()
    """To a comment: who replied, empty for the chair's office, and the words."""

    @property
    def is_amendment(self) -> bool:
        """It proposes other words."""
        return isinstance(self.kind, Weight)


@dataclass(frozen=True, slots=True)
class CommentTable:
    """All rows in the order of the text, and what stands over them."""

    body: str
    title: str
    """Of the statement."""
    meeting: str
    revision: str
    """The label of the revision on the table."""
    marking: str
    language: str
    as_of: datetime
    """The hour of which the table speaks, from the record, in the meeting's zone."""
    time_zone: str
    delegation: str
    """Whose input alone is in it; empty for all delegations."""
    with_answers: bool
    """A disposition table, with the chair's answers; else a compilation of what was submitted."""
    rows: tuple[CommentRow, ...]
    printed_for: str = ""
    """The delegation whose copy it is; empty on a copy that names nobody."""


def cited_parts(parts: Sequence[Part], *, last_in: str = "") -> tuple[CitedPart, ...]:
    """The parts of a text as tables cite them, in order; `last_in` names a text that is no longer on the table."""
    return tuple(
        CitedPart(id=part.id, kind=part.kind, label=label, wording=part.wording, last_in=last_in)
        for part, label in zip(parts, number_parts(parts), strict=True)
    )
