"""What a look through a text finds: a warning says where and what, and corrects nothing."""

from dataclasses import dataclass, field
from enum import StrEnum

from jointstatement.text.document import Document, Part
from jointstatement.text.naming import Naming
from jointstatement.text.references import Meanings


class Subject(StrEnum):
    """What a warning is about."""

    OPENER = "opener"
    COUNT = "count"
    REGISTER = "register"
    ORDER = "order"
    NAME = "name"
    NOUN = "noun"
    FOOTNOTE = "footnote"
    FORMS = "forms"
    ABBREVIATION = "abbreviation"
    BRACKET = "bracket"
    OPEN_TEXT = "open_text"
    DOUBLE_WORD = "double_word"
    REFERENCE = "reference"
    MOVED_REFERENCE = "moved_reference"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class StyleWarning:
    """Something in one part that a person may want to look at."""

    place: int
    """The part's place in the document, from 0."""
    subject: Subject
    start: int
    """Where the words begin and end in the part's plain words; both are 0 where it is about the part as a whole."""
    end: int
    words: str
    message: str
    parameters: tuple[tuple[str, str], ...] = ()

    def sentence(self) -> str:
        """The warning in English."""
        return self.message.format(**dict(self.parameters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known beside the text; nothing of it is needed."""

    naming: Naming | None = None
    """How the text has to name the delegations."""
    register: tuple[str, ...] | None = None
    """Who gave inputs in the call that the text speaks of, in any form of their names."""
    earlier: tuple[Part, ...] = ()
    """The revision before, whose parts have the same identities."""
    meanings: Meanings = field(default_factory=dict)
    """What its references to clauses mean, as far as that is kept beside the words."""
    known_abbreviations: frozenset[str] = frozenset()
    """What the readers know without having it written out."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the rules read it."""

    document: Document
    words: tuple[str, ...]
    """The plain words of each part."""
    labels: tuple[str, ...]
    """By which each part is cited."""
    facts: Facts

    @property
    def whole_names(self) -> frozenset[str]:
        """Names that are known as they stand, in small letters: their "and" joins no two names."""
        naming = self.facts.naming
        forms = [form for row in naming.names for form in row.forms] if naming else []
        return frozenset(form.lower() for form in (*forms, *self.document.members))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the document."""
        return self.document.parts

    @property
    def language(self) -> str:
        """The language of the text without its region: "en"."""
        return self.document.language.split("-")[0].lower()


def warning(
    text: Text, place: int, subject: Subject, span: tuple[int, int], message: str, **parameters: object
) -> StyleWarning:
    """A warning on a stretch of a part's words."""
    start, end = span
    return StyleWarning(
        place,
        subject,
        start,
        end,
        text.words[place][start:end],
        message,
        tuple((name, str(value)) for name, value in parameters.items()),
    )
