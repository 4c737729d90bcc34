"""The parts of a text as pages name them."""

from collections.abc import Sequence

import msgspec

from jointstatement.queries.redline import first_words
from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts


class Place(msgspec.Struct, frozen=True):
    """One part of the text as pages name it; with an empty id, the text as a whole."""

    part_id: str
    kind: PartKind | None
    label: str
    """By which it is cited; empty where it is not cited by a number."""
    short: str
    """Its first words."""

    @property
    def is_clause(self) -> bool:
        """A preambular or operative clause."""
        return self.kind in CLAUSE_KINDS

    @property
    def address(self) -> str:
        """The last part of the addresses of its pages."""
        return self.part_id or "whole"


WHOLE_TEXT = Place(part_id="", kind=None, label="", short="")


def places_of(parts: Sequence[Part]) -> tuple[Place, ...]:
    """The parts of a text as pages name them, in order."""
    return tuple(
        Place(part_id=part.id, kind=part.kind, label=label, short=first_words(part.wording))
        for part, label in zip(parts, number_parts(parts), strict=True)
    )
