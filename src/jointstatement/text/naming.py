"""How the delegations of a body are named in one text: by state, short name, capital or person, or not at all.

Whatever shows a delegation of a statement asks a `Naming` for its name, so that one choice governs pages, files,
notices and the record alike. Nobody chooses for himself: a contested name is an objection to the part where it stands.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jointstatement.errors import N_, BadInput, MarkWithoutFootnote, NameMissing, NameTakenTwice
from jointstatement.terms import CollectiveNoun, FootnoteAt, NamingMode, Participation
from jointstatement.text.collation import SortKey, sort_key

MOST_NAMED = 5
"""Members of a group whose names are written out beside it."""
UNNAMED = "a delegation"
"""Who gave something, for those who do not learn which delegation it was; an observer too."""
OFFICE = "Chair’s office"
"""Who made one proposal of several."""
_SINGULAR = {
    CollectiveNoun.MEMBERS: "Member",
    CollectiveNoun.PARTICIPANTS: "Participant",
    CollectiveNoun.ECONOMIES: "Economy",
    CollectiveNoun.PARTNERS: "Partner",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every form under which one delegation goes, and what is printed with it."""

    delegation_id: str
    state: str
    """The name in full, as the body writes it."""
    short: str = ""
    capital: str = ""
    person: str = ""
    """Who speaks for it, as "Minister Arden"."""
    adjective: str = ""
    avoided: tuple[str, ...] = ()
    """Forms that the body does not want to read."""
    footnote: str = ""
    mark: str = ""
    """What stands behind the name and before the footnote: "*"."""
    footnote_at: FootnoteAt = FootnoteAt.FIRST
    sort_keys: tuple[tuple[str, str], ...] = ()
    """What it sorts by: language and key; the language "" is for all others."""
    participation: Participation = Participation.MEMBER

    @property
    def is_member(self) -> bool:
        """It stands in the list of members."""
        return self.participation is Participation.MEMBER

    def form(self, mode: NamingMode) -> str:
        """The name in one form; "" where it has none."""
        return {
            NamingMode.STATE: self.state,
            NamingMode.SHORT: self.short,
            NamingMode.CAPITAL: self.capital,
            NamingMode.PERSON: self.person,
            NamingMode.NONE: "",
        }[mode]

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms that it has, each once."""
        return tuple(dict.fromkeys(form for form in (self.state, self.short, self.capital, self.person) if form))


@dataclass(frozen=True, kw_only=True)
class Naming:
    """How one text names the delegations."""

    names: tuple[Names, ...]
    """In the body's own order."""
    mode: NamingMode = NamingMode.STATE
    noun: CollectiveNoun = CollectiveNoun.MEMBERS
    chair_first: bool = False
    chair: str = ""
    """Whose chairmanship it is, in any of its forms."""
    language: str = "en"
    is_sorted: bool = True
    """By its own keys, or as the body's own order has them."""
    known_abbreviations: frozenset[str] = frozenset()
    """What every reader of the body's texts knows without having it written out."""
    other_forms: tuple[tuple[str, str], ...] = ()
    """Forms that earlier editions knew: form and delegation."""

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The delegations in the order in which the text lists them: by their sort keys in its language, the chair
        first where the profile wants it so."""
        rows = list(self.names)
        if self.is_sorted:
            rows.sort(key=self._key)
        if self.chair_first:
            chair = self._owners.get(_folded(self.chair))
            rows.sort(key=lambda row: row.delegation_id != chair)
        return tuple(row.delegation_id for row in rows)

    def name(self, delegation_id: str) -> str:
        """The name of a delegation in this text; "" for a stranger.

        Without a form of the kind that the text uses it is "Participant 3", by its place in the order: no other form
        stands in for the one that was chosen.
        """
        return self._by_id.get(delegation_id, "")

    def spoken(self, name: str) -> str:
        """A name in the form that this text uses, whatever form it was written down in; any other text as it is."""
        owner = self._owners.get(_folded(name))
        return self._by_id[owner] if owner else name

    def marked(self, delegation_id: str) -> str:
        """The name with its footnote's mark, as a list prints it."""
        row = self._rows.get(delegation_id)
        return self.name(delegation_id) + (row.mark if row else "")

    def footnotes(self) -> tuple[tuple[str, str], ...]:
        """Mark and text of the footnotes that names carry, in the order of the list, each once."""
        found = (self._rows[each] for each in self.order)
        return tuple(dict.fromkeys((row.mark, row.footnote) for row in found if row.footnote))

    @cached_property
    def _rows(self) -> dict[str, Names]:
        return {row.delegation_id: row for row in self.names}

    @cached_property
    def _by_id(self) -> dict[str, str]:
        # Who is no member is counted apart, so that the number of no member tells of it, and all of them as observers:
        # what one takes part as may change, and its name in a text that has gone out must not.
        counts: Counter[bool] = Counter()
        names: dict[str, str] = {}
        for delegation_id in self.order:
            row = self._rows[delegation_id]
            counts[row.is_member] += 1
            noun = _SINGULAR[self.noun] if row.is_member else "Observer"
            names[delegation_id] = row.form(self.mode) or f"{noun} {counts[row.is_member]}"
        return names

    @cached_property
    def _owners(self) -> dict[str, str]:
        earlier = {_folded(form): owner for form, owner in self.other_forms if owner in self._rows}
        return earlier | {_folded(form): row.delegation_id for row in self.names for form in row.forms}

    def _key(self, row: Names) -> tuple[bool, int, SortKey]:
        keys = dict(row.sort_keys)
        chosen = keys.get(self.language) or keys.get(self.language.split("-")[0]) or keys.get("") or row.form(self.mode)
        if not chosen:
            return True, self.names.index(row), sort_key("", self.language)
        return False, 0, sort_key(chosen, self.language)


def demand_sound(mode: NamingMode, names: Sequence[Names]) -> None:
    """Refuses names that would mislead.

    Raises `BadInput` for a delegation without a name, `NameMissing` for one without a name of the kind that is used,
    `MarkWithoutFootnote`, and `NameTakenTwice` where any form of two delegations is the same. The field that each names
    is the form's own with the delegation's place: "capital-3".
    """
    owners: dict[str, tuple[int, str]] = {}
    for place, row in enumerate(names, start=1):
        if not row.state:
            raise BadInput(f"state-{place}", N_("A delegation needs a name. Please write it as the body does."))
        # Who is no member is in no list of members, and is counted where it has no name of that kind.
        if mode is not NamingMode.NONE and row.is_member and not row.form(mode):
            raise NameMissing(f"{mode}-{place}", delegation=row.state)
        if row.mark and not row.footnote:
            raise MarkWithoutFootnote(f"footnote-{place}", delegation=row.state, mark=row.mark)
        for form in row.forms:
            other, owner = owners.setdefault(_folded(form), (place, row.state))
            if other != place:
                field = next(str(kind) for kind in NamingMode if row.form(kind) == form)
                raise NameTakenTwice(f"{field}-{place}", name=form, first=owner, second=row.state)


def counted(names: Sequence[str]) -> tuple[str, ...]:
    """Names in a row, those that are not named told by their number at the end: "Istara", "2 other delegations"."""
    named = tuple(name for name in names if name != UNNAMED)
    unnamed = len(names) - len(named)
    if not unnamed:
        return named
    if not named:
        return (UNNAMED if unnamed == 1 else f"{unnamed} delegations",)
    return (*named, "another delegation" if unnamed == 1 else f"{unnamed} other delegations")


def listed(names: Sequence[str]) -> str:
    """Names in a row: "Borvia, Istara and Kelmora"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def in_group(delegation: str, group: str) -> str:
    """A delegation with the group for which or by which something was taken: "Galdria (Upper River Group)"."""
    return f"{delegation} ({group})" if group else delegation


def for_group(speaker: str, group: str, members: Sequence[str]) -> str:
    """Who speaks for which group: "Borvia for the Upper River Group (Borvia, Galdria)", a long list cut short."""
    shown = [*members[:MOST_NAMED], "…"] if len(members) > MOST_NAMED else members
    named = ", ".join(filter(None, shown))
    article = "" if group.lower().startswith("the ") else "the "
    return f"{speaker} for {article}{group}" + (f" ({named})" if named else "")


def sort_key_of(line: str) -> tuple[str, str]:
    """A line of sort keys as language and key: "fr Moldavie"; a line without a language is for all others."""
    language, _, key = line.partition(" ")
    return (language, key.strip()) if key and language.islower() and 2 <= len(language) <= 3 else ("", line)


def _folded(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().casefold()
