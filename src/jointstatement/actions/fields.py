"""What may stand in a field. A row takes any value, so everything a person typed passes here before it is kept."""

import unicodedata
from datetime import datetime

from jointstatement.errors import N_, BadInput
from jointstatement.text.wording import canonical

LONGEST_LINE = 200
"""Signs of a name, a title, a place."""
LONGEST_TEXT = 20_000
"""Signs of a wording, a comment, a reply."""


def line(field: str, value: str, *, longest: int = LONGEST_LINE) -> str:
    """One line that says something, without white space at its edges. Raises `BadInput`."""
    value = optional_line(field, value, longest=longest)
    if not value:
        raise BadInput(field, N_("This field is empty. Please fill it in."))
    return value


def optional_line(field: str, value: str, *, longest: int = LONGEST_LINE) -> str:
    """One line that may be empty. Raises `BadInput`."""
    value = optional_text(field, value, longest=longest)
    if "\n" in value:
        raise BadInput(field, N_("This has to be one line, without line ends."))
    return value


def text(field: str, value: str, *, longest: int = LONGEST_TEXT) -> str:
    """A text that says something; line ends are `\\n`. Raises `BadInput`."""
    value = optional_text(field, value, longest=longest)
    if not value:
        raise BadInput(field, N_("This field is empty. Please fill it in."))
    return value


def optional_text(field: str, value: str, *, longest: int = LONGEST_TEXT) -> str:
    """A text that may be empty; line ends are `\\n`, characters are composed (NFC). Raises `BadInput`."""
    if len(value) > longest:
        raise BadInput(field, N_("This is too long: at most {longest} signs."), longest=longest)
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    for sign in value:
        if sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"}:
            raise BadInput(
                field,
                N_("This contains a control character (U+{code}). Please type it again."),
                code=f"{ord(sign):04X}",
            )
    return value


def wording(field: str, value: str) -> str:
    """A wording in canonical light marks. Raises `BadInput`."""
    return canonical(text(field, value))


def coming_hour(field: str, value: datetime, *, now: datetime) -> datetime:
    """An aware instant that is still to come. Raises `BadInput`."""
    if value.tzinfo is None:
        raise BadInput(field, N_("This hour has no time zone. Please give one."))
    if value <= now:
        raise BadInput(field, N_("This hour has already passed. Please give one that is still to come."))
    return value
