"""What may stand in a field. A row takes any value, so everything a person typed passes here before it is kept."""

import unicodedata
from datetime import datetime

from jointstatement.errors import N_, BadInput
from jointstatement.text.wording import canonical

LONGEST_LINE = 200
"""Signs of a name, a title, a place."""
LONGEST_TEXT = 20_000
"""Signs of a wording, a comment, a reply."""

_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Embeddings, overrides and isolates of the direction of writing. The marks U+200E and U+200F turn nothing else."""


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
    """A text that may be empty; line ends are `\\n`, characters are composed (NFC). Raises `BadInput`.

    A sign that turns the direction of writing is refused as control characters are: it would show the words around it
    in another order than they are kept in.
    """
    if len(value) > longest:
        raise BadInput(field, N_("This is too long: at most {longest} signs."), longest=longest)
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    for sign in value:
        if sign not in "\n\t" and (unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} or sign in _TURNS):
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
    demand_zone(field, value)
    if value <= now:
        raise BadInput(field, N_("This hour has already passed. Please give one that is still to come."))
    return value


def demand_received(received_at: datetime, *, now: datetime) -> None:
    """Refuses an hour of receipt without a zone, or one that is still to come, with `BadInput`."""
    demand_zone("received_at", received_at)
    if received_at > now:
        raise BadInput("received_at", N_("This hour is still to come. Please give the hour of receipt."))


def demand_zone(field: str, value: datetime) -> None:
    """Refuses an hour without a time zone, with `BadInput`."""
    if value.tzinfo is None:
        raise BadInput(field, N_("This hour has no time zone. Please give one."))
