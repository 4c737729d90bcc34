"""What gets printed and what was read: a statement as plain, frozen values.

A `Document` is the one shape that all files share. It never saw a database and needs none: the reader makes one from
a text, `queries` make one from a frozen revision, `documents` prints it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from jointstatement.terms import CLAUSE_KINDS, ClauseState, PartKind, ReserveKind


@dataclass(frozen=True, slots=True)
class Citation:
    """A stretch of a part's plain words that cites a clause or item of the same text."""

    start: int
    end: int
    part_id: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a statement: title, subtitle, chapeau, formula, heading, clause, item, closing or footnote.

    Parts stand in a flat row in the order of the text. An item belongs to the clause before it; footnotes come last.
    """

    kind: PartKind
    wording: str
    """Canonical light marks (`text.wording`); `\\n` divides the paragraphs of one part. Carries neither list marker
    nor closing punctuation."""
    level: int = 0
    """Depth of a heading (1 is the highest) or of an item (1 stands directly under its clause); else 0."""
    ending: str | None = None
    """The part's own closing punctuation ("; and", ".", "" for none at all); `None` lets the style compute it."""
    label: str | None = None
    """The list marker the source gave ("Ø", "4.", "a.", "-"). Information only: the style prints its own for clauses,
    and the fingerprint leaves it out. An item with an empty label "" is an unmarked continuation paragraph."""
    key: str | None = None
    """A footnote's stable key: `[^kosovo]` in a wording points to the footnote part whose key is "kosovo"."""
    mark: str | None = None
    """The mark a footnote is printed with where that is not its number ("*")."""
    number: str | None = field(default=None, compare=False)
    """What a clause is cited by while numbers are held ("4", "PP2", "3bis"); `None` where they run through. As all
    labels it is display: two parts that differ in nothing else are the same, and the fingerprint leaves it out."""
    id: str = ""
    """The stable identity, 32 hexadecimal digits; empty where the document came out of a file."""

    @property
    def is_clause(self) -> bool:
        """A preambular or operative clause."""
        return self.kind in CLAUSE_KINDS


@dataclass(frozen=True, slots=True)
class Draft:
    """What only a draft carries on its pages."""

    marking: str
    """The body's marking, as "Delegations only"; may be empty."""
    revision: str
    """The revision's label, as "Rev.2"."""
    as_of: datetime | None = None
    """The hour the draft speaks of, in the meeting's zone; from the record, never from the clock."""
    printed_for: str = ""
    """The delegation whose copy it is, as "Borvia"; shown on every page, empty on a copy that names nobody."""
    endorsed_for: str = ""
    """At which meeting it is to be adopted, where this very text was endorsed with a view to that."""


def named_copy(printed_for: str, revision: str, hour: str, marking: str) -> str:
    """What a copy says of itself: for whom, which revision, of which hour, and who may read it."""
    said = " · ".join(filter(None, (printed_for, revision, hour)))
    return f"{said} – {marking}" if marking else said


@dataclass(frozen=True, slots=True)
class StatedPart:
    """How far one clause of a draft has come."""

    part_id: str
    state: ClauseState
    confirm_by: datetime | None = None
    """Of an agreement ad referendum, in the meeting's zone."""


@dataclass(frozen=True, slots=True)
class OpenReserve:
    """A delegation keeps its position open on a part of a draft, or on the whole."""

    part_id: str
    """Empty for the whole."""
    kind: ReserveKind
    delegation: str
    """As the text names it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of the signature block."""

    name: str
    for_whom: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A reservation or statement attached to an adopted text, in its author's words."""

    heading: str
    """As "Reservation by Pelland on clause 4"."""
    text: str


@dataclass(frozen=True, slots=True)
class Participant:
    """One line of the list of participants; rank and order as typed."""

    name: str
    rank: str
    delegation: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole statement as it is printed or was read."""

    parts: tuple[Part, ...]
    style: str = "o-we"
    """The folder's name of a statement style, as "o-we" or "numbered"."""
    language: str = "en"
    """The text's own language, a BCP 47 tag, for proofing and hyphenation."""
    members: tuple[str, ...] = ()
    """The members as the chapeau names them, in its order."""
    body: str = ""
    """The letterhead: the body's name."""
    meeting: str = ""
    """The meeting that the text comes from, as "7th Ministerial Meeting": in the file's properties, not on paper."""
    place: str = ""
    adopted_on: date | None = None
    adopted_how: str = ""
    """What the adoption line adds: "as orally revised", "extract"; empty for a text that needs nothing said."""
    symbol: str = ""
    """The symbol of an adopted or issued text, as "RCF/2026/7"; a draft has none."""
    translation: str = ""
    """What a translation says of itself at the head of each page, in its own language; empty for an original. A copy
    that is read does not have it: it is printed by what the register knows."""
    draft: Draft | None = None
    """Present on a draft, absent on the final form."""
    states: tuple[StatedPart, ...] = ()
    """On a draft that says of each clause how far it has come; a mark after the clause and none of its words."""
    reserves: tuple[OpenReserve, ...] = ()
    """On a draft that says which delegations keep their position open, in the order in which it lists them; footnotes
    when it is printed, and none of its words."""
    signatures: tuple[Signature, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    participants: tuple[Participant, ...] = ()
    statement_id: str = ""
    fingerprint: str = ""

    @property
    def clauses(self) -> tuple[Part, ...]:
        """The preambular and operative clauses, in order."""
        return tuple(part for part in self.parts if part.is_clause)

    def first(self, kind: PartKind) -> Part | None:
        """The first part of a kind, or `None`."""
        return next((part for part in self.parts if part.kind is kind), None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the source that is not part of the statement, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a printed copy shows to those who read it on paper, and what it shows or hides beside the words."""

    lines: tuple[str, ...]
    """The paragraphs of the text and of its footnotes, with the markers and marks that stand before them."""
    beside: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file: the document, what it left out, and what a person should look at."""

    document: Document
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
