"""A naming profile as a file of TOML, for those who look through a text without a database."""

import tomllib

import msgspec

from jointstatement.errors import BadInput, UnreadableFile
from jointstatement.terms import CollectiveNoun, FootnoteAt, NamingMode
from jointstatement.text.naming import Names, Naming, demand_sound


class _Delegation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    state: str
    short: str = ""
    capital: str = ""
    person: str = ""
    adjective: str = ""
    avoided: tuple[str, ...] = ()
    footnote: str = ""
    mark: str = ""
    footnote_at: FootnoteAt = FootnoteAt.FIRST
    sort_keys: dict[str, str] = {}


class _Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    delegation: tuple[_Delegation, ...]
    mode: NamingMode = NamingMode.STATE
    noun: CollectiveNoun = CollectiveNoun.MEMBERS
    chair_first: bool = False
    chair: str = ""
    keeps_own_order: bool = False
    known_abbreviations: frozenset[str] = frozenset()
    gave_inputs: tuple[str, ...] | None = None


def read_profile(content: bytes, name: str, *, language: str) -> tuple[Naming, tuple[str, ...] | None]:
    """A profile, and who gave inputs where the file says so. Raises `UnreadableFile`."""
    try:
        written = msgspec.convert(tomllib.loads(content.decode()), _Profile)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, msgspec.ValidationError) as fault:
        raise UnreadableFile("“{name}” is no naming profile: {reason}.", name=name, reason=fault) from None
    names = tuple(
        Names(
            delegation_id=str(number),
            state=each.state.strip(),
            short=each.short.strip(),
            capital=each.capital.strip(),
            person=each.person.strip(),
            adjective=each.adjective.strip(),
            avoided=each.avoided,
            footnote=each.footnote.strip(),
            mark=each.mark.strip(),
            footnote_at=each.footnote_at,
            sort_keys=tuple(each.sort_keys.items()),
        )
        for number, each in enumerate(written.delegation, start=1)
    )
    try:
        demand_sound(written.mode, names)
    except BadInput as refusal:
        raise UnreadableFile("“{name}” is no naming profile: {reason}", name=name, reason=refusal) from None
    naming = Naming(
        names=names,
        mode=written.mode,
        noun=written.noun,
        chair_first=written.chair_first,
        chair=written.chair,
        language=language,
        is_sorted=not written.keeps_own_order,
        known_abbreviations=written.known_abbreviations,
    )
    return naming, written.gave_inputs
