"""A delegation's own file, come back: what became of each part of the text it was made from.

Plain values. `documents.word.returned` reads them out of a Word file. Places count the parts of the base, from 0 on.
"""

from dataclasses import dataclass
from enum import StrEnum

from jointstatement.terms import PartKind
from jointstatement.text.document import Document, LeftOut, Part
from jointstatement.text.rolling import Author


class Became(StrEnum):
    """What a proposal would make of a part."""

    REPUNCTUATED = "repunctuated"
    """The same words with another closing punctuation."""
    REWORDED = "reworded"
    MOVED = "moved"
    """The same words in another place."""
    REMOVED = "removed"
    SPLIT = "split"
    """The first piece of a part that was cut up; the other pieces are new parts that came `out_of` it."""
    MERGED = "merged"
    """Made one with the parts it was made `out_of`; these are removed `into` it."""
    NEW = "new"


@dataclass(frozen=True, slots=True)
class FileProposal:
    """A change that the file proposes to one part."""

    became: Became
    wording: str = ""
    """Light marks, without marker and closing punctuation; empty for a part that is removed."""
    ending: str | None = None
    """The closing punctuation, where the file has another than the base or the part is new; else `None`."""
    by: tuple[Author, ...] = ()
    """Who made it, as the file says; nobody where the change was not tracked."""
    is_moved: bool = False
    after: int | None = None
    """For a new part or a moved one: the place of the part it now stands after; `None` at the beginning."""
    out_of: tuple[int, ...] = ()
    """The places of the other parts whose words it holds."""
    into: int | None = None
    """For a removed part: the place of the part that its words went into."""
    is_combined: bool = False
    """Changes of several authors that stand in each other and cannot be told apart."""
    is_outside_tracking: bool = False
    """The words that stay when all tracked changes are rejected are not those of the base."""
    why_unsure: str = ""
    """A sentence that says why a person should look at it; empty where nothing speaks against it."""

    @property
    def is_unsure(self) -> bool:
        """Whether it may belong to another part, or to none."""
        return bool(self.why_unsure)


@dataclass(frozen=True, slots=True)
class FileComment:
    """A comment in the file."""

    by: Author
    """As the file says."""
    text: str
    on: str = ""
    """The words that it hangs on; empty where the file no longer says."""
    was_on: str = ""
    """The same words with every tracked change rejected."""


@dataclass(frozen=True, slots=True)
class ReturnedPart:
    """A part of the base, or a new one, with all that the file says about it."""

    place: int | None
    """`None` for a new part."""
    old: Part | None
    kind: PartKind
    level: int
    found: str
    """All the words that stand there with every tracked change accepted, closing punctuation included."""
    proposals: tuple[FileProposal, ...] = ()
    """None where the part came back as it was; one of each author whose changes can be told from the others'."""
    comments: tuple[FileComment, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Whether a person should look at one of its proposals first."""
        return any(proposal.is_unsure for proposal in self.proposals)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """Everything that stands in a file that came back."""

    base: Document
    parts: tuple[ReturnedPart, ...]
    """In the order of the file; a removed part stands after what it stood after."""
    comments: tuple[FileComment, ...] = ()
    """Those whose part the file does not say."""
    left_out: tuple[LeftOut, ...] = ()
    """What is no part of the text, and why."""
    as_printed: tuple[str, ...] = ()
    """The lines round the text (letterhead, adoption line, tables) that came back as they were printed."""
    warnings: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """Every name the file gives to the author of a change or comment, in the order of the alphabet."""

    @property
    def unsure_first(self) -> tuple[ReturnedPart, ...]:
        """The parts with proposals or comments, the unsure ones first."""
        concerned = [part for part in self.parts if part.proposals or part.comments]
        return tuple(sorted(concerned, key=lambda part: not part.is_unsure))
