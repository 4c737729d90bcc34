"""The texts that are negotiated here: what is read in them, and which of their words are talked about.

Wishes for other words are made to fit whatever text it is, so that a real one can go the same way as our own.
"""

import os
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from jointstatement.documents.files import read_file
from jointstatement.terms import PartKind
from jointstatement.text.document import Part

SHARED = Path(os.environ.get("JOINTSTATEMENT_SEEDS") or Path(__file__).parents[3] / "shared")
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))


@dataclass(frozen=True)
class SourceText:
    """A file that the secretariat was sent."""

    name: str
    content: bytes

    @property
    def parts(self) -> list[Part]:
        """What the program reads in it."""
        return list(read_file(self.content, self.name).document.parts)

    def clause(self, number: int) -> str:
        """The words of a clause."""
        return [part.wording for part in self.parts if part.kind is PartKind.OPERATIVE][number - 1]

    def word(self, number: int, nth: int = 1) -> str:
        """One of the longer words that a clause has once, not joined to another by a hyphen."""
        words = re.findall(r"(?<![\w-])[a-z]{5,}(?![\w-])", self.clause(number))
        return [word for word in words if self.clause(number).count(word) == 1][nth]

    def with_words(self, *changes: tuple[int, str, str]) -> list[tuple[PartKind, int, str, str | None]]:
        """The parts, clause by clause in other words: (number, old, new). Each as kind, level, words and ending."""
        operative = 0
        told = []
        for part in self.parts:
            operative += part.kind is PartKind.OPERATIVE
            wording = part.wording
            for number, old, new in changes:
                if part.kind is PartKind.OPERATIVE and number == operative:
                    wording = wording.replace(old, new)
            told.append((part.kind, part.level, wording, part.ending))
        return told


def as_told(parts: tuple[Part, ...]) -> list[tuple[PartKind, int, str, str | None]]:
    """Parts in the shape of `SourceText.with_words`."""
    return [(part.kind, part.level, part.wording, part.ending) for part in parts]


def own_text() -> SourceText:
    """The zero draft of an invented forum."""
    name = "eighth-meeting.txt"
    return SourceText(name, files("jointstatement.example").joinpath(name).read_bytes())


def first_seed() -> SourceText:
    """The first of the real documents, where they are present."""
    if not SEEDS:
        pytest.skip("the real documents are not beside this checkout")
    return SourceText(SEEDS[0].name, SEEDS[0].read_bytes())
