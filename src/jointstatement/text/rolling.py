"""The rolling text: a text on its way to the next one, every change with its author and its hour."""

from dataclasses import dataclass
from datetime import datetime

from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a change: a delegation, the chair, the secretariat."""

    name: str
    """As it is shown beside the change."""
    at: datetime | None = None
    """The hour of the change, with its zone; `None` where nobody noted one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a part's wording, and who put it in or took it out."""

    change: Change
    text: str
    """Light marks, complete in itself."""
    by: Author | None = None
    """`None` where nothing changed."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, or the reason of an amendment, in its author's words."""

    by: Author
    text: str
    """Plain words; `\\n` divides paragraphs."""


@dataclass(frozen=True, slots=True)
class RollingPart:
    """A part of either text. Without `old` it is new, without `new` it was removed."""

    old: Part | None
    new: Part | None
    stretches: tuple[Stretch, ...]
    """The way from the old wording to the new one, closing punctuation not included."""
    is_moved: bool = False
    by: Author | None = None
    """Who put the whole part in, took it out or moved it; `None` where only words changed, or nothing."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class RollingText:
    """A text and the next one as one row of parts."""

    base: Document
    """The text as it was, with all that is printed round it."""
    parts: tuple[RollingPart, ...]
    """In the order of the next text; what was removed stands after what it stood after (`compare.align`)."""
    remarks: tuple[Remark, ...] = ()
    """On the whole text."""
